use std::path::Path;

use super::*;
use crate::model::BlockKind;
use crate::read::normalize::{balance, covers};

fn document(text: &str) -> Document {
    let document = read(text.as_bytes(), &Limits::default()).output.expect("a text is always read");
    assert_eq!(balance(&document), 0, "books of {text:?}");
    assert!(covers(&document));
    document
}

/// The blocks of running text.
fn flow(text: &str) -> Vec<String> {
    let document = document(text);
    (0..document.blocks.len()).filter(|i| document.blocks[*i].is_flow()).map(|i| document.block_text(i).to_owned()).collect()
}

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths.into_iter().map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(p).unwrap())).collect()
}

#[test]
fn the_books_of_every_real_text_balance() {
    for (name, bytes) in files("input").into_iter().chain(files("tests/fixtures/txt")) {
        let document = read(&bytes, &Limits::default()).output.unwrap();
        assert_eq!(balance(&document), 0, "{name}");
        assert!(covers(&document), "{name}");
    }
}

#[test]
fn key_paragraphs_of_the_seeds_come_out_whole() {
    for (file, paragraph) in [
        (
            "verslag-schriftelijk",
            "De leden van de GroenLinks-PvdA-fractie hebben kennisgenomen van de geannoteerde agenda van de JBZ-raad. Deze leden hebben hier enkele vragen over.",
        ),
        ("verslag-schriftelijk", "I Vragen en opmerkingen vanuit de fracties"),
        ("verslag-schriftelijk", "Zie antwoord op de vorige vraag."),
        (
            "december-2025-32317-987",
            "Er zijn extra onderdelen in de onderhandelingsovereenkomst opgenomen over de wederkerigheid van het uitwisselen van gegevens tussen de EU en de VS, waarbij ook expliciet gemaakt is wat er gebeurt als één van de partijen niet aan de eisen van het EBSP kan voldoen. Het kabinet verwelkomt deze aanvullingen. In het uiterste geval kan dit betekenen dat de EU en de VS wederzijds een visumverplichting invoeren. Dit heeft mogelijke gevolgen voor onder meer de economie, toerisme en grenscapaciteit.",
        ),
        ("december-2025-32317-987", "Ministeriële bijeenkomst C7 over de aanpak van georganiseerde en ondermijnende criminaliteit"),
        ("oktober-2025-PR", "Essentie voorstel"),
        (
            "oktober-2025-PR",
            "Hierbij bieden wij, mede namens de staatssecretaris van Justitie en Veiligheid en de minister van Binnenlandse Zaken en Koninkrijksrelaties, uw Kamer de geannoteerde agenda aan van de Raad Justitie en Binnenlandse Zaken (JBZ-Raad) van 13-14 oktober a.s. in Luxemburg. De minister van Justitie en Veiligheid en de minister van Asiel en Migratie zullen hieraan deelnemen.",
        ),
        (
            "Piri",
            "Op 1 oktober stonden bij de IND 260 asielaanvragen (eerste en herhaaldeaanvragen en zij-instroom) ingediend door Afghaanse vrouwen open.",
        ),
        ("Piri", "Vraag 9"),
        (
            "Uitstel_beantwoording_vragen_van_de_lede.pdf",
            "Hoe wil u ervoor zorgen dat zorgverzekeraars kunnen beschikken over informatie over wachtenden zodat zij proactieve wachtlijstbemiddeling inkunnen zetten?",
        ),
        ("2013_02_01", "Nee, zie antwoord op vraag 1."),
        ("2013_11_04", "Zie het antwoord op vraag 12."),
        ("2019_01_23", "Zie het antwoord op vraag 2."),
        (
            "2023_06_06",
            "Het niet uitbrengen van verklaring van goedkeuring is volgens de wet niet mogelijk. Zie verder het antwoord op vraag 4.",
        ),
    ] {
        let (name, bytes) = files("input").into_iter().chain(files("tests/fixtures/txt")).find(|(n, _)| n.contains(file)).expect(file);
        let document = read(&bytes, &Limits::default()).output.unwrap();
        let found = (0..document.blocks.len()).any(|i| document.blocks[i].is_flow() && document.block_text(i) == paragraph);
        assert!(found, "{name} has no block {paragraph:?}");
    }
}

