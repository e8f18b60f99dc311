//! Losses as tables.

use super::{Cell, Column, Definition, Table};
use crate::explain::losses::{After, Losses, Lost, Moved};

const RANK: Column = Column::integer("rank", "Place in the order of what losses do; 1 is the worst.");
const LOST: Column = Column::text("lost", "What is lost; the two of a pair joined by ` and `.");

static LOSSES: Definition = Definition {
    name: "losses",
    description: "One loss, or one pair of losses, and what the plan after it comes to.",
    columns: &[
        RANK,
        Column::text("kind", "What may be lost: sites, countries, owners, lanes or rules."),
        LOST,
        Column::text(
            "result",
            "`planned`, `same` where the plan uses nothing of what is lost, `infeasible` where no plan is left.",
        ),
        Column::text("reason", "Limits that cannot hold together, where no plan is left."),
        Column::integer(
            "single_point",
            "1 where a tier misses more than before, or no plan is left: a single point of failure.",
        ),
        Column::number("cost", "USD", "Cost to the buyers after it, discounted."),
        Column::number("cost_change", "USD", "Cost after it less cost before."),
        Column::text("first_short", "First period in which a demand misses more than before."),
        Column::number("years_until_short", "years", "From the start of the horizon to that period."),
        Column::text(
            "first_short_demand",
            "The demand that misses most in it, of the first tier that misses any.",
        ),
        Column::text(
            "solved",
            "How it was solved: hot from the basis of the plan, or cold, with the reason.",
        ),
    ],
};

static SHORTAGES: Definition = Definition {
    name: "loss_shortages",
    description: "Tonnes short in a tier before and after a loss; `penalised` is of the demands without a tier.",
    columns: &[
        RANK,
        LOST,
        Column::text("tier", "Tier."),
        Column::number("before", "t", "Short before."),
        Column::number("after", "t", "Short after; no value where no plan is left."),
        Column::number("change", "t", "Difference."),
    ],
};

static REPLACED: Definition = Definition {
    name: "loss_replacements",
    description: "What grows most after a loss, over the horizon: the three largest of sources, activities and shipments.",
    columns: &[
        RANK,
        LOST,
        Column::text("kind", "supply, activity or flow."),
        Column::text("item", "What grows, and where."),
        Column::text("unit", "t, or units of activity."),
        Column::number("before", "", "Amount before."),
        Column::number("after", "", "Amount after."),
        Column::number("change", "", "Difference."),
    ],
};

/// Every table of losses.
pub fn tables(losses: &Losses) -> Vec<Table> {
    let ranked = || losses.lost.iter().enumerate().map(|(k, lost)| (k + 1, lost));
    let table = |definition, rows| Table { definition, rows };
    vec![
        table(&LOSSES, ranked().map(|one| row(losses, one)).collect()),
        table(&SHORTAGES, ranked().flat_map(|one| shortages(losses, one)).collect()),
        table(&REPLACED, ranked().flat_map(replaced).collect()),
    ]
}

fn row(losses: &Losses, (rank, lost): (usize, &Lost)) -> Vec<Cell> {
    let effect = match &lost.after {
        After::Planned(effect) => Some(effect),
        _ => None,
    };
    let cost = match &lost.after {
        After::Planned(effect) => Some(effect.after.cost),
        After::Same => Some(losses.before.cost),
        After::Without(_) => None,
    };
    let first = effect.and_then(|effect| effect.first.as_ref());
    let (result, reason) = match &lost.after {
        After::Same => ("same", ""),
        After::Planned(_) => ("planned", ""),
        After::Without(reason) => ("infeasible", reason.as_str()),
    };
    vec![
        rank.into(),
        losses.kind.name().into(),
        lost.loss.label().into(),
        result.into(),
        reason.into(),
        usize::from(losses.is_single_point(lost)).into(),
        cost.into(),
        cost.map(|cost| cost - losses.before.cost).into(),
        first.map(|first| first.period.clone()).into(),
        first.map(|first| first.years).into(),
        first.map(|first| first.demand.clone()).into(),
        lost.solved.into(),
    ]
}

fn shortages<'l>(losses: &'l Losses, (rank, lost): (usize, &'l Lost)) -> impl Iterator<Item = Vec<Cell>> + 'l {
    let tiers = losses.tiers.iter().map(String::as_str).chain(["penalised"]);
    tiers
        .zip(&losses.before.shortages)
        .enumerate()
        .map(move |(k, (tier, before))| {
            let after = match &lost.after {
                After::Same => Some(*before),
                After::Planned(effect) => effect.after.shortages.get(k).copied(),
                After::Without(_) => None,
            };
            vec![
                rank.into(),
                lost.loss.label().into(),
                tier.into(),
                (*before).into(),
                after.into(),
                after.map(|after| after - before).into(),
            ]
        })
}

fn replaced((rank, lost): (usize, &Lost)) -> Vec<Vec<Cell>> {
    let After::Planned(effect) = &lost.after else {
        return Vec::new();
    };
    let row = |moved: &Moved| {
        vec![
            rank.into(),
            lost.loss.label().into(),
            moved.thing.kind().into(),
            moved.thing.label().into(),
            moved.thing.unit().into(),
            moved.before.into(),
            moved.after.into(),
            (moved.after - moved.before).into(),
        ]
    };
    effect.replaced.iter().map(row).collect()
}
