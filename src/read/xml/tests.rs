use super::*;
use crate::model::{Format, Furniture, Markup};
use crate::read::normalize::{balance, covers, normalize};
use crate::read::{RawParagraph, Shape};

const NEW: &[u8] = include_bytes!("../../../tests/fixtures/xml/kst-32317-974.xml");
const OLD: &[u8] = include_bytes!("../../../tests/fixtures/xml/kst-26631-279.xml");
const QUESTIONS: &[u8] = include_bytes!("../../../tests/fixtures/xml/ah-tk-20242025-1244.xml");
const OLD_QUESTIONS: &[u8] = include_bytes!("../../../tests/fixtures/xml/ah-tk-20082009-2090.xml");

fn raw(bytes: &[u8]) -> Raw {
    let pass = read(bytes, &Limits::default());
    pass.output.unwrap_or_else(|| panic!("{:?}", pass.diagnostics))
}

fn inline(xml: &str) -> Raw {
    raw(xml.as_bytes())
}

fn texts(raw: &Raw) -> Vec<&str> {
    raw.paragraphs.iter().map(|p| p.text.as_str()).collect()
}

fn find<'r>(raw: &'r Raw, start: &str) -> &'r RawParagraph {
    raw.paragraphs.iter().find(|p| p.text.starts_with(start)).unwrap_or_else(|| panic!("no paragraph {start:?} in {:#?}", texts(raw)))
}

fn code(bytes: &[u8]) -> Option<Code> {
    let pass = read(bytes, &Limits::default());
    pass.output.is_none().then(|| pass.diagnostics[0].code)
}

#[test]
fn the_head_of_the_new_dialect() {
    let raw = raw(NEW);
    assert_eq!(raw.name_hint.as_deref(), Some("kst-32317-974"));
    let furniture: Vec<&str> =
        raw.paragraphs.iter().filter(|p| p.shape == Shape::Furniture(Furniture::PageHead)).map(|p| p.text.as_str()).collect();
    assert_eq!(furniture, ["Vergaderjaar 2025-2026", "Tweede Kamer der Staten-Generaal", "2", "Kamerstukken"]);
    assert_eq!(find(&raw, "32 317").text, "32 317 JBZ-Raad");
    assert_eq!(find(&raw, "32 317").shape, Shape::Heading(1));
    assert_eq!(find(&raw, "Nr. ").text, "Nr. 974 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG");
    assert_eq!(find(&raw, "Nr. ").shape, Shape::Heading(1));
    let date = find(&raw, "Vastgesteld");
    assert_eq!((date.text.as_str(), &date.shape), ("Vastgesteld 4 november 2025", &Shape::Paragraph));
}

#[test]
fn the_body_of_the_new_dialect() {
    let raw = raw(NEW);
    let all = texts(&raw);
    let from = all.iter().position(|t| t.starts_with("De vragen en opmerkingen zijn")).expect("there");
    assert_eq!(
        all[from + 1..from + 8],
        [
            "De voorzitter van de commissie,",
            "Vijlbrief",
            "Griffier van de commissie,",
            "M. Burger",
            "I Vragen en opmerkingen vanuit de fracties",
            "Vragen en opmerkingen van de leden van de GroenLinks-PvdA-fractie",
            "De leden van de GroenLinks-PvdA-fractie hebben kennisgenomen van de geannoteerde agenda van de JBZ-raad. Deze leden hebben hier enkele vragen over.",
        ]
    );
    assert_eq!(find(&raw, "I Vragen").shape, Shape::Heading(2));
    let party = find(&raw, "Vragen en opmerkingen van de leden van de GroenLinks");
    assert!(matches!(party.shape, Shape::Heading(3)) && party.runs[0].bold && party.runs[0].end == party.text.len());
    let answer = find(&raw, "Antwoord");
    assert!(matches!(answer.shape, Shape::Heading(_)) && answer.runs[0].italic && !answer.runs[0].bold);
    assert!(find(&raw, "De verkenning").text.contains("loopt nog. Naar verwachting"));
    let nested = find(&raw, "Kan de minister de onderliggende");
    assert_eq!(nested.runs.len(), 3);
    assert!(nested.runs.iter().all(|r| r.italic) && nested.runs[1].bold && !nested.runs[0].bold);
    assert_eq!(&nested.text[nested.runs[1].start..nested.runs[1].end], "beperkende");
}

