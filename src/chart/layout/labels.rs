//! Where a label may stand: the first of a fixed list of places that meets nothing that is there already.

use crate::chart::scene::{Item, Layer, Rect};

/// What labels keep away from.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    boxes: Vec<Rect>,
    lines: Vec<((f64, f64), (f64, f64))>,
    soft: Vec<((f64, f64), (f64, f64))>,
}

impl Obstacles {
    /// Adds a box.
    pub fn add(&mut self, rect: Rect) {
        self.boxes.push(rect);
    }

    /// Adds a line that a label crosses only where there is no other place.
    pub fn add_soft_line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.soft.push((from, to));
    }

    /// Adds whatever of an item text may not cover.
    pub fn add_item(&mut self, item: &Item) {
        match item {
            Item::Line { from, to, layer: Layer::Mark, .. } => self.lines.push((*from, *to)),
            item if item.layer() != Layer::Ground => self.boxes.push(item.bounds()),
            _ => {}
        }
    }

    /// Whether a box meets nothing, with `air` points around it.
    #[must_use]
    pub fn leaves_free(&self, rect: Rect, air: f64) -> bool {
        let wide = Rect::new(rect.x - air, rect.y - air, rect.w + 2.0 * air, rect.h + 2.0 * air);
        !self.boxes.iter().any(|other| wide.overlaps(other, 0.0))
            && !self.lines.iter().any(|(from, to)| crosses(*from, *to, &wide))
    }

    /// The first candidate that lies inside `bounds` and meets nothing.
    #[must_use]
    pub fn place(&self, candidates: &[Rect], bounds: Rect, air: f64) -> Option<Rect> {
        candidates.iter().copied().find(|rect| bounds.contains(rect, 0.0) && self.leaves_free(*rect, air))
    }

    /// The same among the candidates that cross no soft line either.
    #[must_use]
    pub fn place_softly(&self, candidates: &[Rect], bounds: Rect, air: f64) -> Option<Rect> {
        let clear = |rect: &Rect| !self.soft.iter().any(|(from, to)| crosses(*from, *to, rect));
        let candidates: Vec<Rect> = candidates.iter().copied().filter(clear).collect();
        self.place(&candidates, bounds, air)
    }
}

/// Whether the segment meets the rectangle (Liang–Barsky clipping).
#[must_use]
pub fn crosses(from: (f64, f64), to: (f64, f64), rect: &Rect) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, gap) in
        [(-dx, from.0 - rect.x), (dx, rect.right() - from.0), (-dy, from.1 - rect.y), (dy, rect.bottom() - from.1)]
    {
        if step == 0.0 {
            if gap < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(gap / step);
        } else {
            leave = leave.min(gap / step);
        }
    }
    enter <= leave
}

/// Candidate boxes of a label of `w` × `h` about a mark of `size` at `at`: above, right, left, below, then the
/// corners, then further off.
#[must_use]
pub fn around(at: (f64, f64), size: f64, (w, h): (f64, f64)) -> Vec<Rect> {
    let (x, y) = at;
    let near = size / 2.0 + 2.0;
    let mut places = vec![
        Rect::new(x - w / 2.0, y - near - h, w, h),
        Rect::new(x + near + 1.5, y - h / 2.0, w, h),
        Rect::new(x - near - 1.5 - w, y - h / 2.0, w, h),
        Rect::new(x - w / 2.0, y + near, w, h),
        Rect::new(x + near * 0.7, y - near - h * 0.8, w, h),
        Rect::new(x - near * 0.7 - w, y - near - h * 0.8, w, h),
        Rect::new(x + near * 0.7, y + near * 0.5, w, h),
        Rect::new(x - near * 0.7 - w, y + near * 0.5, w, h),
    ];
    for step in [0.6, 1.2, 1.8] {
        places.push(Rect::new(x - w / 2.0, y - near - h * (1.0 + step), w, h));
        places.push(Rect::new(x + near + 1.5, y - h * (0.5 + step), w, h));
        places.push(Rect::new(x - near - 1.5 - w, y - h * (0.5 + step), w, h));
    }
    places
}
