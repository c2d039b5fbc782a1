//! The three sheets a chart is laid out for, in physical units.

use std::fmt;
use std::str::FromStr;

/// A sheet: each is a layout of its own, not one picture scaled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// 13.33 × 7.5 in (16:9), 240 dpi: 3200 × 1800 px.
    #[default]
    Slide,
    /// 160 × 140 mm at 300 dpi: the text width of an A4 page.
    A4,
    /// 1080 × 1080 pt at 2 px a point.
    Square,
}

/// Type sizes of a sheet, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeScale {
    /// Title: the finding.
    pub title: f64,
    /// Subtitle: what is shown.
    pub subtitle: f64,
    /// Heading of a panel or column.
    pub heading: f64,
    /// Labels.
    pub body: f64,
    /// Footer and secondary labels; the audit's minimum is [`Format::minimum_text`].
    pub small: f64,
}

impl Format {
    /// Every format, in the order in which they are documented.
    pub const ALL: [Self; 3] = [Self::Slide, Self::A4, Self::Square];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::A4 => "a4",
            Self::Square => "square",
        }
    }

    /// Width and height in points.
    #[must_use]
    pub fn size(self) -> (f64, f64) {
        let millimetre = 72.0 / 25.4;
        match self {
            Self::Slide => (960.0, 540.0),
            Self::A4 => (160.0 * millimetre, 140.0 * millimetre),
            Self::Square => (1080.0, 1080.0),
        }
    }

    /// Pixels per point.
    #[must_use]
    pub fn scale(self) -> f64 {
        self.dpi() / 72.0
    }

    /// Pixels per inch, as written into the PNG.
    #[must_use]
    pub const fn dpi(self) -> f64 {
        match self {
            Self::Slide => 240.0,
            Self::A4 => 300.0,
            Self::Square => 144.0,
        }
    }

    /// Outer margin in points.
    #[must_use]
    pub const fn margin(self) -> f64 {
        match self {
            Self::Slide => 36.0,
            Self::A4 => 8.0,
            Self::Square => 56.0,
        }
    }

    /// The smallest text that may stand on this sheet, in points: 10 on a slide, 8 in print; a square is read on a
    /// telephone at about two fifths of its size.
    #[must_use]
    pub const fn minimum_text(self) -> f64 {
        match self {
            Self::Slide => 10.0,
            Self::A4 => 8.0,
            Self::Square => 20.0,
        }
    }

    /// What the width of a stroke is multiplied with: a square is seen at less than half its size.
    #[must_use]
    pub const fn stroke(self) -> f64 {
        match self {
            Self::Slide | Self::A4 => 1.0,
            Self::Square => 2.0,
        }
    }

    /// The type sizes of this sheet.
    #[must_use]
    pub const fn type_scale(self) -> TypeScale {
        match self {
            Self::Slide => TypeScale { title: 22.0, subtitle: 13.5, heading: 12.5, body: 11.0, small: 10.0 },
            Self::A4 => TypeScale { title: 13.0, subtitle: 9.5, heading: 9.0, body: 8.5, small: 8.0 },
            Self::Square => TypeScale { title: 40.0, subtitle: 26.0, heading: 24.0, body: 22.0, small: 20.0 },
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == text)
            .ok_or_else(|| format!("`{text}` is not a size: one of slide, a4, square"))
    }
}
