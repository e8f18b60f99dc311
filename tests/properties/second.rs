//! Another solver comes to the same levels, or also finds no plan.

use super::case::case;
use super::pipeline::{answer_with, holds};
use super::text::tree;
use lodestone::run::Second;
use proptest::prelude::*;

#[test]
fn another_solver_agrees() {
    holds(("another_solver_agrees", file!()), 40, &case(), |case| {
        let answer = answer_with(&tree(&case), Some(Second::Microlp))?;
        if let Ok(solved) = &answer {
            let agreed = matches!(&solved.second, Some(Ok(second)) if second.agrees);
            prop_assert!(agreed, "{:?} against {:?}", solved.outcome.levels, solved.second);
        }
        Ok(())
    });
}
