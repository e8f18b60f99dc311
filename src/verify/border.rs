//! The judge's reading of border measures.

use super::lineage::Lineage;
use crate::network::{CountryId, ExporterTest, Lane, LaneId, Measure, MeasureKind, Network, PeriodId, Rate, RuleSet, SiteId};

/// What a tonne pays at a border, USD.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Toll {
    /// Ad valorem duties.
    pub tariff: f64,
    /// Duties per tonne.
    pub duty: f64,
    /// Taxes of the country shipped from.
    pub tax: f64,
    /// Top-up to the treasury.
    pub levy: f64,
    /// Top-up to the seller.
    pub premium: f64,
}

/// Whether a measure meets goods of a class on a lane in a period.
pub(super) fn meets(
    network: &Network,
    lineage: &Lineage<'_>,
    measure: &Measure,
    (lane, class, t): (&Lane, RuleSet, PeriodId),
) -> bool {
    let country = |site: SiteId| network.sites[site.index()].country;
    let territory = |site: SiteId| network.countries[country(site).index()].territory;
    let seller = lane.seller.as_ref().map_or(lane.from, |seller| seller.site);
    let exporter = match measure.by {
        ExporterTest::ShippedFrom => measure.exporters[country(lane.from).index()],
        ExporterTest::MadeIn => measure.exporters[country(seller).index()],
        ExporterTest::Owner => measure.exporters[network.sites[seller.index()].owner_country.index()],
        ExporterTest::Lineage => true,
    };
    let freed = measure.unless.is_some_and(|rule| lineage.holds(lane.material, class, rule));
    let named = measure.materials[lane.material.index()] && measure.importers[country(lane.to).index()];
    let abroad = territory(lane.from) != territory(lane.to);
    let floor = matches!(measure.kind, MeasureKind::PriceFloor { .. } | MeasureKind::ElementFloor(_));
    let at_home = measure.at_home && lane.seller.as_ref().is_some_and(|seller| seller.site == lane.from);
    let read = if abroad { exporter } else { at_home && (floor || exporter) };
    measure.active[t.index()] && named && read && !freed
}

/// What a tonne of a class shipped on a lane in a period pays.
pub(super) fn toll(network: &Network, lineage: &Lineage<'_>, id: LaneId, class: RuleSet, period: PeriodId) -> Toll {
    let lane = &network.lanes[id.index()];
    let met: Vec<&Measure> = network
        .measures
        .iter()
        .filter(|measure| meets(network, lineage, measure, (lane, class, period)))
        .collect();
    let mut toll = Toll::default();
    if met.is_empty() {
        return toll;
    }
    let (t, value) = (period.index(), value(lineage, lane, class, period));
    for measure in &met {
        match &measure.kind {
            MeasureKind::Tariff(rate) => toll.tariff += rate[t] * value,
            MeasureKind::RateQuota { over, .. } => toll.tariff += over[t] * value,
            MeasureKind::SpecificDuty(amount) => toll.duty += amount[t],
            MeasureKind::ExportTax(rate) => toll.tax += charged(rate, value, t),
            _ => {}
        }
    }
    let goods = met.iter().map(|measure| match &measure.kind {
        MeasureKind::PriceFloor { floor, duty_paid: true } => (*measure, floor[t] - value - toll.tariff - toll.duty),
        MeasureKind::PriceFloor { floor, duty_paid: false } => (*measure, floor[t] - value),
        _ => (*measure, 0.0),
    });
    let on_goods: Vec<(&Measure, f64)> = highest(goods).into_iter().collect();
    let on_elements = on_elements(network, (id, lane), &met, t);
    let sum = |top_ups: &[(&Measure, f64)]| top_ups.iter().map(|(_, amount)| amount).sum::<f64>();
    let charged = if sum(&on_elements) > sum(&on_goods) {
        on_elements
    } else {
        on_goods
    };
    for (measure, top_up) in charged {
        if kept(network, lane, measure) {
            toll.premium += top_up;
        } else {
            toll.levy += top_up;
        }
    }
    toll
}

