//! Names as they stand in an article: runs of capitalised words, cut into known names, people and the rest.
//!
//! Not here: what the tables know (`gazetteer`), and who is meant by a short name or a pronoun (`cast`).

use super::gazetteer::{Gazetteer, Known, Sort};
use crate::extract::grammar::{Grammar, Traits};
use crate::lang::{Capital, Class, Reading, Token};
use std::ops::Range;

/// One name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Chunk {
    /// Its tokens, titles not included.
    pub tokens: Range<usize>,
    /// What it stands for.
    pub sort: Sort,
    /// The entity of a known name.
    pub entity: Option<u32>,
    /// First token of the title before a person's name ("Secretary of State"), or the name's own first token.
    pub titled_from: usize,
}

impl Chunk {
    /// True where a title stands before the name.
    pub fn is_titled(&self) -> bool {
        self.titled_from < self.tokens.start
    }
}

/// All names of an article, in order.
pub(in crate::extract) fn find(text: &str, reading: &Reading, grammar: &Grammar, gazetteer: &Gazetteer) -> Vec<Chunk> {
    let mut finder = Finder { text, tokens: &reading.tokens, grammar, gazetteer, chunks: Vec::new() };
    for sentence in &reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = finder.step(at, &sentence.tokens);
        }
    }
    finder.chunks
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    grammar: &'a Grammar,
    gazetteer: &'a Gazetteer,
    chunks: Vec<Chunk>,
}

