//! `attendance`, `topics`, `hosts`: the rows of a group on standard output.

use std::io::IsTerminal;
use std::sync::Arc;

use super::{Outcome, records};
use crate::cli::{GroupArgs, PrintMedium};
use crate::locale::Locale;
use crate::progress::Progress;
use crate::report::print::{Group, Medium, print};

/// Columns where the terminal does not say how many it has, and in a pipe.
const WIDTH: usize = 80;

/// Runs the command.
pub(super) fn run(group: Group, args: &GroupArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let checked = records::checked(&args.records.data, progress)?;
    let selection = records::selection(&checked.dataset, &args.records)?;
    let medium = match args.print {
        PrintMedium::Table => Medium::Table,
        PrintMedium::Csv => Medium::Csv,
        PrintMedium::Json => Medium::Json,
        PrintMedium::Md => Medium::Md,
    };
    let bytes = print(&selection, group, medium, width(), Locale::of(args.records.lang))
        .map_err(|error| Outcome::file(&error.to_string()))?;
    records::whole(&checked.dataset)?;
    Ok(Outcome { stdout: bytes, stderr: checked.warnings.text(), code: 0 })
}

/// The columns that `COLUMNS` names where standard output is a terminal.
fn width() -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    if std::io::stdout().is_terminal() { named.unwrap_or(WIDTH) } else { WIDTH }
}
