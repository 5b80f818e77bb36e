//! Which format a file is, and what becomes of one that is not read: by content, never by name.

use std::path::{Path, PathBuf};

use crate::support::containers::{ole, zip};
use crate::support::place::{Place, REPORT, Row};

fn fixture(path: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_name_says_nothing_about_the_format() {
    const MADE: [(&str, &str, &str); 6] = [
        ("docx/antwoord-temmink-485e.docx", "brief.doc", "docx"),
        ("html/kst-32317-974-new.html", "verslag.txt", "html"),
        ("xml/kst-32317-974.xml", "verslag.html", "xml"),
        ("pdf/1b650dd7-71d6-4b8f-8625-36c000046742.pdf", "antwoord.docx", "pdf"),
        ("families/blocks.txt", "blokken.pdf", "txt"),
        ("html/tkconv-2025D47954.html", "zonder-extensie", "html"),
    ];
    let files = MADE.map(|(from, to, _)| (to, fixture(from)));
    let documents = Place::new(files).run_here();
    for (from, name, format) in MADE {
        assert_eq!(documents[name]["format"], format, "{from} as {name}");
        assert_ne!(documents[name]["state"], "failed", "{from} as {name}: {}", documents[name]["message"]);
    }
}

#[test]
fn what_is_not_read_has_a_row_that_names_the_way_out() {
    let mut encrypted = zip(&[("word/document.xml", b"<w:document/>")]);
    for (signature, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let start = encrypted.windows(4).position(|w| w == signature).unwrap();
        encrypted[start + at] |= 1;
    }
    let manifest: &[u8] = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked_odt =
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("META-INF/manifest.xml", manifest), ("content.xml", b"\x9F\x01")]);
    let sheet = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    // Name, bytes, code, a word of the message, a word of the way out.
    let cases: [(&str, Vec<u8>, &str, &str, &str); 11] = [
        ("oud.doc", ole("WordDocument"), "unsupported_format", "before 2007", "docx"),
        ("opgemaakt.doc", b"{\\rtf1\\ansi Vraag 1}".to_vec(), "unsupported_format", "rtf", "docx"),
        ("slot.docx", ole("EncryptedPackage"), "encrypted_file", "password", "without a password"),
        ("slot2.docx", encrypted, "encrypted_file", "encrypted", "without a password"),
        ("slot.odt", locked_odt, "encrypted_file", "", "without a password"),
        ("cijfers.docx", sheet, "unsupported_format", "spreadsheet", "docx"),
        ("foto.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "binary_file", "picture", "pdf"),
        ("ruis.txt", (0..4000u32).map(|i| (i * i % 251) as u8 & 0x1F).collect(), "binary_file", "neither", "txt"),
        ("leeg.txt", Vec::new(), "empty_file", "no bytes", "again"),
        ("wit.txt", b" \r\n\t \n".to_vec(), "empty_file", "white space", "again"),
        ("half.docx", fixture("docx/antwoord-temmink-485e.docx")[..40_000].to_vec(), "damaged_file", "zip", "again"),
    ];
    let place = Place::new(cases.iter().map(|(name, bytes, ..)| (*name, bytes.clone())).chain([("goed.txt", REPORT.as_bytes().to_vec())]));
    let documents = place.run_here();
    assert_eq!(documents["goed.txt"]["state"], "ok", "the run goes on");
    let diagnostics = place.rows("diagnostics");
    for (name, _, code, word, way) in cases {
        assert_eq!(documents[name]["state"], "failed", "{name}");
        assert!(documents[name]["message"].contains(word), "{name}: {}", documents[name]["message"]);
        let row: &Row = diagnostics.iter().find(|row| row["source_file"] == name && row["severity"] == "error").unwrap();
        assert_eq!(row["code"], code, "{name}");
        assert!(row["hint"].contains(way), "{name}: {}", row["hint"]);
    }
}

#[test]
fn archives_are_told_by_content_and_nested_once() {
    let docx = fixture("docx/antwoord-temmink-485e.docx");
    let deepest = zip(&[("diep.txt", REPORT.as_bytes())]);
    let inner = zip(&[("verslag.txt", REPORT.as_bytes()), ("nog-dieper", &deepest)]);
    // Neither the archive nor the one in it is called zip; a docx in it is a document, not an archive.
    let outer = zip(&[("binnen.dat", &inner), ("antwoord", &docx), ("map/verslag.odt", REPORT.as_bytes())]);
    let bare = zip(&[("content.xml", b"<a/>"), ("META-INF/manifest.xml", b"<m/>")]);
    let documents = Place::new([("stukken.bin", outer), ("zonder-mime.odt", bare)]).run_here();
    let states: Vec<(&str, &str, &str)> =
        documents.iter().map(|(name, row)| (name.as_str(), row["state"].as_str(), row["format"].as_str())).collect();
    assert_eq!(
        states,
        [
            ("stukken.bin/antwoord", "ok", "docx"),
            ("stukken.bin/binnen.dat/nog-dieper", "skipped", ""),
            ("stukken.bin/binnen.dat/verslag.txt", "ok", "txt"),
            ("stukken.bin/map/verslag.odt", "duplicate", "txt"),
            ("zonder-mime.odt", "failed", ""),
        ]
    );
}

/// Four real answers as the ministry made them in Word, and as LibreOffice saved them: the same records.
#[test]
fn docx_and_odt_of_one_document_give_the_same_records() {
    const FIELDS: [&str; 8] = ["question", "answer", "faction", "question_number", "topic", "status", "resolved_status", "asks"];
    let records = |extension: &str| -> Vec<Vec<String>> {
        let names = ["antwoord-mutluer-a010", "antwoord-mutluer-f0ac", "antwoord-temmink-485e", "antwoord-teunissen-5e01"];
        let place = Place::new(names.map(|name| (format!("{name}.{extension}"), fixture(&format!("{extension}/{name}.{extension}")))));
        assert!(place.run_here().values().all(|row| row["state"] == "ok" && row["format"] == extension));
        let tidy = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        place.rows("records").iter().map(|row| FIELDS.iter().filter_map(|field| row.get(*field)).map(|cell| tidy(cell)).collect()).collect()
    };
    let (word, office) = (records("docx"), records("odt"));
    assert!(word.len() > 20, "{} records", word.len());
    assert_eq!(word.len(), office.len());
    for (word, office) in word.iter().zip(&office) {
        assert_eq!(word, office);
    }
}
