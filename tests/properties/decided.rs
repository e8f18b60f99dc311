//! Whole decisions against trying each of them: the decision is taken in the text of the instance, where a closed site has no capacity and a
//! line that runs has a promise to keep, and what it costs is added by hand. The best of all is what the plan with choices must come to.

use super::case::Case;
use super::enriched::{POLICY, SINTERING, at, opened, rich_tree, under, without};
use super::extra::{Extra, Kind, Rich, decided};
use super::pipeline::{answer, compare, holds, levels};
use super::text::DATES;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::Range;

/// The most ways of deciding that are tried for an instance.
const MOST: usize = 64;

/// An instance with decisions taken, and the USD that they cost beside it.
#[derive(Clone)]
struct Taken {
    tree: Value,
    cost: f64,
}

impl Taken {
    /// The same with more that is decided.
    fn also(&self, cost: f64, edit: impl FnOnce(&mut Value)) -> Self {
        let mut tree = self.tree.clone();
        edit(&mut tree);
        Self {
            tree,
            cost: self.cost + cost,
        }
    }
}

/// Discount factor at the middle of a half-year.
fn discount(case: &Case, period: usize) -> f64 {
    (1.0 + f64::from(case.frame.discount) / 100.0).powf(-0.25 - 0.5 * period as f64)
}

/// USD of a yearly payment in a half-year.
fn paid(case: &Case, yearly: f64, period: usize) -> f64 {
    0.5 * yearly * discount(case, period)
}

/// Windows of an instance of at most two half-years.
fn windows(case: &Case, extra: &Extra) -> Vec<Range<usize>> {
    match extra.window {
        "period" => (0..case.frame.periods).map(|t| t..t + 1).collect(),
        _ => std::iter::once(0..case.frame.periods).collect(),
    }
}

/// Every yes and no for some places.
fn answers(places: usize) -> Vec<Vec<bool>> {
    let numbers = 0..1_usize << places;
    numbers
        .map(|number| (0..places).map(|place| number >> place & 1 == 1).collect())
        .collect()
}

/// Every whole number up to `most` for some places.
fn counts(places: usize, most: u32) -> Vec<Vec<u32>> {
    (0..places).fold(vec![Vec::new()], |found, _| {
        let longer = |one: Vec<u32>| (0..=most).map(move |count| [one.as_slice(), &[count]].concat());
        found.into_iter().flat_map(longer).collect()
    })
}

/// Yearly amounts by half-year.
fn steps(amounts: &[f64]) -> Value {
    let steps = DATES.iter().zip(amounts);
    let steps: Map<String, Value> = steps
        .map(|(date, amount)| ((*date).into(), json!(format!("{amount} t/yr"))))
        .collect();
    Value::Object(steps)
}

/// A promise of a yearly amount in a half-year.
fn promise(tree: &mut Value, name: &str, of: &Value, (period, amount): (usize, f64)) {
    let mut text = json!({ "of": of, "at_least": format!("{amount} t/yr"), "window": "period", "from": DATES[period] });
    if let Some(end) = DATES.get(period + 1) {
        text["until"] = json!(end);
    }
    under(tree, POLICY, "commitments", json!({ format!("{name}-{period}"): text }));
}

/// Every way to take the decisions of an extra.
fn ways(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    match extra.kind {
        Kind::Opening => openings(case, extra, taken),
        Kind::Option => options(case, extra, taken),
        Kind::MinimumRun | Kind::Lot => runs(case, extra, taken),
        Kind::Link => links(case, extra, taken),
        Kind::Qualification => qualifications(case, extra, taken),
        Kind::Partners => partners(case, extra, taken),
        _ => [true, false]
            .map(|signed| {
                taken.also(0.0, |tree| {
                    at(tree, &format!("{POLICY}/contracts/offtake"), json!({ "signed": signed }))
                })
            })
            .into(),
    }
}

