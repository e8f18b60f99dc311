//! A rich case in the file format: the tree of its linear part, and what each extra adds to it.

use super::case::{COUNTRIES, Case, GOODS};
use super::extra::{Extra, Kind, Rich};
use super::text::{DATES, drop_unused, in_full, merge, price, rate};
use serde_json::{Value, json};

/// Section of the policy in force.
pub const POLICY: &str = "/policies/only";
/// Line that decisions about the first works concern.
pub const SINTERING: &str = "/sites/works-0/lines/sintering";

/// The case as a document.
pub fn rich_tree(rich: &Rich) -> Value {
    let mut tree = in_full(&rich.case);
    for extra in &rich.extras {
        add(&mut tree, &rich.case, extra);
    }
    settle(&mut tree);
    drop_unused(&mut tree);
    tree
}

/// Adds fields at a path; nothing where there is no such place.
pub fn at(tree: &mut Value, path: &str, more: Value) {
    if let Some(place) = tree.pointer_mut(path) {
        merge(place, more);
    }
}

/// Takes a field of a place away.
pub fn without(tree: &mut Value, path: &str, field: &str) {
    let fields = tree.pointer_mut(path).and_then(Value::as_object_mut);
    fields.into_iter().for_each(|fields| _ = fields.remove(field));
}

/// Adds entries to a section of a place, which may not be there yet.
pub fn under(tree: &mut Value, path: &str, section: &str, more: Value) {
    if let Some(place) = tree.pointer_mut(path) {
        if place[section].is_null() {
            place[section] = json!({});
        }
        merge(&mut place[section], more);
    }
}

fn measure(tree: &mut Value, name: &str, text: Value) {
    under(tree, POLICY, "measures", json!({ name: text }));
}

fn money(thousands: u32) -> String {
    format!("{} USD", 1000 * thousands)
}

fn yearly(thousands: u32) -> String {
    format!("{} USD/yr", 1000 * thousands)
}

fn add(tree: &mut Value, case: &Case, extra: &Extra) {
    match extra.kind {
        Kind::Opening | Kind::Option | Kind::MinimumRun | Kind::Lot | Kind::Campaigns | Kind::Viability => {
            sites(tree, case, extra);
        }
        Kind::Link | Kind::Qualification | Kind::Partners => links(tree, case, extra),
        Kind::Contract | Kind::TakeOrPay => contracts(tree, extra),
        Kind::Quota | Kind::RateQuota | Kind::Subsidy | Kind::ExportTax | Kind::Difference | Kind::Share => {
            border(tree, extra);
        }
        Kind::StockRules => stock(tree, case, extra),
        Kind::Returns | Kind::Mixed => scrap(tree, extra),
        Kind::Credit | Kind::Certificates | Kind::ValueContent => custody(tree, extra),
    }
}

/// Site that may be closed.
pub fn opened(extra: &Extra) -> &'static str {
    ["mine-0", "market", "works-0"][extra.country % 3]
}

