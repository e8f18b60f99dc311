use std::io::Write;
use std::path::Path;

use approx::assert_relative_eq;
use lodestone::lp::{Lp, Names, held_row_names, with_levels_held, write_lp, write_mps};
use lodestone::solve::highs::{Session, Verdict};
use lodestone::solve::{Options, solve};

use crate::build::{INF, lp};
use crate::network::{Size, network};

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{prefix}({n}.au-mine)")).collect()
}

fn objective(path: &Path) -> f64 {
    let mut session = Session::read(path).unwrap();
    session.set("primal_feasibility_tolerance", 1e-10).unwrap();
    assert_eq!(session.run().unwrap(), Verdict::Optimal);
    session.objective()
}

/// Objectives that HiGHS finds for the MPS and the LP file of a program.
fn through_files(lp: &Lp, rows: &[String]) -> [f64; 2] {
    let folder = tempfile::tempdir().unwrap();
    let columns = names("flow", lp.columns());
    let names = Names { columns: &columns, rows };
    [
        (
            "x.mps",
            write_mps as fn(&mut dyn Write, &Lp, Names<'_>) -> std::io::Result<()>,
        ),
        ("x.lp", write_lp),
    ]
    .map(|(file, write)| {
        let mut text = Vec::new();
        write(&mut text, lp, names).unwrap();
        let path = folder.path().join(file);
        std::fs::write(&path, text).unwrap();
        objective(&path)
    })
}

#[test]
fn cost_with_the_tiers_held_reads_back() {
    let lp = network(Size {
        sites: 4,
        classes: 3,
        periods: 3,
        demands: 6,
        tiers: 3,
        seed: 2,
    });
    let values = solve(&lp, &Options::default()).unwrap().levels;
    let held = with_levels_held(&lp, 3, &values).unwrap();
    let mut rows = names("balance", lp.height());
    rows.extend(held_row_names(&lp, 3));
    for found in through_files(&held, &rows) {
        assert_relative_eq!(found, values[3], max_relative = 1e-7);
    }
}

/// Every kind of bound and row, an offset, a column and a row without entries, whole numbers with and without an upper bound.
#[test]
fn every_kind_of_bound_reads_back() {
    let columns = [
        (0.0, INF),
        (-3.0, -1.0),
        (-INF, 4.0),
        (-INF, INF),
        (2.0, 2.0),
        (1.5, INF),
        (0.0, 2.5),
        (0.0, INF),
        (-4.0, 7.25),
    ];
    let costs = [1.0, -2.0, -1.0, 0.5, 3.0, 1.25, -1.0, 1.0, 0.1];
    let rows: &[(f64, &[f64], f64)] = &[
        (1.0, &[1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0], 6.25),
        (-INF, &[0.0, 0.0, 1.0, -1.0, 1.0, 0.0, 1.0, 0.0, 0.0], 5.0),
        (2.5, &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0], INF),
        (1.0, &[1.0, 0.0, 0.0, 0.0, 0.0, -0.25, 0.0, 0.0, 0.0], 1.0),
        (-INF, &[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0], INF),
        (-1.0, &[0.0; 9], 2.0),
    ];
    let mut program = lp(&[&costs], &columns, rows);
    program.levels[0].offset = -12.5;
    (program.integer[6], program.integer[7]) = (true, true);
    let direct = solve(&program, &Options::default()).unwrap().levels[0];
    for found in through_files(&program, &names("r", rows.len())) {
        assert_relative_eq!(found, direct, max_relative = 1e-9);
    }
}

#[test]
fn text_is_plain() {
    let program = lp(
        &[&[2.0, -1.0]],
        &[(0.0, INF), (0.0, 3.5)],
        &[(1.0, &[1.0, 0.25], 4.0), (2.0, &[1.0, 0.0], 2.0)],
    );
    let columns = vec!["supply(au.oxide)".to_string(), "short(us)".to_string()];
    let rows = vec!["balance(au)".to_string(), "fix".to_string()];
    let mut text = Vec::new();
    write_lp(
        &mut text,
        &program,
        Names {
            columns: &columns,
            rows: &rows,
        },
    )
    .unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap(), @r"
    Minimize
     level0: + 2 supply(au.oxide) - 1 short(us)
    Subject To
     balance(au): + 1 supply(au.oxide) + 0.25 short(us) >= 1
     balance(au).upper: + 1 supply(au.oxide) + 0.25 short(us) <= 4
     fix: + 1 supply(au.oxide) = 2
    Bounds
     0 <= short(us) <= 3.5
    End
    ");
    let mut text = Vec::new();
    write_mps(
        &mut text,
        &program,
        Names {
            columns: &columns,
            rows: &rows,
        },
    )
    .unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap(), @r"
    NAME level0
    ROWS
     N OBJ
     G balance(au)
     E fix
    COLUMNS
     supply(au.oxide) OBJ 2
     supply(au.oxide) balance(au) 1
     supply(au.oxide) fix 1
     short(us) OBJ -1
     short(us) balance(au) 0.25
    RHS
     RHS balance(au) 1
     RHS fix 2
    RANGES
     RNG balance(au) 3
    BOUNDS
     LO BND short(us) 0
     UP BND short(us) 3.5
    ENDATA
    ");
}