/// The first of the highest top-ups above nothing.
fn highest<'m>(top_ups: impl Iterator<Item = (&'m Measure, f64)>) -> Option<(&'m Measure, f64)> {
    let due = top_ups.filter(|(_, amount)| *amount > 0.0);
    due.fold(None, |best, next| match best {
        Some((_, amount)) if amount >= next.1 => best,
        _ => Some(next),
    })
}

/// Whether the seller keeps the top-up to a floor: in the club, by its site or by its owner as the floor says, or where all sellers do.
fn kept(network: &Network, lane: &Lane, floor: &Measure) -> bool {
    let site = |site: SiteId| &network.sites[site.index()];
    let country = |country: CountryId| &network.countries[country.index()];
    let seller = site(lane.seller.as_ref().map_or(lane.from, |seller| seller.site));
    let member = if floor.by == ExporterTest::Owner {
        country(seller.owner_country).member
    } else {
        country(seller.country).member
    };
    let at_home = country(site(lane.from).country).territory == country(site(lane.to).country).territory;
    member || at_home || network.exporters_to_floor
}

/// What treasuries pay of a tonne, by country of the treasury, USD.
pub(super) fn subsidies(
    network: &Network,
    lineage: &Lineage<'_>,
    (id, class, period): (LaneId, RuleSet, PeriodId),
) -> Vec<(CountryId, f64)> {
    let lane = &network.lanes[id.index()];
    let met = network
        .measures
        .iter()
        .filter(|measure| meets(network, lineage, measure, (lane, class, period)));
    let paid = met.filter_map(|measure| match &measure.kind {
        MeasureKind::Subsidy(rate, payer) => {
            let country = payer.unwrap_or(network.sites[lane.to.index()].country);
            Some((country, charged(rate, value(lineage, lane, class, period), period.index())))
        }
        _ => None,
    });
    paid.collect()
}

/// What a tonne within the volume of a tariff-rate quota pays less, USD.
pub(super) fn relief(network: &Network, lineage: &Lineage<'_>, (id, class, period): (LaneId, RuleSet, PeriodId)) -> f64 {
    let lane = &network.lanes[id.index()];
    let met = network
        .measures
        .iter()
        .filter(|measure| meets(network, lineage, measure, (lane, class, period)));
    let saved = met.map(|measure| match &measure.kind {
        MeasureKind::RateQuota { within, over, .. } => over[period.index()] - within[period.index()],
        _ => 0.0,
    });
    saved.sum::<f64>() * value(lineage, lane, class, period)
}

fn charged(rate: &Rate, value: f64, t: usize) -> f64 {
    match rate {
        Rate::OfValue(share) => share[t] * value,
        Rate::PerTonne(amount) => amount[t],
    }
}

fn value(lineage: &Lineage<'_>, lane: &Lane, class: RuleSet, period: PeriodId) -> f64 {
    let Some(seller) = &lane.seller else { return 0.0 };
    let special = seller
        .with_rule
        .iter()
        .find(|(rule, _)| lineage.holds(lane.material, class, *rule));
    special.map_or(&seller.value, |(_, value)| value)[period.index()]
}

/// Top-ups on contained elements, each the largest that asks, less what was paid on it before.
fn on_elements<'m>(network: &Network, (id, lane): (LaneId, &Lane), met: &[&'m Measure], t: usize) -> Vec<(&'m Measure, f64)> {
    let content = &network.materials[lane.material.index()].content;
    let paid = |element: usize| -> f64 {
        let credits = network
            .credits
            .iter()
            .filter(|credit| credit.lane == id && credit.element.index() == element);
        credits.map(|credit| credit.paid[t]).sum()
    };
    let top_up = |(element, content): (usize, &f64)| {
        let floors = met.iter().flat_map(|measure| match &measure.kind {
            MeasureKind::ElementFloor(floors) => floors.iter().map(|floor| (*measure, floor)).collect(),
            _ => Vec::new(),
        });
        let of_element = floors.filter(|(_, floor)| floor.element.index() == element);
        highest(of_element.map(|(measure, floor)| {
            let above = floor.floor[t] - floor.value[t] - paid(element);
            (measure, content * above)
        }))
    };
    let held = content.iter().enumerate().filter(|(_, content)| **content > 0.0);
    held.filter_map(top_up).collect()
}
