//! Records of the pieces of a table, edition by edition. They stay where they were read to: rows about one edition
//! mostly stand together, so that only their places are sorted.

use std::cmp::Ordering;

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

/// From so many records on they are sorted on several threads.
const MANY: usize = 100_000;
/// Records of a block.
const BLOCK: usize = 1 << 18;
/// Where more than this part of all records stands apart from others of their edition, all of them are moved.
const APART: usize = 8;

/// Records by edition, those of one edition in their canonical order.
#[derive(Clone, Debug)]
pub struct ByEdition<T> {
    blocks: Vec<Vec<T>>,
    /// By the index of the edition.
    places: Vec<Run>,
    count: usize,
}

/// Records of one edition that stand together in a block.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    edition: u32,
    block: u32,
    start: u32,
    count: u32,
}

impl Run {
    fn of<T>(self, blocks: &[Vec<T>]) -> &[T] {
        let (start, count) = (self.start as usize, self.count as usize);
        blocks.get(self.block as usize).and_then(|block| block.get(start..start + count)).unwrap_or_default()
    }
}

impl<T> ByEdition<T> {
    /// The records of the edition with this index.
    #[must_use]
    pub fn of(&self, edition: usize) -> &[T] {
        self.places.get(edition).map_or(&[], |run| run.of(&self.blocks))
    }

    /// All records in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().flat_map(|run| run.of(&self.blocks))
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

    /// All records, to be changed in what is of no consequence for their order.
    pub(super) fn each_mut(&mut self, mut change: impl FnMut(&mut T)) {
        for Run { block, start, count, .. } in &self.places {
            let block = self.blocks.get_mut(*block as usize).map(Vec::as_mut_slice).unwrap_or_default();
            block.iter_mut().skip(*start as usize).take(*count as usize).for_each(&mut change);
        }
    }
}

impl<T: PartialEq> PartialEq for ByEdition<T> {
    fn eq(&self, other: &Self) -> bool {
        let editions = self.places.len().max(other.places.len());
        (0..editions).all(|edition| self.of(edition) == other.of(edition))
    }
}

/// The records of the pieces of a table, which come in no order.
pub(super) struct Pieces<T> {
    blocks: Vec<Vec<T>>,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

impl<T: Copy + Send + Sync> Pieces<T> {
    /// Takes the records of a piece over.
    pub(super) fn add(&mut self, records: &mut Vec<T>) {
        match self.blocks.last_mut() {
            Some(last) if last.capacity() - last.len() >= records.len() => last.append(records),
            _ => {
                let mut block = Vec::with_capacity(BLOCK.max(records.len()));
                block.append(records);
                self.blocks.push(block);
            }
        }
    }

    /// Every record, to be changed.
    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.blocks.iter_mut().flatten()
    }

    /// Sorts the records by the index of their edition, those of one edition by `order`, and says whether two of them
    /// that follow one another are the `same`.
    pub(super) fn by_edition(
        self,
        edition: impl Fn(&T) -> u32 + Sync,
        order: impl Fn(&T, &T) -> Ordering + Sync,
        same: impl Fn(&T, &T) -> bool + Sync,
    ) -> (ByEdition<T>, bool) {
        let Self { mut blocks } = self;
        let count: usize = blocks.iter().map(Vec::len).sum();
        let mut places = runs(&blocks, &edition);
        let parts: usize = several(&places).flatten().map(|run| run.count as usize).sum();
        if count < MANY || parts > count / APART {
            let mut records = joined(blocks, count);
            deal(&mut records, &edition);
            blocks = vec![records];
            places = runs(&blocks, &edition);
        } else {
            let (together, apart) = united(&blocks, &places);
            blocks.push(apart);
            places = together;
        }
        let sort = |own: &mut [T]| {
            own.sort_unstable_by(&order);
            own.windows(2).any(|pair| same(&pair[0], &pair[1]))
        };
        let is_one = |a: &T, b: &T| edition(a) == edition(b);
        let twins = if count < MANY {
            blocks.iter_mut().flat_map(|block| block.chunk_by_mut(is_one)).fold(false, |any, own| any | sort(own))
        } else {
            let own = blocks.par_iter_mut().flat_map(|block| block.par_chunk_by_mut(is_one));
            own.map(sort).reduce(|| false, |one, other| one | other)
        };
        (ByEdition { blocks, places: by_index(places), count }, twins)
    }
}

