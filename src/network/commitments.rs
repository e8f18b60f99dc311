//! Commitments in force.

use super::facts::Facts;
use super::names::Context;
use super::{ElementId, MaterialId, Network, PerPeriod, PeriodId, RuleSet, SiteId};
use crate::spec::{self, Count, Spec};
use std::collections::BTreeSet;
use std::ops::Range;

/// A promise about a part of a whole of goods, in each of its windows.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Name.
    pub name: String,
    /// The whole.
    pub whole: Selection,
    /// The part is what both select.
    pub part: Selection,
    /// Least and largest share of the whole.
    pub share: Limits<f64>,
    /// Least and largest amount of the part, tonnes in each period.
    pub amount: Limits<PerPeriod>,
    /// Spans over which it is measured.
    pub windows: Vec<Range<usize>>,
    /// Whether it is in force in each period.
    pub active: Vec<bool>,
}

/// A least and a largest value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits<T> {
    /// Least.
    pub least: Option<T>,
    /// Largest.
    pub most: Option<T>,
}

/// What is counted: flags by id, all of which must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// Where goods are counted.
    pub count: Count,
    /// Materials.
    pub materials: Vec<bool>,
    /// Element whose content is counted.
    pub element: Option<ElementId>,
    /// Sites where goods are made or shipped from.
    pub from: Vec<bool>,
    /// Of those, sites whose shipments count though the goods are not made there.
    pub named: Vec<bool>,
    /// Sites where goods go.
    pub to: Vec<bool>,
    /// Owners of the sites where they are made or shipped from.
    pub owners: Vec<bool>,
    /// Rules that must be claimed.
    pub holds: RuleSet,
    /// Demands to which goods are delivered.
    pub demands: Vec<bool>,
}

impl Selection {
    /// Tonnes counted for a tonne of a material; 0 where the material is not selected.
    pub fn weight(&self, network: &Network, material: MaterialId) -> f64 {
        let content = || {
            self.element
                .map_or(1.0, |element| network.materials[material.index()].content[element.index()])
        };
        if self.materials[material.index()] { content() } else { 0.0 }
    }

    /// Whether no tonne is selected by both, as some choice has nothing in common.
    pub fn is_apart(&self, other: &Self) -> bool {
        let pairs = [
            (&self.materials, &other.materials),
            (&self.from, &other.from),
            (&self.to, &other.to),
            (&self.owners, &other.owners),
            (&self.demands, &other.demands),
        ];
        let meet = |one: &[bool], other: &[bool]| one.iter().zip(other).any(|(one, other)| *one && *other);
        pairs.into_iter().any(|(one, other)| !meet(one, other))
    }

    /// Whether goods made at, or shipped from, a site are selected.
    pub fn leaves(&self, network: &Network, site: SiteId) -> bool {
        self.from[site.index()] && self.owners[network.sites[site.index()].owner.index()]
    }
}

impl Commitment {
    /// Periods of a window in which it is in force.
    pub fn in_force(&self, window: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        window.clone().filter(|t| self.active.get(*t).copied().unwrap_or(false))
    }

    /// First period of the window that holds a period in which it is in force.
    pub fn window(&self, period: PeriodId) -> Option<PeriodId> {
        let t = period.index();
        let window = self.windows.iter().find(|window| window.contains(&t))?;
        self.active.get(t)?.then_some(PeriodId::new(window.start))
    }

    /// Rules that its selectors read.
    pub fn rules(&self) -> RuleSet {
        self.whole.holds.or(self.part.holds)
    }
}

impl Network {
    /// Places where materials are made, by sources or activities.
    pub fn makers(&self) -> BTreeSet<(SiteId, MaterialId)> {
        let sold = self.sources.iter().map(|source| (source.site, source.material));
        let made = self.operations.iter().flat_map(|operation| {
            let outputs = operation.outputs.iter();
            outputs.map(|(material, _)| (operation.site, *material))
        });
        sold.chain(made).collect()
    }
}

/// Commitments of the document, the policy and the scenarios, in this order.
pub(super) fn commitments(context: &Context<'_>, facts: &Facts, owners: &[String]) -> Vec<Commitment> {
    let mut commitments: Vec<Commitment> = Vec::new();
    let mut names: BTreeSet<&String> = BTreeSet::new();
    for (path, name, written) in written(context.report.spec) {
        let path = format!("{path}commitments.{name}");
        if !names.insert(name) {
            let found = format!("`{name}` is a commitment already");
            context.report.problem(&path, found, "a name of its own");
        }
        let reader = Reader { context, facts, owners };
        commitments.extend(reader.read(&path, name, written).filter(|c| c.active.contains(&true)));
    }
    contradictions(context, &commitments);
    commitments
}

