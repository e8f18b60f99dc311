//! The JSON document of one solve.

use super::names::kind_name;
use super::{Answer, Certificate, resource_cost};
use crate::plan::{Drift, drifts};
use indexmap::IndexMap;
use serde::Serialize;

/// What `solve --json` prints. Figures are null where there is no plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Version of this document; 1.
    pub schema: u32,
    /// Name of the instance folder.
    pub instance: String,
    /// Policy.
    pub policy: String,
    /// Scenarios, in order.
    pub scenario: Vec<String>,
    /// `optimal`, `feasible`, `infeasible`, `unbounded`, `limit`; `unverified` where the judge, the certificate or another
    /// solver refused the plan.
    pub status: &'static str,
    /// Figures of the plan.
    #[serde(flatten)]
    pub headline: Headline,
    /// What the judge said.
    pub verified: Option<Verified>,
    /// What another solver said, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_opinion: Option<Second>,
    /// Limits that cannot hold together, where infeasible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// Work of the solver.
    pub solver: Solver,
}

/// Figures of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Headline {
    /// Buyers' cost, discounted USD.
    pub cost: Option<f64>,
    /// Cost of the resources used, discounted USD.
    pub resource_cost: Option<f64>,
    /// Tonnes short by tier.
    pub shortage: Option<IndexMap<String, f64>>,
    /// Weighted tonnes of exposure.
    pub exposure: Option<f64>,
    /// Discounted USD by kind.
    pub ledger: Option<IndexMap<&'static str, f64>>,
    /// Declared customs values that differ from cost by more than 5 %.
    pub customs_value_warnings: Option<Vec<CustomsValueWarning>>,
}

/// A declared customs value that is far from what the goods cost, over the whole plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CustomsValueWarning {
    /// Seller.
    pub seller: String,
    /// Material.
    pub material: String,
    /// Tonnes shipped at a known cost, whose charges at a border follow from the value.
    pub quantity: f64,
    /// Declared value free on board, USD/t.
    pub declared: f64,
    /// What was paid for the goods up to the seller's gate, USD/t.
    pub built_up: f64,
    /// Declared less built-up value as a share of the built-up value.
    pub difference: f64,
}

/// What the judge said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verified {
    /// Whether the plan holds.
    pub ok: bool,
    /// Largest violation relative to its node.
    pub max_violation: f64,
    /// Proved relative distance of the cost to its optimum; null where it is not proved.
    pub certified_gap: Option<f64>,
    /// What the numbers of the solve prove.
    pub certificate: Certificate,
}

/// What another solver said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Second {
    /// Name.
    pub solver: String,
    /// Its verdict, in the words of `status`; none where it gave no answer.
    pub verdict: Option<&'static str>,
    /// Whether it found the same verdict and values; none where it gave no answer.
    pub agrees: Option<bool>,
    /// Value of each level in order; the last may be missing.
    pub levels: Vec<f64>,
    /// Why it gave no answer, or not for the last levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A limit that cannot hold together with the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conflict {
    /// Family of the row.
    pub family: &'static str,
    /// In words.
    pub limit: String,
    /// Least amount by which it had to be broken.
    pub violation: f64,
}

/// Work of the solver.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Solver {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// Algorithm that ran.
    pub method: String,
    /// How the order of the levels was proved.
    pub proof: &'static str,
    /// Seconds in the solver.
    pub seconds: f64,
    /// Simplex iterations.
    pub iterations: u64,
    /// Rows of the program.
    pub rows: usize,
    /// Columns of the program.
    pub columns: usize,
}

impl Headline {
    /// Figures of an answer.
    pub fn of(answer: &Answer) -> Self {
        let ledger = answer.ledger_by_kind().into_iter().map(|(kind, sum)| (kind_name(kind), sum));
        Self {
            cost: answer.level("cost"),
            resource_cost: Some(resource_cost(answer.network, answer.plan)),
            shortage: Some(answer.shortage_by_tier().into_iter().collect()),
            exposure: answer.level("exposure"),
            ledger: Some(ledger.collect()),
            customs_value_warnings: Some(customs_value_warnings(answer)),
        }
    }
}

fn customs_value_warnings(answer: &Answer) -> Vec<CustomsValueWarning> {
    let network = answer.network;
    let warning = |drift: &Drift| CustomsValueWarning {
        seller: network.sites[drift.seller.index()].name.clone(),
        material: network.materials[drift.material.index()].name.clone(),
        quantity: drift.quantity,
        declared: drift.declared,
        built_up: drift.built_up,
        difference: drift.difference(),
    };
    drifts(answer.customs_values).iter().map(warning).collect()
}

impl Verified {
    /// The judge's word on an answer, and its certificate.
    pub fn of(answer: &Answer, certificate: Certificate) -> Self {
        Self {
            ok: answer.report.ok,
            max_violation: answer.report.max_violation,
            certified_gap: certificate.gap("cost"),
            certificate,
        }
    }
}
