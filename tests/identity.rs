//! One document, one count: the same report in several files, an inbreng and its verslag, documents that cite each other,
//! and a new version of a document.

use std::collections::BTreeMap;
use std::fs;

use crate::support::containers::zip;
use crate::support::place::{Place, Row, overleg, rows, said};

const QUESTIONS: [(&str, &str); 5] = [
    ("Kan de minister aangeven hoeveel lidstaten het voorstel voor het solidariteitsmechanisme steunen?", "Tien lidstaten steunen het."),
    ("Welke kosten verwacht het kabinet voor de uitvoering van de nieuwe grensprocedure?", "De kosten zijn twintig miljoen euro per jaar."),
    ("Is de minister bereid de Kamer te informeren over de uitkomst van de triloog?", "Ja, de Kamer ontvangt het verslag van de triloog."),
    ("Hoe beoordeelt het kabinet de juridische houdbaarheid van terugkeerhubs buiten de Unie?", "Het kabinet acht die houdbaar."),
    ("Wanneer wordt het verdrag met Noorwegen over gevangenissen ondertekend?", "Het verdrag is op 3 maart ondertekend."),
];

/// A report as its paragraphs.
struct Report {
    head: Vec<String>,
    questions: Vec<(String, String)>,
}

impl Report {
    fn new(number: &str) -> Self {
        let mut head = vec!["VERSLAG VAN EEN SCHRIFTELIJK OVERLEG".to_owned()];
        if !number.is_empty() {
            head = vec!["32 317 JBZ-Raad".to_owned(), format!("Nr. {number} VERSLAG VAN EEN SCHRIFTELIJK OVERLEG")];
        }
        let opening = "De vaste commissie voor Asiel en Migratie heeft een aantal vragen en opmerkingen voorgelegd aan de minister van \
                       Asiel en Migratie over de brief van 2 oktober 2025. De vragen en opmerkingen zijn op 8 oktober 2025 aan de minister \
                       voorgelegd. Bij brief van 13 oktober 2025 zijn de vragen beantwoord.";
        head.push(opening.to_owned());
        let own = |(q, a): &(&str, &str)| ((*q).to_owned(), (*a).to_owned());
        Self { head, questions: QUESTIONS.iter().map(own).collect() }
    }

    /// The same number with other questions.
    fn about_something_else(mut self) -> Self {
        for (n, (question, answer)) in self.questions.iter_mut().enumerate() {
            *question = format!("Hoe staat het met de uitvoering van motie nummer {n} over de visserij op de Noordzee?");
            *answer = format!("Motie {n} is uitgevoerd.");
        }
        self
    }

    fn line(mut self, at: usize, text: &str) -> Self {
        self.head.insert(at, text.to_owned());
        self
    }

    fn paragraphs(&self) -> Vec<String> {
        let mut out = self.head.clone();
        out.push("I Vragen en opmerkingen vanuit de fracties".to_owned());
        out.push("Vragen en opmerkingen van de leden van de VVD-fractie".to_owned());
        for (question, answer) in &self.questions {
            out.extend([question.clone(), "Antwoord".to_owned(), answer.clone()]);
        }
        out
    }

    fn txt(&self) -> Vec<u8> {
        self.paragraphs().join("\n\n").into_bytes()
    }

    fn html(&self) -> Vec<u8> {
        let body: String = self.paragraphs().iter().map(|p| format!("<p>{p}</p>\n")).collect();
        format!("<!DOCTYPE html><html><head><title>Verslag</title></head><body>{body}</body></html>").into_bytes()
    }

    fn docx(&self) -> Vec<u8> {
        let body: String = self.paragraphs().iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
        let document = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
             <w:body>{body}</w:body></w:document>"
        );
        let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                     <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
                     ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        zip(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", document.as_bytes())])
    }
}

