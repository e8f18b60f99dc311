//! Names of rows and columns: legal in LP and MPS files, and different for different keys.

use crate::networks::{MAGNETS, PLANT, RETURNS, SALE, STOCKPILE, network};
use lodestone::formulation::{column_name, formulate, row_name};
use lodestone::network::Network;
use lodestone::origin::label;
use std::collections::BTreeSet;

fn names(network: &Network) -> Vec<String> {
    let model = formulate(&label(network));
    assert_eq!(
        (model.columns.len(), model.rows.len()),
        (model.lp.columns(), model.lp.height())
    );
    let columns = model.columns.iter().map(|key| column_name(network, key));
    columns.chain(model.rows.iter().map(|key| row_name(network, key))).collect()
}

#[test]
fn names_are_legal_and_unique() {
    for (text, policy) in [
        (SALE, "all"),
        (PLANT, ""),
        (MAGNETS, "tolerant"),
        (STOCKPILE, "declared"),
        (RETURNS, ""),
    ] {
        let names = names(&network(text, policy, None));
        let legal = |c: char| c.is_ascii_alphanumeric() || "_.()".contains(c);
        assert!(names.iter().all(|name| name.chars().all(legal)));
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }
}

#[test]
fn names_that_look_alike_stay_apart() {
    let mut network = network(SALE, "free", None);
    network.sites[0].name = "a-b.c".into();
    network.sites[1].name = "a_b.c".into();
    network.materials[0].name = "d é".into();
    network.rules.iter_mut().for_each(|rule| rule.name = "any".into());
    let names = names(&network);
    assert!(names.iter().all(|name| name.is_ascii() && !name.contains(' ')));
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    assert!(names.iter().any(|name| name.starts_with("supply(a_b(.)c.d(20)(e9).")));
}

#[test]
fn names_say_what_they_are() {
    let plant = names(&network(PLANT, "", None));
    for name in [
        "activity(plant.sx.extraction.ore.any.2026_H1)",
        "circuit_capacity(plant.sx.light.2026_H2)",
        "stock_terminal(plant.ore)",
        "short(buyer.1.2026_H1)",
    ] {
        assert!(plant.iter().any(|known| known == name), "{name}");
    }
    let sale = names(&network(SALE, "all", None));
    assert!(
        sale.iter()
            .any(|name| name.contains("(us_buyer.nd_oxide.exposure.Nd.partners..exposure.Nd."))
    );
}