#[test]
fn the_lists_keep_their_questions_in_order() {
    let counts = [
        ("2013_02_01", 24),
        ("2013_04_17", 27),
        ("2013_11_04", 25),
        ("2015_05_20", 19),
        ("2017_06_08", 16),
        ("2019_01_23", 39),
        ("2020_01_21", 31),
        ("2020_06_10", 12),
        ("2021_06_08", 29),
        ("2023_06_06", 20),
    ];
    for (file, questions) in counts {
        let (_, bytes) = files("tests/fixtures/txt").into_iter().find(|(n, _)| n.contains(file)).expect(file);
        let document = read(&bytes, &Limits::default()).output.unwrap();
        let numbers: Vec<u32> = (0..document.blocks.len())
            .filter_map(|i| document.block_text(i).strip_prefix("Vraag "))
            .filter_map(|rest| rest.split(' ').next()?.parse().ok())
            .collect();
        assert_eq!(numbers, (1..=questions).collect::<Vec<u32>>(), "{file}");
    }
}

#[test]
fn one_line_is_one_paragraph_where_nothing_is_wrapped() {
    let text = "De leden van de VVD-fractie vragen naar de inzet.\nAntwoord\nZie antwoord op de vorige vraag. \nHoe verhoudt de inzet zich tot het recht?\n\nKorte kop\nEen volgende alinea.";
    assert_eq!(
        flow(text),
        [
            "De leden van de VVD-fractie vragen naar de inzet.",
            "Antwoord",
            "Zie antwoord op de vorige vraag.",
            "Hoe verhoudt de inzet zich tot het recht?",
            "Korte kop",
            "Een volgende alinea."
        ]
    );
}

const WRAPPED: &str = "Vragen en opmerkingen van de leden van de GroenLinks-\nPvdA-fractie\nDe leden van de GroenLinks-PvdA-fractie vragen de minister naar de VVD-\nfractie en naar de asiel-\nen migratiestukken. Deze leden lezen in de stukken dat de asielproce-\ndure verandert en dat de Euro-\npese Unie daarvoor middelen geeft aan de lidstaten.\nAntwoord 1\nDit antwoord loopt door over de grens van een bladzijde en wordt daar afge-\n\nkst-32317-974\nISSN 0921 - 7371\n’s-Gravenhage 2025 \nTweede Kamer, vergaderjaar 2024–2025, 32 317, nr. 974   3\n\x0Cbroken door de voet ervan, zoals dat in gedrukte stukken altijd gaat bij\nlange antwoorden.\nVraag 2\nZie vraag 1.\n";

#[test]
fn wrapped_lines_are_joined_and_hyphens_judged() {
    let blocks = flow(WRAPPED);
    assert_eq!(
        blocks,
        [
            "Vragen en opmerkingen van de leden van de GroenLinks-PvdA-fractie",
            "De leden van de GroenLinks-PvdA-fractie vragen de minister naar de VVD-fractie en naar de asiel- en migratiestukken. Deze leden lezen in de stukken dat de asielprocedure verandert en dat de Europese Unie daarvoor middelen geeft aan de lidstaten.",
            "Antwoord 1",
            "Dit antwoord loopt door over de grens van een bladzijde en wordt daar afgebroken door de voet ervan, zoals dat in gedrukte stukken altijd gaat bij lange antwoorden.",
            "Vraag 2",
            "Zie vraag 1.",
        ]
    );
    let document = document(WRAPPED);
    assert_eq!(document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Furniture(_))).count(), 4);
    assert_eq!(document.removed.iter().filter(|r| r.why == "hyphenation").map(|r| r.text.len()).sum::<usize>(), 3);
    assert_eq!(document.pages, Some(2));
}

