//! Ends of ranges by hand, and against cold plans on both sides.

use super::support::{folder, near, selection};
use lodestone::explain::ranges::{End, Moves, PATTERNS, Range, Ranges};
use lodestone::formulation::{Model, formulate};
use lodestone::results::terminal;
use lodestone::run::{Instance, Options, RangeAsk, ranges};
use lodestone::solve::{Status, solve};
use lodestone::spec::{Change, Prepared, Series, survey};
use lodestone::{network, origin};

fn ranged(name: &str, policy: &str, (most, threads): (usize, usize)) -> Ranges {
    let ask = RangeAsk {
        selection: selection(policy, &[]),
        options: Options {
            threads,
            ..Options::default()
        },
        most,
    };
    ranges(&Instance::find(&folder(name)).unwrap(), &ask, &|_| ())
        .unwrap()
        .unwrap()
}

fn of<'r>(ranges: &'r Ranges, path: &str) -> &'r Range {
    ranges.ranges.iter().find(|range| range.parameter.path == path).unwrap()
}

fn ends_at(end: End, factor: f64) -> bool {
    matches!(end, End::At(found) if near(found, factor))
}

/// A path that no instance has is one that is spelt otherwise in the input, so that its numbers would never be ranged.
#[test]
fn every_pattern_leads_to_a_number_of_some_instance() {
    let names = std::fs::read_dir(folder("")).unwrap().map(|entry| entry.unwrap().path());
    let all = names.filter(|path| path.join("instance.yaml").is_file());
    let policy = |path: &std::path::Path| survey(path).unwrap().policies.into_iter().next().unwrap_or_default();
    let mut read: Vec<Prepared> = all
        .map(|path| Prepared::read(&path, &selection(&policy(&path), &[])).unwrap())
        .collect();
    // No shipped instance has costs of opening and closing.
    let set = [
        "sites.au-mine.opening.opening_cost=2 MUSD",
        "sites.au-mine.opening.closing_cost=1 MUSD",
    ];
    read.push(Prepared::read(&folder("buyers-club"), &selection("us-japan", &set)).unwrap());
    let paths = PATTERNS.map(|(path, _)| path);
    let lost: Vec<&str> = paths
        .into_iter()
        .filter(|path| read.iter().all(|instance| instance.paths(path).is_empty()))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

/// 100 t from China at 10 USD/kg; the mines ask 15. China stays the seller up to 15, with 100 t or more to sell; the mines sell from 10 down.
#[test]
fn ends_by_hand() {
    let ranges = ranged("price-floor", "open-market", (100, 2));
    let china = of(&ranges, "sites.cn-market.source.ndpr-oxide.offer");
    assert!(
        china.paid && china.low == End::Beyond(0.0) && ends_at(china.high, 1.5),
        "{china:?}"
    );
    let mine = of(&ranges, "sites.au-mine.source.ndpr-oxide.offer");
    assert!(
        mine.is_idle() && ends_at(mine.low, 10.0 / 15.0) && mine.high == End::Beyond(10.0),
        "{mine:?}"
    );
    let room = of(&ranges, "sites.cn-market.source.ndpr-oxide.available");
    assert_eq!(room.moves, Moves::Amounts);
    assert!(ends_at(room.low, 0.1) && room.high == End::Beyond(10.0), "{room:?}");
    let wanted = of(&ranges, "demands.us-buyer.quantity");
    assert!(
        wanted.low == End::Beyond(0.0) && wanted.high == End::Beyond(10.0),
        "{wanted:?}"
    );
    let (less, more) = (wanted.less.as_ref().unwrap(), wanted.more.as_ref().unwrap());
    assert!(near(less.cost, 0.8e6) && near(more.cost, 1.2e6));
    assert_eq!(ranges.ranges[0].parameter.path, "sites.cn-market.source.ndpr-oxide.offer");
    assert_eq!(ranges.ranges[1].parameter.path, "demands.us-buyer.quantity");
}

/// A floor of 16 USD/kg: what lands below costs 16. Australia sells 80 t while it asks no more; the home mine 10 t up to 16; the floor is what
/// 90 t pay, down to the 15 that Australia and the home mine ask, below which Chinese goods land cheaper.
#[test]
fn a_floor_is_ranged_like_any_price() {
    let ranges = ranged("price-floor", "floor-16", (100, 2));
    let australia = of(&ranges, "sites.au-mine.source.ndpr-oxide.offer");
    assert!(australia.paid && ends_at(australia.high, 16.0 / 15.0), "{australia:?}");
    let home = of(&ranges, "sites.us-mine.source.ndpr-oxide.offer");
    assert!(ends_at(home.high, 16.0 / 15.0), "{home:?}");
    let floor = of(&ranges, "policies.floor-16.measures.us-floor.floor");
    // Its cost has a kink of its own there, so the end is told to within a probe.
    let low = floor.low.factor().unwrap();
    assert!(
        (low - 15.0 / 16.0).abs() < 1e-6 && floor.high == End::Beyond(10.0),
        "{floor:?}"
    );
}

/// A line of 0.6 MUSD a year saves 40 t x 25 USD/kg in one year: it is built up to 10 MUSD of capital. With whole numbers more or less of an
/// amount may change what is built at once, so amounts have no ends.
#[test]
fn capital_has_an_end_where_building_no_longer_pays_and_amounts_have_none() {
    let ranges = ranged("expansion", "buyers-pay", (100, 2));
    let capital = of(&ranges, "sites.us-plant.options.second-line.capex");
    assert!(
        capital.paid && capital.low == End::Beyond(0.0) && ends_at(capital.high, 10.0 / 6.0),
        "{capital:?}"
    );
    let amounts: Vec<&Range> = ranges.ranges.iter().filter(|range| range.moves == Moves::Amounts).collect();
    assert!(!amounts.is_empty());
    for range in amounts {
        assert_eq!((range.low, range.high), (End::Unknown, End::Unknown), "{range:?}");
    }
    let text = terminal::ranges(&ranges, terminal::Style::default());
    let capital: Vec<&str> = text.lines().filter(|line| line.contains("capital of option")).collect();
    let shown = capital[1].split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.ends_with("6 MUSD 0 MUSD 10 MUSD same plan"), "{shown}");
    assert!(!text.contains("< 0"), "{text}");
}

