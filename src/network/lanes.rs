//! Lanes: which entry of the document counts for a pair of places and a material, and which lanes are of any use.

use super::names::Context;
use super::places::{Goods, Grid};
use super::transit::arrivals;
use super::{CountryId, Lane, MaterialId, PerPeriod, PeriodId, Route, RouteId, SiteId, TerritoryId};
use crate::spec::{self, Places};
use std::collections::BTreeSet;

/// Lanes times periods at most: each is a quantity to plan, for every origin class.
const MOST_FLOWS: usize = 5_000_000;
/// How an entry carries a material that it names.
const BY_NAME: u8 = 3;

/// A place named by a lane entry.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Any,
    Territory(TerritoryId),
    Country(CountryId),
    Site(SiteId),
}

/// A lane entry with its names resolved.
pub(super) struct Entry {
    from: Vec<Place>,
    to: Vec<Place>,
    /// For each material: 0 not carried, 1 carried with all others, 2 by stage, 3 by name.
    carries: Vec<u8>,
    freight: PerPeriod,
    /// Freight of single materials where it differs.
    freights: Vec<(MaterialId, PerPeriod)>,
    capacity: PerPeriod,
    arrivals: Vec<Vec<(PeriodId, f64)>>,
}

/// Routes and lanes of the document.
#[derive(Default)]
pub(super) struct Lanes {
    /// Pairs of places, one for each entry that counts for some material between them.
    pub routes: Vec<Route>,
    /// Position of the entry that counts for each route.
    pub written: Vec<usize>,
    /// Lanes; sellers are found later.
    pub lanes: Vec<Lane>,
    /// Entries that count somewhere.
    entries: BTreeSet<usize>,
}

/// Every useful lane, by sender, receiver and material.
pub(super) fn lanes(context: &Context<'_>, goods: &Goods) -> Lanes {
    let entries = entries(context);
    let book = Book::new(context, goods, &entries);
    let (holds, uses) = spread(context, goods, &book);
    let mut lanes = Lanes::default();
    let most = MOST_FLOWS / context.calendar.periods.len().max(1);
    for from in goods.senders() {
        if lanes.lanes.len() > most {
            let found = format!("more than {most} lanes");
            let expected = format!("lanes times periods below {MOST_FLOWS}; name the places or goods of lanes more closely");
            context.report.problem("lanes", found, expected);
            break;
        }
        for to in goods.places().filter(|to| *to != from) {
            let wanted: Vec<MaterialId> = goods
                .materials()
                .filter(|m| holds.has(from, *m) && uses.has(to, *m))
                .collect();
            if !wanted.is_empty() {
                join(&book, (from, to), &wanted, &mut lanes);
            }
        }
    }
    note_idle(context, &lanes);
    lanes
}

/// Notes the entries of the document that join nothing.
fn note_idle(context: &Context<'_>, lanes: &Lanes) {
    let count = context.document.lanes.as_ref().map_or(0, Vec::len);
    for index in (0..count).filter(|index| !lanes.entries.contains(index)) {
        context.report.note(format!(
            "entry {} of `lanes` counts nowhere: it joins no place that has goods to one that uses them, or entries that are more specific or later stand in its \
             place",
            index + 1
        ));
    }
}

fn join(book: &Book<'_>, pair: (SiteId, SiteId), wanted: &[MaterialId], into: &mut Lanes) {
    let mut routes: Vec<(usize, RouteId)> = Vec::new();
    for material in wanted {
        let Some((index, entry)) = book.best(pair, *material) else {
            continue;
        };
        let known = routes.iter().find(|(entry, _)| *entry == index).map(|(_, route)| *route);
        let route = known.unwrap_or_else(|| {
            let id = RouteId::new(into.routes.len());
            into.routes.push(Route {
                from: pair.0,
                to: pair.1,
                capacity: entry.capacity.clone(),
            });
            into.written.push(index);
            routes.push((index, id));
            into.entries.insert(index);
            id
        });
        into.lanes.push(Lane {
            route,
            from: pair.0,
            to: pair.1,
            material: *material,
            freight: entry.freight_of(*material).clone(),
            arrivals: entry.arrivals.clone(),
            seller: None,
        });
    }
}

