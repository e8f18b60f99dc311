//! Plans to look at: of small instances written here as text, and of the shipped ones; with names instead of ids.

use lodestone::network::Network;
use lodestone::plan::{Chain, Entry, EntryKind, Party, Step, StepKind};
use lodestone::run::{Instance, Job, Options, Selection, Solved, Verdict, plan};
use std::collections::BTreeMap;
use std::path::Path;

/// Sums of USD by kind, payer and payee.
pub type Sums = BTreeMap<(EntryKind, String, String), f64>;

/// The plan of an instance written as text.
pub fn solved(text: &str) -> Box<Solved> {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("instance.yaml"), text).unwrap();
    in_folder(place.path(), &Selection::default())
}

/// The plan of a shipped instance.
pub fn shipped(name: &str, policy: Option<&str>, scenario: Option<&str>, set: &[&str]) -> Box<Solved> {
    let selection = Selection {
        policy: policy.map(str::to_owned),
        scenarios: scenario.map(str::to_owned).into_iter().collect(),
        set: set.iter().map(|text| (*text).to_owned()).collect(),
    };
    in_folder(&root().join(name), &selection)
}

/// Folder of the shipped instances.
pub fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances")
}

fn in_folder(folder: &Path, selection: &Selection) -> Box<Solved> {
    let instance = Instance::find(folder).unwrap();
    let job = Job {
        selection: selection.clone(),
        options: Options::default(),
        second: None,
    };
    match plan(&instance, &job, &|_| ()).unwrap_or_else(|failure| panic!("{failure}")) {
        Verdict::Solved(solved) if solved.report.ok => solved,
        Verdict::Solved(solved) => panic!("not verified: {:?}", solved.report.findings),
        Verdict::Unsolved(unsolved) => panic!("{}: {:?}", unsolved.ending().name(), unsolved.conflicts()),
    }
}

/// Whether two figures agree to 1e-9 of the larger, or of 1.
pub fn is_near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-9 * wanted.abs().max(found.abs()).max(1.0)
}

/// Fails where two figures differ.
#[track_caller]
pub fn assert_near(found: f64, wanted: f64, what: &str) {
    assert!(is_near(found, wanted), "{what}: {found} instead of {wanted}");
}

/// Fails where figures by name differ, names that only one knows included.
#[track_caller]
pub fn assert_figures(found: &BTreeMap<String, f64>, wanted: &[(&str, f64)]) {
    let names: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(names.len(), wanted.len(), "{found:#?}");
    for (name, value) in wanted {
        let figure = found
            .get(*name)
            .unwrap_or_else(|| panic!("there is no `{name}` in {found:#?}"));
        assert_near(*figure, *value, name);
    }
}

/// A party in words: `buyers US`, `owner aurora`, `treasury US`.
pub fn party(network: &Network, party: Party) -> String {
    match party {
        Party::Buyers(country) => format!("buyers {}", network.countries[country.index()].name),
        Party::Owner(owner) => format!("owner {}", network.owners[owner.index()]),
        Party::Treasury(territory) => format!("treasury {}", network.territories[territory.index()].name),
        Party::Carriers => "carriers".into(),
        Party::Services => "services".into(),
        Party::Unserved => "unserved".into(),
    }
}

/// Nominal sums of the entries that are chosen.
pub fn sums(solved: &Solved, chosen: impl Fn(&Entry) -> bool) -> Sums {
    let network = &solved.posed.network;
    let mut sums = Sums::new();
    for entry in solved.plan.ledger.iter().filter(|entry| chosen(entry)) {
        let key = (entry.kind, party(network, entry.payer), party(network, entry.payee));
        *sums.entry(key).or_default() += entry.nominal;
    }
    sums
}

/// What the buyers of each country bear of a kind of payment, nominal.
pub fn borne(solved: &Solved, kind: EntryKind) -> BTreeMap<String, f64> {
    let mut borne = BTreeMap::new();
    for ((_, payer, _), amount) in sums(solved, |entry| entry.kind == kind) {
        let country = payer.strip_prefix("buyers ").expect("buyers pay").to_owned();
        *borne.entry(country).or_default() += amount;
    }
    borne
}

