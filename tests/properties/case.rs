//! Random small instances: ore of mines is separated into two oxides, works make magnets of them, a market sells everything, and
//! buyers want magnets or oxides; with rules of origin, tiers, stocks, measures, transit and up to three half-years.
//!
//! Figures are small whole numbers, so that ties and kinks are frequent.

use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;

/// Countries that sites and demands may be in; the first is where most measures apply.
pub const COUNTRIES: [&str; 4] = ["US", "AU", "JP", "CN"];
/// Goods that buyers may want.
pub const GOODS: [&str; 3] = ["magnet", "nd-oxide", "dy-oxide"];
/// Stages that a rule may test.
pub const STAGES: [&str; 3] = ["mined", "separated", "made"];

/// A position in [`COUNTRIES`].
pub type Country = usize;

/// An instance in figures. Prices are in USD/kg, amounts in t/yr.
#[derive(Clone, Debug)]
pub struct Case {
    pub frame: Frame,
    pub mines: Vec<Mine>,
    pub separators: Vec<Separator>,
    pub works: Vec<Works>,
    pub market: Market,
    pub demands: Vec<Demand>,
    pub rules: Vec<Rule>,
    pub measures: Vec<Measure>,
    pub club: Vec<Country>,
}

impl Case {
    /// The case without dates that split a half-year.
    pub fn in_whole_half_years(mut self) -> Self {
        self.mines.iter_mut().for_each(|mine| mine.late = false);
        self
    }
}

/// What holds everywhere.
#[derive(Clone, Debug)]
pub struct Frame {
    pub periods: usize,
    pub discount: u32,
    pub freight: u32,
    pub transit: u32,
    pub allies: bool,
    pub cif: bool,
    /// Capacity of the lane from the first mine to the first separation plant.
    pub narrow: Option<u32>,
}

/// A mine; `reserved` is another price for members of the club.
#[derive(Clone, Debug)]
pub struct Mine {
    pub country: Country,
    pub offer: u32,
    pub reserved: Option<u32>,
    pub available: u32,
    pub late: bool,
}

/// A separation plant; `circuit` limits its dysprosium oxide.
#[derive(Clone, Debug)]
pub struct Separator {
    pub country: Country,
    pub fee: u32,
    pub capacity: u32,
    pub circuit: Option<u32>,
    pub throws_away: bool,
}

/// Magnet works; `stock` is of neodymium oxide.
#[derive(Clone, Debug)]
pub struct Works {
    pub country: Country,
    pub fee: u32,
    pub capacity: u32,
    pub recycles: bool,
    pub swarf_limit: u32,
    pub stock: Option<Stock>,
    pub under_way: Option<u32>,
    pub sends: bool,
}

/// A stock.
#[derive(Clone, Debug)]
pub struct Stock {
    pub opening: u32,
    pub from: Country,
    pub room: u32,
    pub holding: u32,
    pub end: End,
}

/// What must be left of a stock.
#[derive(Clone, Debug)]
pub enum End {
    Keep,
    Free,
    Worth(u32),
}

/// A market that sells oxides and magnets.
#[derive(Clone, Debug)]
pub struct Market {
    pub country: Country,
    pub mined: Country,
    pub offers: [u32; 3],
    pub available: [u32; 3],
}

/// A demand for one of [`GOODS`], by period.
#[derive(Clone, Debug)]
pub struct Demand {
    pub country: Country,
    pub good: usize,
    /// Served by scrap of the works too, at this rate in percent.
    pub substitute: Option<u32>,
    pub tier: Option<&'static str>,
    pub weight: u32,
    pub penalty: u32,
    pub quantities: Vec<u32>,
    /// Percent that must be delivered.
    pub minimum: Option<u32>,
    /// Rules wanted, by position.
    pub requires: Vec<usize>,
    /// Whether the rules are wanted from the second period only.
    pub lenient: bool,
}

/// A rule of origin.
#[derive(Clone, Debug)]
pub struct Rule {
    pub elements: &'static [&'static str],
    pub tests: Vec<(usize, Vec<Country>)>,
    pub tolerance: Option<u32>,
    pub resets: bool,
}

/// A border measure on goods into a country, or into all.
#[derive(Clone, Debug)]
pub struct Measure {
    pub kind: Kind,
    pub importer: Option<Country>,
    pub exporter: Option<Country>,
    pub good: usize,
    /// Rule whose holders are free, by position.
    pub unless: Option<usize>,
    pub made_in: bool,
    pub late: bool,
}

/// What a measure does.
#[derive(Clone, Debug)]
pub enum Kind {
    Tariff(u32),
    Duty(u32),
    Floor(u32, bool),
    ElementFloor(u32),
    Ban,
    Limit(u32),
}

fn country() -> impl Strategy<Value = Country> {
    0..COUNTRIES.len()
}

fn frame() -> impl Strategy<Value = Frame> {
    let transit = prop_oneof![2 => Just(0), 1 => Just(40), 1 => Just(120), 1 => Just(200_u32)];
    let figures = (1..=3_usize, prop_oneof![Just(0), Just(8_u32)], 0..4_u32, transit);
    (figures, weighted(0.8, Just(())), any::<bool>(), of(1..60_u32)).prop_map(
        |((periods, discount, freight, transit), allies, cif, narrow)| Frame {
            periods,
            discount,
            freight,
            transit,
            allies: allies.is_some(),
            cif,
            narrow,
        },
    )
}

