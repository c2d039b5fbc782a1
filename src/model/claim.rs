//! A claim: what one source says about one edition. It has no arithmetic and no order: see
//! [`crate::analysis::comparable`] for the only way to compute with values.

mod bytes;

use std::num::NonZeroU32;

use super::interval::{Direction, Interval};
use super::vocabulary::{UnknownWord, vocabulary};

vocabulary! {
    /// What is counted.
    Measure {
        /// People taking part.
        Attendance = "attendance",
        /// Talks.
        Talks = "talks",
        /// Workshops.
        Workshops = "workshops",
        /// Panel discussions.
        Panels = "panels",
        /// Sessions of any kind.
        Sessions = "sessions",
        /// Exhibition stands.
        Exhibitions = "exhibitions",
        /// Stages.
        Stages = "stages",
        /// Parallel tracks.
        Tracks = "tracks",
        /// Messages sent by the audience.
        Messages = "messages",
        /// People taking part in an interaction such as a poll.
        Interactions = "interactions",
    }
}

vocabulary! {
    /// What a count of people is based on. Different bases have no difference, order or sum.
    Basis {
        /// Expected beforehand.
        Expected = "expected",
        /// Registered.
        Registered = "registered",
        /// Took part.
        Attended = "attended",
        /// Most viewers at one moment.
        PeakConcurrent = "peak-concurrent",
        /// The source does not say.
        NotStated = "not-stated",
    }
}

vocabulary! {
    /// Where the counted people were.
    Mode {
        /// In the hall.
        OnSite = "on-site",
        /// At a screen.
        Online = "online",
        /// Hall and screen together.
        HybridTotal = "hybrid-total",
    }
}

vocabulary! {
    /// What was counted as one.
    Unit {
        /// Each person once.
        Persons = "persons",
        /// Entries: one person may count on each day.
        Entries = "entries",
        /// Persons on each day.
        PerDay = "per-day",
        /// The source does not say.
        NotStated = "not-stated",
    }
}

vocabulary! {
    /// When the claim was made, seen from the event.
    Asserted {
        /// Before the event.
        Before = "before",
        /// On its days.
        During = "during",
        /// After it.
        After = "after",
    }
}

vocabulary! {
    /// How strongly a source names a topic.
    Weight {
        /// A main topic.
        Main = "main",
        /// Named beside others.
        Side = "side",
    }
}

/// The word a source puts before a figure, kept as the source writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Qualifier(u8);

/// Every accepted word, with the direction in which it opens and its English reading.
const QUALIFIERS: &[(&str, Direction, &str)] = &[
    ("rund", Direction::Around, "around"),
    ("etwa", Direction::Around, "about"),
    ("circa", Direction::Around, "circa"),
    ("ca.", Direction::Around, "c."),
    ("ungefähr", Direction::Around, "about"),
    ("über", Direction::Above, "over"),
    ("mehr als", Direction::Above, "more than"),
    ("mindestens", Direction::AtLeast, "at least"),
    ("knapp", Direction::Below, "just under"),
    ("fast", Direction::Below, "almost"),
    ("bis zu", Direction::AtMost, "up to"),
    ("maximal", Direction::AtMost, "at most"),
    ("around", Direction::Around, "around"),
    ("about", Direction::Around, "about"),
    ("over", Direction::Above, "over"),
    ("more than", Direction::Above, "more than"),
    ("at least", Direction::AtLeast, "at least"),
    ("just under", Direction::Below, "just under"),
    ("almost", Direction::Below, "almost"),
    ("up to", Direction::AtMost, "up to"),
];

const QUALIFIER_WORDS: &[&str] = &[
    "rund",
    "etwa",
    "circa",
    "ca.",
    "ungefähr",
    "über",
    "mehr als",
    "mindestens",
    "knapp",
    "fast",
    "bis zu",
    "maximal",
    "around",
    "about",
    "over",
    "more than",
    "at least",
    "just under",
    "almost",
    "up to",
];

