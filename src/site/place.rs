//! Where each event is shown: on a page of its own, or whole within the list of its period, at an anchor.
//!
//! Every link to an event, on pages and in exports, goes by these addresses. Not here: addresses of pages (`address`).

use super::address;
use super::edition::PER_PAGE;
use super::figures::Figures;
use super::index::Index;
use super::later::Later;
use super::period::Stand;
use crate::config::{Config, EventPages};
use crate::timeline::{Event, Origin};

/// Address of an event, relative to the site; `at` is its index in the timeline.
pub fn place(event: &Event, at: usize, figures: &Figures, index: &Later<Index>, config: &Config) -> String {
    match has_page(event, at, figures, config) {
        true => address::event(&event.id),
        false => format!("{}#{}", list(at, index), anchor(event)),
    }
}

/// True of an event with a page of its own.
pub fn has_page(event: &Event, at: usize, figures: &Figures, config: &Config) -> bool {
    match config.event_pages {
        EventPages::All => true,
        EventPages::Corroborated => figures.is_corroborated(at) || event.origin == Origin::Handwritten,
        EventPages::None => false,
    }
}

/// The id of an event's entry on the page of its period.
pub fn anchor(event: &Event) -> String {
    format!("e-{}", event.id)
}

/// The page of a list on which the event stands under its period.
fn list(at: usize, index: &Index) -> String {
    let page = |before: usize| (before + index.positions.get(at).copied().unwrap_or_default()) / PER_PAGE + 1;
    match index.stands.get(at) {
        Some(Stand::Day(day)) => address::day(*day, page(0)),
        Some(Stand::Month(first)) => {
            address::listed(&address::month(first.year(), first.month()), page(index.known_to_the_day(*first)))
        }
        Some(Stand::Year(year)) => address::listed(&address::year(*year), page(0)),
        Some(Stand::Undated) | None => address::listed(address::UNDATED, page(0)),
    }
}
