//! De minimis with several inputs: tolerance does not clean goods for other users.

use crate::cases::{Solved, solve};
use crate::networks::{MAGNETS, network};
use approx::assert_relative_eq;
use lodestone::formulation::{ColumnKey, RowKey};

fn solved(text: &str) -> Solved {
    solve(&network(text, "tolerant", None))
}

fn tolerated(solved: &Solved) -> f64 {
    solved.sum(|key| matches!(key, ColumnKey::Tolerated(..)))
}

/// 50 t of clean magnets hold 12.0 t Nd and 0.8 t Dy as drawn; 2 % of each may be other.
#[test]
fn each_element_has_its_own_tolerance() {
    let solved = solved(MAGNETS);
    let (nd, dy) = (0.3 * 50.0 * 0.02, 0.02 * 50.0 * 0.02);
    assert_relative_eq!(tolerated(&solved), nd + dy, max_relative = 1e-9);
    let clean = 50.0 * (0.3 * 75.0 + 0.02 * 600.0) - nd * 15.0 - dy * 300.0;
    let other = 100.0 * (0.3 * 60.0 + 0.02 * 300.0);
    assert_relative_eq!(solved.cost, clean + other + 150.0 * 20.0, max_relative = 1e-9);
}

/// A second buyer of clean oxide at the works must not get what tolerance set free there.
#[test]
fn tolerance_does_not_clean_goods_for_others() {
    let text = MAGNETS
        .replace("stocks: {}", "")
        .replace("share: 0.02", "share: 0.5")
        .replace(
            "  industry: { country: US, accepts: [magnet], quantity: 100 }",
            "  oxide: { site: jp-works, accepts: [dy-oxide], requires: [clean], quantity: 50 }",
        );
    let solved = solved(&text);
    assert!(solved.model.rows.iter().any(|key| matches!(key, RowKey::NetDraw(..))));
    let dy = 0.02 * 50.0;
    assert_relative_eq!(
        solved.cost,
        50.0 * 600.0 + 0.5 * dy * (600.0 + 300.0) + 50.0 * 0.3 * 0.5 * (75.0 + 60.0) + 50.0 * 20.0,
        max_relative = 1e-9
    );
}

/// An input that never comes clean is tolerated within the share of the other's mass of the element.
#[test]
fn an_input_that_never_comes_clean_may_be_tolerated() {
    let text = MAGNETS
        .replace(
            "nd-oxide: { stage: separated, contents: { Nd: 0.8 } }",
            "nd-oxide: { stage: separated, contents: { Nd: 0.8, Dy: 0.08 } }",
        )
        .replace(", dy-oxide: { offer: 600 } }", " }")
        .replace("share: 0.02", "share: 0.5");
    let solved = solved(&text);
    let dirty = solved.sum(|key| matches!(key, ColumnKey::Short(..)));
    assert_relative_eq!(dirty, 0.0);
    let drawn_dy = 50.0 * 0.02;
    assert!(tolerated(&solved) >= drawn_dy - 1e-9);
}
