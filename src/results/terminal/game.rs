//! Coalitions: what each comes to, who leaves, who joins, and how its gain can be shared.

use super::style::{Grid, Style, millions_up_to, money, tonnes, wrap};
use crate::compare::game::{Findings, Played, Stability};

/// Most coalitions in a table.
const MOST: usize = 40;
/// Most names in a cell.
const NAMES: usize = 3;

/// The whole game.
pub fn game(played: &Played, style: Style) -> String {
    let head = style.heading(&format!(
        "{}: coalitions of {} with the measures of {}, scenario {}",
        played.instance,
        played.players.join(", "),
        played.policy,
        played.scenario
    ));
    let Some(findings) = &played.findings else {
        return head + &unplanned(played, style);
    };
    let sections = [
        head,
        coalitions(played, findings, style),
        welfare(played, style),
        shares(played, findings, style),
        verdict(played, findings),
    ];
    sections.join("\n")
}

fn unplanned(played: &Played, style: Style) -> String {
    let without = played.coalitions.iter().filter(|coalition| coalition.welfare.is_none());
    let lines = without.map(|coalition| {
        format!(
            "{}\n",
            style.alarm(&format!(" {} is {}.", played.name(coalition.set), coalition.status))
        )
    });
    lines.collect()
}

/// How to show amounts of a game: by the largest.
fn shown(played: &Played) -> fn(f64) -> String {
    let changes = played.coalitions.iter().flat_map(|coalition| changes(played, coalition.set));
    millions_up_to(changes.fold(0.0, |most, change| change.abs().max(most)))
}

/// Changes of welfare from no coalition.
fn changes(played: &Played, set: usize) -> Vec<f64> {
    let of = |set: usize| played.coalitions.get(set).and_then(|coalition| coalition.welfare.as_ref());
    let (with, without) = (of(set).into_iter().flatten(), of(0).into_iter().flatten());
    with.zip(without).map(|(with, without)| with - without).collect()
}

/// Names of those who gain, the largest first, with their gains.
fn gainers(played: &Played, gains: &[Option<f64>], stable: bool) -> String {
    if stable {
        return "-".into();
    }
    let show = shown(played);
    let mut found: Vec<(&String, f64)> = played
        .players
        .iter()
        .zip(gains)
        .filter_map(|(player, gain)| Some((player, (*gain)?)))
        .filter(|(_, gain)| *gain > 0.0)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    let names = found
        .iter()
        .take(NAMES)
        .map(|(player, gain)| format!("{player} {}", show(*gain)));
    let more = found.len().saturating_sub(NAMES);
    let more = (more > 0).then(|| format!("{more} more"));
    names.chain(more).collect::<Vec<_>>().join(", ")
}

fn coalitions(played: &Played, findings: &Findings, style: Style) -> String {
    let heads = [
        "coalition",
        ">cost",
        ">exposure t",
        ">short t",
        ">joint gain",
        "gain by leaving",
        "gain by joining",
    ];
    let mut grid = Grid::new(heads);
    let show = shown(played);
    let dearest = played
        .coalitions
        .iter()
        .filter_map(|coalition| coalition.cost)
        .fold(0.0, f64::max);
    for (coalition, stability) in by_size(played, findings) {
        grid.row(vec![
            played.name(coalition.set),
            coalition.cost.map_or_else(String::new, millions_up_to(dearest)),
            coalition.exposure.map_or_else(String::new, tonnes),
            coalition.short.map_or_else(String::new, tonnes),
            show(findings.game.value(coalition.set)),
            gainers(played, &stability.leave, stability.internal),
            gainers(played, &stability.join, stability.external),
        ]);
    }
    let note = "Joint gain is the welfare of the members (producers' surplus and treasury less what buyers pay) less their welfare without a coalition.";
    format!(
        "{}{}\n",
        grid.show("Coalitions, MUSD discounted", MOST, style),
        wrap(note, " ")
    )
}

/// Coalitions with their stability, small ones first.
fn by_size<'a>(played: &'a Played, findings: &'a Findings) -> Vec<(&'a crate::compare::game::Coalition, &'a Stability)> {
    let mut sorted: Vec<_> = played.coalitions.iter().zip(&findings.stability).collect();
    sorted.sort_by_key(|(coalition, _)| (coalition.set.count_ones(), coalition.set));
    sorted
}

fn welfare(played: &Played, style: Style) -> String {
    let columns = played.players.iter().map(|player| format!(">{player}"));
    let mut grid = Grid::new(["coalition".to_owned()].into_iter().chain(columns));
    let show = shown(played);
    let mut sets: Vec<usize> = (1..played.coalitions.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    for set in sets {
        let cells = changes(played, set).into_iter().map(show);
        grid.row([played.name(set)].into_iter().chain(cells).collect());
    }
    grid.show("Change of welfare from no coalition, MUSD discounted", MOST, style)
}

fn shares(played: &Played, findings: &Findings, style: Style) -> String {
    let nucleolus = match &findings.nucleolus {
        Some(found) if found.rational => ">nucleolus",
        _ => ">prenucleolus",
    };
    let heads = [
        "player",
        ">alone",
        ">with all",
        ">Shapley",
        nucleolus,
        ">gain by leaving",
        ">transfer to stay",
    ];
    let mut grid = Grid::new(heads);
    let (show, all) = (shown(played), findings.game.all());
    let changes = changes(played, all);
    let stability = findings.stability.get(all);
    let cell = |value: Option<f64>| value.map_or_else(String::new, show);
    for (i, player) in played.players.iter().enumerate() {
        let nucleolus = findings.nucleolus.as_ref().and_then(|n| n.shares.get(i).copied());
        grid.row(vec![
            player.clone(),
            show(findings.game.value(1 << i)),
            cell(changes.get(i).copied()),
            cell(findings.shapley.get(i).copied()),
            cell(nucleolus),
            cell(stability.and_then(|s| s.leave.get(i).copied().flatten())),
            cell(stability.and_then(|s| s.transfers.get(i).copied())),
        ]);
    }
    grid.show("The coalition of all: gains and fair shares, MUSD discounted", MOST, style)
}

fn verdict(played: &Played, findings: &Findings) -> String {
    let named = |holds: &dyn Fn(&Stability) -> bool| {
        let sets = findings
            .stability
            .iter()
            .enumerate()
            .filter(|(set, stability)| set.count_ones() > 1 && holds(stability));
        let names: Vec<String> = sets.map(|(set, _)| played.name(set)).collect();
        if names.is_empty() { "none".into() } else { names.join(", ") }
    };
    let mut lines = vec![
        format!(
            "Coalitions of two or more that no member gains by leaving: {}.",
            named(&|s| s.internal)
        ),
        format!(
            "Those that no outsider gains by joining either: {}.",
            named(&|s| s.internal && s.external)
        ),
        format!(
            "Those whose members transfers among them can keep in: {}.",
            named(&|s| s.shortfall <= 0.0)
        ),
    ];
    if let Some(all) = findings.stability.last().filter(|all| all.shortfall > 0.0) {
        lines.push(format!(
            "To keep all players in, somebody outside must add {}.",
            money(all.shortfall)
        ));
    }
    lines.extend(findings.core.map(|core| match core.shortfall {
        lacks if lacks > 0.0 => format!(
            "The core is empty: no shares of the gain suit every coalition; {} are missing.",
            money(lacks)
        ),
        _ => "The core is not empty: the gain can be shared so that no coalition does better alone.".into(),
    }));
    lines.iter().map(|line| wrap(line, " ") + "\n").collect()
}