#[test]
fn lists_have_their_own_labels() {
    let raw = raw(NEW);
    assert_eq!(find(&raw, "Fiche: [MFK] EU-steun voor het").shape, Shape::ListItem("–".to_owned()));
    assert_eq!(find(&raw, "Dit fiche").shape, Shape::Paragraph);
    assert_eq!(find(&raw, "met bijlage").shape, Shape::ListItem("a.".to_owned()));
    let drawn = inline("<lijst type='arabisch' start='3'><li><al>drie</al></li><li><al>vier</al></li></lijst>");
    assert_eq!(drawn.paragraphs[1].shape, Shape::ListItem("4.".to_owned()));
    let mixed = inline("<x><lijst><li>tekst <nadruk>vet</nadruk> en <extref>meer</extref></li></lijst></x>");
    assert_eq!((texts(&mixed), &mixed.paragraphs[0].shape), (vec!["tekst vet en meer"], &Shape::ListItem("•".to_owned())));
}

#[test]
fn notes_leave_the_text_and_keep_their_place() {
    let raw = raw(NEW);
    let labels: Vec<&str> = raw.notes.iter().map(|n| n.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "*"]);
    assert_eq!(raw.notes[0].text, "Kamerstuk 32 317, nr. 967.");
    assert_eq!(raw.notes[1].text, "Telegraaf, 5 oktober 2025.\nZie ook de Volkskrant & NRC.");
    let first = find(&raw, "De leden van de GroenLinks-PvdA-fractie hebben");
    assert_eq!(first.calls, [(first.text.find(" Deze leden").expect("there"), 0)]);
    let second = find(&raw, "Wat is er tussen");
    assert_eq!(second.calls, [(second.text.find(" gebeurd").expect("there"), 1)]);
    assert!(second.text.ends_with("en zondag gebeurd?"));
    assert_eq!(find(&raw, "120").calls, [(3, 2)]);
}

#[test]
fn a_table_has_rows_and_columns() {
    let raw = raw(NEW);
    let cell = |start: &str| match find(&raw, start).shape {
        Shape::Cell { table, row, column } => (table, row, column),
        ref other => panic!("{other:?}"),
    };
    assert_eq!(find(&raw, "Tabel 1").shape, Shape::Paragraph);
    assert_eq!(cell("Lidstaat"), (0, 0, 0));
    assert_eq!(cell("Overdrachten"), (0, 0, 1));
    assert_eq!((cell("2023"), cell("2024")), ((0, 1, 1), (0, 1, 2)));
    assert_eq!((cell("België"), cell("120"), cell("130 totaal ca.")), ((0, 2, 0), (0, 2, 1), (0, 2, 2)));
}

#[test]
fn unknown_elements_keep_their_text() {
    let raw = raw(NEW);
    let all = texts(&raw);
    assert_eq!(all[all.len() - 3..], ["Onbekende inhoud met een woord erin.", "Eén", "Twee"]);
}

#[test]
fn the_old_dialect() {
    let pass = read(OLD, &Limits::default());
    let codes: Vec<Code> = pass.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::DecodedAs]);
    let raw = pass.output.expect("read");
    assert_eq!(raw.name_hint.as_deref(), Some("kst-26631-279"));
    assert_eq!(find(&raw, "Tweede Kamer").shape, Shape::Furniture(Furniture::PageHead));
    assert_eq!(find(&raw, "KST129542").shape, Shape::Furniture(Furniture::SiteHead));
    assert_eq!(find(&raw, "26 631").text, "26 631 Modernisering AWBZ");
    assert_eq!(find(&raw, "Nr.").text, "Nr. 279 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG");
    assert_eq!(find(&raw, "Nr.").shape, Shape::Heading(1));
    let opening = find(&raw, "In de vaste commissie");
    assert!(opening.text.ends_with("Financiën en coördinatie – het «kader» & meer."));
    assert_eq!(opening.calls, [(opening.text.find(" bestond").expect("there"), 0)]);
    assert_eq!(raw.notes[0].text, "Samenstelling:\nLeden: Smeets (PvdA), voorzitter.");
    assert_eq!((raw.notes[1].label.as_str(), raw.notes.len()), ("2", 2));
    let heading = find(&raw, "I. VRAGEN");
    assert!(matches!(heading.shape, Shape::Heading(2)) && heading.runs[0].bold);
    let question = find(&raw, "De leden van de PvdA-fractie");
    assert_eq!(&question.text[question.runs[0].start..question.runs[0].end], "PvdA-fractie");
    assert_eq!(question.calls, [(question.text.len(), 1)]);
    assert_eq!(find(&raw, "Wie betaalt?").shape, Shape::ListItem("b.".to_owned()));
    assert_eq!(find(&raw, "De voorzitter").text, "De voorzitter van de commissie,");
    assert_eq!(find(&raw, "Smeets").text, "Smeets");
    assert!(!texts(&raw).iter().any(|t| t.starts_with("Samenstelling")));
}

