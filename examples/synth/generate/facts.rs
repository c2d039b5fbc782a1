//! The two large tables: figures and mentions.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::dice::Dice;
use super::plan::{self, Edition, Size};
use super::table::{Failure, Table};
use super::words::NOTES;
use staffelstab::model::claim::{Measure, Qualifier, Unit, Weight};

/// Of ten figures, so many count people.
const ATTENDANCE: usize = 4;

/// How many of what is left go to one of these: about as many as to the others, and to the last all.
fn part(left: usize, parts: usize, dice: &mut Dice) -> usize {
    if parts <= 1 { left } else { (left / parts * dice.between(50, 150) / 100).min(left) }
}

/// Writes figures.csv: no row is there twice.
pub fn figures(mut table: Table, editions: &[Edition], size: &Size, dice: &mut Dice) -> Result<(), Failure> {
    let mut left = size.figures;
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    let (mut value, mut rest) = (String::new(), String::new());
    for (at, edition) in editions.iter().enumerate() {
        let count = part(left, editions.len() - at, dice);
        left -= count;
        seen.clear();
        for row in 0..count {
            let mut figure = if row % 10 < ATTENDANCE { people(edition, dice) } else { programme(edition, dice) };
            let source = edition.source(dice.below(6), size);
            let note = if dice.percent(60) { note(dice) } else { String::new() };
            let [measure, qualifier, basis, mode, unit, asserted] = figure.words;
            rest.clear();
            for cell in [measure, qualifier, basis, mode, unit, asserted, &figure.asserted_on, &source, &note] {
                rest.push_str(cell);
                rest.push('\n');
            }
            while !seen.insert((figure.value, rest.clone())) {
                figure.value += 1;
            }
            value.clear();
            write!(value, "{}", figure.value)?;
            table.row(&[
                &edition.id,
                measure,
                &value,
                qualifier,
                basis,
                mode,
                unit,
                asserted,
                &figure.asserted_on,
                &source,
                &note,
            ])?;
        }
    }
    table.finish()
}

