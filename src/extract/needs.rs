//! Which words of acts and notices need company to report one: `acts.toml`.
//!
//! Not here: the words themselves, which are the kinds' own; verbs of speech (`speech`).

use super::company::{is_rammed, is_site, munition, takes_ground};
use super::draft::Draft;
use super::grammar::Traits;
use super::names::{Chunk, Sort};
use super::phrase;
use super::scene::Scene;
use super::table;
use super::trigger::{Trigger, Triggers};
use crate::config::{Frame, Kind};
use crate::lang::{Class, Inflection, Language, Phrases, Vocabulary, WordId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Most tokens between a verb and what it tells people to do.
const HEARERS: usize = 14;

/// Most words before shells that say how many and of what sort.
const SHELLS: usize = 3;

/// `acts.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    party: BTreeSet<String>,
    ground: BTreeSet<String>,
    object: BTreeSet<String>,
    reference: BTreeSet<String>,
    general: BTreeSet<String>,
    device: BTreeSet<String>,
    into: BTreeSet<String>,
    steered: BTreeSet<String>,
    munition: BTreeSet<String>,
    falling: BTreeSet<String>,
    standing: BTreeSet<String>,
    found: Vec<String>,
    avowal: Vec<String>,
    ordinary: BTreeSet<String>,
    mutual: BTreeSet<String>,
    plain: BTreeSet<String>,
    claim: String,
    bid: BTreeSet<String>,
    safety: Vec<String>,
    advise: BTreeSet<String>,
    away: Vec<String>,
    public: BTreeSet<String>,
    carriers: BTreeSet<String>,
    journey: Vec<String>,
    defence: BTreeSet<String>,
    bidding: String,
    search: BTreeSet<String>,
    walkout: BTreeSet<String>,
    travel: BTreeSet<String>,
}

/// What words of acts need.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// Lemmas that need an attacker or sender.
    party: BTreeSet<String>,
    /// Verbs that need a place or premises as object.
    ground: BTreeSet<String>,
    /// Lemmas that need a verb of which they are the object.
    object: BTreeSet<String>,
    /// Nouns for things that may lie about unused.
    device: BTreeSet<String>,
    /// Verbs that need explosives and "into".
    into: BTreeSet<String>,
    /// Verbs of what somebody steers on purpose.
    steered: BTreeSet<String>,
    /// Verbs of what is fired or thrown.
    munition: BTreeSet<String>,
    /// What is fired or thrown and comes down.
    falling: BTreeSet<WordId>,
    /// Verbs of which a site may be the passive subject though nobody is named who does it.
    standing: BTreeSet<String>,
    /// Verbs before which they do.
    found: BTreeSet<WordId>,
    /// Lemmas of what two parties do to each other.
    mutual: BTreeSet<String>,
    /// Verbs of speech that leave open what is done by the words.
    plain: BTreeSet<String>,
    /// The verb of those who own up to an attack.
    claim: String,
    /// Verbs of speech that may give an order.
    bid: BTreeSet<String>,
    /// Verbs of speech that may give official advice.
    advise: BTreeSet<String>,
    /// What people are told to do whom nobody but an authority sends away.
    away: Phrases<()>,
    /// These people.
    public: BTreeSet<WordId>,
    /// Whom official advice is for, whatever they are to do.
    carriers: BTreeSet<WordId>,
    /// What such advice is against.
    journey: Phrases<()>,
    /// Verbs that tell of a defence where their object was fired.
    defence: BTreeSet<String>,
    /// What people are told to do who are sent to safety.
    safety: Phrases<()>,
    /// Kind and subkind of such an order: the first kind of notices.
    order: Option<(usize, Option<usize>)>,
    /// The subkind of advice against travel.
    alert: Option<usize>,
    /// Verbs that tell of searches where the police do it.
    search: BTreeSet<String>,
    /// Verbs by which people are told not to go somewhere.
    travel: BTreeSet<String>,
    /// Nouns that tell of work laid down where words of labour are near.
    walkout: BTreeSet<String>,
    /// Verbs that are ordinary nouns, too.
    ordinary: BTreeSet<String>,
    /// Words by which a group owns up to an attack.
    avowal: BTreeSet<WordId>,
    /// Nouns that need an event told before, to which they refer.
    reference: BTreeSet<String>,
    /// Nouns that, with an article, may refer to any event told before.
    general: BTreeSet<String>,
}

