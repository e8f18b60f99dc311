//! What random instances have beyond linear networks: decisions, contracts, quotas, rules of stocks, custody and support. Each kind once at most,
//! at a place of its own, so that any of them may stand side by side.

use super::case::{COUNTRIES, Case, case};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// What an instance may have more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The first mine, the market or the first works may be closed.
    Opening,
    /// The first separation plant may grow.
    Option,
    /// The first works run at a least rate, or not.
    MinimumRun,
    /// The first works make whole lots.
    Lot,
    /// A segregated rule, and campaigns of the first works.
    Campaigns,
    /// The lane from the market to the first works may be used, at a cost.
    Link,
    /// The first separation plant must be qualified by the first works.
    Qualification,
    /// The first works have one or two suppliers.
    Partners,
    /// Neodymium oxide of the market is sold under a contract, which may be a choice.
    Contract,
    /// What is not taken of magnets under a contract is paid.
    TakeOrPay,
    /// A limit on imports.
    Quota,
    /// A tariff-rate quota.
    RateQuota,
    /// A subsidy on goods that nobody can pass on.
    Subsidy,
    /// A tax on exports.
    ExportTax,
    /// A contract for difference with a volume.
    Difference,
    /// Rules of the stock of the first works.
    StockRules,
    /// Scrap comes back from the first buyer.
    Returns,
    /// A share of what is shipped goes to one country.
    Share,
    /// The owner of the first works asks that they pay for themselves.
    Viability,
    /// A site may use claims later in the year.
    Credit,
    /// Certificates are traded apart from goods.
    Certificates,
    /// Other material is tolerated by value.
    ValueContent,
    /// Sintering takes swarf beside oxides, so that several inputs hold the same element.
    Mixed,
}

const KINDS: [Kind; 23] = [
    Kind::Opening,
    Kind::Option,
    Kind::MinimumRun,
    Kind::Lot,
    Kind::Campaigns,
    Kind::Link,
    Kind::Qualification,
    Kind::Partners,
    Kind::Contract,
    Kind::TakeOrPay,
    Kind::Quota,
    Kind::RateQuota,
    Kind::Subsidy,
    Kind::ExportTax,
    Kind::Difference,
    Kind::StockRules,
    Kind::Returns,
    Kind::Share,
    Kind::Viability,
    Kind::Credit,
    Kind::Certificates,
    Kind::ValueContent,
    Kind::Mixed,
];

/// Kinds whose decisions can be taken by editing the instance.
pub const DECIDED: [Kind; 8] = [
    Kind::Opening,
    Kind::Option,
    Kind::MinimumRun,
    Kind::Lot,
    Kind::Link,
    Kind::Qualification,
    Kind::Partners,
    Kind::Contract,
];

/// A kind with its figures; what they mean depends on the kind.
#[derive(Clone, Debug)]
pub struct Extra {
    pub kind: Kind,
    /// Tonnes a year, or percent.
    pub amount: u32,
    /// USD/kg, or thousands of USD.
    pub price: u32,
    pub flag: bool,
    pub window: &'static str,
    pub country: usize,
}

/// A case and what it has more.
#[derive(Clone, Debug)]
pub struct Rich {
    pub case: Case,
    pub extras: Vec<Extra>,
}

fn extras(kinds: &'static [Kind], most: usize) -> impl Strategy<Value = Vec<Extra>> {
    let windows = select(vec!["period", "year", "horizon"]);
    let figures = (1..30_u32, 0..20_u32, any::<bool>(), windows, 0..COUNTRIES.len());
    (subsequence(kinds, 1..=most), vec(figures, most)).prop_map(|(kinds, figures)| {
        let extra = |(kind, (amount, price, flag, window, country))| Extra {
            kind,
            amount,
            price,
            flag,
            window,
            country,
        };
        kinds.into_iter().zip(figures).map(extra).collect()
    })
}

fn rich_of(kinds: &'static [Kind], most: usize) -> impl Strategy<Value = Rich> {
    (case(), extras(kinds, most)).prop_map(|(case, extras)| {
        let mut case = case.in_whole_half_years();
        case.frame.periods = case.frame.periods.min(2);
        Rich { case, extras }
    })
}

/// Random instances with some of everything.
pub fn rich() -> impl Strategy<Value = Rich> {
    rich_of(&KINDS, 3)
}

/// Random instances whose decisions can be taken by editing the instance.
pub fn decided() -> impl Strategy<Value = Rich> {
    rich_of(&DECIDED, 3)
}
