//! `contract_band[c,b,w]`: what is taken under a contract in a window, and what is paid without being taken.
//!
//! ```text
//! least    taken + untaken[c,w] >= least[c,w] sign[c]
//! most     taken <= most[c,w] sign[c]
//! beside   passed - under others + untaken[c,w] <= least[c,w] sign[c] + most sold[c,w] full[c,w]
//! missing  untaken[c,w] + least[c,w] full[c,w] <= least[c,w]
//! ```
//!
//! `taken` is the sum of `contracted[c,...]` over the window, `passed` that of all flows on the contract's lanes, `under others` the part of
//! them that other contracts cover. `sign[c]` is 1 where the contract is signed anyway. The last two rows and `untaken` only under
//! take-or-pay: what is missing is paid once, and nothing is bought beside the contract before its least is taken. The dual of
//! `least` is what a tonne more of duty to buy costs, minus that of `most` what a tonne more at the contract's price saves.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::keys::Band;
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Contract, ContractId, LaneId, Network, PeriodId};

/// Adds the rows, by contract, kind and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let books = Books { network, horizon };
    draft.rows_where(
        network.contracts.len() * Band::ALL.len() * horizon,
        |key, terms| books.terms(key, terms),
        |slot, used| books.row(slot, used),
    );
}

struct Books<'n> {
    network: &'n Network,
    horizon: usize,
}

impl Books<'_> {
    fn slot(&self, contract: usize, band: Band, first: PeriodId) -> usize {
        (contract * Band::ALL.len() + band as usize) * self.horizon + first.index()
    }

    /// The row of a slot. A least volume asks for something even where no goods can flow.
    fn row(&self, slot: usize, used: bool) -> Option<Row> {
        let (of, first) = (slot / self.horizon, PeriodId::new(slot % self.horizon));
        let (index, band) = (of / Band::ALL.len(), Band::ALL[of % Band::ALL.len()]);
        let contract = &self.network.contracts[index];
        let (least, most) = contract.band(contract.window_at(first)?);
        let signed = |amount: f64| if contract.choice { 0.0 } else { amount };
        let key = RowKey::ContractBand(ContractId::new(index), band, first);
        match band {
            Band::Least if least > 0.0 => (used || signed(least) > 0.0).then(|| Row::at_least(key, signed(least))),
            Band::Least => None,
            Band::Most => Row::limit(key, if most.is_finite() { signed(most) } else { most }).filter(|_| used),
            Band::Beside => used.then(|| Row::at_most(key, signed(least))),
            Band::Missing => used.then(|| Row::at_most(key, least)),
        }
    }

    fn terms(&self, key: ColumnKey, terms: Terms<'_>) {
        match key {
            ColumnKey::Contracted(id, lane, _, t) => self.taken(id, (lane, t), terms),
            ColumnKey::Flow(lane, _, t) => self.passed((lane, t), (None, 1.0), terms),
            ColumnKey::Untaken(id, first) => {
                for band in [Band::Least, Band::Beside, Band::Missing] {
                    terms(self.slot(id.index(), band, first), 1.0);
                }
            }
            ColumnKey::Full(id, first) => {
                let contract = &self.network.contracts[id.index()];
                if let Some(window) = contract.window_at(first) {
                    terms(self.slot(id.index(), Band::Beside, first), -contract.most_sold(window));
                    terms(self.slot(id.index(), Band::Missing, first), contract.band(window).0);
                }
            }
            ColumnKey::Sign(id) => self.signed(id, terms),
            _ => {}
        }
    }

    fn taken(&self, id: ContractId, (lane, t): (LaneId, PeriodId), terms: Terms<'_>) {
        if let Some(first) = self.network.contracts[id.index()].window(t) {
            terms(self.slot(id.index(), Band::Least, first), 1.0);
            terms(self.slot(id.index(), Band::Most, first), 1.0);
        }
        self.passed((lane, t), (Some(id), -1.0), terms);
    }

    /// Goods on the lanes of contracts under take-or-pay; those under a contract leave what passes beside others.
    fn passed(&self, (lane, t): (LaneId, PeriodId), (under, sign): (Option<ContractId>, f64), terms: Terms<'_>) {
        let others = self.network.contracts.iter().enumerate();
        for (index, contract) in others.filter(|(index, _)| under.is_none_or(|id| id.index() != *index)) {
            let first = contract.window(t).filter(|_| contract.terms_on(lane, t).is_some());
            if let Some(first) = first.filter(|first| owes(contract, *first)) {
                terms(self.slot(index, Band::Beside, first), sign);
            }
        }
    }

    fn signed(&self, id: ContractId, terms: Terms<'_>) {
        let contract = &self.network.contracts[id.index()];
        for window in &contract.windows {
            let (first, (least, most)) = (PeriodId::new(window.start), contract.band(window));
            let bands = [
                (Band::Least, least, true),
                (Band::Most, most, true),
                (Band::Beside, least, owes(contract, first)),
            ];
            for (band, amount, _) in bands.into_iter().filter(|(_, amount, there)| *there && *amount > 0.0) {
                terms(self.slot(id.index(), band, first), -amount);
            }
        }
    }
}

/// Whether what is missing in a window is paid.
fn owes(contract: &Contract, first: PeriodId) -> bool {
    contract
        .window_at(first)
        .is_some_and(|window| contract.owed(window).is_some())
}