#[test]
fn marks_of_converters_become_notes() {
    let text = "[bookmark: _Hlk1]Voorts is er een vraag[footnoteRef:2] over geld.  [2:  Zie https://a.nl/[x]?y=1, nr. 967] En verder.";
    let document = document(text);
    assert_eq!(document.block_text(0), "Voorts is er een vraag over geld. En verder.");
    assert_eq!(document.slice(document.notes[0].span), "Zie https://a.nl/[x]?y=1, nr. 967");
    assert_eq!((&*document.notes[0].label, document.notes[0].anchor), ("2", Some("Voorts is er een vraag".len() as u32)));
}

#[test]
fn notes_of_the_web_page_and_of_pandoc_are_taken_out_of_the_text() {
    let page =
        document("De brief is besproken.1 Daarna niet.\n\nSlot van het verslag.\n\nX Noot\n1\nKamerstuk 32 317, nr. 967.\n\nNaar boven\n");
    assert_eq!(page.block_text(0), "De brief is besproken. Daarna niet.");
    assert_eq!(page.slice(page.notes[0].span), "Kamerstuk 32 317, nr. 967.");
    assert_eq!(page.notes[0].anchor, Some("De brief is besproken.".len() as u32));
    let pandoc = document("Het jaarverslag1 is er.\n\n  1. COM(2025) 795 final.↩︎\n");
    assert_eq!(pandoc.block_text(0), "Het jaarverslag is er.");
    assert_eq!(pandoc.slice(pandoc.notes[0].span), "COM(2025) 795 final.");
}

#[test]
fn numbered_questions_are_no_notes() {
    let text = "1\nWaarom is dat zo?\nAntwoord\nDaarom.\n\n2\nEn dit?\nAntwoord\nOok daarom.\n";
    assert_eq!(flow(text), ["1", "Waarom is dat zo?", "Antwoord", "Daarom.", "2", "En dit?", "Antwoord", "Ook daarom."]);
    assert!(document("1 Waarom is dat zo?\n\nDaarom.\n\n2 En dit dan?\n\nOok.\n").notes.is_empty());
}

#[test]
fn a_question_named_inside_a_sentence_is_not_cut() {
    let filler = "De Rekenkamer heeft dit onderzocht en meldt dat in haar rapport over de jaren daarvoor. ".repeat(40);
    let text = format!(
        "Brief. Vraag 1 Waarom is dat? Antwoord Zie vraag 12 en het antwoord op vraag 2. Vraag 12 gaat over iets anders. {filler} Vraag 2 En dit? Antwoord Dat staat in het antwoord op Vraag 1. Slot."
    );
    let blocks = flow(&text);
    assert_eq!(blocks.iter().filter(|b| b.starts_with("Vraag ")).map(String::as_str).collect::<Vec<_>>(), ["Vraag 1", "Vraag 2"]);
    assert_eq!(blocks.last().map(String::as_str), Some("Dat staat in het antwoord op Vraag 1. Slot."));
}

#[test]
fn running_heads_and_page_numbers_at_page_breaks_are_furniture() {
    let pages: Vec<String> = (1..=4)
        .map(|n| format!("Beantwoording vragen asielbeleid\nDe tekst van bladzijde {n} gaat hier over iets dat ertoe doet.\n{n}\n"))
        .collect();
    let document = document(&pages.join("\x0C"));
    let furniture = document.blocks.iter().filter(|b| !b.is_flow()).count();
    assert_eq!((furniture, document.blocks.len()), (8, 12));
}

#[test]
fn a_letterhead_at_the_top_of_the_pages_is_furniture() {
    let page = |n: usize| format!("Directoraat Politie\n\nDatum\n4 mei 2021\n\nDe tekst van bladzijde {n} staat hier.\n");
    let text = ["De brief begint hier.\n".to_owned(), page(2), page(3)].join("\x0C");
    assert_eq!(flow(&text), ["De brief begint hier.", "De tekst van bladzijde 2 staat hier.", "De tekst van bladzijde 3 staat hier."]);
    // Once it may be the text's.
    assert_eq!(flow(&["De brief begint hier.\n".to_owned(), page(2)].join("\x0C")).len(), 5);
    // A bracket that the page cuts is closed below the head.
    let wrapped = "Dit is een brief waarvan de regels midden in een zin worden\nafgebroken en op de regel eronder verder gaan tot aan het\neinde van de alinea, zoals in de brief van 2 mei 2021 over de\npolitie staat (Kamerstuk 29 628, nr.\n";
    let cut = [wrapped.to_owned(), page(2).replace("De tekst", "1148). De tekst"), page(3)].join("\x0C");
    assert!(flow(&cut)[0].ends_with("nr. 1148). De tekst van bladzijde 2 staat hier."), "{:#?}", flow(&cut));
}

