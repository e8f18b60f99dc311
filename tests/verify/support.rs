//! Solved instances, and how a broken plan is refused.

use lodestone::network::{Network, RuleId, RuleSet};
use lodestone::plan::Plan;
use lodestone::run::{Instance, Job, Options, Selection, Verdict, plan};
use lodestone::verify::{Check, Report, verify};
use std::path::Path;

/// A solved case, to be broken.
pub struct Case {
    /// Supply chain.
    pub network: Network,
    /// Right plan.
    pub plan: Plan,
}

impl Case {
    /// Solves an instance in a folder.
    pub fn of_folder(folder: &Path, policy: Option<&str>) -> Self {
        let selection = Selection {
            policy: policy.map(str::to_owned),
            scenarios: Vec::new(),
            set: Vec::new(),
        };
        let job = Job {
            selection,
            options: Options::default(),
            second: None,
        };
        let instance = Instance::find(folder).unwrap();
        match plan(&instance, &job, &|_| ()).unwrap_or_else(|failure| panic!("{failure}")) {
            Verdict::Solved(solved) => Self {
                network: solved.posed.network,
                plan: solved.plan,
            },
            Verdict::Unsolved(unsolved) => panic!("no plan: {:?}", unsolved.outcome.status),
        }
    }

    /// Solves an instance given as text.
    pub fn of_text(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("instance.yaml"), text).unwrap();
        Self::of_folder(folder.path(), None)
    }

    /// Solves a shipped instance.
    pub fn shipped(name: &str, policy: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances").join(name);
        Self::of_folder(&folder, Some(policy))
    }

    /// Oxide of two mines, one plant with stock and by-product, floor and duties, two customers.
    pub fn chain() -> Self {
        Self::of_text(include_str!("instances/chain.yaml"))
    }

    /// Two rules, two sources with one each, two customers with one each, all in one place.
    pub fn pool() -> Self {
        Self::of_text(include_str!("instances/pool.yaml"))
    }

    /// The judge's report.
    pub fn report(&self) -> Report {
        verify(&self.network, &self.plan)
    }

    /// Requires the plan to pass.
    pub fn passes(&self) {
        let report = self.report();
        assert!(report.ok, "{:?}", report.findings);
        assert!(report.max_violation < 1e-9, "{}", report.max_violation);
    }

    /// Requires the plan to be refused by a group of checks.
    pub fn refused_by(&self, check: Check) {
        let report = self.report();
        assert!(!report.ok, "the broken plan passes");
        let found: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        assert!(report.findings.iter().any(|finding| finding.check == check), "{found:?}");
    }

    /// Requires the plan to be refused by one group of checks and no other.
    pub fn refused_only_by(&self, check: Check) {
        self.refused_by(check);
        let report = self.report();
        assert!(
            report.findings.iter().all(|finding| finding.check == check),
            "{:?}",
            report.findings
        );
    }

    /// Class of one rule.
    pub fn class(&self, rule: &str) -> RuleSet {
        let named = self.network.rules.iter().position(|known| known.name == rule);
        RuleSet::of(RuleId::new(named.unwrap()))
    }

    /// Position of a site.
    pub fn site(&self, name: &str) -> usize {
        self.network.sites.iter().position(|site| site.name == name).unwrap()
    }

    /// Position of a country.
    pub fn country(&self, name: &str) -> usize {
        self.network
            .countries
            .iter()
            .position(|country| country.name == name)
            .unwrap()
    }
}