impl Qualifier {
    /// Every accepted word.
    pub const WORDS: &'static [&'static str] = QUALIFIER_WORDS;

    /// The word as the source writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        QUALIFIERS[usize::from(self.0)].0
    }

    /// The word in English, for English charts.
    #[must_use]
    pub fn english(self) -> &'static str {
        QUALIFIERS[usize::from(self.0)].2
    }

    /// The word in German, for German charts: an English word is given its German reading.
    #[must_use]
    pub fn german(self) -> &'static str {
        match self.word() {
            "around" => "rund",
            "about" => "etwa",
            "over" => "über",
            "more than" => "mehr als",
            "at least" => "mindestens",
            "just under" => "knapp",
            "almost" => "fast",
            "up to" => "bis zu",
            word => word,
        }
    }

    /// Which way the word opens.
    #[must_use]
    pub fn kind(self) -> Direction {
        QUALIFIERS[usize::from(self.0)].1
    }
}

impl std::str::FromStr for Qualifier {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        QUALIFIERS
            .iter()
            .position(|(word, ..)| *word == text)
            .and_then(|index| u8::try_from(index).ok())
            .map(Self)
            .ok_or_else(|| UnknownWord { found: text.to_owned(), allowed: QUALIFIER_WORDS })
    }
}

impl std::fmt::Display for Qualifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// The value of a claim as stated, with its qualifier. Deliberately without arithmetic or order. Five bytes, since
/// there is one in each of millions of claims: values end at `u32::MAX`, and the records' own at 1,000,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stated {
    value: [u8; 4],
    /// 0 for none, else one more than the place of the word.
    qualifier: u8,
}

impl Stated {
    /// A stated value; above `u32::MAX` that.
    #[must_use]
    pub fn new(value: u64, qualifier: Option<Qualifier>) -> Self {
        let value = u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes();
        Self { value, qualifier: qualifier.map_or(0, |qualifier| qualifier.0 + 1) }
    }

    /// The number as printed by the source.
    #[must_use]
    pub fn value(self) -> u64 {
        u32::from_le_bytes(self.value).into()
    }

    /// The word before it.
    #[must_use]
    pub fn qualifier(self) -> Option<Qualifier> {
        self.qualifier.checked_sub(1).map(Qualifier)
    }

    /// What the two together allow.
    #[must_use]
    pub fn interval(self) -> Interval {
        Interval::of(self.value(), self.qualifier())
    }

    /// `rund 3.600` or `around 3,600`, as the language writes it.
    #[must_use]
    pub fn written(self, locale: crate::locale::Locale) -> String {
        let number = locale.count(self.value());
        match self.qualifier() {
            None => number,
            Some(qualifier) => format!("{} {number}", locale.lang.pick(qualifier.german(), qualifier.english())),
        }
    }
}

/// The place of a remark among those of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoteId(NonZeroU32);

impl NoteId {
    /// The place of a remark, from 0; `None` beyond 2³² − 2.
    #[must_use]
    pub fn new(index: usize) -> Option<Self> {
        u32::try_from(index).ok()?.checked_add(1).and_then(NonZeroU32::new).map(Self)
    }

    /// The place, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// One claim about one edition. Compact, since records of this kind come in millions: 28 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Index of the edition in the dataset.
    pub edition: u32,
    /// Index of the source in the dataset.
    pub source: u32,
    /// Remark: its place in the dataset.
    pub note: Option<NoteId>,
    /// The date on which it was said.
    pub asserted_on: Option<super::date::Date>,
    /// The value with its qualifier.
    pub stated: Stated,
    /// What is counted.
    pub measure: Measure,
    /// What the count is based on; `None` only for programme figures.
    pub basis: Option<Basis>,
    /// Where the counted people were.
    pub mode: Option<Mode>,
    /// What was counted as one; `None` only for programme figures.
    pub unit: Option<Unit>,
    /// When it was said, seen from the event.
    pub asserted: Option<Asserted>,
}

/// A topic term as a source names it: 12 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mention {
    /// Index of the edition in the dataset.
    pub edition: u32,
    /// Twice the index of the term, and one more for a side topic.
    word: u32,
    /// Index of the source in the dataset.
    pub source: u32,
}

impl Mention {
    /// Most terms that a dataset can have.
    pub const MOST_TERMS: u32 = u32::MAX / 2;

    /// A mention of the term with this index.
    #[must_use]
    pub const fn new(edition: u32, term: u32, source: u32, weight: Weight) -> Self {
        Self { edition, word: term << 1 | weight as u32, source }
    }

    /// Index of the term in the dataset.
    #[must_use]
    pub const fn term(self) -> u32 {
        self.word >> 1
    }

    /// How strongly it is named.
    #[must_use]
    pub const fn weight(self) -> Weight {
        if self.word & 1 == 0 { Weight::Main } else { Weight::Side }
    }
}
