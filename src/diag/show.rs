//! Text from the records, made safe to print: nothing in it can move the cursor, turn the line round or hide.

use std::fmt::Write;

/// Longest value quoted in a message, in characters.
const MAX_QUOTED: usize = 60;
/// Widest excerpt, in characters of the line.
const MAX_EXCERPT: usize = 100;
/// How many characters before the caret a cut excerpt begins.
const AHEAD: usize = 33;

/// Whether a character cannot be seen, or changes the direction of those around it.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    // Letters of German and its neighbours, and what stands between them, are most of what is asked for.
    if matches!(character, ' '..='~' | 'À'..='ž') {
        return false;
    }
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Text with hidden characters shown as escapes (`\u{202e}`); a tab as a blank.
#[must_use]
pub fn visible(text: &str) -> String {
    if !text.contains(is_hidden) {
        return text.to_owned();
    }
    text.chars().fold(String::with_capacity(text.len()), |mut shown, character| {
        match character {
            '\t' => shown.push(' '),
            _ if is_hidden(character) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "{}", character.escape_unicode());
            }
            _ => shown.push(character),
        }
        shown
    })
}

/// A value in backticks, cut where it is long.
#[must_use]
pub fn quote(value: &str) -> String {
    match value.char_indices().nth(MAX_QUOTED) {
        None => format!("`{value}`"),
        Some((end, _)) => format!("`{}…`", &value[..end]),
    }
}

/// The part of a line around the caret, made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub text: String,
    /// Characters of `text` before the caret.
    pub before: usize,
    /// Characters of `text` to underline; at least one.
    pub length: usize,
}

impl Excerpt {
    /// Cuts `line` around `length` characters from `column` (from 1).
    pub fn new(line: &str, column: usize, length: usize) -> Self {
        let caret = column.saturating_sub(1);
        let total = line.chars().count();
        let first = if total <= MAX_EXCERPT { 0 } else { caret.saturating_sub(AHEAD).min(total - MAX_EXCERPT) };
        let last = total.min(first + MAX_EXCERPT);
        let part = |from: usize, to: usize| {
            visible(&line.chars().skip(from).take(to.saturating_sub(from)).collect::<String>())
        };
        let before = part(first, caret.min(last));
        let marked = part(caret.min(last), (caret + length).min(last));
        let after = part((caret + length).min(last).max(caret.min(last)), last);
        let ahead = if first > 0 { "…" } else { "" };
        let behind = if last < total { "…" } else { "" };
        Self {
            before: ahead.chars().count() + before.chars().count(),
            length: marked.chars().count().max(1),
            text: format!("{ahead}{before}{marked}{after}{behind}"),
        }
    }
}
