//! attendance.png: every claim over the editions of its series, told apart by basis and mode.

use std::collections::{BTreeMap, BTreeSet};

use super::footer::footer;
use super::{alt, words as layout_words};
use crate::analysis::attendance::{AttendanceRow, Chosen};
use crate::analysis::selection::Selection;
use crate::analysis::trend::TrendRow;
use crate::analysis::words;
use crate::chart::scene::{Fill, Shape};
use crate::chart::spec::{Body, Chart, Key, Label, LegendEntry, MarkStyle, Panel, Panels, Point, Slot, Trendline};
use crate::chart::theme::Role;
use crate::locale::Locale;
use crate::model::claim::{Basis, Measure, Mode, Qualifier, Stated, Unit};
use crate::model::edition::{Edition, EditionFormat};
use crate::report::headline::AttendanceFinding;

/// More series than this are not shown in the order of the records.
const MANY_SERIES: usize = 12;

/// Slots of a panel that may be too narrow for words.
const MANY_SLOTS: usize = 20;

/// Shape for the basis, filling for the mode.
pub(super) fn mark(basis: Option<Basis>, mode: Option<Mode>) -> MarkStyle {
    let shape = match basis {
        Some(Basis::Attended) => Shape::Circle,
        Some(Basis::Registered) => Shape::Square,
        Some(Basis::Expected) => Shape::Diamond,
        Some(Basis::PeakConcurrent) => Shape::Triangle,
        Some(Basis::NotStated) | None => Shape::TriangleDown,
    };
    let fill = match mode {
        Some(Mode::OnSite) | None => Fill::Solid,
        Some(Mode::Online) => Fill::Hollow,
        Some(Mode::HybridTotal) => Fill::Half,
    };
    MarkStyle { shape, fill, role: Role::Accent }
}

/// `teilgenommen, vor Ort`.
pub(super) fn kind(basis: Option<Basis>, mode: Option<Mode>, locale: Locale) -> String {
    let basis = words::basis(basis.unwrap_or(Basis::NotStated), locale.lang);
    format!("{basis}, {}", mode_word(mode, locale))
}

/// `vor Ort`, `online`, `hybrid`.
pub(super) fn mode_word(mode: Option<Mode>, locale: Locale) -> &'static str {
    match mode {
        Some(Mode::HybridTotal) => "hybrid",
        mode => words::mode(mode, locale.lang),
    }
}

/// The key of the marks used, in the order of bases and modes.
pub(super) fn mark_legend(used: &BTreeSet<(Option<Basis>, Option<Mode>)>, locale: Locale) -> Vec<LegendEntry> {
    used.iter()
        .map(|(basis, mode)| LegendEntry { key: Key::Mark(mark(*basis, *mode)), label: kind(*basis, *mode, locale) })
        .collect()
}

