//! Temporal expressions from outside: values, intervals and what is left alone. Texts made to break the tagger stand in `timex/hostile.rs`.

use dateline::config::{DateOrder, Style};
use dateline::content::Prose;
use dateline::date::Day;
use dateline::extract::timex::{Progress, Tagger, Timex};
use dateline::lang::{Language, Reading, Vocabulary};
use std::sync::LazyLock;

#[path = "timex/hostile.rs"]
mod hostile;

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
        ("It fell in the past 24 hours.", "2015-11-17/2015-11-18"),
        ("It fell in the first half of October.", "2015-10-01/2015-10-15"),
        ("It rose over the past week.", "2015-11-11~/2015-11-18~"),
        ("Nine days later, the mayor was shot.", "../2015-11-18"),
        ("The town was founded in the 1st century.", "0000/0099"),
        ("It fell during Ramadan.", "2015-06-18~/2015-07-17~"),
    ] {
        assert_eq!(interval(text), wanted, "{text}");
    }
}

/// The values of expressions.
fn values(found: &[Timex]) -> Vec<&str> {
    found.iter().map(|timex| timex.value.as_str()).collect()
}

/// Asserts the values of each text, in one line.
fn assert_values(style: Style, texts: &[(&str, &str)]) {
    for (text, wanted) in texts {
        assert_eq!(values(&tag(text, style)).join(" "), *wanted, "{text}");
    }
}

#[test]
fn dates_that_bound_an_interval_say_so() {
    for (text, wanted) in [
        ("They fought from 13 to 15 November.", "2015-11-13/2015-11-15"),
        ("They fought between Nov. 13 and Nov. 15.", "2015-11-13/2015-11-15"),
        ("They fought 13–15 November.", "2015-11-13/2015-11-15"),
        ("They fought from 2011 to 2013.", "2011/2013"),
        ("They have fought since Friday.", "2015-11-13/2015-11-18"),
        ("They will fight until Friday.", "../2015-11-20"),
        ("They fought from Saturday to Monday.", "2015-11-14/2015-11-16"),
        ("They will fight from Friday to Monday.", "2015-11-20/2015-11-23"),
        ("They talk from Tuesday to Thursday.", "2015-11-17/2015-11-19"),
        ("They have fought since January.", "2015-01-01/2015-11-18"),
        ("They have fought from September onwards.", "2015-09-01/2015-11-18"),
        ("It will stay shut through Friday.", "../2015-11-20"),
        ("They met from on or about May 1 through on or about May 5.", "2015-05-01~/2015-05-05~"),
        ("They fought on Friday and on Monday.", ""),
        ("They fought on 13 and 15 November.", ""),
        ("They fought through 1915.", ""),
        ("It fell from the first quarter to the second quarter of 2015.", "2015-01/2015-06"),
    ] {
        let found = tag(text, Style::News);
        let range = |timex: &Timex| timex.range.map_or(String::new(), |when| when.to_string());
        assert!(!found.is_empty() && found.iter().all(|timex| range(timex) == wanted), "{text}: {found:?}");
    }
}

/// The interval of the first expression of a text, and that of the last.
fn intervals(text: &str, style: Style) -> String {
    let found = tag(text, style);
    let days = |timex: Option<&Timex>| timex.and_then(|timex| timex.when).map_or("none".to_owned(), |d| d.to_string());
    format!("{} {}", days(found.first()), days(found.last()))
}

