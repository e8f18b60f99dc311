//! What price floors cost each member: the top-ups that its buyers pay, and who receives them.

use super::club::Club;
use super::view::{Plan, View, sums};
use super::words::{listed, money};
use std::collections::BTreeMap;

/// Kinds of payment that top a price up to a floor: to a treasury, and to sellers.
const KINDS: [&str; 2] = ["floor_levy", "floor_premium"];
/// What the top-ups leave out.
const BESIDE: &str =
    "What the floors do to prices and routes comes on top of these top-ups; in the accounts of countries both are told together.";
/// USD below which nothing is paid.
const NONE: f64 = 0.5;

/// What the top-ups come to in each plan with a floor.
pub(super) fn told(view: View) -> Vec<String> {
    let mut told: Vec<String> = view.plans().iter().filter_map(|plan| of_plan(view, plan)).collect();
    if !told.is_empty() {
        told.push(BESIDE.into());
    }
    told
}

fn of_plan(view: View, plan: &Plan) -> Option<String> {
    let club = view.club(plan.policy()).unwrap_or_default();
    let entries = || plan.rows("ledger").filter(|row| KINDS.contains(&row.text("kind")));
    let paid: BTreeMap<&str, f64> = sums(entries().map(|row| (row.text("payer"), row.amount("discounted"))));
    let received = entries().filter(|row| row.text("payee_kind") == "treasury");
    let received: BTreeMap<&str, f64> = sums(received.map(|row| (row.text("payee"), row.amount("discounted"))));
    if paid.values().all(|usd| usd.abs() < NONE) {
        return None;
    }
    let of = |territory: &str| -> f64 {
        let countries = club.countries(territory);
        countries.iter().filter_map(|country| paid.get(country)).sum()
    };
    let members: Vec<String> = club
        .members
        .iter()
        .map(|member| format!("buyers in {} {}", club.named(member), amount(of(member))))
        .collect();
    let whole: f64 = paid.values().sum();
    let treasuries: f64 = received.values().sum();
    let outside = outside(&club, &paid);
    Some(format!(
        "The top-ups to price floors under {} cost {}. Of all {}, {} and sellers receive {}.",
        plan.label,
        listed(&members.into_iter().chain(outside).collect::<Vec<_>>()),
        money(whole),
        treasuries_receive(&received, treasuries),
        money(whole - treasuries)
    ))
}

fn amount(usd: f64) -> String {
    if usd.abs() < NONE { "nothing".into() } else { money(usd) }
}

/// Buyers outside the club who pay a top-up.
fn outside(club: &Club, paid: &BTreeMap<&str, f64>) -> Vec<String> {
    let inside: Vec<&str> = club.members.iter().flat_map(|member| club.countries(member)).collect();
    let others = paid
        .iter()
        .filter(|(country, usd)| !inside.contains(country) && usd.abs() >= NONE);
    let beside = if club.members.is_empty() {
        ""
    } else {
        ", which is no member,"
    };
    others
        .map(|(country, usd)| format!("buyers in {country}{beside} {}", money(*usd)))
        .collect()
}

fn treasuries_receive(received: &BTreeMap<&str, f64>, whole: f64) -> String {
    let named: Vec<String> = received
        .iter()
        .filter(|(_, usd)| usd.abs() >= NONE)
        .map(|(territory, usd)| format!("that of {territory} {}", money(*usd)))
        .collect();
    match named.is_empty() {
        true => "treasuries receive nothing".into(),
        false => format!("treasuries receive {} ({})", money(whole), named.join(", ")),
    }
}
