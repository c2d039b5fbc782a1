//! Figures and topics of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Field, Line, Question, Records};
use crate::check::Dataset;
use crate::diag::{Code, Diagnostics};
use crate::ingest::recognise::amount::Amount;
use crate::ingest::recognise::convert::Written;
use crate::ingest::{Incoming, IncomingCell, IncomingRow};
use crate::model::claim::{Asserted, Basis, Measure, Mode, Qualifier, Unit, Weight};
use crate::model::date::Date;
use crate::read::raw;

/// How strongly the records have a term: by edition, term and source.
pub(super) struct Weights(BTreeMap<(String, String, String), Weight>);

impl Weights {
    pub(super) fn new(context: &Dataset) -> Self {
        let id = |mention: crate::model::claim::Mention| {
            let edition = context.editions().get(mention.edition as usize)?;
            let source = context.sources().get(mention.source as usize)?;
            Some((edition.id.to_string(), context.term(mention).text.to_string(), source.id.to_string()))
        };
        Self(context.mentions().iter().filter_map(|mention| Some((id(mention)?, mention.weight()))).collect())
    }
}

/// What a column of figures says by its name alone.
struct Column {
    field: Field,
    measure: Measure,
    basis: Option<Basis>,
    mode: Option<Mode>,
    unit: Option<Unit>,
}

/// People, by what the name of their column says.
const PEOPLE: [Column; 7] = {
    const fn people(field: Field, basis: Option<Basis>, mode: Option<Mode>, unit: Unit) -> Column {
        Column { field, measure: Measure::Attendance, basis, mode, unit: Some(unit) }
    }
    [
        people(Field::Attendance, None, None, Unit::Persons),
        // A visitor may be counted on each day.
        people(Field::Visitors, None, None, Unit::NotStated),
        people(Field::OnSite, None, Some(Mode::OnSite), Unit::Persons),
        people(Field::Online, None, Some(Mode::Online), Unit::Persons),
        people(Field::Expected, Some(Basis::Expected), None, Unit::Persons),
        people(Field::Registered, Some(Basis::Registered), None, Unit::Persons),
        people(Field::Peak, Some(Basis::PeakConcurrent), Some(Mode::Online), Unit::Persons),
    ]
};

/// The programme.
const PROGRAMME: [(Field, Measure); 9] = [
    (Field::Talks, Measure::Talks),
    (Field::Workshops, Measure::Workshops),
    (Field::Panels, Measure::Panels),
    (Field::Sessions, Measure::Sessions),
    (Field::Exhibitions, Measure::Exhibitions),
    (Field::Stages, Measure::Stages),
    (Field::Tracks, Measure::Tracks),
    (Field::Messages, Measure::Messages),
    (Field::Interactions, Measure::Interactions),
];

/// What the row says of all of its figures.
struct Common {
    basis: Option<IncomingCell>,
    mode: Option<IncomingCell>,
    unit: Option<IncomingCell>,
    qualifier: Option<IncomingCell>,
    asserted: Option<IncomingCell>,
    asserted_on: Option<IncomingCell>,
}