/// Everything written, with the path of its section.
pub(super) fn written(spec: &Spec) -> Vec<(String, &String, &spec::Commitment)> {
    let standing = spec.document.commitments.iter().map(|(name, c)| (String::new(), name, c));
    let (policy, chosen) = &spec.policy;
    let of_policy = chosen
        .commitments
        .iter()
        .map(move |(name, c)| (format!("policies.{policy}."), name, c));
    let of_scenarios = spec.scenarios.iter().flat_map(|(scenario, chosen)| {
        let all = chosen.commitments.iter();
        all.map(move |(name, c)| (format!("scenarios.{scenario}."), name, c))
    });
    standing.chain(of_policy).chain(of_scenarios).collect()
}

struct Reader<'a> {
    context: &'a Context<'a>,
    facts: &'a Facts,
    owners: &'a [String],
}

impl Reader<'_> {
    fn read(&self, path: &str, name: &str, written: &spec::Commitment) -> Option<Commitment> {
        let (context, calendar) = (self.context, &self.context.calendar);
        let whole = self.selection(&format!("{path}.of"), &written.of, None);
        let part = self.selection(&format!("{path}.part"), &written.part, Some(&whole));
        self.limits(path, written);
        let open = calendar.open(written.from.as_deref(), written.until.as_deref());
        let holds = self.facts.hold(context.report, &format!("{path}.if"), &written.condition);
        let share = |share: Option<spec::quantity::Share>| share.map(|share| share.0);
        Some(Commitment {
            name: name.to_owned(),
            whole,
            part,
            share: Limits {
                least: share(written.share_at_least),
                most: share(written.share_at_most),
            },
            amount: Limits {
                least: written.at_least.as_ref().map(|rate| calendar.amounts(rate)),
                most: written.at_most.as_ref().map(|rate| calendar.amounts(rate)),
            },
            windows: calendar.windows(written.window),
            active: open.iter().zip(&holds).map(|(open, holds)| *open && *holds).collect(),
        })
    }

    /// Some limit there is, each is a share, and none from above can be evaded.
    fn limits(&self, path: &str, written: &spec::Commitment) {
        let report = self.context.report;
        let shares = [
            ("share_at_least", written.share_at_least),
            ("share_at_most", written.share_at_most),
        ];
        for (key, share) in shares.iter().filter_map(|(key, share)| share.map(|share| (key, share))) {
            report.share(&format!("{path}.{key}"), share.0);
        }
        let above = written.share_at_most.is_some() || written.at_most.is_some();
        let below = written.share_at_least.is_some() || written.at_least.is_some();
        if !above && !below {
            let remedy = "`share_at_least`, `share_at_most`, `at_least` or `at_most`";
            report.problem(path, "no limit", remedy);
        }
        if above && !written.part.holds.is_empty() {
            let found = "an upper limit on goods that hold a rule: they would be called lesser goods, and go free";
            report.problem(
                &format!("{path}.part.holds"),
                found,
                "a limit from below, or countries and sites",
            );
        }
        if below && !written.of.holds.is_empty() && written.share_at_least.is_some() {
            let found = "a share of goods that hold a rule: they would be called lesser goods, and ask for nothing";
            report.problem(&format!("{path}.of.holds"), found, "countries and sites, or an amount");
        }
    }

    fn selection(&self, path: &str, written: &spec::Selector, whole: Option<&Selection>) -> Selection {
        let context = self.context;
        let element = written
            .element
            .as_ref()
            .and_then(|name| context.element(&format!("{path}.element"), name));
        let count = whole.map_or(written.count, |whole| whole.count);
        self.out_of_place(path, written, count);
        let differs = whole.is_some_and(|whole| {
            let counts = written.count != Count::default() && written.count != whole.count;
            counts || (written.element.is_some() && element != whole.element)
        });
        if differs {
            let found = "another way of counting than that of the whole";
            context.report.problem(path, found, "`count` and `element` in `of` alone");
        }
        Selection {
            count,
            materials: context.select_materials(&format!("{path}.materials"), &written.materials),
            element: whole.map_or(element, |whole| whole.element),
            from: context.select_places(&format!("{path}.from"), &written.from),
            named: context.places.keys().map(|site| written.from.contains(site)).collect(),
            to: context.select_places(&format!("{path}.to"), &written.to),
            owners: self.flags(&format!("{path}.owner"), "owner of a site", &written.owner, self.owners),
            holds: context.rule_set(&format!("{path}.holds"), &written.holds),
            demands: self.demands(path, written),
        }
    }

    /// Fields that say nothing where goods are counted.
    fn out_of_place(&self, path: &str, written: &spec::Selector, count: Count) {
        let fields: [(&str, bool, &[Count]); 5] = [
            ("from", written.from.is_empty(), &[Count::Shipped, Count::Made]),
            ("owner", written.owner.is_empty(), &[Count::Shipped, Count::Made]),
            ("to", written.to.is_empty(), &[Count::Shipped, Count::Delivered]),
            ("sector", written.sector.is_empty(), &[Count::Delivered]),
            ("tier", written.tier.is_empty(), &[Count::Delivered]),
        ];
        for (field, _, counts) in fields
            .iter()
            .filter(|(_, absent, counts)| !absent && !counts.contains(&count))
        {
            let found = format!("`{field}`, which says nothing of goods that are {}", word(count));
            let ways: Vec<String> = counts.iter().map(|count| format!("`count: {}`", word(*count))).collect();
            self.context
                .report
                .problem(&format!("{path}.{field}"), found, ways.join(" or "));
        }
    }

    fn demands(&self, path: &str, written: &spec::Selector) -> Vec<bool> {
        let demands = &self.context.document.demands;
        let sectors: Vec<String> = demands.values().filter_map(|demand| demand.sector.clone()).collect();
        self.flags(&format!("{path}.sector"), "sector of a demand", &written.sector, &sectors);
        self.flags(&format!("{path}.tier"), "tier", &written.tier, &self.context.document.tiers);
        let within = |list: &[String], value: Option<&String>| list.is_empty() || value.is_some_and(|value| list.contains(value));
        let chosen = |demand: &spec::Demand| {
            within(&written.sector, demand.sector.as_ref()) && within(&written.tier, demand.tier.as_ref())
        };
        demands.values().map(chosen).collect()
    }

    /// A flag for each known name; all when none is named.
    fn flags(&self, path: &str, what: &str, names: &[String], known: &[String]) -> Vec<bool> {
        for (index, name) in names.iter().enumerate().filter(|(_, name)| !known.contains(name)) {
            let known = known.iter().map(String::as_str);
            self.context.report.unknown(&format!("{path}.{index}"), what, name, known);
        }
        known.iter().map(|known| names.is_empty() || names.contains(known)).collect()
    }
}

