//! One site in a plan: what it does, what comes of deciding otherwise, and how far its own numbers may move before the plan changes.

use super::super::compare::Told;
use super::super::{Ending, Failure, Instance, pipeline::Step};
use super::base::Base;
use super::forced::decisions;
use super::ranges::{Desk, parameters};
use crate::explain::site::{self, SiteStory};
use crate::solve::Options;
use crate::spec::{Selection, remedy};

/// Which site, in which plan.
#[derive(Clone, Debug)]
pub struct WhyAsk {
    /// Policy, scenarios, settings.
    pub selection: Selection,
    /// How to solve.
    pub options: Options,
    /// Site.
    pub site: String,
}

/// Why a site is used, or is not. Where the instance itself has no plan: how its solve ended.
///
/// # Errors
/// When there is no such site, the input is wrong or the solver fails.
pub fn why(instance: &Instance, ask: &WhyAsk, told: Told) -> Result<Result<SiteStory, Ending>, Failure> {
    told(Step::Reading);
    let base = match Base::of(instance, &ask.selection, &ask.options)? {
        Ok(base) => base,
        Err(ending) => return Ok(Err(ending)),
    };
    let id = site::find(&base.network, &ask.site).map_err(|known| unknown(&ask.site, known))?;
    let own: Vec<_> = parameters(&base)
        .into_iter()
        .filter(|parameter| parameter.is_of_site(&ask.site))
        .collect();
    let ranges = Desk::of(&base).range(&own, told).map_err(Failure::Solver)?;
    let story = site::story(&instance.name, (&base.network, &base.plan), id);
    let decisions = decisions(&base, id, &story.before).map_err(Failure::Solver)?;
    Ok(Ok(SiteStory {
        ranges,
        decisions,
        ..story
    }))
}

fn unknown(name: &str, known: Vec<&str>) -> Failure {
    let hint = remedy(name, known).map(|hint| format!("; {hint}")).unwrap_or_default();
    Failure::Usage(format!("there is no site `{name}`{hint}"))
}
