//! The Shapley value.
//!
//! ```text
//! phi[i] = sum over S without i of |S|! (n - |S| - 1)! / n! x (v(S + i) - v(S))
//! ```
//!
//! L. S. Shapley, A Value for n-Person Games, in: Contributions to the Theory of Games II, Princeton 1953, 307-317.

use super::{Game, has};

/// What each player brings on average over all orders of joining.
pub fn shapley(game: &Game) -> Vec<f64> {
    let share = |player: usize| -> f64 {
        let without = (0..=game.all()).filter(|set| !has(*set, player));
        without
            .map(|set| weight(game, set) * (game.value(set | 1 << player) - game.value(set)))
            .sum()
    };
    (0..game.players()).map(share).collect()
}

/// Share of the orders in which exactly a coalition has joined before the next player.
fn weight(game: &Game, set: usize) -> f64 {
    let (n, before) = (game.players(), set.count_ones() as usize);
    let factorial = |k: usize| (1..=k).map(|j| j as f64).product::<f64>();
    factorial(before) * factorial(n - before - 1) / factorial(n)
}
