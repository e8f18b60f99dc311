//! A case in the file format, as a tree. Written as JSON, which YAML includes.

use super::case::{COUNTRIES, Case, Country, Demand, End, GOODS, Kind, Measure, Mine, Rule, STAGES, Separator, Works};
use serde_json::{Map, Value, json};

/// First days of the half-years.
pub const DATES: [&str; 3] = ["2026-01-01", "2026-07-01", "2027-01-01"];

/// The case as a document.
pub fn tree(case: &Case) -> Value {
    let mut tree = in_full(case);
    drop_unused(&mut tree);
    tree
}

/// The case as a document, with rules that nothing names and sections that are empty.
pub fn in_full(case: &Case) -> Value {
    let frame = &case.frame;
    let allies: &[&str] = if frame.allies { &["US", "AU"] } else { &[] };
    let partners = if frame.allies { json!({ "JP": "40 %" }) } else { json!({}) };
    let basis = if frame.cif { "cif" } else { "fob" };
    json!({
        "lodestone": 1,
        "name": "Random",
        "periods": { "start": DATES[0], "count": frame.periods, "length": "6 months" },
        "discount_rate": format!("{} %/yr", frame.discount),
        "tiers": ["dx", "unrated"],
        "allies": allies,
        "partners": partners,
        "territories": territories(basis),
        "elements": { "Nd": { "criticality": 1 }, "Dy": { "criticality": 5 } },
        "stages": { "mined": {}, "separated": {}, "made": {}, "recycled": { "recycling": true } },
        "materials": materials(),
        "processes": processes(case.works.iter().any(|works| works.recycles)),
        "sites": sites(case),
        "lanes": lanes(case),
        "in_transit": in_transit(case),
        "demands": named("buyer", &case.demands, |demand| self::demand(demand, frame.periods)),
        "rules": named("rule", &case.rules, rule),
        "policies": { "only": { "club": codes(&case.club), "measures": named("measure", &case.measures, measure) } },
        "owners": {},
    })
}

/// All countries, as a measure may name one that nothing else does.
fn territories(basis: &str) -> Value {
    json!({
        "NORTH": { "countries": ["US"] },
        "SOUTH": { "countries": ["AU"] },
        "UNION": { "countries": ["JP"], "customs_value": basis },
        "EAST": { "countries": ["CN"] },
    })
}

fn materials() -> Value {
    let magnet = json!({ "Nd": "240 kg/t", "Dy": "16 kg/t" });
    json!({
        "ore": { "stage": "mined", "contents": { "Nd": "10 %", "Dy": "1 %" } },
        "nd-oxide": { "stage": "separated", "contents": { "Nd": "0.8 t/t" } },
        "dy-oxide": { "stage": "separated", "contents": { "Dy": "0.8 t/t" } },
        "magnet": { "stage": "made", "contents": magnet },
        "swarf": { "stage": "made", "contents": magnet },
        "slag": { "stage": "made" },
    })
}

fn processes(reuse: bool) -> Value {
    let mut processes = json!({
        "separation": { "stage": "separated", "separates": {
            "feeds": ["ore"],
            "products": { "nd-oxide": ["Nd"], "dy-oxide": ["Dy"] },
            "recovery": { "Nd": "80 %", "Dy": "60 %" },
        } },
        "sintering": {
            "stage": "made",
            "inputs": { "nd-oxide": "0.4 t/t", "dy-oxide": "25 kg/t" },
            "outputs": { "magnet": "0.9 t/t", "swarf": "0.1 t/t", "slag": "0.05 t/t" },
        },
    });
    if reuse {
        processes["reuse"] =
            json!({ "stage": "recycled", "inputs": { "swarf": "1 t/t" }, "outputs": { "nd-oxide": "0.25 t/t" } });
    }
    processes
}

fn sites(case: &Case) -> Value {
    let mut sites = Map::new();
    let mut add = |all: Value| sites.extend(all.as_object().cloned().unwrap_or_default());
    add(named("mine", &case.mines, |mine| self::mine(mine, &case.club)));
    add(named("plant", &case.separators, separator));
    add(named("works", &case.works, works));
    add(json!({ "market": market(case) }));
    Value::Object(sites)
}

fn mine(mine: &Mine, club: &[Country]) -> Value {
    let mut source = json!({ "offer": price(mine.offer), "available": rate(mine.available) });
    if let Some(reserved) = mine.reserved.filter(|_| !club.is_empty()) {
        source["offers"] = json!([{ "price": price(reserved), "to": ["members"] }]);
    }
    if mine.late {
        source["from"] = json!("2026-04-01");
        source["ramp"] = json!("60 d");
    }
    json!({ "country": COUNTRIES[mine.country], "source": { "ore": source } })
}

