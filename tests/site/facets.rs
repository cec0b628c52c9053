//! Pages of names: actors, places and sources, their indexes, and the links that lead to them.

use crate::html;
use crate::sample::{self, Sample, event};
use dateline::atlas::{Location, Precision};
use dateline::config::tree::Written;
use dateline::content::Outlet;
use dateline::span::Span;
use dateline::timeline::Event;
use std::sync::Arc;

fn named(id: &str, actor: &str, target: &str, place: &str) -> Arc<Event> {
    Arc::new(Event {
        actors: vec![actor.to_owned()],
        targets: vec![target.to_owned()],
        place: Some(place.to_owned()),
        ..event(id, "2015-11-15")
    })
}

#[test]
fn a_name_that_several_events_share_has_a_page_that_tells_its_parts_apart() {
    let mut sample = Sample::empty();
    sample.timeline.events = vec![
        named("a", "Russia", "Turkey", "Raqqa"),
        Arc::new(Event { kind: "statement".into(), ..(*named("b", "Russia", "Raqqa", "Moscow")).clone() }),
        named("c", "Turkey", "the gunmen", "Raqqa"),
    ]
    .into();
    let site = sample.build();
    let russia = site.page("actor/russia/index.html");
    let (did, said) = russia.split_once("What Russia said").unwrap();
    assert!(did.contains("e/a.html") && !said.contains("e/a.html") && said.contains("e/b.html"));
    let turkey = site.page("actor/turkey/index.html");
    assert!(turkey.find("What Turkey did") < turkey.find("What was done to Turkey"));
    assert!(site.page("place/raqqa/index.html").contains("e/c.html"));
    assert!(!site.files.contains_key("actor/raqqa/index.html"), "a place that is acted upon is no actor");
    assert!(!site.files.contains_key("actor/the-gunmen/index.html"), "a description is no name");
    let event = html::attributes(site.page("e/c.html"), &["href"]);
    assert!(event.iter().any(|link| link == "../actor/turkey/index.html"));
    assert!(event.iter().any(|link| link == "../place/raqqa/index.html"));
    assert!(!event.iter().any(|link| link.contains("gunmen")));
}

#[test]
fn a_site_decides_which_names_have_pages() {
    let mut sample = Sample::empty();
    sample.timeline.events =
        vec![named("a", "Russia", "Turkey", "Raqqa"), named("b", "Russia", "Syria", "Raqqa")].into();
    sample.config.facets.actors = 1;
    sample.config.facets.places = 0;
    let site = sample.build();
    for name in ["russia", "turkey", "syria"] {
        assert!(site.page("actor/index.html").contains(&format!("actor/{name}/index.html")));
    }
    assert!(!site.files.keys().any(|address| address.starts_with("place/")));
    assert!(!site.page("e/a.html").contains("../place/"));
}

#[test]
fn a_source_shows_its_articles_and_what_nobody_else_reports() {
    let mut sample = Sample::raqqa();
    let site = sample.build();
    let press = site.page("source/example-press/index.html");
    assert!(press.contains("a/raqqa.html") && press.contains("a/paris.html") && press.contains("(100%)"), "{press}");
    sample::meta(&mut sample.timeline.articles[1]).source = Some(Outlet { name: "Other".into(), url: None });
    let site = sample.build();
    assert!(site.page("e/strike.html").contains("2 independent origins"));
    assert!(site.page("source/other/index.html").contains("1 event of these (50%)"));
}

/// A made-up name: `Naaa`, `Naab`.
fn name(n: u8) -> String {
    let letter = |n: u8| char::from(b'a' + n % 26);
    format!("Na{}{}", letter(n / 26), letter(n))
}

