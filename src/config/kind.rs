//! One kind of event: how it is named, shown, found in prose and titled. The same table for built-in kinds and a site's own.
//!
//! Not here: how the words are matched (`extract`) and how a kind looks (the theme).

/// How the words around a trigger become roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// Somebody does something to somebody: subject, object, place.
    #[default]
    Act,
    /// Somebody says something: speaker and words.
    Speech,
    /// Somebody formally tells somebody: sender and recipient.
    Notice,
}

impl Frame {
    /// The roles without which such an event is hardly told.
    pub fn wants(self) -> Vec<Role> {
        match self {
            Frame::Act => vec![Role::Place],
            Frame::Speech | Frame::Notice => vec![Role::Actor],
        }
    }
}

/// A part that somebody or something plays in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who did it, sent it or said it.
    Actor,
    /// To whom.
    Target,
    /// Where.
    Place,
}

/// A narrower sort within a kind, such as an airstrike among strikes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subkind {
    /// Identifier, such as `airstrike`.
    pub id: String,
    /// Words that show it, as triggers or elsewhere in the sentence.
    pub words: Vec<String>,
}

/// One kind of event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// Identifier: lower-case letters, digits and hyphens. Stands in addresses.
    pub id: String,
    /// Name of one such event, capitalised.
    pub label: String,
    /// Name of several.
    pub plural: String,
    /// Fill of its glyph, a CSS colour `#rrggbb`.
    pub colour: String,
    /// Name of its glyph, one of the theme's.
    pub glyph: String,
    /// Place in lists of kinds, ascending.
    pub order: i64,
    /// How its roles are read.
    pub frame: Frame,
    /// Roles without which `dateline check` asks for a look.
    pub wants: Vec<Role>,
    /// Verbs that report such an event, as lemmas.
    pub verbs: Vec<String>,
    /// Nouns that name such an event, singular.
    pub nouns: Vec<String>,
    /// Phrases in which those words mean something else.
    pub unless: Vec<String>,
    /// Narrower sorts; the first whose words fit is taken.
    pub subkinds: Vec<Subkind>,
    /// Patterns of titles with `{actor}`, `{target}`, `{place}` (proper names only), `{quote}` and `{sentence}` (cut to a line), and the two
    /// forms of a verb (`{strikes|strike}`), of which the actor takes one; the first whose slots can all be filled is taken. Ids are made from the first without words of the article.
    pub titles: Vec<String>,
    /// Sentences that must be found as this kind.
    pub examples: Vec<String>,
    /// Sentences that must not (key `not`).
    pub counterexamples: Vec<String>,
}
