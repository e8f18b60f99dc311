//! What measures cost at the margin, in words.

use crate::explain::{Block, Margin, Section, per_kg};

/// Measures told.
const TOLD: usize = 10;

/// A section about measures, where some cost something.
pub(super) fn section(of: &[Margin]) -> Option<Section> {
    if of.is_empty() {
        return None;
    }
    let first = "What one kilogram more let through would save the buyers, USD, where and when that is most.";
    let row = |margin: &Margin| {
        vec![
            margin.measure.clone(),
            margin.of.clone().unwrap_or_else(|| "any".into()),
            margin.period.clone(),
            per_kg(margin.saves),
        ]
    };
    let headers = ["measure", "goods", "period", ">USD/kg"];
    Some(Section::new(
        "What bans and quotas cost at the margin",
        vec![
            Block::Paragraph(first.into()),
            Block::Table {
                headers: headers.map(String::from).to_vec(),
                rows: of.iter().take(TOLD).map(row).collect(),
            },
        ],
    ))
}