fn openings(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    let (site, windows) = (opened(extra), windows(case, extra));
    let path = format!("/sites/{site}");
    let paid_for = taken.tree["sites"][site]["cost_plus"] == true;
    let way = |open: &Vec<bool>| {
        let mut before = extra.amount.is_multiple_of(2);
        let mut cost = 0.0;
        for (window, now) in windows.iter().zip(open) {
            let first = discount(case, window.start);
            match (before, *now) {
                (false, true) => cost += 1000.0 * f64::from(extra.amount) * first,
                (true, false) => cost += 1000.0 * f64::from(extra.price) * first,
                _ => {}
            }
            if *now {
                cost += window
                    .clone()
                    .map(|t| paid(case, 1000.0 * f64::from(extra.price), t))
                    .sum::<f64>();
            }
            before = *now;
        }
        taken.also(if paid_for { cost } else { 0.0 }, |tree| {
            without(tree, &path, "opening");
            close(
                tree,
                &path,
                &|t| windows.iter().zip(open).any(|(window, open)| *open && window.contains(&t)),
                case,
            );
        })
    };
    answers(windows.len()).iter().map(way).collect()
}

/// Takes sources and lines of a site away in the half-years in which it is not open.
fn close(tree: &mut Value, path: &str, open: &dyn Fn(usize) -> bool, case: &Case) {
    let periods = case.frame.periods;
    for (section, field) in [("source", "available"), ("lines", "capacity")] {
        let places = tree.pointer_mut(&format!("{path}/{section}")).and_then(Value::as_object_mut);
        for place in places.into_iter().flat_map(Map::values_mut) {
            let amounts: Vec<f64> = (0..periods)
                .map(|t| if open(t) { amount(&place[field], t) } else { 0.0 })
                .collect();
            place[field] = steps(&amounts);
        }
    }
}

