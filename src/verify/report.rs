//! What the judge found.

use std::fmt;

/// Verdict on a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Whether the plan holds.
    pub ok: bool,
    /// Largest violation, relative to the throughput of its node.
    pub max_violation: f64,
    /// What is wrong, in order of checks.
    pub findings: Vec<Finding>,
}

/// One thing wrong with a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Group of checks that found it.
    pub check: Check,
    /// Where, in the names of the instance, with the period.
    pub place: String,
    /// How much, relative to the throughput of the node; infinite where no amount would be right.
    pub violation: f64,
    /// What is wrong.
    pub text: String,
}

/// Groups of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Amounts are finite, positive, of known things, each given once.
    Amounts,
    /// What comes to a place equals what goes.
    Balance,
    /// Capacities, dates, room, market limits.
    Capacity,
    /// What must be left in stock at the end.
    Terminal,
    /// Rules of stocks: releases, refill, least amounts, rotation.
    Stocks,
    /// Deliveries, shortages, floors on delivery.
    Demand,
    /// Scrap is of goods that come back, no more than is collectable.
    Returns,
    /// Shares and amounts committed.
    Commitments,
    /// Volumes and payments of contracts.
    Contracts,
    /// What is closed, built, run in lots; owners that must stay viable.
    Decisions,
    /// Claims of origin follow from lineage.
    Claims,
    /// Tolerances for other material.
    DeMinimis,
    /// Value added where a rule asks for it.
    ValueContent,
    /// Bans and export limits.
    Measures,
    /// Payments.
    Ledger,
    /// Values of the objective levels.
    Objective,
    /// Stored figures and tables that follow from the plan.
    Stored,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Amounts => "amounts",
            Self::Balance => "balance",
            Self::Capacity => "capacity",
            Self::Terminal => "closing stock",
            Self::Stocks => "stock rules",
            Self::Demand => "demand",
            Self::Returns => "returns",
            Self::Commitments => "commitments",
            Self::Contracts => "contracts",
            Self::Decisions => "decisions",
            Self::Claims => "claims of origin",
            Self::DeMinimis => "de minimis",
            Self::ValueContent => "value content",
            Self::Measures => "measures",
            Self::Ledger => "ledger",
            Self::Objective => "objective",
            Self::Stored => "stored results",
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.check, self.place, self.text)
    }
}
