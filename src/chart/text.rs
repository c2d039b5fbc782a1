//! The fonts a chart carries and the width of a text in them, from the same shaper that draws it.

mod letters;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use resvg::usvg::fontdb;

use self::letters::Letters;
pub(super) use self::letters::PLACES;

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
const REGULAR: &[u8] = include_bytes!("fonts/SourceSans3-Regular.ttf");
/// Source Sans 3, Semibold.
const SEMIBOLD: &[u8] = include_bytes!("fonts/SourceSans3-Semibold.ttf");

/// The ellipsis of a shortened text.
const ELLIPSIS: char = '…';

/// What the charts themselves write: a font without one of these is of no use to them.
const NEEDED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßẞé0123456789.,:;!?()[]/+-–—…%§&·×’„“”‚‘»«→\u{a0}\u{202f}<>≥≤±=";

/// Why bytes are not taken as a font.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// No TrueType or OpenType font.
    #[error("it is not a TrueType or OpenType font")]
    NotAFont,
    /// Characters that the charts write are missing.
    #[error("it has no `{}`", .0.iter().collect::<String>())]
    Missing(Vec<char>),
}

/// A font and what the shaper prepared of it.
struct Face {
    font: FontRef<'static>,
    data: ShaperData,
    bytes: &'static [u8],
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, FontError> {
        let font = FontRef::new(bytes).map_err(|_| FontError::NotAFont)?;
        let face = Self { data: ShaperData::new(&font), font, bytes };
        if face.shape("a").1 <= 0 {
            return Err(FontError::NotAFont);
        }
        let missing: Vec<char> = NEEDED.chars().filter(|character| face.lacks(*character)).collect();
        if missing.is_empty() { Ok(face) } else { Err(FontError::Missing(missing)) }
    }

