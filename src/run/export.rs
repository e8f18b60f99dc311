//! The cost level as a program for any other solver.

use super::pipeline::{Job, Step, pose};
use super::verdict::{Posed, Unsolved};
use super::{Failure, Instance};
use crate::formulation::{column_name, row_name};
use crate::lp::{self, Names};
use crate::results::OutputError;
use crate::results::files::{check_free_file, write_file};
use crate::solve;
use std::path::Path;

/// Format of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelFormat {
    /// Free MPS.
    Mps,
    /// CPLEX LP.
    Lp,
}

impl ModelFormat {
    /// By the extension of a file.
    pub fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()? {
            "mps" => Some(Self::Mps),
            "lp" => Some(Self::Lp),
            _ => None,
        }
    }
}

/// Writes the cost level, the levels before it as rows at their solved values. The program is solved first where there are
/// levels before it; gives it back where it has no plan.
///
/// # Errors
/// When the input is wrong, the solver fails, or the file cannot be written.
pub fn export(
    instance: &Instance,
    job: &Job,
    (file, format): (&Path, ModelFormat),
    overwrite: bool,
    progress: &dyn Fn(Step),
) -> Result<Result<(), Box<Unsolved>>, Failure> {
    check_free_file(file, overwrite)?;
    progress(Step::Reading);
    let posed = pose(instance, &job.selection, progress)?;
    let lp = &posed.model.lp;
    let cost = lp.levels.iter().position(|level| level.name == "cost").unwrap_or(0);
    let mut values = Vec::new();
    if cost > 0 {
        progress(Step::Solving {
            rows: lp.height(),
            columns: lp.columns(),
        });
        let outcome = solve::solve(lp, &posed.options(&job.options)).map_err(Failure::Solver)?;
        if outcome.point.is_none() {
            return Ok(Err(Box::new(Unsolved {
                posed,
                outcome,
                second: None,
            })));
        }
        values.clone_from(&outcome.levels);
    }
    let text = text(&posed, cost, &values, format).map_err(|error| OutputError::Io(file.to_path_buf(), error))?;
    write_file(file, overwrite, &text)?;
    Ok(Ok(()))
}

fn text(posed: &Posed, cost: usize, values: &[f64], format: ModelFormat) -> std::io::Result<Vec<u8>> {
    let Posed { network, model, .. } = posed;
    let held = lp::with_levels_held(&model.lp, cost, values).ok_or_else(|| std::io::Error::other("no level `cost`"))?;
    let columns: Vec<String> = model.columns.iter().map(|key| column_name(network, key)).collect();
    let mut rows: Vec<String> = model.rows.iter().map(|key| row_name(network, key)).collect();
    rows.extend(lp::held_row_names(&model.lp, cost));
    let names = Names {
        columns: &columns,
        rows: &rows,
    };
    let mut text = Vec::new();
    match format {
        ModelFormat::Mps => lp::write_mps(&mut text, &held, names)?,
        ModelFormat::Lp => lp::write_lp(&mut text, &held, names)?,
    }
    Ok(text)
}