/// `rund 3.600`, short `≈ 3.600`.
pub(super) fn value_label(stated: Stated, locale: Locale) -> Label {
    use crate::model::interval::Direction;
    let number = Stated::new(stated.value(), None).written(locale);
    let short = match stated.qualifier().map(Qualifier::kind) {
        None => number.clone(),
        Some(Direction::Around) => format!("≈ {number}"),
        Some(Direction::Above) => format!("> {number}"),
        Some(Direction::AtLeast) => format!("≥ {number}"),
        Some(Direction::AtMost) => format!("≤ {number}"),
        Some(Direction::Below) => format!("< {number}"),
    };
    Label::new(stated.written(locale), short)
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^53")]
pub(super) const fn real(value: u64) -> f64 {
    value as f64
}

fn stated(row: &AttendanceRow) -> Option<Stated> {
    Some(Stated::new(row.value?, row.qualifier.as_deref().and_then(|word| word.parse().ok())))
}

/// The chart of attendance: a panel a series, a slot an edition, a mark a claim.
#[must_use]
pub fn chart(selection: &Selection<'_>, rows: &[AttendanceRow], trends: &[TrendRow], locale: Locale) -> Chart {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let mut by_edition: BTreeMap<&str, Vec<&AttendanceRow>> = BTreeMap::new();
    for row in rows {
        by_edition.entry(&row.edition).or_default().push(row);
    }
    let mut panels = Vec::new();
    let mut findings: Vec<AttendanceFinding> = Vec::new();
    for series in selection.series() {
        let record = &dataset.series()[*series];
        let editions: Vec<&Edition> = selection.editions_of(*series).map(|index| &dataset.editions()[index]).collect();
        if editions.is_empty() {
            continue;
        }
        let claims: Vec<&[&AttendanceRow]> =
            editions.iter().map(|edition| by_edition.get(edition.id.as_str()).map_or(&[][..], Vec::as_slice)).collect();
        let with_figure = claims.iter().filter(|rows| rows.iter().any(|row| row.value.is_some())).count();
        let own: Vec<&TrendRow> = trends.iter().filter(|row| row.series == record.id.as_str()).collect();
        findings.push(AttendanceFinding::of(&record.short, (with_figure, editions.len()), &own));
        panels.push(Panel {
            heading: lang.pick(&record.name_de, &record.name_en).clone(),
            slots: editions.iter().zip(&claims).map(|(edition, rows)| slot(selection, edition, rows, locale)).collect(),
            lines: lines(&claims),
        });
    }
    // Where nobody can look at every series, those with the most figures come first.
    if panels.len() > MANY_SERIES {
        panels
            .sort_by_key(|panel| std::cmp::Reverse(panel.slots.iter().filter(|slot| !slot.points.is_empty()).count()));
    }
    let used: BTreeSet<_> = rows.iter().filter(|row| row.value.is_some()).map(|row| (row.basis, row.mode)).collect();
    let (with, all) =
        findings.iter().fold((0, 0), |sum, finding| (sum.0 + finding.with_figure, sum.1 + finding.editions));
    // The series with the most figures speaks in the title, the others in the notes.
    let leading = findings
        .iter()
        .enumerate()
        .max_by_key(|(place, finding)| (finding.with_figure, std::cmp::Reverse(*place)))
        .map(|(place, _)| place);
    let title = leading.map_or_else(
        || lang.pick("Keine Ausgabe im gewählten Ausschnitt", "No edition in this selection").to_owned(),
        |place| findings[place].worded(locale),
    );
    let others: Vec<String> = findings
        .iter()
        .enumerate()
        .filter(|(place, _)| Some(*place) != leading)
        .map(|(_, finding)| format!("{}.", finding.worded(locale)))
        .take(3)
        .collect();
    let mut legend = mark_legend(&used, locale);
    legend.extend(interval_legend(rows, locale));
    if panels.iter().flat_map(|panel| &panel.slots).any(|slot| slot.band.is_some()) {
        legend.push(LegendEntry {
            key: Key::Band,
            label: lang.pick("Ausgabe nur online", "online-only edition").to_owned(),
        });
    }
    // In narrow slots a dash stands for the words.
    let narrow =
        |panel: &Panel| panel.slots.len() > MANY_SLOTS && panel.slots.iter().any(|slot| slot.points.is_empty());
    if panels.iter().any(narrow) {
        let label = lang.pick("oder k. A.: keine Angabe", "or n/a: no figure").to_owned();
        legend.push(LegendEntry { key: Key::Dash, label });
    }
    Chart {
        name: "attendance".to_owned(),
        alt: alt(&lang.pick(
            format!("Punktdiagramm veröffentlichter Teilnahmezahlen je Ausgabe. {title}."),
            format!("Dot plot of published attendance figures by edition. {title}."),
        )),
        title,
        subtitle: lang
            .pick(
                "Veröffentlichte Teilnahmezahlen je Ausgabe. Vergleichbar sind nur Werte gleicher Zählweise; Grau: nicht gewählte Angaben.",
                "Published attendance figures by edition. Only figures on the same basis compare; grey: claims not used.",
            )
            .to_owned(),
        body: Body::Panels(Panels {
            panels,
            axis_label: lang.pick("Teilnehmende", "people taking part").to_owned(),
            missing: Label::new(
                lang.pick("keine Angabe", "no figure"),
                lang.pick("k. A.", "n/a"),
            ),
        }),
        legend,
        footer: footer(selection, &others, &sources(selection), &AttendanceFinding::coverage(with, all, lang), locale),
        locale,
        words: layout_words(
            lang.pick("Zählweise", "Basis"),
            (
                lang.pick(
                    "{shown} von {all} Reihen, die mit den meisten Zahlen zuerst; alle in attendance.csv",
                    "{shown} of {all} series, those with the most figures first; all of them in attendance.csv",
                ),
                "",
            ),
            lang,
        ),
        corner: None,
    }
}

/// Sources of the attendance claims.
pub(super) fn sources(selection: &Selection<'_>) -> BTreeSet<usize> {
    selection.claims().filter(|claim| claim.measure == Measure::Attendance).map(|claim| claim.source as usize).collect()
}

fn interval_legend(rows: &[AttendanceRow], locale: Locale) -> Vec<LegendEntry> {
    let bounded = rows.iter().any(|row| row.high.is_some() && row.high != row.low);
    let open = rows.iter().any(|row| row.value.is_some() && row.high.is_none());
    let disputed = rows.iter().any(|row| row.chosen == Chosen::Disputed);
    claim_legend([(Key::Whisker, bounded), (Key::Arrow, open), (Key::Bracket, disputed)], locale)
}

/// The key of whiskers, arrows and brackets, each where there is one.
pub(super) fn claim_legend(drawn: [(Key, bool); 3], locale: Locale) -> Vec<LegendEntry> {
    let words = [
        ("Spanne des Worts („rund“)", "range of the word (“around”)"),
        ("nach oben offen („über“)", "open above (“over”)"),
        ("strittig", "disputed"),
    ];
    let entry = |key, (de, en): (&str, &str)| LegendEntry { key, label: locale.lang.pick(de, en).to_owned() };
    drawn.into_iter().zip(words).filter(|((_, drawn), _)| *drawn).map(|((key, _), words)| entry(key, words)).collect()
}

fn slot(selection: &Selection<'_>, edition: &Edition, rows: &[&AttendanceRow], locale: Locale) -> Slot {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let year = edition.year().map_or_else(String::new, |year| year.to_string());
    let host = edition.host.map_or_else(
        || Label::new(lang.pick("unbekannt", "unknown"), "?"),
        |land| Label::new(dataset.land_name(land, lang), land.abbreviation()),
    );
    let claims = drawn(rows);
    let points: Vec<Point> = claims.iter().filter_map(|row| point(row, locale)).collect();
    let ahead = selection.lies_ahead(edition);
    Slot {
        head: edition.number.map_or_else(|| "–".to_owned(), |number| locale.ordinal(number)),
        sub: vec![Label::only(year), host],
        band: (edition.format == Some(EditionFormat::Online))
            .then(|| lang.pick("nur online", "online only").to_owned()),
        missing: ahead.then(|| Label::new(lang.pick("angekündigt", "announced"), lang.pick("angek.", "ann."))),
        brackets: brackets(&claims),
        points,
    }
}

/// The claims to draw: of those that count the same and give the same number one, the first; used ones first.
fn drawn<'rows>(rows: &[&'rows AttendanceRow]) -> Vec<&'rows AttendanceRow> {
    let mut drawn: Vec<&AttendanceRow> = Vec::new();
    for row in rows.iter().copied().filter(|row| row.value.is_some()) {
        let same = |other: &&AttendanceRow| {
            (other.basis, other.mode, other.unit, other.value) == (row.basis, row.mode, row.unit, row.value)
        };
        let agrees = |other: &&AttendanceRow| {
            row.chosen == Chosen::Yes
                && other.chosen == Chosen::Yes
                && (other.basis, other.mode, other.unit) == (row.basis, row.mode, row.unit)
        };
        if !drawn.iter().any(|other| same(other) || agrees(other)) {
            drawn.push(row);
        }
    }
    drawn
}

