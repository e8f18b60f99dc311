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
        about: "Each step is one kind of payment by the buyers, discounted: upwards it costs them more than under the first policy, downwards less. The axis need not begin at zero."
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

/// Bars that hang between the sums before and after each step. What lies above zero and what lies below are stacked apart, each on a foot that is not
/// seen; a step across zero is two bars without a foot.
fn frame(base: &Case, case: &Case) -> Value {
    let cost = |case: &Case| case.items("ledger", "").map(|(_, value)| value).sum::<f64>();
    let mut bars = Bars::default();
    bars.add((base.label(), "@grey"), (0.0, cost(base)), cost(base));
    let mut sum = cost(base);
    for (kind, change) in steps(base, case) {
        let color = if change > 0.0 { "@red" } else { "@green" };
        bars.add((kind.to_owned(), color), (sum, sum + change), change);
        sum += change;
    }
    bars.add((case.label(), "@grey"), (0.0, cost(case)), cost(case));
    let foot = json!({ "type": "bar", "stack": "all", "name": "", "silent": true, "data": bars.feet, "itemStyle": { "color": "transparent" } });
    let rest = json!({ "type": "bar", "stack": "all", "name": "", "silent": true, "data": bars.rest });
    json!({
        "xAxis": { "type": "category", "data": bars.names, "axisLabel": { "rotate": 30, "interval": 0 } },
        "yAxis": { "min": rounded(floor(base, case)) },
        "series": [foot, { "type": "bar", "stack": "all", "name": "buyers pay", "data": bars.main }, rest],
    })
}

/// Bars of a waterfall: their names, the foot of each, the bar, and what of it lies on the other side of zero.
#[derive(Default)]
struct Bars {
    names: Vec<String>,
    feet: Vec<Value>,
    main: Vec<Value>,
    rest: Vec<Value>,
}

impl Bars {
    /// Adds a bar between two sums, with the amount that it stands for, USD.
    fn add(&mut self, (name, color): (String, &str), (from, to): (f64, f64), shown: f64) {
        let (low, high) = (from.min(to), from.max(to));
        let bar = |value: f64| json!({ "value": rounded(value / MILLION), "itemStyle": { "color": color }, "shown": rounded(shown / MILLION) });
        let none = || json!("-");
        let foot = |value: f64| if value == 0.0 { none() } else { rounded(value / MILLION) };
        let (foot, main, rest) = if low >= 0.0 {
            (foot(low), bar(high - low), none())
        } else if high <= 0.0 {
            (foot(high), bar(low - high), none())
        } else {
            let mut rest = bar(low);
            rest["label"] = json!({ "show": false });
            (none(), bar(high), rest)
        };
        self.names.push(name);
        self.feet.push(foot);
        self.main.push(main);
        self.rest.push(rest);
    }
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
        let wanted = [
            (json!(1), json!(1)),
            (json!(0.24), json!(0.24)),
            (json!(0.12), json!(-0.12)),
            (json!(1.12), json!(1.12)),
        ];
        assert_eq!(told, wanted.iter().map(|(value, shown)| (value, shown)).collect::<Vec<_>>());
    }
    /// 1 MUSD rises by 0.5, falls by 1, then by 3 to -2.5.
    #[test]
    fn sums_below_zero_hang_below_zero() {
        let open = case("open", &[("offer", 1.0e6)]);
        let club = case("club", &[("offer", -2.0e6), ("by-products", -1.0e6), ("duty", 0.5e6)]);
        let frame = frame(&open, &club);
        assert_eq!(
            frame["xAxis"]["data"],
            json!(["open", "duty", "by-products", "offer", "club"])
        );
        let values = |k: usize| -> Vec<Value> {
            let data = frame["series"][k]["data"].as_array().unwrap();
            data.iter().map(|item| item.get("value").unwrap_or(item).clone()).collect()
        };
        // 1 to 1.5 on a foot of 1; to 0.5 on a foot of 0.5; across zero to -2.5.
        assert_eq!(values(0), [json!("-"), json!(1), json!(0.5), json!("-"), json!("-")]);
        assert_eq!(values(1), [json!(1), json!(0.5), json!(1), json!(0.5), json!(-2.5)]);
        assert_eq!(values(2), [json!("-"), json!("-"), json!("-"), json!(-2.5), json!("-")]);
        assert_eq!(frame["series"][1]["data"][3]["shown"], json!(-3));
        assert_eq!(frame["yAxis"]["min"], json!(-2.5));
    }

    #[test]
    fn a_step_all_below_zero_stands_on_a_foot_below_zero() {
        let mut bars = Bars::default();
        bars.add(("fall".into(), "@green"), (-1.0e6, -3.0e6), -2.0e6);
        bars.add(("rise".into(), "@red"), (-3.0e6, -2.5e6), 0.5e6);
        assert_eq!(bars.feet, [json!(-1), json!(-2.5)]);
        assert_eq!((&bars.main[0]["value"], &bars.main[1]["value"]), (&json!(-2), &json!(-0.5)));
    }
}
