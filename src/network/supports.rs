//! Contracts for difference: sellers bid a reference price, and a treasury pays what is missing to a strike price.
//!
//! ```text
//! offer   = reference                                       at every destination, while the contract is in force
//! support = max(0, strike - reference - premium)            USD a tonne, premium the top-up to a floor that the seller received
//! ```

use super::facts::Facts;
use super::names::Context;
use super::{CountryId, Network, PerPeriod, PeriodId, Source, SourceId};
use crate::spec::{Measure, MeasureKind};

/// A source whose sales a treasury supports.
#[derive(Clone, Debug)]
pub struct Support {
    /// Source.
    pub source: SourceId,
    /// Price secured, USD/t.
    pub strike: PerPeriod,
    /// Price at which it sells, USD/t.
    pub reference: PerPeriod,
    /// Country whose treasury pays.
    pub payer: CountryId,
    /// Whether it is in force in each period.
    pub active: Vec<bool>,
}

impl Support {
    /// USD a tonne that the treasury pays beside a premium received, USD/t; nothing while it is not in force.
    pub fn paid(&self, period: PeriodId, premium: f64) -> f64 {
        let t = period.index();
        let missing = self
            .strike
            .get(t)
            .zip(self.reference.get(t))
            .map_or(0.0, |(strike, reference)| strike - reference);
        let active = self.active.get(t).copied().unwrap_or(false);
        if active { (missing - premium).max(0.0) } else { 0.0 }
    }
}

impl Network {
    /// The support of a source, where there is one.
    pub fn support_of(&self, source: SourceId) -> Option<&Support> {
        self.supports.iter().find(|support| support.source == source)
    }
}

/// Supports of the policy and the scenarios. The sources that they name bid their reference price, which is also their customs value where none is
/// declared.
pub(super) fn supports(context: &Context<'_>, facts: &Facts, sources: &mut [Source]) -> Vec<Support> {
    let mut supports: Vec<Support> = Vec::new();
    for (path, measure) in written(context) {
        let Some(terms) = terms(context, facts, &path, measure) else {
            continue;
        };
        for index in supported(context, &path, measure, sources) {
            let source = SourceId::new(index);
            if supports.iter().any(|known| known.source == source) {
                let place = context.place_name(sources[index].site);
                let found = format!("a second contract for `{place}`");
                context
                    .report
                    .problem(&format!("{path}.sellers"), found, "one contract for each seller");
                continue;
            }
            bid(context, &terms, &mut sources[index]);
            supports.push(Support { source, ..terms.clone() });
        }
    }
    supports
}

/// Contracts for difference, with their paths.
fn written<'a>(context: &Context<'a>) -> Vec<(String, &'a Measure)> {
    let spec = context.report.spec;
    let policy = [(format!("policies.{}", spec.policy.0), &spec.policy.1.measures)];
    let scenarios = spec
        .scenarios
        .iter()
        .map(|(name, scenario)| (format!("scenarios.{name}"), &scenario.measures));
    let all = policy.into_iter().chain(scenarios).flat_map(|(path, measures)| {
        let named = measures.iter();
        named
            .map(move |(name, measure)| (format!("{path}.measures.{name}"), measure))
            .collect::<Vec<_>>()
    });
    all.filter(|(_, measure)| measure.kind == MeasureKind::ContractForDifference)
        .collect()
}

/// What a contract says, for any source; nothing where figures are missing, which is reported elsewhere.
fn terms(context: &Context<'_>, facts: &Facts, path: &str, written: &Measure) -> Option<Support> {
    let calendar = &context.calendar;
    let open = calendar.open(written.from.as_deref(), written.until.as_deref());
    let holds = facts.hold(context.report, &format!("{path}.if"), &written.condition);
    Some(Support {
        source: SourceId::new(0),
        strike: calendar.prices(written.strike.as_ref()?),
        reference: calendar.prices(written.reference.as_ref()?),
        payer: context.country(&format!("{path}.payer"), written.payer.as_ref()?)?,
        active: open.iter().zip(&holds).map(|(open, holds)| *open && *holds).collect(),
    })
}

/// Sources of the sellers named, of the materials named.
fn supported(context: &Context<'_>, path: &str, written: &Measure, sources: &[Source]) -> Vec<usize> {
    let materials = context.select_materials(&format!("{path}.materials"), &written.materials);
    let mut found = Vec::new();
    for (position, seller) in written.sellers.iter().enumerate() {
        let is_seller = |source: &Source| {
            let name = context.place_name(source.site);
            let owner = context.document.sites.get(name).and_then(|site| site.owner.as_deref());
            (name == seller || owner == Some(seller)) && materials.get(source.material.index()).copied().unwrap_or(false)
        };
        let sells: Vec<usize> = (0..sources.len()).filter(|index| is_seller(&sources[*index])).collect();
        if sells.is_empty() {
            let sites = context.document.sites.iter();
            let known = sites
                .flat_map(|(name, site)| [Some(name.as_str()), site.owner.as_deref()])
                .flatten();
            context.report.unknown(
                &format!("{path}.sellers.{position}"),
                "seller of these materials",
                seller,
                known,
            );
        }
        found.extend(sells.into_iter().filter(|index| !found.contains(index)).collect::<Vec<_>>());
    }
    found
}

/// Lays the reference price over the offers.
fn bid(context: &Context<'_>, terms: &Support, source: &mut Source) {
    let (site, material) = (context.place_name(source.site), context.material_name(source.material));
    let written = context.document.sites.get(site).and_then(|site| site.source.get(material));
    let declared = written.is_some_and(|written| written.customs_value.is_some());
    let values = if declared {
        &mut [][..]
    } else {
        source.customs_value.as_mut_slice()
    };
    for prices in source.offer.iter_mut().chain(values) {
        let bids = prices.iter_mut().zip(&terms.reference).zip(&terms.active);
        bids.filter(|(_, active)| **active)
            .for_each(|((price, reference), _)| *price = *reference);
    }
}
