//! Identifiers and terms → their places, looked up once for each cell of millions of rows.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Bytes of a text that stands in its slot.
const SHORT: usize = 32;

/// Texts with a number each. Short ones stand in the table itself, so that one look into the memory is enough.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// Twice as many as texts or more, a power of two of them; empty where there is no text.
    slots: Vec<Slot>,
    long: HashMap<Box<str>, u32, Seeds>,
    seeds: Seeds,
}

/// A short text as words and its number; free where the length is 0.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    words: [u64; SHORT / 8],
    length: u32,
    number: u32,
}

impl Slot {
    /// The text as words; `None` for an empty or a long one.
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        // Of texts of one length each has words of its own; some bytes may stand in two of them.
        let words = match bytes.len() {
            0 => return None,
            1..8 => {
                let mut word = [0; 8];
                word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
                [u64::from_le_bytes(word), 0, 0, 0]
            }
            8..=16 => [first(bytes)?, last(bytes)?, 0, 0],
            17..=SHORT => {
                let (head, tail) = (bytes.get(8..)?, bytes.get(..bytes.len() - 8)?);
                [first(bytes)?, first(head)?, last(tail)?, last(bytes)?]
            }
            _ => return None,
        };
        Some(Self { words, length: u32::try_from(bytes.len()).ok()?, number: 0 })
    }

    fn is_same(&self, other: &Self) -> bool {
        self.words == other.words && self.length == other.length
    }
}

/// The first eight bytes.
fn first(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// The last eight bytes.
fn last(bytes: &[u8]) -> Option<u64> {
    bytes.last_chunk().map(|word| u64::from_le_bytes(*word))
}

impl Lookup {
    /// The same, to be asked for one text several times running.
    pub(super) const fn repeated<'t>(&self) -> Repeated<'_, 't> {
        Repeated { lookup: self, last: ("", 0) }
    }

    /// The number of a text.
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        match Slot::of(text) {
            Some(slot) => self.place(&slot).map(|place| self.slots[place]).filter(|slot| slot.length > 0),
            None => return self.long.get(text).copied(),
        }
        .map(|slot| slot.number)
    }

    /// Where a text stands, or a free slot; `None` where there are none.
    fn place(&self, slot: &Slot) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut hasher = self.seeds.build_hasher();
        slot.words.iter().for_each(|word| hasher.mix(*word));
        hasher.mix(slot.length.into());
        // The upper half of a hash on a 32-bit machine is as good as the lower one.
        let mut place = usize::try_from(hasher.finish() & u64::from(u32::MAX)).unwrap_or_default() & last;
        while self.slots[place].length > 0 && !self.slots[place].is_same(slot) {
            place = (place + 1) & last;
        }
        Some(place)
    }
}

/// A lookup that remembers what was asked last: rows about one edition often stand together, as do those from one
/// source.
pub(super) struct Repeated<'l, 't> {
    lookup: &'l Lookup,
    last: (&'t str, u32),
}

impl<'t> Repeated<'_, 't> {
    /// The number of a text.
    pub(super) fn get(&mut self, text: &'t str) -> Option<u32> {
        if text != self.last.0 || text.is_empty() {
            self.last = (text, self.lookup.get(text)?);
        }
        Some(self.last.1)
    }
}

impl<'t> FromIterator<(&'t str, u32)> for Lookup {
    fn from_iter<I: IntoIterator<Item = (&'t str, u32)>>(texts: I) -> Self {
        let texts: Vec<(&str, u32)> = texts.into_iter().collect();
        let slots = if texts.is_empty() { 0 } else { (2 * texts.len()).next_power_of_two() };
        let mut lookup = Self { slots: vec![Slot::default(); slots], ..Self::default() };
        for (text, number) in texts {
            match Slot::of(text) {
                Some(slot) => {
                    if let Some(place) = lookup.place(&slot) {
                        lookup.slots[place] = Slot { number, ..slot };
                    }
                }
                None => {
                    lookup.long.insert(text.into(), number);
                }
            }
        }
        lookup
    }
}

/// Two random numbers: without them nobody can choose texts that all fall together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seeds(u64, u64);

impl Default for Seeds {
    fn default() -> Self {
        let random = RandomState::new();
        Self(random.hash_one(0_u8), random.hash_one(1_u8) | 1)
    }
}

impl BuildHasher for Seeds {
    type Hasher = Folding;

    fn build_hasher(&self) -> Folding {
        Folding { state: self.0, factor: self.1 }
    }
}

/// Eight bytes at a time, multiplied and folded together.
pub(super) struct Folding {
    state: u64,
    factor: u64,
}

impl Folding {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.factor);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let (low, high) = (product as u64, (product >> 64) as u64);
        self.state = low ^ high ^ self.factor;
    }
}

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last));
        self.mix(bytes.len() as u64);
    }

    fn write_u8(&mut self, _: u8) {
        // Behind a text stands one byte that says no more than its length did.
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_and_no_other() {
        let texts: Vec<String> =
            (0..2_000_usize).map(|number| "ä-".repeat(number % 17) + &number.to_string()).collect();
        let lookup: Lookup = texts.iter().map(String::as_str).zip(0..).collect();
        for (text, number) in texts.iter().zip(0..) {
            assert_eq!(lookup.get(text), Some(number), "{text}");
            assert_eq!(lookup.get(&format!("{text}\0")), None);
            assert_eq!(lookup.get(&format!("{text}x")), None);
        }
        assert_eq!(lookup.get(""), None);
        assert_eq!(Lookup::default().get("a"), None);
    }
}
