//! The cited facts alone leave no plan; without any one of them the others leave one.

use super::case;
use super::cases::{Plain, root};
use lodestone::explain::{Case, honest_programs};
use lodestone::formulation::formulate;
use lodestone::lp::Lp;
use lodestone::network::build;
use lodestone::origin::label;
use lodestone::solve::{Options, Status, solve};
use lodestone::spec::{Selection, load};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::path::Path;

fn status(lp: &Lp) -> Status {
    solve(lp, &Options::default()).unwrap().status
}

/// Checks the contradictions of an instance; how many there are.
fn contradictions(folder: &Path, selection: &Selection) -> Result<usize, String> {
    let spec = load(folder, selection).map_err(|error| error.to_string())?;
    let network = build(&spec).map_err(|problems| format!("{problems:?}"))?;
    let model = formulate(&label(&network));
    let case = Case {
        network: &network,
        lp: &model.lp,
        columns: &model.columns,
        rows: &model.rows,
        sources: &spec.sources,
        folder: "",
    };
    let infeasible = status(&model.lp) == Status::Infeasible;
    let found = honest_programs(&case, &Plain);
    if infeasible == found.is_empty() {
        return Err(format!("infeasible: {infeasible}, contradictions: {}", found.len()));
    }
    for (kept, without) in &found {
        if status(kept) != Status::Infeasible {
            return Err("the cited facts alone leave a plan".into());
        }
        if without.iter().any(|lp| status(lp) == Status::Infeasible) {
            return Err("a cited fact could be left out".into());
        }
    }
    Ok(found.len())
}

#[test]
fn the_impossible_case_is_told_honestly() {
    assert_eq!(contradictions(&root().join("impossible"), &Selection::default()), Ok(1));
}

/// A case in which the first demand must be met in full, written out.
fn told(case: &case::Case) -> Result<usize, TestCaseError> {
    let text = serde_json::to_string(&super::text::tree(case)).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let folder = tempfile::tempdir().map_err(|error| TestCaseError::fail(error.to_string()))?;
    std::fs::write(folder.path().join("instance.yaml"), &text).map_err(|error| TestCaseError::fail(error.to_string()))?;
    contradictions(folder.path(), &Selection::default()).map_err(|why| TestCaseError::fail(format!("{why}\n{text}")))
}

#[test]
fn random_networks_are_told_honestly() {
    let mut config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 500,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 120;
        config.rng_seed = RngSeed::Fixed(20_260_102);
    }
    let found = std::cell::Cell::new(0);
    let strict = case::case().prop_map(|mut case| {
        case.demands.iter_mut().for_each(|demand| demand.minimum = Some(100));
        case
    });
    TestRunner::new(config)
        .run(&strict, |case| {
            found.set(found.get() + told(&case)?);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(found.get() > 20, "only {} contradictions were tried", found.get());
}
