//! hosts.png: Länder × years, in the order of their first turn, and the chair beneath.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::footer::footer;
use super::{alt, editions};
use crate::analysis::rotation::{
    ChairRow, CoverageRow, HostSlot, LandOrder, SlotEvidence, SlotFinding, order as rotation_order,
};
use crate::analysis::selection::Selection;
use crate::chart::spec::{
    Body, CellStyle, Chart, Column, ColumnGroup, Key, LegendEntry, Matrix, MatrixBlock, MatrixCell, MatrixRow,
};
use crate::locale::{Lang, Locale};
use crate::model::edition::Status;
use crate::model::land::{Holder, Land};
use crate::model::rule::Governs;
use crate::report::headline::{HostFinding, counted_in, written};

/// More series than this are counted in a subtitle, not named.
const MOST_NAMED: usize = 3;

/// The series that the rotation charts show: the ruled ones of the selection, or all of it where none is ruled.
pub(super) fn shown_series(selection: &Selection<'_>) -> Vec<usize> {
    let ruled =
        |series: &usize| selection.dataset().rules().iter().any(|rule| rule.governs == Governs::Series(*series));
    let shown: Vec<usize> = selection.series().iter().copied().filter(ruled).collect();
    if shown.is_empty() { selection.series().to_vec() } else { shown }
}

/// How a turn looks: what it rests on, and whether it was made up.
pub(super) fn style(slot: &HostSlot) -> CellStyle {
    match (slot.row.finding, slot.row.evidence, slot.row.status) {
        (SlotFinding::MadeUp, ..) => CellStyle::StrongNotched,
        (SlotFinding::Derived, ..) => CellStyle::Dashed,
        // What lies ahead is announced, however well its host is stated.
        _ if !slot.hosted => CellStyle::Outline,
        (_, Some(SlotEvidence::Announced), _) | (_, _, Some(Status::Planned | Status::Cancelled)) => CellStyle::Outline,
        (_, Some(SlotEvidence::Inferred) | None, _) => CellStyle::Tint,
        (_, Some(SlotEvidence::Derived), _) => CellStyle::Dashed,
        (_, Some(SlotEvidence::Stated), _) => CellStyle::Strong,
    }
}

/// Sources of the hosts and of the rules of some series.
pub(super) fn sources(selection: &Selection<'_>, series: &[usize]) -> BTreeSet<usize> {
    let dataset = selection.dataset();
    let rules = dataset.rules().iter().filter(|rule| match rule.governs {
        Governs::Series(governed) => series.contains(&governed),
        Governs::Chairs => false,
    });
    selection
        .editions()
        .iter()
        .map(|index| &dataset.editions()[*index])
        .filter(|edition| series.contains(&edition.series) && edition.host.is_some())
        .flat_map(|edition| edition.sources.iter().copied())
        .chain(rules.map(|rule| rule.source))
        .collect()
}

/// The key of turns.
pub(super) fn legend(lang: Lang) -> Vec<LegendEntry> {
    let entry = |style, de: &str, en: &str| LegendEntry { key: Key::Cell(style), label: lang.pick(de, en).to_owned() };
    vec![
        entry(CellStyle::Strong, "belegt", "stated by a source"),
        entry(CellStyle::Tint, "erschlossen", "inferred"),
        entry(CellStyle::Outline, "nur angekündigt", "only announced"),
        entry(CellStyle::StrongNotched, "nachgeholt", "made up later"),
        entry(CellStyle::Dashed, "nur nach der Regel", "by the rule alone"),
        entry(CellStyle::Unknown, "nicht bekannt", "not known"),
    ]
}