#[test]
fn what_a_date_bounds_is_as_long_as_the_words() {
    for (text, wanted) in [
        ("In the quarter ended July 31 profit fell.", "2015-05/2015-07 2015-07-31"),
        ("In the second quarter ended Oct. 31 profit fell.", "2015-08/2015-10 2015-10-31"),
        ("In the fiscal year ended June 30, 2015, profit fell.", "2014-07/2015-06 2015-06-30"),
        ("In the three months ended Sept. 30 profit fell.", "2015-07/2015-09 2015-09-30"),
        ("In the six months to June 2015 profit fell.", "2015-01/2015-06 2015-06"),
        ("In the week to October 25 profit fell.", "2015-10-19/2015-10-25 2015-10-25"),
        ("They put it off by a month to September 2015.", "none 2015-09"),
        ("In the 12 months to March profit fell.", "2014-04/2015-03 2015-03"),
    ] {
        assert_eq!(intervals(text, Style::News), wanted, "{text}");
    }
    for (text, wanted) in [
        ("In the first nine months of 2014 profit fell.", "2014-01/2014-09 2014"),
        ("In the last three months of 2014 profit fell.", "2014-10/2014-12 2014"),
        ("Over the last two weeks of October profit fell.", "2015-10-18/2015-10-31 2015-10"),
        ("Over the last two weeks profit fell.", "2015-11-04/2015-11-18 2015-11-04/2015-11-18"),
        ("Over the last 1.5 days profit fell.", "2015-11-16/2015-11-18 2015-11-16/2015-11-18"),
        ("Profit fell in the final days of 2014.", "2014-12-27~/2014-12-31~ 2014-12-27~/2014-12-31~"),
        ("Profit fell in the second half of October.", "2015-10-16/2015-10-31 2015-10-16/2015-10-31"),
    ] {
        assert_eq!(intervals(text, Style::News), wanted, "{text}");
    }
    let values = "2015-Q2 2015-07-31 2014-Q2";
    assert_values(Style::News, &[("In the quarter ended July 31 sales fell from a year earlier.", values)]);
}

#[test]
fn a_length_counted_from_what_happened_has_a_date_where_the_text_gives_one() {
    for (text, style, wanted) in [
        ("Two days after the raid of 13 November police struck.", Style::News, "2015-11-15 2015-11-13"),
        ("Two days before talks began on Monday, they met.", Style::News, "2015-11-14 2015-11-16"),
        ("Two weeks after the raid of 2 October, police struck.", Style::News, "2015-10-16 2015-10-02"),
        // On which day of October nobody says.
        ("Two days after the raid in October, police struck.", Style::News, "none 2015-10"),
        ("They had waited two days after the raid of 13 November.", Style::News, "none 2015-11-13"),
        ("The raid came on November 13, two days after talks failed.", Style::News, "2015-11-13 2015-11-13"),
        ("He left on 3 May 1916. Two days after the raid, he died.", Style::Narrative, "1916-05-03 1916-05-05~"),
        ("Two days before the anniversary of the raid of 5 June, they met.", Style::News, "none 2015-06-05"),
        // On which day of that year nobody says.
        ("It fell in 2014. The next day he left.", Style::News, "2014 2014~"),
        // When it happened nobody says, or the words tell how long, not when.
        ("Two days after the raid, police struck.", Style::News, "none none"),
        ("They searched for two days after the raid of 13 November.", Style::News, "none 2015-11-13"),
    ] {
        assert_eq!(intervals(text, style), wanted, "{text}");
    }
}

#[test]
fn a_clock_without_a_day_has_that_of_its_sentence_or_of_the_one_before() {
    let texts = [
        ("On Friday the court sat; at 5 p.m. it rose.", "2015-11-13 2015-11-13T17:00"),
        ("It fell at 9:20 p.m. local time (2020 GMT) on Friday.", "2015-11-13T21:20 2015-11-13T20:20 2015-11-13"),
        ("They met from 10 a.m. to 4 p.m. on Monday.", "2015-11-16T10:00 2015-11-16T16:00"),
        ("On 12 May 2014 he left. At 10 p.m. he came back.", "2014-05-12 2014-05-12T22:00"),
        ("On 12 May 2014 he left. It will open at 10 p.m.", "2014-05-12 2015-11-18T22:00"),
        ("At 5 p.m. the court rose.", "2015-11-18T17:00"),
        ("They will meet on Monday. At 5 p.m. the court rose.", "2015-11-23 2015-11-18T17:00"),
        ("On Monday crowds came; by nightfall they had gone.", "2015-11-16 2015-11-16TEV"),
        ("It opens every Friday between noon and 2 p.m.", "XXXX-WXX-5 XXXX-XX-XXT12:00 XXXX-XX-XXT14:00"),
    ];
    assert_values(Style::News, &texts);
}

