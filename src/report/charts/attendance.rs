//! attendance.png: every claim over the editions of its series, told apart by basis and mode.

use std::collections::{BTreeMap, BTreeSet};

use super::footer::footer;
use super::{alt, words as layout_words};
use crate::analysis::attendance::{Choices, Chosen, EditionChoice};
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

/// A claim as the chart sees it.
#[derive(Clone, Copy, Debug)]
struct Shown {
    basis: Option<Basis>,
    mode: Option<Mode>,
    unit: Option<Unit>,
    stated: Stated,
    chosen: Chosen,
}

impl Shown {
    /// The claims about an edition, those that a report uses first.
    fn of(choice: &EditionChoice<'_>) -> Vec<Self> {
        let claims = choice.claims().map(|(_, claim, reason)| Self {
            basis: claim.basis,
            mode: claim.mode,
            unit: claim.unit,
            stated: claim.stated,
            chosen: reason.chosen(),
        });
        claims.collect()
    }

    /// What counts the same.
    const fn kind(&self) -> (Option<Basis>, Option<Mode>, Option<Unit>) {
        (self.basis, self.mode, self.unit)
    }
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
}

/// So many slots are drawn at most, on whichever sheet: the points of further ones are not made.
const MOST_SLOTS: usize = 3_000;

/// The series whose points are drawn, in the order of the panels: as many as have room.
fn in_reach(selection: &Selection<'_>, choices: &Choices<'_>) -> BTreeSet<usize> {
    let slots = |series: &usize| choices.of_series(selection, *series).len();
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
        let figures = |series: &usize| {
            choices.of_series(selection, *series).iter().filter(|choice| !choice.cells.is_empty()).count()
        };
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

/// The chart of attendance: a panel a series, a slot an edition, a mark a claim.
#[must_use]
pub fn chart(selection: &Selection<'_>, choices: &Choices<'_>, trends: &[TrendRow], locale: Locale) -> Chart {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let by_series = by_series(trends);
    let in_reach = in_reach(selection, choices);
    let mut used = BTreeSet::new();
    let mut intervals = Intervals::default();
    let mut panels = Vec::new();
    let mut findings: Vec<AttendanceFinding> = Vec::new();
    for series in selection.series() {
        let record = &dataset.series()[*series];
        let editions: Vec<&Edition> = selection.editions_of(*series).map(|index| &dataset.editions()[index]).collect();
        if editions.is_empty() {
            continue;
        }
        let mut claims: Vec<Vec<Shown>> = choices.of_series(selection, *series).iter().map(Shown::of).collect();
        used.extend(claims.iter().flatten().map(|claim| (claim.basis, claim.mode)));
        for claims in &claims {
            intervals.add(claims);
        }
        let with_figure = claims.iter().filter(|claims| !claims.is_empty()).count();
        let own = by_series.get(record.id.as_str()).map_or(&[][..], Vec::as_slice);
        findings.push(AttendanceFinding::of(&record.short, (with_figure, editions.len()), own));
        if !in_reach.contains(series) {
            claims.iter_mut().for_each(largest);
        }
        let claims: Vec<Vec<Shown>> = claims.iter().map(|claims| drawn(claims)).collect();
        panels.push(Panel {
            heading: lang.pick(&record.name_de, &record.name_en).clone(),
            slots: editions.iter().zip(&claims).map(|(edition, rows)| slot(selection, edition, rows, locale)).collect(),
            lines: lines(&claims),
        });
    }
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
    let others: Vec<String> = findings
        .iter()
        .enumerate()
        .filter(|(place, _)| Some(*place) != leading)
        .map(|(_, finding)| format!("{}.", finding.worded(locale)))
        .take(3)
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

/// Sources of the attendance claims.
pub(super) fn sources(selection: &Selection<'_>) -> BTreeSet<usize> {
    selection.claims().filter(|claim| claim.measure == Measure::Attendance).map(|claim| claim.source as usize).collect()
}

/// Leaves the claim that reaches highest: the axis of every panel has room for it.
fn largest(claims: &mut Vec<Shown>) {
    let reach = |claim: &Shown| {
        claim.stated.interval().high().map_or(claim.stated.value(), |high| high.max(claim.stated.value()))
    };
    let most = claims.iter().copied().max_by_key(reach);
    claims.clear();
    claims.extend(most);
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

fn slot(selection: &Selection<'_>, edition: &Edition, claims: &[Shown], locale: Locale) -> Slot {
    let lang = locale.lang;
    let dataset = selection.dataset();
    let year = edition.year().map_or_else(String::new, |year| year.to_string());
    let host = edition.host.map_or_else(
        || Label::new(lang.pick("unbekannt", "unknown"), "?"),
        |land| Label::new(dataset.land_name(land, lang), land.abbreviation()),
    );
    let points: Vec<Point> = claims.iter().map(|claim| point(claim, locale)).collect();
    let ahead = selection.lies_ahead(edition);
    Slot {
        head: edition.number.map_or_else(|| "–".to_owned(), |number| locale.ordinal(number)),
        sub: vec![Label::only(year), host],
        band: (edition.format == Some(EditionFormat::Online))
            .then(|| lang.pick("nur online", "online only").to_owned()),
        missing: ahead.then(|| Label::new(lang.pick("angekündigt", "announced"), lang.pick("angek.", "ann."))),
        brackets: brackets(claims),
        points,
    }
}

/// The claims to draw: of those that count the same and give the same number one, the first; used ones first.
fn drawn(claims: &[Shown]) -> Vec<Shown> {
    let mut numbers = BTreeSet::new();
    let mut used = BTreeSet::new();
    let mut drawn = Vec::new();
    for claim in claims {
        let kind = claim.kind();
        let agrees = claim.chosen == Chosen::Yes && used.contains(&kind);
        if !agrees && numbers.insert((kind, claim.stated.value())) {
            drawn.push(*claim);
            if claim.chosen == Chosen::Yes {
                used.insert(kind);
            }
        }
    }
    drawn
}

fn point(row: &Shown, locale: Locale) -> Point {
    let stated = row.stated;
    let interval = stated.interval();
    let per_day = row.unit == Some(Unit::PerDay);
    let kind = kind(row.basis, row.mode, locale);
    let sublabel = if per_day { locale.lang.pick(format!("{kind}, je Tag"), format!("{kind}, a day")) } else { kind };
    let value = real(stated.value());
    Point {
        value,
        low: Some(real(interval.low())).filter(|low| *low < value),
        high: interval.high().map(real).filter(|high| *high > value),
        open_low: false,
        open_high: interval.high().is_none(),
        style: mark(row.basis, row.mode),
        label: value_label(stated, locale),
        sublabel: Label::new(sublabel, words::basis(row.basis.unwrap_or(Basis::NotStated), locale.lang)),
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
fn lines(slots: &[Vec<Shown>]) -> Vec<Trendline> {
    let firm = |row: &Shown| row.chosen == Chosen::Yes && row.stated.interval().high().is_some();
    let mut groups: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for (slot, rows) in slots.iter().enumerate() {
        for (point, row) in rows.iter().enumerate().filter(|(_, row)| firm(row)) {
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
