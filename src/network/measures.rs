//! Measures of the policy and of the scenarios.

use super::facts::Facts;
use super::names::Context;
use super::{ElementFloor, ExporterTest, Measure, MeasureKind, Rate, RentHolder};
use crate::spec::{self, FloorBasis, FloorUnit, HomeResponse, Map, Series, Window, quantity::Price};

/// Measures that apply at some time: the policy's, then those of the scenarios in order.
pub(super) fn measures(context: &Context<'_>, facts: &Facts) -> Vec<Measure> {
    let spec = context.report.spec;
    let policy = [(format!("policies.{}", spec.policy.0), &spec.policy.1.measures)];
    let scenarios = spec
        .scenarios
        .iter()
        .map(|(name, scenario)| (format!("scenarios.{name}"), &scenario.measures));
    let mut applying: Vec<Measure> = Vec::new();
    let mut names: Vec<&String> = Vec::new();
    for (path, measures) in policy.into_iter().chain(scenarios) {
        for (name, written) in measures {
            let path = format!("{path}.measures.{name}");
            if names.contains(&name) {
                context
                    .report
                    .problem(&path, format!("`{name}` is a measure already"), "a name of its own");
            }
            names.push(name);
            let measure = measure(context, facts, &path, (name, written));
            applying.extend(measure.filter(|m| m.active.contains(&true)));
        }
    }
    applying
}

fn measure(context: &Context<'_>, facts: &Facts, path: &str, entry: (&String, &spec::Measure)) -> Option<Measure> {
    let (name, written) = entry;
    let open = context.calendar.open(written.from.as_deref(), written.until.as_deref());
    let holds = facts.hold(context.report, &format!("{path}.if"), &written.condition);
    let by = by(written.by);
    let exporters = countries(context, &format!("{path}.exporters"), &written.exporters);
    let everyone = by == ExporterTest::Lineage;
    let measure = Measure {
        name: name.clone(),
        kind: MeasureKind::Ban,
        importers: countries(context, &format!("{path}.importers"), &written.importers),
        exporters: if everyone { vec![true; exporters.len()] } else { exporters },
        by,
        materials: materials(context, path, written),
        unless: written
            .unless
            .as_ref()
            .and_then(|rule| context.rule(&format!("{path}.unless"), rule)),
        at_home: at_home(context, written.kind),
        active: open.iter().zip(&holds).map(|(open, holds)| *open && *holds).collect(),
        rent_to: rent_to(written),
    };
    let complete = super::checks::measures::figures(context.report, path, written);
    let kind = kind(context, path, written);
    Some(Measure {
        kind: kind.filter(|_| complete)?,
        ..measure
    })
}

/// Licences to import are the importers', licences to export the exporters', unless the measure says otherwise.
fn rent_to(written: &spec::Measure) -> RentHolder {
    match (written.rent_to, written.kind) {
        (Some(spec::RentHolder::Importers), _) => RentHolder::Importers,
        (Some(spec::RentHolder::Exporters), _) | (None, spec::MeasureKind::ExportLimit) => RentHolder::Exporters,
        (Some(spec::RentHolder::Treasury), _) => RentHolder::Treasury,
        (None, _) => RentHolder::Importers,
    }
}

/// Subsidies read home sales, and price floors where home sellers follow them.
fn at_home(context: &Context<'_>, kind: spec::MeasureKind) -> bool {
    let follow = context.report.spec.policy.1.domestic == HomeResponse::ToFloor;
    kind == spec::MeasureKind::Subsidy || kind == spec::MeasureKind::PriceFloor && follow
}

/// Materials named, of those that contain one of the elements named.
fn materials(context: &Context<'_>, path: &str, written: &spec::Measure) -> Vec<bool> {
    let mut materials = context.select_materials(&format!("{path}.materials"), &written.materials);
    for (index, name) in written.contains.iter().enumerate() {
        context.element(&format!("{path}.contains.{index}"), name);
    }
    let contains = |material: &spec::Material| {
        let contents = written.contains.iter().filter_map(|name| material.contents.get(name));
        contents.into_iter().any(|content| content.0 > 0.0)
    };
    if !written.contains.is_empty() {
        let written = context.document.materials.values();
        materials
            .iter_mut()
            .zip(written)
            .for_each(|(flag, material)| *flag &= contains(material));
    }
    materials
}

fn countries(context: &Context<'_>, path: &str, names: &[String]) -> Vec<bool> {
    if names.is_empty() {
        vec![true; context.countries.len()]
    } else {
        context.select(path, names)
    }
}

fn by(written: spec::ExporterTest) -> ExporterTest {
    match written {
        spec::ExporterTest::ShippedFrom => ExporterTest::ShippedFrom,
        spec::ExporterTest::MadeIn => ExporterTest::MadeIn,
        spec::ExporterTest::Owner => ExporterTest::Owner,
        spec::ExporterTest::Lineage => ExporterTest::Lineage,
    }
}