/// What each place can send and what each can use, when goods may pass through the places that entries name as senders.
fn spread(context: &Context<'_>, goods: &Goods, book: &Book<'_>) -> (Grid, Grid) {
    let (mut holds, mut uses) = (goods.holds.clone(), goods.uses.clone());
    named_receivers(goods, book.entries, &mut uses);
    let through = through(context, goods, book.entries);
    if through.is_empty() {
        return (holds, uses);
    }
    for (site, material) in goods.buffers.iter().filter(|buffer| through.contains(buffer)) {
        holds.set(*site, *material);
    }
    let joined = |from: SiteId, to: SiteId, material: MaterialId| from != to && book.best((from, to), material).is_some();
    // Backwards and forwards along chains of such places, at most as long as there are places.
    for _ in 0..=through.len() {
        let mut changed = false;
        for (place, material) in &through {
            let onward = || {
                goods
                    .places()
                    .any(|to| uses.has(to, *material) && joined(*place, to, *material))
            };
            if !uses.has(*place, *material) && onward() {
                changed |= uses.set(*place, *material);
            }
            let reached = || {
                goods
                    .senders()
                    .any(|from| holds.has(from, *material) && joined(from, *place, *material))
            };
            if !holds.has(*place, *material) && reached() {
                changed |= holds.set(*place, *material);
            }
        }
        if !changed {
            break;
        }
    }
    (holds, uses)
}

/// A place that makes or sells a material receives more of it for its stock or market only where an entry names the place.
fn named_receivers(goods: &Goods, entries: &[Entry], uses: &mut Grid) {
    for (site, material) in &goods.own_outlets {
        let named = |entry: &&Entry| entry.to.contains(&Place::Site(*site)) && entry.carried(*material) > 0;
        if entries.iter().any(|entry| named(&entry)) {
            uses.set(*site, *material);
        }
    }
}

/// Places that goods may pass through without being made there: named as sender by an entry that names the goods, or any
/// goods where the place has neither lines nor sources.
fn through(context: &Context<'_>, goods: &Goods, entries: &[Entry]) -> Vec<(SiteId, MaterialId)> {
    if context.document.lanes.is_none() {
        return Vec::new();
    }
    let mut through = Vec::new();
    for site in goods.senders() {
        let port = goods.is_port(site);
        let named = |e: &&Entry| e.from.contains(&Place::Site(site));
        let entries: Vec<&Entry> = entries.iter().filter(named).collect();
        let carried = |material: MaterialId| entries.iter().map(|entry| entry.carried(material)).max().unwrap_or(0);
        let passes = |m: &MaterialId| !goods.makes.has(site, *m) && (carried(*m) == BY_NAME || port && carried(*m) > 0);
        through.extend(goods.materials().filter(passes).map(|material| (site, material)));
    }
    through
}

impl Entry {
    fn freight_of(&self, material: MaterialId) -> &PerPeriod {
        let own = self.freights.iter().find(|(named, _)| *named == material);
        own.map_or(&self.freight, |(_, freight)| freight)
    }

    fn carried(&self, material: MaterialId) -> u8 {
        self.carries.get(material.index()).copied().unwrap_or(0)
    }
}

/// Entries that lead from a place, each with how closely it names the place.
fn leaving<'e>(context: &Context<'_>, entries: &'e [Entry], site: SiteId) -> Vec<(usize, &'e Entry, u8)> {
    let entries = entries.iter().enumerate();
    entries
        .filter_map(|(index, entry)| Some((index, entry, closeness(context, &entry.from, site)?)))
        .collect()
}

/// Of entries that lead from a place those that also lead to another, each with how closely: site pair, site and country,
/// country pair, territory, `*`.
fn matching(context: &Context<'_>, leaving: &[(usize, &Entry, u8)], site: SiteId) -> Vec<(usize, (u8, u8))> {
    let closest = |(index, entry, from): &(usize, &Entry, u8)| {
        let to = closeness(context, &entry.to, site)?;
        Some((*index, (*from.max(&to), *from.min(&to))))
    };
    leaving.iter().filter_map(closest).collect()
}

fn closeness(context: &Context<'_>, places: &[Place], site: SiteId) -> Option<u8> {
    let country = context.country_of(site);
    let close = |place: &Place| match place {
        Place::Site(named) => (*named == site).then_some(3),
        Place::Country(named) => (*named == country).then_some(2),
        Place::Territory(named) => (context.territory_of(country) == Some(*named)).then_some(1),
        Place::Any => Some(0),
    };
    places.iter().filter_map(close).max()
}

/// For every pair of places the entries that match it.
struct Book<'e> {
    entries: &'e [Entry],
    matching: Vec<Vec<(usize, (u8, u8))>>,
    places: usize,
}

impl<'e> Book<'e> {
    fn new(context: &Context<'_>, goods: &Goods, entries: &'e [Entry]) -> Self {
        let mut pairs = Vec::new();
        for from in goods.senders() {
            let leaving = leaving(context, entries, from);
            pairs.extend(goods.places().map(|to| matching(context, &leaving, to)));
        }
        Self {
            entries,
            matching: pairs,
            places: goods.places().count(),
        }
    }

    /// The most specific entry that carries a material between two places; of equal ones the later.
    fn best(&self, pair: (SiteId, SiteId), material: MaterialId) -> Option<(usize, &'e Entry)> {
        let matching = self.matching.get(pair.0.index() * self.places + pair.1.index())?;
        let carried = matching.iter().filter_map(|(index, closeness)| {
            let entry = self.entries.get(*index)?;
            let carried = entry.carried(material);
            (carried > 0).then_some(((*closeness, carried, *index), entry))
        });
        carried
            .max_by_key(|(rank, _)| *rank)
            .map(|((_, _, index), entry)| (index, entry))
    }
}

