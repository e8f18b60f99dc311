//! Own choice: whether the buyers of each country would themselves do what a plan for all has them do.
//!
//! A **group** is the buyers of a country. In a **state** (which sites are open) each group has the least levels of its own, given what the others use
//! of everything that is shared. Where no group can lower its levels alone, the choices are a Nash equilibrium (J. F. Nash, Equilibrium Points in
//! N-Person Games, Proceedings of the National Academy of Sciences 36, 1950, 48-49), with limits shared (J. B. Rosen, Existence and Uniqueness of Equilibrium
//! Points for Concave N-Person Games, Econometrica 33, 1965, 520-534).
//!
//! What others do changes what a group can do, not what it costs. So a move lowers the levels of its group and of nobody else those already
//! reached rise: responses cannot go in a circle. States can: see [`search`].

mod search;
mod settle;
mod state;
#[cfg(test)]
mod tests;

pub use search::{MOST_SWITCHES, Searched, Start, search};
pub use settle::others;
use settle::settle;
pub use state::{Slot, State};

/// Differences of levels up to this share count as none.
const ROUNDING: f64 = 1e-6;
/// Size that a level counts with at least, in its own unit.
const LEAST: f64 = 1e-3;

/// What a group does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// Its own levels in order: tiers, cost, exposure.
    pub levels: Vec<f64>,
    /// What it uses of each thing that is shared.
    pub uses: Vec<f64>,
    /// All that it does.
    pub point: Vec<f64>,
}

/// What an owner that asks for viability has left in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// Owner.
    pub owner: String,
    /// First period of the window.
    pub from: String,
    /// Received less borne, USD, not discounted.
    pub left: f64,
    /// Whether it does not cover its costs.
    pub fails: bool,
    /// What it would close.
    pub slots: Vec<Slot>,
}

/// What all choices together come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Levels of all together.
    pub levels: Vec<f64>,
    /// Books of owners with something open.
    pub margins: Vec<Margin>,
    /// Limits that own choices break, in the words of the judge.
    pub broken: Vec<String>,
}

/// What a group would do with closed sites to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// Its levels.
    pub levels: Vec<f64>,
    /// What it would open.
    pub opens: Vec<Slot>,
}

/// How a state ended without choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A group has no plan of its own.
    NoPlan {
        /// Group.
        group: usize,
        /// How its solve ended.
        status: &'static str,
    },
    /// Responses have not settled.
    Restless,
}

/// Those who choose, and who judges.
pub trait World {
    /// What stops the search.
    type Error;

    /// Number of groups.
    fn groups(&self) -> usize;

    /// The best that a group can do beside what the others use; how its solve ended where it has no plan.
    ///
    /// # Errors
    /// When the solver fails.
    fn reply(&self, group: usize, state: &State, others: &[f64]) -> Result<Result<Reply, &'static str>, Self::Error>;

    /// The best that a group can do where it may open what is closed, of owners that then cover their costs; none where there is no plan.
    ///
    /// # Errors
    /// When the solver fails.
    fn trial(&self, group: usize, state: &State, others: &[f64]) -> Result<Option<Trial>, Self::Error>;

    /// What the choices of all groups come to.
    fn judge(&self, state: &State, replies: &[Reply]) -> Judged;
}

/// A state with the choices made in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Which sites are open.
    pub state: State,
    /// Groups in the order in which they chose; none where the choices are those of the plan for all.
    pub order: Option<Vec<usize>>,
    /// Levels of each group; how it ended where there are none.
    pub levels: Result<Vec<Vec<f64>>, Fate>,
    /// What they come to together.
    pub judged: Judged,
    /// Groups that would open something, and what.
    pub opened: Vec<(usize, Vec<Slot>)>,
}

impl Found {
    /// Whether nobody moves: groups have settled, owners cover their costs, no group would open what is closed, and no limit is broken.
    pub fn is_stable(&self) -> bool {
        self.levels.is_ok() && self.opened.is_empty() && self.judged.broken.is_empty() && self.failing().next().is_none()
    }

    /// Books that do not balance.
    pub fn failing(&self) -> impl Iterator<Item = &Margin> {
        self.judged.margins.iter().filter(|margin| margin.fails)
    }

    /// The state that owners who fail, or else groups that open something, make of it.
    pub fn next(&self) -> Option<State> {
        let closing: Vec<Slot> = self.failing().flat_map(|margin| margin.slots.clone()).collect();
        let opening: Vec<Slot> = self.opened.iter().flat_map(|(_, slots)| slots.clone()).collect();
        let next = if closing.is_empty() {
            self.state.with(&opening, true)
        } else {
            self.state.with(&closing, false)
        };
        (next != self.state).then_some(next)
    }
}

