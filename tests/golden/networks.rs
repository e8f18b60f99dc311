//! Small networks, written as the reader would hand them over: YAML in base units (t, yr, USD).

use lodestone::network::{self, Network};
use lodestone::spec::{Document, Spec};

/// Two sources, one buyer in two periods, and a policy with every kind of measure.
pub const SALE: &str = include_str!("networks/sale.yaml");
/// Two ores, a separation plant with a stock, by-products and waste, a buyer.
pub const PLANT: &str = include_str!("networks/plant.yaml");
/// Magnets from Nd and Dy of two origins, with a rule and its tolerance.
pub const MAGNETS: &str = include_str!("networks/magnets.yaml");
/// A stockpile with a release, and the stocks of a works.
pub const STOCKPILE: &str = include_str!("networks/stockpile.yaml");
/// Magnets of two origins, some of which come back as scrap.
pub const RETURNS: &str = include_str!("networks/returns.yaml");
/// Commitments on what is shipped, made and delivered.
pub const COMMITMENTS: &str = include_str!("networks/commitments.yaml");
/// A take-or-pay contract that is kept, one that is not, and one that a plan may sign.
pub const CONTRACTS: &str = include_str!("networks/contracts.yaml");
/// A mine that must pay for itself, a plant that is paid its costs, and options to build.
pub const DECISIONS: &str = include_str!("networks/decisions.yaml");
/// A line that keeps two kinds of oxide apart by campaigns.
pub const CERTIFICATES: &str = include_str!("networks/certificates.yaml");
pub const CREDITS: &str = include_str!("networks/credits.yaml");
pub const CAMPAIGNS: &str = include_str!("networks/campaigns.yaml");
/// A tariff-rate quota whose rate beyond is the lower one, and one that is filled by date.
pub const RATES: &str = include_str!("networks/rates.yaml");
/// Suppliers with charges, least loads and qualifications, buyers with few of them.
pub const LINKS: &str = include_str!("networks/links.yaml");
/// Magnets that are regional by value.
pub const VALUE: &str = include_str!("networks/value-content.yaml");

/// The network of a document under a policy, and a scenario where one is named.
pub fn network(text: &str, policy: &str, scenario: Option<&str>) -> Network {
    let document: Document = serde_yaml::from_str(text).expect("document");
    let scenarios: Vec<&str> = scenario.into_iter().collect();
    let spec = Spec::of(document, policy, &scenarios);
    network::build(&spec).unwrap_or_else(|problems| panic!("{problems:#?}"))
}
