//! The club of a policy and its terms, as results keep them: so that a reader of stored results can tell what two policies have in common.

use crate::network::Network;
use crate::spec::Policy;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The club of a policy, and all that the policy says beside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Club {
    /// Policy.
    pub policy: String,
    /// Customs territories in the club.
    pub members: Vec<String>,
    /// Customs territories and their countries.
    pub territories: Vec<Territory>,
    /// Tiers that count some demand under the policy, in order.
    pub tiers: Vec<String>,
    /// What the policy says beside its club, its description apart.
    pub terms: Vec<Term>,
}

/// A customs territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// Name.
    pub name: String,
    /// Its countries.
    pub countries: Vec<String>,
}

/// A measure, commitment, contract or other part of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What it is called, such as ``measure `floor` ``.
    pub name: String,
    /// What it says, as JSON.
    pub text: String,
}

impl Club {
    /// That of a policy in a network.
    pub fn of(policy: &Policy, network: &Network) -> Self {
        Self {
            policy: network.policy.clone(),
            members: members(network),
            territories: territories(network),
            tiers: tiers(network),
            terms: terms(policy),
        }
    }
}

/// Customs territories of the countries of the club, in order.
fn members(network: &Network) -> Vec<String> {
    let territories = network.territories.iter().enumerate();
    let joined = territories.filter(|(k, _)| {
        let mut inside = network.countries.iter().filter(|country| country.territory.index() == *k);
        inside.any(|country| country.member)
    });
    joined.map(|(_, territory)| territory.name.clone()).collect()
}

fn territories(network: &Network) -> Vec<Territory> {
    let territories = network.territories.iter().enumerate();
    let told = territories.map(|(k, territory)| {
        let inside = network.countries.iter().filter(|country| country.territory.index() == k);
        Territory {
            name: territory.name.clone(),
            countries: inside.map(|country| country.name.clone()).collect(),
        }
    });
    told.collect()
}

fn tiers(network: &Network) -> Vec<String> {
    let named = network.tiers.iter().enumerate();
    let counting = named.filter(|(k, _)| {
        let mut of_tier = network.demands.iter().filter(|demand| demand.tier == Some(*k));
        of_tier.any(|demand| {
            demand
                .blocks
                .iter()
                .any(|block| block.quantity.iter().any(|tonnes| *tonnes > 0.0))
        })
    });
    counting.map(|(_, name)| name.clone()).collect()
}

/// Fields of a policy that are its name and club; they are no terms.
const APART: [&str; 2] = ["description", "club"];
/// Fields that hold named parts, and what one part is called.
const PARTS: [(&str, &str); 5] = [
    ("measures", "measure"),
    ("commitments", "commitment"),
    ("contracts", "contract"),
    ("set", "setting"),
    ("scale", "factor"),
];

fn terms(policy: &Policy) -> Vec<Term> {
    let Ok(Value::Object(fields)) = serde_json::to_value(policy) else {
        return Vec::new();
    };
    let mut terms = Vec::new();
    for (field, value) in fields.iter().filter(|(field, _)| !APART.contains(&field.as_str())) {
        let part = PARTS.iter().find(|(known, _)| known == field);
        match (part, value) {
            (Some((_, part)), Value::Object(named)) => {
                terms.extend(named.iter().map(|(name, value)| term(format!("{part} `{name}`"), value)));
            }
            _ => terms.push(term(format!("`{field}`"), value)),
        }
    }
    terms
}

fn term(name: String, value: &Value) -> Term {
    Term {
        name,
        text: value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_all_that_a_policy_says_beside_its_club() {
        let read = |text: &str| serde_json::from_str::<Policy>(text).unwrap();
        let floor = r#""measures": { "floor": { "kind": "price_floor", "importers": ["members"], "materials": ["ore"], "floor": 16000.0 } }"#;
        let large = read(&format!(r#"{{ "description": "a", "club": ["US", "JP"], {floor} }}"#));
        let small = read(&format!(r#"{{ "description": "b", "club": ["US"], {floor} }}"#));
        assert_eq!(terms(&large), terms(&small));
        assert!(terms(&large).iter().any(|term| term.name == "measure `floor`"));
        let other = read(r#"{ "club": ["US"], "facts": ["war"] }"#);
        let changed = terms(&other).into_iter().filter(|term| !terms(&small).contains(term));
        assert_eq!(changed.map(|term| term.name).collect::<Vec<_>>(), ["`facts`"]);
    }
}