#[test]
fn long_lists_of_names_and_events_break_after_a_hundred() {
    let mut sample = Sample::empty();
    sample.config.facets.actors = 1;
    sample.timeline.events =
        (0..230).map(|n| named(&format!("e{n:03}"), "Russia", &name(n), "Raqqa")).collect::<Vec<_>>().into();
    let site = sample.build();
    let events = |address: &str| site.page(address).matches("<bdi>Event e").count();
    assert_eq!(["actor/russia/index.html", "actor/russia/p2.html", "actor/russia/p3.html"].map(events), [100, 100, 30]);
    assert!(site.page("actor/russia/p2.html").contains("continued"));
    let names = |page: &str| site.page(page).matches("actor/na").count();
    assert_eq!(["actor/index.html", "actor/p2.html", "actor/p3.html"].map(names), [100, 100, 30]);
    let letters = html::attributes(site.page("actor/p2.html"), &["href"]);
    assert!(letters.iter().any(|link| link == "../actor/p3.html#_52"), "R begins on the third page");
}

#[test]
fn key_events_are_those_that_the_editor_chose_first() {
    let mut sample = Sample::raqqa();
    let id = |id: &str| Written { value: id.to_owned(), span: Span::new(0, 0) };
    sample.config.key_events = vec![id("ides"), id("nothing")];
    let site = sample.build();
    let key = site.page("index.html").split_once("Key events").unwrap().1;
    assert!(key.find("e/ides.html") < key.find("e/strike.html"));
}

fn located(id: &str, place: &str, latitude: f64, longitude: f64) -> Arc<Event> {
    let location = Location { latitude, longitude, country: None, precision: Precision::Settlement };
    Arc::new(Event { location: Some(location), ..(*named(id, "Russia", "Turkey", place)).clone() })
}

#[test]
fn every_place_that_is_known_stands_on_the_map_and_in_the_list_beside_it() {
    let mut sample = Sample::empty();
    let hostile = "Raqqa & <b>";
    sample.timeline.events = vec![
        located("a", hostile, 35.95, 39.01),
        located("b", "Paris", 48.86, 2.35),
        located("c", "Paris", 48.86, 2.35),
        named("d", "Russia", "Turkey", "Nowhere"),
    ]
    .into();
    let site = sample.build();
    let (map, list) = site.page("place/index.html").split_once("</svg>\n<figcaption>").unwrap();
    for place in ["paris", "raqqa-b"] {
        let link = format!("href=\"../place/{place}/index.html\"");
        assert!(map.contains(&link) && list.contains(&link), "{place}");
    }
    assert!(!map.contains("nowhere") && list.contains("place/nowhere/index.html"));
    let drawing = site.page("place/paris/map.svg");
    assert!(drawing.contains("class=\"land\"") && drawing.contains(">Paris</text>"));
    assert!(site.page("place/raqqa-b/map.svg").contains("Raqqa &amp; &lt;b&gt;"));
    assert!(site.page("e/b.html").contains("src=\"../place/paris/map.svg\""));
    assert!(!site.page("e/d.html").contains("<img"));
    assert!(site.page("actor/russia/index.html").contains("class=\"map\""));
}

#[test]
fn a_short_name_is_the_one_full_name_that_it_fits() {
    let mut sample = Sample::empty();
    sample.timeline.events = vec![
        named("a", "David Cameron", "the gunmen", "Raqqa"),
        named("b", "Cameron", "the gunmen", "Raqqa"),
        named("c", "Ban", "the gunmen", "Raqqa"),
        named("d", "John Smith", "the gunmen", "Raqqa"),
        named("e", "Jane Smith", "the gunmen", "Raqqa"),
        named("f", "Smith", "the gunmen", "Raqqa"),
        named("g", "Radio Raqqa", "Raqqa", "Raqqa"),
        named("h", "Raqqa", "the gunmen", "Raqqa"),
    ]
    .into();
    let site = sample.build();
    let cameron = site.page("actor/david-cameron/index.html");
    assert!(cameron.contains("e/a.html") && cameron.contains("e/b.html") && cameron.contains("Also written"));
    assert!(site.page("e/b.html").contains("<a href=\"../actor/david-cameron/index.html\"><bdi>Cameron</bdi></a>"));
    for apart in ["smith", "john-smith", "radio-raqqa"] {
        assert!(!site.files.contains_key(&format!("actor/{apart}/index.html")), "{apart}");
    }
}
