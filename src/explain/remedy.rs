//! A limit moved in proportion, as a setting of the input.

use super::written::limit_paths;
use super::{Case, Solve};
use crate::formulation::{Band, Bound, RowKey};

/// Significant digits of numbers in settings.
const DIGITS: i32 = 6;

/// A number of the input moved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scaled {
    /// As `--set` has it.
    pub setting: String,
    /// The number as it is, with its unit.
    pub now: String,
    /// The number as it would be.
    pub then: String,
    /// The one over the other, as rounded.
    pub factor: f64,
}

/// The number that limits a row times a factor, rounded by `to`; none where it is not one number at all times.
pub(crate) fn scaled(
    (case, hands): (&Case<'_>, &dyn Solve),
    row: &RowKey,
    (factor, to): (f64, fn(f64) -> f64),
) -> Option<Scaled> {
    let field = field(row)?;
    let paths = limit_paths(case.network, row).into_iter();
    let mut paths = paths.map(|path| match path.rsplit('.').next() == Some(field) {
        true => path,
        false => format!("{path}.{field}"),
    });
    let (path, (value, unit)) = paths.find_map(|path| Some((path.clone(), hands.number(&path)?)))?;
    let then = to(value * factor);
    let shown = |value: f64| format!("{value} {unit}").trim_end().to_owned();
    (value != 0.0).then(|| Scaled {
        setting: format!("{path}={}", shown(then)),
        now: shown(value),
        then: shown(then),
        factor: then / value,
    })
}

/// The field that a row is written in; none where it is not one number.
fn field(row: &RowKey) -> Option<&'static str> {
    Some(match row {
        RowKey::SourceCapacity(..) => "available",
        RowKey::LineCapacity(..) | RowKey::CircuitCapacity(..) => "capacity",
        RowKey::ByProductLimit(..) | RowKey::ExportLimit(..) | RowKey::Quota(..) => "limit",
        RowKey::StockCapacity(..) => "room",
        RowKey::StockMinimum(..) => "minimum",
        RowKey::StockRefill(..) => "to",
        RowKey::MinimumRun(..) => "minimum_run",
        RowKey::TrancheVolume(..) => "volume",
        RowKey::ContractBand(_, Band::Least, _) => "least",
        RowKey::ContractBand(_, Band::Most, _) => "most",
        RowKey::Share(_, Bound::LeastAmount, _) => "at_least",
        RowKey::Share(_, Bound::LargestAmount, _) => "at_most",
        RowKey::Share(_, Bound::LeastShare, _) => "share_at_least",
        RowKey::Share(_, Bound::LargestShare, _) => "share_at_most",
        _ => return None,
    })
}

/// The number above, to six digits.
pub(crate) fn ceiling(value: f64) -> f64 {
    rounded(value, |scaled| (scaled - 1e-4).ceil())
}

/// The number below, to six digits.
pub(crate) fn floor(value: f64) -> f64 {
    rounded(value, |scaled| (scaled + 1e-4).floor())
}

fn rounded(value: f64, to: fn(f64) -> f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let scale = 10_f64.powi(DIGITS - 1 - value.log10().floor() as i32);
    to(value * scale) / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_the_safe_side() {
        assert_eq!(ceiling(1.500_000_000_1), 1.5);
        assert_eq!(ceiling(1.500_001_2), 1.50001);
        assert_eq!(floor(100.0 / 3.0), 33.3333);
        assert_eq!(floor(0.0), 0.0);
        assert_eq!(ceiling(1_234_567.0), 1_234_570.0);
    }
}
