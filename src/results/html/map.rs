//! A map of flows between countries.

use super::figure::{Figure, Shape};
use super::json::rounded;
use super::sankey::{ORIGINS, Passage, choices, followed, frames};
use super::section::Section;
use super::view::{Plan, Slots, View, distinct, sums};
use super::words::listed;
use serde_json::{Value, json};

/// Country code, name, longitude and latitude of the middle of its largest piece of land, from Natural Earth.
const COUNTRIES: &str = include_str!("../../../assets/countries.csv");

/// Longitude and latitude of a country by its code.
fn place(code: &str) -> Option<[f64; 2]> {
    let line = COUNTRIES.lines().find(|line| line.split(',').next() == Some(code))?;
    let mut ends = line.rsplit(',');
    let (latitude, longitude) = (ends.next()?.parse().ok()?, ends.next()?.parse().ok()?);
    Some([longitude, latitude])
}

/// The section.
pub(super) fn section(view: View) -> Section {
    let (plans, slots) = followed(view);
    let mut section = Section {
        id: "map",
        title: "On the map",
        ..Section::default()
    };
    let crossing = |passage: &&Passage| passage.from.1 != passage.to.1 && !passage.from.1.is_empty();
    let all = plans.iter().flat_map(|(_, passages)| passages.iter().filter(crossing));
    let countries = distinct(all.flat_map(|passage| [passage.from.1, passage.to.1]));
    let placed: Vec<(&str, [f64; 2])> = countries.iter().filter_map(|code| Some((*code, place(code)?))).collect();
    if placed.len() < 2 {
        return Section::default();
    }
    let lost: Vec<String> = countries
        .iter()
        .filter(|code| place(code).is_none())
        .map(|code| format!("`{code}`"))
        .collect();
    if !lost.is_empty() {
        section.sentences.push(format!(
            "{} cannot be placed on the map, because the map knows countries by their two-letter codes of ISO 3166; flows from and to \
             there are in the picture above.",
            listed(&lost)
        ));
    }
    section.figures.push(figure((&plans, &slots), &placed));
    section
}

fn figure((plans, slots): (&[(Plan, Vec<Passage>)], &Slots), placed: &[(&str, [f64; 2])]) -> Figure {
    Figure {
        title: "Tonnes of an element between countries",
        about: "Each line is a flow of the chosen element, contained in goods of any stage, from country to country; its width grows with the \
                tonnes. Colours as above. Outlines: Natural Earth, public domain."
            .into(),
        shape: Shape::Map,
        size: (460, 640),
        unit: "t",
        heads: &["from", "to", "origin", "quantity"],
        choices: choices(plans, slots),
        base: json!({
            "nodes": placed.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            "places": placed.iter().map(|(_, place)| *place).collect::<Vec<_>>(),
            "origins": ORIGINS,
        }),
        frames: frames((plans, slots), |passages| links(passages, placed)),
    }
}

fn links(passages: &[&Passage], placed: &[(&str, [f64; 2])]) -> Vec<Value> {
    let at = |country: &str| placed.iter().position(|(code, _)| *code == country);
    let flows = passages.iter().filter_map(|passage| {
        let (from, to) = (at(passage.from.1)?, at(passage.to.1)?);
        (from != to).then_some(((from, to, passage.origin), passage.tonnes))
    });
    let link = |((from, to, origin), tonnes): ((usize, usize, usize), f64)| json!([from, to, origin, rounded(tonnes)]);
    sums(flows).into_iter().map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_lie_where_they_are() {
        let [east, north] = place("AU").unwrap();
        assert!((113.0..154.0).contains(&east) && (-44.0..-10.0).contains(&north));
        assert_eq!(place("ROW"), None);
        assert_eq!(place("code"), None);
    }
}
