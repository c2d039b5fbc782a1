//! The only room that writes files: [`files`] a report or the files of a new folder, [`package`] the tables of a package,
//! whole or not at all. Names are plain file names: nothing leaves the folder.

pub mod files;
pub mod interrupt;
pub mod package;

use std::fs::File;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

pub use files::{Staged, write_files, write_new_files};

/// How much is written between two looks at whether the user wants to stop, in bytes.
const CHUNK: usize = 1024 * 1024;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or folder that cannot be written.
    #[error("cannot write `{}`: {cause}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The user, or the system that shuts down, asked the program to stop.
    #[error("interrupted: nothing was written")]
    Interrupted,
    /// Another program writes these records now.
    #[error("`{}` is being written by another `staffelstab ingest`; try again when it is done", .0.display())]
    Busy(PathBuf),
    /// The new records stand, but not all of them in their places.
    #[error(
        "the new records are kept in `{}` and are read from there, but cannot be put in their places yet: {cause}; \
         the next command that reads this folder tries again", journal.display()
    )]
    Unsettled {
        /// Where they are.
        journal: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
}

impl WriteError {
    fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        |cause| Self::File { path: path.into(), cause }
    }
}

/// Writes bytes in pieces, and stops between two of them when the user wants to.
fn put(file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    for chunk in bytes.chunks(CHUNK) {
        interrupt::pass()?;
        file.write_all(chunk).map_err(WriteError::at(path))?;
    }
    file.flush().map_err(WriteError::at(path))
}

/// A name without folders, or an error.
fn plain(name: &str) -> Result<&Path, WriteError> {
    let path = Path::new(name);
    let mut parts = path.components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(_)), None) => Ok(path),
        _ => Err(WriteError::at(name)(std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a plain file name"))),
    }
}