    /// Whether a character would be drawn as a box.
    fn lacks(&self, character: char) -> bool {
        let (glyphs, _) = self.shape(character.encode_utf8(&mut [0; 4]));
        glyphs.glyph_infos().iter().any(|glyph| glyph.glyph_id == 0)
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

/// The two faces, parsed once, with the advances of the texts measured and the letters drawn so far.
pub struct Fonts {
    regular: Face,
    semibold: Face,
    advances: Mutex<HashMap<(Weight, String), f64>>,
    letters: Letters,
    family: String,
    /// For letters as outlines in an SVG; made on first use.
    database: LazyLock<Arc<fontdb::Database>, Box<dyn FnOnce() -> Arc<fontdb::Database> + Send + Sync>>,
}

static FONTS: LazyLock<Fonts> =
    LazyLock::new(|| Fonts::of(REGULAR, SEMIBOLD).unwrap_or_else(|error| unreachable!("compiled in: {error}")));

/// The fonts as a reader of SVG finds them: both under the family of the regular one, with the weights 400 and 600,
/// whatever the files say of themselves; none of the system's.
fn database(family: &str, regular: &'static [u8], semibold: &'static [u8]) -> Arc<fontdb::Database> {
    let mut database = fontdb::Database::new();
    for (bytes, weight) in [(regular, fontdb::Weight::NORMAL), (semibold, fontdb::Weight::SEMIBOLD)] {
        let mut scratch = fontdb::Database::new();
        let ids = scratch.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        let Some(info) = ids.first().and_then(|id| scratch.face(*id)) else { continue };
        let mut info = info.clone();
        info.families = vec![(family.to_owned(), fontdb::Language::English_UnitedStates)];
        info.weight = weight;
        info.style = fontdb::Style::Normal;
        info.stretch = fontdb::Stretch::Normal;
        database.push_face_info(info);
    }
    Arc::new(database)
}

impl Fonts {
    /// The fonts, parsed on first use.
    #[must_use]
    pub fn get() -> &'static Self {
        &FONTS
    }

    /// Fonts of these files' bytes.
    ///
    /// # Errors
    /// When one of them is no font or lacks a character that the charts write.
    pub fn of(regular: &'static [u8], semibold: &'static [u8]) -> Result<Self, FontError> {
        let (regular_face, semibold_face) = (Face::new(regular)?, Face::new(semibold)?);
        let mut names = fontdb::Database::new();
        let ids = names.load_font_source(fontdb::Source::Binary(Arc::new(regular)));
        let face = ids.first().and_then(|id| names.face(*id)).ok_or(FontError::NotAFont)?;
        // The name stands in quotation marks in the SVG.
        let family: String = face
            .families
            .first()
            .map_or("", |(name, _)| name)
            .chars()
            .filter(|letter| family_letter(*letter))
            .collect();
        let name = family.clone();
        Ok(Self {
            regular: regular_face,
            semibold: semibold_face,
            advances: Mutex::new(HashMap::new()),
            letters: Letters::default(),
            family,
            database: LazyLock::new(Box::new(move || database(&name, regular, semibold))),
        })
    }

    /// The name of the family, without marks that would end it in a style sheet.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The files: regular, semibold.
    #[must_use]
    pub const fn files(&self) -> [&'static [u8]; 2] {
        [self.regular.bytes, self.semibold.bytes]
    }

    /// The same fonts for a reader of SVG.
    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(&self.database)
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
        text.chars().filter(|character| self.regular.lacks(*character)).collect()
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
    /// word only where the word alone is wider, with a hyphen where a syllable ends. Never gives an empty line.
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
            // Even where nothing fits, each line takes a character.
            while !rest.is_empty() && self.width(rest.trim_end(), size, weight) > max_width {
                // Kerning may set it a little further off.
                let hyphen = self.width("-", size, weight) * 1.15;
                let cut = self.longest_prefix(rest, size, weight, max_width - hyphen);
                let end = syllable(rest, cut).unwrap_or(cut);
                let hyphened = format!("{}-", &rest[..end]);
                if within_word(rest, end) && self.width(&hyphened, size, weight) <= max_width {
                    lines.push(hyphened);
                    rest = &rest[end..];
                } else {
                    let cut = self.longest_prefix(rest, size, weight, max_width);
                    lines.push(rest[..cut].to_owned());
                    rest = &rest[cut..];
                }
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

/// What may stand in the name of a family.
const fn family_letter(character: char) -> bool {
    !matches!(character, '\'' | '"' | '\\' | '<' | '>' | '&' | ';' | '{' | '}') && !character.is_ascii_control()
}

/// Zero-width and direction-changing characters: drawn as nothing, yet able to mislead.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether letters stand on both sides of a place.
fn within_word(word: &str, place: usize) -> bool {
    let letter = |found: Option<char>| found.is_some_and(char::is_alphabetic);
    letter(word[..place].chars().next_back()) && letter(word[place..].chars().next())
}

/// Letters on either side of a hyphen at least.
const LEAST_SYLLABLES: usize = 3;

/// The end of the last syllable that ends within the first `most` bytes of a word: a single consonant begins the next
/// one, and `ch`, `ck`, `ph`, `sch` and `th` count as one. `None` where there is no such place.
fn syllable(word: &str, most: usize) -> Option<usize> {
    let letters: Vec<(usize, char)> =
        word.char_indices().flat_map(|(at, letter)| letter.to_lowercase().take(1).map(move |low| (at, low))).collect();
    let vowel = |letter: char| "aeiouyäöü".contains(letter);
    (LEAST_SYLLABLES..letters.len().saturating_sub(LEAST_SYLLABLES)).rev().find_map(|place| {
        let [before, first, second] = [letters[place - 1].1, letters[place].1, letters[place + 1].1];
        let one = matches!((before, first), ('s' | 'c' | 'p' | 't', 'h') | ('c', 'k') | ('s', 'c'));
        let whole = [before, first, second].iter().all(|letter| letter.is_alphabetic());
        let begins = !vowel(first) && vowel(second) && !one;
        let (end, _) = letters[place];
        (end <= most && whole && begins).then_some(end)
    })
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
