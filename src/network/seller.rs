//! What customs sees: the last seller of the goods on a lane, also behind ports and stockpiles, and their customs value.

use super::names::Context;
use super::places::Goods;
use super::{CustomsValue, ExporterTest, Lane, MaterialId, Measure, MeasureKind, Network, PerPeriod, RuleId, Seller, SiteId};
use std::collections::{BTreeMap, BTreeSet};

type Sellers = BTreeMap<(SiteId, MaterialId), BTreeSet<SiteId>>;

/// Sellers of all lanes that a measure reads, each measured against what it needs to know of them.
pub(super) struct Border<'a> {
    context: &'a Context<'a>,
    goods: &'a Goods,
    network: &'a Network,
    sellers: Sellers,
    reported: BTreeSet<(SiteId, MaterialId)>,
}

impl<'a> Border<'a> {
    /// Sellers by place and material.
    pub fn new(context: &'a Context<'a>, goods: &'a Goods, network: &'a Network) -> Self {
        let mut border = Self {
            context,
            goods,
            network,
            sellers: Sellers::new(),
            reported: BTreeSet::new(),
        };
        border.trace();
        border
    }

    /// A place sells what it makes or declares a customs value for; other places pass on what their senders sell.
    fn trace(&mut self) {
        let sends: BTreeSet<(SiteId, MaterialId)> = self.network.lanes.iter().map(|lane| (lane.from, lane.material)).collect();
        for (site, material) in sends {
            if self.goods.makes.has(site, material) || self.declared(site, material).is_some() {
                self.sellers.insert((site, material), BTreeSet::from([site]));
            }
        }
        let makers: BTreeSet<(SiteId, MaterialId)> = self.sellers.keys().copied().collect();
        loop {
            let mut changed = false;
            for lane in self
                .network
                .lanes
                .iter()
                .filter(|lane| !makers.contains(&(lane.to, lane.material)))
            {
                let from = self.sellers.get(&(lane.from, lane.material)).cloned().unwrap_or_default();
                let into = self.sellers.entry((lane.to, lane.material)).or_default();
                let before = into.len();
                into.extend(from);
                changed |= into.len() > before;
            }
            if !changed {
                break;
            }
        }
    }

    /// Seller on a lane where some measure reads it; several sellers or a missing customs value are reported.
    pub fn seller(&mut self, lane: &Lane, measures: &[Measure], used: &mut [bool]) -> Option<Seller> {
        let context = self.context;
        let sellers = self.sellers_on(lane);
        let seller = sellers.first().copied().unwrap_or(lane.from);
        let mut read = false;
        for (measure, used) in measures.iter().zip(used) {
            if !meets(context, measure, lane, &sellers) {
                continue;
            }
            (read, *used) = (true, true);
            self.judge(lane, measure, &sellers);
        }
        read.then(|| self.valued(lane, seller))
    }

    /// Whether a measure reads a lane.
    pub fn read_by(&self, lane: &Lane, measure: &Measure) -> bool {
        meets(self.context, measure, lane, &self.sellers_on(lane))
    }

    fn sellers_on(&self, lane: &Lane) -> BTreeSet<SiteId> {
        self.sellers.get(&(lane.from, lane.material)).cloned().unwrap_or_default()
    }

    fn judge(&mut self, lane: &Lane, measure: &Measure, sellers: &BTreeSet<SiteId>) {
        let context = self.context;
        let seller = sellers.first().copied().unwrap_or(lane.from);
        let needs_seller = measure.needs_value() || measure.asks_seller() || matches!(measure.kind, MeasureKind::ElementFloor(_));
        let material = context.material_name(lane.material);
        if sellers.len() > 1 && needs_seller && self.reported.insert((lane.from, lane.material)) {
            let names: Vec<String> = sellers
                .iter()
                .map(|site| format!("`{}`", context.place_name(*site)))
                .collect();
            let place = context.place_name(lane.from);
            let found = format!(
                "`{material}` at `{place}` may come from {}, and `{}` asks for its seller",
                names.join(", "),
                measure.name
            );
            let expected = format!("`customs_values.{material}` at `{place}`, which then counts as the seller");
            context
                .report
                .problem(&format!("sites.{place}.customs_values"), found, expected);
        } else if measure.needs_value() && self.value(seller, lane).is_none() && self.reported.insert((seller, lane.material)) {
            let place = context.place_name(seller);
            let found = format!(
                "no customs value of `{material}` from `{place}`, which `{}` needs",
                measure.name
            );
            context.report.problem(
                &format!("sites.{place}.customs_values"),
                found,
                format!("`customs_values.{material}`"),
            );
        }
    }

