//! Which source a row names: one of the records by id, address, file or title, or a new one that the row describes.

use std::collections::BTreeMap;

use super::convert::Written;
use super::plain;
use crate::check::Dataset;
use crate::diag::{Code, Diagnostics, quote};
use crate::ingest::{Incoming, IncomingCell, IncomingRow};
use crate::model::id::MAX_ID;
use crate::model::provenance::SourceKind;
use crate::read::raw;

/// What can be looked up: the sources of the records and those of the file.
pub(super) struct Sources {
    /// Id by id, address, file name and title, each plain; `None` where two have the same title.
    by_name: BTreeMap<String, Option<String>>,
    /// The date of publication by id, as it stands in the records.
    published: BTreeMap<String, String>,
    /// How often a new id was wanted, so that the next free one is found at once.
    wanted: BTreeMap<String, usize>,
}

/// An address without scheme, `www.` and the slash at its end.
fn address(text: &str) -> String {
    let text = text.trim();
    let bare = ["https://", "http://"].iter().find_map(|scheme| {
        text.get(..scheme.len()).filter(|found| found.eq_ignore_ascii_case(scheme)).map(|_| &text[scheme.len()..])
    });
    let bare = bare.unwrap_or(text);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}

/// Whether a text looks like an address.
pub(super) fn is_address(text: &str) -> bool {
    let bare = address(text);
    let host = bare.split('/').next().unwrap_or_default();
    let label = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    !text.contains(char::is_whitespace) && host.contains('.') && host.split('.').all(label)
}

impl Sources {
    pub(super) fn new(context: &Dataset, incoming: &Incoming) -> Self {
        let mut sources = Self { by_name: BTreeMap::new(), published: BTreeMap::new(), wanted: BTreeMap::new() };
        for source in context.sources() {
            let names = [source.url.as_deref(), source.file.as_deref(), source.title.as_deref()];
            sources.add(source.id.as_str(), &names.map(Option::unwrap_or_default));
            if let Some(date) = source.published {
                sources.published.insert(source.id.to_string(), date.to_string());
            }
        }
        for row in incoming.rows.iter().filter(|row| row.table.file == raw::Source::SCHEMA.file) {
            sources.add(row.text("id"), &[row.text("url"), row.text("file"), row.text("title")]);
            if !row.text("published").is_empty() {
                sources.published.insert(row.text("id").to_owned(), row.text("published").to_owned());
            }
        }
        sources
    }

    fn add(&mut self, id: &str, [url, file, title]: &[&str; 3]) {
        if id.is_empty() {
            return;
        }
        for (kind, name) in
            [("id", id.to_owned()), ("url", address(url)), ("file", (*file).to_owned()), ("title", plain(title))]
        {
            if !name.is_empty() {
                let entry = self.by_name.entry(format!("{kind} {name}")).or_insert_with(|| Some(id.to_owned()));
                if entry.as_deref() != Some(id) {
                    *entry = None;
                }
            }
        }
    }

    /// The id of a known source.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        let keys = [("id", text.to_owned()), ("url", address(text)), ("file", text.to_owned()), ("title", plain(text))];
        keys.iter().find_map(|(kind, name)| self.by_name.get(&format!("{kind} {name}"))?.as_deref())
    }

    /// When a source was published.
    pub(super) fn published(&self, id: &str) -> Option<&str> {
        self.published.get(id).map(String::as_str)
    }
}

/// What the columns of a row say about its source.
#[derive(Default)]
pub(super) struct Named<'w> {
    /// Texts that name it: ids, titles, addresses.
    pub names: Vec<(Written<'w>, String)>,
    pub publisher: Option<IncomingCell>,
    pub kind: Option<IncomingCell>,
    pub published: Option<IncomingCell>,
}

impl Named<'_> {
    /// The ids of the sources of the row, in its order; new ones are added to the rows of the file.
    pub(super) fn ids(
        &self,
        sources: &mut Sources,
        incoming: &mut Incoming,
        findings: &mut Diagnostics,
    ) -> Vec<IncomingCell> {
        let mut ids: Vec<IncomingCell> = Vec::new();
        let mut strangers: Vec<&(Written<'_>, String)> = Vec::new();
        for named in &self.names {
            match sources.find(&named.1) {
                Some(id) if ids.iter().any(|cell| cell.text == id) => {}
                Some(id) => ids.push(named.0.says(id)),
                None => strangers.push(named),
            }
        }
        let Some(first) = strangers.first() else { return ids };
        // A title and its link are one source, and so is the title of a known address.
        let url = strangers.iter().find(|(_, text)| is_address(text));
        let title = strangers.iter().find(|(_, text)| !is_address(text));
        if ids.len() == 1 && url.is_none() {
            return ids;
        }
        let publisher = self.publisher.clone().or_else(|| {
            let host = address(&url?.1).split('/').next()?.to_owned();
            Some(url?.0.says(host))
        });
        let (Some(publisher), Some(kind)) = (publisher, self.kind.clone()) else {
            findings.error(Code::UnknownSource, || {
                let words = super::words::spelt(SourceKind::WORDS).iter().map(|(_, german, ..)| *german);
                let words: Vec<_> = words.collect();
                let message = format!("the records have no source {}", quote(&first.1));
                first.0.finding(message).hint(format!(
                    "to add it, say who published it in a column `Herausgeber`, and who speaks in it in a column `Art der Quelle`: {}",
                    words.join(", ")
                ))
            });
            return ids;
        };
        let mut row = IncomingRow::new(&raw::Source::SCHEMA, first.0.spot());
        let year = self.published.as_ref().and_then(|cell| cell.text.get(..4));
        let id = new_id(&publisher.text, year, sources);
        if let Some((written, text)) = title {
            row.set("title", written.says(text.clone()));
        }
        if let Some((written, text)) = url {
            row.set("url", written.says(address(text)));
        }
        sources.add(&id, &[row.text("url"), "", row.text("title")]);
        if let Some(published) = &self.published {
            sources.published.insert(id.clone(), published.text.clone());
            row.set("published", published.clone());
        }
        row.set("id", first.0.says(id.clone()));
        row.set("publisher", publisher);
        row.set("kind", kind);
        incoming.rows.push(row);
        ids.push(first.0.says(id));
        ids
    }
}

/// An id in the style of the others: the publisher, shortened, with the year.
fn new_id(publisher: &str, year: Option<&str>, sources: &mut Sources) -> String {
    let slug = plain(publisher).replace(' ', "-");
    let slug: String = slug.chars().filter(char::is_ascii).take(MAX_ID - 16).collect();
    let slug = slug.trim_matches('-');
    let slug = if slug.is_empty() { "quelle" } else { slug };
    let base = year.map_or_else(|| slug.to_owned(), |year| format!("{slug}-{year}"));
    loop {
        let count = sources.wanted.entry(base.clone()).or_default();
        *count += 1;
        let id = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
        if !sources.by_name.contains_key(&format!("id {id}")) {
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_without_what_does_not_matter() {
        for text in ["https://www.fitko.de/x/", "http://fitko.de/x", "fitko.de/x", "HTTPS://fitko.de/x"] {
            assert_eq!(address(text), "fitko.de/x", "{text}");
            assert!(is_address(text));
        }
        for text in ["Pressemitteilung", "S. 4", "ca. 500", "", "a b.de", ".", "..", "Nr.5 x"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
