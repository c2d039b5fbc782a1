//! What is being done, how far it is and how fast, for somebody who waits at a terminal. Nothing is shown where
//! standard error is no terminal, and nothing before half a second: most commands are done by then.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::locale::{Lang, Locale};

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the rate is written anew where nothing moves.
const TICK: Duration = Duration::from_millis(200);

/// Bytes and rows of a table.
const READING: &str = "{what:28} {bar:20} {percent:>3} %  {rate}";
/// Rows of a table whose bytes say nothing.
const ROWS: &str = "{what:28} {bar:20} {percent:>3} %  {rows}";
/// Pieces of work that are alike.
const STEPS: &str = "{what:28} {bar:20} {pos}/{len}";

/// Where progress is told; may be told from any thread, also of several things at the same time.
#[derive(Debug, Default)]
pub struct Progress(Option<Shown>);

#[derive(Debug)]
struct Shown {
    started: Instant,
    patience: Duration,
    target: fn() -> ProgressDrawTarget,
    bars: MultiProgress,
    is_drawn: Once,
}

/// Something that is being done; over once it is dropped, and its line is as it was before.
#[derive(Debug)]
#[must_use]
pub struct Stage<'p>(Option<Bar<'p>>);

#[derive(Debug)]
struct Bar<'p> {
    shown: &'p Shown,
    line: ProgressBar,
    rows: Arc<AtomicU64>,
    is_drawn: Once,
}

impl Progress {
    /// Nobody watches.
    #[must_use]
    pub const fn silent() -> Self {
        Self(None)
    }

    /// A bar on standard error where that is a terminal.
    #[must_use]
    pub fn on_terminal() -> Self {
        if std::io::stderr().is_terminal() { Self::on(PATIENCE, ProgressDrawTarget::stderr) } else { Self::silent() }
    }

    /// Bars on a target of one's own, which are not shown before `patience` is over.
    #[must_use]
    pub fn on(patience: Duration, target: fn() -> ProgressDrawTarget) -> Self {
        let bars = MultiProgress::with_draw_target(ProgressDrawTarget::hidden());
        Self(Some(Shown { started: Instant::now(), patience, target, bars, is_drawn: Once::new() }))
    }

    /// Begins to go through `bytes` bytes of rows. `what` has no control characters.
    pub fn bytes(&self, what: &str, bytes: u64) -> Stage<'_> {
        self.begin(what, bytes, READING)
    }

    /// Begins to go through `count` rows; [`Stage::advance`] tells them twice.
    pub fn rows(&self, what: &str, count: u64) -> Stage<'_> {
        self.begin(what, count, ROWS)
    }

    /// Begins `count` pieces of work that are alike.
    pub fn steps(&self, what: &str, count: usize) -> Stage<'_> {
        self.begin(what, count as u64, STEPS)
    }

    fn begin(&self, what: &str, total: u64, template: &str) -> Stage<'_> {
        Stage(self.0.as_ref().map(|shown| {
            let rows = Arc::new(AtomicU64::new(0));
            let style = style(template, what.to_owned(), Arc::clone(&rows));
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden()).with_style(style);
            let bar = Bar { shown, line: shown.bars.add(bar), rows, is_drawn: Once::new() };
            bar.draw();
            bar
        }))
    }
}

impl Stage<'_> {
    /// So many bytes, or pieces of work, and rows are done.
    pub fn advance(&self, done: u64, rows: u64) {
        if let Some(bar) = &self.0 {
            bar.line.inc(done);
            bar.rows.fetch_add(rows, Ordering::Relaxed);
            bar.draw();
        }
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if let Some(Bar { shown, line, is_drawn, .. }) = &self.0 {
            // How it ended, for whoever looks just then.
            if is_drawn.is_completed() {
                line.force_draw();
            }
            line.finish_and_clear();
            shown.bars.remove(line);
        }
    }
}

impl Bar<'_> {
    /// Shows the bar once patience is over, from then on a few times a second.
    fn draw(&self) {
        let Self { shown, line, is_drawn, .. } = self;
        if !is_drawn.is_completed() && shown.started.elapsed() >= shown.patience {
            is_drawn.call_once(|| {
                shown.is_drawn.call_once(|| shown.bars.set_draw_target((shown.target)()));
                line.enable_steady_tick(TICK);
            });
        }
    }
}

fn style(template: &str, what: String, rows: Arc<AtomicU64>) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bytes_rows = Arc::clone(&rows);
    let name = move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A line that cannot be written is no loss.
        let _ = out.write_str(&what);
    };
    let bytes = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(
            out,
            "{}, {}/s",
            of_rows(state, bytes_rows.load(Ordering::Relaxed)),
            HumanBytes(a_second(state, state.pos()))
        );
    };
    let rows = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = out.write_str(&of_rows(state, rows.load(Ordering::Relaxed)));
    };
    style.with_key("what", name).with_key("rate", bytes).with_key("rows", rows)
}

fn a_second(state: &ProgressState, done: u64) -> u64 {
    let milliseconds = state.elapsed().as_millis().max(1);
    u64::try_from(u128::from(done) * 1000 / milliseconds).unwrap_or(u64::MAX)
}

/// `1,234,567 rows, 100,000 rows/s`
fn of_rows(state: &ProgressState, rows: u64) -> String {
    let locale = Locale::of(Lang::En);
    format!("{} rows, {} rows/s", locale.count(rows), locale.count(a_second(state, rows)))
}
