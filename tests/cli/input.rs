//! Wrong usage and wrong input.

use super::support::{changed, outcome};

#[test]
fn bad_usage_is_exit_2() {
    for arguments in [
        &["solve"][..],
        &["solve", "price-floor", "--frobnicate"],
        &["explain", "price-floor"],
        &["solve", "price-floor", "--policy", "open-market,floor-16"],
        &["solve", "price-floor", "--policy", "floor-16", "--scenario", "a,b"],
        &["solve", "price-floor", "--gap", "nan"],
        &["example", "show", "price-flor"],
        &["export", "price-floor", "--policy", "floor-16", "--out", "/tmp/x.xyz"],
    ] {
        let (code, stdout, stderr) = outcome(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}: {stderr}");
        assert!(!stderr.is_empty() && !stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn several_policies_and_none_chosen_lists_them() {
    let (code, _, stderr) = outcome(&["solve", "price-floor"]);
    assert_eq!(code, 2, "{stderr}");
    for policy in ["open-market", "floor-14", "floor-16"] {
        assert!(stderr.contains(policy), "{stderr}");
    }
}

#[test]
fn an_unknown_policy_is_answered_with_the_nearest() {
    let (code, _, stderr) = outcome(&["solve", "price-floor", "--policy", "flor-16"]);
    assert_eq!(code, 2, "{stderr}");
    assert!(stderr.contains("floor-16"), "{stderr}");
}

#[test]
fn no_such_instance_is_exit_3_with_the_nearest_example() {
    let (code, _, stderr) = outcome(&["check", "price-flor"]);
    assert_eq!(code, 3);
    assert!(stderr.contains("`price-floor`"), "{stderr}");
}

#[test]
fn a_wrong_name_is_answered_with_its_line_and_the_right_name() {
    let place = tempfile::tempdir().unwrap();
    let folder = changed(place.path(), "accepts: [ndpr-oxide]", "accepts: [ndpr-oxyde]");
    let text = std::fs::read_to_string(folder.join("instance.yaml")).unwrap();
    let line = 1 + text.lines().position(|line| line.contains("ndpr-oxyde")).unwrap();
    let (code, stdout, stderr) = outcome(&["check", folder.to_str().unwrap()]);
    assert_eq!((code, stdout.as_str()), (3, ""));
    assert!(stderr.contains(&format!("instance.yaml:{line}:")), "{stderr}");
    assert!(stderr.contains("ndpr-oxyde") && stderr.contains("ndpr-oxide"), "{stderr}");
    assert!(stderr.trim_end().ends_with("in the input"), "{stderr}");
}

#[test]
fn check_prints_sizes_classes_and_every_policy() {
    let (code, stdout, stderr) = outcome(&["check", "price-floor"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    for words in [
        "open-market",
        "floor-14",
        "floor-16",
        "Columns by family",
        "balance",
        "Origin classes",
        "Magnitudes",
    ] {
        assert!(stdout.contains(words), "{words} is missing in\n{stdout}");
    }
}
