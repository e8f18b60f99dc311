//! Contracts for difference in the ledger: payments of a treasury to a seller, no cost to the buyers.

use super::ledger::{Book, Item};
use super::{Amount, EntryKind, Party, Plan};
use crate::network::{LaneId, Network, PeriodId, Support, border_charges};

impl Book<'_> {
    /// Enters what treasuries pay for sales, less what a premium to the same seller makes up for.
    pub(super) fn supports(&mut self, plan: &Plan) {
        let network = self.network;
        for supply in &plan.supplies {
            if let Some(support) = network.support_of(supply.of) {
                let home = network.country_of(network.sources[supply.of.index()].site);
                self.supported(
                    support,
                    supply.period,
                    support.paid(home, supply.period, 0.0) * supply.quantity,
                );
            }
        }
        for flow in &plan.flows {
            self.shipped(flow);
        }
        for part in &plan.supported {
            let lane = &network.lanes[part.of.index()];
            if let Some(support) = network.contract_on(lane, part.period) {
                let premium = premium(network, part);
                let paid = support.paid(network.country_of(lane.to), part.period, premium);
                self.supported(support, part.period, paid * part.quantity);
            }
        }
    }

    /// What the destination of a shipment changes in what is paid at home, and the premium that its seller received.
    fn shipped(&mut self, flow: &Amount<LaneId>) {
        let network = self.network;
        let (lane, t) = (&network.lanes[flow.of.index()], flow.period);
        let to = network.country_of(lane.to);
        let here = |support: &&Support| {
            let source = &network.sources[support.source.index()];
            support.volume.is_none() && (source.site, source.material) == (lane.from, lane.material)
        };
        if let Some(support) = network.supports.iter().find(here) {
            let more = support.paid(to, t, 0.0) - support.paid(network.country_of(lane.from), t, 0.0);
            self.supported(support, t, more * flow.quantity);
        }
        if let Some(support) = network.support_on(lane) {
            let less = support.paid(to, t, 0.0) - support.paid(to, t, premium(network, flow));
            self.supported(support, t, -less * flow.quantity);
        }
    }

    fn supported(&mut self, support: &Support, period: PeriodId, amount: f64) {
        let network = self.network;
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

fn premium(network: &Network, flow: &Amount<LaneId>) -> f64 {
    border_charges(network, flow.of, |rule| flow.class.has(rule), flow.period).floor_premium
}
