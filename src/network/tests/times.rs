//! Periods, series, ramps, transit.

use super::{complains, network, price_floor, with};
use crate::network::Network;
use approx::assert_relative_eq;
use serde_json::{Value, json};

fn periods(periods: Value) -> Network {
    network(with(price_floor(), "/periods", periods), "none")
}

fn names(network: &Network) -> Vec<&str> {
    network.periods.iter().map(|period| period.name.as_str()).collect()
}

#[test]
fn grids_have_calendar_names() {
    let quarters = json!({ "start": "2026-07-01", "count": 3, "length": 0.25 });
    assert_eq!(names(&periods(quarters)), ["2026-Q3", "2026-Q4", "2027-Q1"]);
    let halves = json!({ "start": "2026-01-01", "count": 2, "length": 0.5 });
    assert_eq!(names(&periods(halves)), ["2026-H1", "2026-H2"]);
    let months = json!({ "start": "2026-11-01", "count": 3, "length": 1.0 / 12.0 });
    assert_eq!(names(&periods(months)), ["2026-11", "2026-12", "2027-01"]);
    let years = json!({ "start": "2026-04-01", "count": 2, "length": 1.0 });
    assert_eq!(names(&periods(years)), ["2026-04-01", "2027-04-01"]);
}

#[test]
fn lengths_are_whole_months_or_days() {
    let quarter = periods(json!({ "start": "2026-07-01", "count": 1, "length": 0.25 }));
    assert_eq!(quarter.periods[0].years, 0.25);
    let days = periods(json!({ "start": "2026-01-01", "count": 2, "length": 28.0 / 365.25 }));
    assert_eq!(names(&days), ["2026-01-01", "2026-01-29"]);
    assert_relative_eq!(days.periods[1].years, 28.0 / 365.25);
    let dates = periods(json!(["2026-01-01", "2026-04-01", "2026-04-11"]));
    assert_eq!(names(&dates), ["2026-Q1", "2026-04-01"]);
    assert_eq!(dates.periods[0].years, 0.25);
    assert_relative_eq!(dates.periods[1].years, 10.0 / 365.25);
}

#[test]
fn dates_split_periods_and_amounts_by_days() {
    let document = with(
        price_floor(),
        "/periods",
        json!({ "start": "2026-07-01", "count": 2, "length": 0.25 }),
    );
    let document = with(document, "/sites/cn-market/source/ndpr-oxide/until", json!("2026-08-01"));
    let document = with(
        document,
        "/demands/us-buyer/quantity",
        json!({ "2026-01-01": 100.0, "2026-10-01": 200.0 }),
    );
    let network = network(document, "none");
    assert_eq!(names(&network), ["2026-Q3.1", "2026-Q3.2", "2026-Q4"]);
    assert_relative_eq!(network.periods[0].years, 0.25 * 31.0 / 92.0);
    assert_relative_eq!(network.periods[0].years + network.periods[1].years, 0.25);
    let cn = &network.sources[1].available;
    assert_relative_eq!(cn[0], 1000.0 * 0.25 * 31.0 / 92.0);
    assert_eq!(cn[1..], [0.0, 0.0]);
    assert_relative_eq!(network.demands[0].blocks[0].quantity[1], 100.0 * 0.25 * 61.0 / 92.0);
    assert_eq!(network.demands[0].blocks[0].quantity[2], 50.0);
}

#[test]
fn discount_is_taken_at_the_middle() {
    let document = with(
        price_floor(),
        "/periods",
        json!({ "start": "2026-01-01", "count": 2, "length": 1.0 }),
    );
    let network = network(with(document, "/discount_rate", json!(0.08)), "none");
    assert_relative_eq!(network.periods[0].discount, 1.08_f64.powf(-0.5));
    assert_relative_eq!(network.periods[1].discount, 1.08_f64.powf(-1.5));
}

