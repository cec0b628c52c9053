//! How much a reader's browser must fetch: pages of the sample and of a made-up site with thousands of events, packed as servers send them.

use crate::sample::{Built, Sample, event};
use dateline::atlas::{Location, Precision};
use dateline::timeline::Event;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
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

/// What a page needs on a first visit: itself, and the styles, scripts and icon that its head asks for.
fn first_visit(site: &Built, address: &str) -> usize {
    packed(site, &[&[address], &needed(site, address)[..]].concat())
}

/// Styles, scripts and icon of a page.
fn needed<'a>(site: &'a Built, address: &str) -> Vec<&'a str> {
    let page = site.page(address);
    site.files
        .keys()
        .map(String::as_str)
        .filter(|file| page.contains(&format!("{file}\"")))
        .filter(|file| file.starts_with("assets/"))
        .collect()
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
        .collect();
    sample.timeline.events.sort_by_key(|event| event.when.sort_day());
    sample
}

#[test]
fn pages_stay_within_what_a_slow_line_can_take() {
    let large = large().build();
    let first_event = large.files.keys().find(|address| address.starts_with("e/")).unwrap().clone();
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
    for site_and_event in [(&large, first_event.as_str()), (&Sample::raqqa().build(), "e/strike.html")] {
        let (site, address) = site_and_event;
        // With the script and the icon that it shares with all pages, a little more on the first visit.
        let styles: Vec<&str> = needed(site, address).into_iter().filter(|file| file.ends_with(".css")).collect();
        let size = packed(site, &[&[address], &styles[..]].concat());
        assert!(size <= 8 * KIB, "{address}: {size} bytes");
        let size = first_visit(site, address);
        assert!(size <= 10 * KIB, "{address}: {size} bytes");
        assert!(elements(site.page(address)) <= 250, "{address}: {} elements", elements(site.page(address)));
    }
}
