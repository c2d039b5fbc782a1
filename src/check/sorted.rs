//! Records in the order of their editions.

use std::cmp::Ordering;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSliceMut;

/// From so many records on they are sorted on several threads.
const MANY: usize = 100_000;

/// Sorts records by the index of their edition, those of one edition by `order`. Of many, each is first dealt out to its
/// edition, so that only few are compared with one another.
pub(super) fn by_edition<T: Send>(
    mut records: Vec<T>,
    edition: impl Fn(&T) -> u32 + Sync,
    order: impl Fn(&T, &T) -> Ordering + Sync,
) -> Vec<T> {
    if records.len() < MANY {
        records.sort_unstable_by(|a, b| edition(a).cmp(&edition(b)).then_with(|| order(a, b)));
        return records;
    }
    deal(&mut records, &edition);
    records.par_chunk_by_mut(|a, b| edition(a) == edition(b)).for_each(|own| own.sort_unstable_by(&order));
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

    #[test]
    fn many_records_are_sorted_as_few_are() {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        let records: Vec<(u32, u32)> = (0..=MANY).map(|_| (next() % 700, next() % 50)).collect();
        let mut expected = records.clone();
        expected.sort_unstable();
        assert_eq!(by_edition(records.clone(), |record| record.0, |a, b| a.1.cmp(&b.1)), expected);
        let few = by_edition(records[..999].to_vec(), |record| record.0, |a, b| a.1.cmp(&b.1));
        assert!(few.is_sorted());
    }
}
