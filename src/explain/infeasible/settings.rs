//! Repairs as settings of the input, to the number at which there is just a plan.

use super::cited::{Bound, Per, bound, name_of_demand};
use super::elastic::{Elastic, rules_of};
use super::facts::{Fact, Part};
use crate::explain::units::amount;
use crate::explain::written::{demand_path, limit_paths, written};
use crate::explain::{Case, tonnes};
use crate::formulation::RowKey;
use crate::network::{DemandId, Network, OwnerId, RuleId};

/// Significant digits of numbers in settings.
const DIGITS: i32 = 6;

/// What a repair says, and how it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Remedy {
    /// In a sentence.
    pub says: String,
    /// By how much a limit moves, in its own unit.
    pub by: Option<f64>,
    /// Settings; none where no single value of the input would do.
    pub settings: Vec<String>,
}

/// Tonnes that a limit moves for one unit of relief in a period: limits of sites and ways are rates, a least delivery moves in proportion
/// to itself, anything else is an amount.
pub(super) fn unit(network: &Network, row: &RowKey, bound: f64) -> f64 {
    let years = || {
        row.period()
            .and_then(|t| network.periods.get(t.index()))
            .map_or(1.0, |period| period.years)
    };
    match row {
        RowKey::DeliveryFloor(..) => bound,
        _ if is_rate(row) => years(),
        _ => 1.0,
    }
}

fn is_rate(row: &RowKey) -> bool {
    matches!(
        row,
        RowKey::SourceCapacity(..)
            | RowKey::LineCapacity(..)
            | RowKey::CircuitCapacity(..)
            | RowKey::LaneCapacity(..)
            | RowKey::ByProductLimit(..)
    )
}

/// A limit relieved by so many units.
pub(super) fn relieved(case: &Case<'_>, elastic: &Elastic, (fact, row): (&Fact, &RowKey), relief: f64) -> Remedy {
    let parts: Vec<&Part> = fact.parts.iter().collect();
    let bound = bound(case.network, elastic, (row, &parts));
    match (*row, bound) {
        (RowKey::DeliveryFloor(demand, _), Some(bound)) => less_asked(case.network, demand, bound, relief),
        (_, Some(bound)) if is_rate(row) && bound.per == Per::Year => more_capacity(case, row, bound, relief),
        (RowKey::PartnerCount(..), Some(bound)) => more_partners(case.network, row, bound, relief),
        (RowKey::Viability(owner, _), _) => support(case.network, owner, relief),
        (_, bound) => plain(case.network, row, bound, relief),
    }
}

fn less_asked(network: &Network, demand: DemandId, bound: Bound, relief: f64) -> Remedy {
    let name = name_of_demand(network, demand);
    let wanted = network.demands.get(demand.index());
    let total = |t: usize| {
        wanted.map_or(0.0, |of| {
            of.blocks.iter().filter_map(|block| block.quantity.get(t)).sum::<f64>()
        })
    };
    let least = wanted.map_or(&[][..], |of| &of.minimum);
    let shares: Vec<f64> = least
        .iter()
        .enumerate()
        .filter(|(_, least)| **least > 0.0)
        .map(|(t, least)| least / total(t))
        .collect();
    let same = |first: &f64| shares.iter().all(|share| (share - first).abs() < 1e-9);
    let share = shares.first().copied().filter(same).map(|share| share * (1.0 - relief));
    let (less, per) = (bound.amount * relief, bound.per.words());
    Remedy {
        says: format!(
            "Ask {} t{per} less for {name}: at least {} t{per} instead of {} t",
            tonnes(less),
            tonnes(bound.amount - less),
            tonnes(bound.amount)
        ),
        by: Some(-less),
        settings: share
            .map(|share| format!("{}={} %", demand_path(network, demand, "minimum"), floor(100.0 * share)))
            .into_iter()
            .collect(),
    }
}

fn more_capacity(case: &Case<'_>, row: &RowKey, bound: Bound, relief: f64) -> Remedy {
    let limit = crate::explain::limit_words(case.network, row);
    let paths = limit_paths(case.network, row);
    let place = written(case, &paths).filter(|place| paths == [place.path.as_str()]);
    Remedy {
        says: format!(
            "Raise {limit} by {} t a year: to {} t a year from {} t",
            tonnes(relief),
            tonnes(bound.amount + relief),
            tonnes(bound.amount)
        ),
        by: Some(relief),
        settings: place
            .map(|place| format!("{}={} t/yr", place.path, ceiling(bound.amount + relief)))
            .into_iter()
            .collect(),
    }
}

