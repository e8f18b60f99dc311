//! `share[c,b,w]`: a commitment about a part of a whole, in a window.
//!
//! ```text
//! sum over part of weight x tonnes - share[c] sum over whole of weight x tonnes >= 0 or <= 0        as a share
//! sum over part of weight x tonnes >= or <= amount[c,w]                                             as an amount
//! ```
//!
//! `weight` is 1, or the content of the element counted. Each tonne counts once: as it leaves the site that makes it (or one that the
//! selector names), as it is made, or as it is delivered. The dual is what a tonne more of the part would change.

use crate::formulation::draft::{Draft, Row};
use crate::formulation::keys::Bound;
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Commitment, CommitmentId, Count, MaterialId, PeriodId, RuleId, RuleSet, Selection, SiteId};
use crate::origin::Labelled;
use std::collections::BTreeSet;

/// Adds the rows, by commitment, limit and window.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let counter = Counter {
        labelled: draft.labelled(),
        makers: network.makers(),
    };
    let rows: Vec<(CommitmentId, Bound)> = network
        .commitments
        .iter()
        .enumerate()
        .flat_map(|(id, c)| bounds(CommitmentId::new(id), c))
        .collect();
    draft.rows_where(
        rows.len() * horizon,
        |key, terms| {
            for (position, (id, bound)) in rows.iter().enumerate() {
                let commitment = &network.commitments[id.index()];
                counter.counted(key, commitment, &mut |t, amount, is_part| {
                    if let Some(first) = commitment.window(t) {
                        terms(
                            position * horizon + first.index(),
                            coefficient(commitment, *bound, is_part) * amount,
                        );
                    }
                });
            }
        },
        |slot, used| {
            let (id, bound) = rows[slot / horizon];
            let first = PeriodId::new(slot % horizon);
            let limit = limit(&network.commitments[id.index()], bound, first);
            let key = RowKey::Share(id, bound, first);
            // A least amount asks for something even where no goods can flow.
            let asks = used || (bound == Bound::LeastAmount && limit > 0.0);
            asks.then(|| match bound {
                Bound::LeastShare | Bound::LeastAmount => Row::at_least(key, limit),
                Bound::LargestShare | Bound::LargestAmount => Row::at_most(key, limit),
            })
        },
    );
}

/// Limits that a commitment states.
fn bounds(id: CommitmentId, commitment: &Commitment) -> Vec<(CommitmentId, Bound)> {
    let stated = [
        (Bound::LeastShare, commitment.share.least.is_some()),
        (Bound::LargestShare, commitment.share.most.is_some()),
        (Bound::LeastAmount, commitment.amount.least.is_some()),
        (Bound::LargestAmount, commitment.amount.most.is_some()),
    ];
    stated
        .into_iter()
        .filter(|(_, stated)| *stated)
        .map(|(bound, _)| (id, bound))
        .collect()
}

/// What a tonne of the whole brings into a row.
fn coefficient(commitment: &Commitment, bound: Bound, is_part: bool) -> f64 {
    let share = match bound {
        Bound::LeastShare => commitment.share.least,
        Bound::LargestShare => commitment.share.most,
        Bound::LeastAmount | Bound::LargestAmount => None,
    };
    f64::from(u8::from(is_part)) - share.unwrap_or_default()
}

/// Right-hand side of the row of a window.
fn limit(commitment: &Commitment, bound: Bound, first: PeriodId) -> f64 {
    let amounts = match bound {
        Bound::LeastAmount => &commitment.amount.least,
        Bound::LargestAmount => &commitment.amount.most,
        Bound::LeastShare | Bound::LargestShare => &None,
    };
    let window = commitment.windows.iter().find(|window| window.start == first.index());
    let periods = window.into_iter().flat_map(|window| commitment.in_force(window));
    amounts.as_ref().map_or(0.0, |amounts| periods.map(|t| amounts[t]).sum())
}

/// Reads off columns what selectors count.
struct Counter<'a> {
    labelled: &'a Labelled<'a>,
    makers: BTreeSet<(SiteId, MaterialId)>,
}

/// What is counted: period, weighted tonnes, whether they belong to the part.
type Counted<'c> = &'c mut dyn FnMut(PeriodId, f64, bool);

