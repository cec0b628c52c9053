//! The cast of an article: which name a phrase, a short name or a pronoun stands for.
//!
//! A mention shows the fullest short name that the article gives: "John Kirby" for "Kirby", "he" or "the spokesman". Not here: which
//! phrase plays which part.

use super::chunk::Chunk;
use super::gazetteer::Sort;
use super::memory::{Memory, Referent};
use crate::extract::grammar::Traits;
use crate::extract::phrase;
use crate::extract::scene::Scene;
use crate::lang::{Capital, Class};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::ops::Range;

/// Most tokens between the name of an armed group and "the group".
const NEAR: usize = 80;

/// Names known so far while an article is read from its beginning.
pub(in crate::extract) struct Cast<'a> {
    scene: &'a Scene<'a>,
    /// Full personal names by their last and first words; the first of each wins.
    people: FxHashMap<&'a str, String>,
    /// How the article writes each entity of the tables.
    forms: FxHashMap<u32, &'a str>,
    /// Words of unknown names that have their capital within a sentence, too.
    written: FxHashSet<&'a str>,
    /// The armed group of an article that names one alone, and more than once.
    only_group: Option<u32>,
    /// Who was spoken of.
    memory: Memory,
}

impl<'a> Cast<'a> {
    /// Collects the full names of an article.
    pub fn new(scene: &'a Scene<'a>) -> Self {
        let within = |chunk: &&Chunk| chunk.tokens.start > 0 && scene.class(chunk.tokens.start - 1) == Class::Word;
        let unknown = scene.chunks.iter().filter(|chunk| matches!(chunk.sort, Sort::Unknown | Sort::Person));
        let mut cast = Cast {
            scene,
            people: FxHashMap::default(),
            forms: FxHashMap::default(),
            written: unknown.filter(within).map(|chunk| scene.word(chunk.tokens.end - 1)).collect(),
            only_group: only_group(&scene.chunks),
            memory: Memory::default(),
        };
        let mut titled: FxHashMap<&str, String> = FxHashMap::default();
        // Who is never called by a full name is called by his title: "Hollande" is "President Hollande".
        for chunk in scene.chunks.iter().filter(|chunk| chunk.sort == Sort::Person && chunk.is_titled()) {
            let written = scene.token(chunk.titled_from).is_some_and(|token| token.capital != Capital::None);
            if chunk.tokens.len() == 1 && written {
                titled
                    .entry(scene.word(chunk.tokens.start))
                    .or_insert_with(|| cast.plain(&(chunk.titled_from..chunk.tokens.end)));
            }
        }
        let mut counts: FxHashMap<(u32, &str), usize> = FxHashMap::default();
        for chunk in &scene.chunks {
            match (chunk.sort, chunk.entity) {
                (Sort::Person, _) => cast.add_person(chunk),
                (_, None) => cast.add_acronym(chunk),
                (Sort::Demonym | Sort::Capital | Sort::Seat, _) => {}
                // "North and South Korea".
                (_, Some(_)) if chunk.tokens.len() == 1 && scene.is(chunk.tokens.start, Traits::DIRECTION) => {}
                (sort, Some(entity)) => {
                    let form = scene.span(&chunk.tokens).of(scene.text);
                    if sort != Sort::Armed || names_itself(form, scene.gazetteer.name(entity)) {
                        *counts.entry((entity, form)).or_default() += 1;
                    }
                }
            }
        }
        for (name, full) in titled {
            cast.people.entry(name).or_insert(full);
        }
        // The tables' own name where the article uses it, so that articles agree; else the form written most often, then the longest.
        let mut forms: Vec<_> = counts.into_iter().collect();
        let is_other = |entity: u32, form: &str| scene.gazetteer.name(entity) != form;
        forms.sort_by_key(|&((entity, form), count)| {
            (is_other(entity, form), Reverse(count), Reverse(form.len()), form)
        });
        for ((entity, form), _) in forms {
            cast.forms.entry(entity).or_insert(form);
        }
        cast
    }

    fn add_person(&mut self, chunk: &'a Chunk) {
        let words = || chunk.tokens.clone().filter(|&at| self.scene.word(at).len() > 1 && self.scene.word(at) != "-");
        let full = self.plain(&chunk.tokens);
        if words().count() < 2 {
            return;
        }
        let (Some(first), Some(last)) = (words().next(), words().next_back()) else { return };
        for key in [self.scene.word(last), self.scene.word(first)] {
            self.people.entry(key).or_insert_with(|| full.clone());
        }
    }

