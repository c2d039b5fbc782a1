//! How the charts of a report look, beyond sheet and language.

use crate::chart::text::Fonts;
use crate::chart::theme::Theme;

/// How letters stand in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvgFonts {
    /// Text that can be selected, and the font files inside.
    #[default]
    Embedded,
    /// Text that can be selected, and only the name of the font.
    Named,
    /// Outlines, for programs that know no fonts.
    Outlined,
}

impl SvgFonts {
    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embed",
            Self::Named => "name",
            Self::Outlined => "outline",
        }
    }

    /// The way of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Embedded, Self::Named, Self::Outlined].into_iter().find(|way| way.name() == name)
    }
}

/// Theme, fonts, and how many threads draw.
#[derive(Clone)]
pub struct Look {
    /// Colours, logo area, footer.
    pub theme: Theme,
    /// Fonts.
    pub fonts: &'static Fonts,
    /// Letters of an SVG.
    pub svg_fonts: SvgFonts,
    /// Threads that draw; `None` for as many as there are cores. No byte depends on it.
    pub threads: Option<usize>,
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::default(), fonts: Fonts::get(), svg_fonts: SvgFonts::default(), threads: None }
    }
}
