//! Which names get a page of their own: `[facets]` of `site.toml`.
//!
//! Not here: how names are gathered and shown (`site`).

use super::tree::{Report, Table};

/// How many events a name needs for a page of its own, by what it names; 0: there are no such pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facets {
    /// Who did, said or suffered something.
    pub actors: usize,
    /// Where.
    pub places: usize,
    /// Who published the articles.
    pub sources: usize,
}

impl Default for Facets {
    /// A page for one event of an actor would only repeat the event's own; a place has its surroundings to show, a source its articles.
    fn default() -> Self {
        Facets { actors: 2, places: 1, sources: 1 }
    }
}

pub(super) fn read(mut table: Table, report: &mut Report) -> Facets {
    let default = Facets::default();
    let facets = Facets {
        actors: least(&mut table, "actors", report).unwrap_or(default.actors),
        places: least(&mut table, "places", report).unwrap_or(default.places),
        sources: least(&mut table, "sources", report).unwrap_or(default.sources),
    };
    table.finish(report);
    facets
}

fn least(table: &mut Table, key: &'static str, report: &mut Report) -> Option<usize> {
    let number = table.integer(key, report)?;
    let least = usize::try_from(number.value).ok();
    if least.is_none() {
        let message = format!("`{key}` cannot be {}", number.value);
        report.refuse(number.span, message, "below 0", "give the least number of events, or 0 for no such pages");
    }
    least
}
