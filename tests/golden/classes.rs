//! Classes of small networks, by hand.

use crate::networks::{MAGNETS, network};
use lodestone::formulation::{ColumnKey, RowKey, formulate};
use lodestone::network::{MaterialId, Network, OperationId, RuleSet, SiteId};
use lodestone::origin::{Labelled, label};
use std::collections::BTreeSet;

const ANY: RuleSet = RuleSet(0);

fn site(network: &Network, name: &str) -> SiteId {
    SiteId::new(network.sites.iter().position(|site| site.name == name).expect("site"))
}

fn material(network: &Network, name: &str) -> MaterialId {
    MaterialId::new(
        network
            .materials
            .iter()
            .position(|material| material.name == name)
            .expect("material"),
    )
}

fn rules(network: &Network, names: &[&str]) -> RuleSet {
    let named = network
        .rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| names.contains(&rule.name.as_str()));
    named.fold(ANY, |set, (index, _)| set.or(RuleSet(1 << index)))
}

fn classes<'l>(labelled: &'l Labelled<'_>, at: &str, what: &str) -> &'l [RuleSet] {
    labelled.classes(site(labelled.network, at), material(labelled.network, what))
}

/// An ore with Nd and Dy from two countries, separated in one, with rules on each element.
fn separation() -> String {
    r#"
lodestone: 1
periods: { start: 2026-01-01, count: 1, length: 1 }
elements: { Nd: {}, Dy: {} }
stages: { mined: {}, separated: {}, recycled: { recycling: true } }
materials:
  ore: { stage: mined, contents: { Nd: 0.1, Dy: 0.01 } }
  nd-oxide: { stage: separated, contents: { Nd: 0.8 } }
  dy-oxide: { stage: separated, contents: { Dy: 0.8 } }
  scrap: { stage: mined, contents: { Nd: 0.8 } }
processes:
  sx: { stage: separated, separates: { feeds: [ore], products: { nd-oxide: [Nd], dy-oxide: [Dy] } } }
  remelt: { stage: recycled, inputs: { scrap: 1 }, outputs: { nd-oxide: 1 } }
sites:
  au-mine: { country: AU, source: { ore: { offer: 1 } } }
  mm-mine: { country: MM, source: { ore: { offer: 1 } } }
  my-plant: { country: MY, lines: { sx: { processes: [sx] } }, disposal: { dy-oxide: 0 } }
  jp-works: { country: JP, source: { scrap: { offer: 1, lineage: { mined: MM } } }, lines: { melt: { processes: [remelt] } } }
demands:
  us-nd: { country: US, accepts: [nd-oxide], requires: [dy-clean, all-clean], quantity: 1 }
  us-dy: { country: US, accepts: [dy-oxide], requires: [dy-clean], quantity: 1 }
rules:
  dy-clean: { elements: [Dy], stages: { mined: { excluded: [MM] } } }
  all-clean: { stages: { mined: { excluded: [MM] } }, recycling_resets: true }
  unused: { stages: { mined: { allowed: [AU] } } }
policies: { none: {} }
"#
    .to_owned()
}

#[test]
fn a_rule_is_followed_only_where_it_matters() {
    let network = network(&separation(), "none", None);
    let labelled = label(&network);
    let mask = |at: &str, what: &str| labelled.mask(site(&network, at), material(&network, what));
    assert_eq!(
        mask("us-nd", "nd-oxide"),
        rules(&network, &["all-clean"]),
        "Nd oxide holds no Dy"
    );
    assert_eq!(mask("my-plant", "dy-oxide"), rules(&network, &["dy-clean"]));
    assert_eq!(mask("my-plant", "ore"), rules(&network, &["dy-clean", "all-clean"]));
    assert_eq!(mask("jp-works", "scrap"), ANY, "recycling ends earlier history");
    assert!(network.rules.iter().all(|rule| rule.name != "unused"));
}

#[test]
fn classes_follow_the_lineage() {
    let network = network(&separation(), "none", None);
    let labelled = label(&network);
    let (both, all, dy) = (
        rules(&network, &["dy-clean", "all-clean"]),
        rules(&network, &["all-clean"]),
        rules(&network, &["dy-clean"]),
    );
    assert_eq!(classes(&labelled, "my-plant", "ore"), [ANY, both]);
    assert_eq!(classes(&labelled, "us-nd", "nd-oxide"), [ANY, all]);
    assert_eq!(classes(&labelled, "us-dy", "dy-oxide"), [ANY, dy]);
    assert_eq!(
        classes(&labelled, "jp-works", "nd-oxide"),
        [all],
        "made of Burmese scrap, yet clean"
    );
    assert!(labelled.holds(material(&network, "nd-oxide"), ANY, lodestone::network::RuleId(0)));
}

