//! The records of the pieces of a table, which come in no order and from several threads.

use std::io::Error;
use std::mem;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IntoParallelRefMutIterator, ParallelBridge, ParallelIterator};

use super::{Block, ByEdition, Record, Run};
use crate::scratch::Scratch;

/// Records of a block.
const BLOCK: usize = 1 << 18;
/// From so many records on a piece has others behind it.
const LARGE: usize = 4_096;
/// Most blocks that are held in memory.
const MOST_HELD: usize = 8;
/// Where runs have fewer records on average, the records of a block are brought in order.
const RUN: usize = 8;
/// From so many records on they are sorted on several threads.
const MANY: usize = 100_000;

/// Records that are being read.
pub(in crate::check) struct Pieces<T> {
    all: Mutex<All<T>>,
    most_held: usize,
}

struct All<T> {
    blocks: Vec<Block<T>>,
    runs: Vec<Run>,
    held: usize,
    count: usize,
    /// Whether two records of one run are.
    twins: bool,
    aside: Option<Scratch>,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self::holding(MOST_HELD)
    }
}

impl<T> Pieces<T> {
    /// None yet, of which at most so many blocks are held.
    fn holding(most_held: usize) -> Self {
        let all = All { blocks: Vec::new(), runs: Vec::new(), held: 0, count: 0, twins: false, aside: None };
        Self { all: Mutex::new(all), most_held }
    }
}

/// The records that one thread reads: those of full blocks leave it.
pub(in crate::check) struct Own<'p, T: Record> {
    pieces: &'p Pieces<T>,
    /// The records since the last full block.
    pub records: Vec<T>,
    /// How many of them the pieces before had.
    before: usize,
    /// For what is set aside.
    bytes: Vec<u8>,
}

impl<T: Record> Own<'_, T> {
    /// Tells that a piece is read.
    pub(in crate::check) fn end_piece(&mut self) {
        let piece = self.records.len() - self.before;
        if self.records.len() + piece > BLOCK {
            self.pieces.add(&mut self.records, &mut self.bytes);
        }
        self.before = self.records.len();
        if piece >= LARGE && self.records.capacity() < BLOCK {
            self.records.reserve_exact(BLOCK - self.records.len());
        }
    }
}

impl<T: Record> Drop for Own<'_, T> {
    fn drop(&mut self) {
        self.pieces.add(&mut self.records, &mut self.bytes);
    }
}

impl<T: Record> Pieces<T> {
    /// For a thread that reads.
    pub(in crate::check) const fn own(&self) -> Own<'_, T> {
        Own { pieces: self, records: Vec::new(), before: 0, bytes: Vec::new() }
    }

    /// Takes records over; none are left. `bytes` is room that is used again.
    fn add(&self, records: &mut Vec<T>, bytes: &mut Vec<u8>) {
        if records.is_empty() {
            return;
        }
        let mut runs = runs(records);
        if runs.len() > records.len() / RUN {
            records.sort_unstable_by_key(Record::edition);
            runs = self::runs(records);
        }
        let mut twins = false;
        let mut room = (Vec::new(), Vec::new());
        for own in records.chunk_by_mut(is_one) {
            sort(own, &mut room);
            twins |= has_twins(own);
        }
        let all = || self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let is_held = all().held < self.most_held;
        bytes.clear();
        if !is_held {
            for record in records.iter() {
                record.store(bytes);
            }
        }
        let mut all = all();
        // Where nothing can be set aside, there is still the memory.
        let start = if is_held { None } else { all.set_aside(bytes).ok() };
        all.count += records.len();
        all.twins |= twins;
        let number = short(all.blocks.len());
        all.runs.extend(runs.into_iter().map(|run| Run { block: number, ..run }));
        all.blocks.push(match start {
            Some(start) => Block::Aside(start),
            None => Block::Held(mem::take(records)),
        });
        records.clear();
        all.held += usize::from(start.is_none());
    }

    /// Sorts the records by their edition, those of one edition in their order, and says whether two of them are twins.
    /// `places` are the new numbers of their texts.
    pub(in crate::check) fn by_edition(self, places: Vec<u32>) -> (ByEdition<T>, bool) {
        let All { mut blocks, mut runs, count, twins, aside, .. } =
            self.all.into_inner().unwrap_or_else(PoisonError::into_inner);
        runs.sort_by_key(|run| run.edition);
        let sort = |block: &mut Block<T>| {
            let Block::Held(records) = block else { return };
            for record in records.iter_mut() {
                *record = record.renumber(&places);
            }
            // They are in order but for their new numbers.
            records.chunk_by_mut(is_one).for_each(|own| own.sort_by(T::order));
        };
        let are_many = count >= MANY;
        if are_many {
            blocks.par_iter_mut().for_each(sort);
        } else {
            blocks.iter_mut().for_each(sort);
        }
        let firsts = firsts(&runs);
        let is_broken = AtomicBool::new(false);
        let all = ByEdition { blocks, runs, firsts, places, count, aside: aside.map(Arc::new), is_broken };
        let in_several = |edition: &usize| all.runs_of(*edition).len() > 1;
        let has_twins = |edition: usize| has_twins(&all.of(edition));
        let mut editions = (0..all.editions()).filter(in_several);
        let twins = twins || if are_many { editions.par_bridge().any(has_twins) } else { editions.any(has_twins) };
        (all, twins)
    }
}

