//! Who pays: the buyers of countries where goods end.
//!
//! Goods end in the country of the demand that takes them, and in the country of a site that sells by-products, disposes, or
//! keeps them beyond the last period. How buyers of several such countries share a payment is not recomputed.

use super::bench::Bench;
use super::names;
use super::report::Check;
use crate::network::{CountryId, SiteId};
use crate::plan::{Entry, EntryKind, Party};
use std::collections::BTreeSet;

/// Checks the payer of every entry; amounts up to `dust`, USD, are left of rounding.
pub(super) fn check(bench: &mut Bench<'_>, dust: f64) {
    let ends = ends(bench);
    for entry in &bench.plan.ledger {
        if by_treasury(entry.kind) {
            if !grants(bench, entry) {
                wrong(bench, entry, "is not paid by the treasury that grants it");
            }
            continue;
        }
        let Party::Buyers(country) = entry.payer else {
            wrong(bench, entry, "is not paid by buyers");
            continue;
        };
        let known = country.index() < bench.network.countries.len();
        if entry.kind == EntryKind::TakeOrPay {
            if !agreed(bench, entry, country) {
                wrong(bench, entry, "is not paid by buyers who agreed to it");
            }
            continue;
        }
        let idle = is_standing(entry.kind) && at_home(bench, entry.site) == Some(country);
        if !known || (!ends.contains(&country) && !idle && entry.nominal.abs() > dust) {
            wrong(bench, entry, "is paid by buyers of a country where no goods end");
        } else if is_local(entry.kind) && at_home(bench, entry.site) != Some(country) {
            wrong(bench, entry, "is not paid where it arises");
        }
    }
}

fn wrong(bench: &mut Bench<'_>, entry: &Entry, text: &str) {
    let about = names::about(bench.network, entry.material, entry.site);
    let payer = entry.payer.words(bench.network);
    let place = format!("{}{about} from {payer} in {}", entry.kind.name(), bench.period(entry.period));
    bench.wrong(Check::Ledger, place, format!("{} USD {text}", entry.nominal));
}

/// Whether payments of a kind are a treasury's, and no cost to the buyers.
pub(super) fn by_treasury(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::CapitalGrant | EntryKind::Cfd | EntryKind::Guarantee)
}

/// Whether the treasury that an entry names grants something built at its site, or supports what it sells.
fn grants(bench: &Bench<'_>, entry: &Entry) -> bool {
    match entry.kind {
        EntryKind::CapitalGrant => builds(bench, entry),
        EntryKind::Cfd => supports(bench, entry),
        _ => guarantees(bench, entry),
    }
}

fn guarantees(bench: &Bench<'_>, entry: &Entry) -> bool {
    bench.network.contracts.iter().any(|contract| {
        let guarantor = contract.take_or_pay.as_ref().and_then(|owed| owed.guarantor);
        let treasury = guarantor.map(|country| Party::Treasury(bench.network.countries[country.index()].territory));
        (Some(contract.seller), treasury) == (entry.site, Some(entry.payer))
    })
}

/// Whether buyers in a country have agreed to pay the seller of an entry for goods that they do not take.
fn agreed(bench: &Bench<'_>, entry: &Entry, country: CountryId) -> bool {
    let with = bench
        .network
        .contracts
        .iter()
        .filter(|contract| Some(contract.seller) == entry.site);
    let owed = with.filter_map(|contract| contract.take_or_pay.as_ref());
    owed.into_iter()
        .any(|owed| owed.guarantor.is_none() && owed.buyers.contains(&country))
}

fn supports(bench: &Bench<'_>, entry: &Entry) -> bool {
    bench.network.supports.iter().any(|support| {
        let source = &bench.network.sources[support.source.index()];
        let treasury = Party::Treasury(bench.network.countries[support.payer.index()].territory);
        (Some(source.site), treasury) == (entry.site, entry.payer)
    })
}

fn builds(bench: &Bench<'_>, entry: &Entry) -> bool {
    bench.plan.builds.iter().any(|built| {
        let option = bench.network.options.get(built.of.index());
        option.is_some_and(|option| {
            let treasury = Party::Treasury(bench.network.countries[option.granted_by.index()].territory);
            Some(option.site) == entry.site && treasury == entry.payer
        })
    })
}

/// Payments that arise at a site whether it works or not.
fn is_standing(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Fixed | EntryKind::Capex)
}

/// Payments borne in the country of their site.
fn is_local(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Byproduct | EntryKind::Disposal | EntryKind::Terminal | EntryKind::Penalty
    )
}

fn at_home(bench: &Bench<'_>, site: Option<SiteId>) -> Option<CountryId> {
    let site = bench.network.sites.get(site?.index())?;
    Some(site.country)
}

/// Countries where goods end or are missed.
fn ends(bench: &Bench<'_>) -> BTreeSet<CountryId> {
    let (network, plan) = (bench.network, bench.plan);
    let last = network.periods.len().saturating_sub(1);
    let delivered = plan
        .deliveries
        .iter()
        .map(|delivery| network.demands[delivery.of.0.index()].site);
    let missed = plan.shortages.iter().map(|short| network.demands[short.of.0.index()].site);
    let sold = plan.sales.iter().map(|sale| network.byproducts[sale.of.index()].site);
    let disposed = plan
        .disposals
        .iter()
        .map(|disposal| network.disposals[disposal.of.index()].site);
    let kept = plan.stocks.iter().filter(|kept| kept.period.index() == last);
    let kept = kept.map(|kept| network.stocks[kept.of.index()].site);
    let sites = delivered.chain(missed).chain(sold).chain(disposed).chain(kept);
    sites.map(|site| network.country_of(site)).collect()
}
