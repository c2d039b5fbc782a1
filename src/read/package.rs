//! A package: the texts of its tables, from the program itself or from folders.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::embedded;
use super::schema::{RULES, TABLES};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{MAX_FILE, SourceText};

/// A folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {cause}", path.display())]
pub struct ReadError {
    path: PathBuf,
    cause: std::io::Error,
}

/// The texts of one or more packages, read as one.
#[derive(Clone, Debug, Default)]
pub struct Package {
    texts: Vec<SourceText>,
    findings: Diagnostics,
}

impl Package {
    /// The built-in records.
    #[must_use]
    pub fn embedded() -> Self {
        let mut package = Self::default();
        for (name, text) in embedded::FILES {
            if is_table(name) {
                package.add(name, name, text.as_bytes().to_vec());
            }
        }
        package
    }

    /// A package of named bytes, for tests and for other readers.
    #[must_use]
    pub fn of(files: &[(&str, Vec<u8>)]) -> Self {
        let mut package = Self::default();
        for (name, bytes) in files {
            package.add(name, name, bytes.clone());
        }
        package
    }

    /// The records in these folders; without any, the built-in ones. Only files of known names are read.
    ///
    /// # Errors
    /// When a folder or one of its tables cannot be read. What is wrong inside a file becomes a finding instead.
    pub fn folders(folders: &[PathBuf]) -> Result<Self, ReadError> {
        if folders.is_empty() {
            return Ok(Self::embedded());
        }
        let mut package = Self::default();
        for folder in folders {
            let failed = |cause| ReadError { path: folder.clone(), cause };
            if !fs::metadata(folder).map_err(failed)?.is_dir() {
                return Err(failed(std::io::Error::new(std::io::ErrorKind::NotADirectory, "not a folder")));
            }
            for name in TABLES.iter().map(|table| table.file).chain([RULES]) {
                let path = folder.join(name);
                if let Some(bytes) = bytes(&path)? {
                    if bytes.len() as u64 > MAX_FILE {
                        let limit = format!("the file is larger than {} MiB", MAX_FILE / 1024 / 1024);
                        package.findings.push(Diagnostic::file(Code::TooLarge, path.to_string_lossy(), limit));
                    } else {
                        package.add(name, &path.to_string_lossy(), bytes);
                    }
                }
            }
            for name in ["series.csv", "editions.csv"] {
                if !package.texts.iter().any(|text| text.name() == name) && !package.refuses(name) {
                    let path = folder.join(name);
                    package.findings.push(
                        Diagnostic::file(Code::MissingFile, path.to_string_lossy(), format!("there is no `{name}`"))
                            .hint("`staffelstab init DIR` writes the built-in records as an example"),
                    );
                }
            }
        }
        Ok(package)
    }

    /// The texts of a table, one a package, in the order of the packages.
    pub fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a SourceText> {
        self.texts.iter().filter(move |text| text.name() == name)
    }

    /// Every text.
    #[must_use]
    pub fn all(&self) -> &[SourceText] {
        &self.texts
    }

    /// What is wrong with files as a whole.
    #[must_use]
    pub const fn findings(&self) -> &Diagnostics {
        &self.findings
    }

    /// Whether a table of this name was there but could not be taken.
    fn refuses(&self, name: &str) -> bool {
        self.findings.sorted().iter().any(|finding| Path::new(&finding.path).ends_with(name))
    }

    fn add(&mut self, name: &str, path: &str, bytes: Vec<u8>) {
        match SourceText::new(name, path, bytes) {
            Ok(text) => self.texts.push(text),
            Err(error) => {
                let hint = if error.utf16 {
                    "the file is UTF-16: save it as UTF-8"
                } else {
                    "the file is probably Windows-1252: save it as UTF-8 (in Excel: CSV UTF-8)"
                };
                self.findings.push(Diagnostic::file(Code::NotUtf8, path, error.to_string()).hint(hint));
            }
        }
    }
}

fn is_table(name: &str) -> bool {
    name == RULES || TABLES.iter().any(|table| table.file == name)
}

/// The bytes of a file, at most one more than allowed; `None` where there is no such file.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, ReadError> {
    let failed = |cause| ReadError { path: path.to_owned(), cause };
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes))
}
