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

/// Cost, shortages and exposure of a plan.
fn figures(of: &Explanation) -> String {
    let level = |name: &str| of.levels.iter().find(|(level, _)| level == name).map(|(_, value)| *value);
    let mut sentences = Vec::new();
    if let Some(cost) = level("cost") {
        sentences.push(format!("Buyers pay {}, discounted to the start.", money(cost)));
    }
    let tiers = of.levels.iter().take_while(|(name, _)| name != "cost");
    let short: Vec<String> = tiers
        .filter(|(_, amount)| *amount > 5e-7)
        .map(|(tier, amount)| format!("{} t of {tier}", tonnes(*amount)))
        .collect();
    if short.is_empty() {
        sentences.push("No tier is short.".into());
    } else {
        sentences.push(format!("Short: {}.", short.join(", ")));
    }
    if let Some(exposure) = level("exposure") {
        let amount = tonnes(exposure);
        sentences.push(format!("{amount} t (weighted) come from outside the allies."));
    }
    sentences.join(" ")
}
