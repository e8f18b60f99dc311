//! Instances, and losses of them.

use lodestone::explain::losses::{After, Effect, Losable, Losses, Lost};
use lodestone::run::{Instance, LossAsk, Options, Selection, losses};
use std::path::{Path, PathBuf};

/// Folder of a shipped instance.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name)
}

/// A policy, where one is named, with settings.
pub fn selection(policy: &str, set: &[&str]) -> Selection {
    Selection {
        policy: (!policy.is_empty()).then(|| policy.to_owned()),
        scenarios: Vec::new(),
        set: set.iter().map(|one| (*one).to_owned()).collect(),
    }
}

/// Losses of a kind, and pairs where asked for, on so many threads.
pub fn lost((name, selection): (&str, Selection), kind: Losable, (pairs, threads): (bool, usize)) -> Losses {
    let ask = LossAsk {
        selection,
        options: Options {
            threads,
            ..Options::default()
        },
        kind,
        pairs,
    };
    let instance = Instance::find(&folder(name)).unwrap();
    losses(&instance, &ask, &|_| ()).unwrap().unwrap()
}

/// The loss of that name.
pub fn of<'l>(losses: &'l Losses, name: &str) -> &'l Lost {
    losses.lost.iter().find(|lost| lost.loss.label() == name).unwrap()
}

/// What a loss changes; it must have changed something.
pub fn effect<'l>(losses: &'l Losses, name: &str) -> &'l Effect {
    match &of(losses, name).after {
        After::Planned(effect) => effect,
        other => panic!("{name}: {other:?}"),
    }
}

/// Whether two figures agree to 1e-9 of their size.
pub fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}
