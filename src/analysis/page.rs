//! A page of text for the terminal: 80 columns, no colour, nothing that a terminal could take for a command.

use crate::diag::visible;

/// Columns of a line. Only a single word that is longer, such as an address, goes beyond: broken, it could not be
/// copied.
const WIDTH: usize = 80;

/// Text that grows line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(String);

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.wrapped(0, "", text);
    }

    /// Text with a lead before its first line, both wrapped; later lines stand under the first one's text.
    pub fn wrapped(&mut self, indent: usize, lead: &str, text: &str) {
        let lead = visible(lead);
        let hang = indent + lead.chars().count();
        let mut line = format!("{}{lead}", " ".repeat(indent));
        let mut length = hang;
        let mut first = true;
        for word in visible(text).split(' ').filter(|word| !word.is_empty()) {
            let long = word.chars().count();
            if !first && length + 1 + long > WIDTH {
                self.push(&line);
                line = " ".repeat(hang);
                length = hang;
                first = true;
            }
            if !first {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += long;
            first = false;
        }
        self.push(&line);
    }

    /// A labelled value; the labels of a page are `width` columns wide.
    pub fn field(&mut self, indent: usize, width: usize, label: &str, value: &str) {
        let pad = width.saturating_sub(label.chars().count());
        self.wrapped(indent, &format!("{label}{}", " ".repeat(pad)), value);
    }

    fn push(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    /// The text, with a final line feed.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
}
