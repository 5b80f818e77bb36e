//! Letters: the committee's and the minister's in one report of the Eerste Kamer, and the minister's alone.

use crate::support::reading;

const TWO_LETTERS: &str = "\
Eerste Kamer der Staten-Generaal

Vergaderjaar 2019-2020

35 300 Nota over de toestand van 's Rijks Financiën

C VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vastgesteld 14 januari 2020

De vaste commissie voor Financiën heeft kennisgenomen van de brief van 12 november 2019 over de begroting.

Naar aanleiding hiervan heeft zij de Minister van Financiën op 3 december 2019 een brief gestuurd.

De Minister heeft op 13 januari 2020 gereageerd.

De commissie brengt bijgaand verslag uit van het gevoerde schriftelijk overleg.

De griffier van de vaste commissie voor Financiën, Dragstra

BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN

Aan de Minister van Financiën

Den Haag, 3 december 2019

De leden van de vaste commissie voor Financiën hebben kennisgenomen van uw brief van 12 november 2019. De leden van de fracties van GroenLinks en de PvdA hebben gezamenlijk een aantal vragen. De leden van de Fractie-Nanninga sluiten zich aan bij deze vragen.

In uw brief stelt u dat de ramingen voldoende zijn. De leden van de fracties van GroenLinks en de PvdA vragen waarop u dit oordeel baseert. Kunt u dit toelichten?

De leden van de commissie zien uw antwoorden met belangstelling tegemoet en ontvangen deze graag binnen vier weken.

De voorzitter van de vaste commissie voor Financiën, P.C. Jansen

BRIEF VAN DE MINISTER VAN FINANCIËN

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal

Den Haag, 13 januari 2020

Hierbij zend ik u de antwoorden op de vragen van de vaste commissie voor Financiën.

De leden van de fracties van GroenLinks en de PvdA vragen waarop het oordeel is gebaseerd dat de ramingen voldoende zijn. Het oordeel is gebaseerd op de cijfers van het Centraal Planbureau. Deze zijn in september gepubliceerd.

De Minister van Financiën, W.B. Hoekstra
";

const MINISTER_ALONE: &str = "\
Tweede Kamer der Staten-Generaal

Vergaderjaar 2022-2023

29 362 Modernisering van de overheid

Nr. 130 Brief van de Minister van Binnenlandse Zaken en Koninkrijksrelaties

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 14 april 2023

Bijgaand treft u de reactie op de op 22 maart 2023 gezonden vragen van de vaste commissie voor Binnenlandse Zaken over de brief van 10 januari 2023.

De Minister van Binnenlandse Zaken en Koninkrijksrelaties, H.G.J. Bruins Slot

Vragen en opmerkingen van de leden van de VVD-fractie

De leden van de VVD-fractie vragen hoe de minister de voortgang van het programma beoordeelt.

Ik beoordeel de voortgang positief. Het programma loopt op schema.

De leden van de VVD-fractie vragen welke gemeenten meedoen.

Er doen 34 gemeenten mee. De lijst staat op de site van het programma.

Vragen en opmerkingen van de leden van de SP-fractie

De leden van de SP-fractie vragen of de kosten bekend zijn.

Ja, de kosten bedragen € 3 miljoen. Uw Kamer wordt hierover jaarlijks geïnformeerd.
";

#[test]
fn an_introduction_names_who_asks_and_who_joins() {
    let reading = reading::read("report.txt", TWO_LETTERS.as_bytes()).expect("a reading");
    let report = reading.report.as_ref().expect("a report");
    let voices: Vec<_> = report.contributions.iter().map(|c| (c.factions.join(";"), c.joins.join(";"))).collect();
    let joined = ("Fractie-Nanninga".to_owned(), "GroenLinks;PvdA".to_owned());
    assert_eq!(voices, [("GroenLinks;PvdA".to_owned(), String::new()), joined]);
    // The wish for a reply within four weeks asks nothing of its own.
    assert_eq!(report.questions.len(), 1);
    assert_eq!(report.questions[0].asks.len(), 2);
    assert!(report.questions[0].answer.is_some());
    assert_eq!(report.head.respondent, "Minister van Financiën");
}

