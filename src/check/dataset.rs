//! The checked records. Only [`super::check`] can make a [`Dataset`]: holding one is the proof that every reference
//! resolves, every key is unique and every cell has its type.

use std::borrow::Cow;

use super::by_edition::ByEdition;
use super::notes::Notes;
use crate::model::claim::{Claim, Mention};
use crate::model::date::Date;
use crate::model::edition::{Edition, Series};
use crate::model::land::{Holder, Land, LandRecord};
use crate::model::provenance::{Dispute, Source};
use crate::model::rule::{Chair, Rule};
use crate::model::topic::{Term, Topic};

/// A file that was read, with the SHA-256 of its bytes in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Input {
    /// Name within its package, e.g. `figures.csv`; with several packages, numbered `1/figures.csv`.
    pub name: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// What the check hands over; every vector is in canonical order, so that the order of rows in the files is of no
/// consequence: series, topics and sources by id; terms by their text; editions by series, number (unknown last), start and id; claims
/// and mentions by edition and then by all their fields; chairs by year; rules by id.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parts {
    pub series: Vec<Series>,
    pub editions: Vec<Edition>,
    pub claims: ByEdition<Claim>,
    pub notes: Notes,
    pub latest: Option<Date>,
    pub mentions: ByEdition<Mention>,
    pub terms: Vec<Term>,
    pub topics: Vec<Topic>,
    pub disputes: Vec<Dispute>,
    pub sources: Vec<Source>,
    pub laender: Vec<LandRecord>,
    pub chairs: Vec<Chair>,
    pub rules: Vec<Rule>,
    pub inputs: Vec<Input>,
}

/// Checked records, in canonical order; indices in the records point into these slices.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset(Parts, ById);

/// The editions by id.
type ById = Vec<u32>;

impl Dataset {
    pub(super) fn new(parts: Parts) -> Self {
        let mut by_id: ById = (0..).take(parts.editions.len()).collect();
        by_id.sort_unstable_by_key(|index| &parts.editions[*index as usize].id);
        Self(parts, by_id)
    }

    /// Series by id.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.0.series
    }

    /// Editions by series, number, start and id.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.0.editions
    }

    /// Claims by edition.
    #[must_use]
    pub const fn claims(&self) -> &ByEdition<Claim> {
        &self.0.claims
    }

    /// Mentions by edition.
    #[must_use]
    pub const fn mentions(&self) -> &ByEdition<Mention> {
        &self.0.mentions
    }

    /// The latest date on which a claim was made.
    #[must_use]
    pub const fn latest_claim(&self) -> Option<Date> {
        self.0.latest
    }

    /// Whether every record that was set aside could be read again, as far as it was asked for: if not, what was made of
    /// them is not to be used.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.claims.is_whole() && self.0.mentions.is_whole()
    }

    /// The remark on a claim.
    #[must_use]
    pub fn note(&self, claim: &Claim) -> Option<&str> {
        claim.note.map(|note| self.0.notes.text(note))
    }

    /// The claims about one edition.
    #[must_use]
    pub fn claims_of(&self, edition: usize) -> Cow<'_, [Claim]> {
        self.0.claims.of(edition)
    }

    /// The mentions of one edition.
    #[must_use]
    pub fn mentions_of(&self, edition: usize) -> Cow<'_, [Mention]> {
        self.0.mentions.of(edition)
    }

    /// Terms by their text.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.0.terms
    }

    /// The term of a mention.
    #[must_use]
    pub fn term(&self, mention: Mention) -> &Term {
        &self.0.terms[mention.term() as usize]
    }

    /// Topics by id.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.0.topics
    }

    /// Disputes by edition.
    #[must_use]
    pub fn disputes(&self) -> &[Dispute] {
        &self.0.disputes
    }

    /// Sources by id.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.0.sources
    }

    /// The Länder of the records, by code.
    #[must_use]
    pub fn laender(&self) -> &[LandRecord] {
        &self.0.laender
    }

    /// Chairs by year.
    #[must_use]
    pub fn chairs(&self) -> &[Chair] {
        &self.0.chairs
    }

    /// Rotation rules by id.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.0.rules
    }

    /// The files read.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.0.inputs
    }

    /// German or English name of a Land; its abbreviation where laender.csv has no row for it.
    #[must_use]
    pub fn land_name(&self, land: Land, lang: crate::locale::Lang) -> &str {
        self.0
            .laender
            .iter()
            .find(|record| record.land == land)
            .map_or(land.abbreviation(), |record| lang.pick(&record.name_de, &record.name_en))
    }

    /// Name of a holder: `Bund` or the Land's name.
    #[must_use]
    pub fn holder_name(&self, holder: Holder, lang: crate::locale::Lang) -> &str {
        match holder {
            Holder::Bund => lang.pick("Bund", "Federal government"),
            Holder::Land(land) => self.land_name(land, lang),
        }
    }

    /// German or English name of a series.
    #[must_use]
    pub fn series_name(&self, series: usize, lang: crate::locale::Lang) -> &str {
        let series = &self.0.series[series];
        lang.pick(&series.name_de, &series.name_en)
    }

    /// The edition with this id.
    #[must_use]
    pub fn edition_by_id(&self, id: &str) -> Option<usize> {
        let by_id = |index: &u32| self.0.editions[*index as usize].id.as_str();
        self.1.binary_search_by_key(&id, by_id).ok().map(|place| self.1[place] as usize)
    }
}
