//! Files of a folder: each one to a temporary file beside its place, and only when all of them stand are they renamed.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{WriteError, interrupt, plain, put};

/// Writes files into a folder, replacing what is there: all of them stand as temporary files before the first is
/// renamed into place, so that a full disk or Ctrl-C leaves the old ones whole.
///
/// # Errors
/// When the folder cannot be made, a file cannot be written, a name is not a plain file name, or the user stops it.
pub fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let mut staged = Staged::new(folder)?;
    for (name, bytes) in files {
        staged.put(name, bytes)?;
    }
    staged.settle()
}

/// Files that come in pieces: they stand as temporary files until all of them are whole. Dropped before that, nothing
/// is left of them.
#[derive(Debug)]
pub struct Staged {
    folder: PathBuf,
    /// Whether the folder was made for them.
    is_new: bool,
    files: Vec<(NamedTempFile, PathBuf)>,
}

impl Staged {
    /// None yet, for this folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(folder: &Path) -> Result<Self, WriteError> {
        let is_new = !folder.exists();
        fs::create_dir_all(folder).map_err(WriteError::at(folder))?;
        Ok(Self { folder: folder.to_owned(), is_new, files: Vec::new() })
    }

    /// Adds bytes to the end of the file of this name.
    ///
    /// # Errors
    /// When it cannot be written, the name is not a plain file name, or the user stops it.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = self.folder.join(plain(name)?);
        match self.files.iter_mut().find(|(_, other)| *other == path) {
            Some((temporary, _)) => put(temporary.as_file_mut(), &path, bytes)?,
            None => self.files.push(stage_one(&self.folder, name, bytes)?),
        }
        Ok(())
    }

    /// Renames all of them into place, replacing what is there.
    ///
    /// # Errors
    /// When one cannot be renamed, or the user stops it before the first one is.
    pub fn settle(mut self) -> Result<(), WriteError> {
        interrupt::pass()?;
        self.is_new = false;
        for (temporary, path) in std::mem::take(&mut self.files) {
            temporary.persist(&path).map_err(|error| WriteError::at(path)(error.error))?;
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        self.files.clear();
        if self.is_new {
            // Only an empty folder is removed.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Writes files into a folder where none of them exists yet.
///
/// # Errors
/// As [`write_files`], and when one of the files exists: then none is written.
pub fn write_new_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let exists = |path: PathBuf| WriteError::at(path)(std::io::ErrorKind::AlreadyExists.into());
    for (name, _) in files {
        let path = folder.join(plain(name)?);
        if path.symlink_metadata().is_ok() {
            return Err(exists(path));
        }
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for (temporary, path) in stage(folder, files)? {
        if let Err(error) = temporary.persist_noclobber(&path) {
            // Somebody else made a file of this name in between: theirs stays, ours go.
            for path in made {
                let _ = fs::remove_file(path);
            }
            return Err(WriteError::at(path)(error.error));
        }
        made.push(path);
    }
    Ok(())
}

/// A temporary file in the folder for each file. A folder that was made for them goes again when that fails.
fn stage(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<(NamedTempFile, PathBuf)>, WriteError> {
    let is_new = !folder.exists();
    fs::create_dir_all(folder).map_err(WriteError::at(folder))?;
    let staged = files.iter().map(|(name, bytes)| stage_one(folder, name, bytes)).collect::<Result<Vec<_>, _>>();
    let staged = staged.and_then(|staged| interrupt::pass().map(|()| staged));
    if staged.is_err() && is_new {
        // Only an empty folder is removed.
        let _ = fs::remove_dir(folder);
    }
    staged
}

fn stage_one(folder: &Path, name: &str, bytes: &[u8]) -> Result<(NamedTempFile, PathBuf), WriteError> {
    let path = folder.join(plain(name)?);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".staffelstab-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private by default; a report is as readable as any file its user makes.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder).map_err(WriteError::at(&path))?;
    put(temporary.as_file_mut(), &path, bytes)?;
    Ok((temporary, path))
}
