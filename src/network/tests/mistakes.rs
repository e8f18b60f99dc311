//! Wrong input: each mistake with its place and its remedy, all at once, and never a panic.

use super::chains::motors;
use super::{complains, network, price_floor, problems, spec, with};
use crate::network::build;
use serde_json::{Value, json};

/// A motor chain with one value replaced must complain at a path with a text.
fn wrong(pointer: &str, value: Value, path: &str, text: &str) {
    complains(with(motors(), pointer, value), path, text);
}

#[test]
fn unknown_goods_come_with_the_nearest() {
    wrong(
        "/demands/us-ev/accepts",
        json!(["motors"]),
        "demands.us-ev.accepts.0",
        "did you mean `motor`",
    );
    wrong(
        "/demands/us-def/requires",
        json!(["cleen"]),
        "demands.us-def.requires.0",
        "did you mean `clean`",
    );
    wrong("/demands/us-def/tier", json!("dz"), "demands.us-def.tier", "tier `dz`");
    wrong(
        "/demands/us-def/site",
        json!("jp-wroks"),
        "demands.us-def.site",
        "did you mean `jp-works`",
    );
    wrong(
        "/materials/motor/stage",
        json!("motor"),
        "materials.motor.stage",
        "did you mean `4-motor`",
    );
    wrong(
        "/materials/motor/contents",
        json!({ "Nb": 0.1 }),
        "materials.motor.contents.Nb",
        "element `Nb`",
    );
    wrong(
        "/processes/sintering/inputs",
        json!({ "nd": 0.4 }),
        "processes.sintering.inputs.nd",
        "did you mean `nd-oxide`",
    );
    wrong(
        "/sites/jp-works/lines/one/processes",
        json!(["sinter"]),
        "sites.jp-works.lines.one.processes.0",
        "did you mean `sintering`",
    );
    wrong(
        "/sites/au-mine/source/ore",
        json!({ "offer": 1.0 }),
        "sites.au-mine.source.ore",
        "material `ore`",
    );
    wrong(
        "/sites/jp-works/lines/one/fees",
        json!({ "x": 1.0 }),
        "sites.jp-works.lines.one.fees.x",
        "process of the line",
    );
}

#[test]
fn unknown_places_and_elements_come_with_the_nearest() {
    wrong(
        "/rules/spare/stages",
        json!({ "0-mined": { "allowed": ["AU"] } }),
        "rules.spare.stages.0-mined",
        "stage",
    );
    wrong(
        "/rules/spare/elements",
        json!(["Tb"]),
        "rules.spare.elements.0",
        "element `Tb`",
    );
    wrong(
        "/rules/spare/stages/1-mined",
        json!({ "allowed": ["Australia"] }),
        "rules.spare.stages.1-mined.allowed.0",
        "Australia",
    );
    wrong("/allies", json!(["USA"]), "allies.0", "did you mean `US`");
    wrong(
        "/exposure_groups",
        json!({ "g": ["Tb"] }),
        "exposure_groups.g.0",
        "element `Tb`",
    );
    wrong(
        "/lanes",
        json!([{ "from": "AX", "to": "jp-work" }]),
        "lanes.0.from",
        "place `AX`",
    );
    wrong(
        "/lanes",
        json!([{ "from": "AU", "to": ["jp-work"] }]),
        "lanes.0.to.0",
        "did you mean `jp-works`",
    );
    wrong(
        "/lanes",
        json!([{ "from": "*", "to": "*", "carries": ["motorr"] }]),
        "lanes.0.carries.0",
        "did you mean `motor`",
    );
    let goods = json!([{ "material": "nd-oxide", "to": "jp", "quantity": 1.0, "arrives": "2026-11-05", "lineage": {} }]);
    wrong("/in_transit", goods, "in_transit.0.to", "site `jp`");
}

