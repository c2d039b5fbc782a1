//! Doubts about claims.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostics};
use crate::model::claim::{Asserted, Basis, Measure, Unit};
use crate::model::date::Date;
use crate::read::raw;
use crate::read::sheet::{Row, Table};

/// The last day of each edition, as far as it is known.
pub(super) struct Days(HashMap<Box<str>, Date>);

impl Days {
    pub(super) fn of(editions: &Table<'_>) -> Self {
        let mut days = HashMap::new();
        super::each(editions, |row| {
            let raw = raw::Edition::of(row);
            if let Ok(day) = raw.end.parse().or_else(|_| raw.start.parse()) {
                days.insert(raw.id.into(), day);
            }
        });
        Self(days)
    }
}

/// Whether a count looks rounded: from 100 on, at most its first two digits are not zero. Of exact counts one in ten
/// of three digits looks like that, one in a hundred of four.
fn looks_rounded(value: u64) -> bool {
    let mut leading = value;
    while leading >= 100 && leading.is_multiple_of(10) {
        leading /= 10;
    }
    value >= 100 && leading < 100
}

/// What is doubtful in a claim.
pub(super) fn doubt(row: &Row<'_>, days: &Days, doubts: &mut Diagnostics) {
    let raw = raw::Figure::of(row);
    let people = [Measure::Attendance, Measure::Messages, Measure::Interactions];
    let counts_people = people.iter().any(|measure| measure.word() == raw.measure);
    if counts_people && raw.qualifier.is_empty() && raw.value.parse().is_ok_and(looks_rounded) {
        doubts.warning(Code::RoundedExact, || {
            row.finding("value", format!("{} looks rounded but is given as exact", raw.value)).hint(
                "write the source's own word into `qualifier`, for example `rund`; leave it if the source has none",
            )
        });
    }
    if raw.measure == Measure::Attendance.word() && raw.unit == Unit::NotStated.word() {
        doubts.warning(Code::UnitNotStated, || {
            row.finding("unit", "it is not known what was counted as one")
                .hint("ask the source: `persons` each once, `entries` over all days, or persons `per-day`")
        });
    }
    let is_ahead = raw.basis == Basis::Expected.word() || raw.asserted == Asserted::Before.word();
    if let (true, Ok(said), Some(day)) = (is_ahead, raw.asserted_on.parse::<Date>(), days.0.get(raw.edition))
        && day.is_before(said)
    {
        doubts.warning(Code::LateExpectation, || {
            let what = if raw.asserted == Asserted::Before.word() { "said before the event" } else { "expected" };
            row.finding(
                "asserted_on",
                format!("the figure is {what}, but dates from {said}, after the edition of {day}"),
            )
            .hint("is the date right? a number that is reported afterwards is `after`, and has another basis")
        });
    }
}
