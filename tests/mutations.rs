//! Every sample of the repository, damaged in two thousand ways: each gives a document that keeps its books or a reason,
//! never a panic or a hang.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::{files_below, repetitions};
use overleg::Plan;
use overleg::pipeline::{Context, stages};
use rayon::prelude::*;

/// Damaged copies of each sample besides those that are cut off.
const FLIPPED: usize = 12;
const SWAPPED: usize = 12;
/// No sample takes a second; the machine may be busy with other things.
const TOO_LONG: Duration = Duration::from_secs(60);

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// What is done to a sample: a word for it, and the bytes.
fn variants(path: &Path, cuts: impl Iterator<Item = usize>) -> Vec<(String, Vec<u8>)> {
    let whole = std::fs::read(path).unwrap();
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ whole.len() as u64);
    let mut out: Vec<(String, Vec<u8>)> =
        cuts.map(|percent| (format!("cut at {percent} %"), whole[..whole.len() * percent / 100].to_vec())).collect();
    for n in 0..FLIPPED {
        let mut bytes = whole.clone();
        for _ in 0..1 << (n % 8) {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
        out.push((format!("flipped {n}"), bytes));
    }
    for n in 0..SWAPPED {
        let mut bytes = whole.clone();
        let length = 1 + random.below(bytes.len() / 3);
        let (a, b) = (random.below(bytes.len() - length), random.below(bytes.len() - length));
        match n % 3 {
            // Two blocks change places, one is lost, one comes twice.
            0 => (0..length).for_each(|i| bytes.swap(a + i, b + i)),
            1 => drop(bytes.drain(a..a + length)),
            _ => {
                let block = bytes[a..a + length].to_vec();
                bytes.splice(b..b, block);
            }
        }
        out.push((format!("swapped {n}"), bytes));
    }
    out
}

#[test]
fn damaged_samples_give_a_row() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = ["input"]
        .into_iter()
        .map(str::to_owned)
        .chain(["txt", "families", "html", "xml", "docx", "odt", "pdf"].map(|format| format!("tests/fixtures/{format}")))
        .flat_map(|folder| files_below(&root.join(folder)));
    // Samples of one kind share the hundred places where a file can be cut.
    let mut kinds: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in samples {
        kinds.entry(path.parent().unwrap().to_owned()).or_default().push(path);
    }
    let context = Context::new(&Plan::new(vec![root.join("input")], root.join("output"))).unwrap();
    let jobs: Vec<(PathBuf, String, Vec<u8>)> = kinds
        .values()
        .flat_map(|group| {
            group.iter().enumerate().flat_map(move |(index, path)| {
                variants(path, (index..100).step_by(group.len())).into_iter().map(|(what, bytes)| (path.clone(), what, bytes))
            })
        })
        .collect();
    assert!(jobs.len() >= 2_000, "only {} variants", jobs.len());
    let step = jobs.len().div_ceil(repetitions(jobs.len()));
    let faults: Vec<String> = jobs
        .par_iter()
        .step_by(step)
        .filter_map(|(path, what, bytes)| {
            let start = Instant::now();
            let checked = catch_unwind(AssertUnwindSafe(|| {
                crate::support::invariants::check_examination(&stages::examine(&path.to_string_lossy(), bytes, &context));
            }));
            let name = || format!("{}, {what}", path.strip_prefix(root).unwrap_or(path).display());
            match checked {
                Err(_) => Some(format!("{}: a panic", name())),
                Ok(()) if start.elapsed() > TOO_LONG => Some(format!("{}: {:?}", name(), start.elapsed())),
                Ok(()) => None,
            }
        })
        .collect();
    assert!(faults.is_empty(), "{} of {} variants: {faults:#?}", faults.len(), jobs.len());
}
