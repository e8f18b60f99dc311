//! Periods and the value of everything in each of them.

use super::dates::{Dates, checked, parse};
use super::report::Report;
use super::{PerPeriod, Period, PeriodId};
use crate::spec::quantity::{Duration, MassRate, Price, rounded};
use crate::spec::{Outage, PeriodGrid, Periods, Series, Window};
use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use std::collections::BTreeSet;
use std::ops::Range;

/// Days of a year where dates and years meet.
pub(super) const DAYS_PER_YEAR: f64 = 365.25;
const MOST_PERIODS: u32 = 1000;

/// The periods, and series read off at them.
pub(super) struct Calendar {
    /// The periods in order; never empty.
    pub periods: Vec<Period>,
}

/// Time of operation of a source or line.
pub(super) struct Operation<'a> {
    /// First day.
    pub from: Option<&'a str>,
    /// First day on which it no longer operates.
    pub until: Option<&'a str>,
    /// Time until full output.
    pub ramp: Option<Duration>,
    /// Times of reduced output.
    pub outages: &'a [Outage],
}

impl Calendar {
    /// The periods of the document, split at every date inside them. Where they make no sense one year stands in, so that
    /// the other checks can go on.
    pub fn new(report: &Report<'_>) -> Self {
        let dates = Dates::collect(report);
        let document = &report.spec.document;
        let whole = match &document.periods {
            Periods::Grid(grid) => from_grid(report, grid),
            Periods::Dates(dates) => from_dates(report, dates),
        };
        let whole = if whole.is_empty() { stand_in() } else { whole };
        let mut periods = Vec::new();
        for period in whole {
            split(&period, &dates, &mut periods);
        }
        discount(report, document.discount_rate.0, &mut periods);
        Self { periods }
    }

    /// First day of the horizon.
    pub fn start(&self) -> Date {
        self.periods.first().map(|p| p.start).unwrap_or_default()
    }

    /// First day after the horizon.
    pub fn end(&self) -> Date {
        self.periods.last().map(|p| p.end).unwrap_or_default()
    }

    /// The same number in every period.
    pub fn constant(&self, value: f64) -> PerPeriod {
        vec![value; self.periods.len()]
    }

    /// Value of a series in each period: that of the last step at or before its first day, of the first step before that.
    pub fn values<T: Clone>(&self, series: &Series<T>) -> Vec<T> {
        match series {
            Series::Constant(value) => vec![value.clone(); self.periods.len()],
            Series::Steps(steps) => {
                let steps: Vec<(Date, &T)> = steps.iter().filter_map(|(text, value)| Some((parse(text)?, value))).collect();
                let at = |day: Date| {
                    steps
                        .iter()
                        .rev()
                        .find(|(date, _)| *date <= day)
                        .or(steps.first())
                        .map(|(_, v)| (*v).clone())
                };
                self.periods.iter().filter_map(|period| at(period.start)).collect()
            }
        }
    }

    /// Numbers of a series in each period; zero where it has no value (an error by then).
    fn numbers<T: Clone>(&self, series: &Series<T>, number: impl Fn(&T) -> f64) -> PerPeriod {
        let mut numbers: PerPeriod = self.values(series).iter().map(number).collect();
        numbers.resize(self.periods.len(), 0.0);
        numbers
    }

    /// Prices in each period.
    pub fn prices(&self, series: &Series<Price>) -> PerPeriod {
        self.numbers(series, |price| price.0)
    }

    /// Pure numbers in each period.
    pub fn plain<T: Clone>(&self, series: &Series<T>, number: impl Fn(&T) -> f64) -> PerPeriod {
        self.numbers(series, number)
    }

    /// Tonnes in each period of a yearly rate.
    pub fn amounts(&self, series: &Series<MassRate>) -> PerPeriod {
        self.times_years(self.numbers(series, |rate| rate.0))
    }

    /// Tonnes in each period of a yearly rate, infinite where none is stated.
    pub fn limits(&self, series: Option<&Series<MassRate>>) -> PerPeriod {
        series.map_or_else(|| self.constant(f64::INFINITY), |series| self.amounts(series))
    }

    /// Yearly numbers times the length of each period.
    pub fn times_years(&self, yearly: PerPeriod) -> PerPeriod {
        yearly
            .iter()
            .zip(&self.periods)
            .map(|(value, period)| value * period.years)
            .collect()
    }

