//! Tables, files and text of a small plan.

use super::files::{Format, OutputError, write_file, write_folder, write_tables};
use super::fixture::{Fixture, fixture};
use super::terminal::Style;
use super::*;
use crate::plan::Plan;

#[test]
fn a_plan_comes_back_from_files_of_every_format() {
    let fixture = fixture();
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        write_tables(folder.path(), &tables::all(&fixture.answer()), format).unwrap();
        let read = read_plan(&fixture.network, folder.path(), format).unwrap();
        let written = Plan {
            prices: Vec::new(),
            ..fixture.plan.clone()
        };
        assert_eq!(format!("{read:?}"), format!("{written:?}"), "{format:?}");
    }
}

#[test]
fn every_row_has_a_cell_for_every_column() {
    let fixture = fixture();
    for table in tables::all(&fixture.answer()) {
        for row in &table.rows {
            assert_eq!(row.len(), table.definition.columns.len(), "{}", table.definition.name);
        }
    }
}

#[test]
fn an_unknown_name_in_a_stored_plan_is_named_with_its_row() {
    let fixture = fixture();
    let folder = tempfile::tempdir().unwrap();
    write_tables(folder.path(), &tables::all(&fixture.answer()), Format::Csv).unwrap();
    let file = folder.path().join("supplies.csv");
    let text = std::fs::read_to_string(&file).unwrap().replace("cn-market", "cn-markt");
    std::fs::write(&file, text).unwrap();
    let error = read_plan(&fixture.network, folder.path(), Format::Csv).unwrap_err();
    assert_eq!((error.row, error.found.as_str()), (2, "site `cn-markt`"));
}

#[test]
fn parquet_carries_units_in_its_metadata() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let fixture = fixture();
    let folder = tempfile::tempdir().unwrap();
    write_tables(folder.path(), &tables::all(&fixture.answer()), Format::Parquet).unwrap();
    let file = std::fs::File::open(folder.path().join("ledger.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let pairs = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let unit = pairs.iter().find(|pair| pair.key == "unit.nominal").unwrap();
    assert_eq!(unit.value.as_deref(), Some("USD"));
}

#[test]
fn resources_of_allies_count_at_cash_cost_and_others_at_the_price_paid() {
    let fixture = fixture();
    assert_eq!(
        resource_cost(&fixture.network, &fixture.plan),
        80.0 * 8_000.0 + 10.0 * 10_000.0
    );
}

#[test]
fn the_headline_names_every_tier_and_every_kind() {
    let headline = Headline::of(&fixture().answer());
    let shortage = headline.shortage.unwrap();
    assert_eq!((shortage["dx"], shortage["unrated"]), (10.0, 0.0));
    let ledger = headline.ledger.unwrap();
    assert_eq!(
        (ledger["floor_levy"], ledger["floor_premium"], ledger["tariff"]),
        (60_000.0, 80_000.0, 0.0)
    );
    assert_eq!(ledger.len(), 20);
}

fn document(fixture: &Fixture, certificate: Option<Certificate>) -> Document {
    let answer = fixture.answer();
    Document {
        schema: 1,
        instance: "price-floor".into(),
        policy: "floor-16".into(),
        scenario: vec!["baseline".into()],
        status: "optimal",
        headline: Headline::of(&answer),
        verified: certificate.map(|certificate| Verified::of(&answer, certificate)),
        second_opinion: None,
        conflicts: Vec::new(),
        solver: Solver {
            name: "HiGHS".into(),
            version: "1".into(),
            method: "simplex".into(),
            proof: "weighted",
            seconds: 0.0,
            iterations: 0,
            rows: 1,
            columns: 1,
        },
    }
}

/// A cost that could be 1e-4 better, and nothing else wrong.
fn wide() -> Certificate {
    Certificate {
        levels: vec![CertifiedLevel {
            name: "cost".into(),
            gap: Some(1e-4),
            ..CertifiedLevel::default()
        }],
        ..Certificate::default()
    }
}

#[test]
fn the_first_lines_say_what_is_certified_and_what_is_refused() {
    let fixture = fixture();
    let text = |certificate| terminal::plan(&fixture.answer(), &document(&fixture, Some(certificate)), Style::default());
    let good = text(Certificate { ok: true, ..wide() });
    assert!(
        good.contains("verified (largest violation 0, certified gap 1.0e-4)"),
        "{good}"
    );
    let whole = text(Certificate {
        ok: true,
        fixed: 1,
        ..wide()
    });
    assert!(
        whole.contains("The plan is optimal and verified (largest violation 0, certified gap 1.0e-4 for its decisions)."),
        "{whole}"
    );
    let mut open = Certificate {
        ok: true,
        fixed: 1,
        ..wide()
    };
    open.levels[0].claimed_gap = Some(0.3);
    let open = text(open);
    assert!(
        open.contains("The plan is within 3.0e-1 of the best cost by the solver's bound, and verified"),
        "{open}"
    );
    let refused = text(wide());
    assert!(
        refused.contains("Do not use this plan: level cost may be better by 1.0e-4 of its value."),
        "{refused}"
    );
    let broken = Residuals {
        row_relative: 1e-3,
        ..Residuals::default()
    };
    let refused = text(Certificate {
        residuals: broken,
        ..wide()
    });
    assert!(refused.contains("the point breaks the program by 1.0e-3"), "{refused}");
}

#[test]
fn text_for_a_terminal_fits_a_hundred_columns() {
    let fixture = fixture();
    let text = terminal::plan(&fixture.answer(), &document(&fixture, None), Style::default());
    assert!(text.lines().all(|line| line.chars().count() <= 100));
    insta::assert_snapshot!(text);
}

#[test]
fn results_are_replaced_only_where_asked_and_only_results() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let fill = |text: &'static str| move |folder: &std::path::Path| std::fs::write(folder.join(files::MANIFEST), text);
    write_folder(&folder, false, fill("first")).unwrap();
    assert!(matches!(
        write_folder(&folder, false, fill("second")),
        Err(OutputError::Exists(_))
    ));
    write_folder(&folder, true, fill("third")).unwrap();
    assert_eq!(std::fs::read_to_string(folder.join(files::MANIFEST)).unwrap(), "third");
    std::fs::remove_file(folder.join(files::MANIFEST)).unwrap();
    std::fs::write(folder.join("thesis.doc"), "dear").unwrap();
    assert!(matches!(
        write_folder(&folder, true, fill("fourth")),
        Err(OutputError::Foreign(_, _))
    ));
    assert!(folder.join("thesis.doc").is_file());
}

