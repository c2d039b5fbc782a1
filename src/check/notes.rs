//! Remarks, each kept once: of millions of rows many carry the same words.

use std::collections::HashMap;
use std::hash::BuildHasher;
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
    own: Notes,
    ids: Vec<NoteId>,
}

impl Seen {
    /// The place of a remark among all; `None` where there is no room for another one.
    pub(super) fn keep(&mut self, note: &str, all: &Mutex<Notes>) -> Option<NoteId> {
        let known = self.own.find(note, self.own.hashing.hash_one(note)).and_then(|own| self.ids.get(own.index()));
        if let Some(id) = known {
            return Some(*id);
        }
        let id = all.lock().unwrap_or_else(PoisonError::into_inner).keep(note)?;
        if self.ids.len() < MOST_SEEN && self.own.keep(note).is_some() {
            self.ids.push(id);
        }
        Some(id)
    }
}
