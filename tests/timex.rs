//! Temporal expressions from outside: no text breaks the tagger, time stays linear in its length, spans fit, intervals are right.

use dateline::config::Style;
use dateline::content::Prose;
use dateline::date::Day;
use dateline::extract::timex::{Progress, Tagger, Timex};
use dateline::lang::{Language, Reading, Vocabulary};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<(Tagger, Vocabulary)> = LazyLock::new(|| {
    let language = Language::find("en").unwrap();
    let mut vocabulary = language.vocabulary();
    let tagger = Tagger::new(&language, &mut vocabulary).unwrap();
    (tagger, vocabulary)
});

/// What is found in a text of Wednesday 18 November 2015.
fn tag(text: &str, style: Style) -> Vec<Timex> {
    let (tagger, vocabulary) = &*ENGLISH;
    let prose = Prose::plain(text);
    let reading = Reading::new(&prose.text, &prose.blocks, vocabulary);
    tagger.tag(&prose.text, &reading, Day::new(2015, 11, 18).unwrap(), style)
}

/// The interval of the only expression of a sentence.
fn interval(text: &str) -> String {
    let found = tag(text, Style::News);
    match &found[..] {
        [timex] => timex.when.map_or("none".to_owned(), |when| when.to_string()),
        _ => format!("{found:?}"),
    }
}

#[test]
fn intervals_are_as_wide_as_the_words() {
    for (text, wanted) in [
        ("It fell in the last few days.", "2015-11-15/2015-11-18"),
        ("It fell last week.", "2015-11-09/2015-11-15"),
        ("It fell in recent weeks.", "2015-10-21/2015-11-18"),
        ("It fell this month.", "2015-11-01/2015-11-18"),
        ("It fell on Wednesday.", "2015-11-18"),
        ("It fell on Friday.", "2015-11-13"),
        ("It will fall on Friday.", "2015-11-20"),
        ("It fell three years ago.", "2012"),
        ("It lasted two days.", "none"),
    ] {
        assert_eq!(interval(text), wanted, "{text}");
    }
}

#[test]
fn a_history_counts_from_the_date_it_has_reached() {
    let found = tag("On 3 May 1916 they met. Two days later they parted. On 9 June they met again.", Style::Narrative);
    let values: Vec<_> = found.iter().map(|timex| timex.value.as_str()).collect();
    assert_eq!(values, ["1916-05-03", "1916-05-05", "1916-06-09"]);
}

#[test]
fn a_text_read_in_pieces_gives_what_it_gives_as_a_whole() {
    let text = "On 3 May 1916 they met. Two days later they parted.";
    let (tagger, vocabulary) = &*ENGLISH;
    let mut progress = Progress::new(Day::new(2015, 11, 18).unwrap(), Style::Narrative);
    let mut found = Vec::new();
    for piece in text.split_inclusive(". ") {
        let prose = Prose::plain(piece);
        let reading = Reading::new(piece, &prose.blocks, vocabulary);
        tagger.tag_sentences(piece, &reading, usize::MAX, &mut progress, &mut found);
    }
    let values = |found: &[Timex]| found.iter().map(|timex| timex.value.clone()).collect::<Vec<_>>();
    assert_eq!(values(&found), values(&tag(text, Style::Narrative)));
}

#[test]
fn repetition_of_any_kind_is_read_to_its_end() {
    for unit in [
        "last ",
        "the next two to ",
        "\"'“",
        "1 ",
        "early late mid ",
        "May 1 - ",
        "two hundred and ",
        "Monday, ",
        "in the year ",
    ] {
        tag(&unit.repeat(20_000), Style::News);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_text_breaks_the_tagger(
        text in "(\\PC|last|next|two|May|Nov\\.|18|2015|[-/:,.']| |year|week|ago|the|of|Monday|p\\.m\\.|BC|99999999|quarter){0,40}",
        narrative in any::<bool>(),
    ) {
        let mut end = 0;
        for timex in tag(&text, if narrative { Style::Narrative } else { Style::News }) {
            prop_assert!(timex.span.start >= end && !timex.span.of(&text).is_empty());
            if let Some(when) = timex.when {
                prop_assert!(when.earliest.is_none() || when.latest.is_none() || when.earliest <= when.latest);
            }
            end = timex.span.end;
        }
    }
}
