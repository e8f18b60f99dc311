//! What a plan looks like outside: tables and their schemas, files, the JSON document, tables for a terminal.

mod answer;
mod balance;
pub mod batch;
mod certificate;
pub mod check;
pub mod choice;
pub mod comparison;
mod derived;
mod document;
pub mod files;
#[cfg(test)]
mod fixture;
pub mod game;
pub mod grid;
pub mod html;
mod limit;
pub mod losses;
mod names;
pub mod ranges;
mod resource_cost;
mod rows;
mod stored;
pub mod sweep;
mod table;
pub mod tables;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod tune;
pub mod workbook;

pub use answer::Answer;
pub use certificate::{Certificate, CertifiedLevel, Residuals};
pub use derived::{DOCUMENT, differences};
pub use document::{Conflict, CustomsValueWarning, Document, Headline, Second, Solver, Verified};
pub use files::{Format, OutputError};
pub use limit::Limit;
pub use resource_cost::resource_cost;
pub use stored::{StoredError, read_plan};
pub use table::{Cell, Column, Definition, Kind, Table};