#[test]
fn recipes_make_nothing_out_of_nothing() {
    wrong(
        "/processes/sintering/inputs/nd-oxide",
        json!(0.374),
        "processes.sintering.outputs",
        "t of Nd from",
    );
    network(with(motors(), "/processes/sintering/inputs/nd-oxide", json!(0.375)), "none");
    wrong(
        "/processes/sintering/outputs",
        json!({}),
        "processes.sintering",
        "without outputs",
    );
    let twice = json!({ "nd-oxide": ["Nd"], "dy-oxide": ["Dy"], "la-oxide": ["La"], "motor": ["Nd"] });
    wrong(
        "/processes/separation/separates/products",
        twice,
        "processes.separation.separates",
        "makes",
    );
    wrong(
        "/processes/separation/inputs",
        json!({ "motor": 1.0 }),
        "processes.separation.separates",
        "both",
    );
    let empty = json!({ "nd-oxide": ["Dy"] });
    wrong(
        "/processes/separation/separates/products",
        empty,
        "processes.separation.separates.products.nd-oxide",
        "holds none",
    );
    wrong(
        "/processes/separation/separates/recovery",
        json!({ "Nd": 1.2 }),
        "processes.separation.separates.recovery.Nd",
        "1.2",
    );
    let circuit = json!({ "all": { "materials": ["nd-oxide"], "capacity": 1.0 } });
    wrong(
        "/sites/jp-works/lines/one/circuits",
        circuit,
        "sites.jp-works.lines.one.circuits.all.materials.0",
        "no output",
    );
}

#[test]
fn figures_out_of_range_are_reported() {
    wrong(
        "/materials/motor/contents",
        json!({ "Nd": 1.1 }),
        "materials.motor.contents.Nd",
        "1.1",
    );
    wrong(
        "/materials/motor/contents",
        json!({ "Nd": 0.6, "La": 0.6 }),
        "materials.motor.contents",
        "1.2",
    );
    wrong(
        "/sites/jp-works/stocks/nd-oxide/opening",
        json!(7.0),
        "sites.jp-works.stocks.nd-oxide.opening",
        "at most the room, 6 t",
    );
    wrong("/demands/us-def/minimum", json!(1.5), "demands.us-def.minimum", "1.5");
    wrong(
        "/demands/us-def/accepts",
        json!({ "motor": 0.0 }),
        "demands.us-def.accepts.motor",
        "`0`",
    );
    wrong(
        "/demands/us-def/accepts",
        json!([]),
        "demands.us-def.accepts",
        "nothing accepted",
    );
    wrong("/demands/us-def/criticality", json!(-1.0), "demands.us-def.criticality", "-1");
    wrong("/partners", json!({ "MY": 1.3 }), "partners.MY", "1.3");
    wrong("/partners", json!({ "US": 0.3 }), "partners.US", "ally");
    wrong("/discount_rate", json!(-1.0), "discount_rate", "-1");
    wrong("/tiers", json!(["dx", "do", "dx"]), "tiers.2", "`dx` twice");
    wrong(
        "/sites/jp-works/lines/one/ramp",
        json!(1.0),
        "sites.jp-works.lines.one.ramp",
        "first day",
    );
}

#[test]
fn demands_are_whole() {
    wrong(
        "/demands/us-def/blocks",
        json!([{ "quantity": 1.0 }]),
        "demands.us-def",
        "both `quantity` and `blocks`",
    );
    wrong(
        "/demands/us-ev/blocks",
        json!([]),
        "demands.us-ev",
        "neither `quantity` nor `blocks`",
    );
    wrong(
        "/demands/us-ev/country",
        Value::Null,
        "demands.us-ev",
        "neither `country` nor `site`",
    );
    wrong(
        "/demands/us-ev/site",
        json!("jp-works"),
        "demands.us-ev.country",
        "`jp-works` is in `JP`",
    );
    let own = json!({ "country": "JP", "accepts": ["motor"], "quantity": 1.0 });
    wrong("/demands/jp-works", own.clone(), "demands.jp-works", "name of a site");
    wrong("/demands/JP", own, "demands.JP", "country or territory");
    wrong(
        "/territories",
        json!({ "A": { "countries": ["JP"] }, "B": { "countries": ["JP"] } }),
        "territories.B.countries.0",
        "already",
    );
}

