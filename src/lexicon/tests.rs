use super::*;

fn factions(text: &str) -> Vec<Vec<String>> {
    Lexicon::embedded().mentions(text).into_iter().map(|m| m.factions).collect()
}

#[test]
fn every_grammatical_place_names_its_factions() {
    for (text, expected) in [
        ("De leden van de VVD-fractie lezen dat.", vec!["VVD"]),
        ("De leden van de GroenLinks-PvdA-fractie zijn benieuwd.", vec!["GroenLinks-PvdA"]),
        ("de leden van de GroenLinks–PvdA-fractie", vec!["GroenLinks-PvdA"]),
        ("De leden van de PvdA- en GroenLinks-fracties vragen", vec!["PvdA", "GroenLinks"]),
        ("van de CDA- en de ChristenUnie-fractie", vec!["CDA", "ChristenUnie"]),
        ("De CDA-fractieleden vragen", vec!["CDA"]),
        ("De fractieleden van de PVV vragen", vec!["PVV"]),
        ("de leden van de fractie van de ChristenUnie", vec!["ChristenUnie"]),
        ("De leden van de fracties van de VVD en D66 vragen", vec!["VVD", "D66"]),
        ("De leden van de fractie 50PLUS/Klein zijn benieuwd", vec!["50PLUS/Klein"]),
        ("De leden van de fracties VVD en D66 vragen", vec!["VVD", "D66"]),
        ("de leden van VVD-fractie", vec!["VVD"]),
        ("het lid van de BBB-fractie", vec!["BBB"]),
        ("de leden van de Groep Markuszower", vec!["Groep Markuszower"]),
        ("de leden van de Partij voor de Dieren-fractie", vec!["PvdD"]),
        ("de leden van de Partij voor de Dieren", vec!["PvdD"]),
        ("de leden van de NSCfractie", vec!["NSC"]),
        ("de leden van de VVD -fractie", vec!["VVD"]),
        ("de leden van het CDA", vec!["CDA"]),
        ("het lid Kuiken (PvdA)", vec!["PvdA"]),
    ] {
        assert_eq!(factions(text), vec![expected.iter().map(ToString::to_string).collect::<Vec<_>>()], "{text}");
    }
    assert_eq!(
        factions("De leden van de fracties van CDA, PVV, SP, PvdA, GroenLinks, ChristenUnie, SGP en 50PLUS hebben"),
        vec![["CDA", "PVV", "SP", "PvdA", "GroenLinks", "ChristenUnie", "SGP", "50PLUS"].map(String::from).to_vec()]
    );
}

#[test]
fn factions_that_speak_together_are_one_mention() {
    for text in [
        "De leden van de VVD-fractie en de leden van de SP-fractie vragen dit.",
        "Zowel de leden van de VVD-fractie als de leden van de SP-fractie vragen dit.",
    ] {
        let mentions = Lexicon::embedded().mentions_together(text);
        assert_eq!(mentions.iter().map(|m| m.factions.join(";")).collect::<Vec<_>>(), ["VVD;SP"], "{text}");
    }
    assert_eq!(Lexicon::embedded().mentions_together("De leden van de VVD-fractie willen meer als de leden van de SP-fractie.").len(), 2);
}

#[test]
fn a_member_is_one_with_and_without_a_party() {
    let heading = |line: &str| Lexicon::embedded().heading_faction(line).expect("a heading").mention;
    let mention = |text: &str| Lexicon::embedded().mentions(text).remove(0);
    assert!(heading("Vragen en opmerkingen van het lid Verdonk").is_member(&mention("Het lid Verdonk (TON) vindt dit.")));
    assert!(!heading("Vragen en opmerkingen van het lid Verdonk").is_member(&mention("Het lid Brinkman (PVV) vindt dit.")));
    assert!(!heading("Vragen en opmerkingen van de leden van de SP-fractie").is_member(&mention("Het lid Leijten (SP) vindt dit.")));
}

#[test]
fn an_unknown_name_is_marked_and_kept() {
    let mentions = Lexicon::embedded().mentions("De leden van de Zonnepartij-fractie vragen");
    assert_eq!(mentions[0].factions, ["Zonnepartij"]);
    assert!(mentions[0].unknown);
}

