//! Resolving stays linear: ten times the questions take about ten times as long.

use std::time::{Duration, Instant};

use overleg::lexicon::Lexicon;
use overleg::model::{Document, Report};
use overleg::rules::Rules;

use crate::examined;

/// How much longer ten times the questions may take.
const AT_MOST: f64 = 12.0;

#[test]
fn ten_thousand_questions_take_at_most_twelve_times_as_long_as_one_thousand() {
    let (small, large) = (made(1_000), made(10_000));
    assert_eq!((small.1.questions.len(), large.1.questions.len()), (1_000, 10_000));
    let (mut quick, mut slow) = (Duration::MAX, Duration::MAX);
    // The fastest of three: the machine does other things too.
    for _ in 0..3 {
        quick = quick.min(resolving(&small));
        slow = slow.min(resolving(&large));
    }
    let times = slow.as_secs_f64() / quick.as_secs_f64();
    println!("1,000 questions {quick:.2?}, 10,000 questions {slow:.2?}: {times:.1} times");
    assert!(times <= AT_MOST, "{times:.1} times");
}

fn resolving((document, report): &(Document, Report)) -> Duration {
    let mut report = report.clone();
    let start = Instant::now();
    overleg::resolve::resolve(document, &mut report, Rules::embedded(), Lexicon::embedded());
    start.elapsed()
}

/// A report of several factions in which every fifth answer refers, in turn by number, place, faction, likeness and topic.
fn made(questions: usize) -> (Document, Report) {
    let places = ["Assen", "Breda", "Delft", "Ede", "Gouda", "Hoorn", "Kampen", "Leiden", "Meppel", "Venlo", "Zwolle"];
    let things =
        ["bruggen", "sluizen", "scholen", "dijken", "treinen", "akkers", "havens", "bossen", "musea", "molens", "wegen", "parken", "kades"];
    let makers = ["aannemers", "gemeenten", "boeren", "vissers", "artsen", "leraren", "rechters"];
    let factions = ["VVD", "D66", "CDA", "SP", "NSC"];
    let mut text = String::from(
        "32 317 JBZ-Raad\n\nNr. 1105 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\n\
         De vaste commissie voor Justitie heeft een aantal vragen en opmerkingen voorgelegd aan de Minister van Justitie over de brief van 2 mei 2025 (Kamerstuk 32 317, nr. 1090).\n\n\
         De vragen en opmerkingen zijn op 15 juli 2025 aan de Minister van Justitie voorgelegd. Bij brief van 21 juli 2025 zijn de vragen beantwoord.\n\n\
         Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersoon\n\n",
    );
    for at in 0..questions {
        let of_faction = questions / factions.len();
        if at % of_faction == 0 {
            text.push_str(&format!("Vragen en opmerkingen van de leden van de {}-fractie\n\n", factions[at / of_faction]));
        }
        let (place, thing, maker) = (places[at % places.len()], things[at % things.len()], makers[at % makers.len()]);
        let own = format!("{thing}beheer{}", at / 97);
        text.push_str(&format!(
            "Vraag {}\n\nHoeveel {thing} herstellen {maker} volgens de minister in {place} onder regeling {own}?\n\n",
            at + 1
        ));
        let answer = match at % 25 {
            4 if at > 30 => format!("Zie het antwoord op vraag {}.", at - 20),
            9 => "Zie het antwoord op de vorige vraag.".to_owned(),
            14 => "Zie het antwoord op een vergelijkbare vraag van de leden van de VVD-fractie.".to_owned(),
            19 => "Zie het antwoord op een gelijkluidende vraag.".to_owned(),
            24 => format!("Zie het antwoord op de vraag over {things} in {place}.", things = things[(at + 5) % things.len()]),
            _ => format!("In {place} worden {} {thing} hersteld door {maker}; regeling {own} loopt tot 20{}.", at % 900, 30 + at % 60),
        };
        text.push_str(&format!("Antwoord {}\n\n{answer}\n\n", at + 1));
    }
    examined("verslag.txt", text.as_bytes()).expect("a report")
}