/// Entries of the document; without a `lanes` section one that joins every place to every other free and at once.
fn entries(context: &Context<'_>) -> Vec<Entry> {
    let calendar = &context.calendar;
    match &context.document.lanes {
        Some(lanes) => lanes
            .iter()
            .enumerate()
            .map(|(index, lane)| entry(context, &format!("lanes.{index}"), lane))
            .collect(),
        None => vec![Entry {
            from: vec![Place::Any],
            to: vec![Place::Any],
            carries: vec![1; context.document.materials.len()],
            freight: calendar.constant(0.0),
            freights: Vec::new(),
            capacity: calendar.constant(f64::INFINITY),
            arrivals: arrivals(calendar, 0.0),
        }],
    }
}

fn entry(context: &Context<'_>, path: &str, lane: &spec::Lane) -> Entry {
    let calendar = &context.calendar;
    let open = calendar.open(lane.from_date.as_deref(), lane.until_date.as_deref());
    let mut arrivals = arrivals(calendar, lane.transit.0);
    let mut capacity = calendar.limits(lane.capacity.as_ref());
    for ((arrivals, capacity), _) in arrivals.iter_mut().zip(&mut capacity).zip(&open).filter(|(_, open)| !**open) {
        arrivals.clear();
        *capacity = 0.0;
    }
    let freight = calendar.prices(&lane.freight);
    let freights = lane.freights.iter().filter_map(|(name, freight)| {
        let material = context.material(&format!("{path}.freights.{name}"), name)?;
        Some((material, calendar.prices(freight)))
    });
    let freights = freights.collect();
    let from = places(context, &format!("{path}.from"), &lane.from);
    senders(context, &format!("{path}.from"), &from);
    let to = places(context, &format!("{path}.to"), &lane.to);
    Entry {
        from,
        to,
        carries: carries(context, path, lane),
        freight,
        freights,
        capacity,
        arrivals,
    }
}

fn carries(context: &Context<'_>, path: &str, lane: &spec::Lane) -> Vec<u8> {
    let document = context.document;
    let rank = |(name, material): (&String, &spec::Material)| match () {
        () if lane.carries.is_empty() => 1,
        () if lane.carries.contains(name) => BY_NAME,
        () if lane.carries.contains(&material.stage) => 2,
        () => 0,
    };
    for (index, name) in lane.carries.iter().enumerate() {
        if !document.materials.contains_key(name) && !document.stages.contains_key(name) {
            context.unknown_goods(&format!("{path}.carries.{index}"), name);
        }
    }
    document.materials.iter().map(rank).collect()
}

fn places(context: &Context<'_>, path: &str, written: &Places) -> Vec<Place> {
    let names = match written {
        Places::One(name) => vec![(path.to_owned(), name)],
        Places::Many(names) => names
            .iter()
            .enumerate()
            .map(|(index, name)| (format!("{path}.{index}"), name))
            .collect(),
    };
    if names.is_empty() {
        context.report.problem(path, "no place", "at least one place, or `*`");
    }
    names
        .into_iter()
        .filter_map(|(path, name)| place(context, &path, name))
        .collect()
}

/// Demands only receive, unless their goods come back.
fn senders(context: &Context<'_>, path: &str, from: &[Place]) {
    for place in from {
        if let Place::Site(site) = place
            && site.index() >= context.document.sites.len()
            && !sends_back(context, *site)
        {
            let found = format!("`{}` is a demand", context.place_name(*site));
            context
                .report
                .problem(path, found, "a place that sends: a site, a country, a territory or `*`");
        }
    }
}

fn sends_back(context: &Context<'_>, site: SiteId) -> bool {
    let demand = context.document.demands.get(context.place_name(site));
    demand.is_some_and(|demand| demand.returns.is_some())
}

fn place(context: &Context<'_>, path: &str, name: &str) -> Option<Place> {
    let document = context.document;
    let site = context.places.get_index_of(name).or_else(|| {
        let site = document.demands.get(name)?.site.as_ref()?;
        document.sites.get_index_of(site)
    });
    if name == "*" {
        return Some(Place::Any);
    }
    if let Some(site) = site {
        return Some(Place::Site(SiteId::new(site)));
    }
    if let Some(territory) = context.territory(name) {
        return Some(Place::Territory(territory));
    }
    let country = context
        .countries
        .get_index_of(name)
        .map(|index| Place::Country(CountryId::new(index)));
    if country.is_none() {
        let known = context
            .places
            .keys()
            .chain(context.countries.keys())
            .chain(document.territories.keys());
        context.report.unknown(path, "place", name, known.map(String::as_str));
    }
    country
}
