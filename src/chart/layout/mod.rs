//! Where everything stands: a pure function from a chart and a sheet to pages.

pub mod axis;
pub mod bars;
pub mod cells;
pub mod frame;
pub mod labels;
pub mod ladder;
pub mod legend;
pub mod matrix;
pub mod panels;
pub mod points;
pub mod tiles;

use super::format::Format;
use super::scene::{Rect, Scene};
use super::spec::{Body, Chart};
use super::text::Fonts;

/// The pages of a chart, one scene each; never empty.
#[must_use]
pub fn lay_out(chart: &Chart, format: Format, fonts: &Fonts) -> Vec<Scene> {
    let layout = Layout::new(chart, format, fonts);
    (0..layout.pages()).map(|page| layout.page(page)).collect()
}

/// A chart on sheets of a format: how many there are is known, and each can be laid out by itself.
pub struct Layout<'f> {
    chart: Chart,
    format: Format,
    fonts: &'f Fonts,
    pages: usize,
}

impl<'f> Layout<'f> {
    /// Counts the pages.
    #[must_use]
    pub fn new(chart: &Chart, format: Format, fonts: &'f Fonts) -> Self {
        let chart = frame::drawable(chart, fonts);
        // The area left for the body is the same on every page, whatever their number.
        let area = frame::frame(&chart, format, fonts, (0, 1)).body;
        let pages = pages(&chart, area, format, fonts).max(1);
        Self { chart, format, fonts, pages }
    }

    /// How many pages there are; at least one.
    #[must_use]
    pub const fn pages(&self) -> usize {
        self.pages
    }

    /// Lays out a page, counted from 0.
    #[must_use]
    pub fn page(&self, page: usize) -> Scene {
        let frame::Frame { mut scene, body } = frame::frame(&self.chart, self.format, self.fonts, (page, self.pages));
        draw_body(&self.chart, page, body, &mut scene, self.fonts);
        scene
    }
}

fn pages(chart: &Chart, area: Rect, format: Format, fonts: &Fonts) -> usize {
    match &*chart.body {
        Body::Panels(body) => panels::pages(body, area, chart, format, fonts),
        Body::Ladder(body) => ladder::pages(body, area, chart, format, fonts),
        Body::Bars(body) => bars::pages(body, area, chart, format, fonts),
        Body::Matrix(body) => matrix::pages(body, area, chart, format, fonts),
        Body::Tiles(body) => tiles::pages(body, area, chart, format, fonts),
    }
}

fn draw_body(chart: &Chart, page: usize, area: Rect, scene: &mut Scene, fonts: &Fonts) {
    match &*chart.body {
        Body::Panels(body) => panels::lay_out(body, page, area, chart, scene, fonts),
        Body::Ladder(body) => ladder::lay_out(body, page, area, chart, scene, fonts),
        Body::Bars(body) => bars::lay_out(body, page, area, chart, scene, fonts),
        Body::Matrix(body) => matrix::lay_out(body, page, area, chart, scene, fonts),
        Body::Tiles(body) => tiles::lay_out(body, page, area, chart, scene, fonts),
    }
}
