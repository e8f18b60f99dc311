//! What treasuries owe sellers under contracts for difference, and how much is sold under them.

use super::bench::Bench;
use super::border::toll;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{CountryId, Lane, LaneId, MaterialId, Network, PeriodId, SiteId, Source, Support};
use crate::plan::{Amount, Plan};

/// One payment: period, seller's site, material, USD.
pub(super) type Due = (PeriodId, SiteId, MaterialId, f64);

/// Everything due: for each tonne sold under a contract what is missing to the strike price, less the premium received for it.
pub(super) fn dues(network: &Network, plan: &Plan, lineage: &Lineage<'_>) -> Vec<Due> {
    let mut dues = Vec::new();
    for support in &network.supports {
        let sale = Sale {
            network,
            support,
            source: &network.sources[support.source.index()],
        };
        if support.volume.is_some() {
            let parts = plan
                .supported
                .iter()
                .filter(|part| sale.leaves(&network.lanes[part.of.index()]));
            dues.extend(parts.map(|part| sale.due(part.period, sale.paid(part, lineage) * part.quantity)));
        } else {
            dues.extend(sale.whole(plan, lineage));
        }
    }
    dues
}

/// What sold parts of shipments cost less than the seller's offer: period, seller's site, material, USD.
pub(super) fn reductions(network: &Network, plan: &Plan) -> Vec<Due> {
    let parts = plan.supported.iter().filter_map(|part| {
        let lane = &network.lanes[part.of.index()];
        let support = contract(network, lane, part.period)?;
        let source = &network.sources[support.source.index()];
        let (to, t) = (country(network, lane.to).index(), part.period.index());
        let less = source.offer[to][t] - support.reference[to][t];
        Some((part.period, source.site, source.material, less * part.quantity))
    });
    parts.collect()
}

/// What is sold under contracts with volumes is shipped by their sellers, and no more than the volumes.
pub(super) fn check(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    for part in &plan.supported {
        let lane = &network.lanes[part.of.index()];
        let same = |flow: &&Amount<LaneId>| (flow.of, flow.class, flow.period) == (part.of, part.class, part.period);
        let shipped: f64 = plan.flows.iter().filter(same).map(|flow| flow.quantity).sum();
        let shipped = contract(network, lane, part.period).map_or(0.0, |_| shipped);
        let place = bench.place(lane.from, lane.material, part.period);
        bench.none(Check::Measures, part.quantity - shipped, part.quantity, |_| {
            (
                place,
                format!("{} t sold under a contract of {shipped} t that may", part.quantity),
            )
        });
    }
    for (index, support) in network.supports.iter().enumerate() {
        let first = network.supports.iter().position(|other| other.contract == support.contract);
        if first == Some(index) {
            volumes(bench, support);
        }
    }
}

fn volumes(bench: &mut Bench<'_>, support: &Support) {
    let (network, plan) = (bench.network, bench.plan);
    let Some(volume) = &support.volume else { return };
    for window in &volume.windows {
        let allowed: f64 = window.clone().filter(|t| support.active[*t]).map(|t| volume.amount[t]).sum();
        let of_contract = |part: &&Amount<LaneId>| {
            let contract = contract(network, &network.lanes[part.of.index()], part.period);
            window.contains(&part.period.index()) && contract.is_some_and(|other| other.contract == support.contract)
        };
        let sold: f64 = plan.supported.iter().filter(of_contract).map(|part| part.quantity).sum();
        let period = bench.period(PeriodId::new(window.start));
        bench.none(Check::Measures, sold - allowed, sold, |_| {
            let place = format!("{} from {period}", support.contract);
            (place, format!("{sold} t sold under the contract of {allowed} t"))
        });
    }
}

/// The contract with a volume that supports what leaves a place on a lane in a period.
fn contract<'n>(network: &'n Network, lane: &Lane, t: PeriodId) -> Option<&'n Support> {
    network.supports.iter().find(|support| {
        let source = &network.sources[support.source.index()];
        let here = (source.site, source.material) == (lane.from, lane.material);
        here && support.volume.is_some() && support.active[t.index()]
    })
}

fn country(network: &Network, site: SiteId) -> CountryId {
    network.sites[site.index()].country
}

/// Sales of a source under a contract.
struct Sale<'n> {
    network: &'n Network,
    support: &'n Support,
    source: &'n Source,
}

impl Sale<'_> {
    fn due(&self, period: PeriodId, amount: f64) -> Due {
        (period, self.source.site, self.source.material, amount)
    }

    fn leaves(&self, lane: &Lane) -> bool {
        (lane.from, lane.material) == (self.source.site, self.source.material)
    }

    /// USD a tonne from the reference at a place to the strike price while the contract is in force.
    fn missing(&self, at: SiteId, t: PeriodId) -> f64 {
        let (support, t) = (self.support, t.index());
        let reference = support.reference[country(self.network, at).index()][t];
        if support.active[t] {
            (support.strike[t] - reference).max(0.0)
        } else {
            0.0
        }
    }

    /// USD a tonne of a part of a shipment.
    fn paid(&self, part: &Amount<LaneId>, lineage: &Lineage<'_>) -> f64 {
        let lane = &self.network.lanes[part.of.index()];
        let premium = toll(self.network, lineage, part.of, part.class, part.period).premium;
        (self.missing(lane.to, part.period) - premium).max(0.0)
    }

    /// Where all sales are supported: at the price at home, the difference to that at the destination, less the premium.
    fn whole(&self, plan: &Plan, lineage: &Lineage<'_>) -> Vec<Due> {
        let own = plan.supplies.iter().filter(|supply| supply.of == self.support.source);
        let home = self.source.site;
        let mut dues: Vec<Due> = own
            .map(|supply| self.due(supply.period, self.missing(home, supply.period) * supply.quantity))
            .collect();
        for flow in &plan.flows {
            let (lane, t) = (&self.network.lanes[flow.of.index()], flow.period);
            if self.leaves(lane) {
                let more = self.missing(lane.to, t) - self.missing(home, t);
                dues.push(self.due(t, more * flow.quantity));
            }
            let seller = lane.seller.as_ref().map(|seller| seller.site);
            if (seller, lane.material) == (Some(home), self.source.material) {
                let premium = toll(self.network, lineage, flow.of, flow.class, t).premium;
                dues.push(self.due(t, -premium.min(self.missing(lane.to, t)) * flow.quantity));
            }
        }
        dues
    }
}
