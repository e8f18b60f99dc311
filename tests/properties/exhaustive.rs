//! Tiny networks against trying everything: each tonne wanted is short, or bought somewhere at some time and brought directly or over a
//! store. Written from the meaning of the instance; the optimum of such a network is at whole tonnes.

use super::pipeline::{answer, holds};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Countries of sources, with the weight of their goods in exposure.
const ORIGINS: [(&str, f64); 3] = [("AU", 0.0), ("JP", 0.5), ("CN", 1.0)];
/// Countries of demands; the first is an ally with measures at its border, where the store is.
const BUYERS: [&str; 2] = ["US", "JP"];
const TIERS: [&str; 2] = ["first", "second"];
const RATE: f64 = 0.1;

/// An instance in figures: prices in USD/kg, whole tonnes.
#[derive(Clone, Debug)]
struct Tiny {
    periods: usize,
    sources: Vec<Source>,
    demands: Vec<Demand>,
    holding: u32,
    /// Percent, on goods mined in China.
    tariff: u32,
    floor: u32,
    /// First period of a ban on Chinese goods.
    ban: Option<usize>,
}

#[derive(Clone, Debug)]
struct Source {
    origin: usize,
    offers: Vec<u32>,
    available: Vec<u32>,
    /// To each country of buyers, and to the store.
    freight: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Demand {
    buyer: usize,
    quantities: Vec<u32>,
    tier: Option<usize>,
    weight: u32,
    penalty: u32,
    clean: bool,
    freight_from_store: u32,
}

fn tiny() -> impl Strategy<Value = Tiny> {
    let source = (0..3_usize, vec(1..30_u32, 2), vec(0..3_u32, 2), vec(0..6_u32, 3));
    let source = source.prop_map(|(origin, offers, available, freight)| Source {
        origin,
        offers,
        available,
        freight,
    });
    let demand = (
        vec(0..3_u32, 2),
        weighted(0.7, 0..2_usize),
        1..3_u32,
        1..40_u32,
        (0..2_usize, any::<bool>(), 0..4_u32),
    );
    let demand = demand.prop_map(
        |(quantities, tier, weight, penalty, (buyer, clean, freight_from_store))| Demand {
            buyer,
            quantities,
            tier,
            weight,
            penalty,
            clean,
            freight_from_store,
        },
    );
    let measures = (0..60_u32, 0..40_u32, of(0..2_usize));
    (1..=2_usize, vec(source, 1..=3), vec(demand, 1..=2), 0..4_u32, measures).prop_map(
        |(periods, sources, demands, holding, (tariff, floor, ban))| Tiny {
            periods,
            sources,
            demands,
            holding,
            tariff,
            floor,
            ban,
        },
    )
}

/// Values by period, as steps.
fn steps(values: &[u32], unit: &str, periods: usize) -> Value {
    let dated = ["2026-01-01", "2027-01-01"].into_iter().zip(values).take(periods);
    let steps: Map<String, Value> = dated
        .map(|(date, value)| (date.into(), json!(format!("{value} {unit}"))))
        .collect();
    Value::Object(steps)
}

fn tree(tiny: &Tiny) -> Value {
    let (mut sites, mut demands, mut lanes) = (Map::new(), Map::new(), Vec::new());
    let lane = |from: &str, to: String, freight: u32| json!({ "from": from, "to": to, "freight": format!("{freight} USD/kg") });
    let stock = json!({ "oxide": { "holding": format!("{} USD/kg/yr", tiny.holding), "terminal": "free" } });
    sites.insert("store".into(), json!({ "country": "US", "stocks": stock }));
    for (s, source) in tiny.sources.iter().enumerate() {
        let name = format!("source-{s}");
        let offer = steps(&source.offers, "USD/kg", tiny.periods);
        let oxide = json!({ "offer": offer, "available": steps(&source.available, "t/yr", tiny.periods) });
        sites.insert(
            name.clone(),
            json!({ "country": ORIGINS[source.origin].0, "source": { "oxide": oxide } }),
        );
        lanes.push(lane(&name, "store".into(), source.freight[2]));
        for (d, demand) in tiny.demands.iter().enumerate() {
            lanes.push(lane(&name, format!("buyer-{d}"), source.freight[demand.buyer]));
        }
    }
    for (d, demand) in tiny.demands.iter().enumerate() {
        lanes.push(lane("store", format!("buyer-{d}"), demand.freight_from_store));
        demands.insert(format!("buyer-{d}"), wanted(demand, tiny.periods));
    }
    let mut tree = frame(tiny);
    let used = tiny.demands.iter().any(|demand| demand.clean);
    if used {
        tree["rules"] = json!({ "clean": { "stages": { "mined": { "excluded": ["CN"] } } } });
    }
    (tree["sites"], tree["demands"], tree["lanes"]) = (Value::Object(sites), Value::Object(demands), json!(lanes));
    tree
}

fn wanted(demand: &Demand, periods: usize) -> Value {
    let mut text = json!({
        "country": BUYERS[demand.buyer],
        "accepts": ["oxide"],
        "quantity": steps(&demand.quantities, "t/yr", periods),
        "penalty": format!("{} USD/kg", demand.penalty),
        "criticality": demand.weight,
    });
    if let Some(tier) = demand.tier {
        text["tier"] = json!(TIERS[tier]);
    }
    if demand.clean {
        text["requires"] = json!(["clean"]);
    }
    text
}

fn frame(tiny: &Tiny) -> Value {
    let us = json!(["US"]);
    let mut measures = json!({
        "duty": { "kind": "tariff", "importers": us, "exporters": ["CN"], "materials": ["oxide"], "rate": format!("{} %", tiny.tariff) },
        "floor": { "kind": "price_floor", "importers": us, "materials": ["oxide"], "floor": format!("{} USD/kg", tiny.floor) },
    });
    if let Some(first) = tiny.ban.filter(|first| *first < tiny.periods) {
        let from = ["2026-01-01", "2027-01-01"][first];
        measures["stop"] = json!({ "kind": "ban", "importers": us, "exporters": ["CN"], "materials": ["oxide"], "from": from });
    }
    json!({
        "lodestone": 1,
        "name": "Tiny",
        "periods": { "start": "2026-01-01", "count": tiny.periods, "length": "1 yr" },
        "discount_rate": format!("{} %/yr", 100.0 * RATE),
        "tiers": TIERS,
        "allies": ["US", "AU"],
        "partners": { "JP": "50 %" },
        "territories": { "EAST": { "countries": ["CN"] }, "WEST": { "countries": ["US"] } },
        "elements": { "X": {} },
        "stages": { "mined": {}, "separated": {} },
        "materials": { "oxide": { "stage": "separated", "contents": { "X": "0.8 t/t" } } },
        "policies": { "only": { "measures": measures } },
    })
}

/// Shortage of both tiers, cost, exposure.
type Levels = [f64; 4];

fn discount(period: usize) -> f64 {
    (1.0 + RATE).powf(-0.5 - period as f64)
}

/// USD to buy a tonne and bring it over the border of a country; none where that is forbidden.
fn landed(tiny: &Tiny, source: &Source, period: usize, into: &str) -> Option<f64> {
    let offer = f64::from(source.offers[period]);
    let chinese = ORIGINS[source.origin].0 == "CN";
    if into != "US" {
        return Some(1000.0 * offer);
    }
    if chinese && tiny.ban.is_some_and(|first| period >= first) {
        return None;
    }
    let duty = if chinese {
        f64::from(tiny.tariff) / 100.0 * offer
    } else {
        0.0
    };
    Some(1000.0 * f64::max(offer + duty, f64::from(tiny.floor)))
}

/// What a tonne adds to the levels when it is bought in a period and brought directly, or over the store.
fn served(tiny: &Tiny, (d, period): (usize, usize), (s, bought, stored): (usize, usize, bool)) -> Option<Levels> {
    let (demand, source) = (&tiny.demands[d], &tiny.sources[s]);
    let (origin, exposure) = ORIGINS[source.origin];
    if bought > period || (!stored && bought < period) || (demand.clean && origin == "CN") {
        return None;
    }
    let freight = |usd_per_kg: u32| 1000.0 * f64::from(usd_per_kg);
    let mut cost = 0.0;
    if stored {
        cost += discount(bought) * (landed(tiny, source, bought, "US")? + freight(source.freight[2]));
        cost += (bought..period)
            .map(|kept| discount(kept) * freight(tiny.holding))
            .sum::<f64>();
        cost += discount(period) * freight(demand.freight_from_store);
    } else {
        let landed = landed(tiny, source, bought, BUYERS[demand.buyer])?;
        cost += discount(bought) * (landed + freight(source.freight[demand.buyer]));
    }
    let exposure = if demand.buyer == 0 { 0.8 * exposure } else { 0.0 };
    Some([0.0, 0.0, cost, exposure])
}

/// What a tonne adds to the levels when it is short.
fn short(demand: &Demand, period: usize) -> Levels {
    let mut levels = [0.0; 4];
    match demand.tier {
        Some(tier) => levels[tier] = f64::from(demand.weight),
        None => levels[2] = discount(period) * 1000.0 * f64::from(demand.penalty),
    }
    levels
}

/// The best of all ways to serve the tonnes left, `None` before any is known.
struct Search<'a> {
    tiny: &'a Tiny,
    tonnes: Vec<(usize, usize)>,
    left: Vec<Vec<u32>>,
    best: Option<Levels>,
}

