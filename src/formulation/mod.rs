//! All mathematics of the allocation: one file for each family of variables, constraints and costs.

mod keys;

pub use keys::{ColumnKey, RowKey};

/// Stub.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Program.
    pub lp: crate::lp::Lp,
    /// Keys of columns.
    pub columns: Vec<ColumnKey>,
    /// Keys of rows.
    pub rows: Vec<RowKey>,
}
/// Stub.
pub fn formulate(_: &crate::origin::Labelled<'_>) -> Model {
    Model::default()
}
/// Stub.
pub fn column_name(_: &crate::network::Network, _: &ColumnKey) -> String {
    String::new()
}
/// Stub.
pub fn row_name(_: &crate::network::Network, _: &RowKey) -> String {
    String::new()
}
