//! Every coalition of some countries planned, and what the plans say of the coalitions.

use super::compare::{Told, all, worst};
use super::pipeline::pose;
use super::{Ending, Failure, Instance, Verdict};
use crate::compare::books;
use crate::compare::game::{Coalition, Findings, MOST_PLAYERS, Optimum, Played, members};
use crate::lp::Lp;
use crate::network::Network;
use crate::plan::Plan;
use crate::solve::{self, Options, Status};
use crate::spec::{self, Selection};

/// What game to play.
#[derive(Clone, Debug)]
pub struct Players {
    /// Players: countries that are a customs territory of their own, or territories.
    pub names: Vec<String>,
    /// Policy whose measures a coalition takes; when none is given, the one whose club is all players.
    pub policy: Option<String>,
    /// Scenarios, laid over each other.
    pub scenarios: Vec<String>,
    /// Settings laid over all.
    pub set: Vec<String>,
}

/// Plans every coalition; what they come to, and the worst ending of a solve.
///
/// # Errors
/// When the players make no game, the input is wrong, or the solver fails.
pub fn play(instance: &Instance, players: &Players, options: &Options, told: Told) -> Result<(Played, Ending), Failure> {
    let policy = policy(instance, players)?;
    let base = Selection {
        policy: Some(policy.clone()),
        scenarios: players.scenarios.clone(),
        set: players.set.clone(),
    };
    check(&pose(instance, &base, &|_| ())?.network, &players.names)?;
    let selections: Vec<Selection> = (0..1 << players.names.len())
        .map(|set| coalition(&base, players, set))
        .collect();
    let kept = all(instance, (&selections, options), told, &|verdict| {
        kept(verdict, &players.names)
    })?;
    let worst = worst(kept.iter().map(|(_, ending)| *ending));
    let number = |(set, (coalition, _)): (usize, (Coalition, Ending))| Coalition { set, ..coalition };
    let coalitions: Vec<Coalition> = kept.into_iter().enumerate().map(number).collect();
    let welfare: Option<Vec<Vec<f64>>> = coalitions.iter().map(|coalition| coalition.welfare.clone()).collect();
    let played = Played {
        instance: instance.name.clone(),
        policy,
        scenario: if players.scenarios.is_empty() {
            "baseline".into()
        } else {
            players.scenarios.join("+")
        },
        players: players.names.clone(),
        findings: welfare.and_then(|welfare| Findings::of(&welfare, &minimise)),
        coalitions,
    };
    Ok((played, worst))
}

/// The policy named, or the one whose club is the players.
fn policy(instance: &Instance, players: &Players) -> Result<String, Failure> {
    if let Some(policy) = &players.policy {
        return Ok(policy.clone());
    }
    let survey = spec::survey(&instance.folder).map_err(Failure::Input)?;
    let of_all = |policy: &&String| {
        let selection = Selection {
            policy: Some((*policy).clone()),
            scenarios: Vec::new(),
            set: Vec::new(),
        };
        let club = spec::load(&instance.folder, &selection).map(|spec| spec.policy.1.club);
        club.is_ok_and(|club| club.len() == players.names.len() && players.names.iter().all(|name| club.contains(name)))
    };
    if survey.policies.is_empty() {
        return Err(Failure::Usage(
            "--game takes the measures of a policy, and the instance has none; write one with a `club` under `policies`".into(),
        ));
    }
    let found: Vec<&String> = survey.policies.iter().filter(of_all).collect();
    match found.as_slice() {
        [policy] => Ok((*policy).clone()),
        _ => Err(Failure::Usage(format!(
            "--game takes the measures of one policy, and {} policies have the club {}; name one with --policies: {}",
            found.len(),
            players.names.join(", "),
            survey.policies.join(", ")
        ))),
    }
}

