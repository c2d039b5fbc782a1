//! The words that lists use for the vocabularies of the records, German and English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::plain;
use crate::model::claim::{Asserted, Basis, Measure, Mode, Qualifier, Unit, Weight};
use crate::model::edition::{Cadence, EditionFormat, Evidence, Scope, Status};
use crate::model::land::Land;
use crate::model::provenance::{DisputedField, SourceKind};

/// A word of the records, with the German and the English word that a form offers for it and others that are taken.
pub type Named = (&'static str, &'static str, &'static str, &'static [&'static str]);

const FORMATS: &[Named] = &[
    (
        "on-site",
        "vor Ort",
        "on site",
        &["Präsenz", "in Präsenz", "Präsenzveranstaltung", "analog", "onsite", "in person"],
    ),
    ("online", "online", "online", &["virtuell", "digital", "virtual"]),
    ("hybrid", "hybrid", "hybrid", &[]),
];

const STATUSES: &[Named] = &[
    ("held", "hat stattgefunden", "held", &["stattgefunden", "durchgeführt", "took place"]),
    ("announced", "angekündigt", "announced", &[]),
    ("planned", "geplant", "planned", &[]),
    ("cancelled", "abgesagt", "cancelled", &["ausgefallen", "entfallen", "canceled"]),
];

const EVIDENCE: &[Named] = &[
    ("stated", "belegt", "stated", &["genannt"]),
    ("announced", "angekündigt", "announced", &[]),
    ("inferred", "erschlossen", "inferred", &["abgeleitet", "geschlossen"]),
];

const BASES: &[Named] = &[
    ("expected", "erwartet", "expected", &["Erwartung", "geplant", "erwartete Teilnehmende"]),
    ("registered", "angemeldet", "registered", &["Anmeldungen", "Angemeldete", "registriert", "registrations"]),
    ("attended", "teilgenommen", "attended", &["anwesend", "tatsächlich", "teilnehmend", "present"]),
    (
        "peak-concurrent",
        "gleichzeitig zugeschaltet",
        "peak concurrent",
        &["gleichzeitig", "in der Spitze", "Spitzenwert", "peak concurrent viewers"],
    ),
    ("not-stated", "nicht angegeben", "not stated", &["keine Angabe", "k. A.", "Zählweise nicht angegeben"]),
];

const MODES: &[Named] = &[
    ("on-site", "vor Ort", "on site", &["Präsenz", "in Präsenz", "onsite", "in person"]),
    ("online", "online", "online", &["virtuell", "digital", "virtual"]),
    (
        "hybrid-total",
        "vor Ort und online zusammen",
        "on site and online together",
        &["hybrid gesamt", "hybrid total", "gesamt", "insgesamt", "total"],
    ),
];

const UNITS: &[Named] = &[
    ("persons", "Personen", "persons", &["Person", "Menschen", "Teilnehmende", "people"]),
    ("entries", "Eintritte", "entries", &["Besuche", "Zutritte"]),
    ("per-day", "Personen je Tag", "persons per day", &["je Tag", "pro Tag", "täglich", "per day"]),
    ("not-stated", "nicht angegeben", "not stated", &["keine Angabe", "k. A.", "Einheit nicht angegeben"]),
];

const ASSERTED: &[Named] = &[
    ("before", "vorher", "before", &["vor der Veranstaltung", "vor", "before the event"]),
    ("during", "während", "during", &["während der Veranstaltung", "während des Kongresses", "during the event"]),
    ("after", "nachher", "after", &["nach der Veranstaltung", "danach", "nach", "after the event"]),
];

const KINDS: &[Named] = &[
    ("ministry", "Ministerium", "ministry", &["Staatskanzlei", "Behörde"]),
    ("organiser", "Veranstalter", "organiser", &["Ausrichter", "organizer"]),
    ("press", "Presse", "press", &["Zeitung", "Medien", "media"]),
    ("participant", "Teilnehmer", "participant", &["beteiligt", "Teilnehmende", "Teilnehmerin", "Beteiligte"]),
    ("decision", "Beschluss", "decision", &[]),
];

const WEIGHTS: &[Named] = &[
    ("main", "Hauptthema", "main topic", &["Schwerpunkt", "main"]),
    ("side", "am Rande", "side topic", &["Nebenthema", "weiteres Thema", "side"]),
];

const MEASURES: &[Named] = &[
    ("attendance", "Teilnehmende", "people taking part", &["Teilnehmer", "participants"]),
    ("talks", "Vorträge", "talks", &[]),
    ("workshops", "Workshops", "workshops", &[]),
    ("panels", "Podien", "panels", &["Podiumsdiskussionen"]),
    ("sessions", "Programmpunkte", "sessions", &[]),
    ("exhibitions", "Ausstellungsstände", "exhibition stands", &["Stände", "stands"]),
    ("stages", "Bühnen", "stages", &[]),
    ("tracks", "parallele Stränge", "parallel tracks", &["Stränge"]),
    ("messages", "Nachrichten", "messages", &[]),
    ("interactions", "Beteiligte an einer Abstimmung", "people in an interaction", &["Interaktionen"]),
];

const SCOPES: &[Named] = &[
    ("bund-laender", "Bund und Länder", "federal and Länder", &["bundesweit"]),
    ("land", "ein Land", "one Land", &["landesweit"]),
    ("region", "mehrere Länder", "a region", &["Region", "regional"]),
];

const CADENCES: &[Named] =
    &[("yearly", "jährlich", "yearly", &["annual"]), ("irregular", "unregelmäßig", "irregular", &[])];

const FIELDS: &[Named] = &[
    ("start", "erster Tag", "first day", &["Beginn"]),
    ("end", "letzter Tag", "last day", &["Ende"]),
    ("city", "Stadt", "city", &["Ort"]),
    ("venue", "Veranstaltungsort", "venue", &["Haus"]),
    ("host", "Land", "host", &["Gastgeber"]),
    ("format", "Format", "format", &[]),
    ("motto", "Motto", "motto", &[]),
    ("number", "Nummer", "number", &["Nr."]),
    ("status", "Stand", "status", &[]),
];

const LAENDER: &[Named] = &[
    ("DE-BB", "Brandenburg", "Brandenburg", &["BB", "BRB"]),
    ("DE-BE", "Berlin", "Berlin", &["BE", "BLN"]),
    ("DE-BW", "Baden-Württemberg", "Baden-Württemberg", &["BW", "BaWü", "Ba-Wü"]),
    ("DE-BY", "Bayern", "Bavaria", &["BY", "BAY", "Freistaat Bayern"]),
    ("DE-HB", "Bremen", "Bremen", &["HB", "Freie Hansestadt Bremen"]),
    ("DE-HE", "Hessen", "Hesse", &["HE"]),
    ("DE-HH", "Hamburg", "Hamburg", &["HH", "Freie und Hansestadt Hamburg"]),
    ("DE-MV", "Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania", &["MV", "M-V", "Meck-Pomm"]),
    ("DE-NI", "Niedersachsen", "Lower Saxony", &["NI", "Nds", "NDS."]),
    ("DE-NW", "Nordrhein-Westfalen", "North Rhine-Westphalia", &["NW", "NRW"]),
    ("DE-RP", "Rheinland-Pfalz", "Rhineland-Palatinate", &["RP", "RLP"]),
    ("DE-SH", "Schleswig-Holstein", "Schleswig-Holstein", &["SH", "S-H"]),
    ("DE-SL", "Saarland", "Saarland", &["SL", "SLD"]),
    ("DE-SN", "Sachsen", "Saxony", &["SN", "SAC", "Freistaat Sachsen"]),
    ("DE-ST", "Sachsen-Anhalt", "Saxony-Anhalt", &["ST", "LSA", "S-A"]),
    ("DE-TH", "Thüringen", "Thuringia", &["TH", "THÜ", "Freistaat Thüringen"]),
];

/// Every vocabulary with its spellings.
const SPELT: &[(&[&str], &[Named])] = &[
    (EditionFormat::WORDS, FORMATS),
    (Status::WORDS, STATUSES),
    (Evidence::WORDS, EVIDENCE),
    (Basis::WORDS, BASES),
    (Mode::WORDS, MODES),
    (Unit::WORDS, UNITS),
    (Asserted::WORDS, ASSERTED),
    (SourceKind::WORDS, KINDS),
    (Weight::WORDS, WEIGHTS),
    (Measure::WORDS, MEASURES),
    (Scope::WORDS, SCOPES),
    (Cadence::WORDS, CADENCES),
    (DisputedField::WORDS, FIELDS),
    (Land::WORDS, LAENDER),
];

/// For each of [`SPELT`] the word of the records by plain name.
static BY_NAME: LazyLock<Vec<BTreeMap<String, &str>>> = LazyLock::new(|| {
    let names = |(word, german, english, others): &Named| {
        let names = [word, german, english].into_iter().chain(*others);
        names.map(|name| (plain(name), *word)).collect::<Vec<_>>()
    };
    SPELT.iter().map(|(_, named)| named.iter().flat_map(names).collect()).collect()
});

/// How a list may spell the words of a vocabulary; none for the qualifiers, which stand as the source writes them.
#[must_use]
pub fn spelt(words: &'static [&'static str]) -> &'static [Named] {
    SPELT.iter().find(|(known, _)| *known == words).map_or(&[], |(_, named)| named)
}

