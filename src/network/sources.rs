//! Sources and their offers by destination.

use super::facts::Facts;
use super::names::Context;
use super::periods::Operation;
use super::{MaterialId, PerPeriod, SiteId, Source};
use crate::spec::{self, Offer};

/// Sources of every site.
pub(super) fn sources(context: &Context<'_>, facts: &Facts) -> Vec<Source> {
    let entries = super::sites::source_entries(context);
    entries
        .into_iter()
        .map(|(path, site, material, written)| source(context, facts, &path, (site, material, written)))
        .collect()
}

fn source(context: &Context<'_>, facts: &Facts, path: &str, entry: (SiteId, MaterialId, &spec::Source)) -> Source {
    let (site, material, written) = entry;
    let calendar = &context.calendar;
    let times = Operation {
        from: written.from.as_deref(),
        until: written.until.as_deref(),
        ramp: written.ramp,
        outages: &written.outages,
    };
    ramp_has_start(context, path, &times);
    let offer = offers(context, facts, path, written);
    let declared = written.customs_value.as_ref().map(|value| calendar.prices(value));
    let customs_value = declared.map_or_else(|| offer.clone(), |value| vec![value; offer.len()]);
    let own = || offer.get(context.country_of(site).index()).cloned().unwrap_or_default();
    let cash_cost = written.cash_cost.as_ref().map_or_else(own, |cost| calendar.prices(cost));
    Source {
        site,
        material,
        available: calendar.operating(calendar.limits(written.available.as_ref()), &times),
        lineage: context.lineage(path, (site, material), &written.lineage),
        offer,
        customs_value,
        cash_cost,
    }
}

/// A ramp grows from the first day, so it needs one.
pub(super) fn ramp_has_start(context: &Context<'_>, path: &str, times: &Operation<'_>) {
    if times.ramp.is_some() && times.from.is_none() {
        context.report.problem(
            &format!("{path}.ramp"),
            "a ramp without a first day",
            "`from`, the day on which it begins",
        );
    }
}

/// Price by country and period: the offer, then every other price that applies, the last of which counts.
fn offers(context: &Context<'_>, facts: &Facts, path: &str, written: &spec::Source) -> Vec<PerPeriod> {
    let mut prices = vec![context.calendar.prices(&written.offer); context.countries.len()];
    for (index, offer) in written.offers.iter().enumerate() {
        lay(context, facts, &format!("{path}.offers.{index}"), (offer, &mut prices));
    }
    prices
}

fn lay(context: &Context<'_>, facts: &Facts, path: &str, entry: (&Offer, &mut [PerPeriod])) {
    let (offer, prices) = entry;
    let price = context.calendar.prices(&offer.price);
    let open = context.calendar.open(offer.from.as_deref(), offer.until.as_deref());
    let holds = facts.hold(context.report, &format!("{path}.if"), &offer.condition);
    if offer.to.is_empty() {
        context.report.problem(
            &format!("{path}.to"),
            "no destination",
            "at least one destination, such as `others`",
        );
    }
    let to = context.select(&format!("{path}.to"), &offer.to);
    for country in prices.iter_mut().zip(&to).filter_map(|(prices, hit)| hit.then_some(prices)) {
        let applies = open.iter().zip(&holds).map(|(open, holds)| *open && *holds);
        for ((slot, price), _) in country.iter_mut().zip(&price).zip(applies).filter(|(_, applies)| *applies) {
            *slot = *price;
        }
    }
}
