//! Stocks and their rules.

use super::dates::parse;
use super::facts::Facts;
use super::names::Context;
use super::sites::each;
use super::{Demand, MaterialId, PerPeriod, PeriodId, SiteId, Stock, StockRules, Terminal};
use crate::spec::{self, Cover, Minimum};

/// Stocks in order of the document.
pub(super) fn stocks(context: &Context<'_>, facts: &Facts, demands: &[Demand]) -> Vec<Stock> {
    let entries = each(context, "stocks", |site| &site.stocks).into_iter();
    let entries = entries.map(|(path, site, material, written)| Entry {
        context,
        path,
        goods: (site, material),
        written,
    });
    entries.map(|entry| entry.stock(facts, demands)).collect()
}

/// A stock as written, with its place.
struct Entry<'a> {
    context: &'a Context<'a>,
    path: String,
    goods: (SiteId, MaterialId),
    written: &'a spec::Stock,
}

impl Entry<'_> {
    fn problem(&self, field: &str, found: impl Into<String>, expected: &str) {
        self.context
            .report
            .problem(&format!("{}.{field}", self.path), found, expected);
    }

    fn stock(&self, facts: &Facts, demands: &[Demand]) -> Stock {
        let (calendar, written) = (&self.context.calendar, self.written);
        let room: Option<PerPeriod> = written.room.as_ref().map(|room| calendar.plain(room, |mass| mass.0));
        let first = room.as_ref().and_then(|room| room.first().copied()).unwrap_or(f64::INFINITY);
        if written.opening.0 > first {
            let found = format!("{} t at the start", written.opening.0);
            self.problem("opening", found, &format!("at most the room, {first} t"));
        }
        Stock {
            site: self.goods.0,
            material: self.goods.1,
            opening: written.opening.0,
            lineage: self.context.lineage(&self.path, self.goods, &written.lineage),
            room: room.unwrap_or_else(|| calendar.constant(f64::INFINITY)),
            holding: calendar.times_years(calendar.plain(&written.holding, |rate| rate.0)),
            terminal: match written.terminal {
                spec::Terminal::Keep => Terminal::Keep,
                spec::Terminal::Free => Terminal::Free,
                spec::Terminal::Value(price) => Terminal::Value(price.0),
            },
            rules: self.rules(facts, demands),
        }
    }

    fn rules(&self, facts: &Facts, demands: &[Demand]) -> StockRules {
        if self.written.commercial && self.written.release.is_some() {
            self.problem(
                "release",
                "a release of a commercial stock",
                "no release, or a strategic stock",
            );
        }
        let released = self.released(facts);
        let refill = self.refill(&released);
        let minimum = self.minimum(demands);
        let rotation = self.written.rotation;
        StockRules {
            minimum: outside_releases(minimum, &released, &refill),
            own_cover: self.own_cover(),
            rotation: rotation.map_or_else(Vec::new, |rate| {
                let calendar = &self.context.calendar;
                calendar.times_years(calendar.constant(rate.0))
            }),
            released,
            refill,
        }
    }

    fn released(&self, facts: &Facts) -> Vec<bool> {
        let Some(release) = &self.written.release else {
            return Vec::new();
        };
        if release.condition.is_empty() && release.from.is_none() && release.until.is_none() {
            self.problem("release", "a release without facts or dates", "`if`, `from` or `until`");
        }
        let open = self.context.calendar.open(release.from.as_deref(), release.until.as_deref());
        let path = format!("{}.release.if", self.path);
        let holds = facts.hold(self.context.report, &path, &release.condition);
        open.iter().zip(holds).map(|(open, holds)| *open && holds).collect()
    }

    /// What the refill asks for: growth from the opening amount, or from nothing after a release, up to the level.
    fn refill(&self, released: &[bool]) -> PerPeriod {
        let Some(refill) = &self.written.refill else {
            return Vec::new();
        };
        let level = refill.to.map_or(self.written.opening.0, |to| to.0);
        if level <= 0.0 {
            self.problem("refill", "a refill to nothing", "`to`, the level to be reached");
        }
        if !released.is_empty() && released.iter().all(|released| *released) {
            let expected = "a release that ends, by a date or a fact";
            self.problem("refill", "a refill while a release is in force in every period", expected);
        }
        if refill.rate.is_none() && refill.by.is_none() {
            self.problem("refill", "a refill without `rate` or `by`", "`rate`, `by` or both");
        }
        let by = refill.by.as_deref().and_then(parse);
        let mut grown = self.written.opening.0;
        let mut asked = Vec::new();
        for (index, period) in self.context.calendar.periods.iter().enumerate() {
            if released.get(index).copied().unwrap_or(false) {
                grown = 0.0;
                asked.push(0.0);
                continue;
            }
            grown += refill.rate.map_or(0.0, |rate| rate.0 * period.years);
            let growing = if refill.rate.is_some() { grown.min(level) } else { 0.0 };
            let due = by.is_some_and(|by| by <= period.end);
            asked.push(if due { level } else { growing });
        }
        asked
    }

    fn minimum(&self, demands: &[Demand]) -> PerPeriod {
        let calendar = &self.context.calendar;
        match &self.written.minimum {
            None => Vec::new(),
            Some(Minimum::Amount(amount)) => calendar.plain(amount, |mass| mass.0),
            Some(Minimum::Cover(cover)) if self.written.commercial => {
                if !cover.of.is_empty() || cover.per.is_some() {
                    let expected = "`cover` alone: a commercial stock covers what its site draws";
                    self.problem("minimum", "demands that a commercial stock covers", expected);
                }
                Vec::new()
            }
            Some(Minimum::Cover(cover)) => self.cover(cover, demands),
        }
    }

    /// Tonnes that cover the demands named for the time after each period.
    fn cover(&self, cover: &Cover, demands: &[Demand]) -> PerPeriod {
        let mut least = self.context.calendar.constant(0.0);
        if cover.of.is_empty() {
            self.problem("minimum.of", "nothing to cover", "at least one demand or tier");
        }
        for (index, name) in cover.of.iter().enumerate() {
            let path = format!("{}.minimum.of.{index}", self.path);
            for demand in self.covered(&path, name, demands) {
                let Some(per) = self.per(cover, demand) else {
                    let found = format!("`{}` does not accept the stock's material", demand.name);
                    let expected = "`per`, tonnes of it for a tonne of demand";
                    self.context.report.problem(&path, found, expected);
                    continue;
                };
                for (period, least) in least.iter_mut().enumerate() {
                    *least += per * self.ahead(period, cover.cover.0, |t| quantity(demand, t));
                }
            }
        }
        least
    }

    /// Demands that a name stands for: one demand, or all of a tier.
    fn covered<'d>(&self, path: &str, name: &str, demands: &'d [Demand]) -> Vec<&'d Demand> {
        let document = self.context.document;
        if document.demands.contains_key(name) {
            return demands.iter().filter(|demand| demand.name == name).collect();
        }
        if !document.tiers.iter().any(|tier| tier == name) {
            let known = document.demands.keys().chain(&document.tiers).map(String::as_str);
            self.context.report.unknown(path, "demand or tier", name, known);
        }
        let of_tier = |demand: &&Demand| {
            let written = document.demands.get(&demand.name);
            written.and_then(tier_of).or(default_tier(written, &document.tiers)) == Some(name)
        };
        demands.iter().filter(of_tier).collect()
    }

    /// Tonnes of the stock's material for a tonne of demand.
    fn per(&self, cover: &Cover, demand: &Demand) -> Option<f64> {
        let accepted = demand.accepts.iter().find(|(material, _)| *material == self.goods.1);
        let direct = accepted.filter(|(_, rate)| *rate > 0.0).map(|(_, rate)| 1.0 / rate);
        cover.per.map(|per| per.0).or(direct)
    }

    /// Sum of amounts by period over some years after a period; past the end the last period goes on.
    fn ahead(&self, period: usize, years: f64, amount: impl Fn(usize) -> f64) -> f64 {
        let shares = self.shares_ahead(period, years);
        shares.iter().map(|(t, share)| share * amount(t.index())).sum()
    }

    /// Periods after a period and the share of each that lies within some years; past the end the last period goes on.
    fn shares_ahead(&self, period: usize, years: f64) -> Vec<(PeriodId, f64)> {
        let periods = &self.context.calendar.periods;
        let (mut left, mut shares) = (years, Vec::new());
        let last = periods.len().saturating_sub(1);
        for (index, next) in periods.iter().enumerate().skip(period + 1) {
            let taken = left.min(next.years);
            if taken > 0.0 {
                shares.push((PeriodId::new(index), taken / next.years));
                left -= taken;
            }
        }
        let beyond = periods.last().map_or(0.0, |period| left / period.years);
        if beyond > 0.0 {
            match shares.last_mut().filter(|(t, _)| t.index() == last) {
                Some((_, share)) => *share += beyond,
                None => shares.push((PeriodId::new(last), beyond)),
            }
        }
        shares
    }

    fn own_cover(&self) -> Vec<Vec<(PeriodId, f64)>> {
        match &self.written.minimum {
            Some(Minimum::Cover(cover)) if self.written.commercial => {
                let periods = 0..self.context.calendar.periods.len();
                periods.map(|period| self.shares_ahead(period, cover.cover.0)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// No least while a release is in force; after one no more than what the refill asks for, where there is a refill.
fn outside_releases(mut minimum: PerPeriod, released: &[bool], refill: &[f64]) -> PerPeriod {
    let mut before = false;
    for (index, least) in minimum.iter_mut().enumerate() {
        if released.get(index).copied().unwrap_or(false) {
            before = true;
            *least = 0.0;
        } else if let Some(asked) = refill.get(index).filter(|_| before) {
            *least = least.min(*asked);
        }
    }
    minimum
}

fn quantity(demand: &Demand, period: usize) -> f64 {
    demand.blocks.iter().filter_map(|block| block.quantity.get(period)).sum()
}

fn tier_of(written: &spec::Demand) -> Option<&str> {
    written.tier.as_deref()
}

/// The last tier, where a demand has neither tier nor penalty.
fn default_tier<'t>(written: Option<&spec::Demand>, tiers: &'t [String]) -> Option<&'t str> {
    let plain = written.is_some_and(|demand| {
        let priced = demand.penalty.is_some() || demand.blocks.iter().any(|block| block.penalty.is_some());
        demand.tier.is_none() && !priced
    });
    tiers.last().filter(|_| plain).map(String::as_str)
}
