//! Random networks whose goods come back and whose stocks have rules: what the solver finds passes, and more scrap does not.

use crate::support::Case;
use proptest::prelude::*;

/// Figures of a random network.
#[derive(Clone, Debug)]
struct Figures {
    /// Offers of the mine and of the market, USD/kg.
    offers: (u32, u32),
    /// Price of scrap, USD/kg.
    scrap: u32,
    /// Months in use.
    life: u32,
    /// Percent collected, and percent of other material tolerated.
    shares: (u32, u32),
    /// Deliveries a year before the start, and opening stock, t.
    before: (u32, u32),
    /// Demands that ask for the rule and that do not, t/yr.
    demands: (u32, u32),
    /// Whether recycling ends history.
    resets: bool,
    /// Days of cover, percent of rotation.
    rules: (u32, u32),
}

fn figures() -> impl Strategy<Value = Figures> {
    let goods = ((10..90_u32, 10..90_u32), 0..6_u32, 0..20_u32, (0..=100_u32, 0..30_u32));
    let rest = (
        (0..60_u32, 0..20_u32),
        (1..80_u32, 1..80_u32),
        any::<bool>(),
        (0..90_u32, 0..150_u32),
    );
    (goods, rest).prop_map(|((offers, scrap, life, shares), (before, demands, resets, rules))| Figures {
        offers,
        scrap,
        life,
        shares,
        before,
        demands,
        resets,
        rules,
    })
}

fn text(figures: &Figures) -> String {
    let words = [
        ("@mine", figures.offers.0.to_string()),
        ("@market", figures.offers.1.to_string()),
        ("@scrap", figures.scrap.to_string()),
        ("@life", figures.life.to_string()),
        ("@collected", figures.shares.0.to_string()),
        ("@tolerated", figures.shares.1.to_string()),
        ("@in_use", figures.before.0.to_string()),
        ("@opening", figures.before.1.to_string()),
        ("@strict", figures.demands.0.to_string()),
        ("@loose", figures.demands.1.to_string()),
        ("@resets", figures.resets.to_string()),
        ("@cover", figures.rules.0.to_string()),
        ("@rotation", figures.rules.1.to_string()),
    ];
    let text = include_str!("instances/random-goods.yaml").to_owned();
    words.iter().fold(text, |text, (word, value)| text.replace(word, value))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_pass_and_more_scrap_does_not(figures in figures(), at in 0..4_usize) {
        let mut case = Case::of_text(&text(&figures));
        let report = case.report();
        prop_assert!(report.ok, "{:?}", report.findings);
        let large = |tonnes: f64| tonnes > 0.1;
        let mut scrap = case.plan.collections.iter_mut().filter(|scrap| large(scrap.quantity));
        if let Some(scrap) = scrap.nth(at) {
            scrap.quantity *= 1.01;
            prop_assert!(!case.report().ok, "more scrap passes");
        }
    }
}