/// Refuses players that make no game.
fn check(network: &Network, names: &[String]) -> Result<(), Failure> {
    let usage = |text: String| Err(Failure::Usage(format!("--game: {text}")));
    if names.is_empty() || names.len() > MOST_PLAYERS {
        return usage(format!("{} players; from 1 to {MOST_PLAYERS} can play", names.len()));
    }
    let mut seen = Vec::new();
    for name in names {
        match territory(network, name) {
            Some(territory) if seen.contains(&territory) => return usage(format!("`{name}` plays twice")),
            Some(territory) => seen.push(territory),
            None => {
                let known: Vec<&str> = network.countries.iter().map(|country| country.name.as_str()).collect();
                return usage(format!(
                    "`{name}` has no treasury of its own; players are customs territories, or countries that are one: {}",
                    known.join(", ")
                ));
            }
        }
    }
    Ok(())
}

/// Position of the customs territory of a player: the one of that name, or that of a country alone in its own.
fn territory(network: &Network, name: &str) -> Option<usize> {
    let named = network.territories.iter().position(|territory| territory.name == name);
    let country = network.countries.iter().find(|country| country.name == name);
    let alone = |territory: &usize| {
        let inside = network
            .countries
            .iter()
            .filter(|country| country.territory.index() == *territory);
        inside.count() == 1
    };
    named.or_else(|| country.map(|country| country.territory.index()).filter(alone))
}

/// The policy with a coalition as its club; the tiers count the shortage of all players, so that coalitions compare.
fn coalition(base: &Selection, players: &Players, set: usize) -> Selection {
    let policy = base.policy.clone().unwrap_or_default();
    let club: Vec<&str> = members(set)
        .filter_map(|i| players.names.get(i))
        .map(String::as_str)
        .collect();
    let mut selection = base.clone();
    selection.set.push(format!("policies.{policy}.club=[{}]", club.join(", ")));
    selection
        .set
        .push(format!("policies.{policy}.shortage_of=[{}]", players.names.join(", ")));
    selection
}

fn kept(verdict: &Verdict, players: &[String]) -> (Coalition, Ending) {
    let ending = match verdict {
        Verdict::Solved(solved) => solved.ending(),
        Verdict::Unsolved(unsolved) => unsolved.ending(),
    };
    let mut coalition = Coalition {
        set: 0,
        status: ending.name(),
        welfare: None,
        cost: None,
        exposure: None,
        short: None,
    };
    if let Verdict::Solved(solved) = verdict {
        let (network, plan) = (&solved.posed.network, &solved.plan);
        coalition.welfare = Some(welfare(network, plan, players));
        coalition.cost = solved.answer().level("cost");
        coalition.exposure = solved.answer().level("exposure");
        let in_tiers = plan
            .shortages
            .iter()
            .filter(|short| network.demands[short.of.0.index()].tier.is_some());
        coalition.short = Some(in_tiers.map(|short| short.quantity).sum::<f64>() + 0.0);
    }
    (coalition, ending)
}

/// Surplus of its producers and receipts of its treasury less what its buyers pay, of each player.
fn welfare(network: &Network, plan: &Plan, players: &[String]) -> Vec<f64> {
    let books = books(network, plan);
    let surplus = books.surplus_by_country(network);
    let of = |name: &String| {
        let territory = territory(network, name)?;
        let own = |(country, (earned, paid)): (&crate::network::Country, (&f64, &f64))| {
            if country.territory.index() == territory {
                earned - paid
            } else {
                0.0
            }
        };
        let private: f64 = network.countries.iter().zip(surplus.iter().zip(&books.paid)).map(own).sum();
        Some(private + books.treasury.get(territory)?)
    };
    players.iter().map(|name| of(name).unwrap_or(f64::NAN)).collect()
}

/// An optimum of a small program.
fn minimise(lp: &Lp) -> Option<Optimum> {
    let outcome = solve::solve(lp, &Options::default()).ok()?;
    let duals = outcome.duals?.into_iter().next()?;
    let point = outcome.point.filter(|_| outcome.status == Status::Optimal)?;
    Some(Optimum { point, duals })
}
