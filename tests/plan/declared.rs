//! Declared customs values beside what the goods cost, by hand.

use super::cases::{assert_near, root, shipped, solved};
use lodestone::plan::{Drift, drifts};
use lodestone::run::Solved;

/// Seller, material, period, tonnes, declared and built-up value in USD/kg.
type Row = (&'static str, &'static str, usize, f64, f64, Option<f64>);

#[track_caller]
fn assert_declared(solved: &Solved, wanted: &[Row]) {
    let network = &solved.posed.network;
    assert_eq!(solved.customs_values.len(), wanted.len(), "{:#?}", solved.customs_values);
    for (row, (seller, material, period, tonnes, declared, built_up)) in solved.customs_values.iter().zip(wanted) {
        assert_eq!(network.sites[row.seller.index()].name, *seller);
        assert_eq!(network.materials[row.material.index()].name, *material);
        assert_eq!(row.period.index(), *period);
        assert_near(row.quantity, *tonnes, "tonnes");
        assert_near(row.declared, declared * 1e3, "declared");
        assert_eq!(row.built_up.is_some(), built_up.is_some(), "{row:?}");
        assert_near(row.built_up.unwrap_or(0.0), built_up.unwrap_or(0.0) * 1e3, "built-up");
    }
}

fn warnings(solved: &Solved) -> Vec<Drift> {
    drifts(&solved.customs_values)
}

/// The shipped instance under a duty of 25 % on Chinese and 5 % on Vietnamese magnets: Vietnam's cost 44.1 USD/kg, the others 48.5 and 50.
fn washing(value: &str) -> Box<Solved> {
    let text = std::fs::read_to_string(root().join("origin-washing/instance.yaml")).unwrap();
    let (before, _) = text.split_once("rules:").unwrap();
    let declared = "customs_values: { magnet: 42 USD/kg }";
    assert!(before.contains(declared));
    let before = before.replace(declared, &format!("customs_values: {{ magnet: {value} }}"));
    solved(&format!(
        "{before}
policies:
  both:
    measures:
      china: {{ kind: tariff, importers: [US], exporters: [CN], by: shipped_from, materials: [magnet], rate: 25 % }}
      vietnam: {{ kind: tariff, importers: [US], exporters: [VN], by: shipped_from, materials: [magnet], rate: 5 % }}
"
    ))
}

#[test]
fn a_value_that_is_the_cost_gives_no_warning() {
    let found = washing("42 USD/kg");
    assert_declared(&found, &[("vn-plant", "magnet", 0, 100.0, 42.0, Some(42.0))]);
    assert!(warnings(&found).is_empty());
}

#[test]
fn a_value_far_from_the_cost_gives_a_warning() {
    let found = washing("4 USD/kg");
    assert_declared(&found, &[("vn-plant", "magnet", 0, 100.0, 4.0, Some(42.0))]);
    let [warning] = warnings(&found)[..] else {
        panic!("one warning")
    };
    assert_near(warning.difference(), -38.0 / 42.0, "difference");
}

#[test]
fn five_percent_is_near_enough() {
    assert!(warnings(&washing("44 USD/kg")).is_empty());
    assert!(warnings(&washing("40 USD/kg")).is_empty());
    assert_eq!(warnings(&washing("44.2 USD/kg")).len(), 1);
    assert_eq!(warnings(&washing("39.8 USD/kg")).len(), 1);
}

#[test]
fn offers_and_values_that_nothing_reads_are_not_told() {
    assert_declared(&shipped("price-floor", Some("floor-16"), None, &[]), &[]);
    // Japanese magnets hold the rule and are exempt.
    assert_declared(&shipped("origin-washing", Some("lineage"), None, &[]), &[]);
    assert_declared(&shipped("origin-washing", Some("none"), None, &[]), &[]);
}

