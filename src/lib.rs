//! Lodestone plans critical-mineral supply chains.

pub mod cli;
pub mod compare;
pub mod explain;
pub mod forecast;
pub mod formulation;
pub mod lp;
pub mod network;
pub mod origin;
pub mod plan;
pub mod results;
pub mod run;
pub mod solve;
pub mod spec;
pub mod verify;