fn more_partners(network: &Network, row: &RowKey, bound: Bound, relief: f64) -> Remedy {
    let limit = crate::explain::limit_words(network, row);
    let (from, to) = (bound.amount.round(), (bound.amount + relief).round());
    let paths = limit_paths(network, row);
    Remedy {
        says: format!("Raise {limit} to {to} from {from}"),
        by: Some(to - from),
        settings: paths.first().map(|path| format!("{path}.most={to}")).into_iter().collect(),
    }
}

/// Money that makes an owner's open sites pay for themselves.
fn support(network: &Network, owner: OwnerId, relief: f64) -> Remedy {
    let name = network.owners.get(owner.index()).map_or("?", String::as_str);
    let money = amount("viability", relief);
    Remedy {
        says: format!("Give {name} {money} in each period for which its open sites must pay for themselves"),
        by: Some(relief),
        settings: Vec::new(),
    }
}

fn plain(network: &Network, row: &RowKey, bound: Option<Bound>, relief: f64) -> Remedy {
    let limit = crate::explain::limit_words(network, row);
    let least = bound.is_some_and(|bound| bound.least);
    let verb = if least { "Lower" } else { "Raise" };
    let per = if is_rate(row) { " a year in every period" } else { "" };
    Remedy {
        says: format!("{verb} {limit} by {}{per}", amount(row.family(), relief)),
        by: Some(if least { -relief } else { relief }),
        settings: Vec::new(),
    }
}

/// A source or line open in the periods in which it is closed and that the facts need; none where it is not closed by a date of its own.
pub(super) fn opened(case: &Case<'_>, elastic: &Elastic, parts: &[&Part]) -> Option<Remedy> {
    let closed = |part: &&&Part| part.rows.iter().any(|row| elastic.lp.row_upper.get(*row) == Some(&0.0));
    let closed: Vec<&Part> = parts.iter().filter(closed).copied().collect();
    let key = case.rows.get(*closed.first()?.rows.first()?)?;
    let path = limit_paths(case.network, key).into_iter().next()?;
    case.sources.by_path.get(&path)?;
    let period = |part: Option<&&Part>| case.network.periods.get(part?.period?.index());
    let limit = crate::explain::limit_words(case.network, key);
    let (says, value) = match path.rsplit_once('.')?.1 {
        "from" => {
            let first = period(closed.first())?.start;
            (format!("Bring {limit} forward to {first}"), first.to_string())
        }
        "until" => {
            let end = period(closed.last())?.end;
            (format!("Keep {limit} until {end}"), end.to_string())
        }
        "outages" => (format!("Do without the outages of {limit}"), "[]".into()),
        _ => return None,
    };
    Some(Remedy {
        says,
        by: None,
        settings: vec![format!("{path}={value}")],
    })
}

/// A rule no longer required by a demand.
pub(super) fn without_rule(network: &Network, demand: DemandId, rule: RuleId) -> Remedy {
    let name = |rule: RuleId| network.rules.get(rule.index()).map_or("?", |rule| rule.name.as_str());
    let of = network.demands.get(demand.index());
    let all = |t: usize| of.and_then(|of| Some(of.requires.get(t)?.or(*of.claims.get(t)?)));
    let first = all(0).unwrap_or_default();
    let same = (0..network.periods.len()).all(|t| all(t) == Some(first));
    let others: Vec<&str> = rules_of(first).filter(|other| *other != rule).map(name).collect();
    let setting = format!("{}=[{}]", demand_path(network, demand, "requires"), others.join(", "));
    Remedy {
        says: format!(
            "Let {} take goods that do not satisfy {}",
            name_of_demand(network, demand),
            name(rule)
        ),
        by: None,
        settings: same.then_some(setting).into_iter().collect(),
    }
}

/// The number above, to six digits.
fn ceiling(value: f64) -> f64 {
    rounded(value, |scaled| (scaled - 1e-4).ceil())
}

/// The number below, to six digits.
fn floor(value: f64) -> f64 {
    rounded(value, |scaled| (scaled + 1e-4).floor())
}

fn rounded(value: f64, to: fn(f64) -> f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let scale = 10_f64.powi(DIGITS - 1 - value.log10().floor() as i32);
    to(value * scale) / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_the_safe_side() {
        assert_eq!(ceiling(1.500_000_000_1), 1.5);
        assert_eq!(ceiling(1.500_001_2), 1.50001);
        assert_eq!(floor(100.0 / 3.0), 33.3333);
        assert_eq!(floor(0.0), 0.0);
        assert_eq!(ceiling(1_234_567.0), 1_234_570.0);
    }
}