/// Adds the figures and mentions of a row.
pub(super) fn read(
    line: &Line<'_>,
    about: &About<'_>,
    sources: &[IncomingCell],
    records: &Records<'_>,
    incoming: &mut Incoming,
    findings: &mut Diagnostics,
) {
    let before = incoming.rows.len();
    let source = sources.first();
    let on = line
        .get(Field::AssertedOn)
        .and_then(|written| written.when(findings).map(|when| written.says(when.start.to_string())));
    let common = Common {
        basis: line.word(Field::Basis, Basis::WORDS, findings),
        mode: line.word(Field::Mode, Mode::WORDS, findings),
        unit: line.word(Field::Unit, Unit::WORDS, findings),
        qualifier: line.word(Field::Qualifier, Qualifier::WORDS, findings),
        asserted: line.word(Field::Asserted, Asserted::WORDS, findings).or_else(|| {
            let published = || source.and_then(|cell| Some((cell, records.sources.published(&cell.text)?.to_owned())));
            let (cell, date) = on.as_ref().map(|cell| (cell, cell.text.clone())).or_else(published)?;
            let asserted = told_by(date.parse().ok()?, about)?;
            Some(IncomingCell { text: asserted.word().to_owned(), ..cell.clone() })
        }),
        asserted_on: on,
    };
    for column in &PEOPLE {
        figures(line, column, about, (&common, source), incoming, findings);
    }
    for (field, measure) in PROGRAMME {
        let column = Column { field, measure, basis: None, mode: None, unit: None };
        figures(line, &column, about, (&common, source), incoming, findings);
    }
    for (field, weight) in [(Field::MainTopics, Weight::Main), (Field::Topics, Weight::Side)] {
        for written in line.all(field) {
            mentions(&written, weight, about, (source, &records.weights), incoming);
        }
    }
    if sources.len() > 1
        && incoming.rows.len() > before
        && let Some(written) = line.get(Field::Source).or_else(|| line.get(Field::Link))
    {
        let message = "which of the sources says the figures and topics of this row?";
        written.refuse(Question::asks(message, "give each source a row of its own"), Code::Ambiguous, findings);
    }
}

/// When something was said, where the day lies clearly before or after the event. On its days it may be either.
fn told_by(date: Date, about: &About<'_>) -> Option<Asserted> {
    let start = about.start.or_else(|| about.known?.start)?;
    let end = about.end.or_else(|| about.known?.end);
    if date.is_before(start) {
        Some(Asserted::Before)
    } else if end.is_some_and(|end| end.is_before(date)) {
        Some(Asserted::After)
    } else {
        None
    }
}

fn figures(
    line: &Line<'_>,
    column: &Column,
    about: &About<'_>,
    (common, source): (&Common, Option<&IncomingCell>),
    incoming: &mut Incoming,
    findings: &mut Diagnostics,
) {
    let Some(written) = line.get(column.field) else { return };
    let amounts = written.amounts(findings);
    let bounds = amounts.len() > 1;
    if bounds {
        findings.warning(Code::Ambiguous, || {
            let message = format!("{} is taken as two claims, one for each bound", written.cell.text);
            written.finding(message)
        });
    }
    for amount in amounts {
        let mut row = figure(&written, column, about, common);
        row.set("value", written.says(amount.value.to_string()));
        if let Some(qualifier) = qualifier(&written, &amount, column, common, findings) {
            row.set("qualifier", qualifier);
        }
        if bounds {
            row.set("note", written.says(format!("One bound of the range {}", written.line().text)));
        }
        if let Some(source) = source {
            row.set("source", source.clone());
        }
        incoming.rows.push(row);
    }
}

/// A figure without its value.
fn figure(written: &Written<'_>, column: &Column, about: &About<'_>, common: &Common) -> IncomingRow {
    let mut row = IncomingRow::new(&raw::Figure::SCHEMA, written.spot());
    let own = |word: &str| IncomingCell { text: word.to_owned(), written: None, spot: written.spot() };
    row.set("edition", own(&about.id));
    row.set("measure", own(column.measure.word()));
    if column.measure == Measure::Attendance {
        let basis = column.basis.map(|basis| own(basis.word())).or_else(|| common.basis.clone());
        let basis = basis.unwrap_or_else(|| own(Basis::NotStated.word()));
        let expected = basis.text == Basis::Expected.word();
        row.set("basis", basis);
        let unit = common.unit.clone().or_else(|| column.unit.map(|unit| own(unit.word())));
        if let Some(unit) = unit {
            row.set("unit", unit);
        }
        if let Some(mode) = column.mode.map(|mode| own(mode.word())).or_else(|| common.mode.clone()) {
            row.set("mode", mode);
        }
        // What was expected was said before.
        let asserted = common.asserted.clone().or_else(|| expected.then(|| own(Asserted::Before.word())));
        if let Some(asserted) = asserted {
            row.set("asserted", asserted);
        }
    } else if let Some(asserted) = &common.asserted {
        row.set("asserted", asserted.clone());
    }
    if let Some(on) = &common.asserted_on {
        row.set("asserted_on", on.clone());
    }
    row
}

