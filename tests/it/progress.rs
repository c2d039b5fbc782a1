//! What somebody at a terminal sees while a long work goes on, and that nobody else sees anything.

use std::io;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressDrawTarget, TermLike};
use staffelstab::progress::Progress;

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

/// What is seen of a work that is done at once.
fn seen(patience: Duration) -> String {
    SEEN.lock().expect("the screen").clear();
    let progress = Progress::on(patience, screen);
    progress.stage("checking figures.csv", 4_000);
    progress.advance(3_000, 1_234_567);
    progress.steps("drawing", 8);
    progress.advance(8, 0);
    drop(progress);
    SEEN.lock().expect("the screen").clone()
}

#[test]
fn a_long_work_says_what_is_done_how_far_it_is_and_how_fast() {
    let all = seen(Duration::ZERO);
    for expected in ["checking figures.csv", "75 %", "1,234,567 rows", "rows/s", "B/s", "drawing", "8/8"] {
        assert!(all.contains(expected), "{expected}: {all}");
    }
    assert_eq!(seen(Duration::from_secs(3600)), "", "a short one says nothing");
}

#[test]
fn a_pipe_sees_no_progress() {
    let here = folder();
    let ran = done(here.path(), &["report", "hosts", "--quiet"]);
    assert_eq!(ran.stderr, "");
}
