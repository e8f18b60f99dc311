//! Own choice as tables: states, groups in them, owners' books, and what groups would have by leaving the plan.

use super::{Cell, Column, Definition, Table};
use crate::compare::choice::{Deviation, Fate, Found, OwnChoice};

const POLICY: Column = Column::text("policy", "Policy.");
const SCENARIO: Column = Column::text("scenario", "Scenarios, joined by `+`.");
const STATE: Column = Column::text("state", "Which sites are open and closed, and from when where that changes.");
const ORDER: Column = Column::text(
    "chosen_by",
    "Groups in the order in which they chose; `plan` where the choices are those of the plan for all.",
);
const GROUP: Column = Column::text("group", "Country whose buyers choose together.");

static STATES: Definition = Definition {
    name: "states",
    description: "One state of the sites that may be closed, with the choices made in it.",
    columns: &[
        POLICY,
        SCENARIO,
        STATE,
        ORDER,
        Column::integer("planned", "1 where it is the state of the plan for all."),
        Column::integer("stable", "1 where nobody moves."),
        Column::text("why", "Who moves, or why there are no choices; empty where it is stable."),
        Column::number("short", "t", "Shortage in tiers, weighted."),
        Column::number("cost", "USD", "What buyers of all groups pay, discounted."),
        Column::number("exposure", "t", "Weighted exposure."),
    ],
};

static GROUPS: Definition = Definition {
    name: "groups",
    description: "One group of buyers in one state.",
    columns: &[
        POLICY,
        SCENARIO,
        STATE,
        ORDER,
        GROUP,
        Column::number("short", "t", "Its shortage in tiers, weighted."),
        Column::number(
            "cost",
            "USD",
            "What it pays, discounted, without the costs of what the plan builds.",
        ),
        Column::number("exposure", "t", "Its weighted exposure."),
        Column::text("opens", "Closed sites that it would open, joined by `, `."),
    ],
};

static OWNERS: Definition = Definition {
    name: "owners",
    description: "The books of an owner that asks for viability and has something open, in one state and window.",
    columns: &[
        POLICY,
        SCENARIO,
        STATE,
        ORDER,
        Column::text("owner", "Owner."),
        Column::text("from", "First period of the window."),
        Column::number("left", "USD", "Received less borne, not discounted."),
        Column::integer("fails", "1 where it does not cover its costs."),
    ],
};

static DEVIATIONS: Definition = Definition {
    name: "deviations",
    description: "What a group has in the plan for all, and what it would have by its own choice, all others and all openings held.",
    columns: &[
        POLICY,
        SCENARIO,
        GROUP,
        Column::integer("gains", "1 where it gains: less of the first aim that differs."),
        Column::number("gain", "USD", "Cost in the plan less cost by its own choice."),
        Column::number("planned_short", "t", "Shortage in tiers in the plan, weighted."),
        Column::number("own_short", "t", "The same by its own choice."),
        Column::number("planned_cost", "USD", "Cost in the plan, discounted."),
        Column::number("own_cost", "USD", "The same by its own choice."),
        Column::number("planned_exposure", "t", "Weighted exposure in the plan."),
        Column::number("own_exposure", "t", "The same by its own choice."),
        Column::text(
            "status",
            "How the solve of its own choice ended; the words of `solve --json`.",
        ),
    ],
};

static LEFT_OUT: Definition = Definition {
    name: "left_out",
    description: "What groups that choose alone cannot keep under a policy and scenario, which are left out for it.",
    columns: &[POLICY, SCENARIO, Column::text("why", "What it is, and why.")],
};

/// The tables that a report reads.
pub(super) static TOLD: [&Definition; 4] = [&STATES, &GROUPS, &DEVIATIONS, &LEFT_OUT];

/// Every table of own choices.
pub fn tables(choices: &[OwnChoice]) -> Vec<Table> {
    let table = |definition, of: fn(&OwnChoice) -> Vec<Vec<Cell>>| Table {
        definition,
        rows: choices.iter().flat_map(of).collect(),
    };
    vec![
        table(&STATES, states),
        table(&GROUPS, groups),
        table(&OWNERS, owners),
        table(&DEVIATIONS, deviations),
        table(&LEFT_OUT, left_out),
    ]
}

