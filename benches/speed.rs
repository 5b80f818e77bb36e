//! How fast a run is, from disk to CSV: `cargo bench` (or `cargo bench --bench speed -- --quick` on a small machine).
//!
//! The corpus comes from the generator of the tests with a fixed seed, so every machine measures the same files. The output is
//! Markdown, ready for the README, with the machine and the date. Whole runs are child processes, so that start-up, threads and
//! memory are those that a user has. Beside them: the stages apart in this process, what reading and inflating the files costs at
//! least, and `peer/pipeline.py`, what an analyst's script costs on the same files.
//!
//! ```text
//! --quick          100 reports of each format
//! --sizes 100,1000 numbers of reports (default 100, 1000 and 10000 as text, 100 and 1000 in the other formats)
//! --repeat 3       runs of each kind; the fastest counts
//! --only txt       one format
//! --no-peer        without the Python script
//! --keep DIR       leave the corpus in DIR
//! ```
#![allow(missing_docs, dead_code, clippy::print_stdout, clippy::print_stderr)]

#[path = "speed/child.rs"]
mod child;
#[path = "speed/corpus.rs"]
mod corpus;
#[path = "speed/peer.rs"]
mod peer;
#[path = "speed/stages.rs"]
mod stages;
#[path = "../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use child::Usage;
use corpus::{Corpus, Format};

struct Options {
    sizes: Option<Vec<usize>>,
    repeat: usize,
    only: Option<String>,
    peer: bool,
    keep: Option<PathBuf>,
    quick: bool,
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    match measure(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the measurement failed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options { sizes: None, repeat: 3, only: None, peer: true, keep: None, quick: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        let number = |text: &str| text.trim().parse::<usize>().map_err(|e| format!("{text}: {e}"));
        match argument.as_str() {
            "--only" => options.only = Some(value()?),
            // What cargo itself passes.
            "--bench" => {}
            "--quick" => options.quick = true,
            "--no-peer" => options.peer = false,
            "--repeat" => options.repeat = number(&value()?)?.max(1),
            "--sizes" => options.sizes = Some(value()?.split(',').map(number).collect::<Result<_, _>>()?),
            "--keep" => options.keep = Some(value()?.into()),
            other => return Err(format!("unknown argument {other}; see the head of benches/speed.rs")),
        }
    }
    Ok(options)
}

fn measure(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let scratch = tempfile::tempdir()?;
    let root = options.keep.clone().unwrap_or_else(|| scratch.path().to_owned());
    std::fs::create_dir_all(&root)?;
    println!("Measured on {}, {}.\n", date(), machine());
    let peer = if options.peer { peer::Peer::prepare(scratch.path()) } else { Err("left out".to_owned()) };
    if let Err(reason) = &peer {
        println!("The Python script was not run: {reason}.\n");
    }

    println!("Whole runs, from disk to CSV (the fastest of {}):\n", options.repeat);
    println!("| files | size | run | seconds | MB/s | documents/s | CPU seconds | peak memory |");
    println!("|---|---:|---|---:|---:|---:|---:|---:|");
    for format in Format::ALL.into_iter().filter(|format| options.only.as_ref().is_none_or(|only| only == format.as_str())) {
        for size in sizes(options, format) {
            let corpus = Corpus::write(&root, format, size)?;
            whole(&corpus, options, scratch.path(), peer.as_ref().ok())?;
            if options.keep.is_none() {
                corpus.remove()?;
            }
        }
    }

    println!("\nOne report by its length (text, one thread, without the start of the program):\n");
    println!("| questions | size | seconds | MB/s |\n|---:|---:|---:|---:|");
    stages::growth(if options.quick { &[100, 1000] } else { &[1000, 10_000] });

    println!("\nStages apart (one thread, in one process):\n");
    stages::table(if options.quick { 50 } else { 400 });
    Ok(())
}

fn sizes(options: &Options, format: Format) -> Vec<usize> {
    match (&options.sizes, options.quick, format) {
        (Some(sizes), _, _) => sizes.clone(),
        (None, true, _) => vec![100],
        (None, false, Format::Text) => vec![100, 1000, 10_000],
        (None, false, _) => vec![100, 1000],
    }
}

fn whole(corpus: &Corpus, options: &Options, scratch: &Path, peer: Option<&peer::Peer>) -> Result<(), Box<dyn std::error::Error>> {
    let output = scratch.join("out");
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut one = None;
    let mut jobs = vec![1, 2, threads];
    jobs.retain(|&n| n <= threads);
    jobs.dedup();
    for jobs in jobs {
        let usage = fastest(options.repeat, || {
            let _ = std::fs::remove_dir_all(&output);
            child::overleg(&corpus.folder, &output, jobs, "csv")
        })?;
        let name = match one.get_or_insert(usage.seconds) {
            first if jobs > 1 => format!("{jobs} threads, {:.2} times one", *first / usage.seconds),
            _ => "1 thread".to_owned(),
        };
        row(corpus, &name, &usage);
    }
    let usage = fastest(1, || {
        let _ = std::fs::remove_dir_all(&output);
        child::overleg(&corpus.folder, &output, threads, "csv,xlsx")
    })?;
    row(corpus, &format!("{threads} threads, the workbook too"), &usage);
    if let Some(peer) = peer {
        let usage = fastest(1, || peer.run(&corpus.folder, &scratch.join("peer")))?;
        let ratio = usage.seconds / one.unwrap_or(usage.seconds);
        row(corpus, &format!("Python script, overleg is {ratio:.1} times as fast"), &usage);
    }
    row(corpus, "reading the files alone", &fastest(options.repeat, || corpus.read_all())?);
    if corpus.format == Format::Docx {
        row(corpus, "reading and inflating alone", &fastest(options.repeat, || corpus.inflate_all())?);
    }
    Ok(())
}

fn fastest(times: usize, mut run: impl FnMut() -> std::io::Result<Usage>) -> std::io::Result<Usage> {
    let mut best = run()?;
    for _ in 1..times {
        let next = run()?;
        if next.seconds < best.seconds {
            best = next;
        }
    }
    Ok(best)
}

fn row(corpus: &Corpus, name: &str, usage: &Usage) {
    let megabytes = corpus.bytes as f64 / 1e6;
    let cell = |value: Option<f64>, digits: usize| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.digits$}"));
    println!(
        "| {} {} | {megabytes:.1} MB | {name} | {:.2} | {:.1} | {:.0} | {} | {} |",
        corpus.documents,
        corpus.format.as_str(),
        usage.seconds,
        megabytes / usage.seconds,
        corpus.documents as f64 / usage.seconds,
        cell(usage.cpu, 2),
        usage.peak_bytes.map_or_else(|| "–".to_owned(), |b| format!("{:.0} MB", b as f64 / 1e6)),
    );
}

fn date() -> String {
    jiff::Timestamp::now().to_string().chars().take(10).collect()
}

/// Processor, cores and memory, where the system says so.
fn machine() -> String {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let field = |file: &str, key: &str| {
        let text = std::fs::read_to_string(file).ok()?;
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok())
        .map_or_else(String::new, |kilobytes| format!(", {:.0} GB of memory", kilobytes / 1e6));
    format!("{processor}, {threads} threads{memory}, {}", std::env::consts::OS)
}
