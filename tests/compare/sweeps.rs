//! Values at which plans change, known by hand, exactly or to a width; and two values moved together.
//!
//! The buyer of price-floor needs 100 t; the mines at home (10 t) and in Australia (80 t) ask 15, the Chinese supplier 10.

use lodestone::compare::{Break, Grid, Swept};
use lodestone::run::{self, Ending, Failure, Instance, Options, Range, Selection};
use std::path::Path;

const DUTY: &str = "
  duty:
    measures: { it: { kind: tariff, importers: [US], exporters: [CN], materials: [ndpr-oxide], rate: 0 % } }
";

/// The instance price-floor with a policy more.
fn extended() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let text = include_str!("../../instances/price-floor/instance.yaml");
    std::fs::write(place.path().join("instance.yaml"), format!("{text}{DUTY}")).unwrap();
    place
}

fn selection(policy: &str, set: &[&str]) -> Selection {
    Selection {
        policy: (!policy.is_empty()).then(|| policy.into()),
        scenarios: Vec::new(),
        set: set.iter().map(|text| (*text).to_owned()).collect(),
    }
}

fn swept_in(place: &Path, range: &str, (policy, set): (&str, &[&str])) -> Swept {
    let (range, base) = (Range::read(range).unwrap(), selection(policy, set));
    let asked = (&range, Some(0.01));
    let (swept, ending) = run::sweep(&Instance::find(place).unwrap(), asked, (&base, &Options::default()), &|_| ()).unwrap();
    assert_eq!(ending, Ending::Optimal);
    swept
}

fn swept(range: &str, policy: &str, set: &[&str]) -> Swept {
    swept_in(extended().path(), range, (policy, set))
}

/// The change at a value: exact, and between plans no further apart than the width.
#[track_caller]
fn exact(swept: &Swept, wanted: f64) -> &Break {
    let near = |found: &&Break| found.at.is_some_and(|at| (at - wanted).abs() <= 1e-6 * wanted.abs().max(1.0));
    let told: Vec<_> = swept
        .breaks
        .iter()
        .map(|found| (found.at, found.below.at, found.above.at))
        .collect();
    let found = swept
        .breaks
        .iter()
        .find(near)
        .unwrap_or_else(|| panic!("{wanted} is not among {told:?}"));
    assert!(
        found.below.at <= wanted && wanted <= found.above.at && found.above.at - found.below.at <= 0.01,
        "{told:?}"
    );
    found
}

fn has(names: &[String], wanted: &str) -> bool {
    names.iter().any(|name| name.contains(wanted))
}

/// Cost is concave in a price: both kinks of one step are found, 13 where the mine at home comes in and 15 where the Australian one does.
#[test]
fn prices_at_which_mines_come_in_are_exact() {
    let swept = swept(
        "sites.cn-market.source.ndpr-oxide.offer=10..20:10 USD/kg",
        "open-market",
        &["sites.us-mine.source.ndpr-oxide.offer=13 USD/kg"],
    );
    assert_eq!(swept.breaks.len(), 2);
    assert!(has(&exact(&swept, 13.0).comes(), "us-mine"));
    assert!(has(&exact(&swept, 15.0).comes(), "au-mine"));
}

/// 10 x (1 + 50 %) = 15.
#[test]
fn the_rate_of_a_duty_is_exact() {
    let swept = swept("policies.duty.measures.it.rate=0.2..0.9:0.7", "duty", &[]);
    assert_eq!(swept.breaks.len(), 1);
    let found = exact(&swept, 0.5);
    assert!(has(&found.comes(), "AU > US") && found.goes().is_empty());
}

/// Cost is convex in an amount: with 5 t from China 5 t are short, from 10 t on none; from 100 t on the mines rest.
#[test]
fn amounts_at_which_routes_end_are_exact() {
    let swept = swept(
        "sites.cn-market.source.ndpr-oxide.available=5..120:115 t/yr",
        "open-market",
        &[],
    );
    assert!(has(&exact(&swept, 10.0).goes(), "shortage"));
    assert!(has(&exact(&swept, 100.0).goes(), "mine"));
}

/// The change of a step's end: of 50, 100, 150 t from China the second is where the mines come to rest.
#[test]
fn a_change_at_a_value_of_the_range_is_exact_and_told_once() {
    let swept = swept(
        "sites.cn-market.source.ndpr-oxide.available=50..150:50 t/yr",
        "open-market",
        &[],
    );
    let at_100 = swept.breaks.iter().filter(|found| found.at == Some(100.0)).count();
    assert_eq!(at_100, 1);
    assert!(has(&exact(&swept, 100.0).goes(), "mine"));
}

