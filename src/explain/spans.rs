//! Periods in words: `2027-Q1 to 2028-Q2`, `all of 2027`.

use crate::network::{Network, PeriodId};
use std::collections::BTreeSet;

/// The periods in words; nothing where they are all periods, or none.
pub(crate) fn spans(network: &Network, periods: &BTreeSet<PeriodId>) -> Option<String> {
    if periods.is_empty() || periods.len() == network.periods.len() {
        return None;
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for t in periods.iter().map(|period| period.index()) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == t => *last = t,
            _ => runs.push((t, t)),
        }
    }
    let words: Vec<String> = runs.into_iter().map(|(first, last)| run(network, first, last)).collect();
    Some(words.join(", "))
}

fn run(network: &Network, first: usize, last: usize) -> String {
    let name = |t: usize| network.periods.get(t).map_or("?", |period| period.name.as_str());
    if first == last {
        return name(first).to_owned();
    }
    let year = |t: usize| network.periods.get(t).map(|period| period.start.year());
    let within = |t: Option<usize>| t.and_then(year) == year(first);
    let whole = year(first) == year(last) && !within(first.checked_sub(1)) && !within(Some(last + 1));
    match year(first).filter(|_| whole) {
        Some(year) => format!("all of {year}"),
        None => format!("{} to {}", name(first), name(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Period;
    use jiff::civil::date;

    fn quarters(count: usize) -> Network {
        let period = |k: usize| {
            let (year, quarter) = (2026 + (k / 4) as i16, k % 4);
            Period {
                name: format!("{year}-Q{}", quarter + 1),
                start: date(year, (3 * quarter + 1) as i8, 1),
                end: date(year, (3 * quarter + 3) as i8, 28),
                years: 0.25,
                discount: 1.0,
            }
        };
        Network {
            periods: (0..count).map(period).collect(),
            ..Network::default()
        }
    }

    #[test]
    fn neighbours_are_told_together_and_whole_years_as_years() {
        let network = quarters(12);
        let of = |list: &[usize]| spans(&network, &list.iter().map(|t| PeriodId::new(*t)).collect());
        assert_eq!(of(&[4, 5, 6, 7]).as_deref(), Some("all of 2027"));
        assert_eq!(of(&[2, 3, 4, 8]).as_deref(), Some("2026-Q3 to 2027-Q1, 2028-Q1"));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&(0..12).collect::<Vec<_>>()), None);
    }
}
