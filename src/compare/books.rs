//! Who pays and who earns, by country and by site.
//!
//! ```text
//! welfare[c]  = - paid[c] + treasury[c] + surplus[c]
//! surplus[s]  = received[s] - spent[s]
//! spent[s]    = cash cost x volume + scrap bought + fixed and capital cost
//! viability   = received[s] / spent[s]
//! ```
//!
//! `paid` is what the buyers of a country pay, penalties on unmet demand included; `received` is what the owner of a site is paid for what it does:
//! offers, fees, premiums to its floor, support, grants. A treasury belongs to a customs territory. All amounts are discounted.

use super::{Figure, Topic, View};
use crate::network::{Country, Network, PeriodId, SiteId, border_charges};
use crate::plan::{EntryKind, Party, Plan};

/// What was paid and earned, discounted USD.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Books {
    /// Paid by the buyers of each country.
    pub paid: Vec<f64>,
    /// Received by the treasury of each customs territory, less what it pays.
    pub treasury: Vec<f64>,
    /// Surplus of each site.
    pub surplus: Vec<f64>,
    /// What each site spends.
    pub spent: Vec<f64>,
}

impl Books {
    /// Surplus of the sites of each country.
    pub fn surplus_by_country(&self, network: &Network) -> Vec<f64> {
        let mut sums = vec![0.0; network.countries.len()];
        for (site, surplus) in self.surplus.iter().enumerate() {
            sums[network.country_of(SiteId::new(site)).index()] += surplus;
        }
        sums
    }
}

/// The books of a plan.
pub fn books(network: &Network, plan: &Plan) -> Books {
    let mut books = Books {
        paid: vec![0.0; network.countries.len()],
        treasury: vec![0.0; network.territories.len()],
        surplus: vec![0.0; network.sites.len()],
        spent: vec![0.0; network.sites.len()],
    };
    for entry in &plan.ledger {
        books.add(entry.payer, (entry.kind, entry.site), -entry.discounted);
        books.add(entry.payee, (entry.kind, entry.site), entry.discounted);
    }
    books.premiums(network, plan);
    books.running(network, plan);
    books.standing(network, plan);
    books
}

impl Books {
    fn add(&mut self, party: Party, (kind, site): (EntryKind, Option<SiteId>), amount: f64) {
        match (party, site) {
            (Party::Buyers(country), _) => self.paid[country.index()] -= amount,
            (Party::Treasury(territory), _) => self.treasury[territory.index()] += amount,
            // A premium is entered where the goods arrive; its seller is found on the lane.
            (Party::Owner(_), Some(site)) if kind != EntryKind::FloorPremium => self.surplus[site.index()] += amount,
            _ => {}
        }
    }

    fn spend(&mut self, site: SiteId, amount: f64) {
        self.surplus[site.index()] -= amount;
        self.spent[site.index()] += amount;
    }

    /// Premiums to the sites that sold.
    fn premiums(&mut self, network: &Network, plan: &Plan) {
        for flow in &plan.flows {
            let lane = &network.lanes[flow.of.index()];
            let seller = lane.seller.as_ref().map_or(lane.from, |seller| seller.site);
            let charges = border_charges(network, flow.of, |rule| flow.class.has(rule), flow.period);
            let discount = network.periods[flow.period.index()].discount;
            self.surplus[seller.index()] += charges.floor_premium * flow.quantity * discount;
        }
    }

    /// Costs of what is sold, done and bought back.
    fn running(&mut self, network: &Network, plan: &Plan) {
        let discount = |period: PeriodId| network.periods[period.index()].discount;
        for supply in &plan.supplies {
            let source = &network.sources[supply.of.index()];
            let cost = source.cash_cost[supply.period.index()] * supply.quantity;
            self.spend(source.site, cost * discount(supply.period));
        }
        for run in &plan.activities {
            let operation = &network.operations[run.of.index()];
            let cost = operation.cash_cost[run.period.index()] * run.quantity;
            self.spend(operation.site, cost * discount(run.period));
        }
        for scrap in &plan.collections {
            let back = &network.returns[scrap.of.0.index()];
            let cost = back.offer[scrap.period.index()] * scrap.quantity;
            self.spend(back.site, cost * discount(scrap.period));
        }
    }

    /// Fixed and capital costs.
    fn standing(&mut self, network: &Network, plan: &Plan) {
        let discount = |t: usize| network.periods[t].discount;
        for opening in &network.openings {
            let open = |first: PeriodId| {
                plan.openings
                    .iter()
                    .any(|o| (o.of, o.period) == (opening.site, first) && o.quantity > 0.5)
            };
            let cost: f64 = opening.kept(open).iter().map(|(t, cost)| cost * discount(t.index())).sum();
            self.spend(opening.site, cost);
        }
        for built in &plan.builds {
            let option = &network.options[built.of.index()];
            let recovers = option.recovers[built.period.index()].iter().flatten().enumerate();
            let cost: f64 = recovers.map(|(t, recovers)| recovers * discount(t)).sum();
            self.spend(option.site, cost * built.quantity);
        }
    }
}

/// Amounts up to half a cent are nothing.
const CENT: f64 = 0.005;

/// Accounts of each country and territory, the surplus of each site that has one, and the viability of each that spends.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let books = books(network, view.plan);
    let mut figures = Vec::new();
    let surplus = books.surplus_by_country(network);
    for (territory, (named, received)) in network.territories.iter().zip(&books.treasury).enumerate() {
        let inside = |country: &Country| country.territory.index() == territory;
        let own = |(country, amount): (&Country, &f64)| if inside(country) { *amount } else { 0.0 };
        let sum = |of: &[f64]| network.countries.iter().zip(of).map(own).sum::<f64>();
        let (earned, paid) = (sum(&surplus), sum(&books.paid));
        let accounts = [
            ("buyers pay", paid),
            ("producers' surplus", earned),
            ("treasury", *received),
            ("welfare", earned + received - paid),
        ];
        if accounts.iter().any(|(_, amount)| amount.abs() > CENT) {
            figures.extend(accounts.map(|(part, amount)| Figure::new(Topic::Accounts, (&named.name, part), "USD", amount)));
        }
    }
    for (site, surplus) in network.sites.iter().zip(&books.surplus) {
        if surplus.abs() > CENT {
            figures.push(Figure::new(Topic::Surplus, (&site.name, ""), "USD", *surplus));
        }
    }
    for (site, (surplus, spent)) in network.sites.iter().zip(books.surplus.iter().zip(&books.spent)) {
        if *spent > CENT {
            figures.push(Figure::new(
                Topic::Viability,
                (&site.name, ""),
                "share",
                (surplus + spent) / spent,
            ));
        }
    }
    figures
}
