//! Names of rows and columns, printed from their keys.
//!
//! A name is `family(part.part...)` in letters, digits and `_ . ( )` alone. In parts `-` becomes `_`; other characters become
//! a token in parentheses, so that different keys never share a name. A class is its rules joined by `..`, or `any`.

use super::{ColumnKey, RowKey};
use crate::network::{
    ContractId, Facility, LaneId, LineId, MaterialId, MeasureId, Network, OperationId, OptionId, PartnersId, PeriodId, ReturnId,
    RouteId, RuleSet, SiteId,
};

/// Name of a column, for example `flow(au_mine.us_buyer.ndpr_oxide.any.2026)`.
pub fn column_name(network: &Network, key: &ColumnKey) -> String {
    let n = Namer { network };
    let family = key.family();
    match *key {
        ColumnKey::Supply(source, class, t) => {
            let source = &network.sources[source.index()];
            n.name(family, n.place(source.site, source.material), (class, t))
        }
        ColumnKey::Activity(operation, class, t) => n.name(family, n.operation(operation), (class, t)),
        ColumnKey::Tolerated(operation, material, rule, class, t) => {
            let (input, rule) = (n.material(material), n.class(RuleSet::of(rule)));
            n.name(family, format!("{}.{input}.{rule}", n.operation(operation)), (class, t))
        }
        ColumnKey::Flow(lane, class, t) | ColumnKey::Tranche(lane, class, t) | ColumnKey::Supported(lane, class, t) => {
            n.name(family, n.lane(lane), (class, t))
        }
        ColumnKey::Stock(stock, class, t) => {
            let stock = &network.stocks[stock.index()];
            n.name(family, n.place(stock.site, stock.material), (class, t))
        }
        ColumnKey::Downgrade(site, material, better, lesser, t) => n.name(
            family,
            format!("{}.{}", n.place(site, material), n.class(better)),
            (lesser, t),
        ),
        ColumnKey::Credit(site, material, rule, [from, to], [t, later]) => {
            let rule = n.class(RuleSet::of(rule));
            let what = format!("{}.{rule}.{}.{}", n.place(site, material), n.class(from), n.period(t));
            n.name(family, what, (to, later))
        }
        ColumnKey::Dispose(disposal, class, t) => {
            let disposal = &network.disposals[disposal.index()];
            n.name(family, n.place(disposal.site, disposal.material), (class, t))
        }
        ColumnKey::Sell(market, class, t) => {
            let market = &network.byproducts[market.index()];
            n.name(family, n.place(market.site, market.material), (class, t))
        }
        ColumnKey::Deliver(demand, material, class, t) => {
            let demand = plain(&network.demands[demand.index()].name);
            n.name(family, format!("{demand}.{}", n.material(material)), (class, t))
        }
        ColumnKey::Short(demand, block, t) => {
            let demand = plain(&network.demands[demand.index()].name);
            format!("{family}({demand}.{}.{})", block + 1, n.period(t))
        }
        ColumnKey::Collect(back, used, class, t) => n.name(family, n.used(back, used), (class, t)),
        ColumnKey::Contracted(contract, lane, class, t) => {
            n.name(family, format!("{}.{}", n.contract(contract), n.lane(lane)), (class, t))
        }
        other => n.decision(family, other),
    }
}

