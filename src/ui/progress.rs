//! The progress bar, on a terminal only, and Ctrl-C.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Observer;

/// Shows how a run goes and stops it when the user asks.
pub struct Progress {
    bar: ProgressBar,
    done: AtomicUsize,
    total: AtomicUsize,
    stop: Arc<AtomicBool>,
}

impl Progress {
    /// A bar; not drawn unless `wanted` and standard error is a terminal.
    pub fn new(wanted: bool) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let template = "{spinner} {wide_bar} {msg}  {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left ";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, done: AtomicUsize::new(0), total: AtomicUsize::new(0), stop: Arc::default() }
    }

    /// Lets Ctrl-C stop the run between documents. A second one changes nothing: stopping takes moments, and the tables
    /// of the earlier run must stay whole.
    pub fn stop_on_interrupt(&self) {
        let stop = Arc::clone(&self.stop);
        // Without a handler Ctrl-C ends the program at once; the earlier tables are whole then too.
        let _ = ctrlc::set_handler(move || stop.store(true, Ordering::Relaxed));
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn found(&self, documents: usize, bytes: u64) {
        self.total.store(documents, Ordering::Relaxed);
        self.bar.set_length(bytes);
    }

    fn done(&self, _name: &str, bytes: u64) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_message(format!("{done}/{} documents", self.total.load(Ordering::Relaxed)));
        self.bar.inc(bytes);
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
