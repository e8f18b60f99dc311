//! Contracts for difference: what treasuries pay, beside premiums, and under viability.

use super::cases::{assert_near, cost, shipped, sums};
use lodestone::plan::EntryKind::{Cfd, FloorPremium, Offer};

fn paid(set: &[&str]) -> (f64, f64, f64, f64) {
    let found = shipped("buyers-club", Some("us-cfd"), None, set);
    assert!(found.report.ok, "{:?}", found.report.findings);
    let all = sums(&found, |_| true);
    let of = |kind| all.iter().filter(|((known, ..), _)| *known == kind).map(|(_, sum)| sum).sum();
    (cost(&found), of(Offer), of(Cfd), of(FloorPremium))
}

#[test]
fn a_treasury_pays_what_is_missing_to_the_strike() {
    let (cost, offer, support, _) = paid(&[]);
    assert_near(cost, 1_000_000.0, "cost");
    assert_near(offer, 1_000_000.0, "offer");
    assert_near(support, 600_000.0, "support");
}

/// A floor of 14 on US imports: 40 t receive a premium of 4, which leaves 2 of the 6 to the treasury; 60 t to Japan receive 6.
#[test]
fn premiums_lessen_what_the_treasury_pays() {
    let floor =
        "policies.us-cfd.measures.floor={ kind: price_floor, importers: [US], materials: [ndpr-oxide], floor: 14 USD/kg }";
    let (cost, _, support, premium) = paid(&[floor, "sites.cn-market.source.ndpr-oxide.offers=[]"]);
    assert_near(premium, 160_000.0, "premium");
    assert_near(support, 40.0 * 2_000.0 + 60.0 * 6_000.0, "support");
    assert_near(cost, 1_160_000.0, "cost");
}

/// At a strike of 12.9 the mine receives 1,290,000 for 100 t that cost it 1,300,000: it stays closed.
#[test]
fn a_strike_too_low_keeps_the_mine_closed() {
    let (_, _, support, _) = paid(&["policies.us-cfd.measures.support.strike=12.9 USD/kg"]);
    assert_near(support, 0.0, "support");
}
