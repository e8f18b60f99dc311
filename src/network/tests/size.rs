//! A chain as large as the main instance.

use super::network;
use serde_json::{Value, json};

fn large() -> Value {
    let mut document = json!({
        "lodestone": 1, "allies": ["C0", "C1"], "periods": { "start": "2026-07-01", "count": 19, "length": 0.25 },
        "elements": { "Nd": {}, "Dy": {} }, "stages": { "mined": {}, "separated": {}, "use": {} },
        "materials": {}, "processes": {}, "sites": {}, "demands": {},
        "lanes": [{ "from": "*", "to": "*", "freight": 100.0, "transit": 0.1 }],
        "policies": { "p": { "measures": { "t": { "kind": "specific_duty", "amount": 1.0, "importers": ["C1"] } } } }
    });
    for index in 0..30 {
        document["materials"][format!("ore-{index}")] = json!({ "stage": "mined", "contents": { "Nd": 0.1 } });
        document["materials"][format!("oxide-{index}")] = json!({ "stage": "separated", "contents": { "Nd": 0.2, "Dy": 0.0 } });
        document["processes"][format!("p-{index}")] = json!({ "stage": "separated", "inputs": { format!("ore-{index}"): 2.0 },
            "outputs": { format!("oxide-{index}"): 1.0 } });
        for country in 0..60 {
            document["lanes"]
                .as_array_mut()
                .expect("lanes")
                .push(json!({ "from": format!("C{country}"), "to": format!("s-{index}") }));
        }
    }
    for site in 0..60 {
        let ore = format!("ore-{}", site % 30);
        let processes: Vec<String> = (0..30).map(|index| format!("p-{index}")).collect();
        document["sites"][format!("s-{site}")] = json!({ "country": format!("C{site}"), "source": { ore: { "offer": 1.0 } },
            "lines": { "l": { "processes": processes } } });
        let oxide = format!("oxide-{}", site % 30);
        document["demands"][format!("d-{site}")] = json!({ "country": "C1", "accepts": [oxide], "quantity": 1.0 });
    }
    document
}

#[test]
fn lanes_join_only_makers_and_users() {
    let network = network(large(), "p");
    let oxides = network
        .lanes
        .iter()
        .filter(|lane| network.sites[lane.to.index()].demand_place)
        .count();
    assert_eq!(oxides, 60 * 60, "every site can make every oxide");
    let ores = 60 * 60 - 60 - 2 * 30;
    assert!(network.lanes.len() - oxides >= ores && network.routes.len() <= 60 * 120);
}
