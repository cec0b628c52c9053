//! The place of an act that its own words do not give: where the text around it is.
//!
//! A report goes on at the place it has reached until it names another. So an act without a place takes, in this order, a place named in
//! its sentence, that of what was told just before, that of the nearest other act, and the place that the article speaks of most. Acts
//! that did not happen, or are only spoken of, take one from their own sentence, or the country that the article is about. Not here:
//! places that an act's own words give.

use super::located;
use crate::atlas::Country;
use crate::config::Frame;
use crate::extract::Status;
use crate::extract::draft::{Draft, Naming, Part};
use crate::extract::grammar::Traits;
use crate::extract::names::{self, Cast, Chunk, Sort};
use crate::extract::roles;
use crate::extract::scene::Scene;
use crate::lang::Capital;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;

/// Sentences over which a place that was named stays the place of what follows.
const BREATH: usize = 3;

/// Gives acts without a place that of the text around them. `drafts` stand in the order of the text.
pub(in crate::extract) fn settle(scene: &Scene, cast: &Cast, drafts: &mut [Draft]) {
    let acts: Vec<usize> = (0..drafts.len()).filter(|&at| drafts[at].frame == Frame::Act).collect();
    if acts.iter().all(|&at| drafts[at].place.is_some()) {
        return;
    }
    let named = |draft: &&Draft| draft.frame == Frame::Speech && draft.trigger.is_attribution();
    let sources = drafts.iter().rev().filter(named).map(|draft| (draft.sentence, draft.trigger.tokens.start)).collect();
    let surroundings = Surroundings { scene, cast, sources, favourites: OnceCell::new(), countries: OnceCell::new() };
    let mut nearest = acts.iter().copied().find(|&at| drafts[at].place.is_some());
    for number in 0..acts.len() {
        let at = acts[number];
        if drafts[at].place.is_none() {
            let place = surroundings.place(drafts, &acts, number, nearest);
            drafts[at].place = place.map(|place| Part { naming: Naming::Around, ..place });
        }
        if drafts[at].place.is_some() {
            nearest = Some(at);
        }
    }
}

struct Surroundings<'a> {
    scene: &'a Scene<'a>,
    cast: &'a Cast<'a>,
    /// Where sentences begin to name their source: "according to the ministry in Paris".
    sources: FxHashMap<usize, usize>,
    /// Places and countries with how often the article names them, most first.
    favourites: OnceCell<Vec<(usize, &'a Chunk)>>,
    /// In which country each of these lies.
    countries: OnceCell<Vec<Option<Country>>>,
}

impl<'a> Surroundings<'a> {
    /// The place of the act that is `acts[number]`. `nearest` is the act with a place that stands last before it, or first behind it.
    fn place(&self, drafts: &[Draft], acts: &[usize], number: usize, nearest: Option<usize>) -> Option<Part> {
        let draft = &drafts[acts[number]];
        let place = |at: usize, rule| drafts[at].place.as_ref().map(|place| place.elsewhere(rule));
        let beside = |at: &usize| drafts[*at].sentence == draft.sentence;
        // Of "the bombing was revenge for air strikes in Kunduz", the place is that of the strikes alone.
        let earlier = acts[..number].iter().rev().take_while(|at| beside(at));
        let later = acts[number + 1..].iter().take_while(|at| beside(at));
        let here = earlier.filter_map(|&at| place(at, "place-beside")).next();
        let taken = here.is_some() || later.map(|&at| &drafts[at].place).any(Option::is_some);
        let own = || self.in_sentence(draft.sentence, Some(draft.trigger.tokens.start)).filter(|_| !taken);
        // "Attacks shook the region": which, and where, is open.
        let general = draft.general;
        let happened = !general && matches!(draft.status, Status::Happened | Status::Claimed);
        let before = || self.before(drafts, &acts[..number], draft);
        // "Jets bombed a camp for the first time since the attacks in Paris": those were elsewhere.
        let nearest = nearest.filter(|at| !beside(at) && !is_of_other_day(&drafts[*at], draft));
        let around = || before().or_else(|| place(nearest?, "place-of-nearest")).or_else(|| self.of_article());
        let country = || self.country(draft);
        let abroad = || if general { None } else { country() };
        here.or_else(own).or_else(|| if happened { around() } else { None }).or_else(abroad)
    }

    /// Where the last sentences were.
    fn before(&self, drafts: &[Draft], acts: &[usize], draft: &Draft) -> Option<Part> {
        let first = draft.sentence.saturating_sub(BREATH);
        (first..draft.sentence).rev().find_map(|sentence| {
            // The first act of a sentence is what it is about.
            let near = acts.iter().rev().skip_while(|&&at| drafts[at].sentence > sentence);
            let told = near.take_while(|&&at| drafts[at].sentence == sentence);
            if told.clone().any(|&at| is_of_other_day(&drafts[at], draft)) {
                return None;
            }
            let place = told.filter_map(|&at| drafts[at].place.clone()).last();
            place.or_else(|| self.in_sentence(sentence, None)).map(|place| place.elsewhere("place-before"))
        })
    }

