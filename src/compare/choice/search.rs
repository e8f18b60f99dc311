//! States searched for those in which nobody moves.
//!
//! Owners who fail close, groups open what serves them: from every state that is not stable there is a next one. Where these lead back to a state
//! they came from, there is a circle: sites that a group would open, and that fail once open.

use super::{Found, Judged, Reply, State, World, others, settle, unlike};
use std::collections::{BTreeMap, BTreeSet};

/// Most sites, or owners, whose states are all searched.
pub const MOST_SWITCHES: usize = 6;
/// Most states that moves may lead to, beside those searched first.
const MOST_NEXT: usize = 32;

/// Where a search begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Sites that open and close together, by position: those of an owner that asks for viability, or one site.
    pub switches: Vec<Vec<usize>>,
    /// Number of windows of each site.
    pub windows: Vec<usize>,
    /// State of the plan for all.
    pub state: State,
    /// What each group does in it.
    pub replies: Vec<Reply>,
    /// What it comes to, where no group gains by leaving.
    pub stands: Option<Judged>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Searched {
    /// Every state with the choices made in it; several of a state whose outcome depends on who chooses first.
    pub found: Vec<Found>,
    /// Whether every state in which sites are open, or closed, throughout was searched.
    pub whole: bool,
    /// States whose outcome depends on who chooses first.
    pub contested: Vec<State>,
    /// States that lead to each other in a circle, in order.
    pub circles: Vec<Vec<State>>,
}

/// Searches all states of few switches, or all open and all closed of many; the state of the plan; and those that moves lead to.
///
/// # Errors
/// Those of the world.
pub fn search<W: World>(world: &W, start: &Start) -> Result<Searched, W::Error> {
    let (first, whole) = first(start);
    let mut searched = Searched {
        found: planned(world, start)?.into_iter().collect(),
        whole,
        ..Searched::default()
    };
    let mut next: BTreeMap<State, Option<State>> = BTreeMap::new();
    let most = first.len() + MOST_NEXT;
    let mut waiting: Vec<State> = first;
    waiting.reverse();
    while let Some(state) = waiting.pop().filter(|_| next.len() < most) {
        if next.contains_key(&state) {
            continue;
        }
        if visit(world, &state, &mut searched.found)? {
            searched.contested.push(state.clone());
        }
        let here = || searched.found.iter().filter(|found| found.state == state);
        let moves = here().all(|found| !found.is_stable());
        let to = here().find_map(Found::next).filter(|_| moves);
        waiting.extend(to.clone());
        next.insert(state, to);
    }
    searched.circles = circles(&next);
    Ok(searched)
}

/// States to begin with, that of the plan first, and whether they are all that are constant.
fn first(start: &Start) -> (Vec<State>, bool) {
    let count = start.switches.len();
    let whole = count <= MOST_SWITCHES;
    let all = (1_usize << count.min(MOST_SWITCHES)) - 1;
    let sets: Vec<usize> = if whole { (0..=all).rev().collect() } else { vec![all, 0] };
    let switch = |site: usize| start.switches.iter().position(|sites| sites.contains(&site));
    let open = |set: usize, site: usize| match switch(site) {
        Some(switch) if whole => set >> switch & 1 == 1,
        _ => set == all,
    };
    let constant = sets
        .iter()
        .map(|set| State::constant(&start.windows, |site| open(*set, site)));
    let mut states = vec![start.state.clone()];
    for state in constant {
        if !states.contains(&state) {
            states.push(state);
        }
    }
    (states, whole)
}

/// The plan for all itself, where no group gains by leaving it.
fn planned<W: World>(world: &W, start: &Start) -> Result<Option<Found>, W::Error> {
    let Some(judged) = &start.stands else { return Ok(None) };
    let mut found = Found {
        state: start.state.clone(),
        order: None,
        levels: Ok(start.replies.iter().map(|reply| reply.levels.clone()).collect()),
        judged: judged.clone(),
        opened: Vec::new(),
    };
    open(world, &mut found, &start.replies)?;
    Ok(Some(found))
}

/// Choices in a state, in the order of groups and in the reverse order, each where it differs from those known; whether the two differ.
fn visit<W: World>(world: &W, state: &State, known: &mut Vec<Found>) -> Result<bool, W::Error> {
    let forth: Vec<usize> = (0..world.groups()).collect();
    let back: Vec<usize> = forth.iter().rev().copied().collect();
    let both = [chosen(world, state, forth)?, chosen(world, state, back)?];
    let contested = !same(&both[0].0, &both[1].0);
    for (mut found, replies) in both {
        let mut here = known.iter().filter(|other| other.state == *state);
        if here.any(|other| same(other, &found)) {
            continue;
        }
        open(world, &mut found, &replies)?;
        known.push(found);
    }
    Ok(contested)
}

/// Whether groups come to the same levels, or to the same end without them.
fn same(one: &Found, other: &Found) -> bool {
    match (&one.levels, &other.levels) {
        (Ok(one), Ok(other)) => !unlike(one, other),
        (one, other) => one == other,
    }
}

fn chosen<W: World>(world: &W, state: &State, order: Vec<usize>) -> Result<(Found, Vec<Reply>), W::Error> {
    let settled = settle(world, state, &order)?;
    let (levels, replies) = match settled {
        Ok(replies) => (Ok(replies.iter().map(|reply| reply.levels.clone()).collect()), replies),
        Err(fate) => (Err(fate), Vec::new()),
    };
    let found = Found {
        state: state.clone(),
        order: Some(order),
        judged: levels
            .as_ref()
            .map_or_else(|_| Judged::default(), |_| world.judge(state, &replies)),
        levels,
        opened: Vec::new(),
    };
    Ok((found, replies))
}

/// Notes which groups would open something, where all owners cover their costs.
fn open<W: World>(world: &W, found: &mut Found, replies: &[Reply]) -> Result<(), W::Error> {
    let closed = |state: &State| {
        (0..)
            .map(|site| state.windows(site))
            .take_while(|w| !w.is_empty())
            .any(|w| w.contains(&false))
    };
    if found.failing().next().is_some() || !closed(&found.state) {
        return Ok(());
    }
    let held: Vec<Option<Reply>> = replies.iter().cloned().map(Some).collect();
    for (group, reply) in replies.iter().enumerate() {
        let trial = world.trial(group, &found.state, &others(&held, group))?;
        let better = trial.filter(|trial| super::lower(&trial.levels, &reply.levels) && !trial.opens.is_empty());
        found.opened.extend(better.map(|trial| (group, trial.opens)));
    }
    Ok(())
}

/// Circles of moves, each from its least state.
fn circles(next: &BTreeMap<State, Option<State>>) -> Vec<Vec<State>> {
    let mut circles: BTreeSet<Vec<State>> = BTreeSet::new();
    for start in next.keys() {
        let mut path: Vec<&State> = vec![start];
        while let Some(Some(to)) = path.last().and_then(|last| next.get(*last)) {
            if let Some(at) = path.iter().position(|known| *known == to) {
                let mut circle: Vec<State> = path.split_off(at).into_iter().cloned().collect();
                let least = circle
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, state)| *state)
                    .map_or(0, |(at, _)| at);
                circle.rotate_left(least);
                circles.insert(circle);
                break;
            }
            path.push(to);
        }
    }
    circles.into_iter().collect()
}