impl<T> All<T> {
    fn set_aside(&mut self, bytes: &[u8]) -> Result<u64, Error> {
        let aside = match &mut self.aside {
            Some(aside) => aside,
            none => none.insert(Scratch::new()?),
        };
        aside.add(bytes)
    }
}

/// Whether two records are of one edition.
fn is_one<T: Record>(a: &T, b: &T) -> bool {
    a.edition() == b.edition()
}

/// Whether two that follow one another are twins.
fn has_twins<T: Record>(own: &[T]) -> bool {
    own.windows(2).any(|pair| pair[0].is_twin(&pair[1]))
}

/// The runs of a block, its number left out.
fn runs<T: Record>(records: &[T]) -> Vec<Run> {
    let mut start = 0;
    let own = records.chunk_by(is_one);
    own.map(|own| {
        let run = Run { edition: own[0].edition(), block: 0, start, count: short(own.len()) };
        start += run.count;
        run
    })
    .collect()
}

/// Sorts records of one edition: what decides first is found once for each.
fn sort<T: Record>(own: &mut [T], (firsts, sorted): &mut (Vec<(u64, u32)>, Vec<T>)) {
    firsts.clear();
    firsts.extend(own.iter().map(T::first).zip(0..));
    firsts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| own[a.1 as usize].order(&own[b.1 as usize])));
    sorted.clear();
    sorted.extend(firsts.iter().map(|(_, place)| own[*place as usize]));
    own.copy_from_slice(sorted);
}

/// Where the runs of each edition begin.
fn firsts(runs: &[Run]) -> Vec<u32> {
    let editions = runs.last().map_or(0, |run| run.edition + 1);
    let mut place = 0;
    let first = |edition: u32| {
        place += runs[place..].iter().take_while(|run| run.edition < edition).count();
        short(place)
    };
    (0..=editions).map(first).collect()
}

/// A table of 64 GiB has fewer rows than a `u32` can count.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::claim::{Mention, Weight};

    /// Mentions by edition, read by one thread piece by piece, of which so many blocks are held.
    fn sorted(pieces: &[Vec<Mention>], most_held: usize, places: &[u32]) -> (ByEdition<Mention>, bool) {
        let kept = Pieces::holding(most_held);
        for piece in pieces {
            let mut own = kept.own();
            own.records.extend(piece);
            own.end_piece();
        }
        kept.by_edition(places.to_vec())
    }

    fn mention() -> impl Strategy<Value = Mention> {
        (0..5_u32, 0..4_u32, 0..3_u32, prop::sample::select(Weight::ALL))
            .prop_map(|(edition, term, source, weight)| Mention::new(edition * 3, term, source, weight))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn records_come_in_one_order_whether_they_are_held_or_set_aside(
            pieces in prop::collection::vec(prop::collection::vec(mention(), 0..40), 0..6),
            turned in any::<bool>(),
        ) {
            let places: &[u32] = if turned { &[3, 2, 1, 0] } else { &[] };
            let mut expected: Vec<Mention> = pieces.iter().flatten().map(|own| own.renumber(places)).collect();
            expected.sort_by(|a, b| a.edition.cmp(&b.edition).then(a.order(b)));
            let key = |own: &Mention| (own.edition, own.term(), own.source);
            let twins = expected.windows(2).any(|pair| key(&pair[0]) == key(&pair[1]));
            for most_held in [0, 1, 9] {
                let (found, any) = sorted(&pieces, most_held, places);
                prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected.clone());
                prop_assert!(found.len() == expected.len() && any == twins && found.is_whole());
                for edition in 0..14 {
                    let own: Vec<Mention> = expected.iter().copied().filter(|own| own.edition == edition).collect();
                    prop_assert_eq!(found.of(edition as usize).into_owned(), own);
                }
            }
        }
    }

    #[test]
    fn many_records_are_sorted_as_few_are() {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        let made = (0..BLOCK + MANY).map(|_| Mention::new(next() % 700, next(), next() % 9, Weight::Main));
        let mut made: Vec<Mention> = made.collect();
        let pieces: Vec<Vec<Mention>> = made.chunks(50_000).map(<[_]>::to_vec).collect();
        let (held, twins) = sorted(&pieces, 9, &[]);
        assert!(!twins && held == sorted(&pieces, 0, &[]).0);
        made.sort_unstable_by(|a, b| a.edition.cmp(&b.edition).then(a.order(b)));
        assert!(held.iter().eq(made));
    }
}
