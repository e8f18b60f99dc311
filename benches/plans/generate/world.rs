//! Countries and places, and how far apart they are.

use super::seed::Seed;
use super::size::Size;

const CODES: [&str; 20] = [
    "US", "CN", "JP", "AU", "MY", "DE", "VN", "CA", "BR", "FR", "MM", "GB", "KR", "IN", "EE", "TH", "ZA", "NO", "KZ", "MX",
];
/// Countries that the exposure of a plan is measured against.
pub const ALLIES: [&str; 4] = ["US", "AU", "CA", "JP"];

/// Where a mine's ore comes from; it decides the assay and the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deposit {
    /// Light, hard rock.
    Bastnaesite,
    /// Light, with some heavy.
    Monazite,
    /// Ionic clay, balanced.
    Clay,
    /// Heavy.
    Xenotime,
}

impl Deposit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bastnaesite, Self::Monazite, Self::Clay, Self::Xenotime];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bastnaesite => "bastnaesite",
            Self::Monazite => "monazite",
            Self::Clay => "clay",
            Self::Xenotime => "xenotime",
        }
    }

    /// Tonnes of NdPr, Dy, Tb and LaCe in a tonne of oxide in the concentrate, from the assays of models/rare-earths.yaml.
    pub fn assay(self) -> [f64; 4] {
        match self {
            Self::Bastnaesite => [0.139, 0.000_27, 0.000_13, 0.684],
            Self::Monazite => [0.191, 0.0061, 0.0003, 0.579],
            Self::Clay => [0.199, 0.0327, 0.0058, 0.264],
            Self::Xenotime => [0.0307, 0.0758, 0.0108, 0.0545],
        }
    }
}

/// A place.
#[derive(Clone, Debug)]
pub struct Place {
    /// Name in files.
    pub id: String,
    /// Country code.
    pub country: &'static str,
    /// Position on a map of 1 by 1.
    pub at: (f64, f64),
}

impl Place {
    /// Distance in km; the map is 20,000 km wide.
    pub fn distance(&self, other: &Self) -> f64 {
        20_000.0 * (self.at.0 - other.at.0).hypot(self.at.1 - other.at.1)
    }

    /// Whether it is in a country of the allies.
    pub fn is_allied(&self) -> bool {
        ALLIES.contains(&self.country)
    }
}

/// A mine.
#[derive(Clone, Debug)]
pub struct Mine {
    /// Place.
    pub place: Place,
    /// Name of its concentrate.
    pub ore: String,
    /// Kind of deposit.
    pub deposit: Deposit,
    /// Tonnes of NdPr, Dy, Tb and LaCe in a tonne of concentrate.
    pub assay: [f64; 4],
}

/// A separation plant.
#[derive(Clone, Debug)]
pub struct Plant {
    /// Place.
    pub place: Place,
    /// Kinds of ore it takes.
    pub takes: Vec<Deposit>,
}

/// A part maker.
#[derive(Clone, Debug)]
pub struct Maker {
    /// Place.
    pub place: Place,
    /// Grades it makes.
    pub grades: std::ops::Range<usize>,
}

/// Everything that has a place.
#[derive(Clone, Debug)]
pub struct World {
    /// Country codes.
    pub countries: Vec<&'static str>,
    /// Mines.
    pub mines: Vec<Mine>,
    /// Separation plants.
    pub plants: Vec<Plant>,
    /// Makers of metal and alloy.
    pub works: Vec<Place>,
    /// Makers of parts.
    pub makers: Vec<Maker>,
    /// Stockpiles of oxides.
    pub stockpiles: Vec<Place>,
    /// Users of parts.
    pub markets: Vec<Place>,
    /// The Chinese exporter of oxides, metals and parts.
    pub exporter: Place,
}

