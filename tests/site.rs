//! The site as a reader's browser gets it: made from small timelines by hand, looked at from outside.

#[path = "site/budget.rs"]
mod budget;
#[path = "../benches/collection/mod.rs"]
mod collection;
#[path = "site/facets.rs"]
mod facets;
#[path = "site/html.rs"]
mod html;
#[path = "site/sample.rs"]
mod sample;

use dateline::config::EventPages;
use sample::{Built, Sample, event};
use std::collections::BTreeSet;
use std::sync::Arc;

const EVENT_PAGES: [EventPages; 3] = [EventPages::All, EventPages::Corroborated, EventPages::None];

/// The sample with this setting.
fn with_pages(event_pages: EventPages) -> Sample {
    let mut sample = Sample::raqqa();
    sample.config.event_pages = event_pages;
    sample
}

/// Every link within the site as where it stands, the page it leads to, and its fragment.
fn links(site: &Built) -> Vec<(String, String, String)> {
    let mut links = Vec::new();
    for (address, page) in site.pages() {
        for link in html::attributes(page, &["href", "cite"]) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let path = path.strip_prefix("/raqqa/").unwrap_or(path);
            let target = if path.is_empty() { address.to_owned() } else { html::resolve(address, path) };
            links.push((address.to_owned(), target, fragment.to_owned()));
        }
    }
    links
}

#[test]
fn every_link_and_fragment_resolves_wherever_events_are_shown() {
    for event_pages in EVENT_PAGES {
        let site = with_pages(event_pages).build();
        for (address, target, fragment) in links(&site) {
            if target == "files/map.svg" {
                continue;
            }
            let Some(bytes) = site.files.get(&target) else { panic!("{address}: no {target}") };
            let text = String::from_utf8_lossy(bytes);
            assert!(
                fragment.is_empty() || html::attributes(&text, &["id"]).contains(&fragment),
                "{address}: {target} has no id {fragment}"
            );
        }
    }
}

#[test]
fn every_event_can_be_reached_and_is_told_whole_wherever_it_is_shown() {
    for event_pages in EVENT_PAGES {
        let sample = with_pages(event_pages);
        let site = sample.build();
        let linked: BTreeSet<(String, String)> = links(&site).into_iter().map(|(_, page, id)| (page, id)).collect();
        let json: serde_json::Value = serde_json::from_slice(&site.files["events.json"]).unwrap();
        let listed = json["events"].as_array().unwrap();
        assert_eq!(listed.len(), sample.timeline.events.len());
        for (event, data) in sample.timeline.events.iter().zip(listed) {
            let place = data["url"].as_str().unwrap();
            let (page, id) = place.split_once('#').unwrap_or((place, ""));
            assert!(linked.contains(&(page.to_owned(), id.to_owned())), "nothing leads to {place}");
            let html = site.page(page);
            for name in event.actors.iter().chain(&event.targets).chain(&event.place) {
                assert!(html.contains(name.as_str()), "{place}: {name}");
            }
            for evidence in &event.evidence {
                let read = sample.timeline.article(evidence);
                let sentence = sample.timeline.mention(evidence).unwrap().sentence;
                let at = read.sentences.iter().position(|other| *other == sentence).unwrap();
                let mark = format!("a/{}.html#s{}\"", read.article.meta.slug, at + 1);
                assert!(html.contains(&mark), "{place}: no link to {mark}");
            }
        }
        let pages = site.files.keys().filter(|address| address.starts_with("e/")).count();
        assert_eq!(
            pages,
            match event_pages {
                EventPages::All => 9,
                EventPages::Corroborated => 1,
                EventPages::None => 0,
            }
        );
        assert_eq!(site.page("feed.xml").contains("/e/statement.html"), event_pages == EventPages::All);
    }
}

#[test]
fn an_event_on_a_later_page_of_its_day_is_linked_there() {
    let mut sample = Sample::empty();
    sample.config.event_pages = EventPages::None;
    let days = [("2015-11-13", 101), ("2015-11", 100), ("2015", 101), ("unknown", 1)];
    let days = days.iter().flat_map(|(edtf, times)| std::iter::repeat_n(*edtf, *times));
    sample.timeline.events =
        days.enumerate().map(|(n, edtf)| event(&format!("e{n}"), edtf).into()).collect::<Vec<_>>().into();
    let site = sample.build();
    for (page, id) in [
        ("2015/11/13-p2.html", "e-e100"),
        ("2015/11/p2.html", "e-e101"),
        ("2015/11/p3.html", "e-e200"),
        ("2015/p2.html", "e-e301"),
        ("undated/index.html", "e-e302"),
    ] {
        assert!(html::attributes(site.page(page), &["id"]).iter().any(|other| other == id), "{page} {id}");
        assert!(site.page("events.json").contains(&format!("\"{page}#{id}\"")), "{page}#{id}");
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
        assert!(!page.contains(" style=") && foreign_scripts(page).is_empty(), "{address}");
    }
}

