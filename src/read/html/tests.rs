use super::*;
use crate::model::{Format, Furniture, Markup};
use crate::read::normalize::{balance, covers, normalize};
use crate::read::{RawParagraph, Shape};

const NEW: &[u8] = include_bytes!("../../../tests/fixtures/html/kst-32317-974-new.html");
const OLD: &[u8] = include_bytes!("../../../tests/fixtures/html/ah-tk-20152016-1580-old.html");
const TKCONV: &[u8] = include_bytes!("../../../tests/fixtures/html/tkconv-2025D47954.html");
const KAMER: &[u8] = include_bytes!("../../../tests/fixtures/html/tweedekamer-2025D04328.html");
const MONITOR: &[u8] = include_bytes!("../../../tests/fixtures/html/monitor-31066-1164.html");
const MALFORMED: &[u8] = include_bytes!("../../../tests/fixtures/html/malformed.html");
const WORD: &[u8] = include_bytes!("../../../tests/fixtures/html/word.html");

fn raw(bytes: &[u8]) -> Raw {
    let pass = read(bytes, &Limits::default());
    pass.output.unwrap_or_else(|| panic!("{:?}", pass.diagnostics))
}

fn page(html: &str) -> Raw {
    raw(html.as_bytes())
}

fn texts(raw: &Raw) -> Vec<&str> {
    raw.paragraphs.iter().map(|p| p.text.as_str()).collect()
}

/// The text that is no furniture.
fn body(raw: &Raw) -> Vec<&str> {
    raw.paragraphs.iter().filter(|p| !matches!(p.shape, Shape::Furniture(_))).map(|p| p.text.as_str()).collect()
}

fn furniture(raw: &Raw, kind: Furniture) -> Vec<&str> {
    raw.paragraphs.iter().filter(|p| p.shape == Shape::Furniture(kind)).map(|p| p.text.as_str()).collect()
}

fn find<'r>(raw: &'r Raw, start: &str) -> &'r RawParagraph {
    raw.paragraphs.iter().find(|p| p.text.starts_with(start)).unwrap_or_else(|| panic!("no paragraph {start:?} in {:#?}", texts(raw)))
}

fn labels(raw: &Raw) -> Vec<(&str, &str)> {
    raw.paragraphs
        .iter()
        .filter_map(|p| match &p.shape {
            Shape::ListItem(label) => Some((label.as_str(), p.text.as_str())),
            _ => None,
        })
        .collect()
}

#[test]
fn the_new_layout_of_officielebekendmakingen() {
    let raw = raw(NEW);
    assert_eq!(raw.name_hint.as_deref(), Some("kst-32317-974"));
    assert_eq!(
        body(&raw),
        [
            "32 317 JBZ-Raad",
            "Nr. 974 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
            "Vastgesteld 4 november 2025",
            "De vaste commissie voor Asiel en Migratie heeft een aantal vragen en opmerkingen voorgelegd aan de Minister van Asiel en Migratie over de brief van 29 september 2025 (Kamerstuk 32\u{A0}317, nr. 973) en over:",
            "Fiche: [MFK] EU-steun voor het Schengengebied;",
            "Fiche: [MFK] EU-steun voor asiel.",
            "Vervolg van het punt.",
            "De voorzitter van de commissie,\nVijlbrief",
            "I Vragen en opmerkingen vanuit de fracties",
            "Vragen en opmerkingen van de leden van de GroenLinks-PvdA-fractie",
            "De leden van de GroenLinks-PvdA-fractie hebben kennisgenomen van de geannoteerde agenda. Deze leden hebben hier enkele vragen over.",
            "Antwoord",
            "De verkenning loopt nog. Circa 10 m2 is genoeg.",
            "Reactie van de Minister",
            "Tabel 1",
            "Lidstaat",
            "Overdrachten",
            "2023",
            "2024",
            "België",
            "120",
            "130",
        ]
    );
    let site = furniture(&raw, Furniture::Navigation);
    for text in ["Direct naar content", "U bent hier:", "Home", "Naar boven", "Contact", "Delen", "Authentieke versie (PDF)"] {
        assert!(site.contains(&text), "{text} in {site:?}");
    }
    let facts = furniture(&raw, Furniture::SiteHead);
    assert_eq!(facts[..3], ["Kamerstuk", "Datum publicatie", "Organisatie"]);
    assert_eq!(facts.len(), 9);
}

