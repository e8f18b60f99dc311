//! Every date of the instance, the policy and the scenarios: checked once, and the boundaries they set.

use super::report::Report;
use crate::spec::{Commitment, Contract, Demand, Line, Measure, Minimum, Outage, Series, Site, Source, Stock};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A date written `2026-07-01`.
pub(super) fn parse(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}

/// Walks the dates of a document.
pub(super) struct Dates<'a> {
    report: &'a Report<'a>,
    found: BTreeSet<Date>,
}

impl<'a> Dates<'a> {
    /// All dates at which a value changes.
    pub fn collect(report: &'a Report<'a>) -> BTreeSet<Date> {
        let mut dates = Self {
            report,
            found: BTreeSet::new(),
        };
        dates.walk();
        dates.found
    }

    fn walk(&mut self) {
        let spec = self.report.spec;
        for (name, site) in &spec.document.sites {
            self.site(&format!("sites.{name}"), site);
        }
        for (index, lane) in spec.document.lanes.iter().flatten().enumerate() {
            let path = format!("lanes.{index}");
            self.series(&format!("{path}.freight"), &lane.freight);
            for (material, freight) in &lane.freights {
                self.series(&format!("{path}.freights.{material}"), freight);
            }
            self.optional(&format!("{path}.capacity"), lane.capacity.as_ref());
            if let Some(choice) = &lane.choice {
                self.series(&format!("{path}.use.fixed_cost"), &choice.fixed_cost);
                self.series(&format!("{path}.use.minimum"), &choice.minimum);
            }
            let ends = [
                ("from_date", lane.from_date.as_deref()),
                ("until_date", lane.until_date.as_deref()),
            ];
            self.span(&path, ends);
        }
        for (name, demand) in &spec.document.demands {
            self.demand(&format!("demands.{name}"), demand);
        }
        for (path, name, commitment) in super::commitments::written(spec) {
            self.commitment(&format!("{path}commitments.{name}"), commitment);
        }
        for (path, contract) in super::contracts::written(spec) {
            self.contract(&path, contract);
        }
        let (policy, chosen) = &spec.policy;
        for (name, measure) in &chosen.measures {
            self.measure(&format!("policies.{policy}.measures.{name}"), measure);
        }
        for (scenario, chosen) in &spec.scenarios {
            for (name, measure) in &chosen.measures {
                self.measure(&format!("scenarios.{scenario}.measures.{name}"), measure);
            }
        }
    }

    fn site(&mut self, path: &str, site: &Site) {
        for (name, source) in &site.source {
            self.source(&format!("{path}.source.{name}"), source);
        }
        for (name, line) in &site.lines {
            self.line(&format!("{path}.lines.{name}"), line);
        }
        for (name, stock) in &site.stocks {
            self.stock(&format!("{path}.stocks.{name}"), stock);
        }
        for (name, market) in &site.byproducts {
            self.series(&format!("{path}.byproducts.{name}.price"), &market.price);
            self.optional(&format!("{path}.byproducts.{name}.limit"), market.limit.as_ref());
        }
        for (name, cost) in &site.disposal {
            self.series(&format!("{path}.disposal.{name}"), cost);
        }
        if let Some(opening) = &site.opening {
            self.series(&format!("{path}.opening.fixed_cost"), &opening.fixed_cost);
        }
        for (name, option) in &site.options {
            self.span(
                &format!("{path}.options.{name}"),
                [("earliest", option.earliest.as_deref()), ("until", None)],
            );
        }
        for (name, value) in &site.customs_values {
            self.customs_value(&format!("{path}.customs_values.{name}"), value);
        }
    }

    fn stock(&mut self, path: &str, stock: &Stock) {
        self.optional(&format!("{path}.room"), stock.room.as_ref());
        self.series(&format!("{path}.holding"), &stock.holding);
        if let Some(Minimum::Amount(minimum)) = &stock.minimum {
            self.series(&format!("{path}.minimum"), minimum);
        }
        if let Some(release) = &stock.release {
            let ends = [("from", release.from.as_deref()), ("until", release.until.as_deref())];
            self.span(&format!("{path}.release"), ends);
        }
        if let Some(day) = stock.refill.as_ref().and_then(|refill| refill.by.as_deref()) {
            self.date(&format!("{path}.refill.by"), day);
        }
    }

    fn customs_value(&mut self, path: &str, value: &crate::spec::CustomsValue) {
        match value {
            crate::spec::CustomsValue::Plain(value) => self.series(path, value),
            crate::spec::CustomsValue::ByRule(by_rule) => {
                self.series(&format!("{path}.value"), &by_rule.value);
                for (rule, value) in &by_rule.with_rule {
                    self.series(&format!("{path}.with_rule.{rule}"), value);
                }
            }
        }
    }

    fn source(&mut self, path: &str, source: &Source) {
        self.series(&format!("{path}.offer"), &source.offer);
        for (index, offer) in source.offers.iter().enumerate() {
            let path = format!("{path}.offers.{index}");
            self.series(&format!("{path}.price"), &offer.price);
            self.span(&path, [("from", offer.from.as_deref()), ("until", offer.until.as_deref())]);
        }
        self.optional(&format!("{path}.available"), source.available.as_ref());
        self.optional(&format!("{path}.customs_value"), source.customs_value.as_ref());
        self.optional(&format!("{path}.cash_cost"), source.cash_cost.as_ref());
        self.span(path, [("from", source.from.as_deref()), ("until", source.until.as_deref())]);
        self.outages(path, &source.outages);
    }

