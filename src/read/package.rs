//! A package: the texts of its tables, from the program itself or from folders.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Error, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::schema::{REQUIRED, RULES, TABLES, is_known, is_streamed};
use super::stream::Stream;
use super::{embedded, journal};
use crate::diag::{Code, Diagnostics, Finding, nearest, quote};
use crate::digest::sha256;
use crate::progress::Progress;
use crate::source::{MAX_FILE, Position, Refusal, SourceText};

/// The table that a package may leave out: the Länder are the same everywhere.
const REFERENCE: &str = "laender.csv";
/// What stands before the name of a file that is compiled in.
const BUILT_IN: &str = "built-in/";

/// A folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {cause}", path.display())]
pub struct ReadError {
    path: PathBuf,
    cause: Error,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Name within the package: `figures.csv`; of several folders `2/figures.csv`; `built-in/laender.csv` where the
    /// reference rows stand in for a missing file.
    pub name: String,
    print: Print,
}

/// Where the hash of a file comes from.
#[derive(Clone, Debug)]
enum Print {
    Known(String),
    Stream(Arc<Stream>),
}

impl File {
    /// SHA-256 of its bytes, in hexadecimal; empty where a table that is read in pieces cannot be read.
    #[must_use]
    pub fn sha256(&self) -> String {
        match &self.print {
            Print::Known(sha256) => sha256.clone(),
            Print::Stream(stream) => stream.sha256().unwrap_or_default(),
        }
    }
}

/// The texts of one or more folders, read as one.
#[derive(Clone, Debug, Default)]
pub struct Package {
    files: Vec<File>,
    texts: Vec<SourceText>,
    streams: Vec<Arc<Stream>>,
    refused: BTreeSet<String>,
    findings: Diagnostics,
    progress: Arc<Progress>,
}

impl Package {
    /// The built-in records.
    #[must_use]
    pub fn embedded() -> Self {
        let mut package = Self::default();
        for (name, text) in embedded::FILES.iter().filter(|(name, _)| is_known(name)) {
            package.add(name, name, &format!("{BUILT_IN}{name}"), text.as_bytes().to_vec());
        }
        package.completed(Path::new(BUILT_IN))
    }

