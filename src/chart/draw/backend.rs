//! plotters' drawing back end that writes SVG.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Colour;

/// Back-end units in a point.
pub(super) const SUBUNITS: u32 = 256;

/// A length in points as whole back-end units.
pub(super) fn units(points: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, and plotters clamps to the sheet")]
    let units = (points * f64::from(SUBUNITS)).round() as i32;
    units
}

/// A number for SVG: at most three places, no trailing zeros.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Back-end units as points, for SVG.
fn points(units: i32) -> String {
    number(f64::from(units) / f64::from(SUBUNITS))
}

/// Text for XML: markup escaped; characters that XML forbids become spaces.
pub(super) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            character => escaped.push(character),
        }
        escaped
    })
}

/// Writes SVG elements into a string.
pub(super) struct SvgBackend<'svg> {
    svg: &'svg mut String,
    fonts: &'svg Fonts,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'svg> SvgBackend<'svg> {
    /// A back end of `size` back-end units.
    pub(super) const fn new(svg: &'svg mut String, fonts: &'svg Fonts, size: (u32, u32)) -> Self {
        Self { svg, fonts, size }
    }

    /// Writes one element.
    pub(super) fn element(&mut self, element: &str) {
        self.svg.push_str(element);
        self.svg.push('\n');
    }

    /// A stroked line with round dashes where `dash` is above 0 (points).
    pub(super) fn stroke(&mut self, from: BackendCoord, to: BackendCoord, colour: Colour, width: f64, dash: f64) {
        let mut element = format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{colour}\" stroke-width=\"{}\"",
            points(from.0),
            points(from.1),
            points(to.0),
            points(to.1),
            number(width)
        );
        dashes(&mut element, dash);
        self.element(&format!("{element}/>"));
    }

    /// Stroked lines in one element; their ends are in points.
    pub(super) fn lines(&mut self, lines: &[[(f64, f64); 2]], colour: Colour, width: f64) {
        if lines.is_empty() {
            return;
        }
        let mut path = String::new();
        for [from, to] in lines {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
        }
        let width = number(width);
        self.element(&format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"));
    }

    /// A rectangle with optional filling, outline, dash and corner radius.
    pub(super) fn rect(
        &mut self,
        (from, to): (BackendCoord, BackendCoord),
        fill: &str,
        outline: Option<(Colour, f64)>,
        dash: f64,
        radius: f64,
    ) {
        let mut element = format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"",
            points(from.0.min(to.0)),
            points(from.1.min(to.1)),
            points((to.0 - from.0).abs()),
            points((to.1 - from.1).abs()),
        );
        if radius > 0.0 {
            // Writing to a string cannot fail, here and below.
            let _ = write!(element, " rx=\"{}\"", number(radius));
        }
        if let Some((colour, width)) = outline {
            let _ = write!(element, " stroke=\"{colour}\" stroke-width=\"{}\"", number(width));
            dashes(&mut element, dash);
        }
        self.element(&format!("{element}/>"));
    }

    /// One line of text from its left edge on its baseline.
    pub(super) fn text(&mut self, at: BackendCoord, text: &str, size: f64, semibold: bool, colour: Colour) {
        let weight = if semibold { " font-weight=\"600\"" } else { "" };
        self.element(&format!(
            "<text x=\"{}\" y=\"{}\" font-family=\"'{}'\" font-size=\"{}\"{weight} text-anchor=\"start\" \
             fill=\"{colour}\" xml:space=\"preserve\">{}</text>",
            points(at.0),
            points(at.1),
            escape(self.fonts.family()),
            number(size),
            escape(text)
        ));
    }

    fn path(&mut self, path: impl IntoIterator<Item = BackendCoord>, close: bool, paint: &str) {
        let mut data = String::new();
        for (index, (x, y)) in path.into_iter().enumerate() {
            data.push_str(if index == 0 { "M" } else { "L" });
            data.push_str(&points(x));
            data.push(' ');
            data.push_str(&points(y));
        }
        if close {
            data.push('Z');
        }
        self.element(&format!("<path d=\"{data}\" {paint}/>"));
    }
}

fn dashes(element: &mut String, dash: f64) {
    if dash > 0.0 {
        // Writing to a string cannot fail.
        let _ = write!(element, " stroke-dasharray=\"{} {}\"", number(dash), number(dash * 0.8));
    }
}

fn hex(colour: BackendColor) -> Colour {
    Colour(colour.rgb.0, colour.rgb.1, colour.rgb.2)
}

fn stroke_of<S: BackendStyle>(style: &S) -> String {
    format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
        hex(style.color()),
        number(f64::from(style.stroke_width()) / f64::from(SUBUNITS))
    )
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        let side = i32::try_from(SUBUNITS).unwrap_or(1);
        self.rect((at, (at.0 + side, at.1 + side)), &hex(colour).to_string(), None, 0.0, 0.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path([from, to], false, &stroke_of(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let colour = hex(style.color());
        if fill {
            self.rect((from, to), &colour.to_string(), None, 0.0, 0.0);
        } else {
            let width = f64::from(style.stroke_width()) / f64::from(SUBUNITS);
            self.rect((from, to), "none", Some((colour, width)), 0.0, 0.0);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(path, false, &stroke_of(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let radius = number(f64::from(radius) / f64::from(SUBUNITS));
        let paint = if fill { format!("fill=\"{}\"", hex(style.color())) } else { stroke_of(style) };
        self.element(&format!("<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" {paint}/>", points(at.0), points(at.1)));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(path, true, &format!("fill=\"{}\"", hex(style.color())));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let semibold = matches!(style.style(), FontStyle::Bold);
        self.text(at, text, style.size() / f64::from(SUBUNITS), semibold, hex(style.color()));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Semibold } else { Weight::Regular };
        let size = style.size() / f64::from(SUBUNITS);
        let width = units(self.fonts.width(text, size, weight)).unsigned_abs();
        Ok((width, units(size).unsigned_abs()))
    }
}
