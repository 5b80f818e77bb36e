//! The xml reader on any bytes.
#![no_main]

use overleg::model::Format;
use overleg_fuzz::check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(Format::Xml, bytes));
