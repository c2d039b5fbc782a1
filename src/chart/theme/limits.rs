//! What a theme must keep to: contrast for those who see little, difference for those who see colours otherwise.

use super::{Role, Theme, Vision};

/// Least contrast of text (WCAG 2.2, success criterion 1.4.3).
const TEXT: f64 = 4.5;
/// Least contrast of a mark (WCAG 2.2, success criterion 1.4.11).
const MARK: f64 = 3.0;
/// Least CIEDE2000 difference of two colours that stand for different things.
const DIFFERENCE: f64 = 10.0;

/// Text roles with the grounds they stand on.
const TEXTS: [(Role, Role); 7] = [
    (Role::Ink, Role::Paper),
    (Role::Ink, Role::AccentTint),
    (Role::Ink, Role::Track),
    (Role::Muted, Role::Paper),
    (Role::Muted, Role::AccentTint),
    (Role::Muted, Role::Track),
    (Role::OnAccent, Role::Accent),
];

/// Marks on paper.
const MARKS: [Role; 5] = [Role::Accent, Role::Second, Role::Third, Role::Grey, Role::Axis];

/// Colours that stand for different things.
const PAIRS: [(Role, Role); 8] = [
    (Role::Accent, Role::Second),
    (Role::Accent, Role::Third),
    (Role::Accent, Role::Grey),
    (Role::Second, Role::Third),
    (Role::Second, Role::Grey),
    (Role::Third, Role::Grey),
    (Role::Accent, Role::AccentTint),
    (Role::Accent, Role::Track),
];

/// Why a theme is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColourFault {
    /// A colour does not stand out enough from another.
    Contrast {
        /// The text or mark.
        of: Role,
        /// What it stands on.
        on: Role,
        /// The contrast ratio, 1 to 21.
        ratio: f64,
        /// The least one.
        least: f64,
    },
    /// Two colours look alike.
    Alike {
        /// One.
        one: Role,
        /// The other.
        other: Role,
        /// To whom: the way of seeing with the smallest difference.
        vision: Vision,
        /// CIEDE2000.
        difference: f64,
        /// The least one.
        least: f64,
    },
}

impl ColourFault {
    /// The roles to change, the likelier one first.
    #[must_use]
    pub const fn roles(&self) -> [Role; 2] {
        match self {
            Self::Contrast { of, on, .. } => [*of, *on],
            Self::Alike { one, other, .. } => [*other, *one],
        }
    }
}

/// What is wrong with the colours of a theme, in a fixed order; empty for a theme that may be used.
#[must_use]
pub fn faults(theme: &Theme) -> Vec<ColourFault> {
    let contrast = |of: Role, on: Role, least: f64| {
        let ratio = theme.colour(of).contrast(theme.colour(on));
        (ratio < least).then_some(ColourFault::Contrast { of, on, ratio, least })
    };
    let texts = TEXTS.into_iter().filter_map(|(of, on)| contrast(of, on, TEXT));
    let marks = MARKS.into_iter().filter_map(|of| contrast(of, Role::Paper, MARK));
    let alike = PAIRS.into_iter().filter_map(|(one, other)| {
        let difference = |vision: &Vision| vision.difference(theme.colour(one), theme.colour(other));
        let (vision, difference) =
            Vision::ALL.into_iter().map(|vision| (vision, difference(&vision))).min_by(|a, b| a.1.total_cmp(&b.1))?;
        (difference < DIFFERENCE).then_some(ColourFault::Alike { one, other, vision, difference, least: DIFFERENCE })
    });
    texts.chain(marks).chain(alike).collect()
}
