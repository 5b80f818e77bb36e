use super::*;
use crate::model::Furniture;
use crate::read::Run;
use proptest::prelude::*;

fn paragraph(text: &str) -> RawParagraph {
    RawParagraph { text: text.to_owned(), ..RawParagraph::default() }
}

fn texts(document: &Document) -> Vec<&str> {
    (0..document.blocks.len()).map(|i| document.block_text(i)).collect()
}

fn made(paragraphs: Vec<RawParagraph>, notes: Vec<RawNote>) -> Document {
    let document = normalize(Raw { paragraphs, notes, ..Raw::default() }, Format::Docx, None);
    assert_eq!(balance(&document), 0);
    assert!(covers(&document));
    document
}

#[test]
fn white_space_is_unified_and_invisible_characters_are_entered() {
    let document = made(vec![paragraph("\u{FEFF} De\u{A0}\u{A0}\tleden \u{200B}van de vreem\u{AD}delingen\u{2009}. ")], vec![]);
    assert_eq!(&*document.text, "De leden van de vreemdelingen .");
    assert_eq!(document.removed.iter().map(|r| r.why).collect::<Vec<_>>(), ["zero_width", "soft_hyphen"]);
}

#[test]
fn a_line_feed_makes_blocks_of_one_paragraph_and_shares_runs_and_calls() {
    let text = "Vraag 1\n\nWaarom?";
    let raw = RawParagraph {
        shape: Shape::ListItem("3.".to_owned()),
        text: text.to_owned(),
        runs: vec![
            Run { start: 0, end: 5, bold: true, italic: false, underline: false },
            Run { start: 9, end: 16, bold: false, italic: true, underline: false },
        ],
        calls: vec![(5, 0), (16, 1)],
        page: Some(4),
        ..RawParagraph::default()
    };
    let note = |label: &str, text: &str| RawNote { label: label.to_owned(), text: text.to_owned(), page: None };
    let document = made(vec![raw, paragraph("Slot")], vec![note("1", "Een\nnoot"), note("2", "Nog een")]);
    assert_eq!(texts(&document), ["Vraag 1", "Een noot", "Waarom?", "Nog een", "Slot"]);
    assert_eq!(document.blocks[0].kind, BlockKind::ListItem("3.".into()));
    assert_eq!(document.blocks[1].kind, BlockKind::Note(0));
    assert_eq!(document.blocks[2].kind, BlockKind::Paragraph);
    assert_eq!((document.blocks[0].style.bold, document.blocks[2].style.italic), (100, 100));
    assert_eq!(document.blocks.iter().map(|b| b.paragraph).collect::<Vec<_>>(), [1, 1, 1, 1, 2]);
    assert_eq!(document.notes[0].anchor, Some(5));
    assert_eq!(document.notes[1].anchor, Some(document.blocks[2].span.end));
}

#[test]
fn uncalled_notes_end_the_document() {
    let note = RawNote { label: "*".to_owned(), text: "Samenstelling".to_owned(), page: None };
    let document = made(vec![paragraph("Tekst"), paragraph("Meer")], vec![note]);
    assert_eq!(texts(&document), ["Tekst", "Meer", "Samenstelling"]);
    assert_eq!(document.notes[0].anchor, None);
}

#[test]
fn page_furniture_is_named_in_every_format() {
    let document = made(vec![paragraph("Tweede Kamer, vergaderjaar 2024–2025, 32 317, nr. 974\t3"), paragraph("Antwoord")], vec![]);
    assert_eq!(document.blocks[0].kind, BlockKind::Furniture(Furniture::PageFoot));
    assert_eq!(document.blocks[1].kind, BlockKind::Paragraph);
}

#[test]
fn composing_moves_runs_and_calls() {
    let text = "e\u{308}n e\u{301}e\u{301}n";
    let bold = Run { start: text.find(' ').unwrap_or(0) + 1, end: text.len(), bold: true, italic: false, underline: false };
    let note = RawNote { label: "1".to_owned(), text: "x".to_owned(), page: None };
    let raw = RawParagraph { text: text.to_owned(), runs: vec![bold], calls: vec![(4, 0)], ..RawParagraph::default() };
    let document = made(vec![raw], vec![note]);
    assert_eq!(document.block_text(0), "ën één");
    assert_eq!(document.blocks[0].style.bold, 60);
    assert_eq!(document.notes[0].anchor, Some(3));
}

/// What stands in the blocks of a paragraph, character by character: text, share of bold, and where its notes are called.
fn slowly(raw: &RawParagraph) -> Vec<(String, u8, Vec<usize>)> {
    let mut lines = vec![(String::new(), 0_u64, 0_u64, Vec::new())];
    let mut space = false;
    let mut calls = raw.calls.iter().peekable();
    for (at, c) in raw.text.char_indices() {
        let (line, all, bold, called) = lines.last_mut().unwrap();
        while calls.next_if(|call| call.0 <= at).is_some() {
            called.push(line.len());
        }
        if breaks_line(c) {
            lines.push((String::new(), 0, 0, Vec::new()));
            space = false;
        } else if c.is_whitespace() {
            space = true;
        } else if unprinted(c).is_none() {
            if std::mem::take(&mut space) && !line.is_empty() {
                line.push(' ');
            }
            line.push(c);
            *all += u64::from(c.is_alphabetic());
            *bold += u64::from(c.is_alphabetic() && raw.runs.iter().any(|r| r.bold && (r.start..r.end).contains(&at)));
        }
    }
    let (line, _, _, called) = lines.last_mut().unwrap();
    called.extend(calls.map(|_| line.len()));
    let share = |bold: u64, all: u64| (bold * 100).checked_div(all).unwrap_or(0) as u8;
    lines.into_iter().map(|(line, all, bold, called)| (line, share(bold, all), called)).filter(|(line, ..)| !line.is_empty()).collect()
}

