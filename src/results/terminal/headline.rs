//! The plan in sentences.

use super::money::discounts;
use super::style::{Grid, Style, money, number, tonnes, violation, wrap};
use crate::plan::EntryKind;
use crate::results::{Answer, Certificate, CertifiedLevel, Document, Second, resource_cost};
use crate::verify::Report;

/// Notes printed with a plan.
const NOTES: usize = 6;

/// What the plan comes to.
pub(super) fn headline(answer: &Answer, document: &Document, style: Style) -> String {
    let network = answer.network;
    let title = if network.name.is_empty() {
        &document.instance
    } else {
        &network.name
    };
    let mut text = style.heading(title);
    text += &format!(" {}\n", under(document));
    text += &format!(" {}\n", verdict(answer, document, style));
    text += &second(document, style);
    if document
        .verified
        .as_ref()
        .is_some_and(|verified| verified.certificate.fixed > 0)
    {
        text += " Prices, and what binds, are for its decisions as they are.\n";
    }
    if let Some(cost) = answer.level("cost") {
        let sentence = format!(
            "Buyers pay {}{}; the resources used cost {}.",
            money(cost),
            aside(answer),
            money(resource_cost(network, answer.plan))
        );
        text += &format!("{}\n", wrap(&sentence, " "));
    }
    text += &format!(" {}\n", shortage(answer, style));
    if let Some(exposure) = answer.level("exposure") {
        let known = known(document, "exposure");
        text += &format!(
            " Exposure: {} t from outside the allies (weighted{known}).\n",
            tonnes(exposure)
        );
    }
    let notes = network.rules.iter().filter_map(|rule| rule.law_note.as_ref());
    let notes: Vec<&String> = notes.chain(&network.notes).collect();
    for note in notes.iter().take(NOTES) {
        text += &format!("{}\n", wrap(&format!("Note: {note}"), " "));
    }
    if notes.len() > NOTES {
        text += &format!(" and {} more notes (see `lodestone check`)\n", notes.len() - NOTES);
    }
    text
}

