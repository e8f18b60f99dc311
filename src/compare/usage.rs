//! How much of what mines and plants can do is used, over all periods.

use super::{Figure, Topic, View};
use crate::network::{Facility, LineId, SourceId};

/// Shares used of sources and lines with a limit.
pub(super) fn figures(view: View<'_>) -> Vec<Figure> {
    let network = view.network;
    let (mut sold, mut run) = (vec![0.0; network.sources.len()], vec![0.0; network.lines.len()]);
    for supply in &view.plan.supplies {
        sold[supply.of.index()] += supply.quantity;
    }
    for activity in &view.plan.activities {
        run[network.operations[activity.of.index()].line.index()] += activity.quantity;
    }
    let sources = network.sources.iter().zip(&sold).enumerate().map(|(k, (source, used))| {
        let material = network.materials[source.material.index()].name.as_str();
        let limit: f64 = source.available.iter().sum();
        (
            source.site,
            material,
            *used,
            limit + built(view, Facility::Source(SourceId::new(k))),
        )
    });
    let lines = network.lines.iter().zip(&run).enumerate().map(|(k, (line, used))| {
        let limit: f64 = line.capacity.iter().sum();
        (
            line.site,
            line.name.as_str(),
            *used,
            limit + built(view, Facility::Line(LineId::new(k))),
        )
    });
    sources
        .chain(lines)
        .filter(|(.., limit)| *limit > 0.0 && limit.is_finite())
        .map(|(site, name, used, limit)| {
            let site = network.sites[site.index()].name.as_str();
            Figure::new(Topic::Usage, (site, name), "share", used / limit)
        })
        .collect()
}

/// What the plan's builds add to a facility over all periods.
fn built(view: View<'_>, facility: Facility) -> f64 {
    let of = |built: &crate::plan::Amount<crate::network::OptionId>| {
        let option = &view.network.options[built.of.index()];
        let added = option.added(built.period).map(|(_, added)| added).sum::<f64>();
        if option.facility == facility {
            added * built.quantity
        } else {
            0.0
        }
    };
    view.plan.builds.iter().map(of).sum()
}
