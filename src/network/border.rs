//! What goods pay at a border: the arithmetic of measures, for one tonne of one lane's flow.
//!
//! ```text
//! tariff        = sum of rates x value                            that beyond the volume of a tariff-rate quota
//! specific_duty = sum of amounts
//! export_tax    = sum of rates x value and of amounts, to the treasury of the country shipped from
//! subsidy       = sum of rates x value and of amounts, from a treasury
//! top-up        = max(0, floor - basis)          basis = value, with duty_paid value + tariff + specific_duty
//! top-up        = sum over elements of content x max(0, floor - declared value - paid earlier)
//! ```
//!
//! `value` is the customs value of the seller's goods, that of the first rule held where it depends on rules. Of several
//! floors on goods the largest top-up counts, of several floors on one element the largest on it, and of floors on goods and
//! on elements the larger sum. A top-up goes to the seller where its country is a member (premium; with `by: owner` the
//! country of its owner), else to the importer's
//! treasury (levy). Duties never compound. At home, where
//! a measure reads home sales, goods pay when they leave their seller; no duty is charged there, and home sellers have their top-up.

use super::{
    CountryId, ElementId, ExporterTest, Lane, LaneId, MaterialId, Measure, MeasureId, MeasureKind, Network, PeriodId, Rate,
    RuleId, SiteId,
};

/// What one tonne pays at a border, USD, not discounted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BorderCharges {
    /// Ad valorem duties.
    pub tariff: f64,
    /// Duties per tonne.
    pub specific_duty: f64,
    /// Taxes of the country shipped from.
    pub export_tax: f64,
    /// What treasuries pay for the buyer.
    pub subsidy: f64,
    /// Top-up to a floor that goes to the treasury.
    pub floor_levy: f64,
    /// Top-up to a floor that goes to the seller.
    pub floor_premium: f64,
    /// The same by measure, without zeros.
    pub parts: Vec<BorderPart>,
}

/// What one measure takes of a tonne.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BorderPart {
    /// Measure.
    pub measure: MeasureId,
    /// What it is.
    pub kind: BorderKind,
    /// USD/t; what a treasury pays is below 0.
    pub amount: f64,
}

/// Kind of a charge at a border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderKind {
    /// Ad valorem duty.
    Tariff,
    /// Duty per tonne.
    SpecificDuty,
    /// Tax of the country shipped from.
    ExportTax,
    /// Payment of a treasury for the buyer.
    Subsidy,
    /// Top-up to the treasury.
    FloorLevy,
    /// Top-up to the seller.
    FloorPremium,
}

/// What a tonne shipped on a lane in a period pays at the border. `holds` tells which rules the unit satisfies; rules whose
/// elements the material lacks count as held without asking.
pub fn border_charges(network: &Network, lane: LaneId, holds: impl Fn(RuleId) -> bool, period: PeriodId) -> BorderCharges {
    let mut charges = BorderCharges::default();
    let way = &network.lanes[lane.index()];
    let holds = |rule: RuleId| !network.concerns(rule, way.material) || holds(rule);
    let applying: Vec<(MeasureId, &Measure)> = network
        .measures
        .iter()
        .enumerate()
        .map(|(index, measure)| (MeasureId::new(index), measure))
        .filter(|(_, measure)| network.applies(measure, way, period, holds))
        .collect();
    let border = Border {
        network,
        lane,
        way,
        period: period.index(),
        value: network.customs_value(way, holds, period),
    };
    border.duties(&applying, &mut charges);
    border.floors(&applying, &mut charges);
    charges
}

struct Border<'n> {
    network: &'n Network,
    lane: LaneId,
    way: &'n Lane,
    period: usize,
    value: f64,
}

