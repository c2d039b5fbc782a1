//! attendance-expectation.png: what was expected, registered and attended, edition by edition, and what may be said.

use std::collections::{BTreeMap, BTreeSet};

use super::attendance::{kind, mark, mark_legend, real, value_label};
use super::footer::footer;
use super::{alt, words};
use crate::analysis::attendance::Chosen;
use crate::analysis::expectation::{ExpectationRow, Step};
use crate::analysis::selection::Selection;
use crate::chart::spec::{Body, Chart, Label, Ladder, LadderGroup, LadderRow, Point};
use crate::locale::Locale;
use crate::report::headline::ExpectationFinding;

/// The chart of expectations: a row an edition, under the name of its series.
#[must_use]
pub fn chart(selection: &Selection<'_>, rows: &[ExpectationRow], locale: Locale) -> Chart {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let mut groups: Vec<LadderGroup> = Vec::new();
    let mut used = BTreeSet::new();
    for series in selection.series() {
        let record = &dataset.series()[*series];
        let own: Vec<&ExpectationRow> = rows.iter().filter(|row| row.series == record.id.as_str()).collect();
        if own.is_empty() {
            continue;
        }
        used.extend(own.iter().flat_map(|row| row.steps.iter().map(|step| (Some(step.basis), step.mode))));
        groups.push(LadderGroup {
            heading: lang.pick(&record.name_de, &record.name_en).clone(),
            rows: own.into_iter().map(|row| ladder_row(selection, row, locale)).collect(),
        });
    }
    let finding = ExpectationFinding::of(rows);
    let title = finding.worded(lang);
    let notes = [lang
        .pick(
            "Verglichen wird nur innerhalb derselben Teilnahmeform und Einheit; die Linie führt das Auge, sie ist keine Differenz.",
            "Only figures of the same mode and unit are compared; the line guides the eye, it is no difference.",
        )
        .to_owned()];
    let coverage = lang.pick(
        format!("{} von {} Ausgaben mit einer Zahl von vorher", rows.len(), selection.editions().len()),
        format!("{} of {} editions with a figure from before", rows.len(), selection.editions().len()),
    );
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
        body: Body::Ladder(Ladder { groups, axis_label: lang.pick("Personen", "persons").to_owned() }),
        legend: mark_legend(&used, locale),
        footer: footer(selection, &notes, &sources(selection, rows), &coverage, locale),
        locale,
        words: words(lang.pick("Zählweise", "Basis"), lang),
        corner: None,
    }
}

/// Sources of the steps drawn.
fn sources(selection: &Selection<'_>, rows: &[ExpectationRow]) -> BTreeSet<usize> {
    let named: BTreeSet<&str> = rows.iter().flat_map(|row| &row.steps).map(|step| step.source.as_str()).collect();
    let all = selection.dataset().sources().iter().enumerate();
    all.filter(|(_, source)| named.contains(source.id.as_str())).map(|(index, _)| index).collect()
}

fn ladder_row(selection: &Selection<'_>, row: &ExpectationRow, locale: Locale) -> LadderRow {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let year = row.year.map_or_else(String::new, |year| year.to_string());
    let host = dataset.edition_by_id(&row.edition).and_then(|index| dataset.editions()[index].host);
    let sub = host.map_or_else(
        || Label::only(year.clone()),
        |land| {
            Label::new(format!("{year} {}", dataset.land_name(land, lang)), format!("{year} {}", land.abbreviation()))
        },
    );
    // One mark for each number that counts the same.
    let mut steps: Vec<&Step> = Vec::new();
    for step in &row.steps {
        let same = |other: &&Step| {
            (other.basis, other.mode, other.unit, other.stated.value())
                == (step.basis, step.mode, step.unit, step.stated.value())
        };
        if !steps.iter().any(same) {
            steps.push(step);
        }
    }
    let several = row.findings.len() > 1;
    let words: Vec<String> = row
        .findings
        .iter()
        .map(|finding| {
            let text = finding.worded(locale);
            if several { format!("{}: {text}", kind(Some(finding.before), finding.mode, locale)) } else { text }
        })
        .collect();
    LadderRow {
        head: row.number.map_or_else(String::new, |number| format!("{number}.")),
        sub,
        links: links(&steps),
        claims: steps.iter().map(|step| point(step, locale)).collect(),
        words: words.join("; "),
    }
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
        sublabel: Label::only(kind(Some(step.basis), step.mode, locale)),
        quiet: false,
    }
}

/// Steps of one mode and unit, each joined with the next; disputed steps are joined with none.
fn links(steps: &[&Step]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        if step.chosen != Chosen::Disputed && step.mode.is_some() {
            groups.entry((step.mode, step.unit)).or_default().push(index);
        }
    }
    groups.into_values().flat_map(|group| group.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()).collect()
}
