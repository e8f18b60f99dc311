//! Hostile folders of results.

use super::support::{Said, bounded, pipe, text};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// What is done to a file.
type Harm<'a> = &'a dyn Fn(&Path);

fn judged_after(harm: impl FnOnce(&Path)) -> Said {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let solved = bounded(&[
        "solve",
        "instances/price-floor",
        "--policy",
        "floor-16",
        "--format",
        "csv",
        "--out",
        text(&out),
    ]);
    assert_eq!(solved.code, 0, "{solved:?}");
    harm(&out);
    bounded(&["verify", "instances/price-floor", text(&out)])
}

#[test]
fn what_is_no_file_of_results_is_refused_and_named() {
    for name in ["run.json", "flows.csv"] {
        let harms: [(Harm<'_>, &str); 4] = [
            (&|file| pipe(file), "no regular file"),
            (&|file| fs::create_dir(file).unwrap(), "a folder"),
            (&|file| symlink(name, file).unwrap(), "symbolic links"),
            (
                &|file| fs::File::create(file).unwrap().set_len(3 << 30).unwrap(),
                "larger than",
            ),
        ];
        for (harm, words) in harms {
            let said = judged_after(|out| {
                fs::remove_file(out.join(name)).unwrap();
                harm(&out.join(name));
            });
            assert_eq!((said.code, said.out.as_str()), (3, ""), "{said:?}");
            assert!(said.error.contains(name) && said.error.contains(words), "{words}: {said:?}");
        }
    }
}

#[test]
fn a_manifest_of_brackets_is_refused() {
    let said = judged_after(|out| fs::write(out.join("run.json"), "[".repeat(10_000_000)).unwrap());
    assert_eq!(said.code, 3);
    assert!(
        said.error.contains("run.json") && said.error.contains("lodestone solve --out"),
        "{said:?}"
    );
}
