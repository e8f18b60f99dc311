//! Contracts: what is taken under them, what is owed for goods not taken, and whether they keep to their band.

use super::bench::Bench;
use super::report::Check;
use crate::network::{Contract, ContractId, LaneId, MaterialId, Network, PeriodId, SiteId};
use crate::plan::{Amount, EntryKind, Plan};
use std::ops::Range;

/// Furthest that a decision may be from a whole number.
const WHOLE: f64 = 1e-6;

/// What a contract comes to in one of its windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Contract.
    pub of: ContractId,
    /// First period of the window.
    pub first: PeriodId,
    /// Last period of the window.
    pub last: PeriodId,
    /// Whether it is signed.
    pub signed: bool,
    /// Least tonnes.
    pub least: f64,
    /// Most tonnes; infinite without limit.
    pub most: f64,
    /// Tonnes taken.
    pub taken: f64,
    /// Tonnes paid for and not taken.
    pub untaken: f64,
    /// USD paid for goods taken, not discounted.
    pub paid: f64,
    /// USD paid for goods not taken, not discounted.
    pub paid_untaken: f64,
}

/// What every contract comes to in every window.
pub fn taken(network: &Network, plan: &Plan) -> Vec<Taken> {
    let mut all = Vec::new();
    for (index, contract) in network.contracts.iter().enumerate() {
        let id = ContractId::new(index);
        let windows = contract.windows.iter();
        all.extend(windows.map(|window| in_window(plan, (id, contract), window)));
    }
    all
}

fn in_window(plan: &Plan, (id, contract): (ContractId, &Contract), window: &Range<usize>) -> Taken {
    let stated = plan.signed.iter().any(|signed| signed.of == id && signed.quantity > 0.5);
    let signed = !contract.choice || stated;
    let sum = |amounts: &[f64]| amounts[window.clone()].iter().sum::<f64>();
    let (least, most) = (sum(&contract.least), sum(&contract.most));
    let under = plan.contracted.iter();
    let under = under.filter(|amount| amount.of.0 == id && window.contains(&amount.period.index()));
    let (mut taken, mut paid) = (0.0, 0.0);
    for amount in under {
        let price = contract.terms.iter().find(|terms| terms.lane == amount.of.1);
        taken += amount.quantity;
        paid += amount.quantity * price.map_or(0.0, |terms| terms.price[amount.period.index()]);
    }
    let settled = window.clone().filter(|t| contract.active[*t]).max();
    let rate = contract.take_or_pay.as_ref().zip(settled).map(|(owed, t)| owed.rate[t]);
    let untaken = if signed && rate.is_some() {
        (least - taken).max(0.0)
    } else {
        0.0
    };
    Taken {
        of: id,
        first: PeriodId::new(window.start),
        last: PeriodId::new(window.end.saturating_sub(1)),
        signed,
        least,
        most,
        taken,
        untaken,
        paid,
        paid_untaken: untaken * rate.unwrap_or_default(),
    }
}

/// Checks decisions, parts of shipments, and bands.
pub(super) fn check(bench: &mut Bench<'_>) {
    signatures(bench);
    parts(bench);
    for found in taken(bench.network, bench.plan) {
        band(bench, &found);
    }
}

fn signatures(bench: &mut Bench<'_>) {
    for signed in &bench.plan.signed {
        let contract = &bench.network.contracts[signed.of.index()];
        if !contract.choice || signed.period != PeriodId(0) || (signed.quantity - 1.0).abs() > WHOLE {
            let text = format!("{} of it signed in {}", signed.quantity, bench.period(signed.period));
            bench.wrong(Check::Contracts, contract.name.clone(), text);
        }
    }
}

/// Goods under contracts are shipped on their lanes while they are in force, each tonne under one.
fn parts(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let place = |bench: &Bench<'_>, amount: &Amount<(ContractId, LaneId)>| {
        let lane = &network.lanes[amount.of.1.index()];
        bench.place(lane.from, lane.material, amount.period)
    };
    for amount in &plan.contracted {
        let (id, lane) = amount.of;
        let contract = &network.contracts[id.index()];
        let covered = contract.active[amount.period.index()] && contract.terms.iter().any(|terms| terms.lane == lane);
        if !covered {
            let text = format!("{} t under {}, which does not cover them", amount.quantity, contract.name);
            bench.wrong(Check::Contracts, place(bench, amount), text);
        }
        let same = |of: LaneId, class, period| (of, class, period) == (lane, amount.class, amount.period);
        let shipped = plan.flows.iter().filter(|flow| same(flow.of, flow.class, flow.period));
        let shipped: f64 = shipped.map(|flow| flow.quantity).sum();
        let under = plan
            .contracted
            .iter()
            .filter(|other| same(other.of.1, other.class, other.period));
        let under: f64 = under.map(|other| other.quantity).sum();
        let place = place(bench, amount);
        bench.none(Check::Contracts, under - shipped, under, |_| {
            (place, format!("{under} t under contracts, {shipped} t shipped"))
        });
    }
}

