//! Colours by role, and what else a house may decide about its charts. Marks carry their meaning by shape and fill; hue
//! is only ever a second voice.

mod file;
mod limits;
mod vision;

use std::fmt;
use std::str::FromStr;

pub use file::{FontFiles, ThemeFault, read};
pub use limits::{ColourFault, faults};
pub use vision::{Vision, ciede2000};

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Linear red, green and blue, each 0 to 1 (IEC 61966-2-1).
    #[must_use]
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance (WCAG 2.2), 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
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

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        // `from_str_radix` takes a sign.
        let number = number.filter(|_| text.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit()));
        let [_, red, green, blue] = number.ok_or_else(|| "is not a colour".to_owned())?.to_be_bytes();
        Ok(Self(red, green, blue))
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

impl Role {
    /// Every role with its name in a theme file, in the order of [`Theme`].
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Paper, "paper"),
        (Self::Ink, "ink"),
        (Self::Muted, "muted"),
        (Self::OnAccent, "on_accent"),
        (Self::Accent, "accent"),
        (Self::AccentTint, "accent_tint"),
        (Self::Second, "second"),
        (Self::Third, "third"),
        (Self::Grey, "grey"),
        (Self::Axis, "axis"),
        (Self::Rule, "rule"),
        (Self::Track, "track"),
        (Self::Hatch, "hatch"),
    ];

    /// The name in a theme file.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Space kept free for a logo in the upper right corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogoArea {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// The looks of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// What it is called: a built-in name, or the name of its file.
    pub name: String,
    colours: [Colour; 13],
    /// Space for a logo.
    pub logo: Option<LogoArea>,
    /// A last line of the footer.
    pub footer: Option<String>,
}

/// The built-in themes.
const BUILT_IN: [(&str, &str); 3] = [
    ("neutral", include_str!("theme/built_in/neutral.toml")),
    ("greyscale", include_str!("theme/built_in/greyscale.toml")),
    ("high-contrast", include_str!("theme/built_in/high-contrast.toml")),
];

impl Theme {
    /// The names of the built-in themes; the first is the default.
    #[must_use]
    pub fn names() -> [&'static str; 3] {
        BUILT_IN.map(|(name, _)| name)
    }

    /// A built-in theme.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (name, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        let theme = read(name, text).map(|(theme, _)| theme);
        Some(theme.unwrap_or_else(|faults| unreachable!("the theme {name} is compiled in: {faults:?}")))
    }

    /// The built-in neutral theme: one blue, greys.
    #[must_use]
    pub fn neutral() -> Self {
        Self::built_in(BUILT_IN[0].0).unwrap_or_else(|| unreachable!("the first built-in theme"))
    }

    /// The colour of a role.
    #[must_use]
    pub const fn colour(&self, role: Role) -> Colour {
        self.colours[role as usize]
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::neutral()
    }
}
