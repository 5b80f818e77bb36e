//! Which question is whose: factions that join, that are answered together, that have questions without a number.

use overleg::model::ReviewReason;

use crate::genre::{all_same, report};

/// Who joins below the last answer of another faction answers nothing.
#[test]
fn a_faction_joins_below_an_answer() {
    let text = "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de SP-fractie\n\n\
        De leden van de SP-fractie vragen wat de staatssecretaris hieraan doet.\n\nAntwoord op de vragen van de leden van de SP-fractie\n\n\
        Ik werk met gemeenten aan een loket.\n\n\
        De leden van de D66-fractie sluiten zich aan bij de vragen van de leden van de SP-fractie.\n";
    let (rows, report) = report(text);
    assert_eq!(rows.into_iter().map(|row| row.2).collect::<Vec<_>>(), ["Ik werk met gemeenten aan een loket."]);
    let joins: Vec<_> = report.unwrap().contributions.into_iter().map(|c| (c.factions.join(";"), c.joins.join(";"))).collect();
    assert_eq!(joins, [("SP".to_owned(), String::new()), ("D66".to_owned(), "SP".to_owned())]);
}

/// A faction outside its years keeps its name and is marked.
#[test]
fn a_faction_outside_its_years_is_marked() {
    let text = |year: u16| {
        format!(
            "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 3 maart {year}\n\nVragen en opmerkingen van de leden van de LPF-fractie\n\n\
             Klopt dit?\n\nAntwoord\n\nJa.\n"
        )
    };
    for (year, marked) in [(2003, false), (2019, true)] {
        let voice = report(&text(year)).1.unwrap().contributions.remove(0);
        assert_eq!((voice.factions.join(";"), voice.unknown_faction), ("LPF".to_owned(), marked), "{year}");
    }
}

#[test]
fn an_answer_names_whom_it_answers_beside_whom_it_sends_to() {
    let heading = "Verslag van een schriftelijk overleg\n\nWachttijden\n\n";
    let questions = "De leden van de VVD-fractie vragen hoe lang de wachttijd is.\n\nDe leden van de SP-fractie vragen wat de wachttijd \
        per provincie is.\n\nReactie van de minister\n\n";
    let first = "De leden van de VVD-fractie vroegen naar de wachttijd. Deze is zes weken.";
    let seconds = [
        "De leden van de SP-fractie stelden een gelijksoortige vraag; ik verwijs hen naar het voorgaande.",
        "Ik verwijs de leden van de SP-fractie naar mijn antwoord aan de leden van de VVD-fractie.",
        "Voor het antwoord op de vraag van de leden van de SP-fractie verwijs ik naar mijn antwoord aan de leden van de VVD-fractie.",
    ];
    let cases = seconds.map(|second| {
        let text = format!("{heading}{questions}{first}\n\n{second}\n\nPersoneel\n\nDe leden van de VVD-fractie vragen hoeveel artsen er zijn.\n\nReactie van de minister\n\nEr zijn er 40.\n");
        let answers = report(&text).0.into_iter().map(|(faction, _, answer)| (faction, answer)).collect::<Vec<_>>();
        let row = |faction: &str, answer: &str| (faction.to_owned(), answer.to_owned());
        (second.to_owned(), answers, vec![row("VVD", first), row("SP", second), row("VVD", "Er zijn er 40.")])
    });
    all_same(cases);
}

/// A question above numbered ones that has no number itself, and that nobody answers, is a row.
#[test]
fn a_question_without_a_number_above_numbered_ones_is_a_row() {
    let number = |n: usize| format!("{n}. Kan de minister onderdeel {n} van het plan toelichten?\n\n");
    let answer = |n: usize| format!("{n}. Onderdeel {n} is in de brief van mei toegelicht.\n\n");
    let read = |above: &str| {
        report(&format!(
            "Verslag van een schriftelijk overleg\n\nI Vragen en opmerkingen vanuit de fracties\n\nVragen en opmerkingen van de leden van de \
             VVD-fractie\n\n{}{}Vragen en opmerkingen van de leden van de SP-fractie\n\n{above}\n\n{}{}II Reactie van de minister\n\n{}",
            number(1),
            number(2),
            number(3),
            number(4),
            (1..=4).map(answer).collect::<String>()
        ))
    };
    let (rows, _) = read("De leden van de SP-fractie vragen hoeveel woningen er in 2026 worden gebouwd.");
    let open: Vec<&str> = rows.iter().filter(|(_, _, answer)| answer.is_empty()).map(|(_, question, _)| question.as_str()).collect();
    assert_eq!(open, ["De leden van de SP-fractie vragen hoeveel woningen er in 2026 worden gebouwd."]);
}

