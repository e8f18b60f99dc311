//! What each pool is made of: ways from the beginning, with shares.

use super::chains::{Step, StepKind, mass, step};
use super::pools::{Inflow, Pool, Pools};
use crate::network::{ElementId, MaterialId, Network, PeriodId, RuleSet, SiteId};
use indexmap::{IndexMap, IndexSet};

/// Shares below this are told together as the rest.
const SMALL: f64 = 1e-5;
/// Rounds through a circle at most; goods in it lose most of their mass in each.
const ROUNDS: usize = 60;
/// A rest that changes less from one round to the next has settled.
const SETTLED: f64 = 1e-7;
/// The way that stands for the rest.
const REST: usize = 0;

/// Ways as a tree: each goes on from another by one step.
#[derive(Debug)]
pub(super) struct Ways {
    list: Vec<Option<(Option<usize>, usize)>>,
    steps: IndexSet<Step>,
    /// Where a way leads by a step; from the rest where the step is the first.
    known: IndexMap<(usize, usize), usize>,
    sums: Sums,
}

impl Default for Ways {
    fn default() -> Self {
        Self {
            list: vec![None],
            steps: IndexSet::new(),
            known: IndexMap::new(),
            sums: Sums::default(),
        }
    }
}

/// Ways, ascending, with shares that sum to 1.
type Mix = Vec<(usize, f64)>;

/// Sums by way, used again for every mix: a mix has few of all ways, and looking each up in a map took most of the time.
#[derive(Debug, Default)]
struct Sums {
    of: Vec<f64>,
    touched: Vec<usize>,
}

impl Sums {
    fn add(&mut self, way: usize, share: f64) {
        if way >= self.of.len() {
            self.of.resize(way + 1, 0.0);
        }
        if self.of[way] == 0.0 {
            self.touched.push(way);
        }
        self.of[way] += share;
    }

    /// The mix, with small shares, and what a circle has not told yet, in the rest. Nothing is left.
    fn gather(&mut self) -> Mix {
        self.touched.sort_unstable();
        let mut mix = vec![(REST, 0.0)];
        for way in self.touched.drain(..) {
            let share = std::mem::take(&mut self.of[way]);
            if way != REST && share >= SMALL {
                mix.push((way, share));
            }
        }
        let rest = 1.0 - mix.iter().map(|(_, share)| share).sum::<f64>();
        if rest > 1e-12 {
            mix[0].1 = rest;
        } else {
            mix.remove(0);
        }
        mix
    }
}

/// What each pool is made of.
pub(super) struct Mixes(Vec<Mix>);

impl Mixes {
    /// Ways and shares of the goods at a place.
    pub fn at(
        &self,
        pools: &Pools,
        (site, material): (SiteId, MaterialId),
        (class, period): (RuleSet, PeriodId),
    ) -> &[(usize, f64)] {
        let pool = Pool {
            period,
            site,
            material,
            class,
        };
        pools.position(pool).map_or(&[], |at| &self.0[at])
    }
}

impl Ways {
    /// Steps of a way, the first first; none for the rest.
    pub fn steps(&self, way: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = Some(way);
        while let Some((before, step)) = at.and_then(|way| self.list[way]) {
            steps.extend(self.steps.get_index(step));
            at = before;
        }
        steps.reverse();
        steps
    }

    /// What every pool is made of, following an element, or gross mass.
    pub fn mixes(&mut self, network: &Network, pools: &Pools, element: Option<ElementId>) -> Mixes {
        let mut mixes = Mixes(vec![Mix::new(); pools.list.len()]);
        for group in upstream_first(network, pools) {
            let rounds = if group.len() > 1 { ROUNDS } else { 1 };
            for _ in 0..rounds {
                let mut change = 0.0_f64;
                for pool in &group {
                    let mix = self.mix(network, pools, (*pool, element), &mixes);
                    change = change.max((rest(&mix) - rest(&mixes.0[*pool])).abs());
                    mixes.0[*pool] = mix;
                }
                if change < SETTLED {
                    break;
                }
            }
        }
        mixes
    }

    fn mix(&mut self, network: &Network, pools: &Pools, (pool, element): (usize, Option<ElementId>), mixes: &Mixes) -> Mix {
        let total: f64 = pools.inflows[pool].iter().map(|(_, tonnes)| tonnes).sum();
        for (inflow, tonnes) in &pools.inflows[pool] {
            let weight = tonnes / total;
            let step = step(pools, pool, *inflow).map(|step| self.steps.insert_full(step).0);
            match *inflow {
                Inflow::Supply(_) | Inflow::Opening(_) | Inflow::UnderWay | Inflow::Collected(None) => {
                    let way = step.map_or(REST, |step| self.way(None, step));
                    self.sums.add(way, weight);
                }
                Inflow::From(from, _) | Inflow::Collected(Some(from)) => self.pass(&mixes.0[from], step, weight),
                Inflow::Made(activity) => {
                    for (from, part) in parts(network, pools, activity, element) {
                        self.pass(&mixes.0[from], step, weight * part);
                    }
                }
            }
        }
        self.sums.gather()
    }

    /// Adds the ways of one pool, each gone on by a step, to the sums.
    fn pass(&mut self, from: &Mix, step: Option<usize>, weight: f64) {
        for (way, share) in from {
            let next = match step {
                Some(step) if *way != REST => self.way(Some(*way), step),
                _ => *way,
            };
            self.sums.add(next, weight * share);
        }
    }

