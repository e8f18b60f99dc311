//! Names of the document and the ids they stand for.

use super::report::Report;
use super::{Calendar, Country, CountryId, ElementId, MaterialId, RuleId, RuleSet, SiteId, StageId, Territory, TerritoryId};
use crate::spec::{CustomsBasis, Document, Map};
use indexmap::{IndexMap, IndexSet};

/// Everything the parts need while the network is built.
pub(super) struct Context<'a> {
    /// What was found.
    pub report: &'a Report<'a>,
    /// The document.
    pub document: &'a Document,
    /// The periods.
    pub calendar: Calendar,
    /// Countries, by name.
    pub countries: IndexMap<String, Country>,
    /// Territories.
    pub territories: Vec<Territory>,
    /// Sites, then demands that are places of their own: name to country.
    pub places: IndexMap<String, CountryId>,
    /// Rules in use: name to id.
    pub rules: IndexMap<String, RuleId>,
}

/// Words that stand for countries.
const WORDS: [&str; 4] = ["members", "others", "allies", "partners"];

impl<'a> Context<'a> {
    /// Names resolved, those of countries, territories and places checked.
    pub fn new(report: &'a Report<'a>, calendar: Calendar) -> Self {
        let document = &report.spec.document;
        let (countries, territories) = countries(report);
        let mut context = Self {
            report,
            document,
            calendar,
            countries,
            territories,
            places: IndexMap::new(),
            rules: IndexMap::new(),
        };
        context.places = places(&context);
        context.mark_countries();
        context
    }

    /// Number of stages.
    pub fn stage_count(&self) -> usize {
        self.document.stages.len()
    }

    fn position<T>(&self, map: &Map<T>, what: &str, path: &str, name: &str) -> Option<usize> {
        let position = map.get_index_of(name);
        if position.is_none() {
            self.report.unknown(path, what, name, map.keys().map(String::as_str));
        }
        position
    }

    /// A material by name; unknown ones are reported.
    pub fn material(&self, path: &str, name: &str) -> Option<MaterialId> {
        self.position(&self.document.materials, "material", path, name)
            .map(MaterialId::new)
    }

    /// A stage by name; unknown ones are reported.
    pub fn stage(&self, path: &str, name: &str) -> Option<StageId> {
        self.position(&self.document.stages, "stage", path, name).map(StageId::new)
    }

    /// An element by name; unknown ones are reported.
    pub fn element(&self, path: &str, name: &str) -> Option<ElementId> {
        self.position(&self.document.elements, "element", path, name)
            .map(ElementId::new)
    }

    /// Elements by name, as flags; all of them when none is named.
    pub fn elements(&self, path: &str, names: &[String]) -> Vec<bool> {
        let mut flags = vec![names.is_empty(); self.document.elements.len()];
        for (index, name) in names.iter().enumerate() {
            if let Some(flag) = self
                .element(&format!("{path}.{index}"), name)
                .and_then(|e| flags.get_mut(e.index()))
            {
                *flag = true;
            }
        }
        flags
    }

    /// A site of the document by name (not a demand); unknown ones are reported.
    pub fn site(&self, path: &str, name: &str) -> Option<SiteId> {
        self.position(&self.document.sites, "site", path, name).map(SiteId::new)
    }

    /// A country by code; unknown ones are reported.
    pub fn country(&self, path: &str, name: &str) -> Option<CountryId> {
        let position = self.countries.get_index_of(name);
        if position.is_none() {
            self.report
                .unknown(path, "country", name, self.countries.keys().map(String::as_str));
        }
        position.map(CountryId::new)
    }

    /// Country of a place.
    pub fn country_of(&self, site: SiteId) -> CountryId {
        self.places
            .get_index(site.index())
            .map_or(CountryId(0), |(_, country)| *country)
    }

    /// Country that the owner of a place names for itself.
    pub fn owner_country(&self, place: &str) -> Option<CountryId> {
        let owner = self.document.sites.get(place)?.owner.as_ref().map_or(place, String::as_str);
        let country = self.document.owners.get(owner)?.country.as_ref()?;
        self.countries.get_index_of(country).map(CountryId::new)
    }

    /// Name of a place.
    pub fn place_name(&self, site: SiteId) -> &str {
        self.places.get_index(site.index()).map_or("", |(name, _)| name)
    }

