//! Fans of prices over time, from the quantiles of many draws.

use super::draws::cases;
use super::figure::{Choice, Figure, Shape};
use super::folder::Folder;
use super::json::rounded;
use super::options::upright;
use super::view::distinct;
use crate::results::rows::Row;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The chart; none where the draws have no prices.
pub(super) fn figure(folder: &Folder) -> Option<Figure> {
    let cases = cases(folder);
    let rows = || folder.rows("quantiles").filter(|row| row.text("topic") == "price");
    let key = |row: Row<'_>| ["policy", "scenario", "item", "part", "period"].map(|column| row.text(column).to_owned());
    let known: BTreeMap<[String; 5], Row> = rows().map(|row| (key(row), row)).collect();
    let tracks = distinct(rows().map(|row| row.text("item")));
    let mut periods = distinct(rows().map(|row| row.text("period")));
    periods.sort_unstable();
    if periods.len() == 1 {
        return super::boxes::figure(folder);
    }
    let mut frames = Vec::new();
    for (c, (_, (policy, scenario))) in cases.iter().enumerate() {
        for (t, track) in tracks.iter().enumerate() {
            for (s, side) in ["blue", "red"].into_iter().enumerate() {
                let of = |period: &&str| {
                    known
                        .get(&[*policy, *scenario, *track, side, *period].map(str::to_owned))
                        .copied()
                };
                let found: Vec<Option<Row>> = periods.iter().map(of).collect();
                if found.iter().any(Option::is_some) {
                    frames.push((vec![c, t, s], fan(&found)));
                }
            }
        }
    }
    let slots: Vec<String> = periods.iter().map(|period| (*period).to_owned()).collect();
    let mut base = upright(&slots, "USD/kg");
    base["xAxis"]["boundaryGap"] = Value::from(false);
    base["legend"] = json!({ "show": false });
    (!frames.is_empty()).then(|| Figure {
        title: "How far prices spread",
        about: "The line is the median of the draws; half of them lie in the darker band, nine of ten in the lighter one.".into(),
        shape: Shape::Categories,
        size: (360, 560),
        unit: "USD/kg",
        heads: &["period"],
        choices: vec![
            Choice::list("Case", cases.iter().map(|(name, _)| name.clone()).collect()),
            Choice::list("Material", tracks.iter().map(|track| (*track).to_owned()).collect()),
            Choice::list("Origin", vec!["allied (blue)".into(), "other (red)".into()]),
        ],
        base,
        frames,
    })
}

/// Bands between quantiles, stacked on the lowest, and the median.
fn fan(rows: &[Option<Row>]) -> Value {
    let at = |row: &Option<Row>, name: &str| row.and_then(|row| row.number(name)).map(|price| price / 1e3);
    let shown = |value: Option<f64>| value.map_or_else(|| json!("-"), rounded);
    let band = |(low, high): (&str, &str)| -> Vec<Value> {
        let one = |row: &Option<Row>| match (at(row, low), at(row, high)) {
            (Some(low), Some(high)) => json!({ "value": rounded(high - low), "shown": rounded(high) }),
            _ => json!("-"),
        };
        rows.iter().map(one).collect()
    };
    let line = |name: &str| -> Vec<Value> { rows.iter().map(|row| shown(at(row, name))).collect() };
    let area = |name: &str, opacity: f64, data: Vec<Value>| {
        json!({
            "type": "line", "name": name, "stack": "fan", "symbol": "none", "lineStyle": { "opacity": 0 }, "color": "@allied",
            "areaStyle": { "opacity": opacity, "color": "@allied" }, "data": data, "silent": true,
        })
    };
    json!({ "series": [
        area("5 % of draws below", 0.0, line("p05")),
        area("25 % of draws below", 0.2, band(("p05", "p25"))),
        area("75 % of draws below", 0.45, band(("p25", "p75"))),
        area("95 % of draws below", 0.2, band(("p75", "p95"))),
        { "type": "line", "name": "median", "color": "@ink", "symbolSize": 5, "data": line("p50") },
    ]})
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::results::{Cell, Column, Definition};

    pub(in crate::results::html) static QUANTILES: Definition = Definition {
        name: "quantiles",
        description: "Quantiles.",
        columns: &[
            Column::number("p05", "", "Lowest."),
            Column::number("p25", "", "Low."),
            Column::number("p50", "", "Median."),
            Column::number("p75", "", "High."),
            Column::number("p95", "", "Highest."),
        ],
    };

    #[test]
    fn bands_are_stacked_and_show_quantiles() {
        let cells = [1000.0, 2000.0, 4000.0, 7000.0, 11_000.0].map(Cell::Number).to_vec();
        let rows = crate::results::rows::Rows::new(&QUANTILES, vec![cells]);
        let fan = fan(&[rows.each().next(), None]);
        let data = |k: usize| fan["series"][k]["data"].clone();
        assert_eq!(data(0), json!([1, "-"]));
        assert_eq!(data(2), json!([{ "value": 5, "shown": 7 }, "-"]));
        assert_eq!(data(4), json!([4, "-"]));
    }
}
