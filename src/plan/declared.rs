//! Declared customs values beside what the goods cost in the plan.

use super::contracts::above_asked;
use super::pools::{Pool, Pools};
use super::values::{Values, above};
use super::{Amount, Plan};
use crate::network::{LaneId, MaterialId, MeasureKind, Network, PeriodId, SiteId};
use crate::origin;
use std::collections::BTreeMap;

/// A difference above this share of the cost is worth a warning.
const TOLERATED: f64 = 0.05;

/// The declared value of a material from a seller and what it cost, over all shipments whose charges at a border follow from
/// the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeclaredValue {
    /// Seller.
    pub seller: SiteId,
    /// Material.
    pub material: MaterialId,
    /// Period of shipping.
    pub period: PeriodId,
    /// Tonnes shipped.
    pub quantity: f64,
    /// Declared value free on board, USD/t: the mean by tonnes, of goods of known cost where there are some.
    pub declared: f64,
    /// What was paid for the goods up to the seller's gate, USD/t; none where no goods of known cost were shipped.
    pub built_up: Option<f64>,
}

/// The declared value of a material from a seller over the whole plan, where it is far from the cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift {
    /// Seller.
    pub seller: SiteId,
    /// Material.
    pub material: MaterialId,
    /// Tonnes shipped at a known cost.
    pub quantity: f64,
    /// Declared value, USD/t, mean by tonnes.
    pub declared: f64,
    /// What was paid for the goods up to the seller's gate, USD/t, mean by tonnes; above 0.
    pub built_up: f64,
}

impl DeclaredValue {
    /// Declared less built-up value as a share of the built-up value; none where that is not known or not above 0.
    pub fn difference(&self) -> Option<f64> {
        let built_up = self.built_up.filter(|value| *value > 0.0)?;
        Some((self.declared - built_up) / built_up)
    }
}

impl Drift {
    /// Declared less built-up value as a share of the built-up value.
    pub fn difference(&self) -> f64 {
        (self.declared - self.built_up) / self.built_up
    }
}

/// Tonnes and USD of shipments.
#[derive(Clone, Copy, Default)]
struct Sums {
    quantity: f64,
    declared: f64,
    known: f64,
    known_declared: f64,
    built_up: f64,
}

impl Sums {
    fn add(&mut self, tonnes: f64, declared: f64, built_up: Option<f64>) {
        self.quantity += tonnes;
        self.declared += tonnes * declared;
        if let Some(built_up) = built_up {
            self.known += tonnes;
            self.known_declared += tonnes * declared;
            self.built_up += tonnes * built_up;
        }
    }
}

/// Each seller and material of a plan with a declared customs value that a tariff or a price floor reads, by period. A source
/// whose value is its own offer is not among them.
pub fn declared_values(network: &Network, plan: &Plan) -> Vec<DeclaredValue> {
    sums(network, plan)
        .into_iter()
        .map(|((seller, material, period), sums)| {
            let known = sums.known > 0.0;
            DeclaredValue {
                seller,
                material,
                period,
                quantity: sums.quantity,
                declared: if known {
                    sums.known_declared / sums.known
                } else {
                    sums.declared / sums.quantity
                },
                built_up: known.then(|| sums.built_up / sums.known),
            }
        })
        .collect()
}

/// Sellers and materials whose declared value is more than 5 % off over the whole plan, in order of seller and material.
pub fn drifts(values: &[DeclaredValue]) -> Vec<Drift> {
    let mut wholes: BTreeMap<(SiteId, MaterialId), Sums> = BTreeMap::new();
    for value in values.iter().filter(|value| value.built_up.is_some()) {
        let whole = wholes.entry((value.seller, value.material)).or_default();
        whole.add(value.quantity, value.declared, value.built_up);
    }
    let drift = |((seller, material), whole): ((SiteId, MaterialId), Sums)| Drift {
        seller,
        material,
        quantity: whole.known,
        declared: whole.known_declared / whole.known,
        built_up: whole.built_up / whole.known,
    };
    let drifts = wholes.into_iter().map(drift);
    drifts
        .filter(|drift| drift.built_up > 0.0 && drift.difference().abs() > TOLERATED)
        .collect()
}

fn sums(network: &Network, plan: &Plan) -> BTreeMap<(SiteId, MaterialId, PeriodId), Sums> {
    let labelled = origin::label(network);
    let pools = Pools::of(&labelled, plan);
    let values = Values::of(network, plan, &pools);
    let contracts = above_asked(network, plan);
    let mut sums: BTreeMap<_, Sums> = BTreeMap::new();
    for flow in &plan.flows {
        let Some((seller, declared)) = declared(network, flow) else {
            continue;
        };
        let lane = &network.lanes[flow.of.index()];
        let left = pools.position(Pool {
            period: flow.period,
            site: lane.from,
            material: lane.material,
            class: flow.class,
        });
        let value = left.and_then(|pool| values.pool(pool));
        let agreed = contracts
            .get(&(flow.of, flow.class, flow.period))
            .copied()
            .unwrap_or_default();
        let built_up = value.map(|value| value.at_seller + above(network, flow.of, flow.period) + agreed);
        let row = sums.entry((seller, lane.material, flow.period)).or_default();
        row.add(flow.quantity, declared, built_up);
    }
    sums
}

/// Seller of a shipment and its declared value free on board, USD/t, where some charge follows from it.
fn declared(network: &Network, flow: &Amount<LaneId>) -> Option<(SiteId, f64)> {
    let lane = &network.lanes[flow.of.index()];
    let seller = lane.seller.as_ref()?.site;
    let holds = |rule| flow.class.has(rule);
    let reads = network.measures.iter().any(|measure| {
        matches!(measure.kind, MeasureKind::Tariff(_) | MeasureKind::PriceFloor { .. })
            && network.applies(measure, lane, flow.period, holds)
    });
    if !reads || is_offer(network, flow, seller) {
        return None;
    }
    let charged = network.customs_value(lane, holds, flow.period);
    let to = &network.countries[network.country_of(lane.to).index()];
    let freight = if network.territories[to.territory.index()].cif {
        lane.freight[flow.period.index()]
    } else {
        0.0
    };
    Some((seller, charged - freight))
}

/// Whether the value of a shipment is the offer of its source.
fn is_offer(network: &Network, flow: &Amount<LaneId>, seller: SiteId) -> bool {
    let lane = &network.lanes[flow.of.index()];
    let to = network.country_of(lane.to).index();
    let declares = |site: SiteId| {
        let mut values = network.sites[site.index()].customs_values.iter();
        values.any(|value| value.material == lane.material)
    };
    let mut sources = network.sources.iter();
    let source = sources.find(|source| (source.site, source.material) == (seller, lane.material));
    source.is_some_and(|source| !declares(seller) && source.customs_value[to] == source.offer[to])
}
