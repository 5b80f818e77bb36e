//! What holds for every document that the repository has: spans ordered, disjoint and complete, nothing lost, and the records of
//! small reports of each structure family exactly as they stand in the text.

use std::path::Path;

use crate::support::files_below;
use overleg::lexicon::Lexicon;
use overleg::model::{Classified, Document, Report, Role, Structure, count_characters};
use overleg::rules::Rules;
use overleg::{classify, read, segment};

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
    let all = ["input", "tests/fixtures"].map(|folder| files_below(&root.join(folder))).concat();
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

#[test]
fn answers_that_restate_their_questions_word_for_word() {
    check(
        "blocks-woordelijk.txt",
        Structure::Blocks,
        &[
            ("VVD", "De leden van de VVD-fractie lezen dat", "De verdubbeling hangt samen met twee"),
            ("VVD", "Welke kosten maakt een gemiddelde boerderij", ""),
            ("VVD", "Voorts vragen deze leden of de Minister", "Dat ben ik niet."),
            ("SP", "De leden van de SP-fractie vragen hoeveel", "In 2014 vertrokken 31 inspecteurs. Naar"),
            ("SP", "Is de Minister het met deze leden eens dat", "Ja, maar er is een goede overdracht"),
        ],
    );
}

#[test]
fn answers_that_retell_their_questions() {
    check(
        "blocks-derde-persoon.txt",
        Structure::Blocks,
        &[
            ("PvdA", "De leden van de PvdA-fractie hebben de", "De leden van de PvdA-fractie vragen welke"),
            ("PvdA", "Kan de Minister aangeven hoeveel", "De leden van de PvdA-fractie vragen naar"),
            ("D66", "De leden van de D66-fractie vragen of", "De leden van de D66-fractie vragen of"),
            ("D66", "Hoe verhoudt een plicht zich tot de", "De leden van de D66-fractie vragen hoe een"),
        ],
    );
}

#[test]
fn answers_that_count_their_questions() {
    check(
        "blocks-rangtelwoord.txt",
        Structure::Blocks,
        &[
            ("CDA", "De leden van de CDA-fractie vragen wat de", "Op de eerste vraag van deze leden antwoord"),
            ("CDA", "Wanneer wordt de tweede turbine aangesloten?", "Wat de tweede en derde vraag betreft: het"),
            ("SGP", "Het lid van de SGP-fractie vraagt of", "In antwoord op de eerste vraag van dit lid"),
            ("SGP", "Wie houdt toezicht op de prijs?", "Het antwoord op de tweede vraag luidt dat"),
        ],
    );
}

#[test]
fn answers_that_name_nothing() {
    check(
        "blocks-zonder-herhaling.txt",
        Structure::Blocks,
        &[
            ("PVV", "De leden van de PVV-fractie constateren dat", "Volgens de Limburgse bond zijn 17"),
            ("PVV", "Heeft de Staatssecretaris contact gehad met", "Over de huur van de oefenzaal in Weert is"),
            ("ChristenUnie", "De leden van de ChristenUnie-fractie vragen", "Basisscholen zonder vakleerkracht gebruiken"),
            ("ChristenUnie", "Welke rol hebben kerkkoren volgens de", "Kerkkoren bereiken veel kinderen en zijn"),
            ("ChristenUnie", "Genoemde leden willen de toezegging dat het", "Het instrumentenfonds blijft in ieder geval"),
        ],
    );
}

#[test]
fn numbers_before_questions_start_anew_per_faction() {
    check(
        "genummerd-nummers-voor.txt",
        Structure::Numbered,
        &[
            ("BBB", "Hoeveel scholen hebben nog een eigen", "Er zijn 41 scholen met een bad. Drie kosten"),
            ("BBB", "Is de minister bereid tot een proef in", "Nee."),
            ("Volt", "Deelt de minister de zorg over verdrinking", "Die zorg deel ik. In 2022 verdronken er"),
            ("Volt", "Graag ontvangt dit lid een overzicht van", "Zie het antwoord op vraag 1."),
        ],
    );
}

#[test]
fn ranges_and_joint_numbers() {
    check(
        "genummerd-vraag-tm.txt",
        Structure::Numbered,
        &[
            ("NSC", "Waarom verdwijnt de munt van vijf cent?", "De munt verdwijnt niet. Afronden gebeurt"),
            ("NSC", "Kan de minister de slagkosten geven?", "Die bedragen 2,1 cent per stuk."),
            ("NSC", "Wordt er bijgeslagen? Zo ja, hoeveel?", "Jaarlijks circa 20 miljoen stuks, door de"),
            ("DENK", "De leden van de DENK-fractie vragen de", "Dat overzicht bestaat niet."),
        ],
    );
}

#[test]
fn bare_numbers_and_a_digit_inside_an_answer() {
    check(
        "genummerd-kale-cijfers.txt",
        Structure::Numbered,
        &[
            ("", "Hoeveel mensen hebben zich in 2022 gemeld", "Dat waren er 4.300."),
            ("", "Kunt u de uitgaven aan zonnepanelen op", "In 2021 ging het om:"),
            ("", "Wanneer is de evaluatie gereed?", "Zie het antwoord op vraag 1."),
            ("", "Klopt het dat de regeling doorloopt tot", "Ja, op grond van de Kaderwet."),
        ],
    );
}

