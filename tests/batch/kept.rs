//! What is nobody's to delete: files of others among results, what is read, parts that are joined.

use crate::support::{FACTORS, batch, blocks, file, folder, instance, merge, tables};
use std::fs;

#[test]
fn files_of_others_are_not_replaced_with_results() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let (instance, out) = (instance("price-floor"), folder.path().join("out"));
    batch((&instance, &forecasts, &out), &[], 0);
    fs::write(out.join("notes.md"), "mine").unwrap();
    let before = tables(&out);
    let output = batch((&instance, &forecasts, &out), &["--overwrite"], 74);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("notes.md") && said.contains("not of lodestone"), "{said}");
    assert!(fs::read_to_string(out.join("notes.md")).unwrap() == "mine" && tables(&out) == before);
    fs::remove_file(out.join("notes.md")).unwrap();
    batch((&instance, &forecasts, &out), &["--overwrite"], 0);
    assert!(tables(&out) == before);
}

#[test]
fn a_forecast_is_not_deleted_with_the_results_beside_it() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let (instance, out) = (instance("price-floor"), folder.path().join("out"));
    batch((&instance, &forecasts, &out), &[], 0);
    let inside = out.join("forecasts.yaml");
    fs::copy(&forecasts, &inside).unwrap();
    let output = batch((&instance, &inside, &out), &["--overwrite"], 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("apart from it") && inside.is_file(), "{said}");
}

#[test]
fn parts_are_not_joined_into_one_of_them() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let instance = instance("price-floor");
    let part = |k: usize| folder.path().join(format!("part-{k}"));
    for k in [1, 2] {
        batch((&instance, &forecasts, &part(k)), &["--shard", &format!("{k}/2")], 0);
    }
    let before = blocks(&part(1));
    let output = merge(&[part(1), part(2)], &part(1), 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("apart from it") && blocks(&part(1)) == before, "{said}");
}

#[test]
fn a_damaged_block_is_done_anew() {
    let folder = folder();
    let forecasts = file(&folder, "forecasts.yaml", FACTORS);
    let (instance, out) = (instance("price-floor"), folder.path().join("out"));
    batch((&instance, &forecasts, &out), &[], 0);
    let (whole, block) = (tables(&out), out.join(&blocks(&out)[0]));
    fs::write(block.join("draws.parquet"), "").unwrap();
    batch((&instance, &forecasts, &out), &["--resume"], 0);
    assert!(tables(&out) == whole);
    fs::remove_file(block.join("figures.parquet")).unwrap();
    batch((&instance, &forecasts, &out), &["--resume"], 0);
    assert!(tables(&out) == whole);
}
