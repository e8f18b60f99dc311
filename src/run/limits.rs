//! Rows in the words of the trade.

use crate::formulation::RowKey;
use crate::network::{LineId, Network, SiteId};
use crate::plan::{Plan, Priced};
use crate::results::{Limit, class_label};

/// For each price of a plan, the limit that it belongs to.
pub(super) fn of_prices(network: &Network, plan: &Plan) -> Vec<Option<Limit>> {
    let limit = |priced| {
        if let Priced::Limit(row) = priced {
            Some(limit(network, &row))
        } else {
            None
        }
    };
    plan.prices.iter().map(|price| limit(price.of)).collect()
}

/// A row in words.
pub(super) fn limit(network: &Network, row: &RowKey) -> Limit {
    Limit {
        family: row.family(),
        text: text(network, row),
    }
}

/// The row in words, its period included.
pub(super) fn with_period(network: &Network, row: &RowKey) -> String {
    match row.period() {
        Some(period) => format!("{} in {}", text(network, row), network.periods[period.index()].name),
        None => text(network, row),
    }
}

fn text(network: &Network, row: &RowKey) -> String {
    let site = |id: SiteId| network.sites[id.index()].name.as_str();
    let material = |id: crate::network::MaterialId| network.materials[id.index()].name.as_str();
    let line = |id: LineId| {
        let line = &network.lines[id.index()];
        format!("line {} at {}", line.name, site(line.site))
    };
    match *row {
        RowKey::Balance(at, what, class, _) => {
            format!(
                "balance of {} ({}) at {}",
                material(what),
                class_label(network, class),
                site(at)
            )
        }
        RowKey::SourceCapacity(id, _) => {
            let source = &network.sources[id.index()];
            format!("{} available at {}", material(source.material), site(source.site))
        }
        RowKey::LineCapacity(id, _) => format!("capacity of {}", line(id)),
        RowKey::CircuitCapacity(id, k, _) => {
            let circuit = network.lines[id.index()].circuits.get(k as usize);
            format!("circuit {} of {}", circuit.map_or("?", |circuit| &circuit.name), line(id))
        }
        RowKey::LaneCapacity(id, _) => {
            let route = &network.routes[id.index()];
            format!("capacity from {} to {}", site(route.from), site(route.to))
        }
        RowKey::StockCapacity(id, _) => stock(network, id, "room for"),
        RowKey::StockRelease(id, _) => stock(network, id, "no release of"),
        RowKey::StockRefill(id, _) => stock(network, id, "refill of"),
        RowKey::StockMinimum(id, _) => stock(network, id, "least stock of"),
        RowKey::StockRotation(id, _) => stock(network, id, "rotation of"),
        RowKey::StockTerminal(id) => stock(network, id, "closing stock of"),
        RowKey::ByProductLimit(id, _) => {
            let market = &network.byproducts[id.index()];
            format!("market for {} at {}", material(market.material), site(market.site))
        }
        RowKey::Demand(id, _) => format!("demand {}", network.demands[id.index()].name),
        RowKey::DeliveryFloor(id, _) => format!("least delivery to {}", network.demands[id.index()].name),
        RowKey::DeMinimis(operation, rule, element, _) => {
            let operation = &network.operations[operation.index()];
            let (rule, element) = (&network.rules[rule.index()].name, &network.elements[element.index()].name);
            format!(
                "de minimis of {rule} in {element} at {} ({})",
                site(operation.site),
                operation.name
            )
        }
        RowKey::NetDraw(operation, input, class, _) => {
            let operation = &network.operations[operation.index()];
            let (input, class) = (material(input), class_label(network, class));
            format!(
                "net draw of {input} ({class}) at {} ({})",
                site(operation.site),
                operation.name
            )
        }
        RowKey::CollectionLimit(id, used, class, _) => {
            let back = &network.returns[id.index()];
            let used = used.map_or("goods in use at the start", material);
            let (demand, class) = (&network.demands[back.demand.index()].name, class_label(network, class));
            format!("scrap of {used} ({class}) at {demand}")
        }
        RowKey::ExportLimit(id, _) => format!("export limit {}", network.measures[id.index()].name),
    }
}

fn stock(network: &Network, id: crate::network::StockId, what: &str) -> String {
    let stock = &network.stocks[id.index()];
    format!(
        "{what} {} at {}",
        network.materials[stock.material.index()].name,
        network.sites[stock.site.index()].name
    )
}
