//! attendance-expectation.png: what was expected, registered and attended, edition by edition, and what may be said.

use std::collections::{BTreeMap, BTreeSet};

use super::attendance::{claim_legend, kind, mark, mark_legend, mode_word, real, value_label};
use super::footer::footer;
use super::{alt, editions};
use crate::analysis::attendance::Chosen;
use crate::analysis::expectation::{ExpectationRow, Finding, Outcome, Step};
use crate::analysis::selection::Selection;
use crate::chart::spec::{Body, Chart, Key, Label, Ladder, LadderGroup, LadderRow, Point};
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
    let drawn = || rows.iter().flat_map(|row| &row.steps);
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
        body: Body::Ladder(Ladder { groups, axis_label: lang.pick("Personen", "persons").to_owned() }),
        legend,
        footer: footer(selection, &notes, &sources(selection, rows), &coverage, locale),
        locale,
        words: editions(lang.pick("Zählweise", "Basis"), "attendance.csv", lang),
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
    LadderRow {
        head: row.number.map_or_else(String::new, |number| locale.ordinal(number)),
        sub,
        links: links(&steps),
        brackets: brackets(&steps),
        claims: steps.iter().map(|step| point(step, locale)).collect(),
        words: in_words(selection, row, locale),
    }
}

/// What may be said of each figure from before; each is named where there are several.
fn in_words(selection: &Selection<'_>, row: &ExpectationRow, locale: Locale) -> String {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let ahead =
        dataset.edition_by_id(&row.edition).is_some_and(|index| selection.lies_ahead(&dataset.editions()[index]));
    let one_basis = row.findings.windows(2).all(|pair| pair[0].before == pair[1].before);
    let text = |finding: &Finding| {
        let disputed = finding.outcome == Outcome::NothingReported
            && row.steps.iter().any(|step| {
                step.chosen == Chosen::Disputed
                    && (step.basis, step.mode, step.unit) == (finding.before, finding.mode, finding.unit)
            });
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
    let same = row.findings.windows(2).all(|pair| text(&pair[0]) == text(&pair[1]));
    let words: Vec<String> = row
        .findings
        .iter()
        .take(if same { 1 } else { usize::MAX })
        .map(|finding| match (same, one_basis) {
            (true, _) => text(finding),
            (_, true) => format!("{}: {}", mode_word(finding.mode, locale), text(finding)),
            (_, false) => format!("{}: {}", kind(Some(finding.before), finding.mode, locale), text(finding)),
        })
        .collect();
    let words = words.join("; ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Disputed steps of one kind: the first and the last are joined.
fn brackets(steps: &[&Step]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        if step.chosen == Chosen::Disputed {
            groups.entry((step.basis, step.mode, step.unit)).or_default().push(index);
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