fn word(count: Count) -> &'static str {
    match count {
        Count::Shipped => "shipped",
        Count::Made => "made",
        Count::Delivered => "delivered",
    }
}

/// Commitments that no plan keeps together, unless it leaves their whole empty.
fn contradictions(context: &Context<'_>, commitments: &[Commitment]) {
    for (index, commitment) in commitments.iter().enumerate() {
        let told = |found: String, expected: &str| {
            let place = written(context.report.spec)
                .into_iter()
                .find(|(_, name, _)| **name == commitment.name);
            let path = place.map_or_else(String::new, |(path, name, _)| format!("{path}commitments.{name}"));
            context.report.problem(&path, found, expected);
        };
        let before = commitments.get(..index).unwrap_or_default();
        let against = before
            .iter()
            .find(|other| same_goods(commitment, other) && crosses(commitment, other));
        if crosses(commitment, commitment) {
            told(
                "a least above the largest".to_owned(),
                "a least that is no more than the largest",
            );
        } else if let Some(other) = against {
            let found = format!(
                "a least above the largest, with `{}`, which counts the same goods",
                other.name
            );
            told(found, "a least that is no more than the largest of the other");
        }
        let (parts, sum) = disjoint(commitment, before);
        if sum > 1.0 + 1e-9 && !parts.is_empty() {
            let names: Vec<String> = parts.iter().map(|part| format!("`{}`", part.name)).collect();
            let found = format!(
                "least shares of parts without a tonne in common that come to {} % of one whole, with {}",
                crate::spec::quantity::rounded(100.0 * sum),
                names.join(" and ")
            );
            told(found, "shares of at most 100 % together, or parts that overlap");
        }
    }
}

/// Whether two commitments count one part of one whole over the same spans, and at some time together.
fn same_goods(one: &Commitment, other: &Commitment) -> bool {
    same_whole(one, other) && one.part == other.part
}

fn same_whole(one: &Commitment, other: &Commitment) -> bool {
    let mut both = one.active.iter().zip(&other.active);
    one.whole == other.whole && one.windows == other.windows && both.any(|(one, other)| *one && *other)
}

/// Whether a least of one is above the largest of the other, or the other way round.
fn crosses(one: &Commitment, other: &Commitment) -> bool {
    let above = |one: &Commitment, other: &Commitment| {
        let shares = matches!((one.share.least, other.share.most), (Some(least), Some(most)) if least > most);
        let pairs = one.amount.least.iter().flatten().zip(other.amount.most.iter().flatten());
        let active = one.active.iter().zip(&other.active);
        let mut amounts = pairs.zip(active);
        shares || amounts.any(|((least, most), (one, other))| *one && *other && least > most)
    };
    above(one, other) || above(other, one)
}

/// Commitments before one to least shares of parts that have no tonne in common with it or each other, and the sum of all shares.
fn disjoint<'c>(commitment: &Commitment, before: &'c [Commitment]) -> (Vec<&'c Commitment>, f64) {
    let mut sum = commitment.share.least.unwrap_or_default();
    let mut parts: Vec<&Commitment> = Vec::new();
    for other in before {
        let both = commitment.share.least.is_some() && same_whole(commitment, other);
        let Some(least) = other.share.least.filter(|_| both) else {
            continue;
        };
        let mut all = parts.iter().copied().chain([commitment]);
        if all.all(|one| one.part.is_apart(&other.part)) {
            parts.push(other);
            sum += least;
        }
    }
    (parts, sum)
}
