//! What a verb group says besides its verb: tense, modality, negation.

use super::Tree;

/// The time that a verb group speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "bombed", "was bombing", "had bombed", "has bombed".
    Past,
    /// "bombs", "is bombing".
    Present,
    /// "will bomb", "is going to bomb".
    Future,
    /// No finite verb: "to bomb", "bombing".
    None,
}

/// What a modal verb adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// No modal but those of the future.
    Plain,
    /// "can", "could", "may", "might".
    Possible,
    /// "must", "should", "ought".
    Necessary,
    /// "would".
    Conditional,
}

/// A verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its main verb, or its predicate where that is no verb.
    pub verb: usize,
    /// Its tense.
    pub tense: Tense,
    /// What its modal adds.
    pub modality: Modality,
    /// True where it is negated: "did not bomb", "never bombed".
    pub negated: bool,
    /// True in the passive.
    pub passive: bool,
    /// True where it hangs on "if", "unless" or "whether".
    pub conditional: bool,
}

impl Tree<'_> {
    /// The verb group that a word stands in: that of the nearest verb or predicate above it, the word itself included.
    pub fn clause_of(&self, word: usize) -> Option<Clause> {
        let verb = std::iter::once(word).chain(self.ancestors(word)).find(|&at| self.is_predicate(at))?;
        Some(self.clause(verb))
    }

    /// True of a verb, and of a noun or adjective with a copula.
    pub fn is_predicate(&self, word: usize) -> bool {
        self.universal(word) == "VERB" || self.child(word, &["cop"]).is_some()
    }

    fn clause(&self, verb: usize) -> Clause {
        let owner = self.finite_owner(verb);
        let is = |word: usize, list: &[&str]| list.iter().any(|one| self.form(word).eq_ignore_ascii_case(one));
        let helpers: Vec<usize> =
            self.children(owner).filter(|&child| matches!(self.relation(child), "aux" | "cop")).collect();
        let modal = helpers.iter().copied().find(|&helper| self.penn(helper) == "MD");
        let negated = self
            .children(verb)
            .any(|child| self.relation(child) == "advmod" && is(child, &["not", "n't", "n’t", "never"]));
        let conditional =
            self.children(verb).any(|child| self.relation(child) == "mark" && is(child, &["if", "unless", "whether"]));
        let modality = match modal {
            Some(modal) if is(modal, &["can", "could", "may", "might", "ca"]) => Modality::Possible,
            Some(modal) if is(modal, &["must", "should", "ought"]) => Modality::Necessary,
            Some(modal) if is(modal, &["would", "'d", "’d"]) => Modality::Conditional,
            _ => Modality::Plain,
        };
        let tense = match modal {
            Some(modal) if is(modal, &["will", "shall", "'ll", "’ll", "wo"]) => Tense::Future,
            Some(_) => Tense::Present,
            None => self.tense(owner, &helpers),
        };
        Clause { verb, tense, modality, negated, passive: self.is_passive(verb), conditional }
    }

    /// The verb whose helpers a verb without its own shares: "will come and *see*".
    fn finite_owner(&self, verb: usize) -> usize {
        let has_own = |verb: usize| self.children(verb).any(|child| matches!(self.relation(child), "aux" | "cop"));
        match self.head(verb) {
            Some(head) if self.relation(verb) == "conj" && !has_own(verb) && self.penn(verb) == self.penn(head) => head,
            _ => verb,
        }
    }

    fn tense(&self, verb: usize, helpers: &[usize]) -> Tense {
        // "is going to" and its like: the infinitive below says what will be.
        let going = self.head(verb).filter(|&head| {
            self.relation(verb) == "xcomp" && self.form(head).eq_ignore_ascii_case("going") && self.penn(verb) == "VB"
        });
        if going.is_some() {
            return Tense::Future;
        }
        let has = helpers.iter().any(|&h| {
            matches!(self.penn(h), "VBZ" | "VBP")
                && ["has", "have", "'ve", "’ve"].iter().any(|one| self.form(h).eq_ignore_ascii_case(one))
        });
        if has {
            return Tense::Past;
        }
        let finite = helpers.iter().copied().chain([verb]).map(|word| self.penn(word));
        finite
            .filter_map(|penn| match penn {
                "VBD" => Some(Tense::Past),
                "VBZ" | "VBP" => Some(Tense::Present),
                _ => None,
            })
            .next()
            .unwrap_or(Tense::None)
    }
}
