//! How much a reader's browser must fetch: pages of the sample and of a made-up site with thousands of events, packed as servers send them.

use crate::collection;
use crate::sample::{Built, Sample, event};
use dateline::atlas::{Location, Precision};
use dateline::config::BaseUrl;
use dateline::date::Day;
use dateline::diag::File;
use dateline::pipeline::{self, Content, Desk, Input, Options};
use dateline::source;
use dateline::timeline::Event;
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

const KIB: usize = 1024;

/// Packed size of some files of a site together.
fn packed(site: &Built, addresses: &[&str]) -> usize {
    let size = |address: &&str| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(&site.files[*address]).unwrap();
        packer.finish().unwrap().len()
    };
    addresses.iter().map(size).sum()
}

/// What a page needs on a first visit: itself, and the styles, scripts, icon and map that it asks for.
fn first_visit(site: &Built, address: &str) -> usize {
    packed(site, &[&[address], &needed(site, address)[..]].concat())
}

/// Styles, scripts, icon and map of a page.
fn needed<'a>(site: &'a Built, address: &str) -> Vec<&'a str> {
    let ends = [".css", ".js", "icon.svg", "map.svg"];
    let named = site.page(address).split('"').filter(|part| ends.iter().any(|end| part.ends_with(end)));
    named.map(|part| part.trim_start_matches("../")).filter(|part| site.files.contains_key(*part)).collect()
}

fn elements(page: &str) -> usize {
    page.match_indices('<').filter(|(at, _)| page[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic())).count()
}

/// Six thousand events over twelve years, with two hundred places and as many actors.
fn large() -> Sample {
    let mut sample = Sample::empty();
    let name = |n: usize| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        format!("{}{}{}ville", letter(n).to_ascii_uppercase(), letter(n / 26), letter(n * 7))
    };
    sample.timeline.events = (0..6000)
        .map(|n: usize| {
            let place = n * n % 200;
            let day = format!("{}-{:02}-{:02}", 2010 + n % 12, 1 + n / 12 % 12, 1 + n / 144 % 28);
            let location = Location {
                latitude: -50.0 + (place % 20) as f64 * 5.0,
                longitude: -170.0 + (place / 20) as f64 * 34.0 + n as f64 % 3.0,
                country: None,
                precision: Precision::Settlement,
            };
            Arc::new(Event {
                title: format!("{} strikes {} with aircraft from the sea, report {n}", name(n % 150), name(place)),
                actors: vec![name(n % 150)],
                place: Some(name(place)),
                location: Some(location),
                ..event(&format!("{day}-event-{n}"), &day)
            })
        })
        .collect::<Vec<_>>()
        .into();
    Arc::make_mut(&mut sample.timeline.events).sort_by_key(|event| event.when.sort_day());
    sample
}

#[test]
fn pages_stay_within_what_a_slow_line_can_take() {
    let large = large().build();
    for (address, most) in [
        ("index.html", 25),
        ("2015/index.html", 25),
        ("2015/03/index.html", 25),
        ("kind/strike/index.html", 25),
        ("actor/index.html", 25),
        ("place/index.html", 40),
    ] {
        let size = first_visit(&large, address);
        assert!(size <= most * KIB, "{address}: {size} bytes of {most} KiB");
        let elements = elements(large.page(address));
        assert!(elements <= if most == 40 { 2500 } else { 1500 }, "{address}: {elements} elements");
    }
}

/// The site in the folder of the project.
fn bundled() -> Built {
    let today = Day::new(2016, 1, 1).unwrap();
    let options = Options { base_url: "https://example.org/repo/".parse::<BaseUrl>().ok(), ..Options::default() };
    built(&source::load(Path::new(env!("CARGO_MANIFEST_DIR")), today, options).unwrap().input)
}

/// A site of made-up news.
fn generated() -> Built {
    let words = collection::Words::load();
    let page = |number| collection::article(&words, number);
    let mut articles: Vec<File> = (0..15).map(page).map(|page| File::new(page.path, page.text)).collect();
    articles.sort_by(|a, b| a.path.cmp(&b.path));
    built(&Input {
        config: File::new("site.toml", collection::SITE),
        articles,
        assets: Vec::new(),
        desk: Desk::default(),
        theme: BTreeMap::new(),
        today: Day::new(2026, 1, 1).unwrap(),
        options: Options::default(),
    })
}

fn built(input: &Input) -> Built {
    let files = pipeline::build(input).files.into_iter();
    let bytes = files.filter_map(|(address, content)| match content {
        Content::Bytes(bytes) => Some((address, bytes)),
        Content::CopyOf(_) => None,
    });
    Built { files: bytes.collect() }
}

/// What an event page may take, with all that it needs.
const EVENT: usize = 8 * KIB;
/// Number of sentences that it shows within that, and what each further one may add, in bytes and in elements: quotations are as long as they are.
const SENTENCES: usize = 3;
const SENTENCE: usize = 192;
const ELEMENTS: usize = 20;

#[test]
fn every_event_page_stays_within_what_a_poor_line_can_take() {
    for (name, site) in [("bundled", bundled()), ("generated", generated()), ("large", large().build())] {
        let events =
            site.pages().filter(|(address, page)| address.starts_with("e/") && page.contains("id=\"evidence\""));
        let mut count = 0;
        for (address, page) in events {
            let further = page.matches("<mark>").count().saturating_sub(SENTENCES);
            let most = EVENT + SENTENCE * further;
            let size = first_visit(&site, address);
            assert!(size <= most, "{name}, {address}: {size} bytes of {most}");
            assert!(elements(page) <= 250 + ELEMENTS * further, "{name}, {address}: {} elements", elements(page));
            count += 1;
        }
        assert!(count > 50, "{name}: {count} events");
    }
}
