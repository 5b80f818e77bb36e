//! The reader against the gold documents, against damaged bytes, and its rules on made-up pages.

use std::path::{Path, PathBuf};

use super::read;
use super::spans::{Page, Span};
use crate::diagnostic::Code;
use crate::model::{Furniture, count_characters};
use crate::read::{Limits, Raw, RawParagraph, Shape};

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("the fixtures").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn is_text(paragraph: &RawParagraph) -> bool {
    !matches!(paragraph.shape, Shape::Furniture(_))
}

fn flow(raw: &Raw) -> String {
    raw.paragraphs.iter().filter(|p| is_text(p)).map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn gold_texts_are_read_whole() {
    let mut missing = Vec::new();
    let mut checked = 0;
    for path in fixtures("gold").iter().filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("pdf-"))) {
        let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(path).expect("gold")).expect("json");
        let file = path.parent().and_then(Path::parent).expect("fixtures").join("pdf").join(gold["file"].as_str().expect("file"));
        let raw = read(&std::fs::read(file).expect("pdf"), &Limits::default()).output.expect("a readable pdf");
        let text = letters(&flow(&raw));
        for record in gold["records"].as_array().expect("records") {
            for field in ["question_core", "question_max", "answer"] {
                // A joint answer's questions stand under headings of their own, which the gold leaves out.
                for part in record[field].as_str().expect("text").lines() {
                    checked += 1;
                    if !text.contains(&letters(part)) {
                        missing.push(format!("{} {} {field}: {part}", gold["file"], record["numbers"]));
                    }
                }
            }
        }
    }
    assert!(checked > 50, "only {checked} texts");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_seventeen_keep_their_characters() {
    for path in fixtures("pdf") {
        let bytes = std::fs::read(&path).expect("pdf");
        let mut pages = Vec::new();
        super::spans::extract(&bytes, &Limits::default(), |page| pages.push(page)).expect("pages");
        let drawn: u64 = pages.iter().flat_map(|p| &p.spans).map(|s| count_characters(&s.text)).sum();
        let raw = build(&mut pages);
        assert_eq!(kept(&raw), drawn, "{}", path.display());
        assert!(!flow(&raw).contains("ISSN"), "{}: a page foot in the text", path.display());
        assert!(!flow(&raw).contains("vergaderjaar 2023–2024, Aanhangsel\n"), "{}: a page foot in the text", path.display());
    }
}

/// Characters in paragraphs, notes, labels and the list of what was removed.
fn kept(raw: &Raw) -> u64 {
    let paragraphs: u64 = raw.paragraphs.iter().map(|p| count_characters(&p.text)).sum();
    let notes: u64 = raw.notes.iter().map(|n| count_characters(&n.text) + count_characters(&n.label)).sum();
    paragraphs + notes + raw.removed.iter().map(|r| count_characters(&r.1)).sum::<u64>()
}

#[test]
fn damaged_files_give_a_message_and_no_panic() {
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for path in fixtures("pdf") {
        let whole = std::fs::read(&path).expect("pdf");
        for round in 0..8 {
            let mut bytes = whole.clone();
            if round % 4 == 0 {
                bytes.truncate(next(whole.len()));
            } else {
                for _ in 0..=next(30) {
                    let at = next(bytes.len());
                    bytes[at] ^= 1 << next(8);
                }
            }
            let pass = read(&bytes, &Limits::default());
            match &pass.output {
                Some(raw) => assert!(raw.paragraphs.iter().any(|p| !p.text.is_empty()) || !raw.notes.is_empty()),
                None => assert!(!pass.diagnostics.is_empty()),
            }
        }
    }
}

