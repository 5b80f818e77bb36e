//! References in real answers against those that two readers found (`gold/answers.jsonl`), each answer put into a list of questions.
//!
//! An item of the gold stands alone: numbers, the question before or behind, a place above or below. The list has the numbers, so
//! what is scored is which questions an answer is said to lead to. Entries on which the readers differed are left out.

use std::collections::BTreeSet;

use overleg::model::{Certainty, Reference, ReferenceKind};
use serde_json::Value;

use super::examined;

const ANSWERS: &str = include_str!("../gold/answers.jsonl");
/// Questions in front of the asking one.
const FRONT: usize = 30;
/// Recorded precision and recall of the places named, and the share of answers whose places are all right.
const RECORDED: [(&str, [f64; 3]); 2] = [("seen", [1.0, 1.0, 1.0]), ("unseen", [0.98, 0.91, 0.97])];

#[test]
fn real_answers_lead_where_two_readers_say() {
    let mut short = Vec::new();
    for (half, recorded) in RECORDED {
        let (mut both, mut gold, mut ours, mut right, mut all, mut unread) = (0.0, 0.0, 0.0, 0.0, 0.0, 0);
        for line in ANSWERS.lines() {
            let entry: Value = serde_json::from_str(line).expect("a JSON object");
            let text = |key: &str| entry[key].as_str().expect("text");
            let seen = crc32fast::hash(text("id").as_bytes()).is_multiple_of(2);
            if seen != (half == "seen") || text("refs") == "?" {
                continue;
            }
            let wanted: BTreeSet<String> = text("refs").split(';').filter(|r| !r.is_empty()).map(str::to_owned).collect();
            let Some(found) = found(text("question"), text("answer")) else {
                unread += 1;
                continue;
            };
            if seen && found != wanted && std::env::var("SHOW").is_ok() {
                println!("{}: {found:?}, not {wanted:?}: {}", text("id"), text("answer"));
            }
            both += wanted.intersection(&found).count() as f64;
            gold += wanted.len() as f64;
            ours += found.len() as f64;
            right += f64::from(u8::from(found == wanted));
            all += 1.0;
        }
        let figures = [both / ours, both / gold, right / all];
        println!(
            "{half:6} places named P {:.3} R {:.3}, all places right in {right} of {all} answers ({:.3}); {unread} not read",
            figures[0], figures[1], figures[2]
        );
        if figures.iter().zip(recorded).any(|(figure, least)| *figure < least) || unread > 3 {
            short.push((half, figures));
        }
    }
    assert!(short.is_empty(), "below the figures recorded: {short:?}");
}

/// The places that the answer is said to lead to, as the gold writes them.
fn found(question: &str, answer: &str) -> Option<BTreeSet<String>> {
    let mut text = String::from(
        "36 800 XIV Vaststelling van de begrotingsstaat\n\nNr. 8 LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld 12 november 2025\n\n\
         De vaste commissie voor Landbouw heeft een aantal vragen voorgelegd aan de Minister van Landbouw over de begroting. \
         De Minister heeft deze vragen beantwoord bij brief van 11 november 2025. Vragen en antwoorden zijn hierna afgedrukt.\n\n\
         De voorzitter van de commissie, Graus\n\n",
    );
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for number in 1..=FRONT + 2 {
        let (asked, said) = if number == FRONT + 1 {
            (line(question), line(answer))
        } else {
            (format!("Hoeveel kost maatregel {number} in het jaar 20{number:02}?"), format!("Die kost {number} miljoen euro."))
        };
        text.push_str(&format!("Vraag {number}\n{asked}\n\nAntwoord\n{said}\n\n"));
    }
    let (_, report) = examined("lijst.txt", text.as_bytes())?;
    if report.questions.len() != FRONT + 2 {
        return None;
    }
    let at = report.questions[FRONT].answer?;
    Some(report.references.iter().filter(|r| r.answer == at).flat_map(places).collect())
}

fn places(reference: &Reference) -> Vec<String> {
    let resolved = reference.certainty == Certainty::Resolved;
    match reference.kind {
        ReferenceKind::Elsewhere => Vec::new(),
        // What counts is where the link leads, not what the words say.
        ReferenceKind::Number if resolved => reference.targets.iter().map(|t| (t + 1).to_string()).collect(),
        ReferenceKind::Number => reference.named_numbers.iter().map(|n| format!("no {n}")).collect(),
        ReferenceKind::Previous if resolved => vec!["prev".to_owned()],
        ReferenceKind::Next if resolved => vec!["next".to_owned()],
        _ if reference.targets.iter().chain(&reference.candidates).any(|t| *t > FRONT) => vec!["below".to_owned()],
        _ => vec!["above".to_owned()],
    }
}
