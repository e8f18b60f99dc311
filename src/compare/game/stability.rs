//! Who gains by leaving a coalition, who by joining it, and what would keep its members in.
//!
//! ```text
//! leave[i] = w[i](S - i) - w[i](S)   of members      internally stable: no leave[i] > 0
//! join[j]  = w[j](S + j) - w[j](S)   of outsiders    externally stable: no join[j] > 0
//! ```
//!
//! C. d'Aspremont, A. Jacquemin, J. J. Gabszewicz, J. A. Weymark, On the Stability of Collusive Price Leadership, Canadian Journal of Economics 16 (1983),
//! 17-25. Members who gain by leaving stay for `leave[i]`; the others can pay up to `-leave[j]` and still prefer to stay. Where they can pay enough, the
//! coalition is potentially internally stable (C. Carraro, J. Eyckmans, M. Finus, Optimal Transfers and Participation Decisions in International
//! Environmental Agreements, Review of International Organizations 1, 2006, 379-396).

use super::has;

/// Stability of a coalition.
#[derive(Clone, Debug, PartialEq)]
pub struct Stability {
    /// What each member gains by leaving; none of outsiders.
    pub leave: Vec<Option<f64>>,
    /// What each outsider gains by joining; none of members.
    pub join: Vec<Option<f64>>,
    /// Whether no member gains by leaving.
    pub internal: bool,
    /// Whether no outsider gains by joining.
    pub external: bool,
    /// Least transfers among members that keep all in: received, paid where negative, in proportion to what each can spare.
    pub transfers: Vec<f64>,
    /// What members cannot raise of it; 0 where transfers suffice.
    pub shortfall: f64,
}

/// Stability of a coalition, from the welfare of every player under every coalition; gains up to `tolerance` count as none.
pub fn stability(welfare: &[Vec<f64>], set: usize, tolerance: f64) -> Stability {
    let players = welfare.first().map_or(0, Vec::len);
    let of = |set: usize, player: usize| welfare.get(set).and_then(|of| of.get(player)).copied();
    let gain = |player: usize| Some(of(set ^ 1 << player, player)? - of(set, player)?);
    let side = |member: bool| -> Vec<Option<f64>> {
        (0..players)
            .map(|player| gain(player).filter(|_| has(set, player) == member))
            .collect()
    };
    let (leave, join) = (side(true), side(false));
    let none_gains = |gains: &[Option<f64>]| gains.iter().flatten().all(|gain| *gain <= tolerance);
    let (transfers, shortfall) = transfers(&leave, tolerance);
    Stability {
        internal: none_gains(&leave),
        external: none_gains(&join),
        leave,
        join,
        transfers,
        shortfall,
    }
}

/// Transfers received, and what is missing.
fn transfers(leave: &[Option<f64>], tolerance: f64) -> (Vec<f64>, f64) {
    let gain = |leave: &Option<f64>| leave.unwrap_or(0.0);
    let asked = |leave: &Option<f64>| if gain(leave) > tolerance { gain(leave) } else { 0.0 };
    let spare = |leave: &Option<f64>| (-gain(leave)).max(0.0);
    let need: f64 = leave.iter().map(asked).sum();
    let can: f64 = leave.iter().map(spare).sum();
    let part = if can > 0.0 { (need / can).min(1.0) } else { 0.0 };
    let received = leave.iter().map(|leave| asked(leave) - part * spare(leave) + 0.0);
    (received.collect(), (need - can).max(0.0))
}
