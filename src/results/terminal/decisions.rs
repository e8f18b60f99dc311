//! What the plan decides: sites open or closed, options built, contracts signed, routes in use and qualified.

use super::style::{Grid, Style, percent};
use crate::network::{ContractId, Opening, PeriodId};
use crate::results::Answer;

/// Decisions, one line each; empty where the instance leaves none to the plan.
pub(super) fn section(answer: &Answer, style: Style) -> String {
    let network = answer.network;
    let mut grid = Grid::new(["site", "owner", "decision", "when"]);
    let site = |id: crate::network::SiteId| {
        let site = &network.sites[id.index()];
        (site.name.clone(), network.owners[site.owner.index()].clone())
    };
    for opening in &network.openings {
        for (open, periods) in spans(answer, opening) {
            let (name, owner) = site(opening.site);
            grid.row(vec![
                name,
                owner,
                if open { "open" } else { "closed" }.into(),
                span(answer, periods),
            ]);
        }
    }
    for built in &answer.plan.builds {
        let option = &network.options[built.of.index()];
        let (name, owner) = site(option.site);
        let share = if option.lumpy {
            String::new()
        } else {
            format!(", {}", percent(built.quantity, 1.0))
        };
        let decided = network.periods[built.period.index()].name.clone();
        grid.row(vec![name, owner, format!("build {}{share}", option.name), decided]);
    }
    for (index, contract) in network.contracts.iter().enumerate().filter(|(_, contract)| contract.choice) {
        let signed = answer.plan.signs(network, ContractId::new(index));
        let (name, owner) = site(contract.seller);
        let decision = if signed { "sign" } else { "do not sign" };
        let all = (0, network.periods.len().saturating_sub(1));
        grid.row(vec![name, owner, format!("{decision} {}", contract.name), span(answer, all)]);
    }
    let plan = answer.plan;
    let ways = plan.links.iter().map(|used| ("use route to", used));
    for (what, of) in ways.chain(plan.qualifications.iter().map(|passed| ("qualify for", passed))) {
        let (name, owner) = site(network.routes[of.of.index()].from);
        let to = network.route_label(of.of);
        let when = network.periods[of.period.index()].name.clone();
        grid.row(vec![name, owner, format!("{what} {to}"), when]);
    }
    if grid.is_empty() {
        String::new()
    } else {
        grid.show("Decisions", 20, style)
    }
}

/// Whether a site is open, and over which periods: from the first up to the last.
fn spans(answer: &Answer, opening: &Opening) -> Vec<(bool, (usize, usize))> {
    let mut spans: Vec<(bool, (usize, usize))> = Vec::new();
    for window in &opening.windows {
        let first = PeriodId::new(window.start);
        let open = answer.plan.openings.iter().any(|o| (o.of, o.period) == (opening.site, first));
        let last = window.end.saturating_sub(1);
        match spans.last_mut() {
            Some((before, (_, end))) if *before == open => *end = last,
            _ => spans.push((open, (window.start, last))),
        }
    }
    spans
}

fn span(answer: &Answer, (first, last): (usize, usize)) -> String {
    let name = |t: usize| answer.network.periods[t].name.as_str();
    if first == last {
        name(first).to_owned()
    } else {
        format!("{} to {}", name(first), name(last))
    }
}
