//! Commitments: what the whole and its part come to in each window, and whether they keep to their limits.

use super::bench::Bench;
use super::lineage::Lineage;
use super::report::Check;
use crate::network::{Commitment, CommitmentId, Count, MaterialId, Network, PeriodId, RuleId, RuleSet, Selection, SiteId};
use crate::plan::Plan;
use std::collections::BTreeSet;

/// What a commitment comes to in one of its windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Commitment.
    pub of: CommitmentId,
    /// First period of the window.
    pub first: PeriodId,
    /// Last period of the window.
    pub last: PeriodId,
    /// Tonnes of the whole, gross or of the element counted.
    pub whole: f64,
    /// Tonnes of the part.
    pub part: f64,
}

/// What every commitment comes to in every window in which it is in force.
pub fn measured(network: &Network, plan: &Plan) -> Vec<Measured> {
    let lineage = Lineage::of(network);
    let mut all = Vec::new();
    for (index, commitment) in network.commitments.iter().enumerate() {
        let goods = Goods {
            network,
            lineage: &lineage,
            commitment,
        };
        let counted = goods.all(plan);
        for window in &commitment.windows {
            let periods: BTreeSet<usize> = commitment.in_force(window).collect();
            let within = counted.iter().filter(|(t, ..)| periods.contains(&t.index()));
            let sum = |parts_only: bool| {
                within
                    .clone()
                    .filter(|(.., part)| *part || !parts_only)
                    .map(|(_, t, _)| t)
                    .sum::<f64>()
            };
            if !periods.is_empty() {
                all.push(Measured {
                    of: CommitmentId::new(index),
                    first: PeriodId::new(window.start),
                    last: PeriodId::new(window.end.saturating_sub(1)),
                    whole: sum(false),
                    part: sum(true),
                });
            }
        }
    }
    all
}

/// Checks every limit of every commitment.
pub(super) fn check(bench: &mut Bench<'_>) {
    let network = bench.network;
    for found in measured(network, bench.plan) {
        let commitment = &network.commitments[found.of.index()];
        let window = found.first.index()..found.last.index() + 1;
        let sum = |amounts: &[f64]| commitment.in_force(&window).map(|t| amounts[t]).sum::<f64>();
        let least = [
            commitment.share.least.map(|share| share * found.whole),
            commitment.amount.least.as_deref().map(sum),
        ];
        let most = [
            commitment.share.most.map(|share| share * found.whole),
            commitment.amount.most.as_deref().map(sum),
        ];
        let below = least
            .into_iter()
            .flatten()
            .map(|least| (least - found.part, least, "at least"));
        let above = most.into_iter().flatten().map(|most| (found.part - most, most, "at most"));
        for (excess, limit, word) in below.chain(above) {
            let place = format!("{} from {}", commitment.name, bench.period(found.first));
            let throughput = found.whole.max(found.part).max(limit);
            bench.none(Check::Commitments, excess, throughput, |_| {
                (
                    place,
                    format!("{} t of {} t, {word} {limit} t are committed", found.part, found.whole),
                )
            });
        }
    }
}

/// Reads off a plan what a commitment counts.
struct Goods<'a> {
    network: &'a Network,
    lineage: &'a Lineage<'a>,
    commitment: &'a Commitment,
}

/// One amount of goods: material, class, where from, where to.
type Item = (MaterialId, RuleSet, SiteId, SiteId);

impl Goods<'_> {
    /// Period, tonnes counted, and whether they belong to the part.
    fn all(&self, plan: &Plan) -> Vec<(PeriodId, f64, bool)> {
        match self.commitment.whole.count {
            Count::Shipped => self.shipped(plan),
            Count::Made => self.made(plan),
            Count::Delivered => self.delivered(plan),
        }
    }

    fn shipped(&self, plan: &Plan) -> Vec<(PeriodId, f64, bool)> {
        let makers = self.network.makers();
        let leaves = |site: SiteId, material| makers.contains(&(site, material)) || self.commitment.whole.named[site.index()];
        let flows = plan.flows.iter().map(|flow| {
            let lane = &self.network.lanes[flow.of.index()];
            ((lane.material, flow.class, lane.from, lane.to), flow.period, flow.quantity)
        });
        let at_once = plan.deliveries.iter().map(|delivery| {
            let site = self.network.demands[delivery.of.0.index()].site;
            (
                (delivery.of.1, delivery.class, site, site),
                delivery.period,
                delivery.quantity,
            )
        });
        let goods = flows
            .chain(at_once)
            .filter(|((material, _, from, _), ..)| leaves(*from, *material));
        let selects = |selection: &Selection, item: &Item| selection.leaves(self.network, item.2) && selection.to[item.3.index()];
        self.counted(goods, selects)
    }

    fn made(&self, plan: &Plan) -> Vec<(PeriodId, f64, bool)> {
        let sold = plan.supplies.iter().map(|supply| {
            let source = &self.network.sources[supply.of.index()];
            (
                (source.material, supply.class, source.site, source.site),
                supply.period,
                supply.quantity,
            )
        });
        let made = plan.activities.iter().flat_map(|run| {
            let operation = &self.network.operations[run.of.index()];
            let outputs = operation.outputs.iter();
            outputs.map(|(material, rate)| {
                let class = self.lineage.made(operation, *material, run.class);
                (
                    (*material, class, operation.site, operation.site),
                    run.period,
                    rate * run.quantity,
                )
            })
        });
        let goods: Vec<_> = sold.chain(made).collect();
        self.counted(goods.into_iter(), |selection, item| selection.leaves(self.network, item.2))
    }

    fn delivered(&self, plan: &Plan) -> Vec<(PeriodId, f64, bool)> {
        let mut all = Vec::new();
        for delivery in &plan.deliveries {
            let (demand, material) = delivery.of;
            let site = self.network.demands[demand.index()].site;
            let goods = [((material, delivery.class, site, site), delivery.period, delivery.quantity)];
            let selects = |selection: &Selection, _: &Item| selection.to[site.index()] && selection.demands[demand.index()];
            all.extend(self.counted(goods.into_iter(), selects));
        }
        all
    }

    fn counted(
        &self,
        goods: impl Iterator<Item = (Item, PeriodId, f64)>,
        selects: impl Fn(&Selection, &Item) -> bool,
    ) -> Vec<(PeriodId, f64, bool)> {
        let (whole, part) = (&self.commitment.whole, &self.commitment.part);
        let chosen = |selection: &Selection, item: &Item| selects(selection, item) && self.holds(selection.holds, item);
        let counted = goods.filter_map(|(item, t, tonnes)| {
            let weight = whole.weight(self.network, item.0);
            let is_part = part.materials[item.0.index()] && chosen(part, &item);
            (weight > 0.0 && chosen(whole, &item)).then_some((t, weight * tonnes, is_part))
        });
        counted.collect()
    }

    fn holds(&self, wanted: RuleSet, (material, class, ..): &Item) -> bool {
        let rules = (0..self.network.rules.len()).map(RuleId::new);
        let mut asked = rules.filter(|rule| wanted.has(*rule));
        asked.all(|rule| self.lineage.holds(*material, *class, rule))
    }
}
