//! Names, order and units change neither levels nor verdict.

use super::case::case;
use super::disguise::{in_other_units, renamed, reordered};
use super::pipeline::{answer, holds, levels, same};
use super::text::tree;
use proptest::prelude::*;
use serde_json::Value;

fn changes_nothing(disguise: impl Fn(&Value, u64) -> Value) -> impl Fn((super::case::Case, u64)) -> Result<(), TestCaseError> {
    move |(case, seed)| {
        let tree = tree(&case);
        let other = disguise(&tree, seed);
        prop_assume!(other != tree);
        let (one, other) = (answer(&tree)?, answer(&other)?);
        prop_assert!(same(levels(&one), levels(&other)), "{:?} {:?}", levels(&one), levels(&other));
        Ok(())
    }
}

#[test]
fn names_change_nothing() {
    let strategy = (case(), any::<u64>());
    holds(("names_change_nothing", file!()), 40, &strategy, changes_nothing(renamed));
}

#[test]
fn order_changes_nothing() {
    let strategy = (case(), any::<u64>());
    holds(("order_changes_nothing", file!()), 40, &strategy, changes_nothing(reordered));
}

#[test]
fn units_change_nothing() {
    let strategy = (case(), any::<u64>());
    holds(
        ("units_change_nothing", file!()),
        40,
        &strategy,
        changes_nothing(in_other_units),
    );
}