#[test]
fn paragraphs_that_begin_further_in_are_parted_by_it() {
    let paragraph = "   De eerste regel van deze alinea springt in en is vol\ntot aan de rand, zodat de laatste regel ook vol kan zijn.\n";
    let text = format!("Vragen en opmerkingen van de leden van de SP-fractie\n{paragraph}\n").repeat(7) + &paragraph.repeat(2);
    let paragraphs = flow(&text);
    assert_eq!(paragraphs.iter().filter(|p| p.starts_with("De eerste regel")).count(), 9, "{paragraphs:#?}");
    // Where they begin as they go on, a full line says nothing.
    assert_ne!(flow(&text.replace("   De", "De")).iter().filter(|p| p.starts_with("De eerste regel")).count(), 9);
}

#[test]
fn page_numbers_in_the_middle_of_the_page_are_furniture() {
    let page = |n: usize| format!("{}\n\n{:>40}\n\n", "De tekst van deze bladzijde gaat hier over iets dat ertoe doet.\n".repeat(25), n);
    let text: String = (1..=3).map(page).collect();
    let numbers = |text: &str| document(text).blocks.iter().filter(|b| !b.is_flow()).count();
    assert_eq!(numbers(&text), 3);
    assert_eq!(numbers(&text.replace(" 2\n", " 7\n")), 0, "numbers that do not count on are the text's");
}

#[test]
fn page_numbers_beside_a_title_are_furniture() {
    let text = "Dit is de eerste zin van een alinea die hier door de voet van de\n\nLijst van vragen over kosten           Pagina 1 van 2\n\nbladzijde wordt onderbroken.\n\nLijst van vragen over kosten           Pagina 2 van 2\n";
    assert_eq!(flow(text), ["Dit is de eerste zin van een alinea die hier door de voet van de bladzijde wordt onderbroken."]);
    assert_eq!(flow("Kosten           Pagina 1 van 2\n\nBaten           Pagina 2 van 2").len(), 2, "two titles are a list");
}

#[test]
fn markdown_with_headings_is_a_page() {
    let text = "# Verslag\n\n## Inbreng van de leden van de VVD-fractie\n\nKlopt dit?[^1]\n\n##### Antwoord\n\nJa.\n\n[^1]: NOS, 3 mei.\n";
    let document = document(text);
    assert_eq!(document.format, Format::Txt);
    assert_eq!(flow(text), ["Verslag", "Inbreng van de leden van de VVD-fractie", "Klopt dit?", "Antwoord", "Ja."]);
    assert_eq!(document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_))).count(), 3);
    assert_eq!(document.notes.len(), 1);
}

