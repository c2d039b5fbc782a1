//! What is not wrong in checked records but doubtful: what `check --strict` asks about. Every doubt is a warning at its
//! row; none of them keeps records from being used.

mod alike;
mod claims;

use self::alike::Names;
use crate::diag::{Code, Diagnostics};
use crate::read::Package;
use crate::read::raw;
use crate::read::schema::Schema;
use crate::read::sheet::{Item, Row, Table};

/// The doubts about a package that has no errors.
#[must_use]
pub fn doubts(package: &Package) -> Diagnostics {
    let mut doubts = Diagnostics::default();
    let open = |schema: &'static Schema| Table::open(package, schema, &mut Diagnostics::default());
    let days = claims::Days::of(&open(&raw::Edition::SCHEMA));
    each(&open(&raw::Figure::SCHEMA), |row| claims::doubt(row, &days, &mut doubts));
    let sources = open(&raw::Source::SCHEMA);
    each(&sources, |row| bare_source(row, &mut doubts));
    for (table, names) in [
        (open(&raw::Series::SCHEMA), alike::series as Names),
        (open(&raw::Edition::SCHEMA), alike::editions),
        (open(&raw::Topic::SCHEMA), alike::topics),
        (sources, alike::sources),
    ] {
        alike::doubt(&table, names, &mut doubts);
    }
    doubts
}

/// Goes through the rows of a table.
fn each(table: &Table<'_>, mut take: impl FnMut(&Row<'_>)) {
    table.each(|item| {
        if let Item::Row(row) = item {
            take(&row);
        }
    });
}

/// A source that nobody can look up: without a date it is not known when it was said, without an address or a file not
/// where.
fn bare_source(row: &Row<'_>, doubts: &mut Diagnostics) {
    let raw = raw::Source::of(row);
    let undated = raw.published.is_empty();
    let nowhere = raw.url.is_empty() && raw.file.is_empty();
    let (column, what) = match (undated, nowhere) {
        (true, true) => ("published", "neither a date nor an address"),
        (true, false) => ("published", "no date"),
        (false, true) => ("url", "no address and no file"),
        (false, false) => return,
    };
    doubts.warning(Code::BareSource, || {
        row.finding(column, format!("the source `{}` has {what}", raw.id)).hint(if undated {
            "the year of publication is enough; without it, a report `--as-of` a day goes by a rule and not by a date"
        } else {
            "an address without `https://`, or the name of a file that is kept with the records"
        })
    });
}
