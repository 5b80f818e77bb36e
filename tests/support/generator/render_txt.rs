//! A composed report as a text file, with the noise of where it comes from (genre §1.1, §7 fact 9).

use super::paper::{Composed, Flavour, Paragraph};
use super::random::Random;

/// The text.
pub fn render(composed: &Composed) -> String {
    let mut random = Random::new(composed.seed ^ 0x0074_7874);
    let mut out = String::new();
    let flavour = composed.flavour;
    let wrap = match flavour {
        Flavour::Kamer => Some(random.between(78, 110)),
        Flavour::Pdf => Some(random.between(72, 95)),
        _ => None,
    };
    let marks = if flavour == Flavour::Concept { random.below(2) } else { 2 };
    let lossy = random.chance(0.25);
    let print_line = composed.paragraphs.len() / 2;
    let mut page = 1;
    for (at, paragraph) in composed.paragraphs.iter().enumerate() {
        if flavour == Flavour::Pdf && paragraph.page != page {
            page = paragraph.page;
            furniture(&mut out, composed, page);
        }
        if flavour == Flavour::Monitor && at == print_line && composed.paragraphs.len() > 20 {
            out.push_str("kst-31066-1164 ISSN 0921 - 7371 's-Gravenhage 2023\n\n");
        }
        let text = shown(paragraph, composed, marks, &mut random);
        match wrap {
            Some(width) => wrapped(&mut out, &text, width, flavour == Flavour::Pdf, lossy, &mut random),
            None => out.push_str(&text),
        }
        if flavour == Flavour::Concept && random.chance(0.2) {
            out.push(' ');
        }
        out.push('\n');
        let blank = match flavour {
            Flavour::Dense => false,
            _ => !paragraph.tight,
        };
        if blank {
            out.push('\n');
            if flavour == Flavour::Concept && random.chance(0.08) {
                out.push('\n');
            }
        }
    }
    if marks == 2 && !composed.notes.is_empty() {
        for (number, note) in composed.notes.iter().enumerate() {
            match flavour {
                Flavour::OldSite | Flavour::NewSite | Flavour::Monitor => {
                    if number == 0 {
                        out.push_str("X Noot\n");
                    }
                    out.push_str(&format!("{}\n{note}\nNaar boven\n", number + 1));
                }
                _ => out.push_str(&format!("{} {note}\n", number + 1)),
            }
        }
    }
    out
}

fn shown(paragraph: &Paragraph, composed: &Composed, marks: usize, random: &mut Random) -> String {
    let mut text = paragraph.text.clone();
    for &(offset, note) in paragraph.notes.iter().rev() {
        let mark = match marks {
            0 => format!("[footnoteRef:{}] [{}:  {}]", note + 2, note + 2, composed.notes[note]),
            1 => format!("[footnoteRef:{}]", note + 2),
            _ => (note + 1).to_string(),
        };
        text.insert_str(offset, &mark);
        if marks == 1 {
            text.push_str(&format!(" [{}:  {}] ", note + 2, composed.notes[note]));
        }
    }
    if composed.flavour == Flavour::Concept && text.len() > 60 && random.chance(0.02) {
        text.insert_str(0, "[bookmark: _Hlk210663655]");
    }
    if composed.flavour == Flavour::Markdown && (paragraph.heading.is_some() || paragraph.bold) {
        text = format!("**{}**", text.trim());
    }
    match &paragraph.label {
        Some(label) if label == "•" && composed.flavour == Flavour::Markdown => format!("- {text}"),
        Some(label) => format!("{label} {text}"),
        None => text,
    }
}

/// Hard line breaks at `width` characters; a pdf breaks words too.
fn wrapped(out: &mut String, text: &str, width: usize, hyphens: bool, lossy: bool, random: &mut Random) {
    let mut column = 0;
    let mut fresh = true;
    for word in text.split(' ') {
        let length = word.chars().count();
        if !fresh && column + length + 1 > width {
            // A name breaks at its own hyphen; some converters lose it (`NSCfractie`).
            if let Some((first, rest)) = word.split_once('-').filter(|(a, b)| hyphens && a.len() > 1 && b.len() > 2)
                && column + first.chars().count() + 2 <= width
            {
                if lossy {
                    out.push_str(&format!(" {first}{rest}\n"));
                    column = 0;
                    fresh = true;
                } else {
                    out.push_str(&format!(" {first}-\n{rest}"));
                    column = rest.chars().count();
                }
                continue;
            }
            let at = word.char_indices().map(|(i, _)| i).filter(|&i| i >= 4 && i + 4 <= word.len()).nth(random.below(4));
            let whole = word.chars().all(char::is_lowercase);
            match at {
                Some(cut) if hyphens && whole && length > 9 && random.chance(0.3) && column + cut + 2 <= width => {
                    out.push_str(&format!(" {}-\n{}", &word[..cut], &word[cut..]));
                    column = length - cut;
                    continue;
                }
                _ => {
                    out.push('\n');
                    column = 0;
                }
            }
        } else if !fresh {
            out.push(' ');
            column += 1;
        }
        fresh = false;
        out.push_str(word);
        column += length;
    }
}

fn furniture(out: &mut String, composed: &Composed, page: u32) {
    let dossier = &composed.truth.dossier;
    let (season, number) = ("2024–2025", &composed.truth.number);
    if dossier.is_empty() {
        out.push_str(&format!("\n{page}\n\n"));
    } else {
        let spaced = format!("{} {}", &dossier[..2], &dossier[2..]);
        out.push_str(&format!("\nTweede Kamer, vergaderjaar {season}, {spaced}, nr. {number} {page}\n\n"));
    }
}
