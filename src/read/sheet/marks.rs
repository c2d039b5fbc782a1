//! Where cells and rows may end: the delimiters, line feeds and quotation marks of a text, 64 bytes at a time, since
//! cells are short and starting a search for each would take longer than the search.

/// Bytes that are looked at together, one bit each.
const BLOCK: usize = 64;
/// Brings the lowest bits of eight bytes together in the highest byte, the first byte's lowest.
const TOGETHER: u64 = 0x0102_0408_1020_4080;

/// The places of marks from a byte on, in order.
pub(super) struct Marks<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    /// Where the block begins whose marks are handed out.
    block: usize,
    /// Its marks that are left.
    left: u64,
}

impl<'t> Marks<'t> {
    /// The marks of a text from a byte on.
    pub(super) fn of(bytes: &'t [u8], from: usize, delimiter: u8) -> Self {
        let mut marks = Self { bytes, delimiter, block: from, left: 0 };
        marks.left = marks.found();
        marks
    }

    /// The marks of the block, each a bit.
    fn found(&self) -> u64 {
        let rest = self.bytes.get(self.block..).unwrap_or_default();
        if let Some(block) = rest.first_chunk() {
            return bits(block, self.delimiter);
        }
        let mut block = [0; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        // A delimiter is never the zero behind the text.
        bits(&block, self.delimiter)
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                return None;
            }
            self.left = self.found();
        }
        let place = self.block + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(place)
    }
}

/// Which bytes of a block are marks.
#[expect(clippy::needless_bitwise_bool, reason = "without branches many bytes are looked at together")]
fn bits(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let is_mark = block.map(|byte| u8::from((byte == delimiter) | (byte == b'\n') | (byte == b'"')));
    let (words, _) = is_mark.as_chunks::<8>();
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes).wrapping_mul(TOGETHER) >> 56;
    words.iter().rev().fold(0, |all, bytes| all << 8 | word(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_wherever_they_stand() {
        let mut state = 7_u32;
        for length in 0..400 {
            let text: Vec<u8> = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    b";\n\"a\xc3\xa4 ,\0\xff\x80\x22"[(state >> 24) as usize % 12]
                })
                .collect();
            for from in [0, 1, 63, 64, 65, length] {
                let is_mark = |at: &usize| matches!(text[*at], b';' | b'\n' | b'"');
                let expected: Vec<usize> = (from..length).filter(is_mark).collect();
                assert_eq!(Marks::of(&text, from, b';').collect::<Vec<_>>(), expected, "{length} {from}");
            }
        }
    }
}
