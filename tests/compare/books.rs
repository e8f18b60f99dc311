//! Books of plans: what is paid is received, and nothing is lost between countries.

use lodestone::compare::books;
use lodestone::plan::{EntryKind, Party};
use lodestone::run::{self, Instance, Job, Options, Selection, Solved, Verdict};
use std::path::Path;

pub fn solved(instance: &str, policy: &str, set: &[&str]) -> Box<Solved> {
    let instance = Instance::find(Path::new(instance)).unwrap();
    let job = Job {
        selection: Selection {
            policy: Some(policy.into()),
            scenarios: Vec::new(),
            set: set.iter().map(|text| (*text).to_owned()).collect(),
        },
        options: Options::default(),
        second: None,
    };
    match run::plan(&instance, &job, &|_| ()).unwrap() {
        Verdict::Solved(solved) => solved,
        Verdict::Unsolved(unsolved) => panic!("{:?}", unsolved.ending()),
    }
}

/// Welfare of all countries is what leaves the chain: to carriers, services and the unserved, and as costs of those who run it.
fn check(instance: &str, policy: &str) {
    let solved = solved(instance, policy, &[]);
    let (network, plan) = (&solved.posed.network, &solved.plan);
    let books = books(network, plan);
    let total = books.surplus.iter().sum::<f64>() + books.treasury.iter().sum::<f64>() - books.paid.iter().sum::<f64>();
    let lost: f64 = plan
        .ledger
        .iter()
        .filter(|entry| matches!(entry.payee, Party::Carriers | Party::Services | Party::Unserved))
        .map(|entry| entry.discounted)
        .sum();
    let discount = |t: usize| network.periods[t].discount;
    let sold: f64 = plan
        .supplies
        .iter()
        .map(|s| network.sources[s.of.index()].cash_cost[s.period.index()] * s.quantity * discount(s.period.index()))
        .sum();
    let run: f64 = plan
        .activities
        .iter()
        .map(|a| network.operations[a.of.index()].cash_cost[a.period.index()] * a.quantity * discount(a.period.index()))
        .sum();
    let scrap: f64 = plan
        .collections
        .iter()
        .map(|c| network.returns[c.of.0.index()].offer[c.period.index()] * c.quantity * discount(c.period.index()))
        .sum();
    assert!(network.openings.is_empty() && network.options.is_empty());
    let spent = lost + sold + run + scrap;
    assert!((total + spent).abs() <= 1e-9 * spent.abs().max(1.0), "{total} and {spent}");
}

#[test]
fn nothing_is_lost_between_countries() {
    check("price-floor", "floor-16");
    check("finished-goods-bypass", &first_policy("finished-goods-bypass"));
    check("recycling-loop", &first_policy("recycling-loop"));
}

fn first_policy(instance: &str) -> String {
    let instance = Instance::find(Path::new(instance)).unwrap();
    let checked = run::check(&instance, &Selection::default(), 1).unwrap();
    checked.policies.first().cloned().unwrap_or_default()
}

/// The mine sells 100 t at 16, spends 8 on each and 500,000 a year: 300,000 remain, premium of 100,000 included.
#[test]
fn a_premium_belongs_to_the_site_that_sold() {
    let solved = solved("buyers-club", "us-japan", &[]);
    let network = &solved.posed.network;
    let books = books(network, &solved.plan);
    let mine = network.sites.iter().position(|site| site.name == "au-mine").unwrap();
    assert!((books.surplus[mine] - 300_000.0).abs() < 1e-3);
    let premium: f64 = solved
        .plan
        .ledger
        .iter()
        .filter(|entry| entry.kind == EntryKind::FloorPremium)
        .map(|entry| entry.discounted)
        .sum();
    assert!((premium - 100_000.0).abs() < 1e-3);
}
