//! Goods that run in circles: costs still have bearers, and all but a trace of a delivery has ways.

use super::cases::{
    assert_chains_are_whole, assert_figures, assert_ledger_is_whole, assert_near, beginnings, borne, solved, ways,
};
use lodestone::formulation::ColumnKey;
use lodestone::network::{LaneId, Network};
use lodestone::plan::{self, EntryKind};
use lodestone::run::Solved;

const THERE_AND_BACK: &str = "
lodestone: 1
name: There and back
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
sites:
  au-mine:
    country: AU
    source: { ndpr-oxide: { offer: 10 USD/kg } }
    stocks: { ndpr-oxide: { terminal: free } }
  kr-store: { country: KR, stocks: { ndpr-oxide: { terminal: free } } }
lanes:
  - { from: au-mine, to: kr-store, freight: 1 USD/kg }
  - { from: kr-store, to: au-mine, freight: 1 USD/kg }
  - { from: kr-store, to: us-buyer, freight: 1 USD/kg }
demands: { us-buyer: { country: US, accepts: [ndpr-oxide], quantity: 10 t/yr } }
";

fn lane(network: &Network, from: &str, to: &str) -> LaneId {
    let name = |site: lodestone::network::SiteId| network.sites[site.index()].name.as_str();
    let is_it = |lane: &lodestone::network::Lane| name(lane.from) == from && name(lane.to) == to;
    LaneId::new(network.lanes.iter().position(is_it).unwrap())
}

/// The same plan with more shipments: no best plan has goods in a circle, but another solver's may.
fn with_more(mut solved: Box<Solved>, lanes: &[(&str, &str)], tonnes: f64) -> Box<Solved> {
    let posed = &solved.posed;
    let more: Vec<LaneId> = lanes.iter().map(|(from, to)| lane(&posed.network, from, to)).collect();
    let point = solved.outcome.point.as_mut().unwrap();
    let mut found = 0;
    for (key, value) in posed.model.columns.iter().zip(point.iter_mut()) {
        if matches!(key, ColumnKey::Flow(lane, ..) if more.contains(lane)) {
            *value += tonnes;
            found += 1;
        }
    }
    assert_eq!(found, lanes.len());
    let levels = &posed.model.lp.levels;
    let value = |level: &lodestone::lp::Level| -> f64 {
        let terms = level.coefficients.iter().zip(point.iter());
        level.offset + terms.map(|(coefficient, value)| coefficient * value).sum::<f64>()
    };
    solved.outcome.levels = levels.iter().map(value).collect();
    let keys = (&posed.model.columns[..], &posed.model.rows[..]);
    solved.plan = plan::extract(&posed.network, keys, &solved.outcome);
    solved.chains = plan::chains(&posed.network, &solved.plan);
    solved
}

#[test]
fn goods_that_go_there_and_back_are_borne_where_they_end() {
    for tonnes in [5.0, 10_000.0] {
        let circle = [("au-mine", "kr-store"), ("kr-store", "au-mine")];
        let found = with_more(solved(THERE_AND_BACK), &circle, tonnes);
        assert_figures(&borne(&found, EntryKind::Offer), &[("US", 100_000.0)]);
        assert_ledger_is_whole(&found, "there and back");
        assert_chains_are_whole(&found, "there and back");
        let freight = borne(&found, EntryKind::Freight);
        assert_near(freight.values().sum(), 20_000.0 + 2_000.0 * tonnes, "freight");
    }
}

#[test]
fn a_way_is_told_without_its_rounds() {
    let circle = [("au-mine", "kr-store"), ("kr-store", "au-mine")];
    let found = with_more(solved(THERE_AND_BACK), &circle, 5.0);
    assert_figures(&borne(&found, EntryKind::Freight), &[("US", 30_000.0)]);
    let ways = ways(&found, "us-buyer", 0, Some("NdPr"));
    let straight = "sold au-mine ndpr-oxide > arrived kr-store ndpr-oxide > arrived us-buyer ndpr-oxide";
    let told = ways[straight];
    assert_eq!(ways.keys().filter(|way| *way != "rest").count(), 1);
    assert!((10.0 - told).abs() < 1e-4, "{ways:#?}");
}

/// A fifth of what is sintered comes back as swarf and is made into oxide again. Magnets go through a port whose site stands
/// before the plant.
pub const SWARF: &str = "
lodestone: 1
name: Swarf
model: oxides
periods: { start: 2026-01-01, count: 1, length: 1 yr }
materials:
  magnet: { stage: magnet, contents: { NdPr: 0.3 t/t } }
  swarf: { stage: magnet, contents: { NdPr: 0.3 t/t } }
processes:
  sintering: { stage: magnet, inputs: { ndpr-oxide: 0.3 t/t }, outputs: { magnet: 0.8 t/t, swarf: 0.2 t/t } }
  recycling: { stage: separated, inputs: { swarf: 1 t/t }, outputs: { ndpr-oxide: 0.3 t/t } }
sites:
  a-port: { country: KR, stocks: { magnet: { terminal: free } } }
  au-mine: { country: AU, source: { ndpr-oxide: { offer: 10 USD/kg } } }
  jp-plant:
    country: JP
    lines:
      sintering: { processes: [sintering], fee: 20 USD/kg }
      recycling: { processes: [recycling], fee: 1 USD/kg }
lanes:
  - { from: au-mine, to: jp-plant }
  - { from: jp-plant, to: a-port, carries: [magnet] }
  - { from: a-port, to: [us-buyer, jp-buyer] }
demands:
  us-buyer: { country: US, accepts: [magnet], quantity: 60 t/yr }
  jp-buyer: { country: JP, accepts: [magnet], quantity: 20 t/yr }
";

#[test]
fn swarf_that_is_used_again_is_borne_by_those_who_get_the_magnets() {
    let found = solved(SWARF);
    assert_figures(&borne(&found, EntryKind::Offer), &[("US", 180_000.0), ("JP", 60_000.0)]);
    // 100 t sintered, 20 t of swarf recycled.
    assert_figures(&borne(&found, EntryKind::Tolling), &[("US", 1_515_000.0), ("JP", 505_000.0)]);
    assert_ledger_is_whole(&found, "swarf");
}

#[test]
fn swarf_leaves_no_more_than_a_trace_untold() {
    let found = solved(SWARF);
    assert_chains_are_whole(&found, "swarf");
    let ways = ways(&found, "us-buyer", 0, Some("NdPr"));
    let straight = "sold au-mine ndpr-oxide > arrived jp-plant ndpr-oxide > made jp-plant magnet > \
                    arrived a-port magnet > arrived us-buyer magnet";
    let again = "sold au-mine ndpr-oxide > arrived jp-plant ndpr-oxide > made jp-plant swarf > made jp-plant ndpr-oxide > \
                 made jp-plant magnet > arrived a-port magnet > arrived us-buyer magnet";
    for (way, share) in [(straight, 0.8), (again, 0.2)] {
        assert!((ways[way] - 18.0 * share).abs() < 1e-4, "{ways:#?}");
    }
    let told = beginnings(&ways)["sold au-mine ndpr-oxide"];
    assert!((18.0 - told).abs() < 1e-4, "{ways:#?}");
}
