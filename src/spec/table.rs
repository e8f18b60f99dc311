//! CSV tables: one row for each entry, columns named by fields.

use super::tree::{Node, Value, join, short};
use super::{Problem, ValueSource};
use indexmap::map::Entry;

/// Steps of a field at most: more than any field of the format has.
pub(super) const DEEPEST: usize = 32;
/// Wrong rows after which the rest is not read.
const MOST_WRONG: usize = 1000;

/// A column: the field it fills and the unit its cells are in.
struct Column {
    field: Vec<String>,
    unit: Option<String>,
}

/// What a row says of itself.
#[derive(Default)]
struct Row {
    id: Option<String>,
    date: Option<String>,
    cells: Vec<(Vec<String>, Node)>,
}

/// Reads a table to entries of a section: a map by `id` where there is such a column, else a list.
pub(super) fn read(text: &str, file: &str, problems: &mut Vec<Problem>) -> Option<Node> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns: Vec<Column> = match reader.headers() {
        Ok(headers) => headers.iter().map(Column::new).collect(),
        Err(error) => {
            problems.push(broken(&error, file));
            return None;
        }
    };
    let mut table = Table {
        file,
        problems,
        keyed: columns.iter().any(|column| column.is("id")),
        root: Node::map(place(file, 1, 1)),
        rows: Vec::new(),
    };
    table.headers(&columns);
    if columns.iter().any(|column| column.field.len() > DEEPEST) || is_semicolons(&columns) {
        return None;
    }
    let most = table.problems.len() + MOST_WRONG;
    for record in reader.records() {
        if table.problems.len() > most {
            break;
        }
        match record {
            Ok(record) => table.row(&columns, &record),
            Err(error) => table.problems.push(broken(&error, file)),
        }
    }
    Some(table.finish())
}

impl Column {
    /// From a header such as `source.dy-oxide.offer [USD/kg]`.
    fn new(header: &str) -> Self {
        let (name, unit) = match header.split_once('[') {
            Some((name, unit)) => (name, Some(unit.trim_end().trim_end_matches(']').trim().to_owned())),
            None => (header, None),
        };
        Self {
            field: name.trim().split('.').map(str::to_owned).collect(),
            unit,
        }
    }

    fn is(&self, name: &str) -> bool {
        matches!(&self.field[..], [only] if only == name)
    }
}

/// Whether the columns seem to be separated by `;`, as spreadsheets write them in much of Europe.
fn is_semicolons(columns: &[Column]) -> bool {
    matches!(columns, [only] if only.field.iter().any(|step| step.contains(';')))
}

struct Table<'a> {
    file: &'a str,
    problems: &'a mut Vec<Problem>,
    keyed: bool,
    root: Node,
    rows: Vec<Node>,
}

impl Table<'_> {
    fn headers(&mut self, columns: &[Column]) {
        if is_semicolons(columns) {
            let found = "columns separated by `;`".into();
            self.report(place(self.file, 1, 1), "", found, "columns separated by commas");
        }
        for (number, column) in columns.iter().enumerate() {
            if column.field.len() > DEEPEST {
                let found = format!("column `{}`", short(&column.field.join(".")));
                self.report(
                    place(self.file, 1, number + 1),
                    "",
                    found,
                    "a field of the section, with points between its steps",
                );
            }
            let again = columns[..number].iter().any(|other| other.field == column.field);
            if again || column.field.iter().any(String::is_empty) {
                let found = format!("column `{}`", column.field.join("."));
                let expected = if again { "each column once" } else { "a name in every column" };
                self.report(place(self.file, 1, number + 1), "", found, expected);
            }
        }
    }

    fn row(&mut self, columns: &[Column], record: &csv::StringRecord) {
        let line = record
            .position()
            .map_or(0, |at| usize::try_from(at.line()).unwrap_or_default());
        let mut row = Row::default();
        for (number, (column, cell)) in columns.iter().zip(record).enumerate() {
            let at = place(self.file, line, number + 1);
            match cell {
                "" => {}
                _ if column.is("id") => row.id = Some(cell.to_owned()),
                _ if column.is("date") => row.date = Some(cell.to_owned()),
                _ => {
                    let text = column
                        .unit
                        .as_ref()
                        .map_or_else(|| cell.to_owned(), |unit| format!("{cell} {unit}"));
                    let value = Value::Cell(text);
                    row.cells.push((column.field.clone(), Node { at, value }));
                }
            }
        }
        if row.date.is_some() && row.cells.is_empty() {
            return self.report(
                place(self.file, line, 1),
                "",
                "a row with a date and no value".into(),
                "a value in some column",
            );
        }
        self.add(row, place(self.file, line, 1));
    }

    fn add(&mut self, row: Row, at: ValueSource) {
        let path = row.id.clone().unwrap_or_else(|| self.rows.len().to_string());
        let clashes = match (row.id, self.keyed) {
            (None, true) => return self.report(at, "", "a row without `id`".to_owned(), "an `id` in every row"),
            (Some(id), _) => {
                let Some(entries) = self.root.entries_mut() else { return };
                let entry = entries.entry(id).or_insert_with(|| Node::map(at));
                fill(entry, row.cells, row.date.as_deref())
            }
            (None, false) => {
                let mut entry = Node::map(at);
                let clashes = fill(&mut entry, row.cells, row.date.as_deref());
                self.rows.push(entry);
                clashes
            }
        };
        for (at, field) in clashes {
            let expected = "one value, or one for each date";
            self.report(at, &join(&path, field), "a value given twice".to_owned(), expected);
        }
    }

    fn report(&mut self, source: ValueSource, path: &str, found: String, expected: &str) {
        self.problems.push(Problem {
            source,
            path: path.to_owned(),
            found,
            expected: expected.to_owned(),
            hint: None,
        });
    }

    fn finish(self) -> Node {
        if self.keyed {
            return self.root;
        }
        Node {
            at: self.root.at,
            value: Value::List(self.rows),
        }
    }
}

