//! Custody of rules: by the books of each site, apart, or by certificates.

use super::names::Context;
use super::{Certificates, Network, OperationId, RuleId, RuleSet, StageId, rules};
use crate::spec::{Custody, CustomsValue, Rule, Window};
use std::ops::Range;

impl Network {
    /// Segregated rules that an operation's inputs are followed for.
    pub fn kept_apart(&self, operation: OperationId) -> RuleSet {
        let inputs = &self.operations[operation.index()].inputs;
        let rules = self.rules.iter().enumerate().filter(|(_, rule)| rule.segregated);
        let rules = rules.map(|(index, _)| RuleId::new(index));
        let followed = rules.filter(|rule| inputs.iter().any(|(input, _)| self.concerns(*rule, *input)));
        followed.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
    }
}

/// Checks what a rule's custody asks of its other fields and of those that use it.
pub(super) fn check(context: &Context<'_>, name: &str, written: &Rule) {
    match written.custody {
        Custody::MassBalance => {}
        Custody::Segregated => segregated(context, name, written),
        Custody::BookAndClaim => {
            read_by_demands_only(context, name, written.custody, "as certificates part from the goods");
        }
        Custody::IdentityPreserved => {
            segregated(context, name, written);
            read_by_demands_only(context, name, written.custody, "as a mine is told where goods are delivered");
            endless(context, name, written);
        }
    }
    if written.window.is_some() && matches!(written.custody, Custody::Segregated | Custody::IdentityPreserved) {
        let found = format!("`window` under custody `{}`", text(written.custody));
        let expected = "`window` under custody `mass_balance` or `book_and_claim`, or none";
        context.report.problem(&format!("rules.{name}.window"), found, expected);
    }
}

/// Windows in which sites bank credit of a rule by mass balance.
pub(super) fn credit(context: &Context<'_>, written: &Rule) -> Vec<Range<usize>> {
    match (written.custody, written.window) {
        (_, None | Some(Window::Period)) => Vec::new(),
        (Custody::MassBalance, Some(window)) => context.calendar.windows(window),
        _ => Vec::new(),
    }
}

/// Certificates of a rule whose custody is by book and claim, issued at a stage.
pub(super) fn certificates(context: &Context<'_>, written: &Rule, stage: StageId) -> Option<Certificates> {
    let windows = || context.calendar.windows(written.window.unwrap_or(Window::Period));
    (written.custody == Custody::BookAndClaim).then(|| Certificates {
        stage,
        windows: windows(),
    })
}

/// Goods whose history recycling ends have no mine.
fn endless(context: &Context<'_>, name: &str, written: &Rule) {
    if written.recycling_resets {
        let found = "`recycling_resets` under custody `identity_preserved`: goods whose history ends have no mine";
        let expected = "no resets, or another custody";
        context
            .report
            .problem(&format!("rules.{name}.recycling_resets"), found, expected);
    }
}

/// What is claimed by certificates, or of several mines, cannot be read off the goods on their way.
fn read_by_demands_only(context: &Context<'_>, name: &str, custody: Custody, why: &str) {
    let exempting = rules::measures(context).any(|measure| measure.unless.as_deref() == Some(name));
    let committed = super::commitments::written(context.report.spec);
    let committed = committed
        .into_iter()
        .any(|(_, _, commitment)| rules::held(commitment).any(|rule| rule == name));
    let mut values = context.document.sites.values().flat_map(|site| site.customs_values.values());
    let valued = values.any(|value| matches!(value, CustomsValue::ByRule(by_rule) if by_rule.with_rule.contains_key(name)));
    for (reads, what) in [
        (exempting, "a measure"),
        (committed, "a commitment"),
        (valued, "a customs value"),
    ] {
        if reads {
            let found = format!("custody `{}`, yet {what} reads goods for `{name}`", text(custody));
            let expected = format!("a rule that only demands require, {why}");
            context.report.problem(&format!("rules.{name}.custody"), found, expected);
        }
    }
}

/// Goods kept apart tolerate nothing else, and only campaigns keep them apart.
fn segregated(context: &Context<'_>, name: &str, written: &Rule) {
    for (field, given) in [
        ("de_minimis", written.de_minimis.is_some()),
        ("value_content", written.value_content.is_some()),
    ] {
        if given {
            let found = format!("`{field}` under custody `{}`", text(written.custody));
            let expected = "no other material, or custody `mass_balance`";
            context.report.problem(&format!("rules.{name}.{field}"), found, expected);
        }
    }
    let mut lines = context.document.sites.values().flat_map(|site| site.lines.values());
    if lines.all(|line| line.campaigns.is_none()) {
        context.report.note(format!(
            "rule `{name}` is {}, but no line has `campaigns`, so nothing limits how lines change between goods",
            text(written.custody)
        ));
    }
}

/// A remark where the law asks for another custody.
pub(super) fn law_note(name: &str, written: &Rule) -> Option<String> {
    if written.law_accepts.is_empty() || written.law_accepts.contains(&written.custody) {
        return None;
    }
    let accepted: Vec<&str> = written.law_accepts.iter().map(|custody| text(*custody)).collect();
    Some(format!(
        "the law of `{name}` accepts {} only; under {} {}",
        accepted.join(", "),
        text(written.custody),
        bounds(written)
    ))
}

/// What the answer is to that under the law's custody, by how strictly the models keep goods apart.
fn bounds(written: &Rule) -> &'static str {
    let stricter = |custody: &Custody| strictness(*custody) > strictness(written.custody);
    if written.law_accepts.iter().all(stricter) {
        "cost and shortage are lower bounds"
    } else {
        "the plan keeps more than the law asks, and cost and shortage are upper bounds"
    }
}

fn strictness(custody: Custody) -> u8 {
    match custody {
        Custody::BookAndClaim => 0,
        Custody::MassBalance => 1,
        Custody::Segregated => 2,
        Custody::IdentityPreserved => 3,
    }
}

fn text(custody: Custody) -> &'static str {
    match custody {
        Custody::MassBalance => "mass_balance",
        Custody::Segregated => "segregated",
        Custody::IdentityPreserved => "identity_preserved",
        Custody::BookAndClaim => "book_and_claim",
    }
}
