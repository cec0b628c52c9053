//! Whom an article has spoken of so far, and to whom a pronoun or a description refers.
//!
//! Not here: how names are written (`cast`).

use crate::extract::grammar::Traits;
use crate::extract::scene::Scene;
use std::ops::Range;

/// Somebody or something that the article has spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Referent {
    /// The name a mention shows.
    pub name: String,
    /// A person by name or description, to whom "he" or "she" may refer.
    pub is_person: bool,
    /// Several, to whom "they" may refer.
    pub is_plural: bool,
    /// The phrase that introduced it.
    pub words: Range<usize>,
    /// True of a speaker, whom pronouns before verbs of speech mean first.
    pub spoke: bool,
}

/// Most referents that are looked at; a pronoun reaches no farther, and the work stays linear.
const REACH: usize = 60;

/// Sentences over which a speaker stays in mind.
const BREATH: usize = 5;

/// Whom the article has spoken of, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// Each with the sentence that spoke of it.
    referents: Vec<(usize, Referent)>,
    sentence: usize,
    /// Where those named in the current sentence begin.
    named: Vec<Referent>,
}

impl Memory {
    /// Remembers a referent at once.
    pub fn add(&mut self, referent: Referent) {
        self.referents.push((self.sentence, referent));
    }

    /// Remembers a name when its sentence is over, behind those who spoke in it.
    pub fn name(&mut self, referent: Referent) {
        self.named.push(referent);
    }

    /// Goes on to the next sentence.
    pub fn next_sentence(&mut self) {
        // In the order of looking back, the first name of a sentence comes before the others: it is the likelier subject.
        for referent in self.named.drain(..).rev() {
            self.referents.push((self.sentence, referent));
        }
        self.sentence += 1;
    }

    /// Whom a pronoun means: the last speaker that fits, else the last one named.
    pub fn pronoun(&self, scene: &Scene, at: usize) -> Option<&Referent> {
        let he = scene.is(at, Traits::HE | Traits::HIS);
        let it = scene.is(at, Traits::IT | Traits::ITS);
        let fits = |referent: &Referent| {
            let one = !referent.is_plural;
            if he {
                referent.is_person && one
            } else if it {
                !referent.is_person && one
            } else {
                referent.is_plural || !referent.is_person
            }
        };
        let near = || self.referents.iter().rev().take(REACH).filter(|(_, referent)| fits(referent));
        let spoke = near().find(|(sentence, referent)| referent.spoke && self.sentence - sentence <= BREATH);
        spoke.or_else(|| near().next()).map(|(_, referent)| referent)
    }

    /// The body, not a person, that spoke last, if it has not been long.
    pub fn last_body(&self) -> Option<&Referent> {
        let mut near =
            self.referents.iter().rev().take(REACH).filter(|(sentence, _)| self.sentence - sentence <= BREATH);
        near.find(|(_, referent)| referent.spoke && !referent.is_person).map(|(_, referent)| referent)
    }

    /// Who was called by all the words of a definite description before.
    pub fn described(&self, scene: &Scene, phrase: &Range<usize>) -> Option<&Referent> {
        let content =
            || phrase.clone().filter(|&at| !scene.is(at, Traits::DETERMINER | Traits::POSSESSIVE | Traits::CLITIC));
        let called = |referent: &Referent| {
            content().all(|at| referent.words.clone().any(|word| scene.word(word).eq_ignore_ascii_case(scene.word(at))))
        };
        let mut near = self.referents.iter().rev().take(REACH).map(|(_, referent)| referent);
        near.find(|referent| content().next().is_some() && called(referent))
    }
}
