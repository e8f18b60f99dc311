//! A stored game: its coalitions and the welfare of players.

use super::folder::Folder;
use super::view::distinct;
use crate::results::rows::Row;
use std::collections::BTreeSet;

/// A game.
#[derive(Clone, Debug)]
pub(super) struct Game<'a> {
    /// Folder.
    pub folder: &'a Folder,
    /// Players in order.
    pub players: Vec<&'a str>,
    /// Coalitions, the smallest first.
    pub coalitions: Vec<Coalition<'a>>,
}

/// A coalition.
#[derive(Clone, Debug)]
pub(super) struct Coalition<'a> {
    /// Name.
    pub name: &'a str,
    /// Its members.
    pub members: BTreeSet<&'a str>,
    /// Its row.
    pub row: Row<'a>,
    /// Each player with its row.
    pub players: Vec<(&'a str, Row<'a>)>,
}

impl<'a> Game<'a> {
    /// That of a folder.
    pub fn of(folder: &'a Folder) -> Self {
        let coalition = |row: Row<'a>| {
            let name = row.text("coalition");
            let rows = folder.rows("welfare").filter(|row| row.text("coalition") == name);
            let players: Vec<(&str, Row)> = rows.map(|row| (row.text("player"), row)).collect();
            let members = players.iter().filter(|(_, row)| row.yes("member")).map(|(name, _)| *name);
            Coalition {
                name,
                members: members.collect(),
                row,
                players,
            }
        };
        let mut coalitions: Vec<Coalition> = folder.rows("coalitions").map(coalition).collect();
        coalitions.sort_by_key(|coalition| coalition.members.len());
        Self {
            folder,
            players: distinct(folder.rows("welfare").map(|row| row.text("player"))),
            coalitions,
        }
    }

    /// The coalition of all players.
    pub fn all(&self) -> Option<&Coalition<'a>> {
        self.coalitions
            .iter()
            .find(|coalition| coalition.members.len() == self.players.len())
    }

    /// The coalition of all players but one.
    pub fn without(&self, player: &str) -> Option<&Coalition<'a>> {
        let rest: BTreeSet<&str> = self.players.iter().copied().filter(|known| *known != player).collect();
        self.coalitions.iter().find(|coalition| coalition.members == rest)
    }

    /// Policy whose measures the coalitions take.
    pub fn policy(&self) -> &'a str {
        self.folder.words("policies").first().copied().unwrap_or_default()
    }

    /// What the game is called: its policy and scenario.
    pub fn label(&self) -> String {
        let scenario = self.folder.words("scenarios").join("+");
        super::view::label(self.policy(), &scenario)
    }
}

impl<'a> Coalition<'a> {
    /// Joint gain, USD; none where some coalition has no plan.
    pub fn gain(&self) -> Option<f64> {
        self.row.number("gain")
    }

    /// Whether there is a plan for it.
    pub fn is_planned(&self) -> bool {
        self.row.number("cost").is_some()
    }

    /// Whether it is known who gains by changing sides, members or outsiders: that needs plans of other coalitions too.
    pub fn is_known(&self, members: bool) -> bool {
        self.row.number(side(members)).is_some()
    }

    /// Members or outsiders who gain by changing sides, with the gain, the largest first; none where the coalition is stable that way.
    pub fn movers(&self, members: bool) -> Vec<(&'a str, f64)> {
        let stable = self.row.yes(side(members));
        let moving = self.players.iter().filter(|(_, row)| !stable && row.yes("member") == members);
        let gains = moving.filter_map(|(name, row)| Some((*name, row.number("switch")?)));
        let mut gains: Vec<(&str, f64)> = gains.filter(|(_, gain)| *gain >= 0.5).collect();
        gains.sort_by(|a, b| b.1.total_cmp(&a.1));
        gains
    }
}

/// The column that says whether no member gains by leaving, or no outsider by joining.
fn side(members: bool) -> &'static str {
    if members { "internal" } else { "external" }
}
