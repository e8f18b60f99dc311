//! Random small networks: the ledger sums to the cost, the chains to the deliveries, and nothing panics.

use super::cases::{assert_chains_are_whole, assert_ledger_is_whole, solved};
use proptest::prelude::*;
use std::fmt::Write;

const COUNTRIES: [&str; 4] = ["US", "AU", "JP", "CN"];

#[derive(Clone, Debug)]
struct Source {
    country: usize,
    offer: u32,
    available: u32,
}

#[derive(Clone, Debug)]
struct Plant {
    country: usize,
    fee: u32,
    capacity: u32,
    store: bool,
}

#[derive(Clone, Debug)]
struct Demand {
    country: usize,
    quantity: u32,
    oxide: bool,
    ruled: bool,
}

#[derive(Clone, Debug)]
struct Case {
    periods: u32,
    discount: u32,
    sources: Vec<Source>,
    plants: Vec<Plant>,
    demands: Vec<Demand>,
    freight: u32,
    floor: Option<u32>,
    transit: bool,
}

fn case() -> impl Strategy<Value = Case> {
    let country = 0..COUNTRIES.len();
    let source = (country.clone(), 5..20_u32, 5..80_u32).prop_map(|(country, offer, available)| Source {
        country,
        offer,
        available,
    });
    let plant = (country.clone(), 0..30_u32, 20..200_u32, any::<bool>()).prop_map(|(country, fee, capacity, store)| Plant {
        country,
        fee,
        capacity,
        store,
    });
    let demand = (country, 1..100_u32, any::<bool>(), any::<bool>()).prop_map(|(country, quantity, oxide, ruled)| Demand {
        country,
        quantity,
        oxide,
        ruled,
    });
    let goods = (
        prop::collection::vec(source, 2..=4),
        prop::collection::vec(plant, 1..=2),
        prop::collection::vec(demand, 2..=3),
    );
    let frame = (1..=3_u32, 0..12_u32, 0..4_u32, prop::option::of(8..25_u32), any::<bool>());
    (goods, frame).prop_map(
        |((sources, plants, demands), (periods, discount, freight, floor, transit))| Case {
            periods,
            discount,
            sources,
            plants,
            demands,
            freight,
            floor,
            transit,
        },
    )
}

fn sites(case: &Case, text: &mut String) -> std::fmt::Result {
    for (index, source) in case.sources.iter().enumerate() {
        let country = COUNTRIES[source.country];
        let (offer, available) = (source.offer, source.available);
        writeln!(
            text,
            "  mine-{index}: {{ country: {country}, source: {{ ndpr-oxide: {{ offer: {offer} USD/kg, available: {available} t/yr }} }} }}"
        )?;
    }
    for (index, plant) in case.plants.iter().enumerate() {
        let (country, fee, capacity) = (COUNTRIES[plant.country], plant.fee, plant.capacity);
        let lines = format!(
            "sintering: {{ processes: [sintering], fee: {fee} USD/kg, capacity: {capacity} t/yr }}, recycling: {{ processes: [recycling], fee: 1 USD/kg }}"
        );
        let stocks = match plant.store {
            true => "stocks: { ndpr-oxide: { opening: 3 t, holding: 1 USD/kg/yr }, magnet: { terminal: { value: 5 USD/kg } } }, ",
            false => "",
        };
        let ends = "byproducts: { swarf: { price: 0.2 USD/kg, limit: 3 t/yr } }, disposal: { slag: 0.1 USD/kg }";
        writeln!(
            text,
            "  plant-{index}: {{ country: {country}, lines: {{ {lines} }}, {stocks}{ends} }}"
        )?;
    }
    Ok(())
}

fn demands(case: &Case, text: &mut String) -> std::fmt::Result {
    for (index, demand) in case.demands.iter().enumerate() {
        let (country, quantity) = (COUNTRIES[demand.country], demand.quantity);
        let accepts = if demand.oxide { "ndpr-oxide" } else { "magnet" };
        let requires = if demand.ruled { "requires: [clean], " } else { "" };
        writeln!(
            text,
            "  buyer-{index}: {{ country: {country}, accepts: [{accepts}], {requires}quantity: {quantity} t/yr }}"
        )?;
    }
    Ok(())
}

/// The case in the file format.
fn text(case: &Case) -> String {
    let transit = if case.transit { ", transit: 120 d" } else { "" };
    let mut text = format!(
        "
lodestone: 1
name: Random
model: oxides
periods: {{ start: 2026-01-01, count: {}, length: 6 months }}
discount_rate: {} %/yr
allies: [US, AU, JP]
materials:
  magnet: {{ stage: magnet, contents: {{ NdPr: 0.3 t/t }} }}
  swarf: {{ stage: magnet, contents: {{ NdPr: 0.3 t/t }} }}
  slag: {{ stage: magnet }}
processes:
  sintering:
    stage: magnet
    inputs: {{ ndpr-oxide: 0.3 t/t }}
    outputs: {{ magnet: 0.9 t/t, swarf: 0.1 t/t, slag: 0.05 t/t }}
  recycling: {{ stage: separated, inputs: {{ swarf: 1 t/t }}, outputs: {{ ndpr-oxide: 0.25 t/t }} }}
lanes: [{{ from: \"*\", to: \"*\", freight: {} USD/kg{transit} }}]
",
        case.periods, case.discount, case.freight
    );
    if case.demands.iter().any(|demand| demand.ruled) {
        text += "rules: { clean: { stages: { mined: { excluded: [CN] } }, de_minimis: { share: 10 %, stage: magnet } } }\n";
    }
    if let Some(floor) = case.floor {
        let measure = format!("{{ kind: price_floor, importers: [US], materials: [ndpr-oxide], floor: {floor} USD/kg }}");
        // Oxide that recycling makes has no offer to go by.
        text += &format!("policies: {{ floor: {{ club: [US, AU, JP, CN], measures: {{ floor: {measure} }} }} }}\n");
    }
    text += "sites:\n";
    sites(case, &mut text).unwrap();
    text += "demands:\n";
    demands(case, &mut text).unwrap();
    if case.floor.is_some() {
        text = text.replace("disposal:", "customs_values: { ndpr-oxide: 9 USD/kg }, disposal:");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ledger_and_chains_are_whole(case in case()) {
        let text = text(&case);
        let found = solved(&text);
        assert_ledger_is_whole(&found, &text);
        assert_chains_are_whole(&found, &text);
        for entry in &found.plan.ledger {
            prop_assert!(entry.nominal.is_finite() && entry.discounted.is_finite());
        }
        for chain in &found.chains {
            prop_assert!(chain.quantity > 0.0);
        }
    }
}
