//! The embedded English model on sentences of our own: what the rooms above rely on.

use super::{Modality, Syntax, Tense, Tree, Workspace};
use crate::content::Prose;
use crate::lang::parser::state::LONGEST;
use crate::lang::{Language, Reading};
use proptest::prelude::*;

fn syntax() -> Syntax<'static> {
    Language::find("en").unwrap().syntax().unwrap()
}

/// Asks of the tree of one sentence.
fn ask<T>(text: &str, question: impl FnOnce(&Tree<'_>) -> T) -> T {
    let (syntax, prose) = (syntax(), Prose::plain(text));
    let reading = Reading::new(&prose.text, &prose.blocks, &Language::find("en").unwrap().vocabulary());
    assert_eq!(reading.sentences.len(), 1, "{text}");
    question(&syntax.tree(&prose.text, &reading, &reading.sentences[0], &mut Workspace::default()))
}

fn place(tree: &Tree<'_>, form: &str) -> usize {
    (0..tree.len()).find(|&word| tree.form(word) == form).unwrap()
}

fn forms(tree: &Tree<'_>, words: impl IntoIterator<Item = usize>) -> String {
    words.into_iter().map(|word| tree.form(word)).collect::<Vec<_>>().join(" ")
}

/// Actor and target of a verb.
fn who(text: &str, verb: &str) -> (String, String) {
    ask(text, |tree| {
        let verb = place(tree, verb);
        (forms(tree, tree.actor_of(verb)), forms(tree, tree.target_of(verb)))
    })
}

fn clause(text: &str, verb: &str) -> (Tense, Modality, bool) {
    ask(text, |tree| {
        let clause = tree.clause_of(place(tree, verb)).unwrap();
        (clause.tense, clause.modality, clause.negated)
    })
}

#[test]
fn actors_and_targets_are_found_in_active_and_passive() {
    assert_eq!(who("The jets bombed the city on Sunday.", "bombed"), ("jets".into(), "city".into()));
    assert_eq!(who("The city was bombed by the army.", "bombed"), ("army".into(), "city".into()));
    assert_eq!(who("The bridge was destroyed.", "destroyed"), (String::new(), "bridge".into()));
}

#[test]
fn shared_and_controlled_subjects_are_found() {
    assert_eq!(who("The army entered the town and burned the houses.", "burned").0, "army");
    assert_eq!(who("The ministry promised to release the prisoners.", "release").0, "ministry");
}

#[test]
fn speakers_are_found_before_and_after_the_verb_of_speech() {
    for text in [
        "Three people were killed, said the governor.",
        "\"Three people were killed,\" said the governor.",
        "\"Three people were killed,\" the governor said.",
        "The governor said three people were killed.",
    ] {
        assert_eq!(who(text, "said"), ("governor".into(), String::new()), "{text}");
    }
    assert_eq!(who("The governor said nothing.", "said"), ("governor".into(), "nothing".into()));
}

#[test]
fn conjuncts_share_their_place() {
    let joined = ask("Russia and France have bombed the town.", |tree| {
        let verb = place(tree, "bombed");
        forms(tree, tree.conjuncts(tree.subject_of(verb).unwrap()))
    });
    assert_eq!(joined, "Russia France");
}

#[test]
fn appositions_explain_names() {
    let title = ask("Miller, a spokesman for the ministry, denied the report.", |tree| {
        forms(tree, tree.appositions(place(tree, "Miller")))
    });
    assert_eq!(title, "spokesman");
}

#[test]
fn verb_groups_have_tense_modality_and_negation() {
    use {Modality as M, Tense as T};
    assert_eq!(clause("They attacked the base.", "attacked"), (T::Past, M::Plain, false));
    assert_eq!(clause("They have attacked the base.", "attacked"), (T::Past, M::Plain, false));
    assert_eq!(clause("They will attack the base.", "attack"), (T::Future, M::Plain, false));
    assert_eq!(clause("They did not attack the base.", "attack"), (T::Past, M::Plain, true));
    assert_eq!(clause("They could attack the base.", "attack"), (T::Present, M::Possible, false));
    assert_eq!(clause("They would attack the base.", "attack"), (T::Present, M::Conditional, false));
}

#[test]
fn nouns_and_verbs_are_told_apart() {
    let tags = |text: &str, word: &str| ask(text, |tree| tree.universal(place(tree, word)).to_owned());
    assert_eq!(tags("The strike killed three people.", "strike"), "NOUN");
    assert_eq!(tags("They strike the city every night.", "strike"), "VERB");
}

#[test]
fn lemmas_are_dictionary_forms() {
    let syntax = syntax();
    let pairs = [
        ("bombed", "VBD", "bomb"),
        ("attacked", "VBD", "attack"),
        ("Struck", "VBD", "strike"),
        ("cities", "NNS", "city"),
        ("was", "VBD", "be"),
    ];
    for (form, penn, lemma) in pairs {
        assert_eq!(syntax.lemma(form, penn), lemma);
    }
    assert_eq!(syntax.lemma("Paris", "NNP"), "Paris");
    assert_eq!(syntax.lemma("", "NN"), "");
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    assert!(Syntax::read(b"").is_none());
    assert!(Syntax::read(b"dateline model 1 and nothing else").is_none());
}

#[test]
fn an_endless_sentence_is_parsed_in_stretches_that_hang_on_the_first() {
    let words = vec!["fire"; 1_000];
    let syntax = syntax();
    let tree = syntax.tree_of(words, &mut Workspace::default());
    assert_eq!(tree.len(), 1_000);
    let root = tree.root().unwrap();
    for word in 0..tree.len() {
        let inside = tree.head(word).is_some_and(|head| head / LONGEST == word / LONGEST);
        assert!(inside || word == root || tree.head(word) == Some(root), "{word}");
    }
}

#[test]
fn ten_thousand_words_without_a_stop_are_cut() {
    let text = "fire ".repeat(10_000);
    let prose = Prose::plain(&text);
    let reading = Reading::new(&prose.text, &prose.blocks, &Language::find("en").unwrap().vocabulary());
    assert!(reading.sentences.iter().all(|sentence| sentence.tokens.len() <= 1_000));
    assert_eq!(reading.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>(), 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_words_make_a_tree_with_one_root(words in prop::collection::vec("\\PC{1,12}|[a-zA-Z']{1,8}", 0..40)) {
        let syntax = syntax();
        let tree = syntax.tree_of(words.iter().map(String::as_str).collect(), &mut Workspace::default());
        prop_assert_eq!(tree.len(), words.len());
        prop_assert_eq!((0..tree.len()).filter(|&word| tree.head(word).is_none()).count(), words.len().min(1));
        for word in 0..tree.len() {
            prop_assert!(tree.ancestors(word).last().is_none_or(|top| tree.head(top).is_none()));
            let _ = (tree.subject_of(word), tree.object_of(word), tree.clause_of(word), tree.conjuncts(word));
            let _ = (tree.name(word), tree.extent(word), syntax.lemma(tree.form(word), tree.penn(word)));
        }
    }

    #[test]
    fn any_text_makes_a_tree_of_every_sentence(text in "(\\PC{0,20}|[a-zA-Z.,'’\"“”() \n-]{0,20}|[0-9:/.@ ]{0,9}){0,6}") {
        let (syntax, prose) = (syntax(), Prose::plain(&text));
        let reading = Reading::new(&prose.text, &prose.blocks, &Language::find("en").unwrap().vocabulary());
        let mut work = Workspace::default();
        for sentence in &reading.sentences {
            let tree = syntax.tree(&prose.text, &reading, sentence, &mut work);
            prop_assert_eq!(tree.len(), sentence.tokens.len());
            prop_assert!(tree.root().is_some());
        }
    }
}
