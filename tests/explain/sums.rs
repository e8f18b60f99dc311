//! The parts of every price sum to it, and it is the price of the plan.

use super::cases::{explained, job, root};
use lodestone::explain::{Explanation, PriceOf};
use lodestone::plan::Priced;
use lodestone::run::{Instance, Job, Solved, Verdict, plan};
use lodestone::spec::survey;

/// Instances too large to plan here under every policy; one policy of each is.
const LARGE: [(&str, &str); 1] = [("allied-magnets", "us-au-ca-jp")];

/// Linear instances with each policy.
fn linear() -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let folders = std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|folder| folder.join("instance.yaml").is_file()).collect();
    folders.sort();
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let large = LARGE.iter().find(|(large, _)| *large == name);
        let policies = match large {
            Some((_, policy)) => vec![(*policy).to_owned()],
            None => survey(&folder).unwrap().policies,
        };
        if policies.is_empty() {
            found.push((name.clone(), None));
        }
        found.extend(policies.into_iter().map(|policy| (name.clone(), Some(policy))));
    }
    found
}

fn solved(name: &str, job: &Job) -> Option<Box<Solved>> {
    let instance = Instance::find(&root().join(name)).unwrap();
    match plan(&instance, job, &|_| ()).unwrap() {
        Verdict::Solved(solved) if !solved.posed.model.lp.is_mixed_integer() => Some(solved),
        _ => None,
    }
}

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0)
}

/// The price of a demand by the plan: the mean of its periods in which more of it would not be short, weighted by what is delivered.
fn by_plan(solved: &Solved, told: &PriceOf) -> f64 {
    let (network, plan) = (&solved.posed.network, &solved.plan);
    let id = network.demands.iter().position(|demand| demand.name == told.demand).unwrap();
    let cost = network.cost_level();
    let (mut tonnes, mut sum) = (0.0, 0.0);
    for t in 0..network.periods.len() {
        let here = plan
            .deliveries
            .iter()
            .filter(|of| of.of.0.index() == id && of.period.index() == t);
        let rate = |material| {
            network.demands[id]
                .accepts
                .iter()
                .find(|(accepted, _)| *accepted == material)
                .unwrap()
                .1
        };
        let served: f64 = here.map(|of| of.quantity * rate(of.of.1)).sum();
        let is_this = |of: &Priced| matches!(of, Priced::Demand(demand) if demand.index() == id);
        let price = plan
            .prices
            .iter()
            .find(|price| is_this(&price.of) && price.period.is_some_and(|period| period.index() == t));
        let levels = price.map_or(vec![0.0; cost + 1], |price| price.by_level.clone());
        if served > 1e-7 && levels.iter().take(cost).all(|tier| tier.abs() <= 1e-9) {
            tonnes += served;
            sum += served * levels[cost];
        }
    }
    sum / tonnes
}

fn check(name: &str, solved: &Solved, told: &Explanation) -> usize {
    for price in &told.prices {
        let sum: f64 = price.parts.iter().map(|part| part.amount).sum();
        assert!(near(sum, price.price), "{name} {}: {sum} of {}", price.demand, price.price);
        let wanted = by_plan(solved, price);
        assert!(
            near(price.price, wanted),
            "{name} {}: {} instead of {wanted}",
            price.demand,
            price.price
        );
        let rounding = price.parts.iter().filter(|part| part.kind == "rounding");
        let rounding: f64 = rounding.map(|part| part.amount.abs()).sum();
        assert!(
            rounding <= 1e-6 * price.price.abs().max(1.0),
            "{name} {}: rounding {rounding}",
            price.demand
        );
    }
    told.prices.len()
}

#[test]
fn the_parts_of_every_price_sum_to_the_price_of_the_plan() {
    let mut told = 0;
    for (name, policy) in linear() {
        let job = job(policy.as_deref(), &[], &[]);
        if let Some(solved) = solved(&name, &job) {
            told += check(&name, &solved, &explained(&name, &job).0);
        }
    }
    assert!(told > 30, "only {told} prices were told");
}
