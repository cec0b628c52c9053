//! Grammar for the rooms of extraction: the tree of a sentence, asked in tokens of the article and answered in phrases.
//!
//! Only sentences that hold a trigger of an act or a notice are parsed. Not here: what part the subject or object of a certain word
//! plays (`act`).

use super::grammar::Traits;
use super::scene::Scene;
use crate::lang::syntax::{Tree, Workspace};
use crate::lang::{Capital, Class, Syntax};
use std::ops::Range;

/// Longest sentence that is parsed, in tokens: longer ones are lists and tables, and questions to a tree look at all of its words.
const LONGEST: usize = 150;

/// Most governors of a word that are asked.
const GOVERNORS: usize = 5;

/// Most tokens of a dateline.
const DATELINE: usize = 16;

/// Most tokens of captions before a sentence.
const CAPTION: usize = 30;

/// Reads one sentence of an article after the other.
pub(super) struct Trees<'a> {
    syntax: Option<&'a Syntax<'static>>,
    work: Workspace,
}

impl<'a> Trees<'a> {
    /// With a language's model, if it has one.
    pub fn new(syntax: Option<&'a Syntax<'static>>) -> Self {
        Trees { syntax, work: Workspace::default() }
    }

    /// The tree of a sentence; `None` without a model and for a sentence too long.
    pub fn of<'s>(&mut self, scene: &Scene<'s>, sentence: &Range<usize>) -> Option<SentenceTree<'s>>
    where
        'a: 's,
    {
        let syntax = self.syntax.filter(|_| sentence.len() <= LONGEST)?;
        let first = opening(scene, sentence);
        let tokens = scene.reading.tokens.get(first..sentence.end)?;
        let forms = tokens.iter().map(|token| token.span.of(scene.text)).collect();
        Some(SentenceTree { tree: syntax.tree_of(forms, &mut self.work), first })
    }
}

/// Where the sentence proper begins: behind a dateline ("KABUL, Afghanistan -"), and behind a caption that runs into it without a stop
/// ("... and cars A suicide bomber").
fn opening(scene: &Scene, sentence: &Range<usize>) -> usize {
    let dash = |at: &usize| matches!(scene.word(*at), "-" | "--" | "–" | "—" | "_") && scene.is_break(*at);
    let early = sentence.start..sentence.end.min(sentence.start + DATELINE);
    let shouts = early.clone().take(3).any(|at| scene.token(at).is_some_and(|token| token.capital == Capital::All));
    let dateline = early.clone().rev().find(dash).filter(|_| shouts).map_or(sentence.start, |dash| dash + 1);
    let starts = |at: &usize| {
        scene.is(*at, Traits::DETERMINER)
            && scene.chunk_at(*at).is_none()
            && scene.token(*at).is_some_and(|token| token.capital != Capital::None)
            && scene.class(*at - 1) == Class::Word
            && scene.is_small(*at + 1)
    };
    (dateline + 1..sentence.end.min(dateline + CAPTION)).rev().find(starts).unwrap_or(dateline)
}

/// The verb that a noun hangs on.
pub(super) struct Governor {
    /// The verb.
    pub verb: usize,
    /// How the noun hangs on it.
    pub as_what: Governed,
}

/// How a noun hangs on a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Governed {
    /// As subject of an active verb.
    Subject,
    /// As what suffers: object, or subject of a passive.
    Object,
    /// By this preposition.
    Behind(usize),
}

/// The tree of one sentence, whose words are named by their tokens in the article.
pub(super) struct SentenceTree<'a> {
    tree: Tree<'a>,
    first: usize,
}

