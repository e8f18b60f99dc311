//! What each pool is made of: ways from the beginning, with shares.

use super::chains::{Step, mass, step};
use super::pools::{Inflow, Pool, Pools};
use crate::network::{ElementId, MaterialId, Network, PeriodId, RuleSet, SiteId};
use std::collections::BTreeMap;

/// Shares below this are told together as the rest.
const SMALL: f64 = 1e-6;
/// Rounds in which goods that run in a circle are followed at most.
const ROUNDS: usize = 100;
/// Shares that change less have settled.
const SETTLED: f64 = 1e-12;
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
        let (straight, circular) = upstream_first(network, pools);
        for pool in straight {
            mixes.0[pool] = self.mix(network, pools, (pool, element), &mixes);
        }
        for _ in 0..ROUNDS {
            let mut change = 0.0_f64;
            for pool in &circular {
                let mix = self.mix(network, pools, (*pool, element), &mixes);
                change = change.max(difference(&mix, &mixes.0[*pool]));
                mixes.0[*pool] = mix;
            }
            if change < SETTLED {
                break;
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

    /// The way that goes on by a step; without the round where it comes to the same step again.
    fn way(&mut self, before: Option<usize>, step: Step) -> usize {
        let mut at = before;
        while let Some((way, (earlier, same))) = at.and_then(|way| Some((way, self.list[way]?))) {
            if same == step {
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

/// Largest difference of a share between two mixes.
fn difference(a: &Mix, b: &Mix) -> f64 {
    let gone = b.iter().filter(|(way, _)| !a.contains_key(way)).map(|(_, share)| *share);
    let changed = a.iter().map(|(way, share)| (share - b.get(way).unwrap_or(&0.0)).abs());
    gone.chain(changed).fold(0.0, f64::max)
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

/// Small shares, and what rounds of a circle leave out, go to the rest.
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

/// Every pool after those it comes from, as far as goods do not run in a circle; then those of circles and behind them, from
/// the first period and stage.
fn upstream_first(network: &Network, pools: &Pools) -> (Vec<usize>, Vec<usize>) {
    let mut waiting: Vec<usize> = (0..pools.list.len()).map(|pool| feeders(pools, pool).count()).collect();
    let mut followers = vec![Vec::new(); pools.list.len()];
    for pool in 0..pools.list.len() {
        feeders(pools, pool).for_each(|from| followers[from].push(pool));
    }
    let mut order: Vec<usize> = (0..pools.list.len()).filter(|pool| waiting[*pool] == 0).collect();
    let mut next = 0;
    while let Some(pool) = order.get(next).copied() {
        next += 1;
        for follower in &followers[pool] {
            waiting[*follower] -= 1;
            if waiting[*follower] == 0 {
                order.push(*follower);
            }
        }
    }
    let mut circular: Vec<usize> = (0..pools.list.len()).filter(|pool| waiting[*pool] > 0).collect();
    let stage = |pool: usize| network.materials[pools.list[pool].material.index()].stage;
    circular.sort_by_key(|pool| (pools.list[*pool].period, stage(*pool), *pool));
    (order, circular)
}

/// Pools that a pool comes from, one for each inflow.
fn feeders(pools: &Pools, pool: usize) -> impl Iterator<Item = usize> + '_ {
    pools.inflows[pool].iter().flat_map(|(inflow, _)| match *inflow {
        Inflow::From(from, _) => vec![from],
        Inflow::Made(activity) => pools.conversions[activity].drawn.iter().map(|(from, _)| *from).collect(),
        _ => Vec::new(),
    })
}
