//! No text breaks the tagger, however long or strange. Not here: what sensible texts mean.

use super::tag;
use dateline::config::Style;
use proptest::prelude::*;

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
        "“today” on Monday ",
    ] {
        tag(&unit.repeat(20_000), Style::News);
    }
    // What a scan from each word to the end of its run would not survive.
    for unit in ["a-", "a.b", "a'", "'a ", "“a ", "1,1.", "a@"] {
        tag(&unit.repeat(200_000), Style::News);
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