fn sites(tree: &mut Value, case: &Case, extra: &Extra) {
    let capacity = case.works[0].capacity;
    match extra.kind {
        Kind::Opening => {
            let opening = json!({
                "fixed_cost": yearly(extra.price), "opening_cost": money(extra.amount), "closing_cost": money(extra.price),
                "open_at_start": extra.amount.is_multiple_of(2), "window": extra.window,
            });
            let path = format!("/sites/{}", opened(extra));
            at(tree, &path, json!({ "opening": opening, "cost_plus": extra.flag }));
        }
        Kind::Option => {
            let lead = ["0 d", "6 months"][extra.country % 2];
            let more = json!({
                "line": "separation", "capacity": rate(5 * extra.amount), "capex": money(100 * extra.price), "life": "10 yr",
                "rate": "8 %/yr", "lead_time": lead, "lumpy": extra.country < 3,
            });
            at(
                tree,
                "/sites/plant-0",
                json!({ "options": { "more": more }, "cost_plus": extra.flag }),
            );
        }
        Kind::MinimumRun => {
            let least = f64::from(capacity * (1 + extra.amount % 4)) / 4.0;
            at(tree, SINTERING, json!({ "minimum_run": format!("{least} t/yr") }));
        }
        Kind::Lot => at(tree, SINTERING, json!({ "lot": format!("{} kg", 250 * capacity) })),
        Kind::Campaigns => {
            let campaigns = json!({ "most": 1 + extra.amount % 2, "changeover": format!("{} d", extra.price), "minimum": "1 t" });
            at(tree, SINTERING, json!({ "campaigns": campaigns }));
            at(tree, "/rules/rule-0", json!({ "custody": "segregated" }));
            require(tree, "rule-0");
        }
        _ => {
            let owner = json!({ "viability": true, "window": extra.window });
            at(tree, "/owners", json!({ "boreas": owner }));
            let opening = json!({ "fixed_cost": yearly(extra.price) });
            at(tree, "/sites/works-0", json!({ "owner": "boreas", "opening": opening }));
            let cost = f64::from(case.works[0].fee) * f64::from(extra.amount) / 25.0;
            at(tree, SINTERING, json!({ "cash_cost": format!("{cost} USD/kg") }));
        }
    }
}

fn links(tree: &mut Value, case: &Case, extra: &Extra) {
    let transit = format!("{} d", case.frame.transit);
    let oxides = ["nd-oxide", "dy-oxide"];
    let mut lane = json!({ "to": "works-0", "carries": oxides, "freight": price(case.frame.freight), "transit": transit, "capacity": "40 t/yr" });
    match extra.kind {
        Kind::Link => {
            let chosen = json!({ "fixed_cost": yearly(extra.price + 1), "minimum": rate(extra.amount), "window": extra.window });
            merge(&mut lane, json!({ "from": "market", "use": chosen }));
        }
        Kind::Qualification => {
            let lead = ["0 d", "6 months"][extra.country % 2];
            let chosen = json!({ "qualification": { "cost": money(extra.price + 1), "lead_time": lead } });
            merge(&mut lane, json!({ "from": "plant-0", "use": chosen }));
        }
        _ => {
            let partners = json!({ "most": 1 + extra.amount % 2, "window": extra.window });
            at(tree, "/sites/works-0", json!({ "suppliers": partners }));
            limit_lanes(tree);
            if extra.flag {
                at(tree, "/demands/buyer-0", json!({ "suppliers": { "most": 1 } }));
            }
            return;
        }
    }
    tree["lanes"]
        .as_array_mut()
        .into_iter()
        .for_each(|lanes| lanes.push(lane.clone()));
}

/// Choices need a limit of what is shipped: here one above all that is made.
fn limit_lanes(tree: &mut Value) {
    at(tree, "/lanes/0", json!({ "capacity": "500 t/yr" }));
}

fn contracts(tree: &mut Value, extra: &Extra) {
    let most = extra.amount + 10;
    let (name, mut contract) = match extra.kind {
        Kind::Contract => {
            let text =
                json!({ "materials": ["nd-oxide"], "buyers": ["works-0"], "price": price(4 + extra.price), "signed": "choice" });
            ("offtake", text)
        }
        _ => {
            at(tree, "/demands/buyer-0", json!({ "accepts": { "magnet": "1 t/t" } }));
            let text = json!({ "materials": ["magnet"], "buyers": ["buyer-0"], "price": price(30 + 2 * extra.price), "take_or_pay": "60 %" });
            ("paid", text)
        }
    };
    let band = json!({ "seller": "market", "least": rate(extra.amount), "most": rate(most), "window": extra.window });
    merge(&mut contract, band);
    if extra.kind == Kind::Contract && extra.flag {
        contract
            .as_object_mut()
            .into_iter()
            .for_each(|fields| _ = fields.remove("least"));
    }
    if extra.kind == Kind::TakeOrPay && extra.flag {
        merge(&mut contract, json!({ "signed": "choice" }));
    }
    under(tree, POLICY, "contracts", json!({ name: contract }));
}

