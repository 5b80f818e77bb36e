//! A time limit and a panic boundary around one job.
//!
//! Each worker has a helper thread that does its jobs; the worker waits for the result, not longer than the limit.
//! What this can do: a document that takes too long, for whatever reason, gets its row and the run goes on and ends.
//! What it cannot do: stop the late job. Its thread goes on in the background, with its memory, until it is ready or the
//! program ends; the worker gets a new helper. A panic is caught; running out of stack or memory ends the program.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::export::Extract;

/// Why a job has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// It passed its time limit.
    Late,
    /// It panicked; where and with what words.
    Panicked(String),
    /// The user stopped the run.
    Interrupted,
}

/// A job.
pub type Job = Box<dyn FnOnce() -> Extract + Send>;

/// Stack of a helper: parsers of nested formats are recursive in places.
const STACK: usize = 16 << 20;

/// How often a waiting worker asks whether the run was stopped.
const PULSE: Duration = Duration::from_millis(100);

struct Helper {
    jobs: Sender<Job>,
    results: Receiver<Result<Extract, String>>,
}

thread_local! {
    static HELPER: RefCell<Option<Helper>> = const { RefCell::new(None) };
    /// Where the last panic of this thread was; written by the hook.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Does `job` on the helper of this thread. A `limit` of zero is none.
///
/// # Errors
/// When it has no result.
pub fn within(limit: Duration, job: Job, stopped: &dyn Fn() -> bool) -> Result<Extract, Stopped> {
    let helper = match HELPER.with_borrow_mut(Option::take) {
        Some(helper) => helper,
        None => Helper::start().map_err(|e| Stopped::Panicked(format!("no thread could be started: {e}")))?,
    };
    let dead = || Stopped::Panicked("the helper thread is gone".to_owned());
    helper.jobs.send(job).map_err(|_| dead())?;
    let start = Instant::now();
    loop {
        let left = if limit.is_zero() { PULSE } else { limit.saturating_sub(start.elapsed()) };
        match helper.results.recv_timeout(left.min(PULSE)) {
            Ok(result) => {
                HELPER.set(Some(helper));
                return result.map_err(Stopped::Panicked);
            }
            Err(RecvTimeoutError::Disconnected) => return Err(dead()),
            Err(RecvTimeoutError::Timeout) if stopped() => return Err(Stopped::Interrupted),
            Err(RecvTimeoutError::Timeout) if !limit.is_zero() && start.elapsed() >= limit => return Err(Stopped::Late),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Makes panics silent: each becomes the diagnostic of its document. For the whole program, so only the program calls it.
pub fn silence_panics() {
    std::panic::set_hook(Box::new(|info| PLACE.set(info.location().map(|place| format!("{}:{}", place.file(), place.line())))));
}

/// Runs `job`; a panic becomes its words and place.
///
/// # Errors
/// The words and place of the panic.
pub fn caught<T>(job: impl FnOnce() -> T) -> Result<T, String> {
    PLACE.set(None);
    // Whatever the job had in hand is dropped with it; shared values are only read.
    catch_unwind(AssertUnwindSafe(job)).map_err(|payload| {
        let words = words(payload.as_ref());
        match PLACE.take() {
            Some(place) => format!("{words} ({place})"),
            None => words,
        }
    })
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    // One line, and not the document in it: a failed slice quotes its text.
    text.unwrap_or("panic").lines().next().unwrap_or("panic").chars().take(200).collect()
}

impl Helper {
    fn start() -> std::io::Result<Self> {
        let (jobs, todo) = channel::<Job>();
        let (done, results) = channel();
        std::thread::Builder::new().name("overleg-reader".to_owned()).stack_size(STACK).spawn(move || {
            // Ends when the worker has dropped its side.
            for job in todo {
                if done.send(caught(job)).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { jobs, results })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic};

    fn extract() -> Extract {
        Extract::failed("a", 0, &Diagnostic::new(Code::EmptyFile, ""))
    }

    #[test]
    fn results_come_back_and_panics_become_words() {
        let limit = Duration::from_secs(60);
        assert_eq!(within(limit, Box::new(extract), &|| false), Ok(extract()));
        let Err(Stopped::Panicked(what)) = within(limit, Box::new(|| panic!("broken\nat length")), &|| false) else { panic!() };
        assert!(what.starts_with("broken") && !what.contains("length"), "{what}");
        assert_eq!(within(limit, Box::new(extract), &|| false), Ok(extract()), "the helper survives");
    }

    #[test]
    fn a_late_job_is_left_behind() {
        let late = within(
            Duration::from_millis(20),
            Box::new(|| {
                loop {
                    std::thread::sleep(PULSE)
                }
            }),
            &|| false,
        );
        assert_eq!(late, Err(Stopped::Late));
        assert_eq!(within(Duration::ZERO, Box::new(extract), &|| false), Ok(extract()), "a new helper takes over");
    }

    #[test]
    fn a_stopped_run_does_not_wait() {
        let stopped = within(
            Duration::ZERO,
            Box::new(|| {
                loop {
                    std::thread::sleep(PULSE)
                }
            }),
            &|| true,
        );
        assert_eq!(stopped, Err(Stopped::Interrupted));
    }
}
