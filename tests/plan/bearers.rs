//! Who bears the costs of goods: the countries where they end, in proportion.

use super::cases::{assert_figures, assert_ledger_is_whole, borne, solved};
use lodestone::plan::EntryKind;

/// 40 t of magnets from 12 t of oxide: 30 t for the US, 10 t for Japan.
const MAGNETS: &str = "
lodestone: 1
name: One plant, two countries
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
materials: { magnet: { stage: magnet, contents: { NdPr: 0.3 t/t } } }
processes: { sintering: { stage: magnet, inputs: { ndpr-oxide: 0.3 t/t }, outputs: { magnet: 1 t/t } } }
sites:
  au-mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg } } }
  jp-plant: { country: JP, lines: { sintering: { processes: [sintering], fee: 20 USD/kg } } }
lanes:
  - { from: au-mine, to: jp-plant, freight: 1 USD/kg }
  - { from: jp-plant, to: us-buyer, freight: 2 USD/kg }
  - { from: jp-plant, to: jp-buyer }
demands:
  us-buyer: { country: US, accepts: [magnet], quantity: 30 t/yr }
  jp-buyer: { country: JP, accepts: [magnet], quantity: 10 t/yr }
";

#[test]
fn a_plant_that_feeds_two_countries_is_paid_by_both_by_tonnes() {
    let found = solved(MAGNETS);
    assert_figures(
        &borne(&found, EntryKind::Tolling),
        &[("US", 30.0 * 20_000.0), ("JP", 10.0 * 20_000.0)],
    );
    assert_figures(&borne(&found, EntryKind::Offer), &[("US", 90_000.0), ("JP", 30_000.0)]);
    // 12 t of oxide to the plant for both, 30 t of magnets to the US alone.
    assert_figures(
        &borne(&found, EntryKind::Freight),
        &[("US", 9_000.0 + 60_000.0), ("JP", 3_000.0)],
    );
    assert_ledger_is_whole(&found, "magnets");
}

#[test]
fn a_stock_is_borne_by_who_uses_it_later() {
    let found = solved(
        "
lodestone: 1
name: Bought in the first year for the second
model: oxides
periods: { start: 2026-01-01, count: 2, length: 1 yr }
sites:
  au-mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, until: 2027-01-01 } } }
  kr-store: { country: KR, stocks: { ndpr-oxide: { holding: 1 USD/kg/yr, terminal: free } } }
lanes:
  - { from: au-mine, to: kr-store, freight: 0.5 USD/kg }
  - { from: kr-store, to: [jp-buyer, us-buyer] }
demands:
  jp-buyer: { country: JP, accepts: [ndpr-oxide], quantity: { 2026-01-01: 30 t/yr, 2027-01-01: 0 t/yr } }
  us-buyer: { country: US, accepts: [ndpr-oxide], quantity: { 2026-01-01: 0 t/yr, 2027-01-01: 10 t/yr } }
",
    );
    assert_figures(&borne(&found, EntryKind::Offer), &[("JP", 300_000.0), ("US", 100_000.0)]);
    assert_figures(&borne(&found, EntryKind::Freight), &[("JP", 15_000.0), ("US", 5_000.0)]);
    assert_figures(&borne(&found, EntryKind::Holding), &[("US", 10_000.0)]);
    assert!(found.plan.ledger.iter().all(|entry| entry.period.index() == 0));
}

/// 100 t of concentrate give 30 t of Nd-Pr oxide for the US, 10 t of Dy oxide for Japan, 60 t of residue.
fn separation(residue: &str) -> String {
    format!(
        "
lodestone: 1
name: Separation
periods: {{ start: 2026-01-01, count: 1, length: 1 yr }}
elements: {{ NdPr: {{}}, Dy: {{}} }}
stages: {{ mined: {{}}, separated: {{}} }}
materials:
  concentrate: {{ stage: mined, contents: {{ NdPr: 0.3 t/t, Dy: 0.1 t/t }} }}
  ndpr-oxide: {{ stage: separated, contents: {{ NdPr: 1 t/t }} }}
  dy-oxide: {{ stage: separated, contents: {{ Dy: 1 t/t }} }}
  residue: {{ stage: separated }}
processes:
  extraction:
    stage: separated
    inputs: {{ concentrate: 1 t/t }}
    outputs: {{ ndpr-oxide: 0.3 t/t, dy-oxide: 0.1 t/t, residue: 0.6 t/t }}
sites:
  au-mine: {{ country: AU, source: {{ concentrate: {{ offer: 4 USD/kg }} }} }}
  my-plant:
    country: MY
    lines: {{ extraction: {{ processes: [extraction], fee: 1 USD/kg }} }}
    {residue}
demands:
  us-buyer: {{ country: US, accepts: [ndpr-oxide], quantity: 30 t/yr }}
  jp-buyer: {{ country: JP, accepts: [dy-oxide], quantity: 6 t/yr }}
"
    )
}

