//! Production lines and the operations that they run.

use super::names::Context;
use super::periods::Operation as Times;
use super::{Campaigns, Circuit, Line, LineId, Material, MaterialId, Operation, PerPeriod, SiteId};
use crate::spec::{self, Map, Process, Separation};

/// One recipe: name, inputs and outputs per unit of activity.
pub(super) struct Recipe {
    /// Name of the operation.
    pub name: String,
    /// Tonnes of each input.
    pub inputs: Vec<(MaterialId, f64)>,
    /// Tonnes of each output.
    pub outputs: Vec<(MaterialId, f64)>,
}

/// One line as written, where it is and where it was written.
struct Place<'a> {
    path: String,
    site: SiteId,
    line: LineId,
    written: &'a spec::Line,
}

/// Lines and operations of every site.
pub(super) fn lines(context: &Context<'_>, materials: &[Material]) -> (Vec<Line>, Vec<Operation>) {
    let (mut lines, mut operations) = (Vec::new(), Vec::new());
    for (index, (site, entry)) in context.document.sites.iter().enumerate() {
        for (name, written) in &entry.lines {
            let path = format!("sites.{site}.lines.{name}");
            let place = Place {
                path,
                site: SiteId::new(index),
                line: LineId::new(lines.len()),
                written,
            };
            let ours = operations_of(context, &place, materials);
            lines.push(line(context, name, &place, &ours));
            operations.extend(ours);
        }
    }
    (lines, operations)
}

fn line(context: &Context<'_>, name: &str, place: &Place<'_>, operations: &[Operation]) -> Line {
    let written = place.written;
    let times = Times {
        from: written.from.as_deref(),
        until: written.until.as_deref(),
        ramp: written.ramp,
        outages: &written.outages,
    };
    super::sources::ramp_has_start(context, &place.path, &times);
    let capacity = context
        .calendar
        .operating(context.calendar.limits(written.capacity.as_ref()), &times);
    let circuits = written
        .circuits
        .iter()
        .map(|(name, circuit)| circuit_of(context, place, (name, circuit), operations));
    Line {
        name: name.to_owned(),
        site: place.site,
        capacity,
        circuits: circuits.collect(),
        minimum_run: written
            .minimum_run
            .as_ref()
            .map_or_else(|| context.calendar.constant(0.0), |least| context.calendar.amounts(least)),
        lot: lot(context, place),
        campaigns: campaigns(context, place),
    }
}

fn lot(context: &Context<'_>, place: &Place<'_>) -> Option<f64> {
    let lot = place.written.lot?.0;
    if lot <= 0.0 {
        let path = format!("{}.lot", place.path);
        context.report.problem(&path, format!("`{lot}`"), "a lot above zero");
        return None;
    }
    Some(lot)
}

/// Campaigns; the loss of a change is what the line's own capacity makes in that time.
fn campaigns(context: &Context<'_>, place: &Place<'_>) -> Option<Campaigns> {
    let written = place.written.campaigns?;
    let path = format!("{}.campaigns", place.path);
    let Some(capacity) = &place.written.capacity else {
        let expected = format!("`{}.capacity`", place.path);
        context
            .report
            .problem(&path, "campaigns of a line without a capacity", expected);
        return None;
    };
    if written.most == Some(0) {
        context.report.problem(&format!("{path}.most"), "`0`", "one campaign or more");
    }
    let shortest = context.calendar.periods.iter().map(|period| period.years);
    if written.changeover.0 >= shortest.fold(f64::INFINITY, f64::min) {
        let found = "a changeover as long as a period";
        context
            .report
            .problem(&format!("{path}.changeover"), found, "less than the shortest period");
    }
    let full = context.calendar.amounts(capacity);
    let periods = context.calendar.periods.iter().zip(&full);
    let loss: PerPeriod = periods
        .map(|(period, full)| full / period.years * written.changeover.0)
        .collect();
    if full.iter().all(|full| written.minimum.0 > *full) {
        let found = "a campaign of more than the line makes in any period";
        context
            .report
            .problem(&format!("{path}.minimum"), found, "no more than its capacity");
    }
    Some(Campaigns {
        most: written.most.map_or(f64::INFINITY, f64::from),
        loss,
        minimum: written.minimum.0,
    })
}

fn circuit_of(context: &Context<'_>, place: &Place<'_>, entry: (&String, &spec::Circuit), operations: &[Operation]) -> Circuit {
    let (name, written) = entry;
    let mut materials = Vec::new();
    for (index, material) in written.materials.iter().enumerate() {
        let path = format!("{}.circuits.{name}.materials.{index}", place.path);
        let Some(id) = context.material(&path, material) else {
            continue;
        };
        if !operations.iter().flat_map(|o| &o.outputs).any(|(output, _)| *output == id) {
            context.report.problem(
                &path,
                format!("`{material}` is no output of the line"),
                "an output of one of its processes",
            );
        }
        materials.push(id);
    }
    Circuit {
        name: name.clone(),
        materials,
        capacity: context.calendar.amounts(&written.capacity),
    }
}

