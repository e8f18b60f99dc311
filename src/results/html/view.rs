//! The folders of a report by what they hold.

use super::folder::{Folder, Kind};
use crate::results::rows::Row;
use std::collections::BTreeMap;

/// Folders of one report.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    /// Folders in the order given.
    pub folders: &'a [Folder],
}

/// A plan of the report.
#[derive(Clone, Debug)]
pub(super) struct Plan<'a> {
    /// Its folder.
    pub folder: &'a Folder,
    /// Policy and scenario, and the folder where another plan has both too.
    pub label: String,
}

/// What policies, scenarios and plans without a policy are called.
pub(super) fn label(policy: &str, scenario: &str) -> String {
    let policy = if matches!(policy, "" | "none") { "no policy" } else { policy };
    match scenario {
        "" | "baseline" => policy.to_owned(),
        scenario => format!("{policy}, {scenario}"),
    }
}

impl<'a> View<'a> {
    /// Folders of a kind.
    pub fn of(self, kind: Kind) -> impl Iterator<Item = &'a Folder> {
        self.folders.iter().filter(move |folder| folder.kind == kind)
    }

    /// Plans, with labels that differ.
    pub fn plans(self) -> Vec<Plan<'a>> {
        let plans: Vec<(&Folder, String)> = self.of(Kind::Plan).map(|folder| (folder, plan_label(folder))).collect();
        let label = |(folder, label): &(&'a Folder, String)| Plan {
            folder,
            label: match plans.iter().filter(|(_, other)| other == label).count() {
                1 => label.clone(),
                _ => format!("{label} ({})", folder.path.display()),
            },
        };
        plans.iter().map(label).collect()
    }
}

impl View<'_> {
    /// That a period is split, with the days of each part.
    pub fn split_periods(self) -> Option<String> {
        let plans = self.plans();
        let rows = plans.iter().flat_map(|plan| plan.rows("periods"));
        let mut parts: BTreeMap<&str, String> = BTreeMap::new();
        for row in rows.filter(|row| row.text("period").contains('.')) {
            parts.insert(
                row.text("period"),
                format!(
                    "{} is from {} to before {}",
                    row.text("period"),
                    row.text("start"),
                    row.text("end")
                ),
            );
        }
        let parts: Vec<String> = parts.into_values().collect();
        (!parts.is_empty()).then(|| {
            format!(
                "A period is split where something begins, ends or changes within it: {}.",
                super::words::listed(&parts)
            )
        })
    }
}

fn plan_label(folder: &Folder) -> String {
    label(folder.word("policy"), &folder.words("scenarios").join("+"))
}

impl<'a> Plan<'a> {
    /// Names of the periods.
    pub fn periods(&self) -> Vec<String> {
        self.folder.rows("periods").map(|row| row.text("period").to_owned()).collect()
    }

    /// Rows of a table.
    pub fn rows(&self, name: &'static str) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.folder.rows(name)
    }

    /// Policy.
    pub fn policy(&self) -> &'a str {
        self.folder.word("policy")
    }

    /// A figure of `solve.json`.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.folder.document[name].as_f64()
    }

    /// Tonnes short by tier, in order.
    pub fn shortages(&self) -> Vec<(&'a str, f64)> {
        let tiers = self.folder.document["shortage"].as_object().into_iter().flatten();
        tiers
            .map(|(tier, short)| (tier.as_str(), short.as_f64().unwrap_or(0.0)))
            .collect()
    }
}

/// The periods of the plan that has fewest, as places for those of all plans: a policy whose measures begin within a period splits it.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// Names.
    pub names: Vec<String>,
    ends: Vec<String>,
}

impl Slots {
    /// Those of some plans.
    pub fn of<'a>(plans: impl Iterator<Item = &'a Plan<'a>>) -> Self {
        let fewest = plans.min_by_key(|plan| plan.rows("periods").count());
        let column = |name| {
            fewest
                .iter()
                .flat_map(|plan| plan.rows("periods"))
                .map(move |row| row.text(name).to_owned())
        };
        Self {
            names: column("period").collect(),
            ends: column("end").collect(),
        }
    }

    /// Slot of each period of a plan, by name; dates are written so that they sort.
    pub fn by_name<'a>(&self, plan: &Plan<'a>) -> BTreeMap<&'a str, usize> {
        let slot = |start: &str| self.ends.iter().position(|end| start < end.as_str());
        let rows = plan.rows("periods");
        rows.filter_map(|row| Some((row.text("period"), slot(row.text("start"))?)))
            .collect()
    }
}

/// Names in the order of their first appearance.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Sums by key.
pub(super) fn sums<K: Ord>(items: impl Iterator<Item = (K, f64)>) -> BTreeMap<K, f64> {
    let mut sums = BTreeMap::new();
    for (key, value) in items {
        *sums.entry(key).or_default() += value;
    }
    sums
}
