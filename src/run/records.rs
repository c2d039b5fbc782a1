//! Folders → checked records → the selection a command works on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::Outcome;
use crate::analysis::attendance::laundered;
use crate::analysis::selection::{Query, Selection};
use crate::check::{self, Checked, Dataset};
use crate::cli::RecordArgs;
use crate::diag::{Code, Diagnostics};
use crate::locale::{Lang, Locale};
use crate::model::claim::Basis;
use crate::progress::Progress;
use crate::read::journal::is_complete;
use crate::read::sheet::{Item, Table};
use crate::read::{Package, raw};
use crate::write::package::settle;

/// How often a package that changes while it is read is read again.
const ATTEMPTS: usize = 20;

/// Reads the records in these folders, the built-in ones without any. What a writer that was stopped has left is put in
/// order first; a package that is written meanwhile is read again, so that no half of it is taken for the whole.
pub(super) fn package(folders: &[PathBuf], progress: &Arc<Progress>) -> Result<Package, Outcome> {
    for folder in folders {
        settle(folder);
    }
    let stamp = || folders.iter().map(|folder| (is_complete(folder), modified(folder))).collect::<Vec<_>>();
    for _ in 0..ATTEMPTS {
        let before = stamp();
        let package = Package::folders(folders)
            .map(|package| package.watched(progress))
            .map_err(|error| Outcome::file(&error.to_string()));
        if before == stamp() {
            return package;
        }
    }
    Err(Outcome::file("the records change while they are read; try again"))
}

/// When something was last put into a folder or renamed in it.
fn modified(folder: &Path) -> Option<SystemTime> {
    folder.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Reads and checks the records; findings are errors of the records, exit code 1.
pub(super) fn checked(folders: &[PathBuf], progress: &Arc<Progress>) -> Result<Checked, Outcome> {
    check::check(&package(folders, progress)?).map_err(|findings| Outcome::findings(findings.text()))
}

/// Whether all records that were used could be: those of a large package are set aside in a file meanwhile.
///
/// # Errors
/// When some could not be read again: then nothing that was made of them may be shown.
pub(super) fn whole(dataset: &Dataset) -> Result<(), Outcome> {
    if dataset.is_whole() {
        return Ok(());
    }
    Err(Outcome::file("records that were set aside in the folder for temporary files cannot be read again"))
}

/// The selection that the arguments ask for.
pub(super) fn selection<'a>(dataset: &'a Dataset, args: &RecordArgs) -> Result<Selection<'a>, Outcome> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        return Err(Outcome::usage(&format!("--from {from} lies after --to {to}")));
    }
    let query = Query { series: args.series.clone(), from: args.from, to: args.to, as_of: args.as_of };
    Selection::new(dataset, query).map_err(|error| Outcome::usage(&error.to_string()))
}

/// Figures that return elsewhere on a stronger basis, each at the row of the stronger one.
pub(super) fn doubts(dataset: &Dataset, package: &Package) -> Diagnostics {
    let mut doubts = Diagnostics::default();
    let Ok(selection) = Selection::new(dataset, Query::default()) else { return doubts };
    // What tells the row of a claim from others: edition, source, value, basis.
    let mut found: BTreeMap<[String; 4], Vec<String>> = BTreeMap::new();
    for edition in selection.editions() {
        for pair in laundered(&selection, *edition) {
            let (id, claim) = (&dataset.editions()[*edition].id, pair.stronger);
            let source = &dataset.sources()[claim.source as usize].id;
            let basis = claim.basis.map(Basis::word).unwrap_or_default().to_owned();
            let row = [id.to_string(), source.to_string(), claim.stated.value().to_string(), basis];
            found.entry(row).or_default().push(format!("{id}: {}", pair.worded(dataset, Locale::of(Lang::En))));
        }
    }
    Table::open(package, &raw::Figure::SCHEMA, &mut Diagnostics::default()).each(|item| {
        let Item::Row(row) = item else { return };
        let raw = raw::Figure::of(&row);
        let key = [raw.edition, raw.source, raw.value, raw.basis].map(str::to_owned);
        for message in found.remove(&key).unwrap_or_default() {
            doubts.warning(Code::Laundering, || {
                row.finding("value", message).hint(format!(
                    "`staffelstab explain {}` shows both claims; keep both, and say so where you quote one",
                    raw.edition
                ))
            });
        }
    });
    doubts
}