#[test]
fn question_and_answer_that_ran_together_are_parted() {
    let text = "Verslag van een schriftelijk overleg\n\nInbreng van de leden van de D66-fractie\n\nDe leden van de D66-fractie vragen hoe de \
        inspectie toeziet.\n\nAntwoord\n\nDe inspectie bezoekt elke school eens in vier jaar. In 2024 gaf zij 19 aanwijzingen. Voorts vragen deze \
        leden hoeveel leerlingen les kregen van een onbevoegde.\n\nAntwoord\n\nDat wordt niet bijgehouden.\n";
    let rows = report(text).0;
    let answers: Vec<_> = rows.iter().map(|(_, _, answer)| answer.as_str()).collect();
    assert_eq!(
        answers,
        ["De inspectie bezoekt elke school eens in vier jaar. In 2024 gaf zij 19 aanwijzingen.", "Dat wordt niet bijgehouden."]
    );
}

/// Ordered by subject where the questions are ordered by faction: the name and the words say whose each answer is, an answer to two factions
/// is the answer to both, and what neither decides is marked.
#[test]
fn answers_by_subject_go_to_whom_they_name() {
    let questions = "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nI. Vragen en opmerkingen vanuit de fracties\n\n\
        Vragen en opmerkingen van de leden van de VVD-fractie\n\n\
        De leden van de VVD-fractie vragen hoeveel kilometer dijk is versterkt.\n\n\
        Genoemde leden vragen welke waterschappen de heffing verhogen.\n\n\
        Vragen en opmerkingen van de leden van de SP-fractie\n\n\
        De leden van de SP-fractie vragen hoeveel muskusratten zijn gevangen.\n\n\
        Deze leden willen weten of de bestrijders hun baan houden.\n\n\
        Vragen en opmerkingen van de leden van de D66-fractie\n\n\
        De leden van de D66-fractie vragen of bestrijders van muskusratten een opleiding krijgen.\n\n\
        Kan de minister de kwaliteit van het zwemwater toelichten?\n\n\
        II. Reactie van de minister\n\nDieren\n\n";
    let [rats, jobs, swim, dike, levy] = [
        "De leden van de fracties van de SP en D66 vragen naar de muskusratten. Er zijn er 60.000 gevangen; elke bestrijder krijgt een opleiding.",
        "De vraag van de leden van de SP-fractie of bestrijders hun baan houden, beantwoord ik bevestigend.",
        "Voor het zwemwater verwijs ik de leden van de D66-fractie naar de bijlage.",
        "De leden van de VVD-fractie vragen hoeveel kilometer dijk is versterkt. Dat is 312 kilometer.",
        "De leden van de VVD-fractie vragen naar de waterschappen die hun heffing verhogen. Dat zijn er zes.",
    ];
    let vague = "De leden van de VVD-fractie vragen hiernaar. Daarover spreek ik in mei met de Unie.";
    for (last, sure) in [(levy, true), (vague, false)] {
        let text = format!("{questions}{rats}\n\n{jobs}\n\nWater\n\n{swim}\n\n{dike}\n\nBelasting\n\n{last}\n");
        let (rows, report) = report(&text);
        let answers: Vec<_> = rows.iter().map(|(_, _, answer)| answer.as_str()).collect();
        assert_eq!(answers, [dike, last, rats, jobs, rats, swim], "{rows:#?}");
        let uncertain = report.expect("a report").questions[1].review.contains(&overleg::model::ReviewReason::UncertainAlignment);
        assert_eq!(uncertain, !sure, "{last}");
    }
}