impl Needs {
    /// Reads the table of a language, for events of these kinds.
    pub fn new(language: &Language, kinds: &[Kind], inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let table: Table = table(language, "acts.toml");
        let mut found = BTreeSet::new();
        for verb in &table.found {
            found.extend(inflection.verb(verb).all().map(|form| vocabulary.intern(form)));
        }
        let mut safety = Phrases::default();
        for phrase in &table.safety {
            safety.insert(vocabulary, phrase, ());
        }
        let (mut journey, mut away) = (Phrases::default(), Phrases::default());
        for phrase in &table.journey {
            journey.insert(vocabulary, phrase, ());
        }
        for phrase in &table.away {
            away.insert(vocabulary, phrase, ());
        }
        let mut nouns = |nouns: &BTreeSet<String>| -> BTreeSet<WordId> {
            let forms = nouns.iter().flat_map(|noun| [noun.clone(), inflection.plural(noun)]);
            forms.map(|form| vocabulary.intern(&form)).collect()
        };
        let (public, carriers, falling) = (nouns(&table.public), nouns(&table.carriers), nouns(&table.falling));
        let notice = kinds.iter().position(|kind| kind.frame == Frame::Notice);
        let subkinds = || notice.and_then(|notice| kinds.get(notice)).map(|kind| kind.subkinds.iter());
        let bidding = subkinds().and_then(|mut all| all.position(|subkind| subkind.id == table.bidding));
        let order = notice.map(|notice| (notice, bidding));
        // However whoever advises against travel says it.
        let is_of_travel = |word: &String| table.travel.contains(word);
        let alert = subkinds().and_then(|mut all| all.position(|subkind| subkind.words.iter().any(is_of_travel)));
        Needs {
            bid: table.bid,
            advise: table.advise,
            away,
            public,
            carriers,
            journey,
            defence: table.defence,
            safety,
            order,
            alert,
            search: table.search,
            walkout: table.walkout,
            travel: table.travel,
            party: table.party,
            ground: table.ground,
            object: table.object,
            reference: table.reference,
            general: table.general,
            device: table.device,
            into: table.into,
            steered: table.steered,
            munition: table.munition,
            falling,
            standing: table.standing,
            ordinary: table.ordinary,
            mutual: table.mutual,
            plain: table.plain,
            claim: table.claim,
            avowal: table.avowal.iter().map(|word| vocabulary.intern(word)).collect(),
            found,
        }
    }

    /// True of a verb that needs an attacker or sender: it mostly tells what another act led to.
    pub fn is_weak(&self, triggers: &Triggers, trigger: &Trigger) -> bool {
        !trigger.noun && self.party.contains(triggers.lemma(trigger.lemma))
    }

    /// True of a noun that only refers back.
    pub fn refers_back(&self, lemma: &str) -> bool {
        self.reference.contains(lemma)
    }

    /// True of a verb whose forms are those of an ordinary noun, too: "targets".
    pub fn is_ordinary_noun(&self, lemma: &str) -> bool {
        self.ordinary.contains(lemma)
    }

    /// True of a definite noun that may mean any event told before; others mean one told with a word of the same stem.
    pub fn refers_to_any(&self, noun: &str) -> bool {
        self.refers_back(noun) || self.general.contains(noun)
    }