fn band(bench: &mut Bench<'_>, found: &Taken) {
    let contract = &bench.network.contracts[found.of.index()];
    let place = format!("{} from {}", contract.name, bench.period(found.first));
    let most = if found.signed { found.most } else { 0.0 };
    bench.none(Check::Contracts, found.taken - most, found.taken, |_| {
        (place.clone(), format!("{} t taken, at most {most} t are", found.taken))
    });
    let least = if found.signed { found.least } else { 0.0 };
    if contract.take_or_pay.is_none() {
        bench.none(Check::Contracts, least - found.taken, least, |_| {
            (place, format!("{} t taken, at least {least} t are", found.taken))
        });
        return;
    }
    let beside = beside(bench, found);
    bench.none(Check::Contracts, beside.min(found.untaken), least, |_| {
        (
            place,
            format!(
                "{beside} t bought beside it, while {} t are paid and not taken",
                found.untaken
            ),
        )
    });
}

/// Tonnes shipped on the lanes of a contract in a window while it is in force, under no contract.
fn beside(bench: &Bench<'_>, found: &Taken) -> f64 {
    let contract = &bench.network.contracts[found.of.index()];
    let within = |lane: LaneId, period: PeriodId| {
        let t = period.index();
        (found.first..=found.last).contains(&period)
            && contract.active[t]
            && contract.terms.iter().any(|terms| terms.lane == lane)
    };
    let flows = bench.plan.flows.iter().filter(|flow| within(flow.of, flow.period));
    let under = bench
        .plan
        .contracted
        .iter()
        .filter(|amount| within(amount.of.1, amount.period));
    flows.map(|flow| flow.quantity).sum::<f64>() - under.map(|amount| amount.quantity).sum::<f64>()
}

/// One payment: period, kind, seller's site, material, USD.
pub(super) type Due = (PeriodId, EntryKind, SiteId, Option<MaterialId>, f64);

/// Everything due under contracts: for goods what they cost above what their seller asks, and for goods not taken.
pub(super) fn dues(network: &Network, plan: &Plan) -> Vec<Due> {
    let mut dues = Vec::new();
    for amount in &plan.contracted {
        let (id, lane) = amount.of;
        let (way, t) = (&network.lanes[lane.index()], amount.period.index());
        let terms = network.contracts[id.index()].terms.iter().find(|terms| terms.lane == lane);
        let (kind, asked) = asked(network, lane, t);
        let above = terms.map_or(0.0, |terms| terms.price[t] - asked) * amount.quantity;
        dues.push((amount.period, kind, way.from, Some(way.material), above));
    }
    for found in taken(network, plan) {
        let contract = &network.contracts[found.of.index()];
        let guaranteed = contract.take_or_pay.as_ref().is_some_and(|owed| owed.guarantor.is_some());
        let kind = if guaranteed {
            EntryKind::Guarantee
        } else {
            EntryKind::TakeOrPay
        };
        let last = (found.first.index()..=found.last.index())
            .filter(|t| contract.active[*t])
            .max();
        let period = last.map_or(found.last, PeriodId::new);
        dues.push((period, kind, contract.seller, contract.material(network), found.paid_untaken));
    }
    dues
}

/// What a tonne on a lane costs without a contract, USD: the offer of its source there, or the fee for a tonne of main output.
fn asked(network: &Network, lane: LaneId, t: usize) -> (EntryKind, f64) {
    let way = &network.lanes[lane.index()];
    let source = network
        .sources
        .iter()
        .find(|source| (source.site, source.material) == (way.from, way.material));
    if let Some(source) = source {
        let there = network.sites[way.to.index()].country;
        return (EntryKind::Offer, source.offer[there.index()][t]);
    }
    let fees = network
        .operations
        .iter()
        .filter(|operation| operation.site == way.from)
        .filter_map(|operation| {
            let (main, rate) = operation.outputs.first()?;
            (*main == way.material).then(|| operation.fee[t] / rate)
        });
    (EntryKind::Tolling, fees.fold(0.0, f64::max))
}