fn kind(context: &Context<'_>, path: &str, written: &spec::Measure) -> Option<MeasureKind> {
    let calendar = &context.calendar;
    let floors = element_floors(context, path, written);
    let element = written
        .element
        .as_ref()
        .map(|name| context.element(&format!("{path}.element"), name));
    Some(match written.kind {
        spec::MeasureKind::Tariff => MeasureKind::Tariff(calendar.plain(written.rate.as_ref()?, |rate| rate.0)),
        spec::MeasureKind::SpecificDuty => MeasureKind::SpecificDuty(calendar.prices(written.amount.as_ref()?)),
        spec::MeasureKind::ExportTax => MeasureKind::ExportTax(rate(context, written)?),
        spec::MeasureKind::Subsidy => {
            let payer = written.payer.as_ref();
            let payer = payer.and_then(|name| context.country(&format!("{path}.payer"), name));
            MeasureKind::Subsidy(rate(context, written)?, payer)
        }
        spec::MeasureKind::PriceFloor => match &written.floor {
            Some(floor) => {
                let duty_paid = written.basis == FloorBasis::DutyPaid;
                MeasureKind::PriceFloor {
                    floor: calendar.prices(floor),
                    duty_paid,
                }
            }
            None => MeasureKind::ElementFloor(floors),
        },
        spec::MeasureKind::Ban => MeasureKind::Ban,
        spec::MeasureKind::TariffRateQuota => MeasureKind::RateQuota {
            within: calendar.plain(written.rate.as_ref()?, |rate| rate.0),
            over: calendar.plain(written.over_rate.as_ref()?, |rate| rate.0),
            volume: calendar.amounts(written.volume.as_ref()?),
            windows: calendar.windows(written.window.unwrap_or(Window::Year)),
            first_come: written.fill == spec::Fill::FirstCome,
        },
        spec::MeasureKind::Quota => MeasureKind::Quota {
            limit: calendar.amounts(written.limit.as_ref()?),
            element: element.flatten(),
            windows: calendar.windows(written.window.unwrap_or(Window::Year)),
        },
        spec::MeasureKind::ExportLimit => MeasureKind::ExportLimit {
            limit: calendar.amounts(written.limit.as_ref()?),
            element: element.flatten(),
        },
        _ => return None,
    })
}

fn rate(context: &Context<'_>, written: &spec::Measure) -> Option<Rate> {
    let calendar = &context.calendar;
    let of_value = |series| Rate::OfValue(calendar.plain(series, |rate: &spec::quantity::Ratio| rate.0));
    let per_tonne = |series| Rate::PerTonne(calendar.prices(series));
    written.rate.as_ref().map(of_value).or(written.amount.as_ref().map(per_tonne))
}

/// Floors and declared values per tonne of element. A floor per kg of oxide is worth oxide-per-element times as much.
fn element_floors(context: &Context<'_>, path: &str, written: &spec::Measure) -> Vec<ElementFloor> {
    let mut floors = Vec::new();
    for (name, floor) in &written.element_floors {
        let at = format!("{path}.element_floors.{name}");
        let Some(element) = context.element(&at, name) else { continue };
        let factor = factor(context, &at, written.per, name);
        let value = declared(context, path, name, &written.element_values);
        let scaled = |series: &Series<Price>| context.calendar.plain(series, |price| price.0 * factor);
        floors.push(ElementFloor {
            element,
            floor: scaled(floor),
            value: scaled(value),
        });
    }
    for name in written
        .element_values
        .keys()
        .filter(|name| !written.element_floors.contains_key(*name))
    {
        let known = written.element_floors.keys().map(String::as_str);
        context
            .report
            .unknown(&format!("{path}.element_values.{name}"), "element with a floor", name, known);
    }
    floors
}

fn declared<'v>(context: &Context<'_>, path: &str, name: &str, values: &'v Map<Series<Price>>) -> &'v Series<Price> {
    static NONE: Series<Price> = Series::Constant(Price(0.0));
    values.get(name).unwrap_or_else(|| {
        let found = format!("no declared value of `{name}`");
        context.report.problem(
            &format!("{path}.element_values"),
            found,
            "a value for every element with a floor",
        );
        &NONE
    })
}

fn factor(context: &Context<'_>, path: &str, per: FloorUnit, name: &str) -> f64 {
    if per == FloorUnit::Element {
        return 1.0;
    }
    let ratio = context
        .document
        .elements
        .get(name)
        .and_then(|element| element.oxide_per_element);
    ratio.map_or_else(
        || {
            let found = format!("a floor per oxide, but `{name}` has no `oxide_per_element`");
            context
                .report
                .problem(path, found, format!("`elements.{name}.oxide_per_element`"));
            1.0
        },
        |ratio| ratio.0,
    )
}

impl Measure {
    /// Whether it reads what a country imports of a material from another, and applies at some time.
    pub(super) fn reads(&self, importer: super::CountryId, material: super::MaterialId) -> bool {
        self.importers.get(importer.index()).copied().unwrap_or(false)
            && self.materials.get(material.index()).copied().unwrap_or(false)
    }

    /// Whether it raises the prices of home sellers, whoever exports.
    pub(super) fn follows_at_home(&self) -> bool {
        self.at_home && matches!(self.kind, MeasureKind::PriceFloor { .. } | MeasureKind::ElementFloor(_))
    }

    /// Whether its exporter is the seller.
    pub(super) fn asks_seller(&self) -> bool {
        matches!(self.by, ExporterTest::MadeIn | ExporterTest::Owner)
    }

    /// Whether its charge follows from the customs value.
    pub(super) fn needs_value(&self) -> bool {
        let of_value = |rate: &Rate| matches!(rate, Rate::OfValue(_));
        match &self.kind {
            MeasureKind::Tariff(_) | MeasureKind::RateQuota { .. } | MeasureKind::PriceFloor { .. } => true,
            MeasureKind::ExportTax(rate) | MeasureKind::Subsidy(rate, _) => of_value(rate),
            _ => false,
        }
    }
}
