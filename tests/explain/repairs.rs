//! Repairs that hold with whole numbers, facts that suffice, and words in the right units, against figures worked out by hand.

use super::cases::job;
use lodestone::explain::{Explanation, Infeasible, memo};
use lodestone::results::terminal::{Style, explanation};
use lodestone::run::{Ending, Instance, explain};

/// What all instances here begin with.
const HEAD: &str = "lodestone: 1
name: t
periods: { start: 2026-01-01, count: 1, length: 1 yr }
tiers: [dx]
elements: { Nd: {} }
stages: { mined: {}, sep: {} }
materials:
  ore: { stage: mined, contents: { Nd: 1 t/t } }
  ox: { stage: sep, contents: { Nd: 1 t/t } }
processes:
  sep: { stage: sep, inputs: { ore: 1 t/t }, outputs: { ox: 1 t/t } }
";

/// The explanation of an instance under settings.
fn told(text: &str, set: &[String]) -> (Explanation, Ending) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("instance.yaml"), format!("{HEAD}{text}")).unwrap();
    let instance = Instance::find(folder.path()).unwrap();
    explain(&instance, &job(None, &[], set), &|_| ()).unwrap_or_else(|failure| panic!("{failure}"))
}

/// Why there is no plan, after every setting told was found to make one; and the whole in words.
fn none(text: &str) -> (Infeasible, String) {
    let (told_of, ending) = told(text, &[]);
    assert_eq!(ending, Ending::Infeasible);
    let words = explanation(&memo(&told_of), Style::default());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let why = told_of.infeasible.unwrap();
    for repair in why.contradictions.iter().flat_map(|one| &one.repairs) {
        if !repair.settings.is_empty() {
            assert_eq!(told(text, &repair.settings).1, Ending::Optimal, "{repair:?}");
        }
    }
    (why, words)
}

/// Two mines of 10 t for 12 t from one supplier: a fifth of a supplier more is none.
#[test]
fn suppliers_are_raised_by_whole_ones() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ox: { offer: 10 USD/kg, available: 10 t/yr } } }
  m2: { country: AU, source: { ox: { offer: 10 USD/kg, available: 10 t/yr } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 12 t/yr, suppliers: { most: 1 }, minimum: 100 % }
",
    );
    let repairs: Vec<&str> = why.contradictions[0]
        .repairs
        .iter()
        .map(|repair| repair.says.as_str())
        .collect();
    assert!(repairs.contains(&"Raise number of suppliers of d to 2 from 1"), "{repairs:?}");
    assert!(words.contains("number of suppliers of d: at most 1 ("), "{words}");
}

/// The mine earns nothing above its cost, and opens for a million a year or not at all: 12 % of it is no repair.
#[test]
fn viability_is_repaired_by_what_a_whole_opening_costs() {
    let (why, words) = none(
        "sites:
  m: { country: AU, owner: o, opening: { fixed_cost: 1 MUSD/yr }, source: { ore: { offer: 10 USD/kg, available: 100 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 80 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 12 t/yr, minimum: 100 % }
owners: { o: { viability: true } }
",
    );
    let repairs = &why.contradictions[0].repairs;
    let money = repairs.iter().find(|repair| repair.says.starts_with("Give o")).unwrap();
    assert!((money.by.unwrap() - 1.0).abs() < 1e-6, "{money:?}");
    assert!(words.contains("Give o 1.000 MUSD"), "{words}");
}

/// 12 t must be bought of a mine that has 10: this is a contradiction; that ore could come to the plant and rest there is not.
#[test]
fn a_contract_for_more_than_there_is_cites_what_there_is() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 10 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 80 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 2 t/yr, minimum: 100 % }
contracts:
  c: { seller: m, buyers: [p], price: 9 USD/kg, least: 12 t/yr, most: 20 t/yr }
",
    );
    let facts: Vec<&str> = why.contradictions[0].facts.iter().map(|fact| fact.kind.as_str()).collect();
    assert!(facts.contains(&"contract_band") && facts.len() > 2, "{facts:?}");
    assert!(facts.contains(&"source_capacity") || facts.contains(&"demand"), "{facts:?}");
    assert_eq!(why.contradictions[0].confirmed, Some(true));
    assert!(words.contains("d takes no more than 2.00 t a year"), "{words}");
    assert!(!words.contains("8.00 t of 2.00 t"), "{words}");
    assert!(
        words.contains("demand d: 8.00 t more than the 2.00 t that it takes would have nowhere to go"),
        "{words}"
    );
}

