//! Identifiers and terms → their places, looked up once for each cell of millions of rows.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Texts with a number each.
#[derive(Debug, Default)]
pub(super) struct Lookup(HashMap<Box<str>, u32, Seeds>);

impl Lookup {
    /// The number of a text.
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        self.0.get(text).copied()
    }
}

impl<'t> FromIterator<(&'t str, u32)> for Lookup {
    fn from_iter<I: IntoIterator<Item = (&'t str, u32)>>(texts: I) -> Self {
        Self(texts.into_iter().map(|(text, number)| (text.into(), number)).collect())
    }
}

/// Two random numbers: without them nobody can choose texts that all fall together.
#[derive(Clone, Copy, Debug)]
struct Seeds(u64, u64);

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
struct Folding {
    state: u64,
    factor: u64,
}

impl Folding {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.factor);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let (low, high) = (product as u64, (product >> 64) as u64);
        self.state = low ^ high;
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
        self.mix(bytes.len() as u64 | self.factor << 32);
    }

    fn write_u8(&mut self, _: u8) {
        // Behind a text stands one byte that says no more than its length did.
    }

    fn finish(&self) -> u64 {
        self.state
    }
}
