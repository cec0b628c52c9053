//! The site as a reader's browser gets it: made from small timelines by hand, looked at from outside.

#[path = "site/html.rs"]
mod html;
#[path = "site/sample.rs"]
mod sample;

use sample::{Sample, event};
use std::collections::BTreeSet;

#[test]
fn every_link_and_fragment_resolves() {
    let site = Sample::raqqa().build();
    for (address, page) in site.pages() {
        for link in html::attributes(page, &["href", "cite"]) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let path = path.strip_prefix("/raqqa/").unwrap_or(path);
            let target = if path.is_empty() { address.to_owned() } else { html::resolve(address, path) };
            if target == "files/map.svg" {
                continue;
            }
            let Some(bytes) = site.files.get(&target) else {
                panic!("{address}: {link} leads to {target}, which is not there")
            };
            let text = String::from_utf8_lossy(bytes);
            assert!(
                fragment.is_empty() || html::attributes(&text, &["id"]).iter().any(|id| id == fragment),
                "{address}: {link} names no id"
            );
        }
    }
}

#[test]
fn every_page_has_one_h1_one_main_and_unique_ids() {
    let site = Sample::raqqa().build();
    for (address, page) in site.pages() {
        assert_eq!(page.matches("<h1").count(), 1, "{address}");
        assert_eq!(page.matches("<main ").count(), 1, "{address}");
        let ids = html::attributes(page, &["id"]);
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{address}: {ids:?}");
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\""), "{address}");
        assert!(!page.contains(" style=") && !page.contains("<script"), "{address}");
    }
}

#[test]
fn no_event_stands_under_a_false_day() {
    let site = Sample::raqqa().build();
    let month = site.page("2015/11/index.html");
    let (days, vague) = month.split_once("id=\"vague\"").unwrap();
    assert!(days.contains("e/attack.html") && !vague.contains("e/attack.html"));
    assert!(vague.contains("e/strike.html") && !days.contains("e/strike.html"));
    assert!(vague.contains("e/before.html") && !days.contains("e/before.html"));
    assert!(site.page("2015/index.html").contains("e/year.html"));
    assert!(!site.files.contains_key("2015/01/index.html"), "a year is not its first month");
    assert!(site.page("undated/index.html").contains("e/unknown.html"));
    assert!(site.page("0044-bc/03/15.html").contains("e/ides.html"));
}

#[test]
fn lists_break_after_a_hundred_events() {
    for (events, pages) in [(100, 1), (101, 2), (200, 2), (201, 3)] {
        let mut sample = Sample::empty();
        sample.timeline.events = (0..events).map(|n| event(&format!("e{n:03}"), "2015-11-13")).collect();
        let site = sample.build();
        for folder in ["2015/11/", "kind/strike/"] {
            let listed: Vec<usize> = (1..=pages + 1)
                .map_while(|n| {
                    site.files
                        .get(&format!("{folder}{}", if n == 1 { "index.html".into() } else { format!("p{n}.html") }))
                })
                .map(|bytes| String::from_utf8_lossy(bytes).matches("<li class=\"card").count())
                .collect();
            assert_eq!((listed.len(), listed.iter().sum::<usize>()), (pages, events), "{folder}");
            assert!(listed.iter().all(|n| *n <= 100));
        }
        assert_eq!(site.files.contains_key("2015/11/13-p2.html"), pages > 1);
    }
}

#[test]
fn hostile_text_stays_text() {
    let mut sample = Sample::raqqa();
    let evil = "<script>alert(1)</script>\"' onload=x & {{ words }}";
    for event in &mut sample.timeline.events {
        event.title = evil.to_owned();
        event.quote = Some(evil.to_owned());
        event.actors = vec![evil.to_owned()];
        event.place = Some(evil.to_owned());
        event.note = Some(evil.to_owned());
    }
    for read in &mut sample.timeline.articles {
        read.article.meta.title = evil.to_owned();
        read.article.meta.tags = vec![evil.to_owned()];
        read.article.meta.source =
            Some(dateline::content::Outlet { name: evil.to_owned(), url: Some("javascript:alert(1)".into()) });
    }
    sample.config.title = evil.to_owned();
    let site = sample.build();
    for (address, page) in site.pages() {
        assert!(!page.contains("<script") && !page.contains("javascript:"), "{address}");
        for link in html::attributes(page, &["href"]) {
            assert!(!link.contains(['<', '>', ' ']), "{address}: {link}");
        }
    }
}

