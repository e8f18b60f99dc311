//! The periods of a network, as forecasts need them.

use crate::network::Network;

/// Names, first days and middles of periods.
#[derive(Clone, Debug, Default)]
pub(super) struct Horizon {
    /// Name of each period.
    pub names: Vec<String>,
    /// First day of each, as the files write dates.
    pub dates: Vec<String>,
    /// Years from the start of the first period to the middle of each.
    pub middles: Vec<f64>,
}

impl Horizon {
    /// Those of a network.
    pub fn of(network: &Network) -> Self {
        let mut horizon = Self::default();
        let mut past = 0.0;
        for period in &network.periods {
            horizon.names.push(period.name.clone());
            horizon.dates.push(period.start.to_string());
            horizon.middles.push(past + period.years / 2.0);
            past += period.years;
        }
        horizon
    }

    /// Position of the period of a name or first day.
    pub fn find(&self, text: &str) -> Option<usize> {
        let named = self.names.iter().position(|name| name == text);
        named.or_else(|| self.dates.iter().position(|date| date == text))
    }
}
