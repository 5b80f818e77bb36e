//! The bytes of a marked-up file, or of a part of an office file, as text, by byte order mark, declaration and content.
//!
//! Callers may rely on this: valid UTF-8 is never read as anything else, whatever the file declares, because text that is no
//! UTF-8 is not valid UTF-8 by chance; it is borrowed, not copied. What could not be read is U+FFFD and has a diagnostic.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::{Code, Diagnostic};

/// `bytes` as text. `declared` is the label that the file gives for itself.
pub(crate) fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> (Cow<'b, str>, Vec<Diagnostic>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    // UTF-16 cannot be the encoding of a declaration that was read as ASCII.
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())).filter(|e| *e != UTF_16BE && *e != UTF_16LE);
    match declared {
        Some(encoding) if encoding != UTF_8 => decode_as(encoding, bytes),
        _ if is_damaged_utf_8(bytes, 1) => decode_as(UTF_8, bytes),
        _ => decode_as(WINDOWS_1252, bytes),
    }
}

/// A part of an office file as text, and whether bytes were replaced by U+FFFD. Writers of such files know their encoding: it is
/// what the part declares, else UTF-8, also where some bytes are damaged.
pub(crate) fn decode_part(bytes: Vec<u8>) -> (String, bool) {
    let utf_16 = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).filter(|e| *e != UTF_8).or_else(|| utf_16_without_mark(&bytes));
    if let Some(encoding) = utf_16 {
        let (text, _, replaced) = encoding.decode(&bytes);
        return (text.into_owned(), replaced);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            return (text, false);
        }
        Err(error) => error.into_bytes(),
    };
    let encoding = xml_declaration(&bytes).and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8);
    let (text, _, replaced) = encoding.decode(&bytes);
    (text.into_owned(), replaced)
}

/// The label in `<?xml … encoding="…"?>`.
pub(crate) fn xml_declaration(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    let declaration = &declaration[..declaration.find("?>")?];
    let value = declaration[declaration.find("encoding")? + "encoding".len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> (Cow<'b, str>, Vec<Diagnostic>) {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let mut diagnostics = Vec::new();
    if encoding != UTF_8 {
        diagnostics.push(Diagnostic::new(Code::DecodedAs, format!("The file was read as {}.", encoding.name())));
    }
    if replaced {
        let count = text.matches('\u{FFFD}').count();
        let message = format!("{count} places are no valid {} and were replaced by U+FFFD.", encoding.name());
        diagnostics.push(Diagnostic::new(Code::ReplacedBytes, message));
    }
    (text, diagnostics)
}

/// Markup begins with `<`: in UTF-16 there is a zero beside it.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [b'<', 0, second, 0] if *second != 0 => Some(UTF_16LE),
        [0, b'<', 0, second] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are no valid UTF-8 are UTF-8 with damage, not another encoding: more than `times` as many letters beyond ASCII
/// are valid as there are places that are not.
pub(crate) fn is_damaged_utf_8(bytes: &[u8], times: usize) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * times
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "<p>Financiën</p>";
        assert!(matches!(decode(text.as_bytes(), Some("iso-8859-1")), (Cow::Borrowed(t), d) if t == text && d.is_empty()));
        let latin = b"<p>Financi\xEBn</p>";
        assert_eq!(decode(latin, Some("iso-8859-1")).0, text);
        assert_eq!(decode(latin, Some("utf-8")).0, text);
        assert_eq!(decode(latin, None).1[0].code, Code::DecodedAs);
        assert_eq!(decode(&utf_16(text, true), None).0, text);
        assert_eq!(decode(&utf_16(text, false), None).0, text);
        assert_eq!(decode(&[b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(), None).0, text);
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let mut bytes = "<p>één brief over Financiën</p>".as_bytes().to_vec();
        bytes.push(0xFF);
        let (text, diagnostics) = decode(&bytes, None);
        assert!(text.contains("één") && text.ends_with('\u{FFFD}'));
        assert_eq!(diagnostics[0].code, Code::ReplacedBytes);
    }
}
