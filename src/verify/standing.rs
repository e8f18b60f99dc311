//! What is due for fixed and capital costs: by the buyers to sites paid their costs and for routes, by treasuries that grant a share.

use super::decisions::is_open;
use super::links::in_use;
use crate::network::{Network, PeriodId, RouteId};
use crate::plan::{EntryKind, Party, Plan};

/// One payment: period, kind, receiver, site, USD.
pub(super) type Due = (PeriodId, EntryKind, Party, crate::network::SiteId, f64);

/// Everything due.
pub(super) fn dues(network: &Network, plan: &Plan) -> Vec<Due> {
    [fixed(network, plan), capital(network, plan), ways(network, plan)].concat()
}

fn fixed(network: &Network, plan: &Plan) -> Vec<Due> {
    let mut dues = Vec::new();
    for opening in network
        .openings
        .iter()
        .filter(|opening| network.sites[opening.site.index()].cost_plus)
    {
        let owner = Party::Owner(network.sites[opening.site.index()].owner);
        let mut before = opening.open_at_start;
        for t in (0..network.periods.len()).map(PeriodId::new) {
            let now = is_open(network, plan, opening.site, t);
            let switched = match (before, now) {
                (false, true) => opening.opening_cost,
                (true, false) => opening.closing_cost,
                _ => 0.0,
            };
            let kept = if now { opening.fixed[t.index()] } else { 0.0 };
            dues.push((t, EntryKind::Fixed, owner, opening.site, switched + kept));
            before = now;
        }
    }
    dues
}

fn capital(network: &Network, plan: &Plan) -> Vec<Due> {
    let mut dues = Vec::new();
    for built in &plan.builds {
        let option = network.options.get(built.of.index());
        let found = option.and_then(|option| Some((option, option.recovers.get(built.period.index())?.as_ref()?)));
        let Some((option, recovers)) = found else { continue };
        let site = &network.sites[option.site.index()];
        let owner = Party::Owner(site.owner);
        for (t, recovers) in recovers.iter().enumerate() {
            let (t, amount) = (PeriodId::new(t), recovers * built.quantity);
            dues.push((t, EntryKind::CapitalGrant, owner, option.site, amount * option.grant));
            if site.cost_plus {
                dues.push((t, EntryKind::Capex, owner, option.site, amount * (1.0 - option.grant)));
            }
        }
    }
    dues
}

/// Routes in use cost their carriers' charge in every period of the window, and qualifications are paid once.
fn ways(network: &Network, plan: &Plan) -> Vec<Due> {
    let mut dues = Vec::new();
    for (index, route) in network.routes.iter().enumerate() {
        let Some(link) = network.link_of(RouteId::new(index)) else {
            continue;
        };
        for t in (0..network.periods.len()).map(PeriodId::new) {
            if link.is_choice() && in_use(network, plan, link.route, t) {
                dues.push((t, EntryKind::Fixed, Party::Carriers, route.to, link.fixed[t.index()]));
            }
        }
        let passed = plan.qualifications.iter().filter(|passed| passed.of == link.route);
        for (passed, asked) in passed.filter_map(|passed| Some((passed, link.qualification.as_ref()?))) {
            dues.push((passed.period, EntryKind::Fixed, Party::Services, route.to, asked.cost));
        }
    }
    dues
}
