//! Offers by destination: the price of what leaves the site must be clear.

use crate::network::names::Context;
use crate::network::{Network, Source};

/// A site whose source asks different prices by destination obtains the material in no other way.
pub fn check(context: &Context<'_>, network: &Network) {
    for source in network.sources.iter().filter(|source| differs(source)) {
        let here = (source.site, source.material);
        let lane = network.lanes.iter().any(|lane| (lane.to, lane.material) == here);
        let made = |o: &crate::network::Operation| o.site == here.0 && o.outputs.iter().any(|(material, _)| *material == here.1);
        let stocked = network
            .stocks
            .iter()
            .any(|stock| (stock.site, stock.material) == here && stock.opening > 0.0);
        let under_way = network.in_transit.iter().any(|goods| (goods.to, goods.material) == here);
        let comes_back = network.returns.iter().any(|back| (back.site, back.scrap) == here);
        if comes_back || lane || stocked || under_way || network.operations.iter().any(made) {
            let (site, material) = (context.place_name(here.0), context.material_name(here.1));
            let found = format!("`{material}` from elsewhere comes to `{site}`, whose offer differs by destination");
            let path = format!("sites.{site}.source.{material}.offers");
            context.report.problem(&path, found, "a site of its own for this source");
        }
    }
}

fn differs(source: &Source) -> bool {
    source.offer.windows(2).any(|pair| pair.first() != pair.last())
}
