//! Status and references say the same of every answer of every sample.

use std::path::{Path, PathBuf};

use overleg::model::{ReferenceKind, Signal, Status};

use super::examined;

#[test]
fn an_answer_refers_within_exactly_when_it_has_a_reference_within() {
    let (mut documents, mut answers, mut within, mut unread) = (0, 0, 0, 0);
    for path in samples() {
        let bytes = std::fs::read(&path).expect("the sample is read");
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let Some((document, report)) = examined(name, &bytes) else { continue };
        documents += 1;
        assert!(report.references.is_sorted_by_key(|r| r.answer), "{name}");
        for (at, answer) in report.answers.iter().enumerate() {
            answers += 1;
            let judged = &answer.judgement;
            let said = matches!(judged.status, Status::RefersBack | Status::RefersForward) || judged.also.contains(&Signal::RefersWithin);
            let of_answer: Vec<_> = report.references.iter().filter(|r| r.answer == at && r.kind != ReferenceKind::Elsewhere).collect();
            assert_eq!(said, !of_answer.is_empty(), "{name}: {:?} {:?}\n{}", judged.status, judged.also, document.text_of(&answer.spans));
            within += usize::from(said);
            for reference in of_answer {
                if reference.rule.contains("do not say which") {
                    unread += 1;
                    println!("{name}: not read: {}", reference.text.replace('\n', " / "));
                }
            }
        }
    }
    println!("{documents} documents, {answers} answers, {within} refer within, {unread} of them in words that were not read");
    assert!(documents >= 30 && within >= 50, "{documents} documents, {within} answers that refer within");
    // Some place of the same paper is named that is no question ("de tabel in de inleiding").
    assert!(unread * 10 <= within, "{unread} of {within} references were not read");
}

fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for folder in
        ["input", "tests/fixtures/txt", "tests/fixtures/pdf", "tests/fixtures/docx", "tests/fixtures/html", "tests/fixtures/families"]
    {
        for entry in std::fs::read_dir(root.join(folder)).expect("the folder is there") {
            out.push(entry.expect("an entry").path());
        }
    }
    out.sort();
    out
}
