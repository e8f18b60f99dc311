//! Reading of instance folders: overlays, tables, models, hostile files.

#[cfg(test)]
mod tests {
    use lodestone::network;
    use lodestone::spec::{LoadError, Problem, Selection, Series, Spec, load, survey};
    use proptest::prelude::*;
    use std::fs;
    use tempfile::TempDir;

    const BASE: &str = "lodestone: 1
units: { case: 1 t }
periods: { start: 2026-01-01, count: 1, length: 1 yr }
elements: { NdPr: {} }
stages: { separated: {} }
materials:
  oxide: { stage: separated, contents: { NdPr: 1 t/t } }
sites:
  au-mine: { country: AU, source: { oxide: { offer: 15 USD/kg, available: 80 case/yr } } }
  cn-market: { country: CN, source: { oxide: { offer: { 2026-01-01: 10 USD/kg, 2026-07-01: 11 USD/kg } } } }
demands:
  us-buyer: { country: US, accepts: [oxide], quantity: 100 t/yr }
policies:
  open: {}
  high: { set: { sites.au-mine.source.oxide.offer: 16 USD/kg } }
scenarios:
  dear: { set: { sites.au-mine.source.oxide.offer: 17 USD/kg } }
  dearer: { scale: { sites.*.source.oxide.offer: 2 } }
  rush: { set: { demands.us-buyer.quantity: 120 t/yr, demands.us-buyer.minimum: 50 % } }
  newcomer: { set: { sites.ca-mine: { country: CA, source: { oxide: { offer: 14 USD/kg } } } } }
";

