//! A broken coefficient of any family leads to a plan that the judge refuses: he never sees the program.

use crate::support::Case;
use lodestone::formulation::{FAMILIES, Family, Kind, Model, formulate, formulate_part};
use lodestone::lp::Lp;
use lodestone::network::{self, Network};
use lodestone::origin::label;
use lodestone::plan::extract;
use lodestone::solve::{Options, Status, solve};
use lodestone::spec::{Document, Spec};
use lodestone::verify::verify;

/// Networks that show every family, each with its policy. Together they make every limit bind.
fn networks() -> Vec<Network> {
    let magnets = include_str!("../golden/networks/magnets.yaml");
    let both = magnets.replace("{ Nd: 0.8 }", "{ Nd: 0.8, Dy: 0.08 }");
    let campaigns = include_str!("../golden/networks/campaigns.yaml");
    let alone = campaigns.replace("most: 2", "most: 1");
    let texts = [
        (include_str!("../golden/networks/sale.yaml"), "all"),
        (include_str!("../golden/networks/rates.yaml"), "all"),
        (include_str!("../golden/networks/plant.yaml"), ""),
        (magnets, "tolerant"),
        (&both, "tolerant"),
        (include_str!("../golden/networks/stockpile.yaml"), "declared"),
        (include_str!("../golden/networks/returns.yaml"), ""),
        (include_str!("../golden/networks/decisions.yaml"), "all"),
        (include_str!("../golden/networks/commitments.yaml"), "all"),
        (include_str!("../golden/networks/contracts.yaml"), ""),
        (include_str!("../golden/networks/value-content.yaml"), ""),
        (include_str!("../golden/networks/certificates.yaml"), ""),
        (include_str!("../golden/networks/credits.yaml"), ""),
        (include_str!("../golden/networks/links.yaml"), ""),
        (campaigns, ""),
        (&alone, ""),
    ];
    let built = texts.into_iter().map(|(text, policy)| {
        let document: Document = serde_yaml::from_str(text).unwrap();
        network::build(&Spec::of(document, policy, &[])).unwrap()
    });
    let read = [
        include_str!("instances/chain.yaml"),
        include_str!("instances/half-clean.yaml"),
        include_str!("instances/two-tolerances.yaml"),
        include_str!("instances/two-inputs.yaml"),
        include_str!("instances/tight.yaml"),
        include_str!("instances/choices.yaml"),
    ];
    built.chain(read.map(|text| Case::of_text(text).network)).collect()
}

/// The program with one number of a family broken, in every way there is.
fn broken(network: &Network, model: &Model, family: &Family) -> Vec<Lp> {
    let without = formulate_part(&label(network), &|other| other.name != family.name);
    match family.kind {
        Kind::Variable => of_columns(model, family.name),
        Kind::Row => [of_rows(model, family.name), of_bounds(model, &without)].concat(),
        Kind::Cost => of_levels(model, &without),
    }
}

fn changed(lp: &Lp, change: impl FnOnce(&mut Lp)) -> Lp {
    let mut lp = lp.clone();
    change(&mut lp);
    lp
}

/// Entries of the family's columns, their bounds, and whole columns that are not.
fn of_columns(model: &Model, name: &str) -> Vec<Lp> {
    let lp = &model.lp;
    let columns = (0..lp.columns()).filter(|j| model.columns[*j].family() == name);
    let wrong = columns.flat_map(|j| {
        let entries = (lp.starts[j]..lp.starts[j + 1]).flat_map(|at| entry(lp, at));
        let free = changed(lp, |lp| lp.column_upper[j] = f64::INFINITY);
        let whole = lp.integer[j].then(|| changed(lp, |lp| lp.integer[j] = false));
        entries.chain([free]).chain(whole).collect::<Vec<_>>()
    });
    wrong.collect()
}

/// Entries of the family's rows, and their sides.
fn of_rows(model: &Model, name: &str) -> Vec<Lp> {
    let lp = &model.lp;
    let is_own = |row: usize| model.rows[row].family() == name;
    let entries = (0..lp.values.len()).filter(|at| is_own(lp.rows[*at] as usize));
    let entries = entries.flat_map(|at| entry(lp, at));
    let sides = (0..lp.height()).filter(|row| is_own(*row)).flat_map(|row| {
        [
            changed(lp, |lp| lp.row_lower[row] = f64::NEG_INFINITY),
            changed(lp, |lp| lp.row_upper[row] = f64::INFINITY),
            changed(lp, |lp| shift(lp, row, 0.1)),
            changed(lp, |lp| shift(lp, row, -0.1)),
        ]
    });
    entries.chain(sides).collect()
}

/// Moves both sides of a row by a part of them, at least of 1.
fn shift(lp: &mut Lp, row: usize, part: f64) {
    for side in [&mut lp.row_lower[row], &mut lp.row_upper[row]] {
        if side.is_finite() {
            *side += part * side.abs().max(1.0);
        }
    }
}

/// An entry doubled, halved, and with its sign turned.
fn entry(lp: &Lp, at: usize) -> [Lp; 3] {
    [2.0, 0.5, -1.0].map(|factor| changed(lp, |lp| lp.values[at] *= factor))
}

/// Bounds of columns that the family narrows, left open.
fn of_bounds(model: &Model, without: &Model) -> Vec<Lp> {
    let (lp, open) = (&model.lp, &without.lp);
    let narrowed = (0..lp.columns()).filter(|j| lp.column_upper[*j] != open.column_upper[*j]);
    narrowed
        .map(|j| changed(lp, |lp| lp.column_upper[j] = open.column_upper[j]))
        .collect()
}

/// Coefficients that the family adds to levels, added twice.
fn of_levels(model: &Model, without: &Model) -> Vec<Lp> {
    let (lp, rest) = (&model.lp, &without.lp);
    let each = (0..lp.levels.len()).flat_map(|k| (0..lp.columns()).map(move |j| (k, j)));
    let added = each.map(|(k, j)| (k, j, lp.levels[k].coefficients[j] - rest.levels[k].coefficients[j]));
    added
        .filter(|(.., part)| *part != 0.0)
        .map(|(k, j, part)| changed(lp, |lp| lp.levels[k].coefficients[j] += part))
        .collect()
}

/// Whether the judge accepts the plan of a program; nothing where there is no plan.
fn accepted(network: &Network, model: &Model, lp: &Lp) -> Option<bool> {
    let outcome = solve(lp, &Options::default()).ok()?;
    if outcome.status != Status::Optimal {
        return None;
    }
    let plan = extract(network, (&model.columns, &model.rows), &outcome);
    Some(verify(network, &plan).ok)
}

#[test]
fn a_broken_number_of_any_family_is_refused() {
    let networks = networks();
    let models: Vec<Model> = networks.iter().map(|network| formulate(&label(network))).collect();
    for (network, model) in networks.iter().zip(&models) {
        assert_eq!(accepted(network, model, &model.lp), Some(true), "unbroken");
    }
    let mut missed = Vec::new();
    for family in FAMILIES {
        let cases = networks.iter().zip(&models);
        let (mut plans, mut refused) = (0, 0);
        for (network, model) in cases {
            for lp in broken(network, model, family) {
                let verdict = accepted(network, model, &lp);
                plans += usize::from(verdict.is_some());
                refused += usize::from(verdict == Some(false));
            }
        }
        println!("{}: {refused} of {plans} plans refused", family.name);
        if refused == 0 {
            missed.push(family.name);
        }
    }
    assert!(missed.is_empty(), "no broken number refused: {missed:?}");
}
