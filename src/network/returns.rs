//! Used goods that come back as scrap.

use super::names::Context;
use super::transit::{returning, within_life};
use super::{Demand, DemandId, Material, MaterialId, PerPeriod, Return};
use crate::spec::Returns;

/// Returns in order of demands.
pub(super) fn returns(context: &Context<'_>, materials: &[Material], demands: &[Demand]) -> Vec<Return> {
    let demands = demands.iter().enumerate();
    demands
        .filter_map(|(index, demand)| {
            let written = context.document.demands.get(&demand.name)?.returns.as_ref()?;
            let entry = Entry {
                context,
                path: format!("demands.{}.returns", demand.name),
                demand,
                written,
            };
            entry.read(DemandId::new(index), materials)
        })
        .collect()
}

/// A return as written, with its demand.
struct Entry<'a> {
    context: &'a Context<'a>,
    path: String,
    demand: &'a Demand,
    written: &'a Returns,
}

impl Entry<'_> {
    fn problem(&self, field: &str, found: impl Into<String>, expected: &str) {
        self.context.report.problem(&format!("{}{field}", self.path), found, expected);
    }

    fn read(&self, demand: DemandId, materials: &[Material]) -> Option<Return> {
        let (calendar, written) = (&self.context.calendar, self.written);
        if written.per.0 <= 0.0 {
            self.problem(".per", format!("`{}`", written.per.0), "more than nothing");
        }
        let of = self.of();
        let scrap = self.context.material(&format!("{}.material", self.path), &written.material)?;
        self.contents(scrap, &of, materials);
        let lineage = written.in_use.as_ref().map(|in_use| {
            let path = format!("{}.in_use", self.path);
            let goods = (self.demand.site, of.first().copied().unwrap_or(scrap));
            self.context.lineage(&path, goods, &in_use.lineage)
        });
        Some(Return {
            demand,
            site: self.demand.site,
            scrap,
            of,
            per: written.per.0,
            back: returning(calendar, written.life.0),
            collected: self.collected(),
            offer: calendar.prices(&written.offer),
            in_use: self.in_use(),
            lineage: lineage.unwrap_or_else(|| vec![None; self.context.stage_count()]),
        })
    }

    /// Delivered materials that come back.
    fn of(&self) -> Vec<MaterialId> {
        let accepted: Vec<MaterialId> = self.demand.accepts.iter().map(|(material, _)| *material).collect();
        let mut of: Vec<MaterialId> = Vec::new();
        for (index, name) in self.written.of.iter().enumerate() {
            let path = format!("{}.of.{index}", self.path);
            let Some(material) = self.context.material(&path, name) else {
                continue;
            };
            if of.contains(&material) {
                self.context
                    .report
                    .problem(&path, format!("`{name}` twice"), "each material once");
            } else if !accepted.contains(&material) {
                let found = format!("`{name}` is not accepted by the demand");
                self.context.report.problem(&path, found, "an accepted material");
            } else {
                of.push(material);
            }
        }
        if self.written.of.is_empty() { accepted } else { of }
    }

    /// Scrap holds no more of an element than the goods that it was (relative 1e-9), and is not what the demand accepts.
    fn contents(&self, scrap: MaterialId, of: &[MaterialId], materials: &[Material]) {
        if self.demand.accepts.iter().any(|(accepted, _)| *accepted == scrap) {
            let found = format!("`{}` is what the demand accepts", self.written.material);
            self.problem(".material", found, "a material of its own for what was used");
        }
        let content = |material: MaterialId, element: usize| {
            let content = materials.get(material.index()).and_then(|m| m.content.get(element));
            content.copied().unwrap_or(0.0)
        };
        for (element, name) in self.context.document.elements.keys().enumerate() {
            let made = self.written.per.0 * content(scrap, element);
            let richer = |material: &&MaterialId| made > content(**material, element) * (1.0 + 1e-9) + 1e-15;
            if let Some(material) = of.iter().find(richer) {
                let (goods, held) = (self.context.material_name(*material), content(*material, element));
                let found = format!("a tonne of `{goods}` holds {held} t of {name} and its scrap {made} t");
                self.problem(".per", found, "no more of an element in the scrap than in the goods");
            }
        }
    }

    fn collected(&self) -> PerPeriod {
        let shares = self.context.calendar.plain(&self.written.collected, |share| share.0);
        for share in &shares {
            self.context.report.share(&format!("{}.collected", self.path), *share);
        }
        shares
    }

    /// Tonnes of scrap in each period of what was delivered before the start.
    fn in_use(&self) -> PerPeriod {
        let calendar = &self.context.calendar;
        let Some(in_use) = &self.written.in_use else {
            return calendar.constant(0.0);
        };
        let shares = within_life(calendar, self.written.life.0);
        let yearly = shares.iter().map(|share| share * in_use.quantity.0 * self.written.per.0);
        calendar.times_years(yearly.collect())
    }
}
