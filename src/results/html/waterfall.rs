//! From the cost of one policy to that of another, kind by kind.

use super::cases::{Case, Cases};
use super::figure::{Choice, Figure, Shape};
use super::json::rounded;
use super::section::Section;
use super::view::distinct;
use serde_json::{Value, json};

/// USD in a million.
const MILLION: f64 = 1e6;

/// The section.
pub(super) fn section(cases: &Cases) -> Section {
    let pairs: Vec<(&Case, &Case)> = cases
        .pairs()
        .into_iter()
        .filter(|(base, case)| !steps(base, case).is_empty())
        .collect();
    let mut section = Section {
        id: "cost",
        title: "Why the cost differs",
        ..Section::default()
    };
    if pairs.is_empty() {
        return section;
    }
    let frames = pairs.iter().enumerate();
    section.figures.push(Figure {
        title: "From the buyers' cost under the first policy to that under another",
        about: "Each step is one kind of payment by the buyers, discounted: upwards it costs them more than under the first policy, downwards less. The axis does not begin at zero."
            .into(),
        shape: Shape::Categories,
        size: (420, 560),
        unit: "MUSD",
        heads: &["kind"],
        choices: vec![Choice::list("Policies", pairs.iter().map(|(base, case)| format!("{} to {}", base.label(), case.label())).collect())],
        base: json!({ "yAxis": { "type": "value", "name": "MUSD", "scale": true }, "legend": { "show": false } }),
        frames: frames.map(|(k, (base, case))| (vec![k], frame(base, case))).collect(),
    });
    section
}

/// Kinds of payment that differ by a dollar, with the change.
fn steps<'a>(base: &'a Case, case: &'a Case) -> Vec<(&'a str, f64)> {
    let kinds = distinct(base.items("ledger", "").chain(case.items("ledger", "")).map(|(kind, _)| kind));
    let of = |case: &Case, kind: &str| case.figure("ledger", kind, "").unwrap_or(0.0);
    let changes = kinds.into_iter().map(|kind| (kind, of(case, kind) - of(base, kind)));
    let mut changes: Vec<(&str, f64)> = changes.filter(|(_, change)| change.abs() >= 1.0).collect();
    changes.sort_by(|a, b| b.1.total_cmp(&a.1));
    changes
}

/// Bars that hang between the sums before and after each step.
fn frame(base: &Case, case: &Case) -> Value {
    let cost = |case: &Case| case.items("ledger", "").map(|(_, value)| value).sum::<f64>();
    let (mut names, mut feet, mut bars) = (vec![base.label()], vec![json!("-")], vec![bar(cost(base), "@grey")]);
    let mut sum = cost(base);
    for (kind, change) in steps(base, case) {
        let color = if change > 0.0 { "@red" } else { "@green" };
        feet.push(rounded(sum.min(sum + change) / MILLION));
        bars.push(bar(change.abs(), color));
        if let Some(bar) = bars.last_mut() {
            bar["shown"] = rounded(change / MILLION);
        }
        names.push(kind.to_owned());
        sum += change;
    }
    names.push(case.label());
    feet.push(json!("-"));
    bars.push(bar(cost(case), "@grey"));
    let foot = json!({ "type": "bar", "stack": "all", "name": "", "silent": true, "data": feet, "itemStyle": { "color": "transparent" } });
    json!({
        "xAxis": { "type": "category", "data": names, "axisLabel": { "rotate": 30, "interval": 0 } },
        "yAxis": { "min": rounded(floor(base, case)) },
        "series": [foot, { "type": "bar", "stack": "all", "name": "buyers pay", "data": bars }],
    })
}

fn bar(value: f64, color: &str) -> Value {
    json!({ "value": rounded(value / MILLION), "itemStyle": { "color": color } })
}

/// Where the axis begins, MUSD: so low that the steps can be told from each other, and no lower.
fn floor(base: &Case, case: &Case) -> f64 {
    let mut sum = base.items("ledger", "").map(|(_, value)| value).sum::<f64>();
    let (mut least, mut most) = (sum, sum);
    for (_, change) in steps(base, case) {
        sum += change;
        (least, most) = (least.min(sum), most.max(sum));
    }
    let low = least - (most - least) * 0.5;
    if low < least * 0.5 || least < 0.0 {
        return least.min(0.0) / MILLION;
    }
    let round = 10f64.powf((most - least).log10().floor());
    (low / round).floor() * round / MILLION
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(policy: &str, ledger: &[(&str, f64)]) -> Case {
        let mut case = Case::new((policy, "baseline"), "optimal");
        for (kind, usd) in ledger {
            case.add(("ledger", kind, ""), *usd);
        }
        case
    }

    #[test]
    fn steps_lead_from_one_cost_to_the_other() {
        let open = case("open", &[("offer", 1.0e6)]);
        let club = case("club", &[("offer", 0.88e6), ("floor levy", 0.24e6)]);
        let frame = frame(&open, &club);
        assert_eq!(frame["xAxis"]["data"], json!(["open", "floor levy", "offer", "club"]));
        assert_eq!(frame["series"][0]["data"], json!(["-", 1, 1.12, "-"]));
        let bars = frame["series"][1]["data"].as_array().unwrap();
        let told: Vec<(&Value, &Value)> = bars.iter().map(|bar| (&bar["value"], &bar["shown"])).collect();
        let null = Value::Null;
        let wanted = [
            (json!(1), null.clone()),
            (json!(0.24), json!(0.24)),
            (json!(0.12), json!(-0.12)),
            (json!(1.12), null),
        ];
        assert_eq!(told, wanted.iter().map(|(value, shown)| (value, shown)).collect::<Vec<_>>());
    }
}