/// Scripts that are neither the theme's own files nor data for programs; of these the end tag must be the only `<` that follows.
fn foreign_scripts(page: &str) -> Vec<&str> {
    let of_theme = |script: &str| {
        let names = [
            "assets/dateline",
            "assets/data",
            "assets/keys",
            "assets/search",
            "data/search/words",
            "data/search/columns",
        ];
        let files = names.map(|name| format!("{name}.js\" defer></script>"));
        let script = &script.replace(" data-in-place", "");
        files.iter().any(|file| script.contains(file)) && !script.starts_with(" src=\"http")
    };
    let own = |script: &&str| {
        script.starts_with(" src=\"") && of_theme(script)
            || script.starts_with(" type=\"application/ld+json\">{")
                && script
                    .split_once('<')
                    .is_some_and(|(data, rest)| data.ends_with('}') && rest.starts_with("/script>"))
    };
    page.split("<script").skip(1).filter(|script| !own(script)).collect()
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
        sample.timeline.events =
            (0..events).map(|n| event(&format!("e{n:03}"), "2015-11-13").into()).collect::<Vec<_>>().into();
        let site = sample.build();
        for folder in ["2015/11/", "kind/strike/"] {
            let listed: Vec<usize> = (1..=pages + 1)
                .map_while(|n| {
                    site.files
                        .get(&format!("{folder}{}", if n == 1 { "index.html".into() } else { format!("p{n}.html") }))
                })
                .map(|bytes| String::from_utf8_lossy(bytes).matches("<bdi>Event e").count())
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
    for event in Arc::make_mut(&mut sample.timeline.events).iter_mut().map(Arc::make_mut) {
        event.title = evil.to_owned();
        event.quote = Some(evil.to_owned());
        event.actors = vec![evil.to_owned()];
        event.place = Some(evil.to_owned());
        event.note = Some(evil.to_owned());
    }
    for read in &mut sample.timeline.articles {
        let meta = sample::meta(read);
        meta.title = evil.to_owned();
        meta.tags = vec![evil.to_owned()];
        meta.source =
            Some(dateline::content::Outlet { name: evil.to_owned(), url: Some("javascript:alert(1)".into()) });
    }
    sample.config.title = evil.to_owned();
    let site = sample.build();
    for (address, page) in site.pages() {
        assert!(foreign_scripts(page).is_empty() && !page.contains("javascript:"), "{address}");
        for link in html::attributes(page, &["href"]) {
            assert!(!link.contains(['<', '>', ' ']), "{address}: {link}");
        }
    }
}

#[test]
fn two_pages_at_one_address_are_reported() {
    let mut sample = Sample::raqqa();
    let taken = sample.timeline.articles[0].article.meta.slug.clone();
    let meta = sample::meta(&mut sample.timeline.articles[1]);
    meta.aliases = vec!["/2015/".to_owned(), "../x".to_owned(), "old/name".to_owned()];
    meta.alias_spans = vec![dateline::span::Span::default(); 3];
    meta.slug = taken;
    let (files, diagnostics) = sample.try_build();
    let codes: Vec<_> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["address.taken", "address.taken", "address.unsafe"]);
    assert!(diagnostics[0].message.contains("content/2015-11-18-raqqa.md"), "{:?}", diagnostics[0].message);
    assert!(String::from_utf8_lossy(&files["old/name/index.html"]).contains("url=../../a/"));
}

#[test]
fn two_addresses_that_differ_in_case_alone_are_reported_unless_they_forward_alike() {
    let mut sample = Sample::raqqa();
    for (at, aliases) in [(0, ["Old/Name.html", "old/name.html"]), (1, ["About", "Index.html"])] {
        let meta = sample::meta(&mut sample.timeline.articles[at]);
        meta.aliases = aliases.map(str::to_owned).into();
        meta.alias_spans = vec![dateline::span::Span::default(); 2];
    }
    let (_, diagnostics) = sample.try_build();
    let told: Vec<_> = diagnostics.iter().map(|d| (d.code, d.message.as_str())).collect();
    let expected = [
        ("address.case", "`About/index.html` and `about/index.html` differ in case alone"),
        ("address.case", "`Index.html` and `index.html` differ in case alone"),
    ];
    assert_eq!(told, expected);
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