#[test]
fn days_in_a_list_share_the_month_that_the_last_one_names() {
    let texts = [
        ("They met on 1, 3 and 5 November.", "2015-11-01 2015-11-03 2015-11-05"),
        (
            "They met on 30, 31 October and 2, 4, 6 November 2014.",
            "2015-10-30 2015-10-31 2014-11-02 2014-11-04 2014-11-06",
        ),
        ("They lost 14 men, 3 of them on 5 November.", "2015-11-05"),
        ("Ann Smith, 3, 5 November.", "2015-11-05"),
        ("They met in room 4, 5 November.", "2015-11-05"),
        ("They met on 14, 5 and 6 November.", "2015-11-05 2015-11-06"),
    ];
    assert_values(Style::News, &texts);
}

#[test]
fn a_dateline_says_from_which_day_words_are_counted() {
    let texts = [
        ("RAQQA, Nov. 16 (Agency) -- Jets struck today.", "2015-11-16 2015-11-16"),
        ("Jets struck\n\nPARIS, Nov. 16 (Agency) -- Jets struck today.", "2015-11-16 2015-11-16"),
        // In the middle of a text it is the date of something else, as it is behind anything but a place.
        (
            "Jets struck. It was a raid. It was long. So he said.\n\nPARIS, Nov. 16 (Agency) -- Jets struck today.",
            "2015-11-16 2015-11-18",
        ),
        ("Jets struck the town, Nov. 16 (Agency) -- and jets struck today.", "2015-11-16 2015-11-18"),
        // What is a week old or more is not when the text was written.
        ("RAQQA, Nov. 1 (Agency) -- Jets struck today.", "2015-11-01 2015-11-18"),
    ];
    assert_values(Style::News, &texts);
}

#[test]
fn the_time_of_a_clock_has_the_zone_that_the_text_names() {
    for (text, value, time) in [
        ("It fell at 15:00 GMT Saturday.", "2015-11-14T15:00", Some("2015-11-14T15:00:00Z")),
        ("It fell at 5 p.m. EST on Monday.", "2015-11-16T17:00", Some("2015-11-16T17:00:00-05:00")),
        ("It fell at 5 p.m. on Monday.", "2015-11-16T17:00", Some("2015-11-16T17:00:00")),
        ("It fell at midnight on Monday.", "2015-11-16T24:00", Some("2015-11-17T00:00:00")),
        ("It fell on Monday morning.", "2015-11-16TMO", None),
        ("It fell at 2015-11-14T15:00:30Z.", "2015-11-14T15:00", Some("2015-11-14T15:00:00Z")),
        ("It fell at 2015-11-14T15:00:30+01:00.", "2015-11-14T15:00", Some("2015-11-14T15:00:00+01:00")),
        ("It fell at 2015-11-14T15:00-05:30.", "2015-11-14T15:00", Some("2015-11-14T15:00:00-05:30")),
        ("It fell at 15:00 GMT+2 on Saturday.", "2015-11-14T15:00", Some("2015-11-14T15:00:00+02:00")),
        ("It fell at 141500Z NOV 15.", "2015-11-14T15:00", Some("2015-11-14T15:00:00Z")),
        ("It fell at 1500 GMT on Saturday.", "2015-11-14T15:00", Some("2015-11-14T15:00:00Z")),
    ] {
        let found = tag(text, Style::News);
        let got: Vec<_> = found.iter().map(|timex| (timex.value.as_str(), timex.time.as_deref())).collect();
        assert_eq!(got, [(value, time)], "{text}");
    }
}

