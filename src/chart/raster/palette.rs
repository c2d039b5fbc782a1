//! The pixels of a canvas with as few bytes as they need: a chart of 256 colours or fewer has one byte a pixel. Of a few
//! more the shades at the edges of letters and lines are rounded, by less than the eye sees.

use std::collections::BTreeSet;

use resvg::tiny_skia::Pixmap;

/// Most colours of a palette.
const MOST: usize = 256;
/// Shades are rounded to multiples of this in each channel: none moves by more than two in 255, and white stays white.
const STEP: u8 = 5;
/// Pixels that are looked at together.
const RUN: usize = 32;
/// Slots of the table from colour to number; a power of two, so that few colours share one.
const SLOTS: usize = 4096;

/// One byte a pixel and the palette, three bytes a colour in the order in which they come up; or three bytes a pixel.
/// The sheet is opaque, so the alpha channel says nothing.
pub(super) fn pixels(canvas: &Pixmap) -> (Vec<u8>, Option<Vec<u8>>) {
    let exact = |pixel: &[u8; 4]| *pixel;
    let numbered = numbered(canvas, exact).or_else(|| {
        let areas = areas(canvas.data());
        numbered(canvas, |pixel| if areas.contains(pixel) { *pixel } else { rounded(*pixel) })
    });
    if let Some((numbers, colours)) = numbered {
        return (numbers, Some(colours.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect()));
    }
    let mut samples = vec![0; canvas.data().len() / 4 * 3];
    for (to, from) in samples.chunks_exact_mut(3).zip(canvas.data().chunks_exact(4)) {
        to.copy_from_slice(&from[..3]);
    }
    (samples, None)
}

/// The colours of areas: those that fill a whole run.
fn areas(data: &[u8]) -> BTreeSet<[u8; 4]> {
    let (pixels, _) = data.as_chunks::<4>();
    let is_one = |run: &&[[u8; 4]]| run.len() == RUN && run.iter().all(|pixel| *pixel == run[0]);
    let mut areas: Vec<[u8; 4]> = pixels.chunks(RUN).filter(is_one).map(|run| run[0]).collect();
    areas.dedup();
    areas.into_iter().collect()
}

/// A shade with each channel rounded.
fn rounded(pixel: [u8; 4]) -> [u8; 4] {
    pixel.map(|channel| channel.saturating_add(STEP / 2) / STEP * STEP)
}

/// The number of each pixel's colour once it is `shown`, and the colours; `None` where there are too many.
fn numbered(canvas: &Pixmap, shown: impl Fn(&[u8; 4]) -> [u8; 4]) -> Option<(Vec<u8>, Vec<[u8; 4]>)> {
    let mut colours: Vec<[u8; 4]> = Vec::with_capacity(MOST);
    let mut slots: Vec<Option<u8>> = vec![None; SLOTS];
    let (pixels, _) = canvas.data().as_chunks::<4>();
    let mut numbers: Vec<u8> = Vec::with_capacity(pixels.len());
    let mut last: ([u8; 4], u8) = ([0; 4], 0);
    let mut above: &[[u8; 4]] = &[];
    for row in pixels.chunks(canvas.width().max(1) as usize) {
        // Many rows are like the one above: paper, and the middle of areas.
        if row == above {
            numbers.extend_from_within(numbers.len() - row.len()..);
            continue;
        }
        above = row;
        for run in row.chunks(RUN) {
            // Most of a sheet is paper: a run of one colour is seen as a whole.
            if !numbers.is_empty() && run.iter().all(|pixel| *pixel == last.0) {
                numbers.resize(numbers.len() + run.len(), last.1);
                continue;
            }
            for pixel in run {
                if numbers.is_empty() || *pixel != last.0 {
                    last = (*pixel, number(shown(pixel), &mut colours, &mut slots)?);
                }
                numbers.push(last.1);
            }
        }
    }
    Some((numbers, colours))
}

/// The number of a colour, given to it where it has none yet.
fn number(colour: [u8; 4], colours: &mut Vec<[u8; 4]>, slots: &mut [Option<u8>]) -> Option<u8> {
    let hash = u32::from_le_bytes(colour).wrapping_mul(0x9E37_79B1) >> 20;
    let mut slot = usize::try_from(hash).unwrap_or_default() % SLOTS;
    // There are more slots than colours, so this comes to an end.
    loop {
        match slots[slot] {
            Some(number) if colours[usize::from(number)] == colour => return Some(number),
            Some(_) => slot = (slot + 1) % SLOTS,
            None => {
                let number = u8::try_from(colours.len()).ok()?;
                colours.push(colour);
                slots[slot] = Some(number);
                return Some(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A canvas of these grey shades, one pixel each, under three rows of a colour.
    fn canvas(shades: usize) -> Pixmap {
        let mut canvas = Pixmap::new(512, 4).expect("a canvas");
        let areas = 512 * 3 * 4;
        for (place, pixel) in canvas.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let shade = u8::try_from(place % shades % 256).expect("a shade");
            let edge = [shade, shade, u8::try_from(place % shades / 256).expect("few"), 255];
            *pixel = if place * 4 < areas { [1, 114, 178, 255] } else { edge };
        }
        canvas
    }

    fn shown(numbers: &[u8], palette: &[u8], place: usize) -> [u8; 3] {
        let start = usize::from(numbers[place]) * 3;
        [palette[start], palette[start + 1], palette[start + 2]]
    }

    #[test]
    fn few_colours_are_kept_and_of_more_the_shades_are_rounded() {
        for (shades, most) in [(200, 0), (300, 2), (500, 2)] {
            let canvas = canvas(shades);
            let (numbers, palette) = pixels(&canvas);
            let palette = palette.unwrap_or_else(|| panic!("{shades} need no palette"));
            assert!(palette.len() <= MOST * 3);
            let mut worst = 0;
            for (place, pixel) in canvas.data().as_chunks::<4>().0.iter().enumerate() {
                let shown = shown(&numbers, &palette, place);
                if place < 512 * 3 {
                    assert_eq!(shown, [1, 114, 178], "an area keeps its colour");
                }
                worst = shown.iter().zip(pixel).map(|(a, b)| a.abs_diff(*b)).fold(worst, u8::max);
            }
            assert_eq!(worst, most, "{shades}");
        }
    }

    #[test]
    fn a_photograph_has_three_bytes_a_pixel() {
        let mut canvas = Pixmap::new(256, 256).expect("a canvas");
        for (place, pixel) in canvas.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let part = |part: usize| u8::try_from(part % 256).expect("a byte");
            *pixel = [part(place), part(place / 256), part(place / 7), 255];
        }
        let (samples, palette) = pixels(&canvas);
        assert!(palette.is_none() && samples.len() == 256 * 256 * 3);
    }
}
