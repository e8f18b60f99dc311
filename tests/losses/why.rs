//! Why a site is used or not: what it would have to ask makes it used, and a little more does not.

use super::support::{folder, selection};
use lodestone::explain::ranges::End;
use lodestone::explain::site::SiteStory;
use lodestone::results::terminal;
use lodestone::run::Failure;
use lodestone::run::{Instance, Job, Options, Verdict, WhyAsk, plan, why};

fn story(name: &str, policy: &str, site: &str) -> Result<SiteStory, Failure> {
    let ask = WhyAsk {
        selection: selection(policy, &[]),
        options: Options::default(),
        site: site.into(),
    };
    why(&Instance::find(&folder(name)).unwrap(), &ask, &|_| ()).map(Result::unwrap)
}

/// What a site sells and makes where one of its numbers is written anew.
fn done((name, policy, site): (&str, &str, &str), set: &str) -> f64 {
    let job = Job {
        selection: selection(policy, &[set]),
        options: Options::default(),
        second: None,
    };
    let verdict = plan(&Instance::find(&folder(name)).unwrap(), &job, &|_| ()).unwrap();
    let Verdict::Solved(solved) = verdict else {
        panic!("{name}: no plan")
    };
    let network = &solved.posed.network;
    let at = |id: lodestone::network::SiteId| network.sites[id.index()].name == site;
    let sold = solved.plan.supplies.iter().filter(|a| at(network.sources[a.of.index()].site));
    let made = solved
        .plan
        .activities
        .iter()
        .filter(|a| at(network.operations[a.of.index()].site));
    sold.map(|a| a.quantity).chain(made.map(|a| a.quantity)).sum()
}

/// Sites that are not used, and how they come to be.
const IDLE: [(&str, &str, &str); 5] = [
    ("price-floor", "open-market", "au-mine"),
    ("price-floor", "open-market", "us-mine"),
    ("finished-goods-bypass", "magnets-only", "us-plant"),
    ("origin-washing", "none", "vn-plant"),
    ("origin-washing", "lineage", "vn-plant"),
];

#[test]
fn what_an_idle_site_would_have_to_ask_makes_it_used() {
    for (name, policy, site) in IDLE {
        let story = story(name, policy, site).unwrap();
        assert!(!story.is_used(), "{name}: {site} is used");
        let idle = story.ranges.iter().filter(|range| range.is_idle());
        let ends = idle.filter_map(|range| match (range.low, &range.number) {
            (End::At(factor), Some((value, unit))) => Some((range.parameter.path.clone(), value * factor, unit.clone())),
            _ => None,
        });
        let ends: Vec<_> = ends.collect();
        assert!(!ends.is_empty(), "{name}: {site} has no price that would do: {story:?}");
        for (path, price, unit) in ends {
            let used = |share: f64| done((name, policy, site), &format!("{path}={} {unit}", price * share));
            assert!(used(0.999) > 0.0, "{name}: {path} just below {price} {unit}");
            assert_eq!(used(1.001), 0.0, "{name}: {path} just above {price} {unit}");
        }
    }
}

/// 100 t at 10 USD/kg against 15: the mine would have to ask less than 10.
#[test]
fn a_site_that_is_not_used_in_words() {
    let story = story("price-floor", "open-market", "au-mine").unwrap();
    insta::assert_snapshot!(terminal::explanation(&story.memo(), terminal::Style::default()));
}

#[test]
fn a_site_that_is_used_in_words() {
    let story = story("heavy-rare-earth", "", "jp-works").unwrap();
    insta::assert_snapshot!(terminal::explanation(&story.memo(), terminal::Style::default()));
}

/// Nothing is available at this mine, so no price would do.
#[test]
fn a_site_without_anything_to_sell_says_so() {
    let story = story("rules-of-origin", "mass-balance", "ca-mine").unwrap();
    let text = terminal::explanation(&story.memo(), terminal::Style::default());
    assert!(text.contains("it can sell and make nothing in any period"), "{text}");
    assert!(!text.contains("would have to fall"), "{text}");
}

#[test]
fn a_wrong_name_gets_the_nearest_one() {
    let Err(Failure::Usage(said)) = story("price-floor", "open-market", "au-min") else {
        panic!("accepted")
    };
    assert_eq!(said, "there is no site `au-min`; did you mean `au-mine`?");
}
