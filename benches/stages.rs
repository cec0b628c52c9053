//! Times of a build's stages on a made-up collection held in memory: `cargo bench --bench stages`.
//!
//! Not here: reading and writing folders; `compare.sh` measures whole builds with them.

mod collection;

use dateline::config::{self, Config};
use dateline::content;
use dateline::date::Day;
use dateline::diag::File;
use dateline::pipeline::{self, Desk, Input, Options};
use divan::Bencher;
use divan::counter::BytesCount;
use std::collections::BTreeMap;

const ARTICLES: u64 = 200;

fn main() {
    divan::main();
}

fn files() -> Vec<File> {
    let words = collection::Words::load();
    (0..ARTICLES)
        .map(|number| collection::article(&words, number))
        .map(|page| File::new(page.path, page.text))
        .collect()
}

fn settings() -> (File, Config) {
    let file = File::new("site.toml", collection::SITE);
    let (config, _) = config::read(&file, &pipeline::builtin_kinds());
    (file, config)
}

fn bytes(files: &[File]) -> BytesCount {
    BytesCount::new(files.iter().map(|file| file.text.len()).sum::<usize>())
}

/// Front matter and Markdown.
#[divan::bench]
fn read_articles(bencher: Bencher) {
    let (files, (_, config)) = (files(), settings());
    bencher.counter(bytes(&files)).bench(|| files.iter().map(|file| content::read(file, &config)).collect::<Vec<_>>());
}

/// The same, then events: all but pages.
#[divan::bench]
fn find_events(bencher: Bencher) {
    let (files, (_, config)) = (files(), settings());
    bencher.counter(bytes(&files)).bench(|| pipeline::read(&files, &config));
}

/// The whole build but the disk.
#[divan::bench]
fn build(bencher: Bencher) {
    let (articles, (config, _)) = (files(), settings());
    let size = bytes(&articles);
    let input = Input {
        config,
        articles,
        assets: Vec::new(),
        desk: Desk::default(),
        theme: BTreeMap::new(),
        today: Day::new(2026, 1, 1).expect("a day"),
        options: Options::default(),
    };
    bencher.counter(size).bench(|| pipeline::build(&input));
}
