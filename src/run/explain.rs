//! `explain`: every claim about one edition, and which one a report uses.

use std::sync::Arc;

use super::{Outcome, records};
use crate::analysis::explain::{explain, find_edition};
use crate::analysis::selection::{Query, Selection};
use crate::cli::{ExplainArgs, PrintFormat};
use crate::locale::Locale;
use crate::progress::Progress;

/// Runs the command.
pub(super) fn run(args: &ExplainArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let checked = records::checked(&args.data, progress)?;
    let dataset = &checked.dataset;
    let edition = find_edition(dataset, &args.edition).map_err(|error| Outcome::usage(&error.to_string()))?;
    let query = Query { as_of: args.as_of, ..Query::default() };
    let selection = Selection::new(dataset, query).map_err(|error| Outcome::usage(&error.to_string()))?;
    let Some(explanation) = explain(&selection, edition, Locale::of(args.lang)) else {
        return Err(Outcome::usage("there is no such edition"));
    };
    records::whole(dataset)?;
    match args.format {
        PrintFormat::Text => Ok(Outcome::done(explanation.text())),
        PrintFormat::Json => {
            let mut json = serde_json::to_vec(&explanation).map_err(|error| Outcome::file(&error.to_string()))?;
            json.push(b'\n');
            Ok(Outcome::done(json))
        }
    }
}
