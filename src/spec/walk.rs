//! Walks a marked tree along the schema: every problem reported, quantities turned to numbers, places remembered.

use super::quantity::rounded;
use super::schema::{Fields, Form, Quantity, Shape, expected, word};
use super::table::unit_of;
use super::tree::{Node, Value, join, short};
use super::units::{LEAST, MOST, Units, Wrong};
use super::{Problem, Sources, ValueSource, nearest, remedy};
use serde_json::{Map, Value as Json};

/// A walk through one document.
pub(super) struct Walk<'a> {
    /// Units known in the document.
    pub units: &'a Units,
    /// What was wrong.
    pub problems: &'a mut Vec<Problem>,
    /// Where each value was written.
    pub sources: &'a mut Sources,
    /// What is worth a remark.
    pub notes: &'a mut Vec<String>,
    /// Paths at which another value stands in for a wrong one.
    pub doubtful: &'a mut Vec<String>,
}

impl Walk<'_> {
    /// A node as JSON with numbers in base units; where something is wrong, a value that stands in for it.
    pub fn node(&mut self, node: &Node, shape: Shape, path: &str) -> Json {
        self.sources.by_path.insert(path.to_owned(), node.at.clone());
        if matches!(node.value, Value::Empty) {
            return self.empty(node, shape, path);
        }
        if let Some((items, item)) = cell_list(node, shape) {
            return self.list(&items, item, path);
        }
        let Some(form) = shape.form_of(node) else {
            return self.unfit(node, shape, path);
        };
        match (form, &node.value) {
            (Form::List(item), Value::List(items)) => self.list(items, item, path),
            (Form::Names(inner), Value::Map(entries)) => {
                let walked = entries
                    .iter()
                    .map(|(key, entry)| (key.clone(), self.node(entry, inner, &join(path, key))));
                Json::Object(walked.collect())
            }
            (Form::Fields(fields), Value::Map(_)) => self.fields(node, fields, path),
            (Form::Any, _) => any(node),
            (form, _) => self.scalar(node, form, shape, path),
        }
    }

    fn empty(&mut self, node: &Node, shape: Shape, path: &str) -> Json {
        let (forms, nothing) = shape.forms();
        match forms.first() {
            _ if nothing => Json::Null,
            Some(Form::Names(_)) => Json::Object(Map::new()),
            Some(Form::List(_)) => Json::Array(Vec::new()),
            Some(Form::Fields(fields)) => self.fields(node, *fields, path),
            _ => self.unfit(node, shape, path),
        }
    }

    fn unfit(&mut self, node: &Node, shape: Shape, path: &str) -> Json {
        let (forms, _) = shape.forms();
        self.wrong(node.problem(path, node.shown(), expected(&forms)), shape, path)
    }

    /// Reports a problem; the value that stands in.
    fn wrong(&mut self, problem: Problem, shape: Shape, path: &str) -> Json {
        self.problems.push(problem);
        self.doubtful.push(path.to_owned());
        shape.stand_in()
    }

    fn list(&mut self, items: &[Node], item: Shape, path: &str) -> Json {
        let walked = items
            .iter()
            .enumerate()
            .map(|(index, node)| self.node(node, item, &join(path, index)));
        Json::Array(walked.collect())
    }

    fn fields(&mut self, node: &Node, fields: Fields, path: &str) -> Json {
        let mut object = Map::new();
        for (key, entry) in node.entries().into_iter().flatten() {
            let inner = join(path, key);
            match fields.get(key) {
                Some(shape) if matches!(entry.value, Value::Empty) && shape.optional() => {}
                Some(shape) => {
                    object.insert(key.clone(), self.node(entry, shape, &inner));
                }
                None => {
                    let mut problem = entry.problem(&inner, format!("unknown field `{key}`"), "a field of this place");
                    problem.hint = absent(key).or_else(|| remedy(key, fields.names()));
                    self.problems.push(problem);
                }
            }
        }
        for (name, about) in fields.required() {
            if !node.entries().is_some_and(|entries| entries.contains_key(name)) {
                let about = about.trim_end_matches('.');
                let problem = node.problem(path, format!("no `{name}` given"), format!("`{name}`: {about}"));
                let stand_in = fields.get(name).map(|shape| self.wrong(problem, shape, &join(path, name)));
                object.extend(stand_in.map(|value| (name.to_owned(), value)));
            }
        }
        Json::Object(object)
    }

    fn scalar(&mut self, node: &Node, form: Form, shape: Shape, path: &str) -> Json {
        let text = node.text().unwrap_or_default().trim();
        let value = match form {
            Form::Text => Some(text.into()),
            Form::Word(word) => (word == text).then(|| word.into()),
            Form::Truth => text.parse::<bool>().ok().map(Json::from),
            Form::Whole => text.parse::<u32>().ok().map(Json::from),
            Form::Number => text
                .parse::<f64>()
                .ok()
                .filter(|value| *value == 0.0 || (LEAST..=MOST).contains(value))
                .map(Json::from),
            Form::Quantity(quantity) => return self.quantity(node, (quantity, shape), path),
            Form::Any | Form::List(_) | Form::Names(_) | Form::Fields(_) => None,
        };
        value.unwrap_or_else(|| {
            let (forms, _) = shape.forms();
            let mut problem = node.problem(path, node.shown(), expected(&forms));
            let near = nearest(text, forms.iter().filter_map(word));
            problem.hint = near.map(|near| format!("did you mean `{near}`?"));
            self.wrong(problem, shape, path)
        })
    }

    fn quantity(&mut self, node: &Node, (quantity, shape): (Quantity, Shape), path: &str) -> Json {
        let text = node.text().unwrap_or_default();
        match self.units.quantity(text, quantity.powers()) {
            Ok(value) if (value >= 0.0 || quantity.signed) && value <= quantity.most && is_sized(value) => {
                self.percent(text, value, path);
                value.into()
            }
            other => {
                if let Some(problem) = self.of_header(node, quantity, &other) {
                    return self.wrong(problem, shape, path);
                }
                let (found, expected, hint) = self.fault(text, quantity, other);
                let mut problem = node.problem(path, found, expected);
                problem.hint = hint;
                self.wrong(problem, shape, path)
            }
        }
    }

    /// Remarks on the rate of a measure that lacks its percent sign, as it seems.
    fn percent(&mut self, text: &str, value: f64, path: &str) {
        let is_rate = path.split('.').skip(3).any(|part| part == "rate") && path.contains(".measures.");
        let plain = text.trim().parse::<f64>().is_ok();
        if is_rate && plain && value >= 2.0 {
            let percent = rounded(100.0 * value);
            self.notes
                .push(format!("{path}: `{text}` means {percent} %: is `{text} %` meant?"));
        }
    }

    /// A unit in the header of a table that cannot be right in any row: the same problem for every cell below, so that it is
    /// said once.
    fn of_header(&self, node: &Node, quantity: Quantity, read: &Result<f64, Wrong>) -> Option<Problem> {
        let (line, header) = node.at.header.as_ref()?;
        let unit = unit_of(header)?;
        self.units.quantity(&format!("1 {unit}"), quantity.powers()).err()?;
        let found = match read {
            Err(Wrong::Dimension(found)) => format!("unit `{unit}`, which is {found}"),
            Err(Wrong::UnknownUnit(_)) => format!("unknown unit `{unit}`"),
            _ => return None,
        };
        let example = quantity.example.split_once(' ').map_or(quantity.example, |(_, unit)| unit);
        let header = ValueSource {
            line: *line,
            overlay: None,
            ..node.at.clone()
        };
        let near = nearest(unit, self.units.names()).filter(|_| !unit.contains('/'));
        Some(Problem {
            source: header,
            path: String::new(),
            found,
            expected: format!("a unit of {}, such as `{example}`", quantity.dimension),
            hint: near.filter(|near| near != unit).map(|near| format!("did you mean `{near}`?")),
        })
    }

    /// What is wrong with a quantity: what was found, what was expected, the remedy.
    fn fault(&self, text: &str, quantity: Quantity, read: Result<f64, Wrong>) -> (String, String, Option<String>) {
        let shown = format!("`{}`", short(text.trim()));
        let like = format!("a quantity of {}, such as `{}`", quantity.dimension, quantity.example);
        match read {
            Ok(value) if value > quantity.most && quantity.most == 1.0 => {
                (shown, "a share from 0 to 1, such as `2 %`".to_owned(), None)
            }
            Ok(value) if value > quantity.most => (shown, format!("at most {:e}", quantity.most), None),
            Ok(value) if !is_sized(value) => {
                let unit = quantity.unit;
                (
                    shown,
                    format!("zero, or a quantity from {LEAST:e} {unit} to {MOST:e} {unit}"),
                    None,
                )
            }
            Ok(_) => (shown, "a quantity that is not negative".to_owned(), None),
            Err(Wrong::NoUnit) => (format!("{shown} without a unit"), like, None),
            Err(Wrong::NotFinite) => (shown, "a finite number".to_owned(), None),
            Err(Wrong::NotANumber) => {
                let comma = text.contains(',').then(|| "write thousands without a comma".to_owned());
                (shown, like, comma)
            }
            Err(Wrong::Dimension(found)) => (format!("{shown}, which is {found}"), like, None),
            Err(Wrong::UnknownUnit(name)) => {
                let near = nearest(&name, self.units.names()).map(|near| format!("did you mean `{near}`?"));
                let comma = name.starts_with(',').then(|| "write thousands without a comma".to_owned());
                let near = comma.or(near);
                (format!("unknown unit `{name}` in {shown}"), like, near)
            }
        }
    }
}

