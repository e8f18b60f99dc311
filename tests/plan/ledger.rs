//! The ledger names the right parties, and sums to the cost level whatever the policy, the scenario and the discount rate.

use super::cases::{Sums, assert_ledger_is_whole, assert_near, cost, party, root, shipped, solved, sums};
use lodestone::plan::EntryKind::{self, FloorLevy, FloorPremium, Offer, Penalty, Terminal};
use lodestone::run::Solved;
use lodestone::spec;
use rayon::prelude::*;

#[track_caller]
fn assert_sums(found: &Sums, wanted: &[(EntryKind, &str, &str, f64)]) {
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for (kind, payer, payee, amount) in wanted {
        let key = (*kind, (*payer).to_owned(), (*payee).to_owned());
        let sum = found.get(&key).unwrap_or_else(|| panic!("there is no {key:?} in {found:#?}"));
        assert_near(*sum, *amount, &format!("{key:?}"));
    }
}

fn levels(solved: &Solved) -> Vec<(&str, f64)> {
    solved
        .plan
        .levels
        .iter()
        .map(|level| (level.name.as_str(), level.value))
        .collect()
}

#[test]
fn a_floor_below_the_allied_cost_goes_to_the_treasury() {
    let found = shipped("price-floor", Some("floor-14"), None, &[]);
    let wanted = [
        (Offer, "buyers US", "owner cn-market", 1_000_000.0),
        (FloorLevy, "buyers US", "treasury US", 400_000.0),
    ];
    assert_sums(&sums(&found, |_| true), &wanted);
    assert_near(cost(&found), 1_400_000.0, "cost");
}

#[test]
fn a_floor_above_the_allied_cost_is_split_between_mine_and_treasury() {
    let found = shipped("price-floor", Some("floor-16"), None, &[]);
    let wanted = [
        (Offer, "buyers US", "owner home-mining", 150_000.0),
        (Offer, "buyers US", "owner aurora", 1_200_000.0),
        (Offer, "buyers US", "owner cn-market", 100_000.0),
        (FloorPremium, "buyers US", "owner aurora", 80_000.0),
        (FloorLevy, "buyers US", "treasury US", 60_000.0),
    ];
    assert_sums(&sums(&found, |_| true), &wanted);
    let wanted = [("unrated", 0.0), ("cost", 1_590_000.0), ("exposure", 10.0)];
    let found = levels(&found);
    assert_eq!(found.len(), wanted.len());
    for ((name, value), (wanted_name, wanted)) in found.into_iter().zip(wanted) {
        assert_eq!(name, wanted_name);
        assert_near(value, wanted, name);
    }
}

#[test]
fn entries_stand_where_they_arise() {
    let found = shipped("price-floor", Some("floor-16"), None, &[]);
    let network = &found.posed.network;
    for entry in &found.plan.ledger {
        let site = &network.sites[entry.site.unwrap().index()].name;
        assert_eq!(network.materials[entry.material.unwrap().index()].name, "ndpr-oxide");
        match entry.kind {
            Offer => assert!(["us-mine", "au-mine", "cn-market"].contains(&site.as_str())),
            _ => assert_eq!(site, "us-buyer"),
        }
        assert!(party(network, entry.payer).starts_with("buyers"));
        assert_eq!(entry.nominal, entry.discounted);
    }
    let mut order = found.plan.ledger.clone();
    order.sort_by_key(|entry| (entry.period, entry.kind, entry.payer, entry.payee));
    assert_eq!(order, found.plan.ledger);
}

