//! Sites that a plan opens or closes, and owners whose open sites must pay for themselves.

use super::names::Context;
use super::{Line, OwnerId, PerPeriod, PeriodId, Site, SiteId, Source};
use crate::spec;
use std::ops::Range;

/// A site that a plan opens or closes.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where.
    pub site: SiteId,
    /// Periods in which it stays open or closed, in order; together they are all periods.
    pub windows: Vec<Range<usize>>,
    /// USD of each period in which it is open.
    pub fixed: PerPeriod,
    /// USD when it opens after being closed.
    pub opening_cost: f64,
    /// USD when it closes after being open.
    pub closing_cost: f64,
    /// Whether it is open before the first period.
    pub open_at_start: bool,
}

/// An owner whose open sites must pay for themselves.
#[derive(Clone, Debug)]
pub struct Viability {
    /// Owner.
    pub owner: OwnerId,
    /// Periods whose books must balance, in order; together they are all periods.
    pub windows: Vec<Range<usize>>,
}

impl Opening {
    /// First period of the window that holds a period.
    pub fn window(&self, period: PeriodId) -> PeriodId {
        first(&self.windows, period)
    }
}

impl Opening {
    /// USD of each period for being open, opening and closing; `open` tells whether it is, by the first period of a window.
    pub fn kept(&self, open: impl Fn(PeriodId) -> bool) -> Vec<(PeriodId, f64)> {
        let mut costs = Vec::new();
        let mut before = self.open_at_start;
        for window in &self.windows {
            let now = open(PeriodId::new(window.start));
            let switch = match (before, now) {
                (false, true) => self.opening_cost,
                (true, false) => self.closing_cost,
                _ => 0.0,
            };
            costs.push((PeriodId::new(window.start), switch));
            let fixed = window
                .clone()
                .filter(|_| now)
                .filter_map(|t| Some((PeriodId::new(t), *self.fixed.get(t)?)));
            costs.extend(fixed);
            before = now;
        }
        costs
    }
}

impl Viability {
    /// First period of the window that holds a period.
    pub fn window(&self, period: PeriodId) -> PeriodId {
        first(&self.windows, period)
    }
}

fn first(windows: &[Range<usize>], period: PeriodId) -> PeriodId {
    let window = windows.iter().find(|window| window.contains(&period.index()));
    window.map_or(period, |window| PeriodId::new(window.start))
}

impl super::Network {
    /// The choice to open a site, where there is one.
    pub fn opening_of(&self, site: SiteId) -> Option<&Opening> {
        self.openings.iter().find(|opening| opening.site == site)
    }

    /// Whether somebody in the program bears the fixed costs of a site: its buyers, or an owner that must stay viable.
    pub fn counts_fixed(&self, site: SiteId) -> bool {
        self.sites.get(site.index()).is_some_and(|site| site.cost_plus) || self.viability_of(site).is_some()
    }

    /// Whether the books of a site are kept by an owner that asks for viability.
    pub fn viability_of(&self, site: SiteId) -> Option<&Viability> {
        let owner = self.sites.get(site.index())?.owner;
        self.viabilities.iter().find(|viability| viability.owner == owner)
    }
}

/// Owners that ask for viability, in order of owners.
pub(super) fn viabilities(context: &Context<'_>, owners: &[String]) -> Vec<Viability> {
    for name in context.document.owners.keys().filter(|name| !owners.contains(name)) {
        let known = owners.iter().map(String::as_str);
        context
            .report
            .unknown(&format!("owners.{name}"), "owner of a site", name, known);
    }
    let asking = owners.iter().enumerate().filter_map(|(index, name)| {
        let written = context.document.owners.get(name).filter(|owner| owner.viability)?;
        Some(Viability {
            owner: OwnerId::new(index),
            windows: context.calendar.windows(written.window),
        })
    });
    asking.collect()
}

/// Sites whose opening is a choice: by their own word, or because their owner asks for viability and they sell or make something.
pub(super) fn openings(context: &Context<'_>, sites: &[Site], viabilities: &[Viability]) -> Vec<Opening> {
    let mut openings = Vec::new();
    for (index, (name, written)) in context.document.sites.iter().enumerate() {
        let Some(site) = sites.get(index) else { continue };
        let viability = viabilities.iter().find(|viability| viability.owner == site.owner);
        let works = !written.source.is_empty() || !written.lines.is_empty();
        let asked = written
            .opening
            .clone()
            .or_else(|| viability.filter(|_| works).map(|_| spec::Opening::default()));
        if let Some(asked) = asked {
            openings.push(opening(context, (SiteId::new(index), name), &asked, viability));
        }
        if site.cost_plus && viability.is_some() {
            context.report.problem(
                &format!("sites.{name}.cost_plus"),
                "buyers pay the fixed cost of a site whose owner asks for viability",
                "one of the two: a site paid its costs, or an owner that bears them",
            );
        }
    }
    openings
}

fn opening(context: &Context<'_>, site: (SiteId, &str), written: &spec::Opening, viability: Option<&Viability>) -> Opening {
    let calendar = &context.calendar;
    let windows = || calendar.windows(written.window);
    Opening {
        site: site.0,
        windows: viability.map_or_else(windows, |viability| viability.windows.clone()),
        fixed: calendar.times_years(calendar.plain(&written.fixed_cost, |cost| cost.0)),
        opening_cost: written.opening_cost.0,
        closing_cost: written.closing_cost.0,
        open_at_start: written.open_at_start,
    }
}

/// What a closed site cannot do must have a limit, which the choice multiplies.
pub(super) fn check(context: &Context<'_>, openings: &[Opening], works: (&[Source], &[Line])) {
    let (sources, lines) = works;
    let unlimited = |limits: &[f64]| limits.iter().any(|limit| limit.is_infinite());
    for opening in openings {
        let name = context.place_name(opening.site);
        for source in sources
            .iter()
            .filter(|source| source.site == opening.site && unlimited(&source.available))
        {
            let path = format!("sites.{name}.source.{}", context.material_name(source.material));
            let remedy = "`available`: the most that it can sell, as the site may be closed";
            context.report.problem(&path, "no limit on what it sells", remedy);
        }
    }
    let chosen = |line: &Line| openings.iter().any(|opening| opening.site == line.site);
    for line in lines.iter().filter(|line| unlimited(&line.capacity)) {
        let why = match (chosen(line), line.minimum_run.iter().any(|least| *least > 0.0)) {
            (true, _) => "as the site may be closed",
            (false, true) => "as it may not run",
            (false, false) => continue,
        };
        let path = format!("sites.{}.lines.{}", context.place_name(line.site), line.name);
        let remedy = format!("`capacity`: the most that it can do, {why}");
        context.report.problem(&path, "no limit on its activity", remedy);
    }
}
