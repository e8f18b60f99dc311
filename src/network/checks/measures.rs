//! Figures of measures: each kind has its own, and takes no other.

use crate::network::report::Report;
use crate::spec::{ExporterTest, FloorBasis, FloorUnit, Measure, MeasureKind};

/// Whether a measure has what its kind needs; what is missing, not taken or not yet available is reported.
pub fn figures(report: &Report<'_>, path: &str, measure: &Measure) -> bool {
    if measure.kind == MeasureKind::CapitalGrant {
        report.problem(
            &format!("{path}.kind"),
            "a grant is no measure at a border",
            "`grant` and `granted_by` of an option, which a policy may `set`",
        );
        return false;
    }
    if let Some(kind) = unavailable(measure.kind) {
        report.problem(
            &format!("{path}.kind"),
            format!("`{kind}` is not yet available"),
            "a kind that is",
        );
        return false;
    }
    let mut complete = true;
    for (figure, given, use_) in uses(measure) {
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

/// Each figure: whether it is given and whether the kind takes it.
fn uses(measure: &Measure) -> Vec<(&'static str, bool, Use)> {
    let is = |kind: MeasureKind| measure.kind == kind;
    let needed = |yes: bool| if yes { Use::Needed } else { Use::NotTaken };
    let taken = |yes: bool| if yes { Use::Taken } else { Use::NotTaken };
    let floor = is(MeasureKind::PriceFloor);
    let support = is(MeasureKind::ContractForDifference);
    let limit = is(MeasureKind::ExportLimit) || is(MeasureKind::Quota);
    let elements = !measure.element_floors.is_empty();
    // An export tax and a subsidy take a rate or an amount.
    let rated = is(MeasureKind::ExportTax) || is(MeasureKind::Subsidy);
    let either = |kind: MeasureKind, other: bool| needed(is(kind) || rated && !other);
    vec![
        (
            "rate",
            measure.rate.is_some(),
            either(MeasureKind::Tariff, measure.amount.is_some()),
        ),
        (
            "amount",
            measure.amount.is_some(),
            either(MeasureKind::SpecificDuty, measure.rate.is_some()),
        ),
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
        ("limit", measure.limit.is_some(), needed(limit)),
        ("element", measure.element.is_some(), taken(limit)),
        ("window", measure.window.is_some(), taken(is(MeasureKind::Quota))),
        (
            "exporters",
            !measure.exporters.is_empty(),
            taken(measure.by != ExporterTest::Lineage && !support),
        ),
        ("importers", !measure.importers.is_empty(), taken(!support)),
        ("unless", measure.unless.is_some(), taken(!support)),
        ("sellers", !measure.sellers.is_empty(), needed(support)),
        ("strike", measure.strike.is_some(), needed(support)),
        ("reference", measure.reference.is_some(), needed(support)),
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
        MeasureKind::ContractForDifference => "contract_for_difference",
        MeasureKind::ExportTax => "export_tax",
        MeasureKind::Subsidy => "subsidy",
        other => unavailable(other).unwrap_or_default(),
    }
}

fn unavailable(kind: MeasureKind) -> Option<&'static str> {
    match kind {
        MeasureKind::TariffRateQuota => Some("tariff_rate_quota"),
        _ => None,
    }
}
