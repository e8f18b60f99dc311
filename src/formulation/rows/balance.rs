//! `balance[i,m,l,t]`: what comes to a place in a class equals what goes.
//!
//! ```text
//!   supply + sum_p out[p,m] activity + sum over lanes into i, shipped in s, of share[s,t] flow
//! + tolerated + downgrade[k->l] + credit[l+r->k,t->s] + credit[k->l,s->t] + stock[t-1] + collect
//! - sum_p in[p,m] activity - tolerated[l+r] ... - flow - downgrade[l->k] - credit[l->k,t->s] - credit[k->l+r,s->t] - stock[t] - dispose - sell - deliver
//! = - opening stock (in the first period) - goods under way at the start that arrive in t
//! ```
//!
//! `tolerated[p,m,r,l]` gives back a tonne at `l` and takes one at `l \ {r}`. The dual is the price of the material there: the
//! cost of one tonne more.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{LaneId, MaterialId, Network, OperationId, PeriodId, RuleId, RuleSet, SiteId};
use crate::origin::Labelled;

/// Adds the rows, by site, material, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let lots = Lots::of(draft.labelled());
    let constants = lots.constants();
    let row = |slot: usize, used: bool| {
        let (site, material, class) = lots.classes[slot / lots.horizon];
        let period = PeriodId::new(slot % lots.horizon);
        let needed = used || constants[slot] != 0.0;
        needed.then(|| Row::equal(RowKey::Balance(site, material, class, period), 0.0 - constants[slot]))
    };
    draft.rows_where(constants.len(), |key, terms| lots.terms(key, terms), row);
}

/// Positions of the rows.
struct Lots<'a> {
    labelled: &'a Labelled<'a>,
    network: &'a Network,
    horizon: usize,
    /// First position of each site and material.
    first: Vec<usize>,
    /// Site, material and class of each position.
    classes: Vec<(SiteId, MaterialId, RuleSet)>,
}

impl<'a> Lots<'a> {
    fn of(labelled: &'a Labelled<'a>) -> Self {
        let network = labelled.network;
        let mut lots = Self {
            labelled,
            network,
            horizon: network.periods.len(),
            first: Vec::new(),
            classes: Vec::new(),
        };
        for site in (0..network.sites.len()).map(SiteId::new) {
            for material in (0..network.materials.len()).map(MaterialId::new) {
                lots.first.push(lots.classes.len());
                let classes = labelled.balances(site, material).iter();
                lots.classes.extend(classes.map(|class| (site, material, *class)));
            }
        }
        lots
    }

    /// Slot of a row. Every class that goods can have has its balance, as the classes are closed under what columns do.
    fn slot(&self, (site, material): (SiteId, MaterialId), class: RuleSet, period: PeriodId) -> usize {
        let first = self.first[site.index() * self.network.materials.len() + material.index()];
        let position = self.labelled.balances(site, material).partition_point(|other| *other < class);
        (first + position) * self.horizon + period.index()
    }

    /// What is given at the start, by slot.
    fn constants(&self) -> Vec<f64> {
        let mut constants = vec![0.0; self.classes.len() * self.horizon];
        for (index, goods) in self.network.in_transit.iter().enumerate() {
            let class = self.labelled.in_transit_class(index);
            constants[self.slot((goods.to, goods.material), class, goods.arrives)] += goods.quantity;
        }
        for (index, stock) in self
            .network
            .stocks
            .iter()
            .enumerate()
            .filter(|(_, stock)| stock.opening > 0.0)
        {
            let class = self.labelled.opening_class(crate::network::StockId::new(index));
            constants[self.slot((stock.site, stock.material), class, PeriodId(0))] += stock.opening;
        }
        constants
    }

