//! What is short, and why it binds.

use super::style::{Grid, Spans, Style, number, tonnes, wrap};
use crate::network::DemandId;
use crate::plan::Amount;
use crate::results::{Answer, Limit};
use std::collections::BTreeMap;

/// Two tables, or nothing where every demand is served.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
    let spans = Spans::of(network);
    let mut short: BTreeMap<(usize, DemandId), Vec<f64>> = BTreeMap::new();
    for amount in answer.plan.shortages.iter().filter(|amount| amount.quantity > 5e-7) {
        let demand = amount.of.0;
        let tier = network.demands[demand.index()].tier.unwrap_or(network.tiers.len());
        if let Some(total) = short
            .entry((tier, demand))
            .or_insert_with(|| spans.zeros())
            .get_mut(spans.column(amount.period))
        {
            *total += amount.quantity;
        }
    }
    if short.is_empty() {
        return String::new();
    }
    let mut grid = Grid::new(["demand".to_string(), "tier".into()].into_iter().chain(spans.headers()));
    for ((tier, demand), values) in &short {
        let tier = network.tiers.get(*tier).map_or("penalised", String::as_str);
        let mut row = vec![network.demands[demand.index()].name.clone(), tier.to_string()];
        row.extend(spans.cells(values, tonnes));
        grid.row(row);
    }
    format!("{}\n{}", grid.show("What is short, tonnes", 20, style), why(answer, style))
}

/// Limits whose relief would lessen a shortage, strongest first.
fn why(answer: &Answer, style: Style) -> String {
    if answer.plan.prices.is_empty() {
        return String::new();
    }
    let mut reliefs: BTreeMap<(usize, &str), (f64, usize)> = BTreeMap::new();
    for (price, limit) in answer.plan.prices.iter().zip(answer.limits) {
        let Some(limit) = limit.as_ref().filter(|limit| !is_decision(limit)) else {
            continue;
        };
        for (k, value) in price.by_level.iter().enumerate() {
            if is_tier(answer, k) && value.abs() > 1e-9 {
                let entry = reliefs.entry((k, limit.text.as_str())).or_default();
                *entry = (entry.0.max(value.abs()), entry.1 + 1);
            }
        }
    }
    let tiered = |amount: &&Amount<(DemandId, u32)>| answer.network.demands[amount.of.0.index()].tier.is_some();
    if !answer.plan.shortages.iter().any(|amount| tiered(&amount)) {
        let cause =
            "These demands have no tier: a tonne more would cost them more than the penalty that they put on its absence.";
        return wrap(cause, " ") + "\n";
    }
    if reliefs.is_empty() {
        let cause = "No single limit binds: nothing that these demands accept can reach them under this policy and scenario.";
        return wrap(cause, " ") + "\n";
    }
    let mut reliefs: Vec<_> = reliefs.into_iter().collect();
    reliefs.sort_by(|((tier, _), (a, _)), ((other, _), (b, _))| tier.cmp(other).then(b.total_cmp(a)));
    let mut grid = Grid::new(["limit", ">in periods", "one unit more, at most"]);
    for ((tier, limit), (relief, periods)) in reliefs {
        let tier = answer.plan.levels.get(tier).map_or("", |level| level.name.as_str());
        grid.row(vec![
            limit.into(),
            periods.to_string(),
            format!("{} t less short in {tier}", number(relief, 3)),
        ]);
    }
    grid.show("Why it binds", 12, style)
}

/// Whether a row links amounts to a decision, so that it has no unit of its own to give.
fn is_decision(limit: &Limit) -> bool {
    const LINKS: [&str; 18] = [
        "opening",
        "starting",
        "stopping",
        "build_once",
        "run_limit",
        "minimum_run",
        "lot",
        "campaign_limit",
        "campaign_minimum",
        "campaign_count",
        "link_limit",
        "link_minimum",
        "qualified",
        "partner_flow",
        "partner_count",
        "contract_flow",
        "tranche_flow",
        "supported_flow",
    ];
    LINKS.contains(&limit.family)
}

fn is_tier(answer: &Answer, level: usize) -> bool {
    answer
        .plan
        .levels
        .get(level)
        .is_some_and(|level| answer.network.tiers.contains(&level.name))
}