    /// Name of a material.
    pub fn material_name(&self, material: MaterialId) -> &str {
        self.document
            .materials
            .get_index(material.index())
            .map_or("", |(name, _)| name)
    }

    /// Customs territory of a country.
    pub fn territory_of(&self, country: CountryId) -> Option<TerritoryId> {
        self.countries
            .get_index(country.index())
            .map(|(_, country)| country.territory)
    }

    /// A territory of the document by name.
    pub fn territory(&self, name: &str) -> Option<TerritoryId> {
        self.document.territories.get_index_of(name).map(TerritoryId::new)
    }

    /// Countries, territories and words as one flag for each country; unknown names are reported.
    pub fn select(&self, path: &str, names: &[String]) -> Vec<bool> {
        let mut flags = vec![false; self.countries.len()];
        for (index, name) in names.iter().enumerate() {
            if !self.select_one(name, &mut flags) {
                let known = self.countries.keys().chain(self.document.territories.keys());
                let known = known.map(String::as_str).chain(WORDS);
                self.report
                    .unknown(&format!("{path}.{index}"), "country or territory", name, known);
            }
        }
        flags
    }

    fn select_one(&self, name: &str, flags: &mut [bool]) -> bool {
        let territory = self.territory(name);
        let mut known = territory.is_some() || WORDS.contains(&name);
        for (flag, (code, country)) in flags.iter_mut().zip(&self.countries) {
            let hit = match name {
                "members" => country.member,
                "others" => !country.member,
                "allies" => country.ally,
                "partners" => self.partner_share(country).is_some(),
                _ => territory == Some(country.territory) || code == name,
            };
            known |= code == name;
            *flag |= hit;
        }
        known
    }

    /// Places by their own names, or by those of their countries, as one flag for each; all when none is named.
    pub fn select_places(&self, path: &str, names: &[String]) -> Vec<bool> {
        let is_place = |name: &String| self.places.contains_key(name.as_str());
        let others: Vec<String> = names.iter().filter(|name| !is_place(name)).cloned().collect();
        let countries = self.select(path, &others);
        let chosen = |(place, country): (&String, &CountryId)| {
            names.is_empty() || names.contains(place) || countries.get(country.index()).copied().unwrap_or(false)
        };
        self.places.iter().map(chosen).collect()
    }

    /// Materials and stages as one flag for each material; unknown names are reported. All when none is named.
    pub fn select_materials(&self, path: &str, names: &[String]) -> Vec<bool> {
        let mut flags = vec![names.is_empty(); self.document.materials.len()];
        for (index, name) in names.iter().enumerate() {
            let mut known = self.document.stages.contains_key(name);
            for (flag, (material, entry)) in flags.iter_mut().zip(&self.document.materials) {
                let hit = material == name || entry.stage == *name;
                *flag |= hit;
                known |= material == name;
            }
            if !known {
                self.unknown_goods(&format!("{path}.{index}"), name);
            }
        }
        flags
    }

    /// Reports a name that is neither material nor stage.
    pub fn unknown_goods(&self, path: &str, name: &str) {
        let known = self.document.materials.keys().chain(self.document.stages.keys());
        self.report
            .unknown(path, "material or stage", name, known.map(String::as_str));
    }

    /// Lineage of goods: their own country at every stage up to the material's, recycling left out, unless declared.
    pub fn lineage(&self, path: &str, goods: (SiteId, MaterialId), declared: &Map<String>) -> Vec<Option<CountryId>> {
        let own = self.country_of(goods.0);
        let made = self
            .document
            .materials
            .get_index(goods.1.index())
            .and_then(|(_, m)| self.document.stages.get_index_of(&m.stage));
        let passed = |(index, stage): (usize, &crate::spec::Stage)| {
            let passed = made.is_some_and(|made| index == made || index < made && !stage.recycling);
            passed.then_some(own)
        };
        let mut lineage: Vec<Option<CountryId>> = self.document.stages.values().enumerate().map(passed).collect();
        for (stage, country) in declared {
            let at = format!("{path}.lineage.{stage}");
            let id = self.country(&at, country);
            if let Some(slot) = self.stage(&at, stage).and_then(|stage| lineage.get_mut(stage.index())) {
                *slot = id;
            }
        }
        lineage
    }