    fn terms(&self, key: ColumnKey, terms: Terms<'_>) {
        let network = self.network;
        match key {
            ColumnKey::Supply(source, class, t) => {
                let source = &network.sources[source.index()];
                terms(self.slot((source.site, source.material), class, t), 1.0);
            }
            ColumnKey::Activity(operation, class, t) => self.activity(operation, (class, t), terms),
            ColumnKey::Flow(lane, class, t) => self.flow(lane, (class, t), terms),
            ColumnKey::Stock(stock, class, t) => {
                let stock = &network.stocks[stock.index()];
                let place = (stock.site, stock.material);
                terms(self.slot(place, class, t), -1.0);
                if t.index() + 1 < self.horizon {
                    terms(self.slot(place, class, PeriodId::new(t.index() + 1)), 1.0);
                }
            }
            ColumnKey::Tolerated(..) | ColumnKey::Downgrade(..) => self.reclassed(key, terms),
            ColumnKey::Credit(site, material, rule, classes, periods) => {
                self.credited((site, material), rule, (classes, periods), terms);
            }
            ColumnKey::Dispose(disposal, class, t) => {
                let disposal = &network.disposals[disposal.index()];
                terms(self.slot((disposal.site, disposal.material), class, t), -1.0);
            }
            ColumnKey::Sell(market, class, t) => {
                let market = &network.byproducts[market.index()];
                terms(self.slot((market.site, market.material), class, t), -1.0);
            }
            ColumnKey::Deliver(demand, material, class, t) => {
                let site = network.demands[demand.index()].site;
                terms(self.slot((site, material), class, t), -1.0);
            }
            ColumnKey::Collect(id, used, class, t) => {
                let back = &network.returns[id.index()];
                let class = self.labelled.collected_class(id, used, class);
                terms(self.slot((back.site, back.scrap), class, t), 1.0);
            }
            ColumnKey::Short(..)
            | ColumnKey::Campaign(..)
            | ColumnKey::Tranche(..)
            | ColumnKey::UsedUp(..)
            | ColumnKey::Supported(..)
            | ColumnKey::Contracted(..)
            | ColumnKey::Untaken(..)
            | ColumnKey::Sign(..)
            | ColumnKey::Full(..)
            | ColumnKey::Open(..)
            | ColumnKey::Start(..)
            | ColumnKey::Stop(..)
            | ColumnKey::Build(..)
            | ColumnKey::Run(..)
            | ColumnKey::Link(..)
            | ColumnKey::Qualify(..)
            | ColumnKey::Partner(..)
            | ColumnKey::Lots(..) => {}
        }
    }

    /// Goods of one class that count as another.
    fn reclassed(&self, key: ColumnKey, terms: Terms<'_>) {
        let (place, (from, to), t) = match key {
            ColumnKey::Tolerated(operation, material, rule, class, t) => {
                let site = self.network.operations[operation.index()].site;
                ((site, material), (class.without(RuleSet::of(rule)), class), t)
            }
            ColumnKey::Downgrade(site, material, better, lesser, t) => ((site, material), (better, lesser), t),
            _ => return,
        };
        terms(self.slot(place, from, t), -1.0);
        terms(self.slot(place, to, t), 1.0);
    }

    fn credited(
        &self,
        place: (SiteId, MaterialId),
        rule: RuleId,
        ([from, to], [now, later]): ([RuleSet; 2], [PeriodId; 2]),
        terms: Terms<'_>,
    ) {
        let without = |class: RuleSet| class.without(RuleSet::of(rule));
        terms(self.slot(place, from, now), -1.0);
        terms(self.slot(place, without(from), now), 1.0);
        terms(self.slot(place, without(to), later), -1.0);
        terms(self.slot(place, to, later), 1.0);
    }

    fn activity(&self, id: OperationId, (class, t): (RuleSet, PeriodId), terms: Terms<'_>) {
        let operation = &self.network.operations[id.index()];
        for (input, rate) in &operation.inputs {
            let drawn = self.labelled.drawn_class(id, *input, class);
            terms(self.slot((operation.site, *input), drawn, t), -rate);
        }
        for (output, rate) in &operation.outputs {
            let made = self.labelled.output_class(id, *output, class);
            terms(self.slot((operation.site, *output), made, t), *rate);
        }
    }

    fn flow(&self, id: LaneId, (class, t): (RuleSet, PeriodId), terms: Terms<'_>) {
        let lane = &self.network.lanes[id.index()];
        terms(self.slot((lane.from, lane.material), class, t), -1.0);
        let arriving = self.labelled.arrival_class(id, class);
        for (period, share) in &lane.arrivals[t.index()] {
            terms(self.slot((lane.to, lane.material), arriving, *period), *share);
        }
    }
}
