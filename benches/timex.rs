//! How fast temporal expressions are found, over plain news text: `DATELINE_BENCH_TEXT=FILE cargo bench --bench timex`.
//!
//! Without the variable, the project's own articles serve, repeated. `read` is the share of tokens and sentences alone.

use dateline::config::Style;
use dateline::content::Prose;
use dateline::date::Day;
use dateline::extract::timex::Tagger;
use dateline::lang::{Language, Reading, Vocabulary};
use divan::Bencher;
use divan::counter::BytesCount;
use std::sync::LazyLock;

/// Size of the text that is read in each round, in bytes.
const SIZE: usize = 4_000_000;

static TEXT: LazyLock<Prose> = LazyLock::new(|| {
    let text = match std::env::var("DATELINE_BENCH_TEXT") {
        Ok(path) => std::fs::read_to_string(path).expect("the file can be read"),
        Err(_) => own_articles(),
    };
    let mut whole = String::with_capacity(SIZE + text.len());
    while whole.len() < SIZE {
        whole.push_str(&text);
        whole.push_str("\n\n");
    }
    Prose::plain(&whole)
});

fn own_articles() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let texts = files.filter(|file| file.path().extension().is_some_and(|end| end == "md"));
    texts.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect::<Vec<_>>().join("\n\n")
}

fn tagger() -> (Tagger, Vocabulary) {
    let language = Language::find("en").expect("there is an English pack");
    let mut vocabulary = language.vocabulary();
    let tagger = Tagger::new(&language, &mut vocabulary).expect("its rules can be read");
    (tagger, vocabulary)
}

#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    bencher.bench(tagger);
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let (_, vocabulary) = tagger();
    let prose = &*TEXT;
    bencher.counter(BytesCount::new(prose.text.len())).bench(|| Reading::new(&prose.text, &prose.blocks, &vocabulary));
}

#[divan::bench]
fn read_and_tag(bencher: Bencher<'_, '_>) {
    let (tagger, vocabulary) = tagger();
    let prose = &*TEXT;
    let day = Day::new(2015, 11, 18).expect("a day");
    bencher.counter(BytesCount::new(prose.text.len())).bench(|| {
        let reading = Reading::new(&prose.text, &prose.blocks, &vocabulary);
        tagger.tag(&prose.text, &reading, day, Style::News)
    });
}

fn main() {
    divan::main();
}
