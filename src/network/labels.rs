//! Classes in words.

use super::{Network, RuleId, RuleSet};

impl Network {
    /// A class in words, for people: the rules it satisfies, those of the exposure level as `allied GROUP`.
    pub fn class_label(&self, class: RuleSet) -> String {
        let mut words: Vec<String> = Vec::new();
        for name in self.rules_of(class) {
            let word = match name.strip_prefix("exposure:") {
                None => name.to_string(),
                Some(rest) => match rest.strip_suffix(":partners") {
                    None => format!("allied {rest}"),
                    Some(group) if self.rules_of(class).any(|known| known == format!("exposure:{group}")) => continue,
                    Some(group) => format!("partner {group}"),
                },
            };
            words.push(word);
        }
        if words.is_empty() { "any".into() } else { words.join(", ") }
    }

    fn rules_of(&self, class: RuleSet) -> impl Iterator<Item = &str> {
        let named = self.rules.iter().enumerate();
        named
            .filter(move |(k, _)| class.has(RuleId::new(*k)))
            .map(|(_, rule)| rule.name.as_str())
    }
}
