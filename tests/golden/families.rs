//! Every family has its golden text, its docs page and its file. `UPDATE_GOLDEN=1` writes the texts anew.

use crate::excerpt::excerpt;
use crate::networks::{
    CAMPAIGNS, CERTIFICATES, COMMITMENTS, CONTRACTS, CREDITS, DECISIONS, LINKS, MAGNETS, PLANT, RATES, RETURNS, SALE, STOCKPILE,
    VALUE, network,
};
use lodestone::formulation::{FAMILIES, Family, Kind, formulate};
use lodestone::origin::label;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn golden(name: &str) -> PathBuf {
    root().join("tests/golden").join(format!("{name}.lp"))
}

/// The network that shows a family, and the policy.
fn shown_by(name: &str) -> (String, &'static str) {
    let (text, policy) = match name {
        "tolerated" | "downgrade" | "de_minimis" => (MAGNETS, "tolerant"),
        // Dy in both inputs, so that tolerance for the one could be spent on the other.
        "net_draw" => return (MAGNETS.replace("{ Nd: 0.8 }", "{ Nd: 0.8, Dy: 0.08 }"), "tolerant"),
        "activity" | "stock" | "dispose" | "sell" | "line_capacity" | "circuit_capacity" | "stock_capacity"
        | "stock_terminal" | "byproduct_limit" | "balance" | "tolling" | "holding" | "disposal" | "byproduct"
        | "terminal_value" => (PLANT, ""),
        "stock_release" | "stock_refill" | "stock_minimum" | "stock_rotation" => (STOCKPILE, "declared"),
        "collect" | "collection_limit" | "scrap_offer" => (RETURNS, ""),
        "open" | "start" | "stop" | "build" | "run" | "lots" | "opening" | "starting" | "stopping" | "build_once"
        | "run_limit" | "minimum_run" | "lot" | "viability" | "fixed" | "capex" => (DECISIONS, "all"),
        "campaign" | "campaign_limit" | "campaign_minimum" | "campaign_count" | "campaign_time" => (CAMPAIGNS, ""),
        "contracted" | "untaken" | "sign" | "full" | "contract_flow" | "contract_band" | "contract_price" | "take_or_pay" => {
            (CONTRACTS, "")
        }
        "link" | "qualify" | "partner" | "link_limit" | "link_minimum" | "qualified" | "partner_flow" | "partner_count" => {
            (LINKS, "")
        }
        "credit" => (CREDITS, ""),
        "certificates" => (CERTIFICATES, ""),
        "share" => (COMMITMENTS, "all"),
        "value_content" => (VALUE, ""),
        "used_up" | "tranche_beyond" | "tranche_full" | "supported" | "supported_flow" | "supported_volume" => (RATES, "all"),
        _ => (SALE, "all"),
    };
    (text.to_owned(), policy)
}

fn check(family: &Family) -> Result<(), String> {
    let (text, policy) = shown_by(family.name);
    let found = excerpt(&network(&text, policy, None), family);
    let path = golden(family.name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &found).map_err(|error| error.to_string())?;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let shows = found.contains('(');
    match (shows, found == expected) {
        (true, true) => Ok(()),
        (false, _) => Err(format!("{}: the network shows nothing of it", family.name)),
        (true, false) => Err(format!("{}: differs from {}:\n{found}", family.name, path.display())),
    }
}

#[test]
fn every_family_has_its_golden_text() {
    let wrong: Vec<String> = FAMILIES.iter().filter_map(|family| check(family).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_golden_text_is_left_over() {
    let names: BTreeSet<String> = FAMILIES.iter().map(|family| format!("{}.lp", family.name)).collect();
    for entry in std::fs::read_dir(root().join("tests/golden")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!name.ends_with(".lp") || names.contains(&name), "{name} belongs to no family");
    }
}

#[test]
fn every_family_has_its_file_and_its_page() {
    let index = std::fs::read_to_string(root().join("docs/formulation/README.md")).unwrap();
    for family in FAMILIES {
        let name = family.name;
        let folder = match family.kind {
            Kind::Variable => "variables",
            Kind::Row => "rows",
            Kind::Cost => "costs",
        };
        assert!(
            root().join(format!("src/formulation/{folder}/{name}.rs")).exists(),
            "{name} has no file"
        );
        let page = std::fs::read_to_string(root().join(format!("docs/formulation/{name}.md"))).unwrap_or_default();
        assert!(
            page.contains(&format!("tests/golden/{name}.lp")),
            "{name}'s page does not name its golden file"
        );
        assert!(index.contains(&format!("({name}.md)")), "{name} is not in the index");
    }
}

#[test]
fn names_of_families_differ() {
    let names: BTreeSet<&str> = FAMILIES.iter().map(|family| family.name).collect();
    assert_eq!(names.len(), FAMILIES.len());
}

#[test]
fn every_row_and_column_belongs_to_a_family() {
    for name in ["net_draw", "balance", "flow", "stock_release", "collect"] {
        let (text, policy) = shown_by(name);
        let network = network(&text, policy, None);
        let model = formulate(&label(&network));
        let known = |name: &str, kind: Kind| FAMILIES.iter().any(|family| family.name == name && family.kind == kind);
        assert!(model.columns.iter().all(|key| known(key.family(), Kind::Variable)));
        assert!(model.rows.iter().all(|key| known(key.family(), Kind::Row)));
    }
}