/// The runs of all blocks, by edition.
fn runs<T>(blocks: &[Vec<T>], edition: impl Fn(&T) -> u32) -> Vec<Run> {
    let mut runs = Vec::new();
    for (block, records) in blocks.iter().enumerate() {
        let mut start = 0;
        for own in records.chunk_by(|a, b| edition(a) == edition(b)) {
            runs.push(Run {
                edition: edition(&own[0]),
                block: short(block),
                start: short(start),
                count: short(own.len()),
            });
            start += own.len();
        }
    }
    runs.sort_by_key(|run| run.edition);
    runs
}

/// A table of 64 GiB has fewer rows than a `u32` can count.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The runs of each edition that has more than one.
fn several(runs: &[Run]) -> impl Iterator<Item = &[Run]> {
    runs.chunk_by(|a, b| a.edition == b.edition).filter(|own| own.len() > 1)
}

/// One run for each edition, and a further block for the records of those that had several.
fn united<T: Copy>(blocks: &[Vec<T>], runs: &[Run]) -> (Vec<Run>, Vec<T>) {
    let mut apart = Vec::new();
    let mut together = Vec::new();
    for own in runs.chunk_by(|a, b| a.edition == b.edition) {
        if let [one] = own {
            together.push(*one);
            continue;
        }
        let start = apart.len();
        own.iter().for_each(|run| apart.extend_from_slice(run.of(blocks)));
        let count = short(apart.len() - start);
        together.push(Run { edition: own[0].edition, block: short(blocks.len()), start: short(start), count });
    }
    (together, apart)
}

/// The run of each edition at its index, empty where there is none.
fn by_index(runs: Vec<Run>) -> Vec<Run> {
    let count = runs.last().map_or(0, |run| run.edition as usize + 1);
    let mut places = vec![Run::default(); count];
    runs.into_iter().for_each(|run| places[run.edition as usize] = run);
    places
}

/// All records one behind the other; a block goes as soon as it is taken over.
fn joined<T: Copy>(blocks: Vec<Vec<T>>, count: usize) -> Vec<T> {
    let mut records = Vec::with_capacity(count);
    blocks.into_iter().for_each(|block| records.extend_from_slice(&block));
    records
}

/// Brings the records of each edition together, in place: each is swapped to where the next one of its edition goes
/// (the American flag sort of Engineering Radix Sort, Computing Systems 6, 1993).
fn deal<T>(records: &mut [T], edition: impl Fn(&T) -> u32) {
    let most = records.iter().map(&edition).max().map_or(0, |most| most as usize + 1);
    let mut ends = vec![0_usize; most];
    for record in records.iter() {
        ends[edition(record) as usize] += 1;
    }
    let mut next = Vec::with_capacity(most);
    let mut end = 0;
    for count in &mut ends {
        next.push(end);
        end += *count;
        *count = end;
    }
    for own in 0..most {
        while next[own] < ends[own] {
            let place = next[own];
            let goes = edition(&records[place]) as usize;
            if goes != own {
                records.swap(place, next[goes]);
            }
            next[goes] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorts records that come in three pieces, the first one last.
    fn sorted(records: &[(u32, u32)]) -> (ByEdition<(u32, u32)>, bool) {
        let mut pieces = Pieces::default();
        let third = records.len() / 3;
        for part in [&records[third..2 * third], &records[2 * third..], &records[..third]] {
            pieces.blocks.push(part.to_vec());
        }
        pieces.by_edition(|record| record.0, |a, b| a.1.cmp(&b.1), |a, b| a == b)
    }

    #[test]
    fn many_records_are_sorted_as_few_are_whether_they_stand_together_or_not() {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        let scattered: Vec<(u32, u32)> = (0..=MANY).map(|_| (next() % 700 + 1, next())).collect();
        let together: Vec<(u32, u32)> =
            (1..=700_u32).rev().flat_map(|own| (0..150).map(move |at| (own, at ^ 77))).collect();
        let (one, other) = (sorted(&scattered).0, sorted(&together).0);
        assert!(one.blocks.len() == 1 && other.blocks.len() == 4 && !other.blocks[3].is_empty() && one != other);
        for mut records in [scattered, together] {
            let (found, twins) = sorted(&records);
            let (few, none) = sorted(&records[..999]);
            assert!(few.iter().is_sorted() && few.len() == 999 && !none && !twins);
            let last = records[records.len() - 1];
            records.push(last);
            assert!(sorted(&records).1 && sorted(&[last, (1, 0), last]).1);
            records.pop();
            records.sort_unstable();
            assert!(found.iter().eq(&records));
            let of_seven: Vec<(u32, u32)> = records.iter().copied().filter(|record| record.0 == 7).collect();
            assert!(found.of(7) == of_seven && found.of(0).is_empty() && found.of(701).is_empty());
        }
    }
}
