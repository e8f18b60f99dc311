//! The objective levels of a network.

use super::Network;

impl Network {
    /// Names of the objective levels in order: the tiers that some demand counts in, `cost`, and `exposure` where the
    /// instance has allies.
    pub fn level_names(&self) -> Vec<String> {
        let counted = self.tiers.iter().enumerate().filter(|(tier, _)| self.counts_tier(*tier));
        let mut names: Vec<String> = counted.map(|(_, name)| name.clone()).collect();
        names.push("cost".to_owned());
        if self.has_allies() {
            names.push("exposure".to_owned());
        }
        names
    }

    /// Position of a tier among the levels; `None` where no demand counts in it.
    pub fn tier_level(&self, tier: usize) -> Option<usize> {
        self.counts_tier(tier)
            .then(|| (0..tier).filter(|earlier| self.counts_tier(*earlier)).count())
    }

    /// Position of the level of cost.
    pub fn cost_level(&self) -> usize {
        (0..self.tiers.len()).filter(|tier| self.counts_tier(*tier)).count()
    }

    /// Position of the level of exposure, if there is one.
    pub fn exposure_level(&self) -> Option<usize> {
        self.has_allies().then(|| self.cost_level() + 1)
    }

    fn counts_tier(&self, tier: usize) -> bool {
        self.demands.iter().any(|demand| demand.tier == Some(tier))
    }

    fn has_allies(&self) -> bool {
        self.countries.iter().any(|country| country.ally)
    }
}

#[cfg(test)]
mod tests {
    use crate::network::{Demand, Network, SiteId};

    fn demand(tier: Option<usize>) -> Demand {
        Demand {
            name: String::new(),
            site: SiteId(0),
            sector: String::new(),
            tier,
            weight: 1.0,
            accepts: Vec::new(),
            requires: Vec::new(),
            claims: Vec::new(),
            blocks: Vec::new(),
            minimum: Vec::new(),
        }
    }

    #[test]
    fn tiers_without_demand_have_no_level() {
        let network = Network {
            tiers: vec!["dx".into(), "do".into(), "rest".into()],
            demands: vec![demand(Some(2)), demand(None), demand(Some(0))],
            ..Network::default()
        };
        assert_eq!(network.level_names(), ["dx", "rest", "cost"]);
        assert_eq!([0, 1, 2].map(|tier| network.tier_level(tier)), [Some(0), None, Some(1)]);
        assert_eq!((network.cost_level(), network.exposure_level()), (2, None));
    }
}
