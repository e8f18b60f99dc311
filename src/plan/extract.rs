//! From the solver's point to amounts by network ids.

use super::{Amount, Credit, LevelValue, Plan, ledger, prices};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Network, PeriodId, RuleSet};
use crate::origin;
use crate::solve::Outcome;

/// Amounts below this share of the largest, and decisions below this share of one, are what is left of rounding in the solver.
const DUST: f64 = 1e-11;

/// The plan that an outcome stands for: amounts, levels, ledger, and prices where there are duals. `keys` are those of the
/// program's columns and rows. Without a point the plan is empty.
pub fn extract(network: &Network, keys: (&[ColumnKey], &[RowKey]), outcome: &Outcome) -> Plan {
    let Some(point) = &outcome.point else { return Plan::default() };
    let (columns, rows) = keys;
    let mut plan = amounts(columns, point);
    let names = network.level_names().into_iter();
    plan.levels = names
        .zip(&outcome.levels)
        .map(|(name, value)| LevelValue { name, value: *value })
        .collect();
    plan.ledger = ledger::entries(&origin::label(network), &plan);
    plan.prices = outcome
        .duals
        .as_ref()
        .map_or_else(Vec::new, |duals| prices::rows(network, rows, duals));
    plan
}

fn amounts(columns: &[ColumnKey], point: &[f64]) -> Plan {
    let largest = point.iter().fold(1.0_f64, |largest, value| largest.max(value.abs()));
    let mut plan = Plan::default();
    for (key, quantity) in columns.iter().zip(point) {
        let whole = if is_decision(key) { 1.0 } else { largest };
        if *quantity > DUST * whole {
            add(&mut plan, *key, *quantity);
        }
    }
    plan
}

/// Whether a column says yes or no, or which share, instead of an amount.
fn is_decision(key: &ColumnKey) -> bool {
    matches!(
        key,
        ColumnKey::Open(..) | ColumnKey::Build(..) | ColumnKey::Link(..) | ColumnKey::Qualify(..) | ColumnKey::Sign(..)
    )
}

fn add(plan: &mut Plan, key: ColumnKey, quantity: f64) {
    match key {
        ColumnKey::Supply(of, class, t) => plan.supplies.push(amount(of, class, t, quantity)),
        ColumnKey::Activity(of, class, t) => plan.activities.push(amount(of, class, t, quantity)),
        ColumnKey::Tolerated(of, material, rule, class, t) => {
            plan.tolerated.push(amount((of, material, rule), class, t, quantity))
        }
        ColumnKey::Flow(of, class, t) => plan.flows.push(amount(of, class, t, quantity)),
        ColumnKey::Tranche(of, class, t) => plan.tranches.push(amount(of, class, t, quantity)),
        ColumnKey::Supported(of, class, t) => plan.supported.push(amount(of, class, t, quantity)),
        ColumnKey::Contracted(of, lane, class, t) => plan.contracted.push(amount((of, lane), class, t, quantity)),
        ColumnKey::Sign(of) => plan.signed.push(amount(of, RuleSet::default(), PeriodId(0), quantity)),
        ColumnKey::Stock(of, class, t) => plan.stocks.push(amount(of, class, t, quantity)),
        ColumnKey::Downgrade(site, material, from, to, t) => {
            plan.downgrades.push(amount((site, material, to), from, t, quantity))
        }
        ColumnKey::Credit(site, material, rule, [from, to], [t, later]) => {
            let credit = Credit {
                site,
                material,
                rule,
                to,
                later,
            };
            plan.credits.push(amount(credit, from, t, quantity))
        }
        ColumnKey::Dispose(of, class, t) => plan.disposals.push(amount(of, class, t, quantity)),
        ColumnKey::Sell(of, class, t) => plan.sales.push(amount(of, class, t, quantity)),
        ColumnKey::Deliver(of, material, class, t) => plan.deliveries.push(amount((of, material), class, t, quantity)),
        ColumnKey::Collect(of, used, class, t) => plan.collections.push(amount((of, used), class, t, quantity)),
        ColumnKey::Open(site, t) => plan.openings.push(amount(site, RuleSet::default(), t, quantity)),
        ColumnKey::Build(option, t) => plan.builds.push(amount(option, RuleSet::default(), t, quantity)),
        ColumnKey::Link(route, t) => plan.links.push(amount(route, RuleSet::default(), t, quantity)),
        ColumnKey::Qualify(route, t) => plan.qualifications.push(amount(route, RuleSet::default(), t, quantity)),
        // These follow from the others.
        ColumnKey::Start(..)
        | ColumnKey::Stop(..)
        | ColumnKey::Run(..)
        | ColumnKey::Lots(..)
        | ColumnKey::Campaign(..)
        | ColumnKey::UsedUp(..)
        | ColumnKey::Untaken(..)
        | ColumnKey::Full(..)
        | ColumnKey::Partner(..) => {}
        ColumnKey::Short(of, block, t) => plan.shortages.push(amount((of, block), RuleSet::default(), t, quantity)),
    }
}

fn amount<T>(of: T, class: RuleSet, period: PeriodId, quantity: f64) -> Amount<T> {
    Amount {
        of,
        class,
        period,
        quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{LaneId, SiteId};

    #[test]
    fn decisions_are_no_dust_beside_large_amounts() {
        let t = PeriodId(0);
        let flow = |lane| ColumnKey::Flow(LaneId::new(lane), RuleSet::default(), t);
        let keys = [
            flow(0),
            flow(1),
            ColumnKey::Open(SiteId::new(0), t),
            ColumnKey::Open(SiteId::new(1), t),
        ];
        let plan = amounts(&keys, &[6e11, 1.0, 1.0, 1e-12]);
        assert_eq!((plan.flows.len(), plan.openings.len()), (1, 1));
        assert_eq!(plan.openings[0].of, SiteId::new(0));
    }
}
