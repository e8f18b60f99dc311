//! Losses whose answers are worked out by hand.

use super::support::{effect, lost, near, of, selection};
use lodestone::explain::losses::{After, Losable, Losses, Thing};
use lodestone::results::{losses, terminal};

fn price_floor(policy: &str, kind: Losable, pairs: bool) -> Losses {
    lost(("price-floor", selection(policy, &[])), kind, (pairs, 2))
}

fn names(losses: &Losses) -> Vec<String> {
    losses.lost.iter().map(|lost| lost.loss.label()).collect()
}

/// 100 t are wanted. China sells them at 10 USD/kg: 1.0 MUSD. Without it the mines sell 10 and 80 t at 15, 1.35 MUSD, and 10 t are short.
#[test]
fn the_only_large_seller_is_a_single_point_of_failure() {
    let losses = price_floor("open-market", Losable::Sites, false);
    assert_eq!(names(&losses), ["cn-market", "us-mine", "au-mine"]);
    let china = effect(&losses, "cn-market");
    assert!(near(losses.before.cost, 1e6) && near(china.after.cost, 1.35e6));
    assert!(near(china.after.shortages.iter().sum(), 10.0));
    let first = china.first.as_ref().unwrap();
    assert_eq!(
        (first.period.as_str(), first.demand.as_str(), first.years),
        ("2026", "us-buyer", 0.0)
    );
    assert!(near(first.tonnes, 10.0));
    let au = Thing::Supply("au-mine".into(), "ndpr-oxide".into());
    assert_eq!(china.replaced[0].thing, au);
    assert!(near(china.replaced[0].before, 0.0) && near(china.replaced[0].after, 80.0));
    assert!(losses.is_single_point(of(&losses, "cn-market")));
    for unused in ["us-mine", "au-mine"] {
        assert_eq!(of(&losses, unused).after, After::Same);
        assert!(!losses.is_single_point(of(&losses, unused)));
    }
}

/// At the floor of 16 USD/kg the plan takes 10 t at home at 15 and 80 t from Australia, then 10 t from China, at 16 each: 1.59 MUSD. Without
/// the home mine its 10 t cost 16, 10,000 USD more. Without Australia nothing costs more: China lands at 16 too. Nor without China, but 10 t
/// are then short: 1.43 MUSD.
#[test]
fn losses_of_countries_rank_by_shortage_then_by_cost() {
    let losses = price_floor("floor-16", Losable::Countries, false);
    assert_eq!(names(&losses), ["CN", "US", "AU"]);
    let cost = |name: &str| effect(&losses, name).after.cost;
    assert!(near(losses.before.cost, 1.59e6));
    assert!(near(cost("CN"), 1.43e6) && near(cost("US"), 1.6e6) && near(cost("AU"), 1.59e6));
    assert!(effect(&losses, "US").first.is_none());
    assert!(of(&losses, "US").solved.starts_with("hot"), "{}", of(&losses, "US").solved);
}

/// Without both mines China sells all; without China and a mine the other one is left alone.
#[test]
fn pairs_are_worse_than_their_parts() {
    let losses = price_floor("open-market", Losable::Sites, true);
    let short = |name: &str| effect(&losses, name).after.shortages.iter().sum::<f64>();
    assert!(near(short("au-mine and cn-market"), 90.0));
    assert!(near(short("us-mine and cn-market"), 20.0));
    assert_eq!(of(&losses, "us-mine and au-mine").after, After::Same);
    assert_eq!(names(&losses)[..2], ["au-mine and cn-market", "us-mine and cn-market"]);
}

/// Defense asks for allied ore: 100 t of magnets take 30 t of Australian oxide at 15 USD/kg, 5 more than Chinese: 150,000 USD. That is
/// what asking costs.
#[test]
fn a_rule_that_nobody_asks_for_saves_what_it_cost() {
    let losses = lost(
        ("rules-of-origin", selection("mass-balance", &[])),
        Losable::Rules,
        (false, 1),
    );
    assert_eq!(names(&losses), ["mined-in-allies"]);
    let after = effect(&losses, "mined-in-allies").after.cost;
    assert!(near(losses.before.cost - after, 150_000.0), "{} {after}", losses.before.cost);
    assert!(of(&losses, "mined-in-allies").solved.starts_with("cold"));
}

#[test]
fn a_lane_lost_cuts_off_what_it_carries() {
    let losses = price_floor("open-market", Losable::Lanes, false);
    assert_eq!(losses.lost[0].loss.label(), "cn-market > us-buyer");
    assert!(near(effect(&losses, "cn-market > us-buyer").after.cost, 1.35e6));
}

/// The mine opens for both buyers, as either alone would not pay for it. Once open it stays, though the way to Japan is lost: 40 t from it at 16
/// USD/kg and 60 t from China at 16, of which the exposure is 60 t. A plan made anew would close it.
#[test]
fn what_is_open_stays_open() {
    let losses = lost(("buyers-club", selection("us-japan", &[])), Losable::Lanes, (false, 2));
    let after = &effect(&losses, "au-mine > jp-buyer").after;
    assert!(near(after.cost, 1.6e6) && near(after.levels[2], 60.0), "{after:?}");
}

/// A delivery that must be made cannot be made from elsewhere.
#[test]
fn a_loss_without_a_plan_is_named() {
    let set = ["demands.us-buyer.minimum=95 %"];
    let losses = lost(("price-floor", selection("open-market", &set)), Losable::Owners, (false, 2));
    let first = &losses.lost[0];
    assert_eq!(first.loss.label(), "cn-market");
    let After::Without(reason) = &first.after else {
        panic!("{:?}", first.after)
    };
    assert!(reason.contains("2026"), "{reason}");
    assert!(losses.is_single_point(first));
    let text = terminal::losses(&losses, terminal::Style::default());
    assert!(text.contains("Without cn-market no plan is left"), "{text}");
}

/// Wording, whole: what a user reads.
#[test]
fn losses_in_words() {
    let text = terminal::losses(&price_floor("open-market", Losable::Sites, false), terminal::Style::default());
    insta::assert_snapshot!(text);
}

#[test]
fn tables_fit_their_definitions() {
    let tables = losses::tables(&price_floor("open-market", Losable::Sites, true));
    assert_eq!(tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>()[0], 6);
    for table in &tables {
        assert!(
            table.rows.iter().all(|row| row.len() == table.definition.columns.len()),
            "{}",
            table.definition.name
        );
    }
}

/// China alone sells, 100 t for 1 MUSD. Without it nothing is bought; where all must be served there is no plan, and the words say what is lacking.
#[test]
fn what_is_not_bought_is_not_called_cheap_and_what_is_lacking_is_named() {
    let alone = [
        "sites.au-mine.source.ndpr-oxide.available=0 t/yr",
        "sites.us-mine.source.ndpr-oxide.available=0 t/yr",
    ];
    let text = |set: &[&str]| {
        let lost = lost(("price-floor", selection("open-market", set)), Losable::Sites, (false, 1));
        let text = terminal::losses(&lost, terminal::Style::default());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let short = text(&alone);
    assert!(
        short.contains("misses 100.00 t more in unrated; with less bought, buyers pay 1.000 MUSD less"),
        "{short}"
    );
    let must = text(&[alone[0], alone[1], "demands.us-buyer.minimum=100 %"]);
    assert!(
        must.contains("Without cn-market no plan is left: us-buyer must have 100.00 t more than can be had in 2026."),
        "{must}"
    );
}
