//! What treasuries owe sellers under contracts for difference.

use super::border::toll;
use super::lineage::Lineage;
use crate::network::{MaterialId, Network, PeriodId, SiteId, Support};
use crate::plan::Plan;

/// One payment: period, seller's site, material, USD.
pub(super) type Due = (PeriodId, SiteId, MaterialId, f64);

/// Everything due: for each tonne sold what is missing to the strike price, less the premium received for it.
pub(super) fn dues(network: &Network, plan: &Plan, lineage: &Lineage<'_>) -> Vec<Due> {
    let mut dues = Vec::new();
    for support in &network.supports {
        let source = &network.sources[support.source.index()];
        let (site, material) = (source.site, source.material);
        let missing = |t: PeriodId| missing(support, t);
        for supply in plan.supplies.iter().filter(|supply| supply.of == support.source) {
            dues.push((supply.period, site, material, missing(supply.period) * supply.quantity));
        }
        for flow in &plan.flows {
            let lane = &network.lanes[flow.of.index()];
            let seller = lane.seller.as_ref().map(|seller| seller.site);
            if (seller, lane.material) == (Some(site), material) {
                let premium = toll(network, lineage, flow.of, flow.class, flow.period).premium;
                let covered = premium.min(missing(flow.period));
                dues.push((flow.period, site, material, -covered * flow.quantity));
            }
        }
    }
    dues
}

/// USD a tonne from the reference to the strike price while the contract is in force.
fn missing(support: &Support, t: PeriodId) -> f64 {
    let t = t.index();
    if support.active[t] {
        (support.strike[t] - support.reference[t]).max(0.0)
    } else {
        0.0
    }
}
