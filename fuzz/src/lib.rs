//! What the targets share. The invariants are those of the tests.

use std::io::{Cursor, Write};
use std::sync::Once;
use std::time::Duration;

use overleg::model::Format;
use overleg::read::{Limits, read_as};
use rustix::time::{ClockId, clock_gettime};

#[path = "../../tests/support/invariants.rs"]
mod invariants;

pub use invariants::{check_document, check_examination};

/// Reads `bytes` as `format` and checks what comes out.
pub fn check(format: Format, bytes: &[u8]) {
    // The first document of a process waits for rules and fonts.
    static READY: Once = Once::new();
    READY.call_once(|| drop(read_as(format, b"", &Limits::default())));
    timed(bytes, || check_document(&read_as(format, bytes, &Limits::default())));
}

/// Fails when `job` takes longer than its input can explain: five seconds of the processor, and one more for each
/// 256 KiB, are far more than a linear reader needs. What else the machine does counts for nothing.
pub fn timed(bytes: &[u8], job: impl FnOnce()) {
    let start = spent();
    job();
    let took = spent() - start;
    assert!(took < Duration::from_secs(5 + (bytes.len() >> 18) as u64), "{} bytes took {took:?}", bytes.len());
}

/// The time that this thread had the processor.
fn spent() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
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