#[test]
fn the_verb_shows_whether_a_day_lies_behind_or_ahead() {
    let texts = [
        ("The summit opens on Monday.", "2015-11-23"),
        ("The election is on Sunday.", "2015-11-22"),
        ("On Monday the fair opens.", "2015-11-23"),
        ("Until Thursday, they had not called him a suspect.", "2015-11-12"),
        ("On Monday, the minister said he will resign.", "2015-11-16"),
        ("He is expected in court on Thursday.", "2015-11-19"),
        ("He will resign, his office said Tuesday.", "2015-11-17"),
        ("A march planned on Friday was called off.", "2015-11-13"),
        ("The fair runs through Sunday.", "2015-11-22"),
        ("He resigned in January.", "2015-01"),
        ("In January, days after the vote on the budget in the city, a bomb exploded.", "2015-01"),
        ("It would still be held in the capital in January.", "2016-01"),
        ("Groups were planning to march to the ministry in the capital on Monday.", "2015-11-23"),
        ("They met over the weekend.", "2015-W46-WE"),
        ("From Monday until Tuesday there was no power.", "2015-11-16 2015-11-17"),
        ("March 5 - The council meets in the city.", "2015-03-05"),
        ("It was the worst since the week to February 25.", "P1W 2015-02-25"),
        ("The town was held by rebels until late September.", "2015-09"),
        ("He failed to meet them on October 28, as planned.", "2015-10-28"),
        ("It is the worst since the Jan. 7 attack.", "2015-01-07"),
        ("Crowds told of the 7 January attacks and the Boxing Day tsunami.", "2015-01-07 2014-12-26"),
        ("They will meet over the weekend.", "2015-W47-WE"),
        ("The works are to be completed in January.", "2016-01"),
        ("The line will double the number of its flights between the islands by August.", "2016-08"),
    ];
    assert_values(Style::News, &texts);
}

#[test]
fn the_next_day_follows_a_day_though_a_year_was_mentioned_since() {
    let text = "They met on Monday. He has led the party since 1990. The next morning he resigned.";
    assert_values(Style::News, &[(text, "2015-11-16 1990 2015-11-17TMO")]);
}

#[test]
fn weeks_from_a_day_lead_to_a_day() {
    let texts = [
        ("It fell two weeks after Nov. 1.", "2015-11-15"),
        ("It fell two weeks ago.", "2015-W45"),
        ("It will fall a week from Monday.", "2015-11-30"),
        ("It will fall a year from now.", "2016"),
        ("It fell on the last Friday of October 2014.", "2014-10-31"),
        ("It fell a year ago today.", "2014-11-18"),
        ("It fell half a century ago.", "196"),
    ];
    assert_values(Style::News, &texts);
}

#[test]
fn news_of_several_quarters_compares_with_the_year_before() {
    let text =
        "Profit rose in the third quarter from a year earlier. In the first nine months it fell from a year earlier.";
    assert_values(Style::News, &[(text, "2015-Q3 2014-Q3 P9M 2014")]);
}

#[test]
fn words_in_quotations_are_counted_from_the_day_of_speaking() {
    for (text, wanted) in [
        ("\"We will vote tomorrow,\" the minister told them on Monday.", "2015-11-17"),
        ("On Monday he said: \"They bombed us yesterday.\"", "2015-11-15"),
        ("\"We left yesterday,\" said a man who had come on Monday.", "2015-11-17"),
        ("\"We left yesterday,\" he said.", "2015-11-17"),
        ("They left yesterday, he said on Monday.", "2015-11-17"),
    ] {
        let found = tag(text, Style::News);
        assert!(values(&found).contains(&wanted), "{text}: {found:?}");
    }
    assert_values(Style::News, &[("\"We will vote tomorrow,\" he said on Monday.", "2015-11-17 2015-11-16")]);
}

