//! The validated supply chain with dense typed ids, and every check of the input.

mod border;
mod ceilings;
mod checks;
mod commitments;
mod contract_prices;
mod contract_terms;
mod contracts;
mod credit;
mod custody;
mod dates;
mod demands;
mod exposure;
mod facts;
mod gates;
mod identity;
mod ids;
mod inventory;
mod labels;
mod lanes;
mod levels;
mod lines;
mod links;
mod matching;
mod materials;
mod measures;
mod model;
mod most_sold;
mod names;
mod openings;
mod options;
mod origin;
mod periods;
mod places;
mod remarks;
mod report;
mod returns;
mod rules;
mod seller;
mod sites;
mod sources;
mod stocks;
mod supports;
#[cfg(test)]
mod tests;
mod tranches;
mod transit;
mod value_content;
mod ways;
mod widest;

pub use crate::spec::Count;
pub use border::{BorderCharges, BorderKind, BorderPart, border_charges};
pub use commitments::{Commitment, Limits, Selection};
pub use contracts::{Contract, TakeOrPay, Terms};
pub use gates::Gate;
pub use ids::{
    ByProductId, CommitmentId, ContractId, CountryId, DemandId, DisposalId, ElementId, LaneId, LineId, MaterialId, MeasureId,
    OperationId, OptionId, OwnerId, PartnersId, PeriodId, ReturnId, RouteId, RuleId, SiteId, SourceId, StageId, StockId,
    TerritoryId,
};
pub use inventory::{Return, Stock, StockRules, Terminal};
pub use links::{Link, Partners, Qualification, Side};
pub use model::{
    Block, ByProduct, Campaigns, Circuit, Country, CustomsValue, Demand, Disposal, Element, ElementFloor, ExporterTest,
    FloorCredit, Line, Material, Measure, MeasureKind, Network, Operation, PerPeriod, Period, Rate, RentHolder, Site, Source,
    Stage, Territory,
};
pub use openings::{Opening, Viability};
pub use options::{BuildOption, Facility};
pub use origin::{Certificates, ExposureGroup, Rule, RuleSet, ValueContent};
pub use supports::{Support, Volume};
pub use ways::{InTransit, Lane, Route, Seller};

use crate::spec::{ExporterResponse, Problem, Spec};
use facts::Facts;
use names::Context;
use periods::Calendar;
use places::Goods;
use report::Report;
use seller::Border;

/// Builds the supply chain under the policy and the scenarios of a specification.
///
/// # Errors
/// Every problem of the input, in reading order.
pub fn build(spec: &Spec) -> Result<Network, Vec<Problem>> {
    let report = Report::new(spec);
    let calendar = Calendar::new(&report);
    let facts = Facts::new(&report, &calendar);
    let mut context = Context::new(&report, calendar);
    if !checks::size::fits(&context) {
        return Err(report.problems());
    }
    context.rules = rules::in_use(&context);
    let mut network = parts(&context, &facts);
    let measures = measures::measures(&context, &facts);
    let goods = Goods::new(&context, &network);
    let lanes = lanes::lanes(&context, &goods);
    network.routes = lanes.routes;
    network.lanes = lanes.lanes;
    network.links = links::links(&context, &network, &lanes.written);
    network.partners = links::partners(&context, &network);
    value_content::fill(&context, &mut network);
    matching::check(&context, &network);
    supports::check(&context, &network);
    network.contracts = contracts::contracts(&context, &facts, &network);
    let used = sellers(&context, &goods, &mut network, &measures);
    checks::recipes::check(&context, &network.materials);
    checks::weights::check(&context);
    checks::offers::check(&context, &network);
    checks::stocks::check(&context, &network);
    checks::usage::note(&context, &network, &measures, &used);
    checks::links::note(&context, &network);
    remarks::note(&context);
    // Unknown names leave holes in the chain, which would be reported a second time.
    if !report.unresolved() {
        checks::reach::check(&context, &goods, &network);
    }
    if !report.problems().is_empty() {
        checks::countries::doubted(&report);
        return Err(report.problems());
    }
    network.measures = measures;
    network.notes = report.notes();
    network.periods = context.calendar.periods.clone();
    network.countries = context.countries.values().cloned().collect();
    network.territories = context.territories.clone();
    matching::fill(&mut network);
    // Bids that match others may differ by destination.
    checks::offers::check(&context, &network);
    let problems = report.problems();
    if problems.is_empty() { Ok(network) } else { Err(problems) }
}

/// Everything but periods, countries, lanes and measures.
fn parts(context: &Context<'_>, facts: &Facts) -> Network {
    let spec = context.report.spec;
    let scenarios: Vec<String> = spec.scenarios.iter().map(|(name, _)| name.clone()).collect();
    let elements = materials::elements(context);
    let materials = materials::materials(context);
    let mut rules = rules::rules(context);
    let exposure = exposure::groups(context, &elements, &materials, &mut rules);
    let (sites, owners) = sites::sites(context);
    let (lines, operations) = lines::lines(context, &materials);
    let demands = demands::demands(context);
    let mut sources = sources::sources(context, facts);
    identity::derive(context, (&sources, &materials), &mut rules);
    let supports = supports::supports(context, facts, &mut sources);
    let viabilities = openings::viabilities(context, &owners);
    let openings = openings::openings(context, &sites, &viabilities);
    openings::check(context, &openings, (&sources, &lines));
    let options = options::options(context, (&sources, &lines));
    let commitments = commitments::commitments(context, facts, &owners);
    Network {
        name: context.document.name.clone(),
        gap: context.document.gap.map(|gap| gap.0),
        policy: spec.policy.0.clone(),
        scenarios: if scenarios.is_empty() {
            vec!["baseline".to_owned()]
        } else {
            scenarios
        },
        elements,
        stages: materials::stages(context),
        returns: returns::returns(context, &materials, &demands),
        materials,
        owners,
        sites,
        sources,
        commitments,
        supports,
        openings,
        viabilities,
        options,
        lines,
        operations,
        stocks: stocks::stocks(context, facts, &demands),
        byproducts: sites::byproducts(context),
        disposals: sites::disposals(context),
        in_transit: sites::in_transit(context),
        demands,
        tiers: context.document.tiers.clone(),
        rules,
        exposure,
        exporters_to_floor: spec.policy.1.exporter_response == ExporterResponse::ToFloor,
        ..Network::default()
    }
}

/// Puts its seller on every lane that a measure reads, and credits on those that element floors read; which measures read
/// some lane.
fn sellers(context: &Context<'_>, goods: &Goods, network: &mut Network, measures: &[Measure]) -> Vec<bool> {
    let mut used = vec![false; measures.len()];
    let mut border = Border::new(context, goods, network);
    let sellers: Vec<Option<Seller>> = network
        .lanes
        .iter()
        .map(|lane| border.seller(lane, measures, &mut used))
        .collect();
    tranches::check(context, &border, &network.lanes, measures);
    let gates = gates::gates(context, &border, (network, &sellers), measures);
    let credits = credit::credits(context, &border, network, measures);
    (network.credits, network.gates) = (credits, gates);
    for (lane, seller) in network.lanes.iter_mut().zip(sellers) {
        lane.seller = seller;
    }
    used
}