struct Figure {
    value: usize,
    /// Measure, qualifier, basis, mode, unit and asserted.
    words: [&'static str; 6],
    asserted_on: String,
}

/// A count of people: the basis fits the time at which it is said, the mode the format.
fn people(edition: &Edition, dice: &mut Dice) -> Figure {
    let asserted = dice.weighted(&[("before", 3), ("during", 2), ("after", 5)]);
    let (basis, share) = match asserted {
        "before" => dice.weighted(&[(("expected", 120), 6), (("registered", 105), 4)]),
        "during" => dice.weighted(&[(("registered", 105), 3), (("not-stated", 95), 5), (("peak-concurrent", 40), 2)]),
        _ => dice.weighted(&[
            (("attended", 90), 6),
            (("registered", 105), 1),
            (("not-stated", 95), 2),
            (("peak-concurrent", 40), 1),
        ]),
    };
    let mode = match edition.format {
        "hybrid" => dice.weighted(&[("hybrid-total", 4), ("on-site", 3), ("online", 3), ("", 1)]),
        format => dice.weighted(&[(format, 9), ("", 1)]),
    };
    let exact = edition.people * share / 100 * dice.between(85, 115) / 100;
    let (value, qualifier) = claimed(exact, dice);
    let unit = dice.weighted(&[
        (Unit::Persons.word(), 15),
        (Unit::Entries.word(), 2),
        (Unit::PerDay.word(), 1),
        (Unit::NotStated.word(), 2),
    ]);
    Figure {
        value,
        words: [Measure::Attendance.word(), qualifier, basis, mode, unit, asserted],
        asserted_on: day(edition, asserted, dice),
    }
}

/// A count of anything else.
fn programme(edition: &Edition, dice: &mut Dice) -> Figure {
    let (measure, most) = dice.weighted(&[
        ((Measure::Talks, 120), 6),
        ((Measure::Workshops, 40), 4),
        ((Measure::Panels, 12), 2),
        ((Measure::Sessions, 160), 4),
        ((Measure::Exhibitions, 90), 3),
        ((Measure::Stages, 8), 1),
        ((Measure::Tracks, 10), 1),
        ((Measure::Messages, 6_000), 2),
        ((Measure::Interactions, 3_000), 1),
    ]);
    let asserted = dice.weighted(&[("before", 3), ("during", 1), ("after", 5), ("", 1)]);
    let (value, qualifier) = claimed(dice.between(1, most), dice);
    let mode = if dice.percent(20) && edition.format != "hybrid" { edition.format } else { "" };
    let basis = if asserted == "before" && dice.percent(30) { "expected" } else { "" };
    Figure {
        value,
        words: [measure.word(), qualifier, basis, mode, "", asserted],
        asserted_on: day(edition, asserted, dice),
    }
}

/// One figure in three has a word before it, and is round.
fn claimed(exact: usize, dice: &mut Dice) -> (usize, &'static str) {
    if dice.percent(65) {
        return (exact, "");
    }
    let step = if exact > 1_000 { 100 } else { 10 };
    ((exact / step * step).max(1), dice.of(Qualifier::WORDS))
}

/// The day on which something is said, where it can be told from the day of the edition.
fn day(edition: &Edition, asserted: &str, dice: &mut Dice) -> String {
    let (month, first) = edition.day;
    let year = edition.year;
    if month == 0 || first == 0 || !edition.date_is_known || dice.percent(40) {
        return String::new();
    }
    match asserted {
        "before" if dice.percent(20) => (year - 1).to_string(),
        "before" => format!("{year}-{:02}-{:02}", month - 1, dice.between(1, 28)),
        "during" => format!("{year}-{month:02}-{first:02}"),
        "after" if dice.percent(20) => (year + 1).to_string(),
        "after" => format!("{year}-{:02}-{:02}", month + 1, dice.between(1, 28)),
        _ => String::new(),
    }
}

fn note(dice: &mut Dice) -> String {
    let text = dice.of(&NOTES);
    text.replace('#', &dice.between(2, 240).to_string())
}

/// Writes mentions.csv: a term, once from each source.
pub fn mentions(mut table: Table, editions: &[Edition], size: &Size, dice: &mut Dice) -> Result<(), Failure> {
    let terms: Vec<String> = (0..size.terms).map(|term| plan::term(term, size)).collect();
    let mut open: Vec<usize> = Vec::with_capacity(terms.len());
    let mut left = size.mentions;
    let mut parts = editions.iter().filter(|edition| edition.has_programme).count();
    for edition in editions.iter().filter(|edition| edition.has_programme) {
        let mut count = part(left, parts, dice);
        left -= count;
        parts -= 1;
        let common = dice.between(30, 70);
        for at in 0..size.sources {
            if count == 0 {
                break;
            }
            open.clear();
            open.extend((0..terms.len()).filter(|term| is_in_season(*term, edition, size, common)));
            let source = edition.source(at, size);
            let named = (dice.between(open.len() / 2, open.len())).min(count).max(1);
            for taken in 0..named.min(open.len()) {
                // Of what is left the first ones are more likely: some terms are in every list.
                let pick = taken + dice.below(open.len() - taken) * dice.below(open.len() - taken) / open.len();
                open.swap(taken, pick);
                let weight = if dice.percent(15) { Weight::Main } else { Weight::Side };
                table.row(&[&edition.id, &terms[open[taken]], weight.word(), &source])?;
                count -= 1;
            }
        }
        // What its sources cannot hold goes to the next edition.
        left += count;
    }
    if left > 0 {
        return Err(format!("{left} mentions found no room").into());
    }
    table.finish()
}

/// Whether a topic belongs to the programme of an edition: some always do, some come up or fade, some come and go.
fn is_in_season(term: usize, edition: &Edition, size: &Size, common: usize) -> bool {
    let topic = term % size.topics;
    let part = edition.number * 100 / size.editions;
    match topic % 6 {
        0 => true,
        1 => part > 20 + topic,
        2 => part < 110 - topic,
        _ => (topic * 31 + edition.series * 17 + edition.number * 7) % 100 < common,
    }
}
