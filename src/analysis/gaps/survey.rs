//! Looks through the records for what they do not know.

use super::question::question;
use super::{Gap, GapRow, State};
use crate::analysis::attendance::{EditionChoice, written_date};
use crate::analysis::selection::Selection;
use crate::analysis::words;
use crate::check::Dataset;
use crate::locale::{Lang, Locale};
use crate::model::claim::Basis;
use crate::model::date::Date;
use crate::model::edition::{Edition, Evidence, Status};
use crate::model::land::Land;
use crate::model::provenance::DisputedField;

/// What the gaps are looked for in.
pub(super) struct Survey<'s, 'a> {
    selection: &'s Selection<'a>,
    dataset: &'a Dataset,
    locale: Locale,
    with_programme: Vec<usize>,
}

impl<'s, 'a> Survey<'s, 'a> {
    pub(super) fn of(selection: &'s Selection<'a>, locale: Locale) -> Self {
        let dataset = selection.dataset();
        let mut with_programme: Vec<usize> = selection.mentions().map(|mention| mention.edition as usize).collect();
        with_programme.sort_unstable();
        with_programme.dedup();
        Self { selection, dataset, locale, with_programme }
    }

    fn lang(&self) -> Lang {
        self.locale.lang
    }

    /// The gaps of one edition.
    pub(super) fn edition(&self, choice: &EditionChoice) -> Vec<GapRow> {
        let edition = &self.dataset.editions()[choice.edition];
        let mut found = self.attendance(edition, choice);
        found.extend(self.fields(edition, choice.edition));
        found.sort_by_key(|(gap, ..)| *gap);
        found.into_iter().map(|(gap, state, known)| self.row(edition, gap, state, known)).collect()
    }

    /// Gaps about attendance: none told from afterwards, disputed, basis or mode not told.
    fn attendance(&self, edition: &Edition, choice: &EditionChoice) -> Vec<(Gap, State, Option<String>)> {
        let mut found = Vec::new();
        let written = |basis: Option<Basis>| {
            let cells = choice.used().filter(|cell| basis.is_none_or(|basis| cell.basis == basis));
            let figures: Vec<String> = cells
                .flat_map(|cell| {
                    cell.standing().map(|claim| {
                        let stated = claim.stated.written(self.locale);
                        format!("{stated}, {}", words::basis(cell.basis, self.lang()))
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
        let disputes = self.dataset.disputes();
        let disputes = &disputes[disputes.partition_point(|dispute| dispute.edition < index)..];
        let others = |fields: &[DisputedField]| -> Vec<&str> {
            let mut values: Vec<&str> = disputes
                .iter()
                .take_while(|dispute| dispute.edition == index)
                .filter(|dispute| fields.contains(&dispute.field))
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
        let days = written_date(edition);
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

    /// Whether it must be over by the day up to which the records speak: there is no clock here.
    fn is_over(&self, edition: &Edition) -> bool {
        edition.end.or(edition.start).zip(self.selection.day_of_records()).is_some_and(|(end, day)| end.is_before(day))
    }

    fn row(&self, edition: &Edition, gap: Gap, state: State, known: Option<String>) -> GapRow {
        let lang = self.lang();
        let series = &self.dataset.series()[edition.series];
        let mut question = question(gap, known.as_deref().filter(|known| !known.is_empty()), state, lang);
        if gap == Gap::Attendance && self.selection.status(edition) == Some(Status::Announced) && !self.is_over(edition)
        {
            question.push_str(
                lang.pick(
                    " (zu beantworten, sobald sie stattgefunden hat)",
                    " (to be answered once it has taken place)",
                ),
            );
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
    pub(super) fn missing_editions(&self, series: usize) -> Vec<GapRow> {
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
