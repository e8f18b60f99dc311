//! Supply chains summed by stage and country.

use super::{Answer, Column, Definition, PERIOD, Table};
use crate::network::{CountryId, Network};
use crate::plan::{Chain, StepKind};
use crate::results::Cell;
use std::collections::BTreeMap;

/// Stands for ways too small to be told apart.
const SMALL: &str = "small ways";

pub(super) static DEFINITION: Definition = Definition {
    name: "passages",
    description: "Tonnes of a watched element that go from a stage in one country to the next on their way to a demand, in a period of \
                  delivery; goods without watched elements are followed by gross mass.",
    columns: &[
        Column::text("element", "Element followed; none where the goods contain none."),
        Column::text("from_stage", "Stage left; `small ways` for ways too small to be told apart."),
        Column::text("from_country", "Country left; none for small ways."),
        Column::text("to_stage", "Stage reached; the sector of the demand at the end."),
        Column::text("to_country", "Country reached."),
        Column::text(
            "origin",
            "`allied` where the whole way lies in allied countries, `partner` where the rest of it lies in partner countries, \
             `outside` where some of it lies elsewhere, `unknown` for small ways.",
        ),
        PERIOD,
        Column::number("quantity", "t", "Tonnes of the element; gross where none is followed."),
    ],
};

/// Stage and country.
type Place = (String, String);

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let mut sums: BTreeMap<(Option<usize>, usize, Place, Place, &str), f64> = BTreeMap::new();
    for chain in answer.chains {
        let element = chain.element.map(|element| element.index());
        let (places, origin) = (places(network, chain), origin(network, chain));
        for (from, to) in places.iter().zip(places.iter().skip(1)) {
            let key = (element, chain.period.index(), from.clone(), to.clone(), origin);
            *sums.entry(key).or_default() += chain.quantity;
        }
    }
    let row = |((element, period, from, to, origin), quantity): ((Option<usize>, usize, Place, Place, &str), f64)| -> Vec<Cell> {
        vec![
            element.map(|element| &network.elements[element].name).into(),
            from.0.into(),
            from.1.into(),
            to.0.into(),
            to.1.into(),
            origin.into(),
            (&network.periods[period].name).into(),
            quantity.into(),
        ]
    };
    Table {
        definition: &DEFINITION,
        rows: sums.into_iter().map(row).collect(),
    }
}

/// Stage and country of each step that makes, sells or keeps something, then the sector and country of use; a stage that a step
/// stays in is named once.
fn places(network: &Network, chain: &Chain) -> Vec<Place> {
    let country = |id: CountryId| network.countries[id.index()].name.clone();
    let steps = chain.steps.iter().filter(|step| !matches!(step.kind, StepKind::Arrived(_)));
    let mut places: Vec<Place> = steps
        .map(|step| {
            let stage = network.materials[step.material.index()].stage;
            (
                network.stages[stage.index()].name.clone(),
                country(network.country_of(step.site)),
            )
        })
        .collect();
    if places.is_empty() {
        places.push((SMALL.into(), String::new()));
    }
    let demand = &network.demands[chain.demand.index()];
    places.push((demand.sector.clone(), country(network.country_of(demand.site))));
    places.dedup();
    places
}

/// The strictest word that holds of the whole way.
fn origin(network: &Network, chain: &Chain) -> &'static str {
    let weight = |step: &crate::plan::Step| network.countries[network.country_of(step.site).index()].exposure_weight;
    let largest = chain.steps.iter().map(weight).max_by(f64::total_cmp);
    match largest {
        None => "unknown",
        Some(weight) if weight <= 0.0 => "allied",
        Some(weight) if weight < 1.0 => "partner",
        Some(_) => "outside",
    }
}
