//! Contents of materials.

use crate::network::report::Report;
use crate::spec::Material;

/// Every content lies in 0..1 and a tonne holds at most a tonne of them together.
pub fn check(report: &Report<'_>, path: &str, material: &Material) {
    for (element, share) in &material.contents {
        report.share(&format!("{path}.contents.{element}"), share.0);
    }
    let sum: f64 = material.contents.values().map(|share| share.0).sum();
    if sum > 1.0 + 1e-9 {
        report.problem(
            &format!("{path}.contents"),
            format!("{sum} t of elements in a tonne"),
            "contents of at most 1 t/t together",
        );
    }
}
