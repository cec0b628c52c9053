//! The extractor: all tables of a language and a site compiled once, then one article after another read with them.
//!
//! Not here: how each part is read; this file only says in which order.

use super::Mention;
use super::act::Observer;
use super::avowal;
use super::briefing;
use super::casualties::Harms;
use super::confidence::Confidence;
use super::dates::{self, Dated};
use super::draft::Draft;
use super::finish::{self, Finisher};
use super::grammar::{Grammar, Traits};
use super::leads::Leads;
use super::names::{Cast, Gazetteer};
use super::needs::Needs;
use super::recase::recase;
use super::refer;
use super::retrospect::{self, is_retrospect};
use super::scene::Scene;
use super::setting;
use super::speech::{self, Listener, Manners};
use super::status::Statuses;
use super::subkind;
use super::timex::Tagger;
use super::trees::{SentenceTree, Trees};
use super::trigger::{Trigger, Triggers};
use super::weapon::Weapons;
use crate::config::{DateOrder, Frame, Kind, Place, Style};
use crate::content::Article;
use crate::lang::{Inflection, Language, Reading, Sentence, Sentences, Syntax, Vocabulary};
use crate::span::Span;

/// Reads articles. Compiling takes milliseconds; do it once.
#[derive(Clone, Debug)]
pub struct Extractor {
    vocabulary: Vocabulary,
    grammar: Grammar,
    gazetteer: Gazetteer,
    triggers: Triggers,
    manners: Manners,
    statuses: Statuses,
    needs: Needs,
    harms: Harms,
    weapons: Weapons,
    confidence: Confidence,
    tagger: Option<Tagger>,
    syntax: Option<Syntax<'static>>,
    kinds: Vec<Kind>,
}

impl Extractor {
    /// Compiles the tables of a language, the words of the kinds, and the places that a site adds.
    pub fn new(language: &Language, kinds: &[Kind], places: &[Place]) -> Self {
        let mut vocabulary = language.vocabulary();
        let inflection = Inflection::new(language);
        let mut grammar = Grammar::new(language, &inflection, &mut vocabulary);
        for kind in kinds {
            for verb in &kind.verbs {
                // To take responsibility is to speak, to take is not.
                let speaks = kind.frame == Frame::Speech && !verb.contains(' ');
                let of = if speaks { Traits::VERB | Traits::SPEECH } else { Traits::VERB };
                grammar.add_verb(&mut vocabulary, &inflection.verb(verb), of);
            }
        }
        Extractor {
            gazetteer: Gazetteer::new(language, places, &inflection, &mut vocabulary),
            triggers: Triggers::new(kinds, &inflection, &mut vocabulary),
            manners: Manners::new(language, &mut vocabulary),
            statuses: Statuses::new(language, &inflection, &mut vocabulary),
            needs: Needs::new(language, kinds, &inflection, &mut vocabulary),
            harms: Harms::new(language, &inflection, &mut vocabulary),
            weapons: Weapons::new(language, &inflection, &mut vocabulary),
            confidence: Confidence::new(language),
            kinds: kinds.to_vec(),
            tagger: Tagger::new(language, &mut vocabulary).ok(),
            syntax: language.syntax(),
            grammar,
            vocabulary,
        }
    }

    /// This extractor for articles that write dates in digits in this order.
    #[must_use]
    pub fn with_date_order(self, order: DateOrder) -> Self {
        let tagger = self.tagger.map(|tagger| tagger.with_date_order(order));
        Extractor { tagger, ..self }
    }

