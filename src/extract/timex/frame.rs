//! What the words of a temporal expression say, part by part, before anybody asks which day that is.
//!
//! A frame holds a small number for each slot that some word filled. Frames of neighbouring expressions unite where they do not
//! contradict each other ("5 p.m." and "Nov. 9"). Not here: how words fill slots (`grammar`), what a frame means (`resolve`).

/// Declares an enum whose variants have names in data files and numbers in frames.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $name { $($(#[$item])* $variant,)+ }

        impl $name {
            const ALL: &'static [(&'static str, $name)] = &[$(($text, $name::$variant),)+];

            /// The value of this name in data files.
            pub(crate) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(text, _)| *text == name).map(|&(_, value)| value)
            }

            /// The value that stands in a frame as `number`.
            #[allow(dead_code, reason = "not every kind of value is read back from frames")]
            pub(crate) fn at(number: i32) -> Option<Self> {
                usize::try_from(number).ok().and_then(|at| Self::ALL.get(at)).map(|&(_, value)| value)
            }
        }
    };
}

named! {
    /// One thing a word can say.
    Slot {
        /// -1 before Christ, 1 after.
        Era = "era",
        /// Ordinal number of a century: 19 for 1801 to 1900.
        Century = "century",
        /// First year of a decade: 1990; two digits where the century is left out: 90.
        Decade = "decade",
        /// A year of the calendar, as written.
        Year = "year",
        /// The last two digits of a year.
        ShortYear = "short-year",
        /// Half of a year, 1 or 2.
        Half = "half",
        /// Quarter of a year, 1 to 4.
        Quarter = "quarter",
        /// A [`Season`].
        Season = "season",
        /// Month, 1 to 12.
        Month = "month",
        /// Day of the month, 1 to 31.
        Day = "day",
        /// Day of the week, Monday 1 to Sunday 7.
        Weekday = "weekday",
        /// Index of a holiday in the language's table.
        Holiday = "holiday",
        /// A [`DayPart`].
        Part = "part",
        /// Hour, 0 to 24.
        Hour = "hour",
        /// Minute, 0 to 59.
        Minute = "minute",
        /// 0 before noon, 12 after: added to hours from 1 to 11.
        Meridiem = "meridiem",
        /// Minutes east of Greenwich.
        Zone = "zone",
        /// How many, in hundredths; below zero where the words are vague ("a few"), then the number, negated, that may stand for them.
        Number = "number",
        /// The upper end of "two to three", as `Number`.
        NumberTo = "number-to",
        /// The [`Unit`] that `Number` counts: "three days".
        Unit = "unit",
        /// Where a length leads: -1 back ("ago"), 1 forward ("later").
        Offset = "offset",
        /// The [`Unit`] of a period that is pointed at: "last week".
        Period = "period",
        /// Which period, weekday, month or season: -1 the one before ("last"), 0 this one, 1 the next.
        Shift = "shift",
        /// The [`Unit`] of a part of a longer period: "the second week of".
        Within = "within",
        /// 1 where the period ends with the anchor, not before it: "the past week".
        Trailing = "trailing",
        /// Which part, from 1; -1 for the last.
        Ordinal = "ordinal",
        /// The [`Base`] that `Shift` and `Offset` go from.
        Base = "base",
        /// A [`Modifier`].
        Modifier = "modifier",
        /// A [`Reference`].
        Reference = "reference",
        /// 1 where the expression says on which day the text was written.
        Written = "written",
    }
}

named! {
    /// Units of time, from short to long.
    Unit {
        Second = "second",
        Minute = "minute",
        Hour = "hour",
        Day = "day",
        Weekend = "weekend",
        Week = "week",
        Fortnight = "fortnight",
        Month = "month",
        Quarter = "quarter",
        Season = "season",
        Half = "half",
        Year = "year",
        Decade = "decade",
        Century = "century",
        Millennium = "millennium",
        /// Nobody says which: "a while".
        Some = "some",
    }
}

named! {
    /// Seasons as in the northern hemisphere.
    Season {
        Spring = "spring",
        Summer = "summer",
        Autumn = "autumn",
        Winter = "winter",
    }
}