fn border(tree: &mut Value, extra: &Extra) {
    let (country, good) = (COUNTRIES[extra.country], GOODS[extra.price as usize % GOODS.len()]);
    let into = json!({ "importers": [country], "materials": [good] });
    let mut text = match extra.kind {
        Kind::Quota => json!({ "kind": "quota", "limit": rate(extra.amount), "window": extra.window }),
        Kind::RateQuota => {
            limit_lanes(tree);
            let fill = if extra.flag { "first_come" } else { "cost_order" };
            json!({
                "kind": "tariff_rate_quota", "rate": format!("{} %", extra.price), "over_rate": format!("{} %", 2 * extra.amount),
                "volume": rate(1 + extra.amount / 2), "window": extra.window, "fill": fill,
            })
        }
        Kind::Subsidy => {
            let good = if extra.flag { "ore" } else { "dy-oxide" };
            let amount = format!("{} USD/t", 50 * extra.price);
            return measure(
                tree,
                "help",
                json!({ "kind": "subsidy", "materials": [good], "importers": [country], "amount": amount, "payer": "US" }),
            );
        }
        Kind::ExportTax => {
            let tax = json!({ "kind": "export_tax", "exporters": [country], "materials": [good], "rate": format!("{} %", extra.amount) });
            return measure(tree, "tax", tax);
        }
        Kind::Difference => {
            at(tree, "/owners", json!({ "aurora": {} }));
            at(tree, "/sites/mine-0", json!({ "owner": "aurora" }));
            let strike = price(1 + extra.price);
            return measure(
                tree,
                "support",
                json!({
                    "kind": "contract_for_difference", "sellers": ["aurora"], "strike": strike, "reference": "0.5 USD/kg",
                    "volume": rate(5 * extra.amount), "payer": "US", "window": extra.window,
                }),
            );
        }
        _ => {
            let side = if extra.flag { "share_at_least" } else { "share_at_most" };
            let whole = json!({ "from": ["works-0"], "materials": ["magnet"] });
            let text = json!({ "of": whole, "part": { "to": [country] }, side: format!("{} %", 3 * extra.amount), "window": extra.window });
            return under(tree, POLICY, "commitments", json!({ "promise": text }));
        }
    };
    merge(&mut text, into);
    measure(tree, if extra.kind == Kind::Quota { "imports" } else { "rates" }, text);
}

fn stock(tree: &mut Value, case: &Case, extra: &Extra) {
    if case.works[0].stock.is_none() {
        let from = COUNTRIES[extra.country];
        let stock =
            json!({ "opening": "3 t", "lineage": { "mined": from, "separated": from }, "room": "8 t", "terminal": "free" });
        under(tree, "/sites/works-0", "stocks", json!({ "nd-oxide": stock }));
    }
    let kept = [
        json!({ "release": { "until": DATES[1] }, "terminal": "free" }),
        json!({ "refill": { "to": "3 t", "rate": rate(1 + extra.price / 4) }, "minimum": "500 kg" }),
        json!({ "minimum": { "cover": format!("{} d", 2 * extra.amount) }, "commercial": true }),
        json!({ "release": { "from": DATES[1] }, "rotation": "20 %/yr", "terminal": "free" }),
    ];
    at(
        tree,
        "/sites/works-0/stocks/nd-oxide",
        kept[extra.price as usize % kept.len()].clone(),
    );
}

fn scrap(tree: &mut Value, extra: &Extra) {
    if extra.kind == Kind::Mixed {
        return at(tree, "/processes/sintering/inputs", json!({ "swarf": "20 kg/t" }));
    }
    at(tree, "/demands/buyer-0", json!({ "accepts": { "magnet": "1 t/t" } }));
    let mut returns = json!({
        "material": "swarf", "per": "0.5 t/t", "of": ["magnet"], "life": "6 months", "collected": format!("{} %", 3 * extra.amount),
        "offer": price(extra.price / 4),
    });
    if extra.flag {
        let country = COUNTRIES[extra.country];
        let lineage = json!({ "mined": country, "separated": country, "made": country });
        merge(
            &mut returns,
            json!({ "in_use": { "quantity": rate(extra.amount), "lineage": lineage } }),
        );
    }
    at(tree, "/demands/buyer-0", json!({ "returns": returns }));
    let lane = json!({ "from": "buyer-0", "to": "*", "freight": "1 USD/kg", "capacity": "99 t/yr" });
    tree["lanes"]
        .as_array_mut()
        .into_iter()
        .for_each(|lanes| lanes.push(lane.clone()));
}

