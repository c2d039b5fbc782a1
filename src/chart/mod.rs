//! Charts: what is shown ([`spec`]) → where it stands ([`layout`], pure) → SVG ([`draw`]) → PNG ([`raster`]).
//!
//! This module knows nothing of congresses: it is handed texts, numbers and marks.
//! All lengths are typographic points (1/72 inch); only [`draw`] and [`raster`] know pixels.

pub mod audit;
pub mod draw;
pub mod format;
pub mod layout;
pub mod raster;
pub mod scene;
pub mod spec;
pub mod text;
pub mod theme;
