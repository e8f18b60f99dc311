//! Whether a source can reach every demand, policy, dates and rules aside; where not, at which stage the path breaks.

use crate::network::names::Context;
use crate::network::places::{Goods, Grid};
use crate::network::{Demand, MaterialId, Network, Operation, SiteId};

/// Reports every demand that nothing can reach.
pub fn check(context: &Context<'_>, goods: &Goods, network: &Network) {
    let available = available(context, network);
    let search = Search {
        context,
        goods,
        network,
        available,
    };
    for demand in &network.demands {
        let reached = demand
            .accepts
            .iter()
            .any(|(material, _)| search.available.has(demand.site, *material));
        if let Some((material, _)) = demand.accepts.first().filter(|_| !reached) {
            search.report(demand, *material);
        }
    }
}

/// What can be at each place at some time.
fn available(context: &Context<'_>, network: &Network) -> Grid {
    let mut available = Grid::new(context.places.len(), context.document.materials.len());
    for source in &network.sources {
        available.set(source.site, source.material);
    }
    for stock in network.stocks.iter().filter(|stock| stock.opening > 0.0) {
        available.set(stock.site, stock.material);
    }
    for goods in &network.in_transit {
        available.set(goods.to, goods.material);
    }
    for back in network
        .returns
        .iter()
        .filter(|back| back.in_use.iter().any(|tonnes| *tonnes > 0.0))
    {
        available.set(back.site, back.scrap);
    }
    loop {
        let mut changed = false;
        for back in &network.returns {
            if back.of.iter().any(|material| available.has(back.site, *material)) {
                changed |= available.set(back.site, back.scrap);
            }
        }
        for operation in &network.operations {
            if operation
                .inputs
                .iter()
                .all(|(material, _)| available.has(operation.site, *material))
            {
                for (material, _) in &operation.outputs {
                    changed |= available.set(operation.site, *material);
                }
            }
        }
        for lane in &network.lanes {
            if available.has(lane.from, lane.material) {
                changed |= available.set(lane.to, lane.material);
            }
        }
        if !changed {
            return available;
        }
    }
}

struct Search<'a> {
    context: &'a Context<'a>,
    goods: &'a Goods,
    network: &'a Network,
    available: Grid,
}

impl Search<'_> {
    fn report(&self, demand: &Demand, material: MaterialId) {
        let mut seen = Vec::new();
        let why = self.why((demand.site, material), &format!("demand `{}`", demand.name), &mut seen);
        let found = format!("no source can reach it: {why}");
        let expected = "a path from a source through processes and lanes to an accepted material";
        self.context
            .report
            .problem(&format!("demands.{}", demand.name), found, expected);
    }

    /// Follows what is missing upstream to where the path breaks.
    fn why(&self, at: (SiteId, MaterialId), user: &str, seen: &mut Vec<(SiteId, MaterialId)>) -> String {
        seen.push(at);
        let (site, material) = at;
        for operation in self.makers(site, material) {
            let missing = operation.inputs.iter().map(|(input, _)| (site, *input));
            if let Some(next) = missing
                .into_iter()
                .find(|next| !self.available.has(site, next.1) && !seen.contains(next))
            {
                return self.why(
                    next,
                    &format!("`{}` at `{}`", operation.name, self.context.place_name(site)),
                    seen,
                );
            }
        }
        let mut senders = self
            .network
            .lanes
            .iter()
            .filter(|lane| (lane.to, lane.material) == at)
            .map(|lane| lane.from);
        if let Some(sender) = senders.find(|sender| !seen.contains(&(*sender, material))) {
            return self.why((sender, material), user, seen);
        }
        self.end(site, material, user)
    }

    fn makers(&self, site: SiteId, material: MaterialId) -> impl Iterator<Item = &Operation> {
        let makes = move |o: &&Operation| o.site == site && o.outputs.iter().any(|(output, _)| *output == material);
        self.network.operations.iter().filter(makes)
    }

    fn end(&self, site: SiteId, material: MaterialId, user: &str) -> String {
        let name = self.context.material_name(material);
        let stage = self
            .context
            .document
            .materials
            .get_index(material.index())
            .map_or("", |(_, m)| m.stage.as_str());
        let maker = self
            .goods
            .senders()
            .find(|maker| *maker != site && self.goods.makes.has(*maker, material));
        match maker.filter(|_| !self.goods.makes.has(site, material)) {
            Some(maker) => format!(
                "the path breaks at stage `{stage}`: no lane brings `{name}` to `{}` for {user}, though `{}` makes it",
                self.context.place_name(site),
                self.context.place_name(maker)
            ),
            None => format!("the path breaks at stage `{stage}`: nothing supplies `{name}`, which {user} needs"),
        }
    }
}