/// The word of the records for a word of a list.
pub(super) fn word(text: &str, words: &'static [&'static str]) -> Option<&'static str> {
    if words == Qualifier::WORDS {
        return super::amount::qualifier(text);
    }
    let vocabulary = SPELT.iter().position(|(known, _)| *known == words)?;
    BY_NAME.get(vocabulary)?.get(&plain(text)).copied()
}

/// Every word that a list may use, to propose the nearest.
pub(super) fn names(words: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    spelt(words).iter().flat_map(|(_, german, english, _)| [*german, *english]).chain(words.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vocabulary_is_spelt_in_full_and_without_doubt() {
        for words in [
            EditionFormat::WORDS,
            Status::WORDS,
            Evidence::WORDS,
            Basis::WORDS,
            Mode::WORDS,
            Unit::WORDS,
            Asserted::WORDS,
            SourceKind::WORDS,
            Weight::WORDS,
            Measure::WORDS,
            Scope::WORDS,
            Cadence::WORDS,
            DisputedField::WORDS,
            Land::WORDS,
        ] {
            let named = spelt(words);
            assert_eq!(named.iter().map(|entry| entry.0).collect::<Vec<_>>(), words);
            for (found, german, english, others) in named {
                for name in [german, english].into_iter().chain(*others) {
                    assert_eq!(word(name, words), Some(*found), "{name}");
                }
            }
        }
        assert_eq!(word("Mecklenburg-Vorpomern", Land::WORDS), None);
        assert_eq!(word("rund", Qualifier::WORDS), Some("rund"));
    }
}
