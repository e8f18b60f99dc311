//! Top-ups on contained elements that goods have paid before they reach a border.
//!
//! A floor on contained elements credits what was paid on the same element earlier in the chain. The credit is a number
//! only where every way to the border has paid the same; where the ways differ and a floor asks, it is an input error.

use super::names::Context;
use super::seller::Border;
use super::{ElementId, FloorCredit, Lane, LaneId, MaterialId, Measure, MeasureKind, Network, PerPeriod, SiteId};
use std::collections::{BTreeMap, BTreeSet};

type Key = (SiteId, MaterialId, ElementId);

/// Each distinct amount paid, by period; two are enough to know that the ways differ.
type Ways = Vec<PerPeriod>;

/// Credits of every lane that a floor on contained elements reads.
pub(super) fn credits(context: &Context<'_>, border: &Border<'_>, network: &Network, measures: &[Measure]) -> Vec<FloorCredit> {
    let floored = floored(measures);
    if floored.is_empty() {
        return Vec::new();
    }
    let charges: Vec<Vec<Charge>> = network
        .lanes
        .iter()
        .map(|lane| charges(context, border, lane, measures))
        .collect();
    let paid = Spread {
        context,
        network,
        floored,
        charges: &charges,
    }
    .settle();
    let mut credits = Vec::new();
    for (index, (lane, charges)) in network.lanes.iter().zip(&charges).enumerate() {
        for charge in charges {
            let ways = paid
                .get(&(lane.from, lane.material, charge.element))
                .map_or(&[][..], Vec::as_slice);
            match ways {
                [one] if one.iter().any(|paid| *paid > 0.0) => {
                    credits.push(FloorCredit {
                        lane: LaneId::new(index),
                        element: charge.element,
                        paid: one.clone(),
                    });
                }
                [_, _, ..] => ambiguous(context, lane, charge),
                _ => {}
            }
        }
    }
    credits
}

fn floored(measures: &[Measure]) -> BTreeSet<ElementId> {
    let floors = measures.iter().filter_map(|measure| match &measure.kind {
        MeasureKind::ElementFloor(floors) => Some(floors),
        _ => None,
    });
    floors.flatten().map(|floor| floor.element).collect()
}

fn ambiguous(context: &Context<'_>, lane: &Lane, charge: &Charge) {
    let (place, material) = (context.place_name(lane.from), context.material_name(lane.material));
    let element = context
        .document
        .elements
        .get_index(charge.element.index())
        .map_or("", |(name, _)| name);
    let found = format!(
        "`{}` asks what top-up was paid on the {element} of `{material}` from `{place}`, and its feeds have paid different amounts",
        charge.measure
    );
    let expected = "one amount paid on all ways to this border";
    context.report.problem(&format!("sites.{place}"), found, expected);
}

/// What floors charge on an element on one lane, USD per tonne of element before credit; the largest counts.
struct Charge {
    element: ElementId,
    top_up: PerPeriod,
    measure: String,
    /// Whether some goods may be free of it, so that part of what arrives has paid nothing.
    escapes: bool,
}

fn charges(context: &Context<'_>, border: &Border<'_>, lane: &Lane, measures: &[Measure]) -> Vec<Charge> {
    let mut charges: Vec<Charge> = Vec::new();
    for measure in measures.iter().filter(|measure| border.read_by(lane, measure)) {
        let MeasureKind::ElementFloor(floors) = &measure.kind else {
            continue;
        };
        for floor in floors.iter().filter(|floor| holds(context, lane.material, floor.element)) {
            let pairs = floor.floor.iter().zip(&floor.value).zip(&measure.active);
            let top_up = pairs.map(|((floor, value), active)| if *active { (floor - value).max(0.0) } else { 0.0 });
            let top_up: PerPeriod = top_up.collect();
            match charges.iter_mut().find(|charge| charge.element == floor.element) {
                Some(charge) => {
                    charge.top_up = larger(&charge.top_up, &top_up);
                    charge.escapes |= measure.unless.is_some();
                }
                None => charges.push(Charge {
                    element: floor.element,
                    top_up,
                    measure: measure.name.clone(),
                    escapes: measure.unless.is_some(),
                }),
            }
        }
    }
    charges
}

