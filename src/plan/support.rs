//! Contracts for difference in the ledger: payments of a treasury to a seller, no cost to the buyers.

use super::ledger::{Book, Item};
use super::{Amount, EntryKind, Party, Plan};
use crate::network::{LaneId, Network, PeriodId, Support, border_charges};

impl Book<'_> {
    /// Enters what treasuries pay for sales, less what a premium to the same seller makes up for.
    pub(super) fn supports(&mut self, plan: &Plan) {
        let network = self.network;
        for (support, period, amount) in support_payments(network, plan) {
            let source = &network.sources[support.source.index()];
            let item = Item {
                kind: EntryKind::Cfd,
                payee: self.owner(source.site),
                material: Some(source.material),
                site: Some(source.site),
                period,
            };
            let treasury = Party::Treasury(network.countries[support.payer.index()].territory);
            self.enter(item, treasury, amount);
        }
    }
}

/// What treasuries pay under contracts for difference: the contract, the period and USD, not discounted. A sale at home and what its destination
/// or a premium changes are payments of their own.
pub fn support_payments<'n>(network: &'n Network, plan: &Plan) -> Vec<(&'n Support, PeriodId, f64)> {
    let at_home = plan.supplies.iter().filter_map(|supply| {
        let support = network.support_of(supply.of)?;
        let home = network.country_of(network.sources[supply.of.index()].site);
        let paid = support.paid(home, supply.period, 0.0) * supply.quantity;
        Some((support, supply.period, paid))
    });
    let shipped = plan.flows.iter().flat_map(|flow| shipped(network, flow));
    let within_volumes = plan.supported.iter().filter_map(|part| {
        let lane = &network.lanes[part.of.index()];
        let support = network.contract_on(lane, part.period)?;
        let paid = support.paid(network.country_of(lane.to), part.period, premium(network, part));
        Some((support, part.period, paid * part.quantity))
    });
    at_home.chain(shipped).chain(within_volumes).collect()
}

/// What the destination of a shipment changes in what is paid at home, and the premium that its seller received.
fn shipped<'n>(network: &'n Network, flow: &Amount<LaneId>) -> Vec<(&'n Support, PeriodId, f64)> {
    let (lane, t) = (&network.lanes[flow.of.index()], flow.period);
    let to = network.country_of(lane.to);
    let here = |support: &&Support| {
        let source = &network.sources[support.source.index()];
        support.volume.is_none() && (source.site, source.material) == (lane.from, lane.material)
    };
    let elsewhere = network.supports.iter().find(here).map(|support| {
        let more = support.paid(to, t, 0.0) - support.paid(network.country_of(lane.from), t, 0.0);
        (support, t, more * flow.quantity)
    });
    let premium = network.support_on(lane).map(|support| {
        let less = support.paid(to, t, 0.0) - support.paid(to, t, premium(network, flow));
        (support, t, -less * flow.quantity)
    });
    elsewhere.into_iter().chain(premium).collect()
}

fn premium(network: &Network, flow: &Amount<LaneId>) -> f64 {
    border_charges(network, flow.of, |rule| flow.class.has(rule), flow.period).floor_premium
}
