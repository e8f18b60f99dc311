//! Coalitions and what their plans say of them.

use super::{Core, Game, Minimise, Nucleolus, Stability, core, members, nucleolus, shapley, stability};

/// Gains below this share of the largest welfare come from the solver.
const ROUNDING: f64 = 1e-6;

/// The policy with a coalition as its club.
#[derive(Clone, Debug, PartialEq)]
pub struct Coalition {
    /// Players in it, as bits.
    pub set: usize,
    /// How the solve ended.
    pub status: &'static str,
    /// Welfare of each player, discounted USD; none without a plan.
    pub welfare: Option<Vec<f64>>,
    /// Buyers' cost in all countries, discounted USD.
    pub cost: Option<f64>,
    /// Weighted tonnes of exposure.
    pub exposure: Option<f64>,
    /// Tonnes short in tiers.
    pub short: Option<f64>,
}

/// What the plans say of the coalitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The game of gains over having no coalition.
    pub game: Game,
    /// Stability of each coalition.
    pub stability: Vec<Stability>,
    /// Shapley value.
    pub shapley: Vec<f64>,
    /// Nucleolus; none where its programs failed.
    pub nucleolus: Option<Nucleolus>,
    /// Core; none where its program failed.
    pub core: Option<Core>,
}

/// Coalitions and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// Instance.
    pub instance: String,
    /// Policy whose measures the coalitions took.
    pub policy: String,
    /// Scenarios, joined by `+`.
    pub scenario: String,
    /// Players.
    pub players: Vec<String>,
    /// Coalitions in the order of their bits, nobody first.
    pub coalitions: Vec<Coalition>,
    /// None where some coalition has no plan.
    pub findings: Option<Findings>,
}

impl Played {
    /// Names of the players of a coalition, joined by `+`; `none` of nobody.
    pub fn name(&self, set: usize) -> String {
        let names: Vec<&str> = members(set).filter_map(|i| self.players.get(i)).map(String::as_str).collect();
        if names.is_empty() { "none".into() } else { names.join("+") }
    }
}

impl Findings {
    /// What follows from the welfare of every player under every coalition, in the order of their bits; none where these make no game.
    pub fn of(welfare: &[Vec<f64>], minimise: Minimise) -> Option<Self> {
        let largest = welfare.iter().flatten().fold(0.0_f64, |most, value| most.max(value.abs()));
        let game = Game::of_welfare(welfare)?;
        let stable = |set: usize| stability(welfare, set, ROUNDING * largest);
        Some(Self {
            stability: (0..welfare.len()).map(stable).collect(),
            shapley: shapley(&game),
            nucleolus: nucleolus(&game, minimise),
            core: core(&game, minimise),
            game,
        })
    }
}
