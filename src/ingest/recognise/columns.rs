//! The columns of a flat list, by the names that people give them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table::HEADER_ROWS;
use super::{Page, Tongue, plain};
use crate::diag::{Code, Diagnostics, nearest, quote};
use crate::read::workbook::Row;

/// What a column of a flat list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The event: its series, with number and year where they stand in the name.
    Event,
    /// Number in the series.
    Number,
    /// Id of the edition.
    Id,
    /// A day, a month, a year, or first and last day.
    Date,
    /// First day.
    Start,
    /// Last day.
    End,
    /// Year.
    Year,
    /// City, or house where a column names the city as well.
    Place,
    /// City.
    City,
    /// House.
    Venue,
    /// Host Land.
    Host,
    /// How it took place.
    Format,
    /// Whether it took place.
    Status,
    /// Motto.
    Motto,
    /// People who took part.
    Attendance,
    /// Visitors: the unit is not stated.
    Visitors,
    /// People who were expected.
    Expected,
    /// People who registered.
    Registered,
    /// Most viewers at one moment.
    Peak,
    /// People in the hall.
    OnSite,
    /// People at a screen.
    Online,
    /// The word before the figure.
    Qualifier,
    /// What the figure is based on.
    Basis,
    /// Where the counted people were.
    Mode,
    /// What was counted as one.
    Unit,
    /// When the figure was said, seen from the event.
    Asserted,
    /// The day on which it was said.
    AssertedOn,
    /// Talks.
    Talks,
    /// Workshops.
    Workshops,
    /// Panels.
    Panels,
    /// Sessions.
    Sessions,
    /// Exhibition stands.
    Exhibitions,
    /// Stages.
    Stages,
    /// Parallel tracks.
    Tracks,
    /// Messages of the audience.
    Messages,
    /// People in an interaction.
    Interactions,
    /// Main topics.
    MainTopics,
    /// Topics.
    Topics,
    /// The source: id, title or address.
    Source,
    /// The address of the source.
    Link,
    /// Who published the source.
    Publisher,
    /// Who speaks in the source.
    SourceKind,
    /// When the source was published.
    Published,
    /// How well the number is supported.
    NumberEvidence,
    /// How well the date is supported.
    DateEvidence,
    /// How well the host is supported.
    HostEvidence,
    /// Remark on the edition.
    Note,
}

/// A column: what it says, its German and its English name, and further names of both languages.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What it says.
    pub field: Field,
    /// German name.
    pub de: &'static str,
    /// English name.
    pub en: &'static str,
    also_de: &'static [&'static str],
    also_en: &'static [&'static str],
}

const fn column(
    field: Field,
    de: &'static str,
    en: &'static str,
    also_de: &'static [&'static str],
    also_en: &'static [&'static str],
) -> Column {
    Column { field, de, en, also_de, also_en }
}

