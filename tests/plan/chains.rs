//! Supply chains: the ways of a delivery, step by step, and their sums.

use super::cases::{assert_chains_are_whole, assert_figures, assert_near, beginnings, shipped, solved, ways};

/// Magnets for two countries from oxide of two mines, 3 : 1.
const MAGNETS: &str = "
lodestone: 1
name: Two mines, one plant
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
materials: { magnet: { stage: magnet, contents: { NdPr: 0.3 t/t } } }
processes: { sintering: { stage: magnet, inputs: { ndpr-oxide: 0.3 t/t }, outputs: { magnet: 1 t/t } } }
sites:
  au-mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, available: 9 t/yr } } }
  cn-mine: { country: CN, source: { ndpr-oxide: { offer: 12 USD/kg } } }
  jp-plant: { country: JP, lines: { sintering: { processes: [sintering] } } }
lanes:
  - { from: [au-mine, cn-mine], to: jp-plant }
  - { from: jp-plant, to: [us-buyer, jp-buyer] }
demands:
  us-buyer: { country: US, accepts: [magnet], quantity: 30 t/yr }
  jp-buyer: { country: JP, accepts: [magnet], quantity: 10 t/yr }
";

#[test]
fn a_way_is_sold_arrived_made_arrived() {
    let found = solved(MAGNETS);
    let way = |mine: &str, buyer: &str| {
        format!("sold {mine} ndpr-oxide > arrived jp-plant ndpr-oxide > made jp-plant magnet > arrived {buyer} magnet")
    };
    for (buyer, magnets) in [("us-buyer", 30.0), ("jp-buyer", 10.0)] {
        let wanted = [
            (way("au-mine", buyer), magnets * 0.3 * 0.75),
            (way("cn-mine", buyer), magnets * 0.3 * 0.25),
        ];
        let wanted: Vec<(&str, f64)> = wanted.iter().map(|(way, tonnes)| (way.as_str(), *tonnes)).collect();
        assert_figures(&ways(&found, buyer, 0, Some("NdPr")), &wanted);
    }
    assert_chains_are_whole(&found, "magnets");
    assert!(found.chains.iter().all(|chain| chain.element.is_some()));
}

#[test]
fn chains_stand_in_order_with_the_largest_first() {
    let found = solved(MAGNETS);
    let order: Vec<(u32, f64)> = found.chains.iter().map(|chain| (chain.demand.0, chain.quantity)).collect();
    assert_eq!(order.len(), 4);
    assert!(order.is_sorted_by(|a, b| (a.0, -a.1) <= (b.0, -b.1)), "{order:?}");
}

#[test]
fn elements_come_their_own_ways() {
    let found = shipped("heavy-rare-earth", None, None, &[]);
    assert_chains_are_whole(&found, "heavy-rare-earth");
    let dy = ways(&found, "us-missiles", 0, Some("Dy"));
    let way =
        "sold au-separation dy-oxide > arrived jp-works dy-oxide > made jp-works uh-diffused > arrived us-missiles uh-diffused";
    assert_figures(&dy, &[(way, 50.0 * 0.03)]);
    let ndpr = ways(&found, "us-missiles", 0, Some("NdPr"));
    assert_figures(&ndpr, &[(&way.replace("dy-oxide", "ndpr-oxide"), 50.0 * 0.3)]);
    // Hot-deformed magnets hold no Dy.
    assert!(ways(&found, "us-appliances", 0, Some("Dy")).is_empty());
}

#[test]
fn goods_without_elements_are_followed_by_gross_mass() {
    let found = shipped("transport", None, None, &[]);
    assert_chains_are_whole(&found, "transport");
    assert!(found.chains.iter().all(|chain| chain.element.is_none()));
    assert_figures(
        &ways(&found, "chicago", 0, None),
        &[("sold seattle cans > arrived chicago cans", 300.0)],
    );
    assert_figures(
        &ways(&found, "topeka", 0, None),
        &[("sold san-diego cans > arrived topeka cans", 275.0)],
    );
    assert_near(ways(&found, "new-york", 0, None).values().sum(), 325.0, "new-york");
}