    /// The sentences of an article and what they report, in the order of the text. An article without a date reports nothing.
    pub fn read(&self, article: &Article, style: Style) -> (Sentences, Vec<Mention>) {
        let prose = &article.prose;
        let read = |text: &str| Reading {
            headings: prose.headings.clone(),
            rows: prose.rows.clone(),
            lists: prose.lists.clone(),
            ..Reading::new(text, &prose.blocks, &self.vocabulary)
        };
        let as_written = read(&prose.text);
        let recased = recase(&prose.text, &as_written, &self.grammar, &self.gazetteer);
        let (text, reading) = match &recased {
            Some(text) => (text.as_str(), read(text)),
            None => (prose.text.as_str(), as_written),
        };
        let sentences = reading.sentences.iter().map(|sentence| sentence.span).collect();
        let Some(day) = article.meta.date.as_ref().map(|moment| moment.day) else { return (sentences, Vec::new()) };
        let scene = Scene::new(text, &reading, &self.grammar, &self.gazetteer);
        let mut cast = Cast::new(&scene);
        let mut drafts = self.drafts(&scene, &mut cast);
        drafts.sort_by_key(|draft| (draft.sentence, draft.trigger.tokens.start));
        if let Some(kind) = self.kinds.iter().position(|kind| kind.frame == Frame::Speech) {
            speech::add_continued(&scene, kind, &mut drafts);
        }
        let tag = |style| self.tagger.as_ref().map(|tagger| tagger.tag(text, &reading, day, style)).unwrap_or_default();
        let mut timexes = tag(style);
        let is_retrospect = is_retrospect(text, &timexes, day);
        if is_retrospect && style == Style::News {
            timexes = tag(Style::Narrative);
        }
        let leads = Leads::new(&timexes, &scene);
        let dated = Dated::all(timexes, &scene, is_retrospect);
        for sentence in &reading.sentences {
            self.date_sentence(&scene, sentence, &dated, day, &mut drafts);
        }
        leads.date(&scene, &mut drafts);
        if is_retrospect {
            retrospect::date(&dated, &reading.sentences, &mut drafts);
        }
        if !is_retrospect {
            dates::mark_background(&mut drafts, day);
        }
        subkind::assign(&self.triggers, &scene, &self.kinds, &mut drafts);
        let title = self.acts_of_title(&article.meta.title);
        refer::resolve(&mut drafts, &title, &self.needs, &self.triggers);
        avowal::claim(&self.needs, &self.triggers, &self.kinds, &mut drafts);
        finish::date(&mut drafts, is_retrospect, |draft| leads.day(draft).unwrap_or(day));
        finish::share_places(&mut drafts);
        briefing::join(&mut drafts);
        setting::settle(&scene, &cast, &mut drafts);
        self.harms.assign(&scene, self.tagger.as_ref(), &mut drafts);
        self.weapons.assign(&scene, &mut drafts);
        let finisher = Finisher {
            scene: &scene,
            triggers: &self.triggers,
            needs: &self.needs,
            kinds: &self.kinds,
            confidence: &self.confidence,
        };
        let mentions = drafts.into_iter().filter_map(|draft| finisher.mention(draft)).collect();
        (sentences, mentions)
    }

    /// The acts that a title tells. Their places in the text mean nothing.
    fn acts_of_title(&self, title: &str) -> Vec<Draft> {
        let reading = Reading::new(title, &[Span::new(0, title.len())], &self.vocabulary);
        let scene = Scene::new(title, &reading, &self.grammar, &self.gazetteer);
        let mut acts = self.drafts(&scene, &mut Cast::new(&scene));
        acts.retain(|draft| draft.frame == Frame::Act);
        subkind::assign(&self.triggers, &scene, &self.kinds, &mut acts);
        acts
    }