impl Search<'_> {
    fn serve(&mut self, from: usize, sum: Levels) {
        let Some(&(d, period)) = self.tonnes.get(from) else {
            if self
                .best
                .is_none_or(|best| super::pipeline::compare(&sum, &best, 1e-9).is_lt())
            {
                self.best = Some(sum);
            }
            return;
        };
        self.serve(from + 1, added(sum, short(&self.tiny.demands[d], period)));
        for s in 0..self.tiny.sources.len() {
            for (bought, stored) in (0..=period).flat_map(|bought| [(bought, false), (bought, true)]) {
                let Some(levels) = served(self.tiny, (d, period), (s, bought, stored)).filter(|_| self.left[s][bought] > 0)
                else {
                    continue;
                };
                self.left[s][bought] -= 1;
                self.serve(from + 1, added(sum, levels));
                self.left[s][bought] += 1;
            }
        }
    }
}

fn added(a: Levels, b: Levels) -> Levels {
    std::array::from_fn(|level| a[level] + b[level])
}

/// Levels of the best of all plans in whole tonnes.
fn best(tiny: &Tiny) -> Levels {
    let demands = tiny.demands.iter().enumerate();
    let tonnes = demands.flat_map(|(d, demand)| {
        let periods = demand.quantities.iter().take(tiny.periods).enumerate();
        periods.flat_map(move |(period, tonnes)| (0..*tonnes).map(move |_| (d, period)))
    });
    let mut search = Search {
        tiny,
        tonnes: tonnes.collect(),
        left: tiny.sources.iter().map(|source| source.available.clone()).collect(),
        best: None,
    };
    search.serve(0, [0.0; 4]);
    search.best.unwrap_or_default()
}

#[test]
fn tiny_networks_are_solved_as_by_trying_everything() {
    let name = "tiny_networks_are_solved_as_by_trying_everything";
    holds((name, file!()), 100, &tiny(), |tiny| {
        let wanted: u32 = tiny
            .demands
            .iter()
            .flat_map(|demand| &demand.quantities[..tiny.periods])
            .sum();
        prop_assume!(wanted <= 6);
        let answer = answer(&tree(&tiny))?;
        prop_assert!(answer.is_ok());
        let best = best(&tiny);
        for level in answer.iter().flat_map(|solved| &solved.plan.levels) {
            let at = ["first", "second", "cost", "exposure"]
                .iter()
                .position(|name| *name == level.name);
            let wanted = best[at.unwrap_or_default()];
            let error = (level.value - wanted).abs();
            prop_assert!(
                error <= 1e-7 * wanted.abs().max(1.0),
                "{}: {} instead of {wanted}",
                level.name,
                level.value
            );
        }
        Ok(())
    });
}
