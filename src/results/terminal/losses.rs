//! Losses: a ranking, the single points of failure in sentences, and what changes nothing.

use super::style::{Grid, Style, millions_up_to, money, tonnes, wrap};
use crate::explain::losses::{After, Effect, First, Losses, Lost, Moved};

/// Most losses ranked in the table.
const ROWS: usize = 24;
/// Most losses told in sentences.
const TOLD: usize = 8;
/// Most names in one list.
const NAMES: usize = 12;

/// The whole answer.
pub fn losses(losses: &Losses, style: Style) -> String {
    let sections = [
        heading(losses, style),
        ranking(losses, style),
        points(losses, style),
        without(losses, style),
        same(losses),
    ];
    let there: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    there.join("\n")
}

fn heading(losses: &Losses, style: Style) -> String {
    let under = match losses.policy.as_str() {
        "" => String::new(),
        policy => format!(" under {policy}"),
    };
    let title = format!(
        "Loss of any one of the {}{under}, scenario {}",
        losses.kind.name(),
        losses.scenarios.join("+")
    );
    let count = losses.lost.len();
    let points = losses.lost.iter().filter(|lost| losses.is_single_point(lost)).count();
    let said = match (count, points) {
        (0, _) => format!("There are no {} to lose.", losses.kind.name()),
        (_, 0) => {
            format!("Of {count} losses none is a single point of failure, after which a tier misses more or no plan is left.")
        }
        (_, points) => format!(
            "Of {count} losses {points} {} of failure: a tier misses more than before, or no plan is left.",
            single(points)
        ),
    };
    let before = format!(
        "Before any loss the plan costs {}{}.",
        money(losses.before.cost),
        short_before(losses)
    );
    format!("{}{}\n{}\n", style.heading(&title), wrap(&said, " "), wrap(&before, " "))
}

fn single(points: usize) -> &'static str {
    if points == 1 {
        "is a single point"
    } else {
        "are single points"
    }
}

fn short_before(losses: &Losses) -> String {
    let short = tiers(losses)
        .zip(&losses.before.shortages)
        .filter(|(_, amount)| **amount > 0.0);
    let short: Vec<String> = short
        .map(|(tier, amount)| format!("{} t in {tier}", tonnes(*amount)))
        .collect();
    match short.as_slice() {
        [] => " and nobody is short".into(),
        parts => format!(" and is short of {}", parts.join(", ")),
    }
}

fn tiers(losses: &Losses) -> impl Iterator<Item = &str> {
    losses.tiers.iter().map(String::as_str).chain(["penalised demand"])
}

/// Tiers in which some loss is felt: position and name.
fn felt(losses: &Losses) -> Vec<(usize, &str)> {
    let is_felt = |k: usize| planned(losses).any(|(_, effect)| change(losses, effect, k) != 0.0);
    tiers(losses).enumerate().filter(|(k, _)| is_felt(*k)).collect()
}

fn planned(losses: &Losses) -> impl Iterator<Item = (&Lost, &Effect)> {
    losses.lost.iter().filter_map(|lost| match &lost.after {
        After::Planned(effect) => Some((lost, effect.as_ref())),
        _ => None,
    })
}

fn change(losses: &Losses, effect: &Effect, tier: usize) -> f64 {
    let of = |list: &[f64]| list.get(tier).copied().unwrap_or(0.0);
    let change = of(&effect.after.shortages) - of(&losses.before.shortages);
    if change.abs() < 1e-6 { 0.0 } else { change }
}

fn ranking(losses: &Losses, style: Style) -> String {
    let felt = felt(losses);
    let heads = [">".into(), losses.kind.one().into()].into_iter();
    let short = felt.iter().map(|(_, tier)| format!(">{tier}, t"));
    let mut grid = Grid::new(
        heads
            .chain(short)
            .chain([">cost, MUSD".into(), "first short".into(), "instead".into()]),
    );
    let changes = planned(losses).map(|(_, effect)| effect.after.cost - losses.before.cost);
    let show = millions_up_to(changes.fold(0.0, |most: f64, cost| most.max(cost.abs())));
    for (k, lost) in losses.lost.iter().enumerate() {
        let After::Planned(effect) = &lost.after else { continue };
        let mut cells = vec![(k + 1).to_string(), lost.loss.label()];
        cells.extend(felt.iter().map(|(tier, _)| plus(change(losses, effect, *tier), tonnes)));
        cells.push(plus(effect.after.cost - losses.before.cost, show));
        cells.push(effect.first.as_ref().map_or_else(String::new, |first| first.period.clone()));
        cells.push(effect.replaced.first().map_or_else(String::new, |moved| moved.thing.label()));
        grid.row(cells);
    }
    if grid.is_empty() {
        return String::new();
    }
    let note = "Shortage and cost are changes against the plan. `Instead` is what grows most; other plans may cost the same.";
    format!("{}{}\n", grid.show("The worst first", ROWS, style), wrap(note, " "))
}

