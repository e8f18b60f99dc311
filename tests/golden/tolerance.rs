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

/// Dy in both inputs: what is not used of the tolerance on the one must not turn other Dy oxide into clean oxide for a second
/// buyer at the works.
#[test]
fn tolerance_does_not_clean_goods_for_others() {
    let text = MAGNETS
        .replace("{ Nd: 0.8 }", "{ Nd: 0.8, Dy: 0.08 }")
        .replace("share: 0.02", "share: 0.5")
        .replace(
            "industry: { country: US, accepts: [magnet],",
            "oxide: { site: jp-works, accepts: [dy-oxide], requires: [clean],",
        );
    let solved = solved(&text);
    assert!(solved.model.rows.iter().any(|key| matches!(key, RowKey::NetDraw(..))));
    // A magnet draws 0.3 t and 0.02 t; 0.02 t Dy in other oxides are tolerated, of which 0.02 t of Dy oxide take 0.016 t.
    let saved = 0.02 * 300.0 + 0.004 / 0.08 * 15.0;
    let magnet = 0.3 * 75.0 + 0.02 * 600.0 + 20.0 - saved;
    assert_relative_eq!(solved.cost, 50.0 * magnet + 100.0 * 600.0, max_relative = 1e-9);
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

/// Two rules, one within the other, each with a tolerance: goods that break both count against both.
#[test]
fn nested_rules_have_their_tolerances_at_once() {
    let text = "
lodestone: 1
periods: { start: 2026-01-01, count: 1, length: 1 }
elements: { Nd: {} }
stages: { separated: {}, magnet: {} }
materials: { oxide: { stage: separated, contents: { Nd: 0.8 } }, magnet: { stage: magnet, contents: { Nd: 0.24 } } }
processes: { sintering: { stage: magnet, inputs: { oxide: 0.3 }, outputs: { magnet: 1 } } }
sites:
  au: { country: AU, source: { oxide: { offer: 100 } } }
  my: { country: MY, source: { oxide: { offer: 80 } } }
  cn: { country: CN, source: { oxide: { offer: 50 } } }
  works: { country: JP, lines: { one: { processes: [sintering] } } }
demands:
  both: { country: US, accepts: [magnet], requires: [clean, strict], quantity: 100 }
  one: { country: US, accepts: [magnet], requires: [clean], quantity: 100 }
rules:
  clean: { stages: { separated: { excluded: [CN] } }, de_minimis: { share: 0.02, stage: magnet } }
  strict: { stages: { separated: { allowed: [AU] } }, de_minimis: { share: 0.05, stage: magnet } }
policies: { tolerant: {} }
";
    let both = 30.0 * (0.95 * 100.0 + 0.03 * 80.0 + 0.02 * 50.0);
    let one = 30.0 * (0.98 * 80.0 + 0.02 * 50.0);
    assert_relative_eq!(solved(text).cost, both + one, max_relative = 1e-9);
}