/// Mine and plant end at 5 t of 10 wanted: more of either alone serves nothing.
#[test]
fn a_limit_beside_another_is_no_remedy() {
    let (told_of, _) = told(
        "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 5 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 5 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 10 t/yr }
",
        &[],
    );
    let words = explanation(&memo(&told_of), Style::default());
    let scarcity = told_of.scarcity.unwrap();
    assert!((scarcity.short[0].tonnes - 5.0).abs() < 1e-6, "{scarcity:?}");
    assert!(!scarcity.no_help_alone.is_empty(), "{scarcity:?}");
    assert!(scarcity.reliefs.is_empty() && scarcity.trials.is_empty(), "{scarcity:?}");
    assert!(words.contains("something else binds as well"), "{words}");
}

/// The mine ends at 5 t and the plant at 4 of 10 that must be served: 5 t more of ore and 6 t more of capacity, neither of which helps alone.
#[test]
fn limits_that_help_only_together_are_raised_together() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 5 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 4 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 10 t/yr, minimum: 100 % }
",
    );
    let repairs = &why.contradictions[0].repairs;
    let changes: Vec<usize> = repairs.iter().map(|repair| repair.changes).collect();
    assert_eq!(changes, [1, 2], "{repairs:?}");
    let expected = ["sites.m.source.ore.available=10 t/yr", "sites.p.lines.sep.capacity=10 t/yr"];
    assert_eq!(repairs[1].settings, expected);
    assert_eq!(repairs[1].verified_by, "instance");
    assert!(words.contains("none of this helps without the rest"), "{words}");
}

/// Two wishes for the 10 t of one mine, and the way to each is narrow too: three limits must rise for both.
#[test]
fn three_limits_are_raised_where_two_do_not_do() {
    let (why, _) = none(
        "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 5 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 4 t/yr, circuits: { c: { materials: [ox], capacity: 3 t/yr } }, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 10 t/yr, minimum: 100 % }
",
    );
    let repairs = &why.contradictions[0].repairs;
    let changes: Vec<usize> = repairs.iter().map(|repair| repair.changes).collect();
    assert_eq!(changes, [1, 3], "{repairs:?}");
    assert_eq!(repairs[1].settings.len(), 3, "{repairs:?}");
}

/// The settings of the repair whose sentence begins so; those of every repair were found to make a plan.
fn settings_of(why: &Infeasible, begins: &str) -> Vec<String> {
    let repairs = why.contradictions.iter().flat_map(|one| &one.repairs);
    let found: Vec<_> = repairs.clone().filter(|repair| repair.says.starts_with(begins)).collect();
    assert!(!found.is_empty(), "{begins}: {:?}", repairs.collect::<Vec<_>>());
    found[0].settings.clone()
}

/// A line that runs for 20 t at least, for a demand of 12.
#[test]
fn a_least_run_is_lowered_to_what_can_be_sold() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 100 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 80 t/yr, minimum_run: 20 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 12 t/yr, minimum: 100 % }
",
    );
    let set = settings_of(&why, "Lower least activity of line sep at p to 12 t/yr from 20 t/yr");
    assert_eq!(set, ["sites.p.lines.sep.minimum_run=12 t/yr"], "{words}");
}

/// A contract for 12 t, and goods for 2 are wanted.
#[test]
fn a_least_volume_is_lowered_to_what_can_be_taken() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 50 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 80 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 3 t/yr, minimum: 100 % }
contracts:
  c: { seller: m, buyers: [p], price: 9 USD/kg, least: 12 t/yr, most: 20 t/yr }
",
    );
    let set = settings_of(&why, "Lower least volume of contract c to 3 t/yr from 12 t/yr");
    assert_eq!(set, ["contracts.c.least=3 t/yr"], "{words}");
}