const COLUMNS: &[Column] = &[
    column(
        Field::Event,
        "Veranstaltung",
        "Event",
        &["Reihe", "Kongress", "Konferenz", "Name", "Bezeichnung", "Veranstaltungsreihe", "Titel der Veranstaltung"],
        &["Series", "Congress", "Conference", "Event name"],
    ),
    column(
        Field::Number,
        "Nr.",
        "No.",
        &["Nummer", "Ausgabe", "lfd. Nr.", "Auflage", "Nr. der Veranstaltung"],
        &["Number", "Edition", "#"],
    ),
    column(Field::Id, "Kennung", "Id", &["ID der Veranstaltung"], &["Edition id"]),
    column(
        Field::Date,
        "Datum",
        "Date",
        &["Termin", "Zeitraum", "Tag", "Tage", "Datum der Veranstaltung", "Wann"],
        &["Dates", "When", "Period"],
    ),
    column(
        Field::Start,
        "Beginn",
        "Start",
        &["Start", "Von", "Datum von", "Anfang", "Startdatum", "Erster Tag", "Datum Beginn"],
        &["Start date", "From", "First day", "Begin"],
    ),
    column(
        Field::End,
        "Ende",
        "End",
        &["Bis", "Datum bis", "Enddatum", "Letzter Tag", "Datum Ende"],
        &["End date", "To", "Until", "Last day"],
    ),
    column(Field::Year, "Jahr", "Year", &["Veranstaltungsjahr"], &[]),
    column(Field::Place, "Ort", "Place", &["Wo"], &["Where"]),
    column(Field::City, "Stadt", "City", &["Gemeinde", "Veranstaltungsstadt"], &["Town"]),
    column(
        Field::Venue,
        "Veranstaltungsort",
        "Venue",
        &["Haus", "Halle", "Tagungsort", "Veranstaltungsstätte", "Lokation", "Räumlichkeit"],
        &["Location", "Hall"],
    ),
    column(
        Field::Host,
        "Land",
        "Land",
        &["Bundesland", "Gastgeber", "Gastgeberland", "Gastgebendes Land", "Ausrichter", "Ausrichtendes Land"],
        &["State", "Host", "Host Land", "Host state", "Federal state"],
    ),
    column(
        Field::Format,
        "Format",
        "Format",
        &["Veranstaltungsformat", "Durchführung", "Veranstaltungsart", "Form"],
        &["Event format"],
    ),
    column(Field::Status, "Status", "Status", &["Durchgeführt", "Stattgefunden"], &["State of the event"]),
    column(
        Field::Motto,
        "Motto",
        "Motto",
        &["Leitthema", "Slogan", "Leitmotiv", "Unter dem Motto"],
        &["Slogan", "Theme"],
    ),
    column(
        Field::Attendance,
        "Teilnehmende",
        "Participants",
        &[
            "Teilnehmer",
            "Teilnehmerzahl",
            "Teilnehmendenzahl",
            "Teilnehmerinnen und Teilnehmer",
            "Anzahl Teilnehmende",
            "Anzahl Teilnehmer",
            "Anzahl der Teilnehmenden",
            "Zahl der Teilnehmenden",
            "TN",
            "TN-Zahl",
            "Anzahl TN",
            "Teilnahmen",
            "Teilnehmer:innen",
            "TeilnehmerInnen",
            "Teilnehmer*innen",
            "Teilnahmezahl",
            "Personen",
            "Gäste",
        ],
        &["Attendance", "Attendees", "People", "Number of participants", "Guests"],
    ),
    column(
        Field::Visitors,
        "Besucher",
        "Visitors",
        &["Besucherzahl", "Besuchende", "Besuche", "Anzahl Besucher", "Besucherinnen und Besucher"],
        &["Visits", "Number of visitors"],
    ),
    column(
        Field::Expected,
        "Erwartete Teilnehmende",
        "Expected participants",
        &[
            "Erwartet",
            "Erwartete",
            "Erwartete Teilnehmer",
            "Teilnehmende (erwartet)",
            "Teilnehmer (erwartet)",
            "Erwartete Gäste",
        ],
        &["Expected", "Expected attendance"],
    ),
    column(
        Field::Registered,
        "Angemeldete",
        "Registered participants",
        &[
            "Angemeldet",
            "Anmeldungen",
            "Registrierte",
            "Registrierungen",
            "Angemeldete Teilnehmende",
            "Teilnehmende (angemeldet)",
            "Teilnehmer (angemeldet)",
        ],
        &["Registered", "Registrations"],
    ),
    column(
        Field::Peak,
        "Gleichzeitig zugeschaltet",
        "Peak concurrent viewers",
        &["Gleichzeitige Zuschauer", "Zuschauer gleichzeitig", "Spitzenwert", "Gleichzeitig"],
        &["Peak viewers", "Concurrent viewers", "Peak"],
    ),
    column(
        Field::OnSite,
        "Teilnehmende vor Ort",
        "Participants on site",
        &["Vor Ort", "Teilnehmer vor Ort", "Präsenz", "TN vor Ort", "Teilnehmende (vor Ort)"],
        &["On site", "On-site participants"],
    ),
    column(
        Field::Online,
        "Teilnehmende online",
        "Participants online",
        &["Online", "Teilnehmer online", "TN online", "Online-Teilnehmende", "Teilnehmende (online)", "Virtuell"],
        &["Online participants"],
    ),
    column(
        Field::Qualifier,
        "Zusatz",
        "Qualifier",
        &["Zusatz zur Zahl", "Einschränkung", "Genauigkeit"],
        &["Precision"],
    ),
    column(
        Field::Basis,
        "Zählweise",
        "Basis",
        &["Grundlage", "Art der Zahl", "Zählart", "Zählung", "Erhebung"],
        &["Counted as", "Counting", "Kind of figure"],
    ),
    column(Field::Mode, "Modus", "Mode", &["Teilnahmeart", "Art der Teilnahme", "Teilnahmeform"], &["Attendance mode"]),
    column(Field::Unit, "Einheit", "Unit", &["Zähleinheit"], &["Counting unit"]),
    column(Field::Asserted, "Zeitpunkt der Angabe", "Time of the claim", &["Zeitpunkt", "Angabe"], &["Asserted"]),
    column(
        Field::AssertedOn,
        "Stand",
        "Date of the claim",
        &["Stand vom", "Angabe vom", "Stichtag", "Datum der Angabe", "Stand der Angabe"],
        &["Asserted on", "As of"],
    ),
    column(Field::Talks, "Vorträge", "Talks", &["Anzahl Vorträge", "Beiträge"], &["Number of talks"]),
    column(Field::Workshops, "Workshops", "Workshops", &["Anzahl Workshops"], &["Number of workshops"]),
    column(Field::Panels, "Podien", "Panels", &["Podiumsdiskussionen", "Anzahl Podien"], &["Panel discussions"]),
    column(Field::Sessions, "Programmpunkte", "Sessions", &["Anzahl Programmpunkte"], &["Number of sessions"]),
    column(
        Field::Exhibitions,
        "Ausstellungsstände",
        "Exhibition stands",
        &["Stände", "Messestände"],
        &["Stands", "Booths"],
    ),
    column(Field::Stages, "Bühnen", "Stages", &["Anzahl Bühnen"], &[]),
    column(Field::Tracks, "Parallele Stränge", "Parallel tracks", &["Stränge"], &["Tracks"]),
    column(Field::Messages, "Nachrichten", "Messages", &[], &[]),
    column(
        Field::Interactions,
        "Beteiligte an Abstimmungen",
        "People in interactions",
        &["Interaktionen"],
        &["Interactions"],
    ),
    column(
        Field::MainTopics,
        "Hauptthemen",
        "Main topics",
        &["Schwerpunkte", "Themenschwerpunkte", "Schwerpunktthemen", "Hauptthema", "Fokusthemen"],
        &["Main topic", "Focus topics"],
    ),
    column(
        Field::Topics,
        "Themen",
        "Topics",
        &[
            "Thema",
            "Weitere Themen",
            "Nebenthemen",
            "Inhalte",
            "Themenfelder",
            "Schlagworte",
            "Schlagwörter",
            "Stichworte",
            "Stichwörter",
        ],
        &["Topic", "Side topics", "Further topics", "Keywords", "Tags"],
    ),
    column(
        Field::Source,
        "Quelle",
        "Source",
        &["Quellen", "Fundstelle", "Nachweis", "Titel der Quelle", "Quellenangabe"],
        &["Sources", "Source title", "Reference"],
    ),
    column(
        Field::Link,
        "Link",
        "Link",
        &["URL", "Internetadresse", "Webseite", "Website", "Web", "Link zur Quelle", "Quelle (Link)", "Webadresse"],
        &["Address", "Web address", "Source URL"],
    ),
    column(
        Field::Publisher,
        "Herausgeber",
        "Publisher",
        &["Medium", "Herausgeberin", "Herausgeber der Quelle"],
        &["Source publisher", "Published by"],
    ),
    column(
        Field::SourceKind,
        "Art der Quelle",
        "Kind of source",
        &["Quellenart", "Quellentyp"],
        &["Source kind", "Source type"],
    ),
    column(
        Field::Published,
        "Datum der Quelle",
        "Date of the source",
        &["Veröffentlicht", "Veröffentlicht am", "Quelle vom", "Erschienen am"],
        &["Published", "Published on"],
    ),
    column(Field::NumberEvidence, "Beleg der Nummer", "Evidence of the number", &[], &[]),
    column(Field::DateEvidence, "Beleg des Datums", "Evidence of the date", &[], &[]),
    column(Field::HostEvidence, "Beleg des Landes", "Evidence of the Land", &[], &[]),
    column(
        Field::Note,
        "Bemerkung",
        "Note",
        &[
            "Bemerkungen",
            "Anmerkung",
            "Anmerkungen",
            "Notiz",
            "Notizen",
            "Kommentar",
            "Hinweis",
            "Hinweise",
            "Sonstiges",
        ],
        &["Notes", "Remark", "Remarks", "Comment", "Comments"],
    ),
];

