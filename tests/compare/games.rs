//! Games with known answers.

use lodestone::compare::game::{Game, Optimum, core, nucleolus, shapley, stability};
use lodestone::lp::Lp;
use lodestone::solve::{self, Options, Status};

/// An optimum by the solver of the program.
pub fn minimise(lp: &Lp) -> Option<Optimum> {
    let outcome = solve::solve(lp, &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    Some(Optimum {
        point: outcome.point?,
        duals: outcome.duals?.into_iter().next()?,
    })
}

/// A game of the value of each set of players.
pub fn game(players: usize, value: impl Fn(usize) -> f64) -> Game {
    Game::new((0..1 << players).map(value).collect()).unwrap()
}

pub fn assert_near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(1.0_f64, |most, value| most.max(value.abs()));
    for (one, other) in found.iter().zip(expected) {
        assert!((one - other).abs() < 1e-6 * scale, "{found:?}, expected {expected:?}");
    }
}

/// One left glove, two right ones; a pair is worth 1 (L. S. Shapley and M. Shubik 1969). The short side takes all.
#[test]
fn gloves() {
    let gloves = game(3, |set| if set & 1 == 1 && set > 1 { 1.0 } else { 0.0 });
    assert_near(&shapley(&gloves), &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]);
    assert_near(&nucleolus(&gloves, &minimise).unwrap().shares, &[1.0, 0.0, 0.0]);
    assert_eq!(core(&gloves, &minimise).unwrap().shortfall, 0.0);
}

/// Any two of three have 1: every pair must have 1, so shares must sum to 3/2.
#[test]
fn a_majority_has_no_core() {
    let majority = game(3, |set| if set.count_ones() >= 2 { 1.0 } else { 0.0 });
    let found = core(&majority, &minimise).unwrap();
    assert_near(&[found.need, found.shortfall], &[1.5, 0.5]);
    assert_near(&nucleolus(&majority, &minimise).unwrap().shares, &[1.0 / 3.0; 3]);
}

/// Three wives with claims of 100, 200 and 300 (Talmud, Ketubot 93a). The nucleolus divides the estate as the Mishnah does: R. J. Aumann and M. Maschler,
/// Game Theoretic Analysis of a Bankruptcy Problem from the Talmud, Journal of Economic Theory 36 (1985), 195-213.
#[test]
fn the_talmud_divides_estates_by_the_nucleolus() {
    let claims = [100.0, 200.0, 300.0];
    let divided = |estate: f64| {
        let left = |set: usize| {
            let others: f64 = (0..3).filter(|i| set >> i & 1 == 0).map(|i| claims[i]).sum();
            (estate - others).max(0.0)
        };
        nucleolus(&game(3, left), &minimise).unwrap().shares
    };
    assert_near(&divided(100.0), &[100.0 / 3.0; 3]);
    assert_near(&divided(200.0), &[50.0, 75.0, 75.0]);
    assert_near(&divided(300.0), &[50.0, 100.0, 150.0]);
}

/// Costs of a runway (S. C. Littlechild and G. Owen, A Simple Expression for the Shapley Value in a Special Case, Management Science 20 (1973), 370-372):
/// the parts 1, 2 and 3 that airlines need are shared by those who need them.
#[test]
fn a_runway_is_shared_by_those_who_need_it() {
    let needs = [1.0, 2.0, 3.0];
    let cost = |set: usize| -(0..3).filter(|i| set >> i & 1 == 1).map(|i| needs[i]).fold(0.0, f64::max);
    let third = 1.0 / 3.0;
    assert_near(&shapley(&game(3, cost)), &[-third, -third - 0.5, -third - 1.5]);
}

#[test]
fn together_worth_less_than_alone_gives_the_prenucleolus() {
    let quarrel = game(2, |set| if set == 3 { 0.0 } else { f64::from(set as u32) });
    let found = nucleolus(&quarrel, &minimise).unwrap();
    assert!(!found.rational);
    assert_near(&found.shares, &[-0.5, 0.5]);
    let found = core(&quarrel, &minimise).unwrap();
    assert_near(&[found.need, found.shortfall], &[3.0, 3.0]);
}

#[test]
fn values_that_make_no_game_are_refused() {
    assert!(Game::new(vec![]).is_none());
    assert!(Game::new(vec![0.0]).is_none());
    assert!(Game::new(vec![0.0; 3]).is_none());
    assert!(Game::new(vec![0.0; 512]).is_none());
}

/// Two players: together the first has 5 and the second 1; alone each has 3, or 2 while both stay out.
#[test]
fn who_gains_stays_for_what_the_other_can_spare() {
    let welfare = [vec![2.0, 2.0], vec![2.0, 2.0], vec![2.0, 2.0], vec![5.0, 1.0]];
    let both = stability(&welfare, 3, 1e-9);
    assert_eq!(both.leave, [Some(-3.0), Some(1.0)]);
    assert!(!both.internal && both.external);
    assert_eq!((both.transfers, both.shortfall), (vec![-1.0, 1.0], 0.0));
    let one = stability(&welfare, 1, 1e-9);
    assert_eq!((one.leave, one.join), (vec![Some(0.0), None], vec![None, Some(-1.0)]));
    assert!(one.internal && one.external);
}

/// The second asks for 4 and the first can spare 3: 1 is missing, and all that can be spared is paid.
#[test]
fn what_members_cannot_raise_is_told() {
    let welfare = [vec![2.0, 2.0], vec![2.0, 5.0], vec![2.0, 2.0], vec![5.0, 1.0]];
    let both = stability(&welfare, 3, 1e-9);
    assert_eq!((both.transfers, both.shortfall), (vec![-3.0, 4.0], 1.0));
}
