//! The wordings of the genre, one by one, as real papers print them: titles, numbers, dates, headings, markers, and what looks
//! like one of them and is not.

use overleg::lexicon::Lexicon;
use overleg::model::{Classified, DocumentKind, Report};
use overleg::rules::Rules;
use overleg::{classify, read, segment};

/// A body that is a report whatever its title says.
const BODY: &str = "\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\nDe leden van de VVD-fractie hebben de brief gelezen. \
    Kan de minister dit toelichten?\n\nAntwoord\n\nJa. Ik licht dit toe in de brief.\n\nKlopt het dat dit in 2024 begint?\n\nAntwoord\n\nNee.\n";

fn classified(text: &str) -> Classified {
    let document = read::read("paper.txt", text.as_bytes(), &read::Limits::default()).output.expect("a document");
    classify::classify(&document, Rules::embedded(), Lexicon::embedded()).output.expect("a verdict")
}

pub fn report(text: &str) -> (Vec<(String, String, String)>, Option<Report>) {
    let document = read::read("paper.txt", text.as_bytes(), &read::Limits::default()).output.expect("a document");
    let verdict = classify::classify(&document, Rules::embedded(), Lexicon::embedded()).output.expect("a verdict");
    let report = segment::segment(&document, &verdict, Rules::embedded(), Lexicon::embedded()).output;
    let rows = report.as_ref().map_or_else(Vec::new, |report| {
        let row = |q: &overleg::model::Question| {
            let answer = q.answer.map(|a| document.text_of(&report.answers[a].spans)).unwrap_or_default();
            (report.contributions[q.contribution].factions.join(";"), document.text_of(&q.spans), answer)
        };
        report.questions.iter().map(row).collect()
    });
    (rows, report)
}

