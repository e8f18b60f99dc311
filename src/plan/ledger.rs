//! The ledger: every term of the cost level as a payment from someone to someone.
//!
//! Upstream payments are borne by the buyers of the countries where the goods end, see [`bearers`](super::bearers). Amounts
//! are nominal in their period; discounted, they sum to the cost level.

use super::bearers::{Bearers, Waste};
use super::pools::{Pool, Pools};
use super::values::{above, asked};
use super::{Amount, Entry, EntryKind, Party, Plan};
use crate::network::{
    BorderKind, CountryId, LaneId, MaterialId, Network, PeriodId, ReturnId, SiteId, Source, SourceId, StockId, Terminal,
    border_charges,
};
use crate::origin::Labelled;
use std::collections::BTreeMap;

type Key = (PeriodId, EntryKind, Party, Party, Option<MaterialId>, Option<SiteId>);

/// Entries of a plan, in order of period, kind, payer and payee; one for each combination of those with material and site.
pub(super) fn entries(labelled: &Labelled<'_>, plan: &Plan) -> Vec<Entry> {
    let network = labelled.network;
    let pools = Pools::of(labelled, plan);
    let mut book = Book {
        network,
        bearers: Bearers::of(network, &pools, Waste::Ends),
        pools,
        sums: BTreeMap::new(),
    };
    plan.supplies.iter().for_each(|supply| book.supply(supply));
    for (index, activity) in plan.activities.iter().enumerate() {
        book.tolling(index, activity);
    }
    plan.flows.iter().for_each(|flow| book.flow(labelled, flow));
    plan.tranches.iter().for_each(|part| book.tranche(labelled, part));
    plan.supported.iter().for_each(|part| book.contracted(labelled, part));
    plan.stocks.iter().for_each(|kept| book.stock(kept));
    plan.collections.iter().for_each(|scrap| book.scrap(labelled, scrap));
    book.leaving(plan);
    book.shortages(plan);
    book.standing(plan);
    book.ways(plan);
    book.supports(plan);
    book.contracts(labelled, plan);
    book.finish()
}

pub(super) struct Book<'n> {
    /// The network.
    pub network: &'n Network,
    pools: Pools,
    /// Who bears what goods cost.
    pub bearers: Bearers,
    sums: BTreeMap<Key, f64>,
}

/// What an entry is about.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub kind: EntryKind,
    pub payee: Party,
    pub material: Option<MaterialId>,
    pub site: Option<SiteId>,
    pub period: PeriodId,
}

