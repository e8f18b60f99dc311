//! Stocks that are used up, beside the same policy without a scenario.

use super::view::Plan;
use super::words::SHORT;
use std::collections::BTreeMap;

/// Stocks named that are used up first.
const MOST: usize = 3;

/// First day of the first period at whose end a stock is empty for good, and the name of that period, by site and material. Stocks that last to the
/// end of the plan are not among them.
type Emptied<'a> = BTreeMap<(&'a str, &'a str), (&'a str, &'a str)>;

fn emptied<'a>(plan: &Plan<'a>) -> Emptied<'a> {
    let periods: Vec<(&str, &str)> = plan
        .rows("periods")
        .map(|row| (row.text("period"), row.text("start")))
        .collect();
    let mut last: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in plan.rows("stocks").filter(|row| row.amount("quantity") > SHORT) {
        if let Some(at) = periods.iter().position(|(name, _)| *name == row.text("period")) {
            let known = last.entry((row.text("site"), row.text("material"))).or_default();
            *known = at.max(*known);
        }
    }
    let ended = last.into_iter().filter_map(|(stock, at)| {
        let (name, start) = periods.get(at + 1)?;
        Some((stock, (*start, *name)))
    });
    ended.collect()
}

/// Stocks in the order in which they are used up: those that end sooner than without the scenario, where the plan without it is there.
pub(super) fn told(plan: &Plan, base: Option<&Plan>) -> Option<String> {
    let known = base.map(emptied);
    let held = |stock: &(&str, &str)| {
        let rows = base.iter().flat_map(|base| base.rows("stocks"));
        rows.filter(|row| row.amount("quantity") > SHORT)
            .any(|row| (row.text("site"), row.text("material")) == *stock)
    };
    let before = |stock: &(&str, &str)| known.as_ref().and_then(|known| known.get(stock)).copied();
    let ended = emptied(plan);
    if ended.is_empty() {
        return None;
    }
    let sooner = |(stock, (start, _)): &(_, (&str, &str))| before(stock).is_none_or(|(other, _)| *start < other);
    let mut sooner: Vec<_> = ended.into_iter().filter(sooner).collect();
    sooner.sort_by(|a, b| a.1.0.cmp(b.1.0).then(a.0.cmp(&b.0)));
    let named: Vec<String> = sooner
        .iter()
        .take(MOST)
        .map(|((site, material), (_, period))| {
            let without = match (base.is_some(), before(&(*site, *material))) {
                (false, _) => String::new(),
                (true, Some((_, other))) => format!(" (without the scenario in {other})"),
                (true, None) if held(&(*site, *material)) => " (without the scenario never)".into(),
                (true, None) => " (without the scenario nothing is held there)".into(),
            };
            format!("{material} at {site} in {period}{without}")
        })
        .collect();
    Some(match (base.is_some(), named.is_empty()) {
        (true, true) => format!("{}: no stock is used up sooner than without the scenario.", plan.label),
        (true, false) => format!(
            "{}: stocks that are used up first, of those that last longer without the scenario: {}.",
            plan.label,
            named.join(", ")
        ),
        (false, _) => format!("{}: stocks that are used up first: {}.", plan.label, named.join(", ")),
    })
}