fn point(row: &AttendanceRow, locale: Locale) -> Option<Point> {
    let stated = stated(row)?;
    let interval = stated.interval();
    let per_day = row.unit == Some(Unit::PerDay);
    let kind = kind(row.basis, row.mode, locale);
    let sublabel = if per_day { locale.lang.pick(format!("{kind}, je Tag"), format!("{kind}, a day")) } else { kind };
    let value = real(stated.value());
    Some(Point {
        value,
        low: Some(real(interval.low())).filter(|low| *low < value),
        high: interval.high().map(real).filter(|high| *high > value),
        open_low: false,
        open_high: interval.high().is_none(),
        style: mark(row.basis, row.mode),
        label: value_label(stated, locale),
        sublabel: Label::new(sublabel, words::basis(row.basis.unwrap_or(Basis::NotStated), locale.lang)),
        quiet: row.chosen == Chosen::No && row.basis != Some(Basis::PeakConcurrent),
    })
}

/// Disputed claims of one group: the smallest and the largest are joined.
fn brackets(claims: &[&AttendanceRow]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<(u64, usize)>> = BTreeMap::new();
    for (index, row) in claims.iter().enumerate() {
        if let (Chosen::Disputed, Some(value)) = (row.chosen, row.value) {
            groups.entry((row.basis, row.mode, row.unit)).or_default().push((value, index));
        }
    }
    groups
        .into_values()
        .filter_map(|mut values| {
            values.sort_unstable();
            let (low, high) = (values.first()?.1, values.last()?.1);
            (low != high).then_some((low, high))
        })
        .collect()
}

/// Lines between neighbouring editions whose used figures count the same and are bounded on both sides. A figure that
/// is open or disputed has no one place through which a line could go.
fn lines(slots: &[&[&AttendanceRow]]) -> Vec<Trendline> {
    let firm = |row: &&&AttendanceRow| row.chosen == Chosen::Yes && row.high.is_some();
    let mut groups: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for (slot, rows) in slots.iter().enumerate() {
        let claims = drawn(rows);
        for row in claims.iter().filter(firm) {
            if let Some(point) = claims.iter().position(|other| std::ptr::eq(*other, *row)) {
                groups.entry((row.basis, row.mode, row.unit)).or_default().push((slot, point));
            }
        }
    }
    groups
        .into_values()
        .map(|points| Trendline {
            runs: points.chunk_by(|a, b| b.0 == a.0 + 1).filter(|run| run.len() > 1).map(<[_]>::to_vec).collect(),
        })
        .filter(|line| !line.runs.is_empty())
        .collect()
}
