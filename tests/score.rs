//! `overleg score`: figures for annotated documents from the tables of a run.

use std::path::Path;

use crate::support::place::{Said, overleg, said};

fn run(arguments: &[&str]) -> (i32, String, String) {
    let Said { status, out, err } = said(overleg().args(arguments));
    (status, out, err)
}

/// Two small reports and what is true of them; the second annotation names an answer that is not there.
fn scene(dialect: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let report = |question: &str, answer: &str| {
        format!(
            "21 501-32 Landbouw- en Visserijraad\n\nNr. 774 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nDe vaste commissie voor Economische Zaken heeft een aantal vragen en opmerkingen voorgelegd aan de Minister van Economische Zaken over de brief van 2 mei 2020 (Kamerstuk 21 501-32, nr. 770).\n\nI Vragen en opmerkingen vanuit de fracties\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n{question}\n\nAntwoord\n{answer}\n\nHoe beoordeelt de minister de bezorging van de post op vijf dagen?\n\nAntwoord\nDe overkomstduur van de post wordt verlengd naar twee dagen.\n"
        )
    };
    write("input/een/goed.txt", &report("Kan de minister aangeven wat de stand van zaken is bij de visserij?", "De visserij vaart wel."));
    write(
        "input/fout.txt",
        &report("Hoeveel kotters liggen er stil in de haven van Urk?", "Er liggen negen kotters stil.").replace("Nr. 774", "Nr. 775"),
    );
    let gold = |file: &str, question: &str, answer: &str| {
        format!(
            r#"{{"file": "{file}", "kind": "verslag_schriftelijk_overleg", "records": [
                {{"numbers": [], "factions": ["VVD"], "topic": null, "question_core": "{question}", "question_max": "{question}",
                  "answer": "{answer}", "status": "answered", "also": [], "refers_to": [], "asks": 1}},
                {{"numbers": [], "factions": ["VVD"], "topic": null,
                  "question_core": "Hoe beoordeelt de minister de bezorging van de post op vijf dagen?",
                  "question_max": "Hoe beoordeelt de minister de bezorging van de post op vijf dagen?",
                  "answer": "De overkomstduur van de post wordt verlengd naar twee dagen.", "status": "answered", "also": [], "refers_to": [], "asks": 1}}
            ], "remarks": []}}"#
        )
    };
    write(
        "gold/goed.json",
        &gold("goed.txt", "Kan de minister aangeven wat de stand van zaken is bij de visserij?", "De visserij vaart wel."),
    );
    write("gold/fout.json", &gold("fout.txt", "Hoeveel kotters liggen er stil in de haven van Urk?", "Daarover zijn geen cijfers bekend."));
    let mut arguments = vec!["input", "-o", "output", "--no-progress"];
    if !dialect.is_empty() {
        arguments.extend(["--dialect", dialect]);
    }
    let status = overleg().args(arguments).current_dir(folder.path()).output().unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

/// The columns of the line that begins with `name`.
fn columns(text: &str, name: &str) -> Vec<String> {
    let line = text.lines().find(|l| l.split_whitespace().next() == Some(name)).unwrap_or_else(|| panic!("no line {name} in\n{text}"));
    line.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn figures_by_family_and_by_file_with_the_worst_cases() {
    let folder = scene("");
    let (status, text, errors) = run(&["score", &path(folder.path(), "gold"), &path(folder.path(), "output")]);
    assert_eq!(status, 0, "{errors}");
    // pairs, questions, answers, faction, perfect, …, invented, records
    assert_eq!(columns(&text, "goed.txt")[1..6], ["100.0", "100.0", "100.0", "100.0", "100.0"]);
    assert_eq!(columns(&text, "fout.txt")[1..6], ["50.0", "100.0", "50.0", "100.0", "0.0"]);
    assert_eq!(columns(&text, "all")[1..6], ["75.0", "100.0", "75.0", "100.0", "50.0"]);
    assert_eq!(columns(&text, "interleaved")[1], "75.0");
    assert_eq!(columns(&text, "all").last().unwrap(), "4");
    assert!(text.contains("1 of 2 right, 2 read") && text.contains("Er liggen negen kotters stil."), "{text}");
    let (_, short, _) = run(&["score", &path(folder.path(), "gold"), &path(folder.path(), "output"), "--worst", "0"]);
    assert!(!short.contains("negen kotters") && short.contains("--worst"), "{short}");
}

#[test]
fn both_dialects_give_the_same_figures() {
    let figures = |dialect: &str| {
        let folder = scene(dialect);
        run(&["score", &path(folder.path(), "gold"), &path(folder.path(), "output")]).1
    };
    assert_eq!(figures("rfc4180"), figures("excel-nl"));
}

#[test]
fn a_document_that_was_not_read_counts_as_nothing_read() {
    let folder = scene("");
    std::fs::write(
        folder.path().join("gold/weg.json"),
        r#"{"file": "weg.txt", "kind": "other", "records": [{"question_core": "Waar?", "question_max": "Waar?", "answer": "Hier."}]}"#,
    )
    .unwrap();
    let (status, text, _) = run(&["score", &path(folder.path(), "gold"), &path(folder.path(), "output")]);
    assert_eq!(status, 0);
    assert_eq!(columns(&text, "weg.txt")[1], "0.0");
    assert!(text.contains("not in documents.csv"), "{text}");
}

#[test]
fn what_cannot_be_scored_is_said_with_its_path() {
    let folder = scene("");
    let (status, _, errors) = run(&["score", &path(folder.path(), "input"), &path(folder.path(), "output")]);
    assert!(status == 2 && errors.contains("no annotated document"), "{errors}");
    let (status, _, errors) = run(&["score", &path(folder.path(), "gold"), &path(folder.path(), "input")]);
    assert!(status == 2 && errors.contains("documents.csv"), "{errors}");
    std::fs::write(folder.path().join("gold/stuk.json"), "{").unwrap();
    let (status, _, errors) = run(&["score", &path(folder.path(), "gold"), &path(folder.path(), "output")]);
    assert!(status == 2 && errors.contains("stuk.json"), "{errors}");
}
