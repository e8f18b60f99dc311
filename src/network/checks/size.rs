//! Whether an instance is of a size that can be planned, before anything is made for every pair of its places.

use crate::network::names::Context;

/// Sites and demands at most: every pair of them is looked at.
const MOST_PLACES: usize = 3000;
/// Pairs of places times materials at most.
const MOST_LOOKS: usize = 1_000_000_000;
/// Periods at most, those included that dates inside a period make.
const MOST_PERIODS: usize = 2000;

/// Whether it fits; if not, why.
pub fn fits(context: &Context<'_>) -> bool {
    let (places, materials) = (context.places.len(), context.document.materials.len());
    let periods = context.calendar.periods.len();
    let looks = places.saturating_mul(places).saturating_mul(materials);
    let checks = [
        ("sites", "sites and demands", places, MOST_PLACES),
        ("sites", "pairs of places times materials", looks, MOST_LOOKS),
        ("periods", "periods, split at every date inside them", periods, MOST_PERIODS),
    ];
    let wrong: Vec<_> = checks.into_iter().filter(|(.., count, most)| count > most).collect();
    for (path, what, count, most) in &wrong {
        context
            .report
            .problem(path, format!("{count} {what}"), format!("at most {most}"));
    }
    wrong.is_empty()
}
