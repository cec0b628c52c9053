//! Who does what to whom: subjects, objects, agents, conjuncts and appositions.

use super::Tree;

const SUBJECTS: [&str; 4] = ["nsubj", "nsubj:pass", "csubj", "csubj:pass"];

impl Tree<'_> {
    /// The grammatical subject of a verb: its own, or the one it shares with the verb it is joined or subordinate to ("Russia said and
    /// *did*", "France vowed to *strike*", "jets that *bombed*"), or the speaker after what was said ("..., *said* Miller").
    pub fn subject_of(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..self.len() {
            if let Some(subject) = self.child(at, &SUBJECTS) {
                return Some(self.antecedent(at, subject));
            }
            if let Some(speaker) = self.inverted_speaker(at) {
                return Some(speaker);
            }
            let head = self.head(at)?;
            match self.relation(at) {
                "conj" if self.is_passive(at) == self.is_passive(verb) => {}
                "xcomp" => {
                    if let Some(object) = self.child(head, &["obj", "iobj"]) {
                        return Some(object);
                    }
                }
                "advcl"
                    if self.penn(at) == "VBG" || self.child(at, &["mark"]).is_some_and(|m| self.penn(m) == "TO") => {}
                "acl" if self.penn(at) == "VBG" || self.penn(at) == "VBN" => return Some(head),
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// The object of a verb: its direct object, or what a relative pronoun that is its object stands for.
    pub fn object_of(&self, verb: usize) -> Option<usize> {
        let object = self.child(verb, &["obj"])?;
        (self.inverted_speaker(verb) != Some(object)).then(|| self.antecedent(verb, object))
    }

    /// The noun after a finite verb without a subject before which its clause stands. That clause is what was said: the noun, though
    /// the parser may take it for an object, can only be who said it.
    fn inverted_speaker(&self, verb: usize) -> Option<usize> {
        let is_finite = matches!(self.penn(verb), "VBD" | "VBZ") && self.child(verb, &SUBJECTS).is_none();
        let speech = self.child(verb, &["ccomp"]).filter(|&speech| is_finite && speech < verb);
        speech.and_then(|_| self.child(verb, &["obj"])).filter(|&object| object > verb)
    }

    /// Who does what a passive verb says: the noun after "by".
    pub fn agent_of_passive(&self, verb: usize) -> Option<usize> {
        self.child(verb, &["obl:agent"]).filter(|_| self.is_passive(verb) || self.penn(verb) == "VBN")
    }

    /// Who acts: the agent of a passive, the subject of an active verb.
    pub fn actor_of(&self, verb: usize) -> Option<usize> {
        if self.suffers(verb) { self.agent_of_passive(verb) } else { self.subject_of(verb) }
    }

    /// What is acted on: the subject of a passive, the object of an active verb.
    pub fn target_of(&self, verb: usize) -> Option<usize> {
        if self.suffers(verb) { self.subject_of(verb) } else { self.object_of(verb) }
    }

    /// True of a verb in the passive: "was bombed", "were being shelled".
    pub fn is_passive(&self, verb: usize) -> bool {
        self.child(verb, &["aux:pass", "nsubj:pass", "csubj:pass"]).is_some()
    }

    /// True of a passive, and of a participle after its noun: "the town bombed on Sunday".
    fn suffers(&self, verb: usize) -> bool {
        self.is_passive(verb) || self.penn(verb) == "VBN" && self.relation(verb) == "acl"
    }

    /// What a relative pronoun in a clause stands for; any other word itself.
    fn antecedent(&self, verb: usize, word: usize) -> usize {
        let is_relative = matches!(self.penn(word), "WDT" | "WP") && self.label(verb) == "acl:relcl";
        self.head(verb).filter(|_| is_relative).unwrap_or(word)
    }

    /// A word and all that are joined to it by "and", "or" or commas, in order: "Russia and France" of "Russia".
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut first = word;
        while let Some(head) = self.head(first).filter(|_| self.relation(first) == "conj" && self.len() > first) {
            first = head;
        }
        let joined = |&other: &usize| {
            let mut at = other;
            for _ in 0..self.len() {
                match self.head(at) {
                    _ if at == first => return true,
                    Some(head) if self.relation(at) == "conj" => at = head,
                    _ => return false,
                }
            }
            false
        };
        (0..self.len()).filter(joined).collect()
    }

    /// What explains a noun beside it: "spokesman" of "Kirby, a State Department spokesman", and "Kirby" of "spokesman Kirby".
    pub fn appositions(&self, noun: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(noun).filter(|&child| matches!(self.label(child), "appos" | "nmod:desc"))
    }

    /// The words that make up a name or compound with its last or first word as head: "State Department" of "Department". In order.
    pub fn name(&self, noun: usize) -> Vec<usize> {
        let part = |&other: &usize| {
            other == noun
                || self.head(other) == Some(noun)
                    && matches!(self.relation(other), "flat" | "compound" | "fixed" | "nummod" | "amod")
        };
        (0..self.len()).filter(part).collect()
    }
}