#[test]
fn a_site_that_breaks_a_rule_clears_it() {
    let text = separation().replace(
        "{ mined: { excluded: [MM] } }, recycling_resets: true",
        "{ separated: { excluded: [MY] } }",
    );
    let network = network(&text, "none", None);
    let labelled = label(&network);
    assert_eq!(
        classes(&labelled, "us-nd", "nd-oxide"),
        [ANY, rules(&network, &["all-clean"])],
        "from Japan only"
    );
    let at_plant = classes(&labelled, "my-plant", "nd-oxide");
    assert_eq!(at_plant, [ANY]);
    let ore = labelled.mask(site(&network, "my-plant"), material(&network, "ore"));
    assert_eq!(
        ore,
        rules(&network, &["dy-clean"]),
        "what is broken later does not matter before"
    );
}

#[test]
fn without_rules_there_is_one_class() {
    let text = separation()
        .replace("requires: [dy-clean, all-clean], ", "")
        .replace("requires: [dy-clean], ", "");
    let network = network(&text, "none", None);
    let summary = label(&network).summary();
    assert_eq!((summary.distinct, summary.classes), (1, summary.places));
}

#[test]
fn the_summary_says_where_a_rule_divides() {
    let network = network(&separation(), "none", None);
    let summary = label(&network).summary();
    let dy = summary
        .rules
        .iter()
        .find(|used| network.rules[used.rule.index()].name == "dy-clean")
        .expect("rule");
    assert_eq!((dy.concerned, dy.followed, dy.divides), (5, 5, 3));
    assert_eq!(summary.most.map(|(_, _, classes)| classes), Some(2));
}

#[test]
fn better_goods_are_downgraded_only_to_share_a_claim() {
    let strict = MAGNETS.replace(", de_minimis: { share: 0.02, stage: magnet }", "");
    let network = network(&strict, "tolerant", None);
    let labelled = label(&network);
    let clean = rules(&network, &["clean"]);
    let works = site(&network, "jp-works");
    assert_eq!(labelled.activity_classes(OperationId(0)), [ANY, clean]);
    assert_eq!(labelled.downgrades(works, material(&network, "nd-oxide")), [(clean, ANY)]);
    assert!(labelled.downgrades(works, material(&network, "magnet")).is_empty());
    let single = separation();
    let other = crate::networks::network(&single, "none", None);
    let plant = site(&other, "my-plant");
    assert!(
        label(&other).downgrades(plant, material(&other, "ore")).is_empty(),
        "an only input has nothing to share with"
    );
}

/// Every class that a column puts goods into has its balance: nothing is made or lost between columns and rows.
#[test]
fn balances_are_closed_under_what_columns_do() {
    for (text, policy) in [(MAGNETS, "tolerant"), (&separation(), "none"), (crate::networks::SALE, "all")] {
        let network = network(text, policy, None);
        let labelled = label(&network);
        let model = formulate(&labelled);
        let rows: BTreeSet<_> = model.rows.iter().filter_map(balance).collect();
        for key in &model.columns {
            for lot in lots(&labelled, *key) {
                assert!(rows.contains(&lot), "{key:?} needs {lot:?}");
            }
        }
    }
}

type Lot = (SiteId, MaterialId, RuleSet);

fn balance(key: &RowKey) -> Option<Lot> {
    match *key {
        RowKey::Balance(site, material, class, _) => Some((site, material, class)),
        _ => None,
    }
}

fn lots(labelled: &Labelled<'_>, key: ColumnKey) -> Vec<Lot> {
    let network = labelled.network;
    match key {
        ColumnKey::Supply(id, class, _) => vec![(network.sources[id.index()].site, network.sources[id.index()].material, class)],
        ColumnKey::Activity(id, class, _) => {
            let operation = &network.operations[id.index()];
            let inputs = operation
                .inputs
                .iter()
                .map(|(m, _)| (operation.site, *m, labelled.drawn_class(id, *m, class)));
            let outputs = operation
                .outputs
                .iter()
                .map(|(m, _)| (operation.site, *m, labelled.output_class(id, *m, class)));
            inputs.chain(outputs).collect()
        }
        ColumnKey::Tolerated(id, m, rule, class, _) => {
            let site = network.operations[id.index()].site;
            vec![(site, m, class), (site, m, class.without(RuleSet::of(rule)))]
        }
        ColumnKey::Flow(id, class, _) => {
            let lane = &network.lanes[id.index()];
            vec![
                (lane.from, lane.material, class),
                (lane.to, lane.material, labelled.arrival_class(id, class)),
            ]
        }
        ColumnKey::Downgrade(site, m, better, lesser, _) => vec![(site, m, better), (site, m, lesser)],
        ColumnKey::Deliver(id, m, class, _) => vec![(network.demands[id.index()].site, m, class)],
        _ => Vec::new(),
    }
}
