//! Answers that reuse the text of an earlier one, also when only a part of a long answer is shared.

use overleg::model::ReviewReason;

use super::report;

const SHARED: &str = "uiterlijk op 15 oktober legt de Commissie samen met een aantal andere documenten een voorstel aan de Raad voor";

#[test]
fn a_shared_part_of_a_long_answer_is_a_repetition() {
    let filler = |word: &str| (0..60).map(|n| format!("{word} {n} telt mee")).collect::<Vec<_>>().join(" en ");
    let first = format!("Over {}. Het is zo dat {SHARED}, wat {} betekent.", filler("haven"), filler("dijk"));
    let second = format!("Naar {} geldt: {SHARED}. Verder {}.", filler("molen"), filler("brug"));
    let third = format!("Alleen {} is anders, want uiterlijk op 15 oktober legt de Commissie samen niets voor.", filler("polder"));
    let text = format!(
        "36 800 XIV Vaststelling van de begrotingsstaat\n\nNr. 8 LIJST VAN VRAGEN EN ANTWOORDEN\n\n\
         De vaste commissie voor Landbouw heeft een aantal vragen voorgelegd aan de Minister van Landbouw. \
         De Minister heeft deze vragen beantwoord bij brief van 11 november 2025. Vragen en antwoorden zijn hierna afgedrukt.\n\n\
         Vraag 1\nWat doet de haven?\n\nAntwoord\n{first}\n\nVraag 2\nWat doet de molen?\n\nAntwoord\n{second}\n\n\
         Vraag 3\nWat doet de polder?\n\nAntwoord\n{third}\n"
    );
    assert!(SHARED.chars().filter(|c| c.is_alphanumeric()).count() < 100, "little more than the 80 letters that count");
    let report = report("lijst.txt", text.as_bytes());
    let repeats: Vec<Option<usize>> = report.answers.iter().map(|a| a.repeats).collect();
    assert_eq!(repeats, [None, Some(0), None]);
    assert!(report.questions[1].review.contains(&ReviewReason::RepeatedAnswer));
    assert!(!report.questions[2].review.contains(&ReviewReason::RepeatedAnswer));
}
