//! Broken stock rules and returns.

use crate::support::Case;
use lodestone::verify::Check;
use std::path::Path;

fn stockpile() -> Case {
    Case::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/strategic-stock"), None)
}

#[test]
fn stocks_keep_their_rules() {
    stockpile().passes();
    let broken: [fn(&mut Case); 5] = [
        |case| case.network.stocks[0].opening *= 1.01,
        |case| case.network.stocks[0].rules.refill = vec![6.0, 7.0, 0.0, 0.0],
        |case| case.network.stocks[0].rules.minimum = vec![0.0, 0.0, 6.1, 0.0],
        |case| case.network.stocks[0].rules.rotation = vec![0.3; 4],
        |case| case.network.stocks[1].rules.minimum = vec![1.6; 4],
    ];
    for change in broken {
        let mut case = stockpile();
        change(&mut case);
        case.refused_by(Check::Stocks);
    }
}

#[test]
fn a_stock_falls_only_while_it_is_released() {
    let mut case = stockpile();
    let first = case
        .plan
        .stocks
        .iter_mut()
        .find(|kept| kept.of.index() == 0 && kept.period.index() == 1);
    first.unwrap().quantity -= 1.0;
    case.refused_by(Check::Stocks);
}

const WORKS: &str = "
lodestone: 1
periods: { start: 2026-01-01, count: 2, length: 1 yr }
materials: { oxide: { stage: separated }, magnet: { stage: magnet } }
stages: { separated: {}, magnet: {} }
processes: { sintering: { stage: magnet, inputs: { oxide: 0.4 t/t }, outputs: { magnet: 1 t/t } } }
sites:
  mine: { country: AU, source: { oxide: { offer: 50 USD/kg } } }
  works:
    country: JP
    lines: { kiln: { processes: [sintering], fee: 20 USD/kg } }
    stocks: { oxide: { commercial: true, minimum: { cover: 3 months }, holding: 1 USD/kg/yr } }
demands: { cars: { country: JP, accepts: [magnet], quantity: 100 t/yr } }
";

#[test]
fn a_commercial_stock_covers_what_its_site_draws() {
    let mut case = Case::of_text(WORKS);
    case.passes();
    let cover = case.network.stocks.iter_mut().find(|stock| !stock.rules.own_cover.is_empty());
    for share in cover.unwrap().rules.own_cover.iter_mut().flatten() {
        share.1 *= 1.1;
    }
    case.refused_by(Check::Stocks);
}

fn loop_of_scrap() -> Case {
    let case = Case::shipped("recycling-loop", "recycling-resets");
    assert_eq!(case.plan.collections.len(), 3);
    case
}

#[test]
fn scrap_is_of_goods_that_come_back() {
    loop_of_scrap().passes();
    let broken: [fn(&mut Case); 5] = [
        |case| case.plan.collections[0].quantity *= 1.1,
        |case| case.plan.collections[2].period = lodestone::network::PeriodId(2),
        |case| case.network.returns[0].collected = vec![0.2; 3],
        |case| case.network.returns[0].of.clear(),
        |case| case.network.returns[0].per *= 1.2,
    ];
    for change in broken {
        let mut case = loop_of_scrap();
        change(&mut case);
        case.refused_by(Check::Returns);
    }
}

#[test]
fn scrap_claims_what_the_goods_were_and_is_paid_for() {
    let mut case = Case::shipped("recycling-loop", "history-stays");
    let clean = case.class("no-chinese-ore");
    for collection in &mut case.plan.collections {
        collection.class = clean;
    }
    case.refused_by(Check::Returns);
    let mut case = loop_of_scrap();
    case.network.returns[0].offer = vec![6_000.0; 3];
    case.refused_by(Check::Ledger);
}
