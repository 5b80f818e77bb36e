//! What holds for every document that the repository has: spans ordered, disjoint and complete, nothing lost, and the records of
//! small reports of each structure family exactly as they stand in the text.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};

use overleg::lexicon::Lexicon;
use overleg::model::{Classified, Document, Report, Role, Structure, count_characters};
use overleg::rules::Rules;
use overleg::{classify, read, segment};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

fn stages(path: &Path) -> Option<(Document, Classified, Option<Report>)> {
    let bytes = std::fs::read(path).unwrap();
    let document = read::read(&path.to_string_lossy(), &bytes, &read::Limits::default()).output?;
    let classified = classify::classify(&document, Rules::embedded(), Lexicon::embedded()).output?;
    let report = segment::segment(&document, &classified, Rules::embedded(), Lexicon::embedded()).output;
    Some((document, classified, report))
}

#[test]
fn every_character_of_every_document_is_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&root.join("input"), &mut all);
    files(&root.join("tests/fixtures"), &mut all);
    let mut reports = 0;
    for path in &all {
        let Some((document, _, report)) = stages(path) else { continue };
        let name = path.display();
        let removed: u64 = document.removed.iter().map(|r| count_characters(&r.text)).sum();
        let blocks: u64 = document.blocks.iter().map(|b| count_characters(document.slice(b.span))).sum();
        assert_eq!(blocks + removed, document.characters + document.added, "{name}: reading lost or doubled characters");
        // Also a document that is no report must not break the segmenter.
        let Some(report) = report else { continue };
        reports += 1;
        let pieces: u64 = report.pieces.iter().map(|p| count_characters(document.slice(p.span))).sum();
        assert_eq!(pieces, blocks, "{name}: segmenting lost or doubled characters");
        for pair in report.pieces.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{name}: pieces overlap");
        }
        for (index, question) in report.questions.iter().enumerate() {
            for span in &question.spans {
                assert!(
                    report.pieces.iter().any(|p| p.span == *span && p.role == Role::Question(index)),
                    "{name}: question {index} and the pieces differ"
                );
            }
        }
        for (index, answer) in report.answers.iter().enumerate() {
            for span in &answer.spans {
                assert!(
                    report.pieces.iter().any(|p| p.span == *span && p.role == Role::Answer(index)),
                    "{name}: answer {index} and the pieces differ"
                );
            }
        }
    }
    assert!(reports >= 30, "only {reports} reports were read");
}

/// Faction, first words of the question, first words of the answer.
type Expected = (&'static str, &'static str, &'static str);

fn check(file: &str, structure: Structure, expected: &[Expected]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/families").join(file);
    let (document, _, report) = stages(&path).unwrap();
    let report = report.unwrap();
    let read: Vec<(String, String, String)> = report
        .questions
        .iter()
        .map(|q| {
            let answer = q.answer.map(|a| document.text_of(&report.answers[a].spans)).unwrap_or_default();
            (report.contributions[q.contribution].factions.join(";"), document.text_of(&q.spans), answer)
        })
        .collect();
    assert_eq!(report.structure, structure, "{file}");
    assert_eq!(read.len(), expected.len(), "{file}: {read:#?}");
    for (got, want) in read.iter().zip(expected) {
        assert_eq!(got.0, want.0, "{file}: {got:?}");
        assert!(got.1.starts_with(want.1), "{file}: the question {got:?} does not start with {:?}", want.1);
        assert!(
            got.2.starts_with(want.2) && got.2.is_empty() == want.2.is_empty(),
            "{file}: the answer {got:?} does not start with {:?}",
            want.2
        );
    }
}

#[test]
fn all_questions_and_then_all_answers() {
    check(
        "blocks.txt",
        Structure::Blocks,
        &[
            ("VVD", "De leden van de VVD-fractie lezen dat de Commissie", "Het voorstel voor schoolmelk"),
            ("VVD", "Voorts vragen deze leden", "Ik deel de wens"),
            ("VVD", "Welke gevolgen heeft", "Het Russische importverbod"),
            ("PvdA", "De leden van de PvdA-fractie vragen hoe", "De leden van de PvdA-fractie vragen naar"),
            ("PvdA", "Kan de Staatssecretaris toelichten", "Het kabinet steunt de hervorming"),
        ],
    );
}

#[test]
fn topics_as_headings_and_factions_in_the_text() {
    check(
        "thema.txt",
        Structure::Thematic,
        &[
            ("VVD", "De leden van de VVD-fractie hebben kennisgenomen", "Het verslag komt in september."),
            ("D66", "De leden van de D66-fractie zijn benieuwd", "Het kabinet hecht"),
            ("CDA", "De leden van de CDA-fractie danken", "De aanpak verloopt goed."),
            ("SP;GroenLinks", "De leden van de fracties van de SP en GroenLinks", "Ja, dat ben ik."),
        ],
    );
}

#[test]
fn letters_of_the_eerste_kamer() {
    check(
        "ek.txt",
        Structure::Letters,
        &[
            ("PvdA", "De leden van de fractie van de PvdA vragen of u", "De leden van de fractie van de PvdA vragen hoe"),
            ("PVV", "De fractieleden van de PVV constateren", "De fractieleden van de PVV vragen naar"),
        ],
    );
}

#[test]
fn questions_without_answers_and_an_unknown_faction() {
    check(
        "inbreng.txt",
        Structure::QuestionsOnly,
        &[
            ("VVD", "De leden van de VVD-fractie lezen", ""),
            ("VVD", "Deze leden verzoeken de minister", ""),
            ("Zonnepartij", "Hoe kijkt de minister naar zonnepanelen", ""),
        ],
    );
}
