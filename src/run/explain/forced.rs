//! What comes of deciding otherwise at a site, planned anew.

use super::super::warm;
use super::base::{Base, plan_of};
use crate::explain::decisions::{Decision, Difference, Forced, Otherwise, forced, questions};
use crate::explain::losses::Standing;
use crate::network::SiteId;
use crate::solve::{Reason, SolveError};

/// The decisions of a site, each with what comes of the others.
pub(super) fn decisions(base: &Base, site: SiteId, before: &Standing) -> Result<Vec<Decision>, SolveError> {
    let asked = questions(&base.network, (&base.model.columns, base.point()), site).into_iter();
    let answered = asked.map(|question| {
        let otherwise = question
            .others
            .iter()
            .map(|how| other(base, (&question.columns, *how), before));
        Ok(Decision {
            otherwise: otherwise.collect::<Result<_, SolveError>>()?,
            ..question.decision
        })
    });
    answered.collect()
}

fn other(base: &Base, (columns, how): (&[usize], Forced), before: &Standing) -> Result<Otherwise, SolveError> {
    let lp = forced(&base.model.lp, columns, how);
    let warm = warm::cold(&lp, &base.options, Reason::Shape)?;
    let change = warm.stands().then(|| {
        let plan = plan_of((&base.network, &base.model), &warm);
        Difference::of(&base.network, (before, &Standing::of(&base.network, &plan)))
    });
    Ok(Otherwise { forced: how, change })
}
