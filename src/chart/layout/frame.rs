//! What every page has: title, subtitle, key and footer. What is left between them is the body's.

use super::legend;
use crate::chart::format::Format;
use crate::chart::scene::{ASCENT, Align, DESCENT, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Largest part of the sheet's height that the footer may take.
const FOOTER_SHARE: f64 = 0.2;
/// The shorter line of a title in two clauses, as a part of the longer at least.
const LEAST_CLAUSE: f64 = 0.4;
/// Line height in type sizes.
const LEADING: f64 = 1.28;

/// A page with its words set, and the rectangle left for the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The page.
    pub scene: Scene,
    /// Where the body goes.
    pub body: Rect,
}

/// The same chart with its outer words free of characters that cannot be drawn.
pub(super) fn drawable(chart: &Chart, fonts: &Fonts) -> Chart {
    let mut chart = chart.clone();
    for text in [&mut chart.title, &mut chart.subtitle]
        .into_iter()
        .chain(chart.footer.iter_mut())
        .chain(chart.legend.iter_mut().map(|entry| &mut entry.label))
    {
        *text = fonts.drawable(text);
    }
    chart
}

/// Sets title, subtitle, key and footer of page `page.0` (from 0) of `page.1`.
#[must_use]
pub fn frame(chart: &Chart, format: Format, fonts: &Fonts, page: (usize, usize)) -> Frame {
    let (width, height) = format.size();
    let margin = format.margin();
    let inner = Rect::new(margin, margin, width - 2.0 * margin, height - 2.0 * margin);
    let mut scene = Scene::new(format);
    let top = head(chart, fonts, page, inner, &mut scene);
    let footer_top = foot(chart, fonts, inner, &mut scene);
    let type_scale = format.type_scale();
    let key_top = legend::lay_out(chart, Rect::new(inner.x, top, inner.w, footer_top - top), &mut scene, fonts);
    let body = Rect::new(inner.x, top, inner.w, (key_top - type_scale.body * 0.9 - top).max(0.0));
    Frame { scene, body }
}

/// Title and subtitle; gives the y at which the body may begin.
fn head(chart: &Chart, fonts: &Fonts, (page, pages): (usize, usize), inner: Rect, scene: &mut Scene) -> f64 {
    let scale = scene.format.type_scale();
    // What stands in the corner takes its width from the title and its height from the body.
    let (corner_width, corner_height) = chart.corner.unwrap_or_default();
    let free = if corner_width > 0.0 { corner_width + scale.title } else { 0.0 };
    let width = (inner.w - free).max(inner.w / 3.0);
    let (title_size, title) = title_lines(&chart.title, fonts, width, scale.title, scale.body * 1.3);
    let title = balanced(title, &chart.title, title_size, fonts, width);
    let mut y = inner.y;
    for line in &title {
        let baseline = y + ASCENT * title_size;
        let style = TextStyle::ink(title_size, Weight::Semibold);
        scene.text(fonts, line, (inner.x, baseline), Align::Left, style);
        y += title_size * 1.2;
    }
    y += scale.subtitle * 0.28;
    let mut subtitle = chart.subtitle.clone();
    if pages > 1 {
        let suffix = chart.words.page.replace("{page}", &(page + 1).to_string());
        subtitle = format!("{subtitle} {}", suffix.replace("{pages}", &pages.to_string()));
    }
    let mut lines = fonts.wrap(&subtitle, scale.subtitle, Weight::Regular, width);
    shorten(&mut lines, 3, (scale.subtitle, Weight::Regular), width, fonts);
    for line in &lines {
        let baseline = y + ASCENT * scale.subtitle;
        scene.text(fonts, line, (inner.x, baseline), Align::Left, TextStyle::muted(scale.subtitle));
        y += scale.subtitle * LEADING;
    }
    y.max(inner.y + corner_height) + scale.body * 0.9
}

