//! What stands under the axis: number, year, place of each slot; every second or fifth where there are many.

use super::plan::float;
use super::{Label, Slot};
use crate::chart::format::TypeScale;
use crate::chart::scene::{ASCENT, Align, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};

/// Every how many slots are labelled.
const STEPS: [usize; 7] = [1, 2, 5, 10, 20, 50, 100];
/// Part of the labels of a line that may stand in short among full ones.
const SOME_SHORT: f64 = 0.2;

/// Stands where no word has room; the key names it.
pub(super) const DASH: &str = "–";

/// How much height a row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    Low,
    Middle,
    Tall,
}

/// The lines under the axis of a run of slots.
#[derive(Clone, Debug)]
pub(super) struct Feet {
    step: usize,
    /// For each further line, the text of every slot, broken into one line or two.
    subs: Vec<Vec<Vec<String>>>,
}

impl Feet {
    /// Sets the lines for slots of `slot` points. Where there is much height, a name may be broken over two lines; where
    /// there is little, year and place share one if they fit.
    pub(super) fn new(slots: &[Slot], slot: f64, height: Height, sizes: &TypeScale, fonts: &Fonts) -> Self {
        if height == Height::Low
            && let Some(feet) = Self::on_one_line(slots, slot, sizes, fonts)
        {
            return feet;
        }
        let two_lines = height == Height::Tall;
        let width = |text: &str| fonts.width(text, sizes.small, Weight::Regular);
        let least = slots
            .iter()
            .map(|slot| {
                let head = fonts.width(&slot.head, sizes.body, Weight::Semibold);
                slot.sub.iter().map(|label| width(shorter(label))).fold(head, f64::max)
            })
            .fold(0.0, f64::max);
        let room = |step: usize| slot * float(step) - sizes.small * 0.35;
        // One name that is far too long is cut; it must not thin out all the others.
        let least = least.min(sizes.body * 6.0);
        let fits = |step: &usize| room(*step) >= least || *step >= slots.len();
        let step = STEPS.into_iter().find(fits).unwrap_or(slots.len()).max(1);
        let count = slots.iter().map(|slot| slot.sub.len()).max().unwrap_or_default();
        let subs = (0..count)
            .map(|line| {
                let labels: Vec<&Label> = slots.iter().filter_map(|slot| slot.sub.get(line)).collect();
                let set = |text: &str| set(text, room(step), two_lines, sizes.small, fonts);
                let narrow = labels.iter().filter(|label| set(&label.full).is_none()).count();
                let all_short = float(narrow) > SOME_SHORT * float(labels.len());
                slots
                    .iter()
                    .map(|slot| {
                        let Some(label) = slot.sub.get(line) else { return Vec::new() };
                        let full = if all_short { None } else { set(&label.full) };
                        full.or_else(|| set(shorter(label))).unwrap_or_else(|| {
                            vec![fonts.fit(shorter(label), sizes.small, Weight::Regular, room(step))]
                        })
                    })
                    .collect()
            })
            .collect();
        Self { step, subs }
    }

    /// All further lines on one, if that has room in every slot.
    fn on_one_line(slots: &[Slot], slot: f64, sizes: &TypeScale, fonts: &Fonts) -> Option<Self> {
        let room = slot - sizes.small * 0.6;
        let texts: Vec<Vec<String>> = slots
            .iter()
            .map(|slot| vec![slot.sub.iter().map(|label| label.full.as_str()).collect::<Vec<_>>().join(" ")])
            .collect();
        let fits = |text: &String| fonts.width(text, sizes.small, Weight::Regular) <= room;
        let heads = slots.iter().all(|slot| fonts.width(&slot.head, sizes.body, Weight::Semibold) <= room);
        (heads && texts.iter().flatten().all(fits)).then(|| Self { step: 1, subs: vec![texts] })
    }

    /// Leaves out lines from the last on until the rest has room in `height` points; the first line stays.
    pub(super) fn shorten(&mut self, height: f64, sizes: &TypeScale) {
        while self.height(sizes) > height && self.subs.pop().is_some() {}
    }

    /// Height under the axis.
    pub(super) fn height(&self, sizes: &TypeScale) -> f64 {
        let lines: usize = self.subs.iter().map(|sub| sub.iter().map(Vec::len).max().unwrap_or_default()).sum();
        sizes.body * 1.4 + float(lines) * sizes.small * 1.2
    }

    /// Draws the lines under `base`, centred at `x` of each slot.
    pub(super) fn draw(
        &self,
        slots: &[Slot],
        (x, room): (impl Fn(usize) -> f64, f64),
        base: f64,
        sizes: &TypeScale,
        scene: &mut Scene,
        fonts: &Fonts,
    ) {
        for index in (0..slots.len()).step_by(self.step) {
            let room = room * float(self.step) - sizes.small * 0.35;
            let mut baseline = base + sizes.body * 0.42 + ASCENT * sizes.body;
            let head = fonts.fit(&slots[index].head, sizes.body, Weight::Semibold, room);
            let style = TextStyle::ink(sizes.body, Weight::Semibold);
            if !head.is_empty() {
                scene.text(fonts, &head, (x(index), baseline), Align::Centre, style);
            }
            for sub in &self.subs {
                let most = sub.iter().map(Vec::len).max().unwrap_or_default();
                for (line, text) in sub[index].iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                    let at = (x(index), baseline + float(line + 1) * sizes.small * 1.2);
                    scene.text(fonts, text, at, Align::Centre, TextStyle::muted(sizes.small));
                }
                baseline += float(most) * sizes.small * 1.2;
            }
        }
    }
}

fn shorter(label: &Label) -> &str {
    if label.short.is_empty() { &label.full } else { &label.short }
}

/// A text on one line or two, if it fits without breaking a word.
fn set(text: &str, room: f64, two_lines: bool, size: f64, fonts: &Fonts) -> Option<Vec<String>> {
    if fonts.width(text, size, Weight::Regular) <= room {
        return Some(vec![text.to_owned()]);
    }
    if !two_lines {
        return None;
    }
    let lines = fonts.wrap(text, size, Weight::Regular, room);
    let broken = lines.iter().any(|line| !text.contains(line.as_str()))
        || lines.windows(2).any(|pair| {
            let joined = format!("{}{}", pair[0], pair[1]);
            !pair[0].ends_with(['-', '/', '–']) && text.contains(&joined)
        });
    (lines.len() <= 2 && !broken).then_some(lines)
}

/// The word for a slot without a point in the forms that fit, the fullest first: on one line or two, in short, the
/// short form of what is missing everywhere, a dash.
pub(super) fn missing(label: &Label, common: &Label, room: f64, size: f64, fonts: &Fonts) -> Vec<Vec<String>> {
    let one = |text: &str| set(text, room, false, size, fonts);
    [set(&label.full, room, true, size, fonts), one(&label.short), one(&common.short), Some(vec![DASH.to_owned()])]
        .into_iter()
        .flatten()
        .filter(|lines| !lines.is_empty() && lines.iter().all(|line| !line.is_empty()))
        .collect()
}
