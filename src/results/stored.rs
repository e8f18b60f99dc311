//! Reading a stored plan back by names.

use super::files::{self, Format};
use super::names::Ids;
use super::{Cell, Definition, tables};
use crate::network::{DemandId, MaterialId, Network, OperationId, PeriodId, RuleId, RuleSet, SiteId};
use crate::plan::{Amount, Party, Plan};
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a stored plan cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredError {
    /// File.
    pub file: PathBuf,
    /// Row, from 1; 0 for the file as a whole.
    pub row: usize,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for StoredError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        if self.row > 0 {
            write!(f, "row {}: ", self.row)?;
        }
        write!(f, "{}; expected {}", self.found, self.expected)
    }
}

/// Reads the plan that a folder holds: quantities, level values and ledger, not the prices.
///
/// # Errors
/// When a table is missing or cannot be read, or names something that the network does not have.
pub fn read_plan(network: &Network, folder: &Path, format: Format) -> Result<Plan, StoredError> {
    tables::read(&Stored {
        network,
        ids: Ids::new(network),
        folder,
        format,
    })
}

/// A stored plan and the network that its names belong to.
#[derive(Debug)]
pub(super) struct Stored<'a> {
    /// Supply chain.
    pub network: &'a Network,
    /// Its names.
    pub ids: Ids<'a>,
    folder: &'a Path,
    format: Format,
}

impl Stored<'_> {
    /// Every row of a table.
    pub fn records(&self, definition: &'static Definition) -> Result<Vec<Record<'_>>, StoredError> {
        let file = self.folder.join(format!("{}.{}", definition.name, self.format.extension()));
        let rows = files::read_table(&file, definition, self.format)?;
        let record = |(k, cells)| Record {
            stored: self,
            definition,
            file: file.clone(),
            row: k + 1,
            cells,
        };
        Ok(rows.into_iter().enumerate().map(record).collect())
    }

    /// Every row of a table of amounts; `of` reads what the amount is of.
    pub fn amounts<T>(
        &self,
        definition: &'static Definition,
        of: impl Fn(&Record) -> Result<T, StoredError>,
    ) -> Result<Vec<Amount<T>>, StoredError> {
        let records = self.records(definition)?;
        let amount = |record: &Record| {
            Ok(Amount {
                of: of(record)?,
                class: record.class("class")?,
                period: record.period("period")?,
                quantity: record.number("quantity")?,
            })
        };
        records.iter().map(amount).collect()
    }
}

/// One row of a stored table.
#[derive(Debug)]
pub(super) struct Record<'a> {
    stored: &'a Stored<'a>,
    definition: &'static Definition,
    file: PathBuf,
    row: usize,
    cells: Vec<Cell>,
}

impl Record<'_> {
    fn cell(&self, column: &str) -> &Cell {
        let position = self.definition.columns.iter().position(|known| known.name == column);
        position.and_then(|position| self.cells.get(position)).unwrap_or(&Cell::Null)
    }

    fn problem(&self, found: String, expected: &str) -> StoredError {
        StoredError {
            file: self.file.clone(),
            row: self.row,
            found,
            expected: expected.into(),
        }
    }

    /// The error for a value that is not known.
    pub fn unknown(&self, column: &str, expected: &str) -> StoredError {
        let found = match self.cell(column) {
            Cell::Text(text) => format!("{column} `{text}`"),
            Cell::Number(number) => format!("{column} {number}"),
            Cell::Integer(number) => format!("{column} {number}"),
            Cell::Null => format!("no {column}"),
        };
        self.problem(found, expected)
    }

    /// A text; empty where there is none.
    pub fn text(&self, column: &str) -> Result<&str, StoredError> {
        match self.cell(column) {
            Cell::Text(text) => Ok(text),
            Cell::Null => Ok(""),
            _ => Err(self.unknown(column, "text")),
        }
    }

    /// A finite number.
    pub fn number(&self, column: &str) -> Result<f64, StoredError> {
        match self.cell(column) {
            Cell::Number(number) if number.is_finite() => Ok(*number),
            _ => Err(self.unknown(column, "a number")),
        }
    }

    /// A whole number.
    pub fn integer(&self, column: &str) -> Result<i64, StoredError> {
        match self.cell(column) {
            Cell::Integer(number) => Ok(*number),
            _ => Err(self.unknown(column, "a whole number")),
        }
    }

    /// A value that may be missing.
    pub fn optional<T>(&self, column: &str, read: impl Fn(&Self) -> Result<T, StoredError>) -> Result<Option<T>, StoredError> {
        if self.text(column)?.is_empty() {
            Ok(None)
        } else {
            read(self).map(Some)
        }
    }

    fn find<T: Copy>(&self, column: &str, get: impl Fn(&Ids, &str) -> Option<T>, expected: &str) -> Result<T, StoredError> {
        get(&self.stored.ids, self.text(column)?).ok_or_else(|| self.unknown(column, expected))
    }

    /// A period.
    pub fn period(&self, column: &str) -> Result<PeriodId, StoredError> {
        self.find(column, |ids, name| ids.periods.get(name).copied(), "a period of the instance")
    }

    /// A site.
    pub fn site(&self, column: &str) -> Result<SiteId, StoredError> {
        self.find(column, |ids, name| ids.sites.get(name).copied(), "a site of the instance")
    }

    /// A material.
    pub fn material(&self, column: &str) -> Result<MaterialId, StoredError> {
        self.find(
            column,
            |ids, name| ids.materials.get(name).copied(),
            "a material of the instance",
        )
    }

    /// A demand.
    pub fn demand(&self, column: &str) -> Result<DemandId, StoredError> {
        self.find(column, |ids, name| ids.demands.get(name).copied(), "a demand of the instance")
    }

    /// A rule.
    pub fn rule(&self, column: &str) -> Result<RuleId, StoredError> {
        self.find(column, |ids, name| ids.rules.get(name).copied(), "a rule of origin in use")
    }

    /// A class.
    pub fn class(&self, column: &str) -> Result<RuleSet, StoredError> {
        self.find(column, |ids, name| ids.class(name), "rules of origin in use, joined by `+`")
    }

    /// An operation, by its site, line and name.
    pub fn operation(&self) -> Result<OperationId, StoredError> {
        let key = (self.text("site")?, self.text("line")?, self.text("operation")?);
        let operation = self.stored.ids.operations.get(&key).copied();
        operation.ok_or_else(|| self.unknown("operation", "a process that the line runs"))
    }

    /// A party, by its kind and name.
    pub fn party(&self, kind: &str, name: &str) -> Result<Party, StoredError> {
        let party = self.stored.ids.party(self.text(kind)?, self.text(name)?);
        party.ok_or_else(|| self.unknown(name, "a party of the ledger"))
    }
}
