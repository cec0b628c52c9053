//! The cast of an article: which name a phrase, a short name or a pronoun stands for.
//!
//! A mention shows the fullest short name that the article gives: "John Kirby" for "Kirby", "he" or "the spokesman". Not here: which
//! phrase plays which part.

use super::chunk::Chunk;
use super::gazetteer::Sort;
use crate::extract::grammar::Traits;
use crate::extract::phrase;
use crate::extract::scene::Scene;
use rustc_hash::FxHashMap;
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
    words: Range<usize>,
}

/// Names known so far while an article is read from its beginning.
pub(in crate::extract) struct Cast<'a> {
    scene: &'a Scene<'a>,
    /// Full personal names by their last and first words; the first of each wins.
    people: FxHashMap<&'a str, String>,
    /// How the article writes each entity of the tables.
    forms: FxHashMap<u32, &'a str>,
    /// Who was spoken of, in order.
    referents: Vec<Referent>,
}

impl<'a> Cast<'a> {
    /// Collects the full names of an article.
    pub fn new(scene: &'a Scene<'a>) -> Self {
        let mut cast = Cast { scene, people: FxHashMap::default(), forms: FxHashMap::default(), referents: Vec::new() };
        for chunk in &scene.chunks {
            match (chunk.sort, chunk.entity) {
                (Sort::Person, _) => cast.add_person(chunk),
                (Sort::Demonym | Sort::Capital | Sort::Seat, _) | (_, None) => {}
                (sort, Some(entity)) => cast.add_form(chunk, sort, entity),
            }
        }
        cast
    }

    fn add_person(&mut self, chunk: &'a Chunk) {
        let words = || chunk.tokens.clone().filter(|&at| self.scene.word(at).len() > 1 && self.scene.word(at) != "-");
        let full = self.plain(&chunk.tokens);
        if words().count() < 2 {
            return;
        }
        let (Some(first), Some(last)) = (words().next(), words().last()) else { return };
        for key in [self.scene.word(last), self.scene.word(first)] {
            self.people.entry(key).or_insert_with(|| full.clone());
        }
    }

    fn add_form(&mut self, chunk: &'a Chunk, sort: Sort, entity: u32) {
        let form = self.scene.span(&chunk.tokens).of(self.scene.text);
        let canonical = self.scene.gazetteer.name(entity);
        let current = self.forms.entry(entity).or_insert(form);
        let better = if sort == Sort::Country { form.len() < current.len() } else { form == canonical };
        if better {
            *current = form;
        }
    }

    /// How the article writes an entity of the tables, or its name there.
    pub fn entity_name(&self, entity: u32) -> String {
        self.forms.get(&entity).map_or_else(|| self.scene.gazetteer.name(entity).to_owned(), |form| (*form).to_owned())
    }

    /// The words of a range, without a possessive ending and with single spaces.
    fn plain(&self, tokens: &Range<usize>) -> String {
        let text = self.scene.span(tokens).of(self.scene.text);
        let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        text.trim_end_matches(['\'', '’']).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The name that a chunk shows: of a short personal name the full one, with its title where the article gives no more.
    pub fn chunk_name(&self, chunk: &Chunk) -> String {
        match (chunk.sort, chunk.entity) {
            (Sort::Person | Sort::Unknown, _) => self.person_name(chunk),
            (Sort::Demonym, Some(entity)) => self.entity_name(entity),
            (Sort::Armed | Sort::Body | Sort::Country, Some(entity)) => self.entity_name(entity),
            _ => self.plain(&chunk.tokens),
        }
    }

    fn person_name(&self, chunk: &Chunk) -> String {
        let single = chunk.tokens.len() == 1;
        let key = self.scene.word(chunk.tokens.start);
        match self.people.get(key) {
            Some(full) if single => full.clone(),
            _ if single && chunk.is_titled() => self.plain(&(chunk.titled_from..chunk.tokens.end)),
            _ => self.plain(&chunk.tokens),
        }
    }

    /// Whom a noun phrase stands for, as a speaker or sender; `None` where nobody can be named.
    pub fn resolve(&self, phrase: &Range<usize>) -> Option<Referent> {
        if phrase.len() == 1
            && self.scene.chunk_at(phrase.start).is_none()
            && self.scene.is(phrase.start, Traits::PRONOUN)
        {
            return self.pronoun(phrase.start);
        }
        let core = phrase::core(self.scene, phrase);
        if let Some(chunk) = self.scene.chunks_in(&core).iter().rev().find(|chunk| chunk.tokens.end == core.end)
            && matches!(
                chunk.sort,
                Sort::Person | Sort::Unknown | Sort::Armed | Sort::Body | Sort::Country | Sort::Capital | Sort::Seat
            )
        {
            return Some(self.named(chunk, phrase));
        }
        self.described(phrase)
    }

    fn named(&self, chunk: &Chunk, phrase: &Range<usize>) -> Referent {
        let titled = chunk.is_titled() || self.people.contains_key(self.scene.word(chunk.tokens.start));
        let is_person = chunk.sort == Sort::Person || chunk.sort == Sort::Unknown && titled;
        Referent { name: self.chunk_name(chunk), is_person, is_plural: false, words: phrase.clone() }
    }

    /// A phrase whose head is a common noun: "the spokesman" is who was called so before, if anybody was.
    fn described(&self, phrase: &Range<usize>) -> Option<Referent> {
        let head = phrase::head(self.scene, phrase);
        let definite = self.scene.is(phrase.start, Traits::DEFINITE | Traits::POSSESSIVE);
        let short = phrase.len() <= 2;
        if definite && short {
            let word = self.scene.token(head)?.word;
            let same = |referent: &&Referent| {
                word.is_known()
                    && referent.words.clone().any(|at| self.scene.token(at).is_some_and(|token| token.word == word))
            };
            if let Some(known) = self.referents.iter().rev().find(same) {
                return Some(Referent { words: phrase.clone(), ..known.clone() });
            }
        }
        let start =
            phrase.clone().find(|&at| !self.scene.is(at, Traits::DETERMINER) || self.scene.chunk_at(at).is_some())?;
        Some(Referent {
            name: self.plain(&(start..phrase.end)),
            is_person: self.scene.is(head, Traits::PERSON),
            is_plural: self.scene.is(head, Traits::PLURAL) || self.scene.word(head).ends_with('s'),
            words: phrase.clone(),
        })
    }

    fn pronoun(&self, at: usize) -> Option<Referent> {
        let fits = |referent: &&Referent| {
            let person = self.scene.is(at, Traits::HE) && referent.is_person && !referent.is_plural;
            let body = self.scene.is(at, Traits::IT) && !referent.is_person && !referent.is_plural;
            let several = self.scene.is(at, Traits::THEY) && (referent.is_plural || !referent.is_person);
            person || body || several
        };
        self.referents.iter().rev().find(fits).cloned()
    }

    /// Remembers somebody, to whom later words may refer.
    pub fn remember(&mut self, referent: Referent) {
        self.referents.push(referent);
    }

    /// Remembers the people named in a sentence, so that pronouns find them.
    pub fn remember_people(&mut self, sentence: &Range<usize>) {
        for chunk in self.scene.chunks_in(sentence) {
            if chunk.sort == Sort::Person {
                let words = chunk.titled_from..chunk.tokens.end;
                self.referents.push(self.named(chunk, &words));
            }
        }
    }
}
