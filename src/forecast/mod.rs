//! Forecasts: draws of uncertain numbers of an instance, from a table or generated, and what their outcomes depend on.
//!
//! A draw is known from its position alone, so that any part of a forecast can be drawn anywhere, in any order.

mod distribution;
mod generate;
mod horizon;
mod matrix;
mod rows;
mod sample;
mod sensitivity;
mod sketch;
mod table;

pub use crate::spec::Change;
pub use sensitivity::{importance, quantile};
pub use sketch::Sketch;

use crate::network::Network;
use crate::spec::{Problem, Series, ValueSource};
use generate::Generator;
use std::path::Path;
use table::Told;

/// Draws of uncertain numbers.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// What varies: names for reports, and units, empty for factors and where the instance's own unit holds.
    pub inputs: Vec<(String, String)>,
    /// Values of the instance that draws change.
    pub targets: Vec<Target>,
    /// File name and SHA-256 of the file.
    pub hash: (String, String),
    kind: Kind,
}

/// Values of the instance that draws change.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Path, perhaps with `*`.
    pub path: String,
    /// Whether numbers are factors on what the instance says; else they take its place.
    pub scale: bool,
    /// Unit of the numbers; none where they are factors, or in the unit of what they replace.
    pub unit: Option<String>,
    /// Where the forecast says so.
    pub source: ValueSource,
}

#[derive(Clone, Debug)]
enum Kind {
    Generated(Generator),
    Told(Told),
}

/// One draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Number, as the table has it; from 0 where draws are generated.
    pub number: u64,
    /// Weight in the summary.
    pub weight: f64,
    /// Value of each input; NaN where the draw leaves what the instance says.
    pub inputs: Vec<f64>,
    /// What to change in the instance.
    pub changes: Vec<Change>,
}

impl Forecast {
    /// Reads a forecast: a table (`.csv`, `.parquet`, `.xlsx`), or a document from which `draws` draws are generated (`.yaml`). Sectors, demands
    /// and periods are those of the network.
    ///
    /// # Errors
    /// Every problem, each with its line.
    pub fn read(file: &Path, network: &Network, draws: Option<usize>) -> Result<Self, Vec<Problem>> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let mut forecast = match ending {
            "yaml" | "yml" => generate::read(file, network, draws)?,
            _ => table::read(file, network, draws)?,
        };
        let hash = crate::spec::hash_file(file).map_err(|error| vec![*whole(file, &error.to_string(), "a readable file")])?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        forecast.hash = (name.into_owned(), hash);
        Ok(forecast)
    }

    /// Number of draws.
    pub fn len(&self) -> usize {
        match &self.kind {
            Kind::Generated(generator) => generator.draws(),
            Kind::Told(told) => told.draws(),
        }
    }

    /// Whether there are no draws.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The draw at a position; none beyond the last.
    pub fn draw(&self, position: usize) -> Option<Draw> {
        match &self.kind {
            Kind::Generated(generator) => generator.draw(position),
            Kind::Told(told) => told.draw(position, &self.targets),
        }
    }
}

/// A problem of a whole file.
fn whole(file: &Path, found: &str, expected: &str) -> Box<Problem> {
    let source = ValueSource {
        file: file.display().to_string(),
        ..ValueSource::default()
    };
    at(source, "", found.to_owned(), expected)
}

/// A problem at a place.
fn at(source: ValueSource, path: &str, found: String, expected: &str) -> Box<Problem> {
    Box::new(Problem {
        source,
        path: path.to_owned(),
        found,
        expected: expected.to_owned(),
        hint: None,
    })
}

/// Numbers over time as a change.
fn over_time(dates: &[String], numbers: &[f64]) -> Series<f64> {
    Series::Steps(dates.iter().cloned().zip(numbers.iter().copied()).collect())
}