impl Border<'_> {
    fn duties(&self, applying: &[(MeasureId, &Measure)], charges: &mut BorderCharges) {
        for (id, measure) in applying {
            match &measure.kind {
                MeasureKind::Tariff(rate) => charges.add(*id, BorderKind::Tariff, rate[self.period] * self.value),
                MeasureKind::RateQuota { over, .. } => charges.add(*id, BorderKind::Tariff, over[self.period] * self.value),
                MeasureKind::SpecificDuty(amount) => charges.add(*id, BorderKind::SpecificDuty, amount[self.period]),
                MeasureKind::ExportTax(rate) => charges.add(*id, BorderKind::ExportTax, self.charged(rate)),
                MeasureKind::Subsidy(rate, _) => charges.add(*id, BorderKind::Subsidy, -self.charged(rate)),
                _ => {}
            }
        }
    }

    fn charged(&self, rate: &Rate) -> f64 {
        match rate {
            Rate::OfValue(share) => share[self.period] * self.value,
            Rate::PerTonne(amount) => amount[self.period],
        }
    }

    fn floors(&self, applying: &[(MeasureId, &Measure)], charges: &mut BorderCharges) {
        let duties = charges.tariff + charges.specific_duty;
        let on_goods = applying.iter().filter_map(|(id, measure)| match &measure.kind {
            MeasureKind::PriceFloor { floor, duty_paid } => {
                let basis = if *duty_paid { self.value + duties } else { self.value };
                Some((*id, floor[self.period] - basis))
            }
            _ => None,
        });
        let on_goods: Vec<_> = largest(on_goods).into_iter().collect();
        let on_elements: Vec<_> = self
            .contents()
            .filter_map(|element| self.on_element(applying, element))
            .collect();
        let sum = |top_ups: &[(MeasureId, f64)]| top_ups.iter().map(|(_, amount)| amount).sum::<f64>();
        let chosen = if sum(&on_elements) > sum(&on_goods) {
            on_elements
        } else {
            on_goods
        };
        for (id, amount) in chosen {
            charges.add(id, self.receiver(id), amount);
        }
    }

    /// Elements in the material, with tonnes per tonne.
    fn contents(&self) -> impl Iterator<Item = (ElementId, f64)> + '_ {
        let content = &self.network.materials[self.way.material.index()].content;
        let contents = content
            .iter()
            .enumerate()
            .map(|(index, share)| (ElementId::new(index), *share));
        contents.filter(|(_, share)| *share > 0.0)
    }

    /// The largest top-up on one element, USD per tonne of goods.
    fn on_element(&self, applying: &[(MeasureId, &Measure)], (element, content): (ElementId, f64)) -> Option<(MeasureId, f64)> {
        let top_ups = applying.iter().filter_map(|(id, measure)| {
            let MeasureKind::ElementFloor(floors) = &measure.kind else {
                return None;
            };
            let floor = floors.iter().find(|floor| floor.element == element)?;
            let above = floor.floor[self.period] - floor.value[self.period];
            Some((*id, content * (above - self.paid_earlier(element))))
        });
        largest(top_ups)
    }

    /// Top-up paid on an element before this border, USD per tonne of element. Credits are in order of lanes.
    fn paid_earlier(&self, element: ElementId) -> f64 {
        let credits = &self.network.credits;
        let first = credits.partition_point(|credit| credit.lane < self.lane);
        let of_lane = credits.iter().skip(first).take_while(|credit| credit.lane == self.lane);
        let of_element = of_lane.filter(|credit| credit.element == element);
        of_element.map(|credit| credit.paid[self.period]).sum()
    }

    fn receiver(&self, floor: MeasureId) -> BorderKind {
        let seller = &self.network.sites[seller_on(self.way).index()];
        let country = match self.network.measures[floor.index()].by {
            ExporterTest::Owner => seller.owner_country,
            _ => seller.country,
        };
        let member = self.network.countries[country.index()].member;
        if member || self.network.exporters_to_floor || !self.network.crosses_border(self.way) {
            BorderKind::FloorPremium
        } else {
            BorderKind::FloorLevy
        }
    }
}

/// Place of the seller on a lane.
fn seller_on(lane: &Lane) -> SiteId {
    lane.seller.as_ref().map_or(lane.from, |seller| seller.site)
}

