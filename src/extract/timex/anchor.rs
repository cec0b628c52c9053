//! What dates are counted from at a place in a text: the article's day, the date last mentioned.
//!
//! Not here: what is counted (`resolve`), and where the verb looks (`tense`).

use super::Resolution;
use super::frame::Base;
use super::tense::Tense;
use crate::config::Style;
use crate::date::{Day, Grain, Period};

/// How many days after it was written a text may be filed.
const FILED_WITHIN: i64 = 7;

/// A period to count from, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) period: Period,
    pub(super) resolution: Resolution,
}

/// The anchors at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchors {
    /// The day of the article.
    pub(super) article: Day,
    /// Its time, in minutes from midnight, if it is known.
    pub(super) minute: Option<u32>,
    style: Style,
    /// The date last mentioned, asides apart.
    text: Option<Period>,
    /// A date that a history mentions in passing, until another one confirms that the history has gone there.
    aside: Option<Period>,
    /// True within the sentence that holds the aside.
    is_aside: bool,
    /// The day last mentioned, asides apart.
    day: Option<Period>,
    /// The days named in this sentence and in the one before it, the last of each.
    named: [Option<Period>; 2],
    /// The quarter or half last mentioned: what a business report is about.
    reported: Option<Period>,
    /// True where the report has gone on from that to several quarters: "the first nine months".
    is_longer: bool,
}

impl Anchors {
    pub(super) fn new(article: Day, style: Style) -> Self {
        Anchors {
            article,
            minute: None,
            style,
            text: None,
            aside: None,
            is_aside: false,
            day: None,
            named: [None; 2],
            reported: None,
            is_longer: false,
        }
    }

    /// How the text is told.
    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// Takes note of a date mentioned in the text.
    pub(super) fn mention(&mut self, period: Period, resolution: Resolution) {
        if period.grain() == Grain::Day {
            self.named[0] = Some(period);
        }
        if self.style == Style::Narrative && resolution == Resolution::Explicit && self.is_beside_the_point(period) {
            self.aside = Some(period);
            self.is_aside = true;
            return;
        }
        if resolution == Resolution::Explicit || !self.is_aside {
            self.aside = None;
            self.is_aside = false;
            self.text = Some(period);
            self.day = Some(period).filter(|period| period.grain() == Grain::Day).or(self.day);
        }
        // Business news reports on the last quarter that is over, or on the running one, never on those it compares with.
        let recent = (0..300).contains(&self.article.days_since(period.start()));
        let over = |period: Period| period.end() < self.article;
        let comes_first =
            self.reported.is_none_or(|known| over(period) && period.start() >= known.start() || !over(known));
        if matches!(period.grain(), Grain::Quarter | Grain::Half) {
            self.is_longer = false;
            if recent && comes_first {
                self.reported = Some(period);
            }
        }
    }

    /// Takes note that the text is about another period than its last mention seemed to be.
    pub(super) fn report_on(&mut self, period: Period) {
        self.text = Some(period);
        if period.grain() == Grain::Quarter {
            self.reported = Some(period);
        }
    }

    /// Takes note of a length of so many months. A report on several whole quarters compares with the year before, not with a quarter of it.
    pub(super) fn mention_months(&mut self, months: i32) {
        self.is_longer |= self.reported.is_some() && months > 3 && months % 3 == 0;
    }

    /// True of a date far from where the history is, or a bare year before it, that nothing has confirmed yet.
    fn is_beside_the_point(&self, period: Period) -> bool {
        let year = |period: Period| period.start().year();
        let near = |other: Period, years: i32| (year(period) - year(other)).abs() <= years;
        let Some(text) = self.text else { return false };
        let flashback = period.grain() >= Grain::Year && year(period) < year(text);
        (flashback || !near(text, 10)) && !self.aside.is_some_and(|aside| near(aside, 1))
    }

