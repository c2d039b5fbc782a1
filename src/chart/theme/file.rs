//! A theme file: TOML → [`Theme`]. Nothing is taken that a chart could not be read with.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Colour, ColourFault, LogoArea, Role, Theme, Vision, faults};

/// Millimetres → points.
const MILLIMETRE: f64 = 72.0 / 25.4;
/// Largest area kept free for a logo, in millimetres.
const LARGEST_LOGO: (f64, f64) = (60.0, 25.0);
/// Longest footer line, in characters.
const LONGEST_FOOTER: usize = 200;

/// What is wrong with a theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFault {
    /// Bytes of the file.
    pub span: Range<usize>,
    /// What is wrong, with the computed numbers.
    pub message: String,
    /// The way out.
    pub hint: String,
}

/// The files of a theme's own font, to be found beside the theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFiles {
    /// Weight 400.
    pub regular: Spanned<String>,
    /// Weight 600; the regular one where there is none.
    pub semibold: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    base: Option<Spanned<String>>,
    #[serde(default)]
    colours: BTreeMap<Spanned<String>, Spanned<String>>,
    font: Option<RawFont>,
    logo: Option<RawLogo>,
    footer: Option<RawFooter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFont {
    regular: Spanned<String>,
    semibold: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLogo {
    width_mm: Spanned<f64>,
    height_mm: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFooter {
    text: Spanned<String>,
}

/// Reads the text of a theme file called `name`.
///
/// # Errors
/// Everything that is wrong with it, by place: what is not TOML, unknown names, words that are no colours, contrasts
/// under the limits, and colours that look alike.
pub fn read(name: &str, text: &str) -> Result<(Theme, Option<FontFiles>), Vec<ThemeFault>> {
    let raw: Raw = toml::from_str(text).map_err(|error| {
        vec![fault(
            error.span().unwrap_or(0..0),
            error.message().replace('\n', " "),
            "see docs/themes.md for a whole theme",
        )]
    })?;
    let mut found = Vec::new();
    let base = raw.base.as_ref().map_or(Ok(None), |base| match Theme::built_in(base.get_ref()) {
        Some(theme) => Ok(Some(theme)),
        None => Err(fault(
            base.span(),
            format!("there is no built-in theme `{}`", base.get_ref()),
            &format!("one of {}", Theme::names().join(", ")),
        )),
    });
    let base = base.unwrap_or_else(|wrong| {
        found.push(wrong);
        None
    });
    let (colours, places) = colours(raw.colours, base, &mut found);
    let logo = raw.logo.and_then(|logo| area(&logo, &mut found));
    let footer = raw.footer.and_then(|footer| line(&footer.text, &mut found));
    let theme = Theme { name: name.to_owned(), colours, logo, footer };
    if found.is_empty() {
        found.extend(faults(&theme).iter().map(|wrong| worded(wrong, &theme, &places)));
    }
    found.sort_by_key(|fault| fault.span.start);
    let font = raw.font.map(|font| FontFiles { regular: font.regular, semibold: font.semibold });
    if found.is_empty() { Ok((theme, font)) } else { Err(found) }
}

fn fault(span: Range<usize>, message: String, hint: &str) -> ThemeFault {
    ThemeFault { span, message, hint: hint.to_owned() }
}

/// The thirteen colours, and where each is written.
fn colours(
    written: BTreeMap<Spanned<String>, Spanned<String>>,
    base: Option<Theme>,
    found: &mut Vec<ThemeFault>,
) -> ([Colour; 13], BTreeMap<Role, Range<usize>>) {
    let mut colours = [None; 13];
    let mut places = BTreeMap::new();
    for (key, value) in written {
        let Some((role, _)) = Role::ALL.into_iter().find(|(_, name)| name == key.get_ref()) else {
            let names: Vec<&str> = Role::ALL.iter().map(|(_, name)| *name).collect();
            let message = format!("there is no colour `{}`", key.get_ref());
            found.push(fault(key.span(), message, &format!("one of {}", names.join(", "))));
            continue;
        };
        match value.get_ref().parse() {
            Ok(colour) => colours[role as usize] = Some(colour),
            Err(_) => found.push(fault(
                value.span(),
                format!("`{}` is not a colour", value.get_ref()),
                "write red, green and blue in hexadecimal digits, e.g. #0072B2",
            )),
        }
        places.insert(role, value.span());
    }
    // A theme that names every colour needs no other one, the built-in themes least of all.
    if colours.iter().all(Option::is_some) {
        return (colours.map(|colour| colour.unwrap_or(Colour::WHITE)), places);
    }
    let base = base.unwrap_or_default();
    (Role::ALL.map(|(role, _)| colours[role as usize].unwrap_or_else(|| base.colour(role))), places)
}

fn area(logo: &RawLogo, found: &mut Vec<ThemeFault>) -> Option<LogoArea> {
    let mut side = |value: &Spanned<f64>, most: f64| {
        let millimetres = *value.get_ref();
        if millimetres > 0.0 && millimetres <= most {
            return Some(millimetres * MILLIMETRE);
        }
        found.push(fault(
            value.span(),
            format!("`{millimetres}` mm do not fit beside a title"),
            &format!("more than 0 and at most {most} mm; at most {} × {} mm in all", LARGEST_LOGO.0, LARGEST_LOGO.1),
        ));
        None
    };
    let (width, height) = (side(&logo.width_mm, LARGEST_LOGO.0), side(&logo.height_mm, LARGEST_LOGO.1));
    Some(LogoArea { width: width?, height: height? })
}

fn line(text: &Spanned<String>, found: &mut Vec<ThemeFault>) -> Option<String> {
    let words = text.get_ref().trim();
    if words.chars().count() > LONGEST_FOOTER || words.contains(['\n', '\r']) {
        let message = "the footer is too long for one line".to_owned();
        found.push(fault(text.span(), message, &format!("at most {LONGEST_FOOTER} characters without a line break")));
        return None;
    }
    (!words.is_empty()).then(|| words.to_owned())
}

fn worded(wrong: &ColourFault, theme: &Theme, places: &BTreeMap<Role, Range<usize>>) -> ThemeFault {
    let span = wrong.roles().iter().find_map(|role| places.get(role)).cloned().unwrap_or(0..0);
    let named = |role: Role| format!("{} {}", role.name(), theme.colour(role));
    match wrong {
        ColourFault::Contrast { of, on, ratio, least } => ThemeFault {
            span,
            message: format!("{} on {} has a contrast of {ratio:.2} : 1", named(*of), named(*on)),
            hint: format!("at least {least} : 1 is needed to read it: make one of the two darker or lighter"),
        },
        ColourFault::Alike { one, other, vision, difference, least } => ThemeFault {
            span,
            message: format!(
                "{} and {} look alike {}: CIEDE2000 difference {difference:.1}",
                named(*one),
                named(*other),
                match vision {
                    Vision::Trichromat => "to everyone",
                    Vision::Protanopia => "without red cones (protanopia)",
                    Vision::Deuteranopia => "without green cones (deuteranopia)",
                    Vision::Tritanopia => "without blue cones (tritanopia)",
                }
            ),
            hint: format!("at least {least} is needed: make one of the two darker or lighter, not only of another hue"),
        },
    }
}
