//! What the attendance figures of a series show.

use super::{counted_in, written};
use crate::analysis::trend::{TrendRow, Verdict};
use crate::analysis::words;
use crate::locale::{Lang, Locale};
use crate::model::claim::{Basis, Mode};

/// What may be said of the largest comparable group of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct AttendanceFinding {
    /// Short name of the series.
    pub series: String,
    /// Editions with any figure.
    pub with_figure: usize,
    /// Editions in all.
    pub editions: usize,
    /// Comparable figures in the largest group.
    pub n: usize,
    /// Its mode.
    pub mode: Option<Mode>,
    /// What may be said of it.
    pub verdict: Verdict,
    /// Slope in persons a year, where a trend is shown.
    pub slope: Option<f64>,
}

impl AttendanceFinding {
    /// Makes the finding of the trends of one series: the attended group with the most figures speaks for it; where
    /// nobody has counted afterwards, the largest group that there is. Viewers at one moment never speak for it.
    #[must_use]
    pub fn of(series: &str, (with_figure, editions): (usize, usize), rows: &[&TrendRow]) -> Self {
        let best = rows
            .iter()
            .filter(|row| row.basis != Basis::PeakConcurrent)
            .max_by_key(|row| (row.basis == Basis::Attended, row.n, std::cmp::Reverse(row.mode)));
        Self {
            series: series.to_owned(),
            with_figure,
            editions,
            n: best.map_or(0, |row| row.n),
            mode: best.and_then(|row| row.mode),
            verdict: best.map_or(Verdict::Listed, |row| row.verdict),
            slope: best.and_then(|row| row.slope_per_year).map(|slope| slope.0),
        }
    }

    /// The finding as a title: `Fachkongress: Aus nur 4 vergleichbaren Zahlen lässt sich kein Trend ablesen`.
    #[must_use]
    pub fn worded(&self, locale: Locale) -> String {
        format!("{}: {}", self.series, self.statement(locale))
    }

    /// The finding without the name of the series.
    #[must_use]
    pub fn statement(&self, locale: Locale) -> String {
        let lang = locale.lang;
        let n = self.n;
        let mode = self.mode.map_or_else(String::new, |mode| format!(" {}", words::mode(Some(mode), lang)));
        match self.verdict {
            _ if n == 0 => lang.pick("Keine Zahl zur Teilnahme bekannt", "No attendance figure known").to_owned(),
            Verdict::Listed if n == 1 => {
                lang.pick("Eine Zahl allein ergibt keinen Trend", "One figure alone makes no trend").to_owned()
            }
            Verdict::Listed | Verdict::NoStatement => lang.pick(
                format!("Aus nur {n} vergleichbaren Zahlen lässt sich kein Trend ablesen"),
                format!("No trend can be read from only {n} comparable figures"),
            ),
            Verdict::NoTrend => lang.pick(
                format!("Ein Trend ist aus {n} vergleichbaren Zahlen nicht nachweisbar"),
                format!("No trend can be shown from {n} comparable figures"),
            ),
            Verdict::Rising => lang.pick(
                format!("Die Teilnahme{mode} steigt{} ({n} vergleichbare Ausgaben)", self.pace(locale)),
                format!("Attendance{mode} is rising{} ({n} comparable editions)", self.pace(locale)),
            ),
            Verdict::Falling => lang.pick(
                format!("Die Teilnahme{mode} sinkt{} ({n} vergleichbare Ausgaben)", self.pace(locale)),
                format!("Attendance{mode} is falling{} ({n} comparable editions)", self.pace(locale)),
            ),
        }
    }

    /// `, im Mittel um rund 35 Personen im Jahr`; nothing where no slope is known or it rounds to nothing.
    fn pace(&self, locale: Locale) -> String {
        let Some(slope) = self.slope.map(f64::abs).filter(|slope| *slope >= 0.5) else { return String::new() };
        let number = locale.decimal(slope, 0);
        let one = number == "1";
        locale.lang.pick(
            format!(", im Mittel um rund {number} {} im Jahr", if one { "Person" } else { "Personen" }),
            format!(", by about {number} {} a year on average", if one { "person" } else { "persons" }),
        )
    }

    /// `9 von 15 Ausgaben mit Zahl`.
    #[must_use]
    pub fn coverage(with_figure: usize, editions: usize, lang: Lang) -> String {
        let with_figure = written(with_figure, lang);
        lang.pick(
            format!("{with_figure} von {} mit Zahl", counted_in(editions, ("Ausgabe", "Ausgaben"), lang)),
            format!("{with_figure} of {} with a figure", counted_in(editions, ("edition", "editions"), lang)),
        )
    }
}
