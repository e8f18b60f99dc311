//! How explanations read, as a whole.

use super::cases::{explained, job};
use lodestone::explain::memo;
use lodestone::results::terminal::{Style, explanation};

fn text(name: &str, policy: Option<&str>, scenarios: &[&str]) -> String {
    let (told, _) = explained(name, &job(policy, scenarios, &[]));
    explanation(&memo(&told), Style::default())
}

#[test]
fn a_program_without_a_plan() {
    insta::assert_snapshot!(text("impossible", None, &[]));
}

#[test]
fn a_plan_that_serves_all() {
    insta::assert_snapshot!(text("price-floor", Some("floor-16"), &[]));
}

#[test]
fn a_plan_that_is_short() {
    insta::assert_snapshot!(text("heavy-rare-earth", None, &[]));
}