/// What a group would have by leaving a plan for all, the others and all openings held.
#[derive(Clone, Debug, PartialEq)]
pub struct Deviation {
    /// Its levels in the plan.
    pub planned: Vec<f64>,
    /// Its levels by its own choice; how its solve ended where it has no plan.
    pub own: Result<Vec<f64>, &'static str>,
}

impl Deviation {
    /// Whether it gains: less of the first level that differs.
    pub fn gains(&self) -> bool {
        self.own.as_ref().is_ok_and(|own| lower(own, &self.planned))
    }
}

/// Buyers who choose for themselves, under one policy and scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnChoice {
    /// Policy.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// How the plan for all ended.
    pub status: &'static str,
    /// Names of the levels.
    pub names: Vec<String>,
    /// Groups: countries with a demand.
    pub groups: Vec<String>,
    /// Sites that may be closed, with the first period of each of their windows.
    pub sites: Vec<(String, Vec<String>)>,
    /// What each group would have by leaving the plan; none where there is no plan.
    pub deviations: Vec<Deviation>,
    /// What groups that choose alone cannot keep, in words; where there is any, they are not asked.
    pub left_out: Vec<String>,
    /// The state of the plan, and the states searched.
    pub searched: Option<(State, Searched)>,
}

impl OwnChoice {
    /// States in which nobody moves.
    pub fn stable(&self) -> impl Iterator<Item = &Found> {
        let searched = self.searched.iter().flat_map(|(_, searched)| &searched.found);
        searched.filter(|found| found.is_stable())
    }

    /// A state in words, such as `au-mine open, ca-mine closed`; `all open` where nothing may be closed.
    pub fn name(&self, state: &State) -> String {
        let sites = self.sites.iter().enumerate();
        let named: Vec<String> = sites.map(|(site, named)| named_site(named, state.windows(site))).collect();
        if named.is_empty() {
            "all open".into()
        } else {
            named.join(", ")
        }
    }

    /// Order in which groups chose, in words.
    pub fn order(&self, found: &Found) -> String {
        let Some(order) = &found.order else { return "plan".into() };
        let names: Vec<&str> = order
            .iter()
            .filter_map(|group| self.groups.get(*group))
            .map(String::as_str)
            .collect();
        names.join(", ")
    }

    /// Sites of some slots, in words.
    pub fn slots(&self, slots: &[Slot]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for (site, _) in slots {
            if let Some((name, _)) = self.sites.get(*site).filter(|(name, _)| !names.contains(&name.as_str())) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// Shortage of all tiers, cost and exposure out of levels; none of a level that there is not.
    pub fn parts(&self, levels: &[f64]) -> [Option<f64>; 3] {
        let at = |name: &str| self.names.iter().position(|level| level == name);
        let value = |name: &str| at(name).and_then(|at| levels.get(at)).copied();
        let tiers = at("cost")
            .and_then(|cost| levels.get(..cost))
            .filter(|tiers| !tiers.is_empty());
        [tiers.map(|tiers| tiers.iter().sum::<f64>()), value("cost"), value("exposure")]
    }
}

fn named_site((name, starts): &(String, Vec<String>), open: &[bool]) -> String {
    let changes = |at: &usize| *at == 0 || open.get(at - 1) != open.get(*at);
    let spans: Vec<usize> = (0..open.len()).filter(changes).collect();
    let word = |at: usize| {
        if open.get(at).copied().unwrap_or(false) {
            "open"
        } else {
            "closed"
        }
    };
    let span = |at: &usize| match (at, starts.get(*at)) {
        (0, _) | (_, None) => word(*at).to_owned(),
        (at, Some(start)) => format!("{} from {start}", word(*at)),
    };
    let spans: Vec<String> = spans.iter().map(span).collect();
    format!("{name} {}", spans.join(" and "))
}

/// Whether levels are lower than others: the first that differs by more than rounding.
pub fn lower(levels: &[f64], than: &[f64]) -> bool {
    let differing = levels.iter().zip(than).find(|(a, b)| differ(**a, **b));
    differing.is_some_and(|(a, b)| a < b)
}

/// Whether two values of a level differ by more than rounding.
pub fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > ROUNDING * a.abs().max(b.abs()).max(LEAST)
}

/// Whether some level differs.
fn unlike(one: &[Vec<f64>], other: &[Vec<f64>]) -> bool {
    let pairs = one.iter().flatten().zip(other.iter().flatten());
    pairs.into_iter().any(|(a, b)| differ(*a, *b))
}
