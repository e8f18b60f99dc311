//! Instruments tuned to one outcome, each by the value that is moved.

use super::compare::{Endings, Told, case};
use super::pipeline::{Job, Step, plan};
use super::threads::each;
use super::{Ending, Failure, Instance};
use crate::compare::{Case, Point, Target, Tuned, Tunings, passing};
use crate::solve::Options;
use crate::spec::Selection;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Parts of a range to which a value is narrowed where no width is given.
const PARTS: f64 = 1024.0;
/// Most figures named where one is not known.
const NAMED: usize = 12;

/// A value of a policy, and the range in which it is tuned: from where it does little to where it does much.
#[derive(Clone, Debug, PartialEq)]
pub struct Tune {
    /// Policy, the first name of the path after `policies`.
    pub policy: String,
    /// Path of the value, as `--set` has it.
    pub path: String,
    /// First value.
    pub from: f64,
    /// Last value.
    pub to: f64,
    /// Unit, as after a number in the files; empty for shares and factors.
    pub unit: String,
}

impl Tune {
    /// Reads `policies.NAME.PATH=FROM..TO UNIT`.
    ///
    /// # Errors
    /// When it is not of that form, or the range is empty.
    pub fn read(text: &str) -> Result<Self, String> {
        let form = "expected policies.NAME.PATH=FROM..TO UNIT, such as `policies.levy.measures.floor.floor=60..160 USD/kg`";
        let parts = || {
            let (path, range) = text.split_once('=')?;
            let (from, rest) = range.split_once("..")?;
            let (to, unit) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
            let (policy, _) = path.trim().strip_prefix("policies.")?.split_once('.')?;
            let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            Some(Self {
                policy: policy.to_owned(),
                path: path.trim().to_owned(),
                from: number(from)?,
                to: number(to)?,
                unit: unit.trim().to_owned(),
            })
        };
        let tune = parts().filter(|tune| tune.from != tune.to);
        tune.ok_or_else(|| form.into())
    }
}

/// What is tuned, to what, how closely.
#[derive(Clone, Copy, Debug)]
pub struct Aim<'a> {
    /// Instruments.
    pub tunes: &'a [Tune],
    /// What all are to reach.
    pub target: &'a Target,
    /// Distance of two values that are not told apart; a 1024th of each range where none is given.
    pub width: Option<f64>,
}

impl Aim<'_> {
    /// Distance at which two values of a range are not told apart.
    fn width(&self, tune: &Tune) -> f64 {
        self.width.unwrap_or((tune.to - tune.from).abs() / PARTS)
    }

    /// Plans that tuning takes: both ends, and one for each halving.
    fn plans(&self, tune: &Tune) -> usize {
        let halvings = ((tune.to - tune.from).abs() / self.width(tune)).log2().ceil();
        2 + halvings.max(0.0) as usize
    }
}

/// Tunes every instrument; and the worst ending of a solve.
///
/// # Errors
/// When some value makes wrong input, or the solver fails.
pub fn tune(
    instance: &Instance,
    aim: Aim<'_>,
    (base, options): (&Selection, &Options),
    told: Told,
) -> Result<(Tunings, Ending), Failure> {
    let (done, endings) = (AtomicUsize::new(0), Endings::default());
    let most: usize = aim.tunes.iter().map(|tune| aim.plans(tune)).sum();
    let count = |ending: Ending| {
        endings.note(ending);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        told(Step::Comparing {
            done,
            of: most.max(done),
        });
    };
    let one = |tune: &Tune| {
        let plan = |value: f64| planned(instance, (tune, value), (base, options)).inspect(|(_, ending)| count(*ending));
        tuned(aim, tune, &|value| plan(value).map(|(case, _)| case))
    };
    let tuned = each(options.threads, aim.tunes, one);
    let tunings = Tunings {
        instance: instance.name.clone(),
        target: aim.target.clone(),
        tuned: tuned.into_iter().collect::<Result<_, _>>()?,
    };
    Ok((tunings, endings.worst()))
}

fn planned(
    instance: &Instance,
    (tune, value): (&Tune, f64),
    (base, options): (&Selection, &Options),
) -> Result<(Case, Ending), Failure> {
    let mut selection = base.clone();
    selection.policy = Some(tune.policy.clone());
    let setting = format!("{}={value} {}", tune.path, tune.unit);
    selection.set.push(setting.trim_end().to_owned());
    let job = Job {
        selection,
        options: options.clone(),
        second: None,
    };
    Ok(case(&plan(instance, &job, &|_| ())?))
}

fn tuned(aim: Aim<'_>, tune: &Tune, plan: &dyn Fn(f64) -> Result<Case, Failure>) -> Result<Tuned, Failure> {
    let point = |at: f64| Ok::<_, Failure>(Point { at, case: plan(at)? });
    let (first, last) = (point(tune.from)?, point(tune.to)?);
    known(aim.target, &[&first.case, &last.case])?;
    let end = |point: &Point| (point.at, aim.target.figure(&point.case));
    Ok(Tuned {
        policy: tune.policy.clone(),
        path: tune.path.clone(),
        unit: tune.unit.clone(),
        ends: [end(&first), end(&last)],
        reached: passing((&first, &last), aim.target, aim.width(tune), plan)?,
    })
}

/// Refuses a figure that no plan of these has, and names those of its topic.
fn known(target: &Target, cases: &[&Case]) -> Result<(), Failure> {
    let known = target.beside(cases);
    let name = target.name();
    if known.contains(&name) || !cases.iter().any(|case| case.is_planned()) {
        return Ok(());
    }
    let mut shown: Vec<String> = known.iter().take(NAMED).cloned().collect();
    if known.len() > NAMED {
        shown.push(format!("{} more", known.len() - NAMED));
    }
    Err(Failure::Usage(format!(
        "no plan at either end has a figure `{name}`; those of its topic are: {}",
        shown.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_may_fall_and_names_its_policy() {
        let tune = Tune::read("policies.quota.measures.limit.limit=5000..1000 t/yr").unwrap();
        assert_eq!(
            (tune.policy.as_str(), tune.from, tune.to, tune.unit.as_str()),
            ("quota", 5000.0, 1000.0, "t/yr")
        );
        for wrong in [
            "sites.mine.offer=1..2",
            "policies.a.b=1..1",
            "policies.a.b=1",
            "policies.a=1..2",
        ] {
            assert!(Tune::read(wrong).is_err(), "{wrong}");
        }
    }
}
