//! How fast the readers are: `cargo bench --bench readers`.
//!
//! Each format twice: the samples of the tests, and reports that the generator of the tests composes (a fixed seed, so every
//! machine measures the same files). Beside each reader, on the same files and in the same run, an independent one (python-docx, odfpy,
//! Python's html.parser and ElementTree, pdftotext -layout) and what cannot be done without (inflating the containers). One
//! thread; the files are in memory, but for the independent readers. What counts is the time of the processor, so that what else
//! the machine does disturbs little. The output is Markdown.
//!
//! ```text
//! --reports 50     composed reports of each format
//! --rounds 5       the fastest counts
//! --only html      one format
//! --python PATH    a Python with python-docx and odfpy, instead of one made for the occasion
//! ```
#![allow(missing_docs, dead_code, clippy::print_stdout, clippy::print_stderr)]

#[path = "speed/child.rs"]
mod child;
#[path = "speed/peer.rs"]
mod peer;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use overleg::read::{Limits, read};
use support::generator::render::Format;
use support::generator::{Family, compose};

const SEED: u64 = 20_251_124;

struct Options {
    reports: usize,
    rounds: u32,
    only: Option<String>,
    python: Option<PathBuf>,
}

/// Files in memory and on disk.
struct Files {
    paths: Vec<PathBuf>,
    contents: Vec<Vec<u8>>,
}

fn main() -> ExitCode {
    match options().map_err(Into::into).and_then(|options| measure(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the measurement failed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options { reports: 50, rounds: 5, only: None, python: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--bench" => {}
            "--reports" => options.reports = value()?.parse().map_err(|e| format!("--reports: {e}"))?,
            "--rounds" => options.rounds = value()?.parse().map_err(|e| format!("--rounds: {e}"))?,
            "--only" => options.only = Some(value()?),
            "--python" => options.python = Some(value()?.into()),
            other => return Err(format!("unknown argument {other}; see the head of benches/readers.rs")),
        }
    }
    Ok(options)
}

fn measure(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let scratch = tempfile::tempdir()?;
    let python = match &options.python {
        Some(python) => Ok(python.clone()),
        None => peer::Peer::prepare(scratch.path()).map(|peer| peer.python),
    };
    if let Err(reason) = &python {
        println!("The readers in Python were not run: {reason}.\n");
    }
    println!("| files | size | overleg | MB/s | inflating alone | independent reader |");
    println!("|---|---:|---:|---:|---:|---|");
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for (n, format) in Format::ALL.into_iter().enumerate() {
        let extension = format.extension();
        if options.only.as_ref().is_some_and(|only| only != extension) {
            continue;
        }
        let name = if format == Format::OldHtml { "html before 2020" } else { extension };
        if name == extension {
            let samples = files(&seeds.join(extension))?;
            row(&format!("{} samples, {name}", samples.paths.len()), extension, &samples, options, python.as_deref().ok())?;
        }
        let folder = scratch.path().join(n.to_string());
        fs::create_dir(&folder)?;
        for number in 0..options.reports {
            let report = compose(SEED + number as u64, Family::ALL[number % Family::ALL.len()], 8 + number * 7 % 33);
            fs::write(folder.join(format!("{number:04}.{extension}")), report.to_bytes(format))?;
        }
        row(&format!("{} composed, {name}", options.reports), extension, &files(&folder)?, options, python.as_deref().ok())?;
    }
    Ok(())
}

fn files(folder: &Path) -> std::io::Result<Files> {
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    let contents = paths.iter().map(fs::read).collect::<Result<_, _>>()?;
    Ok(Files { paths, contents })
}

fn row(name: &str, extension: &str, files: &Files, options: &Options, python: Option<&Path>) -> Result<(), Box<dyn std::error::Error>> {
    let limits = Limits::default();
    let ours = fastest(options.rounds, || {
        for (path, bytes) in files.paths.iter().zip(&files.contents) {
            std::hint::black_box(read(&path.to_string_lossy(), bytes, &limits));
        }
    });
    let bytes: usize = files.contents.iter().map(Vec::len).sum();
    let inflating = if matches!(extension, "docx" | "odt") {
        let alone = fastest(options.rounds, || files.contents.iter().for_each(|bytes| inflate(bytes)));
        format!("{} ms, overleg {:.1} times", milliseconds(alone), ours.as_secs_f64() / alone.as_secs_f64())
    } else {
        "–".to_owned()
    };
    let peer = match extension {
        "pdf" => pdftotext(files, options.rounds),
        "txt" => None,
        _ => python.and_then(|python| in_python(python, extension, files, options.rounds)),
    };
    let peer = peer.map_or_else(
        || "–".to_owned(),
        |(name, time)| format!("{name}: {} ms, overleg {:.1} times as fast", milliseconds(time), time.as_secs_f64() / ours.as_secs_f64()),
    );
    let megabytes = bytes as f64 / 1e6;
    println!("| {name} | {megabytes:.2} MB | {} ms | {:.1} | {inflating} | {peer} |", milliseconds(ours), megabytes / ours.as_secs_f64());
    Ok(())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn fastest(rounds: u32, mut job: impl FnMut()) -> Duration {
    // Once before, so that everything is loaded.
    job();
    let mut best = Duration::MAX;
    for _ in 0..rounds.max(1) {
        let start = clock();
        job();
        best = best.min(clock().saturating_sub(start));
    }
    best
}

/// The time that this thread had the processor.
#[cfg(unix)]
fn clock() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// The time on the wall.
#[cfg(not(unix))]
fn clock() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Every part of a container.
fn inflate(bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the samples are whole");
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("the samples are whole");
        let mut part = Vec::with_capacity(entry.size() as usize);
        entry.read_to_end(&mut part).expect("the samples are whole");
        std::hint::black_box(part);
    }
}

/// One process for each file; what starting it takes is not counted.
fn pdftotext(files: &Files, rounds: u32) -> Option<(&'static str, Duration)> {
    let starting = processes("pdftotext -v", &files.paths, rounds)?;
    let all = processes("pdftotext -layout \"$file\" -", &files.paths, rounds)?;
    Some(("pdftotext -layout", all.saturating_sub(starting)))
}

/// The time that the processor spends on a command for each file, by bash, which counts that of its children.
fn processes(command: &str, paths: &[PathBuf], rounds: u32) -> Option<Duration> {
    let script = format!("TIMEFORMAT='%U %S'; time (for file in \"$@\"; do {command} >/dev/null 2>&1 || exit 1; done) 2>&1");
    let once = || {
        let output = Command::new("bash").args(["-c", &script, "bash"]).args(paths).stdin(Stdio::null()).output().ok()?;
        let said = String::from_utf8(output.stdout).ok().filter(|said| !said.trim().is_empty())?;
        let seconds: f64 = said.split_whitespace().map(|n| n.replace(',', ".").parse::<f64>()).sum::<Result<_, _>>().ok()?;
        output.status.success().then(|| Duration::from_secs_f64(seconds))
    };
    (0..rounds.max(1)).map(|_| once()).collect::<Option<Vec<_>>>()?.into_iter().min()
}

fn in_python(python: &Path, extension: &str, files: &Files, rounds: u32) -> Option<(&'static str, Duration)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer/readers.py");
    let output = Command::new(python).arg(script).arg(extension).arg(rounds.to_string()).args(&files.paths).output().ok()?;
    let seconds: f64 = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    let name = match extension {
        "docx" => "python-docx",
        "odt" => "odfpy",
        "html" => "html.parser",
        _ => "ElementTree",
    };
    Some((name, Duration::from_secs_f64(seconds)))
}