    /// Set of rules by name; unknown ones are reported.
    pub fn rule_set(&self, path: &str, names: &[String]) -> RuleSet {
        names.iter().enumerate().fold(RuleSet::default(), |set, (index, name)| {
            match self.rule(&format!("{path}.{index}"), name) {
                Some(rule) => set.or(RuleSet::of(rule)),
                None => set,
            }
        })
    }

    /// A rule in use by name; unknown ones are reported.
    pub fn rule(&self, path: &str, name: &str) -> Option<RuleId> {
        if !self.document.rules.contains_key(name) {
            self.report
                .unknown(path, "rule", name, self.document.rules.keys().map(String::as_str));
        }
        self.rules.get(name).copied()
    }

    /// Weight of a partner's goods, stated for the country or for its territory; `None` where it is no partner.
    pub fn partner_share(&self, country: &Country) -> Option<f64> {
        let territory = self
            .document
            .territories
            .get_index(country.territory.index())
            .map(|(name, _)| name);
        let partners = &self.document.partners;
        let share = partners.get(&country.name).or_else(|| partners.get(territory?));
        share.map(|share| share.0)
    }

    fn mark_countries(&mut self) {
        let club = self.select(
            &format!("policies.{}.club", self.report.spec.policy.0),
            &self.report.spec.policy.1.club,
        );
        let allies = self.select("allies", &self.document.allies);
        let shares: Vec<Option<f64>> = self.countries.values().map(|country| self.partner_share(country)).collect();
        let document = self.document;
        for ((index, country), member) in self.countries.values_mut().enumerate().zip(club) {
            country.member = member;
            country.ally = allies.get(index).copied().unwrap_or(false);
            let share = shares.get(index).copied().flatten().unwrap_or(1.0);
            country.exposure_weight = if country.ally { 0.0 } else { share };
        }
        for (name, share) in &document.partners {
            let path = format!("partners.{name}");
            self.report.share(&path, share.0);
            if self.countries.get(name).is_some_and(|country| country.ally) {
                self.report
                    .problem(&path, format!("`{name}` is an ally already"), "a country that is no ally");
            }
        }
    }
}

/// Countries in the order in which the document first names them, and territories: those declared, then one for each other
/// country.
fn countries(report: &Report<'_>) -> (IndexMap<String, Country>, Vec<Territory>) {
    let document = &report.spec.document;
    let mut territories: Vec<Territory> = document
        .territories
        .iter()
        .map(|(name, territory)| Territory {
            name: name.clone(),
            cif: territory.customs_value == CustomsBasis::Cif,
        })
        .collect();
    let mut countries = IndexMap::new();
    for name in super::checks::countries::known(report) {
        let declared = document
            .territories
            .values()
            .position(|territory| territory.countries.contains(&name));
        let territory = declared.unwrap_or_else(|| {
            territories.push(Territory {
                name: name.clone(),
                cif: false,
            });
            territories.len() - 1
        });
        let territory = TerritoryId::new(territory);
        countries.insert(
            name.clone(),
            Country {
                name,
                territory,
                member: false,
                ally: false,
                exposure_weight: 1.0,
            },
        );
    }
    (countries, territories)
}

/// Sites, then demands without a site, each with its country. Names are unique among places, countries and territories.
fn places(context: &Context<'_>) -> IndexMap<String, CountryId> {
    let document = context.document;
    let mut places = IndexMap::new();
    let country = |name: &str| CountryId::new(context.countries.get_index_of(name).unwrap_or(0));
    for (name, site) in &document.sites {
        places.insert(name.clone(), country(&site.country));
    }
    for (name, demand) in document.demands.iter().filter(|(_, demand)| demand.site.is_none()) {
        if places
            .insert(name.clone(), country(demand.country.as_deref().unwrap_or_default()))
            .is_some()
        {
            let found = format!("`{name}` is the name of a site too");
            context
                .report
                .problem(&format!("demands.{name}"), found, "a name that no site bears");
        }
    }
    let taken: IndexSet<&String> = context.countries.keys().chain(document.territories.keys()).collect();
    for (section, name) in document
        .sites
        .keys()
        .map(|n| ("sites", n))
        .chain(document.demands.keys().map(|n| ("demands", n)))
    {
        if taken.contains(name) || name == "*" {
            let found = format!("`{name}` means a country or territory already");
            context
                .report
                .problem(&format!("{section}.{name}"), found, "a name of its own");
        }
    }
    places
}
