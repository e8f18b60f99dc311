//! The worked cases, from a network through the program to the solver: figures computed by hand.

use crate::networks::network;
use approx::assert_relative_eq;
use lodestone::formulation::{ColumnKey, Model, formulate};
use lodestone::network::{Network, border_charges};
use lodestone::origin::label;
use lodestone::solve::{Method, Options, Status, solve as optimum};

/// A program and its optimum.
pub struct Solved {
    pub model: Model,
    pub point: Vec<f64>,
    pub duals: Vec<Vec<f64>>,
    pub levels: Vec<f64>,
    pub cost: f64,
}

impl Solved {
    /// Sum of the columns that a test picks.
    pub fn sum(&self, picked: impl Fn(&ColumnKey) -> bool) -> f64 {
        let columns = self.model.columns.iter().zip(&self.point);
        columns.filter(|(key, _)| picked(key)).map(|(_, value)| value).sum()
    }
}

/// Solves a network that has an optimum.
pub fn solve(network: &Network) -> Solved {
    let model = formulate(&label(network));
    let options = Options {
        method: Method::Auto,
        time_limit: None,
        gap: None,
        threads: 1,
    };
    let outcome = optimum(&model.lp, &options).expect("solver");
    assert_eq!(outcome.status, Status::Optimal);
    Solved {
        cost: outcome.levels[network.cost_level()],
        point: outcome.point.expect("point"),
        duals: outcome.duals.unwrap_or_default(),
        levels: outcome.levels,
        model,
    }
}

fn case(name: &str, policy: &str, scenario: Option<&str>) -> (Network, Solved) {
    let text = match name {
        "price-floor" => include_str!("networks/price-floor.yaml"),
        "rules-of-origin" => include_str!("networks/rules-of-origin.yaml"),
        "heavy-rare-earth" => include_str!("networks/heavy-rare-earth.yaml"),
        "origin-washing" => include_str!("networks/origin-washing.yaml"),
        "embargo" => include_str!("networks/embargo.yaml"),
        _ => include_str!("networks/transport.yaml"),
    };
    // The reader lays `set` of policies and scenarios over the document; here a text does.
    let text = match (policy, scenario) {
        ("de-minimis", _) => text.replace("[mined-in-allies]", "[tolerant]"),
        (_, Some("more-dy")) => text.replace("available: 3 }", "available: 4 }"),
        _ => text.to_owned(),
    };
    let network = network(&text, policy, scenario);
    let solved = solve(&network);
    (network, solved)
}

fn equal(found: f64, expected: f64) {
    assert_relative_eq!(found, expected, max_relative = 1e-6, epsilon = 1e-6);
}

fn sold(network: &Network, solved: &Solved, site: &str) -> f64 {
    let at = |source: usize| network.sites[network.sources[source].site.index()].name == site;
    solved.sum(|key| matches!(key, ColumnKey::Supply(source, ..) if at(source.index())))
}

/// Levy and premium of all flows.
fn floor(network: &Network, solved: &Solved) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for (key, value) in solved.model.columns.iter().zip(&solved.point) {
        if let ColumnKey::Flow(lane, class, t) = *key {
            let charges = border_charges(network, lane, |rule| class.has(rule), t);
            sums = (sums.0 + charges.floor_levy * value, sums.1 + charges.floor_premium * value);
        }
    }
    sums
}

#[test]
fn price_floor() {
    for (policy, sales, cost, levy, premium, exposure) in [
        ("open-market", [0.0, 0.0, 100.0], 1_000_000.0, 0.0, 0.0, 100.0),
        ("floor-14", [0.0, 0.0, 100.0], 1_400_000.0, 400_000.0, 0.0, 100.0),
        ("floor-16", [10.0, 80.0, 10.0], 1_590_000.0, 60_000.0, 80_000.0, 10.0),
    ] {
        let (network, solved) = case("price-floor", policy, None);
        for (site, expected) in ["us-mine", "au-mine", "cn-market"].iter().zip(sales) {
            equal(sold(&network, &solved, site), expected);
        }
        equal(solved.cost, cost);
        let (to_treasury, to_seller) = floor(&network, &solved);
        equal(to_treasury, levy);
        equal(to_seller, premium);
        equal(solved.levels[2], exposure);
    }
}

#[test]
fn prices_are_the_duals_of_balances_and_demands() {
    let (network, solved) = case("price-floor", "floor-16", None);
    let dual = |family: &str| {
        let names = solved
            .model
            .rows
            .iter()
            .map(|key| lodestone::formulation::row_name(&network, key));
        let row = names.into_iter().position(|name| name.starts_with(family)).expect("row");
        solved.duals[network.cost_level()][row]
    };
    equal(dual("demand(us_buyer."), 16_000.0);
    equal(dual("source_capacity(us_mine."), -1_000.0);
    equal(dual("balance(cn_market."), 10_000.0);
}

#[test]
fn rules_of_origin() {
    for (policy, cost) in [("mass-balance", 7_050_000.0), ("de-minimis", 7_035_000.0)] {
        equal(case("rules-of-origin", policy, None).1.cost, cost);
    }
}

#[test]
fn heavy_rare_earth() {
    for (scenario, shortages, cost) in [
        (None, [0.0, 43.75, 40.0], 8_537_500.0),
        (Some("more-dy"), [0.0, 18.75, 40.0], 9_987_500.0),
    ] {
        let (_, solved) = case("heavy-rare-earth", "only", scenario);
        for (level, expected) in solved.levels.iter().zip(shortages) {
            equal(*level, expected);
        }
        equal(solved.cost, cost);
    }
}

#[test]
fn origin_washing() {
    for (policy, from, cost) in [
        ("none", "cn-plant", 4_000_000.0),
        ("shipped-from", "vn-plant", 4_200_000.0),
        ("lineage", "jp-plant", 4_850_000.0),
    ] {
        let (network, solved) = case("origin-washing", policy, None);
        equal(solved.cost, cost);
        let bought = |lane: usize| network.sites[network.lanes[lane].from.index()].name == from;
        equal(
            solved.sum(|key| matches!(key, ColumnKey::Flow(lane, ..) if bought(lane.index()))),
            100.0,
        );
    }
}

#[test]
fn embargo() {
    for (scenario, shortages, cost) in [(None, [0.0, 0.0], 2_100_000.0), (Some("embargo"), [0.0, 1.0], 2_408_000.0)] {
        let (_, solved) = case("embargo", "only", scenario);
        equal(solved.levels[0], shortages[0]);
        equal(solved.levels[1], shortages[1]);
        equal(solved.cost, cost);
    }
}

#[test]
fn transport() {
    let (network, solved) = case("transport", "only", None);
    equal(solved.cost, 153_675.0);
    assert_eq!(network.level_names().len(), solved.levels.len());
}
