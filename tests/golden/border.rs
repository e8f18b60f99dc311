//! What goods pay at a border, by hand.

use crate::networks::{SALE, network};
use approx::assert_relative_eq;
use lodestone::network::{BorderKind, FloorCredit, LaneId, MeasureKind, Network, PeriodId, RuleId, border_charges};

const NOW: PeriodId = PeriodId(0);

fn lane(network: &Network, from: &str, to: &str, material: &str) -> LaneId {
    let named = |lane: &&lodestone::network::Lane| {
        network.sites[lane.from.index()].name == from
            && network.sites[lane.to.index()].name == to
            && network.materials[lane.material.index()].name == material
    };
    LaneId::new(network.lanes.iter().position(|lane| named(&lane)).expect("lane"))
}

fn measure<'n>(network: &'n mut Network, name: &str) -> &'n mut lodestone::network::Measure {
    network
        .measures
        .iter_mut()
        .find(|measure| measure.name == name)
        .expect("measure")
}

#[test]
fn duties_add_up_and_the_floor_tops_up_what_is_left() {
    let network = network(SALE, "all", None);
    let red = border_charges(&network, lane(&network, "cn-market", "us-buyer", "nd-oxide"), |_| false, NOW);
    assert_relative_eq!(red.tariff, 10.0 * (0.1 + 0.25));
    assert_relative_eq!(red.specific_duty, 1.0);
    assert_relative_eq!(red.floor_levy, 20.0 - 10.0 - 3.5 - 1.0);
    assert_relative_eq!(red.export_tax, 10.0 * 0.2);
    assert_eq!((red.floor_premium, red.parts.len()), (0.0, 5));
    assert_relative_eq!(red.total(), 12.0);
    assert_relative_eq!(red.parts.iter().map(|part| part.amount).sum::<f64>(), red.total());
}

#[test]
fn the_seller_of_a_member_keeps_the_top_up() {
    let network = network(SALE, "all", None);
    let blue = border_charges(&network, lane(&network, "au-mine", "us-buyer", "nd-oxide"), |_| true, NOW);
    assert_relative_eq!(blue.floor_premium, 20.0 - 15.0 - 1.5 - 1.0);
    assert_eq!((blue.floor_levy, blue.tariff), (0.0, 1.5));
    assert_eq!(blue.parts.last().map(|part| part.kind), Some(BorderKind::FloorPremium));
}

#[test]
fn holders_of_the_rule_are_free_of_the_measure() {
    let network = network(SALE, "all", None);
    let way = lane(&network, "cn-market", "us-buyer", "nd-oxide");
    let allied = RuleId::new(network.rules.iter().position(|rule| rule.name == "allied").expect("rule"));
    let free = border_charges(&network, way, |rule| rule == allied, NOW);
    assert_relative_eq!(free.tariff, 1.0);
    let mut other = network.clone();
    other.rules[allied.index()].elements = vec![false, true];
    let concerned = border_charges(&other, way, |_| false, NOW);
    assert_relative_eq!(concerned.tariff, 1.0);
}

#[test]
fn there_is_no_border_within_a_territory() {
    let mut network = network(SALE, "all", None);
    let way = lane(&network, "cn-market", "us-buyer", "nd-oxide");
    let territories: Vec<_> = network.countries.iter().map(|country| country.territory).collect();
    network
        .countries
        .iter_mut()
        .for_each(|country| country.territory = territories[0]);
    assert_eq!(border_charges(&network, way, |_| false, NOW).total(), 0.0);
}

#[test]
fn a_floor_on_customs_value_ignores_duties_and_the_largest_floor_counts() {
    let mut network = network(SALE, "all", None);
    let way = lane(&network, "cn-market", "us-buyer", "nd-oxide");
    let mut second = measure(&mut network, "floor").clone();
    second.kind = MeasureKind::PriceFloor {
        floor: vec![17.0; 2],
        duty_paid: false,
    };
    network.measures.push(second);
    let charges = border_charges(&network, way, |_| false, NOW);
    assert_relative_eq!(charges.floor_levy, 7.0);
    assert_eq!(
        charges.parts.last().map(|part| part.measure.index()),
        Some(network.measures.len() - 1)
    );
}

#[test]
fn floors_on_elements_follow_the_content_and_credit_what_was_paid() {
    let mut network = network(SALE, "all", None);
    let way = lane(&network, "cn-market", "us-buyer", "dy-oxide");
    let dy = network.elements.iter().position(|element| element.name == "Dy").expect("Dy");
    assert_relative_eq!(border_charges(&network, way, |_| false, NOW).floor_levy, 0.8 * 37.5);
    for (paid, left) in [(10.0, 27.5), (50.0, 0.0)] {
        network.credits = vec![FloorCredit {
            lane: way,
            element: lodestone::network::ElementId::new(dy),
            paid: vec![paid; 2],
        }];
        assert_relative_eq!(border_charges(&network, way, |_| false, NOW).floor_levy, 0.8 * left);
    }
}

#[test]
fn the_customs_value_may_depend_on_a_rule() {
    let mut network = network(SALE, "all", None);
    let way = lane(&network, "cn-market", "us-buyer", "nd-oxide");
    let rule = RuleId(0);
    let seller = network.lanes[way.index()].seller.as_mut().expect("seller");
    seller.with_rule = vec![(rule, vec![14.0; 2])];
    let tariff = |held: bool| border_charges(&network, way, |_| held, NOW).tariff;
    assert_relative_eq!(tariff(false), 3.5);
    assert_relative_eq!(tariff(true), 1.4);
}