/// What an answer counts up behind a colon is its own, though it reads as the heading of another faction's part.
#[test]
fn a_heading_cited_in_an_answer_is_answer() {
    let text = "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n\
        De leden van de VVD-fractie vragen wanneer de wet ingaat.\n\nAntwoord\n\nIn juli. Daarbij speelt nog het volgende:\n\n\
        Vragen van de leden van de SP-fractie over de kosten\n\nDeze waren al beantwoord.\n\n\
        Vragen en opmerkingen van de leden van de D66-fractie\n\nDe leden van de D66-fractie vragen wat de wet kost.\n\n\
        Antwoord\n\nDrie miljoen euro.\n";
    let (rows, _) = report(text);
    let rows: Vec<(&str, &str)> = rows.iter().map(|row| (row.0.as_str(), row.2.as_str())).collect();
    let first =
        "In juli. Daarbij speelt nog het volgende:\nVragen van de leden van de SP-fractie over de kosten\nDeze waren al beantwoord.";
    assert_eq!(rows, [("VVD", first), ("D66", "Drie miljoen euro.")]);
}

/// The closing of a letter, and what a site says below a paper, are so at the end alone.
#[test]
fn words_of_a_closing_within_the_paper_are_answer() {
    let text = |closing: &str| {
        format!(
            "LIJST VAN VRAGEN EN ANTWOORDEN\n\nVraag 1\nWaar staat het beleid?\n\nAntwoord\nIn het programma.\n\nMeer informatie\n\n\
             Op de site staat wat er per regio gebeurt.\n\nVraag 2\nHoe zijn de bewoners betrokken?\n\nAntwoord\nBij brief.\n\n\
             Wij hopen dat hun vragen in maart zijn beantwoord.\n\nDaarna is niets meer vernomen.{closing}"
        )
    };
    for closing in ["", "\n\nMeer informatie\n\nDossier kust\n\nBrief over de kust\n"] {
        let rows: Vec<String> = report(&text(closing)).0.into_iter().map(|row| row.2).collect();
        let second = "Bij brief.\nWij hopen dat hun vragen in maart zijn beantwoord.\nDaarna is niets meer vernomen.";
        assert_eq!(rows, ["In het programma.\nMeer informatie\nOp de site staat wat er per regio gebeurt.", second], "{closing}");
    }
}

/// What only says what the questions behind it are about is no ask beside them.
#[test]
fn sentences_that_lead_up_to_what_is_asked_are_no_asks() {
    let cases = [
        ("De leden van de SP-fractie vragen aandacht voor boeren. Komt er een meldplicht? Geldt die ook hier?", 2),
        ("De leden van de SP-fractie vragen aandacht voor boeren.", 1),
        ("De leden van de SP-fractie vragen naar de kwaliteit van de bronnen. Om welke bronnen gaat het?", 1),
        ("De leden van de SP-fractie vragen naar de kwaliteit van de bronnen.", 1),
        ("Kan de minister per provincie aangeven:\n\n– hoeveel baden zijn gesloten;\n\n– hoeveel er nog zijn?", 1),
        ("Waarom is dat zo? Kan de minister aangeven:\n\n– hoeveel baden zijn gesloten;\n\n– hoeveel er nog zijn.", 2),
        ("De leden van de SP-fractie vragen naar de kosten van de wet. Ook vragen zij wanneer de wet ingaat.", 2),
        ("De leden van de SP-fractie horen de verzuchting: «Kan ik hiervan leven?» Klopt dit beeld?", 1),
    ];
    all_same(cases.map(|(question, asks)| {
        let text = format!(
            "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de SP-fractie\n\n{question}\n\nAntwoord\n\nDaar wordt aan gewerkt door de provincies.\n"
        );
        let (rows, report) = report(&text);
        (question.to_owned(), (rows.len(), report.map_or(0, |r| r.questions[0].asks.len())), (1, asks))
    }));
}