#[test]
fn ramps_grow_evenly_and_outages_cut() {
    let document = with(
        price_floor(),
        "/periods",
        json!({ "start": "2026-01-01", "count": 2, "length": 1.0 }),
    );
    let source = json!({ "offer": 1.0, "available": 100.0, "from": "2026-01-01", "ramp": 730.5 / 365.25,
        "outages": [{ "from": "2027-07-01", "until": "2028-01-01", "loss": 0.5 }] });
    let network = network(with(document, "/sites/au-mine/source/ndpr-oxide", source), "none");
    assert_eq!(names(&network), ["2026", "2027.1", "2027.2"]);
    let available = &network.sources[0].available;
    assert_relative_eq!(available[0], 100.0 * 365.0 / 730.5 / 2.0, epsilon = 1e-9);
    let average = (365.0 + 546.0) / 2.0 / 730.5;
    assert_relative_eq!(available[1], 100.0 * 181.0 / 365.0 * average, epsilon = 1e-9);
    assert_relative_eq!(
        available[2],
        100.0 * 184.0 / 365.0 * (546.0 + 730.0) / 2.0 / 730.5 / 2.0,
        epsilon = 1e-9
    );
}

#[test]
fn transit_follows_the_middle_of_the_period() {
    let arrivals = |days: f64| {
        let document = with(
            price_floor(),
            "/periods",
            json!(["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"]),
        );
        let lanes = json!([{ "from": "*", "to": "*", "transit": days / 365.25 }]);
        let network = network(with(document, "/lanes", lanes), "none");
        let arrivals = network.lanes[0].arrivals.clone();
        arrivals
            .iter()
            .map(|shares| shares.iter().map(|(t, share)| (t.0, (share * 1e6).round() / 1e6)).collect())
            .collect()
    };
    let share = |pairs: &[(u32, f64)]| pairs.to_vec();
    let near: Vec<Vec<(u32, f64)>> = arrivals(4.0);
    assert_eq!(near, [share(&[(0, 1.0)]), share(&[(1, 1.0)]), share(&[(2, 1.0)])]);
    let middle: Vec<Vec<(u32, f64)>> = arrivals(7.0);
    assert_eq!(
        middle,
        [share(&[(0, 0.3), (1, 0.7)]), share(&[(1, 0.3), (2, 0.7)]), share(&[])]
    );
    let far: Vec<Vec<(u32, f64)>> = arrivals(18.0);
    assert_eq!(far, [share(&[(1, 0.2), (2, 0.8)]), share(&[]), share(&[])]);
    let tail: Vec<Vec<(u32, f64)>> = arrivals(24.0);
    assert_eq!(
        tail[0],
        share(&[(2, 1.0)]),
        "what lies past the end arrives in the last period"
    );
}

#[test]
fn nonsense_in_periods_is_reported() {
    let wrong = |periods: Value, path: &str, text: &str| complains(with(price_floor(), "/periods", periods), path, text);
    wrong(
        json!({ "start": "2026-01-01", "count": 0, "length": 1.0 }),
        "periods.count",
        "`0`",
    );
    wrong(
        json!({ "start": "2026-01-01", "count": 1001, "length": 1.0 }),
        "periods.count",
        "`1001`",
    );
    wrong(
        json!({ "start": "2026-13-01", "count": 1, "length": 1.0 }),
        "periods.start",
        "`2026-13-01`",
    );
    wrong(
        json!({ "start": "2026-01-01", "count": 1, "length": 0.01 }),
        "periods.length",
        "3.6525 days",
    );
    wrong(
        json!({ "start": "2026-01-01", "count": 1, "length": 0.0 }),
        "periods.length",
        "0",
    );
    wrong(
        json!({ "start": "9000-01-01", "count": 1000, "length": 50.0 }),
        "periods",
        "beyond",
    );
    wrong(json!(["2026-01-01"]), "periods", "1 dates");
    wrong(json!(["2026-01-01", "2025-01-01"]), "periods.1", "not after");
    let steps = json!({ "2027-01-01": 1.0, "2026-01-01": 1.0, "soon": 2.0 });
    complains(
        with(price_floor(), "/demands/us-buyer/quantity", steps),
        "demands.us-buyer.quantity.soon",
        "`soon`",
    );
    let until = json!({ "offer": 1.0, "from": "2026-05-01", "until": "2026-05-01" });
    complains(
        with(price_floor(), "/sites/au-mine/source/ndpr-oxide", until),
        "sites.au-mine.source.ndpr-oxide.until",
        "2026-05-01",
    );
}