    fn line(&mut self, path: &str, line: &Line) {
        self.optional(&format!("{path}.capacity"), line.capacity.as_ref());
        for (name, circuit) in &line.circuits {
            self.series(&format!("{path}.circuits.{name}.capacity"), &circuit.capacity);
        }
        self.optional(&format!("{path}.minimum_run"), line.minimum_run.as_ref());
        self.series(&format!("{path}.fee"), &line.fee);
        for (name, fee) in &line.fees {
            self.series(&format!("{path}.fees.{name}"), fee);
        }
        self.optional(&format!("{path}.cash_cost"), line.cash_cost.as_ref());
        self.span(path, [("from", line.from.as_deref()), ("until", line.until.as_deref())]);
        self.outages(path, &line.outages);
    }

    fn outages(&mut self, path: &str, outages: &[Outage]) {
        for (index, outage) in outages.iter().enumerate() {
            let path = format!("{path}.outages.{index}");
            self.span(&path, [("from", Some(&outage.from)), ("until", Some(&outage.until))]);
            if let Some(loss) = outage.loss {
                self.report.share(&format!("{path}.loss"), loss.0);
            }
        }
    }

    fn demand(&mut self, path: &str, demand: &Demand) {
        self.series(&format!("{path}.requires"), &demand.requires);
        self.optional(&format!("{path}.quantity"), demand.quantity.as_ref());
        self.optional(&format!("{path}.penalty"), demand.penalty.as_ref());
        self.optional(&format!("{path}.minimum"), demand.minimum.as_ref());
        if let Some(returns) = &demand.returns {
            self.series(&format!("{path}.returns.collected"), &returns.collected);
            self.series(&format!("{path}.returns.offer"), &returns.offer);
        }
        for (index, block) in demand.blocks.iter().enumerate() {
            self.series(&format!("{path}.blocks.{index}.quantity"), &block.quantity);
            self.optional(&format!("{path}.blocks.{index}.penalty"), block.penalty.as_ref());
        }
    }

    fn measure(&mut self, path: &str, measure: &Measure) {
        self.span(path, [("from", measure.from.as_deref()), ("until", measure.until.as_deref())]);
        self.optional(&format!("{path}.rate"), measure.rate.as_ref());
        self.optional(&format!("{path}.amount"), measure.amount.as_ref());
        self.optional(&format!("{path}.floor"), measure.floor.as_ref());
        self.optional(&format!("{path}.limit"), measure.limit.as_ref());
        self.optional(&format!("{path}.strike"), measure.strike.as_ref());
        self.optional(&format!("{path}.reference"), measure.reference.as_ref());
        for (element, floor) in &measure.element_floors {
            self.series(&format!("{path}.element_floors.{element}"), floor);
        }
        for (element, value) in &measure.element_values {
            self.series(&format!("{path}.element_values.{element}"), value);
        }
    }

    fn commitment(&mut self, path: &str, commitment: &Commitment) {
        self.span(
            path,
            [("from", commitment.from.as_deref()), ("until", commitment.until.as_deref())],
        );
        self.optional(&format!("{path}.at_least"), commitment.at_least.as_ref());
        self.optional(&format!("{path}.at_most"), commitment.at_most.as_ref());
    }

    fn contract(&mut self, path: &str, contract: &Contract) {
        self.span(
            path,
            [("from", contract.from.as_deref()), ("until", contract.until.as_deref())],
        );
        self.optional(&format!("{path}.price"), contract.price.as_ref());
        self.optional(&format!("{path}.least"), contract.least.as_ref());
        self.optional(&format!("{path}.most"), contract.most.as_ref());
        if let Some(index) = &contract.index {
            self.optional(&format!("{path}.index.of"), index.of.as_ref());
            self.optional(&format!("{path}.index.less"), index.less.as_ref());
            self.optional(&format!("{path}.index.floor"), index.floor.as_ref());
            self.optional(&format!("{path}.index.cap"), index.cap.as_ref());
        }
    }

    fn optional<T>(&mut self, path: &str, series: Option<&Series<T>>) {
        if let Some(series) = series {
            self.series(path, series);
        }
    }

    fn series<T>(&mut self, path: &str, series: &Series<T>) {
        let Series::Steps(steps) = series else { return };
        if steps.is_empty() {
            self.report
                .problem(path, "no value", "one value, or at least one date with its value");
        }
        let mut last = None;
        for text in steps.keys() {
            let at = format!("{path}.{text}");
            let date = self.date(&at, text);
            if date.is_some() && date <= last {
                self.report
                    .problem(&at, format!("`{text}` is not after the date before it"), "dates in order");
            }
            last = date.or(last);
        }
    }

    fn span(&mut self, path: &str, ends: [(&str, Option<&str>); 2]) {
        let [from, until] = ends.map(|(key, text)| text.and_then(|text| self.date(&format!("{path}.{key}"), text)));
        if let (Some(from), Some(until)) = (from, until)
            && until <= from
        {
            let [(first, _), (key, _)] = ends;
            self.report.problem(
                &format!("{path}.{key}"),
                format!("`{until}`"),
                format!("a date after `{first}` ({from})"),
            );
        }
    }

    fn date(&mut self, path: &str, text: &str) -> Option<Date> {
        let date = checked(self.report, path, text);
        self.found.extend(date);
        date
    }
}

/// A date, reported where it is none.
pub(super) fn checked(report: &Report<'_>, path: &str, text: &str) -> Option<Date> {
    let date = parse(text);
    if date.is_none() {
        report.problem(path, format!("`{text}`"), "a date such as `2026-07-01`");
    }
    date
}
