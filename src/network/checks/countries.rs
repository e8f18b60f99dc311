//! Countries: which names are countries, and whether each lies in one territory.

use crate::network::report::Report;
use crate::spec::{Document, Map};
use indexmap::IndexSet;

/// Codes of ISO 3166-1 alpha-2: countries that a rule or a club may name although nothing else does.
const ISO: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY \
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB \
    GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI \
    KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ \
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
    SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN \
    VU WF WS YE YT ZA ZM ZW";
/// The rest of the world, where an instance does not tell countries apart.
const REST: &str = "ROW";
const WORDS: [&str; 4] = ["members", "others", "allies", "partners"];

/// Countries of the document: those of sites, demands, territories and lineages as written, and those of allies, partners,
/// clubs and rules where they are among them or ISO codes. Any other name there is reported.
pub fn known(report: &Report<'_>) -> IndexSet<String> {
    let document = &report.spec.document;
    let mut countries = placed(document);
    let firm = countries.clone();
    let judge = |path: String, name: &String, countries: &mut IndexSet<String>| {
        let word = path.starts_with("rules.") && WORDS.contains(&name.as_str());
        if word || document.territories.contains_key(name) {
            return;
        }
        if firm.contains(name) || ISO.split_whitespace().any(|code| code == name) {
            countries.insert(name.clone());
        } else {
            let known = firm.iter().chain(document.territories.keys());
            report.unknown(&path, "country or territory", name, known.map(String::as_str));
        }
    };
    for (path, name) in mentioned(report) {
        judge(path, name, &mut countries);
    }
    one_territory_each(report);
    strangers(report, &firm);
    countries
}

/// Notes each country that is no ISO code and that no territory, club, list of allies or rule names: most are misspelt.
fn strangers(report: &Report<'_>, placed: &IndexSet<String>) {
    for name in strange(report, placed) {
        report.note(format!(
            "country `{name}` is no ISO 3166-1 code of two letters, and no territory, club or rule names it: is it misspelt?"
        ));
    }
}

/// Reports such countries of sites and demands: for use beside other problems, which they may explain.
pub fn doubted(report: &Report<'_>) {
    let document = &report.spec.document;
    let strange = strange(report, &placed(document));
    let sites = document.sites.iter().map(|(name, site)| ("sites", name, Some(&site.country)));
    let demands = document
        .demands
        .iter()
        .map(|(name, demand)| ("demands", name, demand.country.as_ref()));
    for (section, name, country) in sites.chain(demands) {
        let Some(country) = country.filter(|country| strange.contains(*country)) else {
            continue;
        };
        let path = format!("{section}.{name}.country");
        let expected = "a code of ISO 3166-1, two capital letters, or a name that a territory, club or rule knows";
        report.problem(&path, format!("country `{country}`, which nothing else names"), expected);
    }
}

fn strange(report: &Report<'_>, placed: &IndexSet<String>) -> Vec<String> {
    let document = &report.spec.document;
    let mut named: IndexSet<&String> = mentioned(report).into_iter().map(|(_, name)| name).collect();
    let inside = document.territories.values().flat_map(|territory| &territory.countries);
    named.extend(inside.filter(|name| document.sites.values().any(|site| site.country == **name)));
    let iso = |name: &str| name == REST || ISO.split_whitespace().any(|code| code == name);
    placed
        .iter()
        .filter(|name| !iso(name) && !named.contains(name))
        .cloned()
        .collect()
}

fn placed(document: &Document) -> IndexSet<String> {
    let mut countries = IndexSet::new();
    for site in document.sites.values() {
        countries.insert(site.country.clone());
        let lineages = site
            .source
            .values()
            .map(|s| &s.lineage)
            .chain(site.stocks.values().map(|s| &s.lineage));
        lineages.for_each(|lineage| extend(&mut countries, lineage));
    }
    document
        .demands
        .values()
        .for_each(|demand| countries.extend(demand.country.clone()));
    document
        .in_transit
        .iter()
        .for_each(|goods| extend(&mut countries, &goods.lineage));
    document
        .territories
        .values()
        .for_each(|territory| countries.extend(territory.countries.iter().cloned()));
    let returns = document.demands.values().filter_map(|demand| demand.returns.as_ref());
    returns
        .filter_map(|returns| returns.in_use.as_ref())
        .for_each(|in_use| extend(&mut countries, &in_use.lineage));
    countries
}

fn extend(countries: &mut IndexSet<String>, lineage: &Map<String>) {
    countries.extend(lineage.values().cloned());
}

/// Names of countries in allies, partners, clubs and rules, with their paths.
fn mentioned<'a>(report: &Report<'a>) -> Vec<(String, &'a String)> {
    let spec = report.spec;
    let document = &spec.document;
    let mut names = Vec::new();
    let mut list = |path: String, list: &'a [String]| {
        names.extend(list.iter().enumerate().map(|(index, name)| (format!("{path}.{index}"), name)));
    };
    list("allies".into(), &document.allies);
    let chosen = [(&spec.policy.0, &spec.policy.1)];
    for (name, policy) in document.policies.iter().chain(chosen) {
        list(format!("policies.{name}.club"), &policy.club);
        list(format!("policies.{name}.shortage_of"), &policy.shortage_of);
    }
    for (rule, definition) in &document.rules {
        for (stage, test) in &definition.stages {
            list(format!("rules.{rule}.stages.{stage}.allowed"), &test.allowed);
            list(format!("rules.{rule}.stages.{stage}.excluded"), &test.excluded);
        }
    }
    let owners = document.owners.iter();
    names.extend(owners.filter_map(|(name, owner)| Some((format!("owners.{name}.country"), owner.country.as_ref()?))));
    names.extend(document.partners.keys().map(|name| (format!("partners.{name}"), name)));
    names
}

fn one_territory_each(report: &Report<'_>) {
    let mut seen = IndexSet::new();
    for (name, territory) in &report.spec.document.territories {
        for (index, country) in territory.countries.iter().enumerate() {
            if !seen.insert(country) {
                let path = format!("territories.{name}.countries.{index}");
                report.problem(
                    &path,
                    format!("`{country}` is in a territory already"),
                    "a country in one territory only",
                );
            }
        }
        if report.spec.document.sites.values().any(|site| site.country == *name) {
            let found = format!("`{name}` is the country of a site");
            report.problem(&format!("territories.{name}"), found, "a name that no country bears");
        }
    }
}
