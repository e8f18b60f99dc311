//! The ledger: every payment recomputed from quantities and terms, and compared by kind, receiver, period, material and site.

use super::bench::{Bench, TOLERANCE};
use super::border::{relief, subsidies, toll};
use super::lineage::Lineage;
use super::report::Check;
use super::{contracts, names, payers, standing, supports};
use crate::network::{CountryId, MaterialId, Network, PeriodId, SiteId, Terminal};
use crate::plan::{EntryKind, Party};
use approx::abs_diff_eq;
use std::collections::{BTreeMap, BTreeSet};

/// What an entry is about: all but payer and amount.
type Key = (PeriodId, EntryKind, Party, Option<MaterialId>, Option<SiteId>);

/// What is due or booked under a key, USD.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sum {
    /// Sum.
    pub net: f64,
    /// Sum of the absolute amounts.
    pub gross: f64,
}

impl Sum {
    fn add(&mut self, amount: f64) {
        self.net += amount;
        self.gross += amount.abs();
    }
}

/// Compares the ledger with the judge's own.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let own = own(bench, lineage);
    let mut stated: BTreeMap<Key, Sum> = BTreeMap::new();
    for entry in &bench.plan.ledger {
        let period = bench.network.periods.get(entry.period.index());
        let discounted = period.map_or(f64::NAN, |period| entry.nominal * period.discount);
        let allowed = TOLERANCE * entry.nominal.abs();
        if !entry.nominal.is_finite() || !abs_diff_eq!(entry.discounted, discounted, epsilon = allowed) {
            bench.wrong(
                Check::Ledger,
                format!("{} in {}", entry.kind.name(), bench.period(entry.period)),
                format!(
                    "{} USD, discounted {} USD: the second does not follow from the first",
                    entry.nominal, entry.discounted
                ),
            );
        }
        let key = (entry.period, entry.kind, entry.payee, entry.material, entry.site);
        stated.entry(key).or_default().add(entry.nominal);
    }
    let scale = own.values().map(|due| due.net.abs()).fold(0.0, f64::max);
    let keys: BTreeSet<Key> = own.keys().chain(stated.keys()).copied().collect();
    for key in keys {
        let [due, booked] = [&own, &stated].map(|book| book.get(&key).copied().unwrap_or_default());
        let allowed = TOLERANCE * due.gross.max(1e-3 * scale);
        // Entries of both signs would hide payments between buyers behind the right sum.
        let cancels = booked.gross > due.gross + allowed;
        if cancels || !due.gross.is_finite() || !abs_diff_eq!(due.net, booked.net, epsilon = allowed) {
            let place = place(bench, key);
            let text = format!("{} USD booked, {} USD due", booked.net, due.net);
            bench.wrong(Check::Ledger, place, text);
        }
    }
    payers::check(bench, TOLERANCE * 1e-3 * scale);
}

/// Kind, receiver, goods, site and period in words.
fn place(bench: &Bench<'_>, (period, kind, payee, material, site): Key) -> String {
    let about = names::about(bench.network, material, site);
    let payee = payee.words(bench.network);
    format!("{}{about} to {payee} in {}", kind.name(), bench.period(period))
}

/// What is due, by the judge's own account.
pub(super) fn own(bench: &Bench<'_>, lineage: &Lineage<'_>) -> BTreeMap<Key, Sum> {
    let mut book = Book {
        bench,
        due: BTreeMap::new(),
    };
    book.sources();
    book.lines();
    book.lanes(lineage);
    book.tranches(lineage);
    book.stocks();
    book.scrap();
    book.markets();
    book.shortages();
    for (period, kind, payee, site, amount) in standing::dues(bench.network, bench.plan) {
        book.add((period, kind, payee), (None, Some(site)), amount);
    }
    for (period, site, material, amount) in supports::reductions(bench.network, bench.plan) {
        let owner = book.owner(site);
        book.add((period, EntryKind::Offer, owner), (Some(material), Some(site)), -amount);
    }
    for (period, site, material, amount) in supports::dues(bench.network, bench.plan, lineage) {
        let owner = book.owner(site);
        book.add((period, EntryKind::Cfd, owner), (Some(material), Some(site)), amount);
    }
    for (period, kind, site, material, amount) in contracts::dues(bench.network, bench.plan) {
        let owner = book.owner(site);
        book.add((period, kind, owner), (material, Some(site)), amount);
    }
    book.due
}

/// Discounted cost by the judge's own account, USD.
pub(super) fn cost(network: &Network, own: &BTreeMap<Key, Sum>) -> f64 {
    let in_cost = |key: &&Key| !payers::by_treasury(key.1);
    own.iter()
        .filter(|(key, _)| in_cost(key))
        .map(|((period, ..), due)| due.net * network.periods[period.index()].discount)
        .sum()
}

/// Material and site of an entry.
type About = (Option<MaterialId>, Option<SiteId>);

struct Book<'b, 'a> {
    bench: &'b Bench<'a>,
    due: BTreeMap<Key, Sum>,
}

impl Book<'_, '_> {
    fn add(&mut self, (period, kind, payee): (PeriodId, EntryKind, Party), about: About, amount: f64) {
        if amount != 0.0 {
            let (material, site) = about;
            self.due.entry((period, kind, payee, material, site)).or_default().add(amount);
        }
    }

    fn owner(&self, site: SiteId) -> Party {
        Party::Owner(self.bench.network.sites[site.index()].owner)
    }

