//! `init`: the built-in records as files to edit.

use std::path::Path;

use super::Outcome;
use crate::read::embedded::FILES;
use crate::report::write::write_new_files;

/// Runs the command.
pub(super) fn run(dir: &Path) -> Result<Outcome, Outcome> {
    let files: Vec<(String, Vec<u8>)> =
        FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    write_new_files(dir, &files).map_err(|error| Outcome::file(&error.to_string()))?;
    let dir = dir.display();
    Ok(Outcome::done(format!(
        "wrote {} files to {dir}\nedit them, then: staffelstab check {dir}\n                staffelstab report --data {dir}\n",
        files.len()
    )))
}
