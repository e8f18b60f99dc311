//! The model file: elements, stages, materials and recipes.

use super::seed::tidy;
use super::world::{Deposit, Mine};
use std::fmt::Write;

/// Elements, stages and what every network has, after models/rare-earths.yaml.
const COMMON: &str = "\
elements:
  NdPr: { criticality: 1, oxide_per_element: 1.177 t/t }
  Dy: { criticality: 4, oxide_per_element: 1.1477 t/t }
  Tb: { criticality: 8, oxide_per_element: 1.1762 t/t }
  LaCe: { criticality: 0, oxide_per_element: 1.2 t/t }
stages:
  mine: {}
  separation: {}
  metal: {}
  part: {}
  recycling: { recycling: true }
materials:
  ndpr-oxide: { stage: separation, contents: { NdPr: 0.8496 t/t } }
  dy-oxide: { stage: separation, contents: { Dy: 0.8713 t/t } }
  tb-oxide: { stage: separation, contents: { Tb: 0.8502 t/t } }
  la-ce-oxide: { stage: separation, contents: { LaCe: 0.83 t/t } }
  ndpr-metal: { stage: metal, contents: { NdPr: 0.99 t/t } }
  dy-metal: { stage: metal, contents: { Dy: 0.99 t/t } }
  tb-metal: { stage: metal, contents: { Tb: 0.99 t/t } }
  ndpr-alloy: { stage: metal, contents: { NdPr: 0.31 t/t } }
  swarf-light: { stage: recycling, contents: { NdPr: 0.3 t/t } }
  swarf-heavy: { stage: recycling, contents: { NdPr: 0.2 t/t, Dy: 0.04 t/t, Tb: 0.003 t/t } }
";
const PROCESSES: &str = "\
processes:
  recycle:
    stage: recycling
    separates:
      feeds: [swarf-light, swarf-heavy]
      products: { ndpr-oxide: [NdPr], dy-oxide: [Dy], tb-oxide: [Tb] }
      recovery: { NdPr: 85 %, Dy: 85 %, Tb: 85 % }
  make-ndpr-metal: { stage: metal, inputs: { ndpr-oxide: 1.2013 t/t }, outputs: { ndpr-metal: 1 t/t } }
  make-dy-metal: { stage: metal, inputs: { dy-oxide: 1.1714 t/t }, outputs: { dy-metal: 1 t/t } }
  make-tb-metal: { stage: metal, inputs: { tb-oxide: 1.2005 t/t }, outputs: { tb-metal: 1 t/t } }
  cast-alloy: { stage: metal, inputs: { ndpr-metal: 0.3229 t/t }, outputs: { ndpr-alloy: 1 t/t } }
";

/// How parts of a grade are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Technology {
    /// Dy and Tb alloyed in bulk.
    Bulk,
    /// Dy and Tb diffused along grain boundaries: about a third as much of them.
    Diffused,
}

impl Technology {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bulk, Self::Diffused];

    /// Name of the parts of a grade.
    pub fn part(self, grade: usize) -> String {
        match self {
            Self::Bulk => format!("part-{}-bulk", grade + 1),
            Self::Diffused => format!("part-{}-diffused", grade + 1),
        }
    }

    /// Name of the process that makes them.
    pub fn process(self, grade: usize) -> String {
        match self {
            Self::Bulk => format!("sinter-{}", grade + 1),
            Self::Diffused => format!("diffuse-{}", grade + 1),
        }
    }

    /// Tonnes of NdPr, Dy and Tb in a tonne; the first grade bears no heavy rare earth in bulk, the last 10 %.
    pub fn contents(self, grade: usize, grades: usize) -> [f64; 3] {
        let top = (grades.max(2) - 1) as f64;
        let heavy = 0.1 * grade as f64 / top;
        let heavy = if self == Self::Bulk {
            heavy
        } else {
            0.002 + 0.6 * heavy * heavy / 0.1
        };
        let dysprosium = if self == Self::Bulk { 0.92 } else { 0.8 };
        [0.3 - heavy, heavy * dysprosium, heavy * (1.0 - dysprosium)].map(tidy)
    }

    /// A value of the parts at a border, USD/kg.
    pub fn value(self, grade: usize, grades: usize) -> f64 {
        let [light, dysprosium, terbium] = self.contents(grade, grades);
        30.0 + 1.6 * (light * 94.0 + dysprosium * 320.0 + terbium * 1180.0)
    }
}

