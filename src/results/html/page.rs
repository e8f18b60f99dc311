//! The page around the sections.

use super::answers::Answer;
use super::figure::Figure;
use super::folder::{Folder, Kind};
use super::grid::Grid;
use super::json::inert;
use super::section::Section;
use super::view::{View, distinct};
use super::words::listed;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

/// The charting library, Apache ECharts.
const CHARTS: &str = include_str!("../../../assets/echarts.min.js");
/// Outlines of land, Natural Earth.
const LAND: &str = include_str!("../../../assets/land.json");
/// What the page does.
const SCRIPT: &str = include_str!("../../../assets/report.js");
/// How it looks.
const STYLE: &str = include_str!("../../../assets/report.css");
/// The page may run what it holds, and fetch nothing.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

/// Words that every section uses.
const GLOSSARY: &str = "Demands with a tier are served in the order of tiers, before any cost is looked at. Demands without a tier (penalised) go short \
                        where serving them costs more than the penalty on their absence. Exposure is the weighted tonnes of watched elements that \
                        allies receive and that passed outside them. Buyers pay all costs of the goods where they are used, duties and top-ups included.";

/// The whole page.
pub(super) fn whole(view: View, answers: &[Answer], sections: &[Section]) -> String {
    let figures: Vec<Value> = sections
        .iter()
        .flat_map(|section| &section.figures)
        .map(Figure::data)
        .collect();
    let grids: Vec<Value> = sections.iter().flat_map(|section| &section.grids).map(Grid::data).collect();
    let data = json!({ "figures": figures, "grids": grids });
    let title = title(view);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title) ": report" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { "Skip to the report" }
                (header(view, &title))
                div class="columns" {
                    (contents(answers, sections))
                    main id="main" { (body(view, answers, sections)) }
                }
                script type="application/json" id="data" { (PreEscaped(inert(&data))) }
                script type="application/json" id="land" { (PreEscaped(LAND)) }
                script { (PreEscaped(CHARTS)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// Title of the instance, or its name where no plan tells the title.
fn title(view: View) -> String {
    let titled = view
        .of(Kind::Plan)
        .map(|folder| folder.word("title"))
        .find(|title| !title.is_empty());
    let named = view.folders.first().map(Folder::instance);
    titled.or(named).unwrap_or_default().to_owned()
}

fn header(view: View, title: &str) -> Markup {
    html! {
        header {
            div {
                h1 { (title) }
                p { "Made of " (made_of(view)) ". Money is US dollars of the base year; MUSD is a million of them; t is a tonne, kg a kilogram." }
            }
            div class="tools" {
                button type="button" id="theme" aria-pressed="false" { "Dark colours" }
                button type="button" id="print" { "Print" }
            }
        }
    }
}

/// What was read, counted.
fn made_of(view: View) -> String {
    let count = |kind| view.of(kind).count();
    let several = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let parts = [
        several(count(Kind::Plan), "plan", "plans"),
        several(count(Kind::Policies), "comparison of policies", "comparisons of policies"),
        several(count(Kind::Coalitions), "game of coalitions", "games of coalitions"),
        several(count(Kind::Frontier) + count(Kind::Cover), "frontier", "frontiers"),
        several(count(Kind::Choice), "answer on own choice", "answers on own choice"),
        several(count(Kind::Sweep), "sweep", "sweeps"),
        several(count(Kind::Batch), "batch of draws", "batches of draws"),
    ];
    let programs = distinct(view.folders.iter().map(Folder::program));
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{} by {}", listed(&parts), programs.join(", "))
}

fn contents(answers: &[Answer], sections: &[Section]) -> Markup {
    html! {
        nav aria-label="Sections" {
            ul {
                @if !answers.is_empty() { li { a href="#answers" { "In short" } } }
                @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } }
            }
        }
    }
}

fn body(view: View, answers: &[Answer], sections: &[Section]) -> Markup {
    let (mut figures, mut grids) = (0, 0);
    html! {
        noscript { p class="alarm" { "Charts and tables need JavaScript, which is switched off. The sentences are complete." } }
        @if !answers.is_empty() {
            section id="answers" aria-labelledby="answers-title" {
                h2 id="answers-title" { "In short" }
                p { (GLOSSARY) }
                @if let Some(split) = view.split_periods() { p { (split) } }
                @for answer in answers { h3 { (answer.question) } (sentences(&answer.sentences)) }
            }
        }
        @for section in sections {
            section id=(section.id) aria-labelledby={ (section.id) "-title" } {
                h2 id={ (section.id) "-title" } { (section.title) }
                (sentences(&section.sentences))
                @for figure in &section.figures { (chart(figure, next(&mut figures))) }
                @for _ in &section.grids { div class="table" data-grid=(next(&mut grids)) {} }
            }
        }
    }
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count - 1
}

fn sentences(sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            ul class="sentences" { @for sentence in sentences { li { (sentence) } } }
        }
    }
}

fn chart(figure: &Figure, number: usize) -> Markup {
    let (height, width) = figure.size;
    html! {
        figure data-figure=(number) {
            figcaption { h3 id={ "figure-" (number) } { (figure.title) } p { (figure.about) } }
            div class="controls" {}
            div class="scroll" tabindex="0" role="group" aria-labelledby={ "figure-" (number) } {
                div class="plot" style={ "height:" (height) "px;min-width:" (width) "px" } {}
            }
            p class="nothing" role="status" {}
            details { summary { "The same as a table" } div class="table" {} }
        }
    }
}
