//! Remarks, each kept once: of millions of rows many carry the same words.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::lookup::Seeds;
use crate::model::claim::NoteId;

/// Most remarks that a thread remembers by itself.
const MOST_SEEN: usize = 4_096;

/// The remarks on claims, in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    text: String,
    /// Where each remark ends.
    ends: Vec<usize>,
    /// Places by the hash of the remark; of those that share a hash, the first.
    places: HashMap<u64, NoteId, Seeds>,
    hashing: Seeds,
}

impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.ends == other.ends
    }
}

impl Notes {
    /// The place of a remark; `None` where there is no room for another one.
    pub(super) fn keep(&mut self, note: &str) -> Option<NoteId> {
        let hash = self.hashing.hash_one(note);
        self.find(note, hash).or_else(|| {
            let id = self.append(note)?;
            self.places.entry(hash).or_insert(id);
            Some(id)
        })
    }

    /// The place of a remark of this hash that is there.
    fn find(&self, note: &str, hash: u64) -> Option<NoteId> {
        let first = *self.places.get(&hash)?;
        if self.text(first) == note {
            return Some(first);
        }
        // Two remarks of one hash: the later ones are looked for one by one, which happens once in ages.
        (0..self.ends.len()).filter_map(NoteId::new).find(|id| self.text(*id) == note)
    }

    /// The remark at a place.
    pub(super) fn text(&self, id: NoteId) -> &str {
        let end = self.ends.get(id.index()).copied().unwrap_or_default();
        let start = id.index().checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(start..end).unwrap_or_default()
    }

    /// Adds a remark that is not there yet.
    pub(super) fn append(&mut self, note: &str) -> Option<NoteId> {
        let id = NoteId::new(self.ends.len())?;
        self.text.push_str(note);
        self.ends.push(self.text.len());
        Some(id)
    }

    /// How many there are.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The same in the order of their words, so that the order of rows in the files is of no consequence, and the new
    /// place of each.
    pub(super) fn sorted(&self) -> (Self, Vec<u32>) {
        let mut ids: Vec<NoteId> = (0..self.ends.len()).filter_map(NoteId::new).collect();
        ids.sort_unstable_by_key(|id| self.text(*id));
        let mut sorted = Self::default();
        let mut places = vec![0; ids.len()];
        for (id, place) in ids.into_iter().zip(0_u32..) {
            // There is as much room as there was.
            let _ = sorted.append(self.text(id));
            places[id.index()] = place;
        }
        (sorted, places)
    }
}

/// The remarks that one thread has met, with their places among all: it seldom has to wait for the others.
#[derive(Debug, Default)]
pub(super) struct Seen {
    text: String,
    /// By the hash of the remark, each in the next slot that was free.
    slots: Vec<Option<Met>>,
    count: usize,
    hashing: Seeds,
}

/// A remark that was met.
#[derive(Clone, Debug)]
struct Met {
    hash: u64,
    text: Range<usize>,
    id: NoteId,
}

impl Seen {
    /// The place of a remark among all; `None` where there is no room for another one.
    pub(super) fn keep(&mut self, note: &str, all: &Mutex<Notes>) -> Option<NoteId> {
        let hash = self.hashing.hash_one(note);
        let slot = self.slot(note, hash);
        if let Some(Some(met)) = slot.and_then(|slot| self.slots.get(slot)) {
            return Some(met.id);
        }
        let id = all.lock().unwrap_or_else(PoisonError::into_inner).keep(note)?;
        if self.slots.is_empty() {
            self.slots = vec![None; 2 * MOST_SEEN];
        }
        if self.count < MOST_SEEN
            && let Some(slot) = self.slot(note, hash)
        {
            let start = self.text.len();
            self.text.push_str(note);
            self.slots[slot] = Some(Met { hash, text: start..self.text.len(), id });
            self.count += 1;
        }
        Some(id)
    }

    /// Where a remark of this hash is, or would be; `None` where there are no slots yet.
    fn slot(&self, note: &str, hash: u64) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        // The upper half of a hash on a 32-bit machine is as good as the lower one.
        let mut slot = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default() & last;
        let is_other =
            |met: &Met| met.hash != hash || self.text.as_bytes().get(met.text.clone()) != Some(note.as_bytes());
        // Half of the slots stay free, so this comes to an end.
        while self.slots[slot].as_ref().is_some_and(is_other) {
            slot = (slot + 1) & last;
        }
        Some(slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_has_one_place_whoever_meets_it() {
        let all = Mutex::new(Notes::default());
        let (mut one, mut other) = (Seen::default(), Seen::default());
        let notes: Vec<String> = (0..MOST_SEEN + 500).map(|number| format!("Anmerkung {number}")).collect();
        let first: Vec<_> = notes.iter().map(|note| one.keep(note, &all)).collect();
        let again: Vec<_> = notes.iter().rev().map(|note| other.keep(note, &all)).collect();
        assert!(first.iter().all(Option::is_some) && again.iter().rev().eq(&first));
        assert!(notes.iter().map(|note| one.keep(note, &all)).eq(first.iter().copied()));
        let all = all.into_inner().expect("no thread stopped");
        for (note, id) in notes.iter().zip(first) {
            assert_eq!(all.text(id.expect("a place")), note);
        }
        let (sorted, places) = all.sorted();
        assert_eq!(sorted.len(), notes.len());
        assert!(
            (1..sorted.len())
                .map(|place| [place - 1, place].map(|at| NoteId::new(at).expect("few")))
                .all(|[before, own]| sorted.text(before) < sorted.text(own))
        );
        let seventh = NoteId::new(places[7] as usize).expect("few");
        assert_eq!(sorted.text(seventh), "Anmerkung 7");
    }
}
