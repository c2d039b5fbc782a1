//! attendance-expectation.png: what was expected, registered and attended, edition by edition, and what may be said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::attendance::{claim_legend, counted, kind, mark, mark_legend, mode_word, real, value_label};
use super::footer::footer;
use super::{alt, editions, sources_of};
use crate::analysis::attendance::Chosen;
use crate::analysis::expectation::{ExpectationRow, Finding, MOST_STEPS, Outcome, Step};
use crate::analysis::selection::Selection;
use crate::analysis::words;
use crate::chart::spec::{Body, Chart, Key, Label, Ladder, LadderGroup, LadderRow, MOST_CLAIMS, Point};
use crate::locale::Locale;

use crate::report::headline::ExpectationFinding;

// Every figure of a row has room.
const _: () = assert!(MOST_STEPS <= MOST_CLAIMS);

/// The chart of expectations: a row an edition, under the name of its series.
#[must_use]
pub fn chart(selection: &Selection<'_>, rows: &[ExpectationRow], locale: Locale) -> Chart {
    let lang = locale.lang;
    let mut groups: Vec<LadderGroup> = Vec::new();
    // The rows come by series, in the order of the dataset.
    for own in rows.chunk_by(|a, b| a.series == b.series) {
        groups.push(LadderGroup {
            heading: own[0].series_label.clone(),
            rows: own.iter().map(|row| ladder_row(selection, row, locale)).collect(),
        });
    }
    let drawn = || rows.iter().flat_map(|row| &row.steps);
    let used: BTreeSet<_> = drawn().map(|step| (Some(step.basis), step.mode)).collect();
    let left_out: usize = rows.iter().map(|row| row.left_out).sum();
    let finding = ExpectationFinding::of(rows);
    let title = finding.worded(lang);
    let mut notes = vec![lang
        .pick(
            "Verglichen wird nur innerhalb derselben Teilnahmeform und Einheit; die Linie führt das Auge, sie ist keine Differenz.",
            "Only figures of the same mode and unit are compared; the line guides the eye, it is no difference.",
        )
        .to_owned()];
    if left_out > 0 {
        let values = locale.count(left_out);
        notes.push(lang.pick(
            format!("Hat eine Ausgabe mehr als {MOST_STEPS} Werte, so stehen von gleich gezählten der kleinste und der größte da; {values} weitere in attendance.csv."),
            format!("Where an edition has more than {MOST_STEPS} values, the smallest and the largest of those counted alike are shown; {values} more in attendance.csv."),
        ));
    }
    let (known, all) = (locale.count(rows.len()), locale.count(selection.editions().len()));
    let coverage = lang.pick(
        format!("{known} von {all} Ausgaben mit einer Zahl von vorher"),
        format!("{known} of {all} editions with a figure from before"),
    );
    let mut legend = mark_legend(&used, locale);
    legend.extend(claim_legend(
        [
            (Key::WhiskerAcross, drawn().any(|step| step.high.is_some_and(|high| high != step.low))),
            (Key::ArrowAcross, drawn().any(|step| step.high.is_none())),
            (Key::Bracket, drawn().any(|step| step.chosen == Chosen::Disputed)),
        ],
        locale,
    ));
    Chart {
        name: "attendance-expectation".to_owned(),
        alt: alt(&lang.pick(
            format!("Stufendiagramm erwartet, angemeldet, teilgenommen. {title}."),
            format!("Step chart of expected, registered, attended. {title}."),
        )),
        title,
        subtitle: lang
            .pick(
                "Erwartete, angemeldete und gezählte Teilnehmende je Ausgabe, soweit eine Zahl von vorher bekannt ist",
                "People expected, registered and counted by edition, where a figure from before is known",
            )
            .to_owned(),
        body: Arc::new(Body::Ladder(Ladder { groups, axis_label: lang.pick("Personen", "persons").to_owned() })),
        legend,
        footer: footer(selection, &notes, &sources(selection, rows), &coverage, locale),
        locale,
        words: editions(lang.pick("Zählweise", "Basis"), "attendance.csv", lang),
        corner: None,
    }
}