/// A yearly amount in a half-year, as written.
fn amount(text: &Value, period: usize) -> f64 {
    let text = text.get(DATES[period]).unwrap_or(text);
    let number = text.as_str().and_then(|text| text.split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn options(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    let periods = case.frame.periods;
    let more = taken.tree["sites"]["plant-0"]["options"]["more"].clone();
    if more["lumpy"] == false {
        return vec![taken.clone()];
    }
    let lead = usize::from(more["lead_time"] == "6 months");
    let annuity = 100_000.0 * f64::from(extra.price) * 0.08 / (1.0 - 1.08_f64.powi(-10));
    let own = f64::from(case.separators[0].capacity);
    let served = |decided: Option<usize>, t: usize| decided.is_some_and(|decided| t >= decided + lead);
    let decisions = std::iter::once(None).chain((0..periods).map(Some));
    let way = |decided: Option<usize>| {
        let cost: f64 = (0..periods)
            .filter(|t| served(decided, *t))
            .map(|t| paid(case, annuity, t))
            .sum();
        let amounts: Vec<f64> = (0..periods)
            .map(|t| {
                own + if served(decided, t) {
                    f64::from(5 * extra.amount)
                } else {
                    0.0
                }
            })
            .collect();
        taken.also(if extra.flag { cost } else { 0.0 }, |tree| {
            without(tree, "/sites/plant-0", "options");
            at(
                tree,
                "/sites/plant-0/lines/separation",
                json!({ "capacity": steps(&amounts) }),
            );
        })
    };
    decisions.map(way).collect()
}

/// Ways to run the first works: not or at the least, or in so many lots. A unit of activity makes 0.9 t of magnets.
fn runs(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    let of = json!({ "count": "made", "from": ["works-0"], "materials": ["magnet"] });
    let capacity = f64::from(case.works[0].capacity);
    let lots = extra.kind == Kind::Lot;
    let way = |counts: &Vec<u32>| {
        taken.also(0.0, |tree| {
            without(tree, SINTERING, if lots { "lot" } else { "minimum_run" });
            let most = |count: &u32| {
                if lots {
                    0.5 * capacity * f64::from(*count)
                } else {
                    capacity * f64::from(*count)
                }
            };
            let own: Vec<f64> = (0..counts.len())
                .map(|t| amount(&tree["sites"]["works-0"]["lines"]["sintering"]["capacity"], t))
                .collect();
            let amounts: Vec<f64> = counts.iter().zip(own).map(|(count, own)| most(count).min(own)).collect();
            at(tree, SINTERING, json!({ "capacity": steps(&amounts) }));
            let least = |count: &u32| match lots {
                true => most(count),
                false => capacity * f64::from((1 + extra.amount % 4) * count) / 4.0,
            };
            for (period, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                promise(tree, if lots { "lots" } else { "run" }, &of, (period, 0.9 * least(count)));
            }
        })
    };
    counts(case.frame.periods, if lots { 2 } else { 1 }).iter().map(way).collect()
}

/// The lane that an entry of its own describes, with another capacity and without its choice.
fn lane(tree: &mut Value, from: &str, capacity: &Value) {
    let lanes = tree["lanes"].as_array_mut().into_iter().flatten();
    for lane in lanes.filter(|lane| lane["from"] == from && lane["to"] == "works-0") {
        lane["capacity"] = capacity.clone();
        without(lane, "", "use");
    }
}

fn links(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    let windows = windows(case, extra);
    let way = |used: &Vec<bool>| {
        let in_use: Vec<usize> = windows
            .iter()
            .zip(used)
            .filter(|(_, used)| **used)
            .flat_map(|(window, _)| window.clone())
            .collect();
        let cost: f64 = in_use
            .iter()
            .map(|t| paid(case, 1000.0 * f64::from(extra.price + 1), *t))
            .sum();
        taken.also(cost, |tree| {
            let amounts: Vec<f64> = (0..case.frame.periods)
                .map(|t| if in_use.contains(&t) { 40.0 } else { 0.0 })
                .collect();
            lane(tree, "market", &steps(&amounts));
            let of = json!({ "from": ["market"], "to": ["works-0"] });
            in_use
                .iter()
                .for_each(|t| promise(tree, "link", &of, (*t, f64::from(extra.amount))));
        })
    };
    answers(windows.len()).iter().map(way).collect()
}

fn qualifications(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    let periods = case.frame.periods;
    let lead = extra.country % 2;
    let decisions = std::iter::once(None).chain((0..periods).map(Some));
    let way = |decided: Option<usize>| {
        let cost = decided.map_or(0.0, |t| 1000.0 * f64::from(extra.price + 1) * discount(case, t));
        let ready = |t: usize| decided.is_some_and(|decided| t >= decided + lead);
        let amounts: Vec<f64> = (0..periods).map(|t| if ready(t) { 40.0 } else { 0.0 }).collect();
        taken.also(cost, |tree| lane(tree, "plant-0", &steps(&amounts)))
    };
    decisions.map(way).collect()
}

/// Suppliers of the first works that stay; the lanes of others carry nothing. The limit on suppliers of the first buyer stays a choice.
fn partners(case: &Case, extra: &Extra, taken: &Taken) -> Vec<Taken> {
    let mut suppliers: Vec<String> = vec!["market".into()];
    suppliers.extend((0..case.separators.len()).map(|index| format!("plant-{index}")));
    suppliers.extend((1..case.works.len()).map(|index| format!("works-{index}")));
    let (most, windows) = (1 + (extra.amount % 2) as usize, windows(case, extra));
    let choices: Vec<Vec<bool>> = answers(suppliers.len())
        .into_iter()
        .filter(|kept| kept.iter().filter(|kept| **kept).count() == most)
        .collect();
    let way = |by_window: Vec<u32>| {
        taken.also(0.0, |tree| {
            without(tree, "/sites/works-0", "suppliers");
            for (index, supplier) in suppliers.iter().enumerate() {
                let kept = |t: usize| {
                    windows
                        .iter()
                        .zip(&by_window)
                        .any(|(window, choice)| window.contains(&t) && choices[*choice as usize][index])
                };
                let kept: Vec<bool> = (0..case.frame.periods).map(kept).collect();
                limit(tree, case, supplier, &kept);
            }
        })
    };
    counts(windows.len(), choices.len() as u32 - 1).into_iter().map(way).collect()
}

/// What the first works have from a supplier. An entry that names a place and goods brings them there, and lets them pass, though nobody
/// there uses or makes them: only these may be named.
fn supplied(case: &Case, supplier: &str) -> Vec<&'static str> {
    let works = supplier.strip_prefix("works-").and_then(|index| index.parse::<usize>().ok());
    let Some(works) = works.map(|index| &case.works[index]) else {
        return vec!["nd-oxide", "dy-oxide"];
    };
    let goods = [("nd-oxide", works.recycles), ("swarf", case.works[0].recycles)];
    let has = goods.into_iter().filter(|(_, has)| *has && works.sends);
    has.map(|(good, _)| good).collect()
}

/// Lets a supplier ship to the first works only in the half-years marked.
fn limit(tree: &mut Value, case: &Case, supplier: &str, kept: &[bool]) {
    let carries = supplied(case, supplier);
    let Some(lanes) = tree["lanes"]
        .as_array_mut()
        .filter(|_| !carries.is_empty() && kept.contains(&false))
    else {
        return;
    };
    let within = |lane: &Value| {
        let limits = kept.iter().enumerate();
        steps(
            &limits
                .map(|(t, kept)| if *kept { amount(&lane["capacity"], t) } else { 0.0 })
                .collect::<Vec<_>>(),
        )
    };
    let own = |lane: &&mut Value| lane["from"] == supplier && lane["to"] == "works-0";
    if let Some(lane) = lanes.iter_mut().find(own) {
        lane["capacity"] = within(lane);
        return;
    }
    let mut lane = lanes[0].clone();
    lane["capacity"] = within(&lane);
    (lane["from"], lane["to"], lane["carries"]) = (json!(supplier), json!("works-0"), json!(carries));
    lanes.push(lane);
}

/// Kinds in the order in which decisions are taken: what closes all comes last.
fn ordered(rich: &Rich) -> Vec<&Extra> {
    let mut extras: Vec<&Extra> = rich.extras.iter().collect();
    let closes = |extra: &&Extra| matches!(extra.kind, Kind::Opening | Kind::Partners);
    extras.sort_by_key(closes);
    extras
}

/// Levels of the best of all decisions, what is decided included; none where no way has a plan.
fn best(all: &[Taken]) -> Result<Option<Vec<f64>>, TestCaseError> {
    let mut best: Option<Vec<f64>> = None;
    for taken in all {
        let answer = answer(&taken.tree)?;
        let Ok(solved) = &answer else { continue };
        let mut found = levels(&answer).unwrap_or_default().to_vec();
        found[solved.posed.network.cost_level()] += taken.cost;
        if best.as_ref().is_none_or(|best| compare(&found, best, 1e-7) == Ordering::Less) {
            best = Some(found);
        }
    }
    Ok(best)
}

#[test]
fn decisions_are_the_best_of_all() {
    let (tried, decided_on) = (Cell::new(0), Cell::new(0));
    holds(("decisions_are_the_best_of_all", file!()), 60, &decided(), |rich| {
        let tree = rich_tree(&rich);
        let start = vec![Taken {
            tree: tree.clone(),
            cost: 0.0,
        }];
        let all = ordered(&rich).into_iter().fold(start, |all, extra| {
            let all = all.iter().take(MOST + 1);
            all.flat_map(|taken| ways(&rich.case, extra, taken)).collect()
        });
        prop_assume!(all.len() <= MOST);
        let best = best(&all)?;
        let answer = answer(&tree)?;
        tried.set(tried.get() + all.len());
        decided_on.set(decided_on.get() + usize::from(answer.is_ok() && all.len() > 1));
        match (levels(&answer), &best) {
            (Ok(found), Some(best)) => {
                prop_assert!(
                    compare(found, best, 1e-6) == Ordering::Equal,
                    "{found:?}, the best of all {best:?}\n{tree}"
                );
            }
            (found, best) => prop_assert!(
                found.is_err() && best.is_none(),
                "{found:?}, the best of all {best:?}\n{tree}"
            ),
        }
        Ok(())
    });
    let (tried, decided_on) = (tried.get(), decided_on.get());
    assert!(
        decided_on > 20 && tried > 2 * decided_on,
        "{tried} ways for {decided_on} plans"
    );
}
