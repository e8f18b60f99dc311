//! Prices of contracts.
//!
//! ```text
//! price = fixed, or min(cap, max(floor, share x index - less)), the index being what the seller asks where none is named
//! ```

use super::contract_terms::Reader;
use super::{Contract, CountryId, MaterialId, PerPeriod, SiteId};
use crate::spec::{self, PriceIndex};

impl Reader<'_> {
    /// What the one maker of goods at a place asks in a country: its offer, or its fee for a tonne of its main output.
    pub fn asked(&self, (site, material): (SiteId, MaterialId), country: CountryId) -> Option<PerPeriod> {
        let network = self.network;
        let offers = network
            .sources
            .iter()
            .filter(|source| (source.site, source.material) == (site, material));
        let offers = offers.filter_map(|source| source.offer.get(country.index()).cloned());
        let makes = network.operations.iter().filter(|operation| operation.site == site);
        let fees = makes.filter_map(|operation| {
            let rate = operation.outputs.iter().find(|(output, _)| *output == material)?.1;
            let main = operation.outputs.first().is_some_and(|(output, _)| *output == material);
            Some(if main {
                operation.fee.iter().map(|fee| fee / rate).collect()
            } else {
                Vec::new()
            })
        });
        let asked: Vec<PerPeriod> = offers.chain(fees).collect();
        let first = asked.first()?;
        if first.is_empty() || asked.iter().any(|other| other != first) {
            let (place, goods) = (self.context.place_name(site), self.context.material_name(material));
            let found = format!("`{goods}` at `{place}` has no one price: it is made beside other goods, or at several prices");
            let expected = "goods of one source, or the main output of lines that ask one fee";
            self.problem(".materials", found, expected);
            return None;
        }
        Some(first.clone())
    }

    /// Price of a contract in each period, beside what the seller asks.
    pub fn price(&self, asked: &PerPeriod) -> PerPeriod {
        let calendar = &self.context.calendar;
        match (&self.written.price, &self.written.index) {
            (Some(price), None) => calendar.prices(price),
            (None, Some(index)) => self.indexed(index, asked),
            (None, None) => {
                self.problem("", "a contract without a price", "`price`, or `index`");
                asked.clone()
            }
            (Some(_), Some(_)) => {
                self.problem(".index", "an index beside a price", "`price` or `index`, not both");
                asked.clone()
            }
        }
    }

    fn indexed(&self, index: &PriceIndex, asked: &PerPeriod) -> PerPeriod {
        let calendar = &self.context.calendar;
        let of = |series: &Option<spec::Series<_>>, absent: f64| {
            series
                .as_ref()
                .map_or_else(|| calendar.constant(absent), |series| calendar.prices(series))
        };
        if index.of.is_none() && index.share.is_none() && index.less.is_none() && index.floor.is_none() && index.cap.is_none() {
            let expected = "`of`: the price that it follows, or `share`, `less`, `floor`, `cap` of the seller's offer";
            self.problem(".index", "an index that names nothing", expected);
        }
        let (less, floor, cap) = (of(&index.less, 0.0), of(&index.floor, 0.0), of(&index.cap, f64::INFINITY));
        if floor.iter().zip(&cap).any(|(floor, cap)| floor > cap) {
            self.problem(
                ".index.floor",
                "a floor above the cap",
                "a floor that is no more than the cap",
            );
        }
        let base = index
            .of
            .as_ref()
            .map_or_else(|| asked.clone(), |series| calendar.prices(series));
        let share = index.share.map_or(1.0, |share| share.0);
        let within = base.iter().zip(&less).zip(floor.iter().zip(&cap));
        within
            .map(|((base, less), (floor, cap))| (share * base - less).max(*floor).min(*cap))
            .collect()
    }

    /// The one price at the seller's gate of what is not taken.
    pub fn at_home(&self, contract: &Contract) -> Option<PerPeriod> {
        let mut prices: Vec<PerPeriod> = Vec::new();
        for lane in self.ways(contract) {
            let asked = self.asked((lane.from, lane.material), self.context.country_of(lane.from))?;
            prices.push(self.price(&asked));
        }
        let first = prices.first()?.clone();
        if prices.iter().any(|other| *other != first) {
            let expected = "a `price`, an index `of` one price, or one material";
            self.problem(".take_or_pay", "no one price of what is not taken", expected);
        }
        Some(first)
    }
}