impl World {
    /// Draws the places of a network.
    pub fn draw(size: &Size, seed: &mut Seed) -> Self {
        let countries: Vec<&'static str> = CODES.into_iter().take(size.countries).collect();
        let mut map = Map {
            centres: countries
                .iter()
                .map(|_| (seed.between(0.0, 1.0), seed.between(0.0, 1.0)))
                .collect(),
            countries,
            seed,
        };
        let mines = map.places("mine", size.mines, &["AU", "US", "CN", "BR", "CA", "MM", "MY"]);
        let plants = map.places("plant", size.plants, &["MY", "US", "CN", "AU", "FR", "JP"]);
        let works = map.places("works", size.works, &["JP", "CN", "VN", "US", "GB", "FR"]);
        let makers = map.places("maker", size.makers, &["JP", "US", "CN", "DE", "VN", "KR"]);
        let stockpiles = map.places("stockpile", 2, &["US", "JP"]);
        let order = map.countries.clone();
        Self {
            markets: map.places("market", size.markets, &order),
            exporter: map.place("exporter".into(), "CN"),
            mines: mines
                .into_iter()
                .enumerate()
                .map(|(index, place)| mine(index, place, map.seed))
                .collect(),
            makers: makers
                .into_iter()
                .enumerate()
                .map(|(index, place)| maker((index, size.grades), place, map.seed))
                .collect(),
            plants: plants
                .into_iter()
                .enumerate()
                .map(|(index, place)| plant((index, size.plants), place, map.seed))
                .collect(),
            countries: map.countries,
            works,
            stockpiles,
        }
    }
}

struct Map<'a> {
    countries: Vec<&'static str>,
    centres: Vec<(f64, f64)>,
    seed: &'a mut Seed,
}

impl Map<'_> {
    /// The first stand in the countries named, the others anywhere.
    fn places(&mut self, kind: &str, count: usize, first: &[&'static str]) -> Vec<Place> {
        let known: Vec<&'static str> = first.iter().copied().filter(|code| self.countries.contains(code)).collect();
        let mut places = Vec::new();
        for index in 0..count {
            let anywhere = self.seed.below(self.countries.len());
            let country = known.get(index).or_else(|| self.countries.get(anywhere));
            let country = country.copied().unwrap_or("US");
            places.push(self.place(format!("{kind}-{}", index + 1), country));
        }
        places
    }

    fn place(&mut self, kind: String, country: &'static str) -> Place {
        let position = self.countries.iter().position(|code| *code == country);
        let centre = position
            .and_then(|index| self.centres.get(index))
            .copied()
            .unwrap_or((0.5, 0.5));
        let at = (
            centre.0 + self.seed.between(-0.05, 0.05),
            centre.1 + self.seed.between(-0.05, 0.05),
        );
        let id = format!("{}-{kind}", country.to_lowercase());
        Place { id, country, at }
    }
}

fn mine(index: usize, place: Place, seed: &mut Seed) -> Mine {
    let drawn = seed.below(Deposit::ALL.len());
    let deposit = if index < Deposit::ALL.len() { index } else { drawn };
    let deposit = Deposit::ALL.get(deposit).copied().unwrap_or(Deposit::Monazite);
    Mine {
        ore: format!("ore-{}", index + 1),
        assay: deposit.assay().map(|share| share * seed.between(0.85, 1.15)),
        deposit,
        place,
    }
}

/// The first plants take the kinds of ore in turn, so that each is taken somewhere; later ones take two.
fn plant((index, plants): (usize, usize), place: Place, seed: &mut Seed) -> Plant {
    let kinds = Deposit::ALL.len();
    let drawn = seed.below(kinds);
    let also = |kind: usize| index >= kinds && (kind == drawn || kind == (drawn + 1) % kinds);
    let takes = Deposit::ALL.into_iter().enumerate();
    let takes = takes.filter(|(kind, _)| kind % plants == index || also(*kind));
    Plant {
        place,
        takes: takes.map(|(_, deposit)| deposit).collect(),
    }
}

/// The first two make every grade; the others a run of at least half of them.
fn maker((index, grades): (usize, usize), place: Place, seed: &mut Seed) -> Maker {
    let first = seed.below(grades.div_ceil(2));
    let length = grades.div_ceil(2) + seed.below(grades / 2 + 1);
    let grades = if index < 2 {
        0..grades
    } else {
        first..(first + length).min(grades)
    };
    Maker { place, grades }
}