    fn valued(&self, lane: &Lane, seller: SiteId) -> Seller {
        let calendar = &self.context.calendar;
        let (value, with_rule) = self
            .value(seller, lane)
            .unwrap_or_else(|| (calendar.constant(0.0), Vec::new()));
        let territory = self.context.territory_of(self.context.country_of(lane.to));
        let cif = territory
            .and_then(|t| self.context.territories.get(t.index()))
            .is_some_and(|territory| territory.cif);
        let with_freight = |value: PerPeriod| -> PerPeriod {
            if cif {
                value
                    .iter()
                    .zip(&lane.freight)
                    .map(|(value, freight)| value + freight)
                    .collect()
            } else {
                value
            }
        };
        let with_rule = with_rule
            .into_iter()
            .map(|(rule, value)| (rule, with_freight(value)))
            .collect();
        Seller {
            site: seller,
            value: with_freight(value),
            with_rule,
        }
    }

    fn declared(&self, site: SiteId, material: MaterialId) -> Option<&CustomsValue> {
        self.network
            .sites
            .get(site.index())?
            .customs_values
            .iter()
            .find(|value| value.material == material)
    }

    /// Customs value FOB: what the source declares, else what the site declares, else the source's offer at the destination.
    fn value(&self, seller: SiteId, lane: &Lane) -> Option<(PerPeriod, Vec<(RuleId, PerPeriod)>)> {
        let source = self
            .network
            .sources
            .iter()
            .find(|source| source.site == seller && source.material == lane.material);
        let of_source = || source.and_then(|s| s.customs_value.get(self.context.country_of(lane.to).index()).cloned());
        let written = self
            .context
            .document
            .sites
            .get_index(seller.index())
            .map(|(_, site)| &site.source);
        let own = written.and_then(|sources| sources.get(self.context.material_name(lane.material))?.customs_value.as_ref());
        let of_scrap = || {
            let here = (seller, lane.material);
            let back = self.network.returns.iter().find(|back| (back.site, back.scrap) == here)?;
            Some(back.offer.clone())
        };
        match self.declared(seller, lane.material) {
            Some(declared) if own.is_none() => Some((declared.value.clone(), declared.with_rule.clone())),
            _ => of_source().or_else(of_scrap).map(|value| (value, Vec::new())),
        }
    }
}

fn crosses(context: &Context<'_>, lane: &Lane) -> bool {
    context.territory_of(context.country_of(lane.from)) != context.territory_of(context.country_of(lane.to))
}

/// Whether a measure reads a lane: over a border as its countries say, or a sale at home.
fn meets(context: &Context<'_>, measure: &Measure, lane: &Lane, sellers: &BTreeSet<SiteId>) -> bool {
    let sold = crosses(context, lane) || measure.at_home && sellers.iter().eq([&lane.from]);
    sold && applies(context, measure, lane, sellers)
}

fn applies(context: &Context<'_>, measure: &Measure, lane: &Lane, sellers: &BTreeSet<SiteId>) -> bool {
    let exports = |site: SiteId| {
        measure
            .exporters
            .get(context.country_of(site).index())
            .copied()
            .unwrap_or(false)
    };
    let owned = |site: &SiteId| {
        let country = context.owner_country(context.place_name(*site));
        let country = country.unwrap_or_else(|| context.country_of(*site));
        measure.exporters.get(country.index()).copied().unwrap_or(false)
    };
    let follows = measure.follows_at_home() && !crosses(context, lane);
    measure.reads(context.country_of(lane.to), lane.material)
        && match measure.by {
            _ if follows => true,
            ExporterTest::ShippedFrom => exports(lane.from),
            ExporterTest::MadeIn if sellers.is_empty() => exports(lane.from),
            ExporterTest::MadeIn => sellers.iter().any(|site| exports(*site)),
            ExporterTest::Owner if sellers.is_empty() => owned(&lane.from),
            ExporterTest::Owner => sellers.iter().any(owned),
            ExporterTest::Lineage => true,
        }
}
