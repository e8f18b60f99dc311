//! Contracts for difference in the ledger: payments of a treasury to a seller, no cost to the buyers.

use super::ledger::{Book, Item};
use super::{EntryKind, Party, Plan};
use crate::network::{PeriodId, Support, border_charges};

impl Book<'_> {
    /// Enters what treasuries pay for sales, less what a premium to the same seller makes up for.
    pub(super) fn supports(&mut self, plan: &Plan) {
        let network = self.network;
        for supply in &plan.supplies {
            if let Some(support) = network.support_of(supply.of) {
                self.supported(support, supply.period, support.paid(supply.period, 0.0) * supply.quantity);
            }
        }
        for flow in &plan.flows {
            let lane = &network.lanes[flow.of.index()];
            let of_seller = |support: &&Support| {
                let source = &network.sources[support.source.index()];
                lane.seller.as_ref().is_some_and(|seller| seller.site == source.site) && source.material == lane.material
            };
            if let Some(support) = network.supports.iter().find(of_seller) {
                let premium = border_charges(network, flow.of, |rule| flow.class.has(rule), flow.period).floor_premium;
                let less = support.paid(flow.period, 0.0) - support.paid(flow.period, premium);
                self.supported(support, flow.period, -less * flow.quantity);
            }
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
