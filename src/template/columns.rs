//! The columns of the form: what each says, which words it offers, and its comment.

use crate::ingest::recognise::{Field, columns, spelt};
use crate::locale::Lang;
use crate::model::claim::{Asserted, Basis, Mode, Qualifier, Unit};
use crate::model::edition::{EditionFormat, Evidence, Status};
use crate::model::land::Land;
use crate::model::provenance::SourceKind;

/// A column of the form.
pub(super) struct FormColumn {
    pub field: Field,
    /// The words that its list offers; empty for a cell to write into.
    pub words: &'static [&'static str],
    de: &'static str,
    en: &'static str,
}

const fn free(field: Field, de: &'static str, en: &'static str) -> FormColumn {
    FormColumn { field, words: &[], de, en }
}

const fn choice(field: Field, words: &'static [&'static str], de: &'static str, en: &'static str) -> FormColumn {
    FormColumn { field, words, de, en }
}

/// The columns in order.
pub(super) const FORM: &[FormColumn] = &[
    free(
        Field::Event,
        "Die Reihe. Eine neue Reihe kommt zuerst in das Blatt `series`.",
        "The series. A new one is first added to the sheet `series`.",
    ),
    free(Field::Number, "Die wievielte der Reihe, in Ziffern.", "Which one of the series, in digits."),
    free(
        Field::Start,
        "Erster Tag, so genau wie bekannt: 20.03.2024, März 2024 oder 2024.",
        "First day, as precise as known: 20 March 2024, March 2024 or 2024.",
    ),
    free(
        Field::End,
        "Letzter Tag; bei einem Tag derselbe. Leer, wenn nicht bekannt.",
        "Last day; of a single day the same. Empty if not known.",
    ),
    free(Field::City, "Die Stadt.", "The city."),
    free(Field::Venue, "Das Haus.", "The house."),
    choice(Field::Host, Land::WORDS, "Das gastgebende Land.", "The host Land."),
    choice(Field::Format, EditionFormat::WORDS, "Wie sie stattfand oder stattfinden soll.", "How it takes place."),
    choice(
        Field::Status,
        Status::WORDS,
        "Was die Quelle zeigt: stattgefunden nur, wenn sie danach entstand.",
        "What the source shows: held only if it was written afterwards.",
    ),
    free(Field::Motto, "Das Motto, ohne Anführungszeichen.", "The motto, without quotation marks."),
    free(
        Field::Attendance,
        "Die Zahl, wie die Quelle sie schreibt: 3.600, rund 3.600, über 500. Kein Mittelwert. Jede weitere Angabe einer \
         anderen Quelle bekommt eine eigene Zeile.",
        "The figure as the source writes it: 3,600, around 3,600, over 500. No mean. Another source's figure has a row \
         of its own.",
    ),
    choice(
        Field::Qualifier,
        Qualifier::WORDS,
        "Das Wort vor der Zahl, falls es nicht schon bei ihr steht.",
        "The word before the figure, unless it stands with it.",
    ),
    choice(
        Field::Basis,
        Basis::WORDS,
        "Worauf die Zahl beruht. Erwartete, angemeldete und teilgenommene werden nie verglichen.",
        "What the figure is based on. Expected, registered and attended are never compared.",
    ),
    choice(Field::Mode, Mode::WORDS, "Wo die Gezählten waren.", "Where the counted people were."),
    choice(
        Field::Unit,
        Unit::WORDS,
        "Was als eins zählt. Leer heißt: Personen.",
        "What counts as one. Empty means persons.",
    ),
    choice(
        Field::Asserted,
        Asserted::WORDS,
        "Wann die Angabe gemacht wurde, von der Veranstaltung aus gesehen.",
        "When the figure was given, seen from the event.",
    ),
    free(Field::AssertedOn, "Der Tag der Angabe.", "The day on which it was given."),
    free(Field::Talks, "Zahl der Vorträge.", "Number of talks."),
    free(Field::Workshops, "Zahl der Workshops.", "Number of workshops."),
    free(Field::Panels, "Zahl der Podien.", "Number of panels."),
    free(
        Field::Sessions,
        "Zahl der Programmpunkte, wenn die Quelle nicht unterscheidet.",
        "Number of sessions, if the source makes no difference.",
    ),
    free(Field::Exhibitions, "Zahl der Ausstellungsstände.", "Number of exhibition stands."),
    free(Field::Stages, "Zahl der Bühnen.", "Number of stages."),
    free(Field::Tracks, "Zahl der parallelen Stränge.", "Number of parallel tracks."),
    free(Field::Messages, "Zahl der Nachrichten aus dem Publikum.", "Number of messages of the audience."),
    free(
        Field::Interactions,
        "Zahl der Beteiligten an einer Abstimmung.",
        "Number of people taking part in an interaction.",
    ),
    free(
        Field::MainTopics,
        "Themen, die die Quelle hervorhebt, durch Semikolon getrennt, in ihren Worten.",
        "Topics that the source puts first, parted by semicolons, in its words.",
    ),
    free(
        Field::Topics,
        "Weitere Themen, durch Semikolon getrennt, in den Worten der Quelle.",
        "Further topics, parted by semicolons, in the source's words.",
    ),
    free(
        Field::Source,
        "Die Quelle: Kennung oder Titel. Eine Zeile hat eine Quelle.",
        "The source: id or title. A row has one source.",
    ),
    free(Field::Link, "Die Adresse der Quelle.", "The address of the source."),
    free(
        Field::Publisher,
        "Wer die Quelle herausgibt; nur bei einer neuen Quelle nötig.",
        "Who published the source; only needed for a new one.",
    ),
    choice(
        Field::SourceKind,
        SourceKind::WORDS,
        "Wer in der Quelle spricht; nur bei einer neuen Quelle nötig.",
        "Who speaks in the source; only needed for a new one.",
    ),
    free(Field::Published, "Wann die Quelle erschien.", "When the source was published."),
    choice(
        Field::NumberEvidence,
        Evidence::WORDS,
        "Wie die Nummer belegt ist. Leer heißt: die Quelle sagt sie.",
        "How the number is supported. Empty means that the source states it.",
    ),
    choice(
        Field::DateEvidence,
        Evidence::WORDS,
        "Wie das Datum belegt ist. Leer heißt: die Quelle sagt es.",
        "How the date is supported. Empty means that the source states it.",
    ),
    choice(
        Field::HostEvidence,
        Evidence::WORDS,
        "Wie das Land belegt ist. Erschlossen braucht eine Begründung in der Bemerkung.",
        "How the Land is supported. Inferred needs a reason in the note.",
    ),
    free(
        Field::Note,
        "Begründung oder Bemerkung. Zeilen, deren Bemerkung mit BEISPIEL beginnt, werden nicht übernommen.",
        "Reason or remark. Rows whose note begins with EXAMPLE are left out.",
    ),
];

impl FormColumn {
    /// Its name.
    pub(super) fn name(&self, lang: Lang) -> &'static str {
        let column = columns().iter().find(|column| column.field == self.field);
        column.map_or("", |column| lang.pick(column.de, column.en))
    }

    /// Its comment.
    pub(super) const fn comment(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::De => self.de,
            Lang::En => self.en,
        }
    }
}

/// The words of a vocabulary, as the form offers them.
pub(super) fn offered(words: &'static [&'static str], lang: Lang) -> Vec<&'static str> {
    match spelt(words) {
        [] => words.to_vec(),
        named => named.iter().map(|(_, german, english, _)| lang.pick(*german, *english)).collect(),
    }
}

/// The word of the form for a word of the records.
pub(super) fn word(word: &str, words: &'static [&'static str], lang: Lang) -> String {
    let named = spelt(words).iter().find(|named| named.0 == word);
    named.map_or(word, |(_, german, english, _)| lang.pick(german, english)).to_owned()
}
