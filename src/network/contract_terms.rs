//! Contracts as the reader understands them: who is meant, which goods and lanes, how much.

use super::facts::Facts;
use super::most_sold::most_sold;
use super::names::Context;
use super::{Contract, CountryId, Lane, LaneId, MaterialId, Network, PerPeriod, SiteId, Source, Support, TakeOrPay, Terms};
use crate::spec::{self, Signed};
use std::collections::BTreeSet;

/// One contract as written, and what it is read against.
pub(super) struct Reader<'a> {
    /// The context.
    pub context: &'a Context<'a>,
    /// The chain, lanes included.
    pub network: &'a Network,
    /// Where it is written.
    pub path: &'a str,
    /// What is written.
    pub written: &'a spec::Contract,
}

impl Reader<'_> {
    /// Something wrong at a field, which begins with a point.
    pub fn problem(&self, field: &str, found: impl Into<String>, expected: impl Into<String>) {
        self.context.report.problem(&format!("{}{field}", self.path), found, expected);
    }

    /// Periods in which it is in force: dates and conditions together.
    pub fn active(&self, facts: &Facts) -> Vec<bool> {
        let (context, written) = (self.context, self.written);
        let open = context.calendar.open(written.from.as_deref(), written.until.as_deref());
        let holds = facts.hold(context.report, &format!("{}.if", self.path), &written.condition);
        open.iter().zip(&holds).map(|(open, holds)| *open && *holds).collect()
    }

    /// The contract; nothing where something that it cannot do without is missing.
    pub fn read(&self, name: String, active: Vec<bool>) -> Option<Contract> {
        let (sites, buyers) = self.parties()?;
        let terms = self.terms(&sites, &buyers)?;
        let (least, most) = self.band(&active);
        let windows = self.context.calendar.windows(self.written.window);
        let mut contract = Contract {
            name,
            choice: matches!(self.written.signed, Signed::Open(_)),
            seller: *sites.first()?,
            terms,
            least,
            most,
            windows: windows
                .into_iter()
                .filter(|window| window.clone().any(|t| active[t]))
                .collect(),
            active,
            take_or_pay: None,
        };
        self.limited(&contract);
        contract.take_or_pay = self.take_or_pay(&contract);
        Some(contract)
    }

    /// Sites of the seller, and flags of the buyers' places; nothing where one of them is missing or unknown.
    fn parties(&self) -> Option<(Vec<SiteId>, Vec<bool>)> {
        let (context, written) = (self.context, self.written);
        let seller = written.seller.as_ref().filter(|name| !name.is_empty());
        if seller.is_none() {
            self.problem("", "a contract without a seller", "`seller`: a site, or an owner of sites");
        }
        if written.buyers.is_empty() {
            let expected = "`buyers`: sites, demands, countries or territories";
            self.problem("", "a contract without buyers", expected);
        }
        let buyers = context.select_places(&format!("{}.buyers", self.path), &written.buyers);
        let seller = seller.filter(|_| !written.buyers.is_empty())?;
        let owned = |(_, (name, site)): &(usize, (&String, &spec::Site))| name == &seller || site.owner.as_ref() == Some(seller);
        let sites: Vec<SiteId> = context
            .document
            .sites
            .iter()
            .enumerate()
            .filter(owned)
            .map(|(i, _)| SiteId::new(i))
            .collect();
        if sites.is_empty() {
            let sites = context.document.sites.iter();
            let known = sites.flat_map(|(name, site)| [Some(name.as_str()), site.owner.as_deref()]);
            let path = format!("{}.seller", self.path);
            context
                .report
                .unknown(&path, "site or owner of a site", seller, known.flatten());
        }
        Some((sites, buyers))
    }

    /// Prices on every lane from a site that makes the goods to a buyer.
    fn terms(&self, sites: &[SiteId], buyers: &[bool]) -> Option<Vec<Terms>> {
        let (network, seller) = (self.network, self.written.seller.as_deref().unwrap_or_default());
        let chosen = self
            .context
            .select_materials(&format!("{}.materials", self.path), &self.written.materials);
        let sold: BTreeSet<(SiteId, MaterialId)> = network
            .makers()
            .into_iter()
            .filter(|(site, material)| sites.contains(site) && chosen.get(material.index()).copied().unwrap_or(false))
            .collect();
        let lanes = network.lanes.iter().enumerate().filter(|(_, lane)| {
            sold.contains(&(lane.from, lane.material)) && buyers.get(lane.to.index()).copied().unwrap_or(false)
        });
        let lanes: Vec<(LaneId, &Lane)> = lanes.map(|(index, lane)| (LaneId::new(index), lane)).collect();
        if self.context.report.unresolved() {
            return None;
        }
        if sold.is_empty() {
            let expected = "a site or owner whose sources or lines make the goods";
            self.problem(".seller", format!("`{seller}` sells none of these materials"), expected);
        } else if lanes.is_empty() {
            let expected = "buyers to whom a lane leads and who use the goods";
            self.problem(".buyers", format!("no lane from `{seller}` leads to these buyers"), expected);
        }
        self.of_its_own(&lanes);
        let terms = lanes.into_iter().filter_map(|(lane, way)| {
            let asked = self.asked((way.from, way.material), self.context.country_of(way.to))?;
            let price = self.price(&asked);
            Some(Terms { lane, price, asked })
        });
        Some(terms.collect::<Vec<_>>()).filter(|terms| !terms.is_empty())
    }

    /// Goods that could come back to the seller would be bought under the contract again and again.
    fn of_its_own(&self, lanes: &[(LaneId, &Lane)]) {
        let into = |way: &Lane| {
            let mut all = self.network.lanes.iter();
            all.any(|other| (other.to, other.material) == (way.from, way.material))
        };
        if let Some((_, way)) = lanes.iter().find(|(_, way)| into(way)) {
            let (place, goods) = (self.context.place_name(way.from), self.context.material_name(way.material));
            let found = format!("`{goods}` from elsewhere comes to `{place}`");
            self.problem(".seller", found, "a site of its own for what it makes and sells");
        }
        for (_, way) in lanes {
            self.of_one_price(way);
        }
    }

    /// Goods of a stock were paid for before, and those under a contract for difference have a price of their own: neither can be priced again.
    fn of_one_price(&self, way: &Lane) {
        let (place, goods) = (self.context.place_name(way.from), self.context.material_name(way.material));
        let network = self.network;
        if network.keeps(way.from, way.material) {
            let found = format!("`{goods}` is kept at `{place}`, or on its way there");
            self.problem(".seller", found, "a site of its own for the stock");
        }
        let sold = |source: &Source| (source.site, source.material) == (way.from, way.material);
        let supported = |support: &Support| support.active.contains(&true) && sold(&network.sources[support.source.index()]);
        if let Some(support) = network.supports.iter().find(|support| supported(support)) {
            let found = format!(
                "`{goods}` of `{place}` is under the contract for difference `{}` too",
                support.contract
            );
            self.problem(".seller", found, "one of the two, or other `materials`");
        }
    }

    /// Least and most tonnes of each period.
    fn band(&self, active: &[bool]) -> (PerPeriod, PerPeriod) {
        let (calendar, written) = (&self.context.calendar, self.written);
        let in_force = |amounts: PerPeriod| -> PerPeriod {
            let kept = amounts.iter().zip(active);
            kept.map(|(amount, active)| if *active { *amount } else { 0.0 }).collect()
        };
        let least = written
            .least
            .as_ref()
            .map_or_else(|| calendar.constant(0.0), |least| calendar.amounts(least));
        let most = calendar.limits(written.most.as_ref());
        if least.iter().zip(&most).any(|(least, most)| least > most) {
            self.problem(".least", "a least above the most", "a `least` that is no more than `most`");
        }
        (in_force(least), in_force(most))
    }

    /// What a choice multiplies must have a limit.
    fn limited(&self, contract: &Contract) {
        if contract.choice && contract.most.iter().any(|most| most.is_infinite()) {
            let found = "a choice to sign, and no limit on what is bought";
            self.problem("", found, "`most`: the most that is bought under it in a year");
        }
    }

    fn take_or_pay(&self, contract: &Contract) -> Option<TakeOrPay> {
        let (context, written) = (self.context, self.written);
        let guarantor = written.guaranteed_by.as_ref();
        let guarantor = guarantor.map(|name| context.country(&format!("{}.guaranteed_by", self.path), name));
        let Some(share) = written.take_or_pay else {
            if guarantor.is_some() {
                self.problem(
                    ".guaranteed_by",
                    "a guarantee of nothing",
                    "`take_or_pay`: the share that is paid",
                );
            }
            return None;
        };
        context.report.share(&format!("{}.take_or_pay", self.path), share.0);
        if written.least.is_none() {
            self.problem(".take_or_pay", "no volume to take or pay", "`least`");
        }
        let most_sold = self.most_sold(contract);
        if most_sold.iter().any(|most| most.is_infinite()) {
            let expected = "`available` of its sources, or a `capacity` of its lines or lanes";
            self.problem(".take_or_pay", "a seller without limit", expected);
        }
        let countries: BTreeSet<CountryId> = self.ways(contract).map(|lane| context.country_of(lane.to)).collect();
        Some(TakeOrPay {
            rate: self.at_home(contract)?.iter().map(|price| share.0 * price).collect(),
            buyers: countries.into_iter().collect(),
            guarantor: guarantor.flatten(),
            most_sold,
        })
    }

    /// Lanes of a contract.
    pub fn ways(&self, contract: &Contract) -> impl Iterator<Item = &Lane> {
        let lanes: Vec<&Lane> = contract
            .terms
            .iter()
            .filter_map(|terms| self.network.lanes.get(terms.lane.index()))
            .collect();
        lanes.into_iter()
    }

    fn most_sold(&self, contract: &Contract) -> Vec<f64> {
        let goods: BTreeSet<MaterialId> = self.ways(contract).map(|lane| lane.material).collect();
        let from: BTreeSet<SiteId> = self.ways(contract).map(|lane| lane.from).collect();
        let windows = contract.windows.iter();
        windows
            .map(|window| most_sold(self.network, (&from, &goods), window))
            .collect()
    }
}
