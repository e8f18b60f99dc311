//! Gates of tariff-rate quotas: nothing passes beyond a volume that is not used up.
//!
//! Buyers use a volume up by themselves where that saves them money, and what it saves now is more than it ever will in the window. Elsewhere a
//! gate holds them to it: in a window where the rate beyond is the lower one, and under `first_come` in each period whose goods would
//! leave the volume to later ones.

use super::names::Context;
use super::seller::Border;
use super::{LaneId, Measure, MeasureId, MeasureKind, Network, PeriodId, Seller};
use std::ops::Range;

/// By how much what a tonne saves must be above what it would save later, to leave no doubt.
const CLEARLY: f64 = 1.0001;

/// A choice: the volume of a tariff-rate quota is used up, or nothing passes beyond it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Tariff-rate quota.
    pub measure: MeasureId,
    /// Period by whose end the volume must be used up; one gate for each quota and such period.
    pub by: PeriodId,
    /// Periods whose goods use it up.
    pub within: Range<usize>,
    /// Periods whose goods beyond it wait for that.
    pub beyond: Range<usize>,
    /// Volume of the window, tonnes.
    pub volume: f64,
    /// Whether the volume is whole when the first goods of `beyond` come.
    pub fresh: bool,
    /// The most that can pass beyond, tonnes, finite: without the volume where it is whole before.
    pub most: f64,
}

impl Network {
    /// Position of the gate of a tariff-rate quota by a period in [`Network::gates`].
    pub fn gate(&self, measure: MeasureId, by: PeriodId) -> Option<usize> {
        self.gates.iter().position(|gate| (gate.measure, gate.by) == (measure, by))
    }
}

/// Gates of all tariff-rate quotas that need any. Reports those where nothing limits what passes beyond.
pub(super) fn gates(
    context: &Context<'_>,
    border: &Border<'_>,
    (network, sellers): (&Network, &[Option<Seller>]),
    measures: &[Measure],
) -> Vec<Gate> {
    let mut gates = Vec::new();
    for (index, measure) in measures.iter().enumerate() {
        let MeasureKind::RateQuota { windows, .. } = &measure.kind else {
            continue;
        };
        let lanes = network.lanes.iter().enumerate();
        let read = lanes.filter(|(_, lane)| border.read_by(lane, measure));
        let flows = Flows {
            network,
            sellers,
            measure,
            lanes: read.map(|(index, _)| LaneId::new(index)).collect(),
            discounts: context.calendar.periods.iter().map(|period| period.discount).collect(),
        };
        let found = windows.iter().flat_map(|window| flows.gates(MeasureId::new(index), window));
        let (bounded, free): (Vec<Gate>, Vec<Gate>) = found.partition(|gate| gate.most.is_finite());
        gates.extend(bounded);
        if !free.is_empty() {
            let expected = "`capacity` of a lane, `available` at its source, or a receiver that only uses the goods";
            let path = super::tranches::path(context, &measure.name);
            context
                .report
                .problem(&path, "nothing limits what may pass beyond the volume", expected);
        }
    }
    gates
}

/// Flows that a tariff-rate quota reads.
struct Flows<'n> {
    network: &'n Network,
    sellers: &'n [Option<Seller>],
    measure: &'n Measure,
    lanes: Vec<LaneId>,
    discounts: Vec<f64>,
}

impl Flows<'_> {
    fn gates(&self, measure: MeasureId, window: &Range<usize>) -> Vec<Gate> {
        let MeasureKind::RateQuota { volume, first_come, .. } = &self.measure.kind else {
            return Vec::new();
        };
        let active: Vec<usize> = window.clone().filter(|t| self.measure.active[*t]).collect();
        let whole: f64 = active.iter().map(|t| volume[*t]).sum();
        let turned = active.iter().any(|t| self.savings(*t).is_some_and(|(least, _)| least < 0.0));
        let spans: Vec<(Range<usize>, Range<usize>)> = if *first_come {
            let early = active.iter().filter(|t| self.may_wait(**t, window.end));
            early.map(|t| (window.start..t + 1, *t..t + 1)).collect()
        } else {
            turned.then(|| (window.clone(), window.clone())).into_iter().collect()
        };
        let gate = |(within, beyond): (Range<usize>, Range<usize>)| {
            let fresh = !active.iter().any(|t| *t < beyond.start);
            let ceiling: f64 = active
                .iter()
                .filter(|t| beyond.contains(t))
                .map(|t| self.network.ceiling(&self.open(*t), *t))
                .sum();
            Gate {
                measure,
                by: PeriodId::new(within.end - 1),
                within,
                beyond,
                volume: whole,
                fresh,
                most: (ceiling - if fresh { whole } else { 0.0 }).max(0.0),
            }
        };
        spans.into_iter().map(gate).collect()
    }

    /// Whether goods of a period may leave the volume to later ones, or empty.
    fn may_wait(&self, t: usize, end: usize) -> bool {
        let Some((least, _)) = self.savings(t) else { return false };
        let later = (t + 1..end).filter_map(|s| self.savings(s)).map(|(_, most)| most);
        least <= 0.0 || least <= CLEARLY * later.fold(f64::NEG_INFINITY, f64::max)
    }

    /// The least and the most that a tonne within the volume saves in a period, discounted; nothing where none can be shipped.
    fn savings(&self, t: usize) -> Option<(f64, f64)> {
        let MeasureKind::RateQuota { within, over, .. } = &self.measure.kind else {
            return None;
        };
        let open = self.open(t);
        let sellers = open.iter().filter_map(|id| self.sellers[id.index()].as_ref());
        let values = sellers.flat_map(|seller| {
            let special = seller.with_rule.iter().map(|(_, value)| value[t]);
            special.chain([seller.value[t]])
        });
        let savings = values.map(|value| (over[t] - within[t]) * value * self.discounts[t]);
        let range = |known: Option<(f64, f64)>, saving: f64| {
            let (least, most) = known.unwrap_or((saving, saving));
            Some((least.min(saving), most.max(saving)))
        };
        savings.filter(|_| self.measure.active[t]).fold(None, range)
    }

    fn open(&self, t: usize) -> Vec<LaneId> {
        let open = |id: &&LaneId| !self.network.lanes[id.index()].arrivals[t].is_empty();
        self.lanes.iter().filter(open).copied().collect()
    }
}