/// The chart of turns.
#[must_use]
pub fn chart(
    selection: &Selection<'_>,
    slots: &[HostSlot],
    coverage: &[CoverageRow],
    chairs: &[ChairRow],
    order: LandOrder,
    locale: Locale,
) -> Chart {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let series = shown_series(selection);
    let shown: Vec<&HostSlot> = slots.iter().filter(|slot| series.contains(&slot.series)).collect();
    let mut column_groups = Vec::new();
    let mut columns: Vec<&HostSlot> = Vec::new();
    for one in &series {
        let own: Vec<&HostSlot> = shown.iter().copied().filter(|slot| slot.series == *one).collect();
        let record = &dataset.series()[*one];
        if !own.is_empty() {
            let heading = if series.len() > 1 { record.short.clone() } else { String::new() };
            column_groups.push(ColumnGroup {
                short: heading.clone(),
                heading,
                columns: own.iter().map(|slot| column(slot, lang)).collect(),
            });
            columns.extend(own);
        }
    }
    let (ranks, listed_by) = ranks(&columns, order, &series, selection, lang);
    let rows = rows(&columns, coverage, &ranks, &series, selection, lang);
    let mut blocks = vec![MatrixBlock { heading: String::new(), rows }];
    if let [one] = series.as_slice()
        && dataset.rules().iter().any(|rule| rule.governs == Governs::Series(*one))
    {
        blocks.extend(chair_block(&columns, chairs, lang));
    }
    let finding = HostFinding::of(&shown);
    let title = finding.worded(lang);
    let held = || shown.iter().filter(|slot| slot.row.edition.is_some());
    let known = written(held().filter(|slot| slot.row.host.is_some()).count(), lang);
    let all = written(held().count(), lang);
    let names: Vec<&str> = series.iter().take(MOST_NAMED).map(|one| dataset.series_name(*one, lang)).collect();
    let names = if series.len() > MOST_NAMED {
        counted_in(series.len(), (lang.pick("Reihe", "series"), lang.pick("Reihen", "series")), lang)
    } else {
        names.join(", ")
    };
    Chart {
        name: "hosts".to_owned(),
        alt: alt(&lang.pick(
            format!("Raster Länder mal Jahre der Gastgeber. {title}."),
            format!("Grid of Länder by years of the hosts. {title}."),
        )),
        title,
        subtitle: lang.pick(
            format!("Gastgeber je Jahr: {names}. Länder {listed_by}"),
            format!("Hosts by year: {names}. Länder {listed_by}"),
        ),
        body: Arc::new(Body::Matrix(Matrix {
            column_groups,
            blocks,
            summary_heading: lang.pick("Gastgeber", "hosted").to_owned(),
        })),
        legend: legend(lang),
        footer: footer(
            selection,
            &notes(selection, &series, lang),
            &sources(selection, &series),
            &lang.pick(
                format!("{known} von {all} Ausgaben mit bekanntem Gastgeber"),
                format!("{known} of {all} editions with a known host"),
            ),
            locale,
        ),
        locale,
        words: editions("", "hosts.csv", lang),
        corner: None,
    }
}

/// The rules in words.
pub(super) fn notes(selection: &Selection<'_>, series: &[usize], lang: Lang) -> Vec<String> {
    selection
        .dataset()
        .rules()
        .iter()
        .filter(|rule| matches!(rule.governs, Governs::Series(governed) if series.contains(&governed)))
        .map(|rule| {
            let text = lang.pick(&rule.label_de, &rule.label_en);
            lang.pick(format!("Regel: {text}."), format!("Rule: {text}."))
        })
        .collect()
}

fn column(slot: &HostSlot, lang: Lang) -> Column {
    let year = slot.row.year;
    Column {
        head: slot.row.number.map_or_else(String::new, |number| Locale::of(lang).ordinal(number)),
        head_short: slot.row.number.map_or_else(String::new, |number| number.to_string()),
        sub: year.map_or_else(String::new, |year| year.to_string()),
        sub_short: year.map_or_else(String::new, |year| format!("’{:02}", year.rem_euclid(100))),
        note: Some(lang.pick("nicht bekannt", "not known").to_owned()),
    }
}

/// The Länder in the order asked for, and that order in words. Länder without a turn come last, by code.
fn ranks(
    columns: &[&HostSlot],
    order: LandOrder,
    series: &[usize],
    selection: &Selection<'_>,
    lang: Lang,
) -> (Vec<Land>, &'static str) {
    let dataset = selection.dataset();
    let by_rule = match (order, series) {
        (LandOrder::Rule, [one]) => rotation_order::by_rule(dataset, *one),
        _ => None,
    };
    if let Some(laender) = by_rule {
        return (laender, lang.pick("in der Reihenfolge der Regel", "in the order of the rule"));
    }
    if order == LandOrder::Name {
        let words = lang.pick("in alphabetischer Reihenfolge", "in alphabetical order of their German names");
        return (rotation_order::by_name(dataset), words);
    }
    let mut laender: Vec<Land> = Land::ALL.to_vec();
    laender.sort_by_key(|land| {
        (columns.iter().position(|slot| slot.row.host == Some(*land)).unwrap_or(usize::MAX), *land)
    });
    (laender, lang.pick("in der Reihenfolge ihres ersten Turnus", "in the order of their first turn"))
}