    fn folder(files: &[(&str, &str)]) -> TempDir {
        let dir = TempDir::new().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    fn chosen(policy: &str, scenarios: &[&str], set: &[&str]) -> Selection {
        let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Selection {
            policy: Some(policy.to_owned()),
            scenarios: owned(scenarios),
            set: owned(set),
        }
    }

    fn spec(policy: &str, scenarios: &[&str], set: &[&str]) -> Spec {
        let dir = folder(&[("instance.yaml", BASE)]);
        let spec = load(dir.path(), &chosen(policy, scenarios, set)).unwrap();
        assert!(spec.problems.is_empty(), "{:#?}", spec.problems);
        spec
    }

    fn offer(spec: &Spec, site: &str) -> f64 {
        match &spec.document.sites[site].source["oxide"].offer {
            Series::Constant(price) => price.0,
            Series::Steps(steps) => steps.values().map(|price| price.0).sum(),
        }
    }

    fn problems(files: &[(&str, &str)]) -> Vec<Problem> {
        let dir = folder(files);
        let mut all = match load(dir.path(), &chosen("open", &[], &[])) {
            Ok(spec) => network::build(&spec).err().unwrap_or_default(),
            Err(LoadError::Problems(problems)) => problems,
            Err(other) => panic!("{other}"),
        };
        for problem in &mut all {
            let file = problem.source.file.rsplit('/').next().unwrap().to_owned();
            problem.source.file = file;
        }
        all
    }

    #[test]
    fn overlays_compose_in_order_and_remember_who_set_what() {
        assert_eq!(offer(&spec("open", &[], &[]), "au-mine"), 15_000.0);
        let both = spec("high", &["dear", "dearer"], &["sites.cn-market.source.oxide.offer=9 USD/kg"]);
        assert_eq!(offer(&both, "au-mine"), 34_000.0);
        assert_eq!(offer(&both, "cn-market"), 9_000.0);
        let by: Vec<(&str, &str, &str)> = both
            .overrides
            .iter()
            .map(|over| (over.by.as_str(), over.before.as_deref().unwrap_or("-"), over.after.as_str()))
            .collect();
        assert_eq!(by[0], ("policy high", "15 USD/kg", "16 USD/kg"));
        assert_eq!(by[1], ("scenario dear", "16 USD/kg", "17 USD/kg"));
        assert_eq!(by[2], ("scenario dearer", "17 USD/kg", "34 USD/kg"));
        assert_eq!(by[4], ("--set", "{2026-01-01: 20 USD/kg, 2026-07-01: 22 USD/kg}", "9 USD/kg"));
        assert!(both.notes[0].contains("scenario dear says 17 USD/kg"), "{:?}", both.notes);
        let source = &both.sources.by_path["sites.au-mine.source.oxide.offer"];
        assert_eq!((source.line, source.overlay.as_deref()), (17, Some("scenario dearer")));
    }

    #[test]
    fn overlays_may_add_fields_and_entries_that_the_format_knows() {
        let rush = spec("open", &["rush", "newcomer"], &["demands.us-buyer.criticality=2"]);
        let demand = &rush.document.demands["us-buyer"];
        assert_eq!(
            demand
                .minimum
                .as_ref()
                .map(|share| matches!(share, Series::Constant(s) if s.0 == 0.5)),
            Some(true)
        );
        assert_eq!(demand.criticality, Some(2.0));
        assert_eq!(offer(&rush, "ca-mine"), 14_000.0);
    }

    #[test]
    fn settings_change_policies_before_they_are_laid_over() {
        let set = "policies.high.set={sites.au-mine.source.oxide.offer: 18 USD/kg}";
        assert_eq!(offer(&spec("high", &[], &[set]), "au-mine"), 18_000.0);
        let set = "scenarios.dear.set={sites.au-mine.source.oxide.offer: 19 USD/kg}";
        assert_eq!(offer(&spec("high", &["dear"], &[set]), "au-mine"), 19_000.0);
    }

    #[test]
    fn settings_that_fit_nothing_are_refused_with_the_nearest_name() {
        let dir = folder(&[("instance.yaml", BASE)]);
        for (set, says) in [
            ("sites.au-mien.source.oxide.offer=1 USD/kg", "au-mine"),
            ("demands.us-buyer.quantty=1 t/yr", "quantity"),
            ("demands.us-buyer.quantity", "no `=`"),
            ("nonsense=1", "leads nowhere"),
            ("=1", "leads nowhere"),
            ("sites.*.source.dy.offer=1", "leads nowhere"),
            ("demands.us-buyer.quantity=[", "no value"),
        ] {
            let error = load(dir.path(), &chosen("open", &[], &[set])).unwrap_err();
            let LoadError::BadSetting { .. } = &error else {
                panic!("{set}: {error}")
            };
            assert!(error.to_string().contains(says), "{error}");
        }
    }

    #[test]
    fn a_wrong_selection_lists_what_there_is() {
        let dir = folder(&[("instance.yaml", BASE)]);
        let none = Selection::default();
        assert_eq!(
            load(dir.path(), &none).unwrap_err(),
            LoadError::ChoosePolicy(vec!["open".into(), "high".into()])
        );
        let text = load(dir.path(), &chosen("hihg", &[], &[])).unwrap_err().to_string();
        assert!(text.contains("did you mean `high`?") && text.contains("open, high"), "{text}");
        let text = load(dir.path(), &chosen("open", &["deer"], &[])).unwrap_err().to_string();
        assert!(text.contains("did you mean `dear`?") && text.contains("baseline"), "{text}");
        assert!(load(dir.path(), &chosen("open", &["baseline"], &[])).is_ok());
    }

    #[test]
    fn policies_and_scenarios_may_stand_in_files_of_their_own() {
        let dir = folder(&[
            ("instance.yaml", BASE),
            ("policies/late.yaml", "club: [US]\n"),
            (
                "scenarios/cheap.yaml",
                "set: { sites.au-mine.source.oxide.offer: 9 USD/kg }\n",
            ),
        ]);
        let names = survey(dir.path()).unwrap();
        assert_eq!(names.policies, ["open", "high", "late"]);
        assert_eq!(names.scenarios, ["baseline", "dear", "dearer", "rush", "newcomer", "cheap"]);
        let spec = load(dir.path(), &chosen("late", &["cheap"], &[])).unwrap();
        assert_eq!((offer(&spec, "au-mine"), spec.policy.1.club.len()), (9_000.0, 1));
        assert_eq!(spec.hashes.len(), 3);
    }

    #[test]
    fn tables_fill_what_the_document_leaves_open() {
        let text = BASE.replace("demands:", "tables: [{ file: more.csv, section: sites }]\ndemands:");
        let table = "id,country,source.oxide.offer [USD/kg],date\nca-mine,CA,,\nca-mine,,14,2026-01-01\nca-mine,,13,2026-07-01\n";
        let dir = folder(&[("instance.yaml", &text), ("more.csv", table)]);
        let spec = load(dir.path(), &chosen("open", &[], &[])).unwrap();
        assert!(spec.problems.is_empty(), "{:#?}", spec.problems);
        assert_eq!(offer(&spec, "ca-mine"), 27_000.0);
        let twice = "id,country\nau-mine,AU\n";
        let found = problems(&[("instance.yaml", &text), ("more.csv", twice)]);
        assert!(
            found[0]
                .to_string()
                .contains("more.csv:2: column `country`: sites.au-mine.country: given already in"),
            "{}",
            found[0]
        );
    }

    #[test]
    fn every_problem_of_every_file_and_room_is_told_at_once() {
        let text = BASE
            .replace("accepts: [oxide]", "accepts: [oxdie]")
            .replace("15 USD/kg", "15")
            .replace("demands:", "tables: [{ file: more.csv, section: sites }]\ndemands:");
        let table = "id,country,source.oxide.offer [USD/yr]\nca-mine,CA,14\n";
        let all: Vec<String> = problems(&[("instance.yaml", &text), ("more.csv", table)])
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(all.len(), 3, "{all:#?}");
        assert!(
            all[0].starts_with("instance.yaml:9:") && all[0].contains("without a unit"),
            "{}",
            all[0]
        );
        assert!(
            all[1].starts_with("instance.yaml:13:") && all[1].contains("did you mean `oxide`?"),
            "{}",
            all[1]
        );
        assert!(
            all[2].starts_with("more.csv:1: column `source.oxide.offer [USD/yr]`") && all[2].contains("money/time"),
            "{}",
            all[2]
        );
    }

    #[test]
    fn a_document_builds_on_a_model_beside_it() {
        let text = BASE
            .replace("units:", "model: shared\nunits:")
            .replace("materials:\n  oxide: { stage: separated, contents: { NdPr: 1 t/t } }\n", "");
        let model = "materials:\n  oxide: { stage: separated, contents: { NdPr: 0.9 t/t } }\n  spare: { stage: separated }\n";
        for place in ["shared.yaml", "models/shared.yaml"] {
            let dir = folder(&[("instance.yaml", &text), (place, model)]);
            let spec = load(dir.path(), &chosen("open", &[], &[])).unwrap();
            assert!(spec.problems.is_empty(), "{:#?}", spec.problems);
            assert_eq!(spec.document.materials["oxide"].contents["NdPr"].0, 0.9);
        }
        let looping = format!("model: shared\n{model}");
        let found = problems(&[("instance.yaml", &text), ("shared.yaml", &looping)]);
        assert!(found[0].to_string().contains("does not build on itself"), "{found:#?}");
        let found = problems(&[("instance.yaml", &text.replace("model: shared", "model: ../shared"))]);
        assert!(
            found
                .iter()
                .any(|problem| problem.to_string().contains("plain name of a model")),
            "{found:#?}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_the_folder_is_read() {
        let text = BASE.replace("demands:", "tables: [{ file: more.csv, section: sites }]\ndemands:");
        let outside = folder(&[("secret.csv", "id,country\nx,AU\n")]);
        let dir = folder(&[("instance.yaml", &text)]);
        std::os::unix::fs::symlink(outside.path().join("secret.csv"), dir.path().join("more.csv")).unwrap();
        let Err(LoadError::Problems(found)) = load(dir.path(), &chosen("open", &[], &[])) else {
            panic!("read")
        };
        assert!(found[0].to_string().contains("leaves the instance folder"), "{}", found[0]);
        for file in ["../secret.csv", "/etc/passwd", "a/../../secret.csv", ""] {
            let found = problems(&[("instance.yaml", &text.replace("more.csv", &format!("'{file}'")))]);
            assert!(found[0].to_string().contains("leaves the instance folder"), "{}", found[0]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_no_file_and_nobody_waits_for_it() {
        let text = BASE.replace("demands:", "tables: [{ file: more.csv, section: sites }]\ndemands:");
        let dir = folder(&[("instance.yaml", &text)]);
        let made = std::process::Command::new("mkfifo")
            .arg(dir.path().join("more.csv"))
            .status()
            .unwrap();
        assert!(made.success());
        let Err(LoadError::Problems(found)) = load(dir.path(), &chosen("open", &[], &[])) else {
            panic!("read")
        };
        assert!(found[0].to_string().contains("no regular file"), "{}", found[0]);
    }

    #[test]
    fn files_too_large_or_in_another_encoding_are_refused() {
        let dir = folder(&[]);
        let file = fs::File::create(dir.path().join("instance.yaml")).unwrap();
        file.set_len(200 << 20).unwrap();
        let Err(LoadError::Problems(found)) = load(dir.path(), &Selection::default()) else {
            panic!("read")
        };
        assert!(found[0].to_string().contains("larger than 64 MB"), "{}", found[0]);
        let bom: Vec<u8> = [
            &[0xff, 0xfe][..],
            &BASE.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>(),
        ]
        .concat();
        fs::write(dir.path().join("instance.yaml"), bom).unwrap();
        let Err(LoadError::Problems(found)) = load(dir.path(), &Selection::default()) else {
            panic!("read")
        };
        assert!(found[0].to_string().contains("UTF-16"), "{}", found[0]);
        fs::write(dir.path().join("instance.yaml"), format!("\u{feff}{BASE}")).unwrap();
        assert!(load(dir.path(), &chosen("open", &[], &[])).is_ok());
        fs::write(dir.path().join("instance.yaml"), b"lodestone: 1\nname: \xc3\x28\n").unwrap();
        let Err(LoadError::Problems(found)) = load(dir.path(), &Selection::default()) else {
            panic!("read")
        };
        assert!(found[0].to_string().contains("not UTF-8 in line 2"), "{}", found[0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
            let dir = folder(&[("instance.yaml", &text)]);
            let answer = load(dir.path(), &Selection::default());
            prop_assert!(answer.is_err() || answer.is_ok_and(|spec| !spec.problems.is_empty()));
        }

        #[test]
        fn no_slip_makes_the_reader_panic(at in 0..BASE.len(), length in 0usize..12, with in "[-:,{}\\[\\] \\n0-9a-z*&%'\"]{0,3}") {
            let end = (at + length).min(BASE.len());
            let text = format!("{}{with}{}", &BASE[..at], &BASE[end..]);
            let dir = folder(&[("instance.yaml", &text)]);
            if let Ok(spec) = load(dir.path(), &chosen("open", &["dear"], &[])) {
                prop_assert!(network::build(&spec).is_ok() || network::build(&spec).is_err_and(|all| !all.is_empty()));
            }
        }
    }
}