    /// A place that a sentence names: behind a preposition, else in any way.
    fn in_sentence(&self, sentence: usize, trigger: Option<usize>) -> Option<Part> {
        let tokens = &self.content(sentence, trigger)?;
        let behind = tokens.clone().find_map(|at| located(self.scene, self.cast, at, tokens.end));
        // "Kabul.": the words that open a paragraph.
        let alone = |chunk: &Chunk| {
            chunk.sort == Sort::Capital && chunk.tokens.end + 1 == tokens.end && chunk.tokens.start == tokens.start
        };
        let is_named = |chunk: &&Chunk| chunk.sort == Sort::Place || alone(chunk);
        let named = || self.scene.chunks_in(tokens).iter().find(is_named);
        let place = |chunk: &Chunk| roles::place(self.scene, self.cast, chunk, "place-in-sentence");
        let country = |part: &Part| part.location.and_then(|location| location.country);
        // "The port of Bari, on Italy's coast": the town says more.
        match behind {
            Some(wide) if wide.naming == Naming::StandIn => {
                Some(named().map(place).filter(|town| country(town) == country(&wide)).unwrap_or(wide))
            }
            behind => behind.or_else(|| named().map(place)),
        }
    }

    /// What a sentence tells, without who tells it and where he is: "A spokesman in Berlin said that two bombs went off". A trigger is of
    /// what is told.
    fn content(&self, number: usize, trigger: Option<usize>) -> Option<Range<usize>> {
        let scene = self.scene;
        let sentence = &scene.reading.sentences.get(number)?.tokens;
        if let Some(&according) = self.sources.get(&number) {
            let comma = || (according..sentence.end).find(|&at| scene.is_mark(at, ",")).unwrap_or(sentence.end);
            let before = trigger.is_some_and(|at| at < according);
            return Some(if before { sentence.start..according } else { comma()..sentence.end });
        }
        let says = |at: usize| scene.is(at, Traits::SPEECH) && scene.is_past(at) && !scene.is(at + 1, Traits::OFF);
        let said = sentence.clone().find(|&at| says(at) && scene.quotation_at(at).is_none());
        Some(match said {
            Some(said) if trigger.is_some_and(|at| at < said) => sentence.start..said,
            Some(said) => {
                let told = trigger.unwrap_or(sentence.end);
                (said..told).find(|&at| scene.is(at, Traits::THAT)).unwrap_or(said) + 1..sentence.end
            }
            None => sentence.clone(),
        })
    }

    /// The place that the article names most.
    fn of_article(&self) -> Option<Part> {
        let (_, chunk) = self.favourites().iter().find(|(_, chunk)| chunk.sort != Sort::Country)?;
        Some(roles::place(self.scene, self.cast, chunk, "place-of-article"))
    }

    /// The country that the article names most, other than that of the attacker; none where more of its places lie in a third.
    fn country(&self, draft: &Draft) -> Option<Part> {
        let attacker = draft.actor.as_ref().map_or("", |actor| actor.name.text.as_str());
        let other =
            |(_, chunk): &&(usize, &Chunk)| chunk.sort != Sort::Country || self.cast.chunk_name(chunk) != attacker;
        let countries = self.countries.get_or_init(|| {
            let country = |(_, chunk): &(usize, &Chunk)| names::locate(self.scene, chunk)?.country;
            self.favourites().iter().map(country).collect()
        });
        let all = || self.favourites().iter().zip(countries).filter(|(favourite, _)| other(favourite));
        let mut counts: FxHashMap<Country, usize> = FxHashMap::default();
        for ((times, _), country) in all() {
            country.iter().for_each(|country| *counts.entry(*country).or_default() += times);
        }
        let ((_, chunk), country) = all().find(|((_, chunk), _)| chunk.sort == Sort::Country)?;
        let most = counts.values().max()?;
        if counts.get(country.as_ref()?)? < most {
            return None;
        }
        Some(roles::place(self.scene, self.cast, chunk, "country-of-article"))
    }

    fn favourites(&self) -> &[(usize, &'a Chunk)] {
        self.favourites.get_or_init(|| {
            let scene = self.scene;
            // A capital from which the article is sent.
            let capital = |chunk: &Chunk| {
                let shouts = scene.token(chunk.tokens.start).is_some_and(|token| token.capital == Capital::All);
                chunk.sort == Sort::Capital && chunk.tokens.start == 0 && shouts
            };
            let places = scene.chunks.iter().filter(|c| matches!(c.sort, Sort::Place | Sort::Country) || capital(c));
            let mut counts: FxHashMap<(Option<u32>, &str), (usize, &Chunk)> = FxHashMap::default();
            for chunk in places {
                let unknown = if chunk.entity.is_none() { scene.span(&chunk.tokens).of(scene.text) } else { "" };
                counts.entry((chunk.entity, unknown)).or_insert((0, chunk)).0 += 1;
            }
            let mut counts: Vec<(usize, &Chunk)> = counts.into_values().collect();
            counts.sort_by_key(|&(count, chunk)| (Reverse(count), chunk.tokens.start));
            counts
        })
    }
}

/// True of two acts on days that words of the text give, and that differ: a diary goes from place to place.
fn is_of_other_day(a: &Draft, b: &Draft) -> bool {
    let told =
        |draft: &Draft| draft.dating.as_ref().filter(|dating| dating.reason.words.is_some()).map(|dating| dating.when);
    told(a).zip(told(b)).is_some_and(|(a, b)| !a.overlaps(b))
}
