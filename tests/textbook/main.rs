//! Problems from elsewhere as ordinary instances: each gives its published optimum, proven.
//!
//! A folder holds an instance and `published.yaml`: the source, and the optimum as cost or as profit in USD of the instance. A profit
//! is the negative of the cost. Figures hold to relative 1e-6. The certified gap of a linear program is at most 1e-9; a mixed-integer one is solved to
//! gap 0, and the bound that the solver then claims is as near.

#[cfg(test)]
mod tests {
    use lodestone::results::Document;
    use lodestone::run::{Instance, Job, Options, Selection, Verdict, plan};
    use serde::Deserialize;
    use std::path::{Path, PathBuf};

    const TOLERANCE: f64 = 1e-6;
    const GAP: f64 = 1e-9;

    /// What a source publishes of its problem.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Published {
        /// Where problem and optimum are published.
        source: String,
        /// Least cost.
        cost: Option<f64>,
        /// Largest profit.
        profit: Option<f64>,
        /// What every plan of the instance costs beside what the source counts.
        #[serde(default)]
        constant: f64,
    }

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    fn name(folder: &Path) -> String {
        folder.file_name().unwrap().to_string_lossy().into_owned()
    }

    /// Folders of the problems, in order.
    fn problems() -> Vec<PathBuf> {
        let entries = std::fs::read_dir(root().join("tests/textbook")).unwrap();
        let mut folders: Vec<PathBuf> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        folders
    }

    fn published(folder: &Path) -> Published {
        let text = std::fs::read_to_string(folder.join("published.yaml"));
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", name(folder)));
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", name(folder)))
    }

    fn solve(folder: &Path) -> Verdict {
        let instance = Instance::find(folder).unwrap();
        let selection = Selection {
            policy: None,
            scenarios: Vec::new(),
            set: Vec::new(),
        };
        let job = Job {
            selection,
            options: Options {
                gap: Some(0.0),
                ..Options::default()
            },
            second: None,
        };
        plan(&instance, &job, &|_| ()).unwrap_or_else(|failure| panic!("{}: {failure}", name(folder)))
    }

    /// Proved distance of the cost to its optimum; with whole numbers, that to the bound of the solver.
    fn gap(document: &Document) -> Option<f64> {
        let verified = document.verified.as_ref()?;
        let level = verified.certificate.levels.iter().find(|level| level.name == "cost")?;
        verified.certified_gap.or(level.claimed_gap)
    }

    /// What is wrong with the plan of a problem.
    fn judge(folder: &Path) -> Vec<String> {
        let Verdict::Solved(solved) = solve(folder) else {
            return vec![format!("{}: no plan", name(folder))];
        };
        let document = solved.document();
        let stated = published(folder);
        let wanted = stated.cost.or(stated.profit.map(|profit| -profit)).unwrap() + stated.constant;
        let found = document.headline.cost.unwrap();
        let short: f64 = document.headline.shortage.iter().flat_map(|tiers| tiers.values()).sum();
        let gap = gap(&document);
        let mut wrong = Vec::new();
        if document.status != "optimal" || !solved.report.ok {
            wrong.push(format!("{}: {:?}", document.status, solved.report.findings));
        }
        if (found - wanted).abs() > TOLERANCE * wanted.abs() {
            wrong.push(format!("{found} instead of {wanted}"));
        }
        if short > TOLERANCE {
            wrong.push(format!("{short} t short"));
        }
        if gap.is_none_or(|gap| gap > GAP) {
            wrong.push(format!("a gap of {gap:?}"));
        }
        wrong.iter().map(|text| format!("{}: {text}", name(folder))).collect()
    }

    #[test]
    fn problems_meet_their_published_optima() {
        let folders = problems();
        let wrong: Vec<String> = folders.iter().flat_map(|folder| judge(folder)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The solver's tolerances are absolute: with 235,625 USD for some thousand units of 30,000 t, branch and cut in tonnes called 242,025 the least.
    #[test]
    fn a_larger_unit_of_mass_changes_no_optimum() {
        let place = tempfile::tempdir().unwrap();
        let of = root().join("tests/textbook/shipments");
        for entry in std::fs::read_dir(&of).unwrap() {
            let file = entry.unwrap().path();
            std::fs::copy(&file, place.path().join(file.file_name().unwrap())).unwrap();
        }
        let text = std::fs::read_to_string(of.join("instance.yaml")).unwrap();
        assert!(text.contains("units: { ton: 1 t }"));
        for tonnes in ["1000", "30000", "100000", "1000000"] {
            let scaled = text.replace("ton: 1 t", &format!("ton: {tonnes} t"));
            std::fs::write(place.path().join("instance.yaml"), scaled).unwrap();
            let Verdict::Solved(solved) = solve(place.path()) else {
                panic!("no plan in units of {tonnes} t")
            };
            let document = solved.document();
            let cost = document.headline.cost.unwrap();
            assert!((cost - 235_625.0).abs() < 0.1, "{cost} in units of {tonnes} t");
            assert_eq!(document.status, "optimal");
            assert!(gap(&document).is_some_and(|gap| gap <= GAP));
        }
    }

    #[test]
    fn every_problem_is_listed_with_its_source() {
        let page = std::fs::read_to_string(root().join("docs/textbook.md")).unwrap();
        let listed = page.lines().take_while(|line| !line.starts_with("How they are written"));
        let mut listed: Vec<&str> = listed
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        listed.sort_unstable();
        let folders = problems();
        let names: Vec<String> = folders.iter().map(|folder| name(folder)).collect();
        assert_eq!(names, listed);
        for folder in folders {
            assert!(!published(&folder).source.is_empty(), "{} names no source", name(&folder));
        }
    }
}
