//! Ten thousand questions in one report. How long that takes is measured in `benches/speed`, by the length of one report.

use overleg::lexicon::Lexicon;
use overleg::model::{Answer, Certainty, Contribution, Document, DocumentKind, Head, Number, Question, Report, Structure};
use overleg::read::{Limits, read};
use overleg::rules::Rules;

#[test]
fn references_among_ten_thousand_questions_are_resolved_as_often_as_among_one_thousand() {
    let (few, many) = (resolved(1_000), resolved(10_000));
    println!("resolved: {few} of 200 among 1,000 questions, {many} of 2,000 among 10,000");
    assert!(few >= 80, "{few}");
    assert!(many >= few * 8, "{many} against {few}");
}

/// How many references are resolved in a report of so many questions.
fn resolved(questions: usize) -> usize {
    let (document, mut report) = made(questions);
    overleg::resolve::resolve(&document, &mut report, Rules::embedded(), Lexicon::embedded());
    report.references.iter().filter(|r| r.certainty == Certainty::Resolved).count()
}

/// A report of several factions in which every fifth answer refers, in turn by number, place, faction, likeness and topic.
fn made(questions: usize) -> (Document, Report) {
    let places = ["Assen", "Breda", "Delft", "Ede", "Gouda", "Hoorn", "Kampen", "Leiden", "Meppel", "Venlo", "Zwolle"];
    let things =
        ["bruggen", "sluizen", "scholen", "dijken", "treinen", "akkers", "havens", "bossen", "musea", "molens", "wegen", "parken", "kades"];
    let makers = ["aannemers", "gemeenten", "boeren", "vissers", "artsen", "leraren", "rechters"];
    let factions = ["VVD", "D66", "CDA", "SP", "NSC"];
    let mut text = String::new();
    for at in 0..questions {
        let (place, thing, maker) = (places[at % places.len()], things[at % things.len()], makers[at % makers.len()]);
        let own = format!("{thing}beheer{}", at / 97);
        text.push_str(&format!("Hoeveel {thing} herstellen {maker} volgens de minister in {place} onder regeling {own}?\n\n"));
        let answer = match at % 25 {
            4 if at > 30 => format!("Zie het antwoord op vraag {}.", at - 20),
            9 => "Zie het antwoord op de vorige vraag.".to_owned(),
            14 => "Zie het antwoord op een vergelijkbare vraag van de leden van de VVD-fractie.".to_owned(),
            19 => "Zie het antwoord op een gelijkluidende vraag.".to_owned(),
            24 => format!("Zie het antwoord op de vraag over {} in {place}.", things[(at + 5) % things.len()]),
            _ => format!("In {place} worden {} {thing} hersteld door {maker}; regeling {own} loopt tot 20{}.", at % 900, 30 + at % 60),
        };
        text.push_str(&format!("{answer}\n\n"));
    }
    let document = read("verslag.txt", text.as_bytes(), &Limits::default()).output.expect("the text is read");
    let spans: Vec<_> = document.blocks.iter().filter(|b| b.is_flow()).map(|b| b.span).collect();
    assert_eq!(spans.len(), 2 * questions);
    let of_faction = questions.div_ceil(factions.len());
    let mut report = Report {
        kind: DocumentKind::LijstVanVragenEnAntwoorden,
        head: Head::default(),
        structure: Structure::Numbered,
        contributions: factions
            .iter()
            .map(|faction| Contribution { factions: vec![(*faction).to_owned()], ..Contribution::default() })
            .collect(),
        questions: Vec::new(),
        answers: Vec::new(),
        references: Vec::new(),
        resolutions: Vec::new(),
        pieces: Vec::new(),
        readings: Vec::new(),
    };
    for (at, pair) in spans.chunks(2).enumerate() {
        let answer = document.slice(pair[1]);
        report.questions.push(Question {
            contribution: at / of_faction,
            numbers: vec![Number { value: at as u32 + 1, suffix: String::new() }],
            spans: vec![pair[0]],
            answer: Some(at),
            ..Question::default()
        });
        report.answers.push(Answer {
            id: String::new(),
            questions: vec![at],
            numbers: Vec::new(),
            respondent: String::new(),
            spans: vec![pair[1]],
            judgement: overleg::status::judge(document.slice(pair[0]), answer, Rules::embedded()),
            repeats: None,
            cites: Vec::new(),
            notes: Vec::new(),
        });
    }
    (document, report)
}