/// The columns that a flat list may have, in the order of a form.
#[must_use]
pub const fn columns() -> &'static [Column] {
    COLUMNS
}

/// What a plain name says, and whether it is German and whether it is English.
static BY_NAME: LazyLock<BTreeMap<String, (Field, bool, bool)>> = LazyLock::new(|| {
    let mut by_name = BTreeMap::new();
    for column in COLUMNS {
        for (first, others, german) in [(column.de, column.also_de, true), (column.en, column.also_en, false)] {
            for name in std::iter::once(&first).chain(others) {
                let entry = by_name.entry(plain(name)).or_insert((column.field, false, false));
                entry.1 |= german;
                entry.2 |= !german;
            }
        }
    }
    by_name
});

/// What a name says, and whether it is German and whether it is English.
fn field(name: &str) -> Option<(Field, bool, bool)> {
    // Longer than every name of a column; `#` has no letters to compare.
    if name.len() > 100 {
        return None;
    }
    let name = if name == "#" { "number".to_owned() } else { plain(name) };
    BY_NAME.get(&name).copied()
}

/// The row that names the columns of a flat list.
pub(super) struct Header {
    /// Index of the row in the sheet.
    pub row: usize,
    pub tongue: Tongue,
    /// Column of the sheet, what it says, and its name there.
    pub fields: Vec<(u32, Field, String)>,
}

