//! What `check` found, as data.

/// An instance that was read without a problem.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Name.
    pub instance: String,
    /// Policies.
    pub policies: Vec<String>,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// What was read, one for each policy and scenario.
    pub cases: Vec<Case>,
}

/// One policy and its scenarios.
#[derive(Clone, Debug)]
pub struct Case {
    /// Policy.
    pub policy: String,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Size of the supply chain: what, and how many.
    pub things: Vec<(&'static str, usize)>,
    /// Columns by family.
    pub columns: Vec<(&'static str, usize)>,
    /// Rows by family.
    pub rows: Vec<(&'static str, usize)>,
    /// Origin classes.
    pub classes: Classes,
    /// Magnitudes of numbers.
    pub numbers: Vec<Numbers>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// Origin classes and why there are so many.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// Different classes.
    pub distinct: usize,
    /// Pairs of place and material.
    pub places: usize,
    /// Classes over all pairs.
    pub balances: usize,
    /// Most classes of one pair.
    pub most: usize,
    /// Each rule in use, and why it is followed.
    pub rules: Vec<(String, String)>,
}

/// Magnitudes of the numbers of one part of the program.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// Part.
    pub name: String,
    /// Least.
    pub least: f64,
    /// Largest.
    pub most: f64,
    /// How many.
    pub count: usize,
}