#[test]
fn questions_and_answers_are_marked() {
    let raw = raw(QUESTIONS);
    assert_eq!(raw.name_hint.as_deref(), Some("ah-tk-20242025-1244"));
    let marked: Vec<(Option<Markup>, &str)> = raw.paragraphs.iter().map(|p| (p.markup, p.text.as_str())).collect();
    let (question, answer) = (Some(Markup::Question), Some(Markup::Answer));
    assert_eq!(
        marked[2..],
        [
            (None, "1244"),
            (
                None,
                "Vragen van het lid Van Campen (VVD) aan de Minister van Asiel en Migratie over de terugkeerhub in Oeganda (ingezonden 20 januari 2025)."
            ),
            (None, "Antwoord van Minister Faber-Van de Klashorst (ontvangen 14 februari 2025)."),
            (question, "Vraag 1"),
            (question, "Is een terugnameplicht onderdeel van de afspraken met Oeganda?"),
            (question, "Vraag 2"),
            (question, "Zo nee, waarom niet?"),
            (question, "Wanneer wel?"),
            (answer, "Antwoord 1"),
            (answer, "De afspraken worden de komende tijd verder uitgewerkt."),
            (answer, "Antwoord 2"),
            (answer, "Zie het antwoord op vraag 1."),
        ]
    );
    assert!(["Vraag 1", "Vraag 2", "Antwoord 1", "Antwoord 2"].iter().all(|t| matches!(find(&raw, t).shape, Shape::Heading(_))));
    assert_eq!(raw.notes[0].text, "NRC, 18 januari 2025.");
}

#[test]
fn questions_of_the_old_dialect() {
    let raw = raw(OLD_QUESTIONS);
    let all = texts(&raw);
    assert_eq!(all[1], "Vragen van het lid Smeets aan de staatssecretaris over de AWBZ. (Ingezonden 3 juni 2009)");
    assert_eq!(all[2..8], ["Vraag 1", "Kent u het bericht?", "Vraag 2, 3 en 4", "Wat vindt u ervan?", "Antwoord 1", "Ja."]);
    assert_eq!(find(&raw, "Kent u").calls, [(19, 0)]);
    assert_eq!((raw.notes[0].label.as_str(), raw.notes[0].text.as_str()), ("1", "de Volkskrant, 2 juni 2009."));
}

#[test]
fn notes_that_nothing_calls_and_calls_of_nothing() {
    let raw = inline(
        "<tekst><al>a<nootref refid='x' nr='3'/>b</al><noot id='y'><noot.nr>7)</noot.nr><noot.al>los</noot.al></noot><al>c<nootref/></al></tekst>",
    );
    assert_eq!(texts(&raw), ["ab", "c"]);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    assert_eq!(notes, [("3", ""), ("7", "los")]);
    assert_eq!(raw.paragraphs[0].calls, [(1, 0)]);
    assert!(raw.paragraphs[1].calls.is_empty());
}

#[test]
fn a_note_with_a_list() {
    let raw = inline(
        "<al>a<noot><noot.nr>1</noot.nr><noot.al>Zie:</noot.al><noot.lijst><noot.li><li.nr>–</li.nr><noot.al>een</noot.al></noot.li></noot.lijst></noot> b</al>",
    );
    assert_eq!(texts(&raw), ["a b"]);
    assert_eq!(raw.notes[0].text, "Zie:\n– een");
    let drawn = inline(
        "<al>a<noot><noot.nr>1</noot.nr><noot.al>Zie:</noot.al><lijst type='1'><li><al>een</al></li><li><al>twee</al></li></lijst></noot></al>",
    );
    assert_eq!(drawn.notes[0].text, "Zie:\n1. een\n2. twee");
}

