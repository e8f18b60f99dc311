//! Policies and scenarios side by side: every combination planned and judged as one plan is.

use super::pipeline::{Job, Step, plan};
use super::threads::each;
use super::{Club, Ending, Failure, Instance, Solved, Verdict};
use crate::compare::{Case, Comparison, View, figures};
use crate::results::Headline;
use crate::solve::Options;
use crate::spec::{self, Selection};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What to compare and how.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Policies; every one of the instance when empty.
    pub policies: Vec<String>,
    /// Scenarios of each alternative, in order; the baseline alone when empty.
    pub scenarios: Vec<Vec<String>>,
    /// Settings laid over all.
    pub set: Vec<String>,
    /// How to solve.
    pub options: Options,
}

/// Told where many plans stand, from any thread.
pub type Told<'a> = &'a (dyn Fn(Step) + Sync);

/// Plans every policy under every scenario; the comparison, the club of each policy, and the worst ending of a solve.
///
/// # Errors
/// When the input of some combination is wrong, or the solver fails.
pub fn compare(instance: &Instance, ask: &Ask, told: Told) -> Result<(Comparison, Vec<Club>, Ending), Failure> {
    let selections = selections(instance, (&ask.policies, &ask.scenarios), &ask.set)?;
    let kept = |verdict: &Verdict| (case(verdict), verdict.posed().club.clone());
    let verdicts = all(instance, (&selections, &ask.options), told, &kept)?;
    let worst = worst(verdicts.iter().map(|((_, ending), _)| *ending));
    let mut clubs: Vec<Club> = Vec::new();
    let mut cases = Vec::new();
    for ((case, _), club) in verdicts {
        cases.push(case);
        if clubs.iter().all(|known| known.policy != club.policy) {
            clubs.push(club);
        }
    }
    let comparison = Comparison {
        instance: instance.name.clone(),
        cases,
    };
    Ok((comparison, clubs, worst))
}

/// Refuses what is named twice: its figures would be those of both.
fn once<T: PartialEq>(named: &[T], what: &dyn Fn(&T) -> String) -> Result<(), Failure> {
    let twice = named
        .iter()
        .enumerate()
        .find(|(k, name)| named.iter().take(*k).any(|known| known == *name));
    match twice {
        Some((_, name)) => Err(Failure::Usage(format!("{} is named twice; name it once", what(name)))),
        None => Ok(()),
    }
}

/// Every policy, or those named, under every alternative of scenarios, or the baseline.
pub(super) fn selections(
    instance: &Instance,
    (policies, scenarios): (&[String], &[Vec<String>]),
    set: &[String],
) -> Result<Vec<Selection>, Failure> {
    once(policies, &|name| format!("policy `{name}`"))?;
    once(scenarios, &|names| format!("scenario `{}`", names.join("+")))?;
    let survey = spec::survey(&instance.folder).map_err(Failure::Input)?;
    let given = |names: &[String]| names.iter().cloned().map(Some).collect::<Vec<_>>();
    let policies = match (policies, survey.policies.as_slice()) {
        ([], []) => vec![None],
        ([], all) => given(all),
        (chosen, _) => given(chosen),
    };
    let scenarios = if scenarios.is_empty() {
        vec![Vec::new()]
    } else {
        scenarios.to_vec()
    };
    let pairs = policies
        .iter()
        .flat_map(|policy| scenarios.iter().map(move |scenario| (policy, scenario)));
    let selection = |(policy, scenarios): (&Option<String>, &Vec<String>)| Selection {
        policy: policy.clone(),
        scenarios: scenarios.clone(),
        set: set.to_vec(),
    };
    Ok(pairs.map(selection).collect())
}

/// Refuses a selection that names no policy where there are several.
pub(super) fn one_policy(instance: &Instance, selection: &Selection) -> Result<(), Failure> {
    let survey = spec::survey(&instance.folder).map_err(Failure::Input)?;
    if selection.policy.is_some() || survey.policies.len() < 2 {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "--sweep and --frontier take one policy; name it with --policies: {}",
        survey.policies.join(", ")
    )))
}

/// Plans each selection on a thread of its own and keeps what `keep` takes of it, in the order of the selections.
pub(super) fn all<T: Send>(
    instance: &Instance,
    (selections, options): (&[Selection], &Options),
    told: Told,
    keep: &(dyn Fn(&Verdict) -> T + Sync),
) -> Result<Vec<T>, Failure> {
    let done = AtomicUsize::new(0);
    let tell = |done: usize| {
        told(Step::Comparing {
            done,
            of: selections.len(),
        });
    };
    tell(0);
    let one = |selection: &Selection| {
        let job = Job {
            selection: selection.clone(),
            options: options.clone(),
            second: None,
        };
        let kept = plan(instance, &job, &|_| ()).map(|verdict| keep(&verdict));
        tell(done.fetch_add(1, Ordering::Relaxed) + 1);
        kept
    };
    each(options.threads, selections, one).into_iter().collect()
}

/// How solves ended, noted from any thread.
#[derive(Default)]
pub(super) struct Endings(Mutex<Vec<Ending>>);

impl Endings {
    /// Notes one more.
    pub fn note(&self, ending: Ending) {
        if let Ok(mut endings) = self.0.lock() {
            endings.push(ending);
        }
    }

    /// The one that matters most.
    pub fn worst(self) -> Ending {
        worst(self.0.into_inner().unwrap_or_default().into_iter())
    }
}

/// The ending that matters most: a plan refused before no plan, no plan before a plan not proved.
pub(super) fn worst(endings: impl Iterator<Item = Ending>) -> Ending {
    let order = |ending: &Ending| match ending {
        Ending::Optimal => 0,
        Ending::Feasible => 1,
        Ending::Limit => 2,
        Ending::Infeasible => 3,
        Ending::Unbounded => 4,
        Ending::Unverified => 5,
    };
    endings.max_by_key(order).unwrap_or(Ending::Optimal)
}

/// Figures of a verdict, and how it ended.
pub(super) fn case(verdict: &Verdict) -> (Case, Ending) {
    let (posed, ending, solved) = match verdict {
        Verdict::Solved(solved) => (&solved.posed, solved.ending(), Some(solved.as_ref())),
        Verdict::Unsolved(unsolved) => (&unsolved.posed, unsolved.ending(), None),
    };
    let case = Case {
        policy: posed.network.policy.clone(),
        scenario: posed.network.scenarios.join("+"),
        status: ending.name(),
        open: solved.and_then(Solved::open),
        figures: solved.map(figures_of).unwrap_or_default(),
        notes: posed.network.notes.clone(),
    };
    (case, ending)
}

fn figures_of(solved: &Solved) -> Vec<crate::compare::Figure> {
    let view = View {
        network: &solved.posed.network,
        plan: &solved.plan,
        chains: &solved.chains,
    };
    let headline = Headline::of(&solved.answer());
    let known = [
        ("cost", "USD", headline.cost),
        ("resource cost", "USD", headline.resource_cost),
        ("exposure", "t", headline.exposure),
    ];
    let known: Vec<_> = known
        .into_iter()
        .filter_map(|(name, unit, value)| Some((name, unit, value?)))
        .collect();
    figures(view, &known)
}
