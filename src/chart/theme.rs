//! Colours by role. Marks carry their meaning by shape and fill; hue is only ever a second voice.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Relative luminance (WCAG 2.2), 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio with another colour (WCAG 2.2), 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// What a colour is for. A scene names roles; the theme says what they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The sheet.
    Paper,
    /// Text of the first rank, 4.5 : 1 at least.
    Ink,
    /// Text of the second rank, 4.5 : 1 at least.
    Muted,
    /// Text on a mark in [`Role::Accent`].
    OnAccent,
    /// The one hue: marks, 3 : 1 at least.
    Accent,
    /// A tint of the accent, for bands and weaker cells.
    AccentTint,
    /// A second series.
    Second,
    /// A third series.
    Third,
    /// Bars and marks without emphasis, 3 : 1 at least.
    Grey,
    /// Axis and base lines.
    Axis,
    /// Grid lines and rules.
    Rule,
    /// Empty cells and the track behind a bar.
    Track,
    /// Light hatching for what is unknown.
    Hatch,
}

/// The colours of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: [Colour; 13],
}

impl Theme {
    /// The built-in neutral theme: one blue, greys.
    #[must_use]
    pub fn neutral() -> Self {
        Self {
            colours: [
                Colour::WHITE,
                Colour(0x1F, 0x29, 0x33),
                Colour(0x5B, 0x67, 0x70),
                Colour::WHITE,
                Colour(0x00, 0x72, 0xB2),
                Colour(0xE6, 0xF0, 0xF7),
                Colour(0xB8, 0x4A, 0x00),
                Colour(0x00, 0x7A, 0x5A),
                Colour(0x7B, 0x87, 0x94),
                Colour(0x5B, 0x67, 0x70),
                Colour(0xDD, 0xE2, 0xE7),
                Colour(0xEF, 0xF1, 0xF4),
                Colour(0xC5, 0xCD, 0xD5),
            ],
        }
    }

    /// The colour of a role.
    #[must_use]
    pub fn colour(&self, role: Role) -> Colour {
        self.colours[role as usize]
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::neutral()
    }
}
