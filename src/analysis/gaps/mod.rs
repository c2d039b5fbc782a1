//! What the records do not know, and the question to ask each host.

mod text;

pub use text::{gaps_markdown, gaps_text};

use serde::Serialize;

use super::attendance::{Choices, EditionChoice};
use super::selection::Selection;
use super::words;
use crate::check::Dataset;
use crate::locale::{Lang, Locale};
use crate::model::claim::Basis;
use crate::model::date::Date;
use crate::model::edition::{Edition, Evidence, Status};
use crate::model::land::Land;
use crate::model::provenance::DisputedField;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What is asked for, the most important first.
    Gap {
        /// Whole editions that the numbering says must have been.
        Editions = "editions",
        /// How many took part.
        Attendance = "attendance",
        /// What a figure is based on.
        Basis = "basis",
        /// Whether a figure counts the hall, the screens or both.
        Mode = "mode",
        /// Whether it took place.
        Status = "status",
        /// Its days.
        Dates = "dates",
        /// Its host.
        Host = "host",
        /// Its topics.
        Programme = "programme",
        /// Its number.
        Number = "number",
        /// Its city.
        City = "city",
        /// Its venue.
        Venue = "venue",
        /// On site, online or hybrid.
        Format = "format",
        /// Its motto.
        Motto = "motto",
    }
}

vocabulary! {
    /// In what way something is not known.
    State {
        /// No source says it.
        Unknown = "unknown",
        /// It is concluded from something else.
        Inferred = "inferred",
        /// Sources contradict each other.
        Disputed = "disputed",
    }
}

/// One thing that is not known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapRow {
    /// Host Land, whom to ask; empty where it is the organiser of the series.
    pub host: Option<Land>,
    /// Whom to ask, in words.
    pub host_label: String,
    /// Id of the series.
    pub series: String,
    /// Its name.
    pub series_label: String,
    /// Id of the edition; empty for editions that have no row.
    pub edition: Option<String>,
    /// Its name.
    pub edition_label: String,
    /// Year.
    pub year: Option<i16>,
    /// What is asked for.
    pub gap: Gap,
    /// In what way it is not known.
    pub state: State,
    /// What the records have, where it is inferred or disputed.
    pub known: Option<String>,
    /// The question.
    pub question: String,
}

impl GapRow {
    /// The columns: the fields in order.
    pub const COLUMNS: &'static [&'static str] = &[
        "host",
        "host_label",
        "series",
        "series_label",
        "edition",
        "edition_label",
        "year",
        "gap",
        "state",
        "known",
        "question",
    ];
}

/// What is not known of the selected editions: by host (editions without one last, by series), edition and gap.
#[must_use]
pub fn gap_rows(selection: &Selection<'_>, choices: &Choices<'_>, locale: Locale) -> Vec<GapRow> {
    let survey = Survey::of(selection, locale);
    let mut rows: Vec<GapRow> = choices.editions().iter().flat_map(|choice| survey.edition(choice)).collect();
    rows.extend(selection.series().iter().flat_map(|series| survey.missing_editions(*series)));
    // A stable sort: editions stay in the order of the dataset, gaps in that of their importance.
    rows.sort_by_cached_key(|row| (row.host.is_none(), row.host, row.host_label.clone(), row.edition.is_none()));
    rows
}

/// What the gaps are looked for in.
struct Survey<'s, 'a> {
    selection: &'s Selection<'a>,
    dataset: &'a Dataset,
    locale: Locale,
    with_programme: Vec<usize>,
    latest: Option<Date>,
}

impl<'s, 'a> Survey<'s, 'a> {
    fn of(selection: &'s Selection<'a>, locale: Locale) -> Self {
        let dataset = selection.dataset();
        let mut with_programme: Vec<usize> = selection.mentions().map(|mention| mention.edition as usize).collect();
        with_programme.sort_unstable();
        with_programme.dedup();
        let held = dataset.editions().iter().filter(|edition| edition.status == Some(Status::Held));
        let days = held.filter_map(|edition| edition.end.or(edition.start));
        let days = days.chain(dataset.sources().iter().filter_map(|source| source.published));
        // No clock: what the records know of gives the day, unless the user names one.
        let latest = selection.query().as_of.or_else(|| days.max_by_key(|day| day.earliest()));
        Self { selection, dataset, locale, with_programme, latest }
    }

    fn lang(&self) -> Lang {
        self.locale.lang
    }

    fn edition(&self, choice: &EditionChoice<'_>) -> Vec<GapRow> {
        let edition = &self.dataset.editions()[choice.edition];
        let mut found = self.attendance(edition, choice);
        found.extend(self.fields(edition, choice.edition));
        found.sort_by_key(|(gap, ..)| *gap);
        found.into_iter().map(|(gap, state, known)| self.row(edition, gap, state, known)).collect()
    }

