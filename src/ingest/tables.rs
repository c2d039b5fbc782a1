//! The files of a package as they stand, to be added to.

use std::path::Path;

use crate::read::journal;
use crate::read::schema::{RULES, TABLES};
use crate::read::{Package, embedded, raw};

/// A byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The bytes of every file of a package, by name.
#[derive(Clone, Debug, Default)]
pub struct Tables(Vec<(&'static str, Vec<u8>)>);

impl Tables {
    /// The files of a folder.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn read(folder: &Path) -> std::io::Result<Self> {
        let mut tables = Vec::new();
        for name in TABLES.iter().map(|schema| schema.file).chain([RULES]) {
            tables.extend(journal::bytes(folder, name)?.map(|bytes| (name, bytes)));
        }
        Ok(Self(tables))
    }

    /// Named bytes; names that a package does not know are left out.
    #[must_use]
    pub fn of<'n>(files: impl IntoIterator<Item = (&'n str, Vec<u8>)>) -> Self {
        let known = |name: &str| TABLES.iter().map(|schema| schema.file).chain([RULES]).find(|known| *known == name);
        Self(files.into_iter().filter_map(|(name, bytes)| Some((known(name)?, bytes))).collect())
    }

    /// The text of a file, without its byte order mark, and whether it has one. The Länder of a package that has no
    /// table of them are those that are compiled in.
    pub(super) fn text(&self, name: &str) -> Option<(Vec<u8>, bool)> {
        let bytes = self.0.iter().find(|(known, _)| *known == name).map(|(_, bytes)| bytes.as_slice());
        let built_in = || {
            let is_reference = name == raw::Land::SCHEMA.file;
            embedded::FILES.iter().find(|(known, _)| is_reference && *known == name).map(|(_, text)| text.as_bytes())
        };
        let bytes = bytes.or_else(built_in)?;
        Some(bytes.strip_prefix(MARK).map_or_else(|| (bytes.to_vec(), false), |text| (text.to_vec(), true)))
    }

    /// The package, with some files replaced.
    #[must_use]
    pub fn package(&self, replaced: &[(String, Vec<u8>)]) -> Package {
        let others = self.0.iter().filter(|(name, _)| !replaced.iter().any(|(other, _)| other == name));
        let others = others.map(|(name, bytes)| (*name, bytes.clone()));
        Package::of(others.chain(replaced.iter().map(|(name, bytes)| (name.as_str(), bytes.clone()))))
    }

    /// The bytes of a text that replaces another one: with a byte order mark where that had one.
    pub(super) fn marked(text: String, is_marked: bool) -> Vec<u8> {
        if is_marked { [MARK, text.as_bytes()].concat() } else { text.into_bytes() }
    }
}
