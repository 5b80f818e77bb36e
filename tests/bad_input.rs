//! Bad input for every reader: a reason or a document, never a panic, a hang or more memory than 512 MB above the file's size.
#![allow(clippy::print_stderr)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::containers::zip;
use overleg::diagnostic::Code;
use overleg::model::Format;
use overleg::read::{self, Limits};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OPEN: &str =
    r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#;
/// Every case here takes well under a second on an idle machine; one that others load can take tens of times as long, one that is
/// read in quadratic time takes hundreds.
const TOO_LONG: Duration = Duration::from_secs(120);

/// A docx with this body.
fn docx(declaration: &str, body: &str) -> Vec<u8> {
    let xml = format!(r#"{declaration}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#);
    zip(&[("word/document.xml", xml.as_bytes())])
}

/// An odt with this text.
fn odt(declaration: &str, text: &str) -> Vec<u8> {
    let xml = format!(
        "{declaration}<office:document-content {OPEN}><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml.as_bytes())])
}

fn xml(declaration: &str, text: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?>{declaration}<officiele-publicatie><kamerstuk>{text}</kamerstuk></officiele-publicatie>").into_bytes()
}

fn html(declaration: &str, text: &str) -> Vec<u8> {
    format!("{declaration}<html><body>{text}</body></html>").into_bytes()
}

/// Objects 1.. of a pdf, which the reader finds without a table.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    for (at, object) in objects.iter().enumerate() {
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    write!(out, "trailer\n<< /Root 1 0 R /Size {} >>\n%%EOF\n", objects.len() + 1).unwrap();
    out.into_bytes()
}

/// Reads, checks what must always hold, and gives the text or the code of the failure.
fn outcome(what: &str, format: Format, bytes: &[u8]) -> Result<String, Code> {
    let start = Instant::now();
    let pass = read::read_as(format, bytes, &Limits::default());
    assert!(start.elapsed() < TOO_LONG, "{what}: {:?}", start.elapsed());
    crate::support::invariants::check_document(&pass);
    match pass.output {
        Some(document) => Ok(document.text.into()),
        None => Err(pass.diagnostics.iter().max_by_key(|d| d.severity()).unwrap().code),
    }
}

#[test]
fn elements_ten_thousand_deep_pass_a_limit() {
    let nest = |name: &str| format!("{}x{}", format!("<{name}>").repeat(10_000), format!("</{name}>").repeat(10_000));
    for (format, bytes) in [
        (Format::Docx, docx("", &nest("w:sdt"))),
        (Format::Odt, odt("", &format!("<text:p>{}</text:p>", nest("text:span")))),
        (Format::Xml, xml("", &nest("divisie"))),
        (Format::Html, html("", &nest("div"))),
        (Format::Html, html("", &nest("blockquote"))),
    ] {
        assert_eq!(outcome("nesting", format, &bytes), Err(Code::OverLimit), "{}", format.as_str());
    }
    // An array in an array is to a pdf what an element in an element is to xml.
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let bytes =
        pdf(&["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", &format!("<< /Type /Page /A {deep} >>")]);
    assert!(outcome("arrays", Format::Pdf, &bytes).is_err());
}

#[test]
fn entities_do_not_multiply() {
    // "A billion laughs": ten to the ninth when expanded.
    let mut bomb = String::from("<!DOCTYPE x [<!ENTITY l0 \"lach\">");
    for n in 1..10 {
        write!(bomb, "<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)).unwrap();
    }
    bomb.push_str("]>");
    for (format, bytes) in [
        (Format::Docx, docx(&bomb, "<w:p><w:r><w:t>voor &l9; na</w:t></w:r></w:p>")),
        (Format::Odt, odt(&bomb, "<text:p>voor &l9; na</text:p>")),
        (Format::Xml, xml(&bomb, "<al>voor &l9; na</al>")),
        (Format::Html, html(&bomb, "<p>voor &l9; na</p>")),
    ] {
        let text = outcome("entities", format, &bytes).unwrap_or_else(|code| panic!("{}: {}", format.as_str(), code.as_str()));
        assert!(text.contains("voor") && text.contains("na") && text.len() < 1000, "{}: {} bytes", format.as_str(), text.len());
    }
}

#[test]
fn containers_that_unpack_to_more_than_they_should() {
    // A megabyte or so that unpacks to a gigabyte: passes the limit of a part.
    let blank = vec![b' '; 300 << 20];
    for (format, name) in [(Format::Docx, "word/document.xml"), (Format::Odt, "content.xml")] {
        let bytes = zip(&[(name, &blank)]);
        assert!(bytes.len() < 1 << 20);
        assert_eq!(outcome("bomb", format, &bytes), Err(Code::OverLimit), "{}", format.as_str());
    }
}

#[test]
fn parts_and_markup_that_are_missing() {
    assert_eq!(outcome("no main part", Format::Docx, &zip(&[("word/styles.xml", b"<a/>")])), Err(Code::DamagedFile));
    assert_eq!(outcome("no content", Format::Odt, &zip(&[("styles.xml", b"<a/>")])), Err(Code::DamagedFile));
    assert_eq!(outcome("no pages", Format::Pdf, &pdf(&["<< /Type /Catalog >>"])), Err(Code::DamagedFile));
    assert_eq!(outcome("no root", Format::Pdf, b"%PDF-1.4\ntrailer\n<< >>\n%%EOF\n"), Err(Code::DamagedFile));
    // Styles, lists and notes that are named but not there: the text is read.
    let links = "<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
    let body = format!(
        "<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:pPr><w:pStyle w:val=\"x\"/><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>Vraag</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:body></w:document>"
    );
    let bytes = zip(&[("word/document.xml", body.as_bytes()), ("word/_rels/document.xml.rels", links.as_bytes())]);
    assert_eq!(outcome("no styles", Format::Docx, &bytes), Ok("Vraag".to_owned()));
    // Half a page of html and half an xml: what is there, or a reason.
    assert!(outcome("half a page", Format::Html, b"<html><body><p>Vraag 1 <b>Waar").unwrap().starts_with("Vraag 1"));
    match outcome("half an xml", Format::Xml, b"<officiele-publicatie><al>Vraag") {
        Ok(text) => assert!(text.contains("Vraag")),
        Err(code) => assert_eq!(code, Code::DamagedFile),
    }
}

#[test]
fn wrong_encodings_are_read_or_said() {
    let latin = b"Financi\xEBn en Itali\xEB".to_vec();
    let wrap = |before: &str, after: &str| [before.as_bytes(), &latin, after.as_bytes()].concat();
    // It says UTF-8 and is Windows-1252.
    for (format, bytes) in [
        (Format::Txt, latin.clone()),
        (Format::Html, wrap("<html><meta charset=utf-8><body><p>", "</p></body></html>")),
        (Format::Xml, wrap("<?xml version=\"1.0\" encoding=\"UTF-8\"?><officiele-publicatie><al>", "</al></officiele-publicatie>")),
    ] {
        let pass = read::read_as(format, &bytes, &Limits::default());
        assert!(pass.diagnostics.iter().any(|d| matches!(d.code, Code::DecodedAs | Code::ReplacedBytes)), "{}", format.as_str());
        assert!(pass.output.unwrap().text.contains("Financiën en Italië"), "{}", format.as_str());
    }
    // UTF-16 that says it is UTF-8, with and without its mark.
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for mark in ["", "\u{FEFF}"] {
        for (format, text) in [
            (Format::Txt, "Financiën en Italië, zei hij".to_owned()),
            (Format::Html, "<html><meta charset=utf-8><body><p>Financiën</p></body></html>".to_owned()),
            (
                Format::Xml,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><officiele-publicatie><al>Financiën</al></officiele-publicatie>".to_owned(),
            ),
        ] {
            let read = outcome("utf-16", format, &wide(&format!("{mark}{text}")));
            assert!(read.as_ref().is_ok_and(|text| text.contains("Financiën")), "{}: {read:?}", format.as_str());
        }
    }
    let body = wide(&format!("<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>Financiën</w:t></w:r></w:p></w:body></w:document>"));
    assert_eq!(outcome("utf-16", Format::Docx, &zip(&[("word/document.xml", &body)])), Ok("Financiën".to_owned()));
}

#[test]
fn objects_of_a_pdf_that_go_in_circles() {
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>";
    let page = |more: &str| format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {more} >>");
    let stream = |text: &str, more: &str| format!("<< /Length {} {more} >>\nstream\n{text}\nendstream", text.len());
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("pages that hold themselves", pdf(&[catalog, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])),
        (
            "pages that hold each other",
            pdf(&[catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        ),
        ("a page that is its own parent", pdf(&[catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 3 0 R >>"])),
        ("an object that refers to itself", pdf(&[catalog, "2 0 R"])),
        (
            "a length that refers to its stream",
            pdf(&[
                catalog,
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                &page("/Contents 4 0 R"),
                "<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
            ]),
        ),
        (
            "a form that draws itself",
            pdf(&[
                catalog,
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                &page("/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> /Font << /A 6 0 R >> >>"),
                &stream("/F Do", ""),
                &stream(
                    "BT /A 12 Tf 72 700 Td (Vraag) Tj ET /F Do /F Do",
                    "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> /Font << /A 6 0 R >> >>",
                ),
                font,
            ]),
        ),
        (
            "an older table that refers to itself",
            b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n".to_vec(),
        ),
    ];
    for (what, bytes) in cases {
        // What can be read of it, or a reason; that it ends is the point.
        let _ = outcome(what, Format::Pdf, &bytes);
    }
}

/// Memory that a megabyte of one paragraph may add: at a hundred megabytes, with what the program needs for itself (its rules,
/// some 200 MB when it is not optimised), the sum stays within 512 MB above the file's size.
#[cfg(target_os = "linux")]
const PER_BYTE: f64 = 4.1;

/// One long paragraph in every format that can hold one, read by the program in a process of its own. `MEGABYTES=100` tries the
/// size that the limit is meant for; that takes minutes when the program is not optimised.
#[cfg(target_os = "linux")]
#[test]
fn memory_of_one_long_paragraph() {
    const SENTENCE: &str = "Kan de minister toelichten hoe dit zich verhoudt tot het bericht ";
    let megabytes: usize = std::env::var("MEGABYTES").ok().and_then(|n| n.parse().ok()).unwrap_or_else(|| crate::support::repetitions(8));
    let text = SENTENCE.repeat(megabytes * 1_000_000 / SENTENCE.len());
    let folder = tempfile::tempdir().unwrap();
    let measure = |name: &str, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        peak_memory(&path, &folder.path().join(format!("uit-{name}")))
    };
    let (own, _) = measure("klein.txt", SENTENCE.as_bytes().to_vec());
    for (name, bytes) in [
        ("tekst.txt", text.clone().into_bytes()),
        ("pagina.html", html("", &format!("<p>{text}</p>"))),
        ("stuk.xml", xml("", &format!("<al>{text}</al>"))),
        ("brief.docx", docx("", &format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))),
        ("brief.odt", odt("", &format!("<text:p>{text}</text:p>"))),
    ] {
        let (peak, characters) = measure(name, bytes);
        eprintln!("{name}: {} MB at most, {} MB of it for the program itself", peak >> 20, own >> 20);
        assert!(peak.saturating_sub(own) as f64 <= PER_BYTE * text.len() as f64, "{name}: {} MB of memory", peak >> 20);
        assert!(characters as usize >= text.len() / 2, "{name}: {characters} characters");
    }
}

/// Runs the program over one file; the highest memory in bytes, and the characters that it counts.
#[cfg(target_os = "linux")]
fn peak_memory(input: &Path, output: &Path) -> (u64, u64) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_overleg"))
        // The time limit is not what is tried here: the machine may be busy.
        .args([input.as_os_str(), "-o".as_ref(), output.as_os_str(), "-q".as_ref(), "--max-seconds".as_ref(), "0".as_ref()])
        .spawn()
        .unwrap();
    let mut peak = 0;
    loop {
        // The mark only rises, so the last one seen before the end is at most a moment old.
        if let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", child.id()))
            && let Some(mark) = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))
        {
            peak = mark.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() << 10;
        }
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0), "{}", input.display());
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let documents = output.join("documents.csv");
    let row: std::collections::BTreeMap<String, String> = csv::Reader::from_path(documents).unwrap().deserialize().next().unwrap().unwrap();
    assert_eq!(row["characters"], row["accounted"]);
    (peak, row["characters"].parse().unwrap())
}
