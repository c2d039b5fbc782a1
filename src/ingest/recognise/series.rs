//! Which series an event is of: by id, name, short name or alias, with number and year where they stand in the name.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::Written;
use super::plain;
use crate::check::Dataset;
use crate::diag::{Code, Diagnostics, nearest, quote};
use crate::ingest::{Incoming, IncomingCell};
use crate::read::raw;

/// Most ids that a hint offers.
const MAX_OFFERED: usize = 20;

/// The series that a list may name.
#[derive(Default)]
pub(super) struct Known {
    /// Ids by plain name; several where a name is not of one series alone.
    by_name: BTreeMap<String, BTreeSet<String>>,
    /// Their names as they are written.
    written: Vec<String>,
    ids: Vec<String>,
}

impl Known {
    /// The series of the records and those of the file itself.
    pub(super) fn new(context: &Dataset, incoming: &Incoming) -> Self {
        let mut known = Self::default();
        for series in context.series() {
            let names = [series.name_de.as_str(), &series.name_en, &series.short];
            known.add(series.id.as_str(), names.into_iter().chain(series.aliases.iter().map(String::as_str)));
        }
        for row in incoming.rows.iter().filter(|row| row.table.file == raw::Series::SCHEMA.file) {
            let names = ["name_de", "name_en", "short"].map(|column| row.text(column));
            known.add(row.text("id"), names.into_iter().chain(row.text("aliases").split(';').map(str::trim)));
        }
        known
    }

    fn add<'n>(&mut self, id: &str, names: impl Iterator<Item = &'n str>) {
        if !self.ids.iter().take(MAX_OFFERED).any(|known| known == id) {
            self.ids.push(id.to_owned());
        }
        self.by_name.entry(plain(id)).or_default().insert(id.to_owned());
        for name in names.filter(|name| !name.is_empty()) {
            self.by_name.entry(plain(name)).or_default().insert(id.to_owned());
            self.written.push(name.to_owned());
        }
    }
}

/// What the name of an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub series: String,
    pub number: Option<u32>,
    pub year: Option<i16>,
}

/// Takes a name apart: `14. Fachkongress des IT-Planungsrats 2026`.
fn parts(text: &str) -> (Option<u32>, String, Option<i16>) {
    let mut rest = text.trim();
    let mut number = None;
    if let Some((first, behind)) = rest.split_once('.')
        && (1..=4).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && behind.starts_with(char::is_whitespace)
    {
        number = first.parse().ok();
        rest = behind.trim();
    }
    let mut year = None;
    let tail = rest.trim_end_matches([')', ']']);
    let digits = tail.len() - tail.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 4
        && let Ok(found) = tail[tail.len() - 4..].parse::<i16>()
        && (1900..=2199).contains(&found)
    {
        year = Some(found);
        rest = tail[..tail.len() - 4].trim_end_matches(['(', '[', ',', ' ', '–', '-']);
    }
    (number, plain(rest), year)
}

/// The series that a cell names.
pub(super) fn event(written: &Written<'_>, known: &Known, findings: &mut Diagnostics) -> Option<Event> {
    let text = &written.cell.text;
    let (number, name, year) = parts(text);
    let found = known.by_name.get(&name).or_else(|| known.by_name.get(&plain(text)));
    let mut ids = found.into_iter().flatten();
    match (ids.next(), ids.next()) {
        (Some(series), None) => Some(Event { series: series.clone(), number, year }),
        (Some(one), Some(other)) => {
            findings.error(Code::Ambiguous, || {
                let message = format!("{} may be the series {one} or {other}", quote(text));
                written.finding(message).hint("write the id of the series")
            });
            None
        }
        (None, _) => {
            findings.error(Code::UnknownSeries, || {
                let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
                let hint = nearest(bare, known.written.iter().map(String::as_str)).map_or_else(
                    || {
                        let ids: Vec<_> = known.ids.iter().map(String::as_str).take(MAX_OFFERED).collect();
                        let ids = ids.join(", ");
                        format!("known are {ids}; a new one is a row in series.csv, or in a sheet `series`")
                    },
                    |name| format!("did you mean `{name}`?"),
                );
                let message = format!("no series of the records is called {}", quote(text));
                written.finding(message).hint(hint)
            });
            None
        }
    }
}

impl Event {
    /// The cell for the series.
    pub(super) fn cell(&self, written: &Written<'_>) -> IncomingCell {
        written.says(self.series.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_year_are_told_from_the_name() {
        let name = || "fachkongress des it planungsrats".to_owned();
        assert_eq!(parts("14. Fachkongress des IT-Planungsrats 2026"), (Some(14), name(), Some(2026)));
        assert_eq!(parts("Fachkongress des IT-Planungsrats (2026)"), (None, name(), Some(2026)));
        assert_eq!(parts("Fachkongress des IT-Planungsrats"), (None, name(), None));
        assert_eq!(parts("2026"), (None, String::new(), Some(2026)));
        assert_eq!(parts(""), (None, String::new(), None));
        assert_eq!(parts("99999. X 12345"), (None, "99999 x 12345".to_owned(), None));
    }
}
