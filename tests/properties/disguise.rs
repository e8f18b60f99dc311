//! The same instance written in another way: other names, another order, other units.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Sections whose keys are names of the writer's own.
const NAMED: [&str; 7] = ["elements", "stages", "materials", "processes", "sites", "demands", "rules"];
/// Other countries of the world, in place of those of the case.
const ABROAD: [(&str, &str); 4] = [("US", "ZA"), ("AU", "FR"), ("JP", "BR"), ("CN", "AR")];
/// Lists and maps whose order has a meaning.
const ORDERED: [&str; 4] = ["tiers", "stages", "offers", "with_rule"];
/// Units, and how many of each make up another one.
const UNITS: [(&str, &[(&str, f64)]); 10] = [
    (
        "USD/kg",
        &[("USD/t", 1000.0), ("kUSD/t", 1.0), ("MUSD/kt", 1.0), ("USD/lb", 0.453_592_37)],
    ),
    (
        "t/yr",
        &[
            ("kg/yr", 1000.0),
            ("kt/yr", 0.001),
            ("t/month", 1.0 / 12.0),
            ("kg/d", 1000.0 / 365.25),
        ],
    ),
    ("t", &[("kg", 1000.0), ("Mt", 1e-6), ("g", 1e6)]),
    ("%", &[("ppm", 1e4), ("t/t", 0.01), ("", 0.01)]),
    ("t/t", &[("kg/t", 1000.0), ("%", 100.0), ("g/kg", 1000.0)]),
    ("kg/t", &[("g/kg", 1.0), ("ppm", 1000.0)]),
    ("USD", &[("kUSD", 0.001), ("MUSD", 1e-6)]),
    (
        "USD/yr",
        &[("kUSD/yr", 0.001), ("MUSD/yr", 1e-6), ("kUSD/month", 0.001 / 12.0)],
    ),
    ("USD/kg/yr", &[("USD/t/yr", 1000.0), ("kUSD/t/month", 1.0 / 12.0)]),
    ("d", &[("week", 1.0 / 7.0), ("yr", 1.0 / 365.25), ("months", 12.0 / 365.25)]),
];

fn dice(seed: u64, of: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (seed, of).hash(&mut hasher);
    hasher.finish()
}

/// Every value changed by `change`, which sees the texts, and every key by `rename`.
fn walk(tree: &Value, rename: &dyn Fn(&str) -> String, change: &dyn Fn(&str) -> String) -> Value {
    match tree {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (rename(key), walk(value, rename, change)))
            .collect(),
        Value::Array(items) => items.iter().map(|item| walk(item, rename, change)).collect(),
        Value::String(text) => Value::String(change(text)),
        other => other.clone(),
    }
}

/// Other names for everything that has one.
pub fn renamed(tree: &Value, seed: u64) -> Value {
    let mut names: BTreeSet<&str> = BTreeSet::from(["dx", "unrated", "heavy", "NORTH", "SOUTH", "UNION", "EAST"]);
    let measures = tree["policies"]["only"]["measures"].as_object();
    let sections = NAMED.iter().filter_map(|section| tree[*section].as_object()).chain(measures);
    names.extend(sections.flat_map(Map::keys).map(String::as_str));
    let lines = tree["sites"].as_object().into_iter().flat_map(Map::values);
    names.extend(
        lines
            .filter_map(|site| site["lines"].as_object())
            .flat_map(Map::keys)
            .map(String::as_str),
    );
    let other = |name: &str| format!("n{:016x}", dice(seed, name));
    let mut others: BTreeMap<String, String> = names.iter().map(|name| ((*name).to_owned(), other(name))).collect();
    others.extend(ABROAD.map(|(country, abroad)| (country.to_owned(), abroad.to_owned())));
    let rename = |name: &str| others.get(name).cloned().unwrap_or_else(|| name.to_owned());
    walk(tree, &rename, &rename)
}

/// Another order of everything whose order has no meaning.
pub fn reordered(tree: &Value, seed: u64) -> Value {
    ordered("", tree, seed)
}

fn ordered(field: &str, tree: &Value, seed: u64) -> Value {
    let keeps = ORDERED.contains(&field);
    match tree {
        Value::Object(fields) => {
            let mut entries: Vec<(&String, Value)> = fields.iter().map(|(key, value)| (key, ordered(key, value, seed))).collect();
            let dated = fields.keys().all(|key| key.starts_with("20"));
            if !keeps && !dated {
                entries.sort_by_key(|(key, _)| dice(seed, key));
            }
            entries.into_iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| ordered("", item, seed)).collect();
            if !keeps {
                items.sort_by_key(|item| dice(seed, &item.to_string()));
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

/// Every quantity in another unit.
pub fn in_other_units(tree: &Value, seed: u64) -> Value {
    let other = |text: &str| -> String {
        let Some((number, unit)) = text.split_once(' ') else {
            return text.to_owned();
        };
        let known = UNITS.iter().find(|(known, _)| *known == unit);
        let (Some((_, choices)), Ok(number)) = (known, number.parse::<f64>()) else {
            return text.to_owned();
        };
        let (unit, factor) = choices[(dice(seed, text) % choices.len() as u64) as usize];
        format!("{} {unit}", number * factor)
    };
    walk(tree, &|key| key.to_owned(), &other)
}
