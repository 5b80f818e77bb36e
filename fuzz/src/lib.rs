//! What the targets share. The invariants are those of the tests.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use overleg::model::Format;
use overleg::read::{Limits, read_as};

#[path = "../../tests/support/invariants.rs"]
mod invariants;

pub use invariants::{check_document, check_examination};

/// Reads `bytes` as `format` and checks what comes out.
pub fn check(format: Format, bytes: &[u8]) {
    timed(bytes, || check_document(&read_as(format, bytes, &Limits::default())));
}

/// Fails when `job` takes longer than its input can explain: five seconds, and one more for each
/// 256 KiB, are far more than a linear reader needs even on a machine that does other things too.
pub fn timed(bytes: &[u8], job: impl FnOnce()) {
    let start = Instant::now();
    job();
    let allowed = Duration::from_secs(5 + (bytes.len() >> 18) as u64);
    assert!(start.elapsed() < allowed, "{} bytes took {:?}", bytes.len(), start.elapsed());
}

/// A zip container of these parts.
pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).expect("memory takes it");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}
