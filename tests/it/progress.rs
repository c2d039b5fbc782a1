//! What somebody at a terminal sees while a long work goes on, and that nobody else sees anything.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use indicatif::{ProgressDrawTarget, TermLike};
use staffelstab::check::check;
use staffelstab::progress::Progress;
use staffelstab::read::Package;
use staffelstab::read::embedded::FILES;

use crate::harness::{done, folder};

static SEEN: Mutex<String> = Mutex::new(String::new());

/// A terminal that keeps what is written on it.
#[derive(Debug)]
struct Screen;

impl TermLike for Screen {
    fn width(&self) -> u16 {
        100
    }

    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write_str(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        SEEN.lock().expect("the screen").push_str(text);
        Ok(())
    }

    fn clear_line(&self) -> io::Result<()> {
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

fn screen() -> ProgressDrawTarget {
    ProgressDrawTarget::term_like(Box::new(Screen))
}

/// Waits until this is on the screen: the bar is drawn a few times a second.
fn wait_for(expected: &str) {
    for _ in 0..1_000 {
        if SEEN.lock().expect("the screen").contains(expected) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{expected}: {}", SEEN.lock().expect("the screen"));
}

#[test]
fn a_long_work_says_what_is_done_how_far_it_is_and_how_fast() {
    let progress = Progress::on(Duration::from_hours(1), screen);
    progress.bytes("checking figures.csv", 4_000).advance(3_000, 1_234_567);
    drop(progress);
    assert_eq!(SEEN.lock().expect("the screen").as_str(), "", "a short one says nothing");

    let progress = Progress::on(Duration::ZERO, screen);
    let figures = progress.bytes("checking figures.csv", 4_000);
    figures.advance(3_000, 1_234_567);
    let mentions = progress.bytes("checking mentions.csv", 4_000);
    mentions.advance(1_000, 7);
    for expected in ["checking figures.csv", "75 %", "1,234,567 rows", "rows/s", "B/s", "checking mentions.csv", "25 %"]
    {
        wait_for(expected);
    }
    drop((figures, mentions));
    let drawing = progress.steps("drawing", 8);
    drawing.advance(8, 0);
    for expected in ["drawing", "8/8"] {
        wait_for(expected);
    }
    drop(drawing);
    drop(progress);

    // What is read is told by name, row by row.
    let progress = Arc::new(Progress::on(Duration::ZERO, screen));
    check(&Package::embedded().watched(&progress)).expect("no errors");
    let mentions = FILES.iter().find(|(name, _)| *name == "mentions.csv").expect("mentions").1;
    for expected in ["checking mentions.csv", &format!("{} rows", mentions.lines().count())] {
        wait_for(expected);
    }
}

#[test]
fn a_pipe_sees_no_progress() {
    let here = folder();
    let ran = done(here.path(), &["report", "hosts", "--quiet"]);
    assert_eq!(ran.stderr, "");
}
