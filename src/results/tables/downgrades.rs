//! What is treated as a lesser class.

use super::{Answer, CLASS, Column, Definition, PERIOD, Stored, StoredError, Table, amounts, class_name, tonnes};
use crate::network::{MaterialId, RuleSet, SiteId};
use crate::plan::Amount;

/// Place, material and class afterwards.
type Downgrade = (SiteId, MaterialId, RuleSet);

static DEFINITION: Definition = Definition {
    name: "downgrades",
    description: "Amount of one material at one site treated as a lesser class than it has.",
    columns: &[
        Column::text("site", "Site."),
        Column::text("material", "Material."),
        Column::text("to_class", "Class afterwards."),
        CLASS,
        PERIOD,
        tonnes("Amount."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let rows = amounts(network, &answer.plan.downgrades, |(site, material, to): Downgrade| {
        vec![
            (&network.sites[site.index()].name).into(),
            (&network.materials[material.index()].name).into(),
            class_name(network, to).into(),
        ]
    });
    Table {
        definition: &DEFINITION,
        rows,
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Amount<Downgrade>>, StoredError> {
    stored.amounts(&DEFINITION, |record| {
        Ok((record.site("site")?, record.material("material")?, record.class("to_class")?))
    })
}
