//! Whatever bytes a reader is given: no panic, no hang, bounded memory.
//!
//! `cargo test fuzz` tries a few hundred inputs a reader; `STAFFELSTAB_MUTATIONS=10000 cargo test --release fuzz --
//! --test-threads=1` as many as that, and holds each reader to its bound of memory. An input that is found goes into
//! `tests/it/fixtures/fuzz/READER/`: every file there is tried first, as it is, and is a seed from then on.

pub mod mutate;

mod packages;
mod reports;
pub mod workbooks;
