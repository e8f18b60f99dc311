//! Own choice: whether the state of the plan holds by itself, what else does, and who would leave the plan.

use super::super::choice::why;
use super::style::{Grid, Style, millions_up_to, money, tonnes, wrap};
use crate::compare::choice::{Deviation, Found, OwnChoice, State, differ};

/// Most rows of a table.
const MOST: usize = 40;

/// Own choices under every policy and scenario.
pub fn own_choice(choices: &[OwnChoice], style: Style) -> String {
    let sections: Vec<String> = choices.iter().map(|choice| section(choice, style)).collect();
    sections.join("\n")
}

fn section(choice: &OwnChoice, style: Style) -> String {
    let head = style.heading(&format!("Own choice under {}, scenario {}", choice.policy, choice.scenario));
    if !choice.left_out.is_empty() {
        let why = format!(
            "Left out, as groups that choose alone cannot keep: {}.",
            choice.left_out.join("; ")
        );
        return head + &style.alarm(&(wrap(&why, " ") + "\n"));
    }
    let Some((planned, searched)) = &choice.searched else {
        return head + &style.alarm(&format!(" The plan for all is {}.\n", choice.status));
    };
    let mut sentences = vec![of_plan(choice, planned), of_others(choice, planned)];
    sentences.push(of_groups(choice));
    sentences.extend(contested(choice));
    sentences.extend(searched.circles.iter().map(|circle| of_circle(choice, circle)));
    if !searched.whole {
        sentences.push(
            "Of the many states only these were searched: all open, all closed, that of the plan, and those that moves lead to."
                .into(),
        );
    }
    let told: String = sentences
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| wrap(text, " ") + "\n")
        .collect();
    format!(
        "{head}{told}\n{}\n{}",
        states(choice, &searched.found, style),
        groups(choice, style)
    )
}

/// Choices in a state; those of the plan itself where they stand.
fn in_state<'a>(choice: &'a OwnChoice, state: &'a State) -> impl Iterator<Item = &'a Found> {
    let found = choice.searched.iter().flat_map(|(_, searched)| &searched.found);
    found.filter(move |found| found.state == *state)
}

fn of_plan(choice: &OwnChoice, planned: &State) -> String {
    let name = choice.name(planned);
    let stands = in_state(choice, planned).any(Found::is_stable);
    let reason = in_state(choice, planned)
        .find_map(|found| why(choice, found, money))
        .unwrap_or_default();
    match (choice.sites.is_empty(), stands) {
        (true, true) => "No site may be closed here; groups settle.".into(),
        (true, false) => format!("No site may be closed here, and groups do not settle: {reason}."),
        (false, true) => format!("The plan's state, {name}, is stable."),
        (false, false) => format!("The plan's state, {name}, is not stable: {reason}."),
    }
}

