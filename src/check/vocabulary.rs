//! Series, sources, topics and terms.

use std::collections::BTreeMap;

use super::fields::{date, list, required, required_word, text, word};
use super::keys::Keys;
use crate::diag::{Code, Diagnostics};
use crate::model::edition::Series;
use crate::model::id::Id;
use crate::model::provenance::{Source, SourceKind};
use crate::model::topic::Topic;
use crate::read::raw;
use crate::read::table::Located;

/// An identifier that has been judged already; a wrong one has been reported and keeps a place.
pub(super) fn id(cell: &str) -> Option<Id> {
    cell.trim().parse().ok()
}

/// Series by id.
pub(super) fn series(rows: &[Located<'_, raw::Series>], keys: &Keys, findings: &mut Diagnostics) -> Vec<Series> {
    keys.first_rows(rows, |row| &row.id)
        .into_iter()
        .filter_map(|row| {
            let raw = &row.row;
            let name_de = required(row, "name_de", &raw.name_de, findings);
            let name_en = required(row, "name_en", &raw.name_en, findings);
            let short = required(row, "short", &raw.short, findings);
            let scope = word(row, "scope", &raw.scope, findings);
            let cadence = word(row, "cadence", &raw.cadence, findings);
            let aliases =
                list(&text(row, "aliases", &raw.aliases, findings).unwrap_or_default()).map(str::to_owned).collect();
            Some(Series { id: id(&raw.id)?, name_de, name_en, short, aliases, scope, cadence })
        })
        .collect()
}

/// Sources by id.
pub(super) fn sources(rows: &[Located<'_, raw::Source>], keys: &Keys, findings: &mut Diagnostics) -> Vec<Source> {
    keys.first_rows(rows, |row| &row.id)
        .into_iter()
        .filter_map(|row| {
            let raw = &row.row;
            let publisher = required(row, "publisher", &raw.publisher, findings);
            let kind = required_word(row, "kind", &raw.kind, findings);
            let file = text(row, "file", &raw.file, findings);
            if file.as_deref().is_some_and(|file| !is_plain_name(file)) {
                let message = format!("`{}` is not a plain file name", raw.file.trim());
                findings
                    .push(row.finding(Code::UnsafePath, "file", message).hint("write the name only, without folders"));
            }
            Some(Source {
                publisher,
                title: text(row, "title", &raw.title, findings),
                kind: kind.unwrap_or(SourceKind::Press),
                url: text(row, "url", &raw.url, findings),
                file,
                published: date(row, "published", &raw.published, findings),
                note: text(row, "note", &raw.note, findings),
                id: id(&raw.id)?,
            })
        })
        .collect()
}

fn is_plain_name(name: &str) -> bool {
    !name.contains(['/', '\\', ':']) && name != "." && name != ".."
}

/// Topics by id.
pub(super) fn topics(rows: &[Located<'_, raw::Topic>], keys: &Keys, findings: &mut Diagnostics) -> Vec<Topic> {
    let first = keys.first_rows(rows, |row| &row.id);
    let has_parent = |index: usize| first.get(index).is_some_and(|row| !row.row.parent.trim().is_empty());
    first
        .iter()
        .filter_map(|row| {
            let raw = &row.row;
            let label_de = required(row, "label_de", &raw.label_de, findings);
            let label_en = required(row, "label_en", &raw.label_en, findings);
            let parent =
                if raw.parent.trim().is_empty() { None } else { keys.resolve(row, "parent", &raw.parent, findings) };
            if parent.is_some_and(has_parent) {
                let message = format!("the parent `{}` has a parent itself", raw.parent.trim());
                findings
                    .push(row.finding(Code::TopicDepth, "parent", message).hint("topics have one level of parents"));
            }
            Some(Topic { id: id(&raw.id)?, label_de, label_en, parent })
        })
        .collect()
}

/// Which topic each term means.
pub(super) fn terms(
    rows: &[Located<'_, raw::Term>],
    topics: &Keys,
    findings: &mut Diagnostics,
) -> BTreeMap<String, Option<usize>> {
    let mut terms = BTreeMap::new();
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let term = required(row, "term", &row.row.term, findings);
        let topic = topics.resolve(row, "topic", &row.row.topic, findings);
        if let Some(first) = places.get(&term) {
            let message = format!("the term `{term}` is mapped twice");
            findings.push(row.finding(Code::TermTwice, "term", message).hint(format!("it stands first at {first}")));
            continue;
        }
        places.insert(term.clone(), row.place());
        terms.insert(term, topic);
    }
    terms
}
