//! Checks of the input, one file per group.

pub mod contents;
pub mod countries;
pub mod links;
pub mod measures;
pub mod offers;
pub mod reach;
pub mod recipes;
pub mod size;
pub mod stocks;
pub mod usage;
pub mod weights;
