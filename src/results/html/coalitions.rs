//! Coalitions: the lattice with values, stability, fair shares.

use super::figure::{Choice, Figure, Shape};
use super::folder::Kind;
use super::game::{Coalition, Game};
use super::grid::Grid;
use super::json::rounded;
use super::options::{data, lying};
use super::section::Section;
use super::view::View;
use super::words::{gain_or_lose, listed, money};
use crate::results::Cell;
use serde_json::{Value, json};

/// Players of whose coalitions a lattice can still be read.
const DRAWN: usize = 5;

/// What gains are measured from.
const BASE: &str = "Gains in a game are measured from the same measures with nobody in the club. The accounts of countries are measured from the first \
                    policy of the report, which may have measures of its own, so the two need not agree.";

/// The section.
pub(super) fn section(view: View) -> Section {
    let games: Vec<Game> = view.of(Kind::Coalitions).map(Game::of).collect();
    let mut section = Section {
        id: "coalitions",
        title: "Coalitions",
        ..Section::default()
    };
    if games.is_empty() {
        return section;
    }
    let (drawn, large): (Vec<&Game>, Vec<&Game>) = games.iter().partition(|game| game.players.len() <= DRAWN);
    section.sentences = large
        .iter()
        .map(|game| {
            format!(
                "{} has too many coalitions for a picture; the table below lists them all.",
                game.label()
            )
        })
        .collect();
    section.sentences.extend(games.iter().filter_map(unplanned));
    section.sentences.extend(games.iter().flat_map(|game| sharing(game)));
    section.sentences.push(BASE.into());
    if !drawn.is_empty() {
        section.figures.push(lattice(&drawn));
    }
    if games.iter().any(|game| game.folder.rows("shares").next().is_some()) {
        section.figures.push(shares(&games));
    }
    section.grids.push(stability(&games));
    section
}

/// Coalitions without a plan.
fn unplanned(game: &Game) -> Option<String> {
    let without = game.coalitions.iter().filter(|coalition| !coalition.is_planned());
    let names: Vec<String> = without.map(|coalition| coalition.name.to_owned()).collect();
    let told = || {
        format!(
            "{}: there is no plan for {}, so gains are not known, nor who would move where one of them takes part.",
            game.label(),
            listed(&names)
        )
    };
    (!names.is_empty()).then(told)
}

/// Whether transfers can keep all together.
fn sharing(game: &Game) -> Option<String> {
    let solution = game.folder.rows("solution").next()?;
    let (gain, shortfall) = (solution.amount("gain"), solution.amount("shortfall"));
    let core = if shortfall < 0.5 {
        "that can be shared so that no group does better alone".to_owned()
    } else {
        format!(
            "no way of sharing that suits every group, as {} are missing",
            money(shortfall)
        )
    };
    Some(format!(
        "{}: all players together {}; {core}.",
        game.label(),
        gain_or_lose(gain)
    ))
}

/// Positions in order of size, one line up for each member more.
fn lattice(games: &[&Game]) -> Figure {
    let frames = games.iter().enumerate().map(|(k, game)| (vec![k], nodes(game)));
    let most = games.iter().map(|game| game.players.len()).max().unwrap_or(0);
    Figure {
        title: "Every coalition with what it gains",
        about: "Each circle is a coalition, with the gain of its members together from having no coalition (the same measures, nobody in the club), MUSD discounted; lines join coalitions \
                that differ by one member. Green: no member gains by leaving and nobody by joining. Blue: no member gains by leaving. \
                Orange: some member gains by leaving. Grey: there is no plan, or it is not known."
            .into(),
        shape: Shape::Items,
        size: (150 + 110 * most, 760),
        unit: "MUSD",
        heads: &["coalition", "joint gain, MUSD", "short, t", "exposure, t"],
        choices: vec![Choice::list("Game", games.iter().map(|game| game.label()).collect())],
        base: json!({ "lattice": true }),
        frames: frames.collect(),
    }
}

