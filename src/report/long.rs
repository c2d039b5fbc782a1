//! Tables too long to be held: their rows become bytes edition by edition, on as many threads as there are cores, and
//! leave at once, in order. What is kept is how many there are, the first ones for the page, and the hashes.

mod attendance;
mod cells;
mod timeline;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use sha2::{Digest, Sha256};

pub(super) use self::attendance::attendance;
use self::cells::Cells;
pub(super) use self::timeline::timeline;
use super::table::{Dialect, Table};
use crate::digest::hexadecimal;
use crate::parallel::cores;

/// From so many rows on a table is not held. So many rows are more than travel inside a picture.
pub(super) const LONG: usize = 100_000;
/// Rows that a page shows.
pub(super) const HEAD: usize = 200;

/// Takes the next bytes of a file of this name.
pub type Put<'p> = &'p mut (dyn FnMut(&str, &[u8]) -> io::Result<()> + Send);

/// What is left of a table whose rows are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// The same of its CSV in RFC 4180, which is the file where that is its dialect.
    pub plain_sha256: String,
}

/// Where the bytes go, in the order of the parts.
struct Out<'p> {
    put: Put<'p>,
    name: String,
    next: usize,
    file: Sha256,
    /// Only where the dialect is another one.
    plain: Option<Sha256>,
    failed: Option<io::Error>,
}

impl Out<'_> {
    fn take(&mut self, cells: &Cells) {
        self.next += 1;
        if self.failed.is_some() {
            return;
        }
        self.file.update(cells.written());
        if let Some(plain) = &mut self.plain {
            plain.update(cells.plain());
        }
        self.failed = (self.put)(&self.name, cells.written()).err();
    }
}

/// Makes `parts` parts of a table and puts them one behind the other. `table` has its first rows, and their count.
/// Each thread makes parts in a way of its own, so that it may keep what it needs again.
fn stream<M: FnMut(usize, &mut Cells)>(
    table: &Table,
    dialect: Dialect,
    parts: usize,
    maker: impl Fn() -> M + Sync,
    put: Put<'_>,
) -> io::Result<Gone> {
    let name = format!("{}.csv", table.name);
    let plain = (dialect != Dialect::Rfc4180).then(Sha256::new);
    let out = Out { put, name, next: 0, file: Sha256::new(), plain, failed: None };
    let (out, turn) = (Mutex::new(out), Condvar::new());
    let number = AtomicUsize::new(0);
    let worker = || {
        let mut cells = Cells::new(dialect);
        let mut make = maker();
        loop {
            let part = number.fetch_add(1, Ordering::Relaxed);
            if part > parts {
                return;
            }
            cells.clear();
            // The part before all others is the first line.
            if part == 0 {
                cells.mark();
                table.columns.iter().for_each(|column| cells.cell(column));
                cells.end();
            } else {
                make(part - 1, &mut cells);
            }
            let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
            // Parts are taken in order, so that whoever has the next one is at work.
            while out.next != part {
                out = turn.wait(out).unwrap_or_else(PoisonError::into_inner);
            }
            out.take(&cells);
            turn.notify_all();
        }
    };
    let threads = cores().min(parts.max(1));
    thread::scope(|scope| {
        (1..threads).for_each(|_| drop(scope.spawn(worker)));
        worker();
    });
    let out = out.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = out.failed {
        return Err(error);
    }
    let sha256 = hexadecimal(&out.file.finalize());
    let plain_sha256 = out.plain.map_or_else(|| sha256.clone(), |plain| hexadecimal(&plain.finalize()));
    Ok(Gone { sha256, plain_sha256 })
}
