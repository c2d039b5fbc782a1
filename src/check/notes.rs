//! Remarks, each kept once: of millions of rows many carry the same words.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::lookup::Seeds;
use crate::model::claim::NoteId;

/// The remarks on claims, in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    text: String,
    /// Where each remark ends.
    ends: Vec<usize>,
    /// Places by the hash of the remark; those that share a hash stand in `others`.
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
        if let Some(known) = self.places.get(&hash)
            && self.text(*known) == note
        {
            return Some(*known);
        }
        // Two remarks of one hash: the later ones are looked for one by one, which happens once in ages.
        if self.places.contains_key(&hash)
            && let Some(known) = (0..self.ends.len()).filter_map(NoteId::new).find(|id| self.text(*id) == note)
        {
            return Some(known);
        }
        let id = self.append(note)?;
        self.places.entry(hash).or_insert(id);
        Some(id)
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
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}
