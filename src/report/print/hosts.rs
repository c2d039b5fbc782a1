//! One line a turn, the coming ones last; then one line a Land.

use super::strip::Strip;
use super::{Block, Line, PrintError, Shown, json};
use crate::analysis::rotation::{CoverageRow, HostSlot, LandOrder, SlotEvidence, SlotFinding, chairs, coverage, hosts};
use crate::analysis::selection::Selection;
use crate::locale::{Lang, Locale};
use crate::report::{charts, tables};

pub(super) fn shown(selection: &Selection<'_>, locale: Locale) -> Result<Shown, PrintError> {
    let lang = locale.lang;
    let slots = hosts(selection, lang);
    let coverage = coverage(selection, &slots, lang);
    let chart = charts::hosts::chart(selection, &slots, &coverage, &chairs(selection, lang), LandOrder::Turn, locale);
    let mut blocks = Vec::new();
    let mut series: Vec<usize> = slots.iter().map(|slot| slot.series).collect();
    series.dedup();
    for one in series {
        let own: Vec<&HostSlot> = slots.iter().filter(|slot| slot.series == one).collect();
        blocks.push(turns(&own, lang));
        let id = own.first().map_or("", |slot| slot.row.series.as_str());
        let rows: Vec<&CoverageRow> = coverage.iter().filter(|row| row.series == id).collect();
        if !rows.is_empty() {
            blocks.push(laender(&rows, lang));
        }
    }
    let mut notes = vec![
        lang.pick(
            "■ belegt  ◧ erschlossen  □ angekündigt  ↺ nachgeholt  ┄ nur nach der Regel  ? nicht bekannt. „Ohne Beleg“ heißt nicht: nie Gastgeber.",
            "■ stated  ◧ inferred  □ announced  ↺ made up later  ┄ by the rule alone  ? not known. “No record” does not mean: never hosted.",
        )
        .to_owned(),
    ];
    notes.extend(chart.footer.last().cloned());
    let table = tables::hosts(&slots)?;
    let rows: Vec<_> = slots.into_iter().map(|slot| slot.row).collect();
    Ok(Shown { title: chart.title, subtitle: chart.subtitle, blocks, notes, json: json(&rows)?, table })
}

/// Sign and words of what a turn rests on.
fn support(slot: &HostSlot, lang: Lang) -> (char, &'static str) {
    let announced = ('□', lang.pick("angekündigt", "announced"));
    match (slot.row.finding, slot.row.evidence) {
        _ if slot.row.host.is_none() => ('?', lang.pick("nicht bekannt", "not known")),
        (SlotFinding::MadeUp, _) => ('↺', lang.pick("nachgeholt", "made up later")),
        (SlotFinding::Derived, _) | (_, Some(SlotEvidence::Derived)) => {
            ('┄', lang.pick("nur nach der Regel", "by the rule alone"))
        }
        (_, Some(SlotEvidence::Announced)) => announced,
        _ if !slot.hosted => announced,
        (_, Some(SlotEvidence::Stated)) => ('■', lang.pick("belegt", "stated")),
        (_, Some(SlotEvidence::Inferred) | None) => ('◧', lang.pick("erschlossen", "inferred")),
    }
}

fn turns(slots: &[&HostSlot], lang: Lang) -> Block {
    let line = |slot: &&HostSlot| {
        let (sign, words) = support(slot, lang);
        let row = &slot.row;
        let rule = match (row.host, row.rule_host) {
            (Some(host), Some(rule)) if host != rule => row.rule_host_label.as_ref().map_or_else(String::new, |name| {
                lang.pick(format!("nach der Regel: {name}"), format!("by the rule: {name}"))
            }),
            _ => String::new(),
        };
        Line {
            cells: vec![
                row.number.map_or_else(|| "–".to_owned(), |number| number.to_string()),
                row.year.map_or_else(|| "–".to_owned(), |year| year.to_string()),
                format!("{sign} {}", row.host_label.as_deref().unwrap_or("–")),
                words.to_owned(),
            ],
            chart: if rule.is_empty() { Strip::Empty } else { Strip::Word(rule) },
        }
    };
    Block {
        heading: slots.first().map_or_else(String::new, |slot| slot.row.series_label.clone()),
        columns: [
            lang.pick("Nr.", "No."),
            lang.pick("Jahr", "Year"),
            lang.pick("Gastgeber", "Host"),
            lang.pick("Beleg", "Evidence"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: slots.iter().map(line).collect(),
    }
}

fn laender(rows: &[&CoverageRow], lang: Lang) -> Block {
    let year = |year: Option<i16>| year.map_or_else(|| "–".to_owned(), |year| year.to_string());
    let line = |row: &&CoverageRow| Line {
        cells: vec![
            row.land_label.clone(),
            if row.times == 0 { lang.pick("ohne Beleg", "no record").to_owned() } else { row.times.to_string() },
            year(row.last_year),
            match (row.next_year, row.next_evidence) {
                (Some(next), Some(SlotEvidence::Derived)) => format!("{next} ┄"),
                (next, _) => year(next),
            },
        ],
        chart: Strip::Count(row.times, '■'),
    };
    Block {
        heading: lang.pick("Gastgeberschaften je Land", "Turns by Land").to_owned(),
        columns: [
            lang.pick("Land", "Land"),
            lang.pick("Male", "Times"),
            lang.pick("zuletzt", "last"),
            lang.pick("nächstes", "next"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: rows.iter().map(line).collect(),
    }
}
