//! Coalitions and their game as tables.

use super::{Cell, Column, Definition, Table};
use crate::compare::game::{Findings, Played, has};

const COALITION: Column = Column::text("coalition", "Players of the coalition, joined by `+`; `none` of nobody.");
const PLAYER: Column = Column::text("player", "Player.");

static COALITIONS: Definition = Definition {
    name: "coalitions",
    description: "One coalition: the policy with these players as its club.",
    columns: &[
        COALITION,
        Column::integer("members", "Number of players in it."),
        Column::text("status", "How the solve ended; the words of `solve --json`."),
        Column::number("cost", "USD", "What buyers of all countries pay, discounted."),
        Column::number("exposure", "t", "Weighted exposure."),
        Column::number("short", "t", "Shortage in tiers."),
        Column::number(
            "gain",
            "USD",
            "Welfare of its members less their welfare without a coalition.",
        ),
        Column::integer("internal", "1 where no member gains by leaving."),
        Column::integer("external", "1 where no outsider gains by joining."),
        Column::number("shortfall", "USD", "What transfers among members lack to keep all in."),
    ],
};

static MEMBERS: Definition = Definition {
    name: "welfare",
    description: "One player under one coalition.",
    columns: &[
        COALITION,
        PLAYER,
        Column::integer("member", "1 where the player belongs to the coalition."),
        Column::number(
            "welfare",
            "USD",
            "Surplus of producers and receipts of the treasury less what buyers pay, discounted.",
        ),
        Column::number("change", "USD", "Welfare less that without a coalition."),
        Column::number("switch", "USD", "Gain by leaving, of a member; by joining, of an outsider."),
        Column::number(
            "transfer",
            "USD",
            "Received, or paid where negative, under the least transfers that keep members in.",
        ),
    ],
};

static SHARES: Definition = Definition {
    name: "shares",
    description: "How the gain of the coalition of all can be shared.",
    columns: &[
        PLAYER,
        Column::number("alone", "USD", "Gain of the player as a coalition of its own."),
        Column::number("shapley", "USD", "Shapley value."),
        Column::number("nucleolus", "USD", "Nucleolus, or prenucleolus."),
    ],
};

static SOLUTION: Definition = Definition {
    name: "solution",
    description: "The game as a whole; one row.",
    columns: &[
        Column::number("gain", "USD", "Gain of the coalition of all."),
        Column::number("need", "USD", "Least sum of shares that no coalition can better."),
        Column::number(
            "shortfall",
            "USD",
            "What the gain lacks of it; 0 where the core is not empty.",
        ),
        Column::integer(
            "rational",
            "1 where every player can have what it has alone; 0 where the nucleolus is the prenucleolus.",
        ),
    ],
};

/// The tables that a report reads.
pub(super) static TOLD: [&Definition; 4] = [&COALITIONS, &MEMBERS, &SHARES, &SOLUTION];

/// Every table of a game.
pub fn tables(played: &Played) -> Vec<Table> {
    let table = |definition, rows| Table { definition, rows };
    vec![
        table(&COALITIONS, coalitions(played)),
        table(&MEMBERS, welfare(played)),
        table(
            &SHARES,
            played.findings.iter().flat_map(|findings| shares(played, findings)).collect(),
        ),
        table(&SOLUTION, played.findings.iter().map(solution).collect()),
    ]
}

fn coalitions(played: &Played) -> Vec<Vec<Cell>> {
    let findings = played.findings.as_ref();
    let row = |coalition: &crate::compare::game::Coalition| {
        let stability = findings.and_then(|findings| findings.stability.get(coalition.set));
        vec![
            played.name(coalition.set).into(),
            (coalition.set.count_ones() as usize).into(),
            coalition.status.into(),
            coalition.cost.into(),
            coalition.exposure.into(),
            coalition.short.into(),
            findings.map(|findings| findings.game.value(coalition.set)).into(),
            stability.map(|stability| usize::from(stability.internal)).into(),
            stability.map(|stability| usize::from(stability.external)).into(),
            stability.map(|stability| stability.shortfall).into(),
        ]
    };
    played.coalitions.iter().map(row).collect()
}

fn welfare(played: &Played) -> Vec<Vec<Cell>> {
    let none = played.coalitions.first().and_then(|coalition| coalition.welfare.as_ref());
    let mut rows = Vec::new();
    for coalition in &played.coalitions {
        let stability = played
            .findings
            .as_ref()
            .and_then(|findings| findings.stability.get(coalition.set));
        for (i, player) in played.players.iter().enumerate() {
            let of = |welfare: Option<&Vec<f64>>| welfare.and_then(|welfare| welfare.get(i)).copied();
            let own = of(coalition.welfare.as_ref());
            let switch = stability.and_then(|s| s.leave.get(i).copied().flatten().or(s.join.get(i).copied().flatten()));
            rows.push(vec![
                played.name(coalition.set).into(),
                player.into(),
                usize::from(has(coalition.set, i)).into(),
                own.into(),
                own.zip(of(none)).map(|(own, none)| own - none).into(),
                switch.into(),
                stability.and_then(|s| s.transfers.get(i).copied()).into(),
            ]);
        }
    }
    rows
}

fn shares(played: &Played, findings: &Findings) -> Vec<Vec<Cell>> {
    let row = |(i, player): (usize, &String)| {
        let nucleolus = findings.nucleolus.as_ref().and_then(|n| n.shares.get(i).copied());
        vec![
            player.into(),
            findings.game.value(1 << i).into(),
            findings.shapley.get(i).copied().into(),
            nucleolus.into(),
        ]
    };
    played.players.iter().enumerate().map(row).collect()
}

fn solution(findings: &Findings) -> Vec<Cell> {
    vec![
        findings.game.value(findings.game.all()).into(),
        findings.core.map(|core| core.need).into(),
        findings.core.map(|core| core.shortfall).into(),
        findings.nucleolus.as_ref().map(|n| usize::from(n.rational)).into(),
    ]
}
