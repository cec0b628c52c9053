//! When two names mean one bearer.
//!
//! A comparison of words only: "al-Raqqa" is "Raqqa", "Secretary Kerry" is "Kerry". Not here: aliases and titles, which `extract` has
//! already turned into one name.

/// Words that tell no name from another.
const EMPTY: [&str; 6] = ["the", "a", "an", "of", "al", "s"];

/// A name reduced to what is compared: its words in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Vec<String>);

impl NameKey {
    /// What `name` is compared by.
    pub fn new(name: &str) -> Self {
        let mut words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .filter(|word| !EMPTY.contains(&word.as_str()))
            .collect();
        words.dedup();
        NameKey(words)
    }

    /// The first character of what is compared, by which an index is divided.
    pub fn initial(&self) -> Option<char> {
        self.0.first().and_then(|word| word.chars().next())
    }

    /// True where the words of one name are among those of the other.
    pub(super) fn same_as(&self, other: &NameKey) -> bool {
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        !short.0.is_empty() && short.0.iter().all(|word| long.0.contains(word))
    }

    /// The word by which names are looked up: two names that are the same usually share it.
    pub(super) fn head(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }
}

/// True of a name of its own, such as "John Kirby", and false of a description, such as "the spokesman" or "four ships in the Baltic":
/// every word but the short ones begins with a capital. In writing that knows no capitals nothing can be told apart, so every name counts.
pub fn is_proper(name: &str) -> bool {
    if !name.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
        return name.chars().any(char::is_alphabetic);
    }
    let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| word.chars().any(char::is_uppercase);
    words().any(capital)
        && words().all(|word| capital(word) || word.chars().count() < 4 && word.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        NameKey::new(a).same_as(&NameKey::new(b))
    }

    #[test]
    fn names_agree_when_one_holds_the_other() {
        assert!(same("al-Raqqa", "Raqqa"));
        assert!(same("the Islamic State", "Islamic State"));
        assert!(same("Secretary of State John Kerry", "John Kerry"));
        assert!(!same("John Kerry", "John Kirby"));
        assert!(!same("the", "the"));
        assert!(!same("", "Raqqa"));
    }

    #[test]
    fn descriptions_are_no_proper_names() {
        assert!(is_proper("John Kirby"));
        assert!(is_proper("the State Department"));
        assert!(is_proper("al-Raqqa"));
        assert!(is_proper("الرقة"));
        assert!(!is_proper("Iraqi officials"));
        assert!(!is_proper("four ships in the Baltic Sea"));
        assert!(!is_proper("5,000 rounds"));
        assert!(!is_proper(""));
    }
}
