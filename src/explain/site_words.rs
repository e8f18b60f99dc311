//! A site in a plan, in words.

use super::decisions::{Decision, Difference, Forced, Otherwise};
use super::losses::Standing;
use super::ranges::{End, Moves, Range};
use super::site::{Binding, SiteStory, Use};
use super::{Block, Memo, Section, money, number, tonnes};

impl SiteStory {
    /// The story as a memo.
    pub fn memo(&self) -> Memo {
        let policy = match self.policy.as_str() {
            "" => String::new(),
            policy => format!("Policy {policy}, "),
        };
        let (asks, ahead) = match self.is_used() {
            true => ("Why", "How far its numbers may move"),
            false => ("Why not", "What would have to change"),
        };
        Memo {
            title: format!("{asks} {}", self.site),
            under: format!("{policy}scenario {}.", self.scenario.join("+")),
            sections: vec![
                Section::new("", self.does()),
                Section::new(
                    "What is decided",
                    self.decisions.iter().flat_map(|one| decided(&self.site, one)).collect(),
                ),
                Section::new("What binds", self.limits.iter().map(binding).collect()),
                Section::new(ahead, self.changes()),
            ]
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
        }
    }

    fn does(&self) -> Vec<Block> {
        let title = if self.title.is_empty() || self.title == self.site {
            String::new()
        } else {
            format!(" ({})", self.title)
        };
        let whose = format!("{}{title} in {}, owned by {},", self.site, self.country, self.owner);
        let told = if self.is_used() {
            format!("{whose} is used.")
        } else {
            format!("{whose} is not used.")
        };
        let mut blocks = vec![Block::Paragraph(told)];
        blocks.extend(self.uses.iter().map(|one| Block::Item(used(one))));
        blocks
    }

    fn changes(&self) -> Vec<Block> {
        let hurdles = self
            .hurdles
            .iter()
            .map(|hurdle| Block::Item(format!("Whatever it asks, {hurdle}.")));
        let hindered = !self.hurdles.is_empty();
        let ranges = self
            .ranges
            .iter()
            .filter_map(|range| sentence((range, &self.before), hindered));
        hurdles.chain(ranges.map(Block::Item)).collect()
    }
}

fn used(one: &Use) -> String {
    let amount = format!("{} {}", tonnes(one.amount), one.unit);
    let share = match one.possible {
        Some(possible) if possible > 0.0 => {
            let percent = number(100.0 * one.amount / possible, 1);
            format!(" of {} possible ({percent} %)", tonnes(possible))
        }
        Some(_) => " of nothing possible".into(),
        None => String::new(),
    };
    let when = one
        .periods
        .as_ref()
        .map_or_else(String::new, |(first, last)| format!(", {}", span(first, last)));
    format!("It {}: {amount}{share}{when}.", one.what)
}

fn span(first: &str, last: &str) -> String {
    if first == last {
        format!("in {first}")
    } else {
        format!("from {first} to {last}")
    }
}

/// A decision, and what comes of others.
fn decided(site: &str, of: &Decision) -> Vec<Block> {
    let when = of.periods.as_ref().map_or(String::new(), |periods| format!(" in {periods}"));
    let first = match (&of.option, of.taken) {
        (None, true) => format!("The plan keeps {site} open{when}."),
        (None, false) => format!("The plan keeps {site} closed."),
        (Some(option), true) => format!("The plan decides to build {option}{when}."),
        (Some(option), false) => format!("The plan does not build {option}."),
    };
    let others: Vec<String> = of.otherwise.iter().map(|other| otherwise(of, other)).collect();
    vec![Block::Item(format!("{first} {}", others.join(" ")))]
}

fn otherwise(of: &Decision, other: &Otherwise) -> String {
    let condition = match (&of.option, other.forced) {
        (None, Forced::Never) => "Were it closed throughout".to_owned(),
        (None, Forced::Sometime) => "Were it open at some time".into(),
        (None, Forced::Always) => "Were it open throughout".into(),
        (Some(_), Forced::Never) => "Were it not built".into(),
        (Some(_), Forced::Sometime | Forced::Always) => "Were it built".into(),
    };
    match &other.change {
        Some(change) => format!("{condition}, {}.", differs(change)),
        None => format!("{condition}, no plan was found."),
    }
}

