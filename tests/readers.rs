//! Text is complete: what an independent reader finds in a sample is in the Document, in a block, a label or the books.
//!
//! The readers are python-docx, odfpy and pdftotext. They are no part of the program: where one is absent its test says so and
//! passes. `PYTHON` names another interpreter than `python3`.
#![allow(clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

use overleg::model::{BlockKind, Document};
use overleg::read::{self, Limits};
use unicode_normalization::UnicodeNormalization;

fn samples(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no samples in {}", folder.display());
    files
}

/// Letters without their accents: readers differ in whether they join an accent to its letter.
fn letters(text: &str) -> String {
    text.nfd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// What a command prints; `None` when it is not there or lacks what it needs.
fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8(output.stdout).ok()
}

fn python() -> Command {
    Command::new(std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into()))
}

/// The letters of a document by where they are: the text without its notes, the notes, and what is in no block.
struct Kept {
    text: String,
    notes: String,
    apart: String,
}

impl Kept {
    fn of(document: &Document) -> Self {
        let mut kept = Self { text: String::new(), notes: String::new(), apart: String::new() };
        for block in &document.blocks {
            let words = letters(document.slice(block.span));
            match &block.kind {
                BlockKind::Note(_) => kept.notes.push_str(&words),
                BlockKind::ListItem(label) => {
                    kept.apart.push_str(&letters(label));
                    kept.text.push_str(&words);
                }
                _ => kept.text.push_str(&words),
            }
        }
        document.removed.iter().for_each(|removed| kept.apart.push_str(&letters(&removed.text)));
        kept
    }

    fn has(&self, words: &str) -> bool {
        [&self.text, &self.notes, &self.apart].iter().any(|place| place.contains(words))
    }

    /// How often a letter is anywhere.
    fn count(&self, letter: char) -> usize {
        [&self.text, &self.notes, &self.apart].iter().map(|place| place.matches(letter).count()).sum()
    }
}

/// Every stretch of the independent reader's text is in the document, and no letter is in it more often than in the document.
fn compare(path: &Path, stretches: &[&str], each_once: bool) {
    let bytes = std::fs::read(path).unwrap();
    let pass = read::read(&path.to_string_lossy(), &bytes, &Limits::default());
    let document = pass.output.unwrap_or_else(|| panic!("{}: {:?}", path.display(), pass.diagnostics));
    let kept = Kept::of(&document);
    let wanted: Vec<String> = stretches.iter().map(|stretch| letters(stretch)).filter(|words| !words.is_empty()).collect();
    assert!(wanted.iter().map(String::len).sum::<usize>() > 300, "{}: the independent reader found hardly any text", path.display());
    let missing: Vec<&String> = wanted.iter().filter(|words| !kept.has(words)).collect();
    assert!(missing.is_empty(), "{}: not in the document: {missing:#?}", path.display());
    if each_once {
        let all = wanted.concat();
        for letter in 'a'..='z' {
            let (theirs, ours) = (all.matches(letter).count(), kept.count(letter));
            assert!(ours >= theirs, "{}: {theirs} times {letter:?} in the independent reader's text, {ours} times here", path.display());
        }
    }
}

/// Compares every sample of a folder with what `readers.py` prints of it.
fn compare_with_python(kind: &str, module: &str, each_once: bool) {
    if output(python().args(["-c", &format!("import {module}")])).is_none() {
        eprintln!("skipped: Python's {module} is not installed, so {kind} was not compared with it");
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/readers.py");
    for path in samples(kind) {
        let text = output(python().env("PYTHONIOENCODING", "utf-8").arg(&script).arg(kind).arg(&path))
            .unwrap_or_else(|| panic!("{}: {module} does not read it", path.display()));
        compare(&path, &text.lines().collect::<Vec<_>>(), each_once);
    }
}

#[test]
fn docx_has_the_text_of_python_docx() {
    compare_with_python("docx", "docx", true);
}

#[test]
fn odt_has_the_text_of_odfpy() {
    // A paragraph with a note or text box in it is printed with the text of both and these again by themselves.
    compare_with_python("odt", "odf", false);
}

#[test]
fn pdf_has_the_text_of_pdftotext() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        eprintln!("skipped: pdftotext is not installed, so pdf was not compared with it");
        return;
    }
    for path in samples("pdf") {
        let text = output(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(&path).arg("-"))
            .unwrap_or_else(|| panic!("{}: pdftotext does not read it", path.display()));
        // What stands in two columns is printed on one line, wide apart.
        let stretches: Vec<&str> = text.lines().flat_map(|line| line.split("   ")).collect();
        compare(&path, &stretches, true);
    }
}
