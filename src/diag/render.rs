//! Findings as text for people and as JSON Lines for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use super::show::visible;
use super::{Code, Diagnostic, Diagnostics, Severity};

/// Most findings of one code that are printed for people; the rest is counted.
const MAX_PRINTED: usize = 20;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: message, place, line with caret, ways out; at most twenty of a code, and a last line that counts.
    #[default]
    Text,
    /// JSON Lines for programs: one object a finding, all that are kept.
    Json,
}

/// One line of the JSON rendering.
#[derive(Serialize)]
struct Record<'a> {
    severity: Severity,
    code: Code,
    message: String,
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    /// Characters to underline, as the excerpt shows them.
    length: Option<usize>,
    field: Option<String>,
    excerpt: Option<&'a str>,
    hints: Vec<String>,
}

/// The last lines of the JSON rendering, where findings were counted but not kept.
#[derive(Serialize)]
struct Rest {
    severity: Severity,
    code: Code,
    omitted: usize,
}

impl Diagnostics {
    /// The findings, in the order of their places; every rendering ends in a line feed unless it is empty.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Json => self.json_lines(),
        }
    }

    /// [`Format::Text`].
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut printed: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
        for diagnostic in self.sorted() {
            let count = printed.entry((diagnostic.severity, diagnostic.code)).or_default();
            *count += 1;
            if *count <= MAX_PRINTED {
                text(diagnostic, &mut out);
                out.push('\n');
            }
        }
        let more = self.counts.iter().filter(|(_, count)| **count > MAX_PRINTED);
        for ((severity, code), count) in more {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(out, "{}[{}]: {} more like this\n", severity.word(), code.word(), count - MAX_PRINTED);
        }
        out.push_str(&self.summary());
        out
    }

    /// [`Format::Json`].
    #[must_use]
    pub fn json_lines(&self) -> String {
        let mut out = String::new();
        for diagnostic in self.sorted() {
            push_json(&mut out, &Record::of(diagnostic));
        }
        for ((severity, code), count) in &self.counts {
            let omitted = count.saturating_sub(super::MAX_KEPT);
            if omitted > 0 {
                push_json(&mut out, &Rest { severity: *severity, code: *code, omitted });
            }
        }
        out
    }

    /// `error: 4 findings in 2 files; nothing was written`.
    fn summary(&self) -> String {
        let files = self.kept.iter().map(Diagnostic::path).collect::<BTreeSet<_>>().len();
        let files = counted(files, "file");
        match (self.errors(), self.warnings()) {
            (0, 0) => String::new(),
            (0, warnings) => format!("warning: {} in {files}\n", counted(warnings, "finding")),
            (errors, 0) => format!("error: {} in {files}; nothing was written\n", counted(errors, "finding")),
            (errors, warnings) => format!(
                "error: {} and {} in {files}; nothing was written\n",
                counted(errors, "finding"),
                counted(warnings, "warning")
            ),
        }
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn push_json(out: &mut String, line: &impl Serialize) {
    // These types hold nothing that JSON cannot say.
    out.push_str(&serde_json::to_string(line).unwrap_or_default());
    out.push('\n');
}

impl<'a> Record<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        let finding = &diagnostic.finding;
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: visible(&finding.message),
            path: visible(&finding.path),
            line: finding.position.map(|at| at.line),
            column: finding.position.map(|at| at.column),
            length: finding.excerpt.as_ref().map(|excerpt| excerpt.length),
            field: finding.field.as_deref().map(visible),
            excerpt: finding.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()),
            hints: finding.hints.iter().map(|hint| visible(hint)).collect(),
        }
    }
}

fn text(diagnostic: &Diagnostic, out: &mut String) {
    let finding = &diagnostic.finding;
    let code = diagnostic.code.word();
    let _ = writeln!(out, "{}[{code}]: {}", diagnostic.severity.word(), visible(&finding.message));
    let line = finding.position.map(|at| at.line.to_string()).unwrap_or_default();
    let gutter = " ".repeat(line.len().max(1));
    let place = finding.position.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let field = finding.field.as_deref().map(|field| format!(" ({})", visible(field))).unwrap_or_default();
    let _ = writeln!(out, "{gutter}--> {}{place}{field}", visible(&finding.path));
    if let Some(excerpt) = &finding.excerpt {
        let carets = "^".repeat(excerpt.length);
        let _ = writeln!(out, "{gutter} |\n{line} | {}", excerpt.text);
        let _ = writeln!(out, "{gutter} | {}{carets}", " ".repeat(excerpt.before));
    }
    for hint in &finding.hints {
        let _ = writeln!(out, "hint: {}", visible(hint));
    }
}
