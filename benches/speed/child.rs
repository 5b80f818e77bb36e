//! A process, with what it took.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// By the clock on the wall.
    pub seconds: f64,
    /// Of all its threads; `None` where the system does not say.
    pub cpu: Option<f64>,
    /// Most memory that it held at once; `None` where the system does not say.
    pub peak_bytes: Option<u64>,
}

impl Usage {
    /// Of a piece of work in this process.
    pub fn of(seconds: f64) -> Self {
        Self { seconds, cpu: None, peak_bytes: None }
    }
}

/// One whole run of the program, which writes `formats` (as for `--format`).
pub fn overleg(input: &Path, output: &Path, jobs: usize, formats: &str) -> io::Result<Usage> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overleg"));
    command.arg(input).arg("--output").arg(output).arg("--jobs").arg(jobs.to_string()).args(["--format", formats, "--quiet"]);
    run(&mut command)
}

/// Runs a command to its end. Exit status 1 is a run with rows that failed, and counts.
pub fn run(command: &mut Command) -> io::Result<Usage> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let folder = format!("/proc/{}", child.id());
    let ended = AtomicBool::new(false);
    let (status, seconds, seen) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut seen = (None, None);
            while !ended.load(Ordering::Relaxed) {
                seen = (cpu(&folder).or(seen.0), peak(&folder).or(seen.1));
                std::thread::sleep(Duration::from_millis(2));
            }
            seen
        });
        let status = child.wait();
        let seconds = start.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        (status, seconds, watch.join().unwrap_or((None, None)))
    });
    match status?.code() {
        Some(0 | 1) => Ok(Usage { seconds, cpu: seen.0, peak_bytes: seen.1 }),
        code => Err(io::Error::other(format!("{:?} ended with {code:?}", command.get_program()))),
    }
}

/// Seconds of processor time so far, in the system's ticks of 10 ms.
fn cpu(folder: &str) -> Option<f64> {
    let text = std::fs::read_to_string(format!("{folder}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The high-water mark of memory so far.
fn peak(folder: &str) -> Option<u64> {
    let text = std::fs::read_to_string(format!("{folder}/status")).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
