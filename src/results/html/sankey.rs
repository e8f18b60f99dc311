//! From mine to customer: tonnes of an element from stage to stage, coloured by origin.

use super::figure::{Choice, Figure, Shape};
use super::json::rounded;
use super::section::Section;
use super::view::{Plan, Slots, View, distinct, sums};
use crate::results::rows::Row;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Origins in the order of their colours.
pub(super) const ORIGINS: [&str; 4] = ["allied", "partner", "outside", "unknown"];
/// First position of a slider over periods.
pub(super) const WHOLE: &str = "all periods";
/// Share of the largest flow below which flows are left out.
const SMALLEST: f64 = 0.004;

/// Stage and country left, those reached, origin, element, position of the period on the slider, tonnes.
pub(super) struct Passage<'a> {
    pub from: (&'a str, &'a str),
    pub to: (&'a str, &'a str),
    pub origin: usize,
    pub element: &'a str,
    pub slot: usize,
    pub tonnes: f64,
}

/// Passages of a plan.
fn passages<'a>(plan: &Plan<'a>, slots: &Slots) -> Vec<Passage<'a>> {
    let slots = slots.by_name(plan);
    let rows = plan.rows("passages");
    let passage = |row: Row<'a>| Passage {
        from: (row.text("from_stage"), row.text("from_country")),
        to: (row.text("to_stage"), row.text("to_country")),
        origin: ORIGINS.iter().position(|origin| *origin == row.text("origin")).unwrap_or(3),
        element: match row.text("element") {
            "" => "goods without watched elements",
            element => element,
        },
        slot: slots.get(row.text("period")).map_or(0, |slot| slot + 1),
        tonnes: row.amount("quantity"),
    };
    rows.map(passage).collect()
}

/// Plans with passages, and the periods that they share.
pub(super) fn followed<'a>(view: View<'a>) -> (Vec<(Plan<'a>, Vec<Passage<'a>>)>, Slots) {
    let plans = view.plans();
    let slots = Slots::of(plans.iter());
    let plans = plans.into_iter().map(|plan| {
        let passages = passages(&plan, &slots);
        (plan, passages)
    });
    (plans.filter(|(_, passages)| !passages.is_empty()).collect(), slots)
}

/// Elements of all plans.
pub(super) fn elements(plans: &[(Plan, Vec<Passage>)]) -> Vec<String> {
    let named = plans
        .iter()
        .flat_map(|(_, passages)| passages.iter().map(|passage| passage.element));
    distinct(named).into_iter().map(str::to_owned).collect()
}

/// Plan, element and period to choose by.
pub(super) fn choices(plans: &[(Plan, Vec<Passage>)], slots: &Slots) -> Vec<Choice> {
    let labels = plans.iter().map(|(plan, _)| plan.label.clone()).collect();
    let periods = std::iter::once(WHOLE.to_owned()).chain(slots.names.iter().cloned());
    vec![
        Choice::list("Plan", labels),
        Choice::list("Element", elements(plans)),
        Choice::slider("Period", periods.collect()),
    ]
}

/// A frame of links for each plan, element and period that has some.
pub(super) fn frames(
    (plans, slots): (&[(Plan, Vec<Passage>)], &Slots),
    mut links: impl FnMut(&[&Passage]) -> Vec<Value>,
) -> Vec<(Vec<usize>, Value)> {
    let mut frames = Vec::new();
    for (p, (_, passages)) in plans.iter().enumerate() {
        for (e, element) in elements(plans).iter().enumerate() {
            for slot in 0..=slots.names.len() {
                let here = |passage: &&Passage| passage.element == element && (slot == 0 || passage.slot == slot);
                let links = links(&passages.iter().filter(here).collect::<Vec<_>>());
                if !links.is_empty() {
                    frames.push((vec![p, e, slot], json!({ "links": links })));
                }
            }
        }
    }
    frames
}

