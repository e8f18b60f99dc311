//! Coalitions as a game: welfare by member, stability, and how a joint gain can be shared.
//!
//! A coalition is a set of players, as bits: player `i` belongs to `S` where bit `i` is set. Definitions and sources: docs/compare.md.

mod core;
mod nucleolus;
mod played;
mod shapley;
mod stability;

pub use self::core::{Core, core};
pub use nucleolus::{Nucleolus, nucleolus};
pub use played::{Coalition, Findings, Played};
pub use shapley::shapley;
pub use stability::{Stability, stability};

use crate::lp::Lp;

/// Most players: all coalitions are planned.
pub const MOST_PLAYERS: usize = 8;

/// An optimum of a program with one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// Value of each column.
    pub point: Vec<f64>,
    /// Dual of each row: d(level)/d(right-hand side).
    pub duals: Vec<f64>,
}

/// Minimises a program with one level; none where it has no optimum.
pub type Minimise<'a> = &'a dyn Fn(&Lp) -> Option<Optimum>;

/// A game with transferable utility.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    players: usize,
    values: Vec<f64>,
}

impl Game {
    /// A game of a value for each coalition, in the order of their bits; that of nobody counts as 0. None where there are not 2^n values, or n is 0 or above
    /// [`MOST_PLAYERS`].
    pub fn new(values: Vec<f64>) -> Option<Self> {
        let players = values.len().trailing_zeros() as usize;
        let fits = values.len().is_power_of_two() && (1..=MOST_PLAYERS).contains(&players);
        let mut values = values;
        *values.first_mut()? = 0.0;
        fits.then_some(Self { players, values })
    }

    /// The gains of coalitions over having none: for each coalition the sum over its members of welfare less their welfare without any.
    pub fn of_welfare(welfare: &[Vec<f64>]) -> Option<Self> {
        let alone = welfare.first()?;
        let gain = |(set, with): (usize, &Vec<f64>)| -> f64 {
            let gains = with.iter().zip(alone).map(|(with, without)| with - without);
            gains.enumerate().filter(|(i, _)| has(set, *i)).map(|(_, gain)| gain).sum()
        };
        Self::new(welfare.iter().enumerate().map(gain).collect())
    }

    /// Number of players.
    pub fn players(&self) -> usize {
        self.players
    }

    /// The coalition of all.
    pub fn all(&self) -> usize {
        self.values.len() - 1
    }

    /// Value of a coalition.
    pub fn value(&self, set: usize) -> f64 {
        self.values.get(set).copied().unwrap_or(0.0)
    }

    /// Largest value of any coalition by magnitude; 1 where all are 0.
    fn scale(&self) -> f64 {
        let largest = self.values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// Coalitions but nobody and all.
    fn proper(&self) -> impl Iterator<Item = usize> {
        1..self.all()
    }
}

/// Whether a player belongs to a coalition.
pub fn has(set: usize, player: usize) -> bool {
    set >> player & 1 == 1
}

/// Players of a coalition.
pub fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..MOST_PLAYERS).filter(move |player| has(set, *player))
}
