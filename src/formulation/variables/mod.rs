//! Variables: one file for each family. All are 0 or more.

pub(super) mod activity;
pub(super) mod build;
pub(super) mod campaign;
pub(super) mod collect;
pub(super) mod credit;
pub(super) mod deliver;
pub(super) mod dispose;
pub(super) mod downgrade;
pub(super) mod flow;
pub(super) mod link;
pub(super) mod lots;
pub(super) mod open;
pub(super) mod partner;
pub(super) mod qualify;
pub(super) mod run;
pub(super) mod sell;
pub(super) mod short;
pub(super) mod start;
pub(super) mod stock;
pub(super) mod stop;
pub(super) mod supply;
pub(super) mod tolerated;
pub(super) mod tranche;
