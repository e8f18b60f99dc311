//! Why there is no plan, in words.

use crate::explain::units::amount;
use crate::explain::{Block, Cited, Contradiction, Infeasible, Missing, Repair, Section, Trace, Unfit, tonnes};

/// Goods that do not count, told of one demand at most.
const UNFIT: usize = 6;

/// Sections about what is missing, what contradicts what, and what would repair it.
pub(super) fn sections(of: &Infeasible) -> Vec<Section> {
    let mut sections = Vec::new();
    if !of.missing.is_empty() {
        let whole = if of.without_whole_numbers {
            ", even if decisions need not be whole"
        } else {
            ""
        };
        let first = format!("The least that must give way, with capacities and policies as they are{whole}:");
        sections.push(list("What is missing", &first, of.missing.iter().map(missing)));
    }
    for (k, contradiction) in of.contradictions.iter().enumerate() {
        let number = if of.contradictions.len() > 1 {
            format!(" ({})", k + 1)
        } else {
            String::new()
        };
        sections.extend(one(contradiction, &number, of.without_whole_numbers));
    }
    for trace in &of.traces {
        sections.push(list(&format!("The way to {}", trace.demand), &reach(trace), unfit(trace)));
    }
    if of.more {
        let text = "There are further contradictions; repair these first.";
        sections.push(Section::new("", vec![Block::Paragraph(text.into())]));
    }
    sections
}

fn list(heading: &str, first: &str, items: impl Iterator<Item = String>) -> Section {
    let first = (!first.is_empty()).then(|| Block::Paragraph(first.into()));
    Section::new(heading, first.into_iter().chain(items.map(Block::Item)).collect())
}

fn missing(of: &Missing) -> String {
    let periods = of.periods.as_ref().map_or(String::new(), |periods| format!(" in {periods}"));
    let in_unit = |value: f64| amount(&of.family, value.abs());
    let (limit, lacking, whole) = (&of.limit, in_unit(of.amount), in_unit(of.of));
    let has_whole = of.of != 0.0;
    match (of.beyond, takes(&of.family)) {
        (false, _) if has_whole => format!("{limit}: {lacking} of {whole} cannot be had{periods}."),
        (false, _) => format!("{limit}: {lacking} cannot be had{periods}."),
        (true, true) => format!("{limit}: {lacking} more than the {whole} that it takes would have nowhere to go{periods}."),
        (true, false) => format!("{limit}: {lacking} more than the {whole} allowed would be needed{periods}."),
    }
}

/// Whether the limits of a family bound what takes goods in, so that goods beyond them are a surplus.
fn takes(family: &str) -> bool {
    ["demand", "byproduct_limit", "stock_capacity"].contains(&family)
}

fn one(of: &Contradiction, number: &str, without_whole: bool) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut facts = list(
        &format!("What contradicts what{number}"),
        "These facts alone leave no plan; without any one of them the others could all hold.",
        of.facts.iter().map(cited),
    );
    facts.blocks.extend(doubts(of, without_whole).map(Block::Paragraph));
    sections.push(facts);
    let others = if number.is_empty() {
        ""
    } else {
        ", with the other contradictions repaired"
    };
    let single = of.repairs.iter().any(|repair| repair.changes == 1);
    let first = match of.repairs.len() {
        0 => format!("No change of these facts was found that makes a plan{others}; not every set of changes was tried."),
        _ if !single => {
            format!(
                "No single change of these facts was found that makes a plan{others}. Together some do, which a new solve of each confirms:"
            )
        }
        1 => format!("There is a plan after this change{others}, which a new solve confirms:"),
        _ => format!("There is a plan after any one of these changes{others}, which a new solve of each confirms:"),
    };
    let mut repairs = list(&format!("What would repair it{number}"), &first, std::iter::empty());
    repairs.blocks.extend(of.repairs.iter().flat_map(repair));
    sections.push(repairs);
    sections
}

fn doubts(of: &Contradiction, without_whole: bool) -> impl Iterator<Item = String> {
    let second = match of.confirmed {
        Some(true) => Some("Another solver, given these facts alone, finds no plan either."),
        Some(false) => Some("Another solver, given these facts alone, finds a point: do not rely on this explanation."),
        None => None,
    };
    let whole = without_whole.then_some("They contradict each other even where decisions need not be whole.");
    second.into_iter().chain(whole).map(String::from)
}

fn cited(of: &Cited) -> String {
    let periods = of.periods.as_ref().map(|periods| format!("in {periods}"));
    let aside = [&of.path, &of.written, &periods].into_iter().flatten();
    let aside: Vec<&str> = aside.map(String::as_str).collect();
    if aside.is_empty() {
        return format!("{}.", of.says);
    }
    format!("{} ({}).", of.says, aside.join(", "))
}

fn reach(of: &Trace) -> String {
    let rules = match of.rules.as_slice() {
        [] => String::new(),
        rules => format!(" that satisfy {}", rules.join(" and ")),
    };
    match (&of.cut_off, of.most) {
        (Some(why), _) => format!("No goods{rules} reach it: {why}."),
        (None, Some(most)) if most < of.asked * (1.0 - 1e-9) => {
            let (most, asked) = (tonnes(most), tonnes(of.asked));
            format!("Goods{rules} reach it, but {most} t at most of the {asked} t asked for.")
        }
        (None, Some(most)) => {
            let (most, asked) = (tonnes(most), tonnes(of.asked));
            format!("Goods{rules} reach it, up to {most} t if nothing else is asked for; {asked} t are.")
        }
        (None, None) => format!("Goods{rules} reach it."),
    }
}

fn unfit(of: &Trace) -> impl Iterator<Item = String> {
    let told = of.unfit.iter().take(UNFIT).map(one_unfit);
    let rest = of.unfit.len().saturating_sub(UNFIT);
    told.chain((rest > 0).then(|| format!("So do {rest} others.")))
}

fn one_unfit(of: &Unfit) -> String {
    let at: Vec<String> = of.at.iter().map(|(stage, country)| format!("{stage} in {country}")).collect();
    format!(
        "{} from {} does not satisfy {}: it is {}.",
        of.material,
        of.site,
        of.rule,
        at.join(", ")
    )
}

fn repair(of: &Repair) -> Vec<Block> {
    let lines = of.settings.iter().map(|setting| Block::Line(format!("--set \"{setting}\"")));
    let together = if of.changes > 1 {
        "; none of this helps without the rest"
    } else {
        ""
    };
    [Block::Item(format!("{}{together}.", of.says))]
        .into_iter()
        .chain(lines)
        .collect()
}
