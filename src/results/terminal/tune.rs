//! Instruments tuned to one outcome: the value of each, then what they cost whom.

use super::comparison::comparison;
use super::style::{Grid, Style, number, trimmed, wrap};
use crate::compare::{Tuned, Tunings};

/// Most instruments in the table.
const ROWS: usize = 60;

/// What was tuned, and the plans side by side.
pub fn tune(tunings: &Tunings, style: Style) -> String {
    let mut grid = Grid::new(["policy", "value", ">set to", ">reaches", ">at the start", ">at the end"]);
    for tuned in &tunings.tuned {
        grid.row(row(tunings, tuned));
    }
    let (target, wanted) = (tunings.target.name(), six(tunings.target.value));
    let heading = format!("{}: instruments tuned to {target} of {wanted}", tunings.instance);
    let mut sections = vec![grid.show(&heading, ROWS, style)];
    sections.extend(tunings.tuned.iter().filter_map(|tuned| missed(tunings, tuned)));
    let plans = tunings.comparison();
    if !plans.cases.is_empty() {
        sections.push(comparison(&plans, style));
    }
    sections.join("\n")
}

fn row(tunings: &Tunings, tuned: &Tuned) -> Vec<String> {
    let shown = |value: Option<f64>| value.map_or_else(|| "no plan".to_owned(), six);
    let at = tuned.reached.as_ref().map(|[_, at]| at);
    vec![
        tuned.policy.clone(),
        tuned.of_policy().to_owned(),
        at.map_or_else(String::new, |at| {
            format!("{} {}", six(at.at), tuned.unit).trim_end().to_owned()
        }),
        at.map_or_else(String::new, |at| shown(tunings.target.figure(&at.case))),
        shown(tuned.ends[0].1),
        shown(tuned.ends[1].1),
    ]
}

/// Why the target is not reached, where it is not.
fn missed(tunings: &Tunings, tuned: &Tuned) -> Option<String> {
    let value = |value: f64| format!("{} {}", six(value), tuned.unit).trim_end().to_owned();
    let (target, wanted) = (tunings.target.name(), tunings.target.value);
    let name = format!("{}, {}", tuned.policy, tuned.of_policy());
    let text = match tuned.ends {
        [(at, None), _] | [_, (at, None)] => {
            format!(
                "{name}: there is no plan at {}, so that nothing tells which way to go.",
                value(at)
            )
        }
        [(at, Some(first)), (_, Some(last))] if (first - wanted) * (last - first) >= 0.0 && first != last => {
            format!("{name}: {target} has reached that at {} already.", value(at))
        }
        [_, (at, Some(last))] => format!("{name}: {target} does not reach that; it is {} at {}.", six(last), value(at)),
    };
    tuned.reached.is_none().then(|| wrap(&text, " ") + "\n")
}

/// A number with six significant digits at most.
fn six(value: f64) -> String {
    let magnitude = value.abs().max(f64::MIN_POSITIVE).log10().floor();
    let decimals = (5.0 - magnitude).clamp(0.0, 9.0) as usize;
    trimmed(&number(value, decimals)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::six;

    #[test]
    fn six_digits_are_kept_and_no_zeros_after_them() {
        let shown = [0.0, 0.25, 110.0, 92.34567, 9_000.0, 1_234_567.8].map(six);
        assert_eq!(shown, ["0", "0.25", "110", "92.3457", "9,000", "1,234,568"]);
    }
}