/// The first of the largest amounts above 0.
fn largest(amounts: impl Iterator<Item = (MeasureId, f64)>) -> Option<(MeasureId, f64)> {
    amounts
        .filter(|(_, amount)| *amount > 0.0)
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

impl BorderCharges {
    /// All charges together, USD/t.
    pub fn total(&self) -> f64 {
        self.tariff + self.specific_duty + self.export_tax - self.subsidy + self.floor_levy + self.floor_premium
    }

    fn add(&mut self, measure: MeasureId, kind: BorderKind, amount: f64) {
        let sum = match kind {
            BorderKind::Tariff => &mut self.tariff,
            BorderKind::SpecificDuty => &mut self.specific_duty,
            BorderKind::ExportTax => &mut self.export_tax,
            BorderKind::Subsidy => &mut self.subsidy,
            BorderKind::FloorLevy => &mut self.floor_levy,
            BorderKind::FloorPremium => &mut self.floor_premium,
        };
        *sum += if kind == BorderKind::Subsidy { -amount } else { amount };
        if amount != 0.0 {
            self.parts.push(BorderPart { measure, kind, amount });
        }
    }
}

impl Network {
    /// Country of a site.
    pub fn country_of(&self, site: SiteId) -> CountryId {
        self.sites[site.index()].country
    }

    /// Tonnes that a limit on amounts counts for a tonne of a material.
    pub fn counted(&self, measure: &Measure, material: MaterialId) -> f64 {
        match measure.kind {
            MeasureKind::ExportLimit { element, .. } | MeasureKind::Quota { element, .. } => {
                let content = &self.materials[material.index()].content;
                element.map_or(1.0, |element| content[element.index()])
            }
            _ => 0.0,
        }
    }

    /// Country whose treasury pays a subsidy, where it names one.
    pub fn payer_of(&self, measure: MeasureId) -> Option<CountryId> {
        match self.measures[measure.index()].kind {
            MeasureKind::Subsidy(_, payer) => payer,
            _ => None,
        }
    }

    /// Whether a material contains an element that a rule follows.
    pub fn concerns(&self, rule: RuleId, material: MaterialId) -> bool {
        let content = &self.materials[material.index()].content;
        let followed = &self.rules[rule.index()].elements;
        content
            .iter()
            .zip(followed)
            .any(|(share, followed)| *followed && *share > 0.0)
    }

    /// Customs value of a unit on a lane, USD/t, freight included where the importer says CIF; 0 on lanes without a seller.
    /// `holds` as for [`border_charges`].
    pub fn customs_value(&self, lane: &Lane, holds: impl Fn(RuleId) -> bool, period: PeriodId) -> f64 {
        let Some(seller) = &lane.seller else { return 0.0 };
        let held = |rule| !self.concerns(rule, lane.material) || holds(rule);
        let by_rule = seller.with_rule.iter().find(|(rule, _)| held(*rule));
        by_rule.map_or(&seller.value, |(_, value)| value)[period.index()]
    }

    /// Whether a lane leads into another customs territory.
    pub fn crosses_border(&self, lane: &Lane) -> bool {
        let territory = |site: SiteId| self.countries[self.country_of(site).index()].territory;
        territory(lane.from) != territory(lane.to)
    }

    /// Whether goods on a lane are sold at home: they leave their seller and stay in its customs territory.
    fn is_home_sale(&self, lane: &Lane) -> bool {
        !self.crosses_border(lane) && lane.seller.as_ref().is_some_and(|seller| seller.site == lane.from)
    }

    /// Whether a measure reads a lane: its border or home sale, importer, material and exporter, whatever the period and the class.
    pub fn selects(&self, measure: &Measure, lane: &Lane) -> bool {
        let exports = |site: SiteId| measure.exporters[self.country_of(site).index()];
        measure.materials[lane.material.index()]
            && measure.importers[self.country_of(lane.to).index()]
            && (self.crosses_border(lane) || measure.at_home && self.is_home_sale(lane))
            && match measure.by {
                _ if measure.follows_at_home() && !self.crosses_border(lane) => true,
                ExporterTest::ShippedFrom => exports(lane.from),
                ExporterTest::MadeIn => exports(seller_on(lane)),
                ExporterTest::Owner => measure.exporters[self.sites[seller_on(lane).index()].owner_country.index()],
                ExporterTest::Lineage => true,
            }
    }

    /// Whether a measure applies to a unit shipped on a lane in a period; `holds` as for [`border_charges`].
    pub fn applies(&self, measure: &Measure, lane: &Lane, period: PeriodId, holds: impl Fn(RuleId) -> bool) -> bool {
        let exempt = |rule| !self.concerns(rule, lane.material) || holds(rule);
        measure.active[period.index()] && self.selects(measure, lane) && !measure.unless.is_some_and(exempt)
    }
}
