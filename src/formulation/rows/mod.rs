//! Constraints: one file for each family.

pub(super) mod balance;
pub(super) mod ban;
pub(super) mod byproduct_limit;
pub(super) mod circuit_capacity;
pub(super) mod collection_limit;
pub(super) mod de_minimis;
pub(super) mod delivery_floor;
pub(super) mod demand;
pub(super) mod export_limit;
pub(super) mod lane_capacity;
pub(super) mod line_capacity;
pub(super) mod net_draw;
pub(super) mod source_capacity;
pub(super) mod stock_capacity;
pub(super) mod stock_minimum;
pub(super) mod stock_refill;
pub(super) mod stock_release;
pub(super) mod stock_rotation;
pub(super) mod stock_terminal;
