//! Demands.

use super::names::Context;
use super::{Block, CountryId, Demand, MaterialId, PerPeriod, RuleSet, SiteId};
use crate::spec::quantity::{MassRate, Price};
use crate::spec::{self, Accepts, Series, ShortageMode};

/// Demands in order of the document.
pub(super) fn demands(context: &Context<'_>) -> Vec<Demand> {
    context
        .document
        .demands
        .iter()
        .filter_map(|(name, written)| demand(context, name, written))
        .collect()
}

fn demand(context: &Context<'_>, name: &str, written: &spec::Demand) -> Option<Demand> {
    let path = format!("demands.{name}");
    let site = place(context, &path, name, written);
    let country = site.map(|site| context.country_of(site));
    let tier = tier(context, &path, written, country);
    let blocks = blocks(context, &path, written, tier.is_some());
    let minimum = minimum(context, &path, written, &blocks);
    let (claims, requires) = required(context, &path, &written.requires);
    Some(Demand {
        name: name.to_owned(),
        site: site?,
        sector: written.sector.clone().unwrap_or_default(),
        tier,
        weight: written.criticality.unwrap_or(1.0),
        accepts: accepts(context, &path, &written.accepts),
        requires,
        claims,
        blocks,
        minimum,
    })
}

fn place(context: &Context<'_>, path: &str, name: &str, written: &spec::Demand) -> Option<SiteId> {
    match (&written.site, &written.country) {
        (Some(site), country) => {
            let id = context.site(&format!("{path}.site"), site)?;
            let own = &context.document.sites.get(site)?.country;
            if let Some(country) = country.as_ref().filter(|country| *country != own) {
                let found = format!("`{country}`, but `{site}` is in `{own}`");
                context
                    .report
                    .problem(&format!("{path}.country"), found, format!("`{own}`, or nothing"));
            }
            Some(id)
        }
        (None, Some(_)) => context.places.get_index_of(name).map(SiteId::new),
        (None, None) => {
            context.report.problem(
                path,
                "neither `country` nor `site`",
                "the country of use, or the site that serves it",
            );
            None
        }
    }
}

/// Level that counts the shortage; `None` where it is charged its penalty, which then must be there.
fn tier(context: &Context<'_>, path: &str, written: &spec::Demand, country: Option<CountryId>) -> Option<usize> {
    let tiers = &context.document.tiers;
    let named = written.tier.as_ref().map(|tier| {
        let position = tiers.iter().position(|known| known == tier);
        if position.is_none() {
            context
                .report
                .unknown(&format!("{path}.tier"), "tier", tier, tiers.iter().map(String::as_str));
        }
        position
    });
    let priced = written.penalty.is_some() || written.blocks.iter().any(|block| block.penalty.is_some());
    if priced && named.is_none() {
        return None;
    }
    if context.document.shortage == ShortageMode::Tiers && counts(context, country) {
        return named.unwrap_or(tiers.len().checked_sub(1));
    }
    if !priced && !context.report.is_doubtful(&format!("{path}.penalty")) {
        let why = match context.document.shortage {
            ShortageMode::Penalty => "shortage is charged here",
            ShortageMode::Tiers => "the policy's tiers count the shortage of members (or of `shortage_of`) only",
        };
        context.report.problem(
            path,
            format!("no `penalty`, but {why}"),
            "`penalty`, the cost of a tonne not served",
        );
    }
    None
}

/// Whether the tiers count the shortage of a country: of those the policy names, or else of the club, or else of everybody.
fn counts(context: &Context<'_>, country: Option<CountryId>) -> bool {
    let (policy, chosen) = &context.report.spec.policy;
    if !chosen.shortage_of.is_empty() {
        let named = context.select(&format!("policies.{policy}.shortage_of"), &chosen.shortage_of);
        return country.is_none_or(|country| named.get(country.index()).is_some_and(|named| *named));
    }
    let member = country
        .and_then(|country| context.countries.get_index(country.index()))
        .is_none_or(|(_, c)| c.member);
    chosen.club.is_empty() || member
}

