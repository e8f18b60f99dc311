//! A plan for all divided among groups, as its costs are.

use super::board::Board;
use crate::compare::choice::Reply;
use crate::formulation::ColumnKey;
use crate::network::CountryId;
use crate::origin;
use crate::plan::Shares;

/// What a group does in the plan, and what all others use.
pub(super) struct Part {
    /// What the group does.
    pub reply: Reply,
    /// What the others use of what is shared, those included that are no group.
    pub others: Vec<f64>,
}

/// The part of each group.
pub(super) fn parts(board: &Board<'_>) -> Vec<Part> {
    let labelled = origin::label(board.network());
    let shares = Shares::of(&labelled, &board.solved.plan);
    let divided: Vec<(f64, Vec<(CountryId, f64)>)> = board.planned().map(|column| divided(&shares, column)).collect();
    let of = |country: &CountryId, (value, shares): &(f64, Vec<(CountryId, f64)>)| {
        let own = shares.iter().filter(|(bearer, _)| bearer == country);
        value * own.map(|(_, share)| share).sum::<f64>()
    };
    let part = |country: &CountryId| {
        let own: Vec<f64> = divided.iter().map(|column| of(country, column)).collect();
        let rest = divided.iter().zip(&own).map(|((value, _), own)| value - own).collect();
        Part {
            reply: board.doing(own),
            others: board.doing(rest).uses,
        }
    };
    board.groups.countries.iter().map(part).collect()
}

/// A column's value and the shares in it; nothing of a decision.
fn divided(shares: &Shares<'_>, (key, value): (ColumnKey, f64)) -> (f64, Vec<(CountryId, f64)>) {
    let decision = matches!(
        key,
        ColumnKey::Open(..) | ColumnKey::Start(..) | ColumnKey::Stop(..) | ColumnKey::Build(..)
    );
    if decision || value == 0.0 {
        return (0.0, Vec::new());
    }
    (value, shares.column(key))
}
