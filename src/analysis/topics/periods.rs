//! Two periods compared, topic by topic, with Fisher's exact test.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::four_places;
use super::programme::Programmes;
use crate::analysis::selection::Selection;
use crate::analysis::stats::fisher_exact;
use crate::locale::Lang;
use crate::model::vocabulary::vocabulary;

/// Level of the test.
const LEVEL: f64 = 0.05;

/// Two periods of years that do not overlap, the earlier one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Periods {
    first: (i16, i16),
    second: (i16, i16),
}

/// Why a text is not two periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of the form `2013-2019,2020-2026`.
    #[error("two periods are written 2013-2019,2020-2026")]
    Form,
    /// A period that ends before it begins.
    #[error("a period may not end before it begins")]
    Reversed,
    /// Years in both periods, or the later period first.
    #[error("the second period begins after the first one ends")]
    Overlap,
}

impl FromStr for Periods {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let year = |text: &str| {
            text.trim().parse::<i16>().ok().filter(|year| (1900..=2199).contains(year)).ok_or(PeriodError::Form)
        };
        let period = |text: &str| {
            let (from, to) = text.split_once(['-', '–']).ok_or(PeriodError::Form)?;
            let period = (year(from)?, year(to)?);
            if period.0 > period.1 { Err(PeriodError::Reversed) } else { Ok(period) }
        };
        let (first, second) = text.split_once(',').ok_or(PeriodError::Form)?;
        let periods = Self { first: period(first)?, second: period(second)? };
        if periods.first.1 >= periods.second.0 { Err(PeriodError::Overlap) } else { Ok(periods) }
    }
}

impl fmt::Display for Periods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{},{}-{}", self.first.0, self.first.1, self.second.0, self.second.1)
    }
}

vocabulary! {
    /// What a comparison of two periods shows.
    PeriodVerdict {
        /// Named in a larger share of the later editions, and chance is an unlikely reason.
        ShownRise = "shown-rise",
        /// Named in a smaller share.
        ShownFall = "shown-fall",
        /// No difference can be shown; that is not the same as none.
        NotShown = "not-shown",
    }
}

/// A row of topic-periods.csv: one topic in one series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicPeriodRow {
    /// Series id.
    pub series: String,
    /// Series name.
    pub series_label: String,
    /// Topic id.
    pub topic: String,
    /// Topic label.
    pub label: String,
    /// First period.
    pub first_period: String,
    /// Editions with a known programme in it.
    pub first_known: usize,
    /// Editions among them that name the topic.
    pub first_with: usize,
    /// Second period.
    pub second_period: String,
    /// Editions with a known programme in it.
    pub second_known: usize,
    /// Editions among them that name the topic.
    pub second_with: usize,
    /// Two-sided p-value of Fisher's exact test; empty where a period has no known programme.
    #[serde(serialize_with = "four_places")]
    pub p_value: Option<f64>,
    /// The same, adjusted for the number of topics compared in the series (Holm 1979).
    #[serde(serialize_with = "four_places")]
    pub p_adjusted: Option<f64>,
    /// What the adjusted value shows at 5 %: among thirty topics one or two rise by chance.
    pub verdict: PeriodVerdict,
    /// The same in words.
    pub statement: String,
}

/// Compares two periods for every topic named in one of them.
#[must_use]
pub fn compare(
    selection: &Selection<'_>,
    programmes: &Programmes,
    periods: Periods,
    lang: Lang,
) -> Vec<TopicPeriodRow> {
    let dataset = selection.dataset();
    let mut rows = Vec::new();
    for series in selection.series() {
        let known: Vec<_> = selection
            .editions_of(*series)
            .filter_map(|edition| Some((dataset.editions()[edition].year()?, programmes.get(&edition)?)))
            .collect();
        for (index, topic) in dataset.topics().iter().enumerate() {
            let count = |(from, to): (i16, i16)| {
                let within = known.iter().filter(|(year, _)| (from..=to).contains(year));
                let with = within.clone().filter(|(_, programme)| programme.weight(index).is_some()).count();
                (within.count(), with)
            };
            let (first_known, first_with) = count(periods.first);
            let (second_known, second_with) = count(periods.second);
            if first_with + second_with == 0 {
                continue;
            }
            let both = first_known > 0 && second_known > 0;
            let table = [
                [first_with as u64, (first_known - first_with) as u64],
                [second_with as u64, (second_known - second_with) as u64],
            ];
            let p_value = both.then(|| fisher_exact(table).two_sided);
            rows.push(TopicPeriodRow {
                series: dataset.series()[*series].id.to_string(),
                series_label: dataset.series_name(*series, lang).to_owned(),
                topic: topic.id.to_string(),
                label: lang.pick(&topic.label_de, &topic.label_en).clone(),
                first_period: format!("{}-{}", periods.first.0, periods.first.1),
                first_known,
                first_with,
                second_period: format!("{}-{}", periods.second.0, periods.second.1),
                second_known,
                second_with,
                p_value,
                p_adjusted: None,
                verdict: PeriodVerdict::NotShown,
                statement: String::new(),
            });
        }
    }
    for series in rows.chunk_by_mut(|a, b| a.series == b.series) {
        judge(series, lang);
    }
    rows
}

/// Adjusts the p-values of one series by Holm's step-down procedure (S. Holm, A simple sequentially rejective multiple
/// test procedure, Scand. J. Statist. 6, 1979) and states what they show.
fn judge(rows: &mut [TopicPeriodRow], lang: Lang) {
    let mut order: Vec<(f64, usize)> =
        rows.iter().enumerate().filter_map(|(index, row)| Some((row.p_value?, index))).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    #[expect(clippy::cast_precision_loss, reason = "a count of topics")]
    let mut left = order.len() as f64;
    let mut largest = 0.0_f64;
    for (p, index) in order {
        largest = largest.max((p * left).min(1.0));
        left -= 1.0;
        rows[index].p_adjusted = Some(largest);
    }
    for row in rows {
        row.verdict = match row.p_adjusted {
            Some(p) if p <= LEVEL && row.second_with * row.first_known > row.first_with * row.second_known => {
                PeriodVerdict::ShownRise
            }
            Some(p) if p <= LEVEL => PeriodVerdict::ShownFall,
            _ => PeriodVerdict::NotShown,
        };
        let (first, second) = ((row.first_with, row.first_known), (row.second_with, row.second_known));
        row.statement = statement(row.verdict, first, second, lang);
    }
}

fn statement(verdict: PeriodVerdict, first: (usize, usize), second: (usize, usize), lang: Lang) -> String {
    let word = match verdict {
        PeriodVerdict::ShownRise => lang.pick("häufiger genannt", "named more often"),
        PeriodVerdict::ShownFall => lang.pick("seltener genannt", "named less often"),
        PeriodVerdict::NotShown => lang.pick("Veränderung nicht nachweisbar", "no change can be shown"),
    };
    let of = lang.pick("von", "of");
    let then = lang.pick("dann", "then");
    format!("{} {of} {}, {then} {} {of} {}: {word}", first.0, first.1, second.0, second.1)
}
