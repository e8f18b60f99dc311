//! Networks from a seed: a rare-earth supply chain from mines to parts, of any size, as an instance folder.

mod demands;
mod lanes;
mod policies;
mod recipes;
mod seed;
mod sites;
mod size;
mod world;

use seed::{Seed, tidy};
pub use size::{SIZES, Size};
use std::path::Path;
use world::World;

/// Writes the instance of a size and seed into a folder: the same bytes for the same size and seed.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write(size: &Size, seed: u64, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, text) in files(size, seed) {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// Name and text of every file of the instance.
fn files(size: &Size, seed: u64) -> [(&'static str, String); 7] {
    let mut seed = Seed(seed);
    let world = World::draw(size, &mut seed);
    let demands = demands::draw(size, &world, &mut seed);
    let wanted = demands::total(&demands);
    let mut sites = sites::Sites {
        world: &world,
        grades: size.grades,
        wanted,
        seed: &mut seed,
    };
    let sites = sites.text();
    let lanes = lanes::lanes(&world, size.partners, &mut seed);
    [
        ("instance.yaml", instance(size, &world, &sites, wanted)),
        ("chain.yaml", recipes::model(&world.mines, size.grades)),
        ("demands.csv", demands::fixed(&demands)),
        ("quantities.csv", demands::quantities(&demands)),
        ("lanes.csv", lanes),
        ("values.csv", sites::oxide_and_metal_values(&world, &mut seed)),
        ("part-values.csv", sites::part_values(&world, size.grades, &mut seed)),
    ]
}

fn instance(size: &Size, world: &World, sites: &str, wanted: f64) -> String {
    let rules = policies::rules(size.rules.clamp(2, policies::MOST_RULES));
    let policies = policies::policies(size.grades, tidy(0.003 * wanted));
    let european = ["DE", "FR", "EE"].into_iter().filter(|code| world.countries.contains(code));
    let european = european.collect::<Vec<&str>>().join(", ");
    let goods = world.works.first().map(|works| format!("in_transit:\n  - {{ material: ndpr-oxide, to: {}, quantity: 3 t, arrives: 2026-02-01, lineage: {{ mine: AU, separation: MY }} }}\n", works.id));
    let goods = goods.unwrap_or_default();
    let (name, periods, year) = (size.name, size.periods, demands::YEAR);
    format!(
        "lodestone: 1
name: Generated, {name}
description: A rare-earth supply chain drawn from a seed; its figures are made up.
model: chain
periods: {{ start: {year}-01-01, count: {periods}, length: 3 months }}
discount_rate: 7 %/yr
tables:
  - {{ file: demands.csv, section: demands }}
  - {{ file: quantities.csv, section: demands }}
  - {{ file: lanes.csv, section: lanes }}
  - {{ file: values.csv, section: sites }}
  - {{ file: part-values.csv, section: sites }}
tiers: [dx, do, infrastructure, commercial]
allies: [US, AU, CA, JP]
partners: {{ MY: 50 %, DE: 25 % }}
exposure_groups: {{ rare-earths: [NdPr, Dy, Tb] }}
territories:
  EU: {{ countries: [{european}], customs_value: cif }}
{rules}{goods}{sites}{policies}"
    )
}
