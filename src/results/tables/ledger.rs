//! Who pays whom.

use super::{Answer, Column, Definition, PERIOD, Stored, StoredError, Table};
use crate::plan::Entry;
use crate::results::answer::KINDS;
use crate::results::names::{kind_name, party};

pub(super) static DEFINITION: Definition = Definition {
    name: "ledger",
    description: "One payment or charge. The discounted amounts sum to the cost level.",
    columns: &[
        Column::text(
            "payer_kind",
            "What pays: buyers, owner, treasury, carriers, services or unserved.",
        ),
        Column::text("payer", "Country, owner or territory that pays."),
        Column::text("payee_kind", "What receives."),
        Column::text("payee", "Country, owner or territory that receives."),
        Column::text("kind", "Why."),
        Column::text("material", "For what."),
        Column::text(
            "site",
            "Where it arises: the site of the source, plant or stock, or the destination of a shipment.",
        ),
        PERIOD,
        Column::number("nominal", "USD", "Amount."),
        Column::number("discounted", "USD", "Amount discounted to the start."),
    ],
};

pub(super) fn table(answer: &Answer) -> Table {
    let network = answer.network;
    let row = |entry: &Entry| {
        let (payer_kind, payer) = party(network, entry.payer);
        let (payee_kind, payee) = party(network, entry.payee);
        vec![
            payer_kind.into(),
            payer.into(),
            payee_kind.into(),
            payee.into(),
            kind_name(entry.kind).into(),
            entry.material.map(|id| &network.materials[id.index()].name).into(),
            entry.site.map(|id| &network.sites[id.index()].name).into(),
            (&network.periods[entry.period.index()].name).into(),
            entry.nominal.into(),
            entry.discounted.into(),
        ]
    };
    Table {
        definition: &DEFINITION,
        rows: answer.plan.ledger.iter().map(row).collect(),
    }
}

pub(super) fn read(stored: &Stored) -> Result<Vec<Entry>, StoredError> {
    let records = stored.records(&DEFINITION)?;
    let entry = |record: &super::super::stored::Record| {
        let kind = record.text("kind")?;
        let known = KINDS.into_iter().find(|&known| kind_name(known) == kind);
        Ok(Entry {
            payer: record.party("payer_kind", "payer")?,
            payee: record.party("payee_kind", "payee")?,
            kind: known.ok_or_else(|| record.unknown("kind", "a kind of entry"))?,
            material: record.optional("material", |record| record.material("material"))?,
            site: record.optional("site", |record| record.site("site"))?,
            period: record.period("period")?,
            nominal: record.number("nominal")?,
            discounted: record.number("discounted")?,
        })
    };
    records.iter().map(entry).collect()
}
