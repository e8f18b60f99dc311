//! Hot answers are those of cold solves, over all small instances.

use lodestone::formulation::{Model, formulate};
use lodestone::solve::{Hot, Options, Status, seed, solve};
use lodestone::spec::{Change, Prepared, Selection, Series, survey};
use lodestone::{network, origin};
use std::path::Path;

/// Numbers that draws move, each by its own factor; those that an instance does not have are left out.
const PATHS: [&str; 5] = [
    "demands.*.quantity",
    "lanes.*.freight",
    "sites.*.lines.*.capacity",
    "sites.*.lines.*.fee",
    "sites.*.source.*.offer",
];

fn model(prepared: &Prepared, changes: &[Change]) -> Option<Model> {
    let network = network::build(&prepared.with(changes, "draw").ok()?).ok()?;
    Some(formulate(&origin::label(&network)))
}

/// Changes of a draw: some paths, by factors from 0.7 to 1.3.
fn changes(prepared: &Prepared, draw: usize) -> Vec<Change> {
    let known = PATHS.iter().enumerate().filter(|(_, path)| prepared.look(path, None).is_ok());
    let moved = known.filter(|(k, _)| !(draw + k).is_multiple_of(3));
    moved
        .map(|(k, path)| Change {
            path: (*path).into(),
            scale: true,
            amount: Series::Constant(0.7 + 0.075 * ((draw * 5 + k * 3) % 9) as f64),
            unit: None,
        })
        .collect()
}

#[test]
fn hot_equals_cold_over_the_instances() {
    let options = Options::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances");
    let (mut hot_draws, mut all) = (0, 0);
    let mut folders: Vec<_> = std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir() && !path.ends_with("allied-magnets"));
    folders.sort();
    for folder in folders {
        let policy = survey(&folder).unwrap().policies.first().cloned();
        let selection = Selection {
            policy,
            ..Selection::default()
        };
        let prepared = Prepared::read(&folder, &selection).unwrap();
        let base = model(&prepared, &[]).unwrap();
        let (_, base_seed) = seed(&base.lp, &options).unwrap();
        let Some(base_seed) = base_seed else { continue };
        let mut hot = Hot::new(&base.lp, &options).unwrap();
        for draw in 0..12 {
            let Some(model) = model(&prepared, &changes(&prepared, draw)) else {
                continue;
            };
            let (outcome, start) = hot.solve(&model.lp, &base_seed).unwrap();
            let cold = solve(&model.lp, &options).unwrap();
            all += 1;
            hot_draws += usize::from(start.name().starts_with("hot"));
            assert_eq!(outcome.status, cold.status, "{} draw {draw}", folder.display());
            let levels = outcome.levels.iter().zip(&cold.levels);
            for (a, b) in levels.filter(|_| cold.status == Status::Optimal) {
                let close = (a - b).abs() <= 1e-9 * b.abs().max(1.0);
                assert!(
                    close,
                    "{} draw {draw}: {:?} {:?}",
                    folder.display(),
                    outcome.levels,
                    cold.levels
                );
            }
        }
    }
    assert!(all > 100 && hot_draws * 2 > all, "{hot_draws} of {all} draws were hot");
}
