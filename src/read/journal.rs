//! Where the files of a package stand while new ones are being put in their places.
//!
//! `ingest --write` puts the new files into a folder of their own beside the tables, then a marker, and only then each
//! file in its place. From the marker on the new records hold, wherever they stand: so a package is always either the
//! old or the new one, even if the program was stopped in the middle.

use std::path::{Path, PathBuf};

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
