//! What the build promises as a function: the same bytes for the same input, and an answer to any input.
//!
//! Not here: what the pages show (`site`), writing them (`output`).

use dateline::content::{Asset, Prose};
use dateline::date::Day;
use dateline::diag::File;
use dateline::pipeline::{self, Content, Desk, Input, Options};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn input(articles: Vec<File>) -> Input {
    Input {
        config: File::new("site.toml", "title = \"Test\"\nbase_url = \"https://example.org/repo/\"\n"),
        articles,
        assets: vec![Asset::new("content/map.svg")],
        desk: Desk::default(),
        theme: BTreeMap::new(),
        today: Day::new(2016, 1, 1).unwrap(),
        options: Options::default(),
    }
}

/// The sample site of the repository.
fn sample() -> Vec<File> {
    let mut files: Vec<File> = std::fs::read_dir("content")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            File::new(format!("content/{name}"), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[test]
fn the_same_bytes_come_out_with_any_number_of_threads_and_any_order_of_files() {
    let mut input = input(sample());
    input.assets = vec![Asset::new("content/raqqa-map.svg")];
    let in_threads = |input: &Input, threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| pipeline::build(input))
    };
    let one = in_threads(&input, 1);
    assert_eq!(one.diagnostics, [], "the sample has no faults");
    assert!(one.files.len() > 100 && one.timeline.events.len() > 50);
    let two = in_threads(&input, 2);
    input.articles.reverse();
    let turned = in_threads(&input, 2);
    for other in [two, turned] {
        assert_eq!(one.files.keys().collect::<Vec<_>>(), other.files.keys().collect::<Vec<_>>());
        let differing: Vec<_> = one.files.iter().filter(|(path, content)| other.files[*path] != **content).collect();
        assert!(differing.is_empty(), "{:?}", differing.iter().map(|(path, _)| path).collect::<Vec<_>>());
    }
}

#[test]
fn where_a_place_lies_is_told_nowhere_better_than_the_site_allows() {
    let article =
        "---\ntitle: Raid\ndate: 2015-11-16\n---\n\nJets bombed Hideout on Sunday. Jets bombed Raqqa on Saturday.\n";
    let mut input = input(vec![File::new("content/raid.md", article)]);
    let site = "title = \"T\"\nbase_url = \"https://example.org/\"\n\
                exports = [\"atom\", \"jsonfeed\", \"calendar\", \"json\", \"ndjson\", \"csv\", \"geojson\", \"timelinejs\"]\n";
    let place = "[places.Hideout]\nlatitude = 35.27182\nlongitude = 39.31415\n";
    let telling = |input: &mut Input, precision: &str| {
        input.config = File::new("site.toml", format!("{site}{precision}{place}"));
        let built = pipeline::build(input);
        assert_eq!(built.diagnostics, []);
        let texts = built.files.into_iter().filter_map(|(path, content)| match content {
            Content::Bytes(bytes) => Some((path, String::from_utf8(bytes).ok()?)),
            Content::CopyOf(_) => None,
        });
        let finer = |text: &str| ["35.27", "39.31", "35.95", "39.00"].iter().any(|degrees| text.contains(degrees));
        texts.filter(|(_, text)| finer(text)).map(|(path, _)| path).collect::<Vec<_>>()
    };
    let known = telling(&mut input, "");
    for file in ["data/events.csv", "data/events.geojson", "data/events.ics", "events.json", "feed.xml"] {
        assert!(known.iter().any(|path| path == file), "{file}: {known:?}");
    }
    assert_eq!(telling(&mut input, "geo_precision = 0.5\n"), [""; 0]);
}

#[test]
fn an_empty_site_is_a_site() {
    let mut input = input(Vec::new());
    input.assets.clear();
    let built = pipeline::build(&input);
    assert_eq!(built.diagnostics, []);
    assert!(built.files.contains_key("index.html") && built.files.contains_key("404.html"));
}

#[test]
fn faults_of_configuration_content_and_theme_are_told_in_one_run_and_nothing_is_built() {
    let mut input = input(vec![File::new("content/a.md", "---\ndate: 2015-02-30\n---\n")]);
    input.config = File::new("site.toml", "titel = \"Test\"\n");
    input.theme.insert("templates/event.html".to_owned(), b"{{ nothing".to_vec());
    let built = pipeline::build(&input);
    let told: Vec<&str> = built.diagnostics.iter().filter_map(|d| Some(&*d.file.as_ref()?.path)).collect();
    for file in ["site.toml", "content/a.md", "themes/default/templates/event.html"] {
        assert!(told.contains(&file), "{file} is missing in {told:?}");
    }
    assert!(built.files.is_empty());
}

/// Pieces of which troublesome articles are made.
fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        Just("Russia bombed Raqqa on Sunday. ".to_owned()),
        Just("“We saw it,” Kirby said last week. ".to_owned()),
        Just("\n\n".to_owned()),
        Just("> - 1. ".to_owned()),
        Just("| a | b |\n|---|---|\n| struck | on 5 May |\n".to_owned()),
        Just("*struck **hard** [Raqqa](a.md)* ".to_owned()),
        Just("in the last few days of 0000-99-99 ".to_owned()),
        Just("\u{202e}\u{feff}é🚀\r\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_article_is_read_without_a_panic_and_every_span_stands_in_its_text(body in article()) {
        let file = File::new("content/2015-11-18-a.md", format!("---\ntitle: A\n---\n{body}"));
        let built = pipeline::build(&input(vec![file]));
        for read in &built.timeline.articles {
            let Prose { text, .. } = &read.article.prose;
            let source = &read.article.file.text;
            for mention in &read.mentions {
                let words = mention.why.iter().filter_map(|reason| reason.words);
                for span in words.chain([mention.sentence, mention.trigger]).chain(mention.quote) {
                    prop_assert!(text.get(span.start..span.end).is_some(), "{:?} in {:?}", span, text);
                    let from = read.article.prose.to_source(span);
                    prop_assert!(source.get(from.start..from.end).is_some(), "{:?} in {:?}", from, source);
                }
            }
        }
    }
}
