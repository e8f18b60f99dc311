//! All mathematics of the allocation: one file for each family of variables, constraints and costs.

mod costs;
mod draft;
mod families;
mod keys;
mod names;
mod rows;
mod variables;

pub use families::{FAMILIES, Family, Kind};
pub use keys::{Band, Bound, ColumnKey, RowKey};
pub use names::{column_name, row_name};

use crate::lp::Lp;
use crate::origin::Labelled;
use draft::Draft;

/// A program and why each of its columns and rows exists.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The program. Its levels are those of [`Network::level_names`](crate::network::Network::level_names).
    pub lp: Lp,
    /// Key of each column.
    pub columns: Vec<ColumnKey>,
    /// Key of each row.
    pub rows: Vec<RowKey>,
}

/// Formulates a network as a program. The dual of a row is d(level)/d(right-hand side).
pub fn formulate(labelled: &Labelled<'_>) -> Model {
    formulate_part(labelled, &|_| true)
}

/// The level of cost by family: the families that charge something, each with the coefficient of every column.
pub fn costs_by_family(labelled: &Labelled<'_>) -> Vec<(&'static str, Vec<f64>)> {
    let mut draft = Draft::new(labelled);
    for family in FAMILIES.iter().filter(|family| family.kind == Kind::Variable) {
        family.add_to(&mut draft);
    }
    let costs = FAMILIES.iter().filter(|family| family.kind == Kind::Cost);
    let charged = costs.map(|family| {
        family.add_to(&mut draft);
        (family.name, draft.take_costs())
    });
    charged.filter(|(_, costs)| costs.iter().any(|cost| *cost != 0.0)).collect()
}

/// Formulates only the families that `keep` names, for reading and tests. Columns of a family left out are missing from rows
/// and levels.
pub fn formulate_part(labelled: &Labelled<'_>, keep: &dyn Fn(&Family) -> bool) -> Model {
    let mut draft = Draft::new(labelled);
    for family in FAMILIES.iter().filter(|family| keep(family)) {
        family.add_to(&mut draft);
    }
    draft.finish()
}
