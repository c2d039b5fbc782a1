//! Whether a cell that comes in says the same as the one that is there.

use crate::model::date::Date;
use crate::read::schema::Kind;

/// How what comes in stands to what is there. Neither is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// The same, or less precise.
    Same,
    /// It says more: a day of a year that is there alone, another entry of a list. The cell is to read like this.
    More(String),
    /// It says something else.
    Different,
}

/// Compares two filled cells of a column.
pub(super) fn compare(kind: Kind, there: &str, comes: &str) -> Stand {
    if there == comes {
        return Stand::Same;
    }
    match kind {
        Kind::Date => dates(there, comes),
        Kind::Whole(..) => match (there.parse::<u64>(), comes.parse::<u64>()) {
            (Ok(a), Ok(b)) if a == b => Stand::Same,
            _ => Stand::Different,
        },
        Kind::References(_) => lists(there, comes),
        _ => Stand::Different,
    }
}

/// A date within another one says more than that.
fn dates(there: &str, comes: &str) -> Stand {
    let (Ok(a), Ok(b)) = (there.parse::<Date>(), comes.parse::<Date>()) else { return Stand::Different };
    let within = |one: Date, other: Date| one.earliest() >= other.earliest() && one.latest() <= other.latest();
    if within(a, b) {
        Stand::Same
    } else if within(b, a) {
        Stand::More(comes.to_owned())
    } else {
        Stand::Different
    }
}

/// Entries that are not in the list yet go to its end.
fn lists(there: &str, comes: &str) -> Stand {
    let entries = |list: &str| -> Vec<String> {
        list.split(';').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
    };
    let mut all = entries(there);
    let known = all.len();
    for entry in entries(comes) {
        if !all.contains(&entry) {
            all.push(entry);
        }
    }
    if all.len() == known { Stand::Same } else { Stand::More(all.join("; ")) }
}

/// Whether two claims of one source with the same value may be one: neither says what the other contradicts.
pub(super) fn may_be_one(column: &str, kind: Kind, there: &str, comes: &str) -> bool {
    match column {
        // No word before a figure says that it is exact: that is a statement of its own.
        "qualifier" => there == comes,
        "basis" => there == comes || matches!(comes, "" | "not-stated"),
        "unit" => there == comes || [there, comes].iter().any(|unit| matches!(*unit, "" | "not-stated")),
        "mode" | "asserted" | "asserted_on" => {
            there.is_empty() || comes.is_empty() || compare(kind, there, comes) != Stand::Different
        }
        _ => true,
    }
}