/// The largest title size, down to `least`, at which the title takes at most two lines; three at the least size.
fn title_lines(title: &str, fonts: &Fonts, width: f64, most: f64, least: f64) -> (f64, Vec<String>) {
    let mut size = most;
    loop {
        let mut lines = fonts.wrap(title, size, Weight::Semibold, width);
        if lines.len() <= 1 {
            return (size, lines);
        }
        // One line at a somewhat smaller size is better than two; two at nearly full size better than a tiny one.
        if size < most * 0.84 {
            let two = fonts.wrap(title, most * 0.95, Weight::Semibold, width);
            if two.len() == 2 {
                return (most * 0.95, two);
            }
            if lines.len() == 2 {
                return (size, lines);
            }
        }
        let next = size - most * 0.05;
        if next < least {
            shorten(&mut lines, 3, (size, Weight::Semibold), width, fonts);
            return (size, lines);
        }
        size = next;
    }
}

/// Two lines that break where the sentence does, if both then fit; else of about the same length, where the second
/// would hold but a word or two.
fn balanced(lines: Vec<String>, title: &str, size: f64, fonts: &Fonts, width: f64) -> Vec<String> {
    let [_, last] = lines.as_slice() else { return lines };
    let long = |text: &str| fonts.width(text, size, Weight::Semibold);
    let clauses = title.match_indices([':', ';', ',']).filter_map(|(at, mark)| {
        let (first, second) = title.split_at(at + mark.len());
        let second = second.strip_prefix(' ')?;
        let (short, longer) = (long(first).min(long(second)), long(first).max(long(second)));
        (longer <= width && short >= longer * LEAST_CLAUSE).then_some((longer, [first.to_owned(), second.to_owned()]))
    });
    if let Some((_, clauses)) = clauses.min_by(|a, b| a.0.total_cmp(&b.0)) {
        return clauses.to_vec();
    }
    if long(last) > width * 0.45 {
        return lines;
    }
    // The narrowest of a few widths that still gives two lines.
    (0..=10_u32)
        .map(|step| width * (0.5 + 0.05 * f64::from(step)))
        .map(|width| fonts.wrap(title, size, Weight::Semibold, width))
        .find(|narrow| narrow.len() == 2)
        .unwrap_or(lines)
}

/// Keeps the first lines; the last one kept ends in an ellipsis where something was left out.
fn shorten(lines: &mut Vec<String>, most: usize, (size, weight): (f64, Weight), width: f64, fonts: &Fonts) {
    if lines.len() > most {
        let rest = lines[most.saturating_sub(1)..].join(" ");
        lines.truncate(most.saturating_sub(1));
        lines.push(fonts.fit(&rest, size, weight, width));
    }
}

/// Rule and footer; gives the y of the rule.
fn foot(chart: &Chart, fonts: &Fonts, inner: Rect, scene: &mut Scene) -> f64 {
    let size = scene.format.type_scale().small;
    let leading = size * LEADING;
    let (_, height) = scene.format.size();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines")]
    let most = ((height * FOOTER_SHARE / leading) as usize).max(1);
    let mut lines: Vec<String> = Vec::new();
    for (index, paragraph) in chart.footer.iter().enumerate() {
        let mut wrapped = fonts.wrap(paragraph, size, Weight::Regular, inner.w);
        // Every later paragraph keeps at least one line.
        let later = chart.footer.len() - index - 1;
        let room = most.saturating_sub(lines.len() + later).max(1);
        shorten(&mut wrapped, room, (size, Weight::Regular), inner.w, fonts);
        lines.extend(wrapped);
    }
    lines.truncate(most);
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let text_top = inner.bottom() - lines.len() as f64 * leading + (leading - (ASCENT + DESCENT) * size);
    let mut baseline = text_top + ASCENT * size;
    for line in &lines {
        scene.text(fonts, line, (inner.x, baseline), Align::Left, TextStyle::muted(size));
        baseline += leading;
    }
    let rule = text_top - size * 0.7;
    scene.rule((inner.x, rule), (inner.right(), rule), Role::Rule, 0.75);
    rule - size * 0.8
}