#[test]
fn limits_and_transfers_have_their_figures() {
    measure(json!({ "kind": "quota" }), "", "without `limit`");
    measure(
        json!({ "kind": "export_limit", "limit": 1.0, "window": "year" }),
        "window",
        "`window` on a measure of kind `export_limit`",
    );
    measure(
        json!({ "kind": "tariff_rate_quota", "rate": 0.1, "volume": 1.0 }),
        "",
        "without `over_rate`",
    );
    measure(
        json!({ "kind": "tariff_rate_quota", "rate": 0.1, "over_rate": 0.3 }),
        "",
        "without `volume`",
    );
    measure(
        json!({ "kind": "quota", "limit": 1.0, "fill": "first_come" }),
        "fill",
        "`fill` on a measure of kind `quota`",
    );
    measure(
        json!({ "kind": "ban", "rent_to": "treasury" }),
        "rent_to",
        "`rent_to` on a measure of kind `ban`",
    );
    measure(json!({ "kind": "export_tax" }), "", "without `rate`");
    measure(
        json!({ "kind": "export_tax", "rate": 0.1, "by": "made_in" }),
        "by",
        "`by` on a measure of kind `export_tax`",
    );
    measure(json!({ "kind": "subsidy" }), "", "without `amount`");
    measure(
        json!({ "kind": "subsidy", "amount": 1.0, "payer": "Atlantis" }),
        "payer",
        "Atlantis",
    );
    measure(
        json!({ "kind": "capital_grant" }),
        "kind",
        "a grant is no measure at a border",
    );
}

#[test]
fn a_tariff_rate_quota_stands_alone_on_a_flow() {
    let quota = json!({ "kind": "tariff_rate_quota", "importers": ["US"], "rate": 0.1, "over_rate": 0.3, "volume": 1.0 });
    let floor =
        |basis: &str| json!({ "kind": "price_floor", "importers": ["US"], "materials": ["motor"], "floor": 1.0, "basis": basis });
    let document = |other: Value| {
        with(
            motors(),
            "/policies/none",
            json!({ "measures": { "q": quota, "other": other } }),
        )
    };
    let path = "policies.none.measures.q";
    complains(document(floor("duty_paid")), path, "`other` reads the same flow");
    complains(document(quota.clone()), path, "`other` reads the same flow");
    network(document(floor("customs_value")), "none");
}

#[test]
fn value_content_has_its_figures() {
    let content = |content: Value, at: &str, text: &str| {
        let document = with(motors(), "/rules/clean/de_minimis", Value::Null);
        let document = with(document, "/rules/clean/value_content", content);
        complains(document, at, text);
    };
    let whole = "rules.clean.value_content";
    content(json!({ "share": 1.5 }), &format!("{whole}.share"), "1.5");
    content(
        json!({ "share": 0.5, "stage": "9-none" }),
        &format!("{whole}.stage"),
        "9-none",
    );
    content(
        json!({ "share": 0.5, "values": { "unobtainium": 1.0 } }),
        &format!("{whole}.values.unobtainium"),
        "unobtainium",
    );
    content(json!({ "share": 0.5 }), &format!("{whole}.values"), "no value of `nd-oxide`");
    let both = with(motors(), "/rules/clean/value_content", json!({ "share": 0.5 }));
    complains(both, whole, "both `de_minimis` and `value_content`");
}

fn measure(measure: Value, at: &str, text: &str) {
    let path = format!("policies.none.measures.m{}{at}", if at.is_empty() { "" } else { "." });
    complains(
        with(motors(), "/policies/none", json!({ "measures": { "m": measure } })),
        &path,
        text,
    );
}

#[test]
fn measures_have_their_figures() {
    measure(json!({ "kind": "tariff" }), "", "without `rate`");
    measure(json!({ "kind": "specific_duty" }), "", "without `amount`");
    measure(json!({ "kind": "price_floor" }), "", "without `floor`");
    measure(json!({ "kind": "export_limit" }), "", "without `limit`");
    measure(
        json!({ "kind": "ban", "floor": 1.0 }),
        "floor",
        "`floor` on a measure of kind `ban`",
    );
    measure(
        json!({ "kind": "tariff", "rate": 0.1, "basis": "customs_value" }),
        "basis",
        "`basis`",
    );
    measure(
        json!({ "kind": "price_floor", "element_floors": { "Nd": 1.0 } }),
        "",
        "without `element_values`",
    );
    let other = json!({ "kind": "price_floor", "element_floors": { "Nd": 1.0 }, "element_values": { "Dy": 1.0 } });
    measure(other, "element_values.Dy", "element with a floor");
    let oxide =
        json!({ "kind": "price_floor", "per": "oxide", "element_floors": { "Dy": 1.0 }, "element_values": { "Dy": 1.0 } });
    measure(oxide, "element_floors.Dy", "oxide_per_element");
    measure(
        json!({ "kind": "ban", "by": "lineage", "exporters": ["CN"] }),
        "exporters",
        "`exporters`",
    );
    measure(json!({ "kind": "ban", "exporters": ["China"] }), "exporters.0", "China");
    measure(json!({ "kind": "ban", "contains": ["Tb"] }), "contains.0", "element `Tb`");
    measure(
        json!({ "kind": "ban", "materials": ["motorz"] }),
        "materials.0",
        "did you mean `motor`",
    );
    measure(json!({ "kind": "ban", "unless": "klean" }), "unless", "did you mean `clean`");
    measure(
        json!({ "kind": "ban", "if": ["not club_fromed"] }),
        "if.0",
        "did you mean `club_formed`",
    );
}