#[test]
fn headings_of_every_form_are_known() {
    for (line, expected) in [
        ("Vragen en opmerkingen van de leden van de VVD-fractie", "VVD"),
        ("Vragen en opmerkingen van de leden van de VVD-fractie en reactie van de bewindspersonen", "VVD"),
        ("Vragen van de leden van de VVD-fractie", "VVD"),
        ("Vragen en opmerkingen van de CDA-fractie", "CDA"),
        ("Inbreng van de leden van de D66-fractie", "D66"),
        ("VVD-fractie", "VVD"),
        ("Partij voor de Dieren-fractie", "PvdD"),
        ("DENK", "DENK"),
        ("PVV", "PVV"),
        ("Vragen en opmerkingen van het lid van de BBB-fractie", "BBB"),
        ("Vragen en opmerkingen van de leden van de Groep Markuszower", "Groep Markuszower"),
        ("Vragen en opmerkingen van de fractieleden van de PVV", "PVV"),
        ("Vragen en opmerkingen van de leden van de fractie van de ChristenUnie", "ChristenUnie"),
        ("Vragen van de leden der fractie van de SP", "SP"),
        ("Vragen en opmerkingen van de leden van de VVD-fractie 2", "VVD"),
        ("Inbreng VVD-fractie", "VVD"),
        ("• Inbreng van de leden van de VVD-fractie", "VVD"),
        ("Inbreng fractie GroenLinks-PvdA", "GroenLinks-PvdA"),
        ("Vragen van de leden van de fractie-Nanninga", "Fractie-Nanninga"),
        ("Vragen van de leden van de fractie van GroenLinks-PvdA gezamenlijk", "GroenLinks-PvdA"),
        ("Vragen en opmerkingen van de leden van de VVD-fractie over de geannoteerde agenda", "VVD"),
        ("Vragen van de D66-fractie aan de minister van Financiën", "D66"),
        ("Vragen van de leden van de D66-fractie (1 t/m 12)", "D66"),
        ("Aanvullende vragen van de leden van de SP-fractie", "SP"),
        ("Vervolgvragen van de leden van de SP-fractie", "SP"),
        ("Vragen en/of opmerkingen van de leden van de SGP-fractie", "SGP"),
        ("A. Mondelinge vraag CDA d.d. 28 mei 2015", "CDA"),
        ("B. Vragen Senioren Partij Maastricht d.d. 2 juni 2015", "Senioren Partij Maastricht"),
        ("Technische vragen VVD", "VVD"),
        ("A. Vragen van de fractie van het CDA, ontvangen 2 juni 2020", "CDA"),
    ] {
        let heading = Lexicon::embedded().heading_faction(line);
        assert_eq!(heading.as_ref().map(|h| (&h.mention.factions[..], h.answers)), Some((&[expected.to_owned()][..], false)), "{line}");
    }
    for line in [
        "Vragen van de leden van de VVD-fractie, mede namens de leden van de SGP-fractie",
        "Gezamenlijke vragen van de leden van de VVD- en SGP-fractie",
        "Technische vragen VVD / SGP",
        "D. Gezamenlijke vragen van de VVD en de SGP d.d. 4 juni 2020",
    ] {
        assert_eq!(Lexicon::embedded().heading_faction(line).expect("a heading").mention.factions, ["VVD", "SGP"], "{line}");
    }
    let answers = Lexicon::embedded().heading_faction("Antwoord op de vragen van de leden van de VVD-fractie");
    assert!(answers.is_some_and(|h| h.answers && h.mention.factions == ["VVD"]));
    for line in [
        "Europese terugkeerwetgeving",
        "De leden van de VVD-fractie hebben kennisgenomen van de brief.",
        "I Vragen en opmerkingen vanuit de fracties",
        "Antwoord",
        "Algemeen",
        "VVD, CDA en SGP",
        "Vragen van het lid Erkens (VVD) aan de Minister van Financiën over de begroting",
        "Vragen van de leden van de VVD-fractie over de Woo beantwoord ik als volgt.",
    ] {
        assert_eq!(Lexicon::embedded().heading_faction(line), None, "{line}");
    }
}

#[test]
fn a_cell_holds_one_name_or_several() {
    let named = |cell: &str| Lexicon::embedded().names_alone(cell).map(|mention| mention.factions);
    assert_eq!(named("CDA, SGP").expect("two names"), ["CDA", "SGP"]);
    assert_eq!(named("VVD").expect("a name"), ["VVD"]);
    assert_eq!(named("Fractie D66").expect("a name"), ["D66"]);
    assert_eq!(named("Hoe staat het met de VVD, CDA en SGP?"), None);
}

