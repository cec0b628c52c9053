//! The forms of a word: of a verb its tenses, of a noun its plural.
//!
//! Rules and exceptions stand in `inflection.toml` of the language pack. Not here: which form stands in a text, for one form may serve
//! for several ("bombing", "cut").

use super::Language;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The forms of a verb; a list where usage has more than one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerbForms {
    /// "bomb".
    pub base: String,
    /// "bombs".
    pub third_person: String,
    /// "bombed", "said".
    pub past: Vec<String>,
    /// "bombed", "shown": after "have" and in the passive.
    pub past_participle: Vec<String>,
    /// "bombing".
    pub present_participle: String,
}

impl VerbForms {
    /// All forms, each once or more.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let single = [&self.base, &self.third_person, &self.present_participle].into_iter();
        single.chain(&self.past).chain(&self.past_participle).map(String::as_str)
    }
}

/// One way of adding an ending. `when` is the end of the word, where `C` stands for a consonant and `V` for a vowel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    when: String,
    #[serde(default)]
    one_syllable: bool,
    #[serde(default)]
    drop: usize,
    #[serde(default)]
    double: bool,
    add: String,
}

/// `inflection.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    vowels: String,
    third_person: Vec<Ending>,
    past: Vec<Ending>,
    present_participle: Vec<Ending>,
    plural: Vec<Ending>,
    doubling: Vec<String>,
    plurals: BTreeMap<String, String>,
    verbs: BTreeMap<String, [String; 2]>,
}

/// The inflection of one language.
#[derive(Clone, Debug, Default)]
pub struct Inflection(Table);

impl Inflection {
    /// The inflection of a language; words stay as they are in a pack without `inflection.toml`.
    pub fn new(language: &Language) -> Self {
        Inflection(language.data("inflection.toml").and_then(|text| toml::from_str(text).ok()).unwrap_or_default())
    }

    /// All forms of a verb given as a lemma. Of a phrase ("open fire"), the first word is inflected.
    pub fn verb(&self, lemma: &str) -> VerbForms {
        let (head, rest) = lemma.find([' ', '-']).map_or((lemma, ""), |at| lemma.split_at(at));
        let table = &self.0;
        let several = |forms: &str| forms.split('/').map(|form| format!("{form}{rest}")).collect();
        let regular = || vec![format!("{}{rest}", self.ending(head, &table.past))];
        let irregular = table.verbs.get(head);
        VerbForms {
            base: lemma.to_owned(),
            third_person: format!("{}{rest}", self.ending(head, &table.third_person)),
            past: irregular.map_or_else(regular, |[past, _]| several(past)),
            past_participle: irregular.map_or_else(regular, |[_, participle]| several(participle)),
            present_participle: format!("{}{rest}", self.ending(head, &table.present_participle)),
        }
    }

    /// The plural of a noun given in the singular. Of a phrase ("air strike"), the last word is inflected.
    pub fn plural(&self, noun: &str) -> String {
        let (rest, head) = noun.rfind([' ', '-']).map_or(("", noun), |at| noun.split_at(at + 1));
        match self.0.plurals.get(head) {
            Some(plural) => format!("{rest}{plural}"),
            None => format!("{rest}{}", self.ending(head, &self.0.plural)),
        }
    }

    fn ending(&self, word: &str, endings: &[Ending]) -> String {
        let fits = |ending: &&Ending| {
            self.ends_like(word, &ending.when)
                && (!ending.one_syllable || self.syllables(word) == 1 || self.0.doubling.iter().any(|d| d == word))
        };
        let Some(ending) = endings.iter().find(fits) else { return word.to_owned() };
        let kept = word.len().saturating_sub(ending.drop);
        let stem = word.get(..kept).unwrap_or(word);
        let doubled = if ending.double { stem.chars().next_back().map(String::from) } else { None };
        format!("{stem}{}{}", doubled.unwrap_or_default(), ending.add)
    }

    fn ends_like(&self, word: &str, pattern: &str) -> bool {
        let mut letters = word.chars().rev();
        pattern.chars().rev().all(|wanted| {
            letters.next().is_some_and(|letter| match wanted {
                'C' => !self.is_vowel(letter),
                'V' => self.is_vowel(letter),
                exact => letter == exact,
            })
        })
    }

    fn is_vowel(&self, letter: char) -> bool {
        self.0.vowels.contains(letter)
    }

    /// Number of groups of vowels.
    fn syllables(&self, word: &str) -> usize {
        let vowels: Vec<bool> = word.chars().map(|letter| self.is_vowel(letter)).collect();
        vowels.iter().enumerate().filter(|&(at, &vowel)| vowel && (at == 0 || !vowels[at - 1])).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_their_endings() {
        let inflection = Inflection::new(&Language::find("en").unwrap());
        let all = |lemma: &str| {
            let f = inflection.verb(lemma);
            [f.third_person, f.past.join("/"), f.past_participle.join("/"), f.present_participle].join(" ")
        };
        assert_eq!(all("bomb"), "bombs bombed bombed bombing");
        assert_eq!(all("raid"), "raids raided raided raiding");
        assert_eq!(all("deny"), "denies denied denied denying");
        assert_eq!(all("destroy"), "destroys destroyed destroyed destroying");
        assert_eq!(all("fire"), "fires fired fired firing");
        assert_eq!(all("agree"), "agrees agreed agreed agreeing");
        assert_eq!(all("gun down"), "guns down gunned down gunned down gunning down");
        assert_eq!(all("target"), "targets targeted targeted targeting");
        assert_eq!(all("admit"), "admits admitted admitted admitting");
        assert_eq!(all("attack"), "attacks attacked attacked attacking");
        assert_eq!(all("express"), "expresses expressed expressed expressing");
        assert_eq!(all("strike"), "strikes struck struck striking");
        assert_eq!(all("open fire"), "opens fire opened fire opened fire opening fire");
        assert_eq!(all("hit"), "hits hit hit hitting");
        assert_eq!(all("show"), "shows showed shown/showed showing");
    }

    #[test]
    fn nouns_take_their_plural() {
        let inflection = Inflection::new(&Language::find("en").unwrap());
        for (one, many) in [
            ("airstrike", "airstrikes"),
            ("bus", "buses"),
            ("casualty", "casualties"),
            ("ambush", "ambushes"),
            ("air raid", "air raids"),
            ("gunman", "gunmen"),
            ("day", "days"),
        ] {
            assert_eq!(inflection.plural(one), many);
        }
    }

    #[test]
    fn the_table_of_every_pack_can_be_read() {
        for code in Language::available() {
            if let Some(text) = Language::find(code).unwrap().data("inflection.toml") {
                toml::from_str::<Table>(text).unwrap();
            }
        }
    }
}
