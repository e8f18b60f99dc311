//! Best responses in turn, until no group moves.

use super::{Fate, Reply, State, World, lower};

/// Most rounds; each move lowers the levels of its group, so that rounds end by themselves.
const ROUNDS: usize = 100;
/// Change of use that counts, relative.
const ROUNDING: f64 = 1e-9;

/// Lets groups choose in turn, again and again, until none lowers its levels by more than rounding: from nothing bought.
///
/// A group chooses anew only where the others leave it more of something than when it last chose: with less, what it has is still the best.
///
/// # Errors
/// Those of the world.
pub(super) fn settle<W: World>(world: &W, state: &State, order: &[usize]) -> Result<Result<Vec<Reply>, Fate>, W::Error> {
    let mut held: Vec<Option<Reply>> = vec![None; world.groups()];
    let mut seen: Vec<Option<Vec<f64>>> = vec![None; world.groups()];
    for _ in 0..ROUNDS {
        let mut moved = false;
        for group in order.iter().copied() {
            let others = others(&held, group);
            if seen[group].as_ref().is_some_and(|before| !freed(before, &others)) {
                continue;
            }
            let reply = match world.reply(group, state, &others)? {
                Ok(reply) => reply,
                Err(status) => return Ok(Err(Fate::NoPlan { group, status })),
            };
            seen[group] = Some(others);
            if held[group].as_ref().is_none_or(|now| lower(&reply.levels, &now.levels)) {
                held[group] = Some(reply);
                moved = true;
            }
        }
        if !moved {
            return Ok(held.into_iter().collect::<Option<_>>().ok_or(Fate::Restless));
        }
    }
    Ok(Err(Fate::Restless))
}

/// What all but one group use of what is shared.
pub fn others(held: &[Option<Reply>], group: usize) -> Vec<f64> {
    let mut sums = Vec::new();
    for (_, reply) in held.iter().enumerate().filter(|(of, _)| *of != group) {
        for (at, used) in reply.iter().flat_map(|reply| reply.uses.iter().enumerate()) {
            if at >= sums.len() {
                sums.resize(at + 1, 0.0);
            }
            sums[at] += used;
        }
    }
    sums
}

/// Whether the others use less of something than before.
fn freed(before: &[f64], now: &[f64]) -> bool {
    let after = |at: usize| now.get(at).copied().unwrap_or(0.0);
    let mut pairs = before.iter().enumerate().map(|(at, before)| (*before, after(at)));
    pairs.any(|(before, after)| after < before - ROUNDING * before.abs().max(1.0))
}
