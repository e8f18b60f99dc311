//! Values that may change over time.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One value, or steps: each holds from its date until the next. Before the first date the first value holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Series<T> {
    /// The same at all times.
    Constant(T),
    /// Date to value, in order of dates.
    Steps(IndexMap<String, T>),
}

impl<T: Default> Default for Series<T> {
    fn default() -> Self {
        Self::Constant(T::default())
    }
}
