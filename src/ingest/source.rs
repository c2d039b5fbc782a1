//! `--source`: the source of every row that names none, by its id or in a few words that make a new one.

use super::{IncomingCell, IncomingRow, Spot};
use crate::check::{Dataset, slug};
use crate::diag::nearest;
use crate::model::date::Date;
use crate::model::id::{Id, MAX_ID};
use crate::model::provenance::SourceKind;
use crate::read::raw;

/// The source of rows that name none.
#[derive(Clone, Debug)]
pub struct NamedSource {
    id: String,
    row: Option<IncomingRow>,
}

/// The parts of a new source, in whatever order they were given.
#[derive(Debug, Default)]
struct Parts {
    kind: Option<SourceKind>,
    published: Option<Date>,
    url: Option<String>,
    /// Publisher, then title.
    words: Vec<String>,
}

impl NamedSource {
    /// Takes what stands behind `--source`: the id of a source, or the parts of a new one separated by semicolons: its
    /// kind, publisher, title, address and date, of which the kind and the publisher must be there.
    ///
    /// # Errors
    /// What is wrong with it and how it is written.
    pub fn new(text: &str, records: &Dataset) -> Result<Self, String> {
        let text = text.trim();
        let known = || records.sources().iter().map(|source| source.id.as_str());
        if known().any(|id| id == text) {
            return Ok(Self { id: text.to_owned(), row: None });
        }
        let parts = Parts::of(text);
        let how = "a new one is written \"press; Tageblatt; Zwei Kongresse; example.org/zwei; 2022-07-05\"";
        if text.parse::<Id>().is_ok() {
            let similar = nearest(text, known()).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            return Err(format!("--source: the records have no source `{text}`{similar}; {how}"));
        }
        let (Some(kind), Some(publisher)) = (parts.kind, parts.words.first()) else {
            let kinds = SourceKind::WORDS.join(", ");
            return Err(format!("--source: the kind of the source ({kinds}) or its publisher is missing; {how}"));
        };
        if let Some(extra) = parts.words.get(2) {
            return Err(format!("--source: `{extra}` is neither publisher, title, address, date nor kind; {how}"));
        }
        let title = parts.words.get(1);
        let same = |source: &&crate::model::provenance::Source| {
            source.publisher == *publisher
                && source.kind == kind
                && source.title.as_ref() == title
                && source.url == parts.url
                && source.published == parts.published
        };
        if let Some(source) = records.sources().iter().find(same) {
            return Ok(Self { id: source.id.to_string(), row: None });
        }
        let id = free_id(publisher, parts.published, &known().collect::<Vec<_>>());
        let spot = Spot { path: "--source".into(), sheet: None, line: 1, column: 1 };
        let mut row = IncomingRow::new(&raw::Source::SCHEMA, spot.clone());
        let cells = [
            ("id", Some(id.clone())),
            ("publisher", Some(publisher.clone())),
            ("title", title.cloned()),
            ("kind", Some(kind.to_string())),
            ("url", parts.url.clone()),
            ("published", parts.published.map(|date| date.to_string())),
        ];
        for (column, cell) in cells {
            if let Some(text) = cell {
                row.set(column, IncomingCell { text, written: None, spot: spot.clone() });
            }
        }
        Ok(Self { id, row: Some(row) })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its row, where it is new.
    #[must_use]
    pub const fn row(&self) -> Option<&IncomingRow> {
        self.row.as_ref()
    }
}

impl Parts {
    fn of(text: &str) -> Self {
        let mut parts = Self::default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            if parts.kind.is_none()
                && let Ok(kind) = part.parse()
            {
                parts.kind = Some(kind);
            } else if parts.published.is_none()
                && let Ok(date) = part.parse()
            {
                parts.published = Some(date);
            } else if parts.url.is_none() && is_address(part) {
                let bare = part.strip_prefix("https://").or_else(|| part.strip_prefix("http://")).unwrap_or(part);
                parts.url = Some(bare.to_owned());
            } else {
                parts.words.push(part.to_owned());
            }
        }
        parts
    }
}

/// An address has no blank and a dot before its first slash.
fn is_address(text: &str) -> bool {
    let host = text.trim_start_matches("https://").trim_start_matches("http://").split('/').next().unwrap_or_default();
    !text.contains(char::is_whitespace) && host.contains('.') && !host.ends_with('.')
}

/// An id that no source has: publisher and year, and a number where that is taken.
fn free_id(publisher: &str, published: Option<Date>, known: &[&str]) -> String {
    let year = published.map(|date| format!("-{}", date.year())).unwrap_or_default();
    let mut stem = slug(publisher).unwrap_or_else(|| "source".to_owned());
    stem.truncate(MAX_ID - 12);
    let numbers = (2..).map(|number: u32| format!("{stem}{year}-{number}"));
    let mut candidates = std::iter::once(format!("{stem}{year}")).chain(numbers);
    candidates.find(|id| !known.contains(&id.as_str())).unwrap_or(stem.clone())
}
