//! Amounts of a limit in its own unit: tonnes, money, or a count.

use super::{money, number, tonnes, trimmed};

/// Families of rows that count things.
const COUNTS: [&str; 3] = ["partner_count", "campaign_count", "build_once"];
/// Families of rows that hold at each moment, so that their amounts are neither rates nor sums.
const LEVELS: [&str; 5] = [
    "stock_capacity",
    "stock_minimum",
    "stock_refill",
    "stock_release",
    "stock_terminal",
];

/// Whether the rows of a family count things.
pub(crate) fn is_count(family: &str) -> bool {
    COUNTS.contains(&family)
}

/// Whether the rows of a family hold at each moment or by number, not over a time.
pub(crate) fn is_level(family: &str) -> bool {
    LEVELS.contains(&family) || is_count(family)
}

/// An amount of the rows of a family, with its unit: `12.00 t`, `0.880 MUSD`, `2`.
pub(crate) fn amount(family: &str, value: f64) -> String {
    match family {
        "viability" => money(value * 1e6),
        "value_content" => money(value),
        _ if is_count(family) => trimmed(&number(value, 3)).to_owned(),
        _ => format!("{} t", tonnes(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formulation::FAMILIES;

    #[test]
    fn families_named_here_are_families() {
        for name in COUNTS.iter().chain(&LEVELS).chain(&["viability", "value_content"]) {
            assert!(FAMILIES.iter().any(|family| family.name == *name), "{name}");
        }
    }

    #[test]
    fn money_and_counts_are_no_tonnes() {
        assert_eq!(amount("viability", 0.88), "0.880 MUSD");
        assert_eq!(amount("value_content", 1500.0), "1,500 USD");
        assert_eq!(amount("partner_count", 2.0), "2");
        assert_eq!(amount("stock_minimum", 12.0), "12.00 t");
        assert!(is_level("stock_minimum") && is_level("partner_count") && !is_level("source_capacity"));
    }
}
