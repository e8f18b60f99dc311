use good_lp::solvers::clarabel::clarabel;
use good_lp::*;
use lodestone::lp::Lp;
use lodestone::spec::{self, Selection};
use lodestone::{formulation, network, origin};
use std::time::Instant;
fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let policy = std::env::args().nth(2);
    let level: usize = std::env::args().nth(3).unwrap().parse().unwrap();
    let tol: f64 = std::env::args().nth(4).unwrap().parse().unwrap();
    let t = Instant::now();
    let spec = spec::load(
        std::path::Path::new(&folder),
        &Selection {
            policy,
            scenarios: vec![],
            set: vec![],
        },
    )
    .unwrap();
    let network = network::build(&spec).unwrap();
    let model = formulation::formulate(&origin::label(&network));
    let lp: Lp = model.lp;
    println!(
        "read and build {:?}: {} columns {} rows {} entries",
        t.elapsed(),
        lp.columns(),
        lp.height(),
        lp.entries()
    );
    let t = Instant::now();
    let mut vars = ProblemVariables::new();
    let cols: Vec<Variable> = (0..lp.columns())
        .map(|j| {
            let mut v = variable().min(lp.column_lower[j]);
            if lp.column_upper[j].is_finite() {
                v = v.max(lp.column_upper[j]);
            }
            vars.add(v)
        })
        .collect();
    let mut obj = Expression::with_capacity(cols.len());
    let unit = lp.levels[level].coefficients.iter().fold(0.0f64, |m, c| m.max(c.abs()));
    for (j, c) in lp.levels[level].coefficients.iter().enumerate() {
        if *c != 0.0 {
            obj.add_mul(c / unit, cols[j]);
        }
    }
    let mut p = vars.minimise(obj).using(clarabel);
    p.settings().verbose(true).tol_gap_rel(tol).tol_gap_abs(tol).tol_feas(tol);
    let mut rows = vec![Expression::with_capacity(0); lp.height()];
    for (j, &c) in cols.iter().enumerate() {
        for (i, v) in lp.column(j) {
            rows[i].add_mul(v, c);
        }
    }
    for (i, row) in rows.into_iter().enumerate() {
        let (l, u) = (lp.row_lower[i], lp.row_upper[i]);
        if l == u {
            p.add_constraint(row.eq(l));
            continue;
        }
        if l.is_finite() {
            p.add_constraint(row.clone().geq(l));
        }
        if u.is_finite() {
            p.add_constraint(row.leq(u));
        }
    }
    println!("good_lp {:?}", t.elapsed());
    let t = Instant::now();
    let r = p.solve();
    println!("clarabel {:?} ok {}", t.elapsed(), r.is_ok());
}
