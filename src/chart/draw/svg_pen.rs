//! The pen that writes SVG.

use std::fmt::Write;

use super::pen::{Line, Paint, Pen, Point};
use crate::chart::text::Weight;
use crate::chart::theme::Colour;

/// A number for SVG: at most three places, no trailing zeros.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
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

/// Writes elements into a string.
pub(super) struct SvgPen<'svg> {
    svg: &'svg mut String,
    family: String,
}

impl<'svg> SvgPen<'svg> {
    /// A pen that writes letters of this family.
    pub(super) fn new(svg: &'svg mut String, family: &str) -> Self {
        Self { svg, family: escape(family) }
    }

    /// Writes one element.
    fn element(&mut self, element: &str) {
        self.svg.push_str(element);
        self.svg.push('\n');
    }
}

fn dashes(element: &mut String, dash: f64) {
    if dash > 0.0 {
        // Writing to a string cannot fail.
        let _ = write!(element, " stroke-dasharray=\"{} {}\"", number(dash), number(dash * super::GAP));
    }
}

/// The attributes of a fill, or of a stroke from point to point.
fn painted(paint: Paint) -> String {
    match paint {
        Paint::Fill(colour) => format!("fill=\"{colour}\""),
        Paint::Stroke { colour, width, dash } => {
            let width = number(width);
            let mut stroke =
                format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"");
            dashes(&mut stroke, dash);
            stroke
        }
    }
}

impl Pen for SvgPen<'_> {
    fn rect(&mut self, [(left, top), (right, bottom)]: [Point; 2], radius: f64, paint: Paint) {
        let fill = match paint {
            Paint::Fill(colour) => colour.to_string(),
            Paint::Stroke { .. } => "none".to_owned(),
        };
        let mut element = format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"",
            number(left),
            number(top),
            number(right - left),
            number(bottom - top),
        );
        if radius > 0.0 {
            // Writing to a string cannot fail, here and below.
            let _ = write!(element, " rx=\"{}\"", number(radius));
        }
        if let Paint::Stroke { colour, width, dash } = paint {
            let _ = write!(element, " stroke=\"{colour}\" stroke-width=\"{}\"", number(width));
            dashes(&mut element, dash);
        }
        self.element(&format!("{element}/>"));
    }

    fn line(&mut self, [from, to]: [Point; 2], colour: Colour, width: f64, dash: f64) {
        let mut element = format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{colour}\" stroke-width=\"{}\"",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            number(width)
        );
        dashes(&mut element, dash);
        self.element(&format!("{element}/>"));
    }

    fn lines(&mut self, lines: &[[Point; 2]], colour: Colour, width: f64) {
        let mut path = String::new();
        for [from, to] in lines {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}L{} {}", number(from.0), number(from.1), number(to.0), number(to.1));
        }
        let width = number(width);
        self.element(&format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"));
    }

    fn path(&mut self, points: &[Point], closed: bool, paint: Paint) {
        let mut data = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            data.push_str(if index == 0 { "M" } else { "L" });
            data.push_str(&number(*x));
            data.push(' ');
            data.push_str(&number(*y));
        }
        if closed {
            data.push('Z');
        }
        self.element(&format!("<path d=\"{data}\" {}/>", painted(paint)));
    }

    fn circle(&mut self, (x, y): Point, radius: f64, paint: Paint) {
        let (x, y, radius) = (number(x), number(y), number(radius));
        self.element(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {}/>", painted(paint)));
    }

    fn text(&mut self, line: &Line<'_>) {
        let weight = if line.weight == Weight::Semibold { " font-weight=\"600\"" } else { "" };
        self.element(&format!(
            "<text x=\"{}\" y=\"{}\" font-family=\"'{}'\" font-size=\"{}\"{weight} text-anchor=\"start\" \
             fill=\"{}\" xml:space=\"preserve\">{}</text>",
            number(line.at.0),
            number(line.at.1),
            self.family,
            number(line.size),
            line.colour,
            escape(line.text)
        ));
    }
}