#[test]
fn the_letter_of_a_minister_alone_is_a_report() {
    let reading = reading::read("letter.txt", MINISTER_ALONE.as_bytes()).expect("a reading");
    let report = reading.report.as_ref().expect("a report");
    assert_eq!(report.head.respondent, "Minister van Binnenlandse Zaken en Koninkrijksrelaties");
    let factions: Vec<_> = report.questions.iter().map(|q| report.contributions[q.contribution].factions.join(";")).collect();
    assert_eq!(factions, ["VVD", "VVD", "SP"]);
    assert!(report.questions.iter().all(|q| q.answer.is_some()));
    // A letter that only sends the answers along holds none.
    let bare = MINISTER_ALONE.split("Vragen en opmerkingen").next().unwrap();
    assert!(reading::read("letter.txt", bare.as_bytes()).is_none_or(|r| r.report.is_none()));
}

const ANSWERS_TO_FACTIONS: &str = "\
Ministerie van Justitie en Veiligheid

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Onderwerp Beantwoording schriftelijk overleg jeugddetentie

In antwoord op uw brief van 4 mei 2021 zend ik u hierbij de antwoorden op de vragen die de fracties hebben gesteld.

Antwoorden op de vragen van de leden van de VVD-fractie

De leden van de VVD-fractie vragen hoeveel plaatsen er zijn.

Er zijn 430 plaatsen, verdeeld over vijf inrichtingen.

Antwoorden op de vragen van de leden van de SP-fractie

De leden van de SP-fractie vragen waarom de inrichting in Zutphen is gesloten. De bezetting was al drie jaar lager dan de helft.

Antwoorden op de vragen van het lid Omtzigt

Het lid Omtzigt vraagt of dit is te herstellen.

Nee. Het gebouw is verkocht.

De Minister van Justitie en Veiligheid,

drs. Cora van Nieuwenhuizen
";

#[test]
fn a_letter_of_answers_to_each_faction_is_no_notice() {
    let reading = reading::read("letter.txt", ANSWERS_TO_FACTIONS.as_bytes()).expect("a reading");
    let rows: Vec<_> = reading.records().into_iter().map(|r| (r.factions.join(";"), r.question, r.answer, r.review)).collect();
    let row = |faction: &str, question: &str, answer: &str, review| (faction.to_owned(), question.to_owned(), answer.to_owned(), review);
    assert_eq!(
        rows,
        [
            row(
                "VVD",
                "De leden van de VVD-fractie vragen hoeveel plaatsen er zijn.",
                "Er zijn 430 plaatsen, verdeeld over vijf inrichtingen.",
                false
            ),
            // Question and answer in one paragraph, with nothing but the sentence to tell them apart.
            row(
                "SP",
                "De leden van de SP-fractie vragen waarom de inrichting in Zutphen is gesloten.",
                "De bezetting was al drie jaar lager dan de helft.",
                true,
            ),
            row("Lid Omtzigt", "Het lid Omtzigt vraagt of dit is te herstellen.", "Nee. Het gebouw is verkocht.", false),
        ]
    );
    // A question that is left without an answer is one all the same.
    let open = ANSWERS_TO_FACTIONS.replace(" De bezetting was al drie jaar lager dan de helft.", "");
    let reading = reading::read("letter.txt", open.as_bytes()).expect("a reading");
    assert_eq!(reading.records().iter().map(|r| r.answer.is_empty()).collect::<Vec<_>>(), [false, true, false]);
    // Without headings, and where the letter speaks of the members of the factions.
    let plain: String = ANSWERS_TO_FACTIONS
        .replace("die de fracties hebben", "die de leden van de fracties hebben")
        .lines()
        .filter(|line| !line.starts_with("Antwoorden op"))
        .map(|line| format!("{line}\n"))
        .collect();
    let reading = reading::read("letter.txt", plain.as_bytes()).expect("a reading");
    assert_eq!(reading.records().into_iter().map(|r| r.factions.join(";")).collect::<Vec<_>>(), ["VVD", "SP", "Lid Omtzigt"]);
    // The letter that goes with the answers, without them.
    let bare = ANSWERS_TO_FACTIONS.split("Antwoorden op").next().unwrap();
    assert!(reading::read("letter.txt", bare.as_bytes()).is_none_or(|r| r.report.is_none()));
}
