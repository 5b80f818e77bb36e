//! The docx reader: on a container of any bytes, and on a whole container whose main part is any bytes, because the checksums of a
//! container keep nearly every change from the xml.
#![no_main]

use overleg::model::Format;
use overleg_fuzz::{check, pack};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(Format::Docx, bytes);
    if !bytes.starts_with(b"PK") {
        check(Format::Docx, &pack(&[("word/document.xml", bytes)]));
    }
});
