//! What makes the prices, in words.

use crate::explain::{Alternative, Block, PriceOf, PricePart, Section, WayStep, number, per_kg};
use std::collections::BTreeMap;

/// What the table of prices shows.
const FIRST: &str = "What one tonne more would cost each demand, USD/kg, the mean of the periods. The columns up to `other` sum to it; `rules` is \
                     the part of it that rules of origin cause.";
/// Demands told in sentences, those with the largest bill.
const TOLD: usize = 6;
/// Demands in the table.
const ROWS: usize = 16;
/// Parts of a price named in a sentence.
const PARTS: usize = 6;
/// Rents told.
const RENTS: usize = 12;
/// Part of a price below which a part of it is not named.
const SMALL: f64 = 0.005;

/// Groups of parts, as columns of the table.
const GROUPS: [(&str, &[&str]); 5] = [
    (">source", &["offer", "scrap_offer", "contract_price"]),
    (">tolling", &["tolling"]),
    (">freight", &["freight", "holding", "disposal"]),
    (
        ">border",
        &["tariff", "specific_duty", "export_tax", "subsidy", "price_floor"],
    ),
    (">rents", &["rent", "cap"]),
];

/// Sections about prices, rents and alternatives.
pub(super) fn sections(prices: &[PriceOf], decisions_fixed: bool) -> Vec<Section> {
    if prices.is_empty() {
        return Vec::new();
    }
    let mut first = FIRST.to_owned();
    if decisions_fixed {
        first += " They hold for the decisions of the plan as they are.";
    }
    let mut by_bill: Vec<&PriceOf> = prices.iter().collect();
    by_bill.sort_by(|one, other| (other.price * other.tonnes).total_cmp(&(one.price * one.tonnes)));
    let mut blocks = vec![Block::Paragraph(first), table(&by_bill)];
    let left_out = by_bill.len().saturating_sub(ROWS);
    if left_out > 0 {
        let text = format!("These have the largest bills; --json has {left_out} more.");
        blocks.push(Block::Paragraph(text));
    }
    blocks.extend(by_bill.into_iter().take(TOLD).map(|price| Block::Item(sentence(price))));
    let prices_told = Section::new("What makes the price", blocks);
    [Some(prices_told), rents(prices)].into_iter().flatten().collect()
}

fn table(prices: &[&PriceOf]) -> Block {
    let sum = |price: &PriceOf, kinds: &[&str]| -> f64 {
        let parts = price.parts.iter().filter(|part| kinds.contains(&part.kind.as_str()));
        parts.map(|part| part.amount).sum()
    };
    let row = |price: &&PriceOf| {
        let groups: Vec<f64> = GROUPS.iter().map(|(_, kinds)| sum(price, kinds)).collect();
        let other = price.price - groups.iter().sum::<f64>();
        let premium = price.compliance_premium.map_or(String::new(), cell);
        let figures = groups.into_iter().chain([other]).map(cell).chain([premium]);
        let first = [price.demand.clone(), per_kg(price.price)];
        first.into_iter().chain(figures).collect()
    };
    let groups = GROUPS.iter().map(|(name, _)| *name);
    let headers = ["demand", ">price"].into_iter().chain(groups);
    let headers: Vec<String> = headers.chain([">other", ">rules"]).map(String::from).collect();
    filled(headers, prices.iter().take(ROWS).map(row).collect())
}

/// A table without columns that hold nothing.
fn filled(headers: Vec<String>, rows: Vec<Vec<String>>) -> Block {
    let is_filled = |k: usize| {
        rows.iter()
            .any(|row: &Vec<String>| row.get(k).is_some_and(|cell| !cell.is_empty()))
    };
    let filled: Vec<bool> = (0..headers.len()).map(is_filled).collect();
    let keep = |cells: Vec<String>| -> Vec<String> {
        let cells = cells.into_iter().zip(&filled).filter(|(_, filled)| **filled);
        cells.map(|(cell, _)| cell).collect()
    };
    Block::Table {
        headers: keep(headers),
        rows: rows.into_iter().map(keep).collect(),
    }
}

/// A figure of a table; nothing where it rounds to nothing.
fn cell(usd: f64) -> String {
    if usd.abs() < 5.0 { String::new() } else { per_kg(usd) }
}

