//! One value moved through a range, and the values at which the plan changes; two values moved together.

use super::along::Value;
use super::compare::{Endings, Told, all, case, one_policy, worst};
use super::threads::each;
use super::{Ending, Failure, Instance};
use crate::compare::{Axis, Break, Grid, Point, Swept, breaks, joined};
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
    pub(super) fn setting(&self, value: f64) -> String {
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
    one_policy(instance, base)?;
    let endings = Endings::default();
    let along = Value {
        instance,
        range,
        base,
        options,
        endings: &endings,
    };
    let values = range.values();
    let selections: Vec<Selection> = values.iter().map(|at| along.selection(*at)).collect();
    let planned = all(instance, (&selections, options), told, &case)?;
    planned.iter().for_each(|(_, ending)| endings.note(*ending));
    let points: Vec<Point> = values
        .into_iter()
        .zip(planned)
        .map(|(at, (case, _))| Point { at, case })
        .collect();
    let width = width.unwrap_or(range.width());
    let pairs: Vec<(&Point, &Point)> = points.iter().zip(points.iter().skip(1)).collect();
    let found = each(options.threads, &pairs, |(low, high)| breaks(low, high, width, &along));
    let found: Vec<Vec<Break>> = found.into_iter().collect::<Result<_, _>>()?;
    let shown = Swept {
        instance: instance.name.clone(),
        path: range.path.clone(),
        unit: range.unit.clone(),
        width,
        breaks: joined(found.into_iter().flatten()),
        points,
    };
    Ok((shown, endings.worst()))
}

/// Plans at every pair of two values; and the worst ending of a solve.
///
/// # Errors
/// When the values are one, or make more than 1,000 pairs or wrong input, or the solver fails.
pub fn grid(
    instance: &Instance,
    ranges: [&Range; 2],
    (base, options): (&Selection, &Options),
    told: Told,
) -> Result<(Grid, Ending), Failure> {
    one_policy(instance, base)?;
    let [rows, columns] = ranges.map(Range::values);
    if ranges[0].path == ranges[1].path {
        return Err(Failure::Usage(format!(
            "both --sweep move `{}`; move two values, or one",
            ranges[0].path
        )));
    }
    if (rows.len() * columns.len()) as f64 > MOST {
        return Err(Failure::Usage(format!(
            "two --sweep of {} and {} values make {} plans; make their steps larger: 1,000 at most",
            rows.len(),
            columns.len(),
            rows.len() * columns.len()
        )));
    }
    let with = |(row, column): (f64, f64)| {
        let mut selection = base.clone();
        selection.set.extend([ranges[0].setting(row), ranges[1].setting(column)]);
        selection
    };
    let pairs = rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column)));
    let selections: Vec<Selection> = pairs.map(with).collect();
    let planned = all(instance, (&selections, options), told, &case)?;
    let worst = worst(planned.iter().map(|(_, ending)| *ending));
    let axis = |range: &Range, values: Vec<f64>| Axis {
        path: range.path.clone(),
        unit: range.unit.clone(),
        values,
    };
    let grid = Grid {
        instance: instance.name.clone(),
        axes: [axis(ranges[0], rows), axis(ranges[1], columns)],
        cases: planned.into_iter().map(|(case, _)| case).collect(),
    };
    Ok((grid, worst))
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
