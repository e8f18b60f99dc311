//! Draws told by a long table: `draw, path, value`, or `draw, demand, period, quantity`; a column `weight` is allowed in both.

use super::horizon::Horizon;
use super::rows::{self, Cell};
use super::{Change, Draw, Forecast, Kind, Target, at, over_time, whole};
use crate::network::Network;
use crate::spec::{Problem, Series, ValueSource, nearest};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Problems after which the rest is not read.
const MOST_WRONG: usize = 100;

/// Draws of a table.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// First days of the periods, where quantities are told by period.
    dates: Vec<String>,
    draws: Vec<One>,
}

#[derive(Clone, Debug)]
struct One {
    number: u64,
    weight: f64,
    /// Slot and number, in order of slots: a slot is a target, or a period of one.
    values: Vec<(u32, f64)>,
}

/// Reads a table.
pub(super) fn read(file: &Path, network: &Network, most: Option<usize>) -> Result<Forecast, Vec<Problem>> {
    let mut reading = Reading::new(file, network);
    if let Err(problem) = rows::read(file, &mut |line, cells| reading.take(line, &cells)) {
        reading.problems.push(*problem);
    }
    reading.finish(most)
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
struct Columns {
    draw: usize,
    what: usize,
    period: Option<usize>,
    value: usize,
    weight: Option<usize>,
}

/// Rows of a draw: its first line, its weight, slots and numbers.
type Rows = (usize, Option<f64>, Vec<(u32, f64)>);

struct Reading<'a> {
    file: &'a Path,
    network: &'a Network,
    horizon: Horizon,
    columns: Option<Columns>,
    unit: Option<String>,
    targets: Vec<Target>,
    known: HashMap<String, u32>,
    draws: BTreeMap<u64, Rows>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn new(file: &'a Path, network: &'a Network) -> Self {
        Self {
            file,
            network,
            horizon: Horizon::of(network),
            columns: None,
            unit: None,
            targets: Vec::new(),
            known: HashMap::new(),
            draws: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn take(&mut self, line: usize, cells: &[Cell]) -> bool {
        match self.columns {
            None => self.header(line, cells),
            Some(columns) => {
                if let Err(problem) = self.row(line, cells, columns) {
                    self.problems.push(*problem);
                }
                self.problems.len() < MOST_WRONG
            }
        }
    }

    fn header(&mut self, line: usize, cells: &[Cell]) -> bool {
        let names: Vec<String> = cells.iter().map(Cell::text).collect();
        let plain = |name: &str| name.split('[').next().unwrap_or_default().trim().to_lowercase();
        let find = |wanted: &str| names.iter().position(|name| plain(name) == wanted);
        let by_path = find("path").zip(find("value")).map(|(what, value)| (what, None, value));
        let by_period = find("demand").zip(find("quantity")).zip(find("period"));
        let columns = by_path.or(by_period.map(|((what, value), period)| (what, Some(period), value)));
        let Some((draw, (what, period, value))) = find("draw").zip(columns) else {
            let found = format!("columns `{}`", names.join("`, `"));
            let expected = "`draw`, `path` and `value`, or `draw`, `demand`, `period` and `quantity`; and `weight`, if wanted";
            self.problems.push(*self.fault(line, found, expected));
            return false;
        };
        let unit = names.get(value).and_then(|name| name.split_once('['));
        self.unit = unit.map(|(_, unit)| unit.trim_end_matches(']').trim().to_owned());
        self.columns = Some(Columns {
            draw,
            what,
            period,
            value,
            weight: find("weight"),
        });
        true
    }

    fn fault(&self, line: usize, found: String, expected: &str) -> Box<Problem> {
        let source = ValueSource {
            file: self.file.display().to_string(),
            line,
            ..ValueSource::default()
        };
        at(source, "", found, expected)
    }

    fn row(&mut self, line: usize, cells: &[Cell], columns: Columns) -> Result<(), Box<Problem>> {
        let cell = |position: usize| cells.get(position).unwrap_or(&Cell::Empty);
        let number = self.whole(line, cell(columns.draw))?;
        let (value, unit) = self.number(line, cell(columns.value))?;
        let what = cell(columns.what).text();
        let target = self.target(line, &what, (columns, unit))?;
        let slot = match columns.period {
            None => target,
            Some(period) => self.slot(line, target, &cell(period).text())?,
        };
        let weight = columns.weight.map(cell).filter(|cell| **cell != Cell::Empty);
        let weight = weight.map(|cell| self.weight(line, cell)).transpose()?;
        let draw = self.draws.entry(number).or_insert_with(|| (line, None, Vec::new()));
        let other = draw.1.zip(weight).filter(|(known, new)| known != new);
        draw.1 = draw.1.or(weight);
        draw.2.push((slot, value));
        match other {
            Some((known, new)) => Err(self.fault(line, format!("weight {new} of draw {number}"), &format!("{known}, as before"))),
            None => Ok(()),
        }
    }

    fn whole(&self, line: usize, cell: &Cell) -> Result<u64, Box<Problem>> {
        let number = match cell {
            Cell::Number(number) if *number >= 0.0 && number.fract() == 0.0 && *number < 1e15 => Some(*number as u64),
            Cell::Text(text) => text.parse::<u64>().ok().filter(|number| *number < 1_000_000_000_000_000),
            _ => None,
        };
        number.ok_or_else(|| self.fault(line, format!("draw `{}`", cell.text()), "a whole number"))
    }

    fn number(&self, line: usize, cell: &Cell) -> Result<(f64, Option<String>), Box<Problem>> {
        let read = match cell {
            Cell::Number(number) => Some((*number, None)),
            Cell::Text(text) => {
                let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
                let unit = Some(unit.trim().to_owned()).filter(|unit| !unit.is_empty());
                number.parse::<f64>().ok().map(|number| (number, unit))
            }
            Cell::Empty => None,
        };
        let read = read.filter(|(number, _)| number.is_finite());
        read.ok_or_else(|| self.fault(line, format!("value `{}`", cell.text()), "a number, with or without its unit"))
    }

    fn weight(&self, line: usize, cell: &Cell) -> Result<f64, Box<Problem>> {
        match self.number(line, cell) {
            Ok((weight, None)) if weight > 0.0 => Ok(weight),
            _ => Err(self.fault(line, format!("weight `{}`", cell.text()), "a number above zero")),
        }
    }

    fn target(&mut self, line: usize, what: &str, (columns, unit): (Columns, Option<String>)) -> Result<u32, Box<Problem>> {
        let unit = unit.or_else(|| self.unit.clone());
        if let Some(&known) = self.known.get(what) {
            let first = self.targets.get(known as usize).map(|target| &target.unit);
            if first != Some(&unit) {
                let first = first.cloned().flatten().unwrap_or_else(|| "none".into());
                let found = format!("unit `{}`", unit.unwrap_or_else(|| "none".into()));
                return Err(self.fault(line, found, &format!("the unit of this value in its first row, `{first}`")));
            }
            return Ok(known);
        }
        let path = match columns.period {
            None => what.to_owned(),
            Some(_) => self.demand(line, what)?,
        };
        let source = self.fault(line, String::new(), "").source;
        let new = u32::try_from(self.targets.len()).map_err(|_| self.fault(line, "too many values".into(), "fewer"))?;
        self.targets.push(Target {
            path,
            scale: false,
            unit,
            source,
        });
        self.known.insert(what.to_owned(), new);
        Ok(new)
    }

    fn demand(&self, line: usize, name: &str) -> Result<String, Box<Problem>> {
        let known = || self.network.demands.iter().map(|demand| demand.name.as_str());
        if known().any(|other| other == name) {
            return Ok(format!("demands.{name}.quantity"));
        }
        let mut problem = self.fault(line, format!("no demand `{name}`"), "a demand of the instance");
        problem.hint = nearest(name, known()).map(|near| format!("did you mean `{near}`?"));
        Err(problem)
    }

    fn slot(&self, line: usize, target: u32, period: &str) -> Result<u32, Box<Problem>> {
        let wrong = || {
            let mut problem = self.fault(line, format!("no period `{period}`"), "the name or the first day of a period");
            let known = self.horizon.names.iter().map(String::as_str);
            problem.hint = nearest(period, known).map(|near| format!("did you mean `{near}`?"));
            problem
        };
        let position = self.horizon.find(period).ok_or_else(wrong)?;
        let slot = target as usize * self.horizon.dates.len() + position;
        u32::try_from(slot).map_err(|_| wrong())
    }

    fn finish(mut self, most: Option<usize>) -> Result<Forecast, Vec<Problem>> {
        let by_period = self.columns.is_some_and(|columns| columns.period.is_some());
        let mut draws = Vec::new();
        for (number, (line, weight, mut values)) in std::mem::take(&mut self.draws) {
            values.sort_by_key(|(slot, _)| *slot);
            self.complete((number, line), &values, by_period);
            draws.push(One {
                number,
                weight: weight.unwrap_or(1.0),
                values,
            });
        }
        if draws.is_empty() && self.problems.is_empty() {
            self.problems
                .push(*whole(self.file, "no draws", "a row for each value of each draw"));
        }
        if !self.problems.is_empty() {
            self.problems.sort();
            self.problems.truncate(MOST_WRONG);
            return Err(self.problems);
        }
        draws.truncate(most.unwrap_or(usize::MAX));
        let input = |target: &Target| (target.path.clone(), target.unit.clone().unwrap_or_default());
        Ok(Forecast {
            inputs: self.targets.iter().map(input).collect(),
            targets: self.targets,
            hash: Default::default(),
            kind: Kind::Told(Told {
                dates: if by_period { self.horizon.dates } else { Vec::new() },
                draws,
            }),
        })
    }

    /// Whether a draw tells each value once, and all periods of a demand.
    fn complete(&mut self, (number, line): (u64, usize), values: &[(u32, f64)], by_period: bool) {
        let doubled = values.windows(2).find(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
        let periods = if by_period { self.horizon.dates.len() } else { 1 };
        let target = |slot: u32| slot as usize / periods.max(1);
        let name = |target: usize| self.targets.get(target).map_or("?", |target| target.path.as_str());
        if let Some([(slot, _), ..]) = doubled {
            let found = format!("`{}` twice in draw {number}", name(target(*slot)));
            let problem = self.fault(line, found, "each value once in a draw");
            self.problems.push(*problem);
            return;
        }
        let short = values
            .chunk_by(|(a, _), (b, _)| target(*a) == target(*b))
            .find(|chunk| chunk.len() != periods);
        if let Some([(slot, _), ..]) = short {
            let found = format!("`{}` not in every period of draw {number}", name(target(*slot)));
            let problem = self.fault(line, found, &format!("a row for each of the {periods} periods"));
            self.problems.push(*problem);
        }
    }
}

impl Told {
    /// Number of draws.
    pub fn draws(&self) -> usize {
        self.draws.len()
    }

    /// The draw at a position.
    pub fn draw(&self, position: usize, targets: &[Target]) -> Option<Draw> {
        let one = self.draws.get(position)?;
        let periods = self.dates.len().max(1);
        let mut draw = Draw {
            number: one.number,
            weight: one.weight,
            inputs: vec![f64::NAN; targets.len()],
            changes: Vec::new(),
        };
        for chunk in one
            .values
            .chunk_by(|(a, _), (b, _)| *a as usize / periods == *b as usize / periods)
        {
            let numbers: Vec<f64> = chunk.iter().map(|(_, number)| *number).collect();
            let index = chunk.first().map_or(0, |(slot, _)| *slot as usize / periods);
            let (Some(target), Some(input)) = (targets.get(index), draw.inputs.get_mut(index)) else {
                continue;
            };
            *input = numbers.iter().sum::<f64>() / numbers.len() as f64;
            let amount = match (self.dates.is_empty(), numbers.as_slice()) {
                (true, [number, ..]) => Series::Constant(*number),
                _ => over_time(&self.dates, &numbers),
            };
            draw.changes.push(Change {
                path: target.path.clone(),
                scale: false,
                amount,
                unit: target.unit.clone(),
            });
        }
        Some(draw)
    }
}