#[test]
fn too_many_rules_are_refused() {
    let mut document = motors();
    let names: Vec<String> = (0..70).map(|index| format!("rule-{index}")).collect();
    for name in &names {
        document["rules"][name] = json!({ "stages": { "1-mined": { "allowed": ["AU"] } } });
    }
    document["demands"]["us-def"]["requires"] = json!(names);
    complains(document.clone(), "rules", "at most 64");
    complains(
        with(
            with(document, "/allies", json!([])),
            "/rules/clean/stages/4-motor/allowed",
            json!(["JP"]),
        ),
        "rules",
        "at most 64",
    );
}

#[test]
fn a_path_that_breaks_is_told_at_its_stage() {
    let mut document = motors();
    document["sites"]["jp-works"]["stocks"] = json!({});
    document["sites"]["my-plant"]["lines"] = json!({});
    let text = "stage `2-separated`: nothing supplies `nd-oxide`, which `sintering` at `jp-works` needs";
    complains(document, "demands.us-ev", text);
    let mut document = motors();
    document["sites"]["jp-works"]["stocks"] = json!({});
    document["lanes"] = json!([{ "from": "jp-works", "to": "*" }, { "from": "*", "to": "my-plant" }]);
    complains(document, "demands.us-def", "no lane brings `nd-oxide` to `jp-works`");
    let mut document = motors();
    document["sites"]["jp-works"]["stocks"] = json!({});
    document["lanes"] = json!([{ "from": "*", "to": "*", "until_date": "2026-07-01" }]);
    network(document, "none");
}

#[test]
fn all_problems_come_at_once_and_in_order() {
    let mut document = motors();
    document["periods"]["count"] = json!(0);
    document["demands"]["us-ev"]["accepts"] = json!(["motors"]);
    document["materials"]["motor"]["stage"] = json!("x");
    let first = problems(document.clone());
    let paths: Vec<&str> = first.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["demands.us-ev.accepts.0", "materials.motor.stage", "periods.count"]);
    assert_eq!(first, problems(document));
}

#[test]
fn what_is_unused_is_noted() {
    let mut document = price_floor();
    document["materials"]["spare"] = json!({ "stage": "mined" });
    document["processes"] =
        json!({ "idle": { "stage": "mined", "inputs": { "ndpr-oxide": 1.0 }, "outputs": { "ndpr-oxide": 1.0 } } });
    document["policies"]["none"] = json!({ "measures": { "m": { "kind": "ban", "importers": ["JP"] } } });
    let notes = network(document, "none").notes;
    let expected = [
        "material `spare` is used nowhere",
        "process `idle` is on no line",
        "measure `m` reads no lane",
    ];
    assert!(
        expected.iter().all(|note| notes.iter().any(|found| found == note)),
        "{notes:?}"
    );
}

#[test]
fn an_empty_document_does_not_panic() {
    let empty = json!({ "lodestone": 1, "periods": [] });
    let problems = build(&spec(empty, "none", &[])).expect_err("no periods");
    assert_eq!(problems[0].path, "periods");
    let bare = json!({ "lodestone": 1, "periods": ["2026-01-01", "2027-01-01"] });
    assert!(network(bare, "none").sites.is_empty());
    let lost = json!({ "lodestone": 1, "periods": [], "sites": { "a": { "country": "A", "source": { "m": { "offer": {} } },
        "lines": { "l": { "processes": ["p"] } } } }, "processes": { "p": { "stage": "s", "separates": { "feeds": ["m"], "products": {} } } } });
    assert!(build(&spec(lost, "none", &[])).is_err());
}
