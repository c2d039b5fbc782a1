//! The questions to each host, for the terminal and as Markdown for a letter.

use super::{Gap, GapRow};
use crate::analysis::page::Page;
use crate::diag::visible;
use crate::locale::Lang;

/// Gaps that are asked for together in one line: without them a list is too long to be answered.
const SMALL: &[Gap] = &[Gap::Number, Gap::City, Gap::Venue, Gap::Format, Gap::Motto];

/// Rows of one host, in runs of one edition each.
fn by_host(rows: &[GapRow]) -> impl Iterator<Item = (&str, Vec<&[GapRow]>)> {
    rows.chunk_by(|a, b| a.host_label == b.host_label).filter_map(|host| {
        let editions = host.chunk_by(|a, b| a.edition_label == b.edition_label).collect();
        Some((host.first()?.host_label.as_str(), editions))
    })
}

/// The questions about one edition: the small ones joined in the last.
fn questions(rows: &[GapRow], lang: Lang) -> Vec<String> {
    let (small, large): (Vec<_>, Vec<_>) = rows.iter().partition(|row| SMALL.contains(&row.gap));
    let mut questions: Vec<String> = large.into_iter().map(|row| row.question.clone()).collect();
    if !small.is_empty() {
        let parts: Vec<String> = small.iter().map(|row| small_part(row, lang)).collect();
        questions.push(format!(
            "{}: {}",
            lang.pick("Bitte ergänzen oder bestätigen", "Please add or confirm"),
            parts.join("; ")
        ));
    }
    questions
}

fn small_part(row: &GapRow, lang: Lang) -> String {
    let name = match row.gap {
        Gap::Number => lang.pick("Nummer", "number"),
        Gap::City => lang.pick("Stadt", "city"),
        Gap::Venue => lang.pick("Haus", "venue"),
        Gap::Format => lang.pick("Format", "format"),
        _ => lang.pick("Motto", "motto"),
    };
    row.known.as_ref().map_or_else(|| name.to_owned(), |known| format!("{name} ({known}?)"))
}

/// The questions as text of 80 columns, by host and edition.
#[must_use]
pub fn gaps_text(rows: &[GapRow], lang: Lang) -> String {
    let mut page = Page::new();
    if rows.is_empty() {
        page.wrapped(0, "", lang.pick("Es fehlt nichts.", "Nothing is missing."));
    }
    for (host, editions) in by_host(rows) {
        page.heading(host);
        for rows in editions {
            page.wrapped(2, "", rows.first().map_or("", |row| row.edition_label.as_str()));
            for question in questions(rows, lang) {
                page.wrapped(4, "- ", &question);
            }
        }
    }
    page.into_text()
}

/// The questions as Markdown: a heading for each host, a list for each edition.
#[must_use]
pub fn gaps_markdown(rows: &[GapRow], lang: Lang) -> String {
    let mut text = format!("# {}\n", lang.pick("Offene Fragen an die Gastgeber", "Open questions to the hosts"));
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    if rows.is_empty() {
        line("");
        line(lang.pick("Es fehlt nichts.", "Nothing is missing."));
    }
    for (host, editions) in by_host(rows) {
        line("");
        line(&format!("## {}", escaped(host)));
        for rows in editions {
            line("");
            line(&format!("**{}**", escaped(rows.first().map_or("", |row| row.edition_label.as_str()))));
            line("");
            for question in questions(rows, lang) {
                line(&format!("- {}", escaped(&question)));
            }
        }
    }
    text
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    visible(text).chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
        escaped
    })
}
