//! Random small networks: what the solver finds passes, and with one amount a hundredth larger it does not.

use crate::support::Case;
use lodestone::plan::{Amount, Plan};
use proptest::prelude::*;

/// Figures of a random network.
#[derive(Clone, Debug)]
struct Figures {
    offers: (u32, u32),
    available: u32,
    capacity: u32,
    demands: (u32, u32),
    freight: u32,
    room: u32,
    duty: u32,
    transit: u32,
}

fn figures() -> impl Strategy<Value = Figures> {
    let first = ((1..40_u32, 1..40_u32), 1..90_u32, 1..300_u32, (1..100_u32, 1..200_u32));
    let then = (0..900_u32, 0..30_u32, 0..40_u32, 0..60_u32);
    (first, then).prop_map(
        |((offers, available, capacity, demands), (freight, room, duty, transit))| Figures {
            offers,
            available,
            capacity,
            demands,
            freight,
            room,
            duty,
            transit,
        },
    )
}

fn text(figures: &Figures) -> String {
    let Figures {
        offers,
        demands,
        available,
        capacity,
        ..
    } = figures;
    let Figures {
        freight,
        room,
        duty,
        transit,
        ..
    } = figures;
    let (low, high) = offers;
    let (strict, loose) = demands;
    format!(
        "
lodestone: 1
name: Random
periods: {{ start: 2026-01-01, count: 3, length: 3 months }}
discount_rate: 7 %/yr
allies: [US, AU, JP]
elements: {{ NdPr: {{}} }}
stages: {{ mined: {{}}, separated: {{}}, magnet: {{}} }}
materials:
  oxide: {{ stage: separated, contents: {{ NdPr: 0.8 t/t }} }}
  magnet: {{ stage: magnet, contents: {{ NdPr: 0.3 t/t }} }}
processes:
  sintering: {{ stage: magnet, inputs: {{ oxide: 0.41 t/t }}, outputs: {{ magnet: 1 t/t }} }}
sites:
  mine: {{ country: AU, source: {{ oxide: {{ offer: {low} USD/kg, available: {available} t/yr }} }} }}
  market: {{ country: CN, source: {{ oxide: {{ offer: {high} USD/kg, available: 100 t/yr }} }} }}
  plant:
    country: JP
    lines: {{ sintering: {{ processes: [sintering], capacity: {capacity} t/yr, fee: 3 USD/kg }} }}
    stocks: {{ oxide: {{ opening: 5 t, room: 40 t, holding: 1 USD/kg/yr, terminal: free }}, magnet: {{ room: {room} t, holding: 2 USD/kg/yr, terminal: free }} }}
    customs_values: {{ magnet: 50 USD/kg }}
lanes:
  - {{ from: [mine, market], to: plant, freight: {freight} USD/t, transit: {transit} d }}
  - {{ from: plant, to: US, freight: 1 USD/kg }}
demands:
  strict: {{ country: US, sector: defense, tier: dx, accepts: [magnet], requires: [clean], quantity: {strict} t/yr }}
  loose: {{ country: US, sector: industry, accepts: [magnet], quantity: {loose} t/yr, penalty: 60 USD/kg }}
rules:
  clean: {{ stages: {{ mined: {{ excluded: [CN] }} }} }}
policies:
  duties:
    measures:
      duty: {{ kind: tariff, importers: [US], by: lineage, unless: clean, materials: [magnet], rate: {duty} % }}
"
    )
}

/// Adds a hundredth to an amount that is not small beside the largest, if the list has it at this place.
fn grow<T>(list: &mut [Amount<T>], at: &mut usize, least: f64) -> bool {
    let mut large = list.iter_mut().filter(|amount| amount.quantity > least);
    let count = large.by_ref().count();
    if *at >= count {
        *at -= count;
        return false;
    }
    let chosen = list.iter_mut().filter(|amount| amount.quantity > least).nth(*at);
    chosen.into_iter().for_each(|amount| amount.quantity *= 1.01);
    true
}

/// Grows the amount of a place over all lists; whether there is one.
fn grown(plan: &mut Plan, at: usize, least: f64) -> bool {
    let mut at = at;
    grow(&mut plan.supplies, &mut at, least)
        || grow(&mut plan.activities, &mut at, least)
        || grow(&mut plan.flows, &mut at, least)
        || grow(&mut plan.stocks, &mut at, least)
        || grow(&mut plan.deliveries, &mut at, least)
        || grow(&mut plan.shortages, &mut at, least)
}

fn largest(plan: &Plan) -> f64 {
    let flows = plan.flows.iter().map(|flow| flow.quantity);
    let short = plan.shortages.iter().map(|short| short.quantity);
    flows.chain(short).fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn solved_plans_pass_and_changed_ones_do_not(figures in figures(), at in 0..1000_usize) {
        let mut case = Case::of_text(&text(&figures));
        let report = case.report();
        prop_assert!(report.ok, "{:?}", report.findings);
        let least = 1e-3 * largest(&case.plan);
        let count = (0..1000).take_while(|at| grown(&mut case.plan.clone(), *at, least)).count();
        prop_assume!(count > 0);
        prop_assert!(grown(&mut case.plan, at % count, least));
        prop_assert!(!case.report().ok, "amount {} of {count} may grow", at % count);
    }
}