fn nodes(game: &Game) -> Value {
    let of_size = |size: usize| {
        game.coalitions
            .iter()
            .filter(move |coalition| coalition.members.len() == size)
    };
    let mut data = Vec::new();
    for size in 0..=game.players.len() {
        let count = of_size(size).count();
        for (k, coalition) in of_size(size).enumerate() {
            let x = (k as f64 + 0.5) / count as f64;
            data.push(node(coalition, [1000.0 * x, -150.0 * size as f64]));
        }
    }
    let below = |one: &Coalition, other: &Coalition| {
        one.members.len() + 1 == other.members.len() && one.members.is_subset(&other.members)
    };
    let mut links = Vec::new();
    for (i, one) in game.coalitions.iter().enumerate() {
        let above = game.coalitions.iter().enumerate().filter(|(_, other)| below(one, other));
        links.extend(above.map(|(j, _)| json!({ "source": i, "target": j })));
    }
    json!({ "series": [{ "type": "graph", "data": data, "links": links }] })
}

fn node(coalition: &Coalition, [x, y]: [f64; 2]) -> Value {
    let stable = (coalition.row.yes("internal"), coalition.row.yes("external"));
    let color = match stable {
        _ if !coalition.is_known(true) => "@grey",
        (true, true) => "@green",
        (true, false) => "@sky",
        _ => "@orange",
    };
    let shown = |value: Option<f64>, factor: f64| value.map_or(Value::Null, |value| rounded(value * factor));
    let values = [
        shown(coalition.gain(), 1e-6),
        shown(coalition.row.number("short"), 1.0),
        shown(coalition.row.number("exposure"), 1.0),
    ];
    json!({ "name": coalition.name, "x": x, "y": y, "value": values, "itemStyle": { "color": color } })
}

fn shares(games: &[Game]) -> Figure {
    let names: Vec<&str> = super::view::distinct(games.iter().flat_map(|game| game.players.iter().copied()));
    let columns = [("alone", "alone"), ("shapley", "Shapley value"), ("nucleolus", "nucleolus")];
    let frame = |game: &Game| {
        let values = |column: &str| -> Vec<f64> {
            let of = |player: &&str| {
                game.folder
                    .rows("shares")
                    .find(|row| row.text("player") == *player)?
                    .number(column)
            };
            names.iter().map(|player| of(player).unwrap_or(f64::NAN) / 1e6).collect()
        };
        let one = |(column, name): &(&str, &str)| json!({ "type": "bar", "name": name, "data": data(values(column)) });
        json!({ "series": columns.iter().map(one).collect::<Vec<_>>() })
    };
    let categories: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    Figure {
        title: "How the gain of all could be shared",
        about: "Alone: what the player gains as a coalition of its own. The Shapley value pays each what it adds on average; the nucleolus makes the \
                least contented group as content as can be."
            .into(),
        shape: Shape::Categories,
        size: (120 + 60 * names.len(), 420),
        unit: "MUSD",
        heads: &["player"],
        choices: vec![Choice::list("Game", games.iter().map(Game::label).collect())],
        base: lying(&categories, "MUSD"),
        frames: games.iter().enumerate().map(|(k, game)| (vec![k], frame(game))).collect(),
    }
}

fn stability(games: &[Game]) -> Grid {
    let mut grid = Grid::new(
        "Coalitions: who leaves, who joins",
        &[
            ("game", ""),
            ("coalition", ""),
            ("members", ""),
            ("joint gain", "MUSD"),
            ("gains by leaving", ""),
            ("gains by joining", ""),
            ("missing to keep all in", "MUSD"),
            ("short", "t"),
            ("exposure", "t"),
        ],
    );
    let movers = |coalition: &Coalition, leaving: bool| -> Cell {
        if !coalition.is_planned() {
            return "no plan".into();
        }
        if !coalition.is_known(leaving) {
            return "not known".into();
        }
        let movers = coalition.movers(leaving);
        let told: Vec<String> = movers.iter().map(|(name, gain)| format!("{name} {}", money(*gain))).collect();
        if told.is_empty() {
            "nobody".into()
        } else {
            listed(&told).into()
        }
    };
    for game in games {
        for coalition in &game.coalitions {
            grid.row(vec![
                game.label().into(),
                coalition.name.into(),
                coalition.members.len().into(),
                coalition.row.millions("gain").into(),
                movers(coalition, true),
                movers(coalition, false),
                coalition.row.millions("shortfall").into(),
                coalition.row.number("short").into(),
                coalition.row.number("exposure").into(),
            ]);
        }
    }
    grid
}
