//! The colours of a sheet, one byte each: those of the theme, and the shades at the edges of letters and lines. Where
//! they are more than 256, shades are rounded, by less than the eye sees.

use std::collections::HashMap;

use super::cover::{RUN, WHOLE};
use crate::chart::theme::Colour;

/// Most colours of a palette.
const MOST: usize = 256;
/// Rounded shades are multiples of this in each channel: none moves by more than two in 255, and white stays white.
const STEP: u8 = 5;
/// A shade that has not come up yet; above every number of a colour.
const UNKNOWN: u16 = u16::MAX;
/// Places for the levels of cover, a power of two.
const LEVELS: usize = 32;

/// The number of a shade by the number of the colour below and by how far it is covered.
type Shades = [[u16; LEVELS]; MOST];

/// Colours and their numbers.
pub(super) struct Palette {
    colours: Colours,
    /// By the number of the colour on top; each worked out once.
    shades: Vec<Option<Box<Shades>>>,
}

impl Palette {
    /// A palette of these colours, none of which is ever rounded. Shades are rounded on request.
    pub(super) fn new(colours: impl IntoIterator<Item = Colour>, rounds: bool) -> Self {
        let mut palette = Self { colours: Colours { rounds, ..Colours::default() }, shades: Vec::new() };
        for colour in colours {
            palette.number(colour);
        }
        palette.shades.resize_with(MOST, || None);
        palette
    }

    /// Red, green and blue of each colour.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.colours.list.iter().flat_map(|Colour(red, green, blue)| [*red, *green, *blue]).collect()
    }

    /// Whether a shade found no room and had to be shown as one like it.
    pub(super) const fn is_full(&self) -> bool {
        self.colours.full
    }

    /// The number of a colour, given to it where it has none yet.
    pub(super) fn number(&mut self, colour: Colour) -> u8 {
        self.colours.number(colour)
    }

    /// Puts a colour over pixels, as far as it covers each.
    pub(super) fn cover(&mut self, pixels: &mut [u8], levels: &[u8], above: u8) {
        let length = pixels.len().min(levels.len());
        let shades = self.shades[usize::from(above)].get_or_insert_with(|| Box::new([[UNKNOWN; LEVELS]; MOST]));
        // No level is treated by itself: at the edges of letters no branch could be foretold.
        let mut put = |pixel: &mut u8, level: u8| {
            let shade = &mut shades[usize::from(*pixel)][usize::from(level) % LEVELS];
            if *shade == UNKNOWN {
                *shade = u16::from(self.colours.mixed(*pixel, above, level));
            }
            *pixel = shade.to_le_bytes()[0];
        };
        let (pixels, pixels_left) = pixels[..length].as_chunks_mut::<{ RUN as usize }>();
        let (levels, levels_left) = levels[..length].as_chunks::<{ RUN as usize }>();
        for (pixels, levels) in pixels.iter_mut().zip(levels) {
            if *levels != [0; RUN as usize] {
                for (pixel, level) in pixels.iter_mut().zip(levels) {
                    put(pixel, *level);
                }
            }
        }
        for (pixel, level) in pixels_left.iter_mut().zip(levels_left) {
            put(pixel, *level);
        }
    }
}

/// The colours in the order in which they come up.
#[derive(Default)]
struct Colours {
    list: Vec<Colour>,
    numbers: HashMap<Colour, u8>,
    rounds: bool,
    full: bool,
}

impl Colours {
    /// The number of a colour, given to it where it has none yet; once there are too many, that of the nearest.
    fn number(&mut self, colour: Colour) -> u8 {
        if let Some(number) = self.numbers.get(&colour) {
            return *number;
        }
        let number = u8::try_from(self.list.len()).unwrap_or_else(|_| {
            self.full = true;
            self.nearest(colour)
        });
        if self.list.len() < MOST {
            self.list.push(colour);
        }
        self.numbers.insert(colour, number);
        number
    }

    fn nearest(&self, colour: Colour) -> u8 {
        let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        let distance = |other: &Colour| apart(colour.0, other.0) + apart(colour.1, other.1) + apart(colour.2, other.2);
        let nearest = (0..=u8::MAX).zip(&self.list).min_by_key(|(_, other)| distance(other));
        nearest.map_or(0, |(number, _)| number)
    }

    /// The number of what one colour looks like over another where it covers so many sixteenths of a pixel.
    fn mixed(&mut self, below: u8, above: u8, level: u8) -> u8 {
        match level {
            0 => below,
            WHOLE.. => above,
            level => {
                let [from, to] = [below, above].map(|number| self.list[usize::from(number)]);
                let mix = |from: u8, to: u8| {
                    let [from, to, level, whole] = [from, to, level, WHOLE].map(u16::from);
                    let mixed = (from * (whole - level) + to * level + whole / 2) / whole;
                    let mixed = u8::try_from(mixed).unwrap_or(u8::MAX);
                    if self.rounds { mixed.saturating_add(STEP / 2) / STEP * STEP } else { mixed }
                };
                let shade = Colour(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2));
                self.number(shade)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of every level of so many colours over paper and over one another, and the palette.
    fn shades(colours: u8, rounds: bool) -> (Palette, Vec<(Colour, u8, Colour)>) {
        let colours: Vec<Colour> =
            (0..colours).map(|index| Colour(index * 7, 255 - index * 11, index.wrapping_mul(53))).collect();
        let mut palette = Palette::new([Colour::WHITE].into_iter().chain(colours.iter().copied()), rounds);
        let mut shown = Vec::new();
        for below in [Colour::WHITE].iter().chain(&colours) {
            for level in 0..=WHOLE {
                let above = colours[colours.len() / 2];
                let (from, to) = (palette.number(*below), palette.number(above));
                let mut pixel = [from];
                palette.cover(&mut pixel, &[level], to);
                shown.push((*below, level, palette.colours.list[usize::from(pixel[0])]));
            }
        }
        (palette, shown)
    }

    #[test]
    fn few_colours_are_exact_and_of_more_the_shades_are_rounded() {
        let (exact, shown) = shades(5, false);
        assert!(!exact.is_full() && exact.bytes().len() <= MOST * 3);
        let (many, _) = shades(20, false);
        assert!(many.is_full(), "twenty colours have more than 256 shades");
        let (rounded, _) = shades(5, true);
        let rounding = rounded.bytes().iter().filter(|channel| **channel % STEP == 0).count();
        assert!(rounding * 4 > rounded.bytes().len() * 3, "shades are rounded");
        for (below, level, colour) in shown {
            match level {
                0 => assert_eq!(colour, below),
                WHOLE => assert_eq!(colour, Colour(14, 233, 106)),
                _ => assert!(colour.0.abs_diff(below.0) <= below.0.abs_diff(14), "a shade lies between"),
            }
        }
    }

    #[test]
    fn an_area_keeps_its_colour_in_a_full_palette() {
        let (_, shown) = shades(20, true);
        for (below, level, colour) in shown {
            if level == 0 {
                assert_eq!(colour, below);
            }
        }
    }
}