fn sentence(of: &PriceOf) -> String {
    let mut text = format!("{}: {} USD/kg", of.demand, per_kg(of.price));
    if of.range.1 - of.range.0 > SMALL * of.price.abs() {
        text += &format!(" ({} to {} over the periods)", per_kg(of.range.0), per_kg(of.range.1));
    }
    let told = |part: &&PricePart| part.amount.abs() >= SMALL * of.price.abs();
    let named: Vec<&PricePart> = of.parts.iter().filter(told).take(PARTS).collect();
    let rest = of.price - named.iter().map(|part| part.amount).sum::<f64>();
    let mut parts: Vec<String> = named.into_iter().map(part).collect();
    parts.extend((rest.abs() >= SMALL * of.price.abs()).then(|| format!("{} in smaller parts", per_kg(rest))));
    if !parts.is_empty() {
        text += &format!(": {}", parts.join(", "));
    }
    text += ".";
    if let Some(premium) = of.compliance_premium.filter(|premium| *premium > SMALL * of.price.abs()) {
        text += &format!(" Without its rules a kilogram would cost {} less.", per_kg(premium));
    }
    if !of.way.is_empty() {
        text += &format!(" The way of most of it: {}.", way(&of.way));
    }
    if let Some(next) = of.next_best.first() {
        text += &format!(" Next best: {}.", alternative(next));
    }
    text
}

fn part(of: &PricePart) -> String {
    let amount = per_kg(of.amount);
    match of.kind.as_str() {
        "rent" => format!("{amount} rent of {}", of.what),
        "beside" => format!("{amount} for {} that comes with it", of.what),
        "given" => format!("{amount} worth of {}", of.what),
        _ => format!("{amount} {}", of.what),
    }
}

/// Places from mine to customer, each with what is done there.
fn way(steps: &[WayStep]) -> String {
    let mut places: Vec<(&str, Vec<&str>, &str)> = Vec::new();
    for step in steps {
        let does = Some(step.does.as_str()).filter(|does| !["sells", "arrives", "collected"].contains(does));
        match places.last_mut() {
            Some((site, done, material)) if *site == step.site => {
                done.extend(does);
                *material = &step.material;
            }
            _ => places.push((&step.site, does.into_iter().collect(), &step.material)),
        }
    }
    let told: Vec<String> = places
        .iter()
        .map(|(site, done, material)| place(site, done, material))
        .collect();
    told.join(" → ")
}

fn place(site: &str, done: &[&str], material: &str) -> String {
    match done {
        [] => format!("{site} ({material})"),
        done => format!("{site} ({}: {material})", done.join(", ")),
    }
}

fn alternative(of: &Alternative) -> String {
    let dearer = per_kg(of.dearer);
    let what = match (&of.from, of.does.as_str()) {
        (Some(from), _) => format!("{} from {from} to {}", of.material, of.site),
        (None, "sells") => format!("{} of {}", of.material, of.site),
        (None, does) => format!("{does} at {} for {}", of.site, of.material),
    };
    format!("{what}, if it were {dearer} USD/kg cheaper")
}

/// The rents in the prices: what the demands would pay for one unit more of a limit, weighted by what they are served.
fn rents(prices: &[PriceOf]) -> Option<Section> {
    let mut sums: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for price in prices {
        for part in price
            .parts
            .iter()
            .filter(|part| part.kind == "rent" && part.amount.abs() > 1e-6)
        {
            let sum = sums.entry(&part.what).or_default();
            *sum = (sum.0 + part.amount * price.tonnes, sum.1 + 1);
        }
    }
    let mut sums: Vec<(&str, (f64, usize))> = sums.into_iter().collect();
    sums.sort_by(|one, other| other.1.0.abs().total_cmp(&one.1.0.abs()));
    let (dearer, cheaper): (Vec<Rent<'_>>, Vec<Rent<'_>>) = sums.into_iter().partition(|(_, (sum, _))| *sum > 0.0);
    let first = "Limits that make goods dearer than what is paid for them: the rent in the prices above, times what each demand is served.";
    let mut blocks = Vec::new();
    if !dearer.is_empty() {
        blocks.extend([Block::Paragraph(first.into()), rents_table(&dearer)]);
    }
    if !cheaper.is_empty() {
        let second =
            "Limits that hold prices down, as goods must be made, kept or taken because of them; the same figure, below zero:";
        blocks.extend([Block::Paragraph(second.into()), rents_table(&cheaper)]);
    }
    (!blocks.is_empty()).then(|| Section::new("Where the rents are", blocks))
}

/// A limit, its rent in all, and in how many prices it is.
type Rent<'a> = (&'a str, (f64, usize));

fn rents_table(rents: &[Rent<'_>]) -> Block {
    let row = |(limit, (sum, demands)): &Rent<'_>| vec![(*limit).to_owned(), demands.to_string(), number(sum / 1e6, 3)];
    Block::Table {
        headers: ["limit", ">demands", ">MUSD"].map(String::from).to_vec(),
        rows: rents.iter().take(RENTS).map(row).collect(),
    }
}
