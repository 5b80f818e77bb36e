//! The format of a file by its content. The extension is never asked: folders hold `x.docx.txt` and `x.pdf` that are web pages.

use std::io::Cursor;

use super::container::Archive;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Format;

/// Bytes looked at for signs that may stand a little way into the file.
const HEAD: usize = 4096;

/// The format of `bytes`, which are not empty.
///
/// # Errors
/// The diagnostic that says why a file of this content is not read.
pub fn sniff(bytes: &[u8]) -> Result<Format, Diagnostic> {
    recognise(bytes).map(|(format, _)| format)
}

/// As [`sniff`]; with a zip container, which had to be opened to look inside.
pub(super) fn recognise(bytes: &[u8]) -> Result<(Format, Option<Archive<'_>>), Diagnostic> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return open_zip(bytes).and_then(|mut archive| Ok((sniff_zip(&mut archive)?, Some(archive))));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(sniff_ole(bytes));
    }
    // Some producers put a few bytes before the header; readers accept it within the first kilobyte.
    if find(&head[..head.len().min(1024)], b"%PDF-").is_some() && !looks_like_markup(head) {
        return Ok((Format::Pdf, None));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Diagnostic::new(Code::UnsupportedFormat, "The file is Rich Text Format (rtf), which is not read."));
    }
    if let Some(what) = known_binary(bytes) {
        return Err(Diagnostic::new(Code::BinaryFile, format!("The file is {what}, not a text.")));
    }
    if let Some(format) = sniff_markup(head) {
        return Ok((format, None));
    }
    if is_text(bytes) {
        return Ok((Format::Txt, None));
    }
    Err(Diagnostic::new(Code::BinaryFile, "The file holds bytes that are neither text nor a known format."))
}

fn open_zip(bytes: &[u8]) -> Result<Archive<'_>, Diagnostic> {
    zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| {
        Diagnostic::new(Code::DamagedFile, format!("The file begins like a docx or odt, but its zip container cannot be opened: {e}."))
    })
}

fn sniff_zip(archive: &mut Archive) -> Result<Format, Diagnostic> {
    let unsupported = |what: &str| Err(Diagnostic::new(Code::UnsupportedFormat, format!("The file is {what}, which is not read.")));
    if archive.index_for_name("word/document.xml").is_some() {
        return Ok(Format::Docx);
    }
    let mime = archive.by_name("mimetype").ok().and_then(|file| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut std::io::Read::take(file, 200), &mut text).ok()?;
        Some(text)
    });
    if let Some(mime) = mime {
        return match mime.trim() {
            "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => {
                // An encrypted odt is told by its manifest, which its reader looks at.
                Ok(Format::Odt)
            }
            "application/epub+zip" => unsupported("an e-book (epub)"),
            other => unsupported(&format!("an OpenDocument or other file of type {other}")),
        };
    }
    if archive.index_for_name("content.xml").is_some() && archive.index_for_name("META-INF/manifest.xml").is_some() {
        return Ok(Format::Odt);
    }
    if archive.index_for_name("[Content_Types].xml").is_some() {
        let is = |prefix: &str| archive.file_names().any(|name| name.is_ok_and(|n| n.starts_with(prefix)));
        if is("xl/") {
            return unsupported("a spreadsheet (xlsx)");
        }
        if is("ppt/") {
            return unsupported("a presentation (pptx)");
        }
        // A docx may name its main part otherwise; the reader follows the relationships.
        if is("word/") {
            return Ok(Format::Docx);
        }
    }
    Err(Diagnostic::new(Code::UnsupportedFormat, format!("The file is a zip archive of {} files; unpack it first.", archive.len())))
}

/// Containers of Microsoft's older formats; a password-protected docx is one too.
fn sniff_ole(bytes: &[u8]) -> Diagnostic {
    // Names in the container's directory are UTF-16.
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return Diagnostic::new(Code::EncryptedFile, "The file is an Office document that is protected by a password.");
    }
    let what = if holds("WordDocument") {
        "a Word document of the format before 2007 (doc)"
    } else if holds("Workbook") || holds("Book") {
        "a spreadsheet of the format before 2007 (xls)"
    } else if holds("PowerPoint Document") {
        "a presentation of the format before 2007 (ppt)"
    } else if holds("__properties_version1.0") {
        "an Outlook message (msg)"
    } else {
        "an Office file of the format before 2007"
    };
    Diagnostic::new(Code::UnsupportedFormat, format!("The file is {what}, which is not read."))
}

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "a picture (png)"),
        (b"\xFF\xD8\xFF", "a picture (jpeg)"),
        (b"GIF8", "a picture (gif)"),
        (b"II*\0", "a picture (tiff)"),
        (b"MM\0*", "a picture (tiff)"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
        (b"Rar!", "a rar archive"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"SQLite format 3\0", "a database"),
    ];
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, what)| *what)
}