    /// A package of named bytes; names that a package does not know are left out.
    #[must_use]
    pub fn of<'n>(files: impl IntoIterator<Item = (&'n str, Vec<u8>)>) -> Self {
        let mut package = Self::default();
        for (name, bytes) in files.into_iter().filter(|(name, _)| is_known(name)) {
            package.add(name, name, name, bytes);
        }
        package.completed(Path::new(""))
    }

    /// The records in these folders; without any, the built-in ones. Only files of known names are read.
    ///
    /// # Errors
    /// When a folder or one of its tables cannot be read. What is wrong inside a file becomes a finding instead.
    pub fn folders(folders: &[PathBuf]) -> Result<Self, ReadError> {
        let Some(last) = folders.last() else { return Ok(Self::embedded()) };
        let mut package = Self::default();
        for (index, folder) in folders.iter().enumerate() {
            let names = names(folder)?;
            let input = |name: &str| if folders.len() > 1 { format!("{}/{name}", index + 1) } else { name.to_owned() };
            let tables = TABLES.iter().map(|table| (table.file, Some(table.parquet())));
            for (known, parquet) in tables.chain([(RULES, None)]) {
                let path = journal::standing(folder, known);
                let is_there = names.contains(known) || path.is_file();
                match parquet.filter(|name| names.contains(name)) {
                    Some(parquet) if is_there => package.kept_twice(folder, known, &parquet),
                    Some(parquet) => package.read_parquet(known, &input(&parquet), folder.join(&parquet))?,
                    None if is_there => package.read(known, &input(known), path)?,
                    None => package.warn_of_misspelling(folder, known, &names),
                }
            }
        }
        Ok(package.completed(last))
    }

    /// The same package, whose reading is told to somebody who waits.
    #[must_use]
    pub fn watched(self, progress: &Arc<Progress>) -> Self {
        Self { progress: Arc::clone(progress), ..self }
    }

    /// Where the reading is told.
    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The texts of a table, in the order of the folders; none of one that is read in pieces.
    pub fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a SourceText> {
        self.texts.iter().filter(move |text| text.name() == name)
    }

    /// The tables of a name that are read in pieces, in the order of the folders.
    pub(super) fn streams<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Stream> {
        self.streams.iter().map(AsRef::as_ref).filter(move |stream| stream.name() == name)
    }

    /// Whether a file of this name was there but could not be taken, or had to be there.
    #[must_use]
    pub fn refused(&self, name: &str) -> bool {
        self.refused.contains(name)
    }

    /// The files that were read, in the order of the folders.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What is wrong with files as a whole.
    #[must_use]
    pub const fn findings(&self) -> &Diagnostics {
        &self.findings
    }

    /// Says which tables are missing; the Länder are filled in.
    fn completed(mut self, folder: &Path) -> Self {
        let has = |package: &Self, name: &str| {
            package.refused(name) || package.texts(name).next().is_some() || package.streams(name).next().is_some()
        };
        for table in REQUIRED {
            if !has(&self, table.file) {
                // What is missing is not looked for in vain by every reference.
                self.refused.insert(table.file.to_owned());
                self.findings.error(Code::MissingFile, || {
                    Finding::file(folder.join(table.file).to_string_lossy(), format!("there is no `{}`", table.file))
                        .hint("`staffelstab init DIR` writes the built-in records as files to edit")
                });
            }
        }
        if !has(&self, REFERENCE)
            && let Some((name, text)) = embedded::FILES.iter().find(|(name, _)| *name == REFERENCE)
        {
            let path = format!("{BUILT_IN}{name}");
            self.add(name, &path, &path, text.as_bytes().to_vec());
        }
        self
    }

    /// Takes a table from its file.
    fn read(&mut self, name: &str, input: &str, path: PathBuf) -> Result<(), ReadError> {
        if is_streamed(name) {
            let stream = Stream::file(name, path.clone()).map_err(|cause| ReadError { path, cause })?;
            self.add_stream(input, stream);
        } else {
            let bytes = bytes(&path)?;
            self.add(name, input, &path.to_string_lossy(), bytes);
        }
        Ok(())
    }

    /// Takes a table from a Parquet file. One that is held as a whole is held as CSV.
    fn read_parquet(&mut self, name: &str, input: &str, path: PathBuf) -> Result<(), ReadError> {
        let stream = Stream::parquet(name, path.clone()).map_err(|cause| ReadError { path, cause })?;
        if is_streamed(name) {
            self.add_stream(input, stream);
            return Ok(());
        }
        let whole = stream.whole();
        let path = stream.path().to_owned();
        self.files.push(File { name: input.to_owned(), print: Print::Stream(Arc::new(stream)) });
        match whole {
            Ok(bytes) => self.take(name, &path, bytes),
            Err(error) => self.refuse(name, &path, &Refusal::BreaksOff(error.to_string())),
        }
        Ok(())
    }

    /// A table is there once: two files of it may differ.
    fn kept_twice(&mut self, folder: &Path, csv: &str, parquet: &str) {
        self.refused.insert(csv.to_owned());
        self.findings.error(Code::TableTwice, || {
            let message = format!("the table is there twice: `{csv}` and `{parquet}`");
            Finding::file(folder.join(parquet).to_string_lossy(), message).hint("remove the one that does not hold")
        });
    }

    fn add(&mut self, name: &str, input: &str, path: &str, bytes: Vec<u8>) {
        if is_streamed(name) {
            return self.add_stream(input, Stream::memory(name, path, bytes));
        }
        self.files.push(File { name: input.to_owned(), print: Print::Known(sha256(&bytes)) });
        self.take(name, path, bytes);
    }

    fn take(&mut self, name: &str, path: &str, bytes: Vec<u8>) {
        match SourceText::new(name, path, bytes) {
            Ok(text) => self.texts.push(text),
            Err(refusal) => self.refuse(name, path, &refusal),
        }
    }

    fn refuse(&mut self, name: &str, path: &str, refusal: &Refusal) {
        self.refused.insert(name.to_owned());
        let (code, finding) = self::refusal(path, refusal);
        self.findings.error(code, || finding);
    }

    fn add_stream(&mut self, input: &str, stream: Stream) {
        let stream = Arc::new(stream);
        self.files.push(File { name: input.to_owned(), print: Print::Stream(Arc::clone(&stream)) });
        self.streams.push(stream);
    }

    /// A table that is not there has no rows, so a misspelt name must not pass in silence.
    fn warn_of_misspelling(&mut self, folder: &Path, known: &str, names: &BTreeSet<String>) {
        let strangers = names.iter().map(String::as_str).filter(|name| !is_known(name));
        if let Some(name) = nearest(known, strangers) {
            self.findings.warning(Code::UnknownFile, || {
                Finding::file(folder.join(name).to_string_lossy(), format!("{} is not read", quote(name)))
                    .hint(format!("did you mean `{known}`?"))
            });
        }
    }
}

/// What is said of a file that cannot be taken.
pub(super) fn refusal(path: &str, refusal: &Refusal) -> (Code, Finding) {
    let message = refusal.to_string();
    match refusal {
        Refusal::NotUtf8(wrong) => {
            let line = format!("{}\u{fffd}", wrong.before);
            let caret = line.chars().count();
            let finding = Finding::place(path, wrong.position, (&line, caret), message).hint(if wrong.utf16 {
                "the file looks like UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)"
            } else {
                "the file is probably Windows-1252: save it as UTF-8 (in Excel: CSV UTF-8)"
            });
            (Code::NotUtf8, finding)
        }
        Refusal::Line { line, beginning } => {
            let place = Position { line: *line, column: 1 };
            let finding = Finding::place(path, place, (beginning, 1), message)
                .hint("is this a table? a row stands on a line of its own");
            (Code::TooLarge, finding)
        }
        Refusal::File | Refusal::Stream | Refusal::Lines => (Code::TooLarge, Finding::file(path, message)),
        Refusal::BreaksOff(_) => (Code::BrokenFile, Finding::file(path, message)),
    }
}

/// The names in a folder.
fn names(folder: &Path) -> Result<BTreeSet<String>, ReadError> {
    let failed = |cause| ReadError { path: folder.to_owned(), cause };
    if !fs::metadata(folder).map_err(failed)?.is_dir() {
        return Err(failed(Error::new(ErrorKind::NotADirectory, "it is not a folder")));
    }
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
}

/// The bytes of a file, at most one more than allowed.
fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let failed = |cause| ReadError { path: path.to_owned(), cause };
    // A pipe or a device may never end.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(failed(Error::new(ErrorKind::InvalidInput, "it is not a file")));
    }
    let file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
