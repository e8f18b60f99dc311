//! A chart of the page: options of the charting library, and one frame of them for each choice of the reader. The table behind a chart is made of
//! the frame shown, so the two cannot differ.

use serde_json::{Map, Value, json};

/// Something the reader chooses by.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    name: &'static str,
    values: Vec<String>,
    slides: bool,
}

impl Choice {
    /// A list to choose from.
    pub fn list(name: &'static str, values: Vec<String>) -> Self {
        Self {
            name,
            values,
            slides: false,
        }
    }

    /// A slider.
    pub fn slider(name: &'static str, values: Vec<String>) -> Self {
        Self {
            name,
            values,
            slides: true,
        }
    }
}

/// How a frame becomes a chart and a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Options as they are: categories along an axis, one column of the table for each series.
    Categories,
    /// Options as they are: points `[x, y]` of several series.
    Points,
    /// Options as they are: cells `[column, row, value]`.
    Cells,
    /// Options as they are: named items with the values of a row each.
    Items,
    /// Links between shared nodes: `[from, to, colour, value]`.
    Sankey,
    /// Links between places on the map.
    Map,
}

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Points => "points",
            Self::Cells => "cells",
            Self::Items => "items",
            Self::Sankey => "sankey",
            Self::Map => "map",
        }
    }
}

/// A chart.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Title.
    pub title: &'static str,
    /// What it shows and how to read it, in sentences.
    pub about: String,
    /// How frames are read.
    pub shape: Shape,
    /// Height and least width in pixels; narrower screens scroll.
    pub size: (usize, usize),
    /// Unit of the values.
    pub unit: &'static str,
    /// Names of the columns of the table that the frames do not name.
    pub heads: &'static [&'static str],
    /// What the reader chooses by.
    pub choices: Vec<Choice>,
    /// Options that all frames share.
    pub base: Value,
    /// Options of each frame, laid over the shared ones, by positions in the choices.
    pub frames: Vec<(Vec<usize>, Value)>,
}

impl Figure {
    /// As data of the page.
    pub fn data(&self) -> Value {
        let choice = |choice: &Choice| json!({ "name": choice.name, "values": choice.values, "slides": choice.slides });
        let key = |at: &[usize]| at.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let frames: Map<String, Value> = self.frames.iter().map(|(at, frame)| (key(at), frame.clone())).collect();
        json!({
            "title": self.title,
            "shape": self.shape.name(),
            "unit": self.unit,
            "heads": self.heads,
            "choices": self.choices.iter().map(choice).collect::<Vec<_>>(),
            "base": self.base,
            "frames": frames,
        })
    }
}