/// The section.
pub(super) fn section(view: View) -> Section {
    let (plans, slots) = followed(view);
    let mut section = Section {
        id: "flows",
        title: "From mine to customer",
        ..Section::default()
    };
    if plans.is_empty() {
        section.sentences = missing(view);
        return section;
    }
    let mut nodes = Nodes::default();
    let frames = frames((&plans, &slots), |passages| links(passages, &mut nodes));
    section.figures.push(Figure {
        title: "Tonnes of an element from stage to stage",
        about: "Each band is a flow of the chosen element, contained in goods, from a stage in one country to the next stage, and at the right \
                to the sector that uses it. Dark blue: the whole way lies in allied countries. Light blue: the rest of it lies \
                in partner countries. Red: some of it lies elsewhere. Flows below 0.4 % of the largest are left out of the picture."
            .into(),
        shape: Shape::Sankey,
        size: (620, 860),
        unit: "t",
        heads: &["from", "to", "origin", "quantity"],
        choices: choices(&plans, &slots),
        base: json!({ "nodes": nodes.names, "origins": ORIGINS }),
        frames,
    });
    section
}

/// That plans were stored without what the picture needs.
pub(super) fn missing(view: View) -> Vec<String> {
    let without = view.plans().into_iter().filter(|plan| !plan.folder.has("passages"));
    let told = without.map(|plan| {
        format!(
            "{}: this folder has no table `passages`, as it was written by an older version. Solve again with --out to see its flows.",
            plan.label
        )
    });
    told.collect()
}

/// Names of the nodes of all frames.
#[derive(Default)]
struct Nodes {
    names: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl Nodes {
    fn place(&mut self, name: String) -> usize {
        let next = self.names.len();
        let at = *self.places.entry(name.clone()).or_insert(next);
        if at == next {
            self.names.push(name);
        }
        at
    }
}

fn name((stage, country): (&str, &str)) -> String {
    if country.is_empty() {
        stage.to_owned()
    } else {
        format!("{stage}, {country}")
    }
}

/// Place left, place reached, and origin.
type Link<'a> = ((&'a str, &'a str), (&'a str, &'a str), usize);

/// Links of a frame, the largest first. A picture of this kind has no circles: a flow that would close one ends in a node of its own.
fn links(passages: &[&Passage], nodes: &mut Nodes) -> Vec<Value> {
    let sums = sums(
        passages
            .iter()
            .map(|passage| ((passage.from, passage.to, passage.origin), passage.tonnes)),
    );
    let largest = sums.values().copied().fold(0.0, f64::max);
    let mut sorted: Vec<_> = sums.into_iter().filter(|(_, tonnes)| *tonnes >= SMALLEST * largest).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut ahead: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let link = |((from, to, origin), tonnes): (Link<'_>, f64)| {
        let (from, mut to) = (nodes.place(name(from)), nodes.place(name(to)));
        if from == to || reaches(&ahead, to, from) {
            to = nodes.place(format!("{} (back again)", nodes.names.get(to).cloned().unwrap_or_default()));
        }
        ahead.entry(from).or_default().insert(to);
        json!([from, to, origin, rounded(tonnes)])
    };
    sorted.into_iter().map(link).collect()
}

/// Whether one node leads to another.
fn reaches(ahead: &BTreeMap<usize, BTreeSet<usize>>, from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if seen.insert(node) {
            open.extend(ahead.get(&node).into_iter().flatten());
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage<'a>(from: &'a str, to: &'a str, tonnes: f64) -> Passage<'a> {
        Passage {
            from: (from, "JP"),
            to: (to, "JP"),
            origin: 0,
            element: "Dy",
            slot: 1,
            tonnes,
        }
    }

    #[test]
    fn a_circle_is_cut_at_its_smallest_flow() {
        let passages = [
            passage("oxide", "metal", 9.0),
            passage("metal", "scrap", 5.0),
            passage("scrap", "oxide", 1.0),
        ];
        let mut nodes = Nodes::default();
        let links = links(&passages.iter().collect::<Vec<_>>(), &mut nodes);
        assert_eq!(links, [json!([0, 1, 0, 9]), json!([1, 2, 0, 5]), json!([2, 3, 0, 1])]);
        assert_eq!(nodes.names, ["oxide, JP", "metal, JP", "scrap, JP", "oxide, JP (back again)"]);
    }

    #[test]
    fn small_flows_are_left_out() {
        let passages = [
            passage("oxide", "metal", 1000.0),
            passage("metal", "use", 3.9),
            passage("metal", "other", 4.0),
        ];
        let links = links(&passages.iter().collect::<Vec<_>>(), &mut Nodes::default());
        assert_eq!(links.len(), 2);
    }
}