/// A pdf of objects 1.. as given, with a table of contents that is left to the reader's repair.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    for (i, object) in objects.iter().enumerate() {
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    out.push_str(&format!("trailer\n<< /Root 1 0 R /Size {} {trailer} >>\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";

fn code(bytes: &[u8], limits: &Limits) -> Code {
    let pass = read(bytes, limits);
    assert!(pass.output.is_none(), "{:?}", pass.output);
    pass.diagnostics[0].code
}

#[test]
fn what_cannot_be_read_says_why() {
    let limits = Limits::default();
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
    let empty = pdf(&[CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page], "");
    assert_eq!(code(&empty, &limits), Code::NoTextLayer);
    let locked = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) >>";
    let encrypted = pdf(&[CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page], locked);
    assert_eq!(code(&encrypted, &limits), Code::EncryptedFile);
    assert_eq!(code(b"%PDF-1.7 and nothing else", &limits), Code::DamagedFile);
    let two = pdf(&[CATALOG, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", page, page], "");
    assert_eq!(code(&two, &Limits { pages: 1, ..Limits::default() }), Code::OverLimit);
    let cyclic = pdf(&[CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"], "");
    assert!(matches!(code(&cyclic, &limits), Code::DamagedFile | Code::NoTextLayer));
}

/// Half an em a character: close enough to a real face for the rules.
fn span(x: f32, y: f32, size: f32, text: &str) -> Span {
    Span { text: text.to_owned(), x, y, width: text.chars().count() as f32 * 0.5 * size, size, ..Span::default() }
}

fn bold(x: f32, y: f32, size: f32, text: &str) -> Span {
    Span { bold: true, ..span(x, y, size, text) }
}

/// Lines of ten points from `top` downwards, twelve points apart; an empty line is a gap.
fn block(x: f32, top: f32, lines: &[&str]) -> Vec<Span> {
    let placed = lines.iter().enumerate().filter(|(_, text)| !text.is_empty());
    placed.map(|(i, text)| span(x, top - 12.0 * i as f32, 10.0, text)).collect()
}

fn build(pages: &mut [Page]) -> Raw {
    let lines = pages.iter_mut().map(super::set).collect();
    super::build(pages, lines)
}

fn page(number: u32, spans: Vec<Span>) -> Page {
    Page { number, width: 595.0, height: 842.0, spans }
}

fn texts(raw: &Raw) -> Vec<&str> {
    raw.paragraphs.iter().filter(|p| is_text(p)).map(|p| p.text.as_str()).collect()
}

fn furniture(raw: &Raw) -> Vec<(&RawParagraph, Furniture)> {
    let kind = |p: &'_ RawParagraph| match p.shape {
        Shape::Furniture(kind) => Some(kind),
        _ => None,
    };
    raw.paragraphs.iter().filter_map(|p| kind(p).map(|k| (p, k))).collect()
}

#[test]
fn a_sentence_runs_over_a_page_with_notes_and_feet_between() {
    let mut first = block(
        150.0,
        760.0,
        &[
            "De leden van de VVD-fractie hebben met belangstelling kennisgenomen van de stuk-",
            "ken voor de JBZ-Raad. Deze leden vragen hoe het kabinet staat tegenover de asiel-",
            "en migratievoorstellen en wat dit betekent voor het grondgebied van de EU-",
            "lidstaten, zoals eerder door hen is gevraagd in het debat over de Europese Raad van",
        ],
    );
    first.push(span(558.0 - 8.0, 727.5, 6.0, "1"));
    first.extend([
        span(150.0, 123.5, 5.0, "1"),
        span(155.0, 120.0, 7.5, "Kamerstuk 32 317, nr. 960, waarin de inzet van het kabinet is beschreven voor de lid-"),
    ]);
    first.extend([span(155.0, 111.0, 7.5, "staten van de Unie.")]);
    first.push(span(150.0, 40.0, 9.0, "Tweede Kamer, vergaderjaar 2024–2025, 32 317, nr. 974   1"));
    let mut second = block(150.0, 760.0, &["afgelopen maand in Luxemburg.", "", "Vraag 2", "Wat is de stand van zaken?"]);
    second.push(span(150.0, 40.0, 9.0, "Tweede Kamer, vergaderjaar 2024–2025, 32 317, nr. 974   2"));
    let raw = build(&mut [page(1, first), page(2, second)]);
    let texts = texts(&raw);
    assert_eq!(
        texts[0],
        "De leden van de VVD-fractie hebben met belangstelling kennisgenomen van de stukken voor de JBZ-Raad. Deze leden vragen hoe het \
         kabinet staat tegenover de asiel- en migratievoorstellen en wat dit betekent voor het grondgebied van de EU-lidstaten, zoals \
         eerder door hen is gevraagd in het debat over de Europese Raad van afgelopen maand in Luxemburg."
    );
    assert_eq!(texts[1..], ["Vraag 2", "Wat is de stand van zaken?"]);
    assert_eq!(raw.paragraphs[0].page, Some(1));
    assert_eq!(raw.notes.len(), 1);
    assert_eq!(
        raw.notes[0].text,
        "Kamerstuk 32 317, nr. 960, waarin de inzet van het kabinet is beschreven voor de lidstaten van de Unie."
    );
    assert_eq!(raw.paragraphs[0].calls.len(), 1);
    let furniture = furniture(&raw);
    assert_eq!(furniture.len(), 2, "{furniture:?}");
    assert_eq!(raw.paragraphs[1].shape, Shape::Furniture(Furniture::PageFoot));
    assert_eq!(raw.removed.iter().filter(|r| r.0 == "hyphenation").count(), 2);
}

#[test]
fn a_note_runs_over_a_page() {
    let line = "Een lange regel tekst die de hele kolom van de bladzijde vult met woorden van het kabinet";
    let mut first = block(100.0, 760.0, &[line, line, "Dit is eerder toegezegd", line]);
    first.push(span(215.5, 739.5, 6.0, "3"));
    first.extend([span(100.0, 103.0, 5.0, "3"), span(106.0, 100.0, 7.5, "Dit is een noot die op de volgende bladzijde verder gaat met")]);
    let mut second = block(100.0, 760.0, &[line, line]);
    second.push(span(106.0, 109.0, 7.5, "de tweede helft van haar tekst."));
    second.extend([span(100.0, 103.0, 5.0, "4"), span(106.0, 100.0, 7.5, "De volgende noot.")]);
    second.push(span(545.5, 751.5, 6.0, "4"));
    let raw = build(&mut [page(1, first), page(2, second)]);
    let notes: Vec<(&str, &str)> = raw.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    let whole = "Dit is een noot die op de volgende bladzijde verder gaat met de tweede helft van haar tekst.";
    assert_eq!(notes, [("3", whole), ("4", "De volgende noot.")]);
}

#[test]
fn a_raised_figure_that_calls_no_note_stays() {
    let raw = build(&mut [page(
        1,
        vec![span(100.0, 700.0, 10.0, "Het gaat om 300 km"), span(190.0, 703.5, 6.0, "2"), span(196.0, 700.0, 10.0, "zee.")],
    )]);
    assert_eq!(texts(&raw), ["Het gaat om 300 km2 zee."]);
}

#[test]
fn a_ministry_letter_reads_like_its_print() {
    let long = "Ja, ik ben bekend met dit bericht en met de zorgen die daarover zijn geuit in de";
    let mut first = vec![bold(80.0, 700.0, 10.0, "Vraag 1")];
    first.extend(block(
        80.0,
        688.0,
        &["Bent u bekend met het bericht over de wachtlijsten in de zorg en de gevolgen ervan", "voor cliënten?"],
    ));
    first.push(bold(80.0, 652.0, 10.0, "Antwoord 1"));
    first.extend(block(
        80.0,
        640.0,
        &[
            long,
            "afgelopen weken.",
            "",
            "Daarnaast geldt het volgende:",
            "• de wachttijd is korter dan in het jaar ervoor en blijft dat ook in de komende tijd,",
            "  zo is de verwachting;",
            "• het aanbod groeit.",
        ],
    ));
    for (i, text) in ["Directoraat-Generaal", "Langdurige Zorg", "Postbus 20350", "Onze referentie", "3912345-1071234"].iter().enumerate() {
        first.push(span(500.0, 690.0 - 9.0 * i as f32, 6.5, text));
    }
    first.push(span(500.0, 30.0, 6.5, "Pagina 1 van 2"));
    let raw = build(&mut [page(1, first)]);
    assert_eq!(
        texts(&raw),
        [
            "Vraag 1",
            "Bent u bekend met het bericht over de wachtlijsten in de zorg en de gevolgen ervan voor cliënten?",
            "Antwoord 1",
            "Ja, ik ben bekend met dit bericht en met de zorgen die daarover zijn geuit in de afgelopen weken.",
            "Daarnaast geldt het volgende:",
            "• de wachttijd is korter dan in het jaar ervoor en blijft dat ook in de komende tijd, zo is de verwachting;",
            "• het aanbod groeit.",
        ]
    );
    assert!(raw.paragraphs.iter().find(|p| p.text == "Vraag 1").is_some_and(|p| p.runs.len() == 1 && p.runs[0].bold));
    assert_eq!(furniture(&raw).len(), 6);
}

#[test]
fn headings_that_open_pages_are_no_page_heads() {
    let line = "Een regel tekst die de hele breedte van de kolom vult met woorden van het kabinet zelf";
    let mut pages: Vec<Page> = [3, 4, 7]
        .iter()
        .enumerate()
        .map(|(i, n)| page(i as u32 + 1, block(100.0, 780.0, &[&format!("Antwoord {n}"), line, line])))
        .collect();
    assert_eq!(texts(&build(&mut pages)).iter().filter(|t| t.starts_with("Antwoord")).count(), 3);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left: Vec<String> = (1..=10).map(|i| format!("linker kolom regel {i} met nog wat meer woorden")).collect();
    let right: Vec<String> = (1..=10).map(|i| format!("rechter kolom regel {i} met nog wat meer woord")).collect();
    let mut spans = Vec::new();
    for i in 0..10 {
        spans.push(span(60.0, 700.0 - 12.0 * i as f32, 10.0, &left[i]));
        spans.push(span(320.0, 700.0 - 12.0 * i as f32, 10.0, &right[i]));
    }
    let text = flow(&build(&mut [page(1, spans)])).replace('\n', " ");
    assert_eq!(text, format!("{} {}", left.join(" "), right.join(" ")));
}

#[test]
fn rows_of_a_table_keep_their_cells() {
    let mut spans = block(100.0, 700.0, &["De cijfers staan in de onderstaande tabel die bij dit antwoord hoort:"]);
    for (i, row) in [["Jaar", "Aantal", "Bedrag"], ["2022", "12", "3,4"], ["2023", "15", "4,1"]].iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            spans.push(span(100.0 + 120.0 * j as f32, 670.0 - 12.0 * i as f32, 10.0, cell));
        }
    }
    let raw = build(&mut [page(1, spans)]);
    let cells: Vec<(u32, u32, &str)> = raw
        .paragraphs
        .iter()
        .filter_map(|p| match p.shape {
            Shape::Cell { row, column, .. } => Some((row, column, p.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(cells.len(), 9);
    assert_eq!(cells[4], (1, 1, "12"));
}

#[test]
fn hyphens_are_judged_by_the_word() {
    use super::hyphen::{Spelling, Verdict, judge};
    let spelling = Spelling::default();
    let cases = [
        ("het hulpaan-", "bod te verbeteren", Verdict::Drop),
        ("In Neder-", "land is", Verdict::Drop),
        ("de NSC-", "fractie vraagt", Verdict::Join),
        ("de Volt-", "fractie vraagt", Verdict::Join),
        ("het EU-", "grondgebied", Verdict::Join),
        ("van GroenLinks-", "PvdA", Verdict::Join),
        ("van GroenLinks-PvdA-", "fractie", Verdict::Join),
        ("de asiel-", "en migratieketen", Verdict::Space),
        ("de in-", "of uitvoer", Verdict::Space),
        ("niet-", "westerse", Verdict::Join),
        ("de directeur-", "generaal", Verdict::Join),
        ("is ge-", "informeerd", Verdict::Drop),
        ("motie-", "Simons", Verdict::Join),
        ("(https://nos.nl/artikel/1-aanbieders-", "jeugdzorg)", Verdict::Join),
        ("zee-", "eend", Verdict::Join),
        ("de bespreking -", "zoals gezegd", Verdict::Space),
    ];
    for (before, after, verdict) in cases {
        assert_eq!(judge(before, after, &spelling), verdict, "{before} {after}");
    }
}

#[test]
fn list_labels_are_seen() {
    use super::paragraphs::label_length;
    for label in ["1. De", "a) de", "(2) de", "• de", "– de", "2.1 De", "iv. de", "o de"] {
        assert!(label_length(label) > 0, "{label}");
    }
    for text in ["2024 was", "De leden", "12 miljoen", "art. 3 van", "«a» de", "1."] {
        assert_eq!(label_length(text), 0, "{text}");
    }
}

#[test]
fn spans_strewn_over_pages_keep_their_characters() {
    let mut seed = 11_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let words =
        ["Vraag 1", "de leden van de", "verkla-", "ring.", "1", "2, 3", "•", "asiel-", "en", "a)", "Het kabinet én de EU-", "*", "Nee."];
    for _ in 0..400 {
        let mut pages: Vec<Page> = (1..=1 + next(4) as u32)
            .map(|number| {
                let spans = (0..next(60)).map(|_| {
                    let size = [5.0, 7.5, 10.0, 10.0, 10.0, 14.0][next(6)];
                    let (x, y) = (20.0 + next(500) as f32, if next(2) == 0 { next(842) as f32 } else { 60.0 + 12.0 * next(55) as f32 });
                    Span { bold: next(5) == 0, italic: next(7) == 0, artifact: next(20) == 0, ..span(x, y, size, words[next(words.len())]) }
                });
                let mut spans: Vec<Span> = spans.collect();
                // Text drawn twice in one place is printed once.
                spans.sort_by(|a, b| (a.x, a.y).partial_cmp(&(b.x, b.y)).expect("numbers"));
                spans.dedup_by(|a, b| (a.x - b.x).abs() < 1.5);
                page(number, spans)
            })
            .collect();
        let drawn: u64 = pages.iter().flat_map(|p| &p.spans).map(|s| count_characters(&s.text)).sum();
        let raw = build(&mut pages);
        assert_eq!(kept(&raw), drawn, "{pages:#?}");
        for paragraph in &raw.paragraphs {
            assert!(paragraph.calls.iter().all(|c| paragraph.text.is_char_boundary(c.0) && c.1 < raw.notes.len()));
            assert!(paragraph.runs.iter().all(|r| paragraph.text.get(r.start..r.end).is_some_and(|t| !t.is_empty())));
            assert!(paragraph.runs.windows(2).all(|w| w[0].end <= w[1].start));
        }
    }
}