#[test]
fn the_ledger_sums_to_the_cost_under_every_policy_scenario_and_discount_rate() {
    let names = [
        "embargo",
        "heavy-rare-earth",
        "origin-washing",
        "price-floor",
        "rules-of-origin",
        "transport",
    ];
    let mut cases = Vec::new();
    for name in names {
        let survey = spec::survey(&root().join(name)).unwrap();
        let policies: Vec<Option<String>> = match survey.policies.is_empty() {
            true => vec![None],
            false => survey.policies.into_iter().map(Some).collect(),
        };
        let others = survey.scenarios.into_iter().filter(|scenario| scenario != "baseline");
        let scenarios: Vec<Option<String>> = [None].into_iter().chain(others.map(Some)).collect();
        for policy in &policies {
            for scenario in &scenarios {
                cases.push((name, policy.clone(), scenario.clone(), None));
                cases.push((name, policy.clone(), scenario.clone(), Some("discount_rate=8 %/yr")));
            }
        }
    }
    assert_eq!(cases.len(), 2 * (2 + 3 + 3 + 3 + 8 + 1));
    cases.par_iter().for_each(|(name, policy, scenario, setting)| {
        let settings: Vec<&str> = setting.iter().copied().collect();
        let solved = shipped(name, policy.as_deref(), scenario.as_deref(), &settings);
        let what = format!("{name} {policy:?} {scenario:?} {setting:?}");
        assert_ledger_is_whole(&solved, &what);
        let ledger = &solved.plan.ledger;
        assert!(
            ledger.iter().any(|entry| entry.nominal != entry.discounted) == setting.is_some(),
            "{what}"
        );
    });
}

#[test]
fn entries_are_nominal_and_discounted_to_the_middle_of_their_period() {
    let found = solved(
        "
lodestone: 1
name: Two years
model: oxides
periods: { start: 2026-01-01, count: 2, length: 1 yr }
discount_rate: 21 %/yr
sites: { mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg } } } }
demands: { buyer: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr } }
",
    );
    let ledger = &found.plan.ledger;
    assert_eq!(ledger.len(), 2);
    // 1.21^-0.5 = 1/1.1, 1.21^-1.5 = 1/1.331
    assert_near(ledger[0].nominal, 100_000.0, "first year");
    assert_near(ledger[0].discounted, 100_000.0 / 1.1, "first year");
    assert_near(ledger[1].nominal, 100_000.0, "second year");
    assert_near(ledger[1].discounted, 100_000.0 / 1.331, "second year");
    assert_near(cost(&found), 100_000.0 / 1.1 + 100_000.0 / 1.331, "cost");
}

#[test]
fn what_is_not_served_is_paid_to_nobody_and_what_is_left_is_credited() {
    let found = solved(
        "
lodestone: 1
name: Shortage and rest
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
shortage: penalty
sites:
  mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, available: 60 t/yr } } }
  us-store:
    country: US
    stocks: { ndpr-oxide: { room: 5 t, holding: 1 USD/kg/yr, terminal: { value: 500 USD/kg } } }
demands: { buyer: { country: JP, accepts: [ndpr-oxide], quantity: 100 t/yr, penalty: 300 USD/kg } }
",
    );
    let wanted = [
        (Offer, "buyers US", "owner mine", 50_000.0),
        (Offer, "buyers JP", "owner mine", 550_000.0),
        (EntryKind::Holding, "buyers US", "services", 5_000.0),
        (Terminal, "buyers US", "services", -2_500_000.0),
        (Penalty, "buyers JP", "unserved", 45.0 * 300_000.0),
    ];
    assert_sums(&sums(&found, |_| true), &wanted);
    assert_ledger_is_whole(&found, "shortage and rest");
}

#[test]
fn offers_that_differ_by_destination_are_borne_where_they_are_asked() {
    let found = solved(
        "
lodestone: 1
name: Two prices
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
sites:
  mine:
    country: CN
    source: { ndpr-oxide: { offer: 10 USD/kg, offers: [{ price: 12 USD/kg, to: [US] }, { price: 7 USD/kg, to: [JP] }] } }
demands:
  us-buyer: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr }
  jp-buyer: { country: JP, accepts: [ndpr-oxide], quantity: 30 t/yr }
",
    );
    let total: f64 = found.plan.ledger.iter().map(|entry| entry.nominal).sum();
    assert_near(total, 120_000.0 + 210_000.0, "what the mine receives");
    let wanted = [
        (Offer, "buyers US", "owner mine", 120_000.0),
        (Offer, "buyers JP", "owner mine", 210_000.0),
    ];
    assert_sums(&sums(&found, |_| true), &wanted);
}