/// Value of the level `cost`.
pub fn cost(solved: &Solved) -> f64 {
    let level = solved.plan.levels.iter().find(|level| level.name == "cost");
    level.expect("cost").value
}

/// Fails where the discounted entries do not sum to the cost level, to 1e-9 of their size.
#[track_caller]
pub fn assert_ledger_is_whole(solved: &Solved, what: &str) {
    let ledger = &solved.plan.ledger;
    let sum: f64 = ledger.iter().map(|entry| entry.discounted).sum();
    let size: f64 = ledger.iter().map(|entry| entry.discounted.abs()).sum();
    let cost = cost(solved);
    assert!((sum - cost).abs() <= 1e-9 * size.max(1.0), "{what}: {sum} instead of {cost}");
}

/// Fails where the chains of a demand, period, material and element do not sum to what was delivered.
#[track_caller]
pub fn assert_chains_are_whole(solved: &Solved, what: &str) {
    let mut left = BTreeMap::new();
    let network = &solved.posed.network;
    for delivery in &solved.plan.deliveries {
        let (demand, material) = delivery.of;
        let content = &network.materials[material.index()].content;
        let mut add = |element, mass| {
            let amounts: &mut (f64, f64) = left.entry((demand, delivery.period, material, element)).or_default();
            amounts.0 += delivery.quantity * mass;
        };
        for (element, mass) in content.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            add(Some(element), *mass);
        }
        if content.iter().all(|mass| *mass == 0.0) {
            add(None, 1.0);
        }
    }
    for chain in &solved.chains {
        let key = (chain.demand, chain.period, chain.material, chain.element.map(|id| id.index()));
        left.get_mut(&key)
            .unwrap_or_else(|| panic!("{what}: {chain:?} without delivery"))
            .1 += chain.quantity;
    }
    for (key, (delivered, told)) in left {
        assert!(
            (delivered - told).abs() <= 1e-9 * delivered.max(1e-3),
            "{what} {key:?}: {told} instead of {delivered}"
        );
    }
}

/// A step in words: `sold au-mine ndpr-oxide`.
pub fn step(network: &Network, step: &Step) -> String {
    let kind = match step.kind {
        StepKind::Sold => "sold",
        StepKind::Opening => "opening",
        StepKind::UnderWay => "under way",
        StepKind::Collected => "collected",
        StepKind::Made(operation) => {
            assert_eq!(network.operations[operation.index()].site, step.site);
            "made"
        }
        StepKind::Arrived(lane) => {
            assert_eq!(network.lanes[lane.index()].to, step.site);
            "arrived"
        }
    };
    let site = &network.sites[step.site.index()].name;
    let material = &network.materials[step.material.index()].name;
    format!("{kind} {site} {material}")
}

/// Tonnes by way of a demand in a period, of an element or of goods without any; the rest is called `rest`.
pub fn ways(solved: &Solved, demand: &str, period: usize, element: Option<&str>) -> BTreeMap<String, f64> {
    let network = &solved.posed.network;
    let is_asked = |chain: &&Chain| {
        let name = chain.element.map(|id| network.elements[id.index()].name.as_str());
        network.demands[chain.demand.index()].name == demand && chain.period.index() == period && name == element
    };
    let mut ways = BTreeMap::new();
    for chain in solved.chains.iter().filter(is_asked) {
        let steps: Vec<String> = chain.steps.iter().map(|at| step(network, at)).collect();
        let way = if steps.is_empty() { "rest".into() } else { steps.join(" > ") };
        *ways.entry(way).or_default() += chain.quantity;
    }
    ways
}

/// Tonnes by the first step of each way.
pub fn beginnings(ways: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let mut beginnings = BTreeMap::new();
    for (way, quantity) in ways {
        let first = way.split(" > ").next().unwrap_or_default();
        *beginnings.entry(first.to_owned()).or_default() += quantity;
    }
    beginnings
}