    /// The order that a verb of speech gives by which people are sent to safety: "told residents to leave their homes".
    pub fn order(
        &self,
        scene: &Scene,
        triggers: &Triggers,
        trigger: &Trigger,
        sentence: &Range<usize>,
    ) -> Option<Trigger> {
        let (kind, subkind) = self.order?;
        let lemma = triggers.lemma(trigger.lemma);
        if trigger.noun || !self.bid.contains(lemma) {
            return None;
        }
        let limit = sentence.end.min(trigger.tokens.end + HEARERS);
        let behind = |at: usize| phrase::starting(scene, at, limit, false).map_or(at, |words| words.end);
        let mut to = behind(trigger.tokens.end);
        // "People in the city".
        while to < limit && scene.is(to, Traits::LOCATIVE) {
            to = behind(to + 1);
        }
        // "Airlines on Thursday to".
        let dated = (to..limit).find(|&at| !scene.is(at, Traits::ADJUNCT) && !scene.is_calendar(at)).unwrap_or(to);
        let to = if scene.is(dated, Traits::TO) { dated } else { to };
        let rest = scene.reading.tokens.get(to + 1..sentence.end)?;
        if self.advise.contains(lemma) && scene.is(to, Traits::AGAINST) && self.journey.longest(rest).is_some() {
            return Some(Trigger { kind, subkind: self.alert.or(subkind), ..trigger.clone() });
        }
        let deed = Some(rest).filter(|_| scene.is(to, Traits::TO))?;
        let hearers = scene.reading.tokens.get(trigger.tokens.end..to).unwrap_or_default();
        let any = |of: &BTreeSet<WordId>| hearers.iter().any(|token| of.contains(&token.word));
        let nation = || {
            let people = |chunk: &Chunk| chunk.sort == Sort::Demonym && scene.word(chunk.tokens.start).ends_with('s');
            scene.chunk_at(trigger.tokens.end).is_some_and(people)
        };
        let sent_away = self.away.longest(deed).is_some() && (any(&self.public) || nation());
        let advised = self.advise.contains(lemma) && any(&self.carriers);
        if self.safety.longest(deed).is_none() && !sent_away && !advised {
            return None;
        }
        Some(Trigger { kind, subkind, ..trigger.clone() })
    }

    /// True of a verb by which the police search.
    pub fn is_search(&self, verb: &str) -> bool {
        self.search.contains(verb)
    }

    /// True of a verb that tells of a defence where its object was fired.
    pub fn is_defence(&self, verb: &str) -> bool {
        self.defence.contains(verb)
    }

    /// True of a verb behind which "to" leads to where nobody is to go.
    pub fn is_of_travel(&self, verb: &str) -> bool {
        self.travel.contains(verb)
    }

    /// True of a noun that may tell of work laid down.
    pub fn is_walkout(&self, noun: &str) -> bool {
        self.walkout.contains(noun)
    }

    /// True of what two parties do to each other: "exchanged fire".
    pub fn is_mutual(&self, lemma: &str) -> bool {
        self.mutual.contains(lemma)
    }

    /// True of a verb that leaves open what is done by saying it: "say", "call".
    pub fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// True where the words own up to an attack.
    pub fn is_claim(&self, words: &[String]) -> bool {
        words.contains(&self.claim)
    }

    /// The word among these by which somebody owns up to an act: "a revenge attack".
    pub fn avowal(&self, scene: &Scene, mut words: Range<usize>) -> Option<usize> {
        words.find(|&at| scene.token(at).is_some_and(|token| self.avowal.contains(&token.word)))
    }