/// Text of the model file.
pub fn model(mines: &[Mine], grades: usize) -> String {
    let mut text = String::from(
        "# Elements, stages, materials and recipes of the generated instance.\nlodestone: 1\nname: Generated chain\n\n",
    );
    text.push_str(COMMON);
    for mine in mines {
        let [light, dysprosium, terbium, lanthanum] = mine.assay.map(tidy);
        let contents = format!("NdPr: {light} t/t, Dy: {dysprosium} t/t, Tb: {terbium} t/t, LaCe: {lanthanum} t/t");
        let _ = writeln!(text, "  {}: {{ stage: mine, contents: {{ {contents} }} }}", mine.ore);
    }
    for (grade, technology) in parts(grades) {
        let contents = amounts(&["NdPr", "Dy", "Tb"], &technology.contents(grade, grades));
        let _ = writeln!(
            text,
            "  {}: {{ stage: part, contents: {{ {contents} }} }}",
            technology.part(grade)
        );
    }
    text.push_str(PROCESSES);
    Deposit::ALL
        .iter()
        .for_each(|deposit| text.push_str(&separation(*deposit, mines)));
    parts(grades).for_each(|(grade, technology)| text.push_str(&recipe(technology, grade, grades)));
    text
}

/// Every grade in both technologies.
pub fn parts(grades: usize) -> impl Iterator<Item = (usize, Technology)> {
    (0..grades).flat_map(|grade| Technology::ALL.map(|technology| (grade, technology)))
}

fn separation(deposit: Deposit, mines: &[Mine]) -> String {
    let feeds: Vec<&str> = mines
        .iter()
        .filter(|mine| mine.deposit == deposit)
        .map(|mine| mine.ore.as_str())
        .collect();
    format!(
        "  separate-{}:\n    stage: separation\n    separates:\n      feeds: [{}]\n      products: {{ ndpr-oxide: [NdPr], dy-oxide: [Dy], tb-oxide: [Tb], la-ce-oxide: [LaCe] }}\n      recovery: {{ NdPr: 95 %, Dy: 90 %, Tb: 90 %, LaCe: 50 % }}\n",
        deposit.name(),
        feeds.join(", ")
    )
}

/// A tonne of parts takes 1.45 times what it holds of NdPr, of which some is caught as swarf, and 1.15 times its Dy and Tb.
/// Bulk grades with much of it leave heavy swarf.
fn recipe(technology: Technology, grade: usize, grades: usize) -> String {
    let [light, dysprosium, terbium] = technology.contents(grade, grades);
    let heavy_swarf = if technology == Technology::Bulk {
        1.5 * dysprosium
    } else {
        0.0
    };
    let inputs = [1.45 * light / 0.31, 1.25 * dysprosium / 0.99, 1.25 * terbium / 0.99].map(tidy);
    let inputs = amounts(&["ndpr-alloy", "dy-metal", "tb-metal"], &inputs);
    let swarf = amounts(&["swarf-light", "swarf-heavy"], &[tidy(0.2), tidy(heavy_swarf)]);
    let (process, part) = (technology.process(grade), technology.part(grade));
    format!("  {process}: {{ stage: part, inputs: {{ {inputs} }}, outputs: {{ {part}: 1 t/t, {swarf} }} }}\n")
}

/// Amounts by name, without those that are 0.
fn amounts(names: &[&str], values: &[f64]) -> String {
    let present = names.iter().zip(values).filter(|(_, value)| **value > 0.0);
    let items: Vec<String> = present.map(|(name, value)| format!("{name}: {value} t/t")).collect();
    items.join(", ")
}
