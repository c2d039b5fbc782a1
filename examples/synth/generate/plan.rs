//! How large the package is, and its editions.

use super::dice::Dice;
use super::words::{CITIES, KINDS, NAMED, TOPICS};

/// The year of every last edition.
pub const LAST_YEAR: &str = "2026";
const LAST: usize = 2026;

/// The Länder by German name.
pub const LAENDER: [&str; 16] = [
    "DE-BW", "DE-BY", "DE-BE", "DE-BB", "DE-HB", "DE-HH", "DE-HE", "DE-MV", "DE-NI", "DE-NW", "DE-RP", "DE-SL",
    "DE-SN", "DE-ST", "DE-SH", "DE-TH",
];

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Figures and mentions together.
    pub rows: usize,
    /// Other numbers, other records.
    pub seed: u64,
}

/// How many there are of each; every one but the facts stops growing at ten million rows, since then the lists get
/// longer and not the number of congresses.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub figures: usize,
    pub mentions: usize,
    pub series: usize,
    /// Editions of a series, gaps among them.
    pub editions: usize,
    /// Sources of a series.
    pub sources: usize,
    pub topics: usize,
    pub terms: usize,
}

impl Size {
    pub fn of(rows: usize) -> Self {
        let figures = rows * 3 / 10;
        let mentions = rows - figures;
        let series = (rows / 25_000).clamp(2, KINDS.len() * CITIES.len());
        let editions = (4 + rows / 1_000).min(25);
        let terms = (rows / 10).clamp(20, 400);
        // An edition has all of its terms of these sources: there must be enough of them.
        let sources = (mentions * 16 / (series * editions * terms)).max(50);
        Self { figures, mentions, series, editions, sources, topics: (terms / 5).clamp(10, TOPICS.len()), terms }
    }
}

/// An edition.
pub struct Edition {
    pub id: String,
    pub series: usize,
    pub number: usize,
    pub year: usize,
    /// Month and first day; the month alone where the day is 0, the year alone where both are.
    pub day: (usize, usize),
    pub date_is_known: bool,
    pub city: &'static str,
    /// Empty where it is not known.
    pub host: &'static str,
    pub format: &'static str,
    pub format_is_known: bool,
    pub has_programme: bool,
    /// How many people come.
    pub people: usize,
}

impl Edition {
    /// ISO 8601, as precise as known.
    pub fn start(&self) -> String {
        let year = self.year;
        match self.day {
            _ if !self.date_is_known => String::new(),
            (0, _) => year.to_string(),
            (month, 0) => format!("{year}-{month:02}"),
            (month, day) => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// The day after the first, for every second edition of a known day.
    pub fn end(&self) -> String {
        match self.day {
            (month, day) if self.date_is_known && month > 0 && day > 0 && self.number.is_multiple_of(2) => {
                format!("{}-{month:02}-{:02}", self.year, day + 1)
            }
            _ => String::new(),
        }
    }

    /// The id of one of the sources that speak about this edition: the first few are its own, the others are shared
    /// with its neighbours.
    pub fn source(&self, at: usize, size: &Size) -> String {
        source_id(self.series, (2 * (self.number - 1) + at) % size.sources)
    }
}

/// The year of every first edition.
pub const fn first_year(size: &Size) -> usize {
    LAST + 1 - size.editions
}

/// The id of a series.
pub fn series_id(series: usize) -> String {
    format!("{}-{}", KINDS[series / CITIES.len() % KINDS.len()].0, CITIES[series % CITIES.len()].0)
}

/// The id of a source.
pub fn source_id(series: usize, source: usize) -> String {
    format!("{}-q{:02}", series_id(series), source + 1)
}

/// A term: a topic's label in the words of a programme.
pub fn term(term: usize, size: &Size) -> String {
    NAMED[term / size.topics % NAMED.len()].replace('#', TOPICS[term % size.topics].1)
}

/// Year by year, as records grow, and not sorted by series. Some editions are missing, but never the first and the last.
pub fn editions(size: &Size, dice: &mut Dice) -> Vec<Edition> {
    let mut editions = Vec::new();
    for number in 1..=size.editions {
        for series in 0..size.series {
            let is_gap = dice.percent(8);
            if !is_gap || number == 1 || number == size.editions {
                editions.push(edition(series, number, size, dice));
            }
        }
    }
    editions
}

fn edition(series: usize, number: usize, size: &Size, dice: &mut Dice) -> Edition {
    let year = first_year(size) + number - 1;
    // Most series stay in their city, some travel.
    let (_, city, land) = CITIES[(series + if series.is_multiple_of(5) { number } else { 0 }) % CITIES.len()];
    let precision = dice.below(20);
    let format = match year {
        2020 | 2021 => dice.weighted(&[("online", 8), ("hybrid", 2)]),
        2022.. => dice.weighted(&[("on-site", 4), ("hybrid", 5), ("online", 1)]),
        _ => "on-site",
    };
    Edition {
        id: format!("{}-{number:02}", series_id(series)),
        series,
        number,
        year,
        day: (
            if precision == 0 { 0 } else { dice.between(2, 11) },
            if precision < 3 { 0 } else { dice.between(1, 27) },
        ),
        date_is_known: dice.percent(98),
        city,
        host: if dice.percent(90) { land } else { "" },
        format,
        format_is_known: dice.percent(90),
        has_programme: dice.percent(85) || number == size.editions,
        people: 120 + (series * 37) % 900 + number * ((series * 13) % 40) + dice.below(120),
    }
}
