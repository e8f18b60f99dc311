//! Contracts for difference: sellers bid a reference price, and a treasury pays what is missing to a strike price.
//!
//! ```text
//! offer   = reference                                       at every destination, while the contract is in force
//! support = max(0, strike - reference - premium)            USD a tonne, premium the top-up to a floor that the seller received
//! ```
//!
//! With `match` the reference is the seller's [bid](super::matching) against other sellers. With a volume only that much of what the
//! seller ships is sold at the reference; the offer stays as it is.

use super::facts::Facts;
use super::names::Context;
use super::{CountryId, Lane, MaterialId, Network, PerPeriod, PeriodId, SiteId, Source, SourceId};
use crate::spec::{Measure, MeasureKind, Window};
use std::ops::Range;

/// A source whose sales a treasury supports.
#[derive(Clone, Debug)]
pub struct Support {
    /// Name of the contract.
    pub contract: String,
    /// Source.
    pub source: SourceId,
    /// Price secured, USD/t.
    pub strike: PerPeriod,
    /// Price at which it sells at each destination, USD/t: `reference[country][period]`.
    pub reference: Vec<PerPeriod>,
    /// Whether the reference follows from the offers of other sellers.
    pub matches: bool,
    /// Most that all sources of the contract sell under it.
    pub volume: Option<Volume>,
    /// Country whose treasury pays.
    pub payer: CountryId,
    /// Whether it is in force in each period.
    pub active: Vec<bool>,
}

/// Most that is sold under a contract.
#[derive(Clone, Debug)]
pub struct Volume {
    /// Tonnes that each period adds.
    pub amount: PerPeriod,
    /// Periods that count together, in order.
    pub windows: Vec<Range<usize>>,
}

impl Support {
    /// USD a tonne that the treasury pays for sales to a country, beside a premium received, USD/t; nothing while it is not in force.
    pub fn paid(&self, to: CountryId, period: PeriodId, premium: f64) -> f64 {
        if !self.in_force(period) {
            return 0.0;
        }
        let strike = self.strike.get(period.index()).copied().unwrap_or_default();
        (strike - self.price(to, period) - premium).max(0.0)
    }

    /// Price at which it sells to a country, USD/t.
    pub fn price(&self, to: CountryId, period: PeriodId) -> f64 {
        let prices = self.reference.get(to.index());
        prices
            .and_then(|prices| prices.get(period.index()))
            .copied()
            .unwrap_or_default()
    }

    /// Whether it is in force in a period.
    pub fn in_force(&self, period: PeriodId) -> bool {
        self.active.get(period.index()).copied().unwrap_or(false)
    }

    /// Window of a period and the tonnes of those of its periods in which the contract is in force, where it has a volume.
    pub fn window(&self, period: PeriodId) -> Option<(Range<usize>, f64)> {
        let volume = self.volume.as_ref()?;
        let window = volume.windows.iter().find(|window| window.contains(&period.index()))?;
        let amounts = window.clone().filter(|t| self.in_force(PeriodId::new(*t)));
        Some((window.clone(), amounts.filter_map(|t| volume.amount.get(t)).sum()))
    }
}

impl Network {
    /// The support of all that a source sells, where there is one.
    pub fn support_of(&self, source: SourceId) -> Option<&Support> {
        let mut supports = self.supports.iter();
        supports.find(|support| support.source == source && support.volume.is_none())
    }

    /// The support of all goods that the seller on a lane sells, where there is one.
    pub fn support_on(&self, lane: &Lane) -> Option<&Support> {
        let seller = lane.seller.as_ref()?.site;
        self.supports.iter().find(|support| {
            let source = &self.sources[support.source.index()];
            support.volume.is_none() && (source.site, source.material) == (seller, lane.material)
        })
    }

    /// The contract under whose volume a source may ship on a lane in a period.
    pub fn contract_on(&self, lane: &Lane, period: PeriodId) -> Option<&Support> {
        self.supports.iter().find(|support| {
            let source = &self.sources[support.source.index()];
            support.volume.is_some() && support.in_force(period) && (source.site, source.material) == (lane.from, lane.material)
        })
    }
}

/// Supports of the policy and the scenarios. The sources that they name without a volume bid their reference price, which is also their customs
/// value where none is declared.
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
            supports.push(of_source(context, &path, (source, &mut sources[index]), terms.clone()));
        }
    }
    supports
}

