//! Stub.

/// Stub.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Whether the plan holds.
    pub ok: bool,
    /// Largest violation.
    pub max_violation: f64,
    /// What is wrong.
    pub findings: Vec<Finding>,
}
/// Stub.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Text.
    pub text: String,
}
impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}
/// Stub.
pub fn verify(_: &crate::network::Network, _: &crate::plan::Plan) -> Report {
    Report::default()
}
