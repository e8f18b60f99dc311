//! What each pool is made of: ways from the beginning, with shares.

use super::chains::{Step, mass, step};
use super::pools::{Inflow, Pool, Pools};
use crate::network::{ElementId, MaterialId, Network, PeriodId, RuleSet, SiteId};
use std::collections::BTreeMap;

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
    list: Vec<Option<(Option<usize>, Step)>>,
    known: BTreeMap<(Option<usize>, Step), usize>,
}

impl Default for Ways {
    fn default() -> Self {
        Self {
            list: vec![None],
            known: BTreeMap::new(),
        }
    }
}

/// Ways with shares that sum to 1.
type Mix = BTreeMap<usize, f64>;

/// What each pool is made of.
pub(super) struct Mixes(Vec<Mix>);

impl Mixes {
    /// Ways and shares of the goods at a place.
    pub fn at(&self, pools: &Pools, (site, material): (SiteId, MaterialId), (class, period): (RuleSet, PeriodId)) -> &Mix {
        static NOTHING: Mix = Mix::new();
        let pool = Pool {
            period,
            site,
            material,
            class,
        };
        pools.position(pool).map_or(&NOTHING, |at| &self.0[at])
    }
}

impl Ways {
    /// Steps of a way, the first first; none for the rest.
    pub fn steps(&self, way: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = Some(way);
        while let Some((before, step)) = at.and_then(|way| self.list[way]) {
            steps.push(step);
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
        let mut mix = Mix::new();
        let total: f64 = pools.inflows[pool].iter().map(|(_, tonnes)| tonnes).sum();
        for (inflow, tonnes) in &pools.inflows[pool] {
            let weight = tonnes / total;
            let step = step(pools, pool, *inflow);
            match *inflow {
                Inflow::Supply(_) | Inflow::Opening(_) | Inflow::UnderWay => {
                    let way = step.map_or(REST, |step| self.way(None, step));
                    *mix.entry(way).or_default() += weight;
                }
                Inflow::From(from, _) => self.pass(&mixes.0[from], step, weight, &mut mix),
                Inflow::Made(activity) => {
                    for (from, part) in parts(network, pools, activity, element) {
                        self.pass(&mixes.0[from], step, weight * part, &mut mix);
                    }
                }
            }
        }
        gather(mix)
    }

    /// Adds the ways of one pool, each gone on by a step, to another.
    fn pass(&mut self, from: &Mix, step: Option<Step>, weight: f64, to: &mut Mix) {
        for (way, share) in from {
            let next = match step {
                Some(step) if *way != REST => self.way(Some(*way), step),
                _ => *way,
            };
            *to.entry(next).or_default() += weight * share;
        }
    }

    /// A way gone on by a step. One that comes back to a step, as swarf does, goes on from there.
    fn way(&mut self, before: Option<usize>, step: Step) -> usize {
        let mut at = before;
        while let Some((way, (earlier, taken))) = at.and_then(|way| Some((way, self.list[way]?))) {
            if taken == step {
                return way;
            }
            at = earlier;
        }
        let list = &mut self.list;
        *self.known.entry((before, step)).or_insert_with(|| {
            list.push(Some((before, step)));
            list.len() - 1
        })
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

/// Small shares, and what a circle has not told yet, go to the rest.
fn gather(mix: Mix) -> Mix {
    let mut kept: Mix = mix
        .into_iter()
        .filter(|(way, share)| *way != REST && *share >= SMALL)
        .collect();
    let rest = 1.0 - kept.values().sum::<f64>();
    if rest > 1e-12 {
        kept.insert(REST, rest);
    }
    kept
}

/// Share that is not told apart; all of it where nothing is known yet.
fn rest(mix: &Mix) -> f64 {
    if mix.is_empty() {
        1.0
    } else {
        mix.get(&REST).copied().unwrap_or_default()
    }
}

/// Groups of pools, each after those that it comes from: single pools, and pools of one period between which goods run in
/// circles, such as swarf from magnets back to oxide.
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
        Inflow::From(from, _) => vec![from],
        Inflow::Made(activity) => pools.conversions[activity].drawn.iter().map(|(from, _)| *from).collect(),
        _ => Vec::new(),
    })
}