/// What is not money spent, and whether amounts are discounted.
fn aside(answer: &Answer) -> String {
    let mut parts = Vec::new();
    if discounts(answer.network) {
        parts.push("discounted".to_owned());
    }
    let penalty: f64 = answer
        .ledger_by_kind()
        .iter()
        .filter(|(kind, _)| *kind == EntryKind::Penalty)
        .map(|(_, sum)| sum)
        .sum();
    if penalty.abs() >= 0.005 {
        parts.push(format!(
            "of which {} are penalties on unmet demand, which nobody receives",
            money(penalty)
        ));
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}

fn under(document: &Document) -> String {
    let policy = if document.policy.is_empty() {
        "no policy".into()
    } else {
        format!("policy {}", document.policy)
    };
    let scenario = if document.scenario.is_empty() {
        "baseline".into()
    } else {
        document.scenario.join(" + ")
    };
    format!("{policy}, scenario {scenario}")
}

fn verdict(answer: &Answer, document: &Document, style: Style) -> String {
    let report = answer.report;
    if !report.ok {
        let mut text = style.alarm("The judge refused this plan: do not use it.");
        for finding in report.findings.iter().take(10) {
            text += &format!("\n{}", wrap(&finding.to_string(), "   "));
        }
        return text;
    }
    let certificate = document.verified.as_ref().map(|verified| &verified.certificate);
    if let Some(certificate) = certificate.filter(|certificate| !certificate.ok) {
        return style.alarm(&format!("Do not use this plan: {}.", refusal(certificate)));
    }
    let open = certificate.and_then(Certificate::open);
    let within = open.map(|(level, gap)| format!("within {} of the best {level} by the solver's bound, and", violation(gap)));
    let proved = match (document.status, within) {
        ("feasible", within) => format!("the best found before a limit, {}", within.unwrap_or_else(|| "and".into())),
        (_, Some(within)) => within,
        _ => "optimal and".into(),
    };
    let text = format!(
        "The plan is {proved} verified (largest violation {}{}).",
        violation(report.max_violation),
        gap(document)
    );
    style.calm(&text)
}

/// The gap of the cost, where it is proved; of a mixed-integer plan, for its decisions.
fn gap(document: &Document) -> String {
    let certificate = document.verified.as_ref().map(|verified| &verified.certificate);
    let level = certificate.and_then(|certificate| certificate.levels.iter().find(|level| level.name == "cost"));
    let fixed = certificate.is_some_and(|certificate| certificate.fixed > 0);
    match level.map(|level| level.gap) {
        Some(Some(gap)) if fixed => format!(", certified gap {} for its decisions", violation(gap)),
        Some(Some(gap)) => format!(", certified gap {}", violation(gap)),
        Some(None) => ", no gap certified".into(),
        None => String::new(),
    }
}

/// How well a level is known, where that is worse than 1e-6 of its value.
fn known(document: &Document, name: &str) -> String {
    let levels = document.verified.iter().flat_map(|verified| &verified.certificate.levels);
    let gap = levels.filter(|level| level.name == name).find_map(|level| level.gap);
    gap.filter(|gap| *gap > 1e-6)
        .map(|gap| format!(", known to {}", violation(gap)))
        .unwrap_or_default()
}

/// Why the certificate refuses: what is largest.
fn refusal(certificate: &Certificate) -> String {
    let residuals = &certificate.residuals;
    let residual = residuals.row_relative.max(residuals.column_relative).max(residuals.whole);
    let open = |level: &CertifiedLevel| level.gap.unwrap_or(0.0) - level.resolution;
    let wide = certificate.levels.iter().filter(|level| open(level) > residual);
    match wide.max_by(|one, other| open(one).total_cmp(&open(other))) {
        Some(level) => format!(
            "level {} may be better by {} of its value",
            level.name,
            violation(level.gap.unwrap_or(0.0))
        ),
        None => format!("the point breaks the program by {}", violation(residual)),
    }
}

fn second(document: &Document, style: Style) -> String {
    let Some(second) = &document.second_opinion else {
        return String::new();
    };
    let text = match (&second.refused, second.agrees) {
        (Some(why), None) => style.alarm(&format!("No second opinion: {why}.")),
        (Some(why), Some(true)) => style.calm(&format!(
            "{} finds the same in the first {} aims, and no answer in the next ({why}).",
            second.solver,
            second.levels.len()
        )),
        (None, Some(true)) => style.calm(&format!("{} finds the same.", second.solver)),
        _ => style.alarm(&format!(
            "{} finds {}: do not rely on this answer.",
            second.solver,
            other(second)
        )),
    };
    format!(" {text}\n")
}

/// What the other solver found instead.
fn other(second: &Second) -> String {
    match second.verdict {
        Some("optimal") => {
            let levels: Vec<String> = second.levels.iter().map(|&value| number(value, 3)).collect();
            format!("other values ({})", levels.join(", "))
        }
        verdict => format!("the program {}", verdict.unwrap_or("unsolved")),
    }
}

fn shortage(answer: &Answer, style: Style) -> String {
    let short: Vec<String> = answer
        .shortage_by_tier()
        .into_iter()
        .filter(|(_, quantity)| *quantity > 5e-7)
        .map(|(tier, quantity)| format!("{} t of {tier}", tonnes(quantity)))
        .collect();
    if short.is_empty() {
        return "Every demand is served in full.".into();
    }
    style.alarm(&format!("Short: {}.", short.join(", ")))
}

/// A program without a plan.
pub fn conflicts(document: &Document, style: Style) -> String {
    let what = match document.status {
        "infeasible" => "No plan can satisfy every limit (confirmed by a second solve).",
        "unverified" => "Two solvers come to different verdicts.",
        "unbounded" => "The cost falls without end: somewhere goods earn more than they cost, and nothing limits them.",
        _ => "A limit was reached before there was a plan.",
    };
    let mut text = style.heading(&document.instance);
    text += &format!(" {}\n {}\n", under(document), style.alarm(what));
    text += &second(document, style);
    let hint = match document.status {
        "infeasible" => " `lodestone explain` with the same arguments says why, and what would repair it.\n",
        _ => "",
    };
    if document.conflicts.is_empty() {
        return text + hint;
    }
    let mut grid = Grid::new(["limit", "family", ">by at least"]);
    for conflict in &document.conflicts {
        grid.row(vec![
            conflict.limit.clone(),
            conflict.family.into(),
            number(conflict.violation, 3),
        ]);
    }
    format!(
        "{text}\n{}{hint}",
        grid.show("The least that would have to give way", 20, style)
    )
}

/// The judge's word on stored results.
pub fn judged(report: &Report, changed: &[String], style: Style) -> String {
    let mut text = if report.ok {
        style.calm(&format!(
            "The stored plan keeps every rule of the instance (largest violation {}); its prices and rents, and that no plan is better, are not judged.",
            violation(report.max_violation)
        )) + "\n"
    } else {
        style.alarm(&format!(
            "The stored plan breaks the rules of the instance (largest violation {}).",
            violation(report.max_violation)
        )) + "\n"
    };
    for finding in report.findings.iter().take(50) {
        text += &format!("{}\n", wrap(&finding.to_string(), "  "));
    }
    if report.findings.len() > 50 {
        text += &format!("  and {} more\n", report.findings.len() - 50);
    }
    for file in changed {
        text += &format!("Note: {file} has changed since the results were written.\n");
    }
    text
}