/// The first characters in lower case, without a byte order mark; UTF-16 is squeezed to its ASCII.
fn leading_text(head: &[u8]) -> String {
    let mut ascii = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).to_ascii_lowercase();
    ascii.retain(|b| matches!(b, 1..0x80));
    String::from_utf8(ascii).unwrap_or_default().trim_start().to_owned()
}

fn looks_like_markup(head: &[u8]) -> bool {
    leading_text(head).starts_with('<')
}

fn sniff_markup(head: &[u8]) -> Option<Format> {
    let text = leading_text(head);
    if !text.starts_with('<') {
        return None;
    }
    // Past the declaration, comments and document type to the first element.
    let mut rest = text.as_str();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.find("-->").map_or("", |i| &after[i + 3..]);
        } else if rest.starts_with("<!doctype html") {
            return Some(Format::Html);
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest = rest.find('>').map_or("", |i| &rest[i + 1..]);
        } else {
            break;
        }
    }
    let name: String = rest.strip_prefix('<')?.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).collect();
    if name.is_empty() {
        // "<< begin >>": a text that happens to begin with the sign.
        return None;
    }
    const HTML: &[&str] = &[
        "html", "head", "body", "div", "p", "table", "main", "article", "section", "span", "h1", "h2", "h3", "meta", "title", "a", "ul",
        "ol", "br", "b", "i", "style", "script", "header", "nav", "link",
    ];
    if HTML.contains(&name.as_str()) || text.contains("<html") {
        return Some(Format::Html);
    }
    (text.starts_with("<?xml") || rest.contains('>')).then_some(Format::Xml)
}

/// Whether the bytes can be a text in UTF-8, UTF-16 or an 8-bit encoding: few control characters.
fn is_text(bytes: &[u8]) -> bool {
    if super::txt::decode::utf16(bytes).is_some() {
        return true;
    }
    let sample = &bytes[..bytes.len().min(64 << 10)];
    let controls = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    controls * 20 <= sample.len()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zip_of(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn code(bytes: &[u8]) -> Code {
        sniff(bytes).unwrap_err().code
    }

    #[test]
    fn containers_are_told_by_their_parts() {
        assert_eq!(sniff(&zip_of(&[("[Content_Types].xml", ""), ("word/document.xml", "")])), Ok(Format::Docx));
        assert_eq!(sniff(&zip_of(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")])), Ok(Format::Odt));
        assert_eq!(code(&zip_of(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")])), Code::UnsupportedFormat);
        assert_eq!(code(&zip_of(&[("a.txt", "x"), ("b.txt", "y")])), Code::UnsupportedFormat);
        assert_eq!(code(b"PK\x03\x04 and then nothing of the kind"), Code::DamagedFile);
    }

    #[test]
    fn older_and_protected_files_get_their_own_message() {
        let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        ole.extend([0; 512]);
        let with = |name: &str| {
            let mut bytes = ole.clone();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            sniff(&bytes).unwrap_err()
        };
        assert_eq!(with("EncryptedPackage").code, Code::EncryptedFile);
        assert!(with("WordDocument").message.contains("(doc)"));
        assert_eq!(code(b"{\\rtf1\\ansi Vraag 1}"), Code::UnsupportedFormat);
        assert_eq!(code(b"\x89PNG\r\n\x1a\n...."), Code::BinaryFile);
        assert_eq!(code(&[0, 1, 2, 3, 0, 1, 7, 200, 0, 0, 4, 5]), Code::BinaryFile);
    }

    #[test]
    fn markup_and_text_are_told_apart() {
        assert_eq!(sniff(b"\xEF\xBB\xBF<!DOCTYPE html><html>"), Ok(Format::Html));
        assert_eq!(sniff(b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>"), Ok(Format::Html));
        assert_eq!(sniff(b"<?xml version=\"1.0\"?>\n<!-- x --><officiele-publicatie><kamerstuk>"), Ok(Format::Xml));
        assert_eq!(sniff(b"<kamerwrk><vraag>"), Ok(Format::Xml));
        assert_eq!(sniff(b"%PDF-1.7\n"), Ok(Format::Pdf));
        assert_eq!(sniff("Vraag 1\nWaarom?".as_bytes()), Ok(Format::Txt));
        assert_eq!(sniff(b"<< begin van het citaat"), Ok(Format::Txt));
        let wide: Vec<u8> = "Vraag 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&wide), Ok(Format::Txt));
        assert_eq!(sniff(b"Reactie op financi\xEBn"), Ok(Format::Txt));
    }
}