fn blocks(context: &Context<'_>, path: &str, written: &spec::Demand, in_tier: bool) -> Vec<Block> {
    match (&written.quantity, written.blocks.is_empty()) {
        (Some(quantity), true) => vec![block(context, quantity, written.penalty.as_ref(), in_tier)],
        (None, false) => {
            let mut blocks = Vec::new();
            for (index, part) in written.blocks.iter().enumerate() {
                let penalty = part.penalty.as_ref().or(written.penalty.as_ref());
                if penalty.is_none() && !in_tier && written.blocks.iter().any(|block| block.penalty.is_some()) {
                    let path = format!("{path}.blocks.{index}");
                    context
                        .report
                        .problem(&path, "a block without `penalty`", "a penalty here or on the demand");
                }
                blocks.push(block(context, &part.quantity, penalty, in_tier));
            }
            blocks
        }
        (None, true)
            if ["quantity", "blocks"]
                .iter()
                .any(|field| context.report.is_doubtful(&format!("{path}.{field}"))) =>
        {
            Vec::new()
        }
        (quantity, _) => {
            let found = if quantity.is_some() {
                "both `quantity` and `blocks`"
            } else {
                "neither `quantity` nor `blocks`"
            };
            context.report.problem(path, found, "a quantity, or blocks of it");
            Vec::new()
        }
    }
}

fn block(context: &Context<'_>, quantity: &Series<MassRate>, penalty: Option<&Series<Price>>, in_tier: bool) -> Block {
    let calendar = &context.calendar;
    let penalty = penalty
        .filter(|_| !in_tier)
        .map_or_else(|| calendar.constant(0.0), |price| calendar.prices(price));
    Block {
        quantity: calendar.amounts(quantity),
        penalty,
    }
}

fn minimum(context: &Context<'_>, path: &str, written: &spec::Demand, blocks: &[Block]) -> PerPeriod {
    let calendar = &context.calendar;
    let Some(minimum) = &written.minimum else {
        return calendar.constant(0.0);
    };
    let shares = calendar.plain(minimum, |share| share.0);
    if let Some(wrong) = shares.iter().find(|share| !(0.0..=1.0).contains(*share)) {
        context.report.share(&format!("{path}.minimum"), *wrong);
    }
    let total = |period: usize| -> f64 { blocks.iter().filter_map(|block| block.quantity.get(period)).sum() };
    shares
        .iter()
        .enumerate()
        .map(|(period, share)| share * total(period))
        .collect()
}

fn accepts(context: &Context<'_>, path: &str, written: &Accepts) -> Vec<(MaterialId, f64)> {
    let path = format!("{path}.accepts");
    let rates: Vec<(String, &String, f64)> = match written {
        Accepts::List(names) => names
            .iter()
            .enumerate()
            .map(|(i, name)| (format!("{path}.{i}"), name, 1.0))
            .collect(),
        Accepts::Rates(rates) => rates
            .iter()
            .map(|(name, rate)| (format!("{path}.{name}"), name, rate.0))
            .collect(),
    };
    if rates.is_empty() {
        context.report.problem(&path, "nothing accepted", "at least one material");
    }
    let mut accepted: Vec<(MaterialId, f64)> = Vec::new();
    for (path, name, rate) in rates {
        if rate <= 0.0 {
            context.report.problem(&path, format!("`{rate}`"), "a rate above 0");
        }
        let Some(material) = context.material(&path, name) else {
            continue;
        };
        if accepted.iter().any(|(known, _)| *known == material) {
            context.report.problem(&path, format!("`{name}` twice"), "each material once");
        } else {
            accepted.push((material, rate));
        }
    }
    accepted
}

/// In each period the rules whose certificates are claimed, and those that goods themselves must hold.
fn required(context: &Context<'_>, path: &str, written: &Series<Vec<String>>) -> (Vec<RuleSet>, Vec<RuleSet>) {
    let by_certificate = |name: &String| {
        let rule = context.document.rules.get(name);
        rule.is_some_and(|rule| rule.custody == spec::Custody::BookAndClaim)
    };
    let booked = context.rules.iter().filter(|(name, _)| by_certificate(name));
    let booked = booked.fold(RuleSet::default(), |set, (_, rule)| set.or(RuleSet::of(*rule)));
    let all = requires(context, path, written);
    let claims = all.iter().map(|rules| rules.and(booked)).collect();
    (claims, all.iter().map(|rules| rules.without(booked)).collect())
}

fn requires(context: &Context<'_>, path: &str, written: &Series<Vec<String>>) -> Vec<RuleSet> {
    let path = format!("{path}.requires");
    let set = |path: &str, names: &Vec<String>| context.rule_set(path, names);
    let sets = match written {
        Series::Constant(names) => Series::Constant(set(&path, names)),
        Series::Steps(steps) => Series::Steps(
            steps
                .iter()
                .map(|(date, names)| (date.clone(), set(&format!("{path}.{date}"), names)))
                .collect(),
        ),
    };
    let mut sets = context.calendar.values(&sets);
    sets.resize(context.calendar.periods.len(), RuleSet::default());
    sets
}
