//! All mathematics of the allocation: one file for each family of variables, constraints and costs.

mod keys;

pub use keys::{ColumnKey, RowKey};