/// Right below one another, with one answer below, they are answered together, and the row is marked.
#[test]
fn questions_in_a_row_with_one_answer_are_answered_together() {
    let head = "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nGeldautomaten\n\n";
    let of_two = "De leden van de PvdA-fractie vragen hoeveel automaten er zijn verdwenen.\n\nOok de leden van de fractie van 50PLUS maken \
        zich zorgen. Zij willen weten in welke gemeenten geen automaat meer staat.\n\nAntwoord:\n\nEr waren er 7.608 en nu 5.614.\n\n\
        De leden van de CDA-fractie vragen wat dit kost.\n\nAntwoord:\n\nDit kost 3 miljoen euro.\n";
    let (rows, report) = report(&format!("{head}{of_two}"));
    let asked: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(asked, ["PvdA;50PLUS", "CDA"], "{rows:?}");
    let marked: Vec<bool> = report.unwrap().questions.iter().map(|q| q.review.contains(&ReviewReason::UncertainAlignment)).collect();
    assert_eq!(marked, [true, false], "what is joined without a word for it is marked");
}

/// A letter that is on the agenda behind the answers begins nothing.
#[test]
fn papers_on_the_agenda_are_no_answers() {
    let text = "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de SP-fractie\n\nDe leden van de SP-fractie \
        vragen wat dit kost.\n\nAntwoord\n\nDit kost 3 miljoen euro.\n\nIII. Volledige agenda\n\nStand van zaken\n\nBrief van de minister van \
        OCW, d.d. 20 september 2013 (Kamerstuk 28 330, nr. 58)\n\nAntwoorden op vragen over de certificering\n\nBrief van de minister van OCW, \
        d.d. 2 juli 2013 (Kamerstuk 28 330, nr. 57)\n";
    let answers: Vec<String> = report(text).0.into_iter().map(|row| row.2).collect();
    assert_eq!(answers, ["Dit kost 3 miljoen euro."]);
}

/// An annex is no part of the last answer, nor where the paper begins.
#[test]
fn an_annex_ends_the_answers_and_not_the_head() {
    let text = "36 100 Wet op de spaarpot\n\nNOTA NAAR AANLEIDING VAN HET VERSLAG\n\nOntvangen 3 maart 2021\n\n1. Inleiding\n\nDe leden van de \
        SP-fractie vragen hoeveel subsidie de gemeenten krijgen.\n\nDe gemeenten krijgen samen 30 miljoen euro.\n\n2. Looptijd\n\nDe leden van de \
        VVD-fractie vragen hoe lang de regeling loopt.\n\nDe regeling loopt tot en met 2027.\n\nDe minister van Financi\u{eb}n,\n\nW.B. Hoekstra\n\n\
        Bijlage 1\n\nOverzicht van de gemeenten en hun bedragen.\n";
    let answers: Vec<String> = report(text).0.into_iter().map(|row| row.2).collect();
    assert_eq!(answers, ["De gemeenten krijgen samen 30 miljoen euro.", "De regeling loopt tot en met 2027."]);
}

/// Pages stand beside the question, and a row of one cell over all columns is the subject even where pages are the first column.
#[test]
fn columns_of_pages_are_neither_question_nor_answer() {
    let row = |page: u32, question: &str, answer: &str| format!("<tr><td>{page}</td><td>{question}</td><td>{answer}</td></tr>");
    let html = format!(
        "<html><body><h1>Lijst van vragen en antwoorden</h1><p>De commissie heeft de minister vragen voorgelegd.</p><table>\
         <tr><td>Blz.</td><td>Vraag</td><td>Antwoord</td></tr><tr><td colspan=\"3\">Wonen</td></tr>{}{}</table></body></html>",
        row(7, "Hoeveel woningen zijn er gebouwd?", "Er zijn 60.000 woningen gebouwd."),
        row(12, "Wat kost een woning?", ""),
    );
    let (document, report) = crate::references::examined("lijst.html", html.as_bytes()).expect("a report");
    let rows: Vec<(String, String, String)> = report
        .questions
        .iter()
        .map(|q| {
            let answer = q.answer.map(|a| document.text_of(&report.answers[a].spans)).unwrap_or_default();
            (q.topic.clone(), document.text_of(&q.spans), answer)
        })
        .collect();
    let row = |question: &str, answer: &str| ("Wonen".to_owned(), question.to_owned(), answer.to_owned());
    assert_eq!(rows, [row("Hoeveel woningen zijn er gebouwd?", "Er zijn 60.000 woningen gebouwd."), row("Wat kost een woning?", "")]);
}