#[test]
fn question_and_answer_as_letters() {
    check(
        "va.txt",
        Structure::Interleaved,
        &[
            ("PvdD", "Hoeveel dierenartsen stopten in 2020?", "212."),
            ("PvdD", "Is er een tekort in Zeeland?", "Ja, vooral rond Hulst. Daar is één praktijk"),
            ("JA21", "Wat kost de opleiding?", "Circa 180.000 euro."),
            ("JA21", "Komen er plaatsen bij?", "Nee."),
        ],
    );
}

#[test]
fn answers_headed_reactie_and_a_faction_nobody_knows() {
    check(
        "reactie.txt",
        Structure::Interleaved,
        &[
            ("PvdA;GroenLinks", "De leden van de fracties van PvdA en", "Ik steun het doel, niet het middel."),
            ("PvdA;GroenLinks", "Hoe kijken andere lidstaten hiernaar? Welke", "Denemarken en Zweden zijn tegen."),
            ("PvdA;GroenLinks", "Deze leden krijgen graag een reactie op het", "Het rapport ken ik. De aanbevelingen betrek"),
            ("Zeeuws Belang", "De leden van de Zeeuws Belang-fractie", "Nee, zij vallen onder de verordening."),
        ],
    );
}

#[test]
fn factions_carried_on_under_topics() {
    check(
        "thema-voortgezet.txt",
        Structure::Thematic,
        &[
            ("VVD", "De leden van de VVD-fractie lezen dat de", "Het kabinet dringt aan op een hoorzitting."),
            ("VVD", "De aan het woord zijnde leden vragen verder", "Dat is aan de Commissie."),
            ("PVV", "De leden van de PVV-fractie vragen of de", "Nee."),
            ("PVV", "Zij willen weten wat dit kost.", "Circa 3 miljoen euro."),
            ("SGP", "De leden van de SGP-fractie vragen wanneer", "Er is geen datum."),
            ("BBB", "Het lid van de BBB-fractie vraagt naar de", "Een berekening is er nog niet."),
        ],
    );
}

#[test]
fn numbered_letters_of_the_eerste_kamer() {
    check(
        "ek-genummerd.txt",
        Structure::Letters,
        &[
            ("BBB", "In uw brief zet u uiteen hoe gemeenten", "Volgens de VNG gaat het om 900 voltijdbanen."),
            ("BBB", "Bent u bereid kleine gemeenten te ontzien?", "Nee, de wet geldt voor iedereen."),
            ("GroenLinks-PvdA", "De fractieleden van GroenLinks-PvdA vragen", "Een boete acht ik te vroeg. Eerst wil ik de"),
        ],
    );
}

#[test]
fn an_inbreng_with_a_table_of_contents() {
    check(
        "inbreng-toc.txt",
        Structure::QuestionsOnly,
        &[
            ("VVD", "De leden van de VVD-fractie vragen waar de", ""),
            ("VVD", "Kan de Staatssecretaris de geluidsmetingen", ""),
            ("Lid Omtzigt", "Het lid Omtzigt verzoekt om de", ""),
        ],
    );
}

#[test]
fn written_questions_of_several_members() {
    check(
        "kv-leden.txt",
        Structure::Numbered,
        &[
            ("GroenLinks-PvdA;CDA;D66", "Kent u het bericht dat drones zijn gezien", "Ja."),
            ("GroenLinks-PvdA;CDA;D66", "Hoe vaak gebeurde dit in 2024?", "In 2024 elf keer. Over middelen doe ik geen"),
        ],
    );
}

#[test]
fn a_nota_that_retells_each_question() {
    check(
        "nota.txt",
        Structure::AnswersOnly,
        &[
            ("VVD", "De leden van de VVD-fractie vragen hoeveel", "In Nederland zijn er 29."),
            ("D66", "De leden van de D66-fractie vragen of de", "Die eisen staan in het besluit. De"),
            ("ChristenUnie", "De leden van de ChristenUnie-fractie lezen", "Gemeenten zijn vrij in hun tarief. Dat"),
        ],
    );
}

#[test]
fn the_letter_of_the_minister_alone() {
    check(
        "alleen-antwoorden.txt",
        Structure::AnswersOnly,
        &[
            ("VVD", "De leden van de VVD-fractie vragen hoe vaak", "In 2023 werd 94 procent op tijd bezorgd."),
            ("VVD", "Deze leden vragen voorts of de bezorging op", "Nee, daar is geen vraag naar."),
            ("SP", "De leden van de SP-fractie vragen wat een", "Een bezorger verdient ten minste het"),
        ],
    );
}

#[test]
fn answers_per_faction() {
    check(
        "per-fractie.txt",
        Structure::Blocks,
        &[
            ("VVD", "De leden van de VVD-fractie vragen hoeveel", "Er zijn 311 fokkers gecontroleerd."),
            ("VVD", "Worden ook buitenlandse fokkers geweerd bij", "Bij de grens worden vervoerders met"),
            ("PvdD", "De leden van de Partij voor de", "Een houdverbod wordt onderzocht."),
        ],
    );
}
