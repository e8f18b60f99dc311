//! Constraints: one file for each family.

pub(super) mod balance;
pub(super) mod ban;
pub(super) mod build_once;
pub(super) mod byproduct_limit;
pub(super) mod circuit_capacity;
pub(super) mod de_minimis;
pub(super) mod delivery_floor;
pub(super) mod demand;
pub(super) mod export_limit;
pub(super) mod lane_capacity;
pub(super) mod line_capacity;
pub(super) mod lot;
pub(super) mod minimum_run;
pub(super) mod net_draw;
pub(super) mod opening;
pub(super) mod run_limit;
pub(super) mod share;
pub(super) mod source_capacity;
pub(super) mod starting;
pub(super) mod stock_capacity;
pub(super) mod stock_terminal;
pub(super) mod stopping;
pub(super) mod viability;
