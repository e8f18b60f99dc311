//! The JSON Schema of an instance, and the parts of it that the reader follows.

use super::tree::{Node, Value};
use super::units::Dimension;
use super::{Document, Forecasts};
use serde_json::{Map, Value as Json};
use std::sync::LazyLock;

static SCHEMA: LazyLock<Json> = LazyLock::new(|| schemars::schema_for!(Document).to_value());
static FORECASTS: LazyLock<Json> = LazyLock::new(|| schemars::schema_for!(Forecasts).to_value());

/// JSON Schema (2020-12) of `instance.yaml` and of models.
pub fn schema() -> Json {
    SCHEMA.clone()
}

/// What the schema says of one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    json: &'static Json,
    /// The schema that references lead into.
    root: &'static Json,
    /// Whether a quantity here may be negative.
    signed: bool,
}

/// One of the forms that a place may have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Anything.
    Any,
    /// Any text.
    Text,
    /// One certain word.
    Word(&'static str),
    /// True or false.
    Truth,
    /// A whole number, not negative.
    Whole,
    /// A plain number, not negative.
    Number,
    /// A quantity with its unit.
    Quantity(Quantity),
    /// A list of items.
    List(Shape),
    /// A map from free names.
    Names(Shape),
    /// A map of known fields.
    Fields(Fields),
}

/// A quantity that the schema asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// Its dimension as the schema names it.
    pub dimension: &'static str,
    /// An example.
    pub example: &'static str,
    /// Whether it may be negative.
    pub signed: bool,
    /// Largest value.
    pub most: f64,
    /// Unit in which it is held.
    pub unit: &'static str,
}

/// Fields of a map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    json: &'static Json,
    root: &'static Json,
    signed: bool,
}

impl Shape {
    /// The whole document of an instance.
    pub fn document() -> Self {
        Self::of(&SCHEMA)
    }

    /// The whole document of forecasts.
    pub fn forecasts() -> Self {
        Self::of(&FORECASTS)
    }

    fn of(root: &'static Json) -> Self {
        Self {
            json: root,
            root,
            signed: false,
        }
    }

    /// All forms, and whether nothing at all is a form too.
    pub fn forms(self) -> (Vec<Form>, bool) {
        let (mut forms, mut empty) = (Vec::new(), false);
        self.collect(&mut forms, &mut empty);
        (forms, empty)
    }

    /// Whether the place may be left empty.
    pub fn optional(self) -> bool {
        self.json.get("default").is_some() || self.forms().1
    }

    /// The shape of an entry, field or item, and whether the key is a free name.
    pub fn step(self, key: &str) -> Option<(Shape, bool)> {
        self.forms().0.into_iter().find_map(|form| match form {
            Form::Fields(fields) => Some((fields.get(key)?, false)),
            Form::Names(inner) => Some((inner, true)),
            Form::List(item) => key.parse::<usize>().ok().map(|_| (item, true)),
            _ => None,
        })
    }

    /// Names of the fields known here.
    pub fn fields(self) -> Vec<&'static str> {
        let forms = self.forms().0.into_iter();
        forms
            .flat_map(|form| match form {
                Form::Fields(fields) => fields.names().collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    /// A value of the right shape that stands in for one that is wrong, so that the rest can still be checked.
    pub fn stand_in(self) -> Json {
        let (forms, empty) = self.forms();
        match forms.first() {
            _ if empty => Json::Null,
            None | Some(Form::Any) => Json::Null,
            Some(Form::Text) => "?".into(),
            Some(Form::Word(word)) => (*word).into(),
            Some(Form::Truth) => false.into(),
            Some(Form::Whole) => 1.into(),
            Some(Form::Number | Form::Quantity(_)) => 1.0.into(),
            Some(Form::List(_)) => Json::Array(Vec::new()),
            Some(Form::Names(_)) => Json::Object(Map::new()),
            Some(Form::Fields(fields)) => {
                let required = fields
                    .required()
                    .filter_map(|(name, _)| Some((name.to_owned(), fields.get(name)?.stand_in())));
                Json::Object(required.collect())
            }
        }
    }

    /// The form that fits a node best, if any does.
    pub fn form_of(self, node: &Node) -> Option<Form> {
        let (forms, _) = self.forms();
        let fits = |form: &&Form| match (form, &node.value) {
            (Form::Any, _) => true,
            (Form::List(_), Value::List(_)) | (Form::Names(_) | Form::Fields(_), Value::Map(_)) => true,
            (Form::List(_) | Form::Names(_) | Form::Fields(_), _) => false,
            (_, Value::Text(_) | Value::Cell(_)) => true,
            _ => false,
        };
        let named = |form: &&Form| match (form, node.entries()) {
            (Form::Fields(fields), Some(entries)) => entries.keys().any(|key| fields.get(key).is_some()),
            _ => false,
        };
        let word = |form: &&Form| matches!((form, node.text()), (Form::Word(word), Some(text)) if *word == text.trim());
        let best = forms.iter().find(named).or_else(|| forms.iter().find(word));
        best.or_else(|| forms.iter().find(fits)).copied()
    }

    fn collect(self, forms: &mut Vec<Form>, empty: &mut bool) {
        let signed = self.signed || self.json.get("x-signed").is_some();
        let under = |json| Self { json, signed, ..self };
        if let Some(target) = self.json.get("$ref").and_then(Json::as_str) {
            if let Some(json) = target.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)) {
                under(json).collect(forms, empty);
            }
            return;
        }
        let variants = ["anyOf", "oneOf"].iter().find_map(|key| self.json.get(key)?.as_array());
        if let Some(variants) = variants {
            variants.iter().for_each(|json| under(json).collect(forms, empty));
            return;
        }
        let (kind, null) = kind(self.json);
        *empty |= null;
        forms.extend(kind.and_then(|kind| under(self.json).form(kind)));
    }