    /// Whether each period lies within the dates.
    pub fn open(&self, from: Option<&str>, until: Option<&str>) -> Vec<bool> {
        let from = from.and_then(parse);
        let until = until.and_then(parse);
        let within = |day: Date| from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until);
        self.periods.iter().map(|period| within(period.start)).collect()
    }

    /// A limit times the share of each period's output that dates, ramp and outages leave.
    pub fn operating(&self, limit: PerPeriod, operation: &Operation<'_>) -> PerPeriod {
        let shares = self.periods.iter().zip(self.open(operation.from, operation.until));
        let shares = shares.map(|(period, open)| if open { share_left(period, operation) } else { 0.0 });
        // An infinite limit times nothing would be no number.
        limit
            .iter()
            .zip(shares)
            .map(|(limit, share)| if share > 0.0 { limit * share } else { 0.0 })
            .collect()
    }

    /// Periods that count together, in order: each begins with the first period that starts in its span.
    pub fn windows(&self, window: Window) -> Vec<Range<usize>> {
        let start = self.start();
        let span = |period: &Period, index: usize| match window {
            Window::Period => index,
            Window::Year => start
                .until((Unit::Year, period.start))
                .map_or(0, |span| span.get_years().unsigned_abs().into()),
            Window::Horizon => 0,
        };
        let spans: Vec<usize> = self
            .periods
            .iter()
            .enumerate()
            .map(|(index, period)| span(period, index))
            .collect();
        let mut windows: Vec<Range<usize>> = Vec::new();
        for same in spans.chunk_by(|one, next| one == next) {
            let first = windows.last().map_or(0, |window| window.end);
            windows.push(first..first + same.len());
        }
        windows
    }

    /// Position of the period that holds a day.
    pub fn period_of(&self, day: Date) -> Option<PeriodId> {
        self.periods
            .iter()
            .position(|p| p.start <= day && day < p.end)
            .map(PeriodId::new)
    }
}

fn share_left(period: &Period, operation: &Operation<'_>) -> f64 {
    let covers = |outage: &&Outage| {
        let (from, until) = (parse(&outage.from), parse(&outage.until));
        from.is_some_and(|from| from <= period.start) && until.is_some_and(|until| period.start < until)
    };
    let left: f64 = operation
        .outages
        .iter()
        .filter(covers)
        .map(|o| 1.0 - o.loss.map_or(1.0, |loss| loss.0))
        .product();
    left * ramp_average(period, operation.from.and_then(parse), operation.ramp)
}

/// Average over a period of min(1, time since the first day / ramp).
fn ramp_average(period: &Period, from: Option<Date>, ramp: Option<Duration>) -> f64 {
    let (Some(from), Some(ramp)) = (from, ramp) else { return 1.0 };
    let ramp = ramp.0 * DAYS_PER_YEAR;
    if ramp <= 0.0 {
        return 1.0;
    }
    let (start, end) = (days(from, period.start) / ramp, days(from, period.end) / ramp);
    // Integral of min(1, x) from 0.
    let integral = |x: f64| if x < 1.0 { x * x / 2.0 } else { x - 0.5 };
    (integral(end) - integral(start)) / (end - start)
}

/// Days from one date to another.
pub(super) fn days(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |span| span.get_days()))
}

fn stand_in() -> Vec<Period> {
    let (start, end) = (Date::constant(2026, 1, 1), Date::constant(2027, 1, 1));
    vec![period(start, end, 1.0)]
}

fn period(start: Date, end: Date, years: f64) -> Period {
    Period {
        name: name(start, end),
        start,
        end,
        years,
        discount: 1.0,
    }
}

fn from_grid(report: &Report<'_>, grid: &PeriodGrid) -> Vec<Period> {
    let start = checked(report, "periods.start", &grid.start);
    if grid.count == 0 || grid.count > MOST_PERIODS {
        report.problem(
            "periods.count",
            format!("`{}`", grid.count),
            format!("a number of periods from 1 to {MOST_PERIODS}"),
        );
        return Vec::new();
    }
    let Some((months, length)) = grid_step(grid.length.0) else {
        let expected = "a whole number of months or of days, such as `3 months`";
        report.problem("periods.length", length_shown(grid.length.0), expected);
        return Vec::new();
    };
    let years = if months {
        f64::from(length) / 12.0
    } else {
        f64::from(length) / DAYS_PER_YEAR
    };
    let count = i32::try_from(grid.count).unwrap_or(0);
    let boundary = |index: i32| {
        let steps = index.checked_mul(length)?;
        let span = if months {
            jiff::Span::new().try_months(steps)
        } else {
            jiff::Span::new().try_days(steps)
        };
        start?.checked_add(span.ok()?).ok()
    };
    let boundaries: Vec<Date> = (0..=count).map_while(boundary).collect();
    if start.is_some() && boundaries.len() <= count as usize {
        report.problem(
            "periods",
            "periods beyond the last year of the calendar",
            "fewer or shorter periods",
        );
        return Vec::new();
    }
    boundaries
        .windows(2)
        .filter_map(pair)
        .map(|(from, to)| period(from, to, years))
        .collect()
}

