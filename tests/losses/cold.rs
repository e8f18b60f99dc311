//! Hot losses are the cold plans of chains that never had what is lost.

use super::support::{folder, lost, near, selection};
use lodestone::explain::losses::{After, Losable, Loss, Losses};
use lodestone::formulation::formulate;
use lodestone::network::{Network, StockRules, Terminal};
use lodestone::solve::{Options, Status, solve};
use lodestone::spec::survey;
use lodestone::{network, origin, spec};

/// Instances whose plans have no decisions that would stand, no contracts and no promises.
const CASES: [(&str, &str); 11] = [
    ("embargo", ""),
    ("finished-goods-bypass", "floor-on-contents"),
    ("gallium-germanium", "allied-club"),
    ("heavy-rare-earth", ""),
    ("origin-washing", "lineage"),
    ("price-floor", "floor-16"),
    ("recycling-loop", "history-stays"),
    ("rules-of-origin", "mass-balance"),
    ("strategic-stock", ""),
    ("swarf", "loop"),
    ("transport", ""),
];

/// The chain without what is lost: nothing to sell, no capacity, no stock, no way out.
fn never(mut network: Network, loss: &Loss) -> Network {
    let gone = |site| loss.sites.contains(&site);
    let none = |list: &mut Vec<f64>| list.iter_mut().for_each(|value| *value = 0.0);
    network
        .sources
        .iter_mut()
        .filter(|s| gone(s.site))
        .for_each(|s| none(&mut s.available));
    network
        .lines
        .iter_mut()
        .filter(|l| gone(l.site))
        .for_each(|l| none(&mut l.capacity));
    network
        .byproducts
        .iter_mut()
        .filter(|b| gone(b.site))
        .for_each(|b| none(&mut b.limit));
    network
        .returns
        .iter_mut()
        .filter(|r| gone(r.site))
        .for_each(|r| none(&mut r.collected));
    for stock in network.stocks.iter_mut().filter(|stock| gone(stock.site)) {
        stock.opening = 0.0;
        none(&mut stock.room);
        (stock.terminal, stock.rules) = (Terminal::Free, StockRules::default());
    }
    network.in_transit.retain(|goods| !gone(goods.to));
    for lane in &mut network.lanes {
        if gone(lane.from) || loss.routes.contains(&lane.route) {
            lane.arrivals.iter_mut().for_each(Vec::clear);
        }
    }
    network
}

fn chain(name: &str, policy: &str) -> Network {
    let spec = spec::load(&folder(name), &selection(policy, &[])).unwrap();
    network::build(&spec).unwrap()
}

/// Values of the levels, where there is a plan.
fn planned(network: &Network) -> Option<Vec<f64>> {
    let model = formulate(&origin::label(network));
    let outcome = solve(&model.lp, &Options::default()).unwrap();
    (outcome.status == Status::Optimal).then_some(outcome.levels)
}

fn compare((name, policy): (&str, &str), losses: &Losses) -> usize {
    let network = chain(name, policy);
    let mut changed = 0;
    for lost in &losses.lost {
        let cold = planned(&never(network.clone(), &lost.loss));
        let hot = match &lost.after {
            After::Same => Some(losses.before.levels.clone()),
            After::Planned(effect) => Some(effect.after.levels.clone()),
            After::Without(_) => None,
        };
        let what = format!("{name}: {}", lost.loss.label());
        assert_eq!(hot.is_some(), cold.is_some(), "{what}");
        let pairs = hot.into_iter().flatten().zip(cold.into_iter().flatten());
        for (hot, cold) in pairs {
            assert!(near(hot, cold), "{what}: {hot} hot, {cold} cold");
        }
        changed += usize::from(lost.after != After::Same);
    }
    changed
}

#[test]
fn hot_losses_equal_cold_plans() {
    let mut changed = 0;
    for case in CASES {
        for kind in [Losable::Sites, Losable::Countries, Losable::Owners, Losable::Lanes] {
            let losses = lost((case.0, selection(case.1, &[])), kind, (false, 2));
            changed += compare(case, &losses);
        }
    }
    assert!(changed > 60, "{changed} losses changed a plan");
}

#[test]
fn pairs_equal_cold_plans() {
    for case in [
        ("heavy-rare-earth", ""),
        ("rules-of-origin", "mass-balance"),
        ("strategic-stock", ""),
    ] {
        let losses = lost((case.0, selection(case.1, &[])), Losable::Sites, (true, 2));
        assert!(compare(case, &losses) > 2, "{}", case.0);
    }
}

/// The number of threads changes nothing, to the last bit.
#[test]
fn threads_change_nothing() {
    for (name, policy) in [("heavy-rare-earth", ""), ("rules-of-origin", "mass-balance")] {
        let found = [1, 2, 3].map(|threads| lost((name, selection(policy, &[])), Losable::Sites, (true, threads)));
        assert_eq!(found[0], found[1]);
        assert_eq!(found[0], found[2]);
    }
}

/// Every instance has its losses, whatever decisions and contracts it has.
#[test]
fn losses_of_every_small_instance_are_told() {
    let mut folders: Vec<_> = std::fs::read_dir(folder(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.retain(|path| path.join("instance.yaml").is_file());
    folders.sort();
    for path in folders {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if ["allied-magnets", "impossible", "benchmarks"].contains(&name.as_str()) {
            continue;
        }
        let mut policies = survey(&path).unwrap().policies;
        if policies.is_empty() {
            policies.push(String::new());
        }
        for policy in policies {
            let losses = lost((&name, selection(&policy, &[])), Losable::Sites, (false, 2));
            assert!(!losses.lost.is_empty(), "{name} {policy}");
            for lost in &losses.lost {
                let reasoned = !matches!(&lost.after, After::Without(reason) if reason.is_empty());
                assert!(reasoned, "{name} {policy}: {}", lost.loss.label());
            }
        }
    }
}