#[test]
fn markdown_that_a_converter_made_of_pages_is_read_by_its_lines() {
    let text = "# 2\n\n#### Vergaderjaar 2023–2024 Aanhangsel van de Handelingen\n\n**Vragen gesteld door de leden der Kamer, met de daarop door de**\n**regering gegeven antwoorden**\n\n### 387\n\nVraag 1\nBent u bekend met de berichtgeving omtrent de regio, in het bijzonder het\ncommentaar «Netjes gezuiverd»[1 ]?\n\nAntwoord 1\nJa. Het kabinet gaat in een brief op deze vraag in, mede in het licht van de\naangenomen motie van het lid Ceder over een onderzoek op basis van feiten\n\n\n1 Nederlands Dagblad, 29 september 2023, «De ondergang».\n\n\nh tk 20232024 387\n\n\n-----\n\nen van de latere moties daarover.[2 3 ]\n\n\n2 Kamerstuk 36 410, nr. 7.\n\n3 Kamerstuk 36 410, nr. 8.\n";
    assert_eq!(
        flow(text),
        [
            "387",
            "Vraag 1",
            "Bent u bekend met de berichtgeving omtrent de regio, in het bijzonder het commentaar «Netjes gezuiverd»?",
            "Antwoord 1",
            "Ja. Het kabinet gaat in een brief op deze vraag in, mede in het licht van de aangenomen motie van het lid Ceder over een onderzoek op basis van feiten en van de latere moties daarover.",
        ]
    );
    let document = document(text);
    let notes: Vec<_> = document.notes.iter().map(|n| (&*n.label, document.slice(n.span), n.anchor.is_some())).collect();
    assert_eq!(
        notes,
        [
            ("1", "Nederlands Dagblad, 29 september 2023, «De ondergang».", true),
            ("2", "Kamerstuk 36 410, nr. 7.", true),
            ("3", "Kamerstuk 36 410, nr. 8.", true)
        ]
    );
    let marks: String = document.removed.iter().filter(|r| r.why == "markdown").map(|r| &*r.text).collect();
    assert_eq!(marks.chars().filter(|c| *c == '#').count(), 8);
}

#[test]
fn bold_of_markdown_is_entered() {
    let document = document("- **Inbreng van de leden van de VVD-fractie**\n\nDe som is 2 ** 3.");
    // The dash is the label of a list item, as it is where a format draws it.
    assert_eq!(&*document.text, "Inbreng van de leden van de VVD-fractie\nDe som is 2 ** 3.");
    assert_eq!(document.blocks[0].kind, crate::model::BlockKind::ListItem("-".into()));
    let removed: Vec<_> = document.removed.iter().map(|r| (r.why, &*r.text)).collect();
    assert_eq!(removed, [("markdown", "****"), ("list_sign", "-")]);
}

#[test]
fn numbers_on_their_own_line_are_calls_only_where_their_notes_stand_below() {
    let text = "Vraag 1\nBent u bekend met het bericht?\n1\nAntwoord 1\nJa.\nVraag 2\nWat is uw reactie op de berichten?\n2 3\n1NOS, 22 oktober 2024\n2Kamerstuk 25 242, nr. 686\n3Kamerstuk 36 200, nr. 77\nTweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1\n";
    assert_eq!(
        flow(text),
        ["Vraag 1", "Bent u bekend met het bericht?", "Antwoord 1", "Ja.", "Vraag 2", "Wat is uw reactie op de berichten?"]
    );
    let document = document(text);
    let notes: Vec<_> = document.notes.iter().map(|n| (&*n.label, document.slice(n.span), n.anchor.is_some())).collect();
    assert_eq!(
        notes,
        [("1", "NOS, 22 oktober 2024", true), ("2", "Kamerstuk 25 242, nr. 686", true), ("3", "Kamerstuk 36 200, nr. 77", true)]
    );
}

#[test]
fn control_characters_are_entered() {
    let document = document("Vraag\0 1\n\u{1B}Waarom?");
    assert_eq!(&*document.text, "Vraag 1\nWaarom?");
    assert_eq!(document.removed.iter().map(|r| r.why).collect::<Vec<_>>(), ["control", "control"]);
}

/// Seconds are not asserted closely: what is ruled out is time that grows with the square of the size.
#[test]
fn large_texts_are_read_whole() {
    let sentence = "De leden van de VVD-fractie vragen [de minister] naar de stand van zaken.2 ";
    let wrapped = "De leden van de VVD-fractie vragen de minister naar de stand van\nzaken rond de asielproce-\ndure en de kosten.1\n\n1 Kamerstuk\n\n";
    for text in [
        sentence.repeat(30_000),
        wrapped.repeat(20_000),
        "[2: ".repeat(200_000),
        "1 ".repeat(500_000),
        "a-\n".repeat(300_000),
        "(a\n".repeat(300_000),
        "\u{C}1\n".repeat(200_000),
        format!("{} 1/3 ", "x ".repeat(40)).repeat(10_000),
    ] {
        let start = std::time::Instant::now();
        let document = read(text.as_bytes(), &Limits::default()).output.unwrap();
        assert_eq!(document.characters, count_characters(&text));
        assert!(start.elapsed().as_secs() < 120, "{:?}", &text[..20]);
    }
}

