//! Boxes of prices, from the quantiles of many draws, where there is one period and so no course of time.

use super::draws::cases;
use super::figure::{Choice, Figure, Shape};
use super::folder::Folder;
use super::json::rounded;
use super::options::lying;
use super::view::distinct;
use crate::results::rows::Row;
use serde_json::{Value, json};

/// USD/t in USD/kg.
const PER_KG: f64 = 1e-3;

/// The chart: a box for each case, by material and origin.
pub(super) fn figure(folder: &Folder) -> Option<Figure> {
    let cases = cases(folder);
    let rows = || folder.rows("quantiles").filter(|row| row.text("topic") == "price");
    let tracks = distinct(rows().map(|row| row.text("item")));
    let mut frames = Vec::new();
    for (t, track) in tracks.iter().enumerate() {
        for (s, (side, color)) in [("blue", "@allied"), ("red", "@outside")].into_iter().enumerate() {
            let of = |(name, (policy, scenario)): &(String, (&str, &str))| {
                let case = |row: &Row| row.text("policy") == *policy && row.text("scenario") == *scenario;
                let found = rows().find(|row| case(row) && row.text("item") == *track && row.text("part") == side)?;
                Some((name.clone(), found))
            };
            let found: Vec<(String, Row)> = cases.iter().filter_map(of).collect();
            if !found.is_empty() {
                frames.push((vec![t, s], boxes(&found, color)));
            }
        }
    }
    (!frames.is_empty()).then(|| Figure {
        title: "How far prices spread",
        about: "A box for each policy and scenario: half of the draws lie in the darker part, nine of ten in the whole; the bar across is the median.".into(),
        shape: Shape::Categories,
        size: (150 + 44 * cases.len(), 460),
        unit: "USD/kg",
        heads: &["case"],
        choices: vec![
            Choice::list("Material", tracks.iter().map(|track| (*track).to_owned()).collect()),
            Choice::list("Origin", vec!["allied (blue)".into(), "other (red)".into()]),
        ],
        base: json!({ "legend": { "show": false }, "xAxis": { "scale": true } }),
        frames,
    })
}

/// Lying bars between quantiles, stacked on the lowest, and the median.
fn boxes(found: &[(String, Row)], color: &str) -> Value {
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let at = |row: &Row, name: &str| row.amount(name) * PER_KG;
    let bar = |name: &str, (low, high): (&str, &str), opacity: f64| {
        let parts = found.iter().map(|(_, row)| {
            let width = if low.is_empty() {
                at(row, high)
            } else {
                at(row, high) - at(row, low)
            };
            json!({ "value": rounded(width), "shown": rounded(at(row, high)), "label": { "show": false } })
        });
        let parts: Vec<Value> = parts.collect();
        json!({ "type": "bar", "stack": "box", "name": name, "color": color, "itemStyle": { "opacity": opacity }, "data": parts })
    };
    let median: Vec<Value> = found.iter().map(|(_, row)| rounded(at(row, "p50"))).collect();
    let mut option = lying(&names, "USD/kg");
    option["series"] = json!([
        bar("5 % of draws below", ("", "p05"), 0.0),
        bar("25 % of draws below", ("p05", "p25"), 0.35),
        bar("75 % of draws below", ("p25", "p75"), 0.8),
        bar("95 % of draws below", ("p75", "p95"), 0.35),
        { "type": "scatter", "name": "median", "color": "@ink", "symbol": "rect", "symbolSize": [4, 34], "data": median },
    ]);
    option
}

#[cfg(test)]
mod tests {
    use super::super::fans::tests::QUANTILES;
    use super::*;
    use crate::results::Cell;
    use crate::results::rows::Rows;

    #[test]
    fn parts_of_a_box_lie_end_to_end() {
        let cells = [1000.0, 2000.0, 4000.0, 7000.0, 11_000.0].map(Cell::Number).to_vec();
        let rows = Rows::new(&QUANTILES, vec![cells]);
        let row = rows.each().next().unwrap();
        let option = boxes(&[("club".into(), row)], "@allied");
        let part = |k: usize| option["series"][k]["data"][0].clone();
        let told: Vec<(Value, Value)> = (0..4).map(|k| (part(k)["value"].clone(), part(k)["shown"].clone())).collect();
        assert_eq!(
            told,
            [(1, 1), (1, 2), (5, 7), (4, 11)].map(|(width, end)| (json!(width), json!(end)))
        );
        assert_eq!((part(4), &option["yAxis"]["data"]), (json!(4), &json!(["club"])));
    }
}
