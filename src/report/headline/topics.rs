//! What the programmes show.

use super::{counted, listed};
use crate::analysis::topics::{EditionTopicsRow, TopicRow};
use crate::locale::Lang;

/// The topics named most in one series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicFinding {
    /// Name of the series, short.
    pub series: String,
    /// Editions with a known programme.
    pub known: usize,
    /// Most editions that name one topic.
    pub most: usize,
    /// Labels of the topics named that often.
    pub leaders: Vec<String>,
    /// Topics named at all.
    pub named: usize,
    /// Topics named in at least two editions.
    pub recurring: usize,
    /// Topics named in every known edition.
    pub always: usize,
}

impl TopicFinding {
    /// Counts the top-level topics of one series.
    #[must_use]
    pub fn of(series: &str, rows: &[&TopicRow]) -> Self {
        let top: Vec<&&TopicRow> = rows.iter().filter(|row| row.parent.is_none()).collect();
        let most = top.iter().map(|row| row.editions_with).max().unwrap_or_default();
        let known = top.first().map_or(0, |row| row.editions_known);
        Self {
            series: series.to_owned(),
            known,
            most,
            leaders: top
                .iter()
                .filter(|row| most > 0 && row.editions_with == most)
                .map(|row| row.label.clone())
                .collect(),
            named: top.iter().filter(|row| row.editions_with > 0).count(),
            recurring: top.iter().filter(|row| row.editions_with > 1).count(),
            always: top.iter().filter(|row| known > 0 && row.editions_with == known).count(),
        }
    }

    /// Who leads, as the title of the shares.
    #[must_use]
    pub fn worded(&self, lang: Lang) -> String {
        let (most, known, series) = (self.most, self.known, &self.series);
        if most == 0 {
            return lang.pick(format!("{series}: kein Programm bekannt"), format!("{series}: no programme known"));
        }
        let of = lang.pick(format!("{most} von {known}"), format!("{most} of {known}"));
        match self.leaders.len() {
            1 => lang.pick(
                format!("{} am häufigsten: in {of} bekannten Programmen ({series})", self.leaders[0]),
                format!("{} leads: in {of} known programmes ({series})", self.leaders[0]),
            ),
            2 | 3 => lang.pick(
                format!("{} am häufigsten: in je {of} bekannten Programmen ({series})", listed(&self.leaders, lang)),
                format!("{} lead: each in {of} known programmes ({series})", listed(&self.leaders, lang)),
            ),
            count => lang.pick(
                format!("{count} Themen gleichauf: in je {of} bekannten Programmen genannt ({series})"),
                format!("{count} topics level: each named in {of} known programmes ({series})"),
            ),
        }
    }

    /// What recurs, as the title of the timeline.
    #[must_use]
    pub fn recurrence(&self, lang: Lang) -> String {
        let (series, named, recurring, known) = (&self.series, self.named, self.recurring, self.known);
        if named == 0 {
            return lang.pick(format!("{series}: kein Programm bekannt"), format!("{series}: no programme known"));
        }
        if known == 1 {
            let topics = counted(named, lang.pick("Thema", "topic"), lang.pick("Themen", "topics"));
            return lang.pick(
                format!("{series}: {topics} in dem einen bekannten Programm"),
                format!("{series}: {topics} in the one known programme"),
            );
        }
        let always = match self.always {
            0 => lang.pick(format!("keines steht in allen {known}"), format!("none stands in all {known}")),
            1 => lang.pick(format!("eines steht in allen {known}"), format!("one stands in all {known}")),
            count => lang.pick(format!("{count} stehen in allen {known}"), format!("{count} stand in all {known}")),
        };
        lang.pick(
            format!("{series}: {recurring} von {named} Themen kehren wieder, {always} bekannten Programmen"),
            format!("{series}: {recurring} of {named} topics recur, {always} known programmes"),
        )
    }
}

/// Terms that no topic claims, as a footnote; empty where there are none.
#[must_use]
pub fn unmapped(rows: &[EditionTopicsRow], lang: Lang) -> String {
    let terms: Vec<&str> =
        rows.iter().flat_map(|row| row.unmapped_terms.split("; ")).filter(|term| !term.is_empty()).collect();
    if terms.is_empty() {
        return String::new();
    }
    let named: Vec<String> = terms.iter().take(5).map(|term| format!("„{term}“")).collect();
    let dots = if terms.len() > 5 { " …" } else { "" };
    let count = terms.len();
    lang.pick(
        format!("Ohne Zuordnung zu einem Thema: {count} ({}{dots}).", named.join(", ")),
        format!("Terms without a topic: {count} ({}{dots}).", named.join(", ")),
    )
}