fn pair(dates: &[Date]) -> Option<(Date, Date)> {
    Some((*dates.first()?, *dates.get(1)?))
}

/// A length in the unit that a reader is most likely to have written.
fn length_shown(years: f64) -> String {
    if years < 1.0 / 12.0 {
        format!("{} days", rounded(years * DAYS_PER_YEAR))
    } else {
        format!("{} months", rounded(years * 12.0))
    }
}

/// Whether a length is in months, and how many months or days; `None` when it is a whole number of neither.
pub(super) fn grid_step(years: f64) -> Option<(bool, i32)> {
    let whole = |value: f64| {
        ((value - value.round()).abs() < 1e-6 && (1.0..100_000.0).contains(&value.round())).then(|| value.round() as i32)
    };
    whole(years * 12.0)
        .map(|months| (true, months))
        .or_else(|| whole(years * DAYS_PER_YEAR).map(|days| (false, days)))
}

fn from_dates(report: &Report<'_>, texts: &[String]) -> Vec<Period> {
    if texts.len() < 2 || texts.len() > MOST_PERIODS as usize + 1 {
        report.problem(
            "periods",
            format!("{} dates", texts.len()),
            format!("from 2 to {} dates", MOST_PERIODS + 1),
        );
        return Vec::new();
    }
    let dates: Vec<Option<Date>> = texts
        .iter()
        .enumerate()
        .map(|(i, text)| checked(report, &format!("periods.{i}"), text))
        .collect();
    let mut periods = Vec::new();
    for (index, window) in dates.windows(2).enumerate() {
        let [Some(from), Some(to)] = window else { continue };
        if to <= from {
            let path = format!("periods.{}", index + 1);
            report.problem(&path, format!("`{to}` is not after `{from}`"), "dates in order");
        } else {
            periods.push(period(*from, *to, years_between(*from, *to)));
        }
    }
    periods
}

fn years_between(from: Date, to: Date) -> f64 {
    match whole_months(from, to) {
        Some(months) => f64::from(months) / 12.0,
        None => days(from, to) / DAYS_PER_YEAR,
    }
}

fn whole_months(from: Date, to: Date) -> Option<i32> {
    let months = i32::from(to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month());
    let reached = from.checked_add(months.months()).ok()?;
    (reached == to).then_some(months)
}

/// `2026`, `2026-H1`, `2026-Q3`, `2026-07` where the period is exactly that, else its first day.
fn name(start: Date, end: Date) -> String {
    let months = if start.day() == 1 { whole_months(start, end) } else { None };
    let (year, month) = (start.year(), start.month());
    let before = i32::from(month) - 1;
    match months {
        Some(12) if before == 0 => format!("{year}"),
        Some(6) if before % 6 == 0 => format!("{year}-H{}", before / 6 + 1),
        Some(3) if before % 3 == 0 => format!("{year}-Q{}", before / 3 + 1),
        Some(1) => format!("{year}-{month:02}"),
        _ => start.to_string(),
    }
}

/// Cuts a period at the dates inside it; pieces share its years by days and are named `2026-Q3.1`, `2026-Q3.2`, or by their
/// first day where the period itself is.
fn split(whole: &Period, dates: &BTreeSet<Date>, into: &mut Vec<Period>) {
    let inside = dates.iter().filter(|date| whole.start < **date && **date < whole.end);
    let boundaries: Vec<Date> = [whole.start].into_iter().chain(inside.copied()).chain([whole.end]).collect();
    if boundaries.len() == 2 {
        into.push(whole.clone());
        return;
    }
    let by_day = whole.name == whole.start.to_string();
    for (index, (start, end)) in boundaries.windows(2).filter_map(pair).enumerate() {
        let name = if by_day {
            start.to_string()
        } else {
            format!("{}.{}", whole.name, index + 1)
        };
        let years = whole.years * days(start, end) / days(whole.start, whole.end);
        into.push(Period {
            name,
            start,
            end,
            years,
            discount: 1.0,
        });
    }
}

/// Factor (1 + rate)^-(years to the middle of the period).
fn discount(report: &Report<'_>, rate: f64, periods: &mut [Period]) {
    if rate <= -1.0 {
        report.problem("discount_rate", format!("`{rate}`"), "a rate above -100 %/yr");
        return;
    }
    let mut before = 0.0;
    for period in periods {
        period.discount = (1.0 + rate).powf(-(before + period.years / 2.0));
        before += period.years;
    }
}
