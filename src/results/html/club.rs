//! The club of a policy and what else the policy says, as the folders tell it.

use super::folder::Folder;
use super::view::View;
use serde_json::Value;

/// The club of a policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Club<'a> {
    /// Policy.
    pub policy: &'a str,
    /// Customs territories in it.
    pub members: Vec<&'a str>,
    /// Tiers that count some demand; none where the folder does not tell.
    pub tiers: Option<Vec<&'a str>>,
    /// Customs territories with their countries.
    territories: Vec<(&'a str, Vec<&'a str>)>,
    /// Terms of the policy by name; none where the folder does not tell.
    terms: Option<Vec<(&'a str, &'a str)>>,
}

impl<'a> View<'a> {
    /// The club of a policy; none where no folder tells.
    pub fn club(self, policy: &str) -> Option<Club<'a>> {
        let told = |folder: &'a Folder| {
            let compared = folder.about["clubs"].as_array().into_iter().flatten();
            let own = [&folder.about["club"]].into_iter().filter(|club| club.is_object());
            let mut clubs = own.chain(compared).map(|club| Club::of(folder, club));
            clubs.find(|club| club.policy == policy).or_else(|| Club::old(folder, policy))
        };
        let mut found: Vec<Club> = self.folders.iter().filter_map(told).collect();
        found.sort_by_key(|club| club.terms.is_none());
        found.into_iter().next()
    }

    /// Customs territories of the club of a policy; none where no folder tells.
    pub fn members(self, policy: &str) -> Vec<&'a str> {
        self.club(policy).map(|club| club.members).unwrap_or_default()
    }
}

fn texts(value: &Value) -> Option<Vec<&str>> {
    Some(value.as_array()?.iter().filter_map(Value::as_str).collect())
}

fn pairs<'a>(value: &'a Value, (name, of): (&str, &str)) -> Option<Vec<(&'a str, &'a Value)>> {
    let pair = |item: &'a Value| Some((item[name].as_str()?, &item[of]));
    Some(value.as_array()?.iter().filter_map(pair).collect())
}

impl<'a> Club<'a> {
    fn of(folder: &'a Folder, club: &'a Value) -> Self {
        let territories = pairs(&club["territories"], ("name", "countries")).unwrap_or_default();
        let terms = pairs(&club["terms"], ("name", "text"));
        Self {
            policy: club["policy"].as_str().unwrap_or_else(|| folder.word("policy")),
            members: texts(&club["members"]).unwrap_or_default(),
            tiers: texts(&club["tiers"]),
            territories: territories
                .into_iter()
                .map(|(name, countries)| (name, texts(countries).unwrap_or_default()))
                .collect(),
            terms: terms.map(|terms| {
                terms
                    .into_iter()
                    .map(|(name, text)| (name, text.as_str().unwrap_or_default()))
                    .collect()
            }),
        }
    }

    /// That of a plan stored without terms.
    fn old(folder: &'a Folder, policy: &str) -> Option<Self> {
        let members = || Self {
            policy: folder.word("policy"),
            members: folder.words("members"),
            ..Self::default()
        };
        (folder.word("policy") == policy && !policy.is_empty()).then(members)
    }

    /// Names of the terms in which two policies differ; none where it is not known.
    pub fn differs(&self, other: &Self) -> Option<Vec<String>> {
        let (mine, yours) = (self.terms.as_ref()?, other.terms.as_ref()?);
        let only = |some: &[(&str, &str)], others: &[(&str, &str)]| -> Vec<String> {
            let new = some.iter().filter(|term| !others.contains(term));
            new.map(|(name, _)| (*name).to_owned()).collect()
        };
        let mut names = only(mine, yours);
        names.extend(only(yours, mine));
        names.sort();
        names.dedup();
        Some(names)
    }

    /// Countries of a territory; itself where the folder does not tell.
    pub fn countries<'b>(&'b self, territory: &'b str) -> Vec<&'b str> {
        let known = self.territories.iter().find(|(name, _)| *name == territory);
        known.map_or_else(|| vec![territory], |(_, countries)| countries.clone())
    }

    /// The territory of a player of a game, who may be named by the only country of it.
    pub fn territory<'b>(&'b self, player: &'b str) -> &'b str {
        let is_its = |(name, countries): &&(&str, Vec<&str>)| *name == player || countries.as_slice() == [player];
        self.territories.iter().find(is_its).map_or(player, |(name, _)| name)
    }

    /// What a territory is called: with its countries where its name is not that of the only one.
    pub fn named(&self, territory: &str) -> String {
        let known = self.territories.iter().find(|(name, _)| *name == territory);
        match known {
            Some((name, countries)) if countries.as_slice() != [*name] => format!("{name} ({})", countries.join(", ")),
            _ => territory.to_owned(),
        }
    }

    /// The only territory that this club has and the other has not, where the other has all others of this one and no more.
    pub fn one_less(&self, other: &Self) -> Option<&'a str> {
        let gone: Vec<&&str> = self.members.iter().filter(|member| !other.members.contains(member)).collect();
        match gone.as_slice() {
            [gone] if !other.members.is_empty() && other.members.len() + 1 == self.members.len() => Some(**gone),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn club<'a>(members: &[&'a str], terms: Option<Vec<(&'a str, &'a str)>>) -> Club<'a> {
        Club {
            members: members.to_vec(),
            territories: vec![("Japan", vec!["JP"]), ("US", vec!["US"])],
            terms,
            ..Club::default()
        }
    }

    #[test]
    fn clubs_that_differ_in_one_member_and_in_terms() {
        let large = club(
            &["US", "AU", "Japan"],
            Some(vec![("measure `floor`", "16"), ("`facts`", "[]")]),
        );
        let small = club(&["AU", "US"], Some(vec![("measure `floor`", "17"), ("`facts`", "[]")]));
        assert_eq!(large.one_less(&small), Some("Japan"));
        assert_eq!(small.one_less(&large), None);
        assert_eq!(large.one_less(&club(&["US", "CA"], None)), None);
        assert_eq!(large.differs(&small), Some(vec!["measure `floor`".to_owned()]));
        assert_eq!(large.differs(&large), Some(Vec::new()));
        assert_eq!(large.differs(&club(&["AU", "US"], None)), None);
    }

    #[test]
    fn territories_are_named_with_their_countries() {
        let club = club(&["US", "Japan"], None);
        assert_eq!(
            (club.named("Japan").as_str(), club.named("US").as_str()),
            ("Japan (JP)", "US")
        );
        assert_eq!((club.countries("Japan"), club.territory("JP")), (vec!["JP"], "Japan"));
    }
}
