//! Each family in words: what its limits limit, its columns count, its costs pay for.

/// Family of the registry and what it is in words.
pub const FAMILY_WORDS: &[(&str, &str)] = &[
    ("supply", "what a source sells"),
    ("activity", "what a process does"),
    ("tolerated", "other material drawn under a tolerance"),
    ("flow", "what is shipped"),
    ("stock", "what is kept in stock"),
    ("downgrade", "goods that are treated as a lesser class"),
    ("credit", "credit of a rule kept for later"),
    ("dispose", "what is thrown away"),
    ("sell", "what is sold as by-product"),
    ("deliver", "what is delivered"),
    ("short", "what stays unserved"),
    ("collect", "scrap that is collected"),
    ("tranche", "what passes within the volume of a tariff-rate quota"),
    ("used_up", "whether the volume of a tariff-rate quota is used up"),
    ("supported", "what is sold under a contract for difference"),
    ("contracted", "what is bought under a contract"),
    ("untaken", "what is paid under a contract and not taken"),
    ("sign", "whether a contract is signed"),
    ("full", "whether the least volume of a contract is taken"),
    ("open", "whether a site is open"),
    ("start", "whether a site opens"),
    ("stop", "whether a site closes"),
    ("build", "whether capacity is added"),
    ("run", "whether a line runs"),
    ("lots", "how many lots a line makes"),
    ("campaign", "whether a line runs a campaign"),
    ("link", "whether a route is in use"),
    ("qualify", "whether a supplier is qualified"),
    ("partner", "whether a place is a partner"),
    ("balance", "what comes to a place goes from it"),
    ("source_capacity", "a source has no more than is available"),
    ("line_capacity", "a line makes no more than its capacity"),
    ("circuit_capacity", "a part of a line makes no more than its capacity"),
    ("lane_capacity", "a route carries no more than its capacity"),
    ("stock_capacity", "a stock has room for so much"),
    ("stock_terminal", "a stock ends at its opening level or above"),
    ("stock_release", "a stock gives out nothing while no release is declared"),
    ("stock_refill", "a stock is brought to its level"),
    ("stock_minimum", "a stock holds a least amount"),
    ("stock_rotation", "a part of a stock leaves in each year"),
    ("byproduct_limit", "a market takes no more of a by-product"),
    ("demand", "a demand wants so much and no more"),
    ("delivery_floor", "a part of a demand must be met"),
    ("collection_limit", "no more scrap is collected than comes back"),
    ("de_minimis", "a rule tolerates so much other material"),
    ("value_content", "a rule allows so much value of other material"),
    ("net_draw", "no more is drawn without a rule than is drawn"),
    ("export_limit", "a country lets no more out"),
    ("quota", "a measure lets no more in"),
    ("tranche_flow", "what passes within a volume is part of what is shipped"),
    ("tranche_volume", "a tariff-rate quota has so much volume"),
    ("tranche_beyond", "nothing passes beyond a volume that is not used up"),
    ("tranche_full", "a volume that goods pass beyond is used up"),
    ("supported_flow", "what is supported is part of what is shipped"),
    ("supported_volume", "a contract for difference covers no more"),
    ("contract_flow", "what is contracted is part of what is shipped"),
    ("contract_band", "a contract has a least and a largest volume"),
    ("ban", "a measure lets nothing pass"),
    ("certificates", "no more certificates are redeemed than are issued"),
    ("share", "a commitment must be kept"),
    ("opening", "a closed site does nothing"),
    ("starting", "a site that was closed starts"),
    ("stopping", "a site that was open stops"),
    ("build_once", "an option is built once"),
    ("run_limit", "a line that does not run makes nothing"),
    ("minimum_run", "a line that runs makes a least amount"),
    ("lot", "a line makes whole lots"),
    ("campaign_limit", "a line makes nothing outside its campaigns"),
    ("campaign_minimum", "a campaign makes a least amount"),
    ("campaign_count", "a line has no more campaigns"),
    ("campaign_time", "campaigns share the time of a line"),
    ("viability", "an owner's open sites must pay for themselves"),
    ("link_limit", "a route that is not in use carries nothing"),
    ("link_minimum", "a route in use carries a least amount"),
    ("qualified", "a supplier ships nothing before it is qualified"),
    ("partner_flow", "nothing is traded with a place that is no partner"),
    ("partner_count", "a place has no more partners"),
    ("offer", "price at the source"),
    ("scrap_offer", "price of scrap"),
    ("tolling", "tolling"),
    ("contract_price", "difference of a contract's price from the offer"),
    ("take_or_pay", "payment for goods not taken"),
    ("freight", "freight"),
    ("holding", "holding of stock"),
    ("disposal", "disposal"),
    ("byproduct", "by-products sold"),
    ("tariff", "tariff"),
    ("specific_duty", "duty by weight"),
    ("export_tax", "export tax"),
    ("subsidy", "subsidy"),
    ("price_floor", "top-up to a price floor"),
    ("penalty", "penalty on what stays unserved"),
    ("terminal_value", "worth of what is left in stock"),
    ("fixed", "fixed cost of what is opened for it"),
    ("capex", "capital of what is built for it"),
    ("shortage", "tonnes short"),
    ("exposure", "tonnes from outside the allies"),
];

/// A family in words; its name where it has none.
pub fn family_words(family: &str) -> &str {
    let known = FAMILY_WORDS.iter().find(|(name, _)| *name == family);
    known.map_or(family, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_its_words() {
        let registry: Vec<&str> = crate::formulation::FAMILIES.iter().map(|family| family.name).collect();
        let told: Vec<&str> = FAMILY_WORDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            told, registry,
            "one line of words for each family, in the order of the registry"
        );
    }
}
