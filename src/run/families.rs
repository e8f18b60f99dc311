//! Families of rows and columns, as files, docs and tests name them.

use crate::formulation::{ColumnKey, RowKey};
use indexmap::IndexMap;

/// Family of a column.
pub(super) fn column_family(key: &ColumnKey) -> &'static str {
    match key {
        ColumnKey::Supply(..) => "supply",
        ColumnKey::Activity(..) => "activity",
        ColumnKey::Tolerated(..) => "tolerated",
        ColumnKey::Flow(..) => "flow",
        ColumnKey::Stock(..) => "stock",
        ColumnKey::Downgrade(..) => "downgrade",
        ColumnKey::Dispose(..) => "dispose",
        ColumnKey::Sell(..) => "sell",
        ColumnKey::Deliver(..) => "deliver",
        ColumnKey::Short(..) => "short",
    }
}

/// Family of a row.
pub(super) fn row_family(key: &RowKey) -> &'static str {
    match key {
        RowKey::Balance(..) => "balance",
        RowKey::SourceCapacity(..) => "source_capacity",
        RowKey::LineCapacity(..) => "line_capacity",
        RowKey::CircuitCapacity(..) => "circuit_capacity",
        RowKey::LaneCapacity(..) => "lane_capacity",
        RowKey::StockCapacity(..) => "stock_capacity",
        RowKey::StockTerminal(..) => "stock_terminal",
        RowKey::ByProductLimit(..) => "byproduct_limit",
        RowKey::Demand(..) => "demand",
        RowKey::DeliveryFloor(..) => "delivery_floor",
        RowKey::DeMinimis(..) => "de_minimis",
        RowKey::ExportLimit(..) => "export_limit",
    }
}

/// Members of each family, in the order of first appearance.
pub(super) fn count<K>(keys: &[K], family: fn(&K) -> &'static str) -> Vec<(&'static str, usize)> {
    let mut counts: IndexMap<&'static str, usize> = IndexMap::new();
    for key in keys {
        *counts.entry(family(key)).or_default() += 1;
    }
    counts.into_iter().collect()
}