#[test]
fn two_pages_at_one_address_are_reported() {
    let mut sample = Sample::raqqa();
    sample.timeline.articles[1].article.meta.aliases =
        vec!["/2015/".to_owned(), "../x".to_owned(), "old/name".to_owned()];
    sample.timeline.articles[1].article.meta.alias_spans = vec![dateline::span::Span::default(); 3];
    sample.timeline.articles[1].article.meta.slug = sample.timeline.articles[0].article.meta.slug.clone();
    let (files, diagnostics) = sample.try_build();
    let codes: Vec<_> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["address.taken", "address.taken", "address.unsafe"]);
    assert!(diagnostics[0].message.contains("content/2015-11-18-raqqa.md"), "{:?}", diagnostics[0].message);
    assert!(String::from_utf8_lossy(&files["old/name/index.html"]).contains("url=../../a/"));
}

/// Whole pages as they are; `SNAPSHOTS=overwrite cargo test --test site` writes them anew after a change that is meant.
#[test]
fn the_pages_are_as_they_were_agreed() {
    let site = Sample::raqqa().build();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/golden");
    for (address, name) in [
        ("index.html", "home.html"),
        ("2015/index.html", "year.html"),
        ("2015/11/index.html", "month.html"),
        ("e/strike.html", "event.html"),
        ("a/raqqa.html", "article.html"),
        ("feed.xml", "feed.xml"),
        ("events.json", "events.json"),
    ] {
        let golden =
            snapbox::Data::read_from(&std::path::Path::new(folder).join(name), Some(snapbox::data::DataFormat::Text));
        snapbox::Assert::new().action_env("SNAPSHOTS").eq(site.page(address), golden.raw());
    }
}

#[test]
fn links_to_the_original_lead_to_the_sentence() {
    let site = Sample::raqqa().build();
    let page = site.page("e/strike.html");
    assert!(page.contains("https://example.org/story#:~:text=French%20raids%20came%20with%20them."), "{page}");
    assert!(page.contains("../a/raqqa.html#s2") && page.contains("Wednesday on or before 2015-11-18 = 2015-11-18"));
    assert!(site.page("a/raqqa.html").contains("<mark id=\"s2\">Russian <em>strikes</em>"));
}

#[test]
fn links_between_files_of_the_content_folder_become_links_between_pages() {
    let about = Sample::raqqa().build().page("about/index.html").to_owned();
    assert!(about.contains("href=\"../a/raqqa.html#s2\"") && about.contains("href=\"../files/map.svg\""), "{about}");
}

#[test]
fn pages_for_no_place_in_particular_link_from_the_base_path() {
    let missing = Sample::raqqa().build().page("404.html").to_owned();
    let links = html::attributes(&missing, &["href"]);
    assert!(links.iter().all(|link| link.starts_with("/raqqa/") || link.starts_with('#')), "{links:?}");
}

#[test]
fn a_site_without_an_address_claims_none() {
    let mut sample = Sample::raqqa();
    sample.config.base_url = dateline::config::BaseUrl::default();
    let site = sample.build();
    assert!(!site.files.contains_key("sitemap.xml") && !site.page("robots.txt").contains("Sitemap"));
    assert!(!site.page("index.html").contains("canonical"));
    assert!(site.page("feed.xml").contains("urn:dateline:strike"));
}

#[test]
fn another_language_needs_only_its_words() {
    let mut sample = Sample::raqqa();
    let english =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/words/en.toml")).unwrap();
    let own = english.replace("direction = \"ltr\"", "direction = \"rtl\"").replace("November", "Novembro");
    sample.theme.insert("words/pt.toml".into(), own.into_bytes());
    sample.config.language = "pt-BR".into();
    let page = sample.build().page("2015/11/index.html").to_owned();
    assert!(page.contains("<html lang=\"pt-BR\" dir=\"rtl\">") && page.contains("Novembro 2015"));
}

#[test]
fn one_or_many_threads_make_the_same_bytes() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| Sample::raqqa().build().files);
    assert!(one == Sample::raqqa().build().files);
}

#[test]
fn a_broken_template_is_reported_once_at_its_place() {
    let mut sample = Sample::raqqa();
    sample.theme.insert(
        "templates/event.html".into(),
        b"{% extends \"base.html\" %}\n{% block main %}{{ event.nothing }}{% endblock %}".to_vec(),
    );
    let (_, diagnostics) = sample.try_build();
    let places: Vec<_> =
        diagnostics.iter().map(|d| (d.code, d.position().map(|(path, line, _)| (path, line)))).collect();
    assert_eq!(places, [("template.render", Some(("themes/default/templates/event.html", 2)))]);
}
