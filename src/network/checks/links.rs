//! Choices about lanes that change nothing, or that can never be taken: notes, no errors.

use crate::network::names::Context;
use crate::network::{Link, Network};

/// Tonnes by which a minimum may exceed what the ends can trade for rounding alone.
const DUST: f64 = 1e-9;

/// Notes on lanes whose `use` says nothing, and on those that no plan can use.
pub fn note(context: &Context<'_>, network: &Network) {
    let sites = context.document.sites.len();
    for link in &network.links {
        let ends = network.routes.get(link.route.index()).zip(remark(link));
        if let Some((route, remark)) = ends {
            let from = context.place_name(route.from);
            let kind = if route.to.index() < sites { "" } else { "demand " };
            let to = context.place_name(route.to);
            context
                .report
                .note(format!("the lane from `{from}` to {kind}`{to}` {remark}"));
        }
    }
}

fn remark(link: &Link) -> Option<&'static str> {
    let passed = link.qualification.as_ref();
    if passed.is_some_and(|passed| passed.ready.iter().all(Option::is_none)) {
        return Some("ships nothing: its qualification is passed in no period of the horizon");
    }
    let asked =
        passed.is_some_and(|passed| passed.cost > 0.0 || passed.ready.first() != Some(&Some(crate::network::PeriodId(0))));
    if !link.is_choice() && !asked {
        return Some("is always in use: its `use` has no `fixed_cost`, `minimum` or `qualification` that asks for something");
    }
    let too_much = |t: usize| {
        link.minimum
            .get(t)
            .zip(link.most.get(t))
            .is_some_and(|(least, most)| *least > most + DUST)
    };
    let never = link.windows.iter().all(|window| window.clone().any(too_much));
    never.then_some("ships nothing: its `minimum` is more than its ends can trade in some period of each window")
}
