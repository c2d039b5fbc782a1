//! Findings: a stable code, a place, the line, and the way out. All of them are collected before any is printed.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::source::{Position, SourceText};

/// At most so many findings of one code are printed; the rest is counted.
const MOST_OF_A_CODE: usize = 20;
/// Longest excerpt of a line, in characters.
const MOST_OF_A_LINE: usize = 100;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The records cannot be used.
    Error,
    /// The records can be used, but somebody should look.
    Warning,
}

impl Severity {
    const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// What is wrong. The spelling never changes; `docs/findings.md` gives cause and remedy of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$meta])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The spelling.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }
    };
}

codes! {
    /// A table that must be there is not.
    MissingFile = "missing-file",
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8",
    /// A file, line or cell over the limit.
    TooLarge = "too-large",
    /// The cells are separated by something else than commas.
    WrongDelimiter = "wrong-delimiter",
    /// A column that the table does not have.
    UnknownColumn = "unknown-column",
    /// A column that the table must have.
    MissingColumn = "missing-column",
    /// A column given twice.
    DuplicateColumn = "duplicate-column",
    /// More or fewer cells than columns.
    WrongCellCount = "wrong-cell-count",
    /// An empty cell that must be filled.
    RequiredCell = "required-cell",
    /// Not an identifier.
    BadId = "bad-id",
    /// A word outside its vocabulary.
    BadWord = "bad-word",
    /// Not a date.
    BadDate = "bad-date",
    /// Not a whole number.
    BadNumber = "bad-number",
    /// A number outside its range.
    NumberRange = "number-range",
    /// A text with control characters or blanks at its ends.
    BadText = "bad-text",
    /// A path where a plain file name belongs.
    UnsafePath = "unsafe-path",
    /// The same key twice.
    DuplicateKey = "duplicate-key",
    /// The same claim twice.
    DuplicateClaim = "duplicate-claim",
    /// A reference to a record that is not there.
    DanglingReference = "dangling-reference",
    /// An edition that ends before it begins.
    EndBeforeStart = "end-before-start",
    /// A number used twice in a series.
    NumberTwice = "number-twice",
    /// A term mapped twice.
    TermTwice = "term-twice",
    /// A topic whose parent has a parent.
    TopicDepth = "topic-depth",
    /// Evidence for a field that is empty, or a field without evidence.
    Evidence = "evidence",
    /// An attendance figure without basis or unit.
    MissingBasis = "missing-basis",
    /// Two Länder in one tile.
    TileTwice = "tile-twice",
    /// rules.toml cannot be read.
    BadRule = "bad-rule",
    /// A term that no topic claims.
    UnmappedTerm = "unmapped-term",
    /// A figure that returns with a stronger basis.
    Laundering = "laundering",
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave.
    pub severity: Severity,
    /// Code.
    pub code: Code,
    /// What is wrong, lower case, without full stop.
    pub message: String,
    /// File as the user named it.
    pub path: String,
    /// Line and column; `None` for a file as a whole.
    pub position: Option<Position>,
    /// Column of the table.
    pub field: Option<String>,
    /// The line.
    pub excerpt: String,
    /// Characters to underline.
    pub length: usize,
    /// The way out.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error about a file as a whole.
    #[must_use]
    pub fn file(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            path: path.into(),
            position: None,
            field: None,
            excerpt: String::new(),
            length: 0,
            hint: None,
        }
    }

    /// An error at a byte range of a text.
    #[must_use]
    pub fn at(code: Code, source: &SourceText, offset: usize, length: usize, message: impl Into<String>) -> Self {
        let position = source.position(offset);
        Self {
            position: Some(position),
            excerpt: source.line(position.line).to_owned(),
            length,
            ..Self::file(code, source.path(), message)
        }
    }

    /// The same, in this column of the table.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same, with a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    fn text(&self, out: &mut String) {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "{}[{}]: {}", self.severity.word(), self.code.word(), visible(&self.message));
        let place = self.position.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
        let field = self.field.as_ref().map(|field| format!(" ({})", visible(field))).unwrap_or_default();
        let _ = writeln!(out, "  --> {}{place}{field}", visible(&self.path));
        if let Some(at) = self.position {
            let (excerpt, before) = window(&self.excerpt, at.column - 1, self.length);
            let number = at.line.to_string();
            let gutter = " ".repeat(number.len());
            let _ = writeln!(out, "{gutter} |\n{number} | {excerpt}");
            let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(before), "^".repeat(self.length.clamp(1, 60)));
        }
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "hint: {}", visible(hint));
        }
    }

    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "severity": self.severity,
            "code": self.code.word(),
            "message": visible(&self.message),
            "path": visible(&self.path),
            "line": self.position.map(|at| at.line),
            "column": self.position.map(|at| at.column),
            "field": self.field.as_deref().map(visible),
            "hint": self.hint.as_deref().map(visible),
        })
    }
}

