//! The cited facts alone leave no plan; without any one of them the others leave one.

use super::case::{self, Case as Figures};
use super::pipeline::holds;
use super::text::tree;
use lodestone::explain::{Case, Minimise, Optimum, Solve, Tried, honest_programs};
use lodestone::formulation::formulate;
use lodestone::lp::Lp;
use lodestone::network::build;
use lodestone::origin::label;
use lodestone::solve::{Options, Status, solve};
use lodestone::spec::{Selection, load};
use proptest::prelude::*;
use std::cell::Cell;
use std::path::Path;

/// Solves cold, and plans no instance.
struct Plain;

impl Solve for Plain {
    fn minimise(&self, lp: &Lp) -> Option<Optimum> {
        let outcome = solve(lp, &Options::default()).ok()?;
        let point = outcome.point.filter(|_| outcome.status == Status::Optimal)?;
        Some(Optimum {
            levels: outcome.levels,
            point,
            duals: outcome.duals.unwrap_or_default(),
        })
    }

    fn many(&self, _: &Lp, ask: &mut dyn FnMut(&mut Minimise<'_>)) {
        ask(&mut |lp| self.minimise(lp));
    }

    fn refutes(&self, _: &Lp) -> Option<bool> {
        None
    }

    fn program(&self, _: &Case<'_>, _: &[String]) -> Option<Lp> {
        None
    }

    fn number(&self, _: &str) -> Option<(f64, String)> {
        None
    }

    fn with(&self, _: &[String]) -> Tried {
        Tried::Refused
    }
}

fn status(lp: &Lp) -> Result<Status, String> {
    let outcome = solve(lp, &Options::default()).map_err(|error| error.to_string())?;
    Ok(outcome.status)
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
    let infeasible = status(&model.lp)? == Status::Infeasible;
    let found = honest_programs(&case, &Plain);
    if infeasible == found.is_empty() {
        return Err(format!("infeasible: {infeasible}, contradictions: {}", found.len()));
    }
    for (kept, without) in &found {
        if status(kept)? != Status::Infeasible {
            return Err("the cited facts alone leave a plan".into());
        }
        for lp in without {
            if status(lp)? == Status::Infeasible {
                return Err("a cited fact could be left out".into());
            }
        }
    }
    Ok(found.len())
}

#[test]
fn the_impossible_case_is_told_honestly() {
    assert_eq!(
        contradictions(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/impossible"),
            &Selection::default()
        ),
        Ok(1)
    );
}

/// The contradictions of a case, written out.
fn told(case: &Figures) -> Result<usize, TestCaseError> {
    let fail = |why: String| TestCaseError::fail(why);
    let text = serde_json::to_string(&tree(case)).map_err(|error| fail(error.to_string()))?;
    let folder = tempfile::tempdir().map_err(|error| fail(error.to_string()))?;
    std::fs::write(folder.path().join("instance.yaml"), &text).map_err(|error| fail(error.to_string()))?;
    contradictions(folder.path(), &Selection::default()).map_err(|why| fail(format!("{why}\n{text}")))
}

/// A case in which every demand must be met in full.
fn strict(mut case: Figures) -> Figures {
    case.demands.iter_mut().for_each(|demand| demand.minimum = Some(100));
    case
}

#[test]
fn what_is_cited_contradicts_itself_and_nothing_of_it_could_be_left_out() {
    let found = Cell::new(0);
    let cases = case::case().prop_map(strict);
    holds(("what_is_cited_contradicts_itself", file!()), 60, &cases, |case| {
        found.set(found.get() + told(&case)?);
        Ok(())
    });
    assert!(found.get() > 20, "only {} contradictions were tried", found.get());
}
