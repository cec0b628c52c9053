//! One line of the file: an id, what was published under it, and what changed.
//!
//! Not here: the notation (`text`).

use super::Print;
use crate::date::{Day, When};
use std::sync::Arc;

/// What is kept of one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day on which it was first published; `None` where it never was, since an editor rejected it or merged it before.
    pub since: Option<Day>,
    /// What was last said of the event.
    pub facts: Arc<Facts>,
    /// By what it is known again, the report that founded it first. Never more than [`Entry::PRINTS`].
    pub prints: Vec<Print>,
    /// Whether it is still shown.
    pub fate: Fate,
    /// What changed since it was first published, oldest first.
    pub changes: Vec<Change>,
}

impl Entry {
    /// So many reports are enough to know an event again.
    pub const PRINTS: usize = 12;

    /// The last day on which something happened to it.
    pub fn latest(&self) -> Option<Day> {
        self.changes.iter().map(|change| change.on).chain(self.since).max()
    }

    /// True where readers can know the id.
    pub fn was_published(&self) -> bool {
        self.since.is_some()
    }
}

/// What readers are told of an event, as far as changes to it are worth telling. Equal where they read the same.
#[derive(Clone, Debug, Eq)]
pub struct Facts {
    /// Identifier of its kind.
    pub kind: String,
    /// When it happened.
    pub when: When,
    /// `happened`, `claimed`, `denied`, `future` or `hypothetical`.
    pub status: String,
    /// Its title.
    pub title: String,
    /// Who did it.
    pub actors: Vec<String>,
    /// To whom.
    pub targets: Vec<String>,
    /// Where.
    pub place: Option<String>,
}

impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        let Facts { kind, when, status, title, actors, targets, place } = self;
        *kind == other.kind
            && is_same_date(*when, other.when)
            && *status == other.status
            && *title == other.title
            && *actors == other.actors
            && *targets == other.targets
            && *place == other.place
    }
}

/// True of two dates that are written alike: the file keeps no more of them, such as that a week was meant and not seven days.
fn is_same_date(a: When, b: When) -> bool {
    a == b || a.to_string() == b.to_string()
}

impl Facts {
    /// What differs in `new`: each field with its old and its new value, as text.
    pub fn differences(&self, new: &Facts) -> Vec<(What, String, String)> {
        let list = |names: &[String]| names.join(", ");
        let fields = [
            (What::Kind, self.kind == new.kind, self.kind.clone(), new.kind.clone()),
            (What::Date, is_same_date(self.when, new.when), self.when.to_string(), new.when.to_string()),
            (What::Status, self.status == new.status, self.status.clone(), new.status.clone()),
            (What::Title, self.title == new.title, self.title.clone(), new.title.clone()),
            (What::Actors, self.actors == new.actors, list(&self.actors), list(&new.actors)),
            (What::Targets, self.targets == new.targets, list(&self.targets), list(&new.targets)),
            (
                What::Place,
                self.place == new.place,
                self.place.clone().unwrap_or_default(),
                new.place.clone().unwrap_or_default(),
            ),
        ];
        fields.into_iter().filter(|(_, same, ..)| !same).map(|(what, _, old, new)| (what, old, new)).collect()
    }
}

/// What became of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on the timeline.
    Shown,
    /// Its event was found to be part of this one.
    Merged(String),
    /// It is on the timeline no more.
    Gone,
}

/// Something that changed after an event was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day on which it was published.
    pub on: Day,
    /// What changed.
    pub what: What,
    /// The value before; empty where there was none. Of a merge, empty.
    pub old: String,
    /// The value after. Of a merge, the id of the event that took it in.
    pub new: String,
    /// True where an editor decided it.
    pub by_editor: bool,
    /// The editor's reason.
    pub why: Option<String>,
}

/// What can change about a published event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Its kind.
    Kind,
    /// When it happened.
    Date,
    /// Whether it happened.
    Status,
    /// Its title.
    Title,
    /// Who did it.
    Actors,
    /// To whom.
    Targets,
    /// Where.
    Place,
    /// It became part of another event.
    Merged,
    /// It was taken off the timeline.
    Withdrawn,
    /// It came back.
    Restored,
}

impl What {
    /// All of them.
    pub const ALL: [What; 10] = [
        What::Kind,
        What::Date,
        What::Status,
        What::Title,
        What::Actors,
        What::Targets,
        What::Place,
        What::Merged,
        What::Withdrawn,
        What::Restored,
    ];

    /// Its name in the file, and in the theme's words.
    pub fn name(self) -> &'static str {
        match self {
            What::Kind => "kind",
            What::Date => "date",
            What::Status => "status",
            What::Title => "title",
            What::Actors => "actors",
            What::Targets => "targets",
            What::Place => "place",
            What::Merged => "merged",
            What::Withdrawn => "withdrawn",
            What::Restored => "restored",
        }
    }
}
