//! The diff for people: 80 columns, `+` new, `~` changed, `!` said otherwise and not taken.

use super::Said;
use crate::analysis::page::Page;
use crate::cli::IngestArgs;
use crate::ingest::diff::{Action, CellChange, RowChange, TableDiff};

/// Most rows of a table that are shown; the rest is counted.
const MOST_SHOWN: usize = 40;

/// The diff, and what was done or is to be done.
pub(super) fn text(said: &Said<'_>, args: &IngestArgs) -> String {
    let mut page = Page::new();
    for file in &said.files {
        page.wrapped(0, "", file);
    }
    for table in &said.diff.tables {
        shown(table, &mut page);
    }
    page.gap();
    page.wrapped(0, "", &closing(said, args));
    page.into_text()
}

fn shown(table: &TableDiff, page: &mut Page) {
    let counts = [
        (table.count(Action::Added), "new"),
        (table.count(Action::Changed), "changed"),
        (table.count(Action::Kept), "said otherwise and not taken"),
        (table.same, "there already"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    page.heading(&format!("{}: {}", table.table, counts.collect::<Vec<_>>().join(", ")));
    for row in table.rows.iter().take(MOST_SHOWN) {
        let (lead, words) = match row.action {
            Action::Added => ("+ ", joined(row, |cell| format!("{} {}", cell.column, cell.is))),
            Action::Changed => {
                ("~ ", joined(row, |cell| format!("{} {} → {}", cell.column, known(&cell.was), cell.is)))
            }
            Action::Kept => {
                let words = joined(row, |cell| format!("{} stays {}, not {}", cell.column, cell.was, cell.is));
                ("! ", format!("{words} ({})", row.origin))
            }
        };
        page.wrapped(2, lead, &words);
    }
    let more = table.rows.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        page.wrapped(2, "", &format!("… and {more} more; `--format json` has all of them"));
    }
}

fn known(cell: &str) -> &str {
    if cell.is_empty() { "(not known)" } else { cell }
}

/// What the row is about, and its cells.
fn joined(row: &RowChange, cell: impl Fn(&CellChange) -> String) -> String {
    let key: Vec<&str> = row.key.iter().map(|(_, value)| value.as_str()).collect();
    let mut words = key.join(" · ");
    let cells: Vec<String> = row.cells.iter().map(cell).chain(row.remark.clone()).collect();
    if !cells.is_empty() {
        words.push_str(": ");
        words.push_str(&cells.join("; "));
    }
    words
}

fn closing(said: &Said<'_>, args: &IngestArgs) -> String {
    let folder = args.into.to_string_lossy();
    match (said.changes.as_slice(), said.written) {
        ([], _) => format!("{folder} has all of this already: there is nothing to write"),
        (changes, true) => format!("wrote {} in {folder}", changes.join(", ")),
        (changes, false) => {
            format!("nothing was written: with --write, {} in {folder} will change", changes.join(", "))
        }
    }
}
