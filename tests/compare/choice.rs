//! Buyers who choose for themselves: games of one or two countries, worked by hand.

use lodestone::compare::choice::{Found, OwnChoice};
use lodestone::run::{self, Ask, Ending, Failure, Instance};
use std::path::Path;

fn chosen(instance: &Path, policies: &[&str]) -> Result<Vec<OwnChoice>, Failure> {
    let ask = Ask {
        policies: policies.iter().map(|name| (*name).to_owned()).collect(),
        ..Ask::default()
    };
    let (choices, ending) = run::own_choice(&Instance::find(instance)?, &ask, &|_| ())?;
    assert_eq!(ending, Ending::Optimal);
    Ok(choices)
}

/// Own choices in an instance written as text.
fn written(text: &str) -> OwnChoice {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("instance.yaml"), format!("{HEAD}{text}")).unwrap();
    let mut choices = chosen(place.path(), &[]).unwrap_or_else(|failure| panic!("{failure}"));
    choices.pop().unwrap()
}

fn states(choice: &OwnChoice) -> &[Found] {
    &choice.searched.as_ref().unwrap().1.found
}

/// Stable states by name, each once.
fn stable(choice: &OwnChoice) -> Vec<String> {
    let mut names: Vec<String> = choice.stable().map(|found| choice.name(&found.state)).collect();
    names.dedup();
    names
}

/// What each group pays in a state.
fn costs(choice: &OwnChoice, found: &Found) -> Vec<f64> {
    let levels = found.levels.as_ref().unwrap();
    levels.iter().map(|levels| choice.parts(levels)[1].unwrap()).collect()
}

/// Costs of each group in the plan, and by its own choice.
fn deviations(choice: &OwnChoice) -> Vec<[f64; 2]> {
    let cost = |levels: &[f64]| choice.parts(levels)[1].unwrap();
    let both = choice
        .deviations
        .iter()
        .map(|of| [cost(&of.planned), cost(of.own.as_ref().unwrap())]);
    both.collect()
}

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0)
}

#[track_caller]
fn assert_near(found: &[f64], wanted: &[f64]) {
    let all = found.iter().zip(wanted).all(|(found, wanted)| near(*found, *wanted));
    assert!(found.len() == wanted.len() && all, "{found:?} instead of {wanted:?}");
}

fn gainers(choice: &OwnChoice) -> Vec<bool> {
    choice.deviations.iter().map(|deviation| deviation.gains()).collect()
}

/// The mine opens at 16 where both buy: each pays 16 either way, and allied goods are wanted: 100 t x 16 = 1,600,000 >= 1,300,000. Closed it stays
/// closed: Japan alone would bring 60 x 16 = 960,000 < 980,000, the United States 640,000 < 820,000.
///
/// Without a floor nobody pays 15 for what costs 10. With the floor of the United States alone they bring 640,000 < 820,000.
#[test]
fn both_states_of_the_club_are_stable_and_one_without_it() {
    let policies = ["open-market", "us-alone", "us-japan", "us-cfd"];
    let choices = chosen(Path::new("buyers-club"), &policies).unwrap();
    let found: Vec<Vec<String>> = choices.iter().map(stable).collect();
    let (open, closed) = ("au-mine open".to_owned(), "au-mine closed".to_owned());
    let both = vec![open.clone(), closed.clone()];
    assert_eq!(found, [vec![closed.clone()], vec![closed], both.clone(), both]);
    let planned = |choice: &OwnChoice| choice.name(&choice.searched.as_ref().unwrap().0);
    assert_eq!(planned(&choices[0]), "au-mine closed");
    assert_eq!(planned(&choices[2]), open);
    assert!(choices.iter().flat_map(gainers).all(|gains| !gains));
}