fn operations_of(context: &Context<'_>, place: &Place<'_>, materials: &[Material]) -> Vec<Operation> {
    let mut operations = Vec::new();
    let known = &context.document.processes;
    for (index, name) in place.written.processes.iter().enumerate() {
        let Some(process) = known.get(name) else {
            let path = format!("{}.processes.{index}", place.path);
            context
                .report
                .unknown(&path, "process", name, known.keys().map(String::as_str));
            continue;
        };
        if place.written.processes.iter().take(index).any(|before| before == name) {
            context.report.problem(
                &format!("{}.processes.{index}", place.path),
                format!("`{name}` twice"),
                "each process once",
            );
            continue;
        }
        let recipes = recipes(context, name, process, (place, materials));
        operations.extend(
            recipes
                .into_iter()
                .map(|recipe| operation(context, place, (name, process), recipe)),
        );
    }
    if place.written.processes.is_empty() {
        context
            .report
            .problem(&format!("{}.processes", place.path), "no process", "at least one process");
    }
    line_names(context, place);
    operations
}

/// Fees and recoveries name processes of the line and elements.
fn line_names(context: &Context<'_>, place: &Place<'_>) {
    for process in place
        .written
        .fees
        .keys()
        .filter(|name| !place.written.processes.contains(name))
    {
        let known = place.written.processes.iter().map(String::as_str);
        context.report.unknown(
            &format!("{}.fees.{process}", place.path),
            "process of the line",
            process,
            known,
        );
    }
    for (element, share) in &place.written.recovery {
        let path = format!("{}.recovery.{element}", place.path);
        context.element(&path, element);
        context.report.share(&path, share.0);
    }
}

fn operation(context: &Context<'_>, place: &Place<'_>, process: (&String, &Process), recipe: Recipe) -> Operation {
    let (name, process) = process;
    let written = place.written;
    let fee = context.calendar.prices(written.fees.get(name).unwrap_or(&written.fee));
    let cash_cost = written
        .cash_cost
        .as_ref()
        .map_or_else(|| fee.clone(), |cost| context.calendar.prices(cost));
    Operation {
        name: recipe.name,
        line: place.line,
        site: place.site,
        stage: context
            .document
            .stages
            .get_index_of(&process.stage)
            .map(super::StageId::new)
            .unwrap_or(super::StageId(0)),
        inputs: recipe.inputs,
        outputs: recipe.outputs,
        fee,
        cash_cost,
    }
}

fn recipes(context: &Context<'_>, name: &str, process: &Process, at: (&Place<'_>, &[Material])) -> Vec<Recipe> {
    let (place, materials) = at;
    match &process.separates {
        Some(separation) => {
            let assay = Assay {
                context,
                name,
                separation,
                line: &place.written.recovery,
                materials,
            };
            let recipes: Vec<Recipe> = separation.feeds.iter().filter_map(|feed| assay.recipe(feed)).collect();
            let path = format!("processes.{name}.separates");
            recipes
                .iter()
                .for_each(|recipe| super::checks::recipes::creates_nothing(context, &path, recipe, materials));
            recipes
        }
        None => vec![fixed(context, name, process)],
    }
}

/// Recipe of a process with inputs and outputs; unknown names are reported by the check of processes.
pub(super) fn fixed(context: &Context<'_>, name: &str, process: &Process) -> Recipe {
    Recipe {
        name: name.to_owned(),
        inputs: amounts(context, &process.inputs),
        outputs: amounts(context, &process.outputs),
    }
}

fn amounts(context: &Context<'_>, written: &Map<crate::spec::quantity::Ratio>) -> Vec<(MaterialId, f64)> {
    let id = |name: &String| context.document.materials.get_index_of(name).map(MaterialId::new);
    written
        .iter()
        .filter_map(|(name, amount)| Some((id(name)?, amount.0)))
        .collect()
}

/// Separation of one process on one line.
struct Assay<'a> {
    context: &'a Context<'a>,
    name: &'a str,
    separation: &'a Separation,
    line: &'a Map<crate::spec::quantity::Share>,
    materials: &'a [Material],
}

impl Assay<'_> {
    fn recipe(&self, feed: &str) -> Option<Recipe> {
        let id = |name: &str| self.context.document.materials.get_index_of(name).map(MaterialId::new);
        let feed_id = id(feed)?;
        let mut outputs = Vec::new();
        for (product, elements) in &self.separation.products {
            let Some(product) = id(product) else { continue };
            let amount = self.amount(feed_id, product, elements);
            if amount > 0.0 {
                outputs.push((product, amount));
            }
        }
        Some(Recipe {
            name: format!("{}({feed})", self.name),
            inputs: vec![(feed_id, 1.0)],
            outputs,
        })
    }

    /// Tonnes of product from a tonne of feed: the least over its elements of recovery x content of feed / content of product.
    fn amount(&self, feed: MaterialId, product: MaterialId, elements: &[String]) -> f64 {
        let content = |material: MaterialId, element: usize| {
            self.materials
                .get(material.index())
                .and_then(|m| m.content.get(element))
                .copied()
                .unwrap_or(0.0)
        };
        let mut least = f64::INFINITY;
        for name in elements {
            let Some(element) = self.context.document.elements.get_index_of(name) else {
                continue;
            };
            if content(product, element) > 0.0 {
                least = least.min(self.recovery(name) * content(feed, element) / content(product, element));
            }
        }
        if least.is_finite() { least } else { 0.0 }
    }

    fn recovery(&self, element: &str) -> f64 {
        self.line
            .get(element)
            .or_else(|| self.separation.recovery.get(element))
            .map_or(1.0, |share| share.0)
    }
}
