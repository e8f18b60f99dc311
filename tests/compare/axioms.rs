//! What must hold in every game.

use super::games::{assert_near, game, minimise};
use lodestone::compare::game::{Game, core, has, members, nucleolus, shapley};
use proptest::collection::vec;
use proptest::prelude::*;

fn random() -> impl Strategy<Value = Vec<f64>> {
    random_of(2..=5)
}

fn random_of(players: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<f64>> {
    players.prop_flat_map(|players| vec(-10.0..10.0_f64, 1 << players))
}

fn made(values: &[f64]) -> Game {
    Game::new(values.to_vec()).unwrap()
}

fn sum(shares: &[f64], set: usize) -> f64 {
    members(set).filter_map(|player| shares.get(player)).sum()
}

/// Excess of the coalition that lacks most.
fn worst(game: &Game, shares: &[f64]) -> f64 {
    (1..game.all())
        .map(|set| sum(shares, set) - game.value(set))
        .fold(f64::INFINITY, f64::min)
}

/// The values with two players exchanged.
fn exchanged(values: &[f64], a: usize, b: usize) -> Vec<f64> {
    let swap = |set: usize| match (has(set, a), has(set, b)) {
        (true, false) | (false, true) => set ^ 1 << a ^ 1 << b,
        _ => set,
    };
    (0..values.len()).map(|set| values[swap(set)]).collect()
}

/// The values made the same for two players.
fn alike(values: &[f64]) -> Vec<f64> {
    let other = exchanged(values, 0, 1);
    values.iter().zip(&other).map(|(one, other)| one + other).collect()
}

/// The values with a last player added who brings what it has alone.
fn with_dummy(values: &[f64], alone: f64) -> Vec<f64> {
    let first = values
        .iter()
        .copied()
        .enumerate()
        .map(|(set, value)| if set == 0 { 0.0 } else { value });
    let both = first.clone().map(|value| value + alone);
    first.chain(both).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn shares_sum_to_the_value_of_all(values in random()) {
        let game = made(&values);
        let all = game.value(game.all());
        assert_near(&[shapley(&game).iter().sum()], &[all]);
        assert_near(&[nucleolus(&game, &minimise).unwrap().shares.iter().sum()], &[all]);
    }

    #[test]
    fn players_alike_have_alike(values in random()) {
        let game = made(&alike(&values));
        let value = shapley(&game);
        assert_near(&value[..1], &value[1..2]);
        let shares = nucleolus(&game, &minimise).unwrap().shares;
        assert_near(&shares[..1], &shares[1..2]);
    }

    #[test]
    fn who_brings_nothing_more_has_what_it_has_alone(values in random_of(1..=4), alone in -5.0..5.0_f64) {
        let game = made(&with_dummy(&values, alone));
        let last = game.players() - 1;
        assert_near(&shapley(&game)[last..], &[alone]);
        assert_near(&nucleolus(&game, &minimise).unwrap().shares[last..], &[alone]);
    }

    #[test]
    fn the_shapley_value_of_a_sum_is_the_sum(a in vec(-10.0..10.0_f64, 32), b in vec(-10.0..10.0_f64, 32)) {
        let both: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
        let (one, other) = (shapley(&made(&a)), shapley(&made(&b)));
        let sums: Vec<f64> = one.iter().zip(&other).map(|(a, b)| a + b).collect();
        assert_near(&shapley(&made(&both)), &sums);
    }

    /// Another unit, and something given to each player, change nothing else.
    #[test]
    fn solutions_follow_units_and_gifts(values in vec(-10.0..10.0_f64, 32), unit in 0.1..1e6_f64, gifts in vec(-5.0..5.0_f64, 5)) {
        let game = made(&values);
        let other = made(&(0..32).map(|set| unit * (game.value(set) + sum(&gifts, set))).collect::<Vec<_>>());
        let moved = |shares: Vec<f64>| shares.iter().zip(&gifts).map(|(share, gift)| unit * (share + gift)).collect::<Vec<f64>>();
        assert_near(&shapley(&other), &moved(shapley(&game)));
        assert_near(
            &nucleolus(&other, &minimise).unwrap().shares,
            &moved(nucleolus(&game, &minimise).unwrap().shares),
        );
    }

    /// For three players the least sum is that of the worst balanced collection.
    #[test]
    fn the_core_is_that_of_balanced_collections(v in vec(-10.0..10.0_f64, 8)) {
        let game = made(&v);
        let of = |set: usize| game.value(set);
        let need = [
            of(7),
            of(1) + of(2) + of(4),
            of(1) + of(6),
            of(2) + of(5),
            of(4) + of(3),
            (of(3) + of(5) + of(6)) / 2.0,
        ].into_iter().fold(f64::NEG_INFINITY, f64::max);
        assert_near(&[core(&game, &minimise).unwrap().need], &[need]);
    }

    /// No other shares make the coalition that lacks most lack less; and where the core is not empty, the nucleolus is in it.
    #[test]
    fn nobody_is_less_discontented_elsewhere(values in random(), moves in vec(vec(-3.0..3.0_f64, 5), 40)) {
        let game = made(&values);
        let found = nucleolus(&game, &minimise).unwrap();
        let least = worst(&game, &found.shares);
        for step in moves {
            let mean: f64 = step.iter().take(game.players()).sum::<f64>() / game.players() as f64;
            let other: Vec<f64> = found.shares.iter().zip(&step).map(|(share, step)| share + step - mean).collect();
            let allowed = !found.rational || (0..game.players()).all(|i| other[i] >= game.value(1 << i));
            prop_assert!(!allowed || worst(&game, &other) <= least + 1e-5);
        }
        if core(&game, &minimise).unwrap().shortfall == 0.0 {
            prop_assert!(least >= -1e-5);
        }
    }

    #[test]
    fn an_additive_game_gives_each_its_own(own in vec(-10.0..10.0_f64, 5)) {
        let game = game(5, |set| sum(&own, set));
        assert_near(&shapley(&game), &own);
        assert_near(&nucleolus(&game, &minimise).unwrap().shares, &own);
    }
}
