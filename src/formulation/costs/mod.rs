//! Costs and the other levels of the objective: one file for each family.
//!
//! Costs are discounted by the factor of their period, `delta[t]`; shortage and exposure are not.

pub(super) mod byproduct;
pub(super) mod capex;
pub(super) mod contract_price;
pub(super) mod disposal;
pub(super) mod export_tax;
pub(super) mod exposure;
pub(super) mod fixed;
pub(super) mod freight;
pub(super) mod holding;
pub(super) mod offer;
pub(super) mod penalty;
pub(super) mod price_floor;
pub(super) mod scrap_offer;
pub(super) mod shortage;
pub(super) mod specific_duty;
pub(super) mod subsidy;
pub(super) mod take_or_pay;
pub(super) mod tariff;
pub(super) mod terminal_value;
pub(super) mod tolling;