    /// A way gone on by a step. One that comes back to a step, as swarf does, goes on from there.
    fn way(&mut self, before: Option<usize>, step: usize) -> usize {
        let key = (before.unwrap_or(REST), step);
        if let Some(way) = self.known.get(&key) {
            return *way;
        }
        let way = self.up_to(before, step).unwrap_or_else(|| {
            self.list.push(Some((before, step)));
            self.list.len() - 1
        });
        self.known.insert(key, way);
        way
    }

    /// The part of a way that ends with a step. Used goods that came back may take the steps of their first life again.
    fn up_to(&self, way: Option<usize>, step: usize) -> Option<usize> {
        let collects = |step: usize| {
            self.steps
                .get_index(step)
                .is_some_and(|step| step.kind == StepKind::Collected)
        };
        let mut at = way;
        while let Some((way, (before, taken))) = at.and_then(|way| Some((way, self.list[way]?))) {
            if taken == step {
                return Some(way);
            }
            if collects(taken) && !collects(step) {
                return None;
            }
            at = before;
        }
        None
    }
}

/// Share of each pool drawn from in what an activity passes on of an element.
fn parts(network: &Network, pools: &Pools, activity: usize, element: Option<ElementId>) -> Vec<(usize, f64)> {
    let drawn = &pools.conversions[activity].drawn;
    let brings = |(pool, tonnes): &(usize, f64)| Some((*pool, tonnes * mass(network, pools.list[*pool].material, element)?));
    let bringing: Vec<(usize, f64)> = drawn.iter().filter_map(brings).collect();
    let chosen = if bringing.is_empty() { drawn.clone() } else { bringing };
    let total: f64 = chosen.iter().map(|(_, tonnes)| tonnes).sum();
    chosen.into_iter().map(|(pool, tonnes)| (pool, tonnes / total)).collect()
}

/// Share that is not told apart; all of it where nothing is known yet.
fn rest(mix: &Mix) -> f64 {
    match mix.first() {
        None => 1.0,
        Some((REST, share)) => *share,
        Some(_) => 0.0,
    }
}

/// Groups of pools, each after those that it comes from: single pools, and pools of one period between which goods run in
/// circles, such as offcuts that go back to the smelter.
fn upstream_first(network: &Network, pools: &Pools) -> Vec<Vec<usize>> {
    let mut order = Order::of(pools);
    let mut groups = Vec::new();
    loop {
        while let Some(pool) = order.ready.pop() {
            groups.push(vec![pool]);
            order.settle(&[pool]);
        }
        let mut circle = order.circle(pools);
        if circle.is_empty() {
            return groups;
        }
        let stage = |pool: usize| network.materials[pools.list[pool].material.index()].stage;
        circle.sort_by_key(|pool| (stage(*pool), *pool));
        order.settle(&circle);
        groups.push(circle);
    }
}

/// Pools that wait for others.
struct Order {
    waiting: Vec<usize>,
    followers: Vec<Vec<usize>>,
    settled: Vec<bool>,
    ready: Vec<usize>,
}

impl Order {
    fn of(pools: &Pools) -> Self {
        let count = pools.list.len();
        let mut followers = vec![Vec::new(); count];
        let mut waiting = vec![0; count];
        for (pool, waits) in waiting.iter_mut().enumerate() {
            for from in feeders(pools, pool) {
                followers[from].push(pool);
                *waits += 1;
            }
        }
        let ready = (0..count).rev().filter(|pool| waiting[*pool] == 0).collect();
        Self {
            waiting,
            followers,
            settled: vec![false; count],
            ready,
        }
    }

    fn settle(&mut self, group: &[usize]) {
        group.iter().for_each(|pool| self.settled[*pool] = true);
        for pool in group {
            for follower in &self.followers[*pool] {
                self.waiting[*follower] -= 1;
                if self.waiting[*follower] == 0 && !self.settled[*follower] {
                    self.ready.push(*follower);
                }
            }
        }
    }

    /// Pools of the earliest period left that feed each other, without those that only follow.
    fn circle(&self, pools: &Pools) -> Vec<usize> {
        let Some(first) = self.settled.iter().position(|settled| !settled) else {
            return Vec::new();
        };
        let period = pools.list[first].period;
        let of_period = |pool: &usize| !self.settled[*pool] && pools.list[*pool].period == period;
        let mut circle: Vec<usize> = (first..pools.list.len())
            .take_while(|pool| pools.list[*pool].period == period)
            .filter(of_period)
            .collect();
        loop {
            let inside: std::collections::BTreeSet<usize> = circle.iter().copied().collect();
            let feeds = |pool: &usize| self.followers[*pool].iter().any(|follower| inside.contains(follower));
            let kept: Vec<usize> = circle.iter().copied().filter(feeds).collect();
            if kept.len() == circle.len() {
                return circle;
            }
            circle = kept;
        }
    }
}

/// Pools that a pool comes from, one for each inflow.
fn feeders(pools: &Pools, pool: usize) -> impl Iterator<Item = usize> + '_ {
    pools.inflows[pool].iter().flat_map(|(inflow, _)| match *inflow {
        Inflow::From(from, _) | Inflow::Collected(Some(from)) => vec![from],
        Inflow::Made(activity) => pools.conversions[activity].drawn.iter().map(|(from, _)| *from).collect(),
        _ => Vec::new(),
    })
}
