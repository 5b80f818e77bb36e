//! As officielebekendmakingen.nl shows a report, in its new and in its old layout.

use std::fmt::Write;

use super::super::paper::{Composed, Paragraph};
use super::{Head, Part, Piece, escape, head, parts, pieces};

/// A page of the new site.
pub fn render(composed: &Composed) -> Vec<u8> {
    let name = name(composed);
    let facts = match composed.truth.dossier.as_str() {
        "" => String::new(),
        dossier => format!(
            r#"<div class="overview"><h1>Kamerstuk</h1><table class="table table__data-overview"><thead><tr><th>Datum publicatie</th><th>Organisatie</th><th>Dossier- en ondernummer</th></tr></thead><tbody><tr><td>10-11-2025 09:00</td><td>Tweede Kamer der Staten-Generaal</td><td>{dossier} nr. {}</td></tr></tbody></table></div>"#,
            escape(&composed.truth.number)
        ),
    };
    format!(
        r##"<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{name} | Overheid.nl &gt; Officiële bekendmakingen</title>
<style>.x {{ color: red }}</style>
<script>if (a < b) document.write("<p>nee</p>");</script>
</head>
<body class="preview">
<div class="skiplinks container"><p><a href="#content">Direct naar content</a></p></div>
<header class="header"><p>Officiële bekendmakingen</p><nav class="header__nav" id="nav"><h2 class="visually-hidden">Primaire navigatie</h2><ul><li><a href="https://www.overheid.nl">Berichten over uw buurt</a><p>Zoals vergunningen, bouwplannen en lokale regelgeving.</p></li></ul></nav></header>
<div class="breadcrumb"><p>U bent hier:</p><ol><li><a href="/">Home</a></li><li><a href="/zoeken">Zoekresultaten</a></li></ol></div>
<div class="container columns" role="main" id="content">
<div class="columns--sidebar__sidebar"><ul class="nav-sub"><li><a href="{name}.pdf">Authentieke versie (PDF)</a></li></ul><button type="button">Delen</button></div>
<div class="content">
{facts}
<div id="broodtekst" class="stuk broodtekst-container">
{}{}</div>
<a class="to-top" href="#top">Naar boven</a>
</div></div>
<div class="footer row--footer" role="contentinfo"><h2>Over deze website</h2><ul><li><a href="/contact">Contact</a></li></ul></div>
</body>
</html>
"##,
        body(composed),
        notes(composed)
    )
    .into_bytes()
}

/// A page of the old site.
pub fn render_old(composed: &Composed) -> Vec<u8> {
    format!(
        r##"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{}</title></head>
<body>
<div id="header"><ul id="mainmenu" class="menu"><li><a href="/">Home</a></li><li><a href="/zoeken">Zoeken</a></li></ul></div>
<div id="main"><div id="left-column" class="sidebar"><ul><li><a href="#">Technische informatie</a></li><li><a href="#">Toon alle documenten in dossier</a></li></ul></div>
<div id="main-column">
{}{}</div></div></body></html>
"##,
        name(composed),
        body(composed),
        notes(composed)
    )
    .into_bytes()
}

fn name(composed: &Composed) -> String {
    match composed.truth.dossier.as_str() {
        "" => "stuk".to_owned(),
        dossier => format!("kst-{dossier}-{}", composed.truth.number),
    }
}

fn body(composed: &Composed) -> String {
    let mut out = String::new();
    for part in parts(composed) {
        match part {
            Part::Paragraph(paragraph) => block(composed, paragraph, &mut out),
            Part::Table(rows) => {
                out.push_str("<table class=\"tabel\">\n");
                for row in rows {
                    out.push_str("<tr>");
                    for cell in row {
                        out.push_str("<td>");
                        cell.iter().for_each(|paragraph| block(composed, paragraph, &mut out));
                        out.push_str("</td>");
                    }
                    out.push_str("</tr>\n");
                }
                out.push_str("</table>\n");
            }
        }
    }
    out
}

fn block(composed: &Composed, paragraph: &Paragraph, out: &mut String) {
    let text = inline(paragraph);
    let _ = match (head(composed, paragraph), &paragraph.label, paragraph.heading) {
        (Some(Head::Dossier(number, title)), ..) => write!(
            out,
            "<h1 class=\"dossiertitel\"><span class=\"dossiernummer\">{number}</span>\n   <span class=\"titel\">{}</span></h1>\n",
            escape(title)
        ),
        (Some(Head::Paper(number, title)), ..) => {
            writeln!(out, "<h2 class=\"stuktitel no-toc\"><span class=\"stuknummer\">{number}</span> {}</h2>", escape(title))
        }
        (None, Some(label), None) => writeln!(
            out,
            "<ul class=\"expliciet whitespace-small\"><li class=\"li\"><p class=\"labeled\"><span class=\"ol\">{} </span>{text}</p></li></ul>",
            escape(label)
        ),
        (None, label, Some(level)) => {
            let class = match (paragraph.bold, paragraph.italic) {
                (true, _) => "tussenkop_vet no-toc",
                (false, true) => "tussenkop_cur no-toc",
                _ => "divisiekop1",
            };
            let label = label.as_ref().map(|label| format!("{} ", escape(label))).unwrap_or_default();
            let level = level.clamp(1, 4) + 1;
            writeln!(out, "<h{level} class=\"{class}\">{label}{text}</h{level}>")
        }
        (None, None, None) => match (paragraph.bold, paragraph.italic) {
            (true, false) => writeln!(out, "<p><strong class=\"vet\">{text}</strong></p>"),
            (false, true) => writeln!(out, "<p><em class=\"cur\">{text}</em></p>"),
            (true, true) => writeln!(out, "<p><strong class=\"vet\"><em class=\"cur\">{text}</em></strong></p>"),
            _ => writeln!(out, "<p>{text}</p>"),
        },
    };
}

fn inline(paragraph: &Paragraph) -> String {
    let mut out = String::new();
    for piece in pieces(paragraph) {
        let _ = match piece {
            // The site breaks its source at any blank.
            Piece::Text(text) => write!(out, "{}", escape(text).replace(". ", ".\n               ")),
            Piece::Note(note) => {
                write!(out, "<a class=\"nootnum supernote-click-ID-1-d36e{note}\" href=\"#ID-1-d36e{note}\">{}</a>", note + 1)
            }
        };
    }
    out
}

fn notes(composed: &Composed) -> String {
    if composed.notes.is_empty() {
        return String::new();
    }
    let mut out = String::from("<div id=\"noten\"><hr>\n");
    for (at, note) in composed.notes.iter().enumerate() {
        let _ = writeln!(
            out,
            "<div class=\"voet noot snp-mouseoffset snb-pinned notedefault\" id=\"supernote-note-ID-1-d36e{at}\"><h5 class=\"note-close\"><a class=\"note-close\" href=\"#close\">X</a> Noot\n      </h5><sup><span class=\"nootnum\"><a id=\"ID-1-d36e{at}\" name=\"ID-1-d36e{at}\"></a>{}</span></sup><p>{}</p></div>",
            at + 1,
            escape(note)
        );
    }
    out.push_str("</div>\n");
    out
}