impl Finder<'_> {
    /// Reads the name that begins at `at`, if one does, and gives the token after it.
    fn step(&mut self, at: usize, sentence: &Range<usize>) -> usize {
        let rest = &self.tokens[at..sentence.end];
        if let Some(end) = self.water_end(at, sentence.end) {
            self.push(at..end, Sort::Place, None, at);
            return end;
        }
        if let Some((length, known)) = self.gazetteer.longest(rest) {
            return self.known(at, length, known, sentence);
        }
        if !self.is_name_word(at, sentence.start) {
            return at + 1;
        }
        let end = self.with_field(self.run_end(at, sentence.end), sentence.end);
        self.unknown(at, end);
        end
    }

    /// Where "Gulf of Aden" ends, if such a name begins here.
    fn water_end(&self, at: usize, limit: usize) -> Option<usize> {
        let is = |at: usize, traits: Traits| self.grammar.traits(self.tokens[at].word).any(traits);
        let begins = at + 2 < limit && self.is_capitalised(at) && is(at, Traits::WATER) && is(at + 1, Traits::OF);
        let name = at + 2 + usize::from(begins && is(at + 2, Traits::DETERMINER));
        let end = if begins && name < limit { self.run_end(name, limit) } else { name };
        (end > name).then_some(end)
    }

    /// A known name, unless more capitalised words make it part of a longer one ("Jordan Times", "Paris Hilton").
    fn known(&mut self, at: usize, length: usize, known: Known, sentence: &Range<usize>) -> usize {
        let mut end = at + length;
        let joins = matches!(known.sort, Sort::Country | Sort::Place | Sort::Capital | Sort::Demonym);
        if joins && end < sentence.end {
            let run = self.run_end(end, sentence.end);
            let is_name = run > end && self.is_name_word(end, sentence.start);
            if is_name && self.is_organisation(end..run) {
                end = self.with_field(run, sentence.end);
                self.push(at..end, Sort::Body, None, at);
                return end;
            }
            // "Mosul Bridge".
            if is_name && self.grammar.traits(self.tokens[run - 1].word).any(Traits::SITE) {
                self.push(at..run, Sort::Unknown, None, at);
                return run;
            }
        }
        self.namesake_before(at..end, known, sentence);
        self.push(at..end, known.sort, Some(known.entity), at);
        end
    }

    /// The country of which "North and South Korea" gives only the first word.
    fn namesake_before(&mut self, name: Range<usize>, known: Known, sentence: &Range<usize>) {
        let is = |at: usize, traits| self.grammar.traits(self.tokens[at].word).any(traits);
        let Some(first) = name.start.checked_sub(2).filter(|&first| first >= sentence.start) else { return };
        let halved = known.sort == Sort::Country && is(name.start, Traits::DIRECTION) && is(first, Traits::DIRECTION);
        if !halved || !is(first + 1, Traits::AND) || self.tokens[first].capital == Capital::None {
            return;
        }
        let whole: Vec<Token> = [first].into_iter().chain(name.start + 1..name.end).map(|at| self.tokens[at]).collect();
        if let Some((_, other)) = self.gazetteer.longest(&whole).filter(|(length, _)| *length == whole.len()) {
            self.chunks.pop_if(|chunk| chunk.tokens.start == first);
            self.push(first..first + 1, other.sort, Some(other.entity), first);
        }
    }

    /// Where the run of name words from `at` ends.
    fn run_end(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        while end < limit {
            if end > at && self.gazetteer.longest(&self.tokens[end..limit]).is_some_and(|(_, k)| k.sort != Sort::Place)
            {
                break;
            }
            if self.is_capitalised(end) {
                end += 1;
            } else if end > at && end + 1 < limit && self.links(end) && self.is_capitalised(end + 1) {
                end += 2;
            } else if end > at && end + 3 < limit && self.is_tied(end) && self.is_capitalised(end + 3) {
                end += 4;
            } else {
                break;
            }
        }
        end
    }

    /// Where a run ends with what its body is for: "Ministry of Defence", but not "Government of Iraq".
    fn with_field(&self, end: usize, limit: usize) -> usize {
        let is = |at: usize, traits: Traits| self.grammar.traits(self.tokens[at].word).any(traits);
        let place = Traits::PLACE_WORD | Traits::REGION | Traits::SITE;
        let body = end > 0 && is(end - 1, Traits::ORGANISATION) && !is(end - 1, place);
        let joins = body && end + 1 < limit && is(end, Traits::OF);
        let named = |at: usize| self.is_capitalised(at) && self.gazetteer.longest(&self.tokens[at..limit]).is_none();
        if joins && named(end + 1) { self.run_end(end + 1, limit) } else { end }
    }

    /// A hyphen without spaces, or a particle such as "bin", between two name words.
    fn links(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let tight = !token.spaced && self.tokens.get(at + 1).is_some_and(|next| !next.spaced);
        let particle = token.class == Class::Word && self.grammar.traits(token.word).any(Traits::PARTICLE);
        token.class == Class::Mark && tight && token.span.of(self.text) == "-" || particle
    }

    /// True of the first hyphen of "Dammartin-en-Goele".
    fn is_tied(&self, at: usize) -> bool {
        let hyphen = |at: usize| {
            let next = self.tokens.get(at + 1).is_some_and(|next| !next.spaced);
            next && self.tokens.get(at).is_some_and(|token| !token.spaced && token.span.of(self.text) == "-")
        };
        hyphen(at) && hyphen(at + 2) && self.tokens[at + 1].class == Class::Word
    }

    fn is_capitalised(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_calendar = self.grammar.traits(token.word).any(Traits::DAY) || self.grammar.is_month(self.tokens, at);
        token.class == Class::Word && token.capital != Capital::None && !is_calendar
    }

    /// True of a capitalised word that may begin a name: at the head of a sentence, words with a use of their own do not.
    fn is_name_word(&self, at: usize, sentence_start: usize) -> bool {
        if !self.is_capitalised(at) {
            return false;
        }
        let traits = self.grammar.traits(self.tokens[at].word);
        let function = Traits::DETERMINER
            | Traits::PREPOSITION
            | Traits::AUXILIARY
            | Traits::PRONOUN
            | Traits::POSSESSIVE
            | Traits::COORDINATOR
            | Traits::SUBORDINATOR
            | Traits::RELATIVE
            | Traits::ADVERB
            | Traits::CLITIC;
        if traits.any(function) {
            return false;
        }
        let first = at == sentence_start
            || self.tokens[at - 1].class != Class::Word && self.tokens[at - 1].class != Class::Number;
        let common = Traits::PERSON
            | Traits::COLLECTIVE
            | Traits::VERB
            | Traits::TIME_NOUN
            | Traits::PLACE_WORD
            | Traits::WEAPON
            | Traits::NOBODY
            | Traits::NUMERAL
            | Traits::DIRECTION;
        let alone = !self.tokens.get(at + 1).is_some_and(|next| next.capital != Capital::None);
        !(first && traits.any(common) && alone)
    }

    fn is_organisation(&self, tokens: Range<usize>) -> bool {
        self.tokens[tokens].iter().any(|token| self.grammar.traits(token.word).any(Traits::ORGANISATION))
    }

    /// A run that no table knows: titles, then a person or something else.
    fn unknown(&mut self, start: usize, end: usize) {
        if self.is_organisation(start..end) && !self.ends_like_a_person(start, end) {
            return self.push(start..end, Sort::Body, None, start);
        }
        let is_title =
            |at: &usize| self.grammar.traits(self.tokens[*at].word).any(Traits::TITLE | Traits::ORGANISATION);
        let last = end - usize::from(self.ends_in_surname(start, end));
        let name = (start..last).rev().find(is_title).map_or(start, |at| at + 1);
        if name == end {
            return;
        }
        let titled_from = self.titled_from(start, name);
        let words = (name..end).filter(|&at| self.tokens[at].class == Class::Word).count();
        let acronym = words == 1 && self.tokens[name].capital == Capital::All && self.tokens[name].span.len() > 1;
        let after_article =
            name > 0 && titled_from == name && self.grammar.traits(self.tokens[name - 1].word).any(Traits::DETERMINER);
        let sort =
            if words >= 2 && !after_article || titled_from < name && !acronym { Sort::Person } else { Sort::Unknown };
        self.push(name..end, sort, None, titled_from);
    }

    /// A run with a title word before its last two words names a person: "State Department Secretary John Kerry".
    fn ends_like_a_person(&self, start: usize, end: usize) -> bool {
        let plain = |at: usize| !self.grammar.traits(self.tokens[at].word).any(Traits::TITLE | Traits::ORGANISATION);
        let name = (start..end).rev().take_while(|&at| plain(at)).count();
        let before = end.saturating_sub(name + 1);
        (1..=4).contains(&name) && before >= start && self.grammar.traits(self.tokens[before].word).any(Traits::TITLE)
    }

    /// True of "John Major": the last word is a title elsewhere, and the one before it is not.
    fn ends_in_surname(&self, start: usize, end: usize) -> bool {
        let traits = |at: usize| self.grammar.traits(self.tokens[at].word);
        end > start + 1
            && traits(end - 1).any(Traits::SURNAME)
            && !traits(end - 2).any(Traits::TITLE | Traits::ORGANISATION | Traits::PARTICLE | Traits::OF)
    }

    /// Where the title before a name begins; titles in small letters ("spokesman John Kirby") count too.
    fn titled_from(&self, start: usize, name: usize) -> usize {
        let is = |at: usize, traits: Traits| {
            self.tokens.get(at).is_some_and(|token| self.grammar.traits(token.word).any(traits))
        };
        if start < name {
            // "Secretary of State".
            let split =
                start >= 2 && is(start - 1, Traits::OF) && is(start - 2, Traits::TITLE) && is(start, Traits::TITLE);
            return if split { start - 2 } else { start };
        }
        let before = name.checked_sub(1).map(|at| self.grammar.traits(self.tokens[at].word));
        if before.is_some_and(|traits| traits.any(Traits::TITLE | Traits::PERSON)) { name - 1 } else { name }
    }

    fn push(&mut self, tokens: Range<usize>, sort: Sort, entity: Option<u32>, titled_from: usize) {
        self.chunks.push(Chunk { tokens, sort, entity, titled_from });
    }
}
