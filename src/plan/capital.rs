//! Fixed and capital costs in the ledger.
//!
//! For a route in use, and its qualification, the buyers of the country that it leads to pay: carriers the one, services the other.
//! Of sites paid their costs the buyers pay them, in proportion to what the site does for each country in the period, or those of
//! its own country where it does nothing. Other sites bear them without an entry. What a treasury grants goes to the owner.

use super::ledger::{Book, Item};
use super::{EntryKind, Party, Plan};
use crate::network::{BuildOption, CountryId, PeriodId, RouteId, SiteId};

impl Book<'_> {
    /// Enters the fixed costs of open sites and the capital of what is built.
    pub(super) fn standing(&mut self, plan: &Plan) {
        let network = self.network;
        for opening in network
            .openings
            .iter()
            .filter(|opening| network.sites[opening.site.index()].cost_plus)
        {
            for (period, cost) in opening.kept(|first| open(plan, opening.site, first)) {
                self.of_site(plan, EntryKind::Fixed, (opening.site, period), cost);
            }
        }
        for built in &plan.builds {
            let option = &network.options[built.of.index()];
            let recovers = option.recovers[built.period.index()].iter().flatten().enumerate();
            for (t, recovers) in recovers {
                self.capital(plan, option, PeriodId::new(t), recovers * built.quantity);
            }
        }
    }

    /// Enters the fixed costs of routes in use, and what their qualification costs.
    pub(super) fn ways(&mut self, plan: &Plan) {
        let network = self.network;
        for used in &plan.links {
            let Some(link) = network.link_of(used.of) else { continue };
            let window = link.windows.iter().find(|window| window.start == used.period.index());
            for t in window.into_iter().cloned().flatten() {
                self.of_route(Party::Carriers, (used.of, PeriodId::new(t)), link.fixed[t]);
            }
        }
        for passed in &plan.qualifications {
            let asked = network.link_of(passed.of).and_then(|link| link.qualification.as_ref());
            let cost = asked.map_or(0.0, |asked| asked.cost);
            self.of_route(Party::Services, (passed.of, passed.period), cost);
        }
    }

    fn of_route(&mut self, payee: Party, (route, period): (RouteId, PeriodId), amount: f64) {
        let to = self.network.routes[route.index()].to;
        let own = [(self.network.country_of(to), 1.0)];
        self.split(standing(EntryKind::Fixed, payee, (to, period)), &own, amount);
    }

    fn capital(&mut self, plan: &Plan, option: &BuildOption, period: PeriodId, amount: f64) {
        let granted = amount * option.grant;
        let treasury = Party::Treasury(self.network.countries[option.granted_by.index()].territory);
        let owner = self.owner(option.site);
        self.enter(
            standing(EntryKind::CapitalGrant, owner, (option.site, period)),
            treasury,
            granted,
        );
        if self.network.sites[option.site.index()].cost_plus {
            self.of_site(plan, EntryKind::Capex, (option.site, period), amount - granted);
        }
    }

    fn of_site(&mut self, plan: &Plan, kind: EntryKind, at: (SiteId, PeriodId), amount: f64) {
        let shares = self.users(plan, at.0, at.1);
        let owner = self.owner(at.0);
        self.split(standing(kind, owner, at), &shares, amount);
    }

    /// Countries that a site works for in a period, with shares summing to 1: by units of activity and tonnes sold.
    fn users(&self, plan: &Plan, site: SiteId, period: PeriodId) -> Vec<(CountryId, f64)> {
        let network = self.network;
        let mut shares = Vec::new();
        let mut total = 0.0;
        for (index, run) in plan.activities.iter().enumerate() {
            if run.period == period && network.operations[run.of.index()].site == site {
                total += run.quantity;
                shares.extend(
                    self.bearers
                        .activity(index)
                        .map(|(country, share)| (country, share * run.quantity)),
                );
            }
        }
        for supply in plan.supplies.iter().filter(|supply| supply.period == period) {
            let source = &network.sources[supply.of.index()];
            let pool = self
                .pool((source.site, source.material), supply)
                .filter(|_| source.site == site);
            total += pool.map_or(0.0, |_| supply.quantity);
            let of_pool = pool.into_iter().flat_map(|pool| self.bearers.pool(pool));
            shares.extend(of_pool.map(|(country, share)| (country, share * supply.quantity)));
        }
        if total > 0.0 {
            shares.iter_mut().for_each(|(_, share)| *share /= total);
            shares
        } else {
            vec![(network.country_of(site), 1.0)]
        }
    }
}

fn standing(kind: EntryKind, payee: Party, (site, period): (SiteId, PeriodId)) -> Item {
    Item {
        kind,
        payee,
        material: None,
        site: Some(site),
        period,
    }
}

/// Whether a site is open in the window that begins with a period.
fn open(plan: &Plan, site: SiteId, first: PeriodId) -> bool {
    plan.openings
        .iter()
        .any(|opening| (opening.of, opening.period) == (site, first) && opening.quantity > 0.5)
}
