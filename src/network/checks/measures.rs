//! Figures of measures: each kind has its own, and takes no other.

use crate::network::report::Report;
use crate::spec::{ExporterTest, Fill, FloorBasis, FloorUnit, Measure, MeasureKind};

/// Whether a measure has what its kind needs; what is missing or not taken is reported.
pub fn figures(report: &Report<'_>, path: &str, measure: &Measure) -> bool {
    if measure.kind == MeasureKind::CapitalGrant {
        report.problem(
            &format!("{path}.kind"),
            "a grant is no measure at a border",
            "`grant` and `granted_by` of an option, which a policy may `set`",
        );
        return false;
    }
    let mut complete = true;
    for (figure, given, use_) in uses(measure).into_iter().chain(of_limits(measure)) {
        match use_ {
            Use::Needed if !given && report.is_doubtful(&format!("{path}.{figure}")) => complete = false,
            Use::Needed if !given => {
                complete = false;
                report.problem(
                    path,
                    format!("a measure of kind `{}` without `{figure}`", kind(measure)),
                    format!("`{figure}`"),
                );
            }
            Use::NotTaken if given => {
                let found = format!("`{figure}` on a measure of kind `{}`", kind(measure));
                report.problem(&format!("{path}.{figure}"), found, "only what the kind takes");
            }
            _ => {}
        }
    }
    complete
}

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Needed,
    Taken,
    NotTaken,
}

/// Figures of what is limited: whether each is given and whether the kind takes it.
fn of_limits(measure: &Measure) -> Vec<(&'static str, bool, Use)> {
    let is = |kind: MeasureKind| measure.kind == kind;
    let needed = |yes: bool| if yes { Use::Needed } else { Use::NotTaken };
    let taken = |yes: bool| if yes { Use::Taken } else { Use::NotTaken };
    let limit = is(MeasureKind::ExportLimit) || is(MeasureKind::Quota);
    let tranches = is(MeasureKind::TariffRateQuota);
    let support = is(MeasureKind::ContractForDifference);
    vec![
        ("over_rate", measure.over_rate.is_some(), needed(tranches)),
        (
            "volume",
            measure.volume.is_some(),
            if support { Use::Taken } else { needed(tranches) },
        ),
        ("fill", measure.fill != Fill::default(), taken(tranches)),
        ("limit", measure.limit.is_some(), needed(limit)),
        ("element", measure.element.is_some(), taken(limit)),
        (
            "window",
            measure.window.is_some(),
            taken(is(MeasureKind::Quota) || tranches || support && measure.volume.is_some()),
        ),
        ("rent_to", measure.rent_to.is_some(), taken(limit || tranches)),
    ]
}

/// Each other figure: whether it is given and whether the kind takes it.
fn uses(measure: &Measure) -> Vec<(&'static str, bool, Use)> {
    let is = |kind: MeasureKind| measure.kind == kind;
    let needed = |yes: bool| if yes { Use::Needed } else { Use::NotTaken };
    let taken = |yes: bool| if yes { Use::Taken } else { Use::NotTaken };
    let floor = is(MeasureKind::PriceFloor);
    let support = is(MeasureKind::ContractForDifference);
    let elements = !measure.element_floors.is_empty();
    // An export tax and a subsidy take a rate or an amount.
    let rated = is(MeasureKind::ExportTax) || is(MeasureKind::Subsidy);
    let amount = is(MeasureKind::SpecificDuty) || rated && measure.rate.is_none();
    let tranches = is(MeasureKind::TariffRateQuota);
    let share = is(MeasureKind::Tariff) || tranches || rated && measure.amount.is_none();
    vec![
        ("rate", measure.rate.is_some(), needed(share)),
        ("amount", measure.amount.is_some(), needed(amount)),
        (
            "by",
            measure.by != ExporterTest::default(),
            taken(!is(MeasureKind::ExportTax) && !support),
        ),
        ("floor", measure.floor.is_some(), needed(floor && !elements)),
        ("element_floors", elements, taken(floor)),
        (
            "element_values",
            !measure.element_values.is_empty(),
            needed(floor && elements),
        ),
        ("per", measure.per != FloorUnit::default(), taken(floor && elements)),
        ("basis", measure.basis != FloorBasis::default(), taken(floor && !elements)),
        (
            "exporters",
            !measure.exporters.is_empty(),
            taken(measure.by != ExporterTest::Lineage && !support),
        ),
        ("importers", !measure.importers.is_empty(), taken(!support)),
        ("unless", measure.unless.is_some(), taken(!support)),
        ("sellers", !measure.sellers.is_empty(), needed(support)),
        ("strike", measure.strike.is_some(), needed(support)),
        ("reference", measure.reference.is_some(), needed(support && !measure.matches)),
        ("match", measure.matches, taken(support)),
        (
            "payer",
            measure.payer.is_some(),
            if is(MeasureKind::Subsidy) {
                Use::Taken
            } else {
                needed(support)
            },
        ),
    ]
}

fn kind(measure: &Measure) -> &'static str {
    match measure.kind {
        MeasureKind::Tariff => "tariff",
        MeasureKind::SpecificDuty => "specific_duty",
        MeasureKind::PriceFloor => "price_floor",
        MeasureKind::Ban => "ban",
        MeasureKind::ExportLimit => "export_limit",
        MeasureKind::Quota => "quota",
        MeasureKind::TariffRateQuota => "tariff_rate_quota",
        MeasureKind::ContractForDifference => "contract_for_difference",
        MeasureKind::ExportTax => "export_tax",
        MeasureKind::Subsidy => "subsidy",
        MeasureKind::CapitalGrant => "capital_grant",
    }
}
