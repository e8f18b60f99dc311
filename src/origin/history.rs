//! What rules say of a unit's history: of declared lineage, and of an operation.

use crate::network::{CountryId, Demand, MaterialId, Network, Operation, OperationId, RuleId, RuleSet, SiteId};

/// What rules say of materials and operations.
#[derive(Debug)]
pub(super) struct Tests {
    concern: Vec<RuleSet>,
    operations: Vec<Verdict>,
}

/// What rules say of an operation.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    /// Rules that the site's country passes at the operation's stage.
    passed: RuleSet,
    /// Rules that forget what was before.
    forgotten: RuleSet,
    /// Rules that follow an element of some input.
    present: RuleSet,
    /// Rules whose certificates are issued here.
    certified: RuleSet,
    /// Rules that tolerate some other material here.
    tolerant: RuleSet,
    /// Of these, rules that tolerate it however much of the inputs it is.
    boundless: RuleSet,
}

impl Tests {
    /// Of a network.
    pub fn of(network: &Network) -> Self {
        let materials = (0..network.materials.len()).map(MaterialId::new);
        let concern: Vec<RuleSet> = materials
            .map(|material| select(network, |rule| network.concerns(rule, material)))
            .collect();
        let operations = network
            .operations
            .iter()
            .map(|operation| verdict(network, &concern, operation));
        Self {
            operations: operations.collect(),
            concern,
        }
    }

    /// Rules that follow an element of a material.
    pub fn concern(&self, material: MaterialId) -> RuleSet {
        self.concern[material.index()]
    }

    /// Whether goods of a class serve a demand in some period.
    pub fn ever_serves(&self, network: &Network, demand: &Demand, goods: (MaterialId, RuleSet)) -> bool {
        let mut required = demand.requires.iter();
        required
            .any(|required| select(network, |rule| required.has(rule) && !self.holds(network, goods, rule)) == RuleSet::default())
    }

    /// Whether a unit of a material and class holds a rule; rules whose elements the material lacks are held.
    pub fn holds(&self, network: &Network, (material, class): (MaterialId, RuleSet), rule: RuleId) -> bool {
        let by_mine = || network.rules[rule.index()].identity && network.mines_known((material, class), rule);
        class.has(rule) || !self.concern(material).has(rule) || by_mine()
    }

    /// Rules that the outputs of an operation satisfy only if its inputs do.
    pub fn handed_down(&self, operation: OperationId) -> RuleSet {
        let verdict = self.operations[operation.index()];
        verdict.passed.without(verdict.forgotten)
    }

    /// Rules whose certificates an operation issues for what it makes of inputs that satisfy them.
    pub fn certified(&self, operation: OperationId) -> RuleSet {
        self.operations[operation.index()].certified
    }

    /// Rules that an operation may claim although part of its inputs breaks them.
    pub fn tolerant(&self, operation: OperationId) -> RuleSet {
        self.operations[operation.index()].tolerant
    }

    /// Of the tolerant rules, those that an operation may claim although every input breaks them.
    pub fn boundless(&self, operation: OperationId) -> RuleSet {
        self.operations[operation.index()].boundless
    }

    /// Class of an output whose place has a mask, from the class claimed for the activity.
    pub fn output(&self, operation: OperationId, mask: RuleSet, class: RuleSet) -> RuleSet {
        let verdict = self.operations[operation.index()];
        let clean = class.or(verdict.forgotten).or(mask.without(verdict.present));
        mask.and(verdict.passed).and(clean)
    }
}

fn verdict(network: &Network, concern: &[RuleSet], operation: &Operation) -> Verdict {
    let country = network.country_of(operation.site);
    let stage = operation.stage;
    let recycling = network.stages[stage.index()].recycling;
    let rule = |id: RuleId| &network.rules[id.index()];
    let inputs = operation.inputs.iter();
    let passed = select(network, |id| passes(network, id, (stage.index(), country)));
    let forgotten = select(network, |id| recycling && rule(id).recycling_resets);
    let granted = |id: RuleId| {
        rule(id)
            .de_minimis
            .is_some_and(|(share, granted_at)| share > 0.0 && granted_at == stage)
    };
    let added = |id: RuleId| {
        let least = rule(id).value_content.as_ref();
        least.is_some_and(|least| least.share < 1.0 && least.stage == stage)
    };
    let issued = |id: RuleId| {
        let certificates = rule(id).certificates.as_ref();
        certificates.is_some_and(|certificates| certificates.stage == stage)
    };
    let boundless = select(network, added).and(passed).without(forgotten);
    Verdict {
        certified: select(network, issued).and(passed),
        passed,
        forgotten,
        present: inputs.fold(RuleSet::default(), |set, (input, _)| set.or(concern[input.index()])),
        tolerant: select(network, granted).and(passed).without(forgotten).or(boundless),
        boundless,
    }
}

/// Rules of a declared lineage among those of a mask. A rule that recycling resets looks at the last recycling stage passed
/// and what follows it. A rule of a mine is satisfied by what that site sells.
pub(super) fn initial(network: &Network, (mine, lineage): (Option<SiteId>, &[Option<CountryId>]), mask: RuleSet) -> RuleSet {
    let recycled = |(stage, country): (usize, &Option<CountryId>)| country.is_some() && network.stages[stage].recycling;
    let last = lineage.iter().enumerate().rposition(recycled).unwrap_or(0);
    let satisfied = select(network, |id| {
        let rule = &network.rules[id.index()];
        let first = if rule.recycling_resets { last } else { 0 };
        let here = rule.mine.is_none_or(|(_, site)| mine == Some(site));
        let mut passed = lineage.iter().enumerate().skip(first);
        here && passed.all(|(stage, country)| country.is_none_or(|country| passes(network, id, (stage, country))))
    });
    satisfied.and(mask)
}

fn passes(network: &Network, rule: RuleId, (stage, country): (usize, CountryId)) -> bool {
    let test = network.rules[rule.index()].passes.get(stage).and_then(Option::as_ref);
    test.is_none_or(|allowed| allowed[country.index()])
}

fn select(network: &Network, test: impl Fn(RuleId) -> bool) -> RuleSet {
    let rules = (0..network.rules.len()).map(RuleId::new);
    rules
        .filter(|rule| test(*rule))
        .fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
}
