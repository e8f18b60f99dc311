//! Coalitions of buyers-club, worked by hand.
//!
//! Without a club the mine sells nothing and both buy at 10: US pays 400,000, Japan 600,000. A club of US, Australia and Japan at 16 opens the mine: US
//! pays 640,000, Japan 960,000, the mine keeps 300,000. Japan outside buys at 8 (480,000), and the mine stays closed: US pays 640,000, of which
//! 240,000 come back. Where US is outside, Japan pays 960,000, of which 360,000 come back, and US 40 t x 8 = 320,000.

use lodestone::compare::game::Played;
use lodestone::run::{self, Ending, Instance, Options, Players};
use std::path::Path;

fn played(threads: usize) -> Played {
    let instance = Instance::find(Path::new("buyers-club")).unwrap();
    let players = Players {
        names: ["US", "AU", "JP"].map(String::from).to_vec(),
        policy: Some("us-japan".into()),
        scenarios: Vec::new(),
        set: Vec::new(),
    };
    let options = Options {
        threads,
        ..Options::default()
    };
    let (played, ending) = run::play(&instance, &players, &options, &|_| ()).unwrap();
    assert_eq!(ending, Ending::Optimal);
    played
}

fn assert_near(found: &[f64], expected: &[f64]) {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-2;
    assert!(
        found.len() == expected.len() && found.iter().zip(expected).all(near),
        "{found:?}, expected {expected:?}"
    );
}

#[test]
fn welfare_is_that_worked_by_hand() {
    let played = played(2);
    let of = |set: usize| played.coalitions[set].welfare.clone().unwrap();
    assert_near(&of(0b000), &[-400_000.0, 0.0, -600_000.0]);
    assert_near(&of(0b011), &[-400_000.0, 0.0, -480_000.0]);
    assert_near(&of(0b110), &[-320_000.0, 0.0, -600_000.0]);
    assert_near(&of(0b111), &[-640_000.0, 300_000.0, -960_000.0]);
}

/// All: Japan gains 480,000 by leaving, US 320,000, and Australia can spare 300,000 less what it has in a club of the two buyers, 200,000.
#[test]
fn japan_gains_by_leaving() {
    let played = played(1);
    let all = &played.findings.as_ref().unwrap().stability[0b111];
    let leave: Vec<f64> = all.leave.iter().map(|gain| gain.unwrap()).collect();
    assert_near(&leave, &[320_000.0, -100_000.0, 480_000.0]);
    assert!(!all.internal);
    assert_near(&[all.shortfall], &[700_000.0]);
    assert_near(&all.transfers, &[320_000.0, -100_000.0, 480_000.0]);
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    assert_eq!(played(1), played(2));
}