fn separator(plant: &Separator) -> Value {
    let mut line = json!({ "processes": ["separation"], "fee": price(plant.fee), "capacity": rate(plant.capacity) });
    if let Some(circuit) = plant.circuit {
        line["circuits"] = json!({ "heavy": { "materials": ["dy-oxide"], "capacity": rate(circuit) } });
    }
    let mut site = json!({
        "country": COUNTRIES[plant.country],
        "lines": { "separation": line },
        "customs_values": { "nd-oxide": "14 USD/kg", "dy-oxide": "180 USD/kg" },
    });
    if plant.throws_away {
        site["disposal"] = json!({ "nd-oxide": "1 USD/kg", "dy-oxide": "2 USD/kg" });
    }
    site
}

fn works(works: &Works) -> Value {
    let sintering = json!({ "processes": ["sintering"], "fee": price(works.fee), "capacity": rate(works.capacity) });
    let mut lines = json!({ "sintering": sintering });
    if works.recycles {
        lines["reuse"] = json!({ "processes": ["reuse"], "fee": "1 USD/kg" });
    }
    let mut site = json!({
        "country": COUNTRIES[works.country],
        "lines": lines,
        "byproducts": { "swarf": { "price": "2 USD/kg", "limit": rate(works.swarf_limit) } },
        "disposal": { "slag": "0.1 USD/kg" },
        "customs_values": { "nd-oxide": "15 USD/kg", "magnet": magnet_value(works), "swarf": "2 USD/kg", "slag": 0 },
    });
    if let Some(stock) = &works.stock {
        let end = match stock.end {
            End::Keep => json!("keep"),
            End::Free => json!("free"),
            End::Worth(worth) => json!({ "value": price(worth) }),
        };
        let from = COUNTRIES[stock.from];
        let nd = json!({
            "opening": format!("{} t", stock.opening),
            "lineage": { "mined": from, "separated": from },
            "room": format!("{} t", stock.room),
            "holding": format!("{} USD/kg/yr", stock.holding),
            "terminal": end,
        });
        site["stocks"] = json!({ "nd-oxide": nd, "magnet": { "room": "5 t", "holding": "1 USD/kg/yr", "terminal": "free" } });
    }
    site
}

/// Half of the works say that clean magnets are worth more.
fn magnet_value(works: &Works) -> Value {
    if works.recycles {
        json!({ "value": "50 USD/kg", "with_rule": { "rule-0": "60 USD/kg" } })
    } else {
        json!("55 USD/kg")
    }
}

fn market(case: &Case) -> Value {
    let market = &case.market;
    let mut source = Map::new();
    for ((good, offer), available) in GOODS.iter().zip(market.offers).zip(market.available) {
        let lineage = json!({ "mined": COUNTRIES[market.mined] });
        source.insert(
            (*good).into(),
            json!({ "offer": price(offer), "available": rate(available), "lineage": lineage }),
        );
    }
    json!({ "country": COUNTRIES[market.country], "source": source })
}

/// Works that do not send may still receive.
fn lanes(case: &Case) -> Value {
    let mut from: Vec<String> = (0..case.mines.len()).map(|index| format!("mine-{index}")).collect();
    from.extend((0..case.separators.len()).map(|index| format!("plant-{index}")));
    let sending = case.works.iter().enumerate().filter(|(_, works)| works.sends);
    from.extend(sending.map(|(index, _)| format!("works-{index}")));
    from.push("market".into());
    let (freight, transit) = (price(case.frame.freight), format!("{} d", case.frame.transit));
    let mut lanes = vec![json!({ "from": from, "to": "*", "freight": freight, "transit": transit })];
    if let Some(narrow) = case.frame.narrow {
        lanes.push(json!({ "from": "mine-0", "to": "plant-0", "freight": "30 USD/t", "capacity": rate(narrow) }));
    }
    json!(lanes)
}

fn in_transit(case: &Case) -> Value {
    let mut goods = Vec::new();
    for (index, works) in case.works.iter().enumerate() {
        if let Some(quantity) = works.under_way {
            let lineage = json!({ "mined": "AU", "separated": COUNTRIES[works.country] });
            goods.push(json!({
                "material": "nd-oxide",
                "to": format!("works-{index}"),
                "quantity": format!("{quantity} t"),
                "arrives": "2026-02-01",
                "lineage": lineage,
            }));
        }
    }
    json!(goods)
}

