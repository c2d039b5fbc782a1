//! What can be kept by edition: records of a fixed size with an order of their own.

use std::cmp::Ordering;

use crate::model::claim::{Claim, Mention, NoteId};

/// A record of one edition.
pub trait Record: Copy + PartialEq + Send + Sync {
    /// Bytes of a record that is set aside.
    const SIZE: usize;

    /// Index of its edition.
    fn edition(&self) -> u32;

    /// What decides first on the order of the records of one edition.
    fn first(&self) -> u64;

    /// The order of the records of one edition.
    fn order(&self, other: &Self) -> Ordering;

    /// Whether the two are one and the same, and one of them too many.
    fn is_twin(&self, other: &Self) -> bool;

    /// The same with the number of its text that `places` has for the present one; with that one where it has none.
    #[must_use]
    fn renumber(self, places: &[u32]) -> Self;

    /// Adds its bytes.
    fn store(&self, bytes: &mut Vec<u8>);

    /// The record of some bytes that [`Record::store`] gave.
    fn load(bytes: &[u8]) -> Option<Self>;
}

impl Record for Claim {
    const SIZE: usize = Self::BYTES;

    fn edition(&self) -> u32 {
        self.edition
    }

    fn first(&self) -> u64 {
        kind(self)
    }

    fn order(&self, other: &Self) -> Ordering {
        let stated = |claim: &Self| (claim.stated.qualifier(), claim.source);
        let date = |claim: &Self| claim.asserted_on.map(|date| (date.earliest(), date.latest()));
        let order = self.first().cmp(&other.first()).then_with(|| stated(self).cmp(&stated(other)));
        order.then_with(|| date(self).cmp(&date(other))).then_with(|| self.note.cmp(&other.note))
    }

    fn is_twin(&self, other: &Self) -> bool {
        self == other
    }

    fn renumber(self, places: &[u32]) -> Self {
        let new =
            |note: NoteId| places.get(note.index()).and_then(|place| NoteId::new(*place as usize)).unwrap_or(note);
        Self { note: self.note.map(new), ..self }
    }

    fn store(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_bytes());
    }

    fn load(bytes: &[u8]) -> Option<Self> {
        Self::from_bytes(bytes.first_chunk()?)
    }
}

/// What is counted, basis, mode, unit, when it was said and the value, in this order; what is not said comes first.
fn kind(claim: &Claim) -> u64 {
    let words = claim.words().into_iter().map(u64::from);
    // No vocabulary has 63 words, and a value has 32 bits.
    words.fold(claim.measure as u64, |all, word| all << 6 | word) << 32 | claim.stated.value()
}

impl Record for Mention {
    const SIZE: usize = Self::BYTES;

    fn edition(&self) -> u32 {
        self.edition
    }

    fn first(&self) -> u64 {
        key(self)
    }

    fn order(&self, other: &Self) -> Ordering {
        self.first().cmp(&other.first())
    }

    fn is_twin(&self, other: &Self) -> bool {
        key(self) >> 1 == key(other) >> 1
    }

    fn renumber(self, places: &[u32]) -> Self {
        match places.get(self.term() as usize) {
            Some(term) => Self::new(self.edition, *term, self.source, self.weight()),
            None => self,
        }
    }

    fn store(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_bytes());
    }

    fn load(bytes: &[u8]) -> Option<Self> {
        Some(Self::from_bytes(*bytes.first_chunk()?))
    }
}

/// Term, source and weight as one number.
fn key(mention: &Mention) -> u64 {
    u64::from(mention.term()) << 33 | u64::from(mention.source) << 1 | u64::from(mention.weight() as u8)
}
