//! Who bears the costs of goods: the countries where they end, in proportion.
//!
//! ```text
//! share[pool, c]     = sum over outflows of amount x share[target, c] / sum of amounts
//! share[activity, c] = sum over outputs of weight x share[pool, c] / sum of weights
//! weight[output]     = sum over watched elements of criticality x mass
//! ```
//!
//! A delivery ends in the country of its demand; what is sold as by-product, thrown away or left at the end ends in the
//! country of its site. Outputs without critical elements bear nothing beside outputs that have some;
//! where none has any, gross mass counts.

use super::Amount;
use super::pools::{Conversion, Outflow, Pool, Pools};
use crate::network::{CountryId, LaneId, Network};
use crate::origin::Labelled;

/// Who bears what by-products and waste took to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waste {
    /// The country of their site, as goods that end there.
    Ends,
    /// Those who bear the other goods of the activity that made them; nobody where there are none.
    Follows,
}

/// Shares of each country in each pool and activity.
pub(super) struct Bearers {
    countries: usize,
    waste: Waste,
    pools: Vec<f64>,
    activities: Vec<f64>,
}

/// Sweeps over the pools of one period at most; goods in a circle lose most of their mass in each round.
const SWEEPS: usize = 500;
/// Shares that change less have settled.
const SETTLED: f64 = 1e-13;

impl Bearers {
    /// Shares for all pools, from the last period to the first.
    pub fn of(network: &Network, pools: &Pools, waste: Waste) -> Self {
        let countries = network.countries.len();
        let mut bearers = Self {
            countries,
            waste,
            pools: vec![0.0; countries * pools.list.len()],
            activities: vec![0.0; countries * pools.conversions.len()],
        };
        let mut end = pools.list.len();
        while let Some(last) = end.checked_sub(1) {
            let period = pools.list[last].period;
            let start = pools.list.partition_point(|pool| pool.period < period);
            bearers.settle(network, pools, start..end);
            end = start;
        }
        // No pool leads to these.
        for (activity, _) in pools.conversions.iter().enumerate().filter(|(_, of)| of.drawn.is_empty()) {
            bearers.renew_activity(network, pools, activity);
        }
        bearers
    }

