use std::time::Instant;

use lodestone::solve::{Method, Options, solve};

use crate::network::{Size, network};

/// Prints times by size and method: `cargo test --release --test solve -- --ignored --nocapture measure`.
#[test]
#[ignore = "measures, asserts nothing"]
fn measure() {
    let wanted: usize = std::env::var("SITES").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let periods: usize = std::env::var("PERIODS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let tiers: usize = std::env::var("TIERS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let classes: usize = std::env::var("CLASSES").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let methods = std::env::var("METHODS").unwrap_or("simplex,ipm".into());
    for seed in 0..3 {
        let lp = network(Size {
            sites: wanted,
            classes,
            periods,
            demands: 3 * wanted,
            tiers,
            seed,
        });
        for method in [Method::Simplex, Method::Ipm, Method::Pdlp] {
            if !methods.contains(method.name()) {
                continue;
            }
            let start = Instant::now();
            let outcome = solve(
                &lp,
                &Options {
                    method,
                    time_limit: Some(300.0),
                    ..Options::default()
                },
            )
            .unwrap();
            println!(
                "{} columns {} rows {:8} {:9.1} ms {:?} {:?} {:?}",
                lp.columns(),
                lp.height(),
                method.name(),
                1e3 * start.elapsed().as_secs_f64(),
                outcome.status,
                outcome.proof,
                outcome.levels
            );
        }
    }
}
