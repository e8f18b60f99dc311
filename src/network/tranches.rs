//! Tariff-rate quotas: what goods within a volume save.
//!
//! ```text
//! relief = (rate beyond - rate within) x value                  USD a tonne, of the one tariff-rate quota that reads the flow
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

    /// What a tonne shipped within the volume of its tariff-rate quota pays less, USD, not discounted.
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

/// Reports tariff-rate quotas that meet each other or a floor on duty-paid value on a lane, and rates that fall beyond the volume.
pub(super) fn check(context: &Context<'_>, border: &Border<'_>, lanes: &[Lane], measures: &[Measure]) {
    for (index, measure) in measures.iter().enumerate() {
        let MeasureKind::RateQuota { within, over, .. } = &measure.kind else {
            continue;
        };
        let path = path(context, &measure.name);
        if within.iter().zip(over).any(|(within, over)| over < within) {
            let expected = "an `over_rate` of at least `rate`: buyers would leave the volume empty";
            context
                .report
                .problem(&path, "a rate beyond the volume below that within", expected);
        }
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
fn path(context: &Context<'_>, name: &str) -> String {
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
