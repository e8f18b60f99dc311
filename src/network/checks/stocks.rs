//! Rules of stocks that no plan can keep: more than the room, more than can come, or a turnover of what nothing can leave.

use crate::network::names::Context;
use crate::network::{Network, Stock, Terminal};

/// Checks every stock.
pub fn check(context: &Context<'_>, network: &Network) {
    for stock in &network.stocks {
        let (site, material) = (context.place_name(stock.site), context.material_name(stock.material));
        let path = format!("sites.{site}.stocks.{material}");
        room(context, &path, stock);
        let beyond = |asked: &[f64]| asked.iter().any(|least| *least > stock.opening * (1.0 + 1e-9));
        let asks = [
            ("minimum", beyond(&stock.rules.minimum)),
            ("refill", beyond(&stock.rules.refill)),
        ];
        if let Some((field, _)) = asks.iter().find(|(_, asks)| *asks && !comes(network, stock)) {
            let found = format!(
                "more than the {} t at the start, but nothing can bring `{material}` to `{site}`",
                stock.opening
            );
            let expected = "no more than the opening amount, or a lane, line or source that brings it";
            context.report.problem(&format!("{path}.{field}"), found, expected);
        }
        if !stock.rules.rotation.is_empty() && !leaves(network, stock) {
            let found = format!("nothing can take `{material}` out of `{site}`");
            let expected = "a lane, line, demand, market or disposal for what is replaced";
            context.report.problem(&format!("{path}.rotation"), found, expected);
        }
    }
}

/// What rules ask for at the end of each period has room. Contradictions are reported once, where the first rule stands.
fn room(context: &Context<'_>, path: &str, stock: &Stock) {
    let rules = &stock.rules;
    let mut kept = stock.opening;
    for (t, period) in context.calendar.periods.iter().enumerate() {
        let room = stock.room.get(t).copied().unwrap_or(f64::INFINITY);
        let of = |list: &[f64]| list.get(t).copied().unwrap_or(0.0);
        kept = match rules.released.get(t) {
            Some(false) => kept,
            _ => 0.0,
        };
        let asked = [
            ("minimum", of(&rules.minimum)),
            ("refill", of(&rules.refill)),
            ("release", kept),
        ];
        if let Some((field, least)) = asked.iter().find(|(_, least)| *least > room * (1.0 + 1e-9)) {
            let words = match *field {
                "release" => "stay while no release is in force",
                "refill" => "are asked for by the refill",
                _ => "are the least",
            };
            let found = format!("{least} t {words}, but there is room for {room} t in {}", period.name);
            let expected = "no more than the room";
            context.report.problem(&format!("{path}.{field}"), found, expected);
            return;
        }
        kept = kept.max(of(&rules.minimum)).max(of(&rules.refill));
    }
    let last = stock.room.last().copied().unwrap_or(f64::INFINITY);
    let has_rules = !(rules.released.is_empty() && rules.refill.is_empty() && rules.minimum.is_empty());
    if has_rules && stock.terminal == Terminal::Keep && stock.opening > last {
        let found = format!("{} t are kept at the end, but there is room for {last} t", stock.opening);
        let expected = "`terminal: free`, or room for the opening amount";
        context.report.problem(&format!("{path}.terminal"), found, expected);
    }
}

/// Whether anything can bring goods to the stock's place.
fn comes(network: &Network, stock: &Stock) -> bool {
    let here = (stock.site, stock.material);
    network.makers().contains(&here)
        || network.lanes.iter().any(|lane| (lane.to, lane.material) == here)
        || network.in_transit.iter().any(|goods| (goods.to, goods.material) == here)
        || network.returns.iter().any(|back| (back.site, back.scrap) == here)
}

/// Whether anything can take goods from the stock's place.
fn leaves(network: &Network, stock: &Stock) -> bool {
    let here = (stock.site, stock.material);
    let ships = network.lanes.iter().any(|lane| (lane.from, lane.material) == here);
    let draws = network
        .operations
        .iter()
        .any(|operation| operation.site == here.0 && operation.inputs.iter().any(|(input, _)| *input == here.1));
    let serves = network
        .demands
        .iter()
        .any(|demand| demand.site == here.0 && demand.accepts.iter().any(|(accepted, _)| *accepted == here.1));
    let sells = network.byproducts.iter().any(|market| (market.site, market.material) == here);
    let disposes = network
        .disposals
        .iter()
        .any(|permitted| (permitted.site, permitted.material) == here);
    ships || draws || serves || sells || disposes
}
