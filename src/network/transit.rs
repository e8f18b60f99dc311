//! Arrival of goods that are under way for some time.

use super::periods::{DAYS_PER_YEAR, days};
use super::{Calendar, PeriodId};

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
