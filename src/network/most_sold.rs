//! The most that sites can ship of some materials in a span of periods.

use super::{Facility, LineId, MaterialId, Network, PeriodId, SiteId, SourceId};
use std::collections::BTreeSet;
use std::ops::Range;

/// Places of which it is asked.
struct Places<'a> {
    network: &'a Network,
    sites: &'a BTreeSet<SiteId>,
    materials: &'a BTreeSet<MaterialId>,
}

/// Tonnes that leave some sites at most, which receive nothing from elsewhere, all options built: what is made there in the span, or,
/// where they keep stock, what is there and made until its end. Infinite where something has no limit.
pub(super) fn most_sold(network: &Network, goods: (&BTreeSet<SiteId>, &BTreeSet<MaterialId>), span: &Range<usize>) -> f64 {
    let (sites, materials) = goods;
    let places = Places {
        network,
        sites,
        materials,
    };
    let stocks = network.stocks.iter();
    let mut kept = stocks.filter(|stock| places.are((stock.site, stock.material))).peekable();
    let since = if kept.peek().is_some() { 0 } else { span.start };
    let under_way = network.in_transit.iter();
    let under_way = under_way.filter(|goods| places.are((goods.to, goods.material)) && goods.arrives.index() < span.end);
    let given = kept.map(|stock| stock.opening).chain(under_way.map(|goods| goods.quantity));
    given.sum::<f64>() + places.made(&(since..span.end))
}

impl Places<'_> {
    fn are(&self, (site, material): (SiteId, MaterialId)) -> bool {
        self.sites.contains(&site) && self.materials.contains(&material)
    }

    /// Tonnes made at most, and scrap, which has no limit here.
    fn made(&self, span: &Range<usize>) -> f64 {
        let network = self.network;
        let over = |facility: Facility| -> f64 { span.clone().map(|t| network.most(facility, PeriodId::new(t))).sum() };
        let sources = network.sources.iter().enumerate();
        let sold = sources.filter(|(_, source)| self.are((source.site, source.material)));
        let sold = sold.map(|(index, _)| over(Facility::Source(SourceId::new(index))));
        let made = (0..network.lines.len()).map(LineId::new).filter_map(|line| {
            let rate = self.rate(line);
            (rate > 0.0).then(|| rate * over(Facility::Line(line)))
        });
        let scrap = network.returns.iter().filter(|back| self.are((back.site, back.scrap)));
        sold.chain(made).chain(scrap.map(|_| f64::INFINITY)).sum()
    }

    /// Largest output of a line per unit of activity.
    fn rate(&self, line: LineId) -> f64 {
        let runs = self.network.operations.iter().filter(|operation| operation.line == line);
        let output = |operation: &super::Operation| -> f64 {
            let outputs = operation.outputs.iter();
            outputs
                .filter(|(material, _)| self.are((operation.site, *material)))
                .map(|(_, rate)| *rate)
                .sum()
        };
        runs.map(output).fold(0.0, f64::max)
    }
}
