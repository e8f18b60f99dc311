//! Openings, owners, options, lots.

use super::{complains, network, price_floor, with};
use serde_json::{Value, json};

/// The price floor over five half-years from mid-2026, where the Australian mine may be closed.
fn mine() -> Value {
    let years = with(
        price_floor(),
        "/periods",
        json!({ "start": "2026-07-01", "count": 5, "length": 0.5 }),
    );
    with(
        years,
        "/sites/au-mine/opening",
        json!({ "fixed_cost": 500000.0, "window": "year" }),
    )
}

#[test]
fn windows_are_years_from_the_first_day() {
    let network = network(mine(), "none");
    let opening = &network.openings[0];
    assert_eq!(opening.windows, [0..2, 2..4, 4..5]);
    assert_eq!(opening.fixed, [250_000.0; 5]);
    let periods = (0..5).map(crate::network::PeriodId::new);
    let firsts: Vec<usize> = periods.map(|t| opening.window(t).index()).collect();
    assert_eq!(firsts, [0, 0, 2, 2, 4]);
}

#[test]
fn owners_that_ask_for_viability_choose_for_all_their_sites() {
    let network = network(
        with(
            mine(),
            "/owners",
            json!({ "aurora": { "viability": true, "window": "horizon" } }),
        ),
        "none",
    );
    assert_eq!(network.viabilities.len(), 1);
    assert_eq!(network.openings[0].windows, vec![0..5; 1]);
    assert!(network.counts_fixed(network.openings[0].site));
}

#[test]
fn capital_is_recovered_by_an_annuity_from_the_day_of_service() {
    let option =
        json!({ "source": "ndpr-oxide", "capacity": 30.0, "capex": 1000000.0, "life": 2.0, "rate": 0.1, "lead_time": 0.75 });
    let network = network(with(mine(), "/sites/au-mine/options", json!({ "more": option })), "none");
    let option = &network.options[0];
    // 1,000,000 x 0.1 / (1 - 1.1^-2) = 576,190.476 a year; ready on 2027-04-01, 91 of 181 days into the second half-year.
    let recovers = option.recovers[0].as_ref().unwrap();
    let share = 91.0 / 181.0;
    approx::assert_relative_eq!(recovers[1], 576_190.476_190_476_1 * 0.5 * share, max_relative = 1e-12);
    approx::assert_relative_eq!(recovers[2], 288_095.238_095_238, max_relative = 1e-12);
    assert_eq!(option.adds[0].as_ref().unwrap()[2], 15.0);
    assert!(
        option.adds[3].is_some() && option.adds[4].is_none(),
        "the last decision would serve nobody"
    );
}

fn wrong(pointer: &str, value: Value, path: &str, text: &str) {
    complains(with(mine(), pointer, value), path, text);
}

#[test]
fn decisions_that_make_no_sense_are_told() {
    wrong("/owners", json!({ "aurorra": {} }), "owners.aurorra", "did you mean `aurora`");
    let without = json!({ "ndpr-oxide": { "offer": 1.0 } });
    wrong(
        "/sites/au-mine/source",
        without,
        "sites.au-mine.source.ndpr-oxide",
        "no limit on what it sells",
    );
    let both = with(mine(), "/owners", json!({ "aurora": { "viability": true } }));
    complains(
        with(both, "/sites/au-mine/cost_plus", json!(true)),
        "sites.au-mine.cost_plus",
        "asks for viability",
    );
    let options = "/sites/au-mine/options";
    let path = "sites.au-mine.options.more";
    wrong(
        options,
        json!({ "more": { "capacity": 1.0 } }),
        path,
        "not one of `line` and `source`",
    );
    let unknown = json!({ "more": { "capacity": 1.0, "line": "mian" } });
    wrong(options, unknown, &format!("{path}.line"), "line of the site");
    let sourceless = json!({ "more": { "capacity": 1.0, "source": "ndpr-oxid" } });
    wrong(options, sourceless, &format!("{path}.source"), "did you mean `ndpr-oxide`");
    let lifeless = json!({ "more": { "capacity": 1.0, "source": "ndpr-oxide", "capex": 5.0 } });
    wrong(options, lifeless, &format!("{path}.life"), "capital without a life");
}
