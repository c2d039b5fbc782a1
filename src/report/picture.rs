//! A chart → its files: one PNG a page, the alternative text, and SVG on request.

use super::table::{Dialect, TableError};
use super::{Contents, File};
use crate::analysis::selection::Selection;
use crate::chart::draw::{DrawError, Meta, svg};
use crate::chart::format::Format;
use crate::chart::layout::lay_out;
use crate::chart::raster::{RasterError, png};
use crate::chart::spec::Chart;
use crate::chart::text::Fonts;
use crate::chart::theme::Theme;
use crate::digest::sha256;

/// Why a chart cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It cannot be drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// It cannot be made a PNG.
    #[error(transparent)]
    Raster(#[from] RasterError),
}

/// A chart with the words that travel inside its files.
pub(super) struct Picture<'a> {
    chart: &'a Chart,
    meta: Meta,
}

impl<'a> Picture<'a> {
    /// A chart and the hash of the tables whose rows it draws.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub(super) fn new(
        chart: &'a Chart,
        tables: &[&str],
        contents: &Contents,
        selection: &Selection<'_>,
    ) -> Result<Self, TableError> {
        let mut rows = Vec::new();
        for table in contents.tables.iter().filter(|table| tables.contains(&table.name)) {
            rows.extend(table.csv(Dialect::Rfc4180)?);
        }
        let source = chart.footer.iter().rev().nth(1).cloned().unwrap_or_default();
        let day = selection.day_of_records().map(|day| format!(" ({day})")).unwrap_or_default();
        Ok(Self {
            chart,
            meta: Meta {
                title: chart.title.clone(),
                description: chart.alt.clone(),
                source: format!("{source}{day}"),
                software: concat!("staffelstab ", env!("CARGO_PKG_VERSION")).to_owned(),
                rows_sha256: sha256(&rows),
            },
        })
    }

    /// The files: `NAME.png`, `NAME-2.png` …, `NAME.alt.txt`, and `.svg` beside each page on request.
    ///
    /// # Errors
    /// When a page cannot be drawn or encoded.
    pub(super) fn files(&self, format: Format, with_svg: bool) -> Result<Vec<File>, PictureError> {
        let theme = Theme::neutral();
        let mut files = Vec::new();
        for (page, scene) in lay_out(self.chart, format, Fonts::get()).iter().enumerate() {
            let stem = if page == 0 { self.chart.name.clone() } else { format!("{}-{}", self.chart.name, page + 1) };
            let svg = svg(scene, &theme, &self.meta)?;
            files.push((format!("{stem}.png"), png(&svg, format, &self.meta)?));
            if with_svg {
                files.push((format!("{stem}.svg"), svg.into_bytes()));
            }
        }
        files.push((format!("{}.alt.txt", self.chart.name), format!("{}\n", self.chart.alt).into_bytes()));
        Ok(files)
    }
}
