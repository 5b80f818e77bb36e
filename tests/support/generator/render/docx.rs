//! As Word saves a report: named styles, text in many runs, numbering and notes in parts of their own.

use std::fmt::Write;

use super::super::paper::{Composed, Paragraph};
use super::{Drawn, Part, Piece, drawn, escape, foot, parts, pieces, runs, zip};

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Words of a run.
const RUN: usize = 7;

/// The file.
pub fn render(composed: &Composed) -> Vec<u8> {
    let mut writer = Writer::default();
    for part in parts(composed) {
        match part {
            Part::Paragraph(paragraph) => writer.paragraph(paragraph),
            Part::Table(rows) => writer.table(&rows),
        }
    }
    let section =
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/><w:footerReference w:type="default" r:id="rIdFoot"/></w:sectPr>"#;
    let document = format!("{}<w:document {WORD}><w:body>{}{section}</w:body></w:document>", declaration(), writer.body);
    let mut notes = String::from(
        r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#,
    );
    for (at, note) in composed.notes.iter().enumerate() {
        let text = escape(note);
        let _ = write!(
            notes,
            r#"<w:footnote w:id="{}"><w:p><w:pPr><w:pStyle w:val="Voetnoottekst"/></w:pPr><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>"#,
            note_id(at)
        );
    }
    let kinds = ["styles", "numbering", "footnotes"];
    let mut links: String =
        kinds.iter().map(|kind| format!(r#"<Relationship Id="rId{kind}" Type="{LINKS}/{kind}" Target="{kind}.xml"/>"#)).collect();
    links.push_str(&format!(
        r#"<Relationship Id="rIdHead" Type="{LINKS}/header" Target="header1.xml"/><Relationship Id="rIdFoot" Type="{LINKS}/footer" Target="footer1.xml"/>"#
    ));
    let part = |root: &str, content: &str| format!("{}<w:{root} {WORD}>{content}</w:{root}>", declaration());
    zip(&[
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&format!(r#"<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/document.xml"/>"#))),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relations(&links)),
        ("word/styles.xml", part("styles", STYLES)),
        ("word/numbering.xml", part("numbering", &(writer.definitions + &writer.lists))),
        ("word/footnotes.xml", part("footnotes", &notes)),
        ("word/header1.xml", part("hdr", "<w:p><w:r><w:t>Tweede Kamer der Staten-Generaal</w:t></w:r></w:p>")),
        (
            "word/footer1.xml",
            part(
                "ftr",
                &format!(
                    r#"<w:p><w:r><w:t xml:space="preserve">{} </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
                    escape(&foot(composed))
                ),
            ),
        ),
    ])
}

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/><w:basedOn w:val="Kop2"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop4"><w:name w:val="heading 4"/><w:basedOn w:val="Kop3"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lijstalinea"><w:name w:val="List Paragraph"/><w:basedOn w:val="Standaard"/></w:style>
<w:style w:type="paragraph" w:styleId="Voetnoottekst"><w:name w:val="footnote text"/><w:basedOn w:val="Standaard"/></w:style>
<w:style w:type="character" w:styleId="Voetnootmarkering"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"#;

fn declaration() -> &'static str {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}

/// Word's ids are not the numbers that it prints.
fn note_id(at: usize) -> usize {
    at + 2
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!(r#"<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>"#);
    format!(
        r#"{}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{}</Types>"#,
        declaration(),
        [
            part("document", "document.main"),
            part("styles", "styles"),
            part("numbering", "numbering"),
            part("footnotes", "footnotes"),
            part("header1", "header"),
            part("footer1", "footer"),
        ]
        .concat()
    )
}

fn relations(content: &str) -> String {
    format!(
        r#"{}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>"#,
        declaration()
    )
}

#[derive(Default)]
struct Writer {
    body: String,
    definitions: String,
    lists: String,
    list_count: usize,
    bookmarks: usize,
}

impl Writer {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut properties = String::new();
        if let Some(level) = paragraph.heading {
            let _ = write!(properties, r#"<w:pStyle w:val="Kop{}"/>"#, level.clamp(1, 4));
        } else if paragraph.label.is_some() {
            properties.push_str(r#"<w:pStyle w:val="Lijstalinea"/>"#);
        }
        if let Some(label) = &paragraph.label {
            let list = self.list(label);
            let _ = write!(properties, r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#);
        }
        let _ = write!(self.body, r#"<w:p w:rsidR="00A77B3E"><w:pPr>{properties}</w:pPr>"#);
        if self.bookmarks.is_multiple_of(5) {
            let _ = write!(self.body, r#"<w:bookmarkStart w:id="{0}" w:name="_Hlk{0}"/><w:bookmarkEnd w:id="{0}"/>"#, self.bookmarks);
        }
        self.bookmarks += 1;
        let look = match (paragraph.bold, paragraph.italic) {
            (false, false) => "",
            (true, false) => "<w:rPr><w:b/><w:bCs/></w:rPr>",
            (false, true) => "<w:rPr><w:i/><w:iCs/></w:rPr>",
            (true, true) => "<w:rPr><w:b/><w:i/></w:rPr>",
        };
        for piece in pieces(paragraph) {
            match piece {
                Piece::Text(text) => {
                    for (nth, run) in runs(text, RUN).into_iter().enumerate() {
                        if nth % 3 == 1 {
                            self.body.push_str(r#"<w:proofErr w:type="gramStart"/>"#);
                        }
                        let text = escape(run).replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
                        let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
                        let _ = write!(self.body, r#"<w:r w:rsidRPr="00{nth:06}">{look}<w:t xml:space="preserve">{text}</w:t></w:r>"#);
                    }
                }
                Piece::Note(note) => {
                    let _ = write!(
                        self.body,
                        r#"<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>"#,
                        note_id(note)
                    );
                }
            }
        }
        self.body.push_str("</w:p>");
    }

    fn table(&mut self, rows: &[Vec<Vec<&Paragraph>>]) {
        self.body.push_str("<w:tbl><w:tblPr/>");
        for row in rows {
            self.body.push_str("<w:tr>");
            for cell in row {
                self.body.push_str("<w:tc><w:tcPr/>");
                cell.iter().for_each(|paragraph| self.paragraph(paragraph));
                if cell.is_empty() {
                    self.body.push_str("<w:p/>");
                }
                self.body.push_str("</w:tc>");
            }
            self.body.push_str("</w:tr>");
        }
        self.body.push_str("</w:tbl>");
    }

    /// A list that begins with this label.
    fn list(&mut self, label: &str) -> usize {
        self.list_count += 1;
        let id = self.list_count;
        let (format, start, text) = match drawn(label) {
            Drawn::Number { before, value, after } => ("decimal", value, format!("{before}%1{after}")),
            Drawn::Letter { before, value, after } => ("lowerLetter", value, format!("{before}%1{after}")),
            Drawn::Sign(sign) => ("bullet", 1, sign.to_owned()),
        };
        let _ = write!(
            self.definitions,
            r#"<w:abstractNum w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{}"/></w:lvl></w:abstractNum>"#,
            escape(&text)
        );
        let _ = write!(self.lists, r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#);
        id
    }
}
