//! Rents of quotas: what licences are worth, which nobody pays.
//!
//! ```text
//! rent = - d(cost)/d(amount allowed) x tonnes counted
//! ```
//!
//! The price is that of the limit's rows, undiscounted to the first period of its window; of a tariff-rate quota whose volume must be used up
//! also those of the rows that say so. With whole numbers in the plan it holds for those numbers.

use super::{Amount, Party, Plan, PriceRow, Priced};
use crate::formulation::RowKey;
use crate::network::{Gate, LaneId, Measure, MeasureId, MeasureKind, Network, PeriodId, RentHolder};
use std::collections::BTreeMap;
use std::ops::Range;

/// Below this, USD a tonne, a price is what rounding left.
const DUST: f64 = 1e-6;

/// What one holder has of the rent of a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rent {
    /// Quota, tariff-rate quota or export limit.
    pub measure: MeasureId,
    /// First period of the window.
    pub period: PeriodId,
    /// Who has it.
    pub holder: Party,
    /// Tonnes that the limit counts of what this holder has licences for.
    pub quantity: f64,
    /// What one tonne more would save the buyers, USD/t.
    pub per_tonne: f64,
    /// What the measure itself takes of these tonnes, USD.
    pub paid: f64,
}

impl Rent {
    /// USD, paid by nobody.
    pub fn total(&self) -> f64 {
        self.per_tonne * self.quantity
    }
}

/// Rents of a plan that has prices, in order of measures, windows and holders; those of nothing are left out.
pub fn rents(network: &Network, plan: &Plan) -> Vec<Rent> {
    let mut prices: BTreeMap<(MeasureId, PeriodId), f64> = BTreeMap::new();
    for (measure, period, price) in plan.prices.iter().filter_map(|price| of_limit(network, plan, price)) {
        *prices.entry((measure, period)).or_default() -= price;
    }
    let worth = prices.into_iter().filter(|(_, price)| *price > DUST);
    worth
        .flat_map(|((measure, period), price)| shared(network, plan, (measure, period), price))
        .collect()
}

/// Measure, first period of the window, and what a tonne more allowed changes in cost by the row of a price.
fn of_limit(network: &Network, plan: &Plan, price: &PriceRow) -> Option<(MeasureId, PeriodId, f64)> {
    let Priced::Limit(row) = price.of else { return None };
    let of_cost = *price.by_level.get(network.cost_level())?;
    let (id, by) = match row {
        RowKey::Quota(id, t) | RowKey::ExportLimit(id, t) | RowKey::TrancheVolume(id, t) => return Some((id, t, of_cost)),
        RowKey::TrancheFull(id, by) | RowKey::TrancheBeyond(id, by) => (id, by),
        _ => return None,
    };
    let gate = network.gates.get(network.gate(id, by)?)?;
    let by_volume = match row {
        RowKey::TrancheFull(..) => of_cost,
        // The most that passes beyond is less by as much.
        _ if gate.fresh => -of_cost,
        _ => return None,
    };
    let first = PeriodId::new(window(&network.measures[id.index()], by).start);
    let factor = |t: PeriodId| network.periods[t.index()].discount;
    is_used_up(network, plan, gate).then_some((id, first, by_volume * factor(by) / factor(first)))
}

/// Whether the volume that a gate asks for is used up; of others its rows say nothing.
fn is_used_up(network: &Network, plan: &Plan, gate: &Gate) -> bool {
    let quota = &network.measures[gate.measure.index()];
    let parts = plan.tranches.iter().filter(|part| gate.within.contains(&part.period.index()));
    let used: f64 = parts
        .filter(|part| reads(network, quota, part))
        .map(|part| part.quantity)
        .sum();
    used >= gate.volume * (1.0 - 1e-6)
}

/// The window of a period; the period itself for limits of single periods.
fn window(measure: &Measure, t: PeriodId) -> Range<usize> {
    let alone = t.index()..t.index() + 1;
    match &measure.kind {
        MeasureKind::RateQuota { windows, .. } | MeasureKind::Quota { windows, .. } => {
            let found = windows.iter().find(|window| window.contains(&t.index()));
            found.cloned().unwrap_or(alone)
        }
        _ => alone,
    }
}

fn reads(network: &Network, measure: &Measure, amount: &Amount<LaneId>) -> bool {
    let lane = &network.lanes[amount.of.index()];
    network.applies(measure, lane, amount.period, |rule| amount.class.has(rule))
}

/// The rent of one window by holder.
fn shared(network: &Network, plan: &Plan, (id, period): (MeasureId, PeriodId), per_tonne: f64) -> Vec<Rent> {
    let measure = &network.measures[id.index()];
    let window = window(measure, period);
    let amounts = match measure.kind {
        MeasureKind::RateQuota { .. } => &plan.tranches,
        _ => &plan.flows,
    };
    let mut held: BTreeMap<Party, (f64, f64)> = BTreeMap::new();
    let counted = amounts.iter().filter(|amount| window.contains(&amount.period.index()));
    for amount in counted.filter(|amount| reads(network, measure, amount)) {
        let sums = held.entry(holder(network, measure, amount.of)).or_default();
        sums.0 += tonnes(network, measure, amount);
        sums.1 += paid(network, measure, amount);
    }
    let rent = |(holder, (quantity, paid)): (Party, (f64, f64))| Rent {
        measure: id,
        period,
        holder,
        quantity,
        per_tonne,
        paid,
    };
    held.into_iter().map(rent).filter(|rent| rent.quantity > 0.0).collect()
}

fn tonnes(network: &Network, measure: &Measure, amount: &Amount<LaneId>) -> f64 {
    let material = network.lanes[amount.of.index()].material;
    match measure.kind {
        MeasureKind::RateQuota { .. } => amount.quantity,
        _ => network.counted(measure, material) * amount.quantity,
    }
}

fn paid(network: &Network, measure: &Measure, amount: &Amount<LaneId>) -> f64 {
    let MeasureKind::RateQuota { within, .. } = &measure.kind else {
        return 0.0;
    };
    let lane = &network.lanes[amount.of.index()];
    let value = network.customs_value(lane, |rule| amount.class.has(rule), amount.period);
    within[amount.period.index()] * value * amount.quantity
}

fn holder(network: &Network, measure: &Measure, lane: LaneId) -> Party {
    let lane = &network.lanes[lane.index()];
    let seller = lane.seller.as_ref().map_or(lane.from, |seller| seller.site);
    let gives = match measure.kind {
        MeasureKind::ExportLimit { .. } => network.country_of(lane.from),
        _ => network.country_of(lane.to),
    };
    match measure.rent_to {
        RentHolder::Importers => Party::Buyers(network.country_of(lane.to)),
        RentHolder::Exporters => Party::Owner(network.sites[seller.index()].owner),
        RentHolder::Treasury => Party::Treasury(network.countries[gives.index()].territory),
    }
}
