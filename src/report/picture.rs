//! A chart → its pages, and the files of each: PNG, and SVG on request; one alternative text.

use super::evidence::{self, Origin};
use super::look::{Look, SvgFonts};
use super::table::TableError;
use super::{Contents, File};
use crate::analysis::selection::Selection;
use crate::chart::draw::{DrawError, Meta, outlined, svg, with_fonts};
use crate::chart::format::Format;
use crate::chart::layout::Layout;
use crate::chart::raster::{RasterError, png};
use crate::chart::scene::Scene;
use crate::chart::spec::Chart;

/// Why a chart cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It cannot be drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// It cannot be made a PNG.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// Its rows do not fit their table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// What it says about itself cannot be written.
    #[error("what the chart says about itself cannot be written: {0}")]
    Origin(#[from] serde_json::Error),
}

/// A chart with the words that travel inside its files.
pub(super) struct Picture {
    chart: Chart,
    meta: Meta,
    origin: Origin,
}

impl Picture {
    /// A chart and the tables whose rows it draws. `origin` says what it takes to draw it again.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub(super) fn new(
        chart: &Chart,
        tables: &[&str],
        contents: &Contents,
        selection: &Selection<'_>,
        (look, origin): (&Look, &Origin),
    ) -> Result<Self, PictureError> {
        let rows = evidence::rows(contents, tables)?;
        let source = chart.footer.iter().rev().nth(1).cloned().unwrap_or_default();
        let day = selection.day_of_records().map(|day| format!(" ({day})")).unwrap_or_default();
        let mut chart = chart.clone();
        chart.corner = look.theme.logo.map(|logo| (logo.width, logo.height));
        chart.footer.extend(look.theme.footer.clone());
        let meta = Meta {
            title: chart.title.clone(),
            description: chart.alt.clone(),
            source: format!("{source}{day}"),
            software: concat!("staffelstab ", env!("CARGO_PKG_VERSION")).to_owned(),
            rows_sha256: rows.sha256,
            options: String::new(),
            rows: rows.text.unwrap_or_default(),
        };
        let origin = Origin { chart: chart.name.clone(), theme: look.theme.name.clone(), ..origin.clone() };
        Ok(Self { chart, meta, origin })
    }

    /// Divides the chart into pages.
    pub(super) fn layout(&self, format: Format, look: &Look) -> Layout<'static> {
        Layout::new(&self.chart, format, look.fonts)
    }

    /// The files of a page, counted from 0: `NAME.png`, `NAME-2.png` …, and `.svg` beside it on request.
    ///
    /// # Errors
    /// When the page cannot be drawn or encoded.
    pub(super) fn files(
        &self,
        page: usize,
        scene: &Scene,
        with_svg: bool,
        look: &Look,
    ) -> Result<Vec<File>, PictureError> {
        let fonts = look.fonts;
        let mut files = Vec::new();
        let name = &self.chart.name;
        let stem = if page == 0 { name.clone() } else { format!("{name}-{}", page + 1) };
        let options = serde_json::to_string(&Origin { page: page + 1, ..self.origin.clone() })?;
        let meta = Meta { options, ..self.meta.clone() };
        files.push((format!("{stem}.png"), png(scene, &look.theme, fonts, &meta)?));
        if with_svg {
            let svg = svg(scene, &look.theme, fonts, &meta)?;
            let svg = match look.svg_fonts {
                SvgFonts::Named => svg,
                SvgFonts::Embedded => with_fonts(&svg, fonts),
                SvgFonts::Outlined => outlined(&svg, fonts, &meta)?,
            };
            files.push((format!("{stem}.svg"), svg.into_bytes()));
        }
        Ok(files)
    }

    /// The alternative text: `NAME.alt.txt`.
    pub(super) fn text(&self) -> File {
        (format!("{}.alt.txt", self.chart.name), format!("{}\n", self.chart.alt).into_bytes())
    }
}
