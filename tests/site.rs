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
            let Some(bytes) = site.files.get(&target) else {
                assert!(site.exported(&target), "{address}: {link} leads to {target}, which is not there");
                continue;
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
    sample.timeline.articles[1].article.meta.slug = sample.timeline.articles[0].article.meta.slug.clone();
    let (files, diagnostics) = sample.try_build();
    let codes: Vec<_> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["address.taken", "address.taken", "address.unsafe"]);
    assert!(diagnostics[0].message.contains("content/2015-11-18-raqqa.md"), "{:?}", diagnostics[0].message);
    assert!(String::from_utf8_lossy(&files["old/name/index.html"]).contains("url=../../a/"));
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
