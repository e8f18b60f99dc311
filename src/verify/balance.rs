//! What comes to a place equals what goes, for every material and period.

use super::bench::Bench;
use super::pots::{Pot, Spot};
use super::report::Check;
use std::collections::BTreeMap;

/// Checks every spot.
pub(super) fn check(bench: &mut Bench<'_>, pots: &BTreeMap<Spot, Pot>) {
    for ((site, material, period), pot) in pots {
        let (came, went) = (pot.came(), pot.went());
        let place = bench.place(*site, *material, *period);
        bench.none(Check::Balance, (came - went).abs(), came.max(went), |_| {
            (place, format!("{came} t come and {went} t go"))
        });
    }
}