    /// Of one sentence's drafts, those whose words have the company that they need.
    pub fn keep(&self, scene: &Scene, triggers: &Triggers, drafts: Vec<Draft>) -> Vec<Draft> {
        let mut kept: Vec<Draft> = drafts.into_iter().filter(|draft| self.stands(scene, triggers, draft)).collect();
        // "A bomb fell": the noun tells it.
        let falls = |draft: &Draft| !draft.trigger.noun && self.munition.contains(triggers.lemma(draft.trigger.lemma));
        if kept.iter().any(falls) {
            let ends = kept.iter().filter(|draft| draft.trigger.noun).map(|draft| draft.trigger.tokens.end);
            let nouns: Vec<usize> = ends.collect();
            let is_told = |draft: &Draft| munition(scene, draft).is_some_and(|at| nouns.contains(&(at + 1)));
            kept.retain(|draft| !falls(draft) || !is_told(draft));
        }
        // "Bombs dropped by aircraft destroyed a bridge": the verb tells more than the thing.
        let full = |draft: &Draft| !draft.trigger.noun && draft.actor.is_some() && draft.target.is_some();
        let verbs: Vec<usize> = kept.iter().filter(|draft| full(draft)).map(|draft| draft.trigger.kind).collect();
        let thing = |draft: &Draft| self.device.contains(triggers.lemma(draft.trigger.lemma)) && draft.target.is_none();
        let weak = |draft: &Draft| match self.is_weak(triggers, &draft.trigger) {
            true => 1,
            false => 2 * u8::from(thing(draft) && verbs.contains(&draft.trigger.kind)),
        };
        // Per kind, the act that a weak word would only tell the outcome of: any strong one, else the first weak one.
        let mut first_of: BTreeMap<usize, (u8, bool, usize)> = BTreeMap::new();
        for draft in kept.iter().filter(|draft| draft.frame != Frame::Speech) {
            let rank = (weak(draft), weak(draft) > 0 && !full(draft), draft.trigger.tokens.start);
            let first = first_of.entry(draft.trigger.kind).or_insert(rank);
            *first = rank.min(*first);
        }
        kept.retain(|draft| {
            let rank = (weak(draft), weak(draft) > 0 && !full(draft), draft.trigger.tokens.start);
            draft.frame == Frame::Speech || rank.0 == 0 || first_of.get(&draft.trigger.kind) == Some(&rank)
        });
        kept
    }

    /// True where a draft's own words have what they need.
    fn stands(&self, scene: &Scene, triggers: &Triggers, draft: &Draft) -> bool {
        let lemma = triggers.lemma(draft.trigger.lemma);
        if draft.frame == Frame::Speech {
            return true;
        }
        if draft.trigger.noun {
            let unmade = self.object.contains(lemma) && !draft.governed;
            let unused = self.device.contains(lemma) && self.lies_about(scene, draft);
            return !(unmade || unused);
        }
        let hits = || draft.target.is_some() && munition(scene, draft).is_some();
        let stood = || self.standing.contains(lemma) && is_site(scene, draft);
        let lonely = self.party.contains(lemma) && draft.actor.is_none() && !hits() && !stood();
        !lonely
            && (!self.munition.contains(lemma) || self.falls(scene, draft))
            && (!self.ground.contains(lemma) || takes_ground(scene, draft))
            && (!self.into.contains(lemma) || is_rammed(scene, triggers, draft, self.steered.contains(lemma)))
    }

    /// True of shells that land somewhere; not of "the rocket", which may come home, nor of "Shell" on the stock market.
    fn falls(&self, scene: &Scene, draft: &Draft) -> bool {
        let target = draft.target.as_ref().and_then(|target| target.name.words).map(|words| scene.tokens_at(words));
        // "Fell silent".
        let end = draft.trigger.tokens.end;
        let there = draft.place.is_some() || scene.is(end, Traits::LOCATIVE | Traits::AGAINST);
        let somewhere = target.map_or(there, |words| words.start > end);
        let is_shell = |at: &usize| scene.token(*at).is_some_and(|token| self.falling.contains(&token.word));
        let Some(at) = munition(scene, draft).filter(is_shell).filter(|_| somewhere) else { return false };
        let Some(words) = phrase::ending(scene, at, at.saturating_sub(SHELLS)) else { return false };
        let first = words.start;
        let counted = scene.is(first, Traits::INDEFINITE | Traits::NUMERAL) || scene.class(first) == Class::Number;
        // "A Falcon 9 rocket".
        let named = words.into_iter().any(|at| scene.chunk_at(at).is_some_and(|chunk| chunk.sort == Sort::Unknown));
        !named && (counted || scene.word(at).ends_with('s'))
    }

    /// True of a device that was found or built, not set off.
    fn lies_about(&self, scene: &Scene, draft: &Draft) -> bool {
        let first = draft.trigger.tokens.start.saturating_sub(6);
        let mut before = (first..draft.trigger.tokens.start).rev().take_while(|&at| !scene.is_break(at));
        before.any(|at| scene.token(at).is_some_and(|token| self.found.contains(&token.word)))
    }
}
