//! `capex`: what the buyers pay for capacity built at sites paid their costs, less what treasuries grant.
//!
//! ```text
//! cost += sum_t delta[t] (1 - grant[o]) recovers[o,t',t] build[o,t']
//! ```
//!
//! `recovers[o,t',t]` is the capital recovered in period `t` after a decision in `t'`: equal yearly payments from the day of service on, as
//! far as the horizon goes. Only of sites paid cost-plus; others bear it themselves.

use crate::formulation::ColumnKey;
use crate::formulation::draft::Draft;

/// Charges decisions to build.
pub(in crate::formulation) fn build(draft: &mut Draft<'_>) {
    let network = draft.network();
    let level = network.cost_level();
    draft.weigh(|key| {
        let ColumnKey::Build(option, decided) = key else { return None };
        let option = &network.options[option.index()];
        let recovers = option.recovers[decided.index()]
            .as_ref()
            .filter(|_| network.sites[option.site.index()].cost_plus)?;
        let discounted = recovers
            .iter()
            .zip(&network.periods)
            .map(|(recovers, period)| recovers * period.discount);
        Some((level, (1.0 - option.grant) * discounted.sum::<f64>()))
    });
}
