//! Ctrl-C while files are being written: what is half done is removed first, then the program ends.

use std::sync::atomic::{AtomicBool, Ordering};

use super::WriteError;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C (and the signal to end) no longer ends the program at once but lets the writer clean up. A command
/// calls it right before it writes: until then there is nothing to remove, and the program ends as any other.
pub fn watch() {
    // A second handler is refused; the first one does the same.
    let _ = ctrlc::set_handler(|| ASKED.store(true, Ordering::SeqCst));
}

/// An error once the user has asked to stop.
///
/// # Errors
/// [`WriteError::Interrupted`].
pub fn pass() -> Result<(), WriteError> {
    if ASKED.load(Ordering::SeqCst) { Err(WriteError::Interrupted) } else { Ok(()) }
}
