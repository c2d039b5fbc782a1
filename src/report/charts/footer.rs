//! The footer: what is counted, where it comes from, how far it reaches, and up to which day.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::selection::Selection;
use crate::locale::Locale;
use crate::model::date::Date;

/// So many publishers are named in a footer; the rest is counted.
const MOST_NAMED: usize = 7;

/// Footer paragraphs: the chart's own notes, then sources, coverage, day of the records and program version.
#[must_use]
pub fn footer(
    selection: &Selection<'_>,
    notes: &[String],
    sources: &BTreeSet<usize>,
    coverage: &str,
    locale: Locale,
) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if !notes.is_empty() {
        paragraphs.push(notes.join(" "));
    }
    paragraphs.push(named(selection, sources, locale));
    paragraphs.push(basis(selection, coverage, locale));
    paragraphs
}

/// `Quellen: Sächsische Staatskanzlei 19.03.2021; …`: the publishers used most first, each with its latest date.
#[must_use]
pub fn named(selection: &Selection<'_>, sources: &BTreeSet<usize>, locale: Locale) -> String {
    let lang = locale.lang;
    // A publisher carries a date where all of its documents do: the latest one.
    let mut publishers: BTreeMap<&str, (usize, Option<Date>)> = BTreeMap::new();
    for source in sources {
        let source = &selection.dataset().sources()[*source];
        let entry = publishers.entry(&source.publisher).or_insert((0, source.published));
        entry.0 += 1;
        entry.1 = entry.1.zip(source.published).map(|(a, b)| if b.latest() > a.latest() { b } else { a });
    }
    if publishers.is_empty() {
        return lang.pick("Quellen: keine", "Sources: none").to_owned();
    }
    let mut ranked: Vec<_> = publishers.into_iter().collect();
    ranked.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), *name));
    let rest = ranked.len().saturating_sub(MOST_NAMED);
    let mut list: Vec<String> = ranked
        .into_iter()
        .take(MOST_NAMED)
        .map(|(name, (_, date))| match date {
            Some(date) => format!("{name} {}", date.written(locale)),
            None => name.to_owned(),
        })
        .collect();
    if rest > 0 {
        list.push(lang.pick(format!("{rest} weitere in sources.csv"), format!("{rest} more in sources.csv")));
    }
    format!("{}: {}.", lang.pick("Quellen", "Sources"), list.join("; "))
}

/// `Datenbasis: … Stand der Daten: 06.02.2026. staffelstab 0.1.0.`
fn basis(selection: &Selection<'_>, coverage: &str, locale: Locale) -> String {
    let lang = locale.lang;
    let mut sentences = Vec::new();
    if !coverage.is_empty() {
        sentences.push(format!("{}: {coverage}.", lang.pick("Datenbasis", "Coverage")));
    }
    if let Some(day) = selection.query().as_of {
        let day = day.written(locale);
        sentences.push(lang.pick(format!("Wissensstand vom {day}"), format!("As known on {day}")));
        let undated = selection.undated();
        if undated > 0 {
            let claims = lang.pick(
                if undated == 1 { "undatierte Angabe" } else { "undatierte Angaben" },
                if undated == 1 { "undated claim" } else { "undated claims" },
            );
            let rule = lang.pick("nach Veranstaltungsdatum eingeordnet.", "placed by the date of the event.");
            let last = sentences.pop().unwrap_or_default();
            sentences.push(format!("{last}; {undated} {claims} {rule}"));
        } else if let Some(last) = sentences.last_mut() {
            last.push('.');
        }
    } else if let Some(day) = selection.day_of_records() {
        sentences.push(format!("{}: {}.", lang.pick("Stand der Daten", "Records as of"), day.written(locale)));
    }
    sentences.push(format!("staffelstab {}.", env!("CARGO_PKG_VERSION")));
    sentences.join(" ")
}