impl Book<'_> {
    fn supply(&mut self, supply: &Amount<SourceId>) {
        let source = &self.network.sources[supply.of.index()];
        let asked = asked(self.network, source, source.site, supply.period);
        let item = self.sold(source, supply.period);
        let at = self.pool((source.site, source.material), supply);
        self.of_pool(item, at, asked * supply.quantity);
    }

    fn sold(&self, source: &Source, period: PeriodId) -> Item {
        Item {
            kind: EntryKind::Offer,
            payee: self.owner(source.site),
            material: Some(source.material),
            site: Some(source.site),
            period,
        }
    }

    fn scrap(&mut self, labelled: &Labelled<'_>, scrap: &Amount<(ReturnId, Option<MaterialId>)>) {
        let (id, used) = scrap.of;
        let back = &self.network.returns[id.index()];
        let item = Item {
            kind: EntryKind::Offer,
            payee: self.owner(back.site),
            material: Some(back.scrap),
            site: Some(back.site),
            period: scrap.period,
        };
        let class = labelled.collected_class(id, used, scrap.class);
        let at = self.pool((back.site, back.scrap), &Amount { class, ..*scrap });
        self.of_pool(item, at, back.offer[scrap.period.index()] * scrap.quantity);
    }

    fn tolling(&mut self, index: usize, activity: &Amount<crate::network::OperationId>) {
        let operation = &self.network.operations[activity.of.index()];
        let item = Item {
            kind: EntryKind::Tolling,
            payee: self.owner(operation.site),
            material: operation.outputs.first().map(|(material, _)| *material),
            site: Some(operation.site),
            period: activity.period,
        };
        let amount = operation.fee[activity.period.index()] * activity.quantity;
        let shares: Vec<_> = self.bearers.activity(index).collect();
        self.split(item, &shares, amount);
    }

    fn flow(&mut self, labelled: &Labelled<'_>, flow: &Amount<LaneId>) {
        let network = self.network;
        let lane = &network.lanes[flow.of.index()];
        let period = flow.period;
        let shares = self.arriving(labelled, flow);
        let item = |kind, payee, site| Item {
            kind,
            payee,
            material: Some(lane.material),
            site: Some(site),
            period,
        };
        let freight = item(EntryKind::Freight, Party::Carriers, lane.to);
        self.split(freight, &shares, lane.freight[period.index()] * flow.quantity);
        let above = above(network, flow.of, period) * flow.quantity;
        let offer = item(EntryKind::Offer, self.owner(lane.from), lane.from);
        self.split(offer, &shares, above);
        let treasury = |country: CountryId| Party::Treasury(network.countries[country.index()].territory);
        let importer = network.country_of(lane.to);
        let seller = self.owner(lane.seller.as_ref().map_or(lane.from, |seller| seller.site));
        let charges = border_charges(network, flow.of, |rule| flow.class.has(rule), period);
        for part in &charges.parts {
            let (kind, payee) = match part.kind {
                BorderKind::Tariff => (EntryKind::Tariff, treasury(importer)),
                BorderKind::SpecificDuty => (EntryKind::SpecificDuty, treasury(importer)),
                BorderKind::ExportTax => (EntryKind::ExportTax, treasury(network.country_of(lane.from))),
                BorderKind::Subsidy => (
                    EntryKind::Subsidy,
                    treasury(network.payer_of(part.measure).unwrap_or(importer)),
                ),
                BorderKind::FloorLevy => (EntryKind::FloorLevy, treasury(importer)),
                BorderKind::FloorPremium => (EntryKind::FloorPremium, seller),
            };
            self.split(item(kind, payee, lane.to), &shares, part.amount * flow.quantity);
        }
    }

    /// What the part of a shipment within its tariff-rate quota pays less.
    fn tranche(&mut self, labelled: &Labelled<'_>, part: &Amount<LaneId>) {
        let network = self.network;
        let lane = &network.lanes[part.of.index()];
        let treasury = network.countries[network.country_of(lane.to).index()].territory;
        let item = Item {
            kind: EntryKind::Tariff,
            payee: Party::Treasury(treasury),
            material: Some(lane.material),
            site: Some(lane.to),
            period: part.period,
        };
        let relief = network.relief(part.of, |rule| part.class.has(rule), part.period);
        let shares = self.arriving(labelled, part);
        self.split(item, &shares, -relief * part.quantity);
    }

    /// What the part of a shipment that is sold under a contract with a volume costs less than the seller's offer.
    fn contracted(&mut self, labelled: &Labelled<'_>, part: &Amount<LaneId>) {
        let network = self.network;
        let lane = &network.lanes[part.of.index()];
        let Some(support) = network.contract_on(lane, part.period) else {
            return;
        };
        let source = &network.sources[support.source.index()];
        let less = asked(network, source, lane.to, part.period) - support.price(network.country_of(lane.to), part.period);
        let shares = self.arriving(labelled, part);
        self.split(self.sold(source, part.period), &shares, -less * part.quantity);
    }

    /// Who bears what is paid for a shipment.
    pub(super) fn arriving(&self, labelled: &Labelled<'_>, flow: &Amount<LaneId>) -> Vec<(CountryId, f64)> {
        self.bearers.arriving(labelled, &self.pools, flow)
    }

    fn stock(&mut self, kept: &Amount<StockId>) {
        let stock = &self.network.stocks[kept.of.index()];
        let place = (stock.site, stock.material);
        let item = |kind| Item {
            kind,
            payee: Party::Services,
            material: Some(stock.material),
            site: Some(stock.site),
            period: kept.period,
        };
        let held = stock.holding[kept.period.index()] * kept.quantity;
        let next = PeriodId::new(kept.period.index() + 1);
        if next.index() < self.network.periods.len() {
            let later = Amount { period: next, ..*kept };
            let at = self.pool(place, &later);
            self.of_pool(item(EntryKind::Holding), at, held);
            return;
        }
        let own = [(self.network.country_of(stock.site), 1.0)];
        self.split(item(EntryKind::Holding), &own, held);
        if let Terminal::Value(value) = stock.terminal {
            self.split(item(EntryKind::Terminal), &own, -value * kept.quantity);
        }
    }

    fn leaving(&mut self, plan: &Plan) {
        let network = self.network;
        for sale in &plan.sales {
            let market = &network.byproducts[sale.of.index()];
            let amount = -market.price[sale.period.index()] * sale.quantity;
            self.local(EntryKind::Byproduct, (market.site, market.material), sale.period, amount);
        }
        for disposal in &plan.disposals {
            let permitted = &network.disposals[disposal.of.index()];
            let amount = permitted.cost[disposal.period.index()] * disposal.quantity;
            self.local(
                EntryKind::Disposal,
                (permitted.site, permitted.material),
                disposal.period,
                amount,
            );
        }
    }

    fn shortages(&mut self, plan: &Plan) {
        for shortage in &plan.shortages {
            let (demand, block) = shortage.of;
            let demand = &self.network.demands[demand.index()];
            let penalty = demand.blocks[block as usize].penalty[shortage.period.index()];
            let item = Item {
                kind: EntryKind::Penalty,
                payee: Party::Unserved,
                material: None,
                site: Some(demand.site),
                period: shortage.period,
            };
            let own = [(self.network.country_of(demand.site), 1.0)];
            self.split(item, &own, penalty * shortage.quantity);
        }
    }

    /// A payment borne where it arises.
    fn local(&mut self, kind: EntryKind, (site, material): (SiteId, MaterialId), period: PeriodId, amount: f64) {
        let item = Item {
            kind,
            payee: Party::Services,
            material: Some(material),
            site: Some(site),
            period,
        };
        self.split(item, &[(self.network.country_of(site), 1.0)], amount);
    }

    fn of_pool(&mut self, item: Item, pool: Option<usize>, amount: f64) {
        let shares: Vec<_> = pool.map_or_else(Vec::new, |pool| self.bearers.pool(pool).collect());
        self.split(item, &shares, amount);
    }

    /// An amount paid by the buyers of some countries.
    pub fn split(&mut self, item: Item, shares: &[(CountryId, f64)], amount: f64) {
        for (country, share) in shares {
            self.enter(item, Party::Buyers(*country), amount * share);
        }
    }

    /// An amount paid by a party.
    pub fn enter(&mut self, item: Item, payer: Party, amount: f64) {
        if amount != 0.0 {
            let key = (item.period, item.kind, payer, item.payee, item.material, item.site);
            *self.sums.entry(key).or_default() += amount;
        }
    }

    /// Position of the pool that an amount belongs to.
    pub fn pool<T>(&self, (site, material): (SiteId, MaterialId), amount: &Amount<T>) -> Option<usize> {
        self.pools.position(Pool {
            period: amount.period,
            site,
            material,
            class: amount.class,
        })
    }

    /// Owner of a site.
    pub fn owner(&self, site: SiteId) -> Party {
        Party::Owner(self.network.sites[site.index()].owner)
    }

    fn finish(self) -> Vec<Entry> {
        let periods = &self.network.periods;
        let entry = |((period, kind, payer, payee, material, site), nominal): (Key, f64)| Entry {
            payer,
            payee,
            kind,
            material,
            site,
            period,
            nominal,
            discounted: nominal * periods[period.index()].discount,
        };
        self.sums.into_iter().map(entry).collect()
    }
}
