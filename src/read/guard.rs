//! The one boundary at which a panic is caught: the crates that take spreadsheets and Parquet files apart are meant to
//! give errors for broken ones, but a mutated file may still reach an index or an `expect` of theirs. Such a file is a
//! finding like any other broken one. Nothing of the program's own state is touched inside: bytes go in, cells come out.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread is inside the boundary: its panics are not printed.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Runs a foreign reader; `None` where it panicked.
pub(super) fn contained<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    // The hook is one for the whole process, so it is set once and asks each thread; all other panics are told as ever.
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !INSIDE.with(Cell::get) {
                before(panic);
            }
        }));
    });
    let outside = INSIDE.replace(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    INSIDE.set(outside);
    result.ok()
}