/// The mine's books: 300,000 left with both, 500,000 of fixed cost without a buyer, 640,000 - 820,000 with the United States alone.
#[test]
fn books_of_the_mine_say_why_it_closes() {
    let choices = chosen(Path::new("buyers-club"), &["open-market", "us-alone", "us-japan", "us-cfd"]).unwrap();
    let left = |choice: &OwnChoice| {
        let open = states(choice).iter().find(|found| !found.judged.margins.is_empty()).unwrap();
        open.judged.margins[0].left
    };
    let found: Vec<f64> = choices.iter().map(left).collect();
    assert_near(&found, &[-500_000.0, -180_000.0, 300_000.0, 300_000.0]);
}

/// What each pays under the club is what its welfare in the comparison of coalitions says: 640,000 and 960,000, 16 or 10 with the floor.
#[test]
fn groups_pay_what_the_ledger_says() {
    let choices = chosen(Path::new("buyers-club"), &["us-japan", "us-cfd"]).unwrap();
    for (choice, price) in choices.iter().zip([16_000.0, 10_000.0]) {
        assert_eq!(choice.groups, ["US", "JP"]);
        for found in states(choice) {
            assert_near(&costs(choice, found), &[40.0 * price, 60.0 * price]);
        }
        assert_eq!(deviations(choice).len(), 2);
    }
}

const HEAD: &str = "
lodestone: 1
name: A game
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
";

/// 50 t at 10 and as much as is wanted at 15, for 40 t of the United States and 60 t of Japan. Who comes first has 40 (or 50) of the cheap ones:
/// US first 400,000 and 100,000 + 750,000; Japan first 500,000 + 150,000 and 600,000. Either way 1,250,000.
#[test]
fn who_chooses_first_has_the_scarce_goods() {
    let choice = written(
        "
sites:
  cheap: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg, available: 50 t/yr } } }
  dear: { country: CN, source: { ndpr-oxide: { offer: 15 USD/kg } } }
demands:
  us-buyer: { country: US, accepts: [ndpr-oxide], quantity: 40 t/yr, penalty: 1000 USD/kg }
  jp-buyer: { country: JP, accepts: [ndpr-oxide], quantity: 60 t/yr, penalty: 1000 USD/kg }
",
    );
    let orders = states(&choice).iter().filter(|found| found.order.is_some());
    for found in orders {
        let wanted = match found.order.as_deref() {
            Some([0, 1]) => [400_000.0, 850_000.0],
            _ => [600_000.0, 650_000.0],
        };
        assert_near(&costs(&choice, found), &wanted);
        assert_near(&[choice.parts(&found.judged.levels)[1].unwrap()], &[1_250_000.0]);
    }
    assert!(states(&choice).len() >= 2);
    assert_eq!(gainers(&choice), [false, false]);
}

/// The United States may not buy from China, and need 40 t: the mine, 500,000 / (15 - 8) = 71.43 t. So the plan has Japan buy 31.43 t at 15 instead of
/// 10: 31.43 x 15,000 + 28.57 x 10,000 = 757,142.86 instead of 600,000. Japan would not: alone with the United States the mine lacks 220,000.
#[test]
fn japan_would_not_pay_for_the_mine() {
    let choice = written(
        "
owners: { aurora: { viability: true } }
sites:
  au-mine:
    country: AU
    owner: aurora
    opening: { fixed_cost: 500000 USD/yr }
    source: { ndpr-oxide: { offer: 15 USD/kg, cash_cost: 8 USD/kg, available: 120 t/yr } }
  cn-market: { country: CN, source: { ndpr-oxide: { offer: 10 USD/kg } } }
demands:
  us-buyer: { country: US, tier: infrastructure, accepts: [ndpr-oxide], quantity: 40 t/yr }
  jp-buyer: { country: JP, accepts: [ndpr-oxide], quantity: 60 t/yr, penalty: 1000 USD/kg }
policies:
  apart:
    club: [US, AU]
    measures: { apart: { kind: ban, importers: [US], exporters: [CN], materials: [ndpr-oxide] } }
",
    );
    let paid = deviations(&choice);
    assert_near(&paid[0], &[600_000.0, 600_000.0]);
    let ton = 500_000.0 / 7_000.0 - 40.0;
    assert_near(&paid[1], &[ton * 15_000.0 + (60.0 - ton) * 10_000.0, 600_000.0]);
    assert_eq!(gainers(&choice), [false, true]);
    assert_eq!(stable(&choice), ["au-mine closed"]);
    let open = states(&choice).iter().find(|found| found.failing().next().is_some()).unwrap();
    assert_near(&[open.judged.margins[0].left], &[-220_000.0]);
}

