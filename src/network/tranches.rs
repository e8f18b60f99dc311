//! Tariff-rate quotas: what goods within a volume save.
//!
//! ```text
//! relief = (rate beyond - rate within) x value                  USD a tonne, of the one tariff-rate quota that reads the flow; below 0 where
//!                                                               the rate beyond is the lower one
//! ```

use super::names::Context;
use super::seller::Border;
use super::{Lane, LaneId, Measure, MeasureId, MeasureKind, Network, PeriodId, RuleId};

impl Network {
    /// The tariff-rate quota that applies to a unit shipped on a lane in a period; `holds` as for
    /// [`border_charges`](super::border_charges).
    pub fn rate_quota(&self, lane: LaneId, holds: impl Fn(RuleId) -> bool, period: PeriodId) -> Option<MeasureId> {
        let lane = self.lanes.get(lane.index())?;
        let tranched = |measure: &Measure| matches!(measure.kind, MeasureKind::RateQuota { .. });
        let found = self
            .measures
            .iter()
            .position(|measure| tranched(measure) && self.applies(measure, lane, period, &holds));
        found.map(MeasureId::new)
    }

    /// What a tonne shipped within the volume of its tariff-rate quota pays less, USD, not discounted; below 0 where it pays more.
    pub fn relief(&self, lane: LaneId, holds: impl Fn(RuleId) -> bool, period: PeriodId) -> f64 {
        let measure = self.rate_quota(lane, &holds, period);
        let kind = measure.map(|measure| &self.measures[measure.index()].kind);
        let Some(MeasureKind::RateQuota { within, over, .. }) = kind else {
            return 0.0;
        };
        let t = period.index();
        (over[t] - within[t]) * self.customs_value(&self.lanes[lane.index()], holds, period)
    }
}

/// Reports tariff-rate quotas that meet each other or a floor on duty-paid value on a lane.
pub(super) fn check(context: &Context<'_>, border: &Border<'_>, lanes: &[Lane], measures: &[Measure]) {
    for (index, measure) in measures.iter().enumerate() {
        if !matches!(measure.kind, MeasureKind::RateQuota { .. }) {
            continue;
        }
        let path = path(context, &measure.name);
        let others = measures.iter().enumerate().filter(|(other, _)| *other != index);
        for (_, other) in others.filter(|(other, measure)| disturbs(&measure.kind, *other > index)) {
            let at_once = measure.active.iter().zip(&other.active).any(|(one, two)| *one && *two);
            let meet = |lane: &&Lane| border.read_by(lane, measure) && border.read_by(lane, other);
            if let Some(lane) = lanes.iter().find(meet).filter(|_| at_once) {
                let (from, to) = (context.place_name(lane.from), context.place_name(lane.to));
                let found = format!("`{}` reads the same flow from `{from}` to `{to}`", other.name);
                let expected = "one tariff-rate quota for a flow, and floors with `basis: customs_value` beside it";
                context.report.problem(&path, found, expected);
            }
        }
    }
}

/// Where a measure is written: in the policy, else in a scenario.
pub(super) fn path(context: &Context<'_>, name: &str) -> String {
    let spec = context.report.spec;
    let holds = |scenario: &&(String, crate::spec::Scenario)| scenario.1.measures.contains_key(name);
    let scenario = spec
        .scenarios
        .iter()
        .find(holds)
        .map(|(scenario, _)| format!("scenarios.{scenario}"));
    let place = scenario.filter(|_| !spec.policy.1.measures.contains_key(name));
    format!(
        "{}.measures.{name}",
        place.unwrap_or_else(|| format!("policies.{}", spec.policy.0))
    )
}

/// Whether a measure must not read what a tariff-rate quota reads; of two such quotas the later is told.
fn disturbs(kind: &MeasureKind, later: bool) -> bool {
    match kind {
        MeasureKind::PriceFloor { duty_paid, .. } => *duty_paid,
        MeasureKind::RateQuota { .. } => later,
        _ => false,
    }
}