/// By how much another plan differs: who goes without first, then cost.
fn differs(change: &Difference) -> String {
    let side = |more: f64| if more < 0.0 { "less" } else { "more" };
    let short = change.short.iter();
    let mut parts: Vec<String> = short
        .map(|(tier, more)| format!("{tier} would miss {} t {}", tonnes(more.abs()), side(*more)))
        .collect();
    parts.push(match change.cost {
        cost if cost.abs() < 0.005 => "buyers would pay the same".into(),
        cost => format!("buyers would pay {} {}", money(cost.abs()), side(cost)),
    });
    parts.join(" and ")
}

fn binding(limit: &Binding) -> Block {
    let (level, amount) = &limit.betters;
    let worth = match level.as_str() {
        "cost" => format!("save {} USD", number(*amount, 2)),
        tier => format!("serve {} t more of {tier}", number(*amount, 3)),
    };
    let most = if limit.count > 1 { " at most" } else { "" };
    Block::Item(format!(
        "The {} binds {}: one unit more would {worth}{most}.",
        limit.limit,
        span(&limit.periods.0, &limit.periods.1)
    ))
}

/// How far a number may move, in a sentence; nothing where nothing is known.
fn sentence((range, before): (&Range, &Standing), hindered: bool) -> Option<String> {
    let label = &range.parameter.label;
    let now = range
        .number
        .as_ref()
        .map_or_else(String::new, |_| format!(", {},", now(range)));
    match (range.moves, range.is_idle()) {
        (Moves::Prices, true) if hindered => None,
        (Moves::Prices, true) => Some(match range.low {
            _ if range.low.is_here() => format!("The {label}{now} is just what it may be: for any less the plan may use it."),
            End::At(factor) => format!("The {label}{now} would have to fall {}.", below(range, factor)),
            End::Beyond(factor) if factor <= 0.0 => {
                format!("The {label}{now} is not what keeps it idle: even for nothing it would not be used.")
            }
            _ => return None,
        }),
        (Moves::Prices, false) => Some(format!("The {label}{now} leaves the plan as it is {}.", between(range)?)),
        (Moves::Amounts, _) if range.is_idle_either_way(before) => Some(format!(
            "The {label}{now} changes neither shortage nor cost {}.",
            between(range)?
        )),
        (Moves::Amounts, _) => Some(format!(
            "The {label}{now} changes cost and shortage evenly {}.",
            between(range)?
        )),
        (Moves::Both | Moves::Nothing, _) => None,
    }
}

fn now(range: &Range) -> String {
    range.shown(&[1.0]).concat()
}

fn below(range: &Range, factor: f64) -> String {
    let percent = number(100.0 * (1.0 - factor), 2);
    match (range.number.is_some(), range.shown(&[factor, 1.0]).first()) {
        (true, Some(value)) => format!("below {value}, by {percent} %, before the plan uses it"),
        _ => format!("by more than {percent} % at all times before the plan uses it"),
    }
}

/// From where to where; none where neither end was found.
fn between(range: &Range) -> Option<String> {
    let (low, high) = (range.low, range.high);
    low.factor().or(high.factor())?;
    if low.is_here() && high.is_here() {
        return Some("only where it is, as another plan is as good already".into());
    }
    let factor = |end: End| end.factor().unwrap_or(1.0);
    let shown = range.shown(&[factor(low), factor(high), 1.0]);
    let of_it = if range.number.is_some() { "" } else { " of it" };
    let words = |end: End, shown: Option<&String>| match end {
        _ if end.is_here() => "where it is".to_owned(),
        End::Beyond(factor) if factor <= 0.0 => "nothing".into(),
        End::Beyond(factor) if factor >= 10.0 => "ten times as much, and perhaps more".into(),
        End::Beyond(_) => format!("{}{of_it}, and perhaps beyond", shown.map_or("", String::as_str)),
        End::At(_) => format!("{}{of_it}", shown.map_or("", String::as_str)),
        End::Unknown => "an end that was not found".into(),
    };
    Some(format!("from {} to {}", words(low, shown.first()), words(high, shown.get(1))))
}
