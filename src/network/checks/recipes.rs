//! Processes: what they name, and that no recipe makes an element out of nothing.

use crate::network::lines::{Recipe, fixed};
use crate::network::names::Context;
use crate::network::{Material, MaterialId};
use crate::spec::{Process, Separation};

/// Checks every process.
pub fn check(context: &Context<'_>, materials: &[Material]) {
    for (name, process) in &context.document.processes {
        let path = format!("processes.{name}");
        context.stage(&format!("{path}.stage"), &process.stage);
        for (section, goods) in [("inputs", &process.inputs), ("outputs", &process.outputs)] {
            for (material, amount) in goods {
                let path = format!("{path}.{section}.{material}");
                context.material(&path, material);
                if amount.0 <= 0.0 {
                    context.report.problem(&path, format!("`{}`", amount.0), "more than nothing");
                }
            }
        }
        shape(context, &path, process);
        if let Some(separation) = &process.separates {
            check_separation(context, &path, separation, materials);
        }
        creates_nothing(context, &format!("{path}.outputs"), &fixed(context, name, process), materials);
    }
}

fn shape(context: &Context<'_>, path: &str, process: &Process) {
    let fixed = !process.inputs.is_empty() || !process.outputs.is_empty();
    match &process.separates {
        Some(_) if fixed => {
            let found = "both `separates` and `inputs` or `outputs`";
            context
                .report
                .problem(&format!("{path}.separates"), found, "a recipe or a separation");
        }
        Some(separation) if separation.feeds.is_empty() || separation.products.is_empty() => {
            context
                .report
                .problem(&format!("{path}.separates"), "no feed or no product", "feeds and products");
        }
        None if process.outputs.is_empty() => {
            context
                .report
                .problem(path, "a process without outputs", "`outputs` or `separates`")
        }
        _ => {}
    }
}

fn check_separation(context: &Context<'_>, path: &str, separation: &Separation, materials: &[Material]) {
    let path = format!("{path}.separates");
    for (index, feed) in separation.feeds.iter().enumerate() {
        context.material(&format!("{path}.feeds.{index}"), feed);
    }
    for (product, elements) in &separation.products {
        let at = format!("{path}.products.{product}");
        let material = context.material(&at, product).and_then(|id| materials.get(id.index()));
        let mut held = false;
        for (index, name) in elements.iter().enumerate() {
            let element = context.element(&format!("{at}.{index}"), name);
            held |= element
                .zip(material)
                .and_then(|(e, m)| m.content.get(e.index()))
                .is_some_and(|content| *content > 0.0);
        }
        if material.is_some() && !held {
            context.report.problem(
                &at,
                format!("`{product}` holds none of the elements named"),
                "elements that it contains",
            );
        }
    }
    for (element, share) in &separation.recovery {
        let path = format!("{path}.recovery.{element}");
        context.element(&path, element);
        context.report.share(&path, share.0);
    }
}

/// Of every element, outputs hold at most what inputs hold (relative 1e-9).
pub fn creates_nothing(context: &Context<'_>, path: &str, recipe: &Recipe, materials: &[Material]) {
    for (element, name) in context.document.elements.keys().enumerate() {
        let held = |goods: &[(MaterialId, f64)]| -> f64 {
            let content = |id: &MaterialId| materials.get(id.index()).and_then(|m| m.content.get(element)).copied();
            goods.iter().map(|(id, amount)| amount * content(id).unwrap_or(0.0)).sum()
        };
        let (input, output) = (held(&recipe.inputs), held(&recipe.outputs));
        if output > input * (1.0 + 1e-9) + 1e-15 {
            let found = format!("`{}` makes {output} t of {name} from {input} t", recipe.name);
            context
                .report
                .problem(path, found, "no more of an element in the outputs than in the inputs");
        }
    }
}
