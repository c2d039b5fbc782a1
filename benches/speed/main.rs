//! How long each part takes: `cargo bench`, or `cargo bench -- chart` for one of them. Nothing here passes or fails.

mod analyses;
mod charts;
mod records;

fn main() {
    divan::main();
}
