//! A site in a plan, in words.

use super::losses::Standing;
use super::ranges::{End, Moves, Range};
use super::site::{Binding, SiteStory, Use};
use super::{Block, Memo, Section, number, tonnes};

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
        .map_or_else(String::new, |(value, unit)| format!(", {} {unit},", short(*value)));
    match (range.moves, range.is_idle()) {
        (Moves::Prices, true) if hindered => None,
        (Moves::Prices, true) => Some(match range.low {
            End::At(factor) => format!("The {label}{now} would have to fall {}.", below(range, factor)),
            End::Beyond(factor) if factor <= 0.0 => {
                format!("The {label}{now} is not what keeps it idle: even for nothing it would not be used.")
            }
            _ => return None,
        }),
        (Moves::Prices, false) => Some(format!("The {label}{now} leaves the plan as it is {}.", between(range))),
        (Moves::Amounts, _) if range.is_idle_either_way(before) => Some(format!(
            "The {label}{now} changes neither shortage nor cost {}.",
            between(range)
        )),
        (Moves::Amounts, _) => Some(format!(
            "The {label}{now} changes cost and shortage evenly {}.",
            between(range)
        )),
        (Moves::Both | Moves::Nothing, _) => None,
    }
}

fn below(range: &Range, factor: f64) -> String {
    let percent = number(100.0 * (1.0 - factor), 2);
    match at(range, factor) {
        Some(value) => format!("below {value}, by {percent} %, before the plan uses it"),
        None => format!("by more than {percent} % at all times before the plan uses it"),
    }
}

fn between(range: &Range) -> String {
    let words = |end: End, nowhere: &str| match end {
        End::At(factor) => at(range, factor).unwrap_or_else(|| format!("{} % of it", number(100.0 * factor, 2))),
        End::Beyond(_) | End::Unknown => nowhere.to_owned(),
    };
    let (low, high) = (
        words(range.low, "nothing"),
        words(range.high, "ten times as much, and perhaps more"),
    );
    format!("from {low} to {high}")
}

/// The number times a factor, with its unit.
fn at(range: &Range, factor: f64) -> Option<String> {
    let (value, unit) = range.number.as_ref()?;
    Some(format!("{} {unit}", short(value * factor)))
}

/// A number with at most five significant digits.
pub fn short(value: f64) -> String {
    let size = value.abs().max(1e-12).log10().floor();
    let decimals = (4.0 - size).clamp(0.0, 9.0);
    let text = format!("{value:.*}", decimals as usize);
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let cases = [
            (15.0, "15"),
            (21.299_99, "21.3"),
            (0.0, "0"),
            (123_456.0, "123456"),
            (0.012_345, "0.012345"),
        ];
        for (value, text) in cases {
            assert_eq!(short(value), text);
        }
    }
}
