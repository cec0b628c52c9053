//! Whole articles, read: what stands in for missing keys, the prose and its map, and that no text makes it panic.

use super::{Article, Collection, LeftOut, Selection, check_links, collect, read};
use crate::config::Config;
use crate::date::Day;
use crate::diag::File;
use crate::span::Span;
use proptest::prelude::*;

fn article(path: &str, text: &str) -> Article {
    read(&File::new(path, text), &Config::default()).0.unwrap()
}

/// The blocks of the prose of `text`.
fn blocks(text: &str) -> Vec<String> {
    let prose = article("content/2015-11-18-a.md", text).prose;
    prose.blocks.iter().map(|block| block.of(&prose.text).to_owned()).collect()
}

#[test]
fn every_block_of_running_text_is_prose_and_nothing_else_is() {
    let text = "Intro\nline.\n\n## Part *one*\n\n- item `A-10`\n  - nested\n\n> quote\n\n| a | b |\n|---|---|\n| c | d |\n\n\
        ```\ncode\n```\n\nSee[^1] ![map](m.png) <b>x</b><!-- no -->.\n\n<div>html</div>\n\n[^1]: Foot.\n";
    let expected = ["Intro line.", "Part one", "item A-10", "nested", "quote", "a", "b", "c", "d", "See  x.", "Foot."];
    assert_eq!(blocks(text), expected);
}

#[test]
fn a_stretch_of_prose_leads_back_to_its_source() {
    let text = "---\ntitle: T\n---\nHe said \"it's *over* &amp; [done](b.md)\" \\*there\\*.\r\nSo.\n";
    let article = article("content/2015-11-18-a.md", text);
    assert_eq!(article.prose.text, "He said “it’s over & done” *there*. So.");
    for (words, source) in [
        ("“it’s over", "\"it's *over"),
        ("over", "over"),
        ("&", "&amp;"),
        ("done”", "done](b.md)\""),
        ("*there*. So.", "*there\\*.\r\nSo."),
    ] {
        let start = article.prose.text.find(words).unwrap();
        let span = article.prose.to_source(Span::new(start, start + words.len()));
        assert_eq!(span.of(text), source, "{words}");
    }
}

#[test]
fn missing_keys_are_filled_from_the_text_and_the_name() {
    let a = article("content/news/2015-11-18-strikes_on-raqqa.md", "# Strikes, again\n\nText.\n");
    assert_eq!((a.meta.title.as_str(), a.meta.slug.as_str()), ("Strikes, again", "strikes-on-raqqa"));
    assert_eq!(a.meta.date.unwrap().day, Day::new(2015, 11, 18).unwrap());
    assert_eq!((a.prose.text.as_str(), a.anchors.len()), ("Text.", 0));
    let a = article("content/2015-11-18-a-b.md", "Text.\n\n## Later\n");
    assert_eq!((a.meta.title.as_str(), a.anchors), ("Later", vec!["later".to_owned()]));
    let page = article("content/Guide/our method.md", "Text.");
    assert_eq!((page.meta.title.as_str(), page.meta.slug.as_str()), ("Our method", "guide/our-method"));
    assert!(page.meta.date.is_none() && page.prose.text.is_empty());
}

#[test]
fn every_heading_has_an_identifier_of_its_own() {
    let anchors = article("content/a.md", "Text\n\n## A 2\n## A\n## A\n## A\n## ?\n## *Section*\n").anchors;
    assert_eq!(anchors, ["a-2", "a", "a-3", "a-4", "section", "section-2"]);
}

#[test]
fn every_key_is_read_alike_from_yaml_and_toml() {
    let yaml = "---\ntitle: T\ndate: 2015-11-18\nupdated: 2015-11-19T10:00:00+01:00\nlang: de\nplace: Paris\n\
        source: {name: AFP, url: \"https://afp.com/x\"}\nauthors: [A, B]\ntags: [x, y, x]\nsummary: S\nslug: t\n\
        aliases: [/old.html]\nevents:\n  - kind: raid\n    date: 2015-11\n    title: R\n    actors: [C]\n    target: D\n\
        \x20   place: E\n    quote: F\n    note: G\n---\nText.\n";
    let toml = "+++\ntitle = \"T\"\ndate = 2015-11-18\nupdated = 2015-11-19T10:00:00+01:00\nlang = \"de\"\nplace = \"Paris\"\n\
        source = {name = \"AFP\", url = \"https://afp.com/x\"}\nauthors = [\"A\", \"B\"]\ntags = [\"x\", \"y\", \"x\"]\nsummary = \"S\"\n\
        slug = \"t\"\naliases = [\"/old.html\"]\n[[events]]\nkind = \"raid\"\ndate = \"2015-11\"\ntitle = \"R\"\nactors = [\"C\"]\n\
        target = \"D\"\nplace = \"E\"\nquote = \"F\"\nnote = \"G\"\n+++\nText.\n";
    let mut config = Config::default();
    config.kinds.push(crate::config::Kind { id: "raid".into(), ..Default::default() });
    let read = |text: &str| {
        let (article, found) = read(&File::new("content/a.md", text), &config);
        assert_eq!(found, []);
        let mut meta = article.unwrap().meta;
        meta.slug_span = Span::default();
        meta.alias_spans.clear();
        meta.events.iter_mut().for_each(|event| event.span = Span::default());
        meta
    };
    let meta = read(yaml);
    assert_eq!(meta, read(toml));
    assert_eq!((meta.tags.join(" "), meta.aliases.join(" ")), ("x y".into(), "old.html".into()));
    assert_eq!(meta.updated.unwrap().time.as_deref(), Some("10:00:00+01:00"));
    let event = &meta.events[0];
    assert_eq!((event.when.to_string(), event.targets.join(" ")), ("2015-11".into(), "D".into()));
}

