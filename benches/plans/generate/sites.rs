//! The sites of the instance file, and the tables of customs values.

use super::recipes::{Technology, parts};
use super::seed::{Seed, tidy};
use super::world::{Maker, Mine, Place, Plant, World};
use std::fmt::Write;

/// What is mined, separated, smelted and cast for a tonne of parts, with some to spare.
const ORE: f64 = 3.2;
const OXIDE: f64 = 0.62;
const ALLOY: f64 = 1.8;
/// Offers at the Chinese exporter, USD/kg.
const EXPORTED: [(&str, f64, f64); 6] = [
    ("ndpr-oxide", 90.0, 0.15),
    ("dy-oxide", 225.0, 0.005),
    ("tb-oxide", 880.0, 0.0005),
    ("ndpr-metal", 112.0, 0.1),
    ("dy-metal", 280.0, 0.003),
    ("tb-metal", 1090.0, 0.0003),
];
/// Declared customs values of oxides, and of metals and alloy, USD/kg.
const OXIDE_VALUES: [(&str, f64); 3] = [("ndpr-oxide", 80.0), ("dy-oxide", 280.0), ("tb-oxide", 1000.0)];
const METAL_VALUES: [(&str, f64); 4] = [
    ("ndpr-metal", 108.0),
    ("dy-metal", 345.0),
    ("tb-metal", 1240.0),
    ("ndpr-alloy", 41.0),
];

/// Draws the sites.
#[derive(Debug)]
pub struct Sites<'a> {
    /// Places.
    pub world: &'a World,
    /// Grades of parts.
    pub grades: usize,
    /// Tonnes of parts wanted a year.
    pub wanted: f64,
    /// Draws.
    pub seed: &'a mut Seed,
}

