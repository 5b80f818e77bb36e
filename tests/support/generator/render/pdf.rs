//! A report as it is printed: lines that are filled, words broken at their ends, notes at the foot of their page, a page foot.

use std::fmt::Write;

use super::super::paper::{Composed, Paragraph};
use super::metrics::width;
use super::{Piece, foot, pieces};

/// Points. A page of the print of the Kamer: a wide margin on the left.
const LEFT: f32 = 150.0;
const RIGHT: f32 = 510.0;
const TOP: f32 = 780.0;
const BOTTOM: f32 = 90.0;
const SIZE: f32 = 9.5;
const PITCH: f32 = 12.0;
const NOTE_SIZE: f32 = 7.0;
const NOTE_PITCH: f32 = 9.0;
const RAISE: f32 = 3.3;

/// The file.
pub fn render(composed: &Composed) -> Vec<u8> {
    let mut press = Press { composed, pages: Vec::new(), page: String::new(), notes: Vec::new(), y: TOP };
    for (at, paragraph) in composed.paragraphs.iter().enumerate() {
        press.paragraph(paragraph, composed.paragraphs.get(at + 1));
    }
    press.end_page();
    write(&press.pages)
}

/// A word or a part of one: its bytes, whether it is a raised mark, and whether a blank stands before it.
#[derive(Clone)]
struct Word {
    bytes: Vec<u8>,
    raised: Option<usize>,
    blank: bool,
}

impl Word {
    fn width(&self) -> f32 {
        measure(&self.bytes, if self.raised.is_some() { NOTE_SIZE } else { SIZE })
    }
}

struct Press<'c> {
    composed: &'c Composed,
    pages: Vec<String>,
    page: String,
    /// Lines of the notes that stand at the foot of this page.
    notes: Vec<(Option<String>, Vec<u8>)>,
    y: f32,
}

impl Press<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) {
        let font = match (paragraph.bold, paragraph.italic) {
            (false, false) => "R",
            (true, false) => "B",
            (false, true) => "I",
            (true, true) => "X",
        };
        for line in lines(paragraph) {
            let marks: Vec<usize> = line.iter().filter_map(|word| word.raised).collect();
            let bodies: Vec<Vec<(Option<String>, Vec<u8>)>> = marks.iter().map(|note| self.body(*note)).collect();
            let added: usize = bodies.iter().map(Vec::len).sum();
            let floor = BOTTOM + NOTE_PITCH * (self.notes.len() + added + 1) as f32;
            if self.y < floor {
                self.end_page();
            }
            self.notes.extend(bodies.into_iter().flatten());
            self.line(&line, font);
            self.y -= PITCH;
        }
        // A heading stands close to its text; paragraphs are set apart.
        let close = paragraph.tight || paragraph.cell.is_some() && next.is_some_and(|next| next.cell.is_some());
        self.y -= if close { 0.0 } else { PITCH * 0.9 };
    }

    fn line(&mut self, line: &[Word], font: &str) {
        let mut x = LEFT;
        let mut run: Vec<u8> = Vec::new();
        let mut start = x;
        for word in line {
            if word.blank {
                run.push(b' ');
                x += measure(b" ", SIZE);
            }
            if word.raised.is_some() {
                show(&mut self.page, font, SIZE, start, self.y, &run);
                run.clear();
                show(&mut self.page, "R", NOTE_SIZE, x, self.y + RAISE, &word.bytes);
                x += word.width();
                start = x;
            } else {
                run.extend(&word.bytes);
                x += word.width();
            }
        }
        show(&mut self.page, font, SIZE, start, self.y, &run);
    }

    /// The lines of a note; the first has its label.
    fn body(&self, note: usize) -> Vec<(Option<String>, Vec<u8>)> {
        let words: Vec<Word> = words(&self.composed.notes[note]);
        let mut out: Vec<(Option<String>, Vec<u8>)> = Vec::new();
        let mut line: Vec<u8> = Vec::new();
        for word in words {
            let longer = [line.as_slice(), b" ".as_slice(), word.bytes.as_slice()].concat();
            if !line.is_empty() && measure(&longer, NOTE_SIZE) > RIGHT - LEFT - 10.0 {
                out.push((None, std::mem::take(&mut line)));
            }
            if !line.is_empty() {
                line.push(b' ');
            }
            line.extend(word.bytes);
        }
        out.push((None, line));
        out[0].0 = Some((note + 1).to_string());
        out
    }

    fn end_page(&mut self) {
        let number = self.pages.len() + 1;
        let mut y = BOTTOM + NOTE_PITCH * self.notes.len() as f32;
        for (label, line) in std::mem::take(&mut self.notes) {
            if let Some(label) = label {
                show(&mut self.page, "R", NOTE_SIZE - 2.0, LEFT, y + 2.0, label.as_bytes());
            }
            show(&mut self.page, "R", NOTE_SIZE, LEFT + 8.0, y, &line);
            y -= NOTE_PITCH;
        }
        let foot = encode(&format!("Tweede Kamer, vergaderjaar 2024–2025, {}", foot(self.composed)));
        show(&mut self.page, "R", NOTE_SIZE, LEFT, 40.0, &foot);
        show(&mut self.page, "R", NOTE_SIZE, RIGHT, 40.0, number.to_string().as_bytes());
        self.pages.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }
}

