//! Series of congresses and their editions.

use super::date::Date;
use super::id::Id;
use super::land::Land;
use super::vocabulary::vocabulary;

vocabulary! {
    /// How far a series reaches.
    Scope {
        /// Bund and all Länder.
        BundLaender = "bund-laender",
        /// One Land.
        Land = "land",
        /// Several Länder of a region.
        Region = "region",
    }
}

vocabulary! {
    /// How often a series takes place.
    Cadence {
        /// Every year.
        Yearly = "yearly",
        /// At no fixed interval.
        Irregular = "irregular",
    }
}

vocabulary! {
    /// How an edition took place.
    EditionFormat {
        /// In a hall.
        OnSite = "on-site",
        /// At screens only.
        Online = "online",
        /// Both.
        Hybrid = "hybrid",
    }
}

vocabulary! {
    /// What is known of an edition's taking place.
    Status {
        /// A source shows that it took place.
        Held = "held",
        /// Announced by a source.
        Announced = "announced",
        /// Planned by a source; whether it took place is not known.
        Planned = "planned",
        /// Called off.
        Cancelled = "cancelled",
    }
}

vocabulary! {
    /// How well a field is supported.
    Evidence {
        /// A source says it.
        Stated = "stated",
        /// A source announces it for the future.
        Announced = "announced",
        /// No source says it in so many words; the note gives the reason.
        Inferred = "inferred",
    }
}

/// A series of congresses.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Identifier.
    pub id: Id,
    /// German name.
    pub name_de: String,
    /// English name.
    pub name_en: String,
    /// Short name for charts.
    pub short: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Reach.
    pub scope: Option<Scope>,
    /// Rhythm.
    pub cadence: Option<Cadence>,
}

/// One edition of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Identifier.
    pub id: Id,
    /// Index of its series in the dataset.
    pub series: usize,
    /// Number in the series.
    pub number: Option<u32>,
    /// First day, as precise as known.
    pub start: Option<Date>,
    /// Last day, as precise as known.
    pub end: Option<Date>,
    /// City.
    pub city: Option<String>,
    /// Venue.
    pub venue: Option<String>,
    /// Host Land.
    pub host: Option<Land>,
    /// Format.
    pub format: Option<EditionFormat>,
    /// Status; `None` where nothing is known.
    pub status: Option<Status>,
    /// Motto.
    pub motto: Option<String>,
    /// Evidence of the number.
    pub number_evidence: Option<Evidence>,
    /// Evidence of the date.
    pub date_evidence: Option<Evidence>,
    /// Evidence of the host.
    pub host_evidence: Option<Evidence>,
    /// Indices of its sources in the dataset.
    pub sources: Vec<usize>,
    /// Reason for what is inferred.
    pub note: Option<String>,
}

impl Edition {
    /// The year in which it begins, where known.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.start.map(Date::year)
    }
}