    /// Countries that bear the costs of a pool, with shares summing to 1; none of waste that follows nothing.
    pub fn pool(&self, pool: usize) -> impl Iterator<Item = (CountryId, f64)> + '_ {
        shares(&self.pools[pool * self.countries..][..self.countries])
    }

    /// Countries that bear the costs of an activity, with shares summing to 1; none of one that makes nothing but such waste.
    pub fn activity(&self, activity: usize) -> impl Iterator<Item = (CountryId, f64)> + '_ {
        shares(&self.activities[activity * self.countries..][..self.countries])
    }

    /// Who bears what is paid for a shipment: those who bear the pools in which it arrives.
    pub fn arriving(&self, labelled: &Labelled<'_>, pools: &Pools, flow: &Amount<LaneId>) -> Vec<(CountryId, f64)> {
        let lane = &labelled.network.lanes[flow.of.index()];
        let class = labelled.arrival_class(flow.of, flow.class);
        let mut shares = Vec::new();
        for (period, share) in &lane.arrivals[flow.period.index()] {
            let at = Pool {
                period: *period,
                site: lane.to,
                material: lane.material,
                class,
            };
            if let Some(pool) = pools.position(at) {
                shares.extend(self.pool(pool).map(|(country, part)| (country, share * part)));
            }
        }
        shares
    }

    fn settle(&mut self, network: &Network, pools: &Pools, range: std::ops::Range<usize>) {
        let order = downstream_first(network, pools, range);
        for _ in 0..SWEEPS {
            let mut change = 0.0_f64;
            for pool in &order {
                change = change.max(self.visit(network, pools, *pool));
            }
            if change < SETTLED {
                break;
            }
        }
        for pool in order {
            self.complete(network, pools, pool);
        }
    }

    /// Renews the shares of a pool; the largest change.
    fn visit(&mut self, network: &Network, pools: &Pools, pool: usize) -> f64 {
        let total: f64 = pools.outflows[pool].iter().map(|(_, tonnes)| tonnes).sum();
        let mut renewed = vec![0.0; self.countries];
        for (outflow, tonnes) in &pools.outflows[pool] {
            let weight = tonnes / total;
            match *outflow {
                Outflow::Demand(demand) => renewed[network.country_of(network.demands[demand.index()].site).index()] += weight,
                Outflow::Ends if self.waste == Waste::Follows => {}
                Outflow::Ends | Outflow::Left => renewed[pools.country(network, pool).index()] += weight,
                Outflow::To(to) => add(&mut renewed, &self.pools[to * self.countries..], weight),
                Outflow::Into(activity) => {
                    self.renew_activity(network, pools, activity);
                    add(&mut renewed, &self.activities[activity * self.countries..], weight);
                }
            }
        }
        if self.waste == Waste::Follows {
            scale(&mut renewed);
        }
        let held = &mut self.pools[pool * self.countries..][..self.countries];
        let change = held
            .iter()
            .zip(&renewed)
            .map(|(old, new)| (old - new).abs())
            .fold(0.0, f64::max);
        held.copy_from_slice(&renewed);
        change
    }

    fn renew_activity(&mut self, network: &Network, pools: &Pools, activity: usize) {
        let mut renewed = vec![0.0; self.countries];
        for (pool, weight) in weights(network, pools, &pools.conversions[activity]) {
            add(&mut renewed, &self.pools[pool * self.countries..], weight);
        }
        if self.waste == Waste::Follows {
            scale(&mut renewed);
        }
        self.activities[activity * self.countries..][..self.countries].copy_from_slice(&renewed);
    }

    /// Makes up for what rounding and circles left out, so that shares sum to 1. Waste that follows nothing stays nobody's, as it must not weigh beside what it was made with.
    fn complete(&mut self, network: &Network, pools: &Pools, pool: usize) {
        if self.waste == Waste::Follows {
            return;
        }
        let own = pools.country(network, pool).index();
        complete(&mut self.pools[pool * self.countries..][..self.countries], own);
        for (outflow, _) in &pools.outflows[pool] {
            if let Outflow::Into(activity) = *outflow {
                self.renew_activity(network, pools, activity);
                complete(&mut self.activities[activity * self.countries..][..self.countries], own);
            }
        }
    }
}

/// Scales shares to sum to 1. Goods that end nowhere are borne where they stand.
fn complete(shares: &mut [f64], own: usize) {
    if !scale(shares) {
        shares[own] = 1.0;
    }
}

/// Scales shares to sum to 1, where there are any.
fn scale(shares: &mut [f64]) -> bool {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|share| *share /= sum);
    }
    sum > 0.0
}

/// Pools of one period, later stages first, so that most sweeps find their targets settled.
pub(super) fn downstream_first(network: &Network, pools: &Pools, range: std::ops::Range<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = range.collect();
    let stage = |pool: usize| network.materials[pools.list[pool].material.index()].stage;
    order.sort_by(|a, b| stage(*b).cmp(&stage(*a)).then(a.cmp(b)));
    order
}

/// Weight of each output of an activity: its critical mass, or its gross mass where no output has any.
pub(super) fn weights(network: &Network, pools: &Pools, conversion: &Conversion) -> Vec<(usize, f64)> {
    let critical = |pool: usize| -> f64 {
        let content = &network.materials[pools.list[pool].material.index()].content;
        content
            .iter()
            .zip(&network.elements)
            .map(|(share, element)| share * element.criticality)
            .sum()
    };
    let weighted = conversion.made.iter().map(|(pool, tonnes)| (*pool, tonnes * critical(*pool)));
    let weighted: Vec<(usize, f64)> = weighted.collect();
    let sum = |list: &[(usize, f64)]| list.iter().map(|(_, weight)| weight).sum::<f64>();
    let chosen = if sum(&weighted) > 0.0 {
        weighted
    } else {
        conversion.made.clone()
    };
    let total = sum(&chosen);
    chosen.into_iter().map(|(pool, weight)| (pool, weight / total)).collect()
}

fn add(to: &mut [f64], from: &[f64], weight: f64) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += weight * from;
    }
}

fn shares(of: &[f64]) -> impl Iterator<Item = (CountryId, f64)> + '_ {
    let held = of.iter().enumerate().filter(|(_, share)| **share != 0.0);
    held.map(|(country, share)| (CountryId::new(country), *share))
}
