//! The machine-readable forms in which a site can offer its events, and the names by which `site.toml` chooses them.
//!
//! Not here: how each is written (`export`).

/// A machine-readable form of the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Export {
    /// Atom feeds (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    JsonFeed,
    /// iCalendar (RFC 5545).
    Calendar,
    /// Everything that the pages show, as JSON.
    Json,
    /// The same as JSON, one event to a line.
    NdJson,
    /// A table (RFC 4180), one event to a row.
    Csv,
    /// Events at their places (RFC 7946).
    GeoJson,
    /// A story for TimelineJS.
    TimelineJs,
    /// The evidence of each article as Web Annotations.
    Annotations,
    /// How to cite the collection (CITATION.cff).
    Citation,
}

impl Export {
    /// All forms with the names that `site.toml` has for them.
    pub const ALL: [(&'static str, Export); 10] = [
        ("atom", Export::Atom),
        ("jsonfeed", Export::JsonFeed),
        ("calendar", Export::Calendar),
        ("json", Export::Json),
        ("ndjson", Export::NdJson),
        ("csv", Export::Csv),
        ("geojson", Export::GeoJson),
        ("timelinejs", Export::TimelineJs),
        ("annotations", Export::Annotations),
        ("citation", Export::Citation),
    ];

    /// The forms of a site that chooses none: all but those that say the whole once more in other words.
    pub fn usual() -> Vec<Export> {
        let repeats = [Export::NdJson, Export::Annotations];
        Self::ALL.into_iter().map(|(_, format)| format).filter(|format| !repeats.contains(format)).collect()
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Export> {
        Self::ALL.into_iter().find_map(|(known, format)| (known == name).then_some(format))
    }
}