fn collected(files: &[(&str, &str)], drafts: bool, future: bool) -> Collection {
    let files: Vec<File> = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    let today = Day::new(2015, 11, 18).unwrap();
    collect(&files, &Config::default(), &Selection { today, drafts, future })
}

#[test]
fn drafts_and_the_future_are_left_out_unless_asked_for() {
    let files = [
        ("content/2015-11-18-a.md", "Text. [d](2015-11-17-d.md)"),
        ("content/2015-11-19-b.md", "Text."),
        ("content/2015-11-17-d.md", "---\ndraft: true\ntitel: x\n---\nText."),
        ("content/about.md", "Text."),
    ];
    let shown = collected(&files, false, false);
    assert_eq!((shown.articles.len(), shown.pages.len()), (1, 1));
    assert_eq!(shown.left_out.values().copied().collect::<Vec<_>>(), [LeftOut::Draft, LeftOut::Future]);
    assert_eq!(shown.diagnostics, [], "of drafts nothing is told");
    assert_eq!(check_links(&shown, &[]).len(), 1);
    let shown = collected(&files, true, true);
    assert_eq!((shown.articles.len(), shown.diagnostics.len()), (3, 1));
    assert_eq!(check_links(&shown, &[]), []);
}

const FRONT: &str = "(?s)(title|date|tags|events|kind|source|slug|aliases|[ \\t]*- |: |:|=|\\[|\\]|\\{|\\}|\"|'|&a |\\*a|!x |\\||>|#|\\n {0,4}|,|2015-1[0-9]-[0-3][0-9]|true|[a-zé新]{1,5}|<<|\\?|%|@|`|\\\\){0,50}";
const BODY: &str = "(?s)(\\*\\*?|_|\\[a\\]|\\(b\\.md\\)|!\\[|\\]|`+|&amp;|&eacute;|\"|'|--|\\.\\.\\.|\\n\\n?|> |- |1\\. |#+ |\\||[a-zé新]{1,5}|<b>|<!--|-->|\\[\\^1\\]:?|\\\\|\\t|\\r\\n|  \\n|\\x00){0,60}";

proptest! {
    #[test]
    fn no_front_matter_makes_it_panic_and_every_place_fits(front in FRONT, fence in "---|\\+\\+\\+") {
        let file = File::new("content/a.md", format!("{fence}\n{front}\n{fence}\nText"));
        for diagnostic in read(&file, &Config::default()).1 {
            let span = diagnostic.span.unwrap();
            prop_assert!(file.text.get(span.start..span.end).is_some(), "{diagnostic:?}");
        }
    }

    #[test]
    fn the_map_of_the_prose_is_exact(body in BODY) {
        let text = format!("x{body}");
        let prose = article("content/2015-11-18-a.md", &text).prose;
        let mut last = (0, 0);
        for segment in &prose.segments {
            let (there, here) = (text.get(segment.source.start..segment.source.end), prose.text.get(segment.prose.start..segment.prose.end));
            prop_assert!(there.is_some() && here.is_some(), "{segment:?}");
            prop_assert!(last.0 <= segment.prose.start && last.1 <= segment.source.start, "{segment:?} overlaps");
            if segment.prose.len() == segment.source.len() {
                // What smart punctuation makes of three signs takes three bytes, too.
                let is_sign = here.unwrap().chars().all(|c| matches!(c, '…' | '—' | '–'));
                prop_assert!(is_sign || there.unwrap().replace('\n', " ") == here.unwrap(), "{there:?} {here:?}");
            }
            last = (segment.prose.end, segment.source.end);
        }
        for block in &prose.blocks {
            let words = block.of(&prose.text);
            prop_assert!(!words.is_empty() && words.trim() == words);
            let source = prose.to_source(*block);
            prop_assert!(text.get(source.start..source.end).is_some());
        }
    }

    #[test]
    fn no_text_at_all_makes_it_panic(text in "(?s).{0,200}") {
        read(&File::new("content/a.md", text), &Config::default());
    }
}
