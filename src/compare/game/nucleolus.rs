//! The nucleolus: the shares that make the most discontented coalition as content as can be, then the next, and so on.
//!
//! ```text
//! max e   subject to   sum over i in S of x[i] >= v(S) + e      for every S not settled
//!                      sum over i in S of x[i]  = v(S) + e[S]   for every S settled
//!                      sum over all i of x[i]   = v(N)
//! ```
//!
//! Round by round; a coalition whose row has a dual is tight in every optimum and is settled at that `e`. D. Schmeidler, The Nucleolus of a
//! Characteristic Function Game, SIAM Journal on Applied Mathematics 17 (1969), 1163-1170, asks for `x[i] >= v({i})`; where the coalition of all has less
//! than its members have alone, no such shares exist, and the prenucleolus, without that condition, is given.

use super::{Game, Minimise, members};
use crate::lp::{Builder, Lp};

/// Shares of the value of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Nucleolus {
    /// Share of each player.
    pub shares: Vec<f64>,
    /// Whether every player has at least what it has alone; otherwise it is the prenucleolus.
    pub rational: bool,
}

/// Duals below this are 0.
const DUAL: f64 = 1e-7;

/// The nucleolus, or the prenucleolus where no shares suit every single player; none where a program fails.
pub fn nucleolus(game: &Game, minimise: Minimise) -> Option<Nucleolus> {
    let alone: f64 = (0..game.players()).map(|player| game.value(1 << player)).sum();
    let rational = alone <= game.value(game.all());
    let mut settled: Vec<Option<f64>> = vec![None; game.all()];
    let mut point: Vec<f64> = vec![game.value(game.all()) / game.scale()];
    while game.proper().any(|set| unsettled(&settled, set)) {
        let optimum = minimise(&program(game, &settled, rational))?;
        let excess = *optimum.point.get(game.players())?;
        let tight: Vec<usize> = rows(game)
            .zip(&optimum.duals)
            .filter(|(set, dual)| unsettled(&settled, *set) && dual.abs() > DUAL)
            .map(|(set, _)| set)
            .collect();
        if tight.is_empty() {
            return None;
        }
        for set in tight {
            *settled.get_mut(set)? = Some(excess);
        }
        point = optimum.point;
    }
    let shares = point.iter().take(game.players()).map(|share| share * game.scale());
    Some(Nucleolus {
        shares: shares.collect(),
        rational,
    })
}

fn unsettled(settled: &[Option<f64>], set: usize) -> bool {
    settled.get(set).is_some_and(Option::is_none)
}

/// Coalitions in the order of the rows.
fn rows(game: &Game) -> impl Iterator<Item = usize> {
    1..=game.all()
}

/// The program of one round: a column for each share, then that of the excess; a row for each coalition.
fn program(game: &Game, settled: &[Option<f64>], rational: bool) -> Lp {
    let scale = game.scale();
    let mut builder = Builder::new(vec!["discontent".into()]);
    for player in 0..game.players() {
        let least = if rational {
            game.value(1 << player) / scale
        } else {
            f64::NEG_INFINITY
        };
        builder.column(least, f64::INFINITY);
    }
    let excess = builder.column(f64::NEG_INFINITY, f64::INFINITY);
    builder.cost(0, excess, -1.0);
    for set in rows(game) {
        let value = game.value(set) / scale;
        let open = unsettled(settled, set);
        let known = settled.get(set).copied().flatten().unwrap_or(0.0);
        let row = builder.row(value + known, if open { f64::INFINITY } else { value + known });
        members(set).for_each(|player| builder.entry(row, player, 1.0));
        if open {
            builder.entry(row, excess, -1.0);
        }
    }
    builder.finish()
}
