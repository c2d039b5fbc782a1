//! `check`: every finding in the records.

use std::sync::Arc;

use super::{Outcome, records};
use crate::cli::{CheckArgs, PrintFormat};
use crate::diag::Diagnostics;
use crate::progress::Progress;

/// Runs the command: 0 without findings, 1 with. Warnings are printed either way and count only with `--strict`.
pub(super) fn run(args: &CheckArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let package = records::package(&args.dir, progress)?;
    let print = |findings: &Diagnostics| match args.format {
        PrintFormat::Text => findings.text(),
        PrintFormat::Json => findings.json_lines(),
    };
    let checked = match crate::check::check(&package) {
        Ok(checked) => checked,
        Err(findings) => return Err(Outcome::findings(print(&findings))),
    };
    let mut doubts = Diagnostics::default();
    if args.strict {
        doubts.extend(checked.warnings.clone());
        doubts.extend(crate::check::doubts::doubts(&package));
        doubts.extend(records::doubts(&checked.dataset, &package));
    }
    records::whole(&checked.dataset)?;
    if !doubts.is_empty() {
        return Err(Outcome::findings(print(&doubts)));
    }
    let warnings = print(&checked.warnings);
    if args.format == PrintFormat::Json {
        return Ok(Outcome { stderr: warnings, ..Outcome::default() });
    }
    let verdict = if checked.warnings.is_empty() { "no findings" } else { "no errors" };
    let dataset = &checked.dataset;
    let count = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let stdout = format!(
        "{verdict}: {} series, {}, {}, {}, {}\n",
        dataset.series().len(),
        count(dataset.editions().len(), "edition"),
        count(dataset.claims().len(), "claim"),
        count(dataset.mentions().len(), "mention"),
        count(dataset.sources().len(), "source"),
    );
    Ok(Outcome { stdout: stdout.into_bytes(), stderr: warnings, code: 0 })
}
