//! One site in a plan: what it does, which of its limits bind, and what would have to change.

use super::decisions::Decision;
use super::limit_words;
use super::losses::Standing;
use super::ranges::Range;
use crate::formulation::RowKey;
use crate::network::{Facility, Network, PerPeriod, PeriodId, SiteId, SourceId};
use crate::plan::{Amount, Plan, Priced};
use serde::Serialize;

/// A site in a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SiteStory {
    /// Version of this document; 1.
    pub schema: u32,
    /// Name of the instance folder.
    pub instance: String,
    /// Policy.
    pub policy: String,
    /// Scenarios, in order.
    pub scenario: Vec<String>,
    /// Site.
    pub site: String,
    /// Its name for people.
    pub title: String,
    /// Country.
    pub country: String,
    /// Owner.
    pub owner: String,
    /// What it could do, and does.
    pub uses: Vec<Use>,
    /// Its limits that bind.
    pub limits: Vec<Binding>,
    /// What keeps it idle whatever it asks, where that can be told.
    pub hurdles: Vec<String>,
    /// What the plan decides there, and what comes of deciding otherwise.
    pub decisions: Vec<Decision>,
    /// The plan as it is.
    pub before: Standing,
    /// Its numbers, and how far each may move before the plan changes.
    pub ranges: Vec<Range>,
}

/// What a source, operation or stock of a site does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Use {
    /// What.
    pub what: String,
    /// Unit: t, or units of activity.
    pub unit: &'static str,
    /// Amount over the horizon; of a stock the largest.
    pub amount: f64,
    /// What would be possible over the horizon; none without limit.
    pub possible: Option<f64>,
    /// First and last period in which it does anything.
    pub periods: Option<(String, String)>,
}

/// A limit of a site that binds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Binding {
    /// In words.
    pub limit: String,
    /// First and last period in which it binds.
    pub periods: (String, String),
    /// In how many periods.
    pub count: usize,
    /// Level that one unit more would better, and by how much where it betters most: a tier in tonnes, or `cost` in USD.
    pub betters: (String, f64),
}

impl SiteStory {
    /// Whether the plan uses anything of it.
    pub fn is_used(&self) -> bool {
        self.uses.iter().any(|one| one.amount > 0.0)
    }
}

/// The site of a name.
///
/// # Errors
/// The names of all sites, where there is none of that name.
pub fn find<'n>(network: &'n Network, name: &str) -> Result<SiteId, Vec<&'n str>> {
    let sites = || network.sites.iter().filter(|site| !site.demand_place);
    let position = network.sites.iter().position(|site| site.name == name && !site.demand_place);
    position
        .map(SiteId::new)
        .ok_or_else(|| sites().map(|site| site.name.as_str()).collect())
}

/// What a site does in a plan, without decisions and ranges.
pub fn story(instance: &str, (network, plan): (&Network, &Plan), id: SiteId) -> SiteStory {
    let eye = Eye { network, plan, id };
    let site = network.sites.get(id.index());
    let country = site.and_then(|site| network.countries.get(site.country.index()));
    let owner = site.and_then(|site| network.owners.get(site.owner.index()));
    SiteStory {
        schema: 1,
        instance: instance.to_owned(),
        policy: network.policy.clone(),
        scenario: network.scenarios.clone(),
        site: site.map(|site| site.name.clone()).unwrap_or_default(),
        title: site.map(|site| site.title.clone()).unwrap_or_default(),
        country: country.map(|country| country.name.clone()).unwrap_or_default(),
        owner: owner.cloned().unwrap_or_default(),
        uses: eye.uses(),
        limits: eye.limits(),
        hurdles: eye.hurdles(),
        decisions: Vec::new(),
        before: Standing::of(network, plan),
        ranges: Vec::new(),
    }
}

/// A look at one site.
struct Eye<'a> {
    network: &'a Network,
    plan: &'a Plan,
    id: SiteId,
}

