//! Real answers of ministries in docx: every annotated question and answer stands in the text as one stretch.

use std::path::{Path, PathBuf};

use overleg::read::{Limits, Raw, Shape, docx};

fn tests(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

fn read(name: &str) -> Raw {
    let bytes = std::fs::read(tests(&format!("fixtures/docx/{name}"))).unwrap();
    let pass = docx::read(&bytes, &Limits::default());
    assert!(pass.diagnostics.is_empty(), "{name}: {:?}", pass.diagnostics);
    pass.output.unwrap()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

const FILES: [&str; 4] = ["antwoord-mutluer-a010", "antwoord-mutluer-f0ac", "antwoord-temmink-485e", "antwoord-teunissen-5e01"];

#[test]
fn annotated_texts_are_whole() {
    for file in FILES {
        let raw = read(&format!("{file}.docx"));
        let flow: Vec<&str> = raw.paragraphs.iter().filter(|p| !matches!(p.shape, Shape::Furniture(_))).map(|p| p.text.as_str()).collect();
        let text = letters(&flow.concat());
        let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(tests(&format!("gold/{file}.json"))).unwrap()).unwrap();
        let records = gold["records"].as_array().unwrap();
        assert!(!records.is_empty());
        for record in records {
            for field in ["question_core", "question_max", "answer"] {
                // Joint questions are annotated one per line; between them stands the next heading.
                for line in record[field].as_str().unwrap_or_default().split('\n') {
                    let wanted = letters(line);
                    assert!(text.contains(&wanted), "{file}: {field} of {} is not in the text as one stretch: {line}", record["numbers"]);
                }
            }
        }
    }
}