impl SentenceTree<'_> {
    /// True of a word that the tree takes for a verb.
    pub fn is_verb(&self, token: usize) -> bool {
        self.word(token).is_some_and(|word| self.tree.universal(word) == "VERB")
    }

    /// True of a verb whose subject suffers what it says: a passive, and a participle without an object that hangs on a noun or a clause.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.word(verb).is_some_and(|word| {
            let hangs =
                matches!(self.tree.relation(word), "acl" | "advcl") || self.tree.agent_of_passive(word).is_some();
            let has = |label: &str| self.tree.children(word).any(|child| self.tree.label(child) == label);
            let participle = self.tree.is_passive(word) || self.tree.penn(word) == "VBN" && hangs;
            participle && (has("aux:pass") || !has("obj"))
        })
    }

    /// True of a verb without an auxiliary of its own.
    pub fn is_without_auxiliary(&self, verb: usize) -> bool {
        self.word(verb).is_some_and(|word| !self.tree.children(word).any(|child| self.tree.relation(child) == "aux"))
    }

    /// The grammatical subject of a verb, be it the verb's own, or shared with the verb that it hangs on.
    pub fn subject_of(&self, verb: usize) -> Option<Range<usize>> {
        Some(self.phrase(self.tree.subject_of(self.word(verb)?)?))
    }

    /// The subjects of the verbs above a verb that stand before it, nearest first: whom a pronoun before the verb means. In "they
    /// struck, the minister said", the pronoun means somebody told of earlier, not the minister.
    pub fn subjects_above(&self, verb: usize) -> Vec<Range<usize>> {
        let Some(word) = self.word(verb) else { return Vec::new() };
        let verbs = self.tree.ancestors(word).filter(|&above| self.tree.is_predicate(above));
        let subjects = verbs.filter_map(|above| Some(self.phrase(self.tree.subject_of(above)?)));
        subjects.filter(|subject| subject.end <= verb).collect()
    }

    /// The direct object of a verb.
    pub fn object_of(&self, verb: usize) -> Option<Range<usize>> {
        Some(self.phrase(self.tree.object_of(self.word(verb)?)?))
    }

    /// The phrase behind "by" of a passive.
    pub fn agent_of(&self, verb: usize) -> Option<Range<usize>> {
        Some(self.phrase(self.tree.agent_of_passive(self.word(verb)?)?))
    }

    /// The phrase that hangs on a word by a preposition of which `leads` is true.
    pub fn behind(&self, token: usize, leads: impl Fn(usize) -> bool) -> Option<Range<usize>> {
        let word = self.word(token)?;
        let led = |&child: &usize| {
            matches!(self.tree.relation(child), "obl" | "nmod")
                && self.tree.children(child).any(|case| self.tree.relation(case) == "case" && leads(self.first + case))
        };
        Some(self.phrase(self.tree.children(word).filter(|&child| child > word).find(led)?))
    }

    /// True of a word that the tree takes for a noun or an adjective.
    pub fn is_nominal(&self, token: usize) -> bool {
        self.word(token).is_some_and(|word| matches!(self.tree.universal(word), "NOUN" | "PROPN" | "ADJ"))
    }

    /// True of a word that the tree takes for an adjective.
    pub fn is_adjective(&self, token: usize) -> bool {
        self.word(token).is_some_and(|word| self.tree.universal(word) == "ADJ")
    }

    /// The words that govern a word, nearest first, as far as what they say of it holds: "vowed" of "attack" in "vowed to launch an attack".
    pub fn governing(&self, token: usize) -> impl Iterator<Item = usize> {
        let above = |&word: &usize| {
            let holds = matches!(self.tree.relation(word), "xcomp" | "obj" | "acl" | "conj" | "compound")
                && self.tree.label(word) != "acl:relcl"
                || self.tree.label(word) == "nsubj:pass";
            self.tree.head(word).filter(|_| holds)
        };
        let first = self.word(token).and_then(|word| above(&word));
        let governors = std::iter::successors(first, above).take(GOVERNORS);
        governors.chain(self.suffered(token)).map(|word| self.first + word)
    }

    /// The passives in clauses that hang on a noun: "foiled" of "attacks that were foiled".
    fn suffered(&self, noun: usize) -> impl Iterator<Item = usize> {
        let children = self.word(noun).into_iter().flat_map(|word| self.tree.children(word));
        children.filter(|&child| self.tree.label(child) == "acl:relcl" && self.tree.is_passive(child))
    }

    /// The word outside a phrase on which the phrase hangs.
    pub fn above(&self, words: &Range<usize>) -> Option<usize> {
        let heads = words.clone().filter_map(|token| Some(self.first + self.tree.head(self.word(token)?)?));
        heads.into_iter().find(|head| !words.contains(head))
    }

    /// The verb on which a noun hangs, and how.
    pub fn governor(&self, noun: usize) -> Option<Governor> {
        let word = self.word(noun)?;
        let verb = self.tree.head(word).filter(|&head| self.tree.universal(head) == "VERB")?;
        let as_what = match self.tree.label(word) {
            "nsubj" => Governed::Subject,
            "obj" | "nsubj:pass" => Governed::Object,
            _ => {
                let mut children = self.tree.children(word);
                Governed::Behind(self.first + children.find(|&child| self.tree.relation(child) == "case")?)
            }
        };
        Some(Governor { verb: self.first + verb, as_what })
    }

    fn word(&self, token: usize) -> Option<usize> {
        token.checked_sub(self.first).filter(|&word| word < self.tree.len())
    }

    /// The noun phrase of which a word is the head: what hangs on it without a gap, but no clauses and explanations.
    fn phrase(&self, head: usize) -> Range<usize> {
        let (mut start, mut end) = (head, head);
        let mut open = vec![head];
        while let Some(word) = open.pop() {
            let children: Vec<usize> = self.tree.children(word).filter(|&child| !self.is_hyphen(child)).collect();
            let left = children.iter().rev().filter(|&&child| child < word);
            let right = children.iter().filter(|&&child| child > word);
            for &child in left.take_while(|&&child| self.is_before(child)) {
                start = start.min(child);
                open.push(child);
            }
            for &child in right.take_while(|&&child| self.is_behind(child)) {
                end = end.max(child);
                open.push(child);
            }
        }
        self.first + start..self.first + end + 1
    }

    fn is_hyphen(&self, word: usize) -> bool {
        self.tree.penn(word) == "HYPH"
    }

    /// True of what may stand before the head of a phrase.
    fn is_before(&self, child: usize) -> bool {
        matches!(self.tree.relation(child), "det" | "amod" | "compound" | "nummod" | "flat" | "nmod" | "advmod")
    }

    /// True of what may stand behind the head of a phrase.
    fn is_behind(&self, child: usize) -> bool {
        match self.tree.relation(child) {
            "compound" | "nummod" | "flat" | "fixed" | "goeswith" | "nmod" | "case" => true,
            "conj" => self.is_one_more(child),
            _ => false,
        }
    }

    /// True of a noun joined by "and". Of "and wounded six others" the tree may make one, too; but there a participle comes first.
    fn is_one_more(&self, noun: usize) -> bool {
        let mut children = self.tree.children(noun).filter(|&child| child < noun);
        let joined = children.next().is_some_and(|child| self.tree.relation(child) == "cc");
        let numbered = |from: usize| (from..noun).any(|word| matches!(self.tree.relation(word), "nummod" | "det"));
        let verbal = |child: usize| {
            matches!(self.tree.penn(child), "VBN" | "VBD" | "VBG")
                || self.tree.relation(child) == "amod" && numbered(child)
        };
        joined && matches!(self.tree.universal(noun), "NOUN" | "PROPN") && !children.any(verbal)
    }
}