fn plus(value: f64, show: fn(f64) -> String) -> String {
    let text = show(value);
    if value > 0.0 && text != "0" {
        format!("+{text}")
    } else {
        text
    }
}

/// Single points of failure with a plan left, in sentences.
fn points(losses: &Losses, style: Style) -> String {
    let points: Vec<(&Lost, &Effect)> = planned(losses).filter(|(lost, _)| losses.is_single_point(lost)).collect();
    if points.is_empty() {
        return String::new();
    }
    let told = points
        .iter()
        .take(TOLD)
        .map(|(lost, effect)| wrap(&point(losses, lost, effect), " ") + "\n");
    let more = match points.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(" and {more} more\n"),
    };
    format!(
        "{}{}{more}",
        style.heading("Single points of failure"),
        told.collect::<String>()
    )
}

fn point(losses: &Losses, lost: &Lost, effect: &Effect) -> String {
    let misses = tiers(losses).enumerate().map(|(k, tier)| (tier, change(losses, effect, k)));
    let misses: Vec<String> = misses
        .filter(|(_, more)| *more > 0.0)
        .map(|(tier, more)| format!("{} t more in {tier}", tonnes(more)))
        .collect();
    let mut text = format!("Without {} the plan misses {}", lost.loss.label(), misses.join(", "));
    text += &costs(effect.after.cost - losses.before.cost);
    if let Some(first) = &effect.first {
        text += &since(first);
    }
    text + "." + &instead(&effect.replaced)
}

fn costs(change: f64) -> String {
    match change {
        change if change.abs() < 0.005 => " and costs the same".into(),
        change if change < 0.0 => format!("; with less bought, buyers pay {} less", money(-change)),
        change => format!(" and costs {} more", money(change)),
    }
}

fn since(first: &First) -> String {
    let after = match (first.years * 12.0).round() {
        months if months < 1.0 => "at once".into(),
        1.0 => "after a month".into(),
        months => format!("after {months} months"),
    };
    format!(
        "; the first to be short is {} in {}, {after}, of {} t",
        first.demand,
        first.period,
        tonnes(first.tonnes)
    )
}

fn instead(replaced: &[Moved]) -> String {
    let made: Vec<String> = replaced
        .iter()
        .filter(|moved| moved.thing.kind() != "flow")
        .map(grown)
        .collect();
    match made.as_slice() {
        [] => " Nothing takes its place.".into(),
        made => format!(" In its place: {}.", made.join(", ")),
    }
}

fn grown(moved: &Moved) -> String {
    let more = tonnes(moved.after - moved.before);
    format!("{more} {} more {}", moved.thing.unit(), moved.thing.label())
}

/// Losses after which no plan is left.
fn without(losses: &Losses, style: Style) -> String {
    let lines = losses.lost.iter().filter_map(|lost| match &lost.after {
        After::Without(reason) if reason.is_empty() => Some(format!("Without {} no plan is left.", lost.loss.label())),
        After::Without(reason) => Some(format!("Without {} no plan is left: {reason}.", lost.loss.label())),
        _ => None,
    });
    lines.map(|line| wrap(&style.alarm(&line), " ") + "\n").collect()
}

/// Losses that the plan does not feel.
fn same(losses: &Losses) -> String {
    let names: Vec<String> = losses
        .lost
        .iter()
        .filter(|lost| lost.after == After::Same)
        .map(|lost| lost.loss.label())
        .collect();
    let first = names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => String::new(),
        count if count > NAMES => wrap(&format!("The plan uses nothing of {first} and {} more.", count - NAMES), " ") + "\n",
        _ => wrap(&format!("The plan uses nothing of {first}."), " ") + "\n",
    }
}
