//! What each measure charges, against the payments of the ledger.

use lodestone::compare::{Case, Topic};
use lodestone::run::{self, Ask, Instance};

/// The instance of which one plan alone takes seconds.
const LARGE: &str = "allied-magnets";

fn sum(case: &Case, topic: Topic, items: &[&str]) -> f64 {
    let of = case.figures.iter().filter(|figure| figure.topic == topic);
    let of = of.filter(|figure| items.is_empty() || items.contains(&figure.item.as_str()));
    of.map(|figure| figure.value).sum()
}

/// What the ledger has of duties, taxes, subsidies, top-ups and contracts for difference; the last are paid by treasuries.
fn booked(case: &Case) -> f64 {
    let charges = [
        "tariff",
        "specific duty",
        "export tax",
        "subsidy",
        "floor levy",
        "floor premium",
    ];
    sum(case, Topic::Ledger, &charges) - sum(case, Topic::Ledger, &["cfd"])
}

#[test]
fn measures_charge_what_the_ledger_has() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let mut places: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    places.retain(|place| place.join("instance.yaml").is_file() && !place.ends_with(LARGE));
    places.sort();
    let mut charged = 0;
    for place in places {
        let instance = Instance::find(&place).unwrap();
        let (comparison, ..) = run::compare(&instance, &Ask::default(), &|_| ()).unwrap();
        for case in comparison.cases.iter().filter(|case| case.is_planned()) {
            let (measures, ledger) = (sum(case, Topic::Measures, &[]), booked(case));
            let size = ledger.abs().max(1.0);
            assert!(
                (measures - ledger).abs() <= 1e-9 * size,
                "{} {}: {measures} and {ledger}",
                instance.name,
                case.policy
            );
            charged += usize::from(ledger != 0.0);
        }
    }
    assert!(charged > 15, "{charged}");
}