fn mine() -> impl Strategy<Value = Mine> {
    (
        country(),
        1..4_u32,
        weighted(0.2, 1..4_u32),
        5..200_u32,
        weighted(0.2, Just(())),
    )
        .prop_map(|(country, offer, reserved, available, late)| Mine {
            country,
            offer,
            reserved,
            available,
            late: late.is_some(),
        })
}

fn separator() -> impl Strategy<Value = Separator> {
    (country(), 0..3_u32, 20..300_u32, weighted(0.3, 1..3_u32), any::<bool>()).prop_map(
        |(country, fee, capacity, circuit, throws_away)| Separator {
            country,
            fee,
            capacity,
            circuit,
            throws_away,
        },
    )
}

fn stock() -> impl Strategy<Value = Stock> {
    let end = prop_oneof![Just(End::Keep), Just(End::Free), (1..20_u32).prop_map(End::Worth)];
    (0..4_u32, country(), 4..12_u32, 0..3_u32, end).prop_map(|(opening, from, room, holding, end)| Stock {
        opening,
        from,
        room,
        holding,
        end,
    })
}

fn works() -> impl Strategy<Value = Works> {
    let lines = (country(), 5..30_u32, 5..80_u32, any::<bool>(), 0..6_u32);
    let stores = (weighted(0.6, stock()), weighted(0.2, 1..4_u32), weighted(0.8, Just(())));
    (lines, stores).prop_map(
        |((country, fee, capacity, recycles, swarf_limit), (stock, under_way, sends))| Works {
            country,
            fee,
            capacity,
            recycles,
            swarf_limit,
            under_way: under_way.filter(|_| stock.is_some()),
            stock,
            sends: sends.is_some(),
        },
    )
}

fn market() -> impl Strategy<Value = Market> {
    let offers = (40..90_u32, 8..30_u32, 100..300_u32);
    let available = (1..40_u32, 1..30_u32, 1..4_u32);
    (country(), country(), offers, available).prop_map(|(country, mined, offers, available)| Market {
        country,
        mined,
        offers: offers.into(),
        available: available.into(),
    })
}

fn demand() -> impl Strategy<Value = Demand> {
    let good = prop_oneof![5 => Just(0_usize), 2 => Just(1), 1 => Just(2)];
    let tier = prop_oneof![2 => Just(Some("dx")), 2 => Just(Some("unrated")), 1 => Just(None)];
    let value = (tier, 1..3_u32, 30..400_u32, weighted(0.15, 1..80_u32));
    let rules = (vec(0..2_usize, 0..=2), weighted(0.2, Just(())));
    (country(), (good, of(50..120_u32)), value, vec(0..60_u32, 3), rules).prop_map(
        |(country, (good, substitute), (tier, weight, penalty, minimum), quantities, (requires, lenient))| Demand {
            country,
            good,
            substitute,
            tier,
            weight,
            penalty,
            quantities,
            minimum,
            requires,
            lenient: lenient.is_some(),
        },
    )
}

fn rule() -> impl Strategy<Value = Rule> {
    let elements = prop_oneof![Just(&["Nd"][..]), Just(&["Dy"][..]), Just(&["Nd", "Dy"][..])];
    let excluded = vec(country(), 1..=2);
    let tests = vec((0..STAGES.len(), excluded), 1..=2);
    (elements, tests, weighted(0.4, 1..30_u32), any::<bool>()).prop_map(|(elements, tests, tolerance, resets)| Rule {
        elements,
        tests,
        tolerance,
        resets,
    })
}

fn measure() -> impl Strategy<Value = Measure> {
    let kind = prop_oneof![
        3 => (1..60_u32).prop_map(Kind::Tariff),
        3 => (1..20_u32).prop_map(Kind::Duty),
        4 => (10..120_u32, any::<bool>()).prop_map(|(floor, duty_paid)| Kind::Floor(floor, duty_paid)),
        1 => (10..150_u32).prop_map(Kind::ElementFloor),
        1 => Just(Kind::Ban),
        1 => (1..20_u32).prop_map(Kind::Limit),
    ];
    let reading = (weighted(0.4, 0..2_usize), any::<bool>(), weighted(0.2, Just(())));
    (kind, of(country()), of(country()), 0..GOODS.len(), reading).prop_map(
        |(kind, importer, exporter, good, (unless, made_in, late))| {
            // Elsewhere feeds may have paid different amounts on an element, which is refused.
            let magnets_into_first = matches!(kind, Kind::ElementFloor(_));
            Measure {
                kind,
                importer: if magnets_into_first { Some(0) } else { importer },
                exporter,
                good: if magnets_into_first { 0 } else { good },
                unless,
                made_in,
                late: late.is_some(),
            }
        },
    )
}

/// Random instances.
pub fn case() -> impl Strategy<Value = Case> {
    let plants = (vec(mine(), 1..=2), vec(separator(), 1..=2), vec(works(), 1..=2), market());
    let policy = (vec(rule(), 2), vec(measure(), 0..=4), weighted(0.6, vec(country(), 1..=3)));
    (frame(), plants, vec(demand(), 1..=3), policy).prop_map(
        |(frame, (mines, separators, works, market), demands, (rules, measures, club))| Case {
            frame,
            mines,
            separators,
            works,
            market,
            demands,
            rules,
            measures,
            club: club.unwrap_or_default(),
        },
    )
}
