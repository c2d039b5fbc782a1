//! Runs the program as a user does, in a folder of its own.

use std::path::Path;
use std::process::{Command, Output};

/// A folder that is removed at the end.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program in `folder` with these arguments.
pub fn staffelstab(folder: &Path, arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_staffelstab"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program starts");
    Ran {
        code: status.code().expect("it ends by itself"),
        stdout: String::from_utf8(stdout).expect("UTF-8"),
        stderr: String::from_utf8(stderr).expect("UTF-8"),
    }
}

/// Runs it and insists on exit code 0.
pub fn done(folder: &Path, arguments: &[&str]) -> Ran {
    let ran = staffelstab(folder, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran
}

/// A file as text.
pub fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path.as_ref()).unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}

/// The rows of a CSV text, each a list of cells; the first one is the columns.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.expect("CSV").iter().map(str::to_owned).collect())
        .collect()
}

/// The cells of some columns of the rows that a condition picks.
pub fn pick(text: &str, columns: &[&str], wanted: impl Fn(&dyn Fn(&str) -> String) -> bool) -> Vec<Vec<String>> {
    let rows = rows(text);
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("column {name}"));
    rows[1..]
        .iter()
        .filter(|row| wanted(&|name| row[at(name)].clone()))
        .map(|row| columns.iter().map(|name| row[at(name)].clone()).collect())
        .collect()
}

/// Largest difference of a channel that the eye does not see.
pub const TOLERANCE: u8 = 2;

/// Pixels of a PNG.
pub struct Pixels {
    size: (u32, u32),
    samples: Vec<u8>,
}

impl Pixels {
    /// The largest difference of a channel to another picture; `None` where their sizes differ.
    pub fn worst(&self, other: &Self) -> Option<u8> {
        if self.size != other.size {
            return None;
        }
        self.samples.iter().zip(&other.samples).map(|(a, b)| a.abs_diff(*b)).max()
    }
}

/// The pixels of a PNG.
pub fn pixels(bytes: &[u8]) -> Pixels {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut samples = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut samples).expect("a frame");
    samples.truncate(info.buffer_size());
    Pixels { size: (info.width, info.height), samples }
}
