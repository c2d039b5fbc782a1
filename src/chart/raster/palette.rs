//! The pixels of a canvas with as few bytes as they need: a chart of 256 colours or fewer has one byte a pixel.

use resvg::tiny_skia::Pixmap;

/// Most colours of a palette.
const MOST: usize = 256;
/// Pixels that are looked at together.
const RUN: usize = 32;
/// Slots of the table from colour to number; a power of two, so that few colours share one.
const SLOTS: usize = 4096;

/// One byte a pixel and the palette, three bytes a colour in the order in which they come up; or three bytes a pixel.
/// The sheet is opaque, so the alpha channel says nothing.
pub(super) fn pixels(canvas: &Pixmap) -> (Vec<u8>, Option<Vec<u8>>) {
    if let Some((numbers, colours)) = numbered(canvas.data()) {
        return (numbers, Some(colours.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect()));
    }
    let mut samples = vec![0; canvas.data().len() / 4 * 3];
    for (to, from) in samples.chunks_exact_mut(3).zip(canvas.data().chunks_exact(4)) {
        to.copy_from_slice(&from[..3]);
    }
    (samples, None)
}

/// The number of each pixel's colour, and the colours; `None` where there are too many.
fn numbered(data: &[u8]) -> Option<(Vec<u8>, Vec<[u8; 4]>)> {
    let mut colours: Vec<[u8; 4]> = Vec::with_capacity(MOST);
    let mut slots: Vec<Option<u8>> = vec![None; SLOTS];
    let mut numbers = Vec::with_capacity(data.len() / 4);
    let mut last: ([u8; 4], u8) = ([0; 4], 0);
    let (pixels, _) = data.as_chunks::<4>();
    for run in pixels.chunks(RUN) {
        // Most of a sheet is paper: a run of one colour is seen as a whole.
        if !numbers.is_empty() && run == &[last.0; RUN][..run.len()] {
            numbers.resize(numbers.len() + run.len(), last.1);
            continue;
        }
        for pixel in run {
            if numbers.is_empty() || *pixel != last.0 {
                last = (*pixel, number(*pixel, &mut colours, &mut slots)?);
            }
            numbers.push(last.1);
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
