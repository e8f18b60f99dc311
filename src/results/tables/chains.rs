//! Supply chains from mine to customer.

use super::{Answer, Column, Definition, PERIOD, Table, tonnes};
use crate::network::Network;
use crate::plan::{Chain, Step, StepKind};
use crate::results::Cell;

static DEFINITION: Definition = Definition {
    name: "chains",
    description: "One way by which a watched element came to a demand in a period of delivery; goods without watched elements are \
                  followed by gross mass. The ways of a delivery sum to it.",
    columns: &[
        Column::text("demand", "Demand."),
        Column::text("country", "Country of use."),
        Column::text("material", "Material delivered."),
        Column::text("element", "Element followed; none where the material contains none."),
        Column::text(
            "origin",
            "Site where the way begins; none for the rest, all ways too small to be told apart.",
        ),
        Column::text("origin_country", "Country where the way begins."),
        Column::text("countries", "Countries passed, in order, joined by ` > `."),
        Column::text("way", "Steps: site (what was made, sold or kept there), joined by ` > `."),
        PERIOD,
        tonnes("Amount of the element delivered; gross where none is followed."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    Table {
        definition: &DEFINITION,
        rows: answer.chains.iter().map(|chain| row(answer.network, chain)).collect(),
    }
}

fn row(network: &Network, chain: &Chain) -> Vec<Cell> {
    let demand = &network.demands[chain.demand.index()];
    let country = |site: crate::network::SiteId| &network.countries[network.country_of(site).index()].name;
    let first = chain.steps.first();
    let mut countries: Vec<&str> = chain.steps.iter().map(|step| country(step.site).as_str()).collect();
    countries.push(country(demand.site));
    countries.dedup();
    let told = |(index, step): (usize, &Step)| text(network, step, chain.steps.get(index + 1));
    let steps: Vec<String> = chain.steps.iter().enumerate().filter_map(told).collect();
    vec![
        (&demand.name).into(),
        country(demand.site).into(),
        (&network.materials[chain.material.index()].name).into(),
        chain.element.map(|element| &network.elements[element.index()].name).into(),
        first.map(|step| &network.sites[step.site.index()].name).into(),
        first.map(|step| country(step.site)).into(),
        first.map(|_| countries.join(" > ")).into(),
        first.map(|_| steps.join(" > ")).into(),
        (&network.periods[chain.period.index()].name).into(),
        chain.quantity.into(),
    ]
}

/// A step in words; none for an arrival that the next step or the demand names anyway.
fn text(network: &Network, step: &Step, next: Option<&Step>) -> Option<String> {
    let site = &network.sites[step.site.index()];
    let material = &network.materials[step.material.index()].name;
    let what = match step.kind {
        StepKind::Sold => format!("{material} sold"),
        StepKind::Opening => format!("{material} in stock"),
        StepKind::Collected => format!("{material} collected"),
        StepKind::UnderWay => format!("{material} under way"),
        StepKind::Made(operation) => format!("{material} by {}", network.operations[operation.index()].name),
        StepKind::Arrived(_) if site.demand_place || next.is_some_and(|next| next.site == step.site) => return None,
        StepKind::Arrived(_) => return Some(site.name.clone()),
    };
    Some(format!("{} ({what})", site.name))
}