/// The United States alone want 100 t, of which China has 50 at 10. To have the rest they would open the mine and buy 71.43 t there; once it is open
/// they buy 50, which bring 350,000 of the 500,000. Neither state is stable, and each leads to the other.
#[test]
fn a_mine_that_is_opened_and_then_left_makes_a_circle() {
    let choice = written(
        "
owners: { aurora: { viability: true } }
sites:
  au-mine:
    country: AU
    owner: aurora
    opening: { fixed_cost: 500000 USD/yr }
    source: { ndpr-oxide: { offer: 15 USD/kg, cash_cost: 8 USD/kg, available: 120 t/yr } }
  cn-market: { country: CN, source: { ndpr-oxide: { offer: 10 USD/kg, available: 50 t/yr } } }
demands:
  us-buyer: { country: US, tier: infrastructure, accepts: [ndpr-oxide], quantity: 100 t/yr }
policies: { alone: { club: [US, AU] } }
",
    );
    let from_mine = 500_000.0 / 7.0 / 1_000.0;
    let planned = from_mine * 15_000.0 + (100.0 - from_mine) * 10_000.0;
    assert_near(&deviations(&choice)[0], &[planned, 1_250_000.0]);
    assert_eq!(stable(&choice), Vec::<String>::new());
    let circles = &choice.searched.as_ref().unwrap().1.circles;
    let names: Vec<String> = circles.iter().flatten().map(|state| choice.name(state)).collect();
    assert_eq!(names, ["au-mine closed", "au-mine open"]);
}

/// 20 t lie in the United States, and nothing else is for sale. Japan loses more by lacking goods, so the plan for all gives them to Japan; the
/// United States would keep them: nothing lacks instead of 20 t x 500,000.
#[test]
fn a_stock_is_its_country_s() {
    let choice = written(
        "
sites:
  us-store: { country: US, stocks: { ndpr-oxide: { opening: 20 t, room: 20 t, terminal: free } } }
demands:
  us-buyer: { country: US, accepts: [ndpr-oxide], quantity: 20 t/yr, penalty: 500 USD/kg }
  jp-buyer: { country: JP, accepts: [ndpr-oxide], quantity: 20 t/yr, penalty: 1000 USD/kg }
",
    );
    let paid = deviations(&choice);
    assert_near(&paid[0], &[10_000_000.0, 0.0]);
    assert_near(&paid[1], &[0.0, 20_000_000.0]);
    assert_eq!(gainers(&choice), [true, false]);
    assert_near(&costs(&choice, &states(&choice)[0]), &[0.0, 20_000_000.0]);
}

/// Only the United States buy, so all is theirs, the swarf that Japan throws away with it: 3,320,000 with the loop and 3,600,000 without, in the plan and by leaving it.
#[test]
fn waste_belongs_to_those_who_have_the_goods() {
    let choices = chosen(Path::new("swarf"), &["loop", "no-loop"]).unwrap();
    for (choice, paid) in choices.iter().zip([3_320_000.0, 3_600_000.0]) {
        assert_near(&deviations(choice)[0], &[paid, paid]);
    }
}

/// A promise about what all buy together cannot be kept by each alone.
#[test]
fn what_groups_cannot_keep_alone_is_refused_by_name() {
    let refused = chosen(Path::new("commitment"), &["half-to-us"]).unwrap_err().to_string();
    assert!(refused.contains("half-to-us") && refused.contains("--policies"), "{refused}");
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let with = |threads: usize| {
        let ask = Ask {
            options: run::Options {
                threads,
                ..run::Options::default()
            },
            ..Ask::default()
        };
        run::own_choice(&Instance::find(Path::new("buyers-club")).unwrap(), &ask, &|_| ())
            .unwrap()
            .0
    };
    assert_eq!(with(1), with(2));
}
