//! Where the files of a package stand while new ones are being put in their places.
//!
//! `ingest --write` puts the new files into a folder of their own beside the tables, then a marker, and only then each
//! file in its place. From the marker on the new records hold, wherever they stand: so a package is always either the
//! old or the new one, even if the program was stopped in the middle.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::source::MAX_FILE;

/// The folder beside the tables.
pub const FOLDER: &str = ".staffelstab-ingest";
/// The file in it that says that all of them are there.
pub const MARKER: &str = "complete";

/// Where a file of the package in `folder` stands now.
#[must_use]
pub fn standing(folder: &Path, name: &str) -> PathBuf {
    let waiting = folder.join(FOLDER).join(name);
    if is_complete(folder) && waiting.is_file() { waiting } else { folder.join(name) }
}

/// The bytes of a file of the package in `folder`, at most one more than a file may have; `None` where it is not there.
///
/// # Errors
/// When it cannot be read, or is not a file: a pipe or a device may never end.
pub fn bytes(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    let path = standing(folder, name);
    match fs::metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(metadata) if !metadata.is_file() => return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file")),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Whether there is such a folder. A link to a folder elsewhere is none: nothing is read or removed through it.
#[must_use]
pub fn is_there(folder: &Path) -> bool {
    folder.join(FOLDER).symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

/// Whether new files wait for being put in their places.
#[must_use]
pub fn is_complete(folder: &Path) -> bool {
    is_there(folder) && folder.join(FOLDER).join(MARKER).is_file()
}
