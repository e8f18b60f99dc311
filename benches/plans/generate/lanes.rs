//! What is shipped where: each place to the nearest of the next stage and to some far ones.

use super::seed::{Seed, tidy};
use super::world::{Place, World};
use std::fmt::Write;

/// The table of lanes.
#[derive(Debug)]
pub struct Lanes<'a> {
    /// Text so far.
    text: String,
    /// Places of the next stage that a place ships to.
    partners: usize,
    /// Draws.
    seed: &'a mut Seed,
}

/// Text of the table of lanes.
pub fn lanes(world: &World, partners: usize, seed: &mut Seed) -> String {
    let text = String::from("from,to,carries,freight [USD/t],transit [d],capacity [t/yr]\n");
    let mut lanes = Lanes { text, partners, seed };
    let plants: Vec<&Place> = world.plants.iter().map(|plant| &plant.place).collect();
    let works: Vec<&Place> = world.works.iter().collect();
    let makers: Vec<&Place> = world.makers.iter().map(|maker| &maker.place).collect();
    let stockpiles: Vec<&Place> = world.stockpiles.iter().collect();
    let markets: Vec<&Place> = world.markets.iter().collect();
    for mine in &world.mines {
        let takers = world.plants.iter().filter(|plant| plant.takes.contains(&mine.deposit));
        let takers: Vec<&Place> = takers.map(|plant| &plant.place).collect();
        lanes.some(&mine.place, &takers, &mine.ore);
    }
    for plant in &plants {
        lanes.some(plant, &works, "ndpr-oxide;dy-oxide;tb-oxide");
        lanes.every(plant, &stockpiles, "ndpr-oxide;dy-oxide;tb-oxide");
    }
    for stockpile in &stockpiles {
        lanes.some(stockpile, &works, "ndpr-oxide;dy-oxide;tb-oxide");
    }
    for place in &works {
        lanes.some(place, &works, "ndpr-metal");
        lanes.every(place, &makers, "dy-metal;tb-metal");
        lanes.some(place, &makers, "ndpr-alloy");
    }
    for maker in &makers {
        lanes.every(maker, &markets, "part");
        lanes.some(maker, &plants, "swarf-light;swarf-heavy");
    }
    lanes.every(&world.exporter, &works, "ndpr-oxide;dy-oxide;tb-oxide;ndpr-metal");
    lanes.every(&world.exporter, &makers, "dy-metal;tb-metal");
    lanes.every(&world.exporter, &markets, "part");
    lanes.text
}

impl Lanes<'_> {
    fn every(&mut self, from: &Place, to: &[&Place], carries: &str) {
        for place in to.iter().filter(|place| place.id != from.id) {
            self.join(from, place, carries);
        }
    }

    /// Two thirds of the partners are the nearest, the others anywhere.
    fn some(&mut self, from: &Place, to: &[&Place], carries: &str) {
        let mut others: Vec<&Place> = to.iter().copied().filter(|place| place.id != from.id).collect();
        others.sort_by(|a, b| from.distance(a).total_cmp(&from.distance(b)));
        let near = (2 * self.partners).div_ceil(3).min(others.len());
        let mut far = others.split_off(near);
        self.every(from, &others, carries);
        for _ in near..self.partners {
            if !far.is_empty() {
                let chosen = self.seed.below(far.len());
                let place = far.swap_remove(chosen);
                self.join(from, place, carries);
            }
        }
    }

    fn join(&mut self, from: &Place, to: &Place, carries: &str) {
        let distance = from.distance(to);
        let freight = tidy(20.0 + 0.03 * distance * self.seed.between(0.8, 1.3));
        let days = 2.0 + (distance / 400.0 * self.seed.between(0.9, 1.2)).round();
        let capacity = if self.seed.chance(0.02) {
            tidy(self.seed.between(500.0, 5000.0)).to_string()
        } else {
            String::new()
        };
        let _ = writeln!(self.text, "{},{},{carries},{freight},{days},{capacity}", from.id, to.id);
    }
}
