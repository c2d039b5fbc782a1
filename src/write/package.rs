//! The tables of a package, whole or not at all, whatever stops the program and when.
//!
//! The new files are written into the folder that [`crate::read::journal`] describes and made to last; then a marker is
//! put beside them, and only then is each renamed into its place. Before the marker the old records hold, and what is
//! in the folder is thrown away by whoever comes next; from the marker on the new ones hold, and whoever comes next
//! puts the rest of them in their places.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{WriteError, interrupt, plain, put};
use crate::read::journal::{FOLDER, MARKER, is_complete, is_there};
use crate::read::schema::{RULES, TABLES};

/// The file that one writer holds at a time.
const LOCK: &str = ".staffelstab-ingest.lock";
/// The marker before it is put in its place.
const UNMARKED: &str = "complete.new";
/// How often a lock file that goes away under one's hands is opened again.
const ATTEMPTS: usize = 20;

/// What was just done; a test looks at the folder after each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The folder for the new files was made.
    Begun,
    /// One of the new files was written and made to last.
    Staged,
    /// The marker stands: from here on the new records hold.
    Marked,
    /// One of the new files was put in its place.
    Placed,
    /// The marker was taken away.
    Unmarked,
    /// The folder is gone.
    Done,
}

/// The right to write a package: one program has it at a time, until it is dropped or the program ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    folder: PathBuf,
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes it, and finishes or throws away what an earlier writer left.
    ///
    /// # Errors
    /// [`WriteError::Busy`] when another program has it; when the folder cannot be written.
    pub fn take(folder: &Path) -> Result<Self, WriteError> {
        let path = folder.join(LOCK);
        for _ in 0..ATTEMPTS {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(WriteError::at(folder))?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy(folder.to_owned())),
                Err(TryLockError::Error(cause)) => return Err(WriteError::at(path)(cause)),
                // The one before may have removed the file between our opening and our locking it.
                Ok(()) if is_still(&file, &path) => {
                    let lock = Self { folder: folder.to_owned(), path, file };
                    settle_held(folder, &mut |_| Ok(()))?;
                    return Ok(lock);
                }
                Ok(()) => {}
            }
        }
        Err(WriteError::Busy(folder.to_owned()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever opened it before finds out by `is_still`.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether the file of this name is still the one that was opened.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().ok().zip(path.symlink_metadata().ok()).is_some_and(|(a, b)| same(&a, &b))
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_still(_file: &File, path: &Path) -> bool {
    path.is_file()
}

/// Finishes or throws away what a writer that was stopped has left in a folder. Without such a thing, and where another
/// program writes or nothing may be written, it does nothing: the records are read right either way.
pub fn settle(folder: &Path) {
    if is_there(folder) {
        // Taking the lock settles.
        let _ = Lock::take(folder);
    }
}

/// Writes files of a package, all of them or none: after an error, and after the end of the program at any moment, the
/// records in the folder are the old or the new ones. `step` is called after each step; until the marker stands, its
/// error takes everything back.
///
/// # Errors
/// When a file cannot be written, a name is none of a package's, or the user stops it.
pub fn write_tables(
    lock: &Lock,
    files: &[(String, Vec<u8>)],
    step: &mut dyn FnMut(Step) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let folder = lock.folder.as_path();
    if files.is_empty() {
        return Ok(());
    }
    let journal = folder.join(FOLDER);
    // Whatever has that name already is nothing of ours.
    fs::create_dir(&journal).map_err(WriteError::at(&journal))?;
    if let Err(error) = stage(folder, files, step) {
        discard(folder).map_err(WriteError::at(journal))?;
        return Err(error);
    }
    // Nothing takes it back any more.
    let _ = step(Step::Marked);
    settle_held(folder, step)
}

/// Everything up to the marker.
fn stage(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    step: &mut dyn FnMut(Step) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let journal = folder.join(FOLDER);
    step(Step::Begun)?;
    for (name, bytes) in files {
        let place = folder.join(plain(name)?);
        refuse_odd(&place, name)?;
        let path = journal.join(name);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(WriteError::at(&path))?;
        put(&mut file, &path, bytes)?;
        if let Ok(metadata) = fs::metadata(&place) {
            fs::set_permissions(&path, metadata.permissions()).map_err(WriteError::at(&path))?;
        }
        file.sync_all().map_err(WriteError::at(&path))?;
        step(Step::Staged)?;
    }
    interrupt::pass()?;
    let unmarked = journal.join(UNMARKED);
    let marked = || -> io::Result<()> {
        File::create_new(&unmarked)?.sync_all()?;
        sync(&journal)?;
        sync(folder)?;
        fs::rename(&unmarked, journal.join(MARKER))?;
        sync(&journal)
    };
    marked().map_err(WriteError::at(&journal))
}

/// A table that is a link, or none of a package's files, is not replaced.
fn refuse_odd(place: &Path, name: &str) -> Result<(), WriteError> {
    let refuse = |message: &str| Err(WriteError::at(place)(io::Error::new(ErrorKind::InvalidInput, message)));
    if !names().any(|known| known == name) {
        return refuse("it is no file of a package");
    }
    match place.symlink_metadata() {
        Ok(metadata) if metadata.is_symlink() => refuse("it is a link: name the folder that holds the file itself"),
        Ok(metadata) if !metadata.is_file() => refuse("it is not a file"),
        Ok(metadata) if metadata.permissions().readonly() => refuse("it is read-only"),
        _ => Ok(()),
    }
}

/// With a marker, puts the files in their places; without, throws them away. The lock is held.
fn settle_held(folder: &Path, step: &mut dyn FnMut(Step) -> Result<(), WriteError>) -> Result<(), WriteError> {
    let journal = folder.join(FOLDER);
    if !is_there(folder) {
        return Ok(());
    }
    if is_complete(folder) {
        let mut place = || -> io::Result<()> {
            for name in names().filter(|name| journal.join(name).is_file()) {
                fs::rename(journal.join(name), folder.join(name))?;
                let _ = step(Step::Placed);
            }
            sync(folder)
        };
        place().map_err(|cause| WriteError::Unsettled { journal: journal.clone(), cause })?;
        fs::remove_file(journal.join(MARKER)).map_err(WriteError::at(&journal))?;
        let _ = step(Step::Unmarked);
    }
    discard(folder).map_err(WriteError::at(&journal))?;
    let _ = step(Step::Done);
    Ok(())
}

/// Removes the folder with what belongs into it, and nothing else.
fn discard(folder: &Path) -> io::Result<()> {
    let journal = folder.join(FOLDER);
    // The marker first: without it, what else is there is of no consequence.
    for name in [MARKER, UNMARKED].into_iter().chain(names()) {
        match fs::remove_file(journal.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match fs::remove_dir(&journal) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => sync(folder),
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|table| table.file).chain([RULES])
}

/// Makes what a folder lists last, where the system knows such a thing.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
