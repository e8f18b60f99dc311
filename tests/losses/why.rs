//! Why a site is used or not: what it would have to ask makes it used, and a little more does not.

use super::support::{folder, selection};
use lodestone::explain::decisions::{Decision, Forced};
use lodestone::explain::ranges::End;
use lodestone::explain::site::SiteStory;
use lodestone::results::terminal;
use lodestone::run::Failure;
use lodestone::run::{Instance, Job, Options, Selection, Verdict, WhyAsk, plan, why};

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

/// An opening of the plant of `expansion`, at so much a year.
fn opened(scenario: &[&str], cost: &str) -> SiteStory {
    let set = format!("sites.us-plant.opening={{ fixed_cost: {cost} }}");
    let ask = WhyAsk {
        selection: Selection {
            scenarios: scenario.iter().map(|name| (*name).to_owned()).collect(),
            ..selection("buyers-pay", &[&set])
        },
        options: Options::default(),
        site: "us-plant".into(),
    };
    why(&Instance::find(&folder("expansion")).unwrap(), &ask, &|_| ())
        .unwrap()
        .unwrap()
}

fn words(story: &SiteStory) -> String {
    let text = terminal::explanation(&story.memo(), terminal::Style::default());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// By how many MUSD another decision is dearer.
fn dearer(decision: &Decision, how: Forced) -> f64 {
    let other = decision.otherwise.iter().find(|other| other.forced == how).unwrap();
    other.change.as_ref().unwrap().cost / 1e6
}

/// Without the plant all is imported for 10 MUSD; with it goods cost 6.6, and half a million a year for being open: 7.6. It pays up to 1.7 a year.
/// The second line saves 1 MUSD in the second year and costs 0.6.
#[test]
fn what_closing_and_not_building_would_cost() {
    let story = opened(&[], "0.5 MUSD/yr");
    let [open, line] = story.decisions.as_slice() else {
        panic!("{:?}", story.decisions)
    };
    assert!(open.taken && open.option.is_none() && line.taken, "{story:?}");
    assert!((dearer(open, Forced::Never) - 2.4).abs() < 1e-6, "{open:?}");
    assert!((dearer(line, Forced::Never) - 0.4).abs() < 1e-6, "{line:?}");
    let fixed = story
        .ranges
        .iter()
        .find(|range| range.parameter.path.ends_with("fixed_cost"))
        .unwrap();
    assert!((fixed.high.factor().unwrap() - 3.4).abs() < 1e-6, "{fixed:?}");
    let words = words(&story);
    assert!(
        words.contains("keeps us-plant open. Were it closed throughout, buyers would pay 2.400 MUSD more."),
        "{words}"
    );
    assert!(words.contains("160.00 units of 160.00 possible"), "{words}");
}

/// The second line is too dear, and 60 t a year save 1.5 MUSD: at 2 MUSD a year the plant is closed, and opening it costs 2 x 0.5 more.
#[test]
fn what_opening_would_cost_and_at_which_fixed_cost_it_would_pay() {
    let story = opened(&["dear"], "2 MUSD/yr");
    let [open, line] = story.decisions.as_slice() else {
        panic!("{:?}", story.decisions)
    };
    assert!(!open.taken && !line.taken, "{story:?}");
    assert!((dearer(open, Forced::Sometime) - 1.0).abs() < 1e-6, "{open:?}");
    assert!((dearer(line, Forced::Sometime) - 2.4).abs() < 1e-6, "{line:?}");
    let words = words(&story);
    assert!(
        words.contains("The fixed cost of us-plant, 2 MUSD/yr, would have to fall below 1.5 MUSD/yr, by 25.00 %"),
        "{words}"
    );
    assert!(
        words.contains("keeps us-plant closed. Were it open at some time, buyers would pay 1.000 MUSD more."),
        "{words}"
    );
}

/// With a demand that must be served and nothing else to serve it from, closing leaves no plan.
#[test]
fn a_decision_that_cannot_be_otherwise_says_so() {
    let set = [
        "sites.us-plant.opening={ fixed_cost: 0.5 MUSD/yr }",
        "sites.cn-market.source.oxide.available=50 t/yr",
        "demands.us-buyer.minimum=100 %",
    ];
    let ask = WhyAsk {
        selection: selection("buyers-pay", &set),
        options: Options::default(),
        site: "us-plant".into(),
    };
    let story = why(&Instance::find(&folder("expansion")).unwrap(), &ask, &|_| ())
        .unwrap()
        .unwrap();
    let open = &story.decisions[0];
    assert!(open.taken && open.otherwise[0].change.is_none(), "{open:?}");
    assert!(words(&story).contains("Were it closed throughout, no plan was found."));
}
