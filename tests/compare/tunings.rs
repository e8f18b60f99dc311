//! Instruments tuned to one outcome, worked by hand.
//!
//! The buyer of price-floor needs 100 t; the mines at home (10 t) and in Australia (80 t) ask 15, the Chinese supplier 10. Exposure is the Chinese tonnage: 100 t
//! without a measure, 10 t where both mines sell all they have.
//!
//!   floor      at 15 all cost the same, and the allied goods are taken: exposure 10.
//!   duty       10 x (1 + 50 %) = 15.
//!   subsidy    15 - 5 = 10 for the Australian goods; the mine at home gets none and sells nothing: exposure 20.
//!   quota      exposure is the quota itself: 20 t.
//!   slight     a duty of up to 40 %: 14, below what the mines ask.
//!
//! At exposure 20 the buyer pays, with the floor or the duty at their thresholds, 100 t x 15 = 1,500,000, of which 50,000 go to the treasury; with the subsidy 100 t x 10 =
//! 1,000,000, and the treasury pays 400,000; with the quota 80 t x 15 + 20 t x 10 = 1,400,000.

use lodestone::compare::{Target, Topic, Tunings};
use lodestone::run::{self, Aim, Ending, Failure, Instance, Options, Selection, Tune};

const POLICIES: &str = "
  levy:
    club: [US, AU, CA, JP]
    measures: { it: { kind: price_floor, importers: [US], materials: [ndpr-oxide], floor: 10 USD/kg } }
  duty:
    measures: { it: { kind: tariff, importers: [US], exporters: [CN], materials: [ndpr-oxide], rate: 0 % } }
  subsidy:
    measures: { it: { kind: subsidy, importers: [US], exporters: [AU], materials: [ndpr-oxide], amount: 0 USD/kg } }
  duo:
    measures:
      a: { kind: tariff, importers: [US], exporters: [CN], materials: [ndpr-oxide], rate: 0 % }
      b: { kind: tariff, importers: [US], exporters: [CN], materials: [ndpr-oxide], rate: 0 % }
  quota:
    measures: { it: { kind: quota, importers: [US], exporters: [CN], materials: [ndpr-oxide], limit: 1000 t/yr } }
";

fn tuned(tunes: &[&str], target: &str) -> Tunings {
    let (tunings, ending) = asked(tunes, target).unwrap();
    assert_eq!(ending, Ending::Optimal);
    tunings
}

fn asked(tunes: &[&str], target: &str) -> Result<(Tunings, Ending), Failure> {
    let place = tempfile::tempdir().unwrap();
    let text = include_str!("../../instances/price-floor/instance.yaml");
    std::fs::write(place.path().join("instance.yaml"), format!("{text}{POLICIES}")).unwrap();
    let instance = Instance::find(place.path()).unwrap();
    let tunes: Vec<Tune> = tunes.iter().map(|tune| Tune::read(tune).unwrap()).collect();
    let aim = Aim {
        tunes: &tunes,
        target: &Target::read(target).unwrap(),
        width: Some(1e-4),
    };
    let base = Selection {
        policy: None,
        scenarios: Vec::new(),
        set: Vec::new(),
    };
    run::tune(&instance, aim, (&base, &Options::default()), &|_| ())
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found}, expected {expected}");
}

#[test]
fn every_instrument_is_found_where_it_reaches_the_target() {
    let tunings = tuned(
        &[
            "policies.levy.measures.it.floor=10..20 USD/kg",
            "policies.duty.measures.it.rate=0..1",
            "policies.subsidy.measures.it.amount=0..10 USD/kg",
            "policies.quota.measures.it.limit=100..0 t/yr",
        ],
        "exposure=20",
    );
    let expected = [
        (15.0, 10.0, 1_500_000.0),
        (0.5, 10.0, 1_500_000.0),
        (5.0, 20.0, 1_000_000.0),
        (20.0, 20.0, 1_400_000.0),
    ];
    for (tuned, (at, exposure, cost)) in tunings.tuned.iter().zip(expected) {
        let [before, reached] = tuned.reached.as_ref().unwrap();
        near(reached.at, at, 1e-3);
        assert!((reached.at - before.at).abs() <= 1e-4, "{}", tuned.policy);
        let figure = |item: &str| reached.case.figure(Topic::Headline, item, "").unwrap();
        near(figure("exposure"), exposure, 1e-3);
        near(figure("cost"), cost, 100.0);
    }
    assert_eq!(tunings.comparison().policies().len(), 4);
}

#[test]
fn an_instrument_too_weak_for_the_target_is_told() {
    let tunings = tuned(&["policies.duty.measures.it.rate=0..0.4"], "exposure=20");
    assert_eq!(tunings.tuned[0].reached, None);
    assert_eq!(tunings.tuned[0].ends.map(|(_, figure)| figure), [Some(100.0), Some(100.0)]);
    assert!(tunings.comparison().cases.is_empty());
}

#[test]
fn a_figure_that_no_plan_has_is_refused() {
    let failure = asked(&["policies.duty.measures.it.rate=0..1"], "exposre=20").unwrap_err();
    let said = failure.to_string();
    assert!(said.contains("`exposre`") && said.contains("exposure"), "{said}");
}

#[test]
fn two_values_of_one_policy_are_told_apart() {
    let tunings = tuned(
        &["policies.duo.measures.a.rate=0..1", "policies.duo.measures.b.rate=0..1"],
        "exposure=20",
    );
    let names: Vec<String> = tunings.comparison().policies().into_iter().map(str::to_owned).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for (name, path) in names.iter().zip(["measures.a.rate", "measures.b.rate"]) {
        assert!(name.starts_with(&format!("duo, {path}, at 0.5")), "{name}");
    }
}