    /// Gaps about attendance: none told from afterwards, disputed, basis or mode not told.
    fn attendance(&self, edition: &Edition, choice: &EditionChoice<'_>) -> Vec<(Gap, State, Option<String>)> {
        let mut found = Vec::new();
        let written = |basis: Option<Basis>| {
            let cells = choice.used().filter(|cell| basis.is_none_or(|basis| cell.basis == basis));
            let figures: Vec<String> = cells
                .flat_map(|cell| {
                    cell.standing().map(|voice| {
                        let stated = voice.claim.stated.written(self.locale);
                        format!("{stated} ({})", words::basis(cell.basis, self.lang()))
                    })
                })
                .collect();
            let mut seen: Vec<String> = Vec::new();
            for figure in figures {
                if !seen.contains(&figure) {
                    seen.push(figure);
                }
            }
            let figures = seen;
            Some(figures.join("; ")).filter(|text| !text.is_empty())
        };
        let told = choice.used().any(|cell| matches!(cell.basis, Basis::Attended | Basis::NotStated));
        if !told && self.selection.status(edition) != Some(Status::Cancelled) {
            found.push((Gap::Attendance, State::Unknown, written(None)));
        } else if choice.used().any(|cell| cell.disputed) {
            found.push((Gap::Attendance, State::Disputed, written(None)));
        }
        if choice.used().any(|cell| cell.basis == Basis::NotStated) {
            found.push((Gap::Basis, State::Unknown, written(Some(Basis::NotStated))));
        }
        if choice.used().any(|cell| cell.mode.is_none()) {
            found.push((Gap::Mode, State::Unknown, written(None)));
        }
        found
    }

