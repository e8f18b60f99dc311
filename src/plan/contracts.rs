//! Contracts in the ledger: goods at the contract's price instead of what the seller asks, and payments for goods not taken.

use super::ledger::{Book, Item};
use super::{Amount, EntryKind, Party, Plan};
use crate::network::{Contract, ContractId, CountryId, LaneId, MaterialId, Network, PeriodId, RuleSet, SiteId};
use crate::origin::Labelled;
use std::collections::BTreeMap;

/// A shortfall below this share of the least volume is what is left of rounding.
const DUST: f64 = 1e-9;

impl Plan {
    /// Whether a contract is signed: anyway, or by the plan's choice.
    pub fn signs(&self, network: &Network, id: ContractId) -> bool {
        let left = network.contracts.get(id.index()).is_some_and(|contract| contract.choice);
        !left || self.signed.iter().any(|signed| signed.of == id && signed.quantity > 0.5)
    }
}

impl Book<'_> {
    /// Enters what goods under contracts cost above what is asked for them, to those who bear them, and what is paid without goods.
    pub(super) fn contracts(&mut self, labelled: &Labelled<'_>, plan: &Plan) {
        for amount in &plan.contracted {
            let (id, lane) = amount.of;
            let way = &self.network.lanes[lane.index()];
            let terms = self.network.contracts[id.index()].terms_on(lane, amount.period);
            let above = terms.map_or(0.0, |terms| terms.above(amount.period));
            let item = self.item(
                price_kind(self.network, way.from, way.material),
                (way.from, Some(way.material)),
                amount.period,
            );
            let shares = self.arriving(labelled, &shipped(amount));
            self.split(item, &shares, above * amount.quantity);
        }
        for (index, contract) in self.network.contracts.iter().enumerate() {
            let id = ContractId::new(index);
            if plan.signs(self.network, id) {
                self.untaken(plan, (id, contract));
            }
        }
    }

    fn untaken(&mut self, plan: &Plan, (id, contract): (ContractId, &Contract)) {
        let network = self.network;
        for window in &contract.windows {
            let Some(owed) = contract.owed(window) else { continue };
            let under = plan
                .contracted
                .iter()
                .filter(|amount| amount.of.0 == id && window.contains(&amount.period.index()));
            let (least, taken) = (contract.band(window).0, under.map(|amount| amount.quantity).sum::<f64>());
            let missing = if least - taken > DUST * least { least - taken } else { 0.0 };
            let t = contract.settled(window);
            let due = owed.rate[t.index()] * missing;
            let about = (contract.seller, contract.material(network));
            match owed.guarantor {
                Some(country) => {
                    let treasury = Party::Treasury(network.countries[country.index()].territory);
                    self.enter(self.item(EntryKind::Guarantee, about, t), treasury, due);
                }
                None => {
                    let part = 1.0 / owed.buyers.len() as f64;
                    let shares: Vec<(CountryId, f64)> = owed.buyers.iter().map(|country| (*country, part)).collect();
                    self.split(self.item(EntryKind::TakeOrPay, about, t), &shares, due);
                }
            }
        }
    }

    fn item(&self, kind: EntryKind, (site, material): (SiteId, Option<MaterialId>), period: PeriodId) -> Item {
        Item {
            kind,
            payee: self.owner(site),
            material,
            site: Some(site),
            period,
        }
    }
}

/// Goods under a contract as a shipment.
fn shipped(amount: &Amount<(ContractId, LaneId)>) -> Amount<LaneId> {
    Amount {
        of: amount.of.1,
        class: amount.class,
        period: amount.period,
        quantity: amount.quantity,
    }
}

/// What goods of a place are paid by without a contract: an offer of its source, or a fee.
fn price_kind(network: &Network, site: SiteId, material: MaterialId) -> EntryKind {
    let sold = network
        .sources
        .iter()
        .any(|source| (source.site, source.material) == (site, material));
    if sold { EntryKind::Offer } else { EntryKind::Tolling }
}

/// What a tonne of each shipment costs above what is asked, by lane, class and period, USD/t.
pub(super) fn above_asked(network: &Network, plan: &Plan) -> BTreeMap<(LaneId, RuleSet, PeriodId), f64> {
    let mut above: BTreeMap<(LaneId, RuleSet, PeriodId), f64> = BTreeMap::new();
    for amount in &plan.contracted {
        let (id, lane) = amount.of;
        let terms = network
            .contracts
            .get(id.index())
            .and_then(|contract| contract.terms_on(lane, amount.period));
        let paid = terms.map_or(0.0, |terms| terms.above(amount.period)) * amount.quantity;
        *above.entry((lane, amount.class, amount.period)).or_default() += paid;
    }
    let flows = plan.flows.iter().filter(|flow| flow.quantity > 0.0);
    let tonnes: BTreeMap<_, f64> = flows
        .map(|flow| ((flow.of, flow.class, flow.period), flow.quantity))
        .collect();
    for (shipment, paid) in &mut above {
        *paid = tonnes.get(shipment).map_or(0.0, |tonnes| *paid / tonnes);
    }
    above
}
