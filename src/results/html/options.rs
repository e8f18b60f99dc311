//! Options of the charting library that several charts share.

use super::json::rounded;
use serde_json::{Value, json};

/// Values as data of a series.
pub(super) fn data(values: impl IntoIterator<Item = f64>) -> Value {
    values.into_iter().map(rounded).collect()
}

/// Bars over categories; series come with the frames.
pub(super) fn upright(categories: &[String], unit: &str) -> Value {
    json!({
        "xAxis": { "type": "category", "data": categories },
        "yAxis": { "type": "value", "name": unit },
    })
}

/// Series over the periods of a plan, which need not be those of another.
pub(super) fn over(periods: &[String], unit: &str, series: Vec<Value>) -> Value {
    let mut option = upright(periods, unit);
    option["series"] = Value::from(series);
    option
}

/// Lying bars, the first category on top.
pub(super) fn lying(categories: &[String], unit: &str) -> Value {
    json!({
        "yAxis": { "type": "category", "data": categories, "inverse": true },
        "xAxis": { "type": "value", "name": unit, "nameLocation": "middle", "nameGap": 28 },
    })
}

/// A heat map: columns, rows, and cells `[column, row, value]`. The largest value is darkest; where there are negative ones, zero is in the middle.
pub(super) fn heat((columns, rows): (&[String], &[String]), cells: Vec<Value>, unit: &str) -> Value {
    let size = |cell: &Value| cell[2].as_f64().unwrap_or(0.0);
    let most = cells.iter().map(size).fold(0.0, |most: f64, value| most.max(value.abs()));
    let least = cells.iter().map(size).fold(0.0, f64::min);
    json!({
        "xAxis": { "type": "category", "data": columns, "axisLabel": { "rotate": 35, "interval": 0 } },
        "yAxis": { "type": "category", "data": rows, "inverse": true, "axisLabel": { "interval": 0 } },
        "visualMap": {
            "min": if least < 0.0 { rounded(-most) } else { Value::from(0) },
            "max": rounded(if most > 0.0 { most } else { 1.0 }),
            "calculable": false, "orient": "horizontal", "left": "center", "top": 0, "text": [unit, ""],
            "diverges": least < 0.0,
        },
        "series": [{ "type": "heatmap", "data": cells, "label": { "show": rows.len() * columns.len() <= 240 } }],
    })
}
