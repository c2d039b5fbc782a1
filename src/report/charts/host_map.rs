//! host-map.png: the Länder as tiles, how often each has hosted, and who comes next.

use std::sync::Arc;

use super::footer::footer;
use super::hosts::{legend, shown_series, sources, style};
use super::{alt, editions};
use crate::analysis::rotation::{CoverageRow, HostSlot, SlotEvidence};
use crate::analysis::selection::Selection;
use crate::chart::spec::{Body, CellStyle, Chart, Tile, TileFact, Tiles};
use crate::locale::{Lang, Locale};
use crate::report::headline::{CoverageFinding, listed, written};

/// The tile map of the first ruled series of the selection.
#[must_use]
pub fn chart(selection: &Selection<'_>, slots: &[HostSlot], coverage: &[CoverageRow], locale: Locale) -> Chart {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let series: Vec<usize> = shown_series(selection).into_iter().take(1).collect();
    let id = series.first().map_or("", |one| dataset.series()[*one].id.as_str());
    let name = series.first().map_or("", |one| dataset.series_name(*one, lang));
    let rows: Vec<&CoverageRow> = coverage.iter().filter(|row| row.series == id).collect();
    let own: Vec<&HostSlot> = slots.iter().filter(|slot| series.contains(&slot.series)).collect();
    let tiles = dataset
        .laender()
        .iter()
        .map(|land| {
            let row = rows.iter().find(|row| row.land == land.land).copied();
            let (line, detail, detail_short) = row.map_or_else(|| nothing(lang), |row| words_of(row, lang));
            Tile {
                row: land.tile_row as usize,
                column: land.tile_column as usize,
                code: land.land.abbreviation().to_owned(),
                name: lang.pick(&land.name_de, &land.name_en).clone(),
                style: row.map_or(CellStyle::Unknown, |row| tile_style(row, &own)),
                line,
                detail,
                detail_short,
            }
        })
        .collect();
    let finding = CoverageFinding::of(&rows);
    let title = finding.worded(lang);
    let held = || own.iter().filter(|slot| slot.row.edition.is_some());
    let known = written(held().filter(|slot| slot.row.host.is_some()).count(), lang);
    let all = written(held().count(), lang);
    let notes = [lang
        .pick(
            "„Ohne Beleg“ heißt nicht: nie Gastgeber. Gleich große Kacheln, Lage ungefähr (geofacet de_states_grid1).",
            "“No record” does not mean: never hosted. Tiles of equal size, rough places (geofacet de_states_grid1).",
        )
        .to_owned()];
    Chart {
        name: "host-map".to_owned(),
        alt: alt(&lang.pick(
            format!("Kachelkarte der 16 Länder als Gastgeber. {title}."),
            format!("Tile map of the 16 Länder as hosts. {title}."),
        )),
        title,
        subtitle: lang.pick(
            format!("{name}: Zahl der bekannten Gastgeberschaften, letztes Jahr, nächster Turnus"),
            format!("{name}: number of known turns as host, last year, next turn"),
        ),
        body: Arc::new(Body::Tiles(Tiles {
            tiles,
            facts_heading: lang.pick("Wie weit ist der Staffelstab?", "How far has the baton come?").to_owned(),
            facts: facts(&finding, lang),
        })),
        legend: legend(lang),
        footer: footer(
            selection,
            &notes,
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

fn nothing(lang: Lang) -> (String, String, String) {
    let text = lang.pick("ohne Beleg", "no record").to_owned();
    (String::new(), text.clone(), text)
}

/// Count, detail and short detail of a tile.
fn words_of(row: &CoverageRow, lang: Lang) -> (String, String, String) {
    let next = row.next_year.map(|year| {
        let (how, short) = if row.next_evidence == Some(SlotEvidence::Derived) {
            (lang.pick("nach Regel", "by the rule"), lang.pick("Regel", "rule"))
        } else {
            (lang.pick("angekündigt", "announced"), lang.pick("angek.", "ann."))
        };
        (format!("{year} {how}"), format!("{year} {short}"))
    });
    match (row.times, row.last_year, next) {
        (0, _, Some((detail, short))) => (String::new(), detail, short),
        (0, _, None) => nothing(lang),
        (times, Some(last), _) => {
            (format!("{times}×"), format!("{} {last}", lang.pick("zuletzt", "last")), last.to_string())
        }
        (times, None, _) => (format!("{times}×"), String::new(), String::new()),
    }
}

/// The look of the last turn that counts, or of the next one.
fn tile_style(row: &CoverageRow, slots: &[&HostSlot]) -> CellStyle {
    let of_land = || slots.iter().rev().filter(|slot| slot.row.host == Some(row.land));
    if let Some(last) = of_land().find(|slot| slot.hosted) {
        return style(last);
    }
    match row.next_evidence {
        Some(SlotEvidence::Derived) => CellStyle::Dashed,
        Some(_) => CellStyle::Outline,
        None => CellStyle::Unknown,
    }
}

fn facts(finding: &CoverageFinding, lang: Lang) -> Vec<TileFact> {
    let of = lang.pick("von", "of");
    #[expect(clippy::cast_precision_loss, reason = "a count of Länder")]
    let share = |count: usize| (finding.all > 0).then(|| count as f64 / finding.all as f64);
    let written = |next: &[(i16, String)]| {
        listed(&next.iter().map(|(year, name)| format!("{name}\u{a0}{year}")).collect::<Vec<_>>(), lang)
    };
    let fact = |count: usize, text: String| TileFact {
        big: format!("{count} {of} {}", finding.all),
        text,
        share: share(count),
    };
    let mut facts = vec![fact(
        finding.hosted,
        lang.pick("Länder mit bekanntem Turnus", "Länder known to have had a turn").to_owned(),
    )];
    if !finding.announced.is_empty() {
        let next = written(&finding.announced);
        facts.push(fact(
            finding.announced.len(),
            lang.pick(format!("angekündigt: {next}"), format!("announced: {next}")),
        ));
    }
    if !finding.derived.is_empty() {
        let next = written(&finding.derived);
        facts.push(fact(
            finding.derived.len(),
            lang.pick(format!("nach der Regel allein: {next}"), format!("by the rule alone: {next}")),
        ));
    }
    if !finding.without.is_empty() {
        let names = listed(&finding.without, lang);
        facts.push(fact(
            finding.without.len(),
            lang.pick(format!("ohne Beleg: {names}"), format!("no record: {names}")),
        ));
    }
    facts
}