    fn form(self, kind: &str) -> Option<Form> {
        let under = |key: &str| self.json.get(key).map(|json| Self { json, ..self });
        if let Some(dimension) = self.json.get("x-dimension").and_then(Json::as_str) {
            return Some(Form::Quantity(self.quantity(dimension)));
        }
        match kind {
            "any" => Some(Form::Any),
            "string" => Some(self.json.get("const").and_then(Json::as_str).map_or(Form::Text, Form::Word)),
            "boolean" => Some(Form::Truth),
            "integer" => Some(Form::Whole),
            "number" => Some(Form::Number),
            "array" => under("items").map(Form::List),
            "object" if self.json.get("properties").is_some() => Some(Form::Fields(Fields {
                json: self.json,
                root: self.root,
                signed: self.signed,
            })),
            "object" => under("additionalProperties").map(Form::Names),
            _ => None,
        }
    }

    fn quantity(self, dimension: &'static str) -> Quantity {
        let example = self.json.pointer("/examples/0").and_then(Json::as_str);
        Quantity {
            dimension,
            example: example.unwrap_or_default(),
            signed: self.signed,
            unit: self.json.get("x-base-unit").and_then(Json::as_str).unwrap_or_default(),
            most: self.json.get("maximum").and_then(Json::as_f64).unwrap_or(f64::INFINITY),
        }
    }
}

impl Quantity {
    /// Its dimension.
    pub fn powers(self) -> Dimension {
        Dimension::of_schema(self.dimension)
    }
}

impl Fields {
    /// The shape of a field.
    pub fn get(self, name: &str) -> Option<Shape> {
        let json = self.properties()?.get(name)?;
        Some(Shape {
            json,
            root: self.root,
            signed: self.signed,
        })
    }

    /// Names of all fields.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.properties()
            .into_iter()
            .flat_map(|fields| fields.keys().map(String::as_str))
    }

    /// Fields that must be given, each with what it is.
    pub fn required(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let required = self.json.get("required").and_then(Json::as_array);
        required.into_iter().flatten().filter_map(move |name| {
            let name = name.as_str()?;
            let about = self.properties()?.get(name)?.get("description").and_then(Json::as_str);
            Some((name, about.unwrap_or_default()))
        })
    }

    fn properties(self) -> Option<&'static Map<String, Json>> {
        self.json.get("properties")?.as_object()
    }
}

/// The type named in a schema, and whether null is allowed.
fn kind(json: &'static Json) -> (Option<&'static str>, bool) {
    match json.get("type") {
        Some(Json::String(kind)) if kind == "null" => (None, true),
        Some(Json::String(kind)) => (Some(kind), false),
        Some(Json::Array(kinds)) => {
            let named = kinds.iter().filter_map(Json::as_str);
            let null = named.clone().any(|kind| kind == "null");
            (named.into_iter().find(|kind| *kind != "null"), null)
        }
        _ => (Some("any"), false),
    }
}

/// What forms are expected, in words.
pub(super) fn expected(forms: &[Form]) -> String {
    let words: Vec<&str> = forms.iter().filter_map(word).collect();
    let mut parts: Vec<String> = forms.iter().filter_map(describe).collect();
    if !words.is_empty() {
        let list: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        parts.insert(0, format!("one of {}", list.join(", ")));
    }
    parts.dedup();
    parts.join(", or ")
}

/// The word a form asks for.
pub(super) fn word(form: &Form) -> Option<&'static str> {
    if let Form::Word(word) = form { Some(word) } else { None }
}

fn describe(form: &Form) -> Option<String> {
    let text = match form {
        Form::Word(_) => return None,
        Form::Any => "a value",
        Form::Text => "a text",
        Form::Truth => "`true` or `false`",
        Form::Whole => "a whole number",
        Form::Number => "a number",
        Form::Quantity(quantity) => return Some(format!("{}, such as `{}`", quantity.dimension_text(), quantity.example)),
        Form::List(_) => "a list",
        Form::Names(_) => "a map of names",
        Form::Fields(fields) => {
            let names: Vec<&str> = fields.names().take(4).collect();
            return Some(format!("a map of fields ({}, ...)", names.join(", ")));
        }
    };
    Some(text.to_owned())
}

impl Quantity {
    fn dimension_text(self) -> String {
        match self.dimension {
            "1" => "a share or ratio".to_owned(),
            dimension => format!("a quantity of {dimension}"),
        }
    }
}