fn of_others(choice: &OwnChoice, planned: &State) -> String {
    let mut names: Vec<String> = Vec::new();
    for found in choice.stable().filter(|found| found.state != *planned) {
        let name = choice.name(&found.state);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let stands = in_state(choice, planned).any(Found::is_stable);
    match (names.as_slice(), stands) {
        ([], true) => String::new(),
        ([], false) => "No state searched is stable.".into(),
        ([one], true) => format!("So is {one}."),
        ([one], false) => format!("Stable is {one}."),
        (many, true) => format!("So are: {}.", many.join("; ")),
        (many, false) => format!("Stable are: {}.", many.join("; ")),
    }
}

fn of_groups(choice: &OwnChoice) -> String {
    let pairs = choice.groups.iter().zip(&choice.deviations);
    let told: Vec<String> = pairs.filter_map(|(name, deviation)| gain(choice, name, deviation)).collect();
    if told.is_empty() {
        "No group gains by leaving the plan.".into()
    } else {
        told.join(" ")
    }
}

/// What a group gains by leaving the plan, in a sentence; none where it gains nothing.
fn gain(choice: &OwnChoice, name: &str, deviation: &Deviation) -> Option<String> {
    let own = deviation.own.as_ref().ok().filter(|_| deviation.gains())?;
    let [[short, cost, exposure], [short_then, cost_then, exposure_then]] =
        [&deviation.planned, own].map(|levels| choice.parts(levels).map(Option::unwrap_or_default));
    let mut parts = Vec::new();
    if differ(short, short_then) {
        parts.push(format!("lack {} t instead of {} t", tonnes(short_then), tonnes(short)));
    }
    if differ(cost, cost_then) && cost_then < cost {
        parts.push(format!("save {}", money(cost - cost_then)));
    } else if differ(cost, cost_then) {
        parts.push(format!("pay {} more", money(cost_then - cost)));
    }
    if parts.is_empty() {
        parts.push(format!(
            "be exposed with {} t instead of {} t at the same cost",
            tonnes(exposure_then),
            tonnes(exposure)
        ));
    }
    Some(format!(
        "{name} would {} by leaving the plan, all others and all openings held.",
        parts.join(" and ")
    ))
}

/// States whose outcome depends on who chooses first.
fn contested(choice: &OwnChoice) -> Option<String> {
    let (_, searched) = choice.searched.as_ref()?;
    let names: Vec<String> = searched.contested.iter().map(|state| choice.name(state)).collect();
    (!names.is_empty()).then(|| format!("Who chooses first has more of what is scarce: {}.", names.join("; ")))
}

fn of_circle(choice: &OwnChoice, circle: &[State]) -> String {
    let names: Vec<String> = circle.iter().chain(circle.first()).map(|state| choice.name(state)).collect();
    format!(
        "A circle: {}. What somebody would open then fails, as nobody is held to what made it worth opening.",
        names.join(", then ")
    )
}

fn states(choice: &OwnChoice, found: &[Found], style: Style) -> String {
    let mut grid = Grid::new([
        "state",
        "chosen by",
        ">short t",
        ">cost MUSD",
        ">exposure t",
        "stable",
        "who moves",
    ]);
    let costs = found.iter().filter_map(|found| choice.parts(&found.judged.levels)[1]);
    let show = millions_up_to(costs.fold(0.0, f64::max));
    for found in found {
        let [short, cost, exposure] = choice.parts(&found.judged.levels);
        grid.row(vec![
            choice.name(&found.state),
            choice.order(found),
            short.map_or_else(String::new, tonnes),
            cost.map_or_else(String::new, show),
            exposure.map_or_else(String::new, tonnes),
            if found.is_stable() { "yes".into() } else { "no".into() },
            why(choice, found, money).unwrap_or_default(),
        ]);
    }
    grid.show("States", MOST, style)
}

/// What each group pays in the plan, by leaving it, and in each stable state.
fn groups(choice: &OwnChoice, style: Style) -> String {
    let mut grid = Grid::new([
        "group",
        ">in the plan",
        ">by leaving it",
        "stable state",
        "chosen by",
        ">in it",
    ]);
    let costs = choice
        .deviations
        .iter()
        .filter_map(|deviation| choice.parts(&deviation.planned)[1]);
    let show = millions_up_to(costs.fold(0.0, f64::max));
    let cell = |levels: Option<&Vec<f64>>| {
        levels
            .and_then(|levels| choice.parts(levels)[1])
            .map_or_else(String::new, show)
    };
    for ((at, name), deviation) in choice.groups.iter().enumerate().zip(&choice.deviations) {
        let mut rows: Vec<[String; 3]> = Vec::new();
        for found in choice.stable() {
            let levels = found.levels.as_ref().ok().and_then(|levels| levels.get(at));
            rows.push([choice.name(&found.state), choice.order(found), cell(levels)]);
        }
        let mut head = [
            name.clone(),
            cell(Some(&deviation.planned)),
            cell(deviation.own.as_ref().ok()),
        ];
        if rows.is_empty() {
            rows.push(["none".into(), String::new(), String::new()]);
        }
        for row in rows {
            grid.row(head.iter().cloned().chain(row).collect());
            head = [const { String::new() }; 3];
        }
    }
    grid.show("What each group pays, MUSD discounted", MOST, style)
}
