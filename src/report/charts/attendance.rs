//! attendance.png: every claim over the editions of its series, told apart by basis and mode.

mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use shown::{Marks, Shown};

use super::footer::footer;
use super::{alt, sources_of, words as layout_words};
use crate::analysis::attendance::{Choices, Chosen, EditionChoice};
use crate::analysis::many;
use crate::analysis::selection::Selection;
use crate::analysis::trend::TrendRow;
use crate::analysis::words;
use crate::chart::scene::{Fill, Shape};
use crate::chart::spec::{Body, Chart, Key, Label, LegendEntry, MarkStyle, Panel, Panels, Point, Slot, Trendline};
use crate::chart::theme::Role;
use crate::locale::Locale;
use crate::model::claim::{Basis, Mode, Qualifier, Stated, Unit};
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

/// `teilgenommen, vor Ort, je Tag`: the unit is said where it is not persons.
pub(super) fn counted((basis, mode, unit): (Option<Basis>, Option<Mode>, Option<Unit>), locale: Locale) -> String {
    let kind = kind(basis, mode, locale);
    let unit = match unit {
        Some(Unit::PerDay) => locale.lang.pick(", je Tag", ", a day"),
        Some(Unit::Entries) => locale.lang.pick(", Eintritte", ", entries"),
        Some(Unit::Persons | Unit::NotStated) | None => "",
    };
    format!("{kind}{unit}")
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

/// Whether any claim has an interval on both sides, is open above, or disputed.
#[derive(Clone, Copy, Debug, Default)]
struct Intervals {
    bounded: bool,
    open: bool,
    disputed: bool,
}

impl Intervals {
    fn add(&mut self, claims: &[Shown]) {
        for claim in claims {
            let interval = claim.stated.interval();
            self.bounded |= interval.high().is_some_and(|high| high != interval.low());
            self.open |= interval.high().is_none();
            self.disputed |= claim.chosen == Chosen::Disputed;
        }
    }

    fn join(&mut self, other: Self) {
        self.bounded |= other.bounded;
        self.open |= other.open;
        self.disputed |= other.disputed;
    }
}

/// So many slots are drawn at most, on whichever sheet: the points of further ones are not made.
const MOST_SLOTS: usize = 3_000;

/// The series whose points are drawn, in the order of the panels: as many as have room.
fn in_reach(selection: &Selection<'_>, choices: &Choices) -> BTreeSet<usize> {
    let slots = |series: &usize| choices.places(*series).len();
    let reach = |series: &[usize]| {
        let before = series.iter().scan(0, |sum, series| {
            let before = *sum;
            *sum += slots(series);
            Some(before)
        });
        series
            .iter()
            .copied()
            .zip(before)
            .take_while(|(_, before)| *before < MOST_SLOTS)
            .map(|(series, _)| series)
            .collect()
    };
    let mut series: Vec<usize> = selection.series().iter().copied().filter(|series| slots(series) > 0).collect();
    if series.len() > MANY_SERIES {
        let figures =
            |series: &usize| choices.claims()[choices.places(*series)].iter().filter(|claims| **claims > 0).count();
        series.sort_by_cached_key(|series| std::cmp::Reverse(figures(series)));
    }
    reach(&series)
}

fn by_series(trends: &[TrendRow]) -> BTreeMap<&str, Vec<&TrendRow>> {
    let mut by_series: BTreeMap<&str, Vec<&TrendRow>> = BTreeMap::new();
    for trend in trends {
        by_series.entry(&trend.series).or_default().push(trend);
    }
    by_series
}

/// Series with the most figures first, where nobody can look at every one.
fn most_first(panels: &mut [Panel]) {
    if panels.len() > MANY_SERIES {
        panels
            .sort_by_key(|panel| std::cmp::Reverse(panel.slots.iter().filter(|slot| !slot.points.is_empty()).count()));
    }
}

/// What one series brings into the chart.
struct Part {
    panel: Panel,
    finding: AttendanceFinding,
    used: BTreeSet<(Option<Basis>, Option<Mode>)>,
    intervals: Intervals,
    left_out: usize,
    /// Of its claims, each once.
    sources: Vec<u32>,
}

impl Part {
    /// The part of the series of these editions. Of one that is not in reach nothing is drawn.
    fn of(
        selection: &Selection<'_>,
        choices: &[EditionChoice],
        (trends, in_reach): (&[&TrendRow], bool),
        locale: Locale,
    ) -> Self {
        let dataset = selection.dataset();
        let editions = || choices.iter().map(|choice| &dataset.editions()[choice.edition]);
        let marks = |choice: &EditionChoice| {
            if in_reach {
                Marks::of(&Shown::of(choice).collect::<Vec<_>>(), choices.len())
            } else {
                Marks::largest(Shown::of(choice))
            }
        };
        let marks: Vec<Marks> = choices.iter().map(marks).collect();
        let mut intervals = Intervals::default();
        for marks in &marks {
            intervals.add(&marks.claims);
        }
        let mut slots: Vec<Slot> =
            editions().zip(&marks).map(|(edition, marks)| slot(selection, edition, marks, locale)).collect();
        count_left_out(&mut slots, &marks, locale);
        let claims = choices.iter().flat_map(EditionChoice::claims);
        let mut sources: Vec<u32> = claims.map(|(_, claim, _)| claim.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let series = choices.first().map_or(0, |choice| dataset.editions()[choice.edition].series);
        let record = &dataset.series()[series];
        let with_figure = marks.iter().filter(|marks| !marks.claims.is_empty()).count();
        Self {
            panel: Panel {
                heading: locale.lang.pick(&record.name_de, &record.name_en).clone(),
                slots,
                lines: lines(&marks),
            },
            finding: AttendanceFinding::of(&record.short, (with_figure, choices.len()), trends),
            used: marks.iter().flat_map(|marks| &marks.claims).map(|claim| (claim.basis, claim.mode)).collect(),
            intervals,
            left_out: marks.iter().map(|marks| marks.left_out).sum(),
            sources,
        }
    }
}

/// The chart of attendance: a panel a series, a slot an edition, a mark a claim.
#[must_use]
pub fn chart(selection: &Selection<'_>, choices: &Choices, trends: &[TrendRow], locale: Locale) -> Chart {
    let lang = locale.lang;
    let by_series = by_series(trends);
    let in_reach = in_reach(selection, choices);
    let part = |series: &usize| {
        let id = selection.dataset().series()[*series].id.as_str();
        let trends = by_series.get(id).map_or(&[][..], Vec::as_slice);
        let choices = choices.of_series(*series);
        (!choices.is_empty()).then(|| Part::of(selection, &choices, (trends, in_reach.contains(series)), locale))
    };
    let parts = many::filter_map(selection.series(), choices.rows() >= many::RECORDS, part);
    let mut used = BTreeSet::new();
    let mut intervals = Intervals::default();
    let mut panels = Vec::new();
    let mut findings: Vec<AttendanceFinding> = Vec::new();
    let mut left_out = 0;
    let mut sources = Vec::new();
    for part in parts {
        used.extend(part.used);
        intervals.join(part.intervals);
        left_out += part.left_out;
        sources.extend(part.sources);
        panels.push(part.panel);
        findings.push(part.finding);
    }
    let sources = sources_of(selection.dataset().sources().len(), sources.into_iter());
    most_first(&mut panels);
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
    let notes: Vec<String> = findings
        .iter()
        .enumerate()
        .filter(|(place, _)| Some(*place) != leading)
        .map(|(_, finding)| format!("{}.", finding.worded(locale)))
        .take(3)
        .chain(crowded(left_out, locale))
        .collect();
    let legend = legend(&used, intervals, &panels, locale);
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
        body: Arc::new(Body::Panels(Panels {
            panels,
            axis_label: lang.pick("Teilnehmende", "people taking part").to_owned(),
            missing: Label::new(
                lang.pick("keine Angabe", "no figure"),
                lang.pick("k. A.", "n/a"),
            ),
        })),
        legend,
        footer: footer(selection, &notes, &sources, &AttendanceFinding::coverage(with, all, lang), locale),
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

/// What the marks, the bounds and the slots of the panels mean.
fn legend(
    used: &BTreeSet<(Option<Basis>, Option<Mode>)>,
    intervals: Intervals,
    panels: &[Panel],
    locale: Locale,
) -> Vec<LegendEntry> {
    let lang = locale.lang;
    let mut legend = mark_legend(used, locale);
    legend.extend(interval_legend(intervals, locale));
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
    legend
}

fn interval_legend(intervals: Intervals, locale: Locale) -> Vec<LegendEntry> {
    let Intervals { bounded, open, disputed } = intervals;
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

/// Writes `+12` under slots in which so many values have no mark.
fn count_left_out(slots: &mut [Slot], marks: &[Marks], locale: Locale) {
    if marks.iter().all(|marks| marks.left_out == 0) {
        return;
    }
    for (slot, marks) in slots.iter_mut().zip(marks) {
        let text = if marks.left_out > 0 { format!("+{}", locale.count(marks.left_out)) } else { String::new() };
        slot.sub.push(Label::only(text));
    }
}

/// What `+12` under a slot means.
fn crowded(left_out: usize, locale: Locale) -> Option<String> {
    let values = locale.count(left_out);
    (left_out > 0).then(|| {
        locale.lang.pick(
            format!("+: so viele weitere Werte haben keine eigene Marke (zusammen {values}), alle in attendance.csv."),
            format!("+: so many further values have no mark of their own ({values} together), all in attendance.csv."),
        )
    })
}

fn slot(selection: &Selection<'_>, edition: &Edition, marks: &Marks, locale: Locale) -> Slot {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let year = edition.year().map_or_else(String::new, |year| year.to_string());
    let host = edition.host.map_or_else(
        || Label::new(lang.pick("unbekannt", "unknown"), "?"),
        |land| Label::new(dataset.land_name(land, lang), land.abbreviation()),
    );
    let points: Vec<Point> = marks.claims.iter().map(|claim| point(claim, locale)).collect();
    let ahead = selection.lies_ahead(edition);
    Slot {
        head: edition.number.map_or_else(|| "–".to_owned(), |number| locale.ordinal(number)),
        sub: vec![Label::only(year), host],
        band: (edition.format == Some(EditionFormat::Online))
            .then(|| lang.pick("nur online", "online only").to_owned()),
        missing: ahead.then(|| Label::new(lang.pick("angekündigt", "announced"), lang.pick("angek.", "ann."))),
        brackets: brackets(&marks.claims),
        points,
    }
}

fn point(row: &Shown, locale: Locale) -> Point {
    let stated = row.stated;
    let interval = stated.interval();
    let value = real(stated.value());
    Point {
        value,
        low: Some(real(interval.low())).filter(|low| *low < value),
        high: interval.high().map(real).filter(|high| *high > value),
        open_low: false,
        open_high: interval.high().is_none(),
        style: mark(row.basis, row.mode),
        label: value_label(stated, locale),
        sublabel: Label::new(
            counted(row.kind(), locale),
            words::basis(row.basis.unwrap_or(Basis::NotStated), locale.lang),
        ),
        quiet: row.chosen == Chosen::No && row.basis != Some(Basis::PeakConcurrent),
    }
}

/// Disputed claims of one group: the smallest and the largest are joined.
fn brackets(claims: &[Shown]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<(u64, usize)>> = BTreeMap::new();
    for (index, row) in claims.iter().enumerate() {
        if row.chosen == Chosen::Disputed {
            groups.entry(row.kind()).or_default().push((row.stated.value(), index));
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
fn lines(slots: &[Marks]) -> Vec<Trendline> {
    let firm = |row: &Shown| row.chosen == Chosen::Yes && row.stated.interval().high().is_some();
    let mut groups: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for (slot, marks) in slots.iter().enumerate() {
        for (point, row) in marks.claims.iter().enumerate().filter(|(_, row)| firm(row)) {
            groups.entry(row.kind()).or_default().push((slot, point));
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
