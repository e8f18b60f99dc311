//! Credit of rules that sites keep and use.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, tonnes};
use crate::network::{MaterialId, RuleId, SiteId};
use crate::plan::{Amount, Turn};

/// Place, material, rule and what was done.
type Credit = (SiteId, MaterialId, RuleId, Turn);

static DEFINITION: Definition = Definition {
    name: "credits",
    description: "Goods that went on without a rule that they satisfy, for credit, or with one that they do not, by credit.",
    columns: &[
        Column::text("site", "Site."),
        Column::text("material", "Material."),
        Column::text("rule", "Rule."),
        Column::text("turn", "`banked` or `redeemed`."),
        CLASS,
        PERIOD,
        tonnes("Amount."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.credits, |(site, material, rule, turn): Credit| {
        vec![
            (&network.sites[site.index()].name).into(),
            (&network.materials[material.index()].name).into(),
            (&network.rules[rule.index()].name).into(),
            turn.name().into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<Credit>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        Ok((
            record.site("site")?,
            record.material("material")?,
            record.rule("rule")?,
            record.turn("turn")?,
        ))
    })
}