proptest::proptest! {
    #[test]
    fn random_text_with_random_marks_keeps_the_books(parts in proptest::collection::vec((0usize..31, "[a-zé.,0-9-]{0,9}"), 0..60)) {
        const PIECES: [&str; 31] = [
            "\n", "\n\n", "\u{C}", " ", "  ", "    ", "[bookmark: _x]", "[footnoteRef:1]", "[1:  noot]", "[2: ", "]", "[", "X Noot\n1\n", "\nNaar boven\n", "1. a↩︎\n",
            "\n1Nota bene\n", "\n1\n", "\n2 3\n", "-\n", "\u{AD}\n", "e\u{308}", "\u{FEFF}", "\0", "Vraag 1\n", "Antwoord ", "kst-32317-974\n", "gemeld1 ", "¹", "https://a.nl/\n", "\r\n", "**",
        ];
        let text: String = parts.iter().map(|(piece, word)| format!("{word}{}", PIECES[*piece])).collect();
        let document = read(text.as_bytes(), &Limits::default()).output.unwrap();
        proptest::prop_assert_eq!(balance(&document), 0, "{:?}", text);
        proptest::prop_assert!(covers(&document));
        // The same once more with the shape of a flattened text.
        let flat = format!("{} {}", text.replace(['\n', '\u{C}', '\r'], "  "), "Woorden van een lange regel.  ".repeat(120));
        let document = read(flat.as_bytes(), &Limits::default()).output.unwrap();
        proptest::prop_assert_eq!(balance(&document), 0, "{:?}", flat);
    }
}

#[test]
fn a_party_below_a_full_line_of_a_head_belongs_to_the_name_above() {
    let head = "Vragen van de leden Van Houwelingen (FVD), Mutluer (GroenLinks-PvdA) en Koekkoek\n\
                (Volt) aan de Minister van Asiel en Migratie over de wachttijden in de jeugdzorg\n\
                (ingezonden 3 mei 2024).";
    let question = "Hoe en op welke termijn gaat u de toegankelijkheid van de specialistische en\n\
                    hoogspecialistische zorg, zoals het advies van de SER aangeeft dat nodig is, ook\n\
                    realiseren? Kunt u een concreet plan van aanpak aangeven, en zo nee, waarom kan\n\
                    dat niet, en wanneer kan dat dan wel volgens u en de instellingen die daarvoor\n\
                    verantwoordelijk zijn?";
    let blocks = flow(&format!("{head}\n\nVraag 1\n{question}\n\nAntwoord\n\nJa.\n"));
    assert_eq!(blocks[0], head.replace('\n', " "));
}

#[test]
fn a_list_of_notes_begins_at_1_though_its_first_call_looks_like_a_name() {
    let head = "AI1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nDe vaste commissie voor Financiën2 heeft vragen gesteld (hierna: Woo).3\n\n";
    let notes =
        "1 Letters AI heeft alleen betrekking op 33 328.\n\n2 Samenstelling: Lagas (voorzitter).\n\n3 Kamerstukken I 2022/23, AH.\n";
    let read = flow(&format!("{head}Ja, zie ook het antwoord op vraag 1.\n\n{notes}"));
    assert_eq!(read.last().map(String::as_str), Some("Ja, zie ook het antwoord op vraag 1."));
    assert_eq!(read.len(), 3);
}

#[test]
fn the_members_of_a_committee_stand_in_the_note_that_announces_them() {
    let text = "De vaste commissie voor Financiën1 heeft vragen gesteld over de brief van de minister.\n\nAntwoord\n\nJa, dat klopt.\n\n\
                1 Samenstelling:\nLeden: Blok (VVD), voorzitter, Omtzigt (CDA) en Tang (PvdA).\nPlv. leden: Elias (VVD) en De Nerée (CDA).\n";
    let read = flow(text);
    assert_eq!(read.last().map(String::as_str), Some("Ja, dat klopt."));
    assert_eq!(document(text).notes.len(), 1);
}
