//! Choices about links: which routes are used, which suppliers are qualified and when, with how many others a place trades.

use super::names::Context;
use super::options::ready;
use super::widest::most;
use super::{Demand, MaterialId, Network, PartnersId, PerPeriod, PeriodId, RouteId, SiteId};
use crate::spec;
use std::ops::Range;

/// A route whose use is a choice, or that must be qualified.
#[derive(Clone, Debug)]
pub struct Link {
    /// Route.
    pub route: RouteId,
    /// Periods in which it stays in use or not, in order; together they are all periods.
    pub windows: Vec<Range<usize>>,
    /// USD of each period in use.
    pub fixed: PerPeriod,
    /// Least tonnes shipped in each period in use; 0 while the route is closed.
    pub minimum: PerPeriod,
    /// What must be passed before the first shipment.
    pub qualification: Option<Qualification>,
    /// Tonnes of each period that no plan exceeds.
    pub most: PerPeriod,
}

/// A qualification, decided on the first day of a period.
#[derive(Clone, Debug)]
pub struct Qualification {
    /// USD, once.
    pub cost: f64,
    /// First period of shipping by period of decision: the first that begins when the qualification is passed. None beyond the
    /// last.
    pub ready: Vec<Option<PeriodId>>,
}

/// Which others a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Places that goods come from.
    Suppliers,
    /// Places that goods go to.
    Customers,
}

/// A limit on the number of places that a place trades with.
#[derive(Clone, Debug)]
pub struct Partners {
    /// Demand, or site, that sets it.
    pub name: String,
    /// Place.
    pub site: SiteId,
    /// Which others count.
    pub side: Side,
    /// Most of them in each window.
    pub limit: u32,
    /// Periods in which they stay the same, in order; together they are all periods.
    pub windows: Vec<Range<usize>>,
    /// Materials that count: one flag for each.
    pub materials: Vec<bool>,
    /// Other places in order, with the tonnes of each period that no plan exceeds.
    pub others: Vec<(SiteId, PerPeriod)>,
}

impl Link {
    /// Whether being in use costs or obliges: otherwise nothing hangs on it.
    pub fn is_choice(&self) -> bool {
        let some = |values: &PerPeriod| values.iter().any(|value| *value > 0.0);
        some(&self.fixed) || some(&self.minimum)
    }
}

impl Partners {
    /// The other place of a shipment that counts.
    pub fn other(&self, lane: &super::Lane) -> Option<SiteId> {
        let (here, there) = match self.side {
            Side::Suppliers => (lane.to, lane.from),
            Side::Customers => (lane.from, lane.to),
        };
        let counts = self.materials.get(lane.material.index()).copied().unwrap_or_default();
        (here == self.site && counts).then_some(there)
    }
}

impl Network {
    /// The choice to use a route, where there is one.
    pub fn link_of(&self, route: RouteId) -> Option<&Link> {
        let found = self.links.binary_search_by_key(&route, |link| link.route).ok()?;
        self.links.get(found)
    }

    /// The limit on partners of an id.
    pub fn partners_of(&self, id: PartnersId) -> Option<&Partners> {
        self.partners.get(id.index())
    }

    /// What a route is called at its sender: its receiver, with a number where several lead there.
    pub fn route_label(&self, id: RouteId) -> String {
        let Some(route) = self.routes.get(id.index()) else {
            return String::new();
        };
        let to = self.sites.get(route.to.index()).map_or("", |site| &site.name);
        let ends = |other: &&super::Route| (other.from, other.to) == (route.from, route.to);
        match self.routes.iter().take(id.index()).filter(ends).count() {
            0 => to.to_owned(),
            before => format!("{to}/{}", before + 1),
        }
    }
}

/// Links in order of routes; `written` holds the entry of the document that counts for each route.
pub(super) fn links(context: &Context<'_>, network: &Network, written: &[usize]) -> Vec<Link> {
    let entry = |index: usize| context.document.lanes.as_ref()?.get(index);
    let routes = written.iter().enumerate();
    let chosen = routes.filter_map(|(id, index)| Some((RouteId::new(id), *index, entry(*index)?.choice.as_ref()?)));
    chosen
        .map(|(route, index, choice)| link(context, network, (route, index), choice))
        .collect()
}

fn link(context: &Context<'_>, network: &Network, of: (RouteId, usize), choice: &spec::Use) -> Link {
    let (route, index) = of;
    let calendar = &context.calendar;
    let most = most(network, route, &|_| true);
    if most.iter().any(|most| most.is_infinite()) {
        let remedy = "`capacity`: the most that a pair of places can ship, as it may not be in use";
        context
            .report
            .problem(&format!("lanes.{index}"), "no limit on what is shipped", remedy);
    }
    let capacity = network.routes.get(route.index()).map(|route| &route.capacity);
    let minimum = calendar.amounts(&choice.minimum);
    let closed = |capacity: &f64| *capacity <= 0.0;
    let pairs = minimum.iter().zip(capacity.into_iter().flatten());
    let minimum: PerPeriod = pairs.map(|(least, most)| if closed(most) { 0.0 } else { *least }).collect();
    let above = |(least, most): (&f64, &f64)| least > most;
    if minimum.iter().zip(capacity.into_iter().flatten()).any(above) {
        let path = format!("lanes.{index}.use.minimum");
        context
            .report
            .problem(&path, "more than the lane can carry", "no more than `capacity`");
    }
    Link {
        route,
        windows: calendar.windows(choice.window),
        fixed: calendar.times_years(calendar.plain(&choice.fixed_cost, |cost| cost.0)),
        minimum,
        qualification: choice.qualification.map(|asked| qualification(context, asked)),
        most,
    }
}

