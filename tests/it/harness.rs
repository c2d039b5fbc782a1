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

impl Pixels {
    /// The largest difference of a channel's mean over any 16 × 16 pixels: what a shape that is missing or stands
    /// elsewhere makes, and the rounding of an edge does not.
    pub fn worst_patch(&self, other: &Self) -> u8 {
        const SIDE: usize = 16;
        assert_eq!(self.size, other.size);
        let row = self.size.0 as usize * 3;
        let mean = |samples: &[u8], top: usize, left: usize, channel: usize| {
            let rows = (top..(top + SIDE).min(samples.len() / row)).map(|y| &samples[y * row..][..row]);
            let places = rows.flat_map(|row| row[left..].iter().skip(channel).step_by(3).take(SIDE));
            let (sum, count) = places.fold((0, 0), |(sum, count), value| (sum + u32::from(*value), count + 1));
            sum / count
        };
        let tops = (0..self.size.1 as usize).step_by(SIDE);
        let patches = tops.flat_map(|top| (0..row).step_by(SIDE * 3).map(move |left| (top, left)));
        let apart = |(top, left)| {
            let apart =
                |channel| mean(&self.samples, top, left, channel).abs_diff(mean(&other.samples, top, left, channel));
            (0..3).map(apart).max()
        };
        u8::try_from(patches.filter_map(apart).max().unwrap_or_default()).expect("a mean of bytes")
    }
}

/// The pixels that another program makes of an SVG.
pub fn drawn(svg: &str, (width, height): (u32, u32)) -> Pixels {
    let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).expect("an SVG");
    let mut canvas = resvg::tiny_skia::Pixmap::new(width, height).expect("a canvas");
    resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut canvas.as_mut());
    let samples = canvas.data().as_chunks::<4>().0.iter().flat_map(|pixel| pixel[..3].to_vec()).collect();
    Pixels { size: (width, height), samples }
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
