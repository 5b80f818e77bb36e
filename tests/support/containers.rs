//! Files that hold others, made for a test.

use std::io::{Cursor, Write};

/// An archive of these files.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A container of the older office formats that holds a stream of this name.
pub fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 512]);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}
