//! Credit of rules that sites keep and use.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, class_name, tonnes};
use crate::plan::{Amount, Credit};

static DEFINITION: Definition = Definition {
    name: "credits",
    description: "Goods that satisfy a rule and went on without it, for others that went on with it later.",
    columns: &[
        Column::text("site", "Site."),
        Column::text("material", "Material."),
        Column::text("rule", "Rule."),
        Column::text("to_class", "Class of the others, with the rule."),
        Column::text("later", "Period in which these went on."),
        CLASS,
        PERIOD,
        tonnes("Amount."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.credits, |credit: Credit| {
        vec![
            (&network.sites[credit.site.index()].name).into(),
            (&network.materials[credit.material.index()].name).into(),
            (&network.rules[credit.rule.index()].name).into(),
            class_name(network, credit.to).into(),
            (&network.periods[credit.later.index()].name).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<Credit>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        Ok(Credit {
            site: record.site("site")?,
            material: record.material("material")?,
            rule: record.rule("rule")?,
            to: record.class("to_class")?,
            later: record.period("later")?,
        })
    })
}
