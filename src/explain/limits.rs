//! Rows in the words of the trade.

use crate::formulation::{Band, RowKey};
use crate::network::{ContractId, DemandId, Facility, LineId, MaterialId, Network, PartnersId, RouteId, Side, SiteId, StockId};

/// A row in words, such as `capacity of line sx at eneabba`.
pub fn limit_words(network: &Network, row: &RowKey) -> String {
    let words = Words { network };
    words
        .place(row)
        .or_else(|| words.limit(row))
        .or_else(|| words.rule(row))
        .or_else(|| words.decision(row))
        .unwrap_or_else(|| row.family().replace('_', " "))
}

/// The row in words, its period included.
pub fn limit_words_in_period(network: &Network, row: &RowKey) -> String {
    match row.period() {
        Some(period) => format!("{} in {}", limit_words(network, row), network.periods[period.index()].name),
        None => limit_words(network, row),
    }
}

struct Words<'n> {
    network: &'n Network,
}

impl Words<'_> {
    fn site(&self, id: SiteId) -> &str {
        &self.network.sites[id.index()].name
    }

    fn material(&self, id: MaterialId) -> &str {
        &self.network.materials[id.index()].name
    }

    fn line(&self, id: LineId) -> String {
        let line = &self.network.lines[id.index()];
        format!("line {} at {}", line.name, self.site(line.site))
    }

    fn stock(&self, what: &str, id: StockId) -> String {
        let stock = &self.network.stocks[id.index()];
        format!("{what} {} at {}", self.material(stock.material), self.site(stock.site))
    }

    /// Balances and demands.
    fn place(&self, row: &RowKey) -> Option<String> {
        let demand = |id: DemandId| &self.network.demands[id.index()].name;
        Some(match *row {
            RowKey::Balance(at, what, class, _) => {
                let class = self.network.class_label(class);
                format!("balance of {} ({class}) at {}", self.material(what), self.site(at))
            }
            RowKey::Demand(id, _) => format!("demand {}", demand(id)),
            RowKey::DeliveryFloor(id, _) => format!("least delivery to {}", demand(id)),
            _ => return None,
        })
    }

    /// Capacities and other limits of the data.
    fn limit(&self, row: &RowKey) -> Option<String> {
        let network = self.network;
        Some(match *row {
            RowKey::SourceCapacity(id, _) => {
                let source = &network.sources[id.index()];
                format!("{} available at {}", self.material(source.material), self.site(source.site))
            }
            RowKey::LineCapacity(id, _) => format!("capacity of {}", self.line(id)),
            RowKey::CircuitCapacity(id, k, _) => {
                let circuit = network.lines[id.index()].circuits.get(k as usize);
                let name = circuit.map_or("?", |circuit| &circuit.name);
                format!("circuit {name} of {}", self.line(id))
            }
            RowKey::LaneCapacity(id, _) => {
                let route = &network.routes[id.index()];
                format!("capacity from {} to {}", self.site(route.from), self.site(route.to))
            }
            RowKey::StockCapacity(id, _) => self.stock("room for", id),
            RowKey::StockRelease(id, _) => self.stock("no release of", id),
            RowKey::StockRefill(id, _) => self.stock("refill of", id),
            RowKey::StockMinimum(id, _) => self.stock("least stock of", id),
            RowKey::StockRotation(id, _) => self.stock("rotation of", id),
            RowKey::StockTerminal(id) => self.stock("closing stock of", id),
            RowKey::ByProductLimit(id, _) => {
                let market = &network.byproducts[id.index()];
                format!("market for {} at {}", self.material(market.material), self.site(market.site))
            }
            RowKey::CollectionLimit(id, used, class, _) => {
                let demand = network.returns[id.index()].demand;
                let used = used.map_or("goods in use at the start", |used| self.material(used));
                let (demand, class) = (&network.demands[demand.index()].name, network.class_label(class));
                format!("scrap of {used} ({class}) at {demand}")
            }
            RowKey::TrancheVolume(id, _) => format!("volume of {}", network.measures[id.index()].name),
            RowKey::TrancheBeyond(id, _) => format!("goods beyond the volume of {}", network.measures[id.index()].name),
            RowKey::TrancheFull(id, _) => format!("volume of {} that must be used up", network.measures[id.index()].name),
            RowKey::TrancheFlow(id, class, _) => {
                let (lane, class) = (&network.lanes[id.index()], network.class_label(class));
                let (from, to) = (self.site(lane.from), self.site(lane.to));
                format!(
                    "part of {} ({class}) from {from} to {to} at the low rate",
                    self.material(lane.material)
                )
            }
            RowKey::Quota(id, _) => format!("quota {}", network.measures[id.index()].name),
            RowKey::ExportLimit(id, _) => format!("export limit {}", network.measures[id.index()].name),
            _ => return self.difference(row),
        })
    }

    /// Contracts for difference.
    fn difference(&self, row: &RowKey) -> Option<String> {
        let network = self.network;
        match *row {
            RowKey::SupportedVolume(source, _) => {
                let support = network.supports.iter().find(|support| support.source == source)?;
                Some(format!("volume of contract {}", support.contract))
            }
            RowKey::SupportedFlow(id, class, _) => {
                let (lane, class) = (&network.lanes[id.index()], network.class_label(class));
                let (from, to) = (self.site(lane.from), self.site(lane.to));
                Some(format!(
                    "part of {} ({class}) from {from} to {to} under a contract",
                    self.material(lane.material)
                ))
            }
            _ => None,
        }
    }

    /// Rules of origin.
    fn rule(&self, row: &RowKey) -> Option<String> {
        let network = self.network;
        Some(match *row {
            RowKey::DeMinimis(operation, rule, element, _) => {
                let operation = &network.operations[operation.index()];
                let (rule, element) = (&network.rules[rule.index()].name, &network.elements[element.index()].name);
                let at = self.site(operation.site);
                format!("de minimis of {rule} in {element} at {at} ({})", operation.name)
            }
            RowKey::Certificates(rule, element, _) => {
                let (rule, element) = (&network.rules[rule.index()].name, &network.elements[element.index()].name);
                format!("certificates of {rule} for {element}")
            }
            RowKey::ValueContent(operation, rule, _) => {
                let operation = &network.operations[operation.index()];
                let rule = &network.rules[rule.index()].name;
                format!(
                    "value content of {rule} at {} ({})",
                    self.site(operation.site),
                    operation.name
                )
            }
            RowKey::NetDraw(operation, input, class, _) => {
                let operation = &network.operations[operation.index()];
                let (input, class) = (self.material(input), network.class_label(class));
                let at = self.site(operation.site);
                format!("net draw of {input} ({class}) at {at} ({})", operation.name)
            }
            _ => return None,
        })
    }

    fn contract(&self, id: ContractId, band: Band) -> String {
        let name = &self.network.contracts[id.index()].name;
        match band {
            Band::Least => format!("least volume of contract {name}"),
            Band::Most => format!("most volume of contract {name}"),
            Band::Beside => format!("goods beside contract {name}"),
            Band::Missing => format!("goods not taken under contract {name}"),
        }
    }

    /// What is promised, agreed, open, built and run.
    fn decision(&self, row: &RowKey) -> Option<String> {
        let network = self.network;
        Some(match *row {
            RowKey::Share(id, bound, _) => {
                format!(
                    "commitment {} ({})",
                    network.commitments[id.index()].name,
                    bound.name().replace('_', " ")
                )
            }
            RowKey::ContractBand(id, band, _) => self.contract(id, band),
            RowKey::ContractFlow(id, class, _) => {
                let (lane, class) = (&network.lanes[id.index()], network.class_label(class));
                let (from, to) = (self.site(lane.from), self.site(lane.to));
                format!(
                    "part of {} ({class}) from {from} to {to} under contract",
                    self.material(lane.material)
                )
            }
            RowKey::Opening(Facility::Line(id), _) => format!("opening of {}", self.line(id)),
            RowKey::Opening(Facility::Source(id), _) => {
                let source = &network.sources[id.index()];
                format!("opening of {} at {}", self.material(source.material), self.site(source.site))
            }
            RowKey::Starting(id, _) => format!("start of {}", self.site(id)),
            RowKey::Stopping(id, _) => format!("stop of {}", self.site(id)),
            RowKey::BuildOnce(id) => {
                let option = &network.options[id.index()];
                format!("option {} at {}", option.name, self.site(option.site))
            }
            RowKey::Viability(id, _) => format!("viability of {}", network.owners[id.index()]),
            RowKey::CampaignLimit(id, side, _) => format!("campaign of {} at {}", network.class_label(side), self.line(id)),
            RowKey::CampaignMinimum(id, side, _) => {
                format!("least campaign of {} at {}", network.class_label(side), self.line(id))
            }
            RowKey::CampaignCount(id, _) => format!("campaigns of {}", self.line(id)),
            RowKey::CampaignTime(id, _) => format!("time of campaigns at {}", self.line(id)),
            RowKey::RunLimit(id, _) => format!("run of {}", self.line(id)),
            RowKey::MinimumRun(id, _) => format!("least activity of {}", self.line(id)),
            RowKey::Lot(id, _) => format!("lots of {}", self.line(id)),
            _ => return self.link(row),
        })
    }

    /// Routes in use and qualified, and the number of partners.
    fn link(&self, row: &RowKey) -> Option<String> {
        let network = self.network;
        let ends = |id: RouteId| {
            let route = &network.routes[id.index()];
            format!("from {} to {}", self.site(route.from), self.site(route.to))
        };
        let count = |id: PartnersId| {
            let limit = &network.partners[id.index()];
            match limit.side {
                Side::Suppliers => format!("suppliers of {}", limit.name),
                Side::Customers => format!("customers of {}", limit.name),
            }
        };
        Some(match *row {
            RowKey::LinkLimit(id, _) => format!("use of the route {}", ends(id)),
            RowKey::LinkMinimum(id, _) => format!("least shipment {}", ends(id)),
            RowKey::Qualified(id, _) => format!("qualification {}", ends(id)),
            RowKey::PartnerFlow(id, other, _) => format!("{} (with {})", count(id), self.site(other)),
            RowKey::PartnerCount(id, _) => format!("number of {}", count(id)),
            _ => return None,
        })
    }
}
