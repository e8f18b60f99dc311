//! From the data of an explanation to its words.

use super::{Block, Explanation, Memo, Section};

/// The explanation in words.
pub fn memo(of: &Explanation) -> Memo {
    let policy = match of.policy.as_str() {
        "" | "none" => "no policy".into(),
        name => format!("policy {name}"),
    };
    Memo {
        title: of.instance.clone(),
        under: format!("{policy}, scenario {}", of.scenario.join(" + ")),
        sections: vec![Section::new("", vec![Block::Paragraph(verdict(&of.status).into())])],
    }
}

fn verdict(status: &str) -> &'static str {
    match status {
        "optimal" => "There is a plan, and it is the best.",
        "feasible" => "There is a plan; a limit was reached before it was proved the best.",
        "infeasible" => "No plan can satisfy every limit; a second solve by another way confirms it.",
        "unbounded" => "The cost falls without end: a price is negative somewhere without a limit.",
        "unverified" => "The answer was refused by the judge, the certificate or another solver: nothing is explained.",
        _ => "A limit was reached before there was a plan: nothing is explained.",
    }
}