fn left_out(choice: &OwnChoice) -> Vec<Vec<Cell>> {
    let row = |why: &String| case(choice).into_iter().chain([why.into()]).collect();
    choice.left_out.iter().map(row).collect()
}

fn case(choice: &OwnChoice) -> Vec<Cell> {
    vec![(&choice.policy).into(), (&choice.scenario).into()]
}

fn found(choice: &OwnChoice) -> &[Found] {
    choice.searched.as_ref().map_or(&[], |(_, searched)| &searched.found)
}

fn place(choice: &OwnChoice, found: &Found) -> Vec<Cell> {
    let mut cells = case(choice);
    cells.extend([choice.name(&found.state).into(), choice.order(found).into()]);
    cells
}

fn states(choice: &OwnChoice) -> Vec<Vec<Cell>> {
    let planned = choice.searched.as_ref().map(|(state, _)| state);
    let row = |found: &Found| {
        let mut cells = place(choice, found);
        cells.push(usize::from(planned == Some(&found.state)).into());
        cells.push(usize::from(found.is_stable()).into());
        cells.push(why(choice, found, |usd| format!("{usd:.0} USD")).unwrap_or_default().into());
        cells.extend(choice.parts(&found.judged.levels).map(Cell::from));
        cells
    };
    found(choice).iter().map(row).collect()
}

fn groups(choice: &OwnChoice) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for found in found(choice) {
        let levels = found.levels.iter().flatten();
        for ((at, name), levels) in choice.groups.iter().enumerate().zip(levels) {
            let opens = found.opened.iter().find(|(group, _)| *group == at);
            let mut cells = place(choice, found);
            cells.push(name.into());
            cells.extend(choice.parts(levels).map(Cell::from));
            cells.push(opens.map(|(_, slots)| choice.slots(slots)).unwrap_or_default().into());
            rows.push(cells);
        }
    }
    rows
}

fn owners(choice: &OwnChoice) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for found in found(choice) {
        for margin in &found.judged.margins {
            let mut cells = place(choice, found);
            cells.push((&margin.owner).into());
            cells.push((&margin.from).into());
            cells.push(margin.left.into());
            cells.push(usize::from(margin.fails).into());
            rows.push(cells);
        }
    }
    rows
}

fn deviations(choice: &OwnChoice) -> Vec<Vec<Cell>> {
    let row = |(name, deviation): (&String, &Deviation)| {
        let [planned_short, planned_cost, planned_exposure] = choice.parts(&deviation.planned);
        let own = deviation.own.as_ref().map(|own| choice.parts(own));
        let [own_short, own_cost, own_exposure] = own.as_ref().map_or([None; 3], |own| *own);
        let gain = planned_cost.zip(own_cost).map(|(planned, own)| planned - own);
        let mut cells = case(choice);
        cells.extend([name.into(), usize::from(deviation.gains()).into(), gain.into()]);
        let pairs = [
            planned_short,
            own_short,
            planned_cost,
            own_cost,
            planned_exposure,
            own_exposure,
        ];
        cells.extend(pairs.map(Cell::from));
        cells.push(own.err().map_or("optimal", |status| *status).into());
        cells
    };
    choice.groups.iter().zip(&choice.deviations).map(row).collect()
}

/// Who moves in a state, or why there are no choices in it; none where it is stable. `money` shows USD.
pub(super) fn why(choice: &OwnChoice, found: &Found, money: fn(f64) -> String) -> Option<String> {
    let name = |group: usize| choice.groups.get(group).map_or("", String::as_str);
    let mut parts: Vec<String> = Vec::new();
    match &found.levels {
        Err(Fate::NoPlan { group, status }) => parts.push(format!("{} has no plan of its own ({status})", name(*group))),
        Err(Fate::Restless) => parts.push("choices have not settled".into()),
        Ok(_) => {}
    }
    for margin in found.failing() {
        parts.push(format!("{} loses {} from {}", margin.owner, money(-margin.left), margin.from));
    }
    for (group, slots) in &found.opened {
        parts.push(format!("{} would open {}", name(*group), choice.slots(slots)));
    }
    parts.extend(found.judged.broken.iter().cloned());
    (!parts.is_empty()).then(|| parts.join("; "))
}