#[test]
fn joint_outputs_bear_by_mass_of_elements_and_what_stays_by_the_site() {
    // 4 t of Dy oxide find no use and leave at the plant: a tenth of all elements.
    let found = solved(&separation("disposal: { residue: 0.5 USD/kg, dy-oxide: 2 USD/kg }"));
    assert_figures(
        &borne(&found, EntryKind::Offer),
        &[("US", 300_000.0), ("JP", 60_000.0), ("MY", 40_000.0)],
    );
    assert_figures(
        &borne(&found, EntryKind::Tolling),
        &[("US", 75_000.0), ("JP", 15_000.0), ("MY", 10_000.0)],
    );
    assert_figures(&borne(&found, EntryKind::Disposal), &[("MY", 30_000.0 + 8_000.0)]);
    assert_ledger_is_whole(&found, "separation");
}

#[test]
fn a_by_product_without_elements_bears_nothing_and_its_revenue_stays_at_the_site() {
    let text = separation("byproducts: { residue: { price: 0.1 USD/kg }, dy-oxide: { price: 0 USD/kg } }");
    let found = solved(&text.replace("quantity: 6 t/yr", "quantity: 10 t/yr"));
    assert_figures(&borne(&found, EntryKind::Offer), &[("US", 300_000.0), ("JP", 100_000.0)]);
    assert_figures(&borne(&found, EntryKind::Tolling), &[("US", 75_000.0), ("JP", 25_000.0)]);
    assert_figures(&borne(&found, EntryKind::Byproduct), &[("MY", -6_000.0)]);
}

#[test]
fn outputs_bear_by_gross_mass_where_none_has_elements() {
    let found = solved(
        "
lodestone: 1
name: Cracking
periods: { start: 2026-01-01, count: 1, length: 1 yr }
stages: { crude: {}, refined: {} }
materials: { oil: { stage: crude }, light: { stage: refined }, heavy: { stage: refined } }
processes: { cracking: { stage: refined, inputs: { oil: 1 t/t }, outputs: { light: 0.75 t/t, heavy: 0.25 t/t } } }
sites:
  well: { country: AU, source: { oil: { offer: 1 USD/kg } } }
  works: { country: JP, lines: { cracking: { processes: [cracking] } } }
demands:
  us-buyer: { country: US, accepts: [light], quantity: 75 t/yr }
  jp-buyer: { country: JP, accepts: [heavy], quantity: 25 t/yr }
",
    );
    assert_figures(&borne(&found, EntryKind::Offer), &[("US", 75_000.0), ("JP", 25_000.0)]);
}

#[test]
fn a_process_without_inputs_is_paid_too() {
    let text = MAGNETS
        .replace(
            "inputs: { ndpr-oxide: 0.3 t/t }, outputs: { magnet: 1 t/t } } }",
            "inputs: { ndpr-oxide: 0.3 t/t, heat: 1 t/t }, outputs: { magnet: 1 t/t } }, \
             firing: { stage: magnet, outputs: { heat: 1 t/t } } }",
        )
        .replace("materials: { ", "materials: { heat: { stage: separated }, ")
        .replace("lines: { ", "lines: { firing: { processes: [firing], fee: 2 USD/kg }, ");
    let found = solved(&text);
    assert_figures(
        &borne(&found, EntryKind::Tolling),
        &[("US", 30.0 * 22_000.0), ("JP", 10.0 * 22_000.0)],
    );
    assert_ledger_is_whole(&found, "firing");
}

#[test]
fn goods_under_way_are_paid_when_shipped_by_who_uses_them_on_arrival() {
    let found = solved(
        "
lodestone: 1
name: Long way
model: oxides
periods: { start: 2026-01-01, count: 2, length: 1 yr }
sites:
  au-mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, until: 2027-01-01 } } }
  kr-port: { country: KR, stocks: { ndpr-oxide: { terminal: free } } }
lanes:
  - { from: au-mine, to: kr-port, freight: 1 USD/kg, transit: 1 yr }
  - { from: kr-port, to: [jp-buyer, us-buyer] }
demands:
  jp-buyer: { country: JP, accepts: [ndpr-oxide], quantity: { 2026-01-01: 0 t/yr, 2027-01-01: 30 t/yr } }
  us-buyer: { country: US, accepts: [ndpr-oxide], quantity: { 2026-01-01: 0 t/yr, 2027-01-01: 10 t/yr } }
",
    );
    assert_figures(&borne(&found, EntryKind::Freight), &[("JP", 30_000.0), ("US", 10_000.0)]);
    assert_figures(&borne(&found, EntryKind::Offer), &[("JP", 300_000.0), ("US", 100_000.0)]);
    assert!(found.plan.ledger.iter().all(|entry| entry.period.index() == 0));
    assert!(found.plan.deliveries.iter().all(|delivery| delivery.period.index() == 1));
}
