//! An explanation for the terminal.

use super::{ExplainedClaim, ExplainedSource, Explanation, Used};
use crate::analysis::attendance::Chosen;
use crate::analysis::page::Page;
use crate::analysis::words;
use crate::locale::{Lang, Locale};
use crate::model::claim::{Basis, Mode, Unit};
use crate::model::date::Date;
use crate::model::edition::Evidence;

/// Columns of the labels of an edition's fields.
const LABELS: usize = 11;

impl Explanation {
    /// The explanation as text of 80 columns; only an address may be longer than a line.
    #[must_use]
    pub fn text(&self) -> String {
        let lang = self.locale.lang;
        let mut page = Page::new();
        self.head(&mut page);
        page.heading(lang.pick("Der Bericht verwendet", "The report uses"));
        if self.used.is_empty() {
            page.wrapped(2, "", lang.pick("keine Zahl", "no figure"));
        }
        for used in &self.used {
            page.wrapped(2, "", &used.written(self.locale));
        }
        if !self.claims.is_empty() {
            page.heading(&format!(
                "{} ({})",
                lang.pick("Angaben zur Teilnahme", "Attendance claims"),
                self.claims.len()
            ));
            for claim in &self.claims {
                claim.print(&mut page, self.locale);
            }
        }
        if !self.laundering.is_empty() {
            page.heading(lang.pick("Achtung", "Caution"));
            for finding in &self.laundering {
                page.wrapped(2, "", finding);
            }
        }
        self.programme(&mut page);
        if !self.disputes.is_empty() {
            page.heading(lang.pick("Andere Quellen sagen", "Other sources say"));
            for dispute in &self.disputes {
                let note = dispute.note.as_ref().map_or_else(String::new, |note| format!(" – {note}"));
                let field = words::field(dispute.field, lang);
                page.wrapped(2, &format!("{field}: "), &format!("{} [{}]{note}", dispute.value, dispute.source));
            }
        }
        if !self.sources.is_empty() {
            page.heading(lang.pick("Quellen", "Sources"));
            for source in &self.sources {
                source.print(&mut page, self.locale);
            }
        }
        if let Some(note) = &self.note {
            page.heading(lang.pick("Anmerkung", "Note"));
            page.wrapped(2, "", note);
        }
        page.into_text()
    }

    fn head(&self, page: &mut Page) {
        let lang = self.locale.lang;
        page.wrapped(0, &format!("{}  ", self.edition), &self.label);
        let unknown = || lang.pick("nicht bekannt", "not known").to_owned();
        let supported = |value: Option<String>, evidence: Option<Evidence>| match (value, evidence) {
            (None, _) => unknown(),
            (Some(value), None | Some(Evidence::Stated)) => value,
            (Some(value), Some(evidence)) => format!("{value} ({})", words::evidence(evidence, lang)),
        };
        let mut field = |de: &str, en: &str, value: String| page.field(2, LABELS, lang.pick(de, en), &value);
        field("Nummer", "number", supported(self.number.map(|number| number.to_string()), self.number_evidence));
        field("Datum", "date", supported(self.days(), self.date_evidence));
        let place: Vec<&str> = [&self.venue, &self.city].into_iter().flatten().map(String::as_str).collect();
        field("Ort", "place", Some(place.join(", ")).filter(|place| !place.is_empty()).unwrap_or_else(unknown));
        let host = self.host.zip(self.host_label.as_ref()).map(|(land, label)| format!("{label} ({land})"));
        field("Gastgeber", "host", supported(host, self.host_evidence));
        field("Format", "format", self.format.map_or_else(unknown, |format| words::format(format, lang).to_owned()));
        field("Stand", "status", words::status(self.status, lang).to_owned());
        field("Motto", "motto", self.motto.clone().unwrap_or_else(unknown));
        if let Some(day) = self.as_of {
            field("Kenntnis", "known by", day.written(self.locale));
        }
        if !self.known {
            page.wrapped(
                2,
                "",
                lang.pick(
                    "An diesem Tag war die Ausgabe noch nicht bekannt.",
                    "The edition was not yet known on that day.",
                ),
            );
        }
    }