/// A stock of 20 t before the last day of a year in which 8 t can be had beside the 4 that must be served: 364 days of 8 t/yr.
#[test]
fn a_refill_is_lowered_to_what_there_is() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ox: { offer: 10 USD/kg, available: 12 t/yr } } }
  s: { country: US, stocks: { ox: { opening: 0 t, room: 50 t, refill: { to: 20 t, by: 2026-12-31 }, terminal: free } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 4 t/yr, minimum: 100 % }
",
    );
    let set = settings_of(&why, "Lower refill of ox at s to 7.97808 t from 20 t");
    assert_eq!(set, ["sites.s.stocks.ox.refill.to=7.97808 t"], "{words}");
}

/// Half of what is delivered must come from the second mine, which has 3 t of the 12 that must be served.
#[test]
fn a_share_is_lowered_to_what_can_be_reached() {
    let (why, words) = none(
        "sites:
  m: { country: AU, source: { ox: { offer: 10 USD/kg, available: 50 t/yr } } }
  m2: { country: CA, source: { ox: { offer: 10 USD/kg, available: 3 t/yr } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 12 t/yr, minimum: 100 % }
commitments:
  half: { of: { to: [US], materials: [ox] }, part: { from: [m2] }, share_at_least: 50 % }
",
    );
    let set = settings_of(&why, "Lower commitment half (least share) to 25 % from 50 %");
    assert_eq!(set, ["commitments.half.share_at_least=25 %"], "{words}");
}

/// Nothing in the first year and 10 t in the second, where 12 must be served in each: the amounts are told by year.
#[test]
fn limits_that_differ_are_told_by_period() {
    let text = "sites:
  m: { country: AU, source: { ox: { offer: 10 USD/kg, available: { 2026-01-01: 6 t/yr, 2027-01-01: 10 t/yr } } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 12 t/yr, minimum: 100 % }
";
    let folder = tempfile::tempdir().unwrap();
    let two = HEAD.replace("count: 1", "count: 2");
    std::fs::write(folder.path().join("instance.yaml"), format!("{two}{text}")).unwrap();
    let (told_of, _) = explain(&Instance::find(folder.path()).unwrap(), &job(None, &[], &[]), &|_| ()).unwrap();
    let words = explanation(&memo(&told_of), Style::default());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let rates = "6.00 t a year in 2026, 10.00 t a year in 2027";
    assert!(words.contains(&format!("m has at most {rates} of ox")), "{words}");
    assert!(
        words.contains(&format!(
            "Raise ox available at m by 6.00 t a year in every period; it is {rates}"
        )),
        "{words}"
    );
}

/// The setting printed for a relief of a shortage does what is told of it: 10 t instead of 4, and nothing is short.
#[test]
fn the_setting_of_a_relief_has_the_promised_effect() {
    let text = "sites:
  m: { country: AU, source: { ore: { offer: 10 USD/kg, available: 4 t/yr } } }
  p: { country: JP, lines: { sep: { processes: [sep], capacity: 9 t/yr, fee: 2 USD/kg } } }
demands:
  d: { country: US, sector: defense, tier: dx, accepts: [ox], quantity: 10 t/yr }
";
    let (told_of, _) = told(text, &[]);
    let words = explanation(&memo(&told_of), Style::default());
    let trial = &told_of.scarcity.as_ref().unwrap().trials[0];
    assert_eq!(trial.settings, ["sites.m.source.ore.available=10 t/yr"]);
    assert!((trial.by - 6.0).abs() < 1e-6, "{trial:?}");
    assert!(words.contains("--set \"sites.m.source.ore.available=10 t/yr\""), "{words}");
    let (after, _) = told(text, &trial.settings);
    let level = |of: &Explanation, name: &str| of.levels.iter().find(|(level, _)| level == name).unwrap().1;
    assert!(
        (level(&after, "dx") - 1.0).abs() < 1e-6 && (trial.short.1 - 1.0).abs() < 1e-6,
        "{trial:?}"
    );
    let dearer = level(&after, "cost") - level(&told_of, "cost");
    assert!((dearer - trial.cost).abs() < 1e-3, "{dearer}: {trial:?}");
}
