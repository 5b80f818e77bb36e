//! Documents made by hand, one feature each.

mod damage;
mod lists;
mod text;

use crate::diagnostic::{Code, Pass};
use crate::read::container::build::pack;
use crate::read::{Limits, Raw, Shape};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A docx with a body and further parts, each named without `word/` and `.xml`.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let package =
        format!(r#"<Relationships><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/document.xml"/></Relationships>"#);
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="{WORD}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="{LINKS}"><w:body>{body}</w:body></w:document>"#
    );
    let mut links = String::from("<Relationships>");
    for (name, _) in parts {
        let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
        links.push_str(&format!(r#"<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{name}.xml"/>"#));
    }
    links.push_str("</Relationships>");
    let mut files = vec![
        ("_rels/.rels".to_owned(), package),
        ("word/document.xml".to_owned(), document),
        ("word/_rels/document.xml.rels".to_owned(), links),
    ];
    for (name, content) in parts {
        let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            other => other,
        };
        files.push((format!("word/{name}.xml"), format!(r#"<w:{root} xmlns:w="{WORD}">{content}</w:{root}>"#)));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    pack(&files)
}

fn pass(body: &str, parts: &[(&str, &str)]) -> Pass<Raw> {
    super::read(&docx(body, parts), &Limits::default())
}

/// Reads a document about which nothing is to be said.
fn read(body: &str, parts: &[(&str, &str)]) -> Raw {
    let pass = pass(body, parts);
    assert_eq!(pass.diagnostics, []);
    pass.output.expect("the document is read")
}

/// The texts of the paragraphs.
fn texts(body: &str, parts: &[(&str, &str)]) -> Vec<String> {
    read(body, parts).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// The stretches of bold (b), italic (i) and underlined (u) text of a paragraph.
fn looks(raw: &Raw, index: usize) -> Vec<(String, String)> {
    let paragraph = &raw.paragraphs[index];
    let mut looks = Vec::new();
    for run in &paragraph.runs {
        let marks: String =
            [(run.bold, 'b'), (run.italic, 'i'), (run.underline, 'u')].iter().filter(|(on, _)| *on).map(|(_, c)| *c).collect();
        looks.push((paragraph.text[run.start..run.end].to_owned(), marks));
    }
    looks
}

fn code(pass: &Pass<Raw>) -> Option<Code> {
    assert!(pass.output.is_none());
    pass.diagnostics.last().map(|diagnostic| diagnostic.code)
}

fn shapes(raw: &Raw) -> Vec<Shape> {
    raw.paragraphs.iter().map(|paragraph| paragraph.shape.clone()).collect()
}
