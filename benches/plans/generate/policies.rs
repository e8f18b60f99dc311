//! Rules of origin, policies and scenarios.

use super::recipes::{Technology, parts};
use std::fmt::Write;

/// Rules in the order in which a network takes them: nested at first, then across.
const RULES: [&str; 6] = [
    "{ elements: [NdPr, Dy, Tb], stages: { part: { excluded: [CN] } } }",
    "{ elements: [NdPr, Dy, Tb], stages: { mine: { excluded: [CN] }, separation: { excluded: [CN] }, metal: { excluded: [CN] }, part: { excluded: [CN] } } }",
    "{ elements: [Dy, Tb], stages: { separation: { excluded: [CN] } }, de_minimis: { share: 2 %, stage: part } }",
    "{ elements: [NdPr, Dy, Tb], stages: { part: { allowed: [allies, partners] } } }",
    "{ elements: [NdPr], stages: { separation: { allowed: [allies, partners] } } }",
    "{ elements: [Dy, Tb], stages: { mine: { excluded: [CN] } } }",
];
/// Duties in force under either policy.
const DUTIES: &str = "      us-parts: { kind: tariff, importers: [US], materials: [part], rate: 2.1 % }
      us-cn-parts: { kind: tariff, importers: [US], exporters: [CN], by: made_in, materials: [part], rate: 25 % }
      us-metals: { kind: tariff, importers: [US], exporters: [CN, JP, DE], materials: [metal], rate: 5 % }
      jp-fee: { kind: specific_duty, importers: [JP], exporters: [CN], materials: [part], amount: 400 USD/t }
";
/// The floor of the club.
const FLOOR: &str =
    "      floor-ndpr: { kind: price_floor, importers: [members], materials: [ndpr-oxide], floor: 110 USD/kg, from: 2026-07-01 }
      floor-dy: { kind: price_floor, importers: [members], materials: [dy-oxide], floor: 300 USD/kg, from: 2026-07-01 }
      floor-tb: { kind: price_floor, importers: [members], materials: [tb-oxide], floor: 1100 USD/kg, from: 2026-07-01 }
      floor-metal: { kind: price_floor, importers: [members], materials: [ndpr-metal], floor: 145 USD/kg, from: 2026-07-01 }
      floor-in-parts:
        kind: price_floor
        importers: [members]
        exporters: [others]
        materials: [part]
        unless: rule-2
        from: 2026-07-01
        per: oxide
        element_floors: { NdPr: 110 USD/kg, Dy: 300 USD/kg, Tb: 1100 USD/kg }
        element_values: { NdPr: 90 USD/kg, Dy: 225 USD/kg, Tb: 880 USD/kg }
";

/// Most rules that a network can take.
pub const MOST_RULES: usize = RULES.len();

/// Text of the section `rules`.
pub fn rules(count: usize) -> String {
    let mut text = String::from("rules:\n");
    for (index, rule) in RULES.iter().take(count).enumerate() {
        let _ = writeln!(text, "  rule-{}: {rule}", index + 1);
    }
    text
}

/// Text of the sections `policies` and `scenarios`.
pub fn policies(grades: usize, dysprosium: f64) -> String {
    let limit = format!(
        "      dy-limit: {{ kind: export_limit, exporters: [CN], materials: [dy-oxide, dy-metal], element: Dy, limit: {dysprosium} t/yr }}\n"
    );
    let heavy = parts(grades).filter(|(grade, technology)| *grade > 0 || *technology == Technology::Diffused);
    let heavy: Vec<String> = heavy.map(|(grade, technology)| technology.part(grade)).collect();
    format!(
        "policies:
  open-market:
    description: No coalition; duties only.
    measures:
{DUTIES}{limit}  allied-floor:
    description: A floor of four allies.
    club: [US, AU, CA, JP]
    measures:
{DUTIES}{limit}{FLOOR}
scenarios:
  embargo:
    description: From 2027 China lets no Dy and Tb out to the allies.
    measures:
      stop: {{ kind: ban, importers: [US, JP, AU], exporters: [CN], materials: [dy-oxide, tb-oxide, dy-metal, tb-metal, {}], from: 2027-01-01 }}
  high-demand:
    description: Everyone wants a fifth more.
    scale: {{ demands.*.quantity: 120 % }}
",
        heavy.join(", ")
    )
}