/// Which files are kept, with their ids.
fn kept(place: &Place) -> Vec<(String, String)> {
    let documents = place.documents().into_values().filter(|row| row["state"] == "ok");
    documents.map(|row| (row["source_file"].clone(), row["document_id"].clone())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn the_same_report_in_several_files_counts_once() {
    let report = Report::new("974");
    // The richest one is neither the first nor the last.
    let files = [("a.txt", report.txt()), ("b/verslag.docx", report.docx()), ("c/kopie.txt", report.txt()), ("d.html", report.html())];
    let place = Place::new(files);
    let out = place.ok(&[]).out;
    assert!(out.contains("4 documents: 1 read, 3 duplicates"), "{out}");
    assert_eq!(kept(&place), pairs(&[("b/verslag.docx", "32317-974")]));
    let documents = place.documents();
    for name in ["a.txt", "c/kopie.txt", "d.html"] {
        let row = &documents[name];
        assert_eq!((row["state"].as_str(), row["duplicate_of"].as_str()), ("duplicate", "32317-974"), "{name}");
        assert_eq!((row["questions"].as_str(), row["answers"].as_str(), row["unanswered"].as_str()), ("0", "0", "0"), "{name}");
        assert!(row["message"].contains("b/verslag.docx"), "{}", row["message"]);
        assert_eq!(row["characters"], row["accounted"]);
    }
    for table in ["records", "questions", "answers"] {
        assert_eq!(place.rows(table).len(), 5, "{table}");
    }
    assert_eq!(documents["b/verslag.docx"]["questions"], "5");
    let codes: Vec<String> = place.rows("diagnostics").into_iter().map(|row| row["code"].clone()).collect();
    assert_eq!(codes.iter().filter(|code| *code == "duplicate_document").count(), 3);
    assert!(!codes.contains(&"id_collision".to_owned()), "a duplicate is no collision");

    let out = place.ok(&["--keep-duplicates"]).out;
    assert!(out.contains("4 documents: 4 read"), "{out}");
    assert_eq!(place.rows("records").len(), 20);
}

#[test]
fn which_file_is_kept_does_not_depend_on_the_names() {
    let report = Report::new("974");
    for names in [["1.txt", "2.html", "3.docx"], ["3.txt", "2.html", "1.docx"], ["2.txt", "1.html", "3.docx"]] {
        let place = Place::new([(names[0], report.txt()), (names[1], report.html()), (names[2], report.docx())]);
        place.ok(&[]);
        assert_eq!(kept(&place), pairs(&[(names[2], "32317-974")]));
    }
}

#[test]
fn the_newest_version_is_kept_and_its_unchanged_questions_keep_their_ids() {
    let old = Report::new("974");
    let mut new = Report::new("974").line(1, "HERDRUK");
    new.questions[1].0 = "Welke kosten verwacht het kabinet na de wijziging van de grensprocedure?".to_owned();
    new.questions.push(("Welke landen doen mee aan de proef met terugkeerhubs?".to_owned(), "Denemarken doet mee.".to_owned()));
    let ids = |place: &Place| -> BTreeMap<String, String> {
        place.rows("questions").into_iter().map(|row| (row["question"].clone(), row["question_id"].clone())).collect()
    };
    let before = Place::new([("verslag.docx", old.docx())]);
    before.ok(&[]);
    let after = Place::new([("a.docx", old.docx()), ("b.txt", new.txt())]);
    after.ok(&[]);
    assert_eq!(kept(&after), pairs(&[("b.txt", "32317-974")]), "the version outweighs the format");
    let message = &after.documents()["a.docx"]["message"];
    assert!(message.contains("a newer version") && message.contains("Of its 5 sentences that ask, 1 "), "{message}");
    let (before, after) = (ids(&before), ids(&after));
    let same = before.iter().filter(|(question, id)| after.get(*question) == Some(id)).count();
    assert_eq!((before.len(), after.len(), same), (5, 6, 4));
}

#[test]
fn the_kamers_number_tells_two_versions_of_one_document() {
    let version =
        |n: u32| Report::new("").line(0, &format!("Nummer: 2025D43823, datum: 2025-10-24, bijgewerkt: 2025-10-2{n}, versie: {n}"));
    let mut second = version(2);
    second.questions[0].1 = "Elf lidstaten steunen het.".to_owned();
    let place = Place::new([("nieuw.txt", second.txt()), ("oud.txt", version(1).txt())]);
    place.ok(&[]);
    assert_eq!(kept(&place), pairs(&[("nieuw.txt", "2025D43823")]));
    assert!(place.rows("answers").iter().any(|row| row["answer"].contains("Elf")));
}

#[test]
fn different_documents_are_never_merged() {
    // The same number by mistake, and nothing of the text in common.
    let place = Place::new([("a.txt", Report::new("974").txt()), ("b.txt", Report::new("974").about_something_else().txt())]);
    place.ok(&[]);
    assert_eq!(kept(&place), pairs(&[("a.txt", "32317-974"), ("b.txt", "32317-974-2")]));
    assert!(place.rows("diagnostics").iter().any(|row| row["code"] == "id_collision"));

    // The same text under two numbers: one letter may answer two sets of questions.
    let place = Place::new([("a.txt", Report::new("974").txt()), ("b.docx", Report::new("975").docx())]);
    place.ok(&[]);
    assert_eq!(kept(&place), pairs(&[("a.txt", "32317-974"), ("b.docx", "32317-975")]));

    // The same text under two dossiers, and no number that says that it is one document. A third file of unknown dossier is one of them.
    let of = |dossier: &str| Report::new("").line(0, dossier).txt();
    let place =
        Place::new([("a.txt", of("32 317 JBZ-Raad")), ("b.txt", of("21 501-02 Raad Algemene Zaken")), ("c.docx", Report::new("").docx())]);
    place.ok(&[]);
    assert_eq!(kept(&place).len(), 2, "{:?}", kept(&place));
    let dossiers: std::collections::BTreeSet<String> = place.rows("records").into_iter().map(|row| row["dossier"].clone()).collect();
    assert!(dossiers.contains("21501-02"), "{dossiers:?}");

    // Without numbers, and one answer of four changed.
    let mut changed = Report::new("");
    changed.questions[0].1 = "Elf lidstaten steunen het.".to_owned();
    changed.questions[1].1 = "Dertig miljoen euro.".to_owned();
    let place = Place::new([("a.txt", Report::new("").txt()), ("b.txt", changed.txt())]);
    place.ok(&[]);
    assert_eq!(kept(&place).len(), 2);
}

#[test]
fn without_a_number_the_text_tells_and_the_number_of_the_other_file_holds() {
    let place = Place::new([("ministerie.docx", Report::new("").docx()), ("kst.txt", Report::new("974").txt())]);
    place.ok(&[]);
    assert_eq!(kept(&place), pairs(&[("ministerie.docx", "32317-974")]));
    let row = &place.documents()["ministerie.docx"];
    assert_eq!((row["dossier"].as_str(), row["document_number"].as_str()), ("32317", "974"));
    // Two printed papers with the same text: the docx can only be one of them.
    let files =
        [("ministerie.docx", Report::new("").docx()), ("kst-1.txt", Report::new("974").txt()), ("kst-2.txt", Report::new("975").txt())];
    let place = Place::new(files);
    place.ok(&[]);
    assert_eq!(kept(&place), pairs(&[("kst-2.txt", "32317-975"), ("ministerie.docx", "32317-974")]));
}

/// The inbreng cuts its paragraphs otherwise than the report: there a question is what gets one answer.
fn inbreng() -> Vec<u8> {
    let mut out = vec![
        "2025D43001 INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG".to_owned(),
        "Binnen de vaste commissie voor Asiel en Migratie hebben enkele fracties de behoefte om vragen en opmerkingen voor te leggen \
         aan de minister van Asiel en Migratie over de brief van 2 oktober 2025."
            .to_owned(),
        "I Vragen en opmerkingen vanuit de fracties".to_owned(),
        "Vragen en opmerkingen van de leden van de VVD-fractie".to_owned(),
    ];
    out.extend(QUESTIONS[..4].iter().map(|(question, _)| (*question).to_owned()));
    out.push("Waarom ontbreekt in de brief een overzicht van de detentiecapaciteit in Ter Apel?".to_owned());
    out.join("\n\n").into_bytes()
}

#[test]
fn an_inbreng_is_linked_to_its_verslag_and_its_questions_are_not_unanswered() {
    let mut report = Report::new("974");
    report.questions[1].1 = "Daarover kan ik nog geen mededelingen doen; de Kamer wordt hierover voor de zomer geïnformeerd.".to_owned();
    report.questions[2].1 = "Zie het antwoord op de vorige vraag.".to_owned();
    // Two questions with one answer.
    let (last, _) = report.questions.remove(3);
    report.questions[3].0 = format!("{last} {}", report.questions[3].0);

    let alone = Place::new([("inbreng.txt", inbreng())]);
    alone.ok(&[]);
    assert!(alone.rows("records").iter().all(|row| row["unanswered"] == "yes" && row["same_as"].is_empty()));

    let place = Place::new([("inbreng.txt", inbreng()), ("verslag.txt", report.txt())]);
    place.ok(&[]);
    assert_eq!(kept(&place).len(), 2, "linked, not duplicates");
    let records = place.rows("records");
    let (asked, answered): (Vec<&Row>, Vec<&Row>) = records.iter().partition(|row| row["document_kind"].starts_with("inbreng"));
    assert_eq!((asked.len(), answered.len()), (5, 4));
    for (n, row) in asked[..4].iter().enumerate() {
        let there = answered[n];
        assert_eq!(row["same_as"], there["question_id"], "{}", row["question"]);
        assert_eq!((&row["resolved_status"], &row["unanswered"]), (&there["resolved_status"], &there["unanswered"]), "{}", row["question"]);
        assert_eq!(row["status"], "missing", "the inbreng itself holds no answer");
    }
    assert_eq!([0, 1, 2, 3].map(|n: usize| asked[n]["unanswered"].as_str()), ["no", "yes", "yes", "no"]);
    assert_eq!((asked[4]["same_as"].as_str(), asked[4]["unanswered"].as_str()), ("", "yes"), "the verslag does not have it");
    assert!(answered.iter().all(|row| row["same_as"].is_empty()));
    let documents = place.documents();
    assert_eq!(documents["inbreng.txt"]["unanswered"], "3");
    let questions: BTreeMap<String, String> =
        place.rows("questions").into_iter().map(|row| (row["question_id"].clone(), row["same_as"].clone())).collect();
    assert!(asked.iter().all(|row| questions[&row["question_id"]] == row["same_as"]));
}

#[test]
fn an_inbreng_of_another_consultation_is_not_linked() {
    let mut other = Report::new("980").about_something_else();
    other.questions[0].0 = QUESTIONS[0].0.to_owned();
    let place = Place::new([("inbreng.txt", inbreng()), ("verslag.txt", other.txt())]);
    place.ok(&[]);
    assert!(place.rows("records").iter().all(|row| row["same_as"].is_empty()), "one question in common is no consultation in common");
}

/// Answers to written questions, as the Aanhangsel prints them.
fn kamervragen() -> Vec<u8> {
    let mut out = vec![
        "595".to_owned(),
        "Vragen van het lid Piri (GroenLinks-PvdA) aan de Minister van Asiel en Migratie over de grensprocedure (ingezonden 3 november 2025)."
            .to_owned(),
        "Antwoord van Minister Van den Brink (Asiel en Migratie) (ontvangen 24 november 2025).".to_owned(),
    ];
    for (n, (question, answer)) in QUESTIONS.iter().enumerate() {
        out.extend([format!("Vraag {}", n + 1), (*question).to_owned(), format!("Antwoord {}", n + 1), (*answer).to_owned()]);
    }
    out.join("\n\n").into_bytes()
}

#[test]
fn a_document_that_is_cited_and_in_the_run_is_named_by_its_id() {
    let mut citing = Report::new("980").about_something_else();
    for (question, answer) in citing.questions.iter_mut().zip([
        "Hiervoor verwijs ik naar het antwoord op eerdere vragen (Aanhangsel Handelingen, vergaderjaar 2025–2026, nr. 595).",
        "Hiervoor verwijs ik naar het antwoord op eerdere vragen (Aanhangsel Handelingen, vergaderjaar 2025–2026, nr. 596).",
    ]) {
        question.1 = answer.to_owned();
    }
    let named = |place: &Place| -> Vec<String> {
        let rows = place.rows("references").into_iter().filter(|row| row["document_id"] == "32317-980");
        rows.map(|row| row["named_document"].clone()).filter(|name| !name.is_empty()).collect()
    };
    let alone = Place::new([("a.txt", citing.txt())]);
    alone.ok(&[]);
    assert_eq!(named(&alone), ["ah-20252026-595", "ah-20252026-596"]);
    let together = Place::new([("a.txt", citing.txt()), ("map/vragen.txt", kamervragen())]);
    together.ok(&[]);
    assert_eq!(together.documents()["map/vragen.txt"]["document_id"], "map/vragen");
    assert_eq!(named(&together), ["map/vragen", "ah-20252026-596"], "what is not in the run keeps its number");
}

/// What `overleg diff` prints over two outputs.
fn diff(old: &std::path::Path, new: &std::path::Path, arguments: &[&str]) -> String {
    let said = said(overleg().arg("diff").args([old, new]).args(arguments));
    assert_eq!(said.status, 0, "{}", said.err);
    said.out
}

#[test]
fn diff_says_what_changed_between_two_runs() {
    let later = "Daarover kan ik nog geen mededelingen doen; de Kamer wordt hierover voor de zomer geïnformeerd.";
    let mut old = Report::new("974");
    old.questions[1].1 = later.to_owned();
    let mut new = Report::new("974");
    new.questions[2].1 = "Zie het antwoord op de vorige vraag.".to_owned();
    new.questions.remove(3);
    new.questions.push(("Welke landen doen mee aan de proef met \"terugkeerhubs\"?".to_owned(), "Denemarken doet mee.".to_owned()));
    let (before, after) = (Place::new([("verslag.txt", old.txt())]), Place::new([("verslag.txt", new.txt())]));
    before.ok(&[]);
    after.ok(&[]);

    let list = after.at("changes.csv");
    let printed = diff(&before.output(), &after.output(), &["--csv", list.to_str().unwrap()]);
    assert!(printed.contains("1 answered since, 1 changed in status, 1 added, 1 removed; 2 as they were"), "{printed}");
    for words in ["Answered since", "VVD: Welke kosten", "→ answered", "answered → refers_back", "Removed", "changes.csv"] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let rows = rows(&list);
    let columns = ["change", "old_unanswered", "new_status", "new_resolved_status", "new_unanswered"];
    let changes: Vec<[&str; 5]> = rows.iter().map(|row| columns.map(|name| row[name].as_str())).collect();
    let expected = [
        ["answered_since", "yes", "answered", "answered", "no"],
        ["status_changed", "no", "refers_back", "answered", "no"],
        ["added", "", "answered", "answered", "no"],
        ["removed", "no", "", "", ""],
    ];
    assert_eq!(changes, expected);
    assert_eq!(rows[0]["question"], QUESTIONS[1].0);
    assert_eq!(rows[0]["answer"], QUESTIONS[1].1);
    assert_eq!(diff(&before.output(), &after.output(), &["--csv", "-"]), fs::read_to_string(&list).unwrap());
    assert!(
        diff(&after.output(), &after.output(), &[]).contains("0 answered since, 0 changed in status, 0 added, 0 removed; 5 as they were")
    );

    // The dialect and language of the tables make no difference.
    before.ok(&["--dialect", "excel-nl", "--lang", "nl"]);
    assert_eq!(diff(&before.output(), &after.output(), &["--csv", "-"]), fs::read_to_string(&list).unwrap());

    assert_eq!(said(overleg().args(["diff", "nergens", "nergens"])).status, 2);
}
