//! Bad input: a message instead of a panic, a hang or half a document.

use super::*;
use crate::read::container::build::damaged;

#[test]
fn a_cut_off_main_part_fails() {
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{}<w:p><w:r><w:t>hal", p("heel"));
    let bytes = pack(&[("word/document.xml", document.as_bytes())]);
    assert_eq!(code(&super::super::read(&bytes, &Limits::default())), Some(Code::DamagedFile));
    let whole = docx(&p("heel"), &[]);
    assert_eq!(code(&super::super::read(&whole[..whole.len() / 2], &Limits::default())), Some(Code::DamagedFile));
    assert_eq!(code(&super::super::read(&pack(&[("a.txt", b"x")]), &Limits::default())), Some(Code::DamagedFile));
    assert_eq!(code(&super::super::read(b"", &Limits::default())), Some(Code::DamagedFile));
}

#[test]
fn damaged_parts_beside_the_body_are_named() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/></w:pPr><w:r><w:t>kop</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let pass = pass(body, &[("styles", "<w:style></x>"), ("footnotes", "<w:footnote w:id=\"1\"><w:p>")]);
    assert_eq!(pass.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::PartSkipped; 3]);
    let raw = pass.output.unwrap();
    assert_eq!((raw.paragraphs[0].text.as_str(), &raw.paragraphs[0].shape), ("kop", &Shape::Heading(1)));
    assert_eq!((raw.notes[0].label.as_str(), raw.notes[0].text.as_str()), ("1", ""));
}

#[test]
fn deep_nesting_passes_a_limit() {
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(100_000), "</w:tc></w:tr></w:tbl>".repeat(100_000));
    assert_eq!(code(&pass(&deep, &[])), Some(Code::OverLimit));
    let skipped = format!("<w:del>{}{}</w:del>", "<w:ins>".repeat(100_000), "</w:ins>".repeat(100_000));
    assert_eq!(code(&pass(&skipped, &[])), Some(Code::OverLimit));
}

#[test]
fn bombs_pass_a_limit() {
    let limits = Limits { part_bytes: 1 << 20, ..Limits::default() };
    let bytes = docx(&p(&" ".repeat(2 << 20)), &[]);
    assert_eq!(code(&super::super::read(&bytes, &limits)), Some(Code::OverLimit));
    let all = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(code(&super::super::read(&bytes, &all)), Some(Code::OverLimit));
    let ratio = Limits { unpack_ratio: 10, ..Limits::default() };
    let large = docx(&p(&" ".repeat(65 << 20)), &[]);
    assert_eq!(code(&super::super::read(&large, &ratio)), Some(Code::OverLimit));
    let entries = Limits { zip_entries: 2, ..Limits::default() };
    assert_eq!(code(&super::super::read(&bytes, &entries)), Some(Code::OverLimit));
}

#[test]
fn entities_are_never_expanded() {
    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document xmlns:w=\"{WORD}\"><w:body>{}</w:body></w:document>",
        p("&b;")
    );
    let raw = super::super::read(&pack(&[("word/document.xml", bomb.as_bytes())]), &Limits::default()).output.unwrap();
    assert_eq!(raw.paragraphs[0].text, "&b;");
}

#[test]
fn parts_in_utf16_and_bad_utf8_are_read() {
    let document =
        format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document xmlns:w=\"{WORD}\"><w:body>{}</w:body></w:document>", p("één"));
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(document.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let raw = super::super::read(&pack(&[("word/document.xml", &utf16)]), &Limits::default()).output.unwrap();
    assert_eq!(raw.paragraphs[0].text, "één");
    let mut bytes = format!("<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>a").into_bytes();
    bytes.push(0xFF);
    bytes.extend(b"b</w:t></w:r></w:p></w:body></w:document>");
    let pass = super::super::read(&pack(&[("word/document.xml", &bytes)]), &Limits::default());
    assert_eq!(pass.diagnostics[0].code, Code::ReplacedBytes);
    assert_eq!(pass.output.unwrap().paragraphs[0].text, "a\u{FFFD}b");
}

#[test]
fn protected_and_old_files_are_named() {
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(code(&super::super::read(&ole, &Limits::default())), Some(Code::UnsupportedFormat));
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&super::super::read(&ole, &Limits::default())), Some(Code::EncryptedFile));
    // The flag of an encrypted entry, in the local and in the central header.
    let mut bytes = pack(&[("word/document.xml", b"<a/>")]);
    for (signature, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let start = memchr::memmem::find(&bytes, signature).unwrap();
        bytes[start + at] |= 1;
    }
    assert_eq!(code(&super::super::read(&bytes, &Limits::default())), Some(Code::EncryptedFile));
}

#[test]
fn a_lying_size_is_not_believed() {
    let mut bytes = docx(&p(&"tekst ".repeat(10_000)), &[]);
    let at = memchr::memmem::rfind(&bytes, b"word/document.xml").unwrap() - 46;
    assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
    bytes[at + 24..at + 28].copy_from_slice(&10u32.to_le_bytes());
    assert_eq!(code(&super::super::read(&bytes, &Limits::default())), Some(Code::DamagedFile));
}

#[test]
fn damaged_copies_never_panic() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = format!(
        "{}<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>é</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("een"),
        p("cel")
    );
    let footnotes = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("noot"));
    let whole = docx(&body, &[("numbering", numbering), ("footnotes", &footnotes)]);
    for copy in damaged(&whole, 400) {
        let pass = super::super::read(&copy, &Limits::default());
        assert!(pass.output.is_some() || !pass.diagnostics.is_empty());
    }
    // The packed parts keep their checksum out of reach: damage the xml itself too.
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    for copy in damaged(document.as_bytes(), 800) {
        let pass = super::super::read(&pack(&[("word/document.xml", &copy)]), &Limits::default());
        if let Some(raw) = pass.output {
            for paragraph in &raw.paragraphs {
                assert!(paragraph.runs.iter().all(|run| paragraph.text.get(run.start..run.end).is_some()));
                assert!(paragraph.calls.iter().all(|(at, note)| paragraph.text.is_char_boundary(*at) && *note < raw.notes.len()));
            }
        }
    }
}
