//! Own choice: each policy planned for all, then by the buyers of each country for themselves.

mod board;
mod division;
mod rows;

use super::compare::{Ask, Told, all, selections, worst};
use super::{Ending, Failure, Instance, Solved, Verdict};
use crate::compare::choice::{Deviation, OwnChoice, Start, World, search};
use crate::network::Network;
use crate::solve::Options;
use crate::spec::Selection;
use board::Board;
use division::Part;

/// Plans every policy under every scenario, and lets groups choose under each; what comes of it, and the worst ending of a plan.
///
/// # Errors
/// When the input is wrong, every plan has what groups cannot keep alone, or the solver fails.
pub fn own_choice(instance: &Instance, ask: &Ask, told: Told) -> Result<(Vec<OwnChoice>, Ending), Failure> {
    let mut selections = selections(instance, (&ask.policies, &ask.scenarios), &ask.set)?;
    selections.iter_mut().for_each(from_plan);
    let kept = all(instance, (&selections, &ask.options), told, &|verdict| {
        choose(verdict, &ask.options)
    })?;
    let chosen: Vec<(OwnChoice, Ending)> = kept.into_iter().collect::<Result<_, _>>()?;
    let worst = worst(chosen.iter().map(|(_, ending)| *ending));
    let choices: Vec<OwnChoice> = chosen.into_iter().map(|(choice, _)| choice).collect();
    match choices.iter().find(|choice| !choice.left_out.is_empty()) {
        Some(first) if choices.iter().all(|choice| choice.searched.is_none()) => Err(refusal(first)),
        _ => Ok((choices, worst)),
    }
}

/// Own choice begins with the plan for all, whatever the policy says of who chooses.
fn from_plan(selection: &mut Selection) {
    if let Some(policy) = &selection.policy {
        selection.set.push(format!("policies.{policy}.behaviour=planned"));
    }
}

fn choose(verdict: &Verdict, options: &Options) -> Result<(OwnChoice, Ending), Failure> {
    match verdict {
        Verdict::Solved(solved) => Ok((chosen(solved, options)?, solved.ending())),
        Verdict::Unsolved(unsolved) => Ok((frame(&unsolved.posed.network, unsolved.ending()), unsolved.ending())),
    }
}

/// What is known before anybody chooses.
fn frame(network: &Network, ending: Ending) -> OwnChoice {
    let groups = rows::Groups::of(network);
    let sites = network.openings.iter().map(|opening| {
        let starts = opening.windows.iter().filter_map(|window| network.periods.get(window.start));
        let name = network.sites[opening.site.index()].name.clone();
        (name, starts.map(|period| period.name.clone()).collect())
    });
    OwnChoice {
        policy: network.policy.clone(),
        scenario: network.scenarios.join("+"),
        status: ending.name(),
        names: network.level_names(),
        groups: groups
            .countries
            .iter()
            .map(|country| network.countries[country.index()].name.clone())
            .collect(),
        sites: sites.collect(),
        deviations: Vec::new(),
        left_out: Vec::new(),
        searched: None,
    }
}

fn chosen(solved: &Solved, options: &Options) -> Result<OwnChoice, Failure> {
    let board = Board::of(solved, options);
    let left_out = board.groups.joint(&solved.posed.model.rows);
    if !left_out.is_empty() {
        return Ok(OwnChoice {
            left_out,
            ..frame(board.network(), solved.ending())
        });
    }
    let (state, parts) = (board.state(), division::parts(&board));
    let deviations: Vec<Deviation> = parts
        .iter()
        .enumerate()
        .map(|(group, part)| deviation(&board, group, part))
        .collect::<Result<_, _>>()?;
    let start = Start {
        switches: switches(board.network()),
        windows: board.network().openings.iter().map(|opening| opening.windows.len()).collect(),
        stands: deviations
            .iter()
            .all(|deviation| !deviation.gains())
            .then(|| board.as_planned(&state)),
        state: state.clone(),
        replies: parts.into_iter().map(|part| part.reply).collect(),
    };
    let searched = search(&board, &start)?;
    Ok(OwnChoice {
        deviations,
        searched: Some((state, searched)),
        ..frame(board.network(), solved.ending())
    })
}

fn refusal(choice: &OwnChoice) -> Failure {
    Failure::Usage(format!(
        "--own-choice: under policy `{}`, scenario {}, groups that choose alone cannot keep\n  {}\ntake this out of the instance, or name other policies \
         with --policies",
        choice.policy,
        choice.scenario,
        choice.left_out.join("\n  ")
    ))
}

fn deviation(board: &Board<'_>, group: usize, part: &Part) -> Result<Deviation, Failure> {
    let own = World::reply(board, group, &board.state(), &part.others)?;
    Ok(Deviation {
        planned: part.reply.levels.clone(),
        own: own.map(|reply| reply.levels),
    })
}

/// Sites that open and close together: those of an owner that asks for viability; each other by itself.
fn switches(network: &Network) -> Vec<Vec<usize>> {
    let mut switches: Vec<Vec<usize>> = Vec::new();
    let owner = |site: usize| {
        let site = network.openings.get(site)?.site;
        network.viability_of(site).map(|viability| viability.owner)
    };
    for site in 0..network.openings.len() {
        let together =
            |sites: &&mut Vec<usize>| owner(site).is_some() && sites.first().is_some_and(|first| owner(*first) == owner(site));
        match switches.iter_mut().find(together) {
            Some(sites) => sites.push(site),
            None => switches.push(vec![site]),
        }
    }
    switches
}