    /// The anchors within words that were spoken on this day. Nobody speaks of today after the article.
    pub(super) fn spoken_on(self, day: Period) -> Self {
        if self.tells_on() {
            return Anchors { text: Some(day), ..self };
        }
        if day.start() > self.article { self } else { Anchors { article: day.start(), minute: None, ..self } }
    }

    /// Takes note of the day on which the text says that it was written, before it names any other. Articles are filed some days after that,
    /// never before.
    pub(super) fn date(&mut self, day: Period) {
        let days = self.article.days_since(day.start());
        if self.text.is_none() && day.grain() == Grain::Day && (1..=FILED_WITHIN).contains(&days) {
            self.article = day.start();
            self.minute = None;
        }
    }

    /// The anchors at the second end of a range that begins with this period.
    pub(super) fn onward_from(self, first: Period) -> Self {
        Anchors { article: first.start(), minute: None, text: Some(first), is_aside: false, ..self }
    }

    /// Takes note that a sentence begins.
    pub(super) fn begin_sentence(&mut self) {
        self.is_aside = false;
        self.named = [None, self.named[0]];
    }

    /// The day that a clock without one has from the text: the last of its sentence, or of the one before, unless the verb looks ahead of the
    /// article and that day does not.
    pub(super) fn day_of_clock(&self, tense: Tense) -> Option<Period> {
        let fits =
            |day: &Period| if tense.looks_ahead() { day.start() >= self.article } else { day.start() <= self.article };
        let before = self.named[1].filter(fits);
        self.named[0].or(before)
    }

    /// True until a date was mentioned.
    pub(super) fn is_lost(&self) -> bool {
        self.style == Style::Narrative && self.text.is_none()
    }

    /// True where the text tells a history, each date from the one before.
    pub(super) fn tells_on(&self) -> bool {
        self.style == Style::Narrative && self.text.is_some()
    }

    /// What to count from, given what the words ask for.
    pub(super) fn base(&self, wanted: Option<Base>) -> Anchor {
        let from_text = match wanted {
            Some(Base::Text) => true,
            Some(Base::Article) => self.style == Style::Narrative,
            None => self.style == Style::Narrative,
        };
        let text = if self.is_aside { self.aside } else { self.text };
        match text.filter(|_| from_text) {
            Some(period) => Anchor { period, resolution: Resolution::Text },
            None => Anchor { period: Period::day(self.article), resolution: Resolution::Article },
        }
    }

    /// What is counted from, in days or in anything longer.
    pub(super) fn base_in(&self, days: bool, wanted: Option<Base>) -> Anchor {
        if days { self.base_of_days(wanted) } else { self.base(wanted) }
    }

    /// The same for what is counted in days: from the day last mentioned where the text has since spoken of a longer period only.
    fn base_of_days(&self, wanted: Option<Base>) -> Anchor {
        let base = self.base(wanted);
        match self.day {
            Some(day) if base.resolution == Resolution::Text && base.period.grain() > Grain::Day => {
                Anchor { period: day, ..base }
            }
            _ => base,
        }
    }

    /// The year that two-digit years are near.
    pub(super) fn year(&self) -> i32 {
        self.base(None).period.start().year()
    }

    /// What news compares with the year before: the quarter it reports on, or else the day or month just mentioned.
    pub(super) fn compared(&self, wanted: Option<Base>) -> Option<Period> {
        let mentioned = self.text.filter(|text| wanted == Some(Base::Text) && text.grain() <= Grain::Month);
        let reported =
            self.reported.map(|quarter| if self.is_longer { Period::of(self.article, Grain::Year) } else { quarter });
        reported.or(mentioned).filter(|_| self.style == Style::News)
    }

    /// The quarter that a report in another year is compared with: none where it speaks of several.
    pub(super) fn compared_quarter(&self) -> Option<Period> {
        self.quarter().filter(|_| !self.is_longer)
    }

    /// The quarter that "the quarter" means where words are counted from the text.
    pub(super) fn quarter(&self) -> Option<Period> {
        self.reported.filter(|period| period.grain() == Grain::Quarter)
    }
}
