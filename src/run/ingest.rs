//! `ingest`: new records from files, checked against the whole package, shown as a diff, and written whole or not at all.

mod text;

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::{Outcome, records};
use crate::check::{Dataset, check};
use crate::cli::{IngestArgs, PrintFormat};
use crate::diag::{Diagnostics, visible};
use crate::ingest::diff::Diff;
use crate::ingest::merge::merge;
use crate::ingest::recognise::{self, Options};
use crate::ingest::source::NamedSource;
use crate::ingest::{IncomingRow, Tables};
use crate::progress::Progress;
use crate::read::schema::TABLES;
use crate::read::workbook::Unread;
use crate::write::interrupt;
use crate::write::package::{Lock, write_tables};

/// What is said about it, in words or as JSON.
#[derive(Serialize)]
struct Said<'d> {
    /// What each file was taken for.
    files: Vec<String>,
    /// What becomes of the records.
    #[serde(flatten)]
    diff: &'d Diff,
    /// The files of the package that change, by name.
    changes: Vec<&'d str>,
    /// Whether they were written.
    written: bool,
}

/// Runs the command: 0 done or shown; 1 the records, or what comes in, have errors.
pub(super) fn run(args: &IngestArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let print = |findings: &Diagnostics| match args.format {
        PrintFormat::Text => findings.text(),
        PrintFormat::Json => findings.json_lines(),
    };
    let folder = args.into.as_path();
    if !folder.is_dir() {
        let name = folder.to_string_lossy();
        return Err(Outcome::file(&format!("there is no folder `{name}`; `staffelstab init {name}` makes one")));
    }
    if let Some(table) = TABLES.iter().map(|table| table.parquet()).find(|name| folder.join(name).exists()) {
        let text =
            format!("`{table}` is kept as Parquet, which is read but not added to: write the table as CSV first");
        return Err(Outcome::file(&text));
    }
    // Held from before the records are read until they are written: nobody else's rows are lost in between.
    let lock = args.write.then(|| Lock::take(folder)).transpose()?;
    let package = records::package(&[folder.to_owned()], progress)?;
    let dataset = check(&package).map_err(|findings| Outcome::findings(print(&findings)))?.dataset;
    let source = args.source.as_deref().map(|text| NamedSource::new(text, &dataset)).transpose();
    let source = source.map_err(|message| Outcome::usage(&message))?;
    let failed = |error| Outcome::file(&format!("cannot read the records in `{}`: {error}", folder.to_string_lossy()));
    let tables = Tables::read(folder).map_err(failed)?;
    let mut brought = Brought { files: Vec::new(), rows: Vec::new(), findings: Diagnostics::default() };
    let mut context = dataset;
    if source.as_ref().is_some_and(|source| source.row().is_some()) {
        context = with(&tables, folder, &[], source.as_ref()).unwrap_or(context);
    }
    for (index, path) in args.files.iter().enumerate() {
        brought.add(path, &context, source.as_ref())?;
        records::whole(&context)?;
        // The next file may speak of what this one brings.
        if index + 1 < args.files.len() {
            context = with(&tables, folder, &brought.rows, source.as_ref()).unwrap_or(context);
        }
    }
    let Brought { files, rows, mut findings } = brought;
    if findings.has_errors() {
        return Err(Outcome::findings(print(&findings)));
    }
    let merged = merge(&tables, folder, rows, source.as_ref()).map_err(|found| {
        let mut all = findings.clone();
        all.extend(found);
        Outcome::findings(print(&all))
    })?;
    findings.extend(merged.warnings);
    if let Some(lock) = &lock {
        interrupt::watch();
        write_tables(lock, &merged.files, &mut |_| interrupt::pass())?;
    }
    let said = Said {
        files,
        diff: &merged.diff,
        changes: merged.files.iter().map(|(name, _)| name.as_str()).collect(),
        written: args.write && !merged.files.is_empty(),
    };
    let stdout = match args.format {
        PrintFormat::Text => text::text(&said, args),
        PrintFormat::Json => {
            let json = serde_json::to_string_pretty(&said).map_err(|error| Outcome::file(&error.to_string()))?;
            json + "\n"
        }
    };
    Ok(Outcome { stdout: stdout.into_bytes(), stderr: print(&findings), code: 0 })
}

/// What the files bring.
struct Brought {
    files: Vec<String>,
    rows: Vec<IncomingRow>,
    findings: Diagnostics,
}

impl Brought {
    /// Adds a file, seen in the light of the records that it belongs to.
    fn add(&mut self, path: &Path, context: &Dataset, source: Option<&NamedSource>) -> Result<(), Outcome> {
        let options = Options { source: source.map(|source| source.id().to_owned()) };
        match recognise::incoming(path, context, &options) {
            Ok(incoming) => {
                let name = visible(&path.to_string_lossy());
                self.files.extend(incoming.recognised.iter().map(|what| format!("{name}: {what}")));
                self.rows.extend(incoming.rows);
                self.findings.extend(incoming.warnings);
            }
            Err(Unread::Findings(found)) => self.findings.extend(found),
            Err(error) => return Err(Outcome::file(&error.to_string())),
        }
        Ok(())
    }
}

/// The records as they would be with these rows; `None` where the rows have errors, which are reported in the end.
fn with(tables: &Tables, folder: &Path, rows: &[IncomingRow], source: Option<&NamedSource>) -> Option<Dataset> {
    let merged = merge(tables, folder, rows.to_vec(), source).ok()?;
    check(&tables.package(&merged.files)).ok().map(|checked| checked.dataset)
}
