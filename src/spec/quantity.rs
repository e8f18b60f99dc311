//! Quantities as typed values in base units: tonne, year, USD, day.
//!
//! In the files every quantity is text with a unit (`110 USD/kg`). The reader checks its dimension against
//! `x-dimension` of the schema and replaces the text by a number in base units, so decoding meets numbers only.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A number for a message, with at most six significant digits.
pub fn rounded(value: f64) -> String {
    format!("{value:.5e}")
        .parse::<f64>()
        .map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}

macro_rules! quantity {
    ($name:ident, $dimension:literal, $unit:literal, $example:literal, $limits:tt) => {
        #[doc = concat!("A quantity of dimension `", $dimension, "`, held in ", $unit, "; written like `", $example, "`.")]
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let mut schema = json_schema!({
                    "type": ["string", "number"],
                    "x-dimension": $dimension,
                    "x-base-unit": $unit,
                    "examples": [$example],
                    "description": concat!("quantity of dimension ", $dimension, ", for example ", $example),
                });
                let limits: [(&str, f64); _] = $limits;
                for (key, value) in limits {
                    schema.insert(key.to_owned(), value.into());
                }
                schema
            }
        }
    };
}

quantity!(Mass, "mass", "t", "250 t", [("minimum", 0.0)]);
quantity!(MassRate, "mass/time", "t/yr", "1500 t/yr", [("minimum", 0.0)]);
quantity!(Money, "money", "USD", "2.5 MUSD", [("minimum", 0.0)]);
quantity!(MoneyRate, "money/time", "USD/yr", "500000 USD/yr", [("minimum", 0.0)]);
quantity!(Price, "money/mass", "USD/t", "110 USD/kg", [("minimum", 0.0)]);
quantity!(HoldingRate, "money/mass/time", "USD/t/yr", "2 USD/kg/yr", [("minimum", 0.0)]);
quantity!(Duration, "time", "yr", "28 d", [("minimum", 0.0)]);
quantity!(Share, "1", "fraction", "2 %", [("minimum", 0.0), ("maximum", 1.0)]);
// A recipe or factor beyond a million is a mistake of units, and more than solvers keep apart from the tonnes around it.
quantity!(Ratio, "1", "fraction", "0.3 t/t", [("minimum", 0.0), ("maximum", 1e6)]);
quantity!(YearlyRate, "1/time", "1/yr", "8 %/yr", [("minimum", 0.0)]);
