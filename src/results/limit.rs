//! Limits of a plan in words.

/// A limit that a price belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Family of the row, such as `line_capacity`.
    pub family: &'static str,
    /// In words: `capacity of line sx at eneabba`.
    pub text: String,
}