/// Name of a row, for example `demand(us_buyer.2026)`.
pub fn row_name(network: &Network, key: &RowKey) -> String {
    let n = Namer { network };
    let family = key.family();
    let at = |what: String, t: PeriodId| n.at(family, &what, t);
    match *key {
        RowKey::Balance(site, material, class, t) => n.name(family, n.place(site, material), (class, t)),
        RowKey::SourceCapacity(source, t) => {
            let source = &network.sources[source.index()];
            at(n.place(source.site, source.material), t)
        }
        RowKey::LineCapacity(line, t) => at(n.line(line), t),
        RowKey::CircuitCapacity(line, number, t) => {
            let circuit = plain(&network.lines[line.index()].circuits[number as usize].name);
            at(format!("{}.{circuit}", n.line(line)), t)
        }
        RowKey::LaneCapacity(route, t) => at(n.route(route), t),
        RowKey::StockCapacity(stock, t)
        | RowKey::StockRelease(stock, t)
        | RowKey::StockRefill(stock, t)
        | RowKey::StockMinimum(stock, t)
        | RowKey::StockRotation(stock, t) => {
            let stock = &network.stocks[stock.index()];
            at(n.place(stock.site, stock.material), t)
        }
        RowKey::StockTerminal(stock) => {
            let stock = &network.stocks[stock.index()];
            format!("{family}({})", n.place(stock.site, stock.material))
        }
        RowKey::ByProductLimit(market, t) => {
            let market = &network.byproducts[market.index()];
            at(n.place(market.site, market.material), t)
        }
        RowKey::Demand(demand, t) => at(plain(&network.demands[demand.index()].name), t),
        RowKey::DeliveryFloor(demand, t) => at(plain(&network.demands[demand.index()].name), t),
        RowKey::DeMinimis(operation, rule, element, t) => {
            let (rule, element) = (n.class(RuleSet::of(rule)), plain(&network.elements[element.index()].name));
            at(format!("{}.{rule}.{element}", n.operation(operation)), t)
        }
        RowKey::Certificates(rule, element, t) => {
            let (rule, element) = (n.class(RuleSet::of(rule)), plain(&network.elements[element.index()].name));
            at(format!("{rule}.{element}"), t)
        }
        RowKey::ValueContent(operation, rule, t) => at(format!("{}.{}", n.operation(operation), n.class(RuleSet::of(rule))), t),
        RowKey::NetDraw(operation, material, class, t) => {
            let what = format!("{}.{}", n.operation(operation), n.material(material));
            n.name(family, what, (class, t))
        }
        RowKey::CollectionLimit(back, used, class, t) => n.name(family, n.used(back, used), (class, t)),
        RowKey::TrancheFlow(lane, class, t) | RowKey::SupportedFlow(lane, class, t) | RowKey::ContractFlow(lane, class, t) => {
            n.name(family, n.lane(lane), (class, t))
        }
        other => n.decided(family, other),
    }
}

struct Namer<'n> {
    network: &'n Network,
}

