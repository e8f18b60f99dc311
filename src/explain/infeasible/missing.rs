//! How much of what is missing: the least that limits must be broken by, hard facts last.

use super::elastic::Elastic;
use super::facts::What;
use super::rank::{RANKS, row_rank};
use crate::explain::spans::spans;
use crate::explain::{Case, Solve, limit_words};
use crate::formulation::RowKey;
use crate::lp::{Level, Lp};
use crate::network::PeriodId;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A limit that would have to give way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Missing {
    /// The limit in words.
    pub limit: String,
    /// Its family.
    pub family: String,
    /// By how much, in its own unit (mostly tonnes), over all periods.
    pub amount: f64,
    /// What it asks for or allows, over the same periods.
    pub of: f64,
    /// Whether it allows less than would have to be, rather than asks for more than can be.
    pub beyond: bool,
    /// Periods, where they are not all.
    pub periods: Option<String>,
}

/// What would have to give way where law gives way last, then capacities, then policies, then duties.
pub(super) fn missing(case: &Case<'_>, elastic: &Elastic, hands: &dyn Solve) -> Vec<Missing> {
    let lp = Lp {
        levels: levels(case, elastic),
        ..elastic.lp.clone()
    };
    let Some(optimum) = hands.minimise(&lp) else {
        return Vec::new();
    };
    let broken: BTreeMap<usize, f64> = elastic.broken(&lp, &optimum.point).into_iter().collect();
    let facts = elastic.facts.iter().filter_map(|fact| {
        let (mut amount, mut of, mut periods) = (0.0, 0.0, BTreeSet::new());
        let mut net = 0.0;
        for part in &fact.parts {
            for (row, lacking) in part.rows.iter().filter_map(|row| broken.get_key_value(row)) {
                amount += lacking.abs();
                net += lacking;
                of += asked(&lp, *row, *lacking);
                periods.extend(part.period);
            }
        }
        let What::Limit(row) = fact.what else { return None };
        (amount > 0.0).then(|| told(case, &row, (amount, of, net < 0.0), &periods))
    });
    let mut found: Vec<Missing> = facts.collect();
    found.sort_by(|one, other| other.amount.total_cmp(&one.amount));
    found
}

fn told(case: &Case<'_>, row: &RowKey, (amount, of, beyond): (f64, f64, bool), periods: &BTreeSet<PeriodId>) -> Missing {
    Missing {
        limit: limit_words(case.network, row),
        family: row.family().into(),
        amount,
        of,
        beyond,
        periods: spans(case.network, periods),
    }
}

/// The bound that is broken.
fn asked(lp: &Lp, row: usize, lacking: f64) -> f64 {
    let bounds = if lacking > 0.0 { &lp.row_lower } else { &lp.row_upper };
    bounds.get(row).copied().unwrap_or(0.0)
}

/// One level for each rank: the sum of what its rows are broken by.
fn levels(case: &Case<'_>, elastic: &Elastic) -> Vec<Level> {
    let level = |(rank, name): (usize, &&str)| {
        let mut coefficients = vec![0.0; elastic.lp.columns()];
        let slacks = coefficients.iter_mut().skip(elastic.first_slack).zip(&elastic.slacks);
        for (coefficient, (row, _)) in slacks {
            if case.rows.get(*row).map_or(0, row_rank) == rank {
                *coefficient = 1.0;
            }
        }
        Level {
            name: (*name).into(),
            coefficients,
            offset: 0.0,
        }
    };
    RANKS.iter().enumerate().map(level).collect()
}
