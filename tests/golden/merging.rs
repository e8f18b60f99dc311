//! Merging classes that nothing can tell apart changes no answer: an idle demand that asks for every rule everywhere keeps all
//! classes apart, and the optimum stays.

use crate::cases::solve;
use crate::networks::network;
use approx::assert_relative_eq;
use lodestone::origin::label;
use std::fmt::Write;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }

    fn some_of(&mut self, of: &[&str]) -> String {
        let kept: Vec<&str> = of.iter().copied().filter(|_| self.below(2) == 0).collect();
        if kept.is_empty() {
            self.one_of(of).to_owned()
        } else {
            kept.join(", ")
        }
    }
}

const COUNTRIES: [&str; 4] = ["AU", "CN", "JP", "MY"];
const RULES: [&str; 3] = ["one", "two", "three"];

/// What all instances have.
const FRAME: &str = "lodestone: 1
periods: { start: 2026-01-01, count: 1, length: 1 }
allies: [US, AU, JP]
partners: { MY: 0.5 }
elements: { Nd: {}, Dy: {} }
stages: { mined: {}, separated: {}, magnet: {} }
materials:
  ore: { stage: mined, contents: { Nd: 0.1, Dy: 0.01 } }
  nd: { stage: separated, contents: { Nd: 0.8, Dy: 0.01 } }
  dy: { stage: separated, contents: { Dy: 0.8 } }
  magnet: { stage: magnet, contents: { Nd: 0.24, Dy: 0.019 } }
processes:
  sx: { stage: separated, inputs: { ore: 10 }, outputs: { nd: 1, dy: 0.1 } }
  sintering: { stage: magnet, inputs: { nd: 0.3, dy: 0.02 }, outputs: { magnet: 1 } }
policies:
  p:
    measures:
      duty: { kind: specific_duty, importers: [US], materials: [magnet], amount: 40, unless: one }
      stop: { kind: ban, importers: [JP], exporters: [CN], materials: [nd], unless: two }
";

/// Mines, separation, metals with two inputs, buyers with requirements, and measures with exemptions.
fn instance(seed: u64, apart: bool) -> String {
    let dice = &mut Dice(seed);
    let mut text = String::from(FRAME);
    text += "rules:\n";
    for rule in RULES {
        let stage = dice.one_of(&["mined", "separated"]);
        let (elements, allowed) = (dice.some_of(&["Nd", "Dy"]), dice.some_of(&COUNTRIES));
        let tolerance = ["", ", de_minimis: { share: 0.2, stage: magnet }"][dice.below(2) as usize];
        let _ = writeln!(
            text,
            "  {rule}: {{ elements: [{elements}], stages: {{ {stage}: {{ allowed: [{allowed}] }} }}{tolerance} }}"
        );
    }
    text += "sites:\n";
    for (k, country) in COUNTRIES.iter().enumerate() {
        let (offer, available) = (1 + dice.below(9), 200 + 100 * dice.below(5));
        let _ = writeln!(
            text,
            "  mine-{k}: {{ country: {country}, source: {{ ore: {{ offer: {offer}, available: {available} }} }} }}"
        );
        let (country, fee) = (dice.one_of(&COUNTRIES), dice.below(20));
        let _ = writeln!(
            text,
            "  sx-{k}: {{ country: {country}, lines: {{ l: {{ processes: [sx], fee: {fee}, capacity: 60 }} }}, disposal: {{ dy: 1, nd: 1 }} }}"
        );
    }
    for k in 0..2 {
        let (country, fee) = (dice.one_of(&COUNTRIES), dice.below(30));
        let _ = writeln!(
            text,
            "  works-{k}: {{ country: {country}, lines: {{ l: {{ processes: [sintering], fee: {fee} }} }} }}"
        );
    }
    text += "demands:\n";
    for k in 0..3 {
        let (country, rules) = (dice.one_of(&["US", "JP"]), dice.some_of(&RULES));
        let _ = writeln!(
            text,
            "  buyer-{k}: {{ country: {country}, accepts: [magnet], requires: [{rules}], quantity: 60, penalty: 500 }}"
        );
    }
    text += "  other: { country: US, accepts: [magnet, dy], quantity: 40, penalty: 300 }\n";
    let idle = "  idle: { country: ZZ, accepts: [ore, nd, dy, magnet], requires: [one, two, three], quantity: 0, penalty: 1 }\n";
    if apart { text + idle } else { text }
}

#[test]
fn merging_changes_no_answer() {
    let mut merged = 0;
    for seed in 0..60 {
        let (together, apart) = (
            network(&instance(seed, false), "p", None),
            network(&instance(seed, true), "p", None),
        );
        let (fewer, all) = (label(&together).summary().classes, label(&apart).summary().classes);
        merged += usize::from(fewer + 4 < all);
        let (one, other) = (solve(&together), solve(&apart));
        for (one, other) in one.levels.iter().zip(&other.levels) {
            assert_relative_eq!(*one, *other, max_relative = 1e-7, epsilon = 1e-6);
        }
    }
    assert!(merged > 20, "only {merged} of 60 networks had anything to merge");
}
