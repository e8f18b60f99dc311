//! The document of forecasts: variables with distributions, from which draws are generated.

use super::document::Map;
use super::files::{Files, problem};
use super::quantity::{Ratio, YearlyRate};
use super::schema::Shape;
use super::units::Units;
use super::walk::Walk;
use super::{Problem, Sources, yaml};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;

/// Forecasts to be generated.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forecasts {
    /// Version of the file format; 1.
    pub forecasts: u32,
    /// Number of draws; 1,000 when absent.
    #[serde(default = "default_draws")]
    pub draws: u32,
    /// Seed; another one gives other draws. 1 when absent.
    #[serde(default = "default_seed")]
    pub seed: u32,
    /// How draws are spread.
    #[serde(default)]
    pub sampling: Sampling,
    /// What is uncertain, by names for reports.
    pub variables: Map<Variable>,
    /// Correlations between variables; none where nothing is said.
    #[serde(default)]
    pub correlations: Vec<Correlation>,
}

fn default_draws() -> u32 {
    1000
}

fn default_seed() -> u32 {
    1
}

/// How draws are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// Latin hypercube: each variable takes one value from each of as many equally likely intervals as there are draws.
    #[default]
    LatinHypercube,
    /// Independent draws.
    Random,
}

/// Something uncertain: a factor on values of the instance, or values in their place.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Sectors whose demands it scales.
    #[serde(default)]
    pub sectors: Vec<String>,
    /// Paths of values that it scales, as `--set` has them.
    #[serde(default)]
    pub scales: Vec<String>,
    /// Paths of values whose place it takes.
    #[serde(default)]
    pub sets: Vec<String>,
    /// Unit of a value that it sets; that of the value replaced when absent.
    #[serde(default)]
    pub unit: Option<String>,
    /// Distribution of the factor or value; the factor 1 when absent.
    #[serde(default)]
    pub distribution: Option<Distribution>,
    /// Growth over the periods, on top.
    #[serde(default)]
    pub growth: Option<Growth>,
}

/// A distribution. What lies below zero counts as zero.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Distribution {
    /// Normal.
    Normal {
        /// Mean.
        mean: Ratio,
        /// Standard deviation.
        sd: Ratio,
    },
    /// Lognormal.
    Lognormal {
        /// Mean of the value itself, not of its logarithm.
        mean: Ratio,
        /// Standard deviation of the value itself.
        sd: Ratio,
    },
    /// Uniform.
    Uniform {
        /// Least value.
        low: Ratio,
        /// Largest value.
        high: Ratio,
    },
    /// Triangular.
    Triangular {
        /// Least value.
        low: Ratio,
        /// Most likely value.
        base: Ratio,
        /// Largest value.
        high: Ratio,
    },
    /// PERT: a beta distribution around the most likely value, which weighs four times as much as the ends.
    Pert {
        /// Least value.
        low: Ratio,
        /// Most likely value.
        base: Ratio,
        /// Largest value.
        high: Ratio,
    },
    /// Each of these values, equally likely.
    Empirical(Vec<Ratio>),
}

/// Growth around a trend, to which it reverts.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Growth of the mean, compounded; none when absent. What the instance says of later dates grows already.
    #[serde(default)]
    #[schemars(extend("x-signed" = true))]
    pub trend: YearlyRate,
    /// Standard deviation of the logarithm after a year without reversion.
    pub volatility: Ratio,
    /// Share of the distance to the trend that is made good in a short time, by year; none when absent.
    #[serde(default)]
    pub reversion: YearlyRate,
}

/// Correlation of each two of some variables.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correlation {
    /// Names of variables, two at least.
    pub of: Vec<String>,
    /// Correlation of the normal numbers behind each two, from -1 to 1.
    #[schemars(extend("x-signed" = true))]
    pub is: Ratio,
}

/// Reads a document of forecasts, with the source of every value.
///
/// # Errors
/// Every problem of the file, apart from what its numbers mean together.
pub fn read_forecasts(file: &Path) -> Result<(Forecasts, Sources), Vec<Problem>> {
    let shown = file.display().to_string();
    let text = Files::of(Path::new("")).beside(file);
    let text = text.map_err(|fault| vec![problem(&shown, fault)])?;
    let mut problems = Vec::new();
    let Some(tree) = yaml::read(&text.text, &shown, &mut problems) else {
        return Err(problems);
    };
    let (mut sources, mut notes, mut doubtful) = (Sources::default(), Vec::new(), Vec::new());
    let mut walk = Walk {
        units: &Units::default(),
        problems: &mut problems,
        sources: &mut sources,
        notes: &mut notes,
        doubtful: &mut doubtful,
    };
    let json = walk.node(&tree, Shape::forecasts(), "");
    if problems.is_empty() {
        match serde_json::from_value::<Forecasts>(json) {
            Ok(document) => return Ok((document, sources)),
            Err(error) => problems.push(tree.problem("", error.to_string(), "a document of forecasts")),
        }
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

/// SHA-256 of a file, in hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub fn hash_file(file: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(file)?;
    let (mut digest, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => digest.update(buffer.get(..read).unwrap_or_default()),
        }
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Forecasts, Vec<Problem>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("forecasts.yaml");
        std::fs::write(&file, text).unwrap();
        read_forecasts(&file).map(|(document, _)| document)
    }

    #[test]
    fn distributions_are_read_with_shares_and_numbers() {
        let text =
            "forecasts: 1\nvariables:\n  ev: { sectors: [ev], distribution: { pert: { low: 80 %, base: 1, high: 1.5 } } }\n";
        let document = read(text).unwrap();
        assert_eq!(
            (document.draws, document.seed, document.sampling),
            (1000, 1, Sampling::LatinHypercube)
        );
        let Some(Distribution::Pert { low, base, high }) = document.variables["ev"].distribution else {
            panic!("not a PERT")
        };
        assert_eq!([low.0, base.0, high.0], [0.8, 1.0, 1.5]);
    }

    #[test]
    fn every_problem_has_its_line() {
        let text =
            "forecasts: 1\nvariables:\n  ev: { sector: [ev] }\n  pv: { distribution: { pert: { low: x, base: 1, high: 2 } } }\n";
        let lines: Vec<usize> = read(text).unwrap_err().iter().map(|problem| problem.source.line).collect();
        assert_eq!(lines, [3, 4]);
    }
}
