//! Sites with their by-product markets, permissions to dispose and customs values; goods under way.

use super::dates::checked;
use super::names::Context;
use super::{ByProduct, CountryId, CustomsValue, Disposal, InTransit, MaterialId, OwnerId, PeriodId, Site, SiteId};
use crate::spec::{self, Map};
use indexmap::IndexSet;

/// Sites, those of demands without one at the end, and the owners.
pub(super) fn sites(context: &Context<'_>) -> (Vec<Site>, Vec<String>) {
    let document = context.document;
    for (name, owner) in &document.owners {
        // An owner belongs to one country, not to a territory of several; other wrong names are reported elsewhere.
        let territory = owner
            .country
            .as_ref()
            .filter(|country| document.territories.contains_key(*country));
        territory.map(|country| context.country(&format!("owners.{name}.country"), country));
    }
    let mut owners: IndexSet<String> = IndexSet::new();
    let mut sites = Vec::new();
    for (name, country) in &context.places {
        let written = context.document.sites.get(name);
        let owner = written.and_then(|site| site.owner.as_ref()).unwrap_or(name);
        let owner = OwnerId::new(owners.insert_full(owner.clone()).0);
        sites.push(site(context, (name, *country, owner), written));
    }
    (sites, owners.into_iter().collect())
}

fn site(context: &Context<'_>, place: (&String, CountryId, OwnerId), written: Option<&spec::Site>) -> Site {
    let (name, country, owner) = place;
    let values = written.iter().flat_map(|site| &site.customs_values);
    let customs_values = values
        .filter_map(|(material, value)| customs_value(context, name, material, value))
        .collect();
    let title = written.and_then(|site| site.title.clone()).unwrap_or_else(|| name.clone());
    Site {
        name: name.clone(),
        title,
        country,
        owner,
        owner_country: context.owner_country(name).unwrap_or(country),
        customs_values,
        demand_place: written.is_none(),
        cost_plus: written.is_some_and(|site| site.cost_plus),
    }
}

fn customs_value(context: &Context<'_>, site: &str, material: &str, written: &spec::CustomsValue) -> Option<CustomsValue> {
    let path = format!("sites.{site}.customs_values.{material}");
    let material = context.material(&path, material)?;
    let calendar = &context.calendar;
    let (value, rules) = match written {
        spec::CustomsValue::Plain(value) => (calendar.prices(value), Vec::new()),
        spec::CustomsValue::ByRule(by_rule) => {
            let with = by_rule.with_rule.iter().filter_map(|(rule, value)| {
                Some((
                    context.rule(&format!("{path}.with_rule.{rule}"), rule)?,
                    calendar.prices(value),
                ))
            });
            (calendar.prices(&by_rule.value), with.collect())
        }
    };
    Some(CustomsValue {
        material,
        value,
        with_rule: rules,
    })
}

/// Entries of one kind at every site, by material, with the path of each.
pub(super) fn each<'a, T>(
    context: &Context<'a>,
    section: &str,
    of: impl Fn(&'a spec::Site) -> &'a Map<T>,
) -> Vec<(String, SiteId, MaterialId, &'a T)> {
    let mut entries = Vec::new();
    for (index, (name, site)) in context.document.sites.iter().enumerate() {
        for (material, entry) in of(site) {
            let path = format!("sites.{name}.{section}.{material}");
            if let Some(material) = context.material(&path, material) {
                entries.push((path, SiteId::new(index), material, entry));
            }
        }
    }
    entries
}

/// Sources as written, with their places.
pub(super) fn source_entries<'a>(context: &Context<'a>) -> Vec<(String, SiteId, MaterialId, &'a spec::Source)> {
    each(context, "source", |site| &site.source)
}

/// By-product markets.
pub(super) fn byproducts(context: &Context<'_>) -> Vec<ByProduct> {
    let market = |(_, site, material, written): (String, SiteId, MaterialId, &spec::ByProduct)| ByProduct {
        site,
        material,
        price: context.calendar.prices(&written.price),
        limit: context.calendar.limits(written.limit.as_ref()),
    };
    each(context, "byproducts", |site| &site.byproducts)
        .into_iter()
        .map(market)
        .collect()
}

/// Permissions to dispose.
pub(super) fn disposals(context: &Context<'_>) -> Vec<Disposal> {
    let entries = each(context, "disposal", |site| &site.disposal).into_iter();
    entries
        .map(|(_, site, material, cost)| Disposal {
            site,
            material,
            cost: context.calendar.prices(cost),
        })
        .collect()
}

/// Goods under way; those that arrive after the end are left out with a note.
pub(super) fn in_transit(context: &Context<'_>) -> Vec<InTransit> {
    let goods = context.document.in_transit.iter().enumerate();
    goods
        .filter_map(|(index, written)| arriving(context, &format!("in_transit.{index}"), written))
        .collect()
}

fn arriving(context: &Context<'_>, path: &str, written: &spec::InTransit) -> Option<InTransit> {
    let material = context.material(&format!("{path}.material"), &written.material);
    let site = context.site(&format!("{path}.to"), &written.to);
    let arrives = arrival(context, path, written);
    let (material, to) = (material?, site?);
    let lineage = context.lineage(path, (to, material), &written.lineage);
    Some(InTransit {
        to,
        material,
        quantity: written.quantity.0,
        arrives: arrives?,
        lineage,
    })
}

fn arrival(context: &Context<'_>, path: &str, written: &spec::InTransit) -> Option<PeriodId> {
    let path = format!("{path}.arrives");
    let day = checked(context.report, &path, &written.arrives)?;
    let calendar = &context.calendar;
    if day < calendar.start() {
        let expected = format!("a day of the horizon, from {} on", calendar.start());
        context
            .report
            .problem(&path, format!("`{day}` is before the first period"), expected);
    } else if day >= calendar.end() {
        let what = &written.material;
        context.report.note(format!(
            "`{what}` under way to `{}` arrives after the last period and is left out",
            written.to
        ));
    }
    calendar.period_of(day)
}
