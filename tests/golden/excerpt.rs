//! The part of a program that one family makes, as canonical text.

use lodestone::formulation::{Family, Kind, Model, column_name, formulate, formulate_part, row_name};
use lodestone::lp::{Builder, Lp, Names, canonical_text};
use lodestone::network::Network;
use lodestone::origin::{Labelled, label};

/// What a family adds to the program of a network: of a variable its columns in all rows and levels, of a row its rows, of a
/// cost its levels.
pub fn excerpt(network: &Network, family: &Family) -> String {
    let labelled = label(network);
    let model = match family.kind {
        Kind::Variable => formulate(&labelled),
        Kind::Row | Kind::Cost => with(&labelled, family),
    };
    let shown = |j: usize| match family.kind {
        Kind::Variable => model.columns[j].family() == family.name,
        Kind::Row => model.lp.column(j).next().is_some() || (family.name == "ban" && model.lp.column_upper[j] == 0.0),
        Kind::Cost => model.lp.levels.iter().any(|level| level.coefficients[j] != 0.0),
    };
    text(network, &model, shown)
}

fn with(labelled: &Labelled<'_>, family: &Family) -> Model {
    formulate_part(labelled, &|other| other.kind == Kind::Variable || other.name == family.name)
}

fn text(network: &Network, model: &Model, shown: impl Fn(usize) -> bool) -> String {
    let columns: Vec<String> = model.columns.iter().map(|key| column_name(network, key)).collect();
    let rows: Vec<String> = model.rows.iter().map(|key| row_name(network, key)).collect();
    let kept: Vec<usize> = (0..columns.len()).filter(|j| shown(*j)).collect();
    let (lp, used) = part(&model.lp, &kept);
    let columns: Vec<String> = kept.iter().map(|j| columns[*j].clone()).collect();
    let rows: Vec<String> = used.iter().map(|i| rows[*i].clone()).collect();
    let names = Names {
        columns: &columns,
        rows: &rows,
    };
    canonical_text(&lp, names)
}

/// Some columns, the rows that they are in, and the levels that weigh them.
fn part(lp: &Lp, kept: &[usize]) -> (Lp, Vec<usize>) {
    let weighs = |level: &&lodestone::lp::Level| kept.iter().any(|j| level.coefficients[*j] != 0.0);
    let levels: Vec<_> = lp.levels.iter().filter(weighs).collect();
    let mut builder = Builder::new(levels.iter().map(|level| level.name.clone()).collect());
    let mut used: Vec<usize> = kept.iter().flat_map(|j| lp.column(*j).map(|(i, _)| i)).collect();
    used.sort_unstable();
    used.dedup();
    for i in &used {
        builder.row(lp.row_lower[*i], lp.row_upper[*i]);
    }
    for j in kept {
        let bounds = (lp.column_lower[*j], lp.column_upper[*j]);
        let column = match lp.integer[*j] {
            true => builder.whole(bounds.0, bounds.1),
            false => builder.column(bounds.0, bounds.1),
        };
        for (k, level) in levels.iter().enumerate() {
            builder.cost(k, column, level.coefficients[*j]);
        }
        for (i, value) in lp.column(*j) {
            builder.entry(used.binary_search(&i).expect("row in use"), column, value);
        }
    }
    (builder.finish(), used)
}