impl Sites<'_> {
    /// Text of the section `sites`.
    pub fn text(&mut self) -> String {
        let world = self.world;
        let mut text = String::from("sites:\n");
        world.mines.iter().for_each(|mine| text.push_str(&self.mine(mine)));
        world.plants.iter().for_each(|plant| text.push_str(&self.plant(plant)));
        world.works.iter().for_each(|works| text.push_str(&self.works(works)));
        world.makers.iter().for_each(|maker| text.push_str(&self.maker(maker)));
        world
            .stockpiles
            .iter()
            .for_each(|place| text.push_str(&self.stockpile(place)));
        world.markets.iter().for_each(|place| text.push_str(&self.market(place)));
        text.push_str(&self.exporter());
        text
    }

    /// A share of what all need, for one of `count` alike, USD/kg or t/yr.
    fn share(&mut self, of: f64, count: usize) -> f64 {
        tidy(self.wanted * of / count as f64 * self.seed.between(0.4, 1.6))
    }

    /// Asked is about half of what the oxides in it are worth. Some begin late and ramp up; some stand still for a while.
    fn mine(&mut self, mine: &Mine) -> String {
        let [light, dysprosium, terbium, _] = mine.assay;
        let worth = light * 94.0 + dysprosium * 320.0 + terbium * 1180.0;
        let offer = tidy(worth * self.seed.between(0.35, 0.65));
        let amount = self.share(ORE, self.world.mines.len());
        let (first, cash) = (tidy(0.8 * amount), tidy(0.5 * offer));
        let dates = self.dates();
        format!(
            "{}    source:\n      {}: {{ offer: {offer} USD/kg, available: {{ 2026-01-01: {first} t/yr, 2028-01-01: {amount} t/yr }}, cash_cost: {cash} USD/kg{dates} }}\n",
            head(&mine.place),
            mine.ore
        )
    }

    fn dates(&mut self) -> String {
        match self.seed.below(4) {
            0 => ", from: 2027-01-01, ramp: 12 months".into(),
            1 => ", outages: [{ from: 2027-04-01, until: 2027-07-01, loss: 60 % }]".into(),
            _ => String::new(),
        }
    }

    fn plant(&mut self, plant: &Plant) -> String {
        let processes: Vec<String> = plant
            .takes
            .iter()
            .map(|deposit| format!("separate-{}", deposit.name()))
            .collect();
        let capacity = self.share(ORE, self.world.plants.len());
        let fee = tidy(self.seed.between(6.0, 15.0));
        let (oxide, heavy, scrap) = (tidy(capacity * 0.2), tidy(capacity * 0.03), tidy(capacity * 0.1));
        let head = head(&plant.place);
        let dates = self.dates();
        let processes = processes.join(", ");
        format!(
            "{head}    lines:
      separate:
        {{ processes: [{processes}], capacity: {capacity} t/yr, fee: {fee} USD/kg{dates}, circuits: {{ light: {{ materials: [ndpr-oxide], capacity: {oxide} t/yr }}, heavy: {{ materials: [dy-oxide, tb-oxide], capacity: {heavy} t/yr }} }} }}
      recycle: {{ processes: [recycle], capacity: {scrap} t/yr, fee: 8 USD/kg }}
    byproducts: {{ la-ce-oxide: {{ price: 0.9 USD/kg, limit: {oxide} t/yr }} }}
    disposal: {{ la-ce-oxide: 0.3 USD/kg }}
"
        )
    }

    fn works(&mut self, works: &Place) -> String {
        let count = self.world.works.len();
        let (metal, heavy, alloy) = (self.share(OXIDE, count), self.share(0.06, count), self.share(ALLOY, count));
        let fees = [
            self.seed.between(6.0, 13.0),
            self.seed.between(25.0, 38.0),
            self.seed.between(4.0, 6.0),
        ]
        .map(tidy);
        let [metal_fee, heavy_fee, alloy_fee] = fees;
        let (opening, room) = (tidy(metal / 25.0), tidy(metal / 6.0));
        let country = works.country;
        format!(
            "{}    lines:
      metal: {{ processes: [make-ndpr-metal], capacity: {metal} t/yr, fee: {metal_fee} USD/kg }}
      heavy-metal: {{ processes: [make-dy-metal, make-tb-metal], capacity: {heavy} t/yr, fee: {heavy_fee} USD/kg }}
      cast: {{ processes: [cast-alloy], capacity: {alloy} t/yr, fee: {alloy_fee} USD/kg }}
    stocks:
      ndpr-oxide: {{ opening: {opening} t, room: {room} t, holding: 8 USD/kg/yr, lineage: {{ mine: {country}, separation: {country} }} }}
",
            head(works)
        )
    }

    fn maker(&mut self, maker: &Maker) -> String {
        let capacity = self.share(1.2, self.world.makers.len());
        let fee = tidy(self.seed.between(14.0, 28.0));
        let made: Vec<(usize, Technology)> = parts(self.grades).filter(|(grade, _)| maker.grades.contains(grade)).collect();
        let processes: Vec<String> = made.iter().map(|(grade, technology)| technology.process(*grade)).collect();
        let diffused = made.iter().filter(|(_, technology)| *technology == Technology::Diffused);
        let diffused: Vec<String> = diffused.map(|(grade, technology)| technology.part(*grade)).collect();
        let (half, room) = (tidy(0.55 * capacity), tidy(0.02 * capacity));
        format!(
            "{}    lines:
      parts:
        {{ processes: [{}], capacity: {capacity} t/yr, fee: {fee} USD/kg, circuits: {{ diffused: {{ materials: [{}], capacity: {half} t/yr }} }} }}
    stocks: {{ dy-metal: {{ opening: 0 t, room: {room} t, holding: 30 USD/kg/yr, terminal: free }} }}
    disposal: {{ swarf-light: 0.1 USD/kg, swarf-heavy: 0.1 USD/kg }}
",
            head(&maker.place),
            processes.join(", "),
            diffused.join(", ")
        )
    }

    fn stockpile(&mut self, place: &Place) -> String {
        let mut text = format!("{}    stocks:\n", head(place));
        for (material, share, holding) in [("ndpr-oxide", 0.02, 9), ("dy-oxide", 0.001, 25), ("tb-oxide", 0.000_1, 90)] {
            let opening = self.share(share, 1);
            let room = tidy(5.0 * opening);
            let _ = writeln!(
                text,
                "      {material}: {{ opening: {opening} t, room: {room} t, holding: {holding} USD/kg/yr, lineage: {{ mine: AU, separation: MY }} }}"
            );
        }
        text
    }

    /// Working stocks of the first grade bridge the first arrivals.
    fn market(&mut self, place: &Place) -> String {
        let opening = self.share(0.01, self.world.markets.len());
        let home = place.country;
        let part = Technology::Diffused.part(0);
        format!(
            "{}    stocks: {{ {part}: {{ opening: {opening} t, holding: 8 USD/kg/yr, terminal: free, lineage: {{ mine: CN, separation: CN, metal: {home}, part: {home} }} }} }}\n",
            head(place)
        )
    }

    fn exporter(&mut self) -> String {
        let mut text = format!("{}    source:\n", head(&self.world.exporter));
        for (material, price, share) in EXPORTED {
            let amount = self.share(share, 1);
            let dearer = tidy(1.06 * price);
            let _ = writeln!(
                text,
                "      {material}: {{ offer: {price} USD/kg, offers: [{{ price: {dearer} USD/kg, to: [members], if: [club_formed] }}], available: {amount} t/yr }}"
            );
        }
        for (grade, technology) in parts(self.grades) {
            let price = tidy(technology.value(grade, self.grades) * self.seed.between(0.7, 0.9));
            let amount = self.share(0.3, 2 * self.grades);
            let _ = writeln!(
                text,
                "      {}: {{ offer: {price} USD/kg, available: {amount} t/yr }}",
                technology.part(grade)
            );
        }
        text
    }
}

