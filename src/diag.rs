//! Findings: a stable code, a place, the line, and the way out. All of them are collected before any is printed.

mod code;
mod formula;
mod nearest;
mod render;
mod show;

use std::collections::{BTreeMap, BTreeSet};

pub use code::Code;
pub use formula::{harmless, is_formula, is_number};
pub use nearest::nearest;
pub use render::Format;
use show::Excerpt;
pub use show::{is_hidden, quote, visible};

use crate::source::{Position, SourceText};

/// Most findings of one code that are kept; the rest is counted, so that a hostile file cannot fill the memory.
const MAX_KEPT: usize = 1_000;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The records cannot be used.
    #[default]
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

/// Where a finding is and what it says; [`Diagnostics::error`] and [`Diagnostics::warning`] give it its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    position: Option<Position>,
    field: Option<String>,
    excerpt: Option<Excerpt>,
    message: String,
    hints: Vec<String>,
}

impl Finding {
    /// A finding about a file as a whole.
    #[must_use]
    pub fn file(path: impl Into<String>, message: impl Into<String>) -> Self {
        let (path, message) = (path.into(), message.into());
        Self { path, position: None, field: None, excerpt: None, message, hints: Vec::new() }
    }

    /// A finding at a place of a text that is not kept. `line` is what is left of its line, and `column` the place in
    /// it, from 1.
    #[must_use]
    pub fn place(
        path: impl Into<String>,
        position: Position,
        (line, column): (&str, usize),
        message: impl Into<String>,
    ) -> Self {
        Self { position: Some(position), excerpt: Some(Excerpt::new(line, column, 1)), ..Self::file(path, message) }
    }

    /// A finding at a byte offset of a text, `length` characters long.
    #[must_use]
    pub fn at(source: &SourceText, offset: usize, length: usize, message: impl Into<String>) -> Self {
        let position = source.position(offset);
        Self {
            position: Some(position),
            excerpt: Some(Excerpt::new(source.line(position.line), position.column, length)),
            ..Self::file(source.path(), message)
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
        self.hints.push(hint.into());
        self
    }

    /// The same, with a way out where there is one.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }
}

/// One finding with its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    severity: Severity,
    code: Code,
    finding: Finding,
}

impl Diagnostic {
    /// An error about a file as a whole, from a stage that sees no text.
    #[must_use]
    pub fn file(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, finding: Finding::file(path, message) }
    }

    /// The same, with a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.finding = self.finding.hint(hint);
        self
    }

    /// The same, as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same at the place of another finding.
    #[must_use]
    pub fn moved(mut self, to: Finding) -> Self {
        (self.finding.path, self.finding.position, self.finding.excerpt) = (to.path, to.position, to.excerpt);
        self
    }

    /// The same in a file of another name.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.finding.path = path.into();
        self
    }

    /// The same with other words for its ways out.
    #[must_use]
    pub fn with_hints(mut self, reword: impl Fn(&str) -> String) -> Self {
        self.finding.hints = self.finding.hints.iter().map(|hint| reword(hint)).collect();
        self
    }

    /// How grave.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What is wrong, lower case, without full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.finding.message
    }

    /// The ways out.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.finding.hints
    }

    /// File as the user named it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.finding.path
    }

    /// Line and column; `None` for a file as a whole.
    #[must_use]
    pub const fn position(&self) -> Option<Position> {
        self.finding.position
    }

    /// Column of the table.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.finding.field.as_deref()
    }
}

/// Findings, collected. Of each code and severity the first thousand are kept and the rest is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<(Severity, Code), usize>,
    /// Kinds of which no more are kept, since enough stand before these.
    full: BTreeSet<(Severity, Code)>,
}

impl Diagnostics {
    /// Adds an error. The finding is made only if it is kept.
    pub fn error(&mut self, code: Code, finding: impl FnOnce() -> Finding) {
        self.add(Severity::Error, code, finding);
    }

    /// Adds a warning. The finding is made only if it is kept.
    pub fn warning(&mut self, code: Code, finding: impl FnOnce() -> Finding) {
        self.add(Severity::Warning, code, finding);
    }

    fn add(&mut self, severity: Severity, code: Code, finding: impl FnOnce() -> Finding) {
        let count = self.counts.entry((severity, code)).or_default();
        *count += 1;
        if *count <= MAX_KEPT && !self.full.contains(&(severity, code)) {
            self.kept.push(Diagnostic { severity, code, finding: finding() });
        }
    }

    /// An empty collection, to be added behind this one: what would not be kept then is not made, but counted.
    #[must_use]
    pub fn continued(&self) -> Self {
        let full = self.counts.iter().filter(|(_, count)| **count >= MAX_KEPT).map(|(kind, _)| *kind);
        Self { full: full.collect(), ..Self::default() }
    }

    /// Adds a finding that is made already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic.severity, diagnostic.code, || diagnostic.finding);
    }

    /// Adds the findings of another collection.
    pub fn extend(&mut self, others: Self) {
        let mut counts = others.counts;
        for diagnostic in others.kept {
            if let Some(count) = counts.get_mut(&(diagnostic.severity, diagnostic.code)) {
                *count -= 1;
            }
            self.push(diagnostic);
        }
        for (kind, dropped) in counts.into_iter().filter(|(_, dropped)| *dropped > 0) {
            *self.counts.entry(kind).or_default() += dropped;
        }
    }

    /// The findings that `change` gives for these; those that are not kept stay counted.
    #[must_use]
    pub fn map(self, mut change: impl FnMut(Diagnostic) -> Option<Diagnostic>) -> Self {
        let mut others = Self { counts: self.counts, ..Self::default() };
        for diagnostic in self.kept {
            let kind = (diagnostic.severity, diagnostic.code);
            match change(diagnostic) {
                Some(diagnostic) => others.kept.push(diagnostic),
                None => {
                    if let Some(count) = others.counts.get_mut(&kind) {
                        *count -= 1;
                    }
                }
            }
        }
        others.counts.retain(|_, count| *count > 0);
        others
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many errors there are, those that are not kept included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are, those that are not kept included.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// The errors alone, for commands that do not ask what is doubtful.
    #[must_use]
    pub fn without_warnings(mut self) -> Self {
        self.kept.retain(|diagnostic| diagnostic.severity == Severity::Error);
        self.counts.retain(|(severity, _), _| *severity == Severity::Error);
        self
    }

    /// The findings by file, line, column and code; those about a file as a whole before its lines.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.kept.iter().collect();
        sorted.sort_by(|a, b| {
            (a.path(), a.position(), a.code.word(), a.message()).cmp(&(
                b.path(),
                b.position(),
                b.code.word(),
                b.message(),
            ))
        });
        sorted
    }

    fn count(&self, severity: Severity) -> usize {
        self.counts.iter().filter(|((of, _), _)| *of == severity).map(|(_, count)| count).sum()
    }
}
