//! Identifiers of records: short slugs that are safe in a file name, a URL and a terminal.

use std::fmt;
use std::str::FromStr;

/// Longest identifier, in bytes.
pub const MAX_ID: usize = 64;

/// Why a text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing there.
    #[error("an identifier may not be empty")]
    Empty,
    /// Longer than [`MAX_ID`] bytes.
    #[error("an identifier has at most {MAX_ID} characters")]
    TooLong,
    /// A character outside `a–z`, `0–9`, `-`, `.` and `_`, or a first character that is neither letter nor digit.
    #[error("an identifier is made of a–z, 0–9, `-`, `_` and `.` and begins with a letter or digit")]
    Character,
}

/// An identifier of a series, edition, topic or source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Box<str>);

impl Id {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = text.bytes();
        let first = bytes.next().ok_or(IdError::Empty)?;
        if text.len() > MAX_ID {
            return Err(IdError::TooLong);
        }
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if word(first) && bytes.all(|byte| word(byte) || matches!(byte, b'-' | b'_' | b'.')) {
            Ok(Self(text.into()))
        } else {
            Err(IdError::Character)
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
