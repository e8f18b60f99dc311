//! The judge: reads the supply chain and a plan, and recomputes everything, lineage too, without the program that found it.
//!
//! Nothing here knows of rows, columns, classes of the program or its arithmetic of borders, so that a wrong coefficient
//! cannot excuse itself. Amounts may miss by [`TOLERANCE`](bench) of a node's throughput.

mod amounts;
mod balance;
mod bench;
mod border;
mod campaigns;
mod capacity;
mod certificates;
mod claims;
mod commitments;
mod contracts;
mod credits;
mod decisions;
mod demand;
mod ledger;
mod lineage;
mod links;
mod matching;
mod measures;
mod names;
mod objective;
mod payers;
mod pots;
mod report;
mod returns;
mod standing;
mod stocks;
mod supports;
mod tolerance;
mod value_content;

pub use commitments::{Measured, measured};
pub use contracts::{Taken, taken};
pub use report::{Check, Finding, Report};

use crate::network::Network;
use crate::plan::Plan;
use bench::Bench;
use lineage::Lineage;

/// Judges a plan.
pub fn verify(network: &Network, plan: &Plan) -> Report {
    let mut bench = Bench::new(network, plan);
    amounts::check(&mut bench);
    if !bench.clean() {
        return bench.verdict();
    }
    let lineage = Lineage::of(network);
    let pots = pots::pots(network, plan, &lineage);
    balance::check(&mut bench, &pots);
    claims::check(&mut bench, &pots, &lineage);
    tolerance::check(&mut bench, &lineage);
    capacity::check(&mut bench);
    stocks::check(&mut bench);
    demand::check(&mut bench, &lineage);
    returns::check(&mut bench);
    decisions::check(&mut bench, &lineage);
    links::check(&mut bench);
    campaigns::check(&mut bench);
    credits::check(&mut bench);
    certificates::check(&mut bench, &lineage);
    commitments::check(&mut bench);
    contracts::check(&mut bench);
    measures::check(&mut bench, &lineage);
    supports::check(&mut bench);
    ledger::check(&mut bench, &lineage);
    objective::check(&mut bench, &lineage);
    bench.verdict()
}
