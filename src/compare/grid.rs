//! Two values moved together: a plan at every pair, and what differs between neighbours.

use super::sweep::{alike, lacking};
use super::{Case, Topic};

/// A value that moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Path of the value.
    pub path: String,
    /// Its unit.
    pub unit: String,
    /// Its values in order.
    pub values: Vec<f64>,
}

/// A plan at every pair of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Instance.
    pub instance: String,
    /// The two values that move.
    pub axes: [Axis; 2],
    /// Plans: for each value of the first, those of the second in order.
    pub cases: Vec<Case>,
}

/// Neighbours whose plans are not of the same kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Border {
    /// Position of the value that differs.
    pub along: usize,
    /// The other value.
    pub other: f64,
    /// Value of one plan.
    pub below: f64,
    /// Value of the plan after it.
    pub above: f64,
    /// What the plan above uses and the one below does not.
    pub comes: Vec<String>,
    /// What the plan below uses and the one above does not.
    pub goes: Vec<String>,
}

impl Grid {
    /// The plan at a pair of positions.
    pub fn case(&self, [row, column]: [usize; 2]) -> Option<&Case> {
        let width = self.axes[1].values.len();
        self.cases.get(row * width + column).filter(|_| column < width)
    }

    /// A number for the kind of each plan: the first of each kind has a new one, in order.
    pub fn kinds(&self) -> Vec<usize> {
        let mut kinds: Vec<&Case> = Vec::new();
        let mut numbers = Vec::new();
        for case in &self.cases {
            let known = kinds.iter().position(|kind| alike(kind, case));
            numbers.push(known.unwrap_or(kinds.len()));
            if known.is_none() {
                kinds.push(case);
            }
        }
        numbers
    }

    /// Neighbours of different kinds, those along the second value first.
    pub fn borders(&self) -> Vec<Border> {
        [1, 0].into_iter().flat_map(|along| self.borders_along(along)).collect()
    }

    fn borders_along(&self, along: usize) -> Vec<Border> {
        let [moving, still] = [&self.axes[along].values, &self.axes[1 - along].values];
        let place = |moved: usize, held: usize| if along == 0 { [moved, held] } else { [held, moved] };
        let mut borders = Vec::new();
        for (held, other) in still.iter().enumerate() {
            for (moved, pair) in moving.windows(2).enumerate() {
                let ends = [moved, moved + 1].map(|moved| self.case(place(moved, held)));
                let ([Some(one), Some(next)], [below, above]) = (ends, pair) else {
                    continue;
                };
                if !alike(one, next) {
                    borders.push(Border {
                        along,
                        other: *other,
                        below: *below,
                        above: *above,
                        comes: lacking(next, one),
                        goes: lacking(one, next),
                    });
                }
            }
        }
        borders
    }

    /// A figure of the headline, or the tonnes short, of the plan at a pair of positions.
    pub fn figure(&self, place: [usize; 2], name: &str) -> Option<f64> {
        let case = self.case(place).filter(|case| case.is_planned())?;
        let short = || {
            case.figures
                .iter()
                .filter(|figure| figure.topic == Topic::Shortage)
                .map(|figure| figure.value)
        };
        match name {
            "short" => Some(short().sum::<f64>() + 0.0),
            name => case.figure(Topic::Headline, name, ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Figure;

    fn case(mine: &str) -> Case {
        Case {
            policy: String::new(),
            scenario: String::new(),
            status: "optimal",
            open: None,
            figures: vec![Figure::new(Topic::Output, (mine, ""), "t", 1.0)],
            notes: Vec::new(),
        }
    }

    /// The dear mine works only where both values are high.
    #[test]
    fn neighbours_that_differ_are_told_along_both_values() {
        let axis = |path: &str, values: &[f64]| Axis {
            path: path.into(),
            unit: String::new(),
            values: values.to_vec(),
        };
        let grid = Grid {
            instance: "mines".into(),
            axes: [axis("floor", &[1.0, 2.0]), axis("duty", &[5.0, 6.0, 7.0])],
            cases: ["cheap", "cheap", "cheap", "cheap", "cheap", "dear"].map(case).to_vec(),
        };
        assert_eq!(grid.kinds(), [0, 0, 0, 0, 0, 1]);
        let told: Vec<_> = grid
            .borders()
            .into_iter()
            .map(|b| (b.along, b.other, b.below, b.above, b.comes, b.goes))
            .collect();
        let (comes, goes) = (vec!["dear".to_owned()], vec!["cheap".to_owned()]);
        assert_eq!(
            told,
            [
                (1, 2.0, 6.0, 7.0, comes.clone(), goes.clone()),
                (0, 7.0, 1.0, 2.0, comes, goes),
            ]
        );
        assert_eq!(grid.case([0, 3]), None);
    }
}
