//! The core: shares that no coalition can better alone.
//!
//! ```text
//! need = min sum over i of x[i]   subject to   sum over i in S of x[i] >= v(S)   for every S
//! ```
//!
//! The core is not empty where `need <= v(N)` (O. N. Bondareva 1963; L. S. Shapley, On Balanced Sets and Cores, Naval Research Logistics Quarterly 14, 1967,
//! 453-460). Otherwise `need - v(N)` is the least sum that somebody outside must add: the cost of stability (Y. Bachrach and others, The Cost of
//! Stability in Coalitional Games, SAGT 2009).

use super::{Game, Minimise, members};
use crate::lp::Builder;

/// What it takes to keep everybody together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Core {
    /// Least sum of shares that no coalition can better.
    pub need: f64,
    /// What the coalition of all lacks of it; 0 where the core is not empty.
    pub shortfall: f64,
}

/// Parts of the largest value that are rounding.
const ROUNDING: f64 = 1e-7;

/// Whether the core is empty, and what is missing; none where the program fails.
pub fn core(game: &Game, minimise: Minimise) -> Option<Core> {
    let scale = game.scale();
    let mut builder = Builder::new(vec!["need".into()]);
    for player in 0..game.players() {
        let column = builder.column(f64::NEG_INFINITY, f64::INFINITY);
        debug_assert_eq!(column, player);
        builder.cost(0, column, 1.0);
    }
    for set in 1..=game.all() {
        let row = builder.row(game.value(set) / scale, f64::INFINITY);
        members(set).for_each(|player| builder.entry(row, player, 1.0));
    }
    let need = minimise(&builder.finish())?.point.iter().sum::<f64>();
    let lacks = need - game.value(game.all()) / scale;
    Some(Core {
        need: need * scale,
        shortfall: if lacks > ROUNDING { lacks * scale } else { 0.0 },
    })
}