/// One row a Land that the coverage names, in the order of `ranks`.
fn rows(
    columns: &[&HostSlot],
    coverage: &[CoverageRow],
    ranks: &[Land],
    series: &[usize],
    selection: &Selection<'_>,
    lang: Lang,
) -> Vec<MatrixRow> {
    let dataset = selection.dataset();
    let ids: Vec<&str> = series.iter().map(|one| dataset.series()[*one].id.as_str()).collect();
    let own: Vec<&CoverageRow> = coverage.iter().filter(|row| ids.contains(&row.series.as_str())).collect();
    let mut laender: Vec<Land> = own.iter().map(|row| row.land).collect();
    laender.sort_unstable();
    laender.dedup();
    let rank = |land: Land| ranks.iter().position(|other| *other == land).unwrap_or(usize::MAX);
    laender.sort_by_key(|land| (rank(*land), *land));
    laender
        .into_iter()
        .map(|land| MatrixRow {
            label: dataset.land_name(land, lang).to_owned(),
            short: land.abbreviation().to_owned(),
            emphasised: own.iter().any(|row| row.land == land && row.times > 0),
            indent: false,
            cells: columns
                .iter()
                .map(|slot| match slot.row.host {
                    None => Some(MatrixCell { style: CellStyle::Unknown, text: String::new(), short: String::new() }),
                    Some(host) if host == land => Some(MatrixCell {
                        style: style(slot),
                        text: slot.city.clone().unwrap_or_default(),
                        short: String::new(),
                    }),
                    Some(_) => None,
                })
                .collect(),
            summary: summary(&own, land, lang),
        })
        .collect()
}

/// `1×, 2021`, `2027 angekündigt`, `2028 nach Regel`, or a dash.
fn summary(rows: &[&CoverageRow], land: Land, lang: Lang) -> String {
    let own: Vec<&&CoverageRow> = rows.iter().filter(|row| row.land == land).collect();
    let times: usize = own.iter().map(|row| row.times).sum();
    let mut parts = Vec::new();
    if times > 0 {
        let last = own.iter().filter_map(|row| row.last_year).max();
        parts.push(
            last.map_or_else(
                || format!("{times}×"),
                |last| format!("{times}×, {} {last}", lang.pick("zuletzt", "last")),
            ),
        );
    }
    if let Some((year, evidence)) = own.iter().filter_map(|row| Some((row.next_year?, row.next_evidence?))).min() {
        let how = if evidence == SlotEvidence::Derived {
            lang.pick("nach Regel", "by the rule")
        } else {
            lang.pick("angekündigt", "announced")
        };
        parts.push(format!("{year} {how}"));
    }
    if parts.is_empty() { lang.pick("kein Beleg", "no record").to_owned() } else { parts.join("; ") }
}

/// The chair of the IT-Planungsrat in the same years.
fn chair_block(columns: &[&HostSlot], chairs: &[ChairRow], lang: Lang) -> Option<MatrixBlock> {
    let cells: Vec<Option<MatrixCell>> = columns
        .iter()
        .map(|slot| {
            let chair = chairs.iter().find(|chair| Some(chair.year) == slot.row.year)?;
            let holder = chair.holder?;
            let style = match (chair.finding, chair.evidence) {
                (SlotFinding::Derived, _) => CellStyle::Dashed,
                (_, Some(SlotEvidence::Inferred)) => CellStyle::Tint,
                _ => CellStyle::Strong,
            };
            let (text, short) = match holder {
                Holder::Bund => (lang.pick("Bund", "Fed."), lang.pick("B", "F")),
                Holder::Land(land) => (land.abbreviation(), land.abbreviation()),
            };
            Some(MatrixCell { style, short: short.to_owned(), text: text.to_owned() })
        })
        .collect();
    cells.iter().any(Option::is_some).then(|| MatrixBlock {
        heading: lang.pick("Vorsitz des IT-Planungsrats", "Chair of the IT Planning Council").to_owned(),
        rows: vec![MatrixRow {
            label: lang.pick("Bund (B) und Länder im Wechsel", "federal (F), Länder in turn").to_owned(),
            short: lang.pick("Vorsitz", "chair").to_owned(),
            cells,
            ..MatrixRow::default()
        }],
    })
}
