//! Why something is short, in words.

use crate::explain::units::amount;
use crate::explain::{Block, Relief, Scarce, Scarcity, Section, Short, Trial, Unserved, money, number, per_kg, tonnes};

/// Limits named for one demand.
const LIMITS: usize = 4;
/// Reliefs told.
const RELIEFS: usize = 8;

/// Sections about what is short and what would serve more.
pub(super) fn sections(of: &Scarcity) -> Vec<Section> {
    let items: Vec<Block> = of.short.iter().map(|short| Block::Item(one(short))).collect();
    let short = (!items.is_empty()).then(|| Section::new("What is short, and why", items));
    let sections = [
        short,
        reliefs(&of.reliefs),
        trials(&of.trials, &of.no_help_alone),
        unserved(&of.unserved),
    ];
    sections.into_iter().flatten().collect()
}

fn one(of: &Short) -> String {
    let periods = of.periods.as_ref().map_or(String::new(), |periods| format!(" in {periods}"));
    let (lacks, wants) = (tonnes(of.tonnes), tonnes(of.of));
    let mut text = format!("{} ({}) lacks {lacks} t of {wants} t{periods}", of.demand, of.tier);
    match (&of.cut_off, of.limits.as_slice()) {
        (Some(why), _) => text += &format!(": {why}"),
        (None, []) => text += ": nothing along the way to it is scarce",
        (None, limits) => {
            let told: Vec<String> = limits.iter().take(LIMITS).map(scarce).collect();
            text += &format!(". In the way: {}", told.join(", "));
        }
    }
    text + "."
}

fn scarce(of: &Scarce) -> String {
    let place = of.written.as_ref().map_or(String::new(), |written| format!(", {written}"));
    format!("{} ({} %{place})", of.limit, number(100.0 * of.share, 0))
}

fn reliefs(of: &[Relief]) -> Option<Section> {
    if of.is_empty() {
        return None;
    }
    let row = |relief: &Relief| {
        vec![
            relief.limit.clone(),
            relief.periods.clone().unwrap_or_else(|| "all".into()),
            relief.tier.clone(),
            number(relief.serves, 3),
            per_kg(relief.cost_per_tonne),
        ]
    };
    let first = "What one unit more of each limit would serve, and what serving it would cost, the relief itself not counted; the cheapest first.";
    Some(Section::new(
        "What would serve more",
        vec![
            Block::Paragraph(first.into()),
            Block::Table {
                headers: ["limit", "periods", "tier", ">t served", ">USD/kg served"]
                    .map(String::from)
                    .to_vec(),
                rows: of.iter().take(RELIEFS).map(row).collect(),
            },
        ],
    ))
}

fn unserved(of: &[Unserved]) -> Option<Section> {
    if of.is_empty() {
        return None;
    }
    let row = |unserved: &Unserved| {
        vec![
            unserved.demand.clone(),
            tonnes(unserved.tonnes),
            tonnes(unserved.of),
            unserved.periods.clone().unwrap_or_else(|| "all".into()),
            per_kg(unserved.penalty),
            unserved.cost.map_or("no way".into(), per_kg),
        ]
    };
    let first = "A tonne more would cost these demands more than the penalty that they put on its absence, USD/kg; the cost is that of \
                 the cheapest way.";
    let headers = ["demand", ">t unserved", ">of t", "periods", ">penalty", ">cost"];
    Some(Section::new(
        "Who rather goes without",
        vec![
            Block::Paragraph(first.into()),
            Block::Table {
                headers: headers.map(String::from).to_vec(),
                rows: of.iter().map(row).collect(),
            },
        ],
    ))
}

fn trials(of: &[Trial], no_help_alone: &[Trial]) -> Option<Section> {
    let first = "The first of these, each moved by what is short and solved anew:";
    let first = (!of.is_empty()).then(|| Block::Paragraph(first.into()));
    let items = of.iter().flat_map(|trial| {
        let lines = trial
            .settings
            .iter()
            .map(|setting| Block::Line(format!("--set \"{setting}\"")));
        [Block::Item(tried(trial))].into_iter().chain(lines)
    });
    let blocks: Vec<Block> = first.into_iter().chain(items).chain(alone(no_help_alone)).collect();
    (!blocks.is_empty()).then(|| Section::new("What a new solve says", blocks))
}

/// Limits that serve nothing more by themselves.
fn alone(of: &[Trial]) -> Option<Block> {
    let names: Vec<String> = of.iter().map(|trial| format!("{} ({})", trial.limit, trial.tier)).collect();
    let text = match names.as_slice() {
        [] => return None,
        [one] => format!("More of {one} alone does not help: something else binds as well."),
        many => format!(
            "More of any one of these alone does not help, as something else binds as well: {}.",
            many.join(", ")
        ),
    };
    Some(Block::Paragraph(text))
}

fn tried(of: &Trial) -> String {
    let (before, after) = of.short;
    let cost = if of.cost < 0.0 { "less" } else { "more" };
    format!(
        "{}, moved by {} in all: {} t short instead of {} t, and buyers pay {} {cost}.",
        of.limit,
        amount(&of.family, of.by),
        tonnes(after),
        tonnes(before),
        money(of.cost.abs())
    )
}
