//! Who wants to leave the coalition of all: members one by one, and groups that would do better as a coalition of their own.

use super::game::{Coalition, Game};
use super::words::{listed, money};

/// Groups that are named.
const MOST: usize = 4;
/// USD below which a gain is none.
const NONE: f64 = 0.5;

/// What is said of a game.
pub(super) fn told(game: &Game) -> Vec<String> {
    let all = game.all().filter(|all| all.gain().is_some());
    all.into_iter()
        .flat_map(|all| [alone(game, all), groups(game, all)])
        .collect()
}

/// Members who gain by leaving by themselves, and what would keep them.
fn alone(game: &Game, all: &Coalition) -> String {
    let movers = all.movers(true);
    let told: Vec<String> = movers
        .iter()
        .map(|(player, gain)| {
            let row = all.players.iter().find(|(name, _)| name == player).map(|(_, row)| row);
            let transfer = row.and_then(|row| row.number("transfer")).filter(|transfer| *transfer > 0.0);
            let stay = transfer.map_or_else(String::new, |transfer| {
                format!(" (and stays for a transfer of {})", money(transfer))
            });
            format!("{player} gains {} by leaving{stay}", money(*gain))
        })
        .collect();
    let shortfall = all.row.amount("shortfall");
    let kept = if movers.is_empty() {
        String::new()
    } else if shortfall < NONE {
        " Transfers among the members can keep all in.".into()
    } else {
        format!(" To keep all in, somebody outside must add {}.", money(shortfall))
    };
    let who = if told.is_empty() {
        "no member gains by leaving".into()
    } else {
        listed(&told)
    };
    let counted = if movers.is_empty() {
        ""
    } else {
        " Gains are of money: what goes short in a tier has no price, so who buys less gains."
    };
    format!("{}, coalition {}: {who}.{kept}{counted}", game.label(), all.name)
}

/// Groups of two and more that together have more as a coalition of their own than in that of all, the most first.
fn groups(game: &Game, all: &Coalition) -> String {
    let of = |player: &str| {
        let row = all.players.iter().find(|(name, _)| *name == player);
        row.and_then(|(_, row)| row.number("change"))
    };
    let smaller = game
        .coalitions
        .iter()
        .filter(|some| (2..all.members.len()).contains(&some.members.len()));
    let gain = |some: &Coalition| {
        let now: Option<f64> = some.members.iter().map(|player| of(player)).sum();
        Some(some.gain()? - now?)
    };
    let mut found: Vec<(&str, f64)> = smaller
        .filter_map(|some| Some((some.name, gain(some)?)))
        .filter(|(_, gain)| *gain >= NONE)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named: Vec<String> = found
        .iter()
        .take(MOST)
        .map(|(name, gain)| format!("{name} (together {} more)", money(*gain)))
        .collect();
    match (named.is_empty(), found.len().saturating_sub(MOST)) {
        (true, _) => format!(
            "{}: no group of two or more within {} has more as a coalition of its own.",
            game.label(),
            all.name
        ),
        (false, 0) => format!(
            "{}: groups that have more as a coalition of their own, with nobody else in the club, than within {}: {}.",
            game.label(),
            all.name,
            listed(&named)
        ),
        (false, more) => format!(
            "{}: groups that have more as a coalition of their own, with nobody else in the club, than within {}: {}, and {more} others.",
            game.label(),
            all.name,
            named.join(", ")
        ),
    }
}
