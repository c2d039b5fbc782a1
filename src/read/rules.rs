//! TOML → located entries: keys are asked for one by one, so that every mistake is found at once.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostics, Finding, nearest, quote};
use crate::source::SourceText;

/// Largest rules file, in bytes: the parser needs several times as much.
pub const MAX_RULES: usize = 1024 * 1024;

/// A value and the bytes it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub bytes: Range<usize>,
}

/// A table of the file.
#[derive(Debug)]
pub struct Entry<'a> {
    source: &'a SourceText,
    /// As the file writes it, e.g. `[[rule]]`.
    title: &'static str,
    table: &'a DeTable<'a>,
    bytes: Range<usize>,
}

/// A parsed file.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a SourceText,
    root: DeTable<'a>,
}

impl<'a> Document<'a> {
    /// Parses a file; what is not TOML becomes findings.
    pub fn parse(source: &'a SourceText, findings: &mut Diagnostics) -> Option<Self> {
        if source.text().len() > MAX_RULES {
            findings.error(Code::TooLarge, || {
                Finding::file(source.path(), format!("the file is larger than {} KiB", MAX_RULES / 1024))
            });
            return None;
        }
        let (root, errors) = DeTable::parse_recoverable(source.text());
        for error in &errors {
            findings.error(Code::BadRule, || {
                let bytes = error.span().unwrap_or_default();
                finding(source, &bytes, format!("this is not TOML: {}", error.message().trim()))
            });
        }
        errors.is_empty().then(|| Self { source, root: root.into_inner() })
    }

    /// The file's own keys.
    #[must_use]
    pub fn root(&self) -> Entry<'_> {
        Entry { source: self.source, title: "the file", table: &self.root, bytes: 0..0 }
    }
}

/// A finding at some bytes of a file.
fn finding(source: &SourceText, bytes: &Range<usize>, message: impl Into<String>) -> Finding {
    let written = source.text().get(bytes.clone()).unwrap_or_default();
    let length = written.split(['\r', '\n']).next().unwrap_or_default().chars().count();
    Finding::at(source, bytes.start, length, message)
}

impl<'a> Entry<'a> {
    /// A finding at a value of this entry.
    #[must_use]
    pub fn finding(&self, bytes: &Range<usize>, key: &str, message: impl Into<String>) -> Finding {
        finding(self.source, bytes, message).field(key)
    }

    /// Whether the entry has this key, whatever its value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Reports keys that the entry does not have.
    pub fn only(&self, keys: &[&str], findings: &mut Diagnostics) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !keys.contains(&name) {
                findings.error(Code::BadRule, || {
                    let hint = nearest(name, keys.iter().copied().filter(|key| !self.table.contains_key(*key)));
                    let hint = hint.map_or_else(
                        || format!("its keys are {}", keys.join(", ")),
                        |word| format!("did you mean `{word}`?"),
                    );
                    let message = format!("{} has no key {}", self.title, quote(name));
                    finding(self.source, &key.span(), message).hint(hint)
                });
            }
        }
    }

    /// Reports keys that are not there.
    pub fn needs(&self, keys: &[&str], findings: &mut Diagnostics) {
        for key in keys.iter().filter(|key| !self.table.contains_key(**key)) {
            findings.error(Code::BadRule, || {
                finding(self.source, &self.bytes, format!("{} needs the key `{key}`", self.title))
            });
        }
    }

    /// A text; `None` where it is not there, or is something else.
    pub fn text(&self, key: &str, findings: &mut Diagnostics) -> Option<Spot<&'a str>> {
        self.value(key, "a text in quotation marks", findings, |value| match value {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        })
    }

    /// A whole number.
    pub fn whole(&self, key: &str, findings: &mut Diagnostics) -> Option<Spot<i64>> {
        self.value(key, "a whole number", findings, |value| match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        })
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &str, findings: &mut Diagnostics) -> Option<bool> {
        self.value(key, "true or false", findings, DeValue::as_bool).map(|spot| spot.value)
    }

    /// A list of texts; empty where it is not there.
    pub fn texts(&self, key: &str, findings: &mut Diagnostics) -> Vec<Spot<&'a str>> {
        let wanted = "a list of texts in quotation marks";
        self.value(key, wanted, findings, |value| {
            let entries = value.as_array()?.iter();
            entries.map(|entry| Some(Spot { value: entry.get_ref().as_str()?, bytes: entry.span() })).collect()
        })
        .map_or_else(Vec::new, |spot| spot.value)
    }

    /// The entries of an array of tables; empty where it is not there.
    pub fn entries(&self, key: &str, title: &'static str, findings: &mut Diagnostics) -> Vec<Entry<'a>> {
        let source = self.source;
        self.value(key, title, findings, |value| {
            let entries = value.as_array()?.iter();
            entries
                .map(|entry| Some(Entry { source, title, table: entry.get_ref().as_table()?, bytes: entry.span() }))
                .collect()
        })
        .map_or_else(Vec::new, |spot| spot.value)
    }

    fn value<T>(
        &self,
        key: &str,
        wanted: &str,
        findings: &mut Diagnostics,
        take: impl FnOnce(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<Spot<T>> {
        let table: &'a DeTable<'a> = self.table;
        let spanned = table.get(key)?;
        let value = take(spanned.get_ref());
        if value.is_none() {
            findings.error(Code::BadRule, || self.finding(&spanned.span(), key, format!("`{key}` must be {wanted}")));
        }
        Some(Spot { value: value?, bytes: spanned.span() })
    }
}
