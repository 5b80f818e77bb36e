//! Chains, cycles, self-references, dangling and forward references, missing answers, doubt.

use overleg::model::{Certainty, Report, Resolution, ReviewReason, Signal, Status};

use super::report;

/// A list of numbered questions about matters that have nothing in common.
fn list(answers: &[&str]) -> Report {
    let matters = [
        "Hoeveel dierenartsen werken er in Groningen",
        "Welke honden mogen volgens de inspectie niet worden gefokt",
        "Hoe groot is de vloot van garnalenvissers",
        "Wat kost het mestbeleid volgend jaar",
        "Wanneer verschijnt de visie op glastuinbouw",
        "Welke steun krijgen imkers tegen varroa",
        "Hoeveel wolven leven er op de Veluwe",
        "Waarom stijgt de prijs van kunstmest",
    ];
    let mut text = String::from(
        "36 800 XIV Vaststelling van de begrotingsstaat\n\nNr. 8 LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld 12 november 2025\n\n\
         De vaste commissie voor Landbouw heeft een aantal vragen voorgelegd aan de Minister van Landbouw over de begroting. \
         De Minister heeft deze vragen beantwoord bij brief van 11 november 2025. Vragen en antwoorden zijn hierna afgedrukt.\n\n\
         De voorzitter van de commissie, Graus\n\n",
    );
    for (at, answer) in answers.iter().enumerate() {
        text.push_str(&format!("Vraag {}\n{}?\n\n", at + 1, matters[at]));
        if !answer.is_empty() {
            text.push_str(&format!("Antwoord\n{answer}\n\n"));
        }
    }
    let report = report("lijst.txt", text.as_bytes());
    assert_eq!(report.questions.len(), answers.len());
    report
}

#[test]
fn a_chain_leads_to_the_first_answer_that_says_something() {
    let report = list(&["Er werken 40 dierenartsen.", "Zie vraag 1.", "Zie het antwoord op de vorige vraag.", "Zie vraag 3."]);
    let chain: Vec<(Option<usize>, u32)> = report.references.iter().map(|r| (r.final_answer, r.chain_length)).collect();
    assert_eq!(chain, [(Some(0), 1), (Some(0), 2), (Some(0), 3)]);
    assert!(report.resolutions.iter().all(|r| *r == Resolution::Status(Status::Answered, Some(0))), "{:?}", report.resolutions);
    assert!(report.questions.iter().all(|q| q.review.is_empty()));
}

#[test]
fn a_chain_to_a_refusal_stays_unanswered() {
    let report = list(&["Daarover doe ik geen uitspraken.", "Zie het antwoord op vraag 1."]);
    assert_eq!(report.resolutions[1], Resolution::Status(Status::Declined, Some(0)));
}

#[test]
fn cycles_are_found_and_told() {
    let report = list(&["Zie vraag 2.", "Zie vraag 3.", "Zie vraag 1.", "Zie vraag 2.", "De visie verschijnt in mei."]);
    for at in 0..4 {
        assert_eq!(report.resolutions[at], Resolution::Unresolved, "question {}", at + 1);
        assert!(report.questions[at].review.contains(&ReviewReason::CyclicReference), "question {}", at + 1);
    }
    assert!(report.questions[4].review.is_empty());
    assert!(report.references[0].doubt.contains("2 → 3 → 1 → 2"), "{}", report.references[0].doubt);
}

#[test]
fn a_reference_to_the_question_itself_is_told() {
    let report = list(&["Er werken 40 dierenartsen.", "Zie het antwoord op vraag 2."]);
    let reference = &report.references[0];
    assert_eq!(reference.certainty, Certainty::Unresolved);
    assert!(reference.rule.contains("itself"), "{}", reference.rule);
    assert_eq!(report.resolutions[1], Resolution::Unresolved);
    assert!(report.questions[1].review.contains(&ReviewReason::CyclicReference));
}

