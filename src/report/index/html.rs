//! Elements of a page. Every text and every value is escaped; what cannot be seen is made visible.

use std::fmt::Write;

use crate::diag::visible;

/// Elements without content.
const VOID: [&str; 1] = ["img"];

/// An element with attributes and content.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

/// A text for HTML: markup escaped, control characters and such that change the direction of text shown as escapes.
pub(super) fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: String::new() }
    }

    /// The same with an attribute.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        // Writing to a string cannot fail.
        let _ = write!(self.attributes, " {name}=\"{}\"", escaped(value));
        self
    }

    /// The same with a text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.content.push_str(&escaped(text));
        self
    }

    /// The same with an element in it.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.add(child);
        self
    }

    /// Puts an element into it.
    #[expect(clippy::needless_pass_by_value, reason = "it has its place now")]
    pub(super) fn add(&mut self, child: Self) {
        if !matches!(child.name, "a" | "td" | "th") {
            self.content.push('\n');
        } else if child.name == "a" && !self.content.is_empty() {
            self.content.push(' ');
        }
        self.content.push_str(&child.html());
    }

    /// The markup.
    pub(super) fn html(&self) -> String {
        let Self { name, attributes, content } = self;
        if VOID.contains(name) {
            format!("<{name}{attributes}>")
        } else {
            format!("<{name}{attributes}>{content}</{name}>")
        }
    }
}
