//! Every shipped instance gives the answers that its `expected.yaml` states, and a plan that the judge accepts under every
//! policy and scenario.
//!
//! `expected.yaml` is a list with one entry for each policy and scenario; [`tests::Expected`] says what an entry may state. Figures
//! hold to relative 1e-6.

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use lodestone::run::{Ending, Instance, Job, Options, Selection, Solved, Verdict, check, plan};
    use lodestone::solve::Second;
    use lodestone::{results::Document, spec};
    use rayon::prelude::*;
    use serde::Deserialize;
    use std::io::Write;
    use std::path::{Path, PathBuf};

    /// Instances with more policies and scenarios than expected answers.
    const PARTLY_EXPECTED: [&str; 1] = ["allied-magnets"];
    const TOLERANCE: f64 = 1e-6;
    /// Largest certified gap of a worked case.
    const GAP: f64 = 1e-9;

    /// Figures by name. Names that are not given stand for zero.
    type Figures = IndexMap<String, f64>;

    /// The answer expected under a policy and scenarios. What is not given is not compared.
    #[derive(Clone, Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Expected {
        /// Policy; none where the instance has none.
        #[serde(default)]
        policy: Option<String>,
        /// Scenarios in order; none for the baseline.
        #[serde(default)]
        scenario: Vec<String>,
        /// Status, as in the JSON document.
        status: String,
        /// Buyers' cost, USD.
        cost: Option<f64>,
        /// Exposure, weighted t.
        exposure: Option<f64>,
        /// Shortage by tier, t.
        shortage: Option<Figures>,
        /// Discounted USD by kind of entry.
        ledger: Option<Figures>,
        /// Sales by site with a source, t over the horizon.
        sold: Option<Figures>,
        /// Activity by process, units over the horizon.
        made: Option<Figures>,
    }

    /// Policy and scenario of a plan.
    type Case = (Option<String>, Vec<String>);

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("instances")
    }

    /// Names of the shipped instances, in order.
    fn names() -> Vec<String> {
        let folders = std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
        let instances = folders.filter(|folder| folder.join("instance.yaml").is_file());
        let mut names: Vec<String> = instances
            .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    }

    fn expected(name: &str) -> Vec<Expected> {
        let text = std::fs::read_to_string(root().join(name).join("expected.yaml"))
            .unwrap_or_else(|error| panic!("{name}/expected.yaml: {error}"));
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}/expected.yaml: {error}"))
    }

    /// Every policy with every scenario, the baseline first.
    fn cases(name: &str) -> Vec<Case> {
        let survey = spec::survey(&root().join(name)).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let mut policies: Vec<Option<String>> = survey.policies.into_iter().map(Some).collect();
        if policies.is_empty() {
            policies.push(None);
        }
        let others = survey.scenarios.into_iter().filter(|scenario| scenario != "baseline");
        let scenarios: Vec<Vec<String>> = [Vec::new()].into_iter().chain(others.map(|one| vec![one])).collect();
        let with = |policy: &Option<String>| -> Vec<Case> { scenarios.iter().map(|s| (policy.clone(), s.clone())).collect() };
        policies.iter().flat_map(with).collect()
    }

    fn solve(name: &str, case: Case) -> Verdict {
        solve_asking(name, case, None)
    }

    fn solve_asking(name: &str, (policy, scenarios): Case, second: Option<Second>) -> Verdict {
        let instance = Instance::find(&root().join(name)).unwrap();
        let selection = Selection {
            policy,
            scenarios,
            set: Vec::new(),
        };
        let job = Job {
            selection,
            options: Options::default(),
            second,
        };
        plan(&instance, &job, &|_| ()).unwrap_or_else(|failure| panic!("{name}: {failure}"))
    }

    fn is_near(found: f64, wanted: f64, scale: f64) -> bool {
        let size = if wanted == 0.0 { scale.abs().max(1.0) } else { wanted.abs() };
        (found - wanted).abs() <= TOLERANCE * size
    }

    /// What differs between two lists of figures, names that only one knows included.
    fn differences(what: &str, found: &Figures, wanted: Option<&Figures>, scale: f64) -> Vec<String> {
        let Some(wanted) = wanted else { return Vec::new() };
        let unknown = wanted.keys().filter(|name| !found.contains_key(*name));
        let mut differences: Vec<String> = unknown.map(|name| format!("{what}: there is no `{name}`")).collect();
        for (name, value) in found {
            let wanted = wanted.get(name).copied().unwrap_or(0.0);
            if !is_near(*value, wanted, scale) {
                differences.push(format!("{what} {name}: {value} instead of {wanted}"));
            }
        }
        differences
    }

    fn single(what: &str, found: Option<f64>, wanted: Option<f64>) -> Vec<String> {
        let (Some(found), Some(wanted)) = (found, wanted) else {
            return wanted.map(|_| format!("{what}: no figure")).into_iter().collect();
        };
        let differs = !is_near(found, wanted, 1.0);
        differs
            .then(|| format!("{what}: {found} instead of {wanted}"))
            .into_iter()
            .collect()
    }

    fn sold(solved: &Solved) -> Figures {
        let network = &solved.posed.network;
        let site = |source: usize| network.sites[network.sources[source].site.index()].name.clone();
        let mut sold: Figures = (0..network.sources.len()).map(|source| (site(source), 0.0)).collect();
        for supply in &solved.plan.supplies {
            sold[&site(supply.of.index())] += supply.quantity;
        }
        sold
    }

    fn made(solved: &Solved) -> Figures {
        let operations = &solved.posed.network.operations;
        let mut made: Figures = operations.iter().map(|operation| (operation.name.clone(), 0.0)).collect();
        for activity in &solved.plan.activities {
            made[&operations[activity.of.index()].name] += activity.quantity;
        }
        made
    }

    /// Everything in which a solved plan differs from what is expected.
    fn complaints(solved: &Solved, document: &Document, expected: &Expected) -> Vec<String> {
        let figures = &document.headline;
        let shortage = figures.shortage.clone().unwrap_or_default();
        let ledger = figures.ledger.iter().flatten().map(|(kind, sum)| ((*kind).to_owned(), *sum));
        let cost = figures.cost.unwrap_or(0.0);
        let tonnes = 1.0;
        [
            single("cost", figures.cost, expected.cost),
            single("exposure", figures.exposure, expected.exposure),
            differences("shortage", &shortage, expected.shortage.as_ref(), tonnes),
            differences("ledger", &ledger.collect(), expected.ledger.as_ref(), cost),
            differences("sold", &sold(solved), expected.sold.as_ref(), tonnes),
            differences("made", &made(solved), expected.made.as_ref(), tonnes),
        ]
        .concat()
    }

    /// Levels without a small certified gap; those of large instances may be without.
    fn uncertified(name: &str, document: &Document) -> Vec<String> {
        let certificate = document.verified.as_ref().map(|verified| &verified.certificate);
        let levels = certificate.into_iter().flat_map(|certificate| &certificate.levels);
        let wide = levels.filter(|level| level.gap.is_none_or(|gap| gap > GAP));
        let told = wide.map(|level| format!("{} has a gap of {:?}", level.name, level.gap));
        told.filter(|_| !PARTLY_EXPECTED.contains(&name)).collect()
    }

    /// What is wrong with one case of an instance.
    fn judge(name: &str, expected: &Expected) -> Vec<String> {
        let case = (expected.policy.clone(), expected.scenario.clone());
        let verdict = solve(name, case.clone());
        let said = match &verdict {
            Verdict::Solved(solved) => solved.ending().name(),
            Verdict::Unsolved(unsolved) => unsolved.ending().name(),
        };
        let mut wrong = Vec::new();
        if said != expected.status {
            wrong.push(format!("status `{said}` instead of `{}`", expected.status));
        }
        if let Verdict::Solved(solved) = &verdict {
            let document = solved.document();
            if !solved.report.ok {
                wrong.push(format!("not verified: {:?}", solved.report.findings));
            }
            wrong.extend(complaints(solved, &document, expected));
            wrong.extend(uncertified(name, &document));
        }
        wrong.iter().map(|text| format!("{name} {case:?}: {text}")).collect()
    }

    #[test]
    fn instances_give_the_expected_answers() {
        let all: Vec<(String, Expected)> = names()
            .into_iter()
            .flat_map(|name| expected(&name).into_iter().map(move |entry| (name.clone(), entry)))
            .collect();
        assert!(all.len() >= 12, "only {} answers are expected", all.len());
        let wrong: Vec<String> = all.par_iter().flat_map_iter(|(name, entry)| judge(name, entry)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn expected_answers_name_every_case_once_and_no_other() {
        let mut wrong = Vec::new();
        for name in names() {
            let mut known = cases(&name);
            for entry in expected(&name) {
                let case = (entry.policy, entry.scenario);
                match known.iter().position(|known| *known == case) {
                    Some(position) => drop(known.remove(position)),
                    None => wrong.push(format!("{name}: {case:?} does not exist, or stands there twice")),
                }
            }
            if !PARTLY_EXPECTED.contains(&name.as_str()) {
                wrong.extend(known.iter().map(|case| format!("{name}: nothing is expected of {case:?}")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Whether an answer to a case is expected, so that it is judged with it.
    fn is_expected(name: &str, case: &Case) -> bool {
        let mut entries = expected(name).into_iter();
        entries.any(|entry| (&entry.policy, &entry.scenario) == (&case.0, &case.1))
    }

    #[test]
    fn every_other_policy_and_scenario_has_a_verified_plan() {
        let all: Vec<(String, Case)> = names()
            .into_iter()
            .flat_map(|name| cases(&name).into_iter().map(move |case| (name.clone(), case)))
            .filter(|(name, case)| !is_expected(name, case))
            .collect();
        let wrong: Vec<String> = all
            .par_iter()
            .filter_map(|(name, case)| match solve(name, case.clone()) {
                Verdict::Solved(solved) if solved.report.ok && solved.ending() != Ending::Unverified => None,
                Verdict::Solved(solved) => Some(format!("{name} {case:?}: {:?}", solved.report.findings)),
                Verdict::Unsolved(unsolved) => Some(format!("{name} {case:?}: {}", unsolved.ending().name())),
            })
            .collect();
        assert!(!all.is_empty() && wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// What another solver says against the answer to a case; nothing where it agrees in full.
    fn objection(name: &str, case: &Case, asked: Second) -> Option<String> {
        let verdict = solve_asking(name, case.clone(), Some(asked));
        let second = match &verdict {
            Verdict::Solved(solved) => solved.second.as_ref(),
            Verdict::Unsolved(unsolved) => unsolved.second.as_ref(),
        };
        let whole = match &verdict {
            Verdict::Solved(solved) => solved.posed.model.lp.is_mixed_integer(),
            Verdict::Unsolved(unsolved) => unsolved.posed.model.lp.is_mixed_integer(),
        };
        match second {
            Some(Ok(second)) if second.agrees && (second.missing.is_none() || PARTLY_EXPECTED.contains(&name)) => None,
            Some(Err(_)) if whole && asked == Second::Clarabel => None,
            other => Some(format!("{name} {case:?}: {other:?}")),
        }
    }

    #[test]
    fn other_solvers_agree() {
        let small = names().into_iter().filter(|name| !PARTLY_EXPECTED.contains(&name.as_str()));
        let all: Vec<(String, Case, Second)> = small
            .flat_map(|name| cases(&name).into_iter().map(move |case| (name.clone(), case)))
            .flat_map(|(name, case)| [Second::Microlp, Second::Clarabel].map(|second| (name.clone(), case.clone(), second)))
            .collect();
        let wrong: Vec<String> = all
            .par_iter()
            .filter_map(|(name, case, second)| objection(name, case, *second))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    #[ignore = "hours; `make nightly` runs it"]
    fn another_solver_agrees_on_the_main_instance() {
        let all: Vec<(&str, Case)> = PARTLY_EXPECTED
            .iter()
            .flat_map(|name| cases(name).into_iter().map(move |case| (*name, case)))
            .collect();
        let wrong: Vec<String> = all
            .par_iter()
            .filter_map(|(name, case)| told(case, objection(name, case, Second::Clarabel)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The objection to a case, told at once past what holds back the output of tests, as all cases take hours.
    fn told(case: &Case, objection: Option<String>) -> Option<String> {
        let verdict = objection.as_deref().unwrap_or("agrees");
        writeln!(std::io::stderr(), "{case:?}: {verdict}").unwrap_or_default();
        objection
    }

    /// Texts of the blocks of a language in a page.
    fn blocks(page: &str, language: &str) -> Vec<String> {
        let parts = page.split("```").skip(1).step_by(2);
        let blocks = parts.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
        blocks.map(str::to_owned).collect()
    }

    /// Checks an instance of these files.
    fn check_files(files: &[(&str, &str)]) {
        let place = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(place.path().join(name), text).unwrap();
        }
        let instance = Instance::find(place.path()).unwrap();
        let checked = check(&instance, &Selection::default(), 1).unwrap_or_else(|failure| panic!("{failure}"));
        assert!(!checked.cases.is_empty());
    }

    #[test]
    fn the_blocks_of_the_format_page_make_an_instance_with_plans() {
        let text = blocks(include_str!("../docs/format/README.md"), "yaml").concat();
        check_files(&[("instance.yaml", &text)]);
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("instance.yaml"), text).unwrap();
        let instance = Instance::find(place.path()).unwrap();
        for (policy, scenario) in [
            ("open-market", None),
            ("club", None),
            ("open-market", Some("embargo")),
            ("club", Some("embargo")),
        ] {
            let selection = Selection {
                policy: Some(policy.to_owned()),
                scenarios: scenario.map(str::to_owned).into_iter().collect(),
                set: Vec::new(),
            };
            let job = Job {
                selection,
                options: Options::default(),
                second: None,
            };
            let verdict = plan(&instance, &job, &|_| ()).unwrap_or_else(|failure| panic!("{failure}"));
            let Verdict::Solved(solved) = verdict else {
                panic!("{policy} under {scenario:?} has no plan")
            };
            assert_eq!(solved.document().status, "optimal", "{policy} under {scenario:?}");
        }
    }

    #[test]
    fn the_tables_of_their_page_fill_an_instance() {
        let page = blocks(include_str!("../docs/format/tables.md"), "csv");
        let [demands, sites, steps] = page.as_slice() else {
            panic!("three tables")
        };
        let head = "lodestone: 1\nmodel: oxides\nperiods: { start: 2026-01-01, count: 2, length: 1 yr }\n";
        let materials = "materials: { magnet-uh: { stage: magnet }, magnet-sh: { stage: magnet } }\n";
        let source = "sites: { jp-plant: { country: JP, source: { magnet-sh: { offer: 70 USD/kg }, magnet-uh: { offer: 90 USD/kg } } } }\n";
        let table = |file: &str, section: &str| format!("  - {{ file: {file}, section: {section} }}\n");
        let tables = [
            "tables:\n".to_owned(),
            table("a.csv", "demands"),
            table("b.csv", "sites"),
            table("c.csv", "demands"),
        ];
        let instance = [head, materials, source, &tables.concat()].concat();
        check_files(&[
            ("instance.yaml", &instance),
            ("a.csv", demands),
            ("b.csv", sites),
            ("c.csv", steps),
        ]);
    }

    #[test]
    fn the_overlays_of_their_page_fit_an_instance() {
        let page = blocks(include_str!("../docs/format/overlays.md"), "yaml");
        let overlays = page.iter().find(|block| block.starts_with("policies:")).unwrap();
        let instance = include_str!("../instances/rules-of-origin/instance.yaml");
        let (chain, _) = instance.split_once("policies:").unwrap();
        check_files(&[("instance.yaml", &[chain, overlays].concat())]);
    }

    type Change = fn(&mut Expected);

    #[test]
    fn a_wrong_figure_or_name_is_noticed() {
        let right = expected("price-floor").remove(2);
        assert_eq!(judge("price-floor", &right), Vec::<String>::new());
        let changes: [(Change, &str); 8] = [
            (|entry| entry.cost = Some(1_590_003.0), "cost"),
            (|entry| entry.exposure = Some(10.1), "exposure"),
            (|entry| entry.shortage = one("dz", 0.0), "no `dz`"),
            (|entry| entry.ledger = one("levy", 60_000.0), "no `levy`"),
            (|entry| entry.ledger = one("offer", 1_450_000.0), "floor_levy: "),
            (|entry| entry.sold = one("au-mien", 80.0), "no `au-mien`"),
            (|entry| entry.made = one("sintering", 1.0), "no `sintering`"),
            (|entry| entry.status = "infeasible".into(), "status"),
        ];
        for (change, words) in changes {
            let mut wrong = right.clone();
            change(&mut wrong);
            let complaints = judge("price-floor", &wrong);
            assert!(complaints.iter().any(|text| text.contains(words)), "{words}: {complaints:?}");
        }
    }

    fn one(name: &str, value: f64) -> Option<Figures> {
        Some([(name.to_owned(), value)].into_iter().collect())
    }
}
