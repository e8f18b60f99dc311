//! From the data of an explanation to its words.

mod infeasible;
mod price;
mod scarcity;

use super::{Block, Explanation, Memo, Section};

/// The explanation in words.
pub fn memo(of: &Explanation) -> Memo {
    let policy = match of.policy.as_str() {
        "" | "none" => "no policy".into(),
        name => format!("policy {name}"),
    };
    let verdict = Section::new("", vec![Block::Paragraph(verdict(&of.status).into())]);
    let causes = of.infeasible.iter().flat_map(infeasible::sections);
    let scarce = of.scarcity.iter().flat_map(scarcity::sections);
    let prices = price::sections(&of.prices, of.decisions_fixed);
    Memo {
        title: of.instance.clone(),
        under: format!("{policy}, scenario {}", of.scenario.join(" + ")),
        sections: [verdict].into_iter().chain(causes).chain(scarce).chain(prices).collect(),
    }
}

fn verdict(status: &str) -> &'static str {
    match status {
        "optimal" => "There is a plan, and it is the best.",
        "feasible" => "There is a plan; a limit was reached before it was proved the best.",
        "infeasible" => "No plan can satisfy every limit. A second solve by another way says the same.",
        "unbounded" => "The cost falls without end: somewhere goods earn more than they cost, and nothing limits them.",
        "unverified" => "The answer was refused by the judge, the certificate or another solver: nothing is explained.",
        _ => "A limit was reached before there was a plan: nothing is explained.",
    }
}