/// 40 t from Australia at 10 as from China: cost is straight, exposure begins at 40 t.
#[test]
fn a_change_that_only_exposure_sees_is_exact() {
    let swept = swept(
        "demands.us-buyer.quantity=20..70:50 t/yr",
        "open-market",
        &[
            "sites.au-mine.source.ndpr-oxide.offer=10 USD/kg",
            "sites.au-mine.source.ndpr-oxide.available=40 t/yr",
        ],
    );
    assert_eq!(swept.breaks.len(), 1);
    assert!(has(&exact(&swept, 40.0).comes(), "CN > US"));
}

/// A floor charges the larger of zero and what lacks: it begins at 10, and at 15 the mines come in. Between, programs move straight.
#[test]
fn a_floor_is_exact_where_its_charge_moves_straight() {
    let swept = swept("policies.floor-16.measures.us-floor.floor=8..20:4 USD/kg", "floor-16", &[]);
    let all = swept.breaks.iter().all(|found| found.above.at - found.below.at <= 0.01);
    assert!(
        all,
        "{:?}",
        swept
            .breaks
            .iter()
            .map(|b| (b.at, b.below.at, b.above.at))
            .collect::<Vec<_>>()
    );
    let mine = swept.breaks.iter().find(|found| has(&found.comes(), "au-mine")).unwrap();
    assert!(mine.below.at <= 15.0 && 15.0 <= mine.above.at);
}

/// The owner of the mine decides with whole numbers: the change is found by halving.
#[test]
fn changes_of_decisions_are_halved() {
    let swept = swept_in(
        Path::new("buyers-club"),
        "demands.us-buyer.quantity=0.5..40.5:40 t/yr",
        ("us-japan", &[]),
    );
    assert!(!swept.breaks.is_empty());
    assert!(
        swept
            .breaks
            .iter()
            .all(|found| found.at.is_none() && found.above.at - found.below.at <= 0.01)
    );
}

fn paired(ranges: [&str; 2]) -> Result<Grid, Failure> {
    let [first, second] = ranges.map(|range| Range::read(range).unwrap());
    let place = extended();
    let (base, instance) = (selection("open-market", &[]), Instance::find(place.path()).unwrap());
    let (grid, ending) = run::grid(&instance, [&first, &second], (&base, &Options::default()), &|_| ())?;
    assert_eq!(ending, Ending::Optimal);
    Ok(grid)
}

const OFFER: &str = "sites.cn-market.source.ndpr-oxide.offer=10..20:10 USD/kg";
const QUANTITY: &str = "demands.us-buyer.quantity=80..120:40 t/yr";

/// At 10 China sells all: 80 t and 120 t. At 20 the mines sell 80 t for 1,200,000, and of 120 t 90 t, for 1,350,000, beside 30 t for 600,000.
#[test]
fn two_values_make_a_grid_of_plans() {
    let grid = paired([OFFER, QUANTITY]).unwrap();
    let places = [[0, 0], [0, 1], [1, 0], [1, 1]];
    for (place, wanted) in places.into_iter().zip([800_000.0, 1_200_000.0, 1_200_000.0, 1_950_000.0]) {
        let cost = grid.figure(place, "cost").unwrap();
        assert!((cost - wanted).abs() < 1.0, "{cost} at {place:?}");
    }
    let kinds = grid.kinds();
    assert!(kinds[0] == kinds[1] && kinds[2] != kinds[3] && kinds[0] != kinds[2]);
    let borders = grid.borders();
    let along_quantity: Vec<_> = borders.iter().filter(|border| border.along == 1).collect();
    assert_eq!((along_quantity.len(), along_quantity[0].other), (1, 20.0));
    assert!(has(&along_quantity[0].comes, "CN > US") && along_quantity[0].goes.is_empty());
    let along_offer = borders.iter().filter(|border| border.along == 0);
    assert!(along_offer.clone().count() == 2 && along_offer.clone().all(|border| has(&border.comes, "AU > US")));
}

#[test]
fn two_values_that_are_one_or_too_many_are_refused() {
    let said = |ranges| paired(ranges).unwrap_err().to_string();
    assert!(said([OFFER, OFFER]).contains("both --sweep move"));
    let fine = "sites.cn-market.source.ndpr-oxide.offer=10..20:0.1 USD/kg";
    assert!(said([fine, "demands.us-buyer.quantity=80..120:1 t/yr"]).contains("101 and 41 values make 4141 plans"));
}
