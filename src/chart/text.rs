//! The fonts a chart carries and the width of a text in them, from the same shaper that draws it.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};

/// The two weights in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Semibold,
}

/// Source Sans 3, Regular.
pub(super) const REGULAR: &[u8] = include_bytes!("fonts/SourceSans3-Regular.ttf");
/// Source Sans 3, Semibold.
pub(super) const SEMIBOLD: &[u8] = include_bytes!("fonts/SourceSans3-Semibold.ttf");

/// The ellipsis of a shortened text.
const ELLIPSIS: char = '…';

/// A font and what the shaper prepared of it.
struct Face {
    font: FontRef<'static>,
    data: ShaperData,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).unwrap_or_else(|error| unreachable!("the font is compiled in: {error}"));
        Self { data: ShaperData::new(&font), font }
    }

    fn shape(&self, text: &str) -> (GlyphBuffer, i32) {
        let shaper = self.data.shaper(&self.font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let units = shaper.units_per_em();
        (shaper.shape(buffer, ShapeOptions::new()), units)
    }
}

/// The two faces, parsed once, with the advances of the texts measured so far.
pub struct Fonts {
    regular: Face,
    semibold: Face,
    advances: Mutex<HashMap<(Weight, String), f64>>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts {
    regular: Face::new(REGULAR),
    semibold: Face::new(SEMIBOLD),
    advances: Mutex::new(HashMap::new()),
});

impl Fonts {
    /// The fonts, parsed on first use.
    #[must_use]
    pub fn get() -> &'static Self {
        &FONTS
    }

    const fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Semibold => &self.semibold,
        }
    }

    /// Advance width of one line of text in points at `size` points, kerning included.
    #[must_use]
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let key = (weight, text.to_owned());
        if let Some(advance) = self.advances.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return advance * size;
        }
        let (glyphs, units) = self.face(weight).shape(text);
        let advance: i64 = glyphs.glyph_positions().iter().map(|glyph| i64::from(glyph.x_advance)).sum();
        #[expect(clippy::cast_precision_loss, reason = "advances are far below 2^53 font units")]
        let advance = advance as f64 / f64::from(units);
        self.advances.lock().unwrap_or_else(PoisonError::into_inner).insert(key, advance);
        advance * size
    }

    /// Characters for which the fonts have no glyph: they would be drawn as a box.
    #[must_use]
    pub fn missing_glyphs(&self, text: &str) -> Vec<char> {
        text.chars()
            .filter(|character| {
                let (glyphs, _) = self.regular.shape(character.encode_utf8(&mut [0; 4]));
                glyphs.glyph_infos().iter().any(|glyph| glyph.glyph_id == 0)
            })
            .collect()
    }

    /// The text with every character that the fonts lack replaced by `?`, and control characters by a space.
    #[must_use]
    pub fn drawable(&self, text: &str) -> String {
        let plain = |character: char| character.is_ascii_graphic() || character == ' ';
        text.chars()
            .map(|character| {
                if plain(character) {
                    character
                } else if character.is_control() || is_invisible(character) {
                    ' '
                } else if self.missing_glyphs(character.encode_utf8(&mut [0; 4])).is_empty() {
                    character
                } else {
                    '?'
                }
            })
            .collect()
    }

    /// Breaks a text into lines of at most `max_width` points: at spaces, after hyphens and slashes, and within a
    /// word only where the word alone is wider. Never gives an empty line.
    #[must_use]
    pub fn wrap(&self, text: &str, size: f64, weight: Weight, max_width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            let joined = format!("{line}{piece}");
            if self.width(joined.trim_end(), size, weight) <= max_width {
                line = joined;
                continue;
            }
            push_line(&mut lines, &mut line);
            let mut rest = piece.as_str();
            while self.width(rest.trim_end(), size, weight) > max_width {
                let cut = self.longest_prefix(rest, size, weight, max_width);
                lines.push(rest[..cut].to_owned());
                rest = &rest[cut..];
            }
            rest.clone_into(&mut line);
        }
        push_line(&mut lines, &mut line);
        lines
    }

    /// The text, shortened with an ellipsis where it is wider than `max_width` points.
    #[must_use]
    pub fn fit(&self, text: &str, size: f64, weight: Weight, max_width: f64) -> String {
        if self.width(text, size, weight) <= max_width {
            return text.to_owned();
        }
        let mut end = self.longest_prefix(text, size, weight, max_width);
        loop {
            let short = format!("{}{ELLIPSIS}", text[..end].trim_end());
            if end == 0 || self.width(&short, size, weight) <= max_width {
                return if self.width(&short, size, weight) <= max_width { short } else { String::new() };
            }
            end = text[..end].char_indices().next_back().map_or(0, |(start, _)| start);
        }
    }

    /// Byte length of the longest prefix that fits, at least one character.
    fn longest_prefix(&self, text: &str, size: f64, weight: Weight, max_width: f64) -> usize {
        let ends: Vec<usize> = text.char_indices().map(|(start, character)| start + character.len_utf8()).collect();
        let fitting = ends.partition_point(|end| self.width(&text[..*end], size, weight) <= max_width);
        ends.get(fitting.max(1) - 1).copied().unwrap_or(text.len())
    }
}

/// Zero-width and direction-changing characters: drawn as nothing, yet able to mislead.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Pieces between which a line may break; spaces stay with the word before them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        piece.push(character);
        let breaks = match character {
            ' ' => characters.peek() != Some(&' '),
            '-' | '/' | '–' => {
                characters.peek().is_some_and(|next| next.is_alphabetic()) && piece.chars().count() > 2
            }
            _ => false,
        };
        if breaks {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

fn push_line(lines: &mut Vec<String>, line: &mut String) {
    let trimmed = line.trim();
    if !trimmed.is_empty() {
        lines.push(trimmed.to_owned());
    }
    line.clear();
}
