//! How the rows of a plan for all bind groups that choose for themselves.

use crate::formulation::{ColumnKey, RowKey};
use crate::network::{CountryId, DemandId, Network, SiteId, StockId};
use crate::run::limits;

/// How a row binds a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    /// Each group by itself; its constant belongs to the group of this position.
    Own(usize),
    /// All together: what others use is gone.
    Shared,
    /// Decided by the state.
    Decided,
    /// All together, in a way that no group can keep alone; why.
    Joint(&'static str),
}

/// Groups and the network that they share.
pub(super) struct Groups<'n> {
    pub network: &'n Network,
    /// Countries with a demand, in order of countries.
    pub countries: Vec<CountryId>,
}

impl<'n> Groups<'n> {
    /// The groups of a network.
    pub fn of(network: &'n Network) -> Self {
        let wants = |country: &CountryId| {
            network
                .demands
                .iter()
                .any(|demand| network.country_of(demand.site) == *country)
        };
        let countries = (0..network.countries.len()).map(CountryId::new).filter(wants).collect();
        Self { network, countries }
    }

    /// How a row binds.
    pub fn binding(&self, key: &RowKey) -> Binding {
        match *key {
            RowKey::Balance(site, ..) => self.at(site),
            RowKey::StockTerminal(stock)
            | RowKey::StockRelease(stock, _)
            | RowKey::StockRefill(stock, _)
            | RowKey::StockMinimum(stock, _)
            | RowKey::StockRotation(stock, _) => self.stock(stock),
            RowKey::StockCapacity(stock, _) => self.room(stock),
            RowKey::Demand(demand, _) | RowKey::DeliveryFloor(demand, _) => self.demand(demand),
            RowKey::CollectionLimit(back, ..) => self.demand(self.network.returns[back.index()].demand),
            // Their constant is zero, and what each keeps all keep.
            RowKey::DeMinimis(..)
            | RowKey::ValueContent(..)
            | RowKey::NetDraw(..)
            | RowKey::TrancheFlow(..)
            | RowKey::SupportedFlow(..) => Binding::Own(0),
            RowKey::SourceCapacity(..)
            | RowKey::LineCapacity(..)
            | RowKey::CircuitCapacity(..)
            | RowKey::LaneCapacity(..)
            | RowKey::ByProductLimit(..)
            | RowKey::ExportLimit(..)
            | RowKey::Quota(..)
            | RowKey::TrancheVolume(..)
            | RowKey::SupportedVolume(..)
            | RowKey::Opening(..) => Binding::Shared,
            RowKey::Starting(..) | RowKey::Stopping(..) | RowKey::BuildOnce(..) | RowKey::Viability(..) => Binding::Decided,
            _ => Binding::Joint(joint(key)),
        }
    }

    /// Whether a column serves, or leaves unserved, a demand of another group.
    pub fn is_foreign(&self, key: ColumnKey, group: usize) -> bool {
        let demand = match key {
            ColumnKey::Deliver(demand, ..) | ColumnKey::Short(demand, ..) => demand,
            ColumnKey::Collect(back, ..) => self.network.returns[back.index()].demand,
            _ => return false,
        };
        self.demand(demand) != Binding::Own(group)
    }

    /// What no group can keep alone, in words; none where there is nothing of the kind.
    pub fn joint(&self, rows: &[RowKey]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for key in rows {
            if let Binding::Joint(why) = self.binding(key) {
                let text = format!("{}: {why}", limits::limit(self.network, key).text);
                if !found.contains(&text) {
                    found.push(text);
                }
            }
        }
        for opening in &self.network.openings {
            let site = &self.network.sites[opening.site.index()];
            if site.cost_plus {
                found.push(format!(
                    "opening of {}: its buyers bear its fixed cost (`cost_plus`) in parts that depend on all of them",
                    site.name
                ));
            }
        }
        found
    }

    /// The group of a place: that of its country, or the first where its country wants nothing.
    fn at(&self, site: SiteId) -> Binding {
        let country = self.network.country_of(site);
        Binding::Own(self.countries.iter().position(|group| *group == country).unwrap_or(0))
    }

    fn stock(&self, stock: StockId) -> Binding {
        self.at(self.network.stocks[stock.index()].site)
    }

    /// Room is its country's, as what lies there at the start must have room; that of a country that wants nothing is everybody's.
    fn room(&self, stock: StockId) -> Binding {
        let country = self.network.country_of(self.network.stocks[stock.index()].site);
        let owner = self.countries.iter().position(|group| *group == country);
        owner.map_or(Binding::Shared, Binding::Own)
    }

    fn demand(&self, demand: DemandId) -> Binding {
        self.at(self.network.demands[demand.index()].site)
    }
}

/// Why a row cannot be kept by groups that choose alone.
fn joint(key: &RowKey) -> &'static str {
    match key {
        RowKey::Share(..) => "the promise is about what all groups buy together",
        RowKey::Certificates(..) => "certificates pass from the goods of one group to those of another",
        RowKey::ContractFlow(..) | RowKey::ContractBand(..) => "the contract is kept by all groups together",
        RowKey::TrancheBeyond(..) | RowKey::TrancheFull(..) => "the volume must be used up by all groups together",
        RowKey::LinkLimit(..) | RowKey::LinkMinimum(..) | RowKey::Qualified(..) => "the route is chosen for all groups together",
        RowKey::PartnerFlow(..) | RowKey::PartnerCount(..) => "partners are chosen for all groups together",
        _ => "runs, lots and campaigns of a line are those of all groups together",
    }
}