fn raw_lines(pieces: &[String]) -> usize {
    pieces.concat().chars().filter(|c| breaks_line(*c)).count() + 1
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stretches_are_copied_as_their_characters_would_be(
        pieces in prop::collection::vec("[a-z ]{0,6}|[ \u{A0}\t\n]{1,2}|[éïß€“—]{1,2}|[\u{AD}\u{200B}\u{1}\u{7F}]|\u{2028}", 0..12),
        styles in prop::collection::vec(any::<bool>(), 12),
        called in prop::collection::vec(any::<bool>(), 12),
    ) {
        let mut raw = RawParagraph::default();
        for ((piece, bold), call) in pieces.iter().zip(styles).zip(called) {
            let start = raw.text.len();
            raw.text.push_str(piece);
            if bold && !piece.is_empty() {
                raw.runs.push(Run { start, end: raw.text.len(), bold: true, italic: false, underline: false });
            }
            if call {
                raw.calls.push((start, raw.calls.len()));
            }
        }
        let notes = raw.calls.iter().map(|_| RawNote { text: "noot".to_owned(), ..RawNote::default() }).collect();
        let expected = slowly(&raw);
        let document = made(vec![raw], notes);
        let blocks: Vec<&Block> = document.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Note(_))).collect();
        prop_assert_eq!(blocks.len(), expected.len());
        for (block, (text, bold, _)) in blocks.iter().zip(&expected) {
            prop_assert_eq!(document.slice(block.span), text.as_str());
            prop_assert_eq!(block.style.bold, *bold);
        }
        // Calls in a line without text stand behind no block.
        if expected.len() == raw_lines(&pieces) {
            let anchors: Vec<usize> = document.notes.iter().filter_map(|note| note.anchor).map(|anchor| anchor as usize).collect();
            let places = blocks.iter().zip(&expected).flat_map(|(block, (_, _, called))| called.iter().map(|at| block.span.start as usize + at));
            prop_assert_eq!(anchors, places.collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_books_balance_for_any_raw(
        lines in prop::collection::vec("[a-zé\u{308}\u{301}A-Z0-9 .\\-\u{AD}\u{200B}\u{A0}\n\t\u{0}\\[\\]]{0,30}", 0..8),
        notes in prop::collection::vec(("[0-9*]{0,2}", "[a-z \n\u{AD}]{0,12}"), 0..4),
        calls in prop::collection::vec((0usize..8, 0usize..31, 0usize..4), 0..5),
        run in (0usize..30, 0usize..30),
    ) {
        let mut paragraphs: Vec<RawParagraph> = lines.iter().map(|l| paragraph(l)).collect();
        for (p, at, note) in calls {
            if let Some(paragraph) = paragraphs.get_mut(p) {
                let at = (0..=at.min(paragraph.text.len())).rev().find(|i| paragraph.text.is_char_boundary(*i)).unwrap_or(0);
                if note < notes.len() { paragraph.calls.push((at, note)); }
            }
        }
        for paragraph in &mut paragraphs {
            let (a, b) = (run.0.min(run.1), run.0.max(run.1));
            if paragraph.text.is_char_boundary(a) && paragraph.text.is_char_boundary(b) {
                paragraph.runs.push(Run { start: a, end: b, bold: true, italic: false, underline: false });
            }
        }
        let notes = notes.into_iter().map(|(label, text)| RawNote { label, text, page: None }).collect();
        let document = normalize(Raw { paragraphs, notes, ..Raw::default() }, Format::Html, None);
        prop_assert_eq!(balance(&document), 0);
        prop_assert!(covers(&document));
    }
}

#[test]
fn what_is_taken_for_composed_at_a_glance_is() {
    for c in ('\0'..'\u{300}').chain('\u{2002}'..='\u{20CF}') {
        assert!(canonical_combining_class(c) == 0 && is_nfc(c.encode_utf8(&mut [0; 4])), "{c:?}");
    }
    assert!(!is_composed("e\u{301}") && !is_composed("\u{2001}") && is_composed("é – ‘ja’ €"));
}

#[test]
fn a_long_stretch_stands_as_it_is() {
    let words = "Kan de minister (ook) toelichten, of \"dit\" klopt? ".repeat(8);
    for cut in 60..130 {
        // A second space, an accent and a control character at every place of a step.
        for sign in [" ", "é", "\u{200B}", "\t", " \n"] {
            let text = format!("{}{sign}{}", &words[..cut], &words[cut..]);
            let document = made(vec![paragraph(&text)], vec![]);
            let kept: String = text
                .replace('\u{200B}', "")
                .lines()
                .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
                .join("\n");
            assert_eq!(&*document.text, kept);
        }
    }
}