fn demand(demand: &Demand, periods: usize) -> Value {
    let good = GOODS[demand.good];
    let rules = json!(demand.requires.iter().map(|rule| format!("rule-{rule}")).collect::<Vec<_>>());
    let quantities = DATES.iter().zip(&demand.quantities).take(periods);
    let steps: Map<String, Value> = quantities
        .map(|(date, amount)| ((*date).into(), json!(rate(*amount))))
        .collect();
    let mut text = json!({
        "country": COUNTRIES[demand.country],
        "accepts": { good: "1 t/t" },
        "requires": rules,
        "quantity": steps,
        "penalty": price(demand.penalty),
        "criticality": demand.weight,
    });
    if let Some(rate) = demand.substitute.filter(|_| good == "magnet") {
        text["accepts"]["swarf"] = json!(format!("{rate} %"));
    }
    if let Some(tier) = demand.tier {
        text["tier"] = json!(tier);
    }
    if let Some(minimum) = demand.minimum {
        text["minimum"] = json!(format!("{minimum} %"));
    }
    if demand.lenient && periods > 1 {
        text["requires"] = json!({ DATES[0]: [], DATES[1]: text["requires"].take() });
    }
    text
}

fn rule(rule: &Rule) -> Value {
    let mut stages = Map::new();
    for (stage, excluded) in &rule.tests {
        stages.insert(STAGES[*stage].into(), json!({ "excluded": codes(excluded) }));
    }
    let mut text = json!({ "elements": rule.elements, "stages": stages, "recycling_resets": rule.resets });
    if let Some(share) = rule.tolerance {
        text["de_minimis"] = json!({ "share": format!("{share} %"), "stage": "made" });
    }
    text
}

fn measure(measure: &Measure) -> Value {
    let good = GOODS[measure.good];
    let mut text = json!({ "materials": [good] });
    match measure.kind {
        Kind::Tariff(rate) => merge(&mut text, json!({ "kind": "tariff", "rate": format!("{rate} %") })),
        Kind::Duty(amount) => merge(&mut text, json!({ "kind": "specific_duty", "amount": price(amount) })),
        Kind::Floor(floor, duty_paid) => {
            let basis = if duty_paid { "duty_paid" } else { "customs_value" };
            merge(
                &mut text,
                json!({ "kind": "price_floor", "floor": price(floor), "basis": basis }),
            );
        }
        Kind::ElementFloor(floor) => {
            let (floors, values) = (json!({ "Nd": price(floor) }), json!({ "Nd": "20 USD/kg" }));
            let figures = json!({ "kind": "price_floor", "element_floors": floors, "element_values": values, "per": "element" });
            merge(&mut text, figures);
        }
        Kind::Ban => merge(&mut text, json!({ "kind": "ban" })),
        Kind::Limit(limit) => merge(
            &mut text,
            json!({ "kind": "export_limit", "limit": rate(limit), "exporters": ["CN", "JP"] }),
        ),
    }
    if !matches!(measure.kind, Kind::Limit(_)) {
        read(measure, &mut text);
    }
    if measure.late {
        text["from"] = json!(DATES[1]);
    }
    text
}

/// Whom the measure concerns.
fn read(measure: &Measure, text: &mut Value) {
    if let Some(importer) = measure.importer {
        text["importers"] = json!([COUNTRIES[importer]]);
    }
    if let Some(exporter) = measure.exporter.filter(|exporter| Some(*exporter) != measure.importer) {
        text["exporters"] = json!([COUNTRIES[exporter]]);
        text["by"] = json!(if measure.made_in { "made_in" } else { "shipped_from" });
    }
    if let Some(rule) = measure.unless {
        text["unless"] = json!(format!("rule-{rule}"));
    }
}

/// Adds fields to a map, in place of those of the same name.
pub fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

/// Leaves out what is empty, and rules that nothing names: the reader refuses them.
pub fn drop_unused(tree: &mut Value) {
    let Value::Object(fields) = tree else { return };
    let rules = fields.remove("rules").unwrap_or_default();
    let rest = Value::Object(fields.clone()).to_string();
    let used = |rule: &&String| rest.contains(&format!("\"{rule}\""));
    let rules = rules.as_object().into_iter().flatten();
    let kept: Map<String, Value> = rules
        .filter(|(rule, _)| used(rule))
        .map(|(rule, text)| (rule.clone(), text.clone()))
        .collect();
    fields.insert("rules".into(), Value::Object(kept));
    let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
    fields.retain(|_, value| !empty(value));
}

fn named<T>(prefix: &str, items: &[T], text: impl Fn(&T) -> Value) -> Value {
    let entries = items.iter().enumerate();
    entries
        .map(|(index, item)| (format!("{prefix}-{index}"), text(item)))
        .collect()
}

fn codes(countries: &[Country]) -> Vec<&'static str> {
    countries.iter().map(|country| COUNTRIES[*country]).collect()
}

/// USD/kg.
pub fn price(usd_per_kg: u32) -> String {
    format!("{usd_per_kg} USD/kg")
}

/// Tonnes a year.
pub fn rate(tonnes_per_year: u32) -> String {
    format!("{tonnes_per_year} t/yr")
}