named! {
    /// Parts of a day, as TIMEX3 knows them.
    DayPart {
        Morning = "morning",
        Midday = "midday",
        Afternoon = "afternoon",
        Evening = "evening",
        Night = "night",
        Daytime = "daytime",
        /// The night that ended on the morning of the day: "last night", "overnight".
        NightBefore = "night-before",
    }
}

named! {
    /// What a shift is counted from.
    Base {
        /// The day of the article: "ago".
        Article = "article",
        /// The date last mentioned: "later", "the following day".
        Text = "text",
    }
}

named! {
    /// Words that point at a time without naming it.
    Reference {
        /// "now".
        Present = "present",
        /// "recently".
        Past = "past",
        /// "soon".
        Future = "future",
    }
}

named! {
    /// What TIMEX3's attribute `mod` can say.
    Modifier {
        Start = "start",
        Mid = "mid",
        End = "end",
        FirstHalf = "first-half",
        SecondHalf = "second-half",
        Approximate = "approximate",
        LessThan = "less-than",
        MoreThan = "more-than",
        AtMost = "at-most",
        AtLeast = "at-least",
        Before = "before",
        After = "after",
        /// Earlier within the period, before the anchor: "earlier this year".
        Earlier = "earlier",
        /// Later within the period, after the anchor: "later this year".
        Later = "later",
    }
}

impl Modifier {
    /// The value of TIMEX3's `mod`.
    fn timex3(self) -> &'static str {
        match self {
            Modifier::Start | Modifier::FirstHalf | Modifier::Earlier => "START",
            Modifier::Mid => "MID",
            Modifier::End | Modifier::SecondHalf | Modifier::Later => "END",
            Modifier::Approximate => "APPROX",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::AtMost => "EQUAL_OR_LESS",
            Modifier::AtLeast => "EQUAL_OR_MORE",
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
        }
    }
}

/// Number of slots.
const SLOTS: usize = Slot::ALL.len();

/// The slots that the words of one expression filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    filled: u32,
    values: [i32; SLOTS],
}

impl Frame {
    /// The number in a slot.
    pub(crate) fn get(&self, slot: Slot) -> Option<i32> {
        self.has(slot).then(|| self.values[slot as usize])
    }

    /// True where a word filled the slot.
    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.filled & 1 << slot as u32 != 0
    }

    /// True where a word filled one of these.
    pub(crate) fn has_any(&self, slots: &[Slot]) -> bool {
        slots.iter().any(|&slot| self.has(slot))
    }

    /// Fills a slot, over what it held.
    pub(crate) fn set(&mut self, slot: Slot, value: i32) {
        self.filled |= 1 << slot as u32;
        self.values[slot as usize] = value;
    }

    /// Empties a slot.
    pub(crate) fn clear(&mut self, slot: Slot) {
        self.filled &= !(1 << slot as u32);
        self.values[slot as usize] = 0;
    }

    /// This frame with the slots of `other` that it does not fill itself.
    pub(crate) fn or(mut self, other: &Frame) -> Frame {
        for &(_, slot) in Slot::ALL {
            if let (false, Some(value)) = (self.has(slot), other.get(slot)) {
                self.set(slot, value);
            }
        }
        self
    }

    /// True where `other` says anything that this frame leaves open; what only repeats it is told anew.
    pub(crate) fn gains(&self, other: &Frame) -> bool {
        other.filled & !self.filled != 0
    }

    /// Both frames as one, or `None` where a slot is filled differently by each.
    pub(crate) fn unite(&self, other: &Frame) -> Option<Frame> {
        let agree = Slot::ALL.iter().all(|&(_, slot)| match (self.get(slot), other.get(slot)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        });
        agree.then(|| self.or(other))
    }

    /// TIMEX3's `mod`, if a word gives one.
    pub(crate) fn modifier_name(&self) -> Option<&'static str> {
        self.get(Slot::Modifier).and_then(Modifier::at).map(Modifier::timex3)
    }

    /// The unit in one of the slots that hold units.
    pub(crate) fn unit(&self, slot: Slot) -> Option<Unit> {
        self.get(slot).and_then(Unit::at)
    }
}

impl FromIterator<(Slot, i32)> for Frame {
    fn from_iter<I: IntoIterator<Item = (Slot, i32)>>(parts: I) -> Self {
        let mut frame = Frame::default();
        for (slot, value) in parts {
            frame.set(slot, value);
        }
        frame
    }
}
