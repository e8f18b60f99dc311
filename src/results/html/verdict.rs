//! Whether a club works without one of its members: yes or no, and at what cost.

use super::cases::{Case, Cases};
use super::game::Game;
use super::policies::outcome;
use super::view::{Plan, View, label, sums};
use super::words::{PENALISED, SHORT, gain_or_lose, listed, tonnes, tonnes_more_or_less};
use std::collections::BTreeMap;

/// Clubs beside the same club without a member: among the policies, then in the games.
pub(super) fn told(view: View, cases: &Cases, games: &[Game]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let planned = |case: &&Case| case.is_planned();
    for case in cases.all.iter().filter(planned) {
        let same = |other: &&Case| other.scenario == case.scenario;
        for smaller in cases.all.iter().filter(same) {
            told.extend(pair(view, case, smaller));
        }
    }
    told.extend(games.iter().flat_map(|game| of_game(view, game)));
    told
}

/// One club beside another that lacks a member; none where they are not such.
fn pair(view: View, case: &Case, smaller: &Case) -> Option<String> {
    let (club, less) = (view.club(&case.policy)?, view.club(&smaller.policy)?);
    let gone = club.named(club.one_less(&less)?);
    match club.differs(&less) {
        Some(terms) if !terms.is_empty() => (case.scenario == "baseline").then(|| {
            format!(
                "{} beside {} does not tell how the club works without {gone}, as they differ in more than membership: {}.",
                smaller.label(),
                case.label(),
                listed(&terms)
            )
        }),
        _ if !smaller.is_planned() => Some(format!(
            "No, {} does not work without {gone}: under {} there is no plan ({}).",
            case.label(),
            smaller.label(),
            smaller.status
        )),
        terms => {
            let unknown = if terms.is_none() {
                " Whether both policies have the same measures is not known, as the folders were written by an older version."
            } else {
                ""
            };
            Some(format!("{}{unknown}", answer(view, (case, smaller), &gone)))
        }
    }
}

fn answer(view: View, (case, smaller): (&Case, &Case), gone: &str) -> String {
    let (before, after, whose) = in_tiers(view, case, smaller);
    let more: Vec<String> = after
        .iter()
        .filter(|(tier, short)| **short > before.get(*tier).copied().unwrap_or(0.0) + SHORT)
        .map(|(tier, short)| {
            let had = before.get(tier).copied().unwrap_or(0.0);
            format!("{} t of {tier} instead of {} t", tonnes(*short), tonnes(had))
        })
        .collect();
    let any = |short: &BTreeMap<String, f64>| short.values().any(|short| *short > SHORT);
    let (yes, no) = match case.scenario.as_str() {
        "" | "baseline" => ("Yes,".to_owned(), "No,".to_owned()),
        scenario => (format!("Yes, under {scenario}"), format!("No, under {scenario}")),
    };
    let policy = label(&case.policy, "");
    let works = match (more.is_empty(), any(&after)) {
        (false, _) => format!("{no} {policy} does not work without {gone}: {} go short", listed(&more)),
        (true, false) => format!("{yes} {policy} works without {gone}: no demand of a tier is short"),
        (true, true) => format!("{yes} {policy} works without {gone}: no more is short in any tier"),
    };
    format!(
        "{works} under {}, which has the same measures; {whose}. Without {gone}, {}.",
        label(&smaller.policy, ""),
        outcome(case, smaller)
    )
}

/// Tonnes short by tier with the member and without, and whose demand is counted: all that the tiers of the whole club count where both plans are
/// there, and what the tiers of each policy count where only their figures are.
fn in_tiers(view: View, case: &Case, smaller: &Case) -> (BTreeMap<String, f64>, BTreeMap<String, f64>, &'static str) {
    let plans = view.plans();
    let plan = |case: &Case| {
        let same = |plan: &&Plan| plan.policy() == case.policy && plan.folder.words("scenarios").join("+") == case.scenario;
        plans.iter().find(same)
    };
    if let (Some(whole), Some(part)) = (plan(case), plan(smaller)) {
        let rows = whole.rows("deliveries").chain(whole.rows("shortages"));
        let tiers: BTreeMap<&str, &str> = rows.map(|row| (row.text("demand"), row.text("tier"))).collect();
        let tiers: BTreeMap<&str, &str> = tiers.into_iter().filter(|(_, tier)| !tier.is_empty()).collect();
        let short = |plan: &Plan| {
            let rows = plan.rows("shortages");
            let of_tier = rows.filter_map(|row| Some(((*tiers.get(row.text("demand"))?).to_owned(), row.amount("quantity"))));
            sums(of_tier)
        };
        return (
            short(whole),
            short(part),
            "counted is all demand that has a tier in the whole club, that of the member left out included",
        );
    }
    let short = |case: &Case| {
        let tiers = case.shortages().into_iter().filter(|(tier, _)| *tier != PENALISED);
        tiers.map(|(tier, short)| (tier.to_owned(), short)).collect()
    };
    (
        short(case),
        short(smaller),
        "counted is the demand that the tiers of each policy count, in general that of its own members",
    )
}

/// What the coalition of all is without each player.
fn of_game(view: View, game: &Game) -> Vec<String> {
    let Some(all) = game.all() else { return Vec::new() };
    let club = view.club(game.policy()).unwrap_or_default();
    let told = |player: &&str| {
        let (rest, whole) = (game.without(player)?, all.gain()?);
        let gone = club.named(club.territory(player));
        let Some(part) = rest.gain() else {
            return Some(format!(
                "No, {} does not work without {gone}: {} has no plan.",
                all.name, rest.name
            ));
        };
        let (before, after) = (all.row.amount("short"), rest.row.amount("short"));
        let works = if after > before + SHORT {
            format!(
                "No, {} does not work without {gone}: {} t go short in tiers instead of {} t",
                all.name,
                tonnes(after),
                tonnes(before)
            )
        } else if after > SHORT {
            format!(
                "{} without {gone}: {} t are short in all tiers together, {} t with it (a game does not say in which)",
                all.name,
                tonnes(after),
                tonnes(before)
            )
        } else {
            format!("Yes, {} works without {gone}: no demand of a tier is short", all.name)
        };
        Some(format!(
            "{works}, of the demand of all players, by the measures of {}. Beside no coalition at all, {} together {}; with {gone} they {}; exposure is {}.",
            game.label(),
            rest.name,
            gain_or_lose(part),
            gain_or_lose(whole),
            tonnes_more_or_less(rest.row.amount("exposure") - all.row.amount("exposure")),
        ))
    };
    game.players.iter().filter_map(told).collect()
}