/// China asks a hundredth of a cent less than the 15 USD/kg of the mines: the end is just above, and the figures say so. At 15 itself it is there.
#[test]
fn ends_near_the_number_can_be_told_from_it() {
    let shown = |offer: &str| {
        let ask = RangeAsk {
            selection: selection(
                "open-market",
                &[&format!("sites.cn-market.source.ndpr-oxide.offer={offer} USD/kg")],
            ),
            options: Options::default(),
            most: 100,
        };
        let ranges = ranges(&Instance::find(&folder("price-floor")).unwrap(), &ask, &|_| ());
        let text = terminal::ranges(&ranges.unwrap().unwrap(), terminal::Style::default());
        let ends = text.split("How far").nth(1).unwrap();
        ends.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let near = shown("14.99999");
    assert!(
        near.contains("cn-market 14.99999 USD/kg 0 USD/kg 15 USD/kg same plan"),
        "{near}"
    );
    assert!(
        near.contains("au-mine 15 USD/kg 14.99999 USD/kg > 150 USD/kg not used"),
        "{near}"
    );
    let there = shown("15");
    assert!(there.contains("au-mine 15 USD/kg 0 USD/kg now same plan"), "{there}");
}

/// Instances small enough for cold plans at every end.
const CASES: [(&str, &str); 9] = [
    ("embargo", ""),
    ("finished-goods-bypass", "with-derivatives"),
    ("heavy-rare-earth", ""),
    ("origin-washing", "lineage"),
    ("price-floor", "floor-16"),
    ("recycling-loop", "history-stays"),
    ("rules-of-origin", "mass-balance"),
    ("strategic-stock", ""),
    ("transport", ""),
];

/// An instance whose numbers are moved, and its plan as it is.
struct Cold {
    prepared: Prepared,
    point: Vec<f64>,
    cost: usize,
}

impl Cold {
    fn of(name: &str, policy: &str) -> Self {
        let prepared = Prepared::read(&folder(name), &selection(policy, &[])).unwrap();
        let network = network::build(&prepared.spec().unwrap()).unwrap();
        let model = formulate(&origin::label(&network));
        let outcome = solve(&model.lp, &Options::default()).unwrap();
        Self {
            prepared,
            point: outcome.point.unwrap(),
            cost: network.cost_level(),
        }
    }

    fn model(&self, path: &str, factor: f64) -> Model {
        let change = Change {
            path: path.into(),
            scale: true,
            amount: Series::Constant(factor),
            unit: None,
        };
        let network = network::build(&self.prepared.with(&[change], "a test").unwrap()).unwrap();
        formulate(&origin::label(&network))
    }

    /// Values of shortages and cost at the best plan.
    fn best(&self, path: &str, factor: f64) -> Vec<f64> {
        let outcome = solve(&self.model(path, factor).lp, &Options::default()).unwrap();
        assert_eq!(outcome.status, Status::Optimal, "{path} x {factor}");
        outcome.levels[..=self.cost].to_vec()
    }

    /// Whether the plan as it is remains the best one.
    fn stays(&self, path: &str, factor: f64) -> bool {
        let model = self.model(path, factor);
        let kept = model.lp.levels.iter().map(|level| level.at(&self.point));
        same(&self.best(path, factor), &kept.take(self.cost + 1).collect::<Vec<_>>())
    }

    /// Whether shortages and cost at a factor lie on the line through those at one and at another.
    fn on_line(&self, path: &str, (middle, factor): (f64, f64)) -> bool {
        let (one, at, far) = (self.best(path, 1.0), self.best(path, middle), self.best(path, factor));
        let share = (factor - 1.0) / (middle - 1.0);
        let line: Vec<f64> = one.iter().zip(&at).map(|(one, at)| one + share * (at - one)).collect();
        same(&far, &line)
    }
}

fn same(one: &[f64], other: &[f64]) -> bool {
    let close = |(one, other): (&f64, &f64)| (one - other).abs() <= 1e-7 * one.abs().max(1.0);
    one.iter().zip(other).all(close)
}

/// Just within an end the plan, or its marginal prices, are as they were; just beyond they are not.
fn holds(cold: &Cold, range: &Range, end: f64) {
    let path = &range.parameter.path;
    let (within, beyond) = (end + 1e-3 * (1.0 - end), end - 1e-3 * (1.0 - end));
    let said = format!("{path} of {end}: {range:?}");
    if range.moves == Moves::Prices {
        assert!(cold.stays(path, within), "within {said}");
        assert!(!cold.stays(path, beyond), "beyond {said}");
    } else {
        let middle = (1.0 + end) / 2.0;
        assert!(cold.on_line(path, (middle, within)), "within {said}");
        let beyond = end - 0.05 * (1.0 - end).min(end);
        assert!(!cold.on_line(path, (middle, beyond)), "beyond {said}");
    }
}

#[test]
fn ends_hold_against_cold_plans_on_both_sides() {
    let mut held = 0;
    for (name, policy) in CASES {
        let cold = Cold::of(name, policy);
        for range in ranged(name, policy, (1000, 2)).ranges {
            for end in [range.low, range.high] {
                let End::At(end) = end else { continue };
                if (end - 1.0).abs() > 1e-3 {
                    holds(&cold, &range, end);
                    held += 1;
                }
            }
        }
    }
    assert!(held > 50, "{held} ends were held");
}

#[test]
fn the_numbers_that_move_most_are_chosen_and_threads_change_nothing() {
    let all = ranged("heavy-rare-earth", "", (1000, 1));
    let [few, same] = [1, 3].map(|threads| ranged("heavy-rare-earth", "", (4, threads)));
    assert_eq!(few, same);
    assert_eq!((few.ranges.len(), few.left_out), (4, all.ranges.len() - 4));
    assert_eq!(few.ranges[0], all.ranges[0]);
}

#[test]
fn ranges_in_words() {
    let text = terminal::ranges(&ranged("price-floor", "floor-16", (100, 2)), terminal::Style::default());
    insta::assert_snapshot!(text);
}