#[test]
fn the_looks_of_officielebekendmakingen() {
    let raw = raw(NEW);
    assert_eq!(find(&raw, "32 317").shape, Shape::Heading(1));
    let party = find(&raw, "Vragen en opmerkingen van");
    assert!(party.shape == Shape::Heading(3) && party.runs[0].bold && !party.runs[0].italic);
    let answer = find(&raw, "Antwoord");
    assert!(answer.shape == Shape::Heading(4) && answer.runs[0].italic && !answer.runs[0].bold);
    let minister = find(&raw, "Reactie van");
    assert!(minister.shape == Shape::Heading(4) && minister.runs[0].italic);
    let bold = &find(&raw, "De leden van de").runs[0];
    assert!(bold.bold && (bold.start, bold.end) == (16, 39));
    assert_eq!(labels(&raw)[0], ("–", "Fiche: [MFK] EU-steun voor het Schengengebied;"));
    assert_eq!(find(&raw, "Vervolg").shape, Shape::Paragraph);
    let cell = |start: &str| match find(&raw, start).shape {
        Shape::Cell { table, row, column } => (table, row, column),
        ref other => panic!("{other:?}"),
    };
    assert_eq!(
        ["Lidstaat", "Overdrachten", "2023", "2024", "België", "120", "130"].map(|t| {
            let (_, r, c) = cell(t);
            (r, c)
        }),
        [(0, 0), (0, 1), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    );
    assert!(find(&raw, "Lidstaat").runs[0].bold);
}

#[test]
fn the_notes_of_officielebekendmakingen() {
    let raw = raw(NEW);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    assert_eq!(
        notes,
        [("1", "I.v.m. toevoegen bijlage"), ("2", "Kamerstuk 32 317, nr. 967.\nTweede alinea."), ("3", "Telegraaf, 5 oktober 2025."),]
    );
    let title = find(&raw, "Nr. 974");
    assert_eq!(title.calls, [(title.text.len(), 0)]);
    let question = find(&raw, "De leden van de GroenLinks");
    let at = question.text.find(" Deze").expect("there");
    assert_eq!(question.calls, [(at, 1), (at, 2)]);
    assert!(!texts(&raw).iter().any(|t| t.contains("Noot")));
}

#[test]
fn the_old_layout_with_questions() {
    let pass = read(OLD, &Limits::default());
    assert!(pass.diagnostics.iter().any(|d| d.code == Code::DecodedAs));
    let raw = pass.output.expect("read");
    assert_eq!(raw.name_hint.as_deref(), Some("ah-tk-20152016-1580"));
    let marked: Vec<(Option<Markup>, &str)> =
        raw.paragraphs.iter().filter(|p| !matches!(p.shape, Shape::Furniture(_))).map(|p| (p.markup, p.text.as_str())).collect();
    assert_eq!(
        marked,
        [
            (None, "Vragen van het lid Monasch (PvdA) aan de Staatssecretaris over het artikel «Schiphol» (ingezonden 23 november 2015)."),
            (Some(Markup::Question), "Vraag 1"),
            (Some(Markup::Question), "Wat is uw reactie op het bericht?"),
            (Some(Markup::Answer), "Antwoord 1"),
            (Some(Markup::Answer), "Ik heb kennisgenomen van het bericht."),
        ]
    );
    assert_eq!(raw.notes[0].text, "http://nos.nl/l/2077649");
    assert_eq!(find(&raw, "Wat is uw").calls.len(), 1);
}

#[test]
fn a_page_of_tkconv() {
    let raw = raw(TKCONV);
    assert_eq!(furniture(&raw, Furniture::Navigation), ["[overzicht] [activiteiten] [🔍 uitgebreid zoeken]"]);
    let all = body(&raw);
    assert_eq!(all[2], "Nummer: 2025D47954, datum: 2025-11-24, bijgewerkt: 2025-11-25 09:35, versie: 1");
    assert_eq!(all[4], "Preview document (🔗 origineel)");
    assert_eq!(all[5], "De Commissie heeft de Mededeling asiel en migratie en het besluit gepresenteerd.");
    assert_eq!(find(&raw, "De Commissie").calls, [(50, 0), (65, 1)]);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    assert_eq!(notes, [("1", "COM(2025) 795 final."), ("2", "Uitvoeringsbesluit (EU) 2025/2323.\nEn verder.")]);
    assert_eq!(
        labels(&raw),
        [("c.", "drie"), ("g.", "zeven"), ("2.", "twee"), ("◦", "bol"), ("▪", "rond"), ("▪", "vierkant"), ("1.", "een")]
    );
    let see = find(&raw, "Zie het");
    assert!(see.runs[0].underline && see.runs[1].italic);
    assert!(!texts(&raw).iter().any(|t| t.contains('↩')));
}

#[test]
fn a_page_of_tweedekamer() {
    let raw = raw(KAMER);
    assert_eq!(
        body(&raw),
        [
            "Verslag van een schriftelijk overleg : Verslag van een schriftelijk overleg over de Landbouw- en Visserijraad",
            "De op 18 maart 2014 toegezonden vragen en opmerkingen zijn met de antwoorden hieronder afgedrukt.",
            "Vraag 1\nDeelt u de mening\ndat dit zo is?",
            "Kader in de tekst.",
        ]
    );
    assert!(furniture(&raw, Furniture::Navigation).contains(&"Overslaan en naar de inhoud gaan"));
}

#[test]
fn facts_and_layout_tables() {
    let raw = raw(MONITOR);
    assert_eq!(furniture(&raw, Furniture::Navigation), ["Home Zoeken"]);
    let facts = furniture(&raw, Furniture::SiteHead);
    assert_eq!(facts[..3], ["Kerngegevens", "Officiële titel", "Belastingdienst; Verslag van een schriftelijk overleg"]);
    assert_eq!(facts[9..], ["Gepubliceerd:", "24 maart 2014", "Indiener(s):", "A. Klink"]);
    assert_eq!(body(&raw)[1..], ["Tekst", "Lay-out", "31 066", "De leden van de VVD-fractie vragen."]);
    assert!(raw.paragraphs.iter().all(|p| !matches!(p.shape, Shape::Cell { .. })));
}

#[test]
fn malformed_pages_read_as_in_a_browser() {
    let raw = raw(MALFORMED);
    assert_eq!(
        texts(&raw),
        [
            "Vragen van de leden van de NSC-fractie",
            "Kan de minister dit toelichten",
            "Zo nee, waarom niet? vet",
            "een",
            "twee",
            "a",
            "b",
            "c",
            "d",
            "losse tekst én \u{A0}& meer",
            "R&D en 3 < 4",
            "  regel  een\nregel twee",
            "Antwoord",
            "Ja.",
        ]
    );
    assert_eq!(find(&raw, "d").shape, Shape::Cell { table: 0, row: 1, column: 1 });
}

#[test]
fn notes_of_word_and_libreoffice_and_plain_numbers() {
    let raw = raw(WORD);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    assert_eq!(notes, [("1", "Kamerstuk 32 317, nr. 967."), ("2", "Tweede noot."), ("4", "Vierde noot.")]);
    let brief = find(&raw, "Zie de brief");
    assert_eq!((brief.text.as_str(), brief.calls.as_slice()), ("Zie de brief. En meer.", [(13, 0), (22, 1)].as_slice()));
    assert_eq!(find(&raw, "Hoofdstuk").text, "Hoofdstuk 2 en los.");
}

#[test]
fn superscript_numbers_without_links_are_notes_where_they_begin_a_paragraph() {
    let raw = page(
        "<p>CQ<sup>1</sup> VERSLAG</p><p>In 2 m<sup>2</sup> ruimte.</p><hr><p><sup>1</sup> De letters CQ.</p><p><sup>3</sup> Niet genoemd.</p>",
    );
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    assert_eq!(notes, [("1", "De letters CQ.")]);
    assert_eq!(find(&raw, "CQ").calls, [(2, 0)]);
    assert_eq!(body(&raw).len(), 3, "{:?}", texts(&raw));
}

#[test]
fn the_name_alone_makes_no_furniture() {
    let report = "De leden van de fractie hebben kennisgenomen van de brief. ".repeat(20);
    let raw = page(&format!(
        "<body><div class='menu-open'><h1>Verslag</h1><p>{report}</p></div><div class='menu'><a href=x>Home</a></div></body></html>"
    ));
    assert_eq!(body(&raw), ["Verslag", report.trim_end()]);
    let raw = page("<header><h1>Verslag van een schriftelijk overleg</h1></header><p>Tekst.</p>");
    assert_eq!(body(&raw).len(), 2);
    let raw = page(
        "<form id='aspnetForm'><div class='content'><p>Tekst.</p></div><input value='x'><select><option>Kies</option></select></form>",
    );
    assert_eq!((body(&raw), furniture(&raw, Furniture::Navigation)), (vec!["Tekst."], vec!["Kies"]));
}

#[test]
fn controls_in_a_line_stand_behind_it() {
    let raw = page("<p>Kan de minister <button>Kopieer</button>dit <span class='sr-only'>(extern)</span> toelichten?</p>");
    assert_eq!(body(&raw), ["Kan de minister dit toelichten?"]);
    assert_eq!(furniture(&raw, Furniture::Navigation), ["Kopieer", "(extern)"]);
}

#[test]
fn an_unfinished_page_is_said() {
    let codes = |html: &str| read(html.as_bytes(), &Limits::default()).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    assert_eq!(codes("<html><body><p>De leden van de"), [Code::PartSkipped]);
    assert_eq!(codes("<html><body><p>De leden</p><a hre"), [Code::PartSkipped]);
    assert_eq!(codes("<html><body><p>De leden</p></body></html>"), []);
    assert_eq!(codes("<p>Een brokstuk"), []);
}

#[test]
fn limits_end_the_reading() {
    let code = |html: String| {
        let pass = read(html.as_bytes(), &Limits::default());
        (pass.output.is_none(), pass.diagnostics.first().map(|d| d.code))
    };
    assert_eq!(code("<div>".repeat(300_000)), (true, Some(Code::OverLimit)));
    let attributes: String = (0..100_000).map(|i| format!(" a{i}='1'")).collect();
    assert_eq!(code(format!("<p{attributes}>x</p>")), (true, Some(Code::OverLimit)));
    assert!(!code("<b>".repeat(900)).0);
}

#[test]
fn one_long_paragraph_is_read_in_linear_time() {
    let long = "Kan de minister dit toelichten &amp; uitleggen? ".repeat(100_000);
    let raw = page(&format!("<html><body><p>{long}</p></body></html>"));
    assert_eq!(raw.paragraphs.len(), 1);
    assert_eq!(raw.paragraphs[0].text.len(), long.replace("&amp;", "&").trim_end().len());
}

#[test]
fn charsets_of_pages() {
    assert_eq!(declared_charset(b"<html><head><META CHARSET='ISO-8859-15'>").as_deref(), Some("iso-8859-15"));
    assert_eq!(
        declared_charset(b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">").as_deref(),
        Some("windows-1252")
    );
    assert_eq!(declared_charset(b"<p>charset=x</p>"), None);
    assert_eq!(texts(&raw(b"<p>Financi\xEBn \x80 5</p>")), ["Financiën € 5"]);
}

#[test]
fn documents_keep_their_books() {
    for source in [NEW, OLD, TKCONV, KAMER, MONITOR, MALFORMED, WORD] {
        let document = normalize(raw(source), Format::Html, None);
        assert!(covers(&document));
        assert_eq!(balance(&document), 0);
        assert!(document.notes.iter().all(|note| note.anchor.is_some()));
    }
}

#[test]
fn no_mutation_panics() {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for source in [NEW, OLD, TKCONV, KAMER, MONITOR, MALFORMED, WORD] {
        for _ in 0..80 {
            let mut bytes = source.to_vec();
            for _ in 0..1 + next(10) {
                let at = next(bytes.len());
                bytes[at] = *b"<>/&;\"'= x#\0\xFFtdl".get(next(17)).unwrap_or(&b'<');
            }
            if next(3) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            let pass = read(&bytes, &Limits::default());
            assert!(pass.output.is_some() || !pass.diagnostics.is_empty());
            if let Some(raw) = &pass.output {
                for paragraph in &raw.paragraphs {
                    assert!(paragraph.calls.iter().all(|(at, note)| paragraph.text.is_char_boundary(*at) && *note < raw.notes.len()));
                    assert!(paragraph.runs.iter().all(|r| r.start < r.end && paragraph.text.get(r.start..r.end).is_some()));
                }
            }
        }
    }
}

#[test]
fn items_of_a_list_of_notes_are_notes_that_plain_numbers_call() {
    let raw = page(
        "<html><body><p>Dat is eerder gemeld<sup>1</sup>.</p><p>En herhaald<sup>2</sup>.</p>\
         <ol class='footnotes'><li>Kamerstuk 33 763, nr. 138.</li><li>Idem.</li></ol></body></html>",
    );
    assert_eq!(texts(&raw), ["Dat is eerder gemeld.", "En herhaald."]);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|note| (note.label.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("1", "Kamerstuk 33 763, nr. 138."), ("2", "Idem.")]);
    assert_eq!(raw.paragraphs.iter().map(|p| p.calls.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_list_of_notes_begins_where_it_says_and_the_power_of_a_unit_calls_none() {
    let raw = page(
        "<html><body><p>De hal meet 300 m<sup>2</sup> en is oud<sup>3</sup>.</p><p>Zij is veilig<sup>2</sup>.</p>\
         <ol class='footnotes' start='2'><li>Rapport over de hal.</li><li>Kamerstuk 33 763, nr. 138.</li></ol></body></html>",
    );
    assert_eq!(texts(&raw), ["De hal meet 300 m2 en is oud.", "Zij is veilig."]);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|note| (note.label.as_str(), note.text.as_str())).collect();
    // In the order in which they are called.
    assert_eq!(notes, [("3", "Kamerstuk 33 763, nr. 138."), ("2", "Rapport over de hal.")]);
}
