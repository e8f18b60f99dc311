//! Who wants which parts: two tables, one of what stays and one of what changes with the years.

use super::recipes::Technology;
use super::seed::{Seed, tidy};
use super::size::Size;
use super::world::{Place, World};
use std::fmt::Write;

/// Sectors with the tier of their demand among the allies, and whether the defense rules of origin bind them.
const SECTORS: [(&str, &str, bool); 8] = [
    ("defense", "dx", true),
    ("ev", "infrastructure", false),
    ("aircraft", "do", true),
    ("wind", "commercial", false),
    ("datacentre", "infrastructure", false),
    ("robots", "commercial", false),
    ("ships", "do", true),
    ("industry", "commercial", false),
];
/// First year of the periods.
pub const YEAR: usize = 2026;

/// A demand.
#[derive(Clone, Debug)]
pub struct Demand {
    id: String,
    site: String,
    sector: &'static str,
    tier: &'static str,
    accepts: Vec<String>,
    /// Tonnes a year, by year.
    quantity: Vec<f64>,
    /// Rule of origin, by year; empty for none.
    requires: Vec<String>,
    penalty: Option<f64>,
}

/// Draws the demands of every market.
pub fn draw(size: &Size, world: &World, seed: &mut Seed) -> Vec<Demand> {
    let mut demands = Vec::new();
    for market in &world.markets {
        for index in 0..size.demands {
            demands.push(demand(size, market, index, seed));
        }
    }
    demands
}

/// Tonnes of parts wanted in the last year.
pub fn total(demands: &[Demand]) -> f64 {
    demands.iter().filter_map(|demand| demand.quantity.last()).sum()
}

fn demand(size: &Size, market: &Place, index: usize, seed: &mut Seed) -> Demand {
    let (sector, tier, bound) = SECTORS
        .get(index % SECTORS.len())
        .copied()
        .unwrap_or(("industry", "commercial", false));
    let allied = market.is_allied();
    let grade = seed.below(size.grades);
    let (first, growth) = (seed.between(20.0, 600.0), seed.between(1.0, 1.15));
    let years = size.periods.div_ceil(4) + 1;
    let rule = 1 + seed.below(size.rules);
    let soft = !allied || tier == "commercial";
    Demand {
        id: format!("{}-{sector}-{}", market.id, index + 1),
        site: market.id.clone(),
        sector,
        tier: if allied { tier } else { "" },
        accepts: accepted(grade, size.grades, seed.chance(0.3)),
        quantity: (0..years).map(|year| tidy(first * growth.powi(year as i32))).collect(),
        requires: (0..years).map(|year| required(allied && bound, rule, year)).collect(),
        penalty: soft.then(|| tidy(seed.between(120.0, 400.0))),
    }
}

/// One grade above serves too; thick ones take bulk parts only.
fn accepted(grade: usize, grades: usize, thick: bool) -> Vec<String> {
    let fitting = grade..(grade + 2).min(grades);
    let technologies = Technology::ALL
        .into_iter()
        .filter(|technology| !thick || *technology == Technology::Bulk);
    technologies
        .flat_map(|technology| fitting.clone().map(move |grade| technology.part(grade)))
        .collect()
}

/// The first rule in the first year, a later one from then on.
fn required(bound: bool, rule: usize, year: usize) -> String {
    match (bound, year) {
        (false, _) => String::new(),
        (true, 0) => "rule-1".into(),
        (true, _) => format!("rule-{rule}"),
    }
}

/// Text of the table of what stays.
pub fn fixed(demands: &[Demand]) -> String {
    let mut text = String::from("id,site,sector,tier,accepts,penalty [USD/kg]\n");
    for demand in demands {
        let accepts = demand.accepts.join(";");
        let penalty = demand.penalty.map(|value| value.to_string()).unwrap_or_default();
        let Demand {
            id, site, sector, tier, ..
        } = demand;
        let _ = writeln!(text, "{id},{site},{sector},{tier},{accepts},{penalty}");
    }
    text
}

/// Text of the table of amounts and rules by year.
pub fn quantities(demands: &[Demand]) -> String {
    let mut text = String::from("id,date,quantity [t/yr],requires\n");
    for demand in demands {
        for (year, (quantity, requires)) in demand.quantity.iter().zip(&demand.requires).enumerate() {
            let date = format!("{}-01-01", YEAR + year);
            let _ = writeln!(text, "{},{date},{quantity},{requires}", demand.id);
        }
    }
    text
}