#[test]
fn a_question_that_does_not_exist_is_told() {
    let report = list(&["Er werken 40 dierenartsen.", "Zie het antwoord op vraag 31.", "Zie de antwoorden op de vragen 1 en 31."]);
    assert_eq!(report.references[0].certainty, Certainty::Unresolved);
    assert!(report.references[0].rule.contains("31"), "{}", report.references[0].rule);
    assert!(report.questions[1].review.contains(&ReviewReason::UnresolvedReference));
    assert_eq!(report.references[1].targets, [0]);
    assert!(report.references[1].doubt.contains("31"), "{}", report.references[1].doubt);
    assert!(report.questions[2].review.contains(&ReviewReason::DoubtfulReference));
}

#[test]
fn an_answer_that_is_missing_is_told() {
    let report = list(&["Er werken 40 dierenartsen.", "", "Zie het antwoord op vraag 2.", "Het beleid kost 4 miljoen euro."]);
    assert_eq!(report.references[0].targets, [1]);
    assert_eq!(report.resolutions[2], Resolution::Status(Status::Missing, None));
    assert!(report.references[0].doubt.contains("question 2 has no answer"), "{}", report.references[0].doubt);
}

#[test]
fn a_reference_ahead_is_a_reference_forward() {
    let report = list(&["Zie het antwoord op vraag 3.", "Zie de antwoorden op vraag 1 en 3.", "De vloot telt 180 schepen."]);
    assert_eq!(report.answers[0].judgement.status, Status::RefersForward);
    assert_eq!(report.answers[1].judgement.status, Status::RefersBack);
    assert_eq!(report.resolutions[0], Resolution::Status(Status::Answered, Some(2)));
}

#[test]
fn a_reference_beside_content_is_a_signal() {
    let report = list(&["Er werken 40 dierenartsen.", "Nee. Zie ook het antwoord op vraag 1."]);
    assert_eq!(report.answers[1].judgement.status, Status::Answered);
    assert!(report.answers[1].judgement.also.contains(&Signal::RefersWithin));
    assert_eq!(report.references[0].targets, [0]);
}

#[test]
fn a_named_target_that_fits_worse_than_a_copy_is_doubted() {
    let report = super::report("verslag.txt", COPY.as_bytes());
    assert_eq!(report.questions.len(), 4);
    let reference = report.references.iter().find(|r| r.answer == 3).expect("a reference");
    assert_eq!(reference.targets, [0], "the words decide: {}", reference.rule);
    assert!(reference.doubt.contains("question 3"), "{}", reference.doubt);
    assert!(report.questions[3].review.contains(&ReviewReason::DoubtfulReference));
}

const COPY: &str = "32 317 JBZ-Raad\n\nNr. 1105 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\n\
De vaste commissie voor Justitie heeft een aantal vragen en opmerkingen voorgelegd aan de Minister van Justitie over de brief van 2 mei 2025 (Kamerstuk 32 317, nr. 1090).\n\n\
De vragen en opmerkingen zijn op 15 juli 2025 aan de Minister van Justitie voorgelegd. Bij brief van 21 juli 2025 zijn de vragen beantwoord.\n\n\
De voorzitter van de commissie, Van Meenen\n\n\
Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersoon\n\n\
Vragen en opmerkingen van de leden van de VVD-fractie\n\n\
De leden van de VVD-fractie vragen hoeveel luchthavens de minister wil sluiten.\n\nAntwoord\n\nEr worden geen luchthavens gesloten.\n\n\
Is de minister bekend met klachten van omwonenden?\n\nAntwoord\n\nJa, omwonenden dienden 900 klachten in.\n\n\
Vragen en opmerkingen van de leden van de NSC-fractie\n\n\
De leden van de NSC-fractie vragen welke gevolgen de nieuwe dienstregeling van nachttreinen heeft voor reizigers uit Limburg.\n\nAntwoord\n\nReizigers uit Limburg krijgen een nachttrein per week.\n\n\
Vragen en opmerkingen van de leden van de CDA-fractie\n\n\
De leden van de CDA-fractie vragen welke gevolgen de dienstregeling van de nieuwe nachttreinen heeft voor reizigers uit Limburg.\n\nAntwoord\n\nZie het antwoord op de eerste vraag van de leden van de VVD-fractie.\n";
