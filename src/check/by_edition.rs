//! Records edition by edition. They stay where they were read to: rows about one edition mostly stand together, so that
//! only their places are sorted. Of millions the first are held in memory and the others set aside in a file, so that
//! memory does not grow with them.

mod pieces;
mod record;

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(super) use self::pieces::Pieces;
pub use self::record::Record;
use crate::scratch::Scratch;

/// Records by edition, those of one edition in their canonical order.
#[derive(Debug)]
pub struct ByEdition<T> {
    blocks: Vec<Block<T>>,
    /// By edition.
    runs: Vec<Run>,
    /// Where the runs of each edition begin, and where those of the last one end.
    firsts: Vec<u32>,
    /// What [`Record::renumber`] wants.
    places: Vec<u32>,
    count: usize,
    aside: Option<Arc<Scratch>>,
    is_broken: AtomicBool,
}

/// Records as they were read.
#[derive(Clone, Debug)]
enum Block<T> {
    Held(Vec<T>),
    /// Where they begin in the file.
    Aside(u64),
}

/// Records of one edition that stand together in a block.
#[derive(Clone, Copy, Debug)]
struct Run {
    edition: u32,
    block: u32,
    start: u32,
    count: u32,
}

impl Run {
    fn of<T>(self, block: &[T]) -> &[T] {
        let (start, count) = (self.start as usize, self.count as usize);
        block.get(start..start + count).unwrap_or_default()
    }
}

impl<T: Record> ByEdition<T> {
    /// The records of the edition with this index, in their order.
    #[must_use]
    pub fn of(&self, edition: usize) -> Cow<'_, [T]> {
        let runs = self.runs_of(edition);
        if let [run] = runs
            && let Some(Block::Held(block)) = self.blocks.get(run.block as usize)
        {
            return Cow::Borrowed(run.of(block));
        }
        let mut records = Vec::with_capacity(runs.iter().map(|run| run.count as usize).sum());
        for run in runs {
            match self.blocks.get(run.block as usize) {
                Some(Block::Held(block)) => records.extend_from_slice(run.of(block)),
                Some(Block::Aside(start)) => self.load(*run, *start, &mut records),
                None => {}
            }
        }
        // Each run is in order but for new numbers, which a stable sort makes use of.
        records.sort_by(T::order);
        Cow::Owned(records)
    }

    /// All records in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        (0..self.editions()).flat_map(|edition| each(self.of(edition)))
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether every record that was set aside could be read again, as far as it was asked for.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.is_broken.load(Ordering::Relaxed)
    }

    fn editions(&self) -> usize {
        self.firsts.len().saturating_sub(1)
    }

    fn runs_of(&self, edition: usize) -> &[Run] {
        match self.firsts.get(edition..edition.saturating_add(2)) {
            Some([first, end]) => self.runs.get(*first as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Adds the records of a run whose block was set aside from `start` on.
    fn load(&self, run: Run, start: u64, records: &mut Vec<T>) {
        let mut bytes = vec![0; run.count as usize * T::SIZE];
        let wanted = records.len() + run.count as usize;
        let start = start + u64::from(run.start) * T::SIZE as u64;
        if self.aside.as_ref().is_some_and(|aside| aside.read(start, &mut bytes).is_ok()) {
            let own = bytes.chunks_exact(T::SIZE).filter_map(T::load);
            records.extend(own.map(|record| record.renumber(&self.places)));
        }
        if records.len() != wanted {
            self.is_broken.store(true, Ordering::Relaxed);
        }
    }
}

/// The records of one edition one by one.
pub fn each<T: Copy>(records: Cow<'_, [T]>) -> impl Iterator<Item = T> + '_ {
    (0..records.len()).map(move |place| records[place])
}

impl<T: Record> PartialEq for ByEdition<T> {
    fn eq(&self, other: &Self) -> bool {
        let editions = self.editions().max(other.editions());
        self.count == other.count && (0..editions).all(|edition| self.of(edition) == other.of(edition))
    }
}

impl<T: Clone> Clone for ByEdition<T> {
    fn clone(&self) -> Self {
        Self {
            blocks: self.blocks.clone(),
            runs: self.runs.clone(),
            firsts: self.firsts.clone(),
            places: self.places.clone(),
            count: self.count,
            aside: self.aside.clone(),
            is_broken: AtomicBool::new(self.is_broken.load(Ordering::Relaxed)),
        }
    }
}