#[test]
fn a_failure_leaves_the_older_results() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    write_folder(&folder, false, |folder| std::fs::write(folder.join(files::MANIFEST), "first")).unwrap();
    let failed = write_folder(&folder, true, |_| Err(std::io::Error::other("disk full")));
    assert!(matches!(failed, Err(OutputError::Io(..))));
    assert_eq!(std::fs::read_to_string(folder.join(files::MANIFEST)).unwrap(), "first");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
    assert!(write_file(&place.path().join("x.mps"), false, b"x").is_ok());
    assert!(matches!(
        write_file(&place.path().join("x.mps"), false, b"y"),
        Err(OutputError::Exists(_))
    ));
}

#[test]
fn a_check_names_sizes_reasons_and_notes() {
    use super::check::{Case, Checked, Classes, Numbers};
    let case = Case {
        policy: "open-market".into(),
        scenarios: vec!["baseline".into()],
        things: vec![("periods", 18), ("sites", 1234)],
        columns: vec![("supply", 20), ("flow", 252_960)],
        rows: vec![("balance", 29_100)],
        classes: Classes {
            distinct: 4,
            places: 10,
            balances: 25,
            most: 4,
            rules: vec![("dfars".into(), "2 demands require it".into())],
        },
        numbers: vec![Numbers {
            name: "entries".into(),
            least: 0.001,
            most: 1.0,
            count: 3_000_000,
        }],
        notes: vec!["the plant in North Carolina closed in 2022".into()],
    };
    let checked = Checked {
        instance: "allied".into(),
        policies: vec!["open-market".into()],
        scenarios: vec![],
        cases: vec![case.clone(), case],
    };
    insta::assert_snapshot!(terminal::checked(&checked, false, Style::default()));
}