fn holds(context: &Context<'_>, material: MaterialId, element: ElementId) -> bool {
    let name = context.document.elements.get_index(element.index()).map(|(name, _)| name);
    let contents = context
        .document
        .materials
        .get_index(material.index())
        .map(|(_, material)| &material.contents);
    name.zip(contents)
        .and_then(|(name, contents)| contents.get(name))
        .is_some_and(|content| content.0 > 0.0)
}

fn larger(one: &PerPeriod, other: &PerPeriod) -> PerPeriod {
    one.iter().zip(other).map(|(one, other)| one.max(*other)).collect()
}

struct Spread<'a> {
    context: &'a Context<'a>,
    network: &'a Network,
    floored: BTreeSet<ElementId>,
    charges: &'a [Vec<Charge>],
}

impl Spread<'_> {
    /// What has been paid at each place, by a fixpoint over lanes and operations.
    fn settle(&self) -> BTreeMap<Key, Ways> {
        let mut paid = self.begin();
        loop {
            let mut changed = false;
            for (lane, charges) in self.network.lanes.iter().zip(self.charges) {
                for element in &self.floored {
                    let ways = paid.get(&(lane.from, lane.material, *element)).cloned().unwrap_or_default();
                    let charge = charges.iter().find(|charge| charge.element == *element);
                    let arriving = ways.iter().flat_map(|way| after(way, charge)).collect();
                    changed |= add(&mut paid, (lane.to, lane.material, *element), arriving);
                }
            }
            for operation in &self.network.operations {
                for (output, _) in &operation.outputs {
                    for element in self.floored.iter().filter(|element| holds(self.context, *output, **element)) {
                        let inputs = operation
                            .inputs
                            .iter()
                            .filter(|(input, _)| holds(self.context, *input, *element));
                        let ways = inputs.filter_map(|(input, _)| paid.get(&(operation.site, *input, *element)));
                        let ways = ways.flatten().cloned().collect();
                        changed |= add(&mut paid, (operation.site, *output, *element), ways);
                    }
                }
            }
            for back in &self.network.returns {
                for element in self
                    .floored
                    .iter()
                    .filter(|element| holds(self.context, back.scrap, **element))
                {
                    let of = back
                        .of
                        .iter()
                        .filter_map(|material| paid.get(&(back.site, *material, *element)));
                    let ways = of.flatten().cloned().collect();
                    changed |= add(&mut paid, (back.site, back.scrap, *element), ways);
                }
            }
            if !changed {
                return paid;
            }
        }
    }

    /// Sources and what is there at the start have paid nothing.
    fn begin(&self) -> BTreeMap<Key, Ways> {
        let network = self.network;
        let sources = network.sources.iter().map(|source| (source.site, source.material));
        let stocks = network
            .stocks
            .iter()
            .filter(|stock| stock.opening > 0.0)
            .map(|stock| (stock.site, stock.material));
        let under_way = network.in_transit.iter().map(|goods| (goods.to, goods.material));
        let in_use = network
            .returns
            .iter()
            .filter(|back| back.in_use.iter().any(|tonnes| *tonnes > 0.0));
        let in_use = in_use.map(|back| (back.site, back.scrap));
        let mut paid = BTreeMap::new();
        for (site, material) in sources.chain(stocks).chain(under_way).chain(in_use) {
            for element in self.floored.iter().filter(|element| holds(self.context, material, **element)) {
                let nothing = self.context.calendar.constant(0.0);
                paid.insert((site, material, *element), vec![nothing]);
            }
        }
        paid
    }
}

/// Paid after a border: at least the top-up, and also what was paid before where goods may escape it.
fn after(way: &PerPeriod, charge: Option<&Charge>) -> Ways {
    match charge {
        None => vec![way.clone()],
        Some(charge) if charge.escapes => vec![larger(way, &charge.top_up), way.clone()],
        Some(charge) => vec![larger(way, &charge.top_up)],
    }
}

fn add(paid: &mut BTreeMap<Key, Ways>, key: Key, arriving: Ways) -> bool {
    if arriving.is_empty() {
        return false;
    }
    let ways = paid.entry(key).or_default();
    let before = ways.len();
    for way in arriving {
        if ways.len() < 2 && !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.len() > before
}
