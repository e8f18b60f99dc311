//! From the data of an explanation to its words.

mod infeasible;
mod measures;
mod price;
mod scarcity;

use super::{Block, Explanation, Memo, Section, money, tonnes};

/// The explanation in words.
pub fn memo(of: &Explanation) -> Memo {
    let policy = match of.policy.as_str() {
        "" | "none" => "no policy".into(),
        name => format!("policy {name}"),
    };
    let verdict = Section::new("", vec![Block::Paragraph(verdict(of))]);
    let sections = [verdict].into_iter();
    let sections = sections.chain(of.infeasible.iter().flat_map(infeasible::sections));
    let sections = sections.chain(of.scarcity.iter().flat_map(scarcity::sections));
    let sections = sections.chain(measures::section(&of.margins));
    Memo {
        title: of.instance.clone(),
        under: format!("{policy}, scenario {}", of.scenario.join(" + ")),
        sections: sections.chain(price::sections(&of.prices, of.decisions_fixed)).collect(),
    }
}

fn verdict(of: &Explanation) -> String {
    let text = match of.status.as_str() {
        "optimal" => return format!("The plan is the best there is. {}", figures(of)),
        "feasible" => return format!("The plan is the best found before a limit was reached. {}", figures(of)),
        "infeasible" => "No plan can satisfy every limit. A second solve by another way says the same.",
        "unbounded" => "The cost falls without end: a price is negative somewhere without a limit.",
        "unverified" => "The answer was refused by the judge, the certificate or another solver: nothing is explained.",
        _ => "A limit was reached before there was a plan: nothing is explained.",
    };
    text.into()
}

/// Cost, shortages and exposure of a plan, and what the scenarios change in them.
fn figures(of: &Explanation) -> String {
    let mut sentences = Vec::new();
    if let Some(cost) = level(&of.levels, "cost") {
        let aside = if of.discounted { ", discounted" } else { "" };
        sentences.push(format!("Buyers pay {}{aside}.", money(cost)));
    }
    sentences.push(short(&of.levels));
    if let Some(exposure) = level(&of.levels, "exposure") {
        sentences.push(format!("From outside the allies come {} t (weighted).", tonnes(exposure)));
    }
    let unserved = of
        .scarcity
        .iter()
        .flat_map(|scarcity| &scarcity.unserved)
        .map(|one| one.tonnes);
    let unserved: Vec<f64> = unserved.collect();
    if !unserved.is_empty() {
        let (count, sum) = (unserved.len(), tonnes(unserved.iter().sum()));
        let who = if count == 1 {
            "One demand pays its".into()
        } else {
            format!("{count} demands pay their")
        };
        sentences.push(format!("{who} penalty for {sum} t rather than a price beyond it."));
    }
    sentences.extend(of.without_scenarios.as_ref().map(|before| change(of, before)));
    sentences.join(" ")
}

fn level(levels: &[(String, f64)], name: &str) -> Option<f64> {
    levels.iter().find(|(level, _)| level == name).map(|(_, value)| *value)
}

fn short(levels: &[(String, f64)]) -> String {
    let tiers = levels
        .iter()
        .take_while(|(name, _)| name != "cost")
        .filter(|(_, amount)| *amount > 5e-7);
    let short: Vec<String> = tiers
        .map(|(tier, amount)| format!("{} t of {tier}", tonnes(*amount)))
        .collect();
    if short.is_empty() {
        return "No tier is short.".into();
    }
    format!("Short: {}.", short.join(", "))
}

/// What the scenarios change.
fn change(of: &Explanation, before: &[(String, f64)]) -> String {
    let more = |change: f64| if change < 0.0 { "less" } else { "more" };
    let both = |name: &str| Some(level(&of.levels, name)? - level(before, name)?);
    let mut parts = Vec::new();
    parts.extend(both("cost").map(|change| format!("buyers pay {} {}", money(change.abs()), more(change))));
    parts.extend(
        both("exposure").map(|change| format!("{} t {} come from outside the allies", tonnes(change.abs()), more(change))),
    );
    let short = short(before).replacen("No tier", "no tier", 1).replacen("Short", "short", 1);
    format!(
        "Compared with the baseline, {}. In the baseline, {short}",
        parts.join(" and ")
    )
}
