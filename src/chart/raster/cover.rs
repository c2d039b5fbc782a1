//! How far a shape covers each pixel, in sixteenths.

use resvg::tiny_skia::{FillRule, Mask, Path, Transform};

/// A pixel that is covered whole.
pub(in crate::chart) const WHOLE: u8 = 16;

/// Pixels that are looked at together.
pub(super) const RUN: u32 = 8;

/// How many pixels a letter may reach from its origin; the largest takes a tenth of it.
const FARTHEST: i32 = 1024;

/// The pixels within the bounds of a shape, row by row.
#[derive(Debug, Default)]
pub(in crate::chart) struct Cover {
    pub left: i32,
    pub top: i32,
    pub width: usize,
    /// 0 to [`WHOLE`] each.
    pub levels: Vec<u8>,
}

impl Cover {
    /// The cover of a path, as far as it lies within left, top, right and bottom edges; `None` where nothing does.
    pub(in crate::chart) fn of(path: &Path, [left, top, right, bottom]: [i32; 4]) -> Option<Self> {
        let own = bounds(path);
        let (left, top) = (own[0].max(left), own[1].max(top));
        let (right, bottom) = (own[2].min(right), own[3].min(bottom));
        let side = |from: i32, to: i32| u32::try_from(to.checked_sub(from)?).ok();
        // Rows of whole runs are put on a sheet without a rest.
        let wide = side(left, right).filter(|wide| *wide > 0)?.next_multiple_of(RUN);
        let mut mask = Mask::new(wide, side(top, bottom)?)?;
        #[expect(clippy::cast_precision_loss, reason = "pixels of a sheet are exact in f32")]
        let shift = Transform::from_translate(-left as f32, -top as f32);
        mask.fill_path(path, FillRule::Winding, true, shift);
        let width = mask.width() as usize;
        let mut levels = mask.take();
        // The rasteriser looks at four by four places of a pixel: its 256 values come down to 17.
        for level in &mut levels {
            *level = (*level / 8).div_ceil(2);
        }
        Some(Self { left, top, width, levels })
    }

    /// The cover of a letter about the origin. A font of no use may have letters without measure.
    pub(in crate::chart) fn of_letter(path: &Path) -> Option<Self> {
        Self::of(path, [-FARTHEST, -FARTHEST, FARTHEST, FARTHEST])
    }
}

/// Left, top, right and bottom of the pixels that a path touches.
#[expect(clippy::cast_possible_truncation, reason = "a float cast saturates")]
fn bounds(path: &Path) -> [i32; 4] {
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    [left as i32, top as i32, bounds.right().ceil() as i32, bounds.bottom().ceil() as i32]
}
