//! Rounds and searches on worlds small enough to be worked by hand.

use super::*;
use std::cell::RefCell;

/// Two groups that each want 10 t: cheap goods at 1 as far as they go, the rest at 3. One site that may be opened.
struct Market {
    /// Tonnes of cheap goods.
    cheap: f64,
    /// What a site brings its owner when open.
    margin: f64,
    /// Level of group 1 where it opens the site.
    trial: f64,
    /// Groups asked, in order.
    asked: RefCell<Vec<usize>>,
}

impl Market {
    fn of(cheap: f64, margin: f64, trial: f64) -> Self {
        let asked = RefCell::default();
        Self {
            cheap,
            margin,
            trial,
            asked,
        }
    }
}

impl World for Market {
    type Error = ();

    fn groups(&self) -> usize {
        2
    }

    fn reply(&self, group: usize, _: &State, others: &[f64]) -> Result<Result<Reply, &'static str>, ()> {
        self.asked.borrow_mut().push(group);
        let cheap = (self.cheap - others.first().copied().unwrap_or(0.0)).min(10.0);
        Ok(Ok(Reply {
            levels: vec![cheap + 3.0 * (10.0 - cheap)],
            uses: vec![cheap],
            point: Vec::new(),
        }))
    }

    fn trial(&self, group: usize, _: &State, _: &[f64]) -> Result<Option<Trial>, ()> {
        Ok((group == 1).then(|| Trial {
            levels: vec![self.trial],
            opens: vec![(0, 0)],
        }))
    }

    fn judge(&self, state: &State, _: &[Reply]) -> Judged {
        let margin = Margin {
            owner: "owner".into(),
            from: "2026".into(),
            left: self.margin,
            fails: self.margin < 0.0,
            slots: vec![(0, 0)],
        };
        Judged {
            margins: if state.is_open((0, 0)) { vec![margin] } else { Vec::new() },
            ..Judged::default()
        }
    }
}

fn open(open: bool) -> State {
    State::new(vec![vec![open]])
}

fn start() -> Start {
    Start {
        switches: vec![vec![0]],
        windows: vec![1],
        state: open(true),
        ..Start::default()
    }
}

/// 12 t of cheap goods: the first has 10 for 10, the second 2 + 3 x 8 = 26.
#[test]
fn the_first_has_the_cheap_goods() {
    let market = Market::of(12.0, 1.0, 100.0);
    let levels = |order: &[usize]| {
        let replies = settle(&market, &open(true), order).unwrap().unwrap();
        replies.iter().map(|reply| reply.levels[0]).collect::<Vec<_>>()
    };
    assert_eq!(levels(&[0, 1]), [10.0, 26.0]);
    assert_eq!(levels(&[1, 0]), [26.0, 10.0]);
}

/// With what the second leaves the first can do no better than before, so it is not asked again.
#[test]
fn nobody_is_asked_again_where_nothing_became_free() {
    let market = Market::of(12.0, 1.0, 100.0);
    settle(&market, &open(true), &[0, 1]).unwrap().unwrap();
    assert_eq!(*market.asked.borrow(), [0, 1]);
}

/// Scarce goods give two outcomes in the open state; enough of them one.
#[test]
fn outcomes_that_depend_on_the_order_are_both_found() {
    let orders = |cheap: f64| {
        let searched = search(&Market::of(cheap, 1.0, 100.0), &start()).unwrap();
        searched.found.iter().filter(|found| found.state == open(true)).count()
    };
    assert_eq!((orders(12.0), orders(20.0)), (2, 1));
}

/// The plan may be what comes of one order; that the other order comes to something else is told all the same.
#[test]
fn a_plan_that_is_one_of_two_outcomes_hides_neither() {
    let market = Market::of(12.0, 1.0, 100.0);
    let replies = settle(&market, &open(true), &[1, 0]).unwrap().unwrap();
    let planned = Start {
        replies,
        stands: Some(Judged::default()),
        ..start()
    };
    let searched = search(&market, &planned).unwrap();
    let here = searched.found.iter().filter(|found| found.state == open(true));
    let orders: Vec<Option<Vec<usize>>> = here.map(|found| found.order.clone()).collect();
    assert_eq!(orders, [None, Some(vec![0, 1])]);
    assert!(searched.contested.contains(&open(true)));
    let enough = search(&Market::of(20.0, 1.0, 100.0), &start()).unwrap();
    assert!(enough.contested.is_empty());
}

/// The site pays for itself, and nobody would open it: both states are stable. The trial of 100 is no better than 10 or 26.
#[test]
fn open_and_closed_can_both_be_stable() {
    let searched = search(&Market::of(20.0, 1.0, 100.0), &start()).unwrap();
    let stable: Vec<&State> = searched.found.iter().filter(|f| f.is_stable()).map(|f| &f.state).collect();
    assert_eq!(stable, [&open(true), &open(false)]);
    assert!(searched.whole && searched.circles.is_empty());
}

/// Group 1 pays 10 and would have 9 with the site: closed is not stable.
#[test]
fn a_site_that_a_group_would_open_does_not_stay_closed() {
    let searched = search(&Market::of(20.0, 1.0, 9.0), &start()).unwrap();
    let closed = searched.found.iter().find(|found| found.state == open(false)).unwrap();
    assert_eq!(closed.opened, [(1, vec![(0, 0)])]);
    assert_eq!(closed.next(), Some(open(true)));
    assert!(searched.circles.is_empty());
}

/// It would open it, and then it loses: no state is stable, and the two lead to each other.
#[test]
fn what_is_opened_and_fails_makes_a_circle() {
    let searched = search(&Market::of(20.0, -1.0, 9.0), &start()).unwrap();
    assert!(!searched.found.iter().any(Found::is_stable));
    assert_eq!(searched.circles, [vec![open(false), open(true)]]);
}

/// Seven sites have 128 states; two are searched, and no more where nobody moves.
#[test]
fn of_many_states_the_ends_are_searched() {
    let many = Start {
        switches: (0..7).map(|site| vec![site]).collect(),
        windows: vec![1; 7],
        state: State::constant(&[1; 7], |_| true),
        ..Start::default()
    };
    let searched = search(&Market::of(20.0, 1.0, 100.0), &many).unwrap();
    assert_eq!(searched.found.len(), 2);
    assert!(!searched.whole);
}

/// A group that buys more frees nothing; levels below a millionth apart are the same.
#[test]
fn levels_compare_in_order_and_beyond_rounding() {
    assert!(lower(&[1.0, 9.0], &[2.0, 1.0]));
    assert!(!lower(&[2.0, 1.0], &[1.0, 9.0]));
    assert!(lower(&[1.0 + 1e-9, 1.0], &[1.0, 2.0]));
    assert!(!lower(&[1.0], &[1.0]));
}

#[test]
fn states_are_named_by_site_and_by_change() {
    let choice = OwnChoice {
        policy: String::new(),
        scenario: String::new(),
        status: "optimal",
        names: ["dx", "do", "cost", "exposure"].map(String::from).to_vec(),
        groups: vec!["JP".into(), "US".into()],
        sites: vec![
            ("a".into(), vec!["2026".into(), "2027".into()]),
            ("b".into(), vec!["2026".into()]),
        ],
        deviations: Vec::new(),
        left_out: Vec::new(),
        searched: None,
    };
    let state = State::new(vec![vec![false, true], vec![true]]);
    assert_eq!(choice.name(&state), "a closed and open from 2027, b open");
    assert_eq!(choice.parts(&[1.0, 2.0, 30.0, 4.0]), [Some(3.0), Some(30.0), Some(4.0)]);
}
