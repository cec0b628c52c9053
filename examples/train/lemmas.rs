//! Learning lemmas: for each tag, the shortest ends of words that tell how the word becomes its lemma.
//!
//! An end gets an entry where its commonest change differs from that of the shorter end; whole words get one where ends are wrong.

use crate::conllu::Sentence;
use crate::pack::Packer;
use dateline::lang::model::features::Key;
use dateline::lang::model::table::Index;
use dateline::lang::syntax::lemma_keys;
use dateline::lang::{Inflection, Language};
use std::collections::{BTreeMap, BTreeSet};

type Edit = (usize, String);

/// Adds the lemmatiser to a model file.
pub fn pack(packer: &mut Packer, sentences: &[&Sentence]) {
    let words = words(sentences);
    let mut chosen: BTreeMap<Key, Edit> = BTreeMap::new();
    let longest = words.keys().map(|(penn, form)| lemma_keys(penn, form).count()).max().unwrap_or_default();
    for size in (0..longest).rev().map(|depth| longest - 1 - depth) {
        let mut votes: BTreeMap<Key, BTreeMap<Edit, usize>> = BTreeMap::new();
        for ((penn, form), (edit, count)) in &words {
            let keys: Vec<Key> = lemma_keys(penn, form).collect();
            let Some(&key) = keys.len().checked_sub(size + 1).and_then(|at| keys.get(at)) else { continue };
            let weight = if size + 1 == keys.len() { *count } else { 1 };
            *votes.entry(key).or_default().entry(edit.clone()).or_default() += weight;
        }
        let mut found = Vec::new();
        for (penn, form) in words.keys() {
            let keys: Vec<Key> = lemma_keys(penn, form).collect();
            let Some(at) = keys.len().checked_sub(size + 1) else { continue };
            let Some(best) = votes.get(&keys[at]).and_then(winner) else { continue };
            let present = keys[at..].iter().find_map(|key| chosen.get(key));
            if present != Some(&best.0) && (best.1 >= 2 || at == 0) {
                found.push((keys[at], best.0.clone()));
            }
        }
        chosen.extend(found);
    }
    let mut edits: Vec<&Edit> = chosen.values().collect();
    edits.sort();
    edits.dedup();
    let lines: Vec<String> = edits.iter().map(|(cut, put)| format!("{cut} {put}")).collect();
    packer.text(&lines);
    let row = |edit: &Edit| edits.binary_search(&edit).unwrap_or_default() as u32;
    packer.bytes.extend(Index::pack(&chosen.iter().map(|(&key, edit)| (key, row(edit))).collect::<Vec<_>>()));
}

fn winner(votes: &BTreeMap<Edit, usize>) -> Option<(Edit, usize)> {
    votes.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(edit, count)| (edit.clone(), *count))
}

/// The commonest change of every word with every tag, and how often it was seen.
fn words(sentences: &[&Sentence]) -> BTreeMap<(String, String), (Edit, usize)> {
    let mut seen: BTreeMap<(String, String), BTreeMap<Edit, usize>> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words).filter(|word| word.lemma != "_") {
        let is_name = word.xpos.starts_with("NNP");
        let form = if is_name { word.form.clone() } else { word.form.to_lowercase() };
        let edit = edit(&form, &word.lemma);
        *seen.entry((word.xpos.clone(), form)).or_default().entry(edit).or_default() += 1;
    }
    for (penn, form, lemma) in regular(sentences) {
        seen.entry((penn, form.clone())).or_insert_with(|| BTreeMap::from([(edit(&form, &lemma), 1)]));
    }
    seen.into_iter().filter_map(|(key, votes)| Some((key, winner(&votes)?))).collect()
}

/// The forms of all verbs and nouns that the treebanks hold, by the rules and exceptions of the language pack: tag, form, lemma.
fn regular(sentences: &[&Sentence]) -> Vec<(String, String, String)> {
    let Some(inflection) = Language::find("en").map(|english| Inflection::new(&english)) else { return Vec::new() };
    let mut forms = Vec::new();
    let lemmas = |penn: &str| -> BTreeSet<&str> {
        let words = sentences.iter().flat_map(|sentence| &sentence.words);
        let plain = |lemma: &&str| lemma.chars().all(|letter| letter.is_ascii_lowercase());
        words.filter(|word| word.xpos.starts_with(penn)).map(|word| word.lemma.as_str()).filter(plain).collect()
    };
    let mut add = |penn: &str, form: String, lemma: &str| forms.push((penn.to_owned(), form, lemma.to_owned()));
    for lemma in lemmas("VB") {
        let verb = inflection.verb(lemma);
        add("VBZ", verb.third_person, lemma);
        add("VBG", verb.present_participle, lemma);
        verb.past.into_iter().for_each(|form| add("VBD", form, lemma));
        verb.past_participle.into_iter().for_each(|form| add("VBN", form, lemma));
    }
    for lemma in lemmas("NN").into_iter().filter(|lemma| lemma.len() > 2) {
        add("NNS", inflection.plural(lemma), lemma);
    }
    forms
}

fn edit(form: &str, lemma: &str) -> Edit {
    let common = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    (form.chars().count() - common, lemma.chars().skip(common).collect())
}
