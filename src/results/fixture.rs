//! A small plan for tests: one buyer, an allied mine, an outside supplier, a floor of 16 USD/kg.

use super::Answer;
use crate::network::*;
use crate::plan::*;
use crate::verify::Report;

/// Owned parts of an answer.
#[derive(Default)]
pub(super) struct Fixture {
    pub network: Network,
    pub plan: Plan,
    pub report: Report,
    pub chains: Vec<Chain>,
    pub customs_values: Vec<DeclaredValue>,
}

impl Fixture {
    pub fn answer(&self) -> Answer<'_> {
        Answer {
            network: &self.network,
            plan: &self.plan,
            report: &self.report,
            chains: &self.chains,
            customs_values: &self.customs_values,
            limits: &[],
        }
    }
}

/// Ten tonnes from the outside supplier pay a levy, eighty from the ally a premium; ten are short.
pub(super) fn fixture() -> Fixture {
    Fixture {
        network: network(),
        plan: plan(),
        report: Report {
            ok: true,
            ..Report::default()
        },
        chains: vec![chain(SiteId(0), 80.0), chain(SiteId(1), 10.0)],
        customs_values: vec![declared(SiteId(0), 15_000.0), declared(SiteId(1), 8_000.0)],
    }
}

fn chain(site: SiteId, quantity: f64) -> Chain {
    let (material, kind) = (MaterialId(0), StepKind::Sold);
    Chain {
        element: Some(ElementId(0)),
        demand: DemandId(0),
        material,
        period: PeriodId(0),
        quantity,
        steps: vec![Step { site, kind, material }],
    }
}

fn declared(seller: SiteId, declared: f64) -> DeclaredValue {
    DeclaredValue {
        seller,
        material: MaterialId(0),
        period: PeriodId(0),
        quantity: 10.0,
        declared,
        built_up: Some(15_000.0),
    }
}

fn network() -> Network {
    Network {
        name: "Price floor".into(),
        policy: "floor-16".into(),
        scenarios: vec!["baseline".into()],
        periods: vec![year()],
        elements: vec![Element {
            name: "Nd".into(),
            criticality: 1.0,
            oxide_per_element: 1.0,
        }],
        stages: vec![Stage {
            name: "mined".into(),
            recycling: false,
        }],
        materials: vec![Material {
            name: "ndpr-oxide".into(),
            stage: StageId(0),
            content: vec![1.0],
        }],
        countries: ["US", "AU", "CN"]
            .iter()
            .enumerate()
            .map(|(k, name)| country(k, name))
            .collect(),
        territories: ["US", "AU", "CN"]
            .iter()
            .map(|name| Territory {
                name: (*name).into(),
                cif: false,
            })
            .collect(),
        owners: vec!["aurora".into(), "dragon".into(), "us-buyer".into()],
        sites: vec![
            site("au-mine", 1, 0, false),
            site("cn-market", 2, 1, false),
            site("us-buyer", 0, 2, true),
        ],
        sources: vec![source(0, 15_000.0, 8_000.0), source(1, 10_000.0, 10_000.0)],
        stocks: vec![stock()],
        routes: vec![route(0), route(1)],
        lanes: vec![lane(0), lane(1)],
        demands: vec![demand()],
        tiers: vec!["dx".into(), "unrated".into()],
        rules: vec![rule()],
        ..Network::default()
    }
}

fn year() -> Period {
    Period {
        name: "2026".into(),
        start: jiff::civil::date(2026, 1, 1),
        end: jiff::civil::date(2027, 1, 1),
        years: 1.0,
        discount: 1.0,
    }
}

fn stock() -> Stock {
    Stock {
        site: SiteId(0),
        material: MaterialId(0),
        opening: 0.0,
        lineage: vec![],
        room: vec![5.0],
        holding: vec![0.0],
        terminal: Terminal::Free,
        rules: StockRules::default(),
    }
}

fn demand() -> Demand {
    Demand {
        name: "us-buyer".into(),
        site: SiteId(2),
        sector: "infrastructure".into(),
        tier: Some(0),
        weight: 1.0,
        accepts: vec![(MaterialId(0), 1.0)],
        requires: vec![RuleSet::default()],
        claims: vec![RuleSet::default()],
        blocks: vec![Block {
            quantity: vec![100.0],
            penalty: vec![0.0],
        }],
        minimum: vec![0.0],
    }
}

