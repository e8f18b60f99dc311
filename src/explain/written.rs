//! Where a fact was written: from what it says to the path of its value, and from there to file and line.

use super::Case;
use crate::formulation::RowKey;
use crate::network::{DemandId, Facility, LineId, MaterialId, MeasureId, Network, PeriodId, RuleId, Side, SiteId, StockId};

/// A value of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Path, such as `demands.us-buyer.minimum`.
    pub path: String,
    /// File, line, and the policy, scenario or setting that wrote it last.
    pub place: String,
}

/// The first of some paths that the input has a value at, or of the next places above the first.
pub(crate) fn written(case: &Case<'_>, paths: &[String]) -> Option<Written> {
    let known = |path: &str| case.sources.by_path.get(path).map(|source| (path.to_owned(), source));
    let mut above = paths.first().map(String::as_str);
    let mut chain = Vec::new();
    while let Some(path) = above {
        above = path.rsplit_once('.').map(|(head, _)| head);
        chain.extend(above);
    }
    let found = paths
        .iter()
        .find_map(|path| known(path))
        .or_else(|| chain.iter().find_map(|path| known(path)));
    let (path, source) = found?;
    let shown = source.to_string();
    let place = shown
        .strip_prefix(case.folder)
        .map_or(shown.as_str(), |rest| rest.trim_start_matches('/'));
    Some(Written {
        path,
        place: place.to_owned(),
    })
}

/// Where a limit is written: paths to look at in turn.
pub(crate) fn limit_paths(network: &Network, row: &RowKey) -> Vec<String> {
    Paths { network }.of(row)
}

/// Where a rule is written.
pub(crate) fn rule_path(network: &Network, rule: RuleId) -> String {
    let name = network.rules.get(rule.index()).map_or("", |rule| rule.name.as_str());
    format!("rules.{name}")
}

/// Where a demand is written.
pub(crate) fn demand_path(network: &Network, demand: DemandId, field: &str) -> String {
    let name = network.demands.get(demand.index()).map_or("", |demand| demand.name.as_str());
    format!("demands.{name}.{field}")
}

/// Where an input of a recipe is written; of a separation, where its feeds are.
pub(crate) fn recipe_paths(network: &Network, operation: &str, material: MaterialId) -> Vec<String> {
    let material = network
        .materials
        .get(material.index())
        .map_or("", |material| material.name.as_str());
    let process = operation.split_once('(').map_or(operation, |(process, _)| process);
    vec![
        format!("processes.{process}.inputs.{material}"),
        format!("processes.{process}.separates.feeds"),
        format!("processes.{process}"),
    ]
}

/// Where a measure is written.
pub(crate) fn measure_paths(network: &Network, measure: MeasureId) -> Vec<String> {
    let name = network
        .measures
        .get(measure.index())
        .map_or("", |measure| measure.name.as_str());
    by_policy(network, "measures", name)
}

fn by_policy(network: &Network, section: &str, name: &str) -> Vec<String> {
    let scenarios = network
        .scenarios
        .iter()
        .map(|scenario| format!("scenarios.{scenario}.{section}.{name}"));
    [format!("policies.{}.{section}.{name}", network.policy)]
        .into_iter()
        .chain(scenarios)
        .chain([format!("{section}.{name}")])
        .collect()
}

/// The field that closes a source or line in a period: its first or last day, or an outage; none where it is open.
fn times(open: &[f64], t: PeriodId) -> Option<&'static str> {
    let is_open = |amount: &f64| *amount > 0.0;
    let (before, after) = open.split_at_checked(t.index())?;
    match (
        before.iter().any(is_open),
        after.first().is_none_or(is_open),
        after.iter().any(is_open),
    ) {
        (_, true, _) => None,
        (false, false, _) => Some("from"),
        (true, false, true) => Some("outages"),
        (true, false, false) => Some("until"),
    }
}

struct Paths<'n> {
    network: &'n Network,
}

