//! Rules of origin: which of them matter where, and which classes of goods can be there.
//!
//! A class is the set of rules that a unit satisfies, of those that matter at its place: rules whose elements the material
//! contains and that something downstream asks for. Masks run backwards from what asks; classes run forwards from sources,
//! opening stocks and goods under way. Classes that nothing can tell apart are one class from the start.

mod activity;
mod campaigns;
mod certificates;
mod credits;
mod draws;
mod grid;
mod history;
mod reach;
mod relevance;
mod summary;

pub use summary::{RuleUse, Summary};

use crate::network::{
    Demand, LaneId, MaterialId, Network, OperationId, PeriodId, ReturnId, RuleId, RuleSet, SiteId, SourceId, StockId,
};
use draws::Draws;
use grid::Grid;
use history::Tests;

/// A network with the classes of its goods.
#[derive(Debug)]
pub struct Labelled<'a> {
    /// The network.
    pub network: &'a Network,
    tests: Tests,
    masks: Grid<RuleSet>,
    classes: Grid<Vec<RuleSet>>,
    activities: Vec<Vec<RuleSet>>,
    draws: Draws,
}

/// Finds the classes of a network.
pub fn label(network: &Network) -> Labelled<'_> {
    let tests = Tests::of(network);
    let masks = relevance::masks(network, &tests);
    let reached = reach::reach(network, &tests, &masks);
    let draws = Draws::of(network, &masks, &reached);
    Labelled {
        network,
        tests,
        masks,
        classes: reached.classes,
        activities: reached.activities,
        draws,
    }
}

impl Labelled<'_> {
    /// Rules that matter to a material at a site.
    pub fn mask(&self, site: SiteId, material: MaterialId) -> RuleSet {
        *self.masks.at(site, material)
    }

    /// Classes in which a material comes to a site, ascending; none where it never comes.
    pub fn classes(&self, site: SiteId, material: MaterialId) -> &[RuleSet] {
        self.classes.at(site, material)
    }

    /// Classes that have a balance at a site, ascending: those in which the material comes, and those it is drawn as.
    pub fn balances(&self, site: SiteId, material: MaterialId) -> &[RuleSet] {
        self.draws.balances.at(site, material)
    }

    /// Classes that an operation may claim for its activity, ascending, over the rules that matter to any of its inputs and that
    /// it hands down to an output to which they matter.
    pub fn activity_classes(&self, operation: OperationId) -> &[RuleSet] {
        &self.activities[operation.index()]
    }

    /// Class at which an activity draws an input.
    pub fn drawn_class(&self, operation: OperationId, material: MaterialId, class: RuleSet) -> RuleSet {
        let site = self.network.operations[operation.index()].site;
        class.and(self.mask(site, material))
    }

    /// Class at which an output of an activity appears.
    pub fn output_class(&self, operation: OperationId, material: MaterialId, class: RuleSet) -> RuleSet {
        let site = self.network.operations[operation.index()].site;
        self.tests.output(operation, self.mask(site, material), class)
    }

    /// Class at which goods shipped on a lane arrive.
    pub fn arrival_class(&self, lane: LaneId, class: RuleSet) -> RuleSet {
        let lane = &self.network.lanes[lane.index()];
        class.and(self.mask(lane.to, lane.material))
    }

    /// Class of what a source sells.
    pub fn source_class(&self, source: SourceId) -> RuleSet {
        let source = &self.network.sources[source.index()];
        let mask = self.mask(source.site, source.material);
        history::initial(self.network, (Some(source.site), &source.lineage), mask)
    }

    /// Class of an opening stock.
    pub fn opening_class(&self, stock: StockId) -> RuleSet {
        let stock = &self.network.stocks[stock.index()];
        let mask = self.mask(stock.site, stock.material);
        history::initial(self.network, (None, &stock.lineage), mask)
    }

    /// Class of goods under way at the start, by position in the network's list.
    pub fn in_transit_class(&self, index: usize) -> RuleSet {
        let goods = &self.network.in_transit[index];
        history::initial(self.network, (None, &goods.lineage), self.mask(goods.to, goods.material))
    }

    /// Class of scrap collected, from that of the goods delivered; of what was in use at the start from its declared lineage.
    pub fn collected_class(&self, back: ReturnId, used: Option<MaterialId>, class: RuleSet) -> RuleSet {
        let back = &self.network.returns[back.index()];
        let mask = self.mask(back.site, back.scrap);
        match used {
            Some(_) => class.and(mask),
            None => history::initial(self.network, (None, &back.lineage), mask),
        }
    }

    /// Pairs of classes, the second treated as lesser than the first with none between, along which an operation at the site
    /// may need to draw goods of a better class as lesser ones; ascending.
    pub fn downgrades(&self, site: SiteId, material: MaterialId) -> &[(RuleSet, RuleSet)] {
        self.draws.downgrades.at(site, material)
    }

    /// Inputs that an operation may draw without a rule under its tolerance: input, rule, and the class that stands there
    /// with the rule; ascending.
    pub fn tolerances(&self, operation: OperationId) -> &[(MaterialId, RuleId, RuleSet)] {
        &self.draws.tolerances[operation.index()]
    }

    /// Whether a unit of a material and class holds a rule; rules whose elements the material lacks are held. One that preserves
    /// identity is held by the rules derived from it.
    pub fn holds(&self, material: MaterialId, class: RuleSet, rule: RuleId) -> bool {
        self.tests.holds(self.network, (material, class), rule)
    }

    /// Whether goods of a class may be delivered to a demand in a period: they hold every rule that it requires.
    pub fn serves(&self, demand: &Demand, (material, class): (MaterialId, RuleSet), period: PeriodId) -> bool {
        let mut rules = (0..self.network.rules.len()).map(RuleId::new);
        rules.all(|rule| !demand.requires[period.index()].has(rule) || self.holds(material, class, rule))
    }

    /// How many classes there are, where, and why.
    pub fn summary(&self) -> Summary {
        summary::summary(self)
    }
}
