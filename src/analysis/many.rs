//! Work on a few things or on many: on many it is done by several threads, and the results are in order either way.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// From so many records on the work on them is worth several threads.
pub const RECORDS: usize = 100_000;
/// The same for claims whose groups are tested, which takes longer.
pub const GROUPED: usize = 2_000;

/// What `make` makes of each item, in order, where it makes something. A pool of threads is not started for a few.
pub fn filter_map<T: Sync, R: Send>(
    items: &[T],
    are_many: bool,
    make: impl Fn(&T) -> Option<R> + Sync + Send,
) -> Vec<R> {
    if are_many { items.par_iter().filter_map(make).collect() } else { items.iter().filter_map(make).collect() }
}