/// The support of one source.
fn of_source(context: &Context<'_>, path: &str, (id, source): (SourceId, &mut Source), terms: Support) -> Support {
    let reference = if terms.matches {
        source.offer.clone()
    } else {
        terms.reference.clone()
    };
    let support = Support {
        source: id,
        reference,
        ..terms
    };
    match (&support.volume, support.matches) {
        (None, false) => bid(context, &support, source),
        (Some(_), false) => below_offer(context, path, &support, source),
        (_, true) => {}
    }
    support
}

/// Beyond its volume a seller asks more than within, else its buyers would leave the contract aside.
fn below_offer(context: &Context<'_>, path: &str, support: &Support, source: &Source) {
    let pairs = source.offer.iter().zip(&support.reference);
    let mut prices = pairs.flat_map(|(offer, reference)| offer.iter().zip(reference).zip(&support.active));
    if prices.any(|((offer, reference), active)| *active && reference >= offer) {
        let place = context.place_name(source.site);
        let found = format!("a reference price that is not below the offer of `{place}`, beside a `volume`");
        let expected = "a lower `reference`, or none of `volume`: buyers would take what is beyond it first";
        context.report.problem(&format!("{path}.reference"), found, expected);
    }
}

/// Reports contracts that cover a part of what a seller ships, where it ships goods of a stock too: these were paid for before.
pub(super) fn check(context: &Context<'_>, network: &Network) {
    for support in network
        .supports
        .iter()
        .filter(|support| support.volume.is_some() || support.matches)
    {
        let source = &network.sources[support.source.index()];
        let paths = written(context).into_iter().map(|(path, _)| path);
        let Some(path) = paths
            .into_iter()
            .find(|path| path.rsplit('.').next() == Some(&support.contract))
        else {
            continue;
        };
        if network.keeps(source.site, source.material) {
            let (goods, place) = (context.material_name(source.material), context.place_name(source.site));
            let found = format!("`{goods}` is kept at `{place}`, or on its way there");
            let expected = "a site of its own for the stock, or a contract without `volume` and `match`";
            context.report.problem(&format!("{path}.sellers"), found, expected);
        }
    }
}

impl Network {
    /// Whether goods are in a stock of a place, or under way to it at the start.
    pub(super) fn keeps(&self, site: SiteId, material: MaterialId) -> bool {
        let stocked = self
            .stocks
            .iter()
            .any(|stock| (stock.site, stock.material) == (site, material));
        let under_way = self
            .in_transit
            .iter()
            .any(|goods| (goods.to, goods.material) == (site, material));
        stocked || under_way
    }
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
    let reference = written.reference.as_ref().map(|reference| calendar.prices(reference));
    let volume = written.volume.as_ref().map(|volume| Volume {
        amount: calendar.amounts(volume),
        windows: calendar.windows(written.window.unwrap_or(Window::Year)),
    });
    let strike = calendar.prices(written.strike.as_ref()?);
    if reference
        .iter()
        .flatten()
        .zip(&strike)
        .any(|(reference, strike)| strike < reference)
    {
        let expected = "a strike price of at least the reference price: the treasury pays what is missing to it";
        context.report.problem(
            &format!("{path}.strike"),
            "a strike price below the reference price",
            expected,
        );
    }
    Some(Support {
        contract: path.rsplit('.').next().unwrap_or_default().to_owned(),
        source: SourceId::new(0),
        strike,
        reference: match reference {
            Some(reference) => vec![reference; context.countries.len()],
            None if written.matches => Vec::new(),
            None => return None,
        },
        matches: written.matches,
        volume,
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
fn bid(context: &Context<'_>, support: &Support, source: &mut Source) {
    let (site, material) = (context.place_name(source.site), context.material_name(source.material));
    let written = context.document.sites.get(site).and_then(|site| site.source.get(material));
    let declared = written.is_some_and(|written| written.customs_value.is_some());
    lay(support, &mut source.offer);
    if !declared {
        lay(support, &mut source.customs_value);
    }
}

/// Lays the reference price over prices by country, while the contract is in force.
pub(super) fn lay(support: &Support, prices: &mut [PerPeriod]) {
    for (prices, reference) in prices.iter_mut().zip(&support.reference) {
        let bids = prices.iter_mut().zip(reference).zip(&support.active);
        bids.filter(|(_, active)| **active)
            .for_each(|((price, reference), _)| *price = *reference);
    }
}
