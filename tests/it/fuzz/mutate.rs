//! Bytes spoilt in the ways in which files are spoilt, and the way a reader is put to the test with them.
#![allow(clippy::print_stderr, reason = "the numbers of a long run are for whoever asked for it")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Longest that a reader may take for one input.
const LONGEST: Duration = Duration::from_secs(2);
/// After this long it is taken to hang for ever.
const HANGS: Duration = Duration::from_mins(2);

/// Something that happens to a file.
#[derive(Clone, Debug)]
pub enum Mutation {
    /// A byte is replaced.
    Byte(usize, u8),
    /// A byte is left out.
    Gone(usize),
    /// Bytes are put in.
    Put(usize, &'static [u8]),
    /// The file ends early.
    Cut(usize),
    /// A line is left out.
    Line(usize),
    /// A line is there twice.
    Again(usize),
    /// Two cells change places.
    Swap(usize, usize),
    /// A stretch is there many times.
    Many(usize, usize, usize),
    /// A number in the bytes becomes a very large one: a length, a count, a size.
    Huge(usize),
}

/// What stands in files where it should not.
pub const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b"\0",
    b" ",
    b"..",
    b"/",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    "ß".as_bytes(),
    b"[[rule]]",
    b"=",
    b"'''",
    b"9",
    b"-",
    b"{",
    b"}",
    b"[[[[[[[[[[[[[[[[",
    b"\\u0000",
    b"\\ud800",
    b"1e999",
    b"18446744073709551616",
    b"null",
];

/// One mutation.
pub fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<usize>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        at().prop_map(Mutation::Gone),
        (at(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Mutation::Put(at, piece)),
        at().prop_map(Mutation::Cut),
        at().prop_map(Mutation::Line),
        at().prop_map(Mutation::Again),
        (at(), at()).prop_map(|(a, b)| Mutation::Swap(a, b)),
        (at(), 1..64_usize, 2..200_usize).prop_map(|(at, length, times)| Mutation::Many(at, length, times)),
        at().prop_map(Mutation::Huge),
    ]
}

/// Does it.
pub fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    let split =
        |separator: u8, bytes: &[u8]| bytes.split(|byte| *byte == separator).map(<[u8]>::to_vec).collect::<Vec<_>>();
    match *mutation {
        Mutation::Byte(at, byte) => bytes[at % length] = byte,
        Mutation::Gone(at) => drop(bytes.remove(at % length)),
        Mutation::Put(at, piece) => drop(bytes.splice(at % length..at % length, piece.iter().copied())),
        Mutation::Cut(at) => bytes.truncate(at % length),
        Mutation::Line(at) => {
            let mut lines = split(b'\n', bytes);
            lines.remove(at % lines.len());
            *bytes = lines.join(&b'\n');
        }
        Mutation::Again(at) => {
            let mut lines = split(b'\n', bytes);
            lines.insert(at % lines.len(), lines[at % lines.len()].clone());
            *bytes = lines.join(&b'\n');
        }
        Mutation::Swap(a, b) => {
            let mut cells = split(b',', bytes);
            let count = cells.len();
            cells.swap(a % count, b % count);
            *bytes = cells.join(&b',');
        }
        Mutation::Many(at, stretch, times) => {
            let start = at % length;
            let piece = bytes[start..length.min(start + stretch)].repeat(times);
            drop(bytes.splice(start..start, piece));
        }
        Mutation::Huge(at) => {
            let start = at % length;
            bytes[start..length.min(start + 4)].fill(0xff);
        }
    }
}

/// A reader that is put to the test.
pub struct Target<'t> {
    /// Its name: the folder of its fixtures.
    pub reader: &'t str,
    /// Inputs that it takes.
    pub seeds: Vec<Vec<u8>>,
    /// How many spoilt ones are tried in every run of the tests.
    pub usual: u32,
    /// What it may need for one input beside what the test needs for itself, in MiB.
    pub memory: u64,
}

impl Target<'_> {
    /// Gives the reader spoilt inputs, always the same ones. What it panics at or takes too long for is written into a
    /// file that the failure names.
    pub fn withstands(mut self, judge: impl Fn(&[u8]) + Sync) {
        let asked = std::env::var("STAFFELSTAB_MUTATIONS").ok().and_then(|count| count.parse().ok());
        let cases = asked.unwrap_or(self.usual);
        self.seeds.extend(fixtures(self.reader));
        let begun = Instant::now();
        let slowest = std::cell::Cell::new(Duration::ZERO);
        let (alive, watched) = channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                loop {
                    match watched.recv_timeout(HANGS) {
                        Ok(()) => {}
                        Err(RecvTimeoutError::Disconnected) => break,
                        Err(RecvTimeoutError::Timeout) => {
                            // A thread that hangs cannot be stopped, but the tests can be.
                            eprintln!("a reader hangs");
                            std::process::abort();
                        }
                    }
                }
            });
            let alive = alive;
            let run = |bytes: &[u8]| {
                let _ = alive.send(());
                let took = timed(&judge, bytes).map_err(|panic| self.fails(bytes, &panic))?;
                slowest.set(slowest.get().max(took));
                // A busy machine is no hang: what is slow is slow twice.
                if took > LONGEST && timed(&judge, bytes).is_ok_and(|again| again > LONGEST) {
                    return Err(self.fails(bytes, &format!("takes {took:?}")));
                }
                Ok(())
            };
            for seed in &self.seeds {
                run(seed).unwrap_or_else(|message| panic!("{message}"));
            }
            let config = Config { cases, failure_persistence: None, ..Config::default() };
            let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
            let inputs = (0..self.seeds.len(), prop::collection::vec(mutation(), 1..5));
            let outcome = runner.run(&inputs, |(seed, mutations)| {
                let mut bytes = self.seeds[seed].clone();
                mutations.iter().for_each(|mutation| mutate(&mut bytes, mutation));
                run(&bytes).map_err(TestCaseError::fail)
            });
            drop(alive);
            outcome.unwrap_or_else(|error| panic!("{}: {error}", self.reader));
        });
        if asked.is_some() {
            let peak = peak();
            eprintln!(
                "{}: {} seeds, {cases} mutated inputs in {:?}, the slowest {:?}, peak {peak:?} MiB",
                self.reader,
                self.seeds.len(),
                begun.elapsed(),
                slowest.get()
            );
            assert!(peak.is_none_or(|peak| peak <= self.memory), "{}: {peak:?} MiB", self.reader);
        }
    }

    fn fails(&self, bytes: &[u8], what: &str) -> String {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}", self.reader));
        let kept = fs::write(&path, bytes).is_ok();
        format!("{}: {what}; the input is in {} ({kept})", self.reader, path.display())
    }
}

/// How long the reader takes, or what it panics with.
fn timed(judge: &impl Fn(&[u8]), bytes: &[u8]) -> Result<Duration, String> {
    let begun = Instant::now();
    catch_unwind(AssertUnwindSafe(|| judge(bytes))).map(|()| begun.elapsed()).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        format!("panics: {}", text.unwrap_or("without a text"))
    })
}

/// Inputs that were found once.
fn fixtures(reader: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/fuzz").join(reader);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a fixture")).collect()
}

/// Most memory that this process ever needed, in MiB, where the system says so.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}
