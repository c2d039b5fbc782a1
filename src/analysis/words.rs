//! The words for codes, in German and English. Codes in CSV never change with the language; these do.

use crate::locale::Lang;
use crate::model::claim::{Asserted, Basis, Measure, Mode, Unit, Weight};
use crate::model::edition::{Edition, EditionFormat, Evidence, Series, Status};
use crate::model::provenance::{DisputedField, SourceKind};

/// What a count is based on.
#[must_use]
pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Expected => lang.pick("erwartet", "expected"),
        Basis::Registered => lang.pick("angemeldet", "registered"),
        Basis::Attended => lang.pick("teilgenommen", "attended"),
        Basis::PeakConcurrent => lang.pick("gleichzeitig zugeschaltet", "peak concurrent viewers"),
        Basis::NotStated => lang.pick("Zählweise nicht angegeben", "basis not stated"),
    }
}

/// Where the counted people were; `None` where no source says it.
#[must_use]
pub fn mode(mode: Option<Mode>, lang: Lang) -> &'static str {
    match mode {
        Some(Mode::OnSite) => lang.pick("vor Ort", "on site"),
        Some(Mode::Online) => lang.pick("online", "online"),
        Some(Mode::HybridTotal) => lang.pick("vor Ort und online zusammen", "on site and online together"),
        None => lang.pick("vor Ort oder online nicht angegeben", "on site or online not stated"),
    }
}

/// What was counted as one.
#[must_use]
pub fn unit(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::Persons => lang.pick("Personen", "persons"),
        Unit::Entries => lang.pick("Eintritte", "entries"),
        Unit::PerDay => lang.pick("Personen je Tag", "persons per day"),
        Unit::NotStated => lang.pick("Einheit nicht angegeben", "unit not stated"),
    }
}

/// When a claim was made, seen from the event.
#[must_use]
pub fn asserted(asserted: Option<Asserted>, lang: Lang) -> &'static str {
    match asserted {
        Some(Asserted::Before) => lang.pick("Angabe vor der Veranstaltung", "claim from before the event"),
        Some(Asserted::During) => lang.pick("Angabe während der Veranstaltung", "claim from during the event"),
        Some(Asserted::After) => lang.pick("Angabe nach der Veranstaltung", "claim from after the event"),
        None => lang.pick("Angabe ohne Zeitpunkt", "claim from an unknown time"),
    }
}

/// What is counted.
#[must_use]
pub fn measure(measure: Measure, lang: Lang) -> &'static str {
    match measure {
        Measure::Attendance => lang.pick("Teilnehmende", "people taking part"),
        Measure::Talks => lang.pick("Vorträge", "talks"),
        Measure::Workshops => lang.pick("Workshops", "workshops"),
        Measure::Panels => lang.pick("Podien", "panels"),
        Measure::Sessions => lang.pick("Programmpunkte", "sessions"),
        Measure::Exhibitions => lang.pick("Ausstellungsstände", "exhibition stands"),
        Measure::Stages => lang.pick("Bühnen", "stages"),
        Measure::Tracks => lang.pick("parallele Stränge", "parallel tracks"),
        Measure::Messages => lang.pick("Nachrichten", "messages"),
        Measure::Interactions => lang.pick("Beteiligte an einer Abstimmung", "people in an interaction"),
    }
}

/// How strongly a source names a topic.
#[must_use]
pub fn weight(weight: Weight, lang: Lang) -> &'static str {
    match weight {
        Weight::Main => lang.pick("Hauptthema", "main topic"),
        Weight::Side => lang.pick("am Rande", "side topic"),
    }
}

/// How an edition took place.
#[must_use]
pub fn format(format: EditionFormat, lang: Lang) -> &'static str {
    match format {
        EditionFormat::OnSite => lang.pick("vor Ort", "on site"),
        EditionFormat::Online => lang.pick("online", "online"),
        EditionFormat::Hybrid => lang.pick("hybrid", "hybrid"),
    }
}

/// What is known of an edition's taking place; `None` where nothing is.
#[must_use]
pub fn status(status: Option<Status>, lang: Lang) -> &'static str {
    match status {
        Some(Status::Held) => lang.pick("hat stattgefunden", "held"),
        Some(Status::Announced) => lang.pick("angekündigt", "announced"),
        Some(Status::Planned) => {
            lang.pick("geplant; ob sie stattfand, ist nicht bekannt", "planned; whether it was held is not known")
        }
        Some(Status::Cancelled) => lang.pick("abgesagt", "cancelled"),
        None => lang.pick("nicht bekannt", "not known"),
    }
}

/// How well a field is supported.
#[must_use]
pub fn evidence(evidence: Evidence, lang: Lang) -> &'static str {
    match evidence {
        Evidence::Stated => lang.pick("belegt", "stated"),
        Evidence::Announced => lang.pick("angekündigt", "announced"),
        Evidence::Inferred => lang.pick("erschlossen", "inferred"),
    }
}

/// Who speaks in a source.
#[must_use]
pub fn source_kind(kind: SourceKind, lang: Lang) -> &'static str {
    match kind {
        SourceKind::Ministry => lang.pick("Ministerium", "ministry"),
        SourceKind::Organiser => lang.pick("Veranstalter", "organiser"),
        SourceKind::Press => lang.pick("Presse", "press"),
        SourceKind::Participant => lang.pick("beteiligt", "participant"),
        SourceKind::Decision => lang.pick("Beschluss", "decision"),
    }
}

/// A field of an edition that sources word differently.
#[must_use]
pub fn field(field: DisputedField, lang: Lang) -> &'static str {
    match field {
        DisputedField::Start => lang.pick("erster Tag", "first day"),
        DisputedField::End => lang.pick("letzter Tag", "last day"),
        DisputedField::City => lang.pick("Stadt", "city"),
        DisputedField::Venue => lang.pick("Haus", "venue"),
        DisputedField::Host => lang.pick("Gastgeber", "host"),
        DisputedField::Format => lang.pick("Format", "format"),
        DisputedField::Motto => lang.pick("Motto", "motto"),
        DisputedField::Number => lang.pick("Nummer", "number"),
        DisputedField::Status => lang.pick("Stand", "status"),
    }
}

/// Name of a series.
#[must_use]
pub fn series(series: &Series, lang: Lang) -> &str {
    lang.pick(&series.name_de, &series.name_en)
}

/// Name of an edition: `10. Fachkongress des IT-Planungsrats (2022)`, `Congress …, no. 10 (2022)`.
#[must_use]
pub fn edition(edition: &Edition, series: &Series, lang: Lang) -> String {
    let name = self::series(series, lang);
    let name = match (edition.number, lang) {
        (None, _) => name.to_owned(),
        (Some(number), Lang::De) => format!("{number}. {name}"),
        (Some(number), Lang::En) => format!("{name}, no. {number}"),
    };
    edition.year().map_or_else(|| name.clone(), |year| format!("{name} ({year})"))
}
