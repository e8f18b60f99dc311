//! Amounts are finite and positive, of things and periods that exist, claim only known rules, and are given once.

use super::bench::Bench;
use super::names;
use super::report::Check;
use crate::network::{ContractId, LaneId, Network, RouteId, RuleId, RuleSet};
use crate::plan::Amount;
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Checks every list of the plan.
pub(super) fn check(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let all = rules(bench);
    let goods = |site, material| names::goods(network, site, material);
    list(bench, "supply", &plan.supplies, |id| {
        let source = network.sources.get(id.index())?;
        goods(source.site, source.material)
    });
    list(bench, "activity", &plan.activities, |id| names::operation(network, *id));
    list(bench, "part within a tariff-rate quota", &plan.tranches, |id| {
        shipment(network, *id)
    });
    list(bench, "part under a contract for difference", &plan.supported, |id| {
        shipment(network, *id)
    });
    agreed(bench);
    list(bench, "flow", &plan.flows, |id| shipment(network, *id));
    list(bench, "stock", &plan.stocks, |id| {
        let stock = network.stocks.get(id.index())?;
        goods(stock.site, stock.material)
    });
    list(bench, "disposal", &plan.disposals, |id| {
        let disposal = network.disposals.get(id.index())?;
        goods(disposal.site, disposal.material)
    });
    list(bench, "sale", &plan.sales, |id| {
        let market = network.byproducts.get(id.index())?;
        goods(market.site, market.material)
    });
    decided(bench);
    served(bench);
    collected(bench);
    list(bench, "tolerated draw", &plan.tolerated, |(operation, material, rule)| {
        let rule = &network.rules.get(rule.index())?.name;
        let material = &network.materials.get(material.index())?.name;
        Some(format!(
            "{} of {material} under {rule}",
            names::operation(network, *operation)?
        ))
    });
    list(bench, "credit", &plan.credits, |credit| {
        let rule = &network.rules.get(credit.rule.index())?.name;
        network.periods.get(credit.later.index())?;
        let place = goods(credit.site, credit.material).filter(|_| all.covers(credit.to))?;
        Some(format!("{place} of {rule}"))
    });
    list(bench, "downgrade", &plan.downgrades, |(site, material, lesser)| {
        goods(*site, *material).filter(|_| all.covers(*lesser))
    });
}

/// Decisions.
fn decided(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    list(bench, "opening", &plan.openings, |id| {
        Some(network.sites.get(id.index())?.name.clone())
    });
    list(bench, "option", &plan.builds, |id| {
        Some(network.options.get(id.index())?.name.clone())
    });
    let way = |id: RouteId| {
        let route = network.routes.get(id.index())?;
        let from = &network.sites.get(route.from.index())?.name;
        Some(format!("{from} to {}", network.sites.get(route.to.index())?.name))
    };
    list(bench, "use", &plan.links, |id| way(*id));
    list(bench, "qualification", &plan.qualifications, |id| way(*id));
}

/// A lane and its goods.
fn shipment(network: &Network, id: LaneId) -> Option<String> {
    let lane = network.lanes.get(id.index())?;
    let to = &network.sites.get(lane.to.index())?.name;
    Some(format!("{} to {to}", names::goods(network, lane.from, lane.material)?))
}

/// Contracts and goods under them.
fn agreed(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    let contract = |id: &ContractId| network.contracts.get(id.index()).map(|contract| contract.name.clone());
    list(bench, "part under a contract", &plan.contracted, |(id, lane)| {
        Some(format!("{} under {}", shipment(network, *lane)?, contract(id)?))
    });
    list(bench, "signing", &plan.signed, contract);
}

/// Scrap.
fn collected(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    list(bench, "collection", &plan.collections, |(id, used)| {
        let back = network.returns.get(id.index())?;
        let used = used.map_or("goods in use", |used| {
            network.materials.get(used.index()).map_or("", |material| &material.name)
        });
        let demand = &network.demands.get(back.demand.index())?.name;
        (!used.is_empty()).then(|| format!("{used} from {demand}"))
    });
}

/// Deliveries and shortages.
fn served(bench: &mut Bench<'_>) {
    let (network, plan) = (bench.network, bench.plan);
    list(bench, "delivery", &plan.deliveries, |(demand, material)| {
        let material = &network.materials.get(material.index())?.name;
        Some(format!("{material} to {}", network.demands.get(demand.index())?.name))
    });
    list(bench, "shortage", &plan.shortages, |(demand, block)| {
        let demand = network.demands.get(demand.index())?;
        demand.blocks.get(*block as usize)?;
        Some(format!("{}, block {}", demand.name, block + 1))
    });
}

/// All rules that exist.
fn rules(bench: &Bench<'_>) -> RuleSet {
    let rules = (0..bench.network.rules.len()).map(RuleId::new);
    rules.fold(RuleSet::default(), |set, rule| set.or(RuleSet::of(rule)))
}

/// Checks a list; `named` names what exists.
fn list<T: Copy + Debug>(bench: &mut Bench<'_>, what: &str, amounts: &[Amount<T>], named: impl Fn(&T) -> Option<String>) {
    let all = rules(bench);
    let periods = bench.network.periods.len();
    let mut seen = BTreeSet::new();
    for (row, amount) in amounts.iter().enumerate() {
        let Some(name) = named(&amount.of).filter(|_| amount.period.index() < periods) else {
            let place = format!("{what}, entry {}", row + 1);
            bench.wrong(Check::Amounts, place, "names nothing that exists".to_owned());
            continue;
        };
        let place = format!("{what} of {name} in {}", bench.period(amount.period));
        if !amount.quantity.is_finite() || amount.quantity < 0.0 {
            bench.wrong(Check::Amounts, place, format!("{} is no amount", amount.quantity));
        } else if !all.covers(amount.class) {
            bench.wrong(Check::Amounts, place, "claims a rule that does not exist".to_owned());
        } else if !seen.insert((format!("{:?}", amount.of), amount.class, amount.period)) {
            bench.wrong(Check::Amounts, place, "is given twice".to_owned());
        }
    }
}