/// Concentrate 4, freight 0.5, fee 1, residue brings 0.06: 5.44 USD/kg for 0.4 t of oxides, 13.6 USD/kg of each. Freight 0.2 twice
/// and a duty of 10 % on 15.2 (CIF of the last lane) make 15.52 in Japan; magnets cost 0.3 x 15.52 + 20.
const TWO_STAGES: &str = "
lodestone: 1
name: Separated, made into magnets
periods: { start: 2026-01-01, count: 1, length: 1 yr }
elements: { NdPr: {}, Dy: {} }
stages: { mined: {}, separated: {}, magnet: {} }
territories: { Japan: { countries: [JP], customs_value: cif } }
materials:
  concentrate: { stage: mined, contents: { NdPr: 0.3 t/t, Dy: 0.1 t/t } }
  ndpr-oxide: { stage: separated, contents: { NdPr: 1 t/t } }
  dy-oxide: { stage: separated, contents: { Dy: 1 t/t } }
  residue: { stage: separated }
  magnet: { stage: magnet, contents: { NdPr: 0.3 t/t } }
processes:
  extraction:
    stage: separated
    inputs: { concentrate: 1 t/t }
    outputs: { ndpr-oxide: 0.3 t/t, dy-oxide: 0.1 t/t, residue: 0.6 t/t }
  sintering: { stage: magnet, inputs: { ndpr-oxide: 0.3 t/t }, outputs: { magnet: 1 t/t } }
sites:
  au-mine: { country: AU, source: { concentrate: { offer: 4 USD/kg } } }
  my-plant:
    country: MY
    lines: { extraction: { processes: [extraction], fee: 1 USD/kg } }
    byproducts: { residue: { price: 0.1 USD/kg } }
    customs_values: { ndpr-oxide: 15 USD/kg }
  sg-port: { country: SG, stocks: { ndpr-oxide: { terminal: free } } }
  jp-plant:
    country: JP
    lines: { sintering: { processes: [sintering], fee: 20 USD/kg } }
    customs_values: { magnet: 24.656 USD/kg }
lanes:
  - { from: au-mine, to: my-plant, freight: 0.5 USD/kg }
  - { from: my-plant, to: sg-port, carries: [ndpr-oxide], freight: 0.2 USD/kg }
  - { from: sg-port, to: jp-plant, freight: 0.2 USD/kg }
  - { from: my-plant, to: jp-buyer, carries: [dy-oxide] }
  - { from: jp-plant, to: us-buyer, freight: 3 USD/kg }
demands:
  us-buyer: { country: US, accepts: [magnet], quantity: 100 t/yr }
  jp-buyer: { country: JP, accepts: [dy-oxide], quantity: 10 t/yr }
policies:
  duties:
    measures:
      jp: { kind: tariff, importers: [JP], materials: [ndpr-oxide], rate: 10 % }
      us: { kind: tariff, importers: [US], materials: [magnet], rate: 10 % }
";

#[test]
fn cost_builds_up_over_stages_borders_and_ports() {
    let found = solved(TWO_STAGES);
    let wanted = [
        ("my-plant", "ndpr-oxide", 0, 30.0, 15.0, Some(13.6)),
        ("jp-plant", "magnet", 0, 100.0, 24.656, Some(24.656)),
    ];
    assert_declared(&found, &wanted);
    let [warning] = warnings(&found)[..] else {
        panic!("one warning")
    };
    assert_near(warning.difference(), 1.4 / 13.6, "difference");
}

#[test]
fn what_is_thrown_away_adds_to_the_cost() {
    let text = TWO_STAGES.replace(
        "byproducts: { residue: { price: 0.1 USD/kg } }",
        "disposal: { residue: 0.5 USD/kg }",
    );
    // (5.5 + 0.3) / 0.4 in Malaysia; 14.5 + 1.92 in Japan.
    let wanted = [
        ("my-plant", "ndpr-oxide", 0, 30.0, 15.0, Some(14.5)),
        ("jp-plant", "magnet", 0, 100.0, 24.656, Some(0.3 * 16.42 + 20.0)),
    ];
    assert_declared(&solved(&text), &wanted);
}

