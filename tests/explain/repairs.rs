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
