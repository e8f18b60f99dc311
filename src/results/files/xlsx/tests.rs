//! Workbooks are reopened by another library.

use super::*;
use crate::results::workbook::Block;
use crate::results::{Cell, Column, Definition};
use calamine::{Data, Reader, Xlsx, open_workbook};

static GOODS: Definition = Definition {
    name: "goods",
    description: "Goods.",
    columns: &[
        Column::text("site", "Site."),
        Column::number("quantity", "t", "Amount."),
        Column::integer("block", "Block."),
        Column::date("start", "First day."),
    ],
};

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        definition: &GOODS,
        rows,
    }
}

fn written(rows: Vec<Vec<Cell>>) -> (tempfile::TempDir, Xlsx<std::io::BufReader<std::fs::File>>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(WORKBOOK);
    let summary = Summary {
        title: "my-floor: plan".into(),
        facts: vec![("Buyers pay".into(), 1.59.into(), "MUSD")],
        blocks: vec![Block {
            title: "Served, t".into(),
            unit: "t",
            of: "period".into(),
            columns: vec!["dx".into()],
            rows: vec![("2026".into(), vec![Some(100.0)]), ("2027".into(), vec![Some(90.0)])],
            stacked: true,
        }],
    };
    write(&file, &summary, &[table(rows)]).unwrap();
    let book = open_workbook(&file).unwrap();
    (folder, book)
}

#[test]
fn cells_keep_their_types_and_headers_name_units() {
    let hostile = "=HYPERLINK(\"http://a.b\")";
    let row = vec![hostile.into(), 12.5.into(), Cell::Integer(3), "2026-07-01".into()];
    let (_folder, mut book) = written(vec![row, vec!["b".into(), Cell::Null, Cell::Null, "soon".into()]]);
    assert_eq!(book.sheet_names(), ["summary", "goods"]);
    let range = book.worksheet_range("goods").unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    assert_eq!(
        rows[0],
        ["site", "quantity [t]", "block", "start"].map(|head| Data::String(head.into()))
    );
    assert_eq!(
        rows[1][..3],
        [Data::String(hostile.into()), Data::Float(12.5), Data::Float(3.0)]
    );
    // Excel counts days from the end of 1899.
    let Data::DateTime(day) = &rows[1][3] else {
        panic!("{:?} is no day", rows[1][3])
    };
    assert_eq!(day.as_f64(), 46_204.0);
    let text = |text: &str| Data::String(text.into());
    assert_eq!(rows[2], [text("b"), Data::Empty, Data::Empty, text("soon")]);
    assert!(book.worksheet_formula("goods").unwrap().is_empty());
}

#[test]
fn the_summary_holds_facts_and_figures() {
    let (_folder, mut book) = written(Vec::new());
    let range = book.worksheet_range("summary").unwrap();
    let at = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(0, 0), Data::String("my-floor: plan".into()));
    assert_eq!((at(2, 1), at(2, 2)), (Data::Float(1.59), Data::String("MUSD".into())));
    assert_eq!(
        (at(4, 0), at(5, 1)),
        (Data::String("Served, t".into()), Data::String("dx".into()))
    );
    assert_eq!((at(7, 0), at(7, 1)), (Data::String("2027".into()), Data::Float(90.0)));
}

#[test]
fn the_summary_has_a_chart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(WORKBOOK);
    let mut pivot = Summary::default();
    pivot.blocks.push(Block {
        columns: vec!["a".into()],
        rows: vec![("b".into(), vec![Some(1.0)])],
        ..Block::default()
    });
    write(
        &file,
        &pivot,
        &[table(vec![vec!["a".into(), 1.0.into(), Cell::Integer(0), Cell::Null]])],
    )
    .unwrap();
    let mut archive = Vec::new();
    std::io::Read::read_to_end(&mut std::fs::File::open(&file).unwrap(), &mut archive).unwrap();
    let names = |name: &[u8]| archive.windows(name.len()).any(|window| window == name);
    assert!(names(b"xl/charts/chart1.xml") && names(b"xl/worksheets/sheet2.xml"));
}

#[test]
fn texts_and_names_fit() {
    let long = "\u{1f600}".repeat(20_000);
    let cut = sheet::fitting(&long);
    assert!(cut.encode_utf16().count() <= 32_767 && cut.ends_with("letters)"));
    assert_eq!(sheet::fitting("short"), "short");
    assert_eq!(sheet::named("a[b]:c*d?e/f\\g"), "abcdefg");
    assert_eq!(sheet::named(&"x".repeat(40)).len(), 31);
    let (_folder, mut book) = written(vec![vec![long.into(), 1.0.into(), Cell::Null, Cell::Null]]);
    assert_eq!(
        book.worksheet_range("goods").unwrap().get_value((1, 0)),
        Some(&Data::String(cut))
    );
}

#[test]
fn too_many_rows_are_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let rows = vec![Vec::new(); MOST_ROWS];
    let error = write(&folder.path().join(WORKBOOK), &Summary::default(), &[table(rows)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the table `goods` has 1048576 rows, and a sheet of Excel holds 1048576 with its header; take --format parquet or csv"
    );
}
