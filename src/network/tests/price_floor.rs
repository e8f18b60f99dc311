//! The network of the price floor: the smallest chain under a policy.

use super::{network, price_floor};
use crate::network::{MeasureKind, RuleId};

#[test]
fn price_floor_becomes_a_network() {
    let network = network(price_floor(), "floor-16");
    let sites: Vec<&str> = network.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(sites, ["au-mine", "cn-market", "us-mine", "us-buyer"]);
    assert!(network.sites[3].demand_place && !network.sites[0].demand_place);
    assert_eq!(network.periods[0].name, "2026");
    assert_eq!(network.periods[0].years, 1.0);
    let lanes: Vec<(u32, u32)> = network.lanes.iter().map(|lane| (lane.from.0, lane.to.0)).collect();
    assert_eq!(lanes, [(0, 3), (1, 3), (2, 3)], "sources do not send to each other");
    assert_eq!(network.sources[1].available, [1000.0]);
    assert_eq!(network.demands[0].blocks[0].quantity, [100.0]);
    assert_eq!(network.demands[0].tier, Some(4), "the last tier");
}

#[test]
fn the_floor_sees_the_sellers_abroad() {
    let network = network(price_floor(), "floor-16");
    assert!(network.lanes[2].seller.is_none(), "domestic");
    assert_eq!(network.lanes[0].seller.as_ref().expect("seller").value, [15000.0]);
    assert_eq!(network.lanes[1].seller.as_ref().expect("seller").value, [10000.0]);
    let [measure] = network.measures.as_slice() else {
        panic!("one measure")
    };
    assert!(matches!(&measure.kind, MeasureKind::PriceFloor { floor, duty_paid: true } if floor == &[16000.0]));
    let members: Vec<&str> = network
        .countries
        .iter()
        .filter(|c| c.member)
        .map(|c| c.name.as_str())
        .collect();
    assert_eq!(members, ["AU", "US", "CA", "JP"]);
}

#[test]
fn exposure_follows_critical_elements() {
    let network = network(price_floor(), "none");
    assert_eq!(network.rules.len(), 1);
    assert_eq!(network.rules[0].name, "exposure:Nd");
    assert_eq!(network.exposure[0].steps, [(RuleId(0), 0.0)]);
    let allowed = network.rules[0].passes[1].as_ref().expect("tested");
    assert_eq!(allowed.len(), network.countries.len());
    assert!(allowed[0] && !allowed[1], "AU passes, CN fails");
}
