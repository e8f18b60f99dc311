//! What the fuzz targets share: a folder to read from, and the ways from a folder to a program and a plan.

#[path = "../../tests/mutations/edits.rs"]
pub mod edits;

use lodestone::formulation::{self, Model};
use lodestone::network::{self, Network};
use lodestone::solve::{self, Options, Status};
use lodestone::spec::{self, LoadError, Problem, Selection, Spec};
use lodestone::{origin, plan, run, verify};
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

/// Columns of the largest program that is solved.
const SMALL: usize = 500;
/// Tonnes below which a whole plan is beside the solver's absolute tolerance of 1e-9 t: the judge's is 1e-6 of what moves.
const KILOGRAM: f64 = 1e-3;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("a temporary folder"));

/// A shipped instance in one file.
struct Base {
    name: &'static str,
    /// Text of `instance.yaml`.
    text: &'static str,
    policies: Vec<String>,
    scenarios: Vec<String>,
}

/// The shipped instances in one file.
static BASES: LazyLock<Vec<Base>> = LazyLock::new(|| {
    let texts = run::examples()
        .into_iter()
        .filter_map(|example| Some((example.name, example.text("instance.yaml")?)));
    let whole = texts.filter(|(_, text)| !text.contains("tables:"));
    whole.map(|(name, text)| Base::of(name, text)).collect()
});

/// The network of a shipped instance, damaged in places: the first byte chooses the instance, the second policy and scenario, every five that
/// follow one edit. None where nothing is chosen or the damage leaves no network.
pub fn damaged(bytes: &[u8]) -> Option<Network> {
    let [number, choice, rest @ ..] = bytes else { return None };
    let base = base(u32::from(*number));
    folder(&edits::applied(&edits::Edit::of_bytes(rest), base.text.as_bytes()));
    network(base.selection(*choice))
}

/// The network of a shipped instance under settings `path=value`, one in each line; the first character chooses the instance.
pub fn set(text: &str) -> Option<Network> {
    let first = text.chars().next()?;
    let base = base(u32::from(first));
    let mut selection = base.selection(0);
    selection.set = text[first.len_utf8()..].lines().take(8).map(str::to_owned).collect();
    folder(base.text.as_bytes());
    network(selection)
}

/// The instance that a number stands for: that whose name hashes highest with it, so that a new instance takes over few numbers and the others
/// keep their meaning in the corpus.
fn base(number: u32) -> &'static Base {
    let highest = BASES.iter().max_by_key(|base| hash(base.name, number));
    highest.expect("a shipped instance")
}

/// FNV-1a of the number and the name, its bits mixed as at the end of MurmurHash3.
fn hash(name: &str, number: u32) -> u64 {
    let bytes = number.to_le_bytes().into_iter().chain(name.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

impl Base {
    fn of(name: &'static str, text: &'static str) -> Self {
        let names = spec::survey(folder(text.as_bytes())).expect("a shipped instance");
        Self {
            name,
            text,
            policies: names.policies,
            scenarios: names.scenarios,
        }
    }

    /// A policy and perhaps a scenario of it.
    fn selection(&self, number: u8) -> Selection {
        let number = usize::from(number);
        let scenario = self.scenarios.get(number / 16).filter(|name| *name != "baseline");
        Selection {
            policy: (!self.policies.is_empty()).then(|| self.policies[number % self.policies.len()].clone()),
            scenarios: scenario.cloned().into_iter().collect(),
            set: Vec::new(),
        }
    }
}

/// The folder, with this `instance.yaml`.
pub fn folder(instance: &[u8]) -> &'static Path {
    write("instance.yaml", instance);
    FOLDER.path()
}

/// Puts a file into the folder.
pub fn write(name: &str, bytes: &[u8]) {
    std::fs::write(FOLDER.path().join(name), bytes).expect("a writable folder");
}

/// The network of the folder under the last policy, or that selected.
pub fn network(mut selection: Selection) -> Option<Network> {
    let loaded = match spec::load(FOLDER.path(), &selection) {
        Err(LoadError::ChoosePolicy(known)) => {
            selection.policy = known.last().cloned();
            spec::load(FOLDER.path(), &selection)
        }
        other => other,
    };
    match loaded {
        Ok(spec) => built(&spec),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

fn built(spec: &Spec) -> Option<Network> {
    match network::build(spec) {
        Ok(network) => Some(network),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a problem");
            let said = |problem: &Problem| !problem.to_string().is_empty() && !problem.expected.is_empty();
            assert!(problems.iter().all(said), "{problems:?}");
            None
        }
    }
}

/// The program of a network, held to be one that a solver can take.
pub fn model(network: &Network) -> Model {
    let model = formulation::formulate(&origin::label(network));
    assert_eq!(model.columns.len(), model.lp.columns());
    assert_eq!(model.rows.len(), model.lp.height());
    model
}

/// Solves a small program; an optimal plan of a kilogram or more must satisfy the judge.
pub fn planned(network: &Network, model: &Model) {
    let options = Options {
        time_limit: Some(5.0),
        ..Options::default()
    };
    if model.lp.columns() > SMALL {
        return;
    }
    let Ok(outcome) = solve::solve(&model.lp, &options) else {
        return;
    };
    if outcome.status == Status::Optimal {
        let plan = plan::extract(network, (&model.columns, &model.rows), &outcome);
        let chains = plan::chains(network, &plan);
        let report = verify::verify(network, &plan);
        let moved = plan.flows.iter().map(|flow| flow.quantity).fold(0.0, f64::max);
        let wanted = network
            .demands
            .iter()
            .flat_map(|demand| &demand.blocks)
            .flat_map(|block| &block.quantity);
        let wanted = wanted.copied().fold(0.0, f64::max);
        let tiny = moved.max(wanted) < KILOGRAM;
        assert!(report.ok || tiny, "{:#?}\n{chains:?}", report.findings);
    }
}