impl Eye<'_> {
    fn uses(&self) -> Vec<Use> {
        let network = self.network;
        let mut uses = Vec::new();
        let material = |id: crate::network::MaterialId| network.materials.get(id.index()).map_or("", |m| &m.name);
        for (k, source) in network
            .sources
            .iter()
            .enumerate()
            .filter(|(_, source)| source.site == self.id)
        {
            let sold = self.plan.supplies.iter().filter(|amount| amount.of.index() == k);
            uses.push(self.one(
                format!("sells {}", material(source.material)),
                "t",
                (sold, Some(&self.most(Facility::Source(SourceId::new(k))))),
            ));
        }
        for (k, operation) in network.operations.iter().enumerate().filter(|(_, op)| op.site == self.id) {
            let made = self.plan.activities.iter().filter(|amount| amount.of.index() == k);
            let line = network.lines.get(operation.line.index());
            let words = format!("runs {} on line {}", operation.name, line.map_or("", |line| &line.name));
            let most = line.map(|_| self.most(Facility::Line(operation.line)));
            uses.push(self.one(words, "units", (made, most.as_ref())));
        }
        for (k, stock) in network.stocks.iter().enumerate().filter(|(_, stock)| stock.site == self.id) {
            let kept = self.plan.stocks.iter().filter(|amount| amount.of.index() == k);
            let words = format!("keeps {} at the end of a period, at most", material(stock.material));
            let kept: Vec<_> = kept.collect();
            let largest =
                (0..network.periods.len()).map(|t| kept.iter().filter(|a| a.period.index() == t).map(|a| a.quantity).sum());
            let amount = largest.fold(0.0, f64::max);
            let possible = None;
            uses.push(Use {
                amount,
                possible,
                ..self.one(words, "t", (kept.into_iter(), None))
            });
        }
        let ships = |amount: &&Amount<crate::network::LaneId>| {
            network.lanes.get(amount.of.index()).is_some_and(|lane| lane.from == self.id)
        };
        if uses.is_empty() {
            uses.push(self.one("passes goods on".into(), "t", (self.plan.flows.iter().filter(ships), None)));
        }
        uses
    }

    /// The most that a source or line can do in each period, what the plan builds included.
    fn most(&self, facility: Facility) -> PerPeriod {
        let network = self.network;
        let mut most = match facility {
            Facility::Source(id) => network.sources.get(id.index()).map(|source| source.available.clone()),
            Facility::Line(id) => network.lines.get(id.index()).map(|line| line.capacity.clone()),
        }
        .unwrap_or_default();
        for built in &self.plan.builds {
            let option = network
                .options
                .get(built.of.index())
                .filter(|option| option.facility == facility);
            for (t, added) in option.into_iter().flat_map(|option| option.added(built.period)) {
                most.get_mut(t.index())
                    .into_iter()
                    .for_each(|most| *most += built.quantity * added);
            }
        }
        most
    }

    fn one<'p, T: 'p>(
        &self,
        what: String,
        unit: &'static str,
        (amounts, most): (impl Iterator<Item = &'p Amount<T>>, Option<&PerPeriod>),
    ) -> Use {
        let (mut amount, mut periods): (f64, Vec<PeriodId>) = (0.0, Vec::new());
        for part in amounts {
            amount += part.quantity;
            periods.push(part.period);
        }
        let possible = most.map(|most| most.iter().sum::<f64>()).filter(|most| most.is_finite());
        Use {
            what,
            unit,
            amount,
            possible,
            periods: span(self.network, &periods),
        }
    }

    /// Limits of the site with a price, the same limit of several periods as one.
    fn limits(&self) -> Vec<Binding> {
        let mut found: Vec<(Binding, Vec<PeriodId>)> = Vec::new();
        for price in &self.plan.prices {
            let Priced::Limit(row) = price.of else { continue };
            let (true, Some(period), Some(betters)) = (self.owns(&row), price.period, self.betters(&price.by_level)) else {
                continue;
            };
            let limit = limit_words(self.network, &row);
            match found
                .iter_mut()
                .find(|(binding, _)| binding.limit == limit && binding.betters.0 == betters.0)
            {
                Some((binding, periods)) => {
                    periods.push(period);
                    binding.betters.1 = binding.betters.1.max(betters.1);
                }
                None => {
                    let periods = (String::new(), String::new());
                    let count = 0;
                    found.push((
                        Binding {
                            limit,
                            periods,
                            count,
                            betters,
                        },
                        vec![period],
                    ));
                }
            }
        }
        let told = found.into_iter().filter_map(|(binding, periods)| {
            Some(Binding {
                count: periods.len(),
                periods: span(self.network, &periods)?,
                ..binding
            })
        });
        told.collect()
    }

    /// The first level that a unit more betters, and by how much.
    fn betters(&self, by_level: &[f64]) -> Option<(String, f64)> {
        let names = self.network.level_names();
        let mut levels = names.into_iter().zip(by_level).take(self.network.cost_level() + 1);
        let (name, price) = levels.find(|(_, price)| price.abs() > GRAIN)?;
        (*price < 0.0).then_some((name, -price))
    }

    fn owns(&self, row: &RowKey) -> bool {
        let network = self.network;
        let source = |index: usize| network.sources.get(index).map(|source| source.site);
        let line = |index: usize| network.lines.get(index).map(|line| line.site);
        let stock = |index: usize| network.stocks.get(index).map(|stock| stock.site);
        let site = match *row {
            RowKey::SourceCapacity(id, _) => source(id.index()),
            RowKey::LineCapacity(id, _) | RowKey::CircuitCapacity(id, ..) => line(id.index()),
            RowKey::StockCapacity(id, _) | RowKey::StockRelease(id, _) => stock(id.index()),
            RowKey::ByProductLimit(id, _) => network.byproducts.get(id.index()).map(|market| market.site),
            RowKey::LaneCapacity(id, _) => {
                let route = network.routes.get(id.index());
                return route.is_some_and(|route| route.from == self.id || route.to == self.id);
            }
            _ => None,
        };
        site == Some(self.id)
    }

    /// What keeps the site idle at any price.
    fn hurdles(&self) -> Vec<String> {
        let network = self.network;
        let sources = network.sources.iter().filter(|source| source.site == self.id);
        let lines = network.lines.iter().filter(|line| line.site == self.id);
        let most: Vec<f64> = sources
            .map(|source| source.available.iter().sum())
            .chain(lines.map(|line| line.capacity.iter().sum()))
            .collect();
        let mut hurdles = Vec::new();
        if !most.is_empty() && most.iter().all(|most| *most == 0.0) {
            hurdles.push("it can sell and make nothing in any period".to_owned());
        }
        let ships = network
            .lanes
            .iter()
            .any(|lane| lane.from == self.id && lane.arrivals.iter().any(|a| !a.is_empty()));
        let serves = network.demands.iter().any(|demand| demand.site == self.id);
        if !ships && !serves {
            hurdles.push("no lane leads from it to a place that uses its goods".to_owned());
        }
        hurdles
    }
}

/// Prices below this count as rounding: tonnes a unit, or USD a unit.
const GRAIN: f64 = 1e-9;

fn span(network: &Network, periods: &[PeriodId]) -> Option<(String, String)> {
    let name = |id: &PeriodId| network.periods.get(id.index()).map(|period| period.name.clone());
    Some((name(periods.iter().min()?)?, name(periods.iter().max()?)?))
}