impl Namer<'_> {
    fn name(&self, family: &str, what: String, (class, t): (RuleSet, PeriodId)) -> String {
        format!("{family}({what}.{}.{})", self.class(class), self.period(t))
    }

    /// A column that stands for a decision.
    fn decision(&self, family: &str, key: ColumnKey) -> String {
        match key {
            ColumnKey::Open(site, t) | ColumnKey::Start(site, t) | ColumnKey::Stop(site, t) => {
                self.at(family, &self.site(site), t)
            }
            ColumnKey::Untaken(contract, t) | ColumnKey::Full(contract, t) => self.at(family, &self.contract(contract), t),
            ColumnKey::Sign(contract) => format!("{family}({})", self.contract(contract)),
            ColumnKey::Build(option, t) => self.at(family, &self.option(option), t),
            ColumnKey::UsedUp(measure, t) => self.at(family, &self.measure(measure), t),
            ColumnKey::Campaign(line, side, t) => self.name(family, self.line(line), (side, t)),
            ColumnKey::Link(route, t) | ColumnKey::Qualify(route, t) => self.at(family, &self.route(route), t),
            ColumnKey::Partner(limit, other, t) => self.at(family, &self.partner(limit, other), t),
            ColumnKey::Run(line, t) | ColumnKey::Lots(line, t) => self.at(family, &self.line(line), t),
            _ => family.to_owned(),
        }
    }

    /// A row about decisions, measures or contracts.
    fn decided(&self, family: &str, key: RowKey) -> String {
        let what = match key {
            RowKey::CampaignLimit(line, side, _) | RowKey::CampaignMinimum(line, side, _) => {
                format!("{}.{}", self.line(line), self.class(side))
            }
            RowKey::CampaignCount(line, _) | RowKey::CampaignTime(line, _) => self.line(line),
            RowKey::LinkLimit(route, _) | RowKey::LinkMinimum(route, _) | RowKey::Qualified(route, _) => self.route(route),
            RowKey::PartnerFlow(limit, other, _) => self.partner(limit, other),
            RowKey::PartnerCount(limit, _) => self.partners(limit),
            RowKey::Share(commitment, bound, _) => {
                let name = plain(&self.network.commitments[commitment.index()].name);
                format!("{name}.{}", bound.name())
            }
            RowKey::ContractBand(contract, band, _) => format!("{}.{}", self.contract(contract), band.name()),
            RowKey::Opening(facility, _) => self.facility(facility),
            RowKey::Starting(site, _) | RowKey::Stopping(site, _) => self.site(site),
            RowKey::BuildOnce(option) => self.option(option),
            RowKey::ExportLimit(measure, _)
            | RowKey::Quota(measure, _)
            | RowKey::TrancheVolume(measure, _)
            | RowKey::TrancheBeyond(measure, _)
            | RowKey::TrancheFull(measure, _) => self.measure(measure),
            RowKey::SupportedVolume(source, _) => {
                let mut supports = self.network.supports.iter();
                let contract = supports.find(|support| support.source == source);
                contract.map_or_else(String::new, |support| plain(&support.contract))
            }
            RowKey::Viability(owner, _) => plain(&self.network.owners[owner.index()]),
            RowKey::RunLimit(line, _) | RowKey::MinimumRun(line, _) | RowKey::Lot(line, _) => self.line(line),
            _ => String::new(),
        };
        match key.period() {
            Some(t) => self.at(family, &what, t),
            None => format!("{family}({what})"),
        }
    }

    fn at(&self, family: &str, what: &str, t: PeriodId) -> String {
        format!("{family}({what}.{})", self.period(t))
    }

    fn measure(&self, measure: MeasureId) -> String {
        plain(&self.network.measures[measure.index()].name)
    }

    fn contract(&self, contract: ContractId) -> String {
        plain(&self.network.contracts[contract.index()].name)
    }

    fn route(&self, route: RouteId) -> String {
        let ends = &self.network.routes[route.index()];
        format!("{}.{}.{}", self.site(ends.from), self.site(ends.to), route.index() + 1)
    }

    /// A limit on partners; its number tells it from others of the same name.
    fn partners(&self, limit: PartnersId) -> String {
        format!("{}.{}", plain(&self.network.partners[limit.index()].name), limit.index() + 1)
    }

    fn partner(&self, limit: PartnersId, other: SiteId) -> String {
        format!("{}.{}", self.partners(limit), self.site(other))
    }

    fn option(&self, option: OptionId) -> String {
        let option = &self.network.options[option.index()];
        format!("{}.{}", self.site(option.site), plain(&option.name))
    }

    fn facility(&self, facility: Facility) -> String {
        match facility {
            Facility::Line(line) => self.line(line),
            Facility::Source(source) => {
                let source = &self.network.sources[source.index()];
                self.place(source.site, source.material)
            }
        }
    }

    fn site(&self, site: SiteId) -> String {
        plain(&self.network.sites[site.index()].name)
    }

    fn material(&self, material: MaterialId) -> String {
        plain(&self.network.materials[material.index()].name)
    }

    fn place(&self, site: SiteId, material: MaterialId) -> String {
        format!("{}.{}", self.site(site), self.material(material))
    }

    /// Used goods: the demand and the material delivered. What was in use at the start is no material.
    fn used(&self, back: ReturnId, used: Option<MaterialId>) -> String {
        let demand = self.network.returns[back.index()].demand;
        let used = used.map_or_else(|| "(in_use)".to_owned(), |material| self.material(material));
        format!("{}.{used}", plain(&self.network.demands[demand.index()].name))
    }

    fn lane(&self, lane: LaneId) -> String {
        let lane = &self.network.lanes[lane.index()];
        format!(
            "{}.{}.{}",
            self.site(lane.from),
            self.site(lane.to),
            self.material(lane.material)
        )
    }

    fn line(&self, line: LineId) -> String {
        let line = &self.network.lines[line.index()];
        format!("{}.{}", self.site(line.site), plain(&line.name))
    }

    /// The feed of a separation, in parentheses in the operation's name, becomes a part of its own.
    fn operation(&self, operation: OperationId) -> String {
        let operation = &self.network.operations[operation.index()];
        let line = self.line(operation.line);
        match operation.name.strip_suffix(')').and_then(|name| name.split_once('(')) {
            Some((process, feed)) => format!("{line}.{}.{}", plain(process), plain(feed)),
            None => format!("{line}.{}", plain(&operation.name)),
        }
    }

    fn period(&self, t: PeriodId) -> String {
        plain(&self.network.periods[t.index()].name)
    }

    fn class(&self, class: RuleSet) -> String {
        let rules = self.network.rules.iter().zip(0..);
        let held = rules.filter(|(_, bit)| class.0 & (1_u64 << bit) != 0);
        let names: Vec<String> = held.map(|(rule, _)| rule_name(&rule.name)).collect();
        if names.is_empty() {
            "any".to_owned()
        } else {
            names.join("..")
        }
    }
}

/// A rule called `any` must not be taken for the class without rules. Rules of the exposure level read `exposure.GROUP`.
fn rule_name(name: &str) -> String {
    match name {
        "any" => "(any)".to_owned(),
        name if name.starts_with("exposure:") => name.split(':').map(plain).collect::<Vec<_>>().join("."),
        name => plain(name),
    }
}

/// A part of a name, without loss.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' => plain.push('_'),
            '_' => plain.push_str("(_)"),
            '.' => plain.push_str("(.)"),
            c if c.is_ascii_alphanumeric() => plain.push(c),
            other => plain.push_str(&format!("({:x})", u32::from(other))),
        }
    }
    plain
}