    /// The days as the language writes them.
    fn days(&self) -> Option<String> {
        let written = |date: Date| date.written(self.locale);
        match (self.start, self.end) {
            (Some(start), Some(end)) if start == end => Some(written(start)),
            (Some(start), Some(end)) => Some(format!("{} – {}", written(start), written(end))),
            (Some(start), None) => {
                Some(self.locale.lang.pick(format!("ab {}", written(start)), format!("from {}", written(start))))
                    .filter(|_| matches!(start, Date::Day(..)))
                    .or_else(|| Some(written(start)))
            }
            (None, Some(end)) => {
                Some(self.locale.lang.pick(format!("bis {}", written(end)), format!("until {}", written(end))))
            }
            (None, None) => None,
        }
    }

    fn programme(&self, page: &mut Page) {
        let lang = self.locale.lang;
        if !self.figures.is_empty() {
            page.heading(lang.pick("Andere Zahlen", "Other figures"));
            for figure in &self.figures {
                let basis = figure.basis.map_or_else(String::new, |basis| format!(", {}", words::basis(basis, lang)));
                let note = figure.note.as_ref().map_or_else(String::new, |note| format!(" – {note}"));
                let measure = words::measure(figure.measure, lang);
                page.wrapped(2, "", &format!("{} {measure}{basis} [{}]{note}", figure.stated, figure.source));
            }
        }
        if !self.mentions.is_empty() {
            page.heading(lang.pick("Themen, wie Quellen sie nennen", "Topics as sources name them"));
            for mention in &self.mentions {
                let weight = words::weight(mention.weight, lang);
                page.wrapped(2, "", &format!("{}, {weight} [{}]", mention.term, mention.source));
            }
        }
    }
}

/// Basis, mode and unit in words.
fn counted(basis: Basis, mode: Option<Mode>, unit: Unit, lang: Lang) -> String {
    [words::basis(basis, lang), words::mode(mode, lang), words::unit(unit, lang)].join(", ")
}

/// ` [360–440]`, ` [ab 601]`: what a figure allows; nothing for an exact one.
fn range(low: u64, high: Option<u64>, locale: Locale) -> String {
    let number = |value: u64| locale.count(value);
    match high {
        Some(high) if high == low => String::new(),
        Some(high) => format!(" [{}–{}]", number(low), number(high)),
        None => locale.lang.pick(format!(" [ab {}]", number(low)), format!(" [from {}]", number(low))),
    }
}

impl Used {
    fn written(&self, locale: Locale) -> String {
        let lang = locale.lang;
        let joint = if self.disputed { lang.pick(" gegen ", " against ") } else { ", " };
        let dispute = if self.disputed { lang.pick("strittig: ", "disputed: ") } else { "" };
        let counted = counted(self.basis, self.mode, self.unit, lang);
        format!("{dispute}{}{} – {counted}", self.stated.join(joint), range(self.low, self.high, locale))
    }
}

impl ExplainedClaim {
    fn print(&self, page: &mut Page, locale: Locale) {
        let lang = locale.lang;
        let mark = match self.chosen {
            Chosen::Yes => lang.pick("ja       ", "yes      "),
            Chosen::No => lang.pick("nein     ", "no       "),
            Chosen::Disputed => lang.pick("strittig ", "disputed "),
        };
        let basis = self.basis.unwrap_or(Basis::NotStated);
        let counted = counted(basis, self.mode, self.unit.unwrap_or(Unit::NotStated), lang);
        page.wrapped(2, mark, &format!("{}{} – {counted}", self.stated, range(self.low, self.high, locale)));
        let indent = 2 + mark.chars().count();
        let day = self.asserted_on.map_or_else(String::new, |day| format!(", {}", day.written(locale)));
        page.wrapped(indent, "", &format!("{}{day} [{}]", words::asserted(self.asserted, lang), self.source));
        page.wrapped(indent, "", &self.reason);
        if let Some(note) = &self.note {
            page.wrapped(indent, "", note);
        }
    }
}

impl ExplainedSource {
    fn print(&self, page: &mut Page, locale: Locale) {
        let lang = locale.lang;
        page.wrapped(2, "", &format!("[{}]", self.id));
        let title = self.title.as_ref().map_or_else(String::new, |title| format!(": {title}"));
        page.wrapped(4, "", &format!("{}{title}", self.publisher));
        let day = self
            .published
            .map_or_else(|| lang.pick("Datum nicht bekannt", "date not known").to_owned(), |day| day.written(locale));
        page.wrapped(4, "", &format!("{}, {day}", words::source_kind(self.kind, lang)));
        for place in [&self.url, &self.file].into_iter().flatten() {
            page.wrapped(4, "", place);
        }
        if let Some(note) = &self.note {
            page.wrapped(4, "", note);
        }
    }
}