/// Sources of the figures.
fn sources(selection: &Selection<'_>, rows: &[ExpectationRow]) -> BTreeSet<usize> {
    sources_of(selection.dataset().sources().len(), rows.iter().flat_map(|row| &row.sources).copied())
}

fn ladder_row(selection: &Selection<'_>, row: &ExpectationRow, locale: Locale) -> LadderRow {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let year = row.year.map_or_else(String::new, |year| year.to_string());
    let host = dataset.editions()[row.index].host;
    let sub = host.map_or_else(
        || Label::only(year.clone()),
        |land| {
            Label::new(format!("{year} {}", dataset.land_name(land, lang)), format!("{year} {}", land.abbreviation()))
        },
    );
    LadderRow {
        head: row.number.map_or_else(String::new, |number| locale.ordinal(number)),
        sub,
        links: links(&row.steps),
        brackets: brackets(&row.steps),
        claims: row.steps.iter().map(|step| point(step, locale)).collect(),
        words: in_words(selection, row, locale),
    }
}

/// What may be said of each figure from before; each is named where there are several.
fn in_words(selection: &Selection<'_>, row: &ExpectationRow, locale: Locale) -> String {
    let lang = locale.lang;
    let ahead = selection.lies_ahead(&selection.dataset().editions()[row.index]);
    let one_basis = row.findings.windows(2).all(|pair| pair[0].before == pair[1].before);
    let one_unit = row.findings.windows(2).all(|pair| pair[0].unit == pair[1].unit);
    let text = |finding: &Finding| {
        let disputed = finding.disputed && finding.outcome == Outcome::NothingReported;
        let text = if ahead && finding.outcome == Outcome::NothingReported {
            lang.pick("die Veranstaltung steht noch bevor", "the event is still to come").to_owned()
        } else {
            finding.worded(locale)
        };
        if disputed {
            lang.pick(format!("Angaben strittig; {text}"), format!("figures disputed; {text}"))
        } else {
            text
        }
    };
    let texts: Vec<String> = row.findings.iter().map(text).collect();
    let same = texts.windows(2).all(|pair| pair[0] == pair[1]);
    let words: Vec<String> = row
        .findings
        .iter()
        .zip(texts)
        .take(if same { 1 } else { usize::MAX })
        .map(|(finding, text)| match (same, one_basis) {
            (true, _) => text,
            (_, true) if one_unit => format!("{}: {text}", mode_word(finding.mode, locale)),
            (_, false) if one_unit => format!("{}: {text}", kind(Some(finding.before), finding.mode, locale)),
            _ => {
                let unit = words::unit(finding.unit, lang);
                format!("{}, {unit}: {text}", kind(Some(finding.before), finding.mode, locale))
            }
        })
        .collect();
    let words = words.join("; ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Disputed steps of one kind: the first and the last are joined.
fn brackets(steps: &[Step]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        if step.chosen == Chosen::Disputed {
            groups.entry(step.kind()).or_default().push(index);
        }
    }
    let ends = |group: Vec<usize>| Some((*group.first()?, *group.last()?)).filter(|(first, last)| first < last);
    groups.into_values().filter_map(ends).collect()
}

fn point(step: &Step, locale: Locale) -> Point {
    let value = real(step.stated.value());
    Point {
        value,
        low: Some(real(step.low)).filter(|low| *low < value),
        high: step.high.map(real).filter(|high| *high > value),
        open_low: false,
        open_high: step.high.is_none(),
        style: mark(Some(step.basis), step.mode),
        label: value_label(step.stated, locale),
        sublabel: Label::only(counted((Some(step.basis), step.mode, Some(step.unit)), locale)),
        quiet: false,
    }
}

/// Steps of one mode and unit, each joined with the next; disputed steps are joined with none.
fn links(steps: &[Step]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        if step.chosen != Chosen::Disputed && step.mode.is_some() {
            groups.entry((step.mode, step.unit)).or_default().push(index);
        }
    }
    groups.into_values().flat_map(|group| group.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()).collect()
}