/// The part of a line around the caret, made visible, and the caret's place in it.
fn window(line: &str, column: usize, length: usize) -> (String, usize) {
    let characters: Vec<char> = line.chars().collect();
    let first = if characters.len() <= MOST_OF_A_LINE { 0 } else { column.saturating_sub(MOST_OF_A_LINE / 3) };
    let last = (first + MOST_OF_A_LINE.max(length.min(60))).min(characters.len());
    let part = |from: usize, to: usize| visible(&characters[from.min(to)..to].iter().collect::<String>());
    let ahead = if first > 0 { "…" } else { "" };
    let behind = if last < characters.len() { "…" } else { "" };
    let before = part(first, column.clamp(first, last));
    let caret = ahead.chars().count() + before.chars().count();
    (format!("{ahead}{}{behind}", part(first, last)), caret)
}

/// Text with control, direction-changing and zero-width characters shown as escapes; a tab as a space.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, character| {
        let hidden = character.is_control()
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        match character {
            '\t' => shown.push(' '),
            _ if hidden => {
                let _ = write!(shown, "{}", character.escape_unicode());
            }
            _ => shown.push(character),
        }
        shown
    })
}

/// Findings, collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds several.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings by file, line, column and code.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut findings: Vec<&Diagnostic> = self.0.iter().collect();
        findings
            .sort_by(|a, b| (&a.path, a.position, a.code, &a.message).cmp(&(&b.path, b.position, b.code, &b.message)));
        findings
    }

    /// The findings for people, and a last line that counts them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut printed: BTreeMap<Code, usize> = BTreeMap::new();
        for finding in self.sorted() {
            let count = printed.entry(finding.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_CODE {
                finding.text(&mut out);
                out.push('\n');
            }
        }
        for (code, count) in printed.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE) {
            let _ = writeln!(out, "… and {} more of [{}]\n", count - MOST_OF_A_CODE, code.word());
        }
        out.push_str(&self.summary());
        out
    }

    /// The findings as JSON Lines.
    #[must_use]
    pub fn json_lines(&self) -> String {
        self.sorted().into_iter().fold(String::new(), |mut out, finding| {
            let _ = writeln!(out, "{}", finding.json());
            out
        })
    }

    fn summary(&self) -> String {
        let count = |severity| self.0.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        match (errors, warnings) {
            (0, 0) => String::new(),
            (0, _) => format!("{}\n", plural(warnings, "warning")),
            (_, 0) => format!("{}; nothing was written\n", plural(errors, "error")),
            _ => format!("{} and {}; nothing was written\n", plural(errors, "error"), plural(warnings, "warning")),
        }
    }
}

/// The word of a list that is nearest to what was found, if one is near enough to be meant.
#[must_use]
pub fn nearest<'words>(found: &str, words: impl IntoIterator<Item = &'words str>) -> Option<&'words str> {
    let found = found.to_lowercase();
    let most = (found.chars().count() / 3).max(1);
    words
        .into_iter()
        .map(|word| (strsim::osa_distance(&found, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, word)| word)
}
