//! The xml of officielebekendmakingen.nl since 2010: `officiele-publicatie`.

use std::fmt::Write;

use super::super::paper::{Composed, Paragraph};
use super::{Head, Part, Piece, escape, head, parts, pieces};

/// The file.
pub fn render(composed: &Composed) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<officiele-publicatie xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<metadata><meta name=\"OVERHEIDop.externMetadataRecord\" scheme=\"\" content=\"https://zoek.officielebekendmakingen.nl/metadata.xml\"/></metadata>\n<kamerstuk>\n<kamerstukkop><tekstregel inhoud=\"kameraanduiding\">Tweede Kamer der Staten-Generaal</tekstregel><tekstregel inhoud=\"documenttype\">Kamerstukken</tekstregel></kamerstukkop>\n",
    );
    // The head has elements of its own where it stands at the begin, dossier first.
    let mut parts = parts(composed).into_iter().peekable();
    if let Some(Part::Paragraph(paragraph)) = parts.peek()
        && let Some(Head::Dossier(number, title)) = head(composed, paragraph)
    {
        let _ = writeln!(
            out,
            "<dossier><dossiernummer><dossiernr>{number}</dossiernr></dossiernummer><titel>{}</titel></dossier>",
            escape(title)
        );
        parts.next();
    }
    out.push_str("<stuk>\n");
    if let Some(Part::Paragraph(paragraph)) = parts.peek()
        && let Some(Head::Paper(number, title)) = head(composed, paragraph)
    {
        let number = number.trim_start_matches("Nr. ");
        let _ = writeln!(out, "<stuknr>Nr. <ondernummer kamer=\"2\">{number}</ondernummer></stuknr><titel>{}</titel>", escape(title));
        parts.next();
    }
    out.push_str("<algemeen><vrije-tekst><tekst status=\"goed\">\n");
    for part in parts {
        match part {
            Part::Paragraph(paragraph) => block(composed, paragraph, &mut out),
            Part::Table(rows) => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
                let _ = write!(out, "<table frame=\"all\"><tgroup cols=\"{columns}\">");
                for n in 1..=columns {
                    let _ = write!(out, "<colspec colname=\"col{n}\"/>");
                }
                out.push_str("<tbody>\n");
                for row in rows {
                    out.push_str("<row>");
                    for (at, cell) in row.iter().enumerate() {
                        let _ = write!(out, "<entry colname=\"col{}\">", at + 1);
                        cell.iter().for_each(|paragraph| block(composed, paragraph, &mut out));
                        out.push_str("</entry>");
                    }
                    out.push_str("</row>\n");
                }
                out.push_str("</tbody></tgroup></table>\n");
            }
        }
    }
    out.push_str("</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>\n");
    out.into_bytes()
}

fn block(composed: &Composed, paragraph: &Paragraph, out: &mut String) {
    let text = inline(composed, paragraph);
    let label = paragraph.label.as_deref().map(escape);
    let _ = match (label, paragraph.heading) {
        (Some(label), None) => {
            writeln!(out, "<lijst type=\"expliciet\" level=\"single\"><li><li.nr>{label}</li.nr><al>{text}</al></li></lijst>")
        }
        (label, Some(_)) => {
            let look = match (paragraph.bold, paragraph.italic) {
                (true, _) => "vet",
                (false, true) => "cur",
                _ => "rom",
            };
            let label = label.map(|label| format!("{label} ")).unwrap_or_default();
            writeln!(out, "<tussenkop kopopmaak=\"{look}\">{label}{text}</tussenkop>")
        }
        (None, None) => match (paragraph.bold, paragraph.italic) {
            (true, false) => writeln!(out, "<al><nadruk type=\"vet\">{text}</nadruk></al>"),
            (false, true) => writeln!(out, "<al><nadruk type=\"cur\">{text}</nadruk></al>"),
            (true, true) => writeln!(out, "<al><nadruk type=\"vetcur\">{text}</nadruk></al>"),
            _ => writeln!(out, "<al>{text}</al>"),
        },
    };
}

fn inline(composed: &Composed, paragraph: &Paragraph) -> String {
    let mut out = String::new();
    for piece in pieces(paragraph) {
        let _ = match piece {
            Piece::Text(text) => write!(out, "{}", escape(text)),
            Piece::Note(note) => write!(
                out,
                "<noot id=\"ID-1-d36e{note}\" type=\"voet\"><noot.nr>{}</noot.nr><noot.al>{}</noot.al></noot>",
                note + 1,
                escape(&composed.notes[note])
            ),
        };
    }
    out
}
