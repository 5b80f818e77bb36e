//! As LibreOffice saves a report: automatic styles, spans, lists and notes in the text.

use std::fmt::Write;

use super::super::paper::{Composed, Paragraph};
use super::{Drawn, Part, Piece, drawn, escape, foot, parts, pieces, runs, zip};

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3""#;
const TYPE: &str = "application/vnd.oasis.opendocument.text";
/// Words of a span.
const SPAN: usize = 9;

const AUTOMATIC: &str = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold" fo:font-style="italic"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties officeooo:rsid="0012ab34" xmlns:officeooo="http://openoffice.org/2009/office"/></style:style>"#;

/// The file.
pub fn render(composed: &Composed) -> Vec<u8> {
    let mut writer = Writer { composed, body: String::new(), lists: String::new(), list_count: 0 };
    for (number, part) in parts(composed).into_iter().enumerate() {
        match part {
            Part::Paragraph(paragraph) => writer.paragraph(paragraph),
            Part::Table(rows) => writer.table(number, &rows),
        }
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content {SPACES}><office:automatic-styles>{AUTOMATIC}{}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>",
        writer.lists, writer.body
    );
    let styles = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-styles {SPACES}><office:styles><style:style style:name="Standard" style:family="paragraph"/><style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/></office:styles><office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Tweede Kamer der Staten-Generaal</text:p></style:header><style:footer><text:p>{} <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"#,
        escape(&foot(composed))
    );
    let manifest = format!(
        r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    zip(&[("mimetype", TYPE.to_owned()), ("content.xml", content), ("styles.xml", styles), ("META-INF/manifest.xml", manifest)])
}

struct Writer<'c> {
    composed: &'c Composed,
    body: String,
    lists: String,
    list_count: usize,
}

impl Writer<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = self.text(paragraph);
        let line = match paragraph.heading {
            // A numbered heading has its number as text, as most typists have it.
            Some(level) => {
                let label = paragraph.label.as_ref().map(|label| format!("{} ", escape(label))).unwrap_or_default();
                format!(r#"<text:h text:style-name="Heading" text:outline-level="{level}">{label}{text}</text:h>"#)
            }
            None => format!(r#"<text:p text:style-name="Standard">{text}</text:p>"#),
        };
        match paragraph.label.as_ref().filter(|_| paragraph.heading.is_none()) {
            Some(label) => {
                let list = self.list(label);
                let _ = write!(self.body, r#"<text:list text:style-name="L{list}"><text:list-item>{line}</text:list-item></text:list>"#);
            }
            None => self.body.push_str(&line),
        }
    }

    fn text(&self, paragraph: &Paragraph) -> String {
        let style = match (paragraph.bold, paragraph.italic) {
            (false, false) => "T4",
            (true, false) => "T1",
            (false, true) => "T2",
            (true, true) => "T3",
        };
        let mut out = String::new();
        for piece in pieces(paragraph) {
            match piece {
                Piece::Text(text) => {
                    for (nth, run) in runs(text, SPAN).into_iter().enumerate() {
                        let text = escape(run).replace("  ", " <text:s/>").replace('\t', "<text:tab/>").replace('\n', "<text:line-break/>");
                        // A run that begins with a blank keeps it only as an element when it begins the line; here it never does.
                        if style == "T4" && nth % 2 == 0 {
                            out.push_str(&text);
                        } else {
                            let _ = write!(out, r#"<text:span text:style-name="{style}">{text}</text:span>"#);
                        }
                    }
                }
                Piece::Note(note) => {
                    let _ = write!(
                        out,
                        r#"<text:note text:id="ftn{note}" text:note-class="footnote"><text:note-citation>{}</text:note-citation><text:note-body><text:p text:style-name="Footnote">{}</text:p></text:note-body></text:note>"#,
                        note + 1,
                        escape(&self.composed.notes[note])
                    );
                }
            }
        }
        out
    }

    fn table(&mut self, number: usize, rows: &[Vec<Vec<&Paragraph>>]) {
        let _ = write!(self.body, r#"<table:table table:name="Tabel{number}">"#);
        for row in rows {
            self.body.push_str("<table:table-row>");
            for cell in row {
                self.body.push_str("<table:table-cell>");
                cell.iter().for_each(|paragraph| self.paragraph(paragraph));
                self.body.push_str("</table:table-cell>");
            }
            self.body.push_str("</table:table-row>");
        }
        self.body.push_str("</table:table>");
    }

    /// A list that begins with this label.
    fn list(&mut self, label: &str) -> usize {
        self.list_count += 1;
        let id = self.list_count;
        let number = |format: &str, before: &str, value: u32, after: &str| {
            format!(
                r#"<text:list-level-style-number text:level="1" style:num-format="{format}" style:num-prefix="{}" style:num-suffix="{}" text:start-value="{value}"/>"#,
                escape(before),
                escape(after)
            )
        };
        let level = match drawn(label) {
            Drawn::Number { before, value, after } => number("1", before, value, after),
            Drawn::Letter { before, value, after } => number("a", before, value, after),
            Drawn::Sign(sign) => format!(r#"<text:list-level-style-bullet text:level="1" text:bullet-char="{}"/>"#, escape(sign)),
        };
        let _ = write!(self.lists, r#"<text:list-style style:name="L{id}">{level}</text:list-style>"#);
        id
    }
}
