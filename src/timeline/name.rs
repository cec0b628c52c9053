//! When two names mean one bearer.
//!
//! A comparison of words only: "al-Raqqa" is "Raqqa", "Secretary Kerry" is "Kerry". Not here: aliases and titles, which `extract` has
//! already turned into one name.

/// Words that tell no name from another; nor do single letters ("Mazar-e-Sharif" is "Mazar-i-Sharif").
const EMPTY: [&str; 4] = ["the", "an", "of", "al"];

/// A name reduced to what is compared: its words in lower case, with one space between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Box<str>);

impl NameKey {
    /// What `name` is compared by.
    pub fn new(name: &str) -> Self {
        let mut key = String::with_capacity(name.len());
        let mut last = String::new();
        for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1) {
            let word = word.to_lowercase();
            if EMPTY.contains(&word.as_str()) || word == last {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word);
            last = word;
        }
        NameKey(key.into_boxed_str())
    }

    /// The first character of what is compared, by which an index is divided.
    pub fn initial(&self) -> Option<char> {
        self.0.chars().next()
    }

    /// True where the words of one name are among those of the other.
    pub fn same_as(&self, other: &NameKey) -> bool {
        if self.0 == other.0 {
            return !self.0.is_empty();
        }
        let count = |key: &NameKey| key.words().count();
        let (short, long) = if count(self) <= count(other) { (self, other) } else { (other, self) };
        !short.0.is_empty() && short.words().all(|word| long.words().any(|other| other == word))
    }

    /// True where the words of the other, one after another, are among these.
    pub(super) fn holds(&self, other: &NameKey) -> bool {
        format!(" {} ", self.0).contains(&format!(" {} ", other.0)) && !other.0.is_empty()
    }

    /// The one word of a name that has no other.
    pub fn only(&self) -> Option<&str> {
        Some(&*self.0).filter(|key| !key.is_empty() && !key.contains(' '))
    }

    /// The last word of a full name such as "David Cameron": two words or three, none of them left out of what is compared, as in "Mayor of
    /// Paris".
    pub fn surname(&self, name: &str) -> Option<&str> {
        let words = name.split_whitespace().count();
        if (2..=3).contains(&words) && words == self.words().count() { self.head() } else { None }
    }

    /// The word by which names are looked up: two names that are the same usually share it.
    pub(super) fn head(&self) -> Option<&str> {
        self.words().next_back().filter(|word| !word.is_empty())
    }

    fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(' ')
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
        assert!(same("Mazar-e-Sharif", "Mazar-i-Sharif"));
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
