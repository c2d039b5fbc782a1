//! `template`: an empty form to fill in.

use std::path::Path;

use super::Outcome;
use crate::check::check;
use crate::cli::TemplateArgs;
use crate::diag::visible;
use crate::read::Package;
use crate::template::{Offer, csv, xlsx};
use crate::write::{interrupt, write_new_files};

/// Runs the command: writes the form where no file is yet.
pub(super) fn run(args: &TemplateArgs) -> Result<Outcome, Outcome> {
    let shown = visible(&args.file.to_string_lossy());
    let ending = args.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let (Some("xlsx" | "csv"), Some(name)) = (ending.as_deref(), args.file.file_name().and_then(|name| name.to_str()))
    else {
        return Err(Outcome::usage(&format!("`{shown}` ends neither in .xlsx nor in .csv")));
    };
    let package = Package::folders(&args.data).map_err(|error| Outcome::file(&error.to_string()))?;
    let findings = |findings: crate::diag::Diagnostics| Outcome::findings(findings.text());
    let records = check(&package).map_err(|found| findings(found.without_warnings()))?.dataset;
    let built_in = check(&Package::embedded()).map_err(findings)?.dataset;
    let offer = Offer { lang: args.lang, records: &records, built_in: &built_in };
    let bytes = match ending.as_deref() {
        Some("csv") => csv(offer),
        _ => xlsx(offer).map_err(|error| Outcome::file(&error.to_string()))?,
    };
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    interrupt::watch();
    write_new_files(folder, &[(name.to_owned(), bytes)])?;
    Ok(Outcome::done(format!("wrote {shown}\nfill it in, then: staffelstab ingest {shown} --into DIR\n")))
}