    /// Gaps in the fields of the edition itself.
    fn fields(&self, edition: &Edition, index: usize) -> Vec<(Gap, State, Option<String>)> {
        let mut found = Vec::new();
        let others = |fields: &[DisputedField]| -> Vec<&str> {
            let mut values: Vec<&str> = self
                .dataset
                .disputes()
                .iter()
                .filter(|dispute| dispute.edition == index && fields.contains(&dispute.field))
                .filter(|dispute| self.selection.knows_source(dispute.source, index))
                .map(|dispute| dispute.value.as_str())
                .collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        let mut field = |gap: Gap, known: Option<String>, evidence: Option<Evidence>, fields: &[DisputedField]| {
            let others = others(fields);
            let found_state = match (&known, evidence) {
                (None, _) => State::Unknown,
                _ if !others.is_empty() => State::Disputed,
                (_, Some(Evidence::Inferred)) => State::Inferred,
                _ if gap == Gap::Dates && !to_the_day(edition) => State::Unknown,
                _ => return,
            };
            found.push((gap, found_state, known.map(|known| against(known, &others, self.lang()))));
        };
        let number = edition.number.map(|number| number.to_string());
        field(Gap::Number, number, edition.number_evidence, &[DisputedField::Number]);
        let host = edition.host.map(|land| self.dataset.land_name(land, self.lang()).to_owned());
        field(Gap::Host, host, edition.host_evidence, &[DisputedField::Host]);
        field(Gap::City, edition.city.clone(), None, &[DisputedField::City]);
        field(Gap::Venue, edition.venue.clone(), None, &[DisputedField::Venue]);
        field(Gap::Motto, edition.motto.clone(), None, &[DisputedField::Motto]);
        let format = edition.format.map(|format| words::format(format, self.lang()).to_owned());
        field(Gap::Format, format, None, &[DisputedField::Format]);
        let programme = self.with_programme.binary_search(&index).is_ok().then(String::new);
        field(Gap::Programme, programme, None, &[]);
        let days = super::attendance::written_date(edition);
        field(Gap::Dates, days, edition.date_evidence, &[DisputedField::Start, DisputedField::End]);
        found.extend(self.status(edition));
        found
    }

    /// Whether it took place is a question once it must be over.
    fn status(&self, edition: &Edition) -> Option<(Gap, State, Option<String>)> {
        let status = self.selection.status(edition);
        let asked = match status {
            None | Some(Status::Planned) => true,
            Some(Status::Announced) => self.is_over(edition),
            Some(Status::Held | Status::Cancelled) => false,
        };
        let known = status.map(|status| words::status(Some(status), self.lang()).to_owned());
        asked.then_some((Gap::Status, State::Unknown, known))
    }

    fn is_over(&self, edition: &Edition) -> bool {
        edition.end.or(edition.start).zip(self.latest).is_some_and(|(end, latest)| end.is_before(latest))
    }

    fn row(&self, edition: &Edition, gap: Gap, state: State, known: Option<String>) -> GapRow {
        let lang = self.lang();
        let series = &self.dataset.series()[edition.series];
        let mut question = question(gap, known.as_deref().filter(|known| !known.is_empty()), state, lang);
        if gap == Gap::Attendance && self.selection.status(edition) == Some(Status::Announced) && !self.is_over(edition)
        {
            question.push_str(lang.pick(" Sobald sie stattgefunden hat.", " Once it has taken place."));
        }
        GapRow {
            host: edition.host,
            host_label: edition
                .host
                .map_or_else(|| organiser(words::series(series, lang), lang), |land| self.land(land)),
            series: series.id.to_string(),
            series_label: words::series(series, lang).to_owned(),
            edition: Some(edition.id.to_string()),
            edition_label: words::edition(edition, series, lang),
            year: edition.year(),
            gap,
            state,
            known: known.filter(|known| !known.is_empty()),
            question,
        }
    }

    fn land(&self, land: Land) -> String {
        self.dataset.land_name(land, self.lang()).to_owned()
    }

    /// Numbers below the largest one of a series for which the records have no edition, as one row a run. Only without
    /// years asked for: a missing edition has none.
    fn missing_editions(&self, series: usize) -> Vec<GapRow> {
        let query = self.selection.query();
        if query.from.is_some() || query.to.is_some() {
            return Vec::new();
        }
        let lang = self.lang();
        let editions = self.selection.editions_of(series).map(|index| &self.dataset.editions()[index]);
        let mut numbers: Vec<u32> = editions.filter_map(|edition| edition.number).collect();
        numbers.sort_unstable();
        let before = std::iter::once(0).chain(numbers.iter().copied());
        let record = &self.dataset.series()[series];
        before
            .zip(numbers.iter().copied())
            .filter(|(before, next)| before.saturating_add(1) < *next)
            .map(|(before, next)| {
                let (first, last) = (before + 1, next - 1);
                let label = if first == last { format!("{first}.") } else { format!("{first}.–{last}.") };
                let name = words::series(record, lang);
                GapRow {
                    host: None,
                    host_label: organiser(name, lang),
                    series: record.id.to_string(),
                    series_label: name.to_owned(),
                    edition: None,
                    edition_label: match lang {
                        Lang::De => format!("{label} {name}"),
                        Lang::En => format!("{name}, no. {}", label.replace('.', "")),
                    },
                    year: None,
                    gap: Gap::Editions,
                    state: State::Unknown,
                    known: None,
                    question: question(Gap::Editions, None, State::Unknown, lang),
                }
            })
            .collect()
    }
}

/// The days are known when both are told to the day.
fn to_the_day(edition: &Edition) -> bool {
    [edition.start, edition.end].iter().all(|date| matches!(date, Some(Date::Day(..))))
}

/// What the records have, and what other sources say against it.
fn against(known: String, others: &[&str], lang: Lang) -> String {
    let joint = lang.pick(" gegen ", " against ");
    std::iter::once(known).chain(others.iter().map(|other| (*other).to_owned())).collect::<Vec<_>>().join(joint)
}

fn organiser(series: &str, lang: Lang) -> String {
    lang.pick(format!("Veranstalter: {series}"), format!("Organiser: {series}"))
}

/// The question to ask, for editions gone by and to come alike.
fn question(gap: Gap, known: Option<&str>, state: State, lang: Lang) -> String {
    let text = match gap {
        Gap::Editions => lang.pick("Welche Unterlagen gibt es?", "Which documents are there?"),
        Gap::Attendance => lang.pick(
            "Wie viele Personen haben teilgenommen, vor Ort und online getrennt?",
            "How many persons took part, on site and online apart?",
        ),
        Gap::Basis => lang.pick(
            "Worauf beruht die Zahl: angemeldet, am Eingang gezählt oder geschätzt?",
            "What is the figure based on: registered, counted at the door or estimated?",
        ),
        Gap::Mode => lang.pick(
            "Zählt die Zahl nur vor Ort, nur online oder beides?",
            "Does the figure count on site only, online only or both?",
        ),
        Gap::Status => lang.pick("Hat die Ausgabe stattgefunden?", "Did the edition take place?"),
        Gap::Dates => lang.pick("Welches sind der erste und der letzte Tag?", "Which are the first and the last day?"),
        Gap::Host => lang.pick("Welches Land ist Gastgeber?", "Which Land is the host?"),
        Gap::Programme => lang.pick("Welche Themen nennt das Programm?", "Which topics does the programme name?"),
        Gap::Number => lang.pick("Die wievielte Ausgabe ist es?", "Which number has the edition?"),
        Gap::City => lang.pick("In welcher Stadt?", "In which city?"),
        Gap::Venue => lang.pick("In welchem Haus?", "At which venue?"),
        Gap::Format => lang.pick("Vor Ort, online oder hybrid?", "On site, online or hybrid?"),
        Gap::Motto => lang.pick("Unter welchem Motto?", "Under which motto?"),
    };
    match (known, state) {
        (None, _) => text.to_owned(),
        (Some(known), State::Unknown) => {
            format!("{text} ({}: {known})", lang.pick("bisher nur", "so far only"))
        }
        (Some(known), State::Inferred) => {
            format!("{text} ({}: {known})", lang.pick("nur erschlossen", "only inferred"))
        }
        (Some(known), State::Disputed) => format!("{text} ({}: {known})", lang.pick("strittig", "disputed")),
    }
}
