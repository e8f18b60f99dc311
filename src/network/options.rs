//! Capacity that may be added to lines and sources.
//!
//! Capital is recovered by equal yearly payments over the life of the plant: `capex x r / (1 - (1 + r)^-life)`, or `capex / life`
//! where the rate `r` is zero (the annuity of any textbook of engineering economics).

use super::names::Context;
use super::periods::{DAYS_PER_YEAR, days};
use super::{CountryId, LineId, PerPeriod, Period, PeriodId, SiteId, SourceId};
use super::{Line, Source};
use crate::spec;
use jiff::civil::Date;

/// Capacity that may be added.
#[derive(Clone, Debug)]
pub struct BuildOption {
    /// Name, unique with its site.
    pub name: String,
    /// Where.
    pub site: SiteId,
    /// What it adds to.
    pub facility: Facility,
    /// Tonnes, or units of activity, that a decision of each period adds in each period: `adds[decided][period]`; no row of
    /// numbers where it cannot be decided then.
    pub adds: Vec<Option<PerPeriod>>,
    /// USD of capital recovered in each period after a decision: `recovers[decided][period]`, the granted share included.
    pub recovers: Vec<Option<PerPeriod>>,
    /// Whether it is built whole or not at all.
    pub lumpy: bool,
    /// Share of the capital that a treasury grants.
    pub grant: f64,
    /// Country whose treasury grants it.
    pub granted_by: CountryId,
}

/// A line or a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facility {
    /// A line.
    Line(LineId),
    /// A source.
    Source(SourceId),
}

impl BuildOption {
    /// Tonnes, or units of activity, that a decision adds: periods and amounts above zero.
    pub fn added(&self, decided: PeriodId) -> impl Iterator<Item = (PeriodId, f64)> + '_ {
        let adds = self.adds.get(decided.index()).and_then(Option::as_ref);
        let adds = adds.into_iter().flatten().enumerate();
        adds.filter(|(_, added)| **added > 0.0)
            .map(|(t, added)| (PeriodId::new(t), *added))
    }
}

impl super::Network {
    /// The most that a line or source can do in a period, all options built as early as can be.
    pub fn most(&self, facility: Facility, period: PeriodId) -> f64 {
        let t = period.index();
        let limits = match facility {
            Facility::Line(line) => self.lines.get(line.index()).map(|line| &line.capacity),
            Facility::Source(source) => self.sources.get(source.index()).map(|source| &source.available),
        };
        let options = self.options.iter().filter(|option| option.facility == facility);
        let added = options.map(|option| {
            let of = option.adds.iter().flatten().filter_map(|adds| adds.get(t));
            of.copied().fold(0.0, f64::max)
        });
        limits.and_then(|limits| limits.get(t)).copied().unwrap_or_default() + added.sum::<f64>()
    }
}

/// Options of every site.
pub(super) fn options(context: &Context<'_>, works: (&[Source], &[Line])) -> Vec<BuildOption> {
    let mut options = Vec::new();
    for (index, (site, written)) in context.document.sites.iter().enumerate() {
        for (name, option) in &written.options {
            let path = format!("sites.{site}.options.{name}");
            let Some(facility) = facility(context, &path, (SiteId::new(index), option), works) else {
                continue;
            };
            let option = read(context, &path, (name, SiteId::new(index), facility), option);
            if !option.adds.iter().flatten().flatten().any(|added| *added > 0.0) {
                context
                    .report
                    .note(format!("option `{name}` at `{site}` can run in no period of the horizon"));
            }
            options.push(option);
        }
    }
    options
}

