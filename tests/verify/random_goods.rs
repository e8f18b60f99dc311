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
    let Figures {
        offers: (mine, market),
        scrap,
        life,
        shares: (collected, tolerated),
        before: (in_use, opening),
        demands: (strict, loose),
        resets,
        rules: (cover, rotation),
    } = figures;
    format!(
        "
lodestone: 1
name: Random returns
periods: {{ start: 2026-01-01, count: 4, length: 6 months }}
discount_rate: 7 %/yr
allies: [US, AU, JP]
elements: {{ NdPr: {{}} }}
stages: {{ mined: {{}}, separated: {{}}, magnet: {{}}, recycled: {{ recycling: true }} }}
materials:
  oxide: {{ stage: separated, contents: {{ NdPr: 0.8 t/t }} }}
  magnet: {{ stage: magnet, contents: {{ NdPr: 0.3 t/t }} }}
  scrap: {{ stage: magnet, contents: {{ NdPr: 0.3 t/t }} }}
processes:
  sintering: {{ stage: magnet, inputs: {{ oxide: 0.41 t/t }}, outputs: {{ magnet: 1 t/t }} }}
  recycling: {{ stage: recycled, inputs: {{ scrap: 1 t/t }}, outputs: {{ oxide: 0.3 t/t }} }}
sites:
  mine: {{ country: AU, source: {{ oxide: {{ offer: {mine} USD/kg, available: 40 t/yr }} }} }}
  market: {{ country: CN, source: {{ oxide: {{ offer: {market} USD/kg }} }} }}
  plant:
    country: JP
    lines: {{ works: {{ processes: [sintering, recycling], fee: 3 USD/kg }} }}
    stocks: {{ oxide: {{ commercial: true, minimum: {{ cover: {cover} d }}, holding: 1 USD/kg/yr }}, scrap: {{ holding: 1 USD/kg/yr }} }}
  store:
    country: US
    disposal: {{ magnet: 1 USD/kg }}
    stocks:
      magnet:
        opening: {opening} t
        lineage: {{ mined: CN, separated: CN, magnet: CN }}
        release: {{ from: 2026-07-01, until: 2027-01-01 }}
        refill: {{ to: 20 t, rate: 10 t/yr }}
        rotation: {rotation} %/yr
        holding: 1 USD/kg/yr
        terminal: free
lanes:
  - {{ from: \"*\", to: plant, freight: 1 USD/kg }}
  - {{ from: [plant, store], to: US, freight: 1 USD/kg }}
demands:
  strict: {{ country: US, tier: dx, accepts: [magnet], requires: {{ 2026-01-01: [clean], 2027-07-01: [] }}, quantity: {strict} t/yr }}
  loose:
    country: US
    accepts: [magnet]
    quantity: {loose} t/yr
    penalty: 150 USD/kg
    returns:
      material: scrap
      per: 0.9 t/t
      life: {life} months
      collected: {collected} %
      offer: {scrap} USD/kg
      in_use: {{ quantity: {in_use} t/yr, lineage: {{ mined: CN }} }}
rules:
  clean:
    stages: {{ mined: {{ excluded: [CN] }}, magnet: {{ excluded: [CN] }} }}
    recycling_resets: {resets}
    de_minimis: {{ share: {tolerated} %, stage: magnet }}
"
    )
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
