//! Records that may be one and the same, by their names. Names are compared by letters and digits alone; nearly alike
//! are two that differ in a character or two and in no digit.

use crate::diag::{Code, Diagnostics, quote};
use crate::model::date::Date;
use crate::read::raw;
use crate::read::sheet::{Place, Row, Table};

/// The names by which a row may be known, each with its column. What tells rows of one name apart stands before it,
/// behind a colon.
pub(super) type Names = fn(&Row<'_>) -> Vec<(&'static str, String)>;

/// Neighbours in alphabetical order that are compared: names that are nearly alike stand close together, from their
/// beginnings or from their ends.
const NEIGHBOURS: usize = 4;
/// Longest name that is compared, in characters.
const LONGEST: usize = 200;
/// Shortest name of which a character may differ.
const SHORTEST: usize = 6;

pub(super) fn series(row: &Row<'_>) -> Vec<(&'static str, String)> {
    let raw = raw::Series::of(row);
    vec![("name_de", plain(raw.name_de)), ("name_en", plain(raw.name_en))]
}

/// Editions of one series on the same days.
pub(super) fn editions(row: &Row<'_>) -> Vec<(&'static str, String)> {
    let raw = raw::Edition::of(row);
    match raw.start.parse() {
        Ok(Date::Day(..)) => vec![("start", format!("{}{}", plain(raw.series), plain(raw.start)))],
        _ => Vec::new(),
    }
}

pub(super) fn topics(row: &Row<'_>) -> Vec<(&'static str, String)> {
    let raw = raw::Topic::of(row);
    vec![("label_de", plain(raw.label_de)), ("label_en", plain(raw.label_en))]
}

/// Documents with one address, or of one publisher with one title and date.
pub(super) fn sources(row: &Row<'_>) -> Vec<(&'static str, String)> {
    let raw = raw::Source::of(row);
    let mut names = vec![("url", exact(raw.url.trim_end_matches('/')))];
    if !raw.title.is_empty() {
        names.push(("title", format!("{}{}{}", plain(raw.publisher), plain(raw.title), plain(raw.published))));
    }
    names
}

/// Letters and digits in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).take(LONGEST).collect()
}

/// An address is another one as soon as one character differs: the blank keeps it from being nearly alike.
fn exact(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" {}", name.to_lowercase()) }
}

/// Reports rows of a table whose names are alike.
pub(super) fn doubt(table: &Table<'_>, names: Names, doubts: &mut Diagnostics) {
    let mut all: Vec<(&'static str, String, Place)> = Vec::new();
    super::each(table, |row| {
        let named = names(row).into_iter().filter(|(_, name)| !name.trim().is_empty());
        all.extend(named.map(|(column, name)| (column, name, row.place())));
    });
    let mut pairs: Vec<(Place, Place, &'static str)> = Vec::new();
    for reverse in [false, true] {
        all.sort_by_cached_key(|(column, name, place)| {
            let key: String = if reverse { name.chars().rev().collect() } else { name.clone() };
            (*column, key, *place)
        });
        for (index, (column, name, place)) in all.iter().enumerate() {
            for (other_column, other, later) in all.iter().skip(index + 1).take(NEIGHBOURS) {
                if column == other_column && place != later && are_alike(name, other) {
                    pairs.push((*place.max(later), *place.min(later), column));
                }
            }
        }
    }
    pairs.sort_unstable();
    // Two rows are one doubt, whatever is alike in them.
    pairs.dedup_by_key(|(later, first, _)| (*later, *first));
    for (later, first, column) in pairs {
        doubts.warning(Code::NearlyAlike, || {
            let id = |place| quote(&table.written(place, "id"));
            table
                .finding(later, column, format!("{} is called nearly as {}", id(later), id(first)))
                .hint(format!("are they one? the other stands at {}", table.at(first)))
        });
    }
}

fn are_alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let length = one.chars().count().min(other.chars().count());
    if length < SHORTEST || one.starts_with(' ') || one.len().abs_diff(other.len()) > 8 {
        return false;
    }
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one) == digits(other) && strsim::osa_distance(one, other) <= (length / 10).clamp(1, 2)
}