    /// Remembers what an acronym in brackets behind a name stands for: "Korean Central News Agency (KCNA)".
    fn add_acronym(&mut self, chunk: &'a Chunk) {
        let scene = self.scene;
        let open = chunk.tokens.end;
        let mut inside = open + 1..open + 5;
        if !scene.is_break(open) {
            return;
        }
        let letters = |short: &str| {
            let initials = chunk.tokens.clone().filter_map(|at| scene.word(at).chars().next());
            initials.filter(|letter| letter.is_uppercase()).eq(short.chars())
        };
        if let Some(at) = inside.find(|&at| scene.word(at).len() > 1 && letters(scene.word(at))) {
            let full = self.plain(&chunk.tokens);
            self.people.entry(scene.word(at)).or_insert(full);
        }
    }

    /// How the article writes an entity of the tables; its name there where the article uses it, or never names it.
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
            (Sort::Person | Sort::Unknown, _) | (Sort::Body, None) => self.person_name(chunk),
            (Sort::Demonym, Some(entity)) => self.entity_name(entity),
            (Sort::Armed | Sort::Body | Sort::Country | Sort::Place, Some(entity)) => self.entity_name(entity),
            (Sort::Capital, Some(entity)) => {
                let written = self.plain(&chunk.tokens);
                // "PANAMA CITY" at the head of a report.
                let usual = self.scene.gazetteer.capital(entity).filter(|usual| usual.eq_ignore_ascii_case(&written));
                usual.map_or(written, str::to_owned)
            }
            _ => self.plain(&chunk.tokens),
        }
    }

    /// The name of a chunk that does something: of a capital, the country whose government is meant.
    pub fn power_name(&self, chunk: &Chunk) -> String {
        match (chunk.sort, chunk.entity) {
            (Sort::Capital, Some(entity)) => self.entity_name(entity),
            _ => self.chunk_name(chunk),
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
        let phrase = &phrase::undated(self.scene, phrase);
        if phrase.len() == 1
            && self.scene.chunk_at(phrase.start).is_none()
            && self.scene.is(phrase.start, Traits::PRONOUN | Traits::POSSESSIVE)
        {
            return self.memory.pronoun(self.scene, phrase.start).cloned();
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
        Referent { name: self.chunk_name(chunk), is_person, is_plural: false, words: phrase.clone(), spoke: false }
    }

    /// A phrase whose head is a common noun: "the spokesman" is who was called so before, if anybody was.
    fn described(&self, phrase: &Range<usize>) -> Option<Referent> {
        let scene = self.scene;
        let core = phrase::core(scene, phrase);
        let head = phrase::head(scene, phrase);
        let definite = scene.is(phrase.start, Traits::DEFINITE | Traits::POSSESSIVE);
        if definite
            && phrase.len() <= 4
            && let Some(known) = self.memory.described(scene, phrase)
        {
            return Some(Referent { words: phrase.clone(), ..known.clone() });
        }
        // "The militants" are those of the group that the article is about.
        let plain =
            scene.chunks_in(phrase).is_empty() && scene.is_small(head) && scene.is(phrase.start, Traits::DEFINITE);
        if let Some(group) = self.only_group.filter(|_| plain && scene.is(head, Traits::IRREGULAR)) {
            let (name, words) = (self.entity_name(group), phrase.clone());
            return Some(Referent { name, is_person: false, is_plural: false, words, spoke: false });
        }
        // "The group" is the armed one named last, unless some other body was.
        if plain
            && phrase.len() == 2
            && scene.is(head, Traits::BAND)
            && let Some(group) = self.band_before(phrase.start)
        {
            let (name, words) = (self.entity_name(group), phrase.clone());
            return Some(Referent { name, is_person: false, is_plural: false, words, spoke: false });
        }
        let whole = scene.is(phrase.end - 1, Traits::CLITIC) || scene.is(core.end, Traits::OF | Traits::BELONGING);
        // "A Syrian whose claim".
        let clause = core.end < phrase.end && scene.is(core.end, Traits::RELATIVE);
        let end = if !clause && (whole || !scene.is(head, Traits::PERSON)) { phrase.end } else { core.end };
        let start = (phrase.start..end).find(|&at| !self.is_loose(at))?;
        Some(Referent {
            name: self.uncapitalised(start, self.plain(&(start..end))),
            is_person: scene.is(head, Traits::PERSON),
            is_plural: scene.is(head, Traits::PLURAL) || scene.word(head).ends_with('s'),
            words: phrase.clone(),
            spoke: false,
        })
    }

    /// The armed group that was named last before a token, and not far off.
    fn band_before(&self, at: usize) -> Option<u32> {
        let chunks = &self.scene.chunks;
        let before = chunks.get(..chunks.partition_point(|chunk| chunk.tokens.start < at))?;
        let near = before.iter().rev().take_while(|chunk| at - chunk.tokens.start <= NEAR);
        let band = near.into_iter().find(|chunk| matches!(chunk.sort, Sort::Armed | Sort::Body))?;
        let group = band.entity.filter(|_| band.sort == Sort::Armed)?;
        // A monitor that has spoken of the group since is "the group", too.
        let states = [Sort::Country, Sort::Demonym, Sort::Capital, Sort::Seat];
        let spoke = self.memory.last_body().filter(|body| !self.scene.has_sort(&body.words, &states));
        spoke.is_none_or(|body| body.name == self.entity_name(group)).then_some(group)
    }

    /// A description without the capital that the beginning of a sentence gave it: "gunmen".
    pub fn uncapitalised(&self, first: usize, name: String) -> String {
        let scene = self.scene;
        let initial = scene.token(first).is_some_and(|token| token.capital == Capital::First);
        // "Riot police": a capital that the word has nowhere but at the head of a sentence.
        let is_name = |chunk: &Chunk| {
            chunk.sort != Sort::Unknown || chunk.tokens.len() > 1 || self.written.contains(scene.word(first))
        };
        // "M10 hospital".
        let code = name.chars().nth(1).is_some_and(|letter| letter.is_ascii_digit());
        // "The General Staff".
        let more = scene
            .token(first + 1)
            .is_some_and(|next| next.capital == Capital::First && scene.chunk_at(first + 1).is_none());
        if !initial || code || more || scene.chunk_at(first).is_some_and(is_name) || scene.is_title(first) {
            return name;
        }
        let mut letters = name.chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
    }

    /// True of a word before a description that is no part of it: "the", "its", "at least", but not the "no" of "no-fly zone".
    fn is_loose(&self, at: usize) -> bool {
        let scene = self.scene;
        let hyphen = scene.is_mark(at + 1, "-") && !scene.is_break(at + 1);
        let word = scene.is(at, Traits::DETERMINER | Traits::POSSESSIVE | Traits::THAN) || scene.is_adverb(at);
        word && scene.chunk_at(at).is_none() && !hyphen
    }

    /// Remembers somebody who spoke, to whom later words may refer.
    pub fn remember(&mut self, referent: Referent) {
        self.memory.add(Referent { spoke: true, ..referent });
    }

    /// Goes on to the next sentence, and remembers whom the one just read names, so that pronouns find them.
    pub fn finish_sentence(&mut self, sentence: &Range<usize>) {
        for chunk in self.scene.chunks_in(sentence) {
            let acts = |at: usize| self.scene.is_past(at) || self.scene.is(at, Traits::VERB);
            let first = chunk.tokens.start <= sentence.start + 3 && !(sentence.start..chunk.tokens.start).any(acts);
            let subject = first && matches!(chunk.sort, Sort::Unknown | Sort::Body | Sort::Armed | Sort::Country);
            if chunk.sort == Sort::Person || subject {
                let words = chunk.titled_from..chunk.tokens.end;
                let mut referent = self.named(chunk, &words);
                referent.is_person |= chunk.sort == Sort::Unknown;
                self.memory.name(referent);
            }
        }
        self.memory.next_sentence();
    }
}

/// The armed group that names stand for, if they name one more than once and no other.
fn only_group(chunks: &[Chunk]) -> Option<u32> {
    let mut groups = chunks.iter().filter(|chunk| chunk.sort == Sort::Armed).map(|chunk| chunk.entity);
    let first = groups.next()??;
    let more = groups.try_fold(0, |count: usize, group| (group == Some(first)).then_some(count + 1))?;
    (more > 0).then_some(first)
}

/// True of a form by which an armed group may be known: "Houthi" and "Houthi rebels" describe the Houthis rather than name them.
fn names_itself(form: &str, name: &str) -> bool {
    let last = form.split_whitespace().next_back().unwrap_or_default();
    form == name || !name.starts_with(form) && last.contains(char::is_uppercase)
}
