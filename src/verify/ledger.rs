//! The ledger: every payment recomputed from quantities and terms, and compared by kind, receiver and period.

use super::bench::{Bench, TOLERANCE};
use super::border::toll;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{Network, PeriodId, SiteId, Terminal};
use crate::plan::{EntryKind, Party};
use approx::abs_diff_eq;
use std::collections::BTreeMap;

type Key = (PeriodId, EntryKind, Party);

/// Compares the ledger with the judge's own.
pub(super) fn check(bench: &mut Bench<'_>, lineage: &Lineage<'_>) {
    let own = own(bench, lineage);
    let mut stated: BTreeMap<Key, f64> = BTreeMap::new();
    for entry in &bench.plan.ledger {
        let discount = bench
            .network
            .periods
            .get(entry.period.index())
            .map_or(0.0, |period| period.discount);
        let sound = entry.nominal.is_finite() && matches!(entry.payer, Party::Buyers(_));
        let allowed = TOLERANCE * entry.nominal.abs();
        if !sound || !abs_diff_eq!(entry.discounted, entry.nominal * discount, epsilon = allowed) {
            bench.wrong(
                Check::Ledger,
                format!("{:?}", entry.kind),
                "an entry whose amounts do not agree".to_owned(),
            );
        }
        *stated.entry((entry.period, entry.kind, entry.payee)).or_default() += entry.nominal;
    }
    let scale = own.values().map(|amount| amount.abs()).fold(0.0, f64::max);
    let keys: Vec<Key> = own.keys().chain(stated.keys()).copied().collect();
    for key in keys {
        let [due, booked] = [&own, &stated].map(|book| book.get(&key).copied().unwrap_or_default());
        let allowed = TOLERANCE * due.abs().max(1e-3 * scale);
        if !abs_diff_eq!(due, booked, epsilon = allowed) {
            let (period, kind, payee) = key;
            let place = format!("{kind:?} to {payee:?} in {}", period.index() + 1);
            bench.wrong(Check::Ledger, place, format!("{booked} USD booked, {due} USD due"));
        }
    }
}

/// What is due, by the judge's own account.
pub(super) fn own(bench: &Bench<'_>, lineage: &Lineage<'_>) -> BTreeMap<Key, f64> {
    let mut book = Book {
        bench,
        due: BTreeMap::new(),
    };
    book.sources();
    book.lines();
    book.lanes(lineage);
    book.stocks();
    book.markets();
    book.shortages();
    book.due
}

/// Discounted cost by the judge's own account, USD.
pub(super) fn cost(network: &Network, own: &BTreeMap<Key, f64>) -> f64 {
    own.iter()
        .map(|((period, ..), amount)| amount * network.periods[period.index()].discount)
        .sum()
}

struct Book<'b, 'a> {
    bench: &'b Bench<'a>,
    due: BTreeMap<Key, f64>,
}

impl Book<'_, '_> {
    fn add(&mut self, period: PeriodId, kind: EntryKind, payee: Party, amount: f64) {
        if amount != 0.0 {
            *self.due.entry((period, kind, payee)).or_default() += amount;
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
            self.add(
                supply.period,
                EntryKind::Offer,
                self.owner(source.site),
                price * supply.quantity,
            );
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
                    self.add(flow.period, EntryKind::Offer, self.owner(source.site), more);
                }
            }
        }
    }

    fn lines(&mut self) {
        for run in &self.bench.plan.activities {
            let operation = &self.bench.network.operations[run.of.index()];
            let fee = operation.fee[run.period.index()] * run.quantity;
            self.add(run.period, EntryKind::Tolling, self.owner(operation.site), fee);
        }
    }

    fn lanes(&mut self, lineage: &Lineage<'_>) {
        let network = self.bench.network;
        for flow in &self.bench.plan.flows {
            let lane = &network.lanes[flow.of.index()];
            let freight = lane.freight[flow.period.index()] * flow.quantity;
            self.add(flow.period, EntryKind::Freight, Party::Carriers, freight);
            let toll = toll(network, lineage, flow.of, flow.class, flow.period);
            let country = network.sites[lane.to.index()].country;
            let treasury = Party::Treasury(network.countries[country.index()].territory);
            let seller = self.owner(lane.seller.as_ref().map_or(lane.from, |seller| seller.site));
            self.add(flow.period, EntryKind::Tariff, treasury, toll.tariff * flow.quantity);
            self.add(flow.period, EntryKind::SpecificDuty, treasury, toll.duty * flow.quantity);
            self.add(flow.period, EntryKind::FloorLevy, treasury, toll.levy * flow.quantity);
            self.add(flow.period, EntryKind::FloorPremium, seller, toll.premium * flow.quantity);
        }
    }

    fn stocks(&mut self) {
        let network = self.bench.network;
        for kept in &self.bench.plan.stocks {
            let stock = &network.stocks[kept.of.index()];
            let held = stock.holding[kept.period.index()] * kept.quantity;
            self.add(kept.period, EntryKind::Holding, Party::Services, held);
            if let (Terminal::Value(value), true) = (stock.terminal, kept.period.index() + 1 == network.periods.len()) {
                self.add(kept.period, EntryKind::Terminal, Party::Services, -value * kept.quantity);
            }
        }
    }

    fn markets(&mut self) {
        let network = self.bench.network;
        for sale in &self.bench.plan.sales {
            let revenue = network.byproducts[sale.of.index()].price[sale.period.index()] * sale.quantity;
            self.add(sale.period, EntryKind::Byproduct, Party::Services, -revenue);
        }
        for disposal in &self.bench.plan.disposals {
            let cost = network.disposals[disposal.of.index()].cost[disposal.period.index()] * disposal.quantity;
            self.add(disposal.period, EntryKind::Disposal, Party::Services, cost);
        }
    }

    fn shortages(&mut self) {
        for short in &self.bench.plan.shortages {
            let (demand, block) = short.of;
            let block = &self.bench.network.demands[demand.index()].blocks[block as usize];
            let loss = block.penalty[short.period.index()] * short.quantity;
            self.add(short.period, EntryKind::Penalty, Party::Unserved, loss);
        }
    }
}
