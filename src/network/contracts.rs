//! Contracts in force: who sells what to whom, at which price, how much of it, and what is paid for what is not taken.

use super::contract_terms::Reader;
use super::facts::Facts;
use super::names::Context;
use super::{CountryId, LaneId, MaterialId, Network, PerPeriod, PeriodId, SiteId};
use crate::spec::{self, Signed, Spec};
use std::collections::BTreeSet;
use std::ops::Range;

/// A contract of a seller with some buyers.
#[derive(Clone, Debug)]
pub struct Contract {
    /// Name.
    pub name: String,
    /// Whether the plan decides to sign it; it is signed otherwise.
    pub choice: bool,
    /// Site of the seller, the first of several.
    pub seller: SiteId,
    /// Its lanes, in order: from the seller's sites that make the goods to the buyers.
    pub terms: Vec<Terms>,
    /// Least tonnes of each period; 0 while it is not in force.
    pub least: PerPeriod,
    /// Most tonnes of each period; infinite without limit, 0 while it is not in force.
    pub most: PerPeriod,
    /// Periods over which they count together, in order, those with nothing in force left out.
    pub windows: Vec<Range<usize>>,
    /// Whether it is in force in each period.
    pub active: Vec<bool>,
    /// What is paid for what is not taken, where that is allowed.
    pub take_or_pay: Option<TakeOrPay>,
}

/// Prices on one lane, USD/t.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Lane.
    pub lane: LaneId,
    /// Price under the contract.
    pub price: PerPeriod,
    /// What the seller asks without it: the offer of a source at the buyer, the fee of a line.
    pub asked: PerPeriod,
}

/// Payment for what is missing to the least volume.
#[derive(Clone, Debug)]
pub struct TakeOrPay {
    /// USD a tonne that is missing.
    pub rate: PerPeriod,
    /// Countries of the buyers, who pay in equal parts.
    pub buyers: Vec<CountryId>,
    /// Country whose treasury pays instead.
    pub guarantor: Option<CountryId>,
    /// Most tonnes that can pass on the contract's lanes, by window.
    pub most_sold: Vec<f64>,
}

impl Contract {
    /// Prices on a lane in a period; none where the contract does not cover it.
    pub fn terms_on(&self, lane: LaneId, period: PeriodId) -> Option<&Terms> {
        let in_force = self.active.get(period.index()).copied().unwrap_or(false);
        self.terms.iter().find(|terms| terms.lane == lane).filter(|_| in_force)
    }

    /// First period of the window that holds a period in force.
    pub fn window(&self, period: PeriodId) -> Option<PeriodId> {
        let t = period.index();
        let window = self.windows.iter().find(|window| window.contains(&t))?;
        self.active.get(t)?.then_some(PeriodId::new(window.start))
    }

    /// Least and most tonnes of a window.
    pub fn band(&self, window: &Range<usize>) -> (f64, f64) {
        let sum = |amounts: &PerPeriod| amounts.get(window.clone()).into_iter().flatten().sum();
        (sum(&self.least), sum(&self.most))
    }

    /// The window that begins with a period.
    pub fn window_at(&self, first: PeriodId) -> Option<&Range<usize>> {
        self.windows.iter().find(|window| window.start == first.index())
    }

    /// Payment for what is missing in a window; none where nothing need be taken, or all of it must.
    pub fn owed(&self, window: &Range<usize>) -> Option<&TakeOrPay> {
        self.take_or_pay.as_ref().filter(|_| self.band(window).0 > 0.0)
    }

    /// Most tonnes that can pass on its lanes in a window, where what is missing is paid.
    pub fn most_sold(&self, window: &Range<usize>) -> f64 {
        let position = self.windows.iter().position(|other| other == window);
        let sold = position.and_then(|position| self.take_or_pay.as_ref()?.most_sold.get(position));
        sold.copied().unwrap_or_default()
    }

    /// The material that it covers, where it is one.
    pub fn material(&self, network: &Network) -> Option<MaterialId> {
        let mut materials = self
            .terms
            .iter()
            .filter_map(|terms| Some(network.lanes.get(terms.lane.index())?.material));
        let first = materials.next()?;
        materials.all(|other| other == first).then_some(first)
    }

    /// Last period in force of a window, in which what is missing is paid.
    pub fn settled(&self, window: &Range<usize>) -> PeriodId {
        let last = window.clone().rev().find(|t| self.active.get(*t).copied().unwrap_or(false));
        PeriodId::new(last.unwrap_or(window.start))
    }
}

impl Terms {
    /// What the buyer pays above what the seller asks, USD/t.
    pub fn above(&self, period: PeriodId) -> f64 {
        let t = period.index();
        self.price
            .get(t)
            .zip(self.asked.get(t))
            .map_or(0.0, |(price, asked)| price - asked)
    }
}

/// Contracts of the document, the policy and the scenarios, in this order, those not signed left out.
pub(super) fn contracts(context: &Context<'_>, facts: &Facts, network: &Network) -> Vec<Contract> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut contracts = Vec::new();
    for (path, written) in written(context.report.spec) {
        let name = path.rsplit('.').next().unwrap_or_default().to_owned();
        if !names.insert(name.clone()) {
            let found = format!("`{name}` is a contract already");
            context.report.problem(&path, found, "a name of its own");
        }
        let reader = Reader {
            context,
            network,
            path: &path,
            written,
        };
        let active = reader.active(facts);
        contracts.extend(reader.read(name, active).filter(|contract| {
            let signed = written.signed != Signed::Given(false);
            signed && contract.active.contains(&true)
        }));
    }
    contracts
}

/// Everything written, with its path.
pub(super) fn written(spec: &Spec) -> Vec<(String, &spec::Contract)> {
    let mut all: Vec<(String, &spec::Contract)> = Vec::new();
    let (policy, chosen) = &spec.policy;
    all.extend(
        spec.document
            .contracts
            .iter()
            .map(|(name, c)| (format!("contracts.{name}"), c)),
    );
    all.extend(
        chosen
            .contracts
            .iter()
            .map(|(name, c)| (format!("policies.{policy}.contracts.{name}"), c)),
    );
    for (scenario, chosen) in &spec.scenarios {
        let path = |name: &String| format!("scenarios.{scenario}.contracts.{name}");
        all.extend(chosen.contracts.iter().map(|(name, c)| (path(name), c)));
    }
    all
}