    /// What the sentences report, one after the other.
    fn drafts<'a>(&'a self, scene: &'a Scene<'a>, cast: &mut Cast<'a>) -> Vec<Draft> {
        let mut trees = Trees::new(self.syntax.as_ref());
        let mut drafts = Vec::new();
        for (number, sentence) in scene.reading.sentences.iter().enumerate() {
            let listener = Listener { scene, triggers: &self.triggers, manners: &self.manners };
            let tokens = &sentence.tokens;
            if self.triggers.may_stand_in(scene, tokens) || listener.may_attribute(tokens) {
                self.read_sentence(scene, number, sentence, &mut trees, cast, &mut drafts);
            }
            cast.finish_sentence(&sentence.tokens);
        }
        drafts
    }

    fn frame(&self, trigger: &Trigger) -> Option<Frame> {
        self.kinds.get(trigger.kind).map(|kind| kind.frame)
    }

    /// True of a noun of the same letters as the verb of an act: "its targets".
    fn is_other_word(&self, tree: &SentenceTree, trigger: &Trigger) -> bool {
        let ordinary = || self.needs.is_ordinary_noun(self.triggers.lemma(trigger.lemma));
        !trigger.noun && tree.is_nominal(trigger.tokens.start) && ordinary()
    }

    /// Leaves one of two nouns side by side that tell one event: the head of "bomb blast", the first of "bombing incident".
    fn join_compounds(&self, triggers: &mut Vec<Trigger>) {
        let beside = |a: &Trigger, b: &Trigger| a.noun && b.noun && a.kind == b.kind && a.tokens.end == b.tokens.start;
        triggers.dedup_by(|head, first| {
            let one = beside(first, head);
            if one && !self.needs.refers_back(self.triggers.lemma(head.lemma)) {
                *first = Trigger { subkind: head.subkind.or(first.subkind), ..head.clone() };
            }
            one
        });
    }

    fn read_sentence<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        number: usize,
        sentence: &Sentence,
        trees: &mut Trees<'a>,
        cast: &mut Cast<'a>,
        drafts: &mut Vec<Draft>,
    ) {
        let tokens = &sentence.tokens;
        let first = drafts.len();
        let listener = Listener { scene, triggers: &self.triggers, manners: &self.manners };
        let mut triggers = self.triggers.find(scene, tokens, &self.kinds);
        self.join_compounds(&mut triggers);
        for trigger in triggers.iter_mut().filter(|trigger| self.frame(trigger) == Some(Frame::Speech)) {
            if let Some(order) = self.needs.order(scene, &self.triggers, trigger, tokens) {
                *trigger = order;
            }
        }
        let is_act = |trigger: &&Trigger| self.frame(trigger) != Some(Frame::Speech);
        let tree = if triggers.iter().any(|trigger| is_act(&trigger)) { trees.of(scene, tokens) } else { None };
        // Headlines leave out too much for the tree to overrule what their words look like.
        if let Some(tree) = tree.as_ref().filter(|_| !scene.is_fragment(number)) {
            triggers.retain(|trigger| !is_act(&trigger) || !self.is_other_word(tree, trigger));
        }
        let acts: Vec<Trigger> = triggers.iter().filter(is_act).cloned().collect();
        let observer = Observer {
            scene,
            statuses: &self.statuses,
            needs: &self.needs,
            triggers: &self.triggers,
            tree: tree.as_ref(),
        };
        for trigger in &triggers {
            match self.frame(trigger) {
                Some(Frame::Speech) => listener.read(number, tokens, trigger, cast, drafts),
                Some(frame) => {
                    let read = observer.read(number, tokens, trigger, frame, &acts, cast);
                    // Whoever gives an order may be "he" of the next sentence.
                    let sender = read.first().filter(|draft| draft.frame == Frame::Notice).and_then(Draft::actor_words);
                    let sender = sender.and_then(|words| cast.resolve(&scene.tokens_at(words)));
                    if let Some(sender) = sender.filter(|sender| sender.is_person) {
                        cast.remember(sender);
                    }
                    drafts.extend(read);
                }
                None => {}
            }
        }
        let mut found = drafts.split_off(first);
        let told = found.iter().any(|draft| draft.frame != Frame::Speech && draft.stands_alone());
        if scene.is_fragment(number) && !told {
            found.retain(Draft::stands_alone);
        }
        drafts.extend(self.needs.keep(scene, &self.triggers, found));
        let speech = self.kinds.iter().position(|kind| kind.frame == Frame::Speech);
        if let Some(kind) = speech {
            drafts.extend(listener.attributed(number, tokens, kind, cast, &drafts[first..]));
        }
        avowal::avow(scene, &self.needs, cast, tokens, &mut drafts[first..]);
        briefing::note_bodies(scene, cast, tokens, &mut drafts[first..]);
        speech::give_quotes(scene, tokens, &mut drafts[first..]);
    }

    fn date_sentence(
        &self,
        scene: &Scene,
        sentence: &Sentence,
        dated: &[Dated],
        day: crate::date::Day,
        drafts: &mut [Draft],
    ) {
        let first = dated.partition_point(|dated| dated.tokens.start < sentence.tokens.start);
        let end = dated.partition_point(|dated| dated.tokens.start < sentence.tokens.end);
        let here = drafts.partition_point(|draft| draft.trigger.tokens.start < sentence.tokens.start);
        let after = drafts.partition_point(|draft| draft.trigger.tokens.start < sentence.tokens.end);
        if first < end && here < after {
            dates::assign(scene, &dated[first..end], &sentence.tokens, day, &mut drafts[here..after]);
        }
    }
}
