//! Through the real pipeline, and how vectors of level values compare.

use lodestone::run::{Ending, Instance, Job, Options, Second, Selection, Solved, Verdict, plan};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed, TestRunner};
use serde_json::Value;
use std::cmp::Ordering;

/// What came of an instance: a judged plan, or the reason why there is none.
pub type Answer = Result<Box<Solved>, &'static str>;

/// Tries a property on random values: `cases` fixed ones, or as many new ones as `PROPTEST_CASES` says.
pub fn holds<S: Strategy>(
    (name, file): (&'static str, &'static str),
    cases: u32,
    values: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let mut config = ProptestConfig {
        source_file: Some(file),
        test_name: Some(name),
        failure_persistence: Some(Box::new(FileFailurePersistence::SourceParallel("proptest-regressions"))),
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
        config.rng_seed = RngSeed::Fixed(20_260_101);
    }
    config.max_global_rejects = 10 * config.cases.max(100);
    TestRunner::new(config)
        .run(values, test)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// The answer to an instance, with another solver's opinion where one is asked.
pub fn answer_with(tree: &Value, second: Option<Second>) -> Result<Answer, TestCaseError> {
    let text = serde_json::to_string_pretty(tree).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let fail = |why: String| TestCaseError::fail(format!("{why}\n{text}"));
    let folder = tempfile::tempdir().map_err(|error| fail(error.to_string()))?;
    std::fs::write(folder.path().join("instance.yaml"), &text).map_err(|error| fail(error.to_string()))?;
    let instance = Instance::find(folder.path()).map_err(|failure| fail(failure.to_string()))?;
    let job = Job {
        selection: Selection::default(),
        options: Options::default(),
        second,
    };
    match plan(&instance, &job, &|_| ()).map_err(|failure| fail(failure.to_string()))? {
        Verdict::Solved(solved) if solved.ending() == Ending::Optimal => Ok(Ok(solved)),
        Verdict::Solved(solved) => Err(fail(format!(
            "{}: {:?} {:?}",
            solved.ending().name(),
            solved.report.findings,
            solved.second
        ))),
        Verdict::Unsolved(unsolved) if unsolved.ending() == Ending::Infeasible => Ok(Err("infeasible")),
        Verdict::Unsolved(unsolved) => Err(fail(unsolved.ending().name().into())),
    }
}

/// The answer to an instance.
pub fn answer(tree: &Value) -> Result<Answer, TestCaseError> {
    answer_with(tree, None)
}

/// Values of the levels, or why there are none.
pub fn levels(answer: &Answer) -> Result<&[f64], &'static str> {
    match answer {
        Ok(solved) => Ok(&solved.outcome.levels),
        Err(why) => Err(why),
    }
}

/// Compares vectors in the order of the levels; figures that agree to `tolerance` of the larger, or of 1, are the same.
pub fn compare(a: &[f64], b: &[f64], tolerance: f64) -> Ordering {
    let differ = |(a, b): &(&f64, &f64)| (*a - *b).abs() > tolerance * a.abs().max(b.abs()).max(1.0);
    let first = a.iter().zip(b).find(differ);
    first.and_then(|(a, b)| a.partial_cmp(b)).unwrap_or(Ordering::Equal)
}

/// Whether `a` is no worse than `b`; no plan at all is worse than any.
pub fn no_worse(a: Result<&[f64], &'static str>, b: Result<&[f64], &'static str>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => a.len() == b.len() && compare(a, b, 1e-7) != Ordering::Greater,
        (_, Err(_)) => true,
        (Err(_), Ok(_)) => false,
    }
}

/// Whether all figures agree, and how many there are.
pub fn same(a: Result<&[f64], &'static str>, b: Result<&[f64], &'static str>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => a.len() == b.len() && compare(a, b, 1e-7) == Ordering::Equal,
        (a, b) => a == b,
    }
}
