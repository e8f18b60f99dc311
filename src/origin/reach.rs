//! Which classes can be where: forwards from sources, opening stocks, goods under way and goods in use.

use super::grid::Grid;
use super::history::{Tests, initial};
use super::{RuleSet, activity, credits};
use crate::network::{LaneId, MaterialId, Network, OperationId, SiteId};
use std::collections::BTreeSet;

/// Classes that goods can have.
pub(super) struct Reached {
    /// In which each material comes to each site, ascending.
    pub classes: Grid<Vec<RuleSet>>,
    /// Which each operation may claim, ascending.
    pub activities: Vec<Vec<RuleSet>>,
    /// What each operation hands down, of the rules that matter to its outputs.
    pub asked: Vec<RuleSet>,
    /// What each operation tolerates of it.
    pub tolerant: Vec<RuleSet>,
}

/// Runs to the fixpoint.
pub(super) fn reach(network: &Network, tests: &Tests, masks: &Grid<RuleSet>) -> Reached {
    let mut forward = Forward::new(network, tests, masks);
    forward.begin();
    let departing = departing(network);
    let users = users(network);
    while let Some((site, material)) = forward.queue.pop() {
        for lane in departing.at(site, material) {
            forward.ship(*lane);
        }
        for operation in users.at(site, material) {
            forward.operate(*operation);
        }
        forward.come_back(site, material);
    }
    forward.reached
}

struct Forward<'a> {
    network: &'a Network,
    tests: &'a Tests,
    masks: &'a Grid<RuleSet>,
    reached: Reached,
    queue: Vec<(SiteId, MaterialId)>,
}

impl<'a> Forward<'a> {
    fn new(network: &'a Network, tests: &'a Tests, masks: &'a Grid<RuleSet>) -> Self {
        let operations = network.operations.iter().enumerate();
        let asked = operations.map(|(index, operation)| {
            let outputs = operation.outputs.iter().map(|(output, _)| *masks.at(operation.site, *output));
            let asked = outputs.fold(RuleSet::default(), RuleSet::or);
            let id = OperationId::new(index);
            tests.handed_down(id).and(asked.or(tests.certified(id)))
        });
        let asked: Vec<RuleSet> = asked.collect();
        let tolerant = asked.iter().enumerate();
        let tolerant = tolerant.map(|(index, asked)| tests.tolerant(OperationId::new(index)).and(*asked));
        Self {
            network,
            tests,
            masks,
            reached: Reached {
                classes: Grid::new(network),
                activities: vec![Vec::new(); network.operations.len()],
                tolerant: tolerant.collect(),
                asked,
            },
            queue: Vec::new(),
        }
    }

    fn arrive(&mut self, (site, material): (SiteId, MaterialId), class: RuleSet) {
        let classes = self.reached.classes.at_mut(site, material);
        if let Err(position) = classes.binary_search(&class) {
            classes.insert(position, class);
            self.queue.push((site, material));
            self.exchange((site, material));
        }
    }

    /// Where credit of a rule is banked, goods of every class may come to hold it, or no longer hold it.
    fn exchange(&mut self, (site, material): (SiteId, MaterialId)) {
        for rule in credits::banked(self.network, site).map(RuleSet::of) {
            let classes = self.reached.classes.at(site, material).clone();
            if classes.iter().any(|class| class.covers(rule)) && classes.iter().any(|class| !class.covers(rule)) {
                let exchanged = classes.iter().flat_map(|class| [class.or(rule), class.without(rule)]);
                exchanged.for_each(|class| self.arrive((site, material), class));
            }
        }
    }

    fn begin(&mut self) {
        let network = self.network;
        let sources = network
            .sources
            .iter()
            .map(|s| ((s.site, s.material), (Some(s.site), &s.lineage)));
        let stocks = network.stocks.iter().filter(|stock| stock.opening > 0.0);
        let stocks = stocks.map(|s| ((s.site, s.material), (None, &s.lineage)));
        let under_way = network
            .in_transit
            .iter()
            .map(|goods| ((goods.to, goods.material), (None, &goods.lineage)));
        let in_use = network
            .returns
            .iter()
            .filter(|back| back.in_use.iter().any(|tonnes| *tonnes > 0.0));
        let in_use = in_use.map(|back| ((back.site, back.scrap), (None, &back.lineage)));
        for (place, (mine, lineage)) in sources.chain(stocks).chain(under_way).chain(in_use) {
            let mask = *self.masks.at(place.0, place.1);
            self.arrive(place, initial(network, (mine, lineage), mask));
        }
        for (index, operation) in network.operations.iter().enumerate() {
            if operation.inputs.is_empty() {
                self.operate(OperationId::new(index));
            }
        }
    }

    fn ship(&mut self, lane: LaneId) {
        let lane = &self.network.lanes[lane.index()];
        if lane.arrivals.iter().all(Vec::is_empty) {
            return;
        }
        let mask = *self.masks.at(lane.to, lane.material);
        for class in self.reached.classes.at(lane.from, lane.material).clone() {
            self.arrive((lane.to, lane.material), class.and(mask));
        }
    }

    /// Delivered goods come back as scrap of the same class, as far as rules still matter.
    fn come_back(&mut self, site: SiteId, material: MaterialId) {
        let network = self.network;
        for back in network
            .returns
            .iter()
            .filter(|back| back.site == site && back.of.contains(&material))
        {
            if back.back.iter().all(Vec::is_empty) {
                continue;
            }
            let mask = *self.masks.at(site, back.scrap);
            let demand = &network.demands[back.demand.index()];
            for class in self.reached.classes.at(site, material).clone() {
                if self.tests.ever_serves(network, demand, (material, class)) {
                    self.arrive((site, back.scrap), class.and(mask));
                }
            }
        }
    }

    fn operate(&mut self, id: OperationId) {
        let operation = &self.network.operations[id.index()];
        let site = operation.site;
        let asked = self.reached.asked[id.index()];
        let input = |(material, _): &(MaterialId, f64)| {
            let classes = self.reached.classes.at(site, *material).iter();
            let classes: BTreeSet<RuleSet> = classes.map(|class| class.and(asked)).collect();
            activity::Input {
                mask: self.masks.at(site, *material).and(asked),
                classes: classes.into_iter().collect(),
            }
        };
        let inputs: Vec<activity::Input> = operation.inputs.iter().map(input).collect();
        let claims = activity::claims(&inputs, self.reached.tolerant[id.index()], self.tests.boundless(id));
        for (output, _) in &operation.outputs {
            let mask = *self.masks.at(site, *output);
            for claim in &claims {
                self.arrive((site, *output), self.tests.output(id, mask, *claim));
            }
        }
        self.reached.activities[id.index()] = claims;
    }
}

fn departing(network: &Network) -> Grid<Vec<LaneId>> {
    let mut lanes = Grid::<Vec<LaneId>>::new(network);
    for (index, lane) in network.lanes.iter().enumerate() {
        lanes.at_mut(lane.from, lane.material).push(LaneId::new(index));
    }
    lanes
}

fn users(network: &Network) -> Grid<Vec<OperationId>> {
    let mut users = Grid::<Vec<OperationId>>::new(network);
    for (index, operation) in network.operations.iter().enumerate() {
        for (input, _) in &operation.inputs {
            users.at_mut(operation.site, *input).push(OperationId::new(index));
        }
    }
    users
}
