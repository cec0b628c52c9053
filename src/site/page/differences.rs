//! Where the articles that report an event differ: field by field, who says what.
//!
//! Only what articles state of themselves is compared: a date that was inferred, or a description such as "the gunmen", contradicts nobody.

use crate::date::When;
use crate::extract::{Basis, Mention};
use crate::site::edition::Edition;
use crate::site::names;
use crate::site::view::{Difference, Link, Version};
use crate::timeline::{Event, NameKey, is_proper};
use std::collections::BTreeSet;

/// One statement about a field.
#[derive(Clone, PartialEq, Eq)]
enum Value {
    Date(When),
    Name(String),
    Status(&'static str),
}

/// Takes the value of a field out of a mention, where it states one.
type Read = fn(&Mention) -> Option<Value>;

/// The fields that are compared, by the names of their words.
///
/// Targets are left out: articles list different ones of many without contradicting each other.
const FIELDS: [(&str, Read); 4] = [("when", date), ("where", place), ("who", actor), ("status", status)];

/// The fields in which articles differ.
pub fn differences(edition: &Edition, event: &Event) -> Vec<Difference> {
    let is_alone = event.evidence.iter().all(|other| Some(other.article) == event.evidence.first().map(|e| e.article));
    if is_alone {
        return Vec::new();
    }
    FIELDS.into_iter().filter_map(|(field, read)| difference(edition, event, field, read)).collect()
}

fn difference(edition: &Edition, event: &Event, field: &'static str, read: Read) -> Option<Difference> {
    let mut versions: Vec<(Value, Vec<usize>)> = Vec::new();
    for evidence in &event.evidence {
        let Some(value) = edition.timeline.mention(evidence).and_then(read) else { continue };
        match versions.iter_mut().find(|(known, _)| known.agrees(&value)) {
            Some((_, articles)) if articles.contains(&edition.timeline.index(evidence)) => {}
            Some((_, articles)) => articles.push(edition.timeline.index(evidence)),
            None => versions.push((value, vec![edition.timeline.index(evidence)])),
        }
    }
    let apart = |(_, first): &(Value, Vec<usize>)| versions.iter().any(|(_, other)| other != first);
    if versions.len() < 2 || !versions.iter().any(apart) {
        return None;
    }
    let all: BTreeSet<usize> = versions.iter().flat_map(|(_, articles)| articles).copied().collect();
    let version = |(value, articles): (Value, Vec<usize>)| Version {
        says: value.words(edition),
        articles: articles.into_iter().filter_map(|at| article(edition, at, &all)).collect(),
    };
    Some(Difference { field, versions: versions.into_iter().map(version).collect() })
}

/// An article by the name of who published it, or by its title where that says nothing or is the same for another of `all`.
fn article(edition: &Edition, at: usize, all: &BTreeSet<usize>) -> Option<Link> {
    let publisher = |at: usize| Some(edition.row(at)?.source?.name);
    let (row, name) = (edition.row(at)?, publisher(at));
    let is_shared = all.iter().any(|other| *other != at && publisher(*other) == name);
    Some(Link { url: row.url, title: name.filter(|_| !is_shared).unwrap_or(row.title).to_owned() })
}

impl Value {
    /// True where one is the other, or says the same less exactly.
    fn agrees(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Date(a), Value::Date(b)) => a.contains(*b) || b.contains(*a),
            (Value::Name(a), Value::Name(b)) => NameKey::new(a).same_as(&NameKey::new(b)),
            (a, b) => a == b,
        }
    }

    fn words(&self, edition: &Edition) -> String {
        match self {
            Value::Date(when) => edition.words.when(when),
            Value::Name(name) => name.clone(),
            Value::Status(status) => edition.words.get(&format!("status.{status}")).to_owned(),
        }
    }
}

fn date(mention: &Mention) -> Option<Value> {
    (mention.basis != Basis::Inferred && !mention.when.is_unknown()).then_some(Value::Date(mention.when))
}

fn name(name: &Option<crate::extract::Name>) -> Option<Value> {
    name.as_ref().filter(|name| is_proper(&name.text)).map(|name| Value::Name(name.text.clone()))
}

fn place(mention: &Mention) -> Option<Value> {
    name(&mention.place)
}

fn actor(mention: &Mention) -> Option<Value> {
    name(&mention.actor)
}

fn status(mention: &Mention) -> Option<Value> {
    Some(Value::Status(names::status(mention.status)))
}
