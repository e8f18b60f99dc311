//! What is explained.

use crate::formulation::{ColumnKey, RowKey};
use crate::lp::Lp;
use crate::network::Network;
use crate::spec::Sources;

/// A program, why each of its columns and rows exists, and where every value was written.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The supply chain.
    pub network: &'a Network,
    /// The program.
    pub lp: &'a Lp,
    /// Key of each column.
    pub columns: &'a [ColumnKey],
    /// Key of each row.
    pub rows: &'a [RowKey],
    /// Where every value was written, by path.
    pub sources: &'a Sources,
    /// Folder of the instance, left out where files are named.
    pub folder: &'a str,
}