fn qualification(context: &Context<'_>, asked: spec::Qualification) -> Qualification {
    let periods = &context.calendar.periods;
    let first = |decided: &super::Period| {
        let ready = ready(decided.start, asked.lead_time.0)?;
        periods.iter().position(|period| period.start >= ready).map(PeriodId::new)
    };
    Qualification {
        cost: asked.cost.0,
        ready: periods.iter().map(first).collect(),
    }
}

/// Limits on partners: those of sites, then those of demands.
pub(super) fn partners(context: &Context<'_>, network: &Network) -> Vec<Partners> {
    let mut limits = Vec::new();
    for (index, (name, site)) in context.document.sites.iter().enumerate() {
        let all = vec![true; network.materials.len()];
        let sides = [(Side::Suppliers, &site.suppliers), (Side::Customers, &site.customers)];
        for (side, asked) in sides {
            let place = (format!("sites.{name}"), name.as_str(), SiteId::new(index), side);
            limits.extend(asked.map(|asked| limit(context, network, (place, all.clone()), asked)));
        }
    }
    for demand in &network.demands {
        let asked = context
            .document
            .demands
            .get(&demand.name)
            .and_then(|written| written.suppliers);
        let accepted = |index: usize| demand.accepts.iter().any(|(material, _)| *material == MaterialId::new(index));
        let accepted: Vec<bool> = (0..network.materials.len()).map(accepted).collect();
        let place = (
            format!("demands.{}", demand.name),
            demand.name.as_str(),
            demand.site,
            Side::Suppliers,
        );
        if asked.is_some() {
            shared_place(context, network, demand);
        }
        limits.extend(asked.map(|asked| limit(context, network, (place, accepted), asked)));
    }
    limits
}

/// A limit counts what arrives at the place, which another demand there may have ordered.
fn shared_place(context: &Context<'_>, network: &Network, demand: &Demand) {
    let accepts = |other: &Demand, material| other.accepts.iter().any(|(accepted, _)| *accepted == material);
    let shares = |other: &&Demand| {
        let same = other.site == demand.site && other.name != demand.name;
        same && demand.accepts.iter().any(|(material, _)| accepts(other, *material))
    };
    if let Some(other) = network.demands.iter().find(shares) {
        let found = format!("demand `{}` at the same place accepts the same goods", other.name);
        let expected = "a place of its own for the demand, or `suppliers` of the site";
        context
            .report
            .problem(&format!("demands.{}.suppliers", demand.name), found, expected);
    }
}

/// Place of a limit and what counts: where it is written, its name, the site, the side; then the materials.
type Place<'a> = ((String, &'a str, SiteId, Side), Vec<bool>);

fn limit(context: &Context<'_>, network: &Network, place: Place<'_>, asked: spec::Partners) -> Partners {
    let ((path, name, site, side), materials) = place;
    let field = match side {
        Side::Suppliers => format!("{path}.suppliers"),
        Side::Customers => format!("{path}.customers"),
    };
    if asked.most == 0 {
        context.report.problem(&format!("{field}.most"), "`0`", "one place or more");
    }
    let mut limit = Partners {
        name: name.to_owned(),
        site,
        side,
        limit: asked.most,
        windows: context.calendar.windows(asked.window),
        materials,
        others: Vec::new(),
    };
    limit.others = others(network, &limit);
    let unlimited = |(_, most): &&(SiteId, PerPeriod)| most.iter().any(|most| most.is_infinite());
    for (other, _) in limit.others.iter().filter(unlimited) {
        let found = format!("no limit on what it trades with `{}`", context.place_name(*other));
        context
            .report
            .problem(&field, found, "`capacity` of that lane, as it may not be chosen");
    }
    limit
}

/// Other places in order, with what all routes to or from them can carry.
fn others(network: &Network, limit: &Partners) -> Vec<(SiteId, PerPeriod)> {
    let mut others: Vec<(SiteId, PerPeriod)> = Vec::new();
    for route in (0..network.routes.len()).map(RouteId::new) {
        let ours = network.lanes.iter().filter(|lane| lane.route == route);
        let Some(other) = ours.filter_map(|lane| limit.other(lane)).next() else {
            continue;
        };
        let counts = |material: MaterialId| limit.materials.get(material.index()).copied().unwrap_or_default();
        let most = most(network, route, &counts);
        match others.iter_mut().find(|(known, _)| *known == other) {
            Some((_, sum)) => sum.iter_mut().zip(&most).for_each(|(sum, most)| *sum += most),
            None => others.push((other, most)),
        }
    }
    others
}