/// Goods as they are counted: material, class, where from, where to.
struct Goods {
    material: MaterialId,
    class: RuleSet,
    from: SiteId,
    to: Option<SiteId>,
}

impl Goods {
    fn sent(material: MaterialId, class: RuleSet, (from, to): (SiteId, SiteId)) -> Self {
        let to = Some(to);
        Self {
            material,
            class,
            from,
            to,
        }
    }

    fn at(material: MaterialId, class: RuleSet, from: SiteId) -> Self {
        let to = None;
        Self {
            material,
            class,
            from,
            to,
        }
    }
}

impl Counter<'_> {
    /// What a unit of a column brings to the whole of a commitment.
    fn counted(&self, key: ColumnKey, commitment: &Commitment, counted: Counted<'_>) {
        let network = self.labelled.network;
        match (commitment.whole.count, key) {
            (Count::Shipped, ColumnKey::Flow(lane, class, t)) => {
                let lane = &network.lanes[lane.index()];
                self.leaving(
                    &Goods::sent(lane.material, class, (lane.from, lane.to)),
                    commitment,
                    t,
                    counted,
                );
            }
            (Count::Shipped, ColumnKey::Deliver(demand, material, class, t)) => {
                let site = network.demands[demand.index()].site;
                self.leaving(&Goods::sent(material, class, (site, site)), commitment, t, counted);
            }
            (Count::Delivered, ColumnKey::Deliver(demand, material, class, t)) => {
                let site = network.demands[demand.index()].site;
                let goods = Goods::sent(material, class, (site, site));
                let of = |selection: &Selection| selection.demands[demand.index()] && self.selects(selection, &goods, false);
                self.count(commitment, &goods, (t, 1.0), (&of, counted));
            }
            (Count::Made, ColumnKey::Supply(source, class, t)) => {
                let source = &network.sources[source.index()];
                self.made(&Goods::at(source.material, class, source.site), commitment, (t, 1.0), counted);
            }
            (Count::Made, ColumnKey::Activity(operation, class, t)) => {
                let runs = &network.operations[operation.index()];
                for (material, rate) in &runs.outputs {
                    let class = self.labelled.output_class(operation, *material, class);
                    self.made(&Goods::at(*material, class, runs.site), commitment, (t, *rate), counted);
                }
            }
            _ => {}
        }
    }

    fn made(&self, goods: &Goods, commitment: &Commitment, amount: (PeriodId, f64), counted: Counted<'_>) {
        let of = |selection: &Selection| self.selects(selection, goods, true);
        self.count(commitment, goods, amount, (&of, counted));
    }

    /// Goods that leave the site that makes them, or one that the whole names.
    fn leaving(&self, goods: &Goods, commitment: &Commitment, t: PeriodId, counted: Counted<'_>) {
        let once = self.makers.contains(&(goods.from, goods.material)) || commitment.whole.named[goods.from.index()];
        if once {
            self.count(
                commitment,
                goods,
                (t, 1.0),
                (&|selection| self.selects(selection, goods, true), counted),
            );
        }
    }

    fn count(
        &self,
        commitment: &Commitment,
        goods: &Goods,
        (t, tonnes): (PeriodId, f64),
        (of, counted): (&dyn Fn(&Selection) -> bool, Counted<'_>),
    ) {
        let weight = commitment.whole.weight(self.labelled.network, goods.material) * tonnes;
        if weight > 0.0 && of(&commitment.whole) {
            let part = commitment.part.materials[goods.material.index()] && of(&commitment.part);
            counted(t, weight, part);
        }
    }

    fn selects(&self, selection: &Selection, goods: &Goods, by_maker: bool) -> bool {
        let rules = (0..self.labelled.network.rules.len())
            .map(RuleId::new)
            .filter(|rule| selection.holds.has(*rule));
        let mut held = rules.map(|rule| self.labelled.holds(goods.material, goods.class, rule));
        let leaves = !by_maker || selection.leaves(self.labelled.network, goods.from);
        leaves && goods.to.is_none_or(|to| selection.to[to.index()]) && held.all(|held| held)
    }
}
