//! The bench: what is being judged, with the judge's notes.

use super::names;
use super::report::{Check, Finding, Report};
use crate::network::{MaterialId, Network, PeriodId, RuleSet, SiteId};
use crate::plan::Plan;

/// Largest violation that rounding explains, relative to the throughput of a node.
pub(super) const TOLERANCE: f64 = 1e-6;
/// Throughput that a node counts with at least, as a share of the largest shipment or delivery.
const LEAST: f64 = 1e-3;
/// Tonnes that a node counts with at least: solvers know amounts to some 1e-9, a milligram, which is then what may be missing.
const KILOGRAM: f64 = 1e-3;

/// The case and the notes on it.
pub(super) struct Bench<'a> {
    /// The supply chain.
    pub network: &'a Network,
    /// The plan judged.
    pub plan: &'a Plan,
    /// Largest shipment or delivery, no larger than what entered.
    largest: f64,
    /// Tonnes that entered: sold by sources, collected, there at the start, made.
    entered: f64,
    worst: f64,
    findings: Vec<Finding>,
}

impl<'a> Bench<'a> {
    /// Nothing judged yet.
    pub fn new(network: &'a Network, plan: &'a Plan) -> Self {
        let quantities = |list: &[f64]| list.iter().copied().filter(|q| q.is_finite()).fold(0.0, f64::max);
        let flows: Vec<f64> = plan.flows.iter().map(|flow| flow.quantity).collect();
        let deliveries: Vec<f64> = plan.deliveries.iter().map(|delivery| delivery.quantity).collect();
        let entered = entered(network, plan);
        Self {
            network,
            plan,
            largest: quantities(&flows).max(quantities(&deliveries)).min(entered),
            entered,
            worst: 0.0,
            findings: Vec::new(),
        }
    }

    /// Requires an excess to be nothing beside a throughput, both in tonnes; notes it otherwise.
    pub fn none(&mut self, check: Check, excess: f64, throughput: f64, told: impl FnOnce(f64) -> (String, String)) {
        let scale = throughput.abs().max(LEAST * self.largest).max(KILOGRAM);
        let counts = !excess.is_nan() && scale.is_finite();
        let violation = if counts { excess.max(0.0) / scale } else { f64::INFINITY };
        self.worst = self.worst.max(violation);
        if violation > TOLERANCE {
            let (place, text) = told(excess);
            self.note(check, violation, place, text);
        }
    }

    /// Throughput of a node, as tolerances count it: goods in a circle do not make it larger than what entered the chain.
    pub fn throughput(&self, tonnes: f64) -> f64 {
        if tonnes.is_finite() {
            tonnes.min(self.entered)
        } else {
            tonnes
        }
    }

    /// Notes something that no amount makes right.
    pub fn wrong(&mut self, check: Check, place: String, text: String) {
        self.worst = f64::INFINITY;
        self.note(check, f64::INFINITY, place, text);
    }

    fn note(&mut self, check: Check, violation: f64, place: String, text: String) {
        self.findings.push(Finding {
            check,
            place,
            violation,
            text,
        });
    }

    /// Whether anything was found.
    pub fn clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// The verdict.
    pub fn verdict(self) -> Report {
        Report {
            ok: self.findings.is_empty(),
            max_violation: self.worst,
            findings: self.findings,
        }
    }

    /// Name of a site.
    pub fn site(&self, site: SiteId) -> &'a str {
        &self.network.sites[site.index()].name
    }

    /// Name of a material.
    pub fn material(&self, material: MaterialId) -> &'a str {
        &self.network.materials[material.index()].name
    }

    /// Name of a period, or its number where there is none.
    pub fn period(&self, period: PeriodId) -> String {
        names::period(self.network, period)
    }

    /// A place for findings.
    pub fn place(&self, site: SiteId, material: MaterialId, period: PeriodId) -> String {
        format!(
            "{} at {} in {}",
            self.material(material),
            self.site(site),
            self.period(period)
        )
    }

    /// A class for findings.
    pub fn class(&self, class: RuleSet) -> String {
        let held = self
            .network
            .rules
            .iter()
            .enumerate()
            .filter(|(rule, _)| class.0 >> rule & 1 == 1);
        let names: Vec<&str> = held.map(|(_, rule)| rule.name.as_str()).collect();
        if names.is_empty() {
            "no rule".to_owned()
        } else {
            names.join(" + ")
        }
    }
}

fn entered(network: &Network, plan: &Plan) -> f64 {
    let sold = plan.supplies.iter().map(|supply| supply.quantity);
    let opening = network.stocks.iter().map(|stock| stock.opening);
    let under_way = network.in_transit.iter().map(|goods| goods.quantity);
    let made = plan.activities.iter().filter_map(|run| {
        let operation = network.operations.get(run.of.index())?;
        Some(operation.outputs.iter().map(|(_, rate)| rate * run.quantity).sum())
    });
    let collected = plan.collections.iter().map(|collection| collection.quantity);
    sold.chain(collected).chain(opening).chain(under_way).chain(made).sum()
}