fn head(place: &Place) -> String {
    format!("  {}:\n    country: {}\n", place.id, place.country)
}

/// Text of the table of customs values of what plants, stockpiles and works ship.
pub fn oxide_and_metal_values(world: &World, seed: &mut Seed) -> String {
    let columns = OXIDE_VALUES.iter().chain(&METAL_VALUES);
    let columns: Vec<String> = columns
        .map(|(material, _)| format!("customs_values.{material} [USD/kg]"))
        .collect();
    let mut text = format!("id,{}\n", columns.join(","));
    let oxides = world.plants.iter().map(|plant| &plant.place).chain(&world.stockpiles);
    let places = oxides
        .map(|place| (place, true))
        .chain(world.works.iter().map(|place| (place, false)));
    for (place, is_oxide) in places {
        let oxides = OXIDE_VALUES.iter().map(|(_, value)| (is_oxide, *value));
        let metals = METAL_VALUES.iter().map(|(_, value)| (!is_oxide, *value));
        let cells: Vec<String> = oxides.chain(metals).map(|(made, value)| cell(made, value, seed)).collect();
        let _ = writeln!(text, "{},{}", place.id, cells.join(","));
    }
    text
}

/// Text of the table of customs values of parts.
pub fn part_values(world: &World, grades: usize, seed: &mut Seed) -> String {
    let columns: Vec<String> = parts(grades)
        .map(|(grade, kind)| format!("customs_values.{} [USD/kg]", kind.part(grade)))
        .collect();
    let mut text = format!("id,{}\n", columns.join(","));
    for maker in &world.makers {
        let cells = parts(grades).map(|(grade, kind)| cell(maker.grades.contains(&grade), kind.value(grade, grades), seed));
        let _ = writeln!(text, "{},{}", maker.place.id, cells.collect::<Vec<String>>().join(","));
    }
    text
}

fn cell(made: bool, value: f64, seed: &mut Seed) -> String {
    if made {
        tidy(value * seed.between(0.95, 1.05)).to_string()
    } else {
        String::new()
    }
}
