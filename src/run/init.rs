//! `init`: the built-in records as files to edit.

use std::path::Path;

use super::Outcome;
use crate::diag::visible;
use crate::read::embedded::FILES;
use crate::write::{interrupt, write_new_files};

/// Runs the command.
pub(super) fn run(dir: &Path) -> Result<Outcome, Outcome> {
    let files: Vec<(String, Vec<u8>)> =
        FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    interrupt::watch();
    write_new_files(dir, &files)?;
    let dir = visible(&dir.to_string_lossy());
    Ok(Outcome::done(format!(
        "wrote {} files to {dir}\nedit them, then: staffelstab check {dir}\n                staffelstab report --data {dir}\n",
        files.len()
    )))
}
