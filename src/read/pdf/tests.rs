//! The reader against the gold documents, against damaged bytes, and its rules on made-up pages.

use std::path::{Path, PathBuf};

use super::spans::{Page, Span};
use super::{build, is_text, read};
use crate::diagnostic::Code;
use crate::model::{Furniture, count_characters};
use crate::read::{Limits, Raw, RawParagraph, Shape};

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("the fixtures").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn flow(raw: &Raw) -> String {
    raw.paragraphs.iter().filter(|p| is_text(p)).map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn gold_texts_are_read_whole() {
    let mut missing = Vec::new();
    let mut checked = 0;
    for path in fixtures("gold").iter().filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("pdf-"))) {
        let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(path).expect("gold")).expect("json");
        let file = path.parent().and_then(Path::parent).expect("fixtures").join("pdf").join(gold["file"].as_str().expect("file"));
        let raw = read(&std::fs::read(file).expect("pdf"), &Limits::default()).output.expect("a readable pdf");
        let text = letters(&flow(&raw));
        for record in gold["records"].as_array().expect("records") {
            for field in ["question_core", "question_max", "answer"] {
                // A joint answer's questions stand under headings of their own, which the gold leaves out.
                for part in record[field].as_str().expect("text").lines() {
                    checked += 1;
                    if !text.contains(&letters(part)) {
                        missing.push(format!("{} {} {field}: {part}", gold["file"], record["numbers"]));
                    }
                }
            }
        }
    }
    assert!(checked > 50, "only {checked} texts");
    assert!(missing.is_empty(), "{missing:#?}");
}
