//! Bytes of a text file to NFC text.
//!
//! UTF-8 first: bytes that are valid UTF-8 are nothing else. Then UTF-16, by its byte order mark or by the zero bytes of
//! its ASCII letters. What is left is an 8-bit encoding, guessed with the Netherlands in mind.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostic::{Code, Diagnostic};
use crate::read::charset::is_damaged_utf_8;

/// The text of `bytes` in NFC, without a byte order mark, and what there is to say about it.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(body) {
        // Zero bytes are valid UTF-8 and yet the sign of UTF-16.
        Ok(text) if utf16(bytes).is_none() => Cow::Borrowed(text),
        valid => {
            let encoding = match (utf16(bytes), valid) {
                (Some(encoding), _) => encoding,
                (None, _) if body.len() < bytes.len() || is_damaged_utf_8(body, 4) => UTF_8,
                (None, _) => guess(bytes),
            };
            let (text, _, replaced) = encoding.decode(bytes);
            if encoding != UTF_8 {
                diagnostics.push(Diagnostic::new(Code::DecodedAs, format!("The text is not UTF-8; it was read as {}.", encoding.name())));
            }
            if replaced {
                let count = text.matches('\u{FFFD}').count();
                let message = format!("{count} sequences of bytes are no {} and were replaced by \u{FFFD}.", encoding.name());
                diagnostics.push(Diagnostic::new(Code::ReplacedBytes, message));
            }
            text
        }
    };
    let text = if is_nfc(&text) { text } else { Cow::Owned(text.nfc().collect()) };
    (text, diagnostics)
}

/// The UTF-16 that `bytes` are, if they are: a byte order mark, or zero bytes nearly always on one side of a pair.
pub fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let (mut high, mut low) = (0, 0);
    for pair in sample.chunks_exact(2) {
        high += usize::from(pair[0] == 0 && pair[1] != 0);
        low += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    // Dutch text in UTF-16 has a zero byte in well over nine tenths of its pairs; a text with stray NULs has them anywhere.
    match (high * 10 >= pairs * 8, low * 10 >= pairs * 8) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Bytes that the detector looks at; more does not make it surer.
const GUESS_BYTES: usize = 1 << 20;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // The letters that tell may come late in the file: start at the first byte beyond ASCII.
    let from = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0).saturating_sub(64);
    let sample = &bytes[from..bytes.len().min(from + GUESS_BYTES)];
    detector.feed(sample, true);
    detector.guess(Some(b"nl"), chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(bytes: &[u8]) -> (String, Vec<Code>) {
        let (text, diagnostics) = decode(bytes);
        (text.into_owned(), diagnostics.into_iter().map(|d| d.code).collect())
    }

    #[test]
    fn utf8_comes_first_and_is_composed() {
        assert_eq!(codes("\u{FEFF}financie\u{308}n".as_bytes()), ("financiën".to_owned(), vec![]));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for mark in ["", "\u{FEFF}"] {
            let text = format!("{mark}Vraag 1: financiën – ja");
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [little, big] {
                assert_eq!(codes(&bytes), ("Vraag 1: financiën – ja".to_owned(), vec![Code::DecodedAs]));
            }
        }
    }

    #[test]
    fn eight_bit_text_is_read_as_windows_1252() {
        let (text, said) = codes(b"Het kabinet vindt het co\xF6rdineren van de financi\xEBn \x91van belang\x92 \x96 zeker in Belgi\xEB.");
        assert_eq!(text, "Het kabinet vindt het coördineren van de financiën ‘van belang’ – zeker in België.");
        assert_eq!(said, [Code::DecodedAs]);
    }

    #[test]
    fn a_utf8_text_with_a_damaged_character_stays_utf8() {
        let mut bytes = "België, Italië, Roemenië, coördinatie, geïnformeerd, één, Tsjechië".as_bytes().to_vec();
        bytes.push(0xC3);
        let (text, said) = codes(&bytes);
        assert!(text.starts_with("België") && text.ends_with('\u{FFFD}'));
        assert_eq!(said, [Code::ReplacedBytes]);
    }
}