/// The word before a figure, from its own cell or from the column for it.
fn qualifier(
    written: &Written<'_>,
    amount: &Amount,
    column: &Column,
    common: &Common,
    findings: &mut Diagnostics,
) -> Option<IncomingCell> {
    let of_column = common.qualifier.as_ref().filter(|_| column.measure == Measure::Attendance);
    match (amount.qualifier, of_column) {
        (Some(word), Some(other)) if word != other.text => {
            let message = format!("its own word is `{word}`, that of the column `{}`", other.text);
            written.refuse(Question::asks(message, "correct one of the two"), Code::Ambiguous, findings);
            None
        }
        (Some(word), _) => Some(written.says(word)),
        (None, of_column) => of_column.cloned(),
    }
}

fn mentions(
    written: &Written<'_>,
    weight: Weight,
    about: &About<'_>,
    (source, weights): (Option<&IncomingCell>, &Weights),
    incoming: &mut Incoming,
) {
    for term in terms(&written.cell.text) {
        let mut row = IncomingRow::new(&raw::Mention::SCHEMA, written.spot());
        let own = |word: &str| IncomingCell { text: word.to_owned(), written: None, spot: written.spot() };
        let key = (about.id.clone(), term.clone(), source.map(|cell| cell.text.clone()).unwrap_or_default());
        // A list of topics does not say that a topic is only on the side: what the records know of it stands.
        let weight = weights.0.get(&key).copied().filter(|_| weight == Weight::Side).unwrap_or(weight);
        row.set("edition", own(&about.id));
        row.set("term", written.says(term));
        row.set("weight", own(weight.word()));
        if let Some(source) = source {
            row.set("source", source.clone());
        }
        incoming.rows.push(row);
    }
}

/// The terms of a cell: at semicolons, line ends and bullets; at commas only where there are none of those, followed by
/// a blank, and outside of brackets. `und` parts nothing: `Anwendungen und Datennutzung` is one term.
fn terms(text: &str) -> Vec<String> {
    let strong = |character: char| matches!(character, ';' | '\n' | '\r' | '|' | '•' | '·');
    let parts: Vec<&str> = if text.contains(strong) { text.split(strong).collect() } else { commas(text) };
    let (mut terms, mut seen) = (Vec::new(), BTreeSet::new());
    for part in parts {
        let bare = part.trim().trim_start_matches(['-', '–', '*', '▪', '◦']).trim().trim_end_matches([',', '.']).trim();
        let term = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        if !term.is_empty() && seen.insert(term.clone()) {
            terms.push(term);
        }
    }
    terms
}

fn commas(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' | '„' => depth += 1,
            ')' | ']' | '“' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && text[at + 1..].starts_with(char::is_whitespace) => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_parted_with_care() {
        assert_eq!(terms("OZG; Open Source;\nKI"), ["OZG", "Open Source", "KI"]);
        assert_eq!(terms("OZG, Open Source, KI"), ["OZG", "Open Source", "KI"]);
        assert_eq!(terms("Arbeit 4,0, KI"), ["Arbeit 4,0", "KI"]);
        assert_eq!(terms("Sicherheit (Netze, Daten), KI"), ["Sicherheit (Netze, Daten)", "KI"]);
        assert_eq!(
            terms("Anwendungen und Datennutzung; Wirtschaft, Wissenschaft"),
            ["Anwendungen und Datennutzung", "Wirtschaft, Wissenschaft"]
        );
        assert_eq!(terms("- OZG\n- KI\n- OZG"), ["OZG", "KI"]);
        assert_eq!(terms(" , ; "), Vec::<String>::new());
    }
}