/// The words of a paragraph with its label and the marks of its notes.
fn paragraph_words(paragraph: &Paragraph) -> Vec<Word> {
    let mut out = Vec::new();
    if let Some(label) = &paragraph.label {
        out.extend(words(label));
    }
    for piece in pieces(paragraph) {
        match piece {
            Piece::Text(text) => {
                let mut own = words(text);
                if let Some(first) = own.first_mut() {
                    // The text goes on behind a mark; behind a label stands a blank.
                    first.blank =
                        !out.is_empty() && (text.starts_with(char::is_whitespace) || out.last().is_some_and(|w: &Word| w.raised.is_none()));
                }
                out.extend(own);
            }
            Piece::Note(note) => out.push(Word { bytes: (note + 1).to_string().into_bytes(), raised: Some(note), blank: false }),
        }
    }
    out
}

fn words(text: &str) -> Vec<Word> {
    text.split_whitespace().enumerate().map(|(at, word)| Word { bytes: encode(word), raised: None, blank: at > 0 }).collect()
}

/// Filled lines. A long word in small letters is broken at the end of a line.
fn lines(paragraph: &Paragraph) -> Vec<Vec<Word>> {
    let mut out: Vec<Vec<Word>> = Vec::new();
    let mut line: Vec<Word> = Vec::new();
    let mut x = 0.0;
    for mut word in paragraph_words(paragraph) {
        let blank = if word.blank { measure(b" ", SIZE) } else { 0.0 };
        if x + blank + word.width() > RIGHT - LEFT && word.blank {
            let room = RIGHT - LEFT - x - blank;
            if let Some(cut) = syllable(&word.bytes, room) {
                let rest = word.bytes.split_off(cut);
                word.bytes.push(b'-');
                line.push(word.clone());
                word.bytes = rest;
            }
            word.blank = false;
            out.push(std::mem::take(&mut line));
            x = 0.0;
        } else if word.blank {
            x += blank;
        }
        x += word.width();
        line.push(word);
    }
    out.push(line);
    out
}

/// Where a word can be broken so that its begin and a hyphen fit in `room` points: between a vowel and the consonant that begins
/// the next syllable, three letters or more on each side.
fn syllable(word: &[u8], room: f32) -> Option<usize> {
    if word.len() < 9 || !word.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let vowel = |at: usize| b"aeiouy".contains(&word[at]);
    let fits = |at: &usize| measure(&word[..*at], SIZE) + measure(b"-", SIZE) <= room;
    (3..word.len() - 3).filter(|&at| vowel(at - 1) && !vowel(at) && vowel(at + 1)).rfind(fits)
}

fn measure(bytes: &[u8], size: f32) -> f32 {
    bytes.iter().map(|byte| f32::from(width(*byte))).sum::<f32>() * size / 1000.0
}

/// Letters of names, and the sign of a link on a web page, that Windows-1252 lacks, at codes that it leaves free.
const MORE: [(char, u8, &str); 6] = [
    ('🔗', 0x7F, "u1F517"),
    ('ć', 0x81, "cacute"),
    ('ğ', 0x8D, "gbreve"),
    ('ş', 0x8F, "scedilla"),
    ('ı', 0x90, "dotlessi"),
    ('č', 0x9D, "ccaron"),
];

fn encode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // In print a hyphen that forbids a break is a hyphen.
            '\u{2011}' => out.push(b'-'),
            c => match MORE.iter().find(|(own, ..)| *own == c) {
                Some((_, code, _)) => out.push(*code),
                None => {
                    let mut letter = [0; 4];
                    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut letter));
                    assert!(!lost, "the font lacks {c:?} of {text:?}");
                    out.extend_from_slice(&bytes);
                }
            },
        }
    }
    out
}

/// Shows a line at a place.
fn show(page: &mut String, font: &str, size: f32, x: f32, y: f32, bytes: &[u8]) {
    if bytes.is_empty() {
        return;
    }
    let _ = write!(page, "BT /{font} {size} Tf {x:.2} {y:.2} Td <");
    for byte in bytes {
        let _ = write!(page, "{byte:02X}");
    }
    page.push_str("> Tj ET\n");
}

const FONTS: [(&str, &str); 4] = [("R", "Helvetica"), ("B", "Helvetica-Bold"), ("I", "Helvetica-Oblique"), ("X", "Helvetica-BoldOblique")];

/// Pages to a file with its table of objects.
fn write(pages: &[String]) -> Vec<u8> {
    let widths: String = (32..=255u8).map(|byte| format!("{} ", width(byte))).collect();
    let more: String = MORE.iter().map(|(_, code, name)| format!("{code} /{name} ")).collect();
    let first_font = 3;
    let first_page = first_font + FONTS.len();
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", first_page + 2 * n)).collect();
    let mut objects =
        vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len())];
    for (_, font) in FONTS {
        objects.push(format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{more}] >> /FirstChar 32 /LastChar 255 /Widths [{widths}] >>"
        ));
    }
    let fonts: String = FONTS.iter().enumerate().map(|(n, (name, _))| format!("/{name} {} 0 R ", first_font + n)).collect();
    for (n, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << {fonts}>> >> /Contents {} 0 R >>",
            first_page + 2 * n + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{page}endstream", page.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}
