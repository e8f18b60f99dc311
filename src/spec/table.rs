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
    header: (usize, String),
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
        Ok(headers) => {
            let line = headers.position().map_or(1, line_of);
            headers.iter().map(|header| Column::new(header, line)).collect()
        }
        Err(error) => {
            problems.push(broken(&error, file));
            return None;
        }
    };
    if let [only] = &columns[..]
        && let Some(separator) = [';', '\t'].into_iter().find(|separator| only.header.1.contains(*separator))
    {
        problems.push(separated(separator, place(file, only.header.0)));
        return None;
    }
    let mut table = Table {
        file,
        problems,
        keyed: columns.iter().any(|column| column.is("id")),
        root: Node::map(place(file, 1)),
        rows: Vec::new(),
    };
    table.headers(&columns);
    if columns.iter().any(|column| column.field.len() > DEEPEST) {
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
    fn new(header: &str, line: usize) -> Self {
        let (name, unit) = header
            .split_once('[')
            .map_or((header, None), |(name, _)| (name, unit_of(header)));
        Self {
            header: (line, header.to_owned()),
            unit: unit.map(str::to_owned),
            field: name.trim().split('.').map(str::to_owned).collect(),
        }
    }

    /// The place of a cell.
    fn at(&self, file: &str, line: usize, number: usize) -> ValueSource {
        ValueSource {
            column: number + 1,
            header: Some(self.header.clone()),
            ..place(file, line)
        }
    }

    fn is(&self, name: &str) -> bool {
        matches!(&self.field[..], [only] if only == name)
    }
}

/// The unit that the header of a column names, such as `t/yr` in `quantity [t/yr]`.
pub(super) fn unit_of(header: &str) -> Option<&str> {
    let (_, unit) = header.split_once('[')?;
    Some(unit.trim_end().trim_end_matches(']').trim())
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
        for (number, column) in columns.iter().enumerate() {
            if column.field.len() > DEEPEST {
                let found = format!("column `{}`", short(&column.field.join(".")));
                self.report(
                    place(self.file, column.header.0),
                    "",
                    found,
                    "a field of the section, with points between its steps",
                );
            }
            let again = columns[..number].iter().any(|other| other.field == column.field);
            if again || column.field.iter().any(String::is_empty) {
                let found = format!("column `{}`", column.field.join("."));
                let expected = if again { "each column once" } else { "a name in every column" };
                self.report(place(self.file, column.header.0), "", found, expected);
            }
        }
    }

    fn row(&mut self, columns: &[Column], record: &csv::StringRecord) {
        let line = record.position().map_or(0, line_of);
        let mut row = Row::default();
        for (number, (column, cell)) in columns.iter().zip(record).enumerate() {
            let at = column.at(self.file, line, number);
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
        self.add(row, place(self.file, line));
    }

    fn add(&mut self, row: Row, at: ValueSource) {
        if let Some(date) = row.date.as_ref().filter(|_| row.cells.is_empty()) {
            let path = row.id.clone().unwrap_or_default();
            let found = format!("a row of `{date}` without a value");
            return self.report(at, &path, found, "a value from that date on, or no such row");
        }
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

fn line_of(at: &csv::Position) -> usize {
    usize::try_from(at.line()).unwrap_or_default()
}

fn place(file: &str, line: usize) -> ValueSource {
    ValueSource {
        file: file.to_owned(),
        line,
        ..ValueSource::default()
    }
}

/// A table with another separator than the comma.
fn separated(separator: char, source: ValueSource) -> Problem {
    let shown = if separator == '\t' {
        "a tab".to_owned()
    } else {
        format!("`{separator}`")
    };
    Problem {
        source,
        path: String::new(),
        found: format!("the separator looks like {shown}"),
        expected: "commas between the columns".to_owned(),
        hint: Some("write commas; `;` separates the items of a list in one cell".to_owned()),
    }
}

fn broken(error: &csv::Error, file: &str) -> Problem {
    let line = error.position().map_or(0, line_of);
    let found = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells where the header has {expected_len}"),
        _ => error.to_string(),
    };
    Problem {
        source: place(file, line),
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
    fn rows_that_say_nothing_and_other_separators_are_reported() {
        for (text, line, words) in [
            ("id,date,quantity\nx,2026-01-01,1\nx,2027-01-01,\n", 3, "without a value"),
            ("id;date;quantity\nx;2026-01-01;1\n", 1, "looks like `;`"),
            ("id\tquantity\nx\t1\n", 1, "looks like a tab"),
        ] {
            let mut problems = Vec::new();
            read(text, "t.csv", &mut problems);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert_eq!(problems[0].source.line, line);
            assert!(problems[0].to_string().contains(words), "{}", problems[0]);
        }
    }

    #[test]
    fn cells_are_named_by_their_column() {
        let mut problems = Vec::new();
        let node = read("id,quantity [t/yr]\nx,1\n", "t.csv", &mut problems).unwrap();
        let cell = node.get("x").unwrap().get("quantity").unwrap();
        assert_eq!(cell.at.to_string(), "t.csv:2: column `quantity [t/yr]`");
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
