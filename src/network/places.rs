//! What each place holds and uses of each material by itself, before lanes.

use super::names::Context;
use super::{MaterialId, Network, SiteId};

/// One flag for each place and material.
#[derive(Clone)]
pub(super) struct Grid {
    flags: Vec<bool>,
    materials: usize,
}

impl Grid {
    /// All unset.
    pub fn new(places: usize, materials: usize) -> Self {
        Self {
            flags: vec![false; places * materials],
            materials,
        }
    }
    /// Whether a flag is set.
    pub fn has(&self, site: SiteId, material: MaterialId) -> bool {
        self.flags
            .get(site.index() * self.materials + material.index())
            .copied()
            .unwrap_or(false)
    }
    /// Sets a flag; whether it was unset.
    pub fn set(&mut self, site: SiteId, material: MaterialId) -> bool {
        let flag = self.flags.get_mut(site.index() * self.materials + material.index());
        flag.is_some_and(|flag| !std::mem::replace(flag, true))
    }
}

/// What places make, hold and use.
pub(super) struct Goods {
    /// Sources and outputs of operations.
    pub makes: Grid,
    /// What a place can send: what it makes, keeps in stock or has under way to it. Stocks of what its own lines draw are
    /// buffers and not sent on.
    pub holds: Grid,
    /// What a place can use: inputs, stocks, by-product markets, disposal, demands.
    pub uses: Grid,
    /// Stocks, markets and disposals of what the place makes itself: outlets of its own, used by others only where an entry
    /// names the place.
    pub own_outlets: Vec<(SiteId, MaterialId)>,
    /// Stocks of what the place's own lines draw: sent on only where an entry names place and goods.
    pub buffers: Vec<(SiteId, MaterialId)>,
    senders: usize,
    places: usize,
    materials: usize,
    ports: Vec<bool>,
}

impl Goods {
    /// Read off a network whose sites, sources, operations, stocks, markets and demands are there.
    pub fn new(context: &Context<'_>, network: &Network) -> Self {
        let (places, materials) = (context.places.len(), context.document.materials.len());
        let grid = || Grid::new(places, materials);
        let mut goods = Self {
            makes: grid(),
            holds: grid(),
            uses: grid(),
            own_outlets: Vec::new(),
            buffers: Vec::new(),
            senders: senders(context, network),
            places,
            materials,
            ports: context
                .document
                .sites
                .values()
                .map(|site| site.lines.is_empty() && site.source.is_empty())
                .collect(),
        };
        for back in &network.returns {
            goods.makes.set(back.site, back.scrap);
        }
        goods.makes_and_draws(network);
        goods.keeps(network);
        for demand in &network.demands {
            for (material, _) in &demand.accepts {
                goods.uses.set(demand.site, *material);
            }
        }
        goods
    }

    fn makes_and_draws(&mut self, network: &Network) {
        for source in &network.sources {
            self.makes.set(source.site, source.material);
        }
        for operation in &network.operations {
            for (material, _) in &operation.inputs {
                self.uses.set(operation.site, *material);
            }
            for (material, _) in &operation.outputs {
                self.makes.set(operation.site, *material);
            }
        }
        self.holds = self.makes.clone();
    }

    fn keeps(&mut self, network: &Network) {
        let drawn = self.uses.clone();
        for stock in &network.stocks {
            if drawn.has(stock.site, stock.material) {
                self.buffers.push((stock.site, stock.material));
            } else {
                self.holds.set(stock.site, stock.material);
            }
        }
        for goods in &network.in_transit {
            self.holds.set(goods.to, goods.material);
        }
        let stocks = network.stocks.iter().map(|stock| (stock.site, stock.material));
        let markets = network.byproducts.iter().map(|market| (market.site, market.material));
        let disposals = network.disposals.iter().map(|disposal| (disposal.site, disposal.material));
        for (site, material) in stocks.chain(markets).chain(disposals) {
            if self.makes.has(site, material) {
                self.own_outlets.push((site, material));
            } else {
                self.uses.set(site, material);
            }
        }
    }

    /// Places that may send: all but demands' whose goods do not come back.
    pub fn senders(&self) -> impl Iterator<Item = SiteId> + use<> {
        (0..self.senders).map(SiteId::new)
    }

    /// All places.
    pub fn places(&self) -> impl Iterator<Item = SiteId> + use<> {
        (0..self.places).map(SiteId::new)
    }

    /// All materials.
    pub fn materials(&self) -> impl Iterator<Item = MaterialId> + use<> {
        (0..self.materials).map(MaterialId::new)
    }

    /// Whether a place has neither lines nor sources. (The places of demands are no ports.)
    pub fn is_port(&self, site: SiteId) -> bool {
        self.ports.get(site.index()).copied().unwrap_or(false)
    }
}

/// Number of places up to the last that may send.
fn senders(context: &Context<'_>, network: &Network) -> usize {
    let returning = network.returns.iter().map(|back| back.site.index() + 1);
    returning.max().unwrap_or(0).max(context.document.sites.len())
}
