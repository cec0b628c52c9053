//! One decision of an editor.
//!
//! Not here: how it is written (`read`), what it does (`apply`).

use crate::config::tree::Written;
use crate::date::{Day, When};
use crate::extract::Status;

/// An id with its place in the file.
pub type Id = Written<String>;

/// What an editor decided, and why.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What shall be done.
    pub act: Act,
    /// Why, in the editor's words.
    pub reason: Option<String>,
    /// The day of the decision.
    pub decided: Option<Day>,
}

/// What is done to an event.
#[derive(Clone, Debug)]
pub enum Act {
    /// It is right as it was found.
    Accept(Id),
    /// It is no event, or shall not be shown.
    Reject(Id),
    /// Some of what is said of it is another.
    Correct(Id, Corrections),
    /// Several events are one: the first, which takes in the others.
    Merge(Id, Vec<Id>),
    /// Some of its reports speak of another event.
    Split {
        /// The event that keeps the other reports.
        from: Id,
        /// Which reports go: words of their sentences, or paths of their articles.
        reports: Vec<Written<String>>,
        /// What is said of the event that they make.
        corrections: Corrections,
    },
}

impl Act {
    /// The event that it speaks of first.
    pub fn id(&self) -> &Id {
        match self {
            Act::Accept(id) | Act::Reject(id) | Act::Correct(id, _) | Act::Merge(id, _) => id,
            Act::Split { from, .. } => from,
        }
    }

    /// Its name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Act::Accept(_) => "accept",
            Act::Reject(_) => "reject",
            Act::Correct(..) => "correct",
            Act::Merge(..) => "merge",
            Act::Split { .. } => "split",
        }
    }
}

/// What shall be said of an event in place of what was found; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    /// Identifier of its kind.
    pub kind: Option<String>,
    /// When it happened.
    pub when: Option<When>,
    /// Whether it happened.
    pub status: Option<Status>,
    /// Its title.
    pub title: Option<String>,
    /// Who did it; nobody, where the list is empty.
    pub actors: Option<Vec<String>>,
    /// To whom.
    pub targets: Option<Vec<String>>,
    /// Where; nowhere, where it is empty.
    pub place: Option<String>,
    /// The editor's remark.
    pub note: Option<String>,
}

impl Corrections {
    /// True where two correct the same to different values.
    pub fn contradict(&self, other: &Corrections) -> bool {
        fn differ<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
            a.is_some() && b.is_some() && a != b
        }
        differ(&self.kind, &other.kind)
            || differ(&self.when, &other.when)
            || differ(&self.status, &other.status)
            || differ(&self.title, &other.title)
            || differ(&self.actors, &other.actors)
            || differ(&self.targets, &other.targets)
            || differ(&self.place, &other.place)
            || differ(&self.note, &other.note)
    }
}
