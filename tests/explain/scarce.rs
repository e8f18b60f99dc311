//! What is short, and what bans cost, against figures worked out by hand.

use super::cases::{explained, job, root};
use lodestone::run::{Instance, explain};

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-6 * wanted.abs().max(1.0)
}

/// Diffusion is full, so grade SH is sintered with 0.040 t of dysprosium a tonne: 1 t of it serves 25 t. The worked case says so: 43.75 t short
/// with 3 t, 18.75 t with 4 t, for 1,450,000 USD more.
#[test]
fn a_tonne_of_dysprosium_serves_what_the_worked_case_says() {
    let (told, _) = explained("heavy-rare-earth", &job(None, &[], &[]));
    let scarcity = told.scarcity.unwrap();
    let short: Vec<(&str, f64)> = scarcity
        .short
        .iter()
        .map(|short| (short.demand.as_str(), short.tonnes))
        .collect();
    assert_eq!(short.len(), 2, "{short:?}");
    assert!(near(short[0].1, 43.75) && near(short[1].1, 40.0), "{short:?}");
    for short in &scarcity.short {
        let whole: f64 = short.limits.iter().map(|limit| limit.share).sum();
        assert!(near(whole, 1.0), "{}: {whole}", short.demand);
    }
    let dysprosium = |limit: &str| limit.starts_with("dy-oxide available");
    let relief = scarcity.reliefs.iter().find(|relief| dysprosium(&relief.limit)).unwrap();
    assert!(
        near(relief.serves, 25.0) && near(relief.cost_per_tonne, 58_000.0),
        "{relief:?}"
    );
    let trial = scarcity.trials.iter().find(|trial| dysprosium(&trial.limit)).unwrap();
    assert!(near(trial.by, 1.75) && near(trial.cost, 1.75 * 1_450_000.0), "{trial:?}");
    assert!(near(trial.short.0, 43.75) && near(trial.short.1, 0.0), "{trial:?}");
}

/// 85 t from home and from Australia at 15 USD/kg, where the forbidden supplier asks 10.
#[test]
fn a_ban_costs_what_the_forbidden_goods_would_save() {
    let text = std::fs::read_to_string(root().join("price-floor/instance.yaml")).unwrap();
    let ban = "{ kind: ban, importers: [US], exporters: [CN], materials: [ndpr-oxide] }";
    let old = "  open-market:\n";
    let new = format!("{old}    measures: {{ stop: {ban} }}\n");
    assert!(text.contains(old));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("instance.yaml"), text.replace(old, &new)).unwrap();
    let instance = Instance::find(folder.path()).unwrap();
    let job = job(Some("open-market"), &[], &["demands.us-buyer.quantity=85 t/yr".into()]);
    let (told, _) = explain(&instance, &job, &|_| ()).unwrap();
    assert_eq!(told.margins.len(), 1, "{:?}", told.margins);
    assert_eq!(told.margins[0].measure, "stop");
    assert!(near(told.margins[0].saves, 5_000.0), "{:?}", told.margins);
}

/// Defense pays for Australian oxide, industry takes Chinese: 0.3 t a tonne at 5 USD/kg more.
#[test]
fn rules_cost_the_difference_of_the_goods_that_they_ask_for() {
    let (told, _) = explained("rules-of-origin", &job(Some("mass-balance"), &[], &[]));
    let premium = |demand: &str| {
        told.prices
            .iter()
            .find(|price| price.demand == demand)
            .unwrap()
            .compliance_premium
    };
    assert!(near(premium("us-defense").unwrap(), 1_500.0));
    assert_eq!(premium("us-industry"), None);
}