fn facility(
    context: &Context<'_>,
    path: &str,
    of: (SiteId, &spec::BuildOption),
    works: (&[Source], &[Line]),
) -> Option<Facility> {
    let (site, option) = of;
    let (sources, lines) = works;
    match (&option.line, &option.source) {
        (Some(name), None) => {
            let position = lines.iter().position(|line| line.site == site && line.name == *name);
            if position.is_none() {
                let known = lines.iter().filter(|line| line.site == site).map(|line| line.name.as_str());
                context
                    .report
                    .unknown(&format!("{path}.line"), "line of the site", name, known);
            }
            position.map(|line| Facility::Line(LineId::new(line)))
        }
        (None, Some(name)) => {
            let material = context.material(&format!("{path}.source"), name)?;
            let position = sources
                .iter()
                .position(|source| (source.site, source.material) == (site, material));
            if position.is_none() {
                let found = format!("the site sells no `{name}`");
                context
                    .report
                    .problem(&format!("{path}.source"), found, "a material of its `source`");
            }
            position.map(|source| Facility::Source(SourceId::new(source)))
        }
        _ => {
            context.report.problem(
                path,
                "not one of `line` and `source`",
                "the line or the source that it adds to",
            );
            None
        }
    }
}

fn read(context: &Context<'_>, path: &str, of: (&str, SiteId, Facility), written: &spec::BuildOption) -> BuildOption {
    let (name, site, facility) = of;
    let yearly = recovered(context, path, written);
    let granted_by = written
        .granted_by
        .as_ref()
        .and_then(|country| context.country(&format!("{path}.granted_by"), country));
    let periods = &context.calendar.periods;
    let open = context.calendar.open(written.earliest.as_deref(), None);
    let served = |decided: &Period, open: bool| {
        open.then(|| in_service(periods, ready(decided.start, written.lead_time.0)))
            .flatten()
    };
    let served: Vec<Option<PerPeriod>> = periods.iter().zip(open).map(|(period, open)| served(period, open)).collect();
    let times = |factor: f64| {
        let scaled = |years: &Option<PerPeriod>| years.as_ref().map(|years| years.iter().map(|y| y * factor).collect());
        served.iter().map(scaled).collect()
    };
    BuildOption {
        name: name.to_owned(),
        site,
        facility,
        adds: times(written.capacity.0),
        recovers: times(yearly),
        lumpy: written.lumpy,
        grant: written.grant.0,
        granted_by: granted_by.unwrap_or_else(|| context.country_of(site)),
    }
}

/// USD a year.
fn recovered(context: &Context<'_>, path: &str, written: &spec::BuildOption) -> f64 {
    context.report.share(&format!("{path}.grant"), written.grant.0);
    let rate = written.rate.unwrap_or(context.document.discount_rate).0;
    let Some(life) = written.life.map(|life| life.0).filter(|life| *life > 0.0) else {
        if written.capex.0 > 0.0 {
            let remedy = "`life`, the years over which the capital is recovered";
            context
                .report
                .problem(&format!("{path}.life"), "capital without a life", remedy);
        }
        return 0.0;
    };
    let factor = if rate > 0.0 {
        rate / (1.0 - (1.0 + rate).powf(-life))
    } else {
        1.0 / life
    };
    written.capex.0 * factor
}

/// Day on which it can run, or none beyond the calendar.
pub(super) fn ready(decided: Date, years: f64) -> Option<Date> {
    let months = years * 12.0;
    let span = if (months - months.round()).abs() < 1e-6 {
        jiff::Span::new().try_months(months.round() as i64)
    } else {
        jiff::Span::new().try_days((years * DAYS_PER_YEAR).round() as i64)
    };
    decided.checked_add(span.ok()?).ok()
}

/// Years of service in each period from a day on; none where there is no such period.
fn in_service(periods: &[Period], from: Option<Date>) -> Option<PerPeriod> {
    let from = from?;
    let share = |period: &Period| {
        let left = days(from.max(period.start), period.end).max(0.0);
        period.years * left / days(period.start, period.end)
    };
    let years: PerPeriod = periods.iter().map(share).collect();
    years.iter().any(|years| *years > 0.0).then_some(years)
}
