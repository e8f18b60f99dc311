//! Arrival of goods that are under way for some time, and return of goods that are in use for some time.

use super::periods::{DAYS_PER_YEAR, days, grid_step};
use super::{Calendar, PeriodId};
use jiff::ToSpan;
use jiff::civil::Date;

/// Shares of a tonne shipped in each period by period of arrival. Shipping is even over a period. Goods whose mid-date plus
/// transit falls into the same period arrive in it; past the end of the horizon they may not be shipped; otherwise arrival
/// spreads by overlap of the shifted period, what lies past the end arriving in the last.
pub(super) fn arrivals(calendar: &Calendar, transit_years: f64) -> Vec<Vec<(PeriodId, f64)>> {
    let start = calendar.start();
    let bounds: Vec<(f64, f64)> = calendar
        .periods
        .iter()
        .map(|p| (days(start, p.start), days(start, p.end)))
        .collect();
    let transit = transit_years * DAYS_PER_YEAR;
    (0..bounds.len()).map(|index| from_period(&bounds, index, transit)).collect()
}

fn from_period(bounds: &[(f64, f64)], index: usize, transit: f64) -> Vec<(PeriodId, f64)> {
    let (Some(&(start, end)), Some(&(_, horizon))) = (bounds.get(index), bounds.last()) else {
        return Vec::new();
    };
    let middle = (start + end) / 2.0 + transit;
    if middle < end {
        return vec![(PeriodId::new(index), 1.0)];
    }
    if middle >= horizon {
        return Vec::new();
    }
    let (from, to) = (start + transit, end + transit);
    let last = bounds.len() - 1;
    let mut shares = Vec::new();
    for (period, (first, until)) in bounds.iter().enumerate() {
        let until = if period == last { f64::INFINITY } else { *until };
        let overlap = until.min(to) - first.max(from);
        if overlap > 1e-9 {
            shares.push((PeriodId::new(period), overlap / (to - from)));
        }
    }
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    shares.iter().map(|(period, share)| (*period, share / sum)).collect()
}

/// Shares of a tonne delivered in each period by period in which it comes back after a life. Delivery is even over a period, and the
/// period shifted by the life is spread by overlap; what comes back after the end is left out. Lives of whole months are counted
/// by the calendar.
pub(super) fn returning(calendar: &Calendar, life_years: f64) -> Vec<Vec<(PeriodId, f64)>> {
    let spans = calendar.periods.iter();
    spans
        .map(|period| {
            let from = shifted(calendar, period.start, life_years);
            let until = shifted(calendar, period.end, life_years);
            overlaps(calendar, from, until)
                .map(|(back, overlap)| (back, overlap / (until - from)))
                .collect()
        })
        .collect()
}

/// Share of each period that lies within a life from the start on.
pub(super) fn within_life(calendar: &Calendar, life_years: f64) -> Vec<f64> {
    let mut shares = calendar.constant(0.0);
    let until = shifted(calendar, calendar.start(), life_years);
    for (period, overlap) in overlaps(calendar, 0.0, until) {
        let length = calendar.periods.get(period.index()).map(|p| days(p.start, p.end));
        if let (Some(share), Some(length)) = (shares.get_mut(period.index()), length) {
            *share = overlap / length;
        }
    }
    shares
}

/// Day, from the start, that lies some time after a date.
fn shifted(calendar: &Calendar, date: Date, years: f64) -> f64 {
    let start = calendar.start();
    let moved = match grid_step(years) {
        Some((true, months)) => date.checked_add(months.months()).ok(),
        _ => None,
    };
    moved.map_or_else(|| days(start, date) + years * DAYS_PER_YEAR, |moved| days(start, moved))
}

/// Days of each period within a span of days from the start.
fn overlaps(calendar: &Calendar, from: f64, until: f64) -> impl Iterator<Item = (PeriodId, f64)> + '_ {
    let start = calendar.start();
    let overlap = move |(index, period): (usize, &super::Period)| {
        let overlap = days(start, period.end).min(until) - days(start, period.start).max(from);
        (overlap > 1e-9).then_some((PeriodId::new(index), overlap))
    };
    calendar.periods.iter().enumerate().filter_map(overlap)
}
