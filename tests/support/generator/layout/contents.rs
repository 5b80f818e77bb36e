//! Tables of contents in the layouts of genre §1.8: each repeats every heading.

use super::Press;
use crate::support::generator::random::Random;

/// Prints one; returns the layout's number.
pub fn print(press: &mut Press, headings: &[(u8, String)], random: &mut Random) -> usize {
    let style = random.below(8);
    let mut page = 1;
    let entries: Vec<(String, usize)> = headings
        .iter()
        .map(|(_, text)| {
            page += random.below(3);
            (text.trim().replace('\t', " "), page)
        })
        .collect();
    match style {
        0 | 1 => {
            let end = if style == 1 { " |" } else { "" };
            press.tight(format!("Inhoudsopgave{end}"));
            press.tight(format!("{}{end}", random.say(&["blz.", "Blz."])));
            for (text, page) in &entries {
                let (numeral, rest) = numeral(text);
                if let Some(numeral) = numeral {
                    press.tight(format!("{numeral}{end}"));
                }
                press.tight(format!("{rest}{end}"));
                press.tight(format!("{page}{end}"));
            }
        }
        2 => {
            press.tight("Inhoudsopgave blz.".to_owned());
            entries.iter().for_each(|(text, page)| press.tight(format!("{text} {page}")));
        }
        3 => {
            press.tight("Inhoudsopgave".to_owned());
            entries.iter().for_each(|(text, _)| press.tight(text.clone()));
        }
        4 => {
            press.tight("Inhoud".to_owned());
            entries.iter().for_each(|(text, _)| press.item("•", text.clone(), true));
        }
        5 => {
            press.tight("Blz.".to_owned());
            entries.iter().for_each(|(text, page)| press.tight(format!("{text} {} {page}", ".".repeat(8 + text.len() % 20))));
        }
        6 => {
            press.tight("INHOUDSOPGAVE".to_owned());
            entries.iter().for_each(|(text, page)| press.tight(format!("{text}\t{page}")));
        }
        _ => {
            press.tight("Inhoudsopgave\tblz.".to_owned());
            for (text, page) in &entries {
                press.tight(text.clone());
                press.tight(page.to_string());
            }
        }
    }
    if let Some(last) = press.paragraphs.last_mut() {
        last.tight = false;
    }
    style
}

fn numeral(text: &str) -> (Option<&str>, &str) {
    match text.split_once(' ') {
        Some((first, rest)) if first.trim_end_matches('.').chars().all(|c| "IVX".contains(c)) => (Some(first), rest.trim()),
        _ => (None, text),
    }
}