/// Looks for the row that names an event or a number, and at least two more columns.
pub(super) fn header(page: Page<'_>) -> Option<Header> {
    let rows = page.sheet.rows.iter().take(HEADER_ROWS).enumerate();
    rows.filter_map(|(index, row)| of(index, row))
        .reduce(|best, other| if other.fields.len() > best.fields.len() { other } else { best })
}

fn of(index: usize, row: &Row) -> Option<Header> {
    let (mut german, mut english) = (0, 0);
    let mut fields: Vec<(u32, Field, String)> = Vec::new();
    for cell in &row.cells {
        let Some((found, is_german, is_english)) = field(&cell.text) else { continue };
        german += usize::from(is_german && !is_english);
        english += usize::from(is_english && !is_german);
        fields.push((cell.index, found, cell.text.clone()));
    }
    let has = |field: Field| fields.iter().any(|(_, other, _)| *other == field);
    let tongue = match german.cmp(&english) {
        std::cmp::Ordering::Greater => Tongue::German,
        std::cmp::Ordering::Less => Tongue::English,
        std::cmp::Ordering::Equal => Tongue::Unknown,
    };
    let enough = (has(Field::Event) || has(Field::Id)) && fields.len() >= 3;
    enough.then_some(Header { row: index, tongue, fields })
}

impl Header {
    pub(super) fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(_, other, _)| *other == field)
    }

    /// Warns of columns that are not read, and of two for the same.
    pub(super) fn warn(&mut self, page: Page<'_>, findings: &mut Diagnostics) {
        for cell in &page.sheet.rows[self.row].cells {
            let Some((_, found, _)) = self.fields.iter().find(|(index, ..)| *index == cell.index) else {
                findings.warning(Code::ColumnLeftOut, || {
                    let names = COLUMNS.iter().flat_map(|column| [column.de, column.en]);
                    let similar = nearest(&cell.text, names);
                    page.finding(cell, &cell.text, format!("the column {} is left out", quote(&cell.text)))
                        .hint_if(similar.map(|word| format!("did you mean `{word}`?")))
                });
                continue;
            };
            // Topics, remarks and sources may have several columns.
            let many = matches!(found, Field::Topics | Field::MainTopics | Field::Note | Field::Link | Field::Source);
            let first = self.fields.iter().find(|(_, other, _)| other == found).map(|(index, ..)| *index);
            if !many && first.is_some_and(|index| index < cell.index) {
                findings.warning(Code::ColumnLeftOut, || {
                    let message = format!("the column {} is left out: another says the same", quote(&cell.text));
                    page.finding(cell, &cell.text, message)
                });
            }
        }
        let mut seen = Vec::new();
        self.fields.retain(|(_, field, _)| {
            let many = matches!(field, Field::Topics | Field::MainTopics | Field::Note | Field::Link | Field::Source);
            let first = !seen.contains(field);
            seen.push(*field);
            many || first
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_columns() {
        let mut seen: Vec<(String, Field)> = Vec::new();
        for column in COLUMNS {
            for name in [column.de, column.en].iter().chain(column.also_de).chain(column.also_en) {
                let name = plain(name);
                let other = seen.iter().find(|(known, field)| *known == name && *field != column.field);
                assert_eq!(other, None, "{name}");
                seen.push((name, column.field));
            }
        }
    }
}
