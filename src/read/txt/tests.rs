use std::path::Path;

use super::*;
use crate::model::BlockKind;
use crate::read::normalize::{balance, covers};

fn document(text: &str) -> Document {
    let document = read(text.as_bytes()).output.expect("a text is always read");
    assert_eq!(balance(&document), 0, "books of {text:?}");
    assert!(covers(&document));
    document
}

/// The blocks of running text.
fn flow(text: &str) -> Vec<String> {
    let document = document(text);
    (0..document.blocks.len()).filter(|i| document.blocks[*i].is_flow()).map(|i| document.block_text(i).to_owned()).collect()
}

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths.into_iter().map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(p).unwrap())).collect()
}

/// Not a test but a look: `OVERLEG_SHOW=part-of-name cargo test --lib show_blocks -- --ignored --nocapture`.
#[test]
#[ignore = "prints the blocks of the fixtures named by OVERLEG_SHOW"]
fn show_blocks() {
    use std::io::Write;
    let wanted = std::env::var("OVERLEG_SHOW").unwrap_or_default();
    let mut out = std::io::stdout().lock();
    for (name, bytes) in files("input").into_iter().chain(files("tests/fixtures/txt")).filter(|(n, _)| n.contains(&wanted)) {
        let pass = read(&bytes);
        let document = pass.output.unwrap();
        writeln!(out, "\n######## {name}  {} {:?}", document.characters, pass.diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>())
            .unwrap();
        for block in &document.blocks {
            let kind = match &block.kind {
                BlockKind::Paragraph => "P".to_owned(),
                BlockKind::Furniture(f) => format!("     ~{}", f.as_str()),
                BlockKind::Note(n) => format!(
                    "     note {} at {:?}",
                    document.notes[*n].label,
                    document.notes[*n]
                        .anchor
                        .map(|a| &document.text[document.text[..a as usize].char_indices().rev().nth(9).map_or(0, |x| x.0)..a as usize])
                ),
                other => format!("{other:?}"),
            };
            writeln!(out, "{kind} {}", document.slice(block.span)).unwrap();
        }
        for removed in &document.removed {
            writeln!(out, "  - {} {:?}", removed.why, removed.text).unwrap();
        }
    }
}

#[test]
fn the_books_of_every_real_text_balance() {
    for (name, bytes) in files("input").into_iter().chain(files("tests/fixtures/txt")) {
        let document = read(&bytes).output.unwrap();
        assert_eq!(balance(&document), 0, "{name}");
        assert!(covers(&document), "{name}");
    }
}
