//! Payments and the values of the levels.

use crate::support::Case;
use lodestone::network::{OwnerId, PeriodId};
use lodestone::plan::{Entry, EntryKind, Party};
use lodestone::verify::Check;

fn position(case: &Case, kind: EntryKind) -> usize {
    let found = case.plan.ledger.iter().position(|entry| entry.kind == kind);
    found.unwrap_or_else(|| panic!("no {kind:?} in the ledger"))
}

/// Changes the first entry of a kind, and requires the ledger to be refused.
fn refused(kind: EntryKind, edit: impl FnOnce(&mut Entry)) {
    let mut case = Case::chain();
    let at = position(&case, kind);
    edit(&mut case.plan.ledger[at]);
    case.refused_only_by(Check::Ledger);
}

/// Multiplies an amount, discounted too.
fn times(factor: f64) -> impl Fn(&mut Entry) {
    move |entry| {
        entry.nominal *= factor;
        entry.discounted *= factor;
    }
}

#[test]
fn every_kind_of_payment_is_recomputed() {
    use EntryKind::{
        Byproduct, Disposal, FloorLevy, FloorPremium, Freight, Holding, Offer, Penalty, SpecificDuty, Tariff, Tolling,
    };
    let kinds = [
        Byproduct,
        Disposal,
        FloorLevy,
        FloorPremium,
        Freight,
        Holding,
        Offer,
        Penalty,
        SpecificDuty,
        Tariff,
        Tolling,
    ];
    for kind in kinds {
        refused(kind, times(1.01));
    }
}

#[test]
fn a_levy_is_not_left_out() {
    let mut case = Case::chain();
    case.plan.ledger.retain(|entry| entry.kind != EntryKind::FloorLevy);
    case.refused_only_by(Check::Ledger);
}

#[test]
fn a_premium_goes_to_the_seller() {
    let mut case = Case::chain();
    let plant = case.network.sites[case.site("jp-plant")].owner;
    let at = position(&case, EntryKind::FloorPremium);
    case.plan.ledger[at].payee = Party::Owner(plant);
    case.refused_only_by(Check::Ledger);
    case.plan.ledger[at].payee = Party::Owner(OwnerId(999));
    case.refused_only_by(Check::Ledger);
}

#[test]
fn a_tariff_follows_the_class_of_the_goods() {
    let mut case = Case::chain();
    let clean = case.network.rules.iter().position(|rule| rule.name == "clean").unwrap();
    for measure in case.network.measures.iter_mut().filter(|measure| measure.name == "duty") {
        assert_eq!(measure.unless.map(|rule| rule.index()), Some(clean));
        measure.unless = None;
    }
    let report = case.report();
    assert!(
        report.findings.iter().any(|finding| finding.check == Check::Ledger),
        "{:?}",
        report.findings
    );
}

#[test]
fn entries_are_discounted_to_their_period() {
    refused(EntryKind::Tolling, |entry| entry.discounted = entry.nominal);
    refused(EntryKind::Tolling, |entry| entry.discounted = f64::NAN);
    refused(EntryKind::Tolling, |entry| entry.period = PeriodId(7));
}

#[test]
fn entries_are_not_doubled() {
    let mut case = Case::chain();
    let again = case.plan.ledger[0].clone();
    case.plan.ledger.push(again);
    case.refused_only_by(Check::Ledger);
}

#[test]
fn entries_name_what_they_are_for() {
    refused(EntryKind::Freight, |entry| entry.site = None);
    refused(EntryKind::Freight, |entry| entry.material = None);
}

#[test]
fn buyers_pay() {
    refused(EntryKind::Freight, |entry| entry.payer = Party::Carriers);
    refused(EntryKind::Freight, |entry| {
        entry.payer = Party::Buyers(lodestone::network::CountryId(99))
    });
}

#[test]
fn costs_are_borne_where_goods_end() {
    let mut case = Case::chain();
    let china = lodestone::network::CountryId::new(case.country("CN"));
    for kind in [EntryKind::Freight, EntryKind::Penalty, EntryKind::Byproduct] {
        let at = position(&case, kind);
        let right = std::mem::replace(&mut case.plan.ledger[at].payer, Party::Buyers(china));
        case.refused_only_by(Check::Ledger);
        case.plan.ledger[at].payer = right;
    }
}

#[test]
fn payments_do_not_cancel_out() {
    let mut case = Case::chain();
    let at = position(&case, EntryKind::Freight);
    let mut more = case.plan.ledger[at].clone();
    times(1000.0)(&mut more);
    let mut back = more.clone();
    times(-1.0)(&mut back);
    let members = case.country("JP");
    back.payer = Party::Buyers(lodestone::network::CountryId::new(members));
    case.plan.ledger.extend([more, back]);
    case.refused_only_by(Check::Ledger);
}

/// Changes the value of a level, and requires the levels to be refused.
fn level(name: &str, change: impl Fn(f64) -> f64) {
    let mut case = Case::chain();
    let stated = case.plan.levels.iter_mut().find(|level| level.name == name).unwrap();
    stated.value = change(stated.value);
    case.refused_only_by(Check::Objective);
}

#[test]
fn levels_are_not_understated() {
    level("cost", |cost| 0.999 * cost);
    level("cost", |_| f64::NAN);
    level("exposure", |exposure| 0.9 * exposure);
    level("dx", |shortage| shortage - 1.0);
}

#[test]
fn the_shortage_of_a_tier_is_not_understated() {
    let text = include_str!("instances/chain.yaml").replace("available: 60 t/yr", "available: 20 t/yr");
    let mut case = Case::of_text(&text);
    assert!(case.plan.levels[0].value > 1.0);
    case.passes();
    case.plan.levels[0].value *= 0.9;
    case.refused_only_by(Check::Objective);
}

#[test]
fn every_level_is_stated() {
    let mut case = Case::chain();
    case.plan.levels.pop();
    case.refused_only_by(Check::Objective);
    case.plan.levels.clear();
    case.refused_only_by(Check::Objective);
}

#[test]
fn findings_speak_of_payments_by_name() {
    let mut case = Case::chain();
    let at = position(&case, EntryKind::FloorLevy);
    let entry = case.plan.ledger[at].clone();
    let name = |site: lodestone::network::SiteId| case.network.sites[site.index()].name.clone();
    let site = name(entry.site.unwrap());
    let period = case.network.periods[entry.period.index()].name.clone();
    let Party::Treasury(treasury) = entry.payee else {
        panic!("{entry:?}")
    };
    let treasury = format!("treasury of {}", case.network.territories[treasury.index()].name);
    times(2.0)(&mut case.plan.ledger[at]);
    let texts: Vec<String> = case.report().findings.iter().map(ToString::to_string).collect();
    let told = texts
        .iter()
        .find(|text| text.contains("floor_levy for "))
        .unwrap_or_else(|| panic!("{texts:?}"));
    for part in [&treasury, &site, &period] {
        assert!(told.contains(part), "{told} lacks {part}");
    }
    assert!(texts.iter().all(|text| !text.contains("Id(")), "{texts:?}");
    case.plan.flows[0].quantity = f64::NAN;
    let texts: Vec<String> = case.report().findings.iter().map(ToString::to_string).collect();
    assert!(texts.iter().all(|text| !text.contains("Id(")), "{texts:?}");
}