/// Whether a number is one that a program can be made of.
fn is_sized(value: f64) -> bool {
    value == 0.0 || (LEAST..=MOST).contains(&value.abs())
}

/// The items of a cell that holds a list: where only a list fits, or where `;` separates several.
fn cell_list(node: &Node, shape: Shape) -> Option<(Vec<Node>, Shape)> {
    let Value::Cell(text) = &node.value else { return None };
    let (forms, _) = shape.forms();
    let item = forms
        .iter()
        .find_map(|form| if let Form::List(item) = form { Some(*item) } else { None })?;
    let scalar = forms
        .iter()
        .any(|form| !matches!(form, Form::List(_) | Form::Names(_) | Form::Fields(_)));
    let items = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    (!scalar || text.contains(';')).then(|| (items.map(|part| node.beside(part)).collect(), item))
}

/// A value whose form the schema leaves open.
fn any(node: &Node) -> Json {
    match &node.value {
        Value::Empty => Json::Null,
        Value::Text(text) | Value::Cell(text) => Json::String(text.clone()),
        Value::List(items) => items.iter().map(any).collect(),
        Value::Map(entries) => Json::Object(entries.iter().map(|(key, entry)| (key.clone(), any(entry))).collect()),
    }
}

/// What to do where a field is looked for that plans of other tools have, and this one has not.
fn absent(key: &str) -> Option<String> {
    let remedy = "plans are not made secure against losses: `lodestone explain --loss countries` says what each loss does, and stocks (`minimum`), \
                  commitments (`share_at_most`) and contracts guard against them";
    (key == "secure").then(|| remedy.to_owned())
}
