//! Amounts in sentences.

pub(super) use crate::results::terminal::{number, tonnes, violation};

/// Tonnes below which nothing is short: a kilogram.
pub(super) const SHORT: f64 = 1e-3;

/// Money with three to five digits, in the unit that fits.
pub(super) fn money(usd: f64) -> String {
    match usd.abs() {
        size if size < 0.5 => "0 USD".into(),
        size if size < 1e5 => format!("{} USD", number(usd, 0)),
        size if size < 1e7 => format!("{} MUSD", number(usd / 1e6, 3)),
        size if size < 1e9 => format!("{} MUSD", number(usd / 1e6, 1)),
        _ => format!("{} MUSD", number(usd / 1e6, 0)),
    }
}

/// A change of money: `12.000 MUSD more` or `less`; `the same` below half a dollar.
pub(super) fn more_or_less(change: f64) -> String {
    match change {
        change if change.abs() < 0.5 => "the same".into(),
        change if change > 0.0 => format!("{} more", money(change)),
        change => format!("{} less", money(-change)),
    }
}

/// A change of tonnes.
pub(super) fn tonnes_more_or_less(change: f64) -> String {
    match change {
        change if change.abs() < SHORT => "the same".into(),
        change if change > 0.0 => format!("{} t more", tonnes(change)),
        change => format!("{} t less", tonnes(-change)),
    }
}

/// Names joined by commas and a last `and`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Stands for demands without a tier in files.
pub(super) const PENALISED: &str = "penalised";

/// Name of a tier in sentences.
pub(super) fn of_tier(tier: &str) -> &str {
    if tier == PENALISED { "demand without a tier" } else { tier }
}

/// A gain or a loss: `gain 12.0 MUSD`.
pub(super) fn gain_or_lose(usd: f64) -> String {
    match usd {
        usd if usd.abs() < 0.5 => "gain nothing".into(),
        usd if usd > 0.0 => format!("gain {}", money(usd)),
        usd => format!("lose {}", money(-usd)),
    }
}

/// What is short, by tier; that nothing is where nothing is.
pub(super) fn shortages(tiers: &[(&str, f64)]) -> String {
    let short = tiers.iter().filter(|(_, short)| *short > SHORT);
    let parts: Vec<String> = short
        .map(|(tier, short)| format!("{} t of {}", tonnes(*short), of_tier(tier)))
        .collect();
    if parts.is_empty() {
        "every demand is served in full".into()
    } else {
        format!("{} are short", listed(&parts))
    }
}

/// Name of a kind of payment.
pub(super) fn spaced(kind: &str) -> String {
    kind.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_name_their_direction() {
        assert_eq!(more_or_less(2e6), "2.000 MUSD more");
        assert_eq!(more_or_less(-2e6), "2.000 MUSD less");
        assert_eq!(more_or_less(0.2), "the same");
        assert_eq!(tonnes_more_or_less(-1.5), "1.50 t less");
    }

    #[test]
    fn money_is_as_exact_as_a_sentence_can_bear() {
        let told = [60_000.0, 1_590_000.0, -670_724_000.0, 21_390_600_000.0].map(money);
        assert_eq!(told, ["60,000 USD", "1.590 MUSD", "-670.7 MUSD", "21,391 MUSD"]);
    }

    #[test]
    fn a_kilogram_is_no_shortage() {
        assert_eq!(shortages(&[("dx", 0.0005), ("do", 0.0)]), "every demand is served in full");
        assert_eq!(
            shortages(&[("dx", 2.0), ("do", 0.0), ("unrated", 10.0)]),
            "2.00 t of dx and 10.00 t of unrated are short"
        );
    }
}
