//! The registry of families. A family's file, docs page and golden file bear its name.

use super::draft::Draft;
use super::{costs, rows, variables};

/// What a family adds to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Columns.
    Variable,
    /// Rows, or bounds of columns.
    Row,
    /// Coefficients in a level of the objective.
    Cost,
}

/// A family of variables, constraints or costs.
pub struct Family {
    /// Name.
    pub name: &'static str,
    /// What it adds.
    pub kind: Kind,
    build: fn(&mut Draft<'_>),
}

impl Family {
    /// Adds the family to a program.
    pub(super) fn add_to(&self, draft: &mut Draft<'_>) {
        (self.build)(draft);
    }
}

const fn variable(name: &'static str, build: fn(&mut Draft<'_>)) -> Family {
    let kind = Kind::Variable;
    Family { name, kind, build }
}

const fn row(name: &'static str, build: fn(&mut Draft<'_>)) -> Family {
    let kind = Kind::Row;
    Family { name, kind, build }
}

const fn cost(name: &'static str, build: fn(&mut Draft<'_>)) -> Family {
    let kind = Kind::Cost;
    Family { name, kind, build }
}

/// All families. Variables come first, as rows and costs go through the columns.
pub const FAMILIES: &[Family] = &[
    variable("supply", variables::supply::build),
    variable("activity", variables::activity::build),
    variable("tolerated", variables::tolerated::build),
    variable("flow", variables::flow::build),
    variable("stock", variables::stock::build),
    variable("downgrade", variables::downgrade::build),
    variable("credit", variables::credit::build),
    variable("dispose", variables::dispose::build),
    variable("sell", variables::sell::build),
    variable("deliver", variables::deliver::build),
    variable("short", variables::short::build),
    variable("collect", variables::collect::build),
    variable("tranche", variables::tranche::build),
    variable("used_up", variables::used_up::build),
    variable("supported", variables::supported::build),
    variable("contracted", variables::contracted::build),
    variable("untaken", variables::untaken::build),
    variable("sign", variables::sign::build),
    variable("full", variables::full::build),
    variable("open", variables::open::build),
    variable("start", variables::start::build),
    variable("stop", variables::stop::build),
    variable("build", variables::build::build),
    variable("run", variables::run::build),
    variable("lots", variables::lots::build),
    variable("campaign", variables::campaign::build),
    variable("link", variables::link::build),
    variable("qualify", variables::qualify::build),
    variable("partner", variables::partner::build),
    row("balance", rows::balance::build),
    row("source_capacity", rows::source_capacity::build),
    row("line_capacity", rows::line_capacity::build),
    row("circuit_capacity", rows::circuit_capacity::build),
    row("lane_capacity", rows::lane_capacity::build),
    row("stock_capacity", rows::stock_capacity::build),
    row("stock_terminal", rows::stock_terminal::build),
    row("stock_release", rows::stock_release::build),
    row("stock_refill", rows::stock_refill::build),
    row("stock_minimum", rows::stock_minimum::build),
    row("stock_rotation", rows::stock_rotation::build),
    row("byproduct_limit", rows::byproduct_limit::build),
    row("demand", rows::demand::build),
    row("delivery_floor", rows::delivery_floor::build),
    row("collection_limit", rows::collection_limit::build),
    row("de_minimis", rows::de_minimis::build),
    row("value_content", rows::value_content::build),
    row("net_draw", rows::net_draw::build),
    row("export_limit", rows::export_limit::build),
    row("quota", rows::quota::build),
    row("tranche_flow", rows::tranche_flow::build),
    row("tranche_volume", rows::tranche_volume::build),
    row("tranche_beyond", rows::tranche_beyond::build),
    row("tranche_full", rows::tranche_full::build),
    row("supported_flow", rows::supported_flow::build),
    row("supported_volume", rows::supported_volume::build),
    row("contract_flow", rows::contract_flow::build),
    row("contract_band", rows::contract_band::build),
    row("ban", rows::ban::build),
    row("certificates", rows::certificates::build),
    row("share", rows::share::build),
    row("opening", rows::opening::build),
    row("starting", rows::starting::build),
    row("stopping", rows::stopping::build),
    row("build_once", rows::build_once::build),
    row("run_limit", rows::run_limit::build),
    row("minimum_run", rows::minimum_run::build),
    row("lot", rows::lot::build),
    row("campaign_limit", rows::campaign_limit::build),
    row("campaign_minimum", rows::campaign_minimum::build),
    row("campaign_count", rows::campaign_count::build),
    row("campaign_time", rows::campaign_time::build),
    row("viability", rows::viability::build),
    row("link_limit", rows::link_limit::build),
    row("link_minimum", rows::link_minimum::build),
    row("qualified", rows::qualified::build),
    row("partner_flow", rows::partner_flow::build),
    row("partner_count", rows::partner_count::build),
    cost("offer", costs::offer::build),
    cost("scrap_offer", costs::scrap_offer::build),
    cost("tolling", costs::tolling::build),
    cost("contract_price", costs::contract_price::build),
    cost("take_or_pay", costs::take_or_pay::build),
    cost("freight", costs::freight::build),
    cost("holding", costs::holding::build),
    cost("disposal", costs::disposal::build),
    cost("byproduct", costs::byproduct::build),
    cost("tariff", costs::tariff::build),
    cost("specific_duty", costs::specific_duty::build),
    cost("export_tax", costs::export_tax::build),
    cost("subsidy", costs::subsidy::build),
    cost("price_floor", costs::price_floor::build),
    cost("penalty", costs::penalty::build),
    cost("terminal_value", costs::terminal_value::build),
    cost("fixed", costs::fixed::build),
    cost("capex", costs::capex::build),
    cost("shortage", costs::shortage::build),
    cost("exposure", costs::exposure::build),
];
