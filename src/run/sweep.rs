//! One value moved through a range, and the values at which the plan changes.

use super::compare::{Endings, Told, all, case};
use super::pipeline::{Job, plan};
use super::threads::each;
use super::{Ending, Failure, Instance};
use crate::compare::{Break, Case, Point, Swept, breaks};
use crate::solve::Options;
use crate::spec::Selection;

/// Most values of a range.
const MOST: f64 = 1000.0;
/// Parts of a step, or of the range where that is shorter, to which a change is narrowed where no width is given.
const PARTS: f64 = 64.0;

/// A value of the instance and the range it moves through.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Path of the value, as `--set` has it.
    pub path: String,
    /// First value.
    pub from: f64,
    /// Last value.
    pub to: f64,
    /// Distance of two values.
    pub step: f64,
    /// Unit, as after a number in the files; empty for shares and factors.
    pub unit: String,
}

impl Range {
    /// Reads `PATH=FROM..TO:STEP UNIT`.
    ///
    /// # Errors
    /// When it is not of that form, or the range is empty or has more than 1,000 values.
    pub fn read(text: &str) -> Result<Self, String> {
        let form = "expected PATH=FROM..TO:STEP UNIT, such as `policies.club.measures.floor.floor=60..160:5 USD/kg`";
        let parts = || {
            let (path, range) = text.split_once('=')?;
            let (from, rest) = range.split_once("..")?;
            let (to, rest) = rest.split_once(':')?;
            let (step, unit) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
            let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            Some(Self {
                path: path.trim().to_owned(),
                from: number(from)?,
                to: number(to)?,
                step: number(step)?,
                unit: unit.trim().to_owned(),
            })
        };
        let range = parts().ok_or(form)?;
        if range.step <= 0.0 || range.to <= range.from || (range.to - range.from) / range.step > MOST {
            return Err("expected a first value below the last, and a step that makes 1,000 values at most".into());
        }
        Ok(range)
    }

    /// Values in order; the last value is one of them also where no step meets it.
    fn values(&self) -> Vec<f64> {
        let steps = ((self.to - self.from) / self.step * (1.0 - 1e-12)).ceil();
        let inner = (0..steps as usize).map(|k| self.from + k as f64 * self.step);
        inner.chain([self.to]).collect()
    }

    /// Width to which a change is narrowed where none is given.
    fn width(&self) -> f64 {
        self.step.min(self.to - self.from) / PARTS
    }

    /// The setting that gives a value.
    fn setting(&self, value: f64) -> String {
        format!("{}={value} {}", self.path, self.unit).trim_end().to_owned()
    }
}

/// Plans at every value of a range, and the changes between them; and the worst ending of a solve.
///
/// # Errors
/// When some value makes wrong input, or the solver fails.
pub fn sweep(
    instance: &Instance,
    (range, width): (&Range, Option<f64>),
    (base, options): (&Selection, &Options),
    told: Told,
) -> Result<(Swept, Ending), Failure> {
    let with = |value: f64| {
        let mut selection = base.clone();
        selection.set.push(range.setting(value));
        selection
    };
    let values = range.values();
    let selections: Vec<Selection> = values.iter().map(|value| with(*value)).collect();
    let planned = all(instance, (&selections, options), told, &case)?;
    let endings = Endings::default();
    planned.iter().for_each(|(_, ending)| endings.note(*ending));
    let points: Vec<Point> = values
        .into_iter()
        .zip(planned)
        .map(|(at, (case, _))| Point { at, case })
        .collect();
    let one = |value: f64| -> Result<Case, Failure> {
        let job = Job {
            selection: with(value),
            options: options.clone(),
            second: None,
        };
        let (case, ending) = case(&plan(instance, &job, &|_| ())?);
        endings.note(ending);
        Ok(case)
    };
    let width = width.unwrap_or(range.width());
    let shown = Swept {
        instance: instance.name.clone(),
        path: range.path.clone(),
        unit: range.unit.clone(),
        width,
        breaks: between(&points, (width, options.threads), &one)?,
        points,
    };
    Ok((shown, endings.worst()))
}

/// Changes between neighbours, in order.
fn between(
    points: &[Point],
    (width, threads): (f64, usize),
    plan: &(dyn Fn(f64) -> Result<Case, Failure> + Sync),
) -> Result<Vec<Break>, Failure> {
    let pairs: Vec<(&Point, &Point)> = points.iter().zip(points.iter().skip(1)).collect();
    let found = |(low, high): &(&Point, &Point)| breaks(low, high, width, &|value| plan(value));
    let found: Result<Vec<Vec<Break>>, Failure> = each(threads, &pairs, found).into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn a_step_beyond_the_range_makes_changes_no_wider() {
        let width = |text: &str| Range::read(text).unwrap().width();
        assert_eq!(width("a=8..16:4 USD/kg"), 0.0625);
        assert_eq!(width("a=8..16:1000 USD/kg"), 0.125);
    }
}