fn custody(tree: &mut Value, extra: &Extra) {
    let rule = if extra.kind == Kind::Certificates {
        "rule-1"
    } else {
        "rule-0"
    };
    let path = format!("/rules/{rule}");
    match extra.kind {
        Kind::Credit => at(tree, &path, json!({ "window": "horizon" })),
        Kind::Certificates => at(tree, &path, json!({ "custody": "book_and_claim", "window": extra.window })),
        _ => {
            let values = json!({ "nd-oxide": "14 USD/kg", "dy-oxide": "180 USD/kg", "swarf": "2 USD/kg" });
            let content = json!({ "share": format!("{} %", 40 + 2 * extra.amount), "stage": "made", "values": values });
            at(tree, &path, json!({ "value_content": content }));
        }
    }
    require(tree, rule);
}

/// Lets the first demand require a rule at all times.
fn require(tree: &mut Value, rule: &str) {
    let Some(requires) = tree.pointer_mut("/demands/buyer-0/requires") else {
        return;
    };
    match requires.as_array_mut() {
        Some(rules) if !rules.contains(&json!(rule)) => rules.push(json!(rule)),
        Some(_) => {}
        None => *requires = json!([rule]),
    }
}

/// Takes back what the reader would refuse beside the extras.
fn settle(tree: &mut Value) {
    settle_rules(tree);
    let returned = !tree["demands"]["buyer-0"]["returns"].is_null();
    if returned || !tree["processes"]["sintering"]["inputs"]["swarf"].is_null() {
        // Feeds may then have paid different amounts on an element.
        let measures = tree["policies"]["only"]["measures"].as_object_mut();
        measures
            .into_iter()
            .for_each(|all| all.retain(|_, measure| measure["element_floors"].is_null()));
    }
    let measures = tree["policies"]["only"]["measures"].clone();
    let certified = tree["rules"]["rule-1"]["custody"] == "book_and_claim";
    for (_, measure) in tree["policies"]["only"]["measures"].as_object_mut().into_iter().flatten() {
        let Some(fields) = measure.as_object_mut() else { continue };
        if certified && fields.get("unless") == Some(&json!("rule-1")) {
            fields.remove("unless");
        }
        if !measures["rates"].is_null() && fields.contains_key("basis") {
            fields.insert("basis".into(), json!("customs_value"));
        }
    }
    // Choices of sites and of suppliers need a limit of what lines make.
    for works in ["works-0", "works-1"] {
        at(tree, &format!("/sites/{works}/lines/reuse"), json!({ "capacity": "50 t/yr" }));
    }
    if tree["sites"]["works-0"]["owner"] == "boreas" {
        let site = tree["sites"]["works-0"].as_object_mut();
        site.into_iter().for_each(|fields| _ = fields.remove("cost_plus"));
    }
}

/// Goods of a segregated rule and certificates tolerate no other material; value takes the place of mass.
fn settle_rules(tree: &mut Value) {
    for (_, rule) in tree["rules"].as_object_mut().into_iter().flatten() {
        let Some(fields) = rule.as_object_mut() else { continue };
        let custody = fields.get("custody").cloned().unwrap_or_default();
        let mut others: Vec<&str> = Vec::new();
        if !custody.is_null() {
            others.extend(["de_minimis", "value_content"]);
        }
        if custody == "segregated" {
            others.push("window");
        }
        if fields.contains_key("value_content") {
            others.push("de_minimis");
        }
        others.into_iter().for_each(|field| _ = fields.remove(field));
    }
}
