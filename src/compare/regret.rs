//! Regret: how far a policy stays behind the best one, by scenario.
//!
//! ```text
//! regret[p, s] = value[p, s] - min over q of value[q, s]
//! worst[p]     = max over s of regret[p, s]
//! ```
//!
//! The policy with the least worst regret is the choice of L. J. Savage, The Theory of Statistical Decision, Journal of the American Statistical
//! Association 46 (1951), 55-67. Each measure has a regret of its own: shortage by tier, cost, resource cost and exposure have no common unit.

use super::{Case, Comparison, Topic};

/// Regret of one policy in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Regret {
    /// Measure: a tier, `cost`, `resource cost`, `exposure`.
    pub measure: String,
    /// Unit.
    pub unit: &'static str,
    /// Policy.
    pub policy: String,
    /// Regret in each scenario of the comparison; none where some policy has no plan there.
    pub by_scenario: Vec<Option<f64>>,
    /// The largest; none where a scenario has none.
    pub worst: Option<f64>,
    /// Whether no policy has a smaller one.
    pub least: bool,
}

/// Regrets by measure, then by policy.
pub fn regrets(comparison: &Comparison) -> Vec<Regret> {
    measures(comparison)
        .into_iter()
        .flat_map(|measure| of_measure(comparison, measure))
        .collect()
}

fn measures(comparison: &Comparison) -> Vec<(Topic, String, &'static str)> {
    let mut measures: Vec<(Topic, String, &'static str)> = Vec::new();
    let counted = |topic| matches!(topic, Topic::Shortage | Topic::Headline);
    for figure in comparison.cases.iter().flat_map(|case| &case.figures) {
        let measure = (figure.topic, figure.item.clone(), figure.unit);
        if counted(figure.topic) && !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures.sort_by_key(|(topic, ..)| *topic != Topic::Shortage);
    measures
}

fn of_measure(comparison: &Comparison, (topic, item, unit): (Topic, String, &'static str)) -> Vec<Regret> {
    let policies = comparison.policies();
    let value = |case: &Case| case.figure(topic, &item, "").or(case.is_planned().then_some(0.0));
    let best = |scenario: &str| {
        let values = policies
            .iter()
            .map(|policy| comparison.case(policy, scenario).and_then(value));
        values.collect::<Option<Vec<f64>>>()?.into_iter().reduce(f64::min)
    };
    let regret = |policy: &str, scenario: &str| Some(value(comparison.case(policy, scenario)?)? - best(scenario)?);
    let mut regrets: Vec<Regret> = Vec::new();
    for policy in &policies {
        let by_scenario: Vec<Option<f64>> = comparison.scenarios().iter().map(|s| regret(policy, s)).collect();
        let all: Option<Vec<f64>> = by_scenario.iter().copied().collect();
        regrets.push(Regret {
            measure: item.clone(),
            unit,
            policy: (*policy).to_owned(),
            worst: all.and_then(|all| all.into_iter().reduce(f64::max)),
            by_scenario,
            least: false,
        });
    }
    let least = regrets.iter().filter_map(|regret| regret.worst).reduce(f64::min);
    for regret in &mut regrets {
        regret.least = regret.worst.is_some() && regret.worst == least;
    }
    regrets
}
