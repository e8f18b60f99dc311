//! Repairs as settings of the input, to the number at which there is just a plan.

use super::cited::{Bound, Per, bound, by_period, name_of_demand};
use super::elastic::{Elastic, rules_of};
use super::facts::{Fact, Part};
use crate::explain::remedy::{Scaled, ceiling, floor, scaled};
use crate::explain::units::{amount, is_level};
use crate::explain::written::{demand_path, limit_paths, written};
use crate::explain::{Case, Solve, number, tonnes};
use crate::formulation::{Band, Bound as Limit, RowKey};
use crate::network::{DemandId, Network, OwnerId, RuleId};
use std::collections::BTreeMap;

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

impl Remedy {
    /// Several at once; with settings where each of them has some.
    pub fn all(of: &[Self]) -> Self {
        let mut says = String::new();
        for one in of {
            let mut rest = one.says.chars();
            match rest.next().filter(|_| !says.is_empty()) {
                Some(first) => says += &format!(" and {}{}", first.to_lowercase(), rest.as_str()),
                None => says += &one.says,
            }
        }
        let every = of.iter().all(|one| !one.settings.is_empty());
        let settings = of.iter().filter(|_| every).flat_map(|one| one.settings.iter().cloned());
        Self {
            says,
            by: None,
            settings: settings.collect(),
        }
    }
}

/// Tonnes that a limit moves for one unit of relief in a period: limits of sites and ways are rates, what must be delivered, run, taken or
/// kept moves in proportion to itself, anything else is an amount.
pub(super) fn unit(network: &Network, row: &RowKey, bound: f64) -> f64 {
    let years = || {
        row.period()
            .and_then(|t| network.periods.get(t.index()))
            .map_or(1.0, |period| period.years)
    };
    match row {
        RowKey::DeliveryFloor(..) => bound,
        RowKey::MinimumRun(id, t) => {
            let line = network.lines.get(id.index());
            line.and_then(|line| line.minimum_run.get(t.index())).copied().unwrap_or(0.0)
        }
        _ if is_share(row) => bound,
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

/// Whether what a row asks for moves in proportion to itself.
fn is_share(row: &RowKey) -> bool {
    matches!(
        row,
        RowKey::MinimumRun(..)
            | RowKey::StockMinimum(..)
            | RowKey::StockRefill(..)
            | RowKey::ContractBand(_, Band::Least, _)
            | RowKey::Share(_, Limit::LeastAmount, _)
    )
}

/// A limit relieved by so many units, as in a point of the program that has the relief; `hands` know the numbers of the input.
pub(super) fn relieved(
    (case, hands): (&Case<'_>, &dyn Solve),
    elastic: &Elastic,
    (fact, row): (&Fact, &RowKey),
    (relief, point): (f64, &[f64]),
) -> Remedy {
    let parts: Vec<&Part> = fact.parts.iter().collect();
    let bound = bound(case.network, elastic, (row, &parts));
    match (*row, bound) {
        (_, Some(bound)) if is_share(row) => {
            let moved = || scaled((case, hands), row, (1.0 - relief, floor));
            less(
                case.network,
                row,
                (bound, one_level(elastic, (row, &parts)).then(moved).flatten()),
                relief,
            )
        }
        (RowKey::DeliveryFloor(demand, _), Some(bound)) => less_asked(case.network, demand, bound, relief),
        (_, Some(bound)) if is_rate(row) && bound.per == Per::Year => more_capacity(case, row, bound, relief),
        (RowKey::PartnerCount(..), Some(bound)) => more_partners(case.network, row, bound, relief),
        (RowKey::Viability(owner, _), _) => support(case.network, owner, relief),
        (RowKey::Share(_, Limit::LeastShare, _), _) => {
            let reached = share((case, elastic), (&parts, row), point);
            let bound = bound.map(|bound| (bound, by_period(case.network, elastic, (row, &parts))));
            let moved = reached.and_then(|factor| scaled((case, hands), row, (factor, floor)));
            moved.map_or_else(
                || plain(case.network, row, bound, relief),
                |moved| lower_share(case, row, moved, relief),
            )
        }
        (_, bound) => {
            let bound = bound.map(|bound| (bound, by_period(case.network, elastic, (row, &parts))));
            plain(case.network, row, bound, relief)
        }
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

/// Whether a level is asked for at once wherever it is asked for, and does not grow.
fn one_level(elastic: &Elastic, (row, parts): (&RowKey, &[&Part])) -> bool {
    let rows = parts.iter().flat_map(|part| &part.rows);
    let mut asked = rows
        .filter_map(|row| elastic.lp.row_lower.get(*row))
        .filter(|level| **level != 0.0);
    let first = asked.next();
    !is_level(row.family()) || asked.all(|level| Some(level) == first)
}

/// What must be run, taken or kept, less by a share of itself.
fn less(network: &Network, row: &RowKey, (bound, moved): (Bound, Option<Scaled>), relief: f64) -> Remedy {
    let limit = crate::explain::limit_words(network, row);
    let how = match &moved {
        Some(moved) => format!("to {} from {}", moved.then, moved.now),
        None => format!("by {} % at all times", number(100.0 * relief, 2)),
    };
    Remedy {
        says: format!("Lower {limit} {how}"),
        by: (bound.amount != 0.0).then_some(-relief * bound.amount),
        settings: moved.into_iter().map(|moved| moved.setting).collect(),
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

/// The part of a least share that a point reaches in each window, where that is least; none where the share is 0 or the whole.
fn share((case, elastic): (&Case<'_>, &Elastic), (parts, row): (&[&Part], &RowKey), point: &[f64]) -> Option<f64> {
    let RowKey::Share(id, ..) = *row else { return None };
    let least = case.network.commitments.get(id.index())?.share.least?;
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    let rows = parts.iter().flat_map(|part| &part.rows);
    sums.extend(rows.map(|row| (*row, (0.0, 0.0))));
    for (column, amount) in point.iter().enumerate().take(elastic.first_slack) {
        for (row, value) in elastic.lp.column(column) {
            let Some((part, whole)) = sums.get_mut(&row) else { continue };
            // A tonne of the part counts 1 less the share, any other of the whole the share alone.
            let tonnes = amount * if value > 0.0 { value / (1.0 - least) } else { -value / least };
            *whole += tonnes;
            *part += if value > 0.0 { tonnes } else { 0.0 };
        }
    }
    let reached = sums
        .values()
        .filter(|(_, whole)| *whole > 0.0)
        .map(|(part, whole)| part / whole);
    let reached = reached.fold(1.0, f64::min);
    (least > 0.0 && least < 1.0 && reached < least).then_some(reached / least)
}

fn lower_share(case: &Case<'_>, row: &RowKey, moved: Scaled, relief: f64) -> Remedy {
    let limit = crate::explain::limit_words(case.network, row);
    Remedy {
        says: format!("Lower {limit} to {} from {}", moved.then, moved.now),
        by: Some(-relief),
        settings: vec![moved.setting],
    }
}

fn plain(network: &Network, row: &RowKey, bound: Option<(Bound, Option<String>)>, relief: f64) -> Remedy {
    let limit = crate::explain::limit_words(network, row);
    let least = bound.as_ref().is_some_and(|(bound, _)| bound.least);
    let verb = if least { "Lower" } else { "Raise" };
    let per = if is_rate(row) { " a year in every period" } else { "" };
    let now = bound
        .and_then(|(_, now)| now)
        .map_or(String::new(), |now| format!("; it is {now}"));
    Remedy {
        says: format!("{verb} {limit} by {}{per}{now}", amount(row.family(), relief)),
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