fn rule() -> Rule {
    Rule {
        name: "exposure:Nd".into(),
        elements: vec![true],
        passes: vec![None],
        de_minimis: None,
        value_content: None,
        recycling_resets: false,
        segregated: false,
        identity: false,
        mine: None,
        credit: Vec::new(),
        certificates: None,
        law_note: None,
    }
}

fn country(k: usize, name: &str) -> Country {
    let ally = name != "CN";
    let exposure_weight = f64::from(!ally);
    Country {
        name: name.into(),
        territory: TerritoryId::new(k),
        member: ally,
        ally,
        exposure_weight,
    }
}

fn site(name: &str, country: usize, owner: usize, demand_place: bool) -> Site {
    Site {
        name: name.into(),
        title: name.into(),
        country: CountryId::new(country),
        owner: OwnerId::new(owner),
        owner_country: CountryId::new(country),
        customs_values: vec![],
        demand_place,
        cost_plus: false,
    }
}

fn source(site: usize, offer: f64, cash_cost: f64) -> Source {
    Source {
        site: SiteId::new(site),
        material: MaterialId(0),
        offer: vec![vec![offer]; 3],
        available: vec![1000.0],
        lineage: vec![],
        customs_value: vec![vec![offer]; 3],
        cash_cost: vec![cash_cost],
    }
}

fn route(from: usize) -> Route {
    Route {
        from: SiteId::new(from),
        to: SiteId(2),
        capacity: vec![f64::INFINITY],
    }
}

fn lane(from: usize) -> Lane {
    Lane {
        route: RouteId::new(from),
        from: SiteId::new(from),
        to: SiteId(2),
        material: MaterialId(0),
        freight: vec![0.0],
        arrivals: vec![vec![(PeriodId(0), 1.0)]],
        seller: None,
    }
}

fn amount<T>(of: T, class: u64, quantity: f64) -> Amount<T> {
    Amount {
        of,
        class: RuleSet(class),
        period: PeriodId(0),
        quantity,
    }
}

fn entry(payee: Party, kind: EntryKind, nominal: f64) -> Entry {
    Entry {
        payer: Party::Buyers(CountryId(0)),
        payee,
        kind,
        material: Some(MaterialId(0)),
        site: None,
        period: PeriodId(0),
        nominal,
        discounted: nominal,
    }
}

fn plan() -> Plan {
    Plan {
        supplies: vec![amount(SourceId(0), 1, 80.0), amount(SourceId(1), 0, 10.0)],
        flows: vec![amount(LaneId(0), 1, 80.0), amount(LaneId(1), 0, 10.0)],
        stocks: vec![amount(StockId(0), 1, 0.1 + 0.2)],
        downgrades: vec![amount((SiteId(0), MaterialId(0), RuleSet(0)), 1, 2.5)],
        deliveries: vec![
            amount((DemandId(0), MaterialId(0)), 1, 80.0),
            amount((DemandId(0), MaterialId(0)), 0, 10.0),
        ],
        shortages: vec![amount((DemandId(0), 0), 0, 10.0)],
        levels: vec![
            LevelValue {
                name: "dx".into(),
                value: 10.0,
            },
            LevelValue {
                name: "cost".into(),
                value: 1_440_000.0,
            },
            LevelValue {
                name: "exposure".into(),
                value: 10.0,
            },
        ],
        ledger: vec![
            entry(Party::Owner(OwnerId(0)), EntryKind::Offer, 1_200_000.0),
            entry(Party::Owner(OwnerId(1)), EntryKind::Offer, 100_000.0),
            entry(Party::Owner(OwnerId(0)), EntryKind::FloorPremium, 80_000.0),
            entry(Party::Treasury(TerritoryId(0)), EntryKind::FloorLevy, 60_000.0),
        ],
        prices: vec![PriceRow {
            of: Priced::Demand(DemandId(0)),
            period: Some(PeriodId(0)),
            by_level: vec![1.0, 16_000.0, 0.0],
        }],
        ..Plan::default()
    }
}