/// A store in Korea before the United States, and the rest of the instance.
fn store(rest: &str) -> Box<Solved> {
    solved(&format!(
        "
lodestone: 1
name: A store with opening stock
model: oxides
periods: {{ start: 2026-01-01, count: 2, length: 1 yr }}
sites:
  kr-store:
    country: KR
    stocks: {{ ndpr-oxide: {{ opening: 5 t, room: 20 t, holding: 1 USD/kg/yr, terminal: free }} }}
    customs_values: {{ ndpr-oxide: 12 USD/kg }}
{rest}
policies: {{ duty: {{ measures: {{ us: {{ kind: tariff, importers: [US], rate: 1 % }} }} }} }}
"
    ))
}

#[test]
fn opening_stock_costs_what_the_rest_of_its_pool_cost() {
    let found = store(
        "
  au-mine: { country: AU, source: { ndpr-oxide: { offer: { 2026-01-01: 10 USD/kg, 2027-01-01: 20 USD/kg } } } }
lanes:
  - { from: au-mine, to: kr-store, freight: 2 USD/kg }
  - { from: kr-store, to: buyer }
demands: { buyer: { country: US, accepts: [ndpr-oxide], quantity: 25 t/yr } }
",
    );
    // 40 t are bought in the first year, of which 20 t wait and pay 1 USD/kg; 5 t are bought in the second at 22 USD/kg.
    let later = (20.0 * 13.0 + 5.0 * 22.0) / 25.0;
    let wanted = [
        ("kr-store", "ndpr-oxide", 0, 25.0, 12.0, Some(12.0)),
        ("kr-store", "ndpr-oxide", 1, 25.0, 12.0, Some(later)),
    ];
    assert_declared(&found, &wanted);
    let [warning] = warnings(&found)[..] else {
        panic!("one warning")
    };
    assert_near(warning.built_up, 500.0 * (12.0 + later), "both years");
}

#[test]
fn opening_stock_alone_has_no_cost_and_gives_no_warning() {
    let found = store(
        "
lanes: [{ from: kr-store, to: buyer }]
demands: { buyer: { country: US, accepts: [ndpr-oxide], quantity: { 2026-01-01: 5 t/yr, 2027-01-01: 0 t/yr } } }
",
    );
    assert_declared(&found, &[("kr-store", "ndpr-oxide", 0, 5.0, 12.0, None)]);
    assert_eq!(found.customs_values[0].difference(), None);
    assert!(warnings(&found).is_empty());
}

#[test]
fn a_source_is_told_where_it_declares_another_value_than_its_offer_there() {
    let found = solved(
        "
lodestone: 1
name: Dear abroad
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
sites:
  cn-market: { country: CN, source: { ndpr-oxide: { offer: 10 USD/kg, offers: [{ price: 12 USD/kg, to: [US] }], customs_value: 9 USD/kg } } }
lanes: [{ from: cn-market, to: buyer, freight: 1 USD/kg }]
demands: { buyer: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr } }
policies: { duty: { measures: { us: { kind: tariff, importers: [US], rate: 1 % } } } }
",
    );
    assert_declared(&found, &[("cn-market", "ndpr-oxide", 0, 10.0, 9.0, Some(12.0))]);
    assert_eq!(warnings(&found).len(), 1);
}

#[test]
fn swarf_that_is_used_again_is_followed_round_by_round() {
    // Magnets and swarf cost c, oxide v: v = (24 x 10 + 20 c + 20) / 30, c = 0.3 v + 20.
    let text = super::circles::SWARF.replace(
        "    country: JP\n",
        "    country: JP\n    customs_values: { magnet: 28.25 USD/kg }\n",
    );
    let duty = "policies: { duty: { measures: { us: { kind: tariff, importers: [US], materials: [magnet], rate: 10 % } } } }";
    let found = solved(&format!("{text}\n{duty}\n"));
    assert_declared(&found, &[("jp-plant", "magnet", 0, 60.0, 28.25, Some(28.25))]);
}
