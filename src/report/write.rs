//! The only room that writes files: each one to a temporary file beside its place, and only when all of them stand
//! are they renamed. Names are plain file names: nothing leaves the folder.

use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

/// A file or folder that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`: {cause}", path.display())]
pub struct WriteError {
    path: PathBuf,
    cause: std::io::Error,
}

impl WriteError {
    fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        |cause| Self { path: path.into(), cause }
    }
}

/// Writes files into a folder, replacing what is there: all of them stand as temporary files before the first is
/// renamed into place, so that a full disk leaves the old ones whole.
///
/// # Errors
/// When the folder cannot be made, a file cannot be written, or a name is not a plain file name.
pub fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let staged = stage(folder, files)?;
    for (temporary, path) in staged {
        temporary.persist(&path).map_err(|error| WriteError::at(path)(error.error))?;
    }
    Ok(())
}

/// Writes files into a folder where none of them exists yet.
///
/// # Errors
/// As [`write_files`], and when one of the files exists: then none is written.
pub fn write_new_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let exists = |path: PathBuf| WriteError { path, cause: std::io::ErrorKind::AlreadyExists.into() };
    for (name, _) in files {
        let path = folder.join(plain(name).map_err(WriteError::at(name))?);
        if path.symlink_metadata().is_ok() {
            return Err(exists(path));
        }
    }
    for (temporary, path) in stage(folder, files)? {
        temporary.persist_noclobber(&path).map_err(|error| WriteError::at(path)(error.error))?;
    }
    Ok(())
}

fn stage(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<(NamedTempFile, PathBuf)>, WriteError> {
    fs::create_dir_all(folder).map_err(WriteError::at(folder))?;
    files
        .iter()
        .map(|(name, bytes)| {
            let path = folder.join(plain(name).map_err(WriteError::at(name))?);
            let mut builder = tempfile::Builder::new();
            builder.prefix(".staffelstab-");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                // A temporary file is private by default; a report is as readable as any file its user makes.
                builder.permissions(fs::Permissions::from_mode(0o666));
            }
            let mut temporary = builder.tempfile_in(folder).map_err(WriteError::at(&path))?;
            temporary.write_all(bytes).and_then(|()| temporary.flush()).map_err(WriteError::at(&path))?;
            Ok((temporary, path))
        })
        .collect()
}

/// A name without folders, or an error.
fn plain(name: &str) -> std::io::Result<&Path> {
    let path = Path::new(name);
    let mut parts = path.components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(_)), None) => Ok(path),
        _ => Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a plain file name")),
    }
}
