//! Prices: what one tonne more would change, in each level, undiscounted.

use super::cases::{assert_near, shipped, solved};
use lodestone::formulation::RowKey;
use lodestone::plan::{PriceRow, Priced};
use lodestone::run::Solved;

fn level(solved: &Solved, name: &str) -> usize {
    let mut levels = solved.plan.levels.iter();
    levels.position(|level| level.name == name).unwrap()
}

/// Price of one tonne more wanted by the only demand.
fn delivered(solved: &Solved, period: usize) -> &PriceRow {
    let is_it = |price: &&PriceRow| matches!(price.of, Priced::Demand(_)) && price.period.unwrap().index() == period;
    solved.plan.prices.iter().find(is_it).unwrap()
}

/// Price of a material at a site; the only class there.
fn at<'a>(solved: &'a Solved, site: &str, material: &str) -> &'a PriceRow {
    let network = &solved.posed.network;
    let is_it = |price: &&PriceRow| match price.of {
        Priced::Balance(at, what, _) => {
            network.sites[at.index()].name == site && network.materials[what.index()].name == material
        }
        _ => false,
    };
    let mut found = solved.plan.prices.iter().filter(is_it);
    let first = found.next().unwrap();
    assert!(found.next().is_none());
    first
}

#[test]
fn the_delivered_price_under_a_floor_is_the_floor() {
    let found = shipped("price-floor", Some("floor-16"), None, &[]);
    let price = delivered(&found, 0);
    assert_near(price.by_level[level(&found, "cost")], 16_000.0, "cost");
    // The next tonne comes from China.
    assert_near(price.by_level[level(&found, "exposure")], 1.0, "exposure");
    assert_near(price.by_level[level(&found, "unrated")], 0.0, "unrated");
    let open = shipped("price-floor", Some("open-market"), None, &[]);
    assert_near(delivered(&open, 0).by_level[level(&open, "cost")], 10_000.0, "cost");
}

#[test]
fn what_is_scarce_has_the_rent_of_its_limit() {
    let found = shipped("price-floor", Some("floor-16"), None, &[]);
    let network = &found.posed.network;
    let rent = |site: &str| -> f64 {
        let is_it = |price: &&PriceRow| match price.of {
            Priced::Limit(RowKey::SourceCapacity(source, _)) => {
                let at = network.sources[source.index()].site;
                network.sites[at.index()].name == site
            }
            _ => false,
        };
        let price = found.plan.prices.iter().find(is_it);
        price.map_or(0.0, |price| price.by_level[level(&found, "cost")])
    };
    // A tonne more of the US mine saves 16,000 - 15,000; abroad the floor takes all.
    assert_near(rent("us-mine"), -1_000.0, "us-mine");
    assert_near(rent("au-mine"), 0.0, "au-mine");
    assert_near(rent("cn-market"), 0.0, "cn-market");
}

#[test]
fn the_price_of_dysprosium_is_a_vector() {
    let found = shipped("heavy-rare-earth", None, None, &[]);
    let price = at(&found, "au-separation", "dy-oxide");
    assert_eq!(price.by_level.len(), found.plan.levels.len());
    assert_near(price.by_level[level(&found, "dx")], 0.0, "dx");
    assert_near(price.by_level[level(&found, "do")], 25.0, "do");
    assert_near(price.by_level[level(&found, "unrated")], 0.0, "unrated");
    // A tonne less saves 25 t of magnets: 20 USD/kg and 0.3 t of oxide at 60 USD/kg each, and the tonne itself is still bought
    // at its source.
    assert_near(price.by_level[level(&found, "cost")], -25.0 * (20_000.0 + 18_000.0), "cost");
}

#[test]
fn prices_are_those_of_their_period() {
    let text = "
lodestone: 1
name: Two years
model: oxides
periods: { start: 2026-01-01, count: 2, length: 1 yr }
discount_rate: 8 %/yr
sites: { mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg } } } }
demands: { buyer: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr } }
";
    let found = solved(text);
    let cost = level(&found, "cost");
    for period in 0..2 {
        assert!(found.posed.network.periods[period].discount < 0.97);
        assert_near(delivered(&found, period).by_level[cost], 10_000.0, "offer of the year");
    }
}

#[test]
fn what_is_kept_costs_the_holding_and_the_waiting() {
    let found = solved(
        "
lodestone: 1
name: Bought a year before
model: oxides
periods: { start: 2026-01-01, count: 2, length: 1 yr }
discount_rate: 8 %/yr
sites:
  mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, until: 2027-01-01 } } }
  store: { country: US, stocks: { ndpr-oxide: { holding: 1 USD/kg/yr, terminal: free } } }
demands: { buyer: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr } }
",
    );
    let cost = level(&found, "cost");
    assert_near(delivered(&found, 0).by_level[cost], 10_000.0, "first year");
    assert_near(delivered(&found, 1).by_level[cost], 11_000.0 * 1.08, "second year");
}

#[test]
fn tonnes_are_not_discounted() {
    let set = ["discount_rate=8 %/yr"];
    let found = shipped("heavy-rare-earth", None, None, &set);
    let price = at(&found, "au-separation", "dy-oxide");
    assert_near(price.by_level[level(&found, "do")], 25.0, "do");
    assert_near(price.by_level[level(&found, "cost")], -25.0 * 38_000.0, "cost");
}

#[test]
fn what_is_not_served_at_all_is_priced_at_its_shortage() {
    let found = solved(
        "
lodestone: 1
name: Two buyers, one tonne
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
sites: { mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, available: 1 t/yr } } } }
demands:
  first: { country: US, accepts: [ndpr-oxide], quantity: 2 t/yr, tier: dx }
  second: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr, penalty: 30 USD/kg }
",
    );
    let price = |name: &str| {
        let network = &found.posed.network;
        let is_it = |price: &&PriceRow| matches!(price.of, Priced::Demand(id) if network.demands[id.index()].name == name);
        found.plan.prices.iter().find(is_it).unwrap()
    };
    let (dx, cost) = (level(&found, "dx"), level(&found, "cost"));
    assert_near(price("first").by_level[dx], 1.0, "first, in tonnes");
    assert_near(price("second").by_level[dx], 0.0, "second, in tonnes");
    assert_near(price("second").by_level[cost], 30_000.0, "second, in money");
}