    /// A source is paid its offer at home for what stays, and its offer at the destination for what it ships.
    fn sources(&mut self) {
        let (network, plan) = (self.bench.network, self.bench.plan);
        for supply in &plan.supplies {
            let source = &network.sources[supply.of.index()];
            let home = network.sites[source.site.index()].country;
            let price = source.offer[home.index()][supply.period.index()];
            let sold = (supply.period, EntryKind::Offer, self.owner(source.site));
            self.add(sold, (Some(source.material), Some(source.site)), price * supply.quantity);
        }
        for source in &network.sources {
            let t_home = &source.offer[network.sites[source.site.index()].country.index()];
            if source.offer.iter().all(|prices| prices == t_home) {
                continue;
            }
            for flow in &plan.flows {
                let lane = &network.lanes[flow.of.index()];
                if (lane.from, lane.material) == (source.site, source.material) {
                    let there = &source.offer[network.sites[lane.to.index()].country.index()];
                    let t = flow.period.index();
                    let more = (there[t] - t_home[t]) * flow.quantity;
                    let sold = (flow.period, EntryKind::Offer, self.owner(source.site));
                    self.add(sold, (Some(source.material), Some(source.site)), more);
                }
            }
        }
    }

    fn lines(&mut self) {
        for run in &self.bench.plan.activities {
            let operation = &self.bench.network.operations[run.of.index()];
            let fee = operation.fee[run.period.index()] * run.quantity;
            let made = operation.outputs.first().map(|(material, _)| *material);
            let toll = (run.period, EntryKind::Tolling, self.owner(operation.site));
            self.add(toll, (made, Some(operation.site)), fee);
        }
    }

    fn lanes(&mut self, lineage: &Lineage<'_>) {
        let network = self.bench.network;
        for flow in &self.bench.plan.flows {
            let lane = &network.lanes[flow.of.index()];
            let freight = lane.freight[flow.period.index()] * flow.quantity;
            let about = (Some(lane.material), Some(lane.to));
            self.add((flow.period, EntryKind::Freight, Party::Carriers), about, freight);
            let toll = toll(network, lineage, flow.of, flow.class, flow.period);
            let treasury_of = |country: CountryId| Party::Treasury(network.countries[country.index()].territory);
            let treasury = treasury_of(network.sites[lane.to.index()].country);
            let taxing = treasury_of(network.sites[lane.from.index()].country);
            let seller = self.owner(lane.seller.as_ref().map_or(lane.from, |seller| seller.site));
            self.add((flow.period, EntryKind::Tariff, treasury), about, toll.tariff * flow.quantity);
            self.add(
                (flow.period, EntryKind::SpecificDuty, treasury),
                about,
                toll.duty * flow.quantity,
            );
            self.add((flow.period, EntryKind::ExportTax, taxing), about, toll.tax * flow.quantity);
            for (payer, amount) in subsidies(network, lineage, (flow.of, flow.class, flow.period)) {
                let paid = (flow.period, EntryKind::Subsidy, treasury_of(payer));
                self.add(paid, about, -amount * flow.quantity);
            }
            self.add(
                (flow.period, EntryKind::FloorLevy, treasury),
                about,
                toll.levy * flow.quantity,
            );
            self.add(
                (flow.period, EntryKind::FloorPremium, seller),
                about,
                toll.premium * flow.quantity,
            );
        }
    }

    fn tranches(&mut self, lineage: &Lineage<'_>) {
        let network = self.bench.network;
        for part in &self.bench.plan.tranches {
            let lane = &network.lanes[part.of.index()];
            let country = network.sites[lane.to.index()].country;
            let treasury = Party::Treasury(network.countries[country.index()].territory);
            let saved = relief(network, lineage, (part.of, part.class, part.period)) * part.quantity;
            let about = (Some(lane.material), Some(lane.to));
            self.add((part.period, EntryKind::Tariff, treasury), about, -saved);
        }
    }

    fn stocks(&mut self) {
        let network = self.bench.network;
        for kept in &self.bench.plan.stocks {
            let stock = &network.stocks[kept.of.index()];
            let held = stock.holding[kept.period.index()] * kept.quantity;
            let about = (Some(stock.material), Some(stock.site));
            self.add((kept.period, EntryKind::Holding, Party::Services), about, held);
            if let (Terminal::Value(value), true) = (stock.terminal, kept.period.index() + 1 == network.periods.len()) {
                let left = (kept.period, EntryKind::Terminal, Party::Services);
                self.add(left, about, -value * kept.quantity);
            }
        }
    }

    fn scrap(&mut self) {
        let network = self.bench.network;
        for collection in &self.bench.plan.collections {
            let back = &network.returns[collection.of.0.index()];
            let paid = back.offer[collection.period.index()] * collection.quantity;
            let bought = (collection.period, EntryKind::Offer, self.owner(back.site));
            self.add(bought, (Some(back.scrap), Some(back.site)), paid);
        }
    }

    fn markets(&mut self) {
        let network = self.bench.network;
        for sale in &self.bench.plan.sales {
            let market = &network.byproducts[sale.of.index()];
            let revenue = market.price[sale.period.index()] * sale.quantity;
            let sold = (sale.period, EntryKind::Byproduct, Party::Services);
            self.add(sold, (Some(market.material), Some(market.site)), -revenue);
        }
        for disposal in &self.bench.plan.disposals {
            let permitted = &network.disposals[disposal.of.index()];
            let cost = permitted.cost[disposal.period.index()] * disposal.quantity;
            let left = (disposal.period, EntryKind::Disposal, Party::Services);
            self.add(left, (Some(permitted.material), Some(permitted.site)), cost);
        }
    }

    fn shortages(&mut self) {
        for short in &self.bench.plan.shortages {
            let (demand, block) = short.of;
            let demand = &self.bench.network.demands[demand.index()];
            let loss = demand.blocks[block as usize].penalty[short.period.index()] * short.quantity;
            let lost = (short.period, EntryKind::Penalty, Party::Unserved);
            self.add(lost, (None, Some(demand.site)), loss);
        }
    }
}