/// Fills an entry from the cells of a row; the fields that held a value before.
fn fill(entry: &mut Node, cells: Vec<(Vec<String>, Node)>, date: Option<&str>) -> Vec<(ValueSource, String)> {
    let mut clashes = Vec::new();
    for (mut field, cell) in cells {
        field.extend(date.map(str::to_owned));
        let at = cell.at.clone();
        if !insert(entry, &field, cell) {
            clashes.push((at, field.join(".")));
        }
    }
    clashes
}

/// Puts a cell at its field; false where something stands there.
fn insert(entry: &mut Node, field: &[String], cell: Node) -> bool {
    let Some((key, inner)) = field.split_first() else {
        return false;
    };
    let Some(entries) = entry.entries_mut() else { return false };
    match (entries.entry(key.clone()), inner) {
        (Entry::Vacant(slot), []) => {
            slot.insert(cell);
            true
        }
        (Entry::Occupied(_), []) => false,
        (slot, inner) => insert(slot.or_insert_with(|| Node::map(cell.at.clone())), inner, cell),
    }
}

fn place(file: &str, line: usize, column: usize) -> ValueSource {
    ValueSource {
        file: file.to_owned(),
        line,
        column,
        overlay: None,
    }
}

fn broken(error: &csv::Error, file: &str) -> Problem {
    let line = error
        .position()
        .map_or(0, |at| usize::try_from(at.line()).unwrap_or_default());
    let found = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells where the header has {expected_len}"),
        _ => error.to_string(),
    };
    Problem {
        source: place(file, line, 1),
        path: String::new(),
        found,
        expected: "a row of a CSV table".to_owned(),
        hint: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fill_fields_and_dates_make_steps() {
        let text = "id,country,source.ore.offer [USD/kg],date\nmine,AU,15,2026-01-01\nmine,,16,2027-01-01\nport,JP,,\n";
        let mut problems = Vec::new();
        let node = read(text, "t.csv", &mut problems).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        let steps = node
            .get("mine")
            .unwrap()
            .get("source")
            .unwrap()
            .get("ore")
            .unwrap()
            .get("offer")
            .unwrap();
        assert_eq!(steps.get("2027-01-01").unwrap().text(), Some("16 USD/kg"));
        assert_eq!(steps.get("2027-01-01").unwrap().at.line, 3);
        assert_eq!(node.entries().unwrap().keys().collect::<Vec<_>>(), ["mine", "port"]);
    }

    #[test]
    fn rows_without_id_make_a_list() {
        let mut problems = Vec::new();
        let node = read("from,to\na,b\n# remark\nc,d\n", "t.csv", &mut problems).unwrap();
        let Value::List(rows) = node.value else { panic!("a list") };
        assert_eq!(rows[1].get("to").unwrap().text(), Some("d"));
    }

    #[test]
    fn faults_have_their_line() {
        let mut problems = Vec::new();
        read("id,a,a\nx,1,2\n,1,2\ny,1\nx,3,4\n", "t.csv", &mut problems);
        let lines: Vec<usize> = problems.iter().map(|problem| problem.source.line).collect();
        assert!(
            lines.contains(&1) && lines.contains(&3) && lines.contains(&4) && lines.contains(&5),
            "{problems:#?}"
        );
    }
}
