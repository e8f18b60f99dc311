//! `collection_limit[d,m,l,t]`: no more scrap is collected than comes back and is collectable.
//!
//! ```text
//! collect[d,m,l,t] - collected[d,t] per[d] sum over s of share[s,t] deliver[d,m,l,s] <= 0
//! collect[d,(in use),t] <= collected[d,t] in_use[d,t]
//! ```
//!
//! `share[s,t]` is the part of what was delivered in `s` whose life ends in `t`. What is not collected when it comes back is lost. Minus
//! the dual is the worth of one tonne more of scrap.

use crate::formulation::draft::{Draft, Row, Terms};
use crate::formulation::{ColumnKey, RowKey};
use crate::network::{Network, PeriodId, ReturnId, RuleSet};
use crate::origin::Labelled;

/// Adds the rows, by return, material, class and period.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let (network, horizon) = (draft.network(), draft.horizon());
    let lots = lots(draft.labelled());
    draft.rows(
        lots.len() * horizon,
        |key, terms| match key {
            ColumnKey::Collect(id, used, class, t) => {
                if let Ok(at) = lots.binary_search(&(id, used, class)) {
                    terms(at * horizon + t.index(), 1.0);
                }
            }
            ColumnKey::Deliver(..) => delivered(network, &lots, key, terms),
            _ => {}
        },
        |slot| {
            let ((id, used, class), t) = (lots[slot / horizon], PeriodId::new(slot % horizon));
            let back = &network.returns[id.index()];
            let in_use = if used.is_none() { back.in_use[t.index()] } else { 0.0 };
            let limit = back.collected[t.index()] * in_use;
            Some(Row::at_most(RowKey::CollectionLimit(id, used, class, t), limit))
        },
    );
}

/// What can be collected apart.
type Lot = (ReturnId, Option<crate::network::MaterialId>, RuleSet);

/// All lots, ascending.
fn lots(labelled: &Labelled<'_>) -> Vec<Lot> {
    let mut lots = Vec::new();
    for (index, back) in labelled.network.returns.iter().enumerate() {
        let id = ReturnId::new(index);
        lots.push((id, None, RuleSet::default()));
        for material in &back.of {
            let classes = labelled.classes(back.site, *material).iter();
            lots.extend(classes.map(|class| (id, Some(*material), *class)));
        }
    }
    lots.sort_unstable();
    lots
}

/// What a delivery lets be collected later.
fn delivered(network: &Network, lots: &[Lot], key: ColumnKey, terms: Terms<'_>) {
    let ColumnKey::Deliver(demand, material, class, t) = key else {
        return;
    };
    let returns = network.returns.iter().enumerate().filter(|(_, back)| back.demand == demand);
    for (index, back) in returns {
        let Ok(at) = lots.binary_search(&(ReturnId::new(index), Some(material), class)) else {
            continue;
        };
        for (period, share) in &back.back[t.index()] {
            let part = back.collected[period.index()] * back.per * share;
            if part > 0.0 {
                terms(at * network.periods.len() + period.index(), -part);
            }
        }
    }
}