#[test]
fn damage_is_said() {
    for cut in [NEW.len() - 30, NEW.len() / 2, 400, 60] {
        assert_eq!(code(&NEW[..cut]), Some(Code::DamagedFile), "cut at {cut}");
    }
    assert_eq!(code(b"<al>tekst</tekst>"), Some(Code::DamagedFile));
    assert_eq!(code(b"<?xml version='1.0'?>"), Some(Code::DamagedFile));
    let deep = format!("{}{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
    assert_eq!(code(deep.as_bytes()), Some(Code::OverLimit));
}

#[test]
fn entities_of_the_file_are_not_expanded() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><x><al>&c; &eacute;&#x2013;&lt; R&D &hoofdstuk</al></x>"#;
    let pass = read(bomb.as_bytes(), &Limits::default());
    assert_eq!(texts(pass.output.as_ref().expect("read")), ["&c; é–< R&D &hoofdstuk"]);
    assert_eq!(pass.diagnostics[0].code, Code::PartSkipped);
}

#[test]
fn encodings() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><al>Financiën</al>";
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(texts(&raw(&wide)), ["Financiën"]);
    assert_eq!(texts(&raw(b"<?xml version='1.0' encoding='windows-1252'?><al>co\xF6rdinatie \x96 nu</al>")), ["coördinatie – nu"]);
}

#[test]
fn no_mutation_panics() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let limits = Limits { depth: 64, ..Limits::default() };
    for source in [NEW, OLD, QUESTIONS, OLD_QUESTIONS] {
        for _ in 0..200 {
            let mut bytes = source.to_vec();
            for _ in 0..1 + next(8) {
                let at = next(bytes.len());
                bytes[at] = *b"<>/&;\"'= x\0\xFFnoal".get(next(16)).unwrap_or(&b'<');
            }
            if next(3) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            let pass = read(&bytes, &limits);
            assert!(pass.output.is_some() || !pass.diagnostics.is_empty());
            for paragraph in pass.output.iter().flat_map(|raw| &raw.paragraphs) {
                assert!(paragraph.calls.iter().all(|(at, _)| paragraph.text.is_char_boundary(*at)));
                assert!(paragraph.runs.iter().all(|r| r.start < r.end && paragraph.text.get(r.start..r.end).is_some()));
            }
        }
    }
}

#[test]
fn documents_keep_their_books() {
    for source in [NEW, OLD, QUESTIONS, OLD_QUESTIONS] {
        let document = normalize(raw(source), Format::Xml, None);
        assert!(covers(&document));
        assert_eq!(balance(&document), 0);
    }
    let document = normalize(raw(NEW), Format::Xml, None);
    assert!(document.notes.iter().all(|note| note.anchor.is_some()));
}

#[test]
fn no_letter_is_lost() {
    for source in [NEW, QUESTIONS, OLD_QUESTIONS] {
        let xml = String::from_utf8_lossy(source);
        let mut expected: Vec<char> = Vec::new();
        let mut inside = false;
        for c in xml.replace("&amp;", "&").chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside && !c.is_whitespace() => expected.push(c),
                _ => {}
            }
        }
        let raw = raw(source);
        let labels = raw.paragraphs.iter().filter_map(|p| match &p.shape {
            Shape::ListItem(label) => Some(label.as_str()),
            _ => None,
        });
        let notes = raw.notes.iter().flat_map(|n| [n.label.as_str(), n.text.as_str()]);
        let all: Vec<&str> = raw.paragraphs.iter().map(|p| p.text.as_str()).chain(labels).chain(notes).collect();
        let mut found: Vec<char> = all.concat().chars().filter(|c| !c.is_whitespace()).collect();
        found.sort_unstable();
        expected.sort_unstable();
        // The words "Vraag" and "Antwoord" that the print puts before a bare number are more, never less.
        let mut rest = found.iter();
        assert!(expected.iter().all(|c| rest.any(|f| f == c)), "letters are missing");
    }
}
