//! `gaps`: what is not known, and the questions to ask.

use std::sync::Arc;

use super::{Outcome, records};
use crate::analysis::attendance::Choices;
use crate::analysis::gaps::{GapRow, gap_rows, gaps_markdown, gaps_text};
use crate::cli::{GapsArgs, GapsFormat};
use crate::locale::Locale;
use crate::progress::Progress;
use crate::report::table::{Dialect, Table};

/// Runs the command.
pub(super) fn run(args: &GapsArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let checked = records::checked(&args.records.data, progress)?;
    let selection = records::selection(&checked.dataset, &args.records)?;
    let choices = Choices::of(&selection);
    let lang = args.records.lang;
    let rows = gap_rows(&selection, &choices, Locale::of(lang));
    records::whole(&checked.dataset)?;
    Ok(match args.format {
        GapsFormat::Text => Outcome::done(gaps_text(&rows, lang)),
        GapsFormat::Md => Outcome::done(gaps_markdown(&rows, lang)),
        GapsFormat::Csv => Outcome::done(
            Table::of("gaps", GapRow::COLUMNS, &rows)
                .and_then(|table| table.csv(Dialect::Rfc4180))
                .map_err(|error| Outcome::file(&error.to_string()))?,
        ),
    })
}