impl Paths<'_> {
    fn of(&self, row: &RowKey) -> Vec<String> {
        let one = |path: Option<String>| path.into_iter().collect();
        match *row {
            RowKey::Demand(id, _) => vec![
                demand_path(self.network, id, "quantity"),
                demand_path(self.network, id, "blocks"),
            ],
            RowKey::DeliveryFloor(id, _) => vec![demand_path(self.network, id, "minimum")],
            RowKey::SourceCapacity(id, t) => {
                let available = self
                    .network
                    .sources
                    .get(id.index())
                    .map_or(&[][..], |source| &source.available);
                let field = |field: &str| self.source(id.index(), field);
                times(available, t)
                    .into_iter()
                    .chain(["available"])
                    .filter_map(field)
                    .collect()
            }
            RowKey::LineCapacity(id, t) => {
                let capacity = self.network.lines.get(id.index()).map_or(&[][..], |line| &line.capacity);
                let field = |field: &str| self.line(id, field);
                times(capacity, t).into_iter().chain(["capacity"]).filter_map(field).collect()
            }
            RowKey::DeMinimis(_, rule, ..) => vec![format!("{}.de_minimis", rule_path(self.network, rule))],
            RowKey::ValueContent(_, rule, _) => vec![format!("{}.value_content", rule_path(self.network, rule))],
            RowKey::Certificates(rule, ..) => vec![rule_path(self.network, rule)],
            RowKey::ExportLimit(id, _)
            | RowKey::Quota(id, _)
            | RowKey::TrancheVolume(id, _)
            | RowKey::TrancheBeyond(id, _)
            | RowKey::TrancheFull(id, _) => measure_paths(self.network, id),
            RowKey::Share(id, ..) => {
                let name = self.network.commitments.get(id.index()).map_or("", |one| one.name.as_str());
                by_policy(self.network, "commitments", name)
            }
            RowKey::ContractBand(id, ..) => {
                let name = self.network.contracts.get(id.index()).map_or("", |one| one.name.as_str());
                by_policy(self.network, "contracts", name)
            }
            RowKey::Viability(owner, _) => {
                let name = self.network.owners.get(owner.index()).map_or("", String::as_str);
                vec![format!("owners.{name}.viability")]
            }
            RowKey::PartnerFlow(id, ..) | RowKey::PartnerCount(id, _) => one(self.partners(id.index())),
            RowKey::LaneCapacity(..) | RowKey::LinkLimit(..) | RowKey::LinkMinimum(..) | RowKey::Qualified(..) => {
                vec!["lanes".into()]
            }
            _ => one(self.stock(row).or_else(|| self.facility(row))),
        }
    }

    fn partners(&self, index: usize) -> Option<String> {
        let partners = self.network.partners.get(index)?;
        let site = self.network.sites.get(partners.site.index())?;
        let section = if site.demand_place { "demands" } else { "sites" };
        let side = match partners.side {
            Side::Suppliers => "suppliers",
            Side::Customers => "customers",
        };
        Some(format!("{section}.{}.{side}", partners.name))
    }

    fn stock(&self, row: &RowKey) -> Option<String> {
        let of = |id: StockId, field: &str| {
            let stock = self.network.stocks.get(id.index())?;
            let (site, material) = self.names(stock.site, stock.material)?;
            Some(format!("sites.{site}.stocks.{material}.{field}"))
        };
        match *row {
            RowKey::StockCapacity(id, _) => of(id, "room"),
            RowKey::StockTerminal(id) => of(id, "terminal"),
            RowKey::StockRelease(id, _) => of(id, "release"),
            RowKey::StockRefill(id, _) => of(id, "refill"),
            RowKey::StockMinimum(id, _) => of(id, "minimum"),
            RowKey::StockRotation(id, _) => of(id, "rotation"),
            RowKey::ByProductLimit(id, _) => {
                let market = self.network.byproducts.get(id.index())?;
                let (site, material) = self.names(market.site, market.material)?;
                Some(format!("sites.{site}.byproducts.{material}.limit"))
            }
            RowKey::CollectionLimit(id, ..) => {
                let back = self.network.returns.get(id.index())?;
                Some(demand_path(self.network, back.demand, "returns"))
            }
            _ => None,
        }
    }

    fn facility(&self, row: &RowKey) -> Option<String> {
        match *row {
            RowKey::SupportedVolume(id, _) => self.source(id.index(), "offer"),
            RowKey::Opening(Facility::Source(id), _) => self.source(id.index(), "available"),
            RowKey::Opening(Facility::Line(id), _) => self.line(id, "capacity"),
            RowKey::CircuitCapacity(id, k, _) => {
                let line = self.network.lines.get(id.index())?;
                let circuit = line.circuits.get(k as usize)?;
                self.line(id, &format!("circuits.{}.capacity", circuit.name))
            }
            RowKey::RunLimit(id, _) | RowKey::MinimumRun(id, _) => self.line(id, "minimum_run"),
            RowKey::Lot(id, _) => self.line(id, "lot"),
            RowKey::CampaignLimit(id, ..)
            | RowKey::CampaignMinimum(id, ..)
            | RowKey::CampaignCount(id, _)
            | RowKey::CampaignTime(id, _) => self.line(id, "campaigns"),
            RowKey::Starting(id, _) | RowKey::Stopping(id, _) => {
                let site = self.network.sites.get(id.index())?;
                Some(format!("sites.{}.opening", site.name))
            }
            RowKey::BuildOnce(id) => {
                let option = self.network.options.get(id.index())?;
                let site = self.network.sites.get(option.site.index())?;
                Some(format!("sites.{}.options.{}", site.name, option.name))
            }
            _ => None,
        }
    }

    fn source(&self, index: usize, field: &str) -> Option<String> {
        let source = self.network.sources.get(index)?;
        let (site, material) = self.names(source.site, source.material)?;
        Some(format!("sites.{site}.source.{material}.{field}"))
    }

    fn line(&self, id: LineId, field: &str) -> Option<String> {
        let line = self.network.lines.get(id.index())?;
        let site = self.network.sites.get(line.site.index())?;
        Some(format!("sites.{}.lines.{}.{field}", site.name, line.name))
    }

    fn names(&self, site: SiteId, material: MaterialId) -> Option<(&str, &str)> {
        let site = self.network.sites.get(site.index())?;
        let material = self.network.materials.get(material.index())?;
        Some((&site.name, &material.name))
    }
}