#[test]
fn chains_keep_apart_what_rules_of_origin_keep_apart() {
    let mass_balance = shipped("rules-of-origin", Some("mass-balance"), None, &[]);
    let tolerant = shipped("rules-of-origin", Some("de-minimis"), None, &[]);
    for half in 0..2 {
        let defense = beginnings(&ways(&mass_balance, "us-defense", half, Some("NdPr")));
        assert_figures(&defense, &[("sold au-mine ndpr-oxide", 15.0)]);
        let industry = beginnings(&ways(&mass_balance, "us-industry", half, Some("NdPr")));
        assert_figures(&industry, &[("sold cn-market ndpr-oxide", 30.0)]);
        let defense = beginnings(&ways(&tolerant, "us-defense", half, Some("NdPr")));
        let wanted = [("sold au-mine ndpr-oxide", 13.5), ("sold cn-market ndpr-oxide", 1.5)];
        assert_figures(&defense, &wanted);
    }
}

#[test]
fn waiting_in_stock_is_no_step_and_what_was_there_begins_a_way() {
    let found = solved(
        "
lodestone: 1
name: Opening stock and goods under way
model: oxides
periods: { start: 2026-01-01, count: 3, length: 1 yr }
sites:
  us-store: { country: US, stocks: { ndpr-oxide: { opening: 5 t, terminal: free } } }
lanes: [{ from: us-store, to: buyer }]
in_transit:
  - { material: ndpr-oxide, to: us-store, quantity: 5 t, arrives: 2027-03-01, lineage: { mined: AU, separated: AU } }
demands:
  buyer: { country: US, accepts: [ndpr-oxide], quantity: { 2026-01-01: 2 t/yr, 2027-01-01: 0 t/yr, 2028-01-01: 8 t/yr } }
",
    );
    let opening = "opening us-store ndpr-oxide > arrived buyer ndpr-oxide";
    let under_way = "under way us-store ndpr-oxide > arrived buyer ndpr-oxide";
    assert_figures(&ways(&found, "buyer", 0, Some("NdPr")), &[(opening, 2.0)]);
    assert!(ways(&found, "buyer", 1, Some("NdPr")).is_empty());
    assert_figures(&ways(&found, "buyer", 2, Some("NdPr")), &[(opening, 3.0), (under_way, 5.0)]);
    assert_chains_are_whole(&found, "stock");
    assert!(found.plan.ledger.is_empty(), "what was there costs nothing");
}

#[test]
fn chains_sum_to_deliveries_in_every_shipped_case() {
    let cases = [
        ("embargo", None, None),
        ("embargo", None, Some("embargo")),
        ("heavy-rare-earth", None, Some("dy-4")),
        ("origin-washing", Some("none"), None),
        ("origin-washing", Some("shipped-from"), None),
        ("origin-washing", Some("lineage"), None),
        ("price-floor", Some("open-market"), None),
        ("price-floor", Some("floor-14"), None),
        ("price-floor", Some("floor-16"), None),
        ("rules-of-origin", Some("mass-balance"), None),
        ("rules-of-origin", Some("de-minimis"), None),
    ];
    for (name, policy, scenario) in cases {
        let found = shipped(name, policy, scenario, &[]);
        let what = format!("{name} {policy:?} {scenario:?}");
        assert_chains_are_whole(&found, &what);
        assert!(found.chains.iter().all(|chain| !chain.steps.is_empty()), "{what} has a rest");
    }
}

#[test]
fn origin_is_told_behind_the_last_plant() {
    let found = shipped("origin-washing", Some("shipped-from"), None, &[]);
    let way = "sold cn-oxide ndpr-oxide > arrived vn-plant ndpr-oxide > made vn-plant magnet > arrived us-buyer magnet";
    assert_figures(&ways(&found, "us-buyer", 0, Some("NdPr")), &[(way, 30.0)]);
}