/// Fails with every case that differs, not with the first.
pub fn all_same<T: PartialEq + std::fmt::Debug>(cases: impl IntoIterator<Item = (String, T, T)>) {
    let wrong: Vec<String> = cases
        .into_iter()
        .filter(|(_, found, wanted)| found != wanted)
        .map(|(what, found, wanted)| format!("{what}: {found:?}, not {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn titles() {
    let cases = [
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("Verslag van een schriftelijk overleg", "verslag_schriftelijk_overleg"),
        (
            "Verslag van een schriftelijk overleg : Verslag van een schriftelijk overleg over de Landbouw- en Visserijraad",
            "verslag_schriftelijk_overleg",
        ),
        ("VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG", "verslag_nader_schriftelijk_overleg"),
        ("AB VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG", "verslag_nader_schriftelijk_overleg"),
        ("2020D32255 INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "inbreng_schriftelijk_overleg"),
        ("2016D45625 INBRENG VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG", "inbreng_schriftelijk_overleg"),
        ("INBRENG VERSLAG  VAN EEN SCHRIFTELIJK OVERLEG", "inbreng_schriftelijk_overleg"),
        ("**Inbreng Verslag van een schriftelijk overleg**", "inbreng_schriftelijk_overleg"),
        ("Inbreng verslag van een schriftelijk over de reactie op het rapport", "inbreng_schriftelijk_overleg"),
        ("Verslag Schriftelijk Overleg (VSO) inzake VSO faillissement ziekenhuizen", "verslag_schriftelijk_overleg"),
        ("Nr. 774 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("Nr. 108 HERDRUK1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("26 631\t\t\tModernisering AWBZ\n\nNr. 279\t\t\tVERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("M VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("AI1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("LIJST VAN VRAGEN EN ANTWOORDEN", "lijst_van_vragen_en_antwoorden"),
        ("VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN", "lijst_van_vragen_en_antwoorden"),
        ("NOTA NAAR AANLEIDING VAN HET VERSLAG", "nota_naar_aanleiding_van_het_verslag"),
        ("C MEMORIE VAN ANTWOORD", "nota_naar_aanleiding_van_het_verslag"),
        ("VERSLAG VAN EEN ALGEMEEN OVERLEG", "other"),
        ("VERSLAG VAN EEN COMMISSIEDEBAT", "other"),
        ("VERSLAG VAN EEN WETGEVINGSOVERLEG", "other"),
        ("VERSLAG VAN EEN NOTAOVERLEG", "other"),
    ];
    all_same(cases.map(|(title, kind)| {
        // Reports of debates have speakers, no headings of answers.
        let body =
            if kind == "other" { "\n\nDe heer Jansen (VVD) vraagt of dit klopt.\n\nDe minister antwoordt dat dit klopt.\n" } else { BODY };
        (title.to_owned(), classified(&format!("{title}{body}")).kind.as_str(), kind)
    }));
}

#[test]
fn dossiers_and_numbers() {
    let cases = [
        ("32317\t\tJBZ-Raad (vreemdelingen- en asielbeleid)\n\nVerslag van een schriftelijk overleg", "32317", ""),
        ("32 317 JBZ-Raad\n\nNr. 974 Verslag van een schriftelijk overleg", "32317", "974"),
        ("21 501-32 Landbouw- en Visserijraad\n\nNr. 1731\n\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "21501-32", "1731"),
        ("21 501-32 Landbouw- en Visserijraad\n\nNr. 774 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "21501-32", "774"),
        ("31 700 XVI\n\nVaststelling van de begrotingsstaten\n\nnr. 87\n\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "31700-XVI", "87"),
        ("26 631\t\t\tModernisering AWBZ\n\nNr. 279\t\t\tVERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "26631", "279"),
        (
            "21 501-31 Raad voor de Werkgelegenheid\n\n21 501-27 Sportraad\n\nNr. 207 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
            "21501-31",
            "207",
        ),
        ("31 066\n\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "31066", ""),
        ("35 099 (R2114)\n\nD VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "35099", "D"),
        ("36 600 XX Vaststelling van de begrotingsstaten\n\nNr. 5 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "36600-XX", "5"),
        ("32 317 JBZ-Raad\n\nNr. xxx VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "32317", ""),
        ("33 328 Voorstel van wet\n\nAI1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "33328", "AI"),
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "", ""),
    ];
    all_same(cases.map(|(head, dossier, number)| {
        let found = classified(&format!("{head}{BODY}")).head;
        (head.to_owned(), (found.dossier, found.document_number), (dossier.to_owned(), number.to_owned()))
    }));
}

#[test]
fn dates_of_the_head() {
    let cases = [
        ("Vastgesteld 24 maart 2014", "2014-03-24", "", ""),
        ("Vastgesteld, .. xxxx 2025", "", "", ""),
        ("Vastgesteld16 april 2010", "2010-04-16", "", ""),
        ("Vastgesteld 22 juni 2015 om 09.00 uur", "2015-06-22", "", ""),
        (
            "De vragen en opmerkingen zijn op 20 oktober 2025 aan de Minister van Asiel en Migratie voorgelegd. Bij brief van 23 oktober 2025 zijn de vragen beantwoord.",
            "",
            "2025-10-20",
            "2025-10-23",
        ),
        (
            "De op 18 maart 2014 toegezonden vragen en opmerkingen zijn met de door de Staatssecretaris bij brief van 21 maart 2014 toegezonden antwoorden hieronder afgedrukt.",
            "",
            "2014-03-18",
            "2014-03-21",
        ),
        (
            "Bij brief van …  heeft de minister van Asiel en Migratie de vragen en gemaakte opmerkingen beantwoord. Vragen en antwoorden zijn hierna afgedrukt.",
            "",
            "",
            "",
        ),
        (
            "De Minister heeft deze vragen beantwoord bij brief van 12 september 2022. Vragen en antwoorden zijn hierna afgedrukt.",
            "",
            "",
            "2022-09-12",
        ),
        (
            "Naar aanleiding hiervan heeft zij de Minister van Financiën op 10 april 2019 een brief gestuurd.\n\nDe Minister heeft op 14 mei 2019 gereageerd.",
            "",
            "2019-04-10",
            "2019-05-14",
        ),
        ("De Staatssecretaris heeft bij brieven van 25 juni en 7 juli 2021 gereageerd.", "", "", "2021-07-07"),
        (
            "De Staatssecretaris heeft op 23 november 2023 een uitstelbericht gestuurd en op 14 december 2023 inhoudelijk gereageerd.",
            "",
            "",
            "2023-12-14",
        ),
    ];
    all_same(cases.map(|(line, adopted, asked, answered)| {
        let head = classified(&format!("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\n{line}{BODY}")).head;
        let found = [head.adopted_on, head.asked_on, head.answered_on].map(|d| d.map(|d| d.to_string()).unwrap_or_default());
        (line.to_owned(), found, [adopted, asked, answered].map(str::to_owned))
    }));
}

#[test]
fn headings_of_parts() {
    let cases = [
        (" I\tVragen en opmerkingen vanuit de fracties", "questions"),
        ("I Vragen en opmerkingen vanuit de fracties", "questions"),
        ("I. Vragen en opmerkingen vanuit de fracties", "questions"),
        ("I. \tVragen en opmerkingen vanuit de fracties", "questions"),
        ("I. VRAGEN EN OPMERKINGEN VANUIT DE FRACTIES", "questions"),
        ("I. VRAGEN EN OPMERKINGEN VANUIT DE FRACTIE", "questions"),
        ("VRAGEN EN OPMERKINGEN VANUIT DE FRACTIES", "questions"),
        ("I Vragen en opmerkingen uit de fracties", "questions"),
        ("A. Vragen en opmerkingen vanuit de fracties", "questions"),
        ("Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersoon", "both"),
        ("Vragen en opmerkingen vanuit de fracties en reactie van de bewindspersonen", "both"),
        ("I Vragen en opmerkingen vanuit de fracties en reactie van de minister", "both"),
        ("Vragen en opmerkingen vanuit de fracties en antwoorden van de staatssecretaris", "both"),
        ("II Antwoord / Reactie van de Minister", "answers"),
        ("II. Antwoord / Reactie van de Minister", "answers"),
        ("II Antwoord / Reactie van de Staatssecretaris", "answers"),
        ("Antwoord/Reactie van de Minister", "answers"),
        ("II\tAntwoord / Reactie van de minister", "answers"),
        ("II. Reactie van de minister", "answers"),
        ("II. \tReactie van de staatssecretaris", "answers"),
        ("II Reactie van de Minister van Buitenlandse Zaken", "answers"),
        ("II Reactie van de bewindspersonen", "answers"),
        ("II. REACTIE VAN DE MINISTER", "answers"),
        ("II Antwoorden van de Minister", "answers"),
        ("II Reactie van het kabinet", "answers"),
        ("B. Reactie van de staatssecretaris", "answers"),
        ("II. Reactie van de minister 4", "answers"),
        ("Beantwoording", "maybe_answers"),
        ("III Volledige agenda", "agenda"),
        ("III. Volledige agenda", "agenda"),
    ];
    let sections = Rules::embedded().group("heading.section");
    all_same(cases.map(|(line, value)| {
        (line.to_owned(), sections.first(line.trim()).map(|hit| hit.rule.value.clone()).unwrap_or_default(), value.to_owned())
    }));
}

#[test]
fn headings_of_factions() {
    let cases = [
        ("Vragen en opmerkingen van de leden van de VVD-fractie en reactie van de bewindspersonen", "VVD"),
        ("Vragen van de leden van de VVD-fractie", "VVD"),
        ("Vragen en opmerkingen van de CDA-fractie", "CDA"),
        ("Inbreng van de leden van de VVD-fractie", "VVD"),
        ("• Inbreng van de leden van de VVD-fractie", "VVD"),
        ("GroenLinks-fractie", "GroenLinks"),
        ("Partij voor de Dieren-fractie", "PvdD"),
        ("BBB-fractie", "BBB"),
        ("DENK", "DENK"),
        ("PVV", "PVV"),
        ("– Vragen en opmerkingen van de CDA- en de ChristenUnie-fractie", "CDA;ChristenUnie"),
        ("Vragen en opmerkingen van het lid van de BBB-fractie", "BBB"),
        ("Vragen en opmerkingen van het lid van de Volt-fractie", "Volt"),
        ("Vragen en opmerkingen van de leden van de Partij voor de Dieren", "PvdD"),
        ("Vragen en opmerkingen van de leden van de Groep Markuszower", "Groep Markuszower"),
        ("Vragen en opmerkingen van de fractieleden van de PVV", "PVV"),
        ("Vragen en opmerkingen van de fracties van GroenLinks-PvdA, de SP en PvdD", "GroenLinks-PvdA;SP;PvdD"),
        ("Vragen en opmerkingen van de leden van de fractie van de ChristenUnie", "ChristenUnie"),
        ("Inbreng van het lid Omtzigt", "Lid Omtzigt"),
        ("Vragen en opmerkingen van het lid Omtzigt", "Lid Omtzigt"),
        ("Vragen en opmerkingen van het lid Van Haga", "Groep Van Haga"),
        ("Vragen en opmerkingen van de leden van de Groep Van Haga", "Groep Van Haga"),
        ("Vragen en opmerkingen van het lid van de BIJ1-fractie", "BIJ1"),
        ("Vragen en opmerkingen van de leden van de Fractie Den Haan", "Fractie Den Haan"),
        ("Vragen en opmerkingen van het lid Gündoğan", "Lid Gündoğan"),
        ("Vragen van de leden der fractie van de SP", "SP"),
        ("Inbreng VVD-fractie", "VVD"),
        ("Vragen en opmerkingen van de leden van de PvdA- en GroenLinks-fracties", "PvdA;GroenLinks"),
        ("Vragen en opmerkingen van de leden van de GroenLinks–PvdA-fractie", "GroenLinks-PvdA"),
        ("Vragen en opmerkingen van de leden van de VVD -fractie", "VVD"),
        ("Vragen en opmerkingen van de leden van de D66–fractie", "D66"),
        ("Vragen en opmerkingen van de leden van de CDA‑fractie", "CDA"),
        ("Vragen en opmerkingen van de leden van de CU-fractie", "ChristenUnie"),
        ("Vragen en opmerkingen van de leden van de FvD-fractie", "FVD"),
        ("Vragen en opmerkingen van de leden van de FVD-fractie", "FVD"),
        ("Vragen en opmerkingen van de leden van de Denk-fractie", "DENK"),
        ("VRAGEN EN OPMERKINGEN VAN DE LEDEN VAN DE GROENLINKS-FRACTIE", "GroenLinks"),
        ("Vragen en opmerkingen van de leden van de 50PLUS/Baay-Timmerman-fractie", "50PLUS"),
        ("Vragen en opmerkingen van de leden van de D’66-fractie", "D66"),
        ("Vragen en opmerkingen van de leden van Fractie-Otten", "Fractie-Otten"),
        ("Antwoord op de vragen van de leden van de VVD-fractie", "VVD"),
        ("Antwoorden op de vragen van de leden van de fractie van het CDA", "CDA"),
        ("Zuivelmarkt", ""),
        ("Afrikaanse varkenspest", ""),
        ("ICES-adviezen en vangstmogelijkheden", ""),
        ("Instroom / grens", ""),
        ("Verslag Landbouw- en Visserijraad 20 juli", ""),
        ("2. De reikwijdte van art. 68 GW en de verhouding tot de Wob", ""),
    ];
    all_same(cases.map(|(line, names)| {
        let found = Lexicon::embedded().heading_faction(line).map(|h| h.mention.factions.join(";")).unwrap_or_default();
        (line.to_owned(), found, names.to_owned())
    }));
}

#[test]
fn speakers_in_running_text() {
    let cases = [
        ("De leden van de X-fractie vragen", "X"),
        ("De leden van de fracties van A66, B en C hebben", "A66;B;C"),
        (
            "De leden van de fracties van de BBB, GroenLinks-PvdA en de VVD hebben van de geboden mogelijkheid gebruikgemaakt.",
            "BBB;GroenLinks-PvdA;VVD",
        ),
        (
            "De leden van de fracties van GroenLinks-PvdA, het CDA, de SP, de ChristenUnie, PvdD en OPNL vragen",
            "GroenLinks-PvdA;CDA;SP;ChristenUnie;PvdD;OPNL",
        ),
        ("De leden van de VVD- en de CDA-fractie hebben", "VVD;CDA"),
        ("de leden van de fracties van de RPF en het GPV", "RPF;GPV"),
        ("de leden van VVD-fractie", "VVD"),
        ("de leden van het CDA", "CDA"),
        ("het lid Kuiken (PvdA)", "PvdA"),
        ("de heer Zijlstra (VVD)", "VVD"),
        ("De CDA-fractieleden", "CDA"),
        ("de fractieleden van de PvdD", "PvdD"),
        ("de leden van de NSCfractie", "NSC"),
        ("de leden van de GroenLinksPvdA-fractie", "GroenLinks-PvdA"),
        ("de leden van de Partij van de Arbeid", "PvdA"),
        ("de leden van de Groep Kuzu/Öztürk", "DENK"),
        ("de leden van de fractie van FVD", "FVD"),
    ];
    all_same(cases.map(|(text, names)| {
        let found = Lexicon::embedded().mentions(text).first().map(|m| m.factions.join(";")).unwrap_or_default();
        (text.to_owned(), found, names.to_owned())
    }));
}

/// Two questions with their answers in every form of markers (genre §3), under one faction's heading.
#[test]
fn markers_of_answers() {
    let (q1, q2) = ("Kan de minister dit toelichten?", "Klopt het dat dit in 2024 begint?");
    let (a1, a2) = ("Ik licht dit toe in de brief van maart.", "Nee, het kabinet begint in 2025.");
    let cases = [
        ("a", format!("{q1}\nAntwoord \n{a1}\n\n{q2}\n\nAntwoord \n\n{a2}")),
        ("b", format!("{q1}\n\nAntwoord:\n\n{a1}\n\n{q2}\n\nAntwoord:\n\n{a2}")),
        ("c", format!("1\n\n{q1}\n\nAntwoord\n\n{a1}\n\n2\n\n{q2}\n\nAntwoord\n\n{a2}")),
        ("d", format!("{q1}\n\nAntwoord 1\n\n{a1}\n\n{q2}\n\nAntwoord 2\n\n{a2}")),
        ("e", format!("Vraag 1\n\n{q1}\n\nAntwoord 1\n\n{a1}\n\nVraag 2\n\n{q2}\n\nAntwoord 2\n\n{a2}")),
        ("h", format!("Vraag 1\n\n{q1}\n\nAntwoord op vraag 1:\n\n{a1}\n\nVraag 2\n\n{q2}\n\nAntwoord op vraag 2:\n\n{a2}")),
        ("i", format!("Vraag 1\n\n{q1}\n\nAntwoord vraag 1\n\n{a1}\n\nVraag 2\n\n{q2}\n\nAntwoord vraag 2\n\n{a2}")),
        ("j", format!("Vraag (1):\n\n{q1}\n\nAntwoord:\n\n{a1}\n\nVraag (2):\n\n{q2}\n\nAntwoord:\n\n{a2}")),
        ("k", format!("Vraag 1:\n\n{q1}\n\nAntwoord:\n\n{a1}\n\nVraag 2:\n\n{q2}\n\nAntwoord:\n\n{a2}")),
        ("l", format!("1\n\n{q1}\n\n{a1}\n\n2\n\n{q2}\n\n{a2}")),
        ("m", format!("1. {q1}\n\n{a1}\n\n2. {q2}\n\n{a2}")),
        ("n", format!("Vraag 1\n\n{q1}\n\n{a1}\n\nVraag 2\n\n{q2}\n\n{a2}")),
        ("o", format!("{q1}\n\n» {a1}\n\n{q2}\n\n» {a2}")),
        ("u reactie", format!("{q1}\n\nReactie\n\n{a1}\n\n{q2}\n\nReactie\n\n{a2}")),
        ("u minister", format!("{q1}\n\nReactie van de minister:\n\n{a1}\n\n{q2}\n\nReactie van de minister:\n\n{a2}")),
        ("u staatssecretaris", format!("{q1}\n\nAntwoord staatssecretaris:\n\n{a1}\n\n{q2}\n\nAntwoord staatssecretaris:\n\n{a2}")),
        ("u kabinet", format!("{q1}\n\nAntwoord kabinet\n\n{a1}\n\n{q2}\n\nAntwoord kabinet\n\n{a2}")),
        ("u letters", format!("V: {q1}\n\nA: {a1}\n\nV: {q2}\n\nA: {a2}")),
        ("inline", format!("{q1}\n\nAntwoord: {a1}\n\n{q2}\n\nAntwoord: {a2}")),
        ("one line", format!("{q1} Antwoord {a1}\n\n{q2} Antwoord {a2}")),
    ];
    let wanted = vec![("VVD".to_owned(), q1.to_owned(), a1.to_owned()), ("VVD".to_owned(), q2.to_owned(), a2.to_owned())];
    all_same(cases.map(|(name, body)| {
        let text = format!("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n{body}\n");
        (name.to_owned(), report(&text).0, wanted.clone())
    }));
}

#[test]
fn joint_answers() {
    let (q1, q2, q3) = ("Kan de minister dit toelichten?", "Klopt het dat dit in 2024 begint?", "Wat kost dit?");
    let cases = [
        ("f", format!("1. {q1}\n\n2. {q2}\n\nAntwoord vragen 1 en 2\n\nIk licht dit toe.\n\n3. {q3}\n\nAntwoord vraag 3\n\nNiets.")),
        ("g", format!("Vraag 1 en 2\n\n{q1}\n\n{q2}\n\nAntwoord 1 en 2\n\nIk licht dit toe.\n\nVraag 3\n\n{q3}\n\nAntwoord 3\n\nNiets.")),
        (
            "g2",
            format!("Vraag 1 t/m 2\n\n{q1}\n\n{q2}\n\nAntwoord 1 t/m 2\n\nIk licht dit toe.\n\nVraag 3\n\n{q3}\n\nAntwoord 3\n\nNiets."),
        ),
    ];
    let row = |q: String, a: &str| (String::from("VVD"), q, a.to_owned());
    let wanted = vec![row(format!("{q1}\n{q2}"), "Ik licht dit toe."), row(q3.to_owned(), "Niets.")];
    all_same(cases.map(|(name, body)| {
        let text = format!("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n{body}\n");
        (name.to_owned(), report(&text).0, wanted.clone())
    }));
}

/// What stands for the faction without naming it again.
#[test]
fn words_that_go_on_with_a_faction() {
    let words = [
        "Deze leden",
        "De aan het woord zijnde leden",
        "De hier aan het woord zijnde leden",
        "Voornoemde leden",
        "Genoemde leden",
        "Zij",
        "De leden",
    ];
    all_same(words.map(|who| {
        let text = format!(
            "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen vanuit de fracties en reactie van de bewindspersoon\n\nAlgemeen\n\n\
             De leden van de SP-fractie vragen of dit klopt.\n\nAntwoord\n\nJa, dat klopt.\n\n{who} vragen of de minister dit in 2025 herhaalt.\n\nAntwoord\n\nNee.\n"
        );
        let factions: Vec<String> = report(&text).0.into_iter().map(|row| row.0).collect();
        (who.to_owned(), factions, vec!["SP".to_owned(), "SP".to_owned()])
    }));
}

/// Asks without a question mark (207, 31066-1164).
#[test]
fn requests_without_a_question_mark() {
    let cases = [
        "Genoemde leden willen de toezegging dat deze aspecten worden meegenomen in de indicatoren.",
        "Deze leden worden graag actief op de hoogte gehouden van de voortgang.",
        "De leden van de SP-fractie vernemen graag hoe dit zit.",
        "De leden van de SP-fractie verzoeken de minister om een overzicht.",
        "Graag ontvangen deze leden een reactie van de minister.",
    ];
    all_same(cases.map(|line| {
        let text = format!(
            "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de SP-fractie\n\n{line}\n\nAntwoord\n\nDat zeg ik toe.\n"
        );
        let (rows, report) = report(&text);
        (line.to_owned(), (rows.len(), report.map_or(0, |r| r.questions[0].asks.len())), (1, 1))
    }));
}

/// A faction that only thanks or joins has a contribution and no question.
#[test]
fn factions_without_a_question() {
    for (line, joins) in [
        ("De leden van de CDA-fractie danken de Minister voor de geannoteerde agenda.", ""),
        ("De leden van de CDA-fractie sluiten zich aan bij de vragen gesteld door de leden van de SP-fractie.", "SP"),
        ("De leden van de CDA-fractie sluiten zich hierbij aan.", "SP"),
    ] {
        let text = format!(
            "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de SP-fractie\n\nKlopt dit?\n\nAntwoord\n\nJa.\n\n\
             Vragen en opmerkingen van de leden van de CDA-fractie\n\n{line}\n"
        );
        let (rows, report) = report(&text);
        assert_eq!(rows.len(), 1, "{line}");
        let cda = report.unwrap().contributions.into_iter().find(|c| c.factions == ["CDA"]);
        assert_eq!(cda.map(|c| (c.joins.join(";"), c.remarks.len())), Some((joins.to_owned(), 1)), "{line}");
    }
}

/// A pdf whose text came out on one line (docplayer, 27858-327).
#[test]
fn a_report_on_one_line() {
    let text = "Tweede Kamer der Staten-Generaal 2 Vergaderjaar Gewasbeschermingsbeleid Nr. 327 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG \
        Vastgesteld 1 september 2015 De vaste commissie voor Economische Zaken heeft een aantal vragen en opmerkingen voorgelegd aan de \
        Staatssecretaris van Economische Zaken over de brief van 2 juli 2015 (Kamerstuk , nr. 315). De voorzitter van de commissie, Vermeij \
        De griffier van de commissie, Thomassen I Vragen en opmerkingen vanuit de fracties Vragen en opmerkingen van de leden van de \
        VVD-fractie Zij vragen hoe de staatssecretaris de toelating versnelt. Vragen en opmerkingen van de leden van de SP-fractie De leden \
        van de SP-fractie vragen of dit middel wordt verboden. II Antwoord / Reactie van de Staatssecretaris Vragen en opmerkingen van de \
        leden van de VVD-fractie Ik zet in op een snellere procedure. Vragen en opmerkingen van de leden van de SP-fractie Het gebruik is per \
        november verboden.";
    let rows = report(text).0;
    let row = |faction: &str, q: &str, a: &str| (faction.to_owned(), q.to_owned(), a.to_owned());
    assert_eq!(
        rows,
        [
            row("VVD", "Zij vragen hoe de staatssecretaris de toelating versnelt.", "Ik zet in op een snellere procedure."),
            row("SP", "De leden van de SP-fractie vragen of dit middel wordt verboden.", "Het gebruik is per november verboden."),
        ]
    );
}

/// A table of contents in cells; the heading of the first part stands nowhere else (2021D17949).
#[test]
fn a_table_of_contents_in_cells() {
    let text = "21 501-33 Raad\n\nNr. 851 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nInhoudsopgave |\nblz. |\nI |\n\
        Vragen en opmerkingen vanuit de fracties |\n2 |\nVragen en opmerkingen van de leden van de VVD-fractie |\n2 |\nII |\n\
        Antwoord/reactie van de Minister |\n4 |\nIII |\nVolledige agenda |\n9 |\n\n\
        Vragen en opmerkingen van de leden van de VVD-fractie\n\nKan de Minister aangeven welke lidstaten het voorstel steunen?\n\n\
        Antwoord/reactie van de Minister\n\nNog niet alle lidstaten hebben hun positie bepaald.\n\nVolledige agenda\n\n\
        Brief van de Minister van 9 april 2021, Kamerstuk 21 501-33, nr. 849\n";
    let question = "Kan de Minister aangeven welke lidstaten het voorstel steunen?".to_owned();
    assert_eq!(report(text).0, [("VVD".to_owned(), question, "Nog niet alle lidstaten hebben hun positie bepaald.".to_owned())]);
}

/// Questions and answers without a title are a paper where a parliament, a council or a province speaks; a page of frequently asked
/// questions is none.
#[test]
fn questions_and_answers_without_a_title_must_speak_of_politics() {
    let page = |who: &str| {
        let pair = |question: &str, answer: &str| format!("{question}\nAntwoord\n{answer}\n\n");
        [
            "Huurtoeslag\n\n".to_owned(),
            pair("Wie krijgt huurtoeslag?", "Iedereen die weinig verdient."),
            pair(&format!("Wanneer moet {who} de toeslag aanvragen?"), "Voor 1 september van het jaar erna."),
            pair("Hoe vraag ik huurtoeslag aan?", "Op de site."),
        ]
        .concat()
    };
    assert_eq!(classified(&page("ik")).kind, DocumentKind::Other);
    assert_eq!(classified(&page("volgens het college een inwoner")).kind, DocumentKind::AntwoordSchriftelijkeVragen);
}