#[test]
fn hours_are_counted_from_the_time_of_the_text() {
    let (tagger, vocabulary) = &*ENGLISH;
    let text = "It fell an hour ago, another half an hour ago, the first 16 hours ago, one this morning.";
    let reading = Reading::new(text, &Prose::plain(text).blocks, vocabulary);
    let mut progress = Progress::new(Day::new(2015, 11, 18).unwrap(), Style::News).at(15, 10);
    let mut found = Vec::new();
    tagger.tag_sentences(text, &reading, usize::MAX, &mut progress, &mut found);
    assert_eq!(values(&found), ["2015-11-18T14:10", "2015-11-18T14:40", "2015-11-17T23:10", "2015-11-18TMO"]);
}

#[test]
fn dates_in_digits_follow_the_order_of_the_site_unless_only_one_is_possible() {
    let (tagger, vocabulary) = &*ENGLISH;
    let text = "Of 11/10/2015, 18/11/2015, 11/18/2015 and 5/6/15.";
    let reading = Reading::new(text, &Prose::plain(text).blocks, vocabulary);
    let day = Day::new(2015, 11, 18).unwrap();
    for (order, wanted) in [
        (DateOrder::MonthDay, ["2015-11-10", "2015-11-18", "2015-11-18", "2015-05-06"]),
        (DateOrder::DayMonth, ["2015-10-11", "2015-11-18", "2015-11-18", "2015-06-05"]),
    ] {
        let found = tagger.clone().with_date_order(order).tag(text, &reading, day, Style::News);
        assert_eq!(values(&found), wanted);
    }
}

#[test]
fn what_only_looks_like_a_date_is_left_alone() {
    for text in [
        "T-72 tanks, a Su-35, an S-300 battery, B-52s and AK-47s came.",
        "They won 3-1, lost 2-0 and drew 21-21.",
        "Call 555-1998 or +44 20 7946 0958.",
        "It cost $2,000, £1990 or 2015 dollars.",
        "Version 2.0.15 of Windows 2000, iOS 9.1 and Ubuntu 15.10 came.",
        "Flight 1990, room 1945, resolution 1973, Route 1966 and Section 1983.",
        "Some 2,000 troops, 1500 soldiers and 1,800 fighters left.",
        "He may go, they march on, the sun rose, prices fall and a spring broke.",
        "Theresa May and Jan Kavan met Sun Tzu, who sat second.",
        "The 82nd Airborne, the 1st Army and the 101st Division came.",
        "He read the Sunday Times, the Daily Mail and the New York Daily News.",
        "He saw it on ABC's This Week.",
        "He ran it in 2:05:30.",
        "On election day and in the Prague Spring Mr. June met Dr. Winter.",
        "They read Luke 9:11 in USA Today; it was the second raid in as many days.",
    ] {
        let found = tag(text, Style::News);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_history_counts_from_the_date_it_has_reached() {
    let text = "On 3 May 1916 they met. Two days later they parted. On 9 June they met again.";
    assert_values(Style::Narrative, &[(text, "1916-05-03 1916-05-05 1916-06-09")]);
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
    assert_eq!(values(&found), values(&tag(text, Style::Narrative)));
}

#[test]
fn a_day_that_opens_a_piece_of_a_text_does_not_date_the_next_piece() {
    let pieces =
        ["Friday 13 November. Police raided several houses in the town and made arrests.", "They left yesterday."];
    let (tagger, vocabulary) = &*ENGLISH;
    let mut progress = Progress::new(Day::new(2015, 11, 18).unwrap(), Style::News);
    let mut found = Vec::new();
    for piece in pieces {
        let reading = Reading::new(piece, &Prose::plain(piece).blocks, vocabulary);
        tagger.tag_sentences(piece, &reading, usize::MAX, &mut progress, &mut found);
    }
    assert_eq!(values(&found).last(), Some(&"2015-11-17"));
}
