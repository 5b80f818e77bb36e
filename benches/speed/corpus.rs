//! Composed reports on disk.

use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::child::Usage;
use crate::support::generator::{Composed, Family, compose};

/// What the files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Docx,
    Html,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Text, Self::Docx, Self::Html];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Docx => "docx",
            Self::Html => "html",
        }
    }
}

/// A folder of reports.
pub struct Corpus {
    pub folder: PathBuf,
    pub format: Format,
    pub documents: usize,
    /// On disk.
    pub bytes: u64,
}

const SEED: u64 = 20_251_124;

/// The report with this number: families take turns, and a report has 8 to 40 questions, as those of the Kamer do.
pub fn report(number: usize) -> Composed {
    compose(SEED + number as u64, Family::ALL[number % Family::ALL.len()], 8 + number * 7 % 33)
}

impl Corpus {
    /// Writes `documents` reports under `root`.
    pub fn write(root: &Path, format: Format, documents: usize) -> io::Result<Self> {
        let folder = root.join(format!("{}-{documents}", format.as_str()));
        fs::create_dir_all(&folder)?;
        let mut bytes = 0;
        for number in 0..documents {
            let composed = report(number);
            let content = match format {
                Format::Text => composed.to_text().into_bytes(),
                Format::Docx => docx(&composed)?,
                Format::Html => html(&composed).into_bytes(),
            };
            bytes += content.len() as u64;
            fs::write(folder.join(format!("verslag-{number:05}.{}", format.as_str())), content)?;
        }
        Ok(Self { folder, format, documents, bytes })
    }

    pub fn remove(&self) -> io::Result<()> {
        fs::remove_dir_all(&self.folder)
    }

    fn files(&self) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(&self.folder)?.map(|entry| entry.map(|e| e.path())).collect()
    }

    /// What no program can do without.
    pub fn read_all(&self) -> io::Result<Usage> {
        let start = Instant::now();
        let mut bytes = 0;
        for path in self.files()? {
            bytes += fs::read(path)?.len() as u64;
        }
        assert_eq!(bytes, self.bytes);
        Ok(Usage::of(start.elapsed().as_secs_f64()))
    }

    /// What no reader of docx can do without.
    pub fn inflate_all(&self) -> io::Result<Usage> {
        let start = Instant::now();
        let mut buffer = Vec::new();
        for path in self.files()? {
            let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(path)?))?;
            buffer.clear();
            archive.by_name("word/document.xml")?.read_to_end(&mut buffer)?;
            assert!(!buffer.is_empty());
        }
        Ok(Usage::of(start.elapsed().as_secs_f64()))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of a paragraph as the reader of a page sees it.
fn shown(paragraph: &crate::support::generator::paper::Paragraph) -> String {
    match &paragraph.label {
        Some(label) => format!("{label} {}", escaped(&paragraph.text)),
        None => escaped(&paragraph.text),
    }
}

fn html(composed: &Composed) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Verslag</title></head><body>\n");
    for paragraph in &composed.paragraphs {
        let text = shown(paragraph);
        let text = if paragraph.bold { format!("<b>{text}</b>") } else { text };
        let text = if paragraph.italic { format!("<i>{text}</i>") } else { text };
        match paragraph.heading {
            Some(level) => out.push_str(&format!("<h{level}>{text}</h{level}>\n")),
            None => out.push_str(&format!("<p>{text}</p>\n")),
        }
    }
    out.push_str("</body></html>\n");
    out
}

/// With the parts that a word processor writes and this needs: python-docx asks for all of them.
fn docx(composed: &Composed) -> io::Result<Vec<u8>> {
    const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut body = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
    );
    for paragraph in &composed.paragraphs {
        let style =
            paragraph.heading.map_or_else(String::new, |level| format!(r#"<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>"#, level.max(1) - 1));
        let look = match (paragraph.bold, paragraph.italic) {
            (false, false) => "",
            (true, false) => "<w:rPr><w:b/></w:rPr>",
            (false, true) => "<w:rPr><w:i/></w:rPr>",
            (true, true) => "<w:rPr><w:b/><w:i/></w:rPr>",
        };
        // Word cuts a paragraph into runs at every edit.
        body.push_str(&format!("<w:p>{style}"));
        for run in shown(paragraph).split_inclusive(". ") {
            body.push_str(&format!(r#"<w:r>{look}<w:t xml:space="preserve">{run}</w:t></w:r>"#));
        }
        body.push_str("</w:p>");
    }
    body.push_str("<w:sectPr/></w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &body)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
