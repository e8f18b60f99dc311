//! Hostile instances. Those that fit a small text file are in `tests/fixtures/bad`.

use super::support::{bounded, instance, open, pipe, powerless, text};
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// A table beside the instance.
const TABLE: &str = "tables: [{ file: t.csv, section: lanes }]\n";

/// Checks an instance made of `price-floor`; it must be refused, with these words in the first line.
fn refused(more: &str, harm: impl FnOnce(&Path), words: &[&str]) {
    let place = tempfile::tempdir().unwrap();
    let folder = instance(place.path(), more);
    harm(&folder);
    let said = bounded(&["check", text(&folder)]);
    let first = said.error.lines().next().unwrap_or_default();
    assert_eq!((said.code, said.out.as_str()), (3, ""), "{first}");
    assert!(words.iter().all(|word| first.contains(word)), "{words:?} are not in {first}");
}

fn replace(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).unwrap();
}

#[test]
fn a_file_too_large_is_not_read() {
    let harm = |folder: &Path| {
        fs::File::create(folder.join("instance.yaml"))
            .unwrap()
            .set_len(200 << 20)
            .unwrap()
    };
    refused("", harm, &["instance.yaml", "larger than 64 MB"]);
}

#[test]
fn the_largest_document_ends_in_bounded_memory() {
    let harm = |folder: &Path| {
        replace(
            folder,
            "instance.yaml",
            format!("a:\n{}", "- a\n".repeat(15_000_000)).as_bytes(),
        )
    };
    refused("", harm, &["instance.yaml:", "too much", "4000000 values"]);
}

#[test]
fn thousands_of_wrong_rows_end_early() {
    let harm = |folder: &Path| replace(folder, "t.csv", format!("from,to\n{}", "a\n".repeat(2_000_000)).as_bytes());
    refused(TABLE, harm, &["t.csv:2:", "1 cells where the header has 2"]);
}

#[test]
fn columns_and_sections_of_endless_steps_are_refused() {
    let steps = ".a".repeat(1_000_000);
    let harm = |folder: &Path| replace(folder, "t.csv", format!("a{steps}\nx\n").as_bytes());
    refused(TABLE, harm, &["t.csv:1:", "column `a.a.a"]);
    let table = format!("tables: [{{ file: t.csv, section: lanes{steps} }}]\n");
    refused(
        &table,
        |folder| replace(folder, "t.csv", b"a\nx\n"),
        &["tables.0.section", "`lanes.a.a"],
    );
}

#[test]
fn more_places_than_can_be_joined_are_refused() {
    let mut sites = String::new();
    for k in 0..20_000 {
        write!(sites, "\n  s{k}: {{ country: AU }}").unwrap();
    }
    let harm = |folder: &Path| {
        let file = folder.join("instance.yaml");
        let changed = fs::read_to_string(&file)
            .unwrap()
            .replace("\nsites:", &format!("\nsites:{sites}"));
        fs::write(file, changed).unwrap();
    };
    refused("", harm, &["instance.yaml:", "20004 sites and demands", "at most 3000"]);
}

#[test]
fn hints_for_unknown_names_do_not_take_forever() {
    let mut more = "lanes:\n".to_owned();
    for k in 0..20_000 {
        writeln!(more, "  - {{ from: au-mien-{k}, to: us-buyer }}").unwrap();
    }
    refused(&more, |_| (), &["instance.yaml:", "au-mien-0", "did you mean `au-mine`?"]);
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = "lodestone: 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let little = [&[0xff, 0xfe], &utf16[..]].concat();
    refused(
        "",
        |folder| replace(folder, "instance.yaml", &little),
        &["instance.yaml", "UTF-16", "UTF-8"],
    );
    refused(
        "",
        |folder| replace(folder, "instance.yaml", &utf16),
        &["instance.yaml", "binary", "UTF-8"],
    );
    refused(
        "",
        |folder| replace(folder, "instance.yaml", b"a: b\nc: \xe9\n"),
        &["instance.yaml", "line 2"],
    );
    refused(
        TABLE,
        |folder| replace(folder, "t.csv", b"from,to\na\0b,c\n"),
        &["t.csv", "binary"],
    );
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let place = tempfile::tempdir().unwrap();
    let folder = instance(place.path(), "");
    let bytes = fs::read(folder.join("instance.yaml")).unwrap();
    replace(&folder, "instance.yaml", &[b"\xef\xbb\xbf", &bytes[..]].concat());
    assert_eq!(bounded(&["check", text(&folder)]).code, 0);
}

#[test]
fn links_that_lead_in_circles_out_or_nowhere_are_refused() {
    let link = |to: &'static str, name: &'static str| {
        move |folder: &Path| {
            let _ = fs::remove_file(folder.join(name));
            symlink(to, folder.join(name)).unwrap();
        }
    };
    refused(
        "",
        link("instance.yaml", "instance.yaml"),
        &["instance.yaml", "symbolic links"],
    );
    refused("", link("/etc/hostname", "instance.yaml"), &["leaves the instance folder"]);
    refused(TABLE, link("/etc/passwd", "t.csv"), &["t.csv", "leaves the instance folder"]);
    refused(TABLE, link("nothing", "t.csv"), &["t.csv", "no such file"]);
}

#[test]
fn pipes_and_folders_in_place_of_files_do_not_block() {
    let piped = |name: &'static str| {
        move |folder: &Path| {
            let _ = fs::remove_file(folder.join(name));
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            pipe(&folder.join(name));
        }
    };
    refused(
        "",
        piped("instance.yaml"),
        &["instance.yaml", "no regular file", "a text file"],
    );
    refused(TABLE, piped("t.csv"), &["t.csv", "no regular file"]);
    refused("", piped("policies/x.yaml"), &["policies/x.yaml", "no regular file"]);
    refused("", piped("oxides.yaml"), &["oxides.yaml", "no regular file"]);
    let folder = |folder: &Path| fs::create_dir_all(folder.join("scenarios/x.yaml")).unwrap();
    refused("", folder, &["scenarios/x.yaml", "is a folder"]);
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let place = tempfile::tempdir().unwrap();
    let folder = instance(place.path(), "");
    open(place.path(), 0o755);
    open(&folder.join("instance.yaml"), 0o000);
    let said = powerless(&["check", text(&folder)]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(
        said.error.contains("instance.yaml") && said.error.contains("may not be read"),
        "{said:?}"
    );
}

#[test]
fn settings_that_nest_without_end_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let folder = instance(place.path(), "");
    for set in [
        format!("a={}", "[".repeat(50_000)),
        format!("sites{}=1", ".a".repeat(50_000)),
        format!("{}=1", "*.".repeat(50_000)),
    ] {
        let said = bounded(&["check", text(&folder), "--policy", "floor-16", "--set", &set]);
        assert_eq!(
            (said.code, said.out.as_str()),
            (2, ""),
            "{}",
            &said.error[..said.error.len().min(300)]
        );
    }
}