#[test]
fn joined_factions_are_those_behind_the_verb() {
    for (text, who, whose) in [
        (
            "De leden van de 50PLUS-fractie sluiten zich aan bij de vragen gesteld door de leden van de PvdA-fractie.",
            Some("50PLUS"),
            vec!["PvdA"],
        ),
        ("De leden van de fracties van de PvdA, de SP en D66 sluiten zich hierbij aan.", Some("PvdA;SP;D66"), vec![]),
        ("De leden van de fractie van Volt sluiten zich daarbij aan.", Some("Volt"), vec![]),
        (
            "In dit verband sluiten deze leden zich graag aan bij de vragen die door de leden van de SGP-fractie worden gesteld.",
            None,
            vec!["SGP"],
        ),
        ("De leden van de Fractie-Nanninga sluiten zich aan bij deze vragen.", Some("Fractie-Nanninga"), vec![]),
    ] {
        let found = Lexicon::embedded().joinings(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].who.as_ref().map(|w| w.factions.join(";")), who.map(str::to_owned), "{text}");
        assert_eq!(found[0].whose, whose, "{text}");
    }
    for text in ["Dit sluit aan bij de vragen van de leden van de SP-fractie.", "De scholen sluiten zich aan bij het netwerk."] {
        assert_eq!(Lexicon::embedded().joinings(text), [], "{text}");
    }
}

#[test]
fn factions_have_their_years() {
    let lexicon = Lexicon::embedded();
    for (faction, year, sat) in [
        ("LPF", 2003, true),
        ("LPF", 2015, false),
        ("GroenLinks-PvdA", 2010, false),
        ("GroenLinks-PvdA", 2025, true),
        ("VVD", 1994, true),
        ("Groep Markuszower", 2026, true),
        ("Groep Markuszower", 2020, false),
        ("Zonnepartij", 1900, true),
    ] {
        assert_eq!(lexicon.sat_in(faction, year), sat, "{faction} {year}");
    }
}

#[test]
fn members_keep_their_parties() {
    let pairs = Lexicon::embedded().members("Beckerman (SP), Bushoff , Kröger (beiden GroenLinks-PvdA), Bamenga (D66) en Teunissen (PvdD)");
    let expected =
        [("Beckerman", "SP"), ("Bushoff", "GroenLinks-PvdA"), ("Kröger", "GroenLinks-PvdA"), ("Bamenga", "D66"), ("Teunissen", "PvdD")];
    assert_eq!(pairs, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn windows_lose_no_mention() {
    let lexicon = Lexicon::embedded();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = [
        "Het overleg hoorde leden van de VVD-fractie en fractie van de SPoor, SPfractie en het lid Omtzigt.",
        "LEDEN van D66. De leden van de PvdA- en GroenLinks‑fracties, alsmede de leden van de fractie van de ChristenUnie vragen",
        "solidariteit van de fracties van CDA/VVD, en DENK; overleden van de fracties",
        "de leden van de Groep Van Haga en Lid Den Haan (beiden)",
    ]
    .map(str::to_owned)
    .to_vec();
    for input in ["input", "tests/fixtures/txt", "tests/fixtures/families", "tests/fixtures/gold", "tests/gold"] {
        for entry in std::fs::read_dir(folder.join(input)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "txt") {
                let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
                texts.extend(text.lines().map(str::to_owned));
            }
        }
    }
    let mut found = 0;
    for text in &texts {
        let mentions = lexicon.mentions(text);
        // Phrases run over the whole text, as they are written.
        let whole = std::iter::once(0..text.len()).collect();
        let plain = if grammar::may_mention(text) { lexicon.grammar.mentions_within(whole, text, lexicon) } else { Vec::new() };
        assert_eq!(mentions, plain, "{text}");
        found += mentions.len();
        for (index, phrase) in lexicon.grammar.phrases[..3].iter().enumerate() {
            for captures in phrase.captures_iter(text) {
                let by_group = captures.name("names").unwrap().as_str().trim_end_matches(['-', '–', '‑', ' ']);
                let whole = captures.get_match().as_str();
                assert_eq!(lexicon.grammar.names(index, whole).trim_end_matches(['-', '–', '‑', ' ']), by_group, "{whole}");
            }
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn windows_know_the_small_words_of_the_names() {
    for variant in csv::Reader::from_reader(FACTIONS.as_bytes())
        .records()
        .flat_map(|row| row.unwrap().iter().take(2).map(str::to_owned).collect::<Vec<_>>())
    {
        let whole = 0..8 + variant.len();
        assert_eq!(window::windows(&format!("fractie {variant}")), std::slice::from_ref(&whole), "{variant}");
    }
}
