//! Documents made by hand, one feature each.

use crate::diagnostic::{Code, Pass};
use crate::model::Furniture;
use crate::read::container::build::{damaged, pack};
use crate::read::{Limits, Raw, Shape};

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/""#;

const COMMON: &str = r#"<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-weight="normal"/></style:default-style>
<style:style style:name="Vraag" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Kop" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Nadruk" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>
</office:styles>"#;

fn content(automatic: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn odt(automatic: &str, body: &str, styles: &str) -> Vec<u8> {
    let styles = format!("<office:document-styles {SPACES}>{styles}</office:document-styles>");
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content(automatic, body).as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ])
}

fn read(automatic: &str, body: &str) -> Raw {
    let pass = super::read(&odt(automatic, body, COMMON), &Limits::default());
    assert_eq!(pass.diagnostics, []);
    pass.output.unwrap()
}

fn texts(body: &str) -> Vec<String> {
    read("", body).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
}

fn shapes(raw: &Raw) -> Vec<Shape> {
    raw.paragraphs.iter().map(|paragraph| paragraph.shape.clone()).collect()
}

fn labels(raw: &Raw) -> Vec<String> {
    raw.paragraphs
        .iter()
        .map(|paragraph| match &paragraph.shape {
            Shape::ListItem(label) => label.clone(),
            _ => format!("- {}", paragraph.text),
        })
        .collect()
}

fn code(pass: &Pass<Raw>) -> Option<Code> {
    assert!(pass.output.is_none());
    pass.diagnostics.last().map(|diagnostic| diagnostic.code)
}

#[test]
fn looks_come_from_spans_and_styles() {
    let automatic = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Vraag"/>
        <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="normal" style:text-underline-style="solid"/></style:style>
        <style:style style:name="T2" style:family="text" style:parent-style-name="Nadruk"><style:text-properties fo:font-weight="700"/></style:style>"#;
    let body = r#"<text:p text:style-name="P1">vet<text:span text:style-name="T1">lijn<text:span text:style-name="Nadruk">schuin</text:span></text:span>.</text:p><text:p>a<text:span text:style-name="T2">b</text:span></text:p>"#;
    let raw = read(automatic, body);
    let looks: Vec<_> = raw
        .paragraphs
        .iter()
        .flat_map(|p| p.runs.iter().map(|run| (&p.text[run.start..run.end], run.bold, run.italic, run.underline)))
        .collect();
    let expected = [
        ("vet", true, false, false),
        ("lijn", false, false, true),
        ("schuin", false, true, true),
        (".", true, false, false),
        ("b", true, true, false),
    ];
    assert_eq!(looks, expected);
}

#[test]
fn headings_carry_their_number_in_the_text() {
    let body = r#"<text:h text:outline-level="1">een</text:h><text:h text:outline-level="2">twee</text:h><text:p text:style-name="Kop">drie</text:p><text:h text:outline-level="1">vier</text:h>"#;
    let raw = read("", body);
    assert_eq!(shapes(&raw), [Shape::Heading(1), Shape::Heading(2), Shape::Heading(2), Shape::Heading(1)]);
    assert_eq!(raw.paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["I.\teen", "twee", "drie", "II.\tvier"]);
}

#[test]
fn blanks_tabs_breaks_links_and_fields() {
    let body = "<text:p>a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d <text:a>link</text:a><text:soft-page-break/>\n<text:page-number>3</text:page-number>\
        <text:bookmark-start text:name=\"x\"/>&amp;<office:annotation><text:p>opmerking</text:p></office:annotation></text:p>";
    assert_eq!(texts(body), ["a  b\tc\nd link 3&"]);
}

#[test]
fn lists_count_continue_and_start_anew() {
    let automatic = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>
        <text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
        <text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="i" style:num-list-format="(%1%)" text:start-value="3"/></text:list-style>"#;
    let item = |content: &str| format!("<text:list-item>{content}</text:list-item>");
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let body = [
        format!(
            "<text:list xml:id=\"l1\" text:style-name=\"L1\">{}{}</text:list>",
            item(&[p("a"), p("vervolg")].concat()),
            item(&format!("{}<text:list>{}{}</text:list>", p("b"), item(&p("c")), item(&p("d"))))
        ),
        format!("<text:list text:style-name=\"L2\"><text:list-header>{}</text:list-header>{}</text:list>", p("kop"), item(&p("e"))),
        // An item that holds only a deeper list counts nothing itself.
        format!(
            "<text:list text:style-name=\"L1\" text:continue-list=\"l1\">{}{}</text:list>",
            item(&format!("<text:list>{}</text:list>", item(&p("f")))),
            item(&p("g"))
        ),
        format!(
            "<text:list text:style-name=\"L3\">{}<text:list-item text:start-value=\"9\">{}</text:list-item></text:list>",
            item(&p("h")),
            p("i")
        ),
        format!("<text:list text:style-name=\"L3\" text:continue-numbering=\"true\">{}</text:list>", item(&p("j"))),
        format!("<text:list text:style-name=\"L1\">{}</text:list>", item(&p("k"))),
    ]
    .concat();
    let raw = read(automatic, &body);
    assert_eq!(labels(&raw), ["1.", "- vervolg", "2.", "2.a)", "2.b)", "- kop", "•", "2.c)", "3.", "(iii)", "(ix)", "(x)", "1."]);
}

#[test]
fn tables_frames_and_indexes() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<table:table><table:table-header-rows><table:table-row>{}<table:covered-table-cell/>{}</table:table-row></table:table-header-rows><table:table-row>{}</table:table-row></table:table>\
         <text:p>voor <draw:frame><draw:text-box><text:p>kader</text:p></draw:text-box><svg:title>plaatje</svg:title></draw:frame>na</text:p>\
         <text:table-of-content><text:table-of-content-source><text:index-title-template>sjabloon</text:index-title-template></text:table-of-content-source><text:index-body><text:p>inhoud</text:p></text:index-body></text:table-of-content>",
        cell("a"),
        cell("b"),
        cell("c")
    );
    let raw = read("", &body);
    let cell = |row, column| Shape::Cell { table: 0, row, column };
    assert_eq!(shapes(&raw), [cell(0, 0), cell(0, 2), cell(1, 0), Shape::Paragraph, Shape::Paragraph, Shape::Paragraph]);
    assert_eq!(raw.paragraphs[3..].iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["voor na", "kader", "inhoud"]);
}

#[test]
fn notes_changes_and_hidden_text() {
    let automatic = "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let note = |label: &str, text: &str| {
        format!(
            "<text:note text:note-class=\"footnote\"><text:note-citation>{label}</text:note-citation><text:note-body><text:p>{text}</text:p><text:p>meer</text:p></text:note-body></text:note>"
        )
    };
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>een{}twee{}<text:span text:style-name=\"H\">geheim</text:span><text:change-start/>drie</text:p>\
         <text:section text:display=\"none\"><text:p>ook</text:p></text:section>",
        note("1", "noot"),
        note("*", "ster")
    );
    let pass = super::read(&odt(automatic, &body, COMMON), &Limits::default());
    assert_eq!(pass.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::PartSkipped]);
    let raw = pass.output.unwrap();
    assert_eq!(raw.paragraphs.len(), 1);
    assert_eq!((raw.paragraphs[0].text.as_str(), raw.paragraphs[0].calls.as_slice()), ("eentweedrie", [(3, 0), (7, 1)].as_slice()));
    let notes: Vec<_> = raw.notes.iter().map(|note| (note.label.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("1", "noot\nmeer"), ("*", "ster\nmeer")]);
    assert_eq!(raw.removed, [("hidden", "geheim".to_owned(), 0), ("hidden", "ook".to_owned(), 1)]);
}

#[test]
fn headers_and_footers_are_furniture_each_once() {
    let master = "<style:master-page style:name=\"a\"><style:header><text:p>kop</text:p></style:header><style:footer><text:p>voet</text:p></style:footer></style:master-page>";
    let styles = format!("<office:automatic-styles/><office:master-styles>{master}{master}</office:master-styles>");
    let raw = super::read(&odt("", "<text:p>tekst</text:p>", &styles), &Limits::default()).output.unwrap();
    let (head, foot) = (Shape::Furniture(Furniture::PageHead), Shape::Furniture(Furniture::PageFoot));
    assert_eq!(shapes(&raw), [head, Shape::Paragraph, foot]);
}

#[test]
fn bad_input_is_named() {
    let limits = Limits::default();
    assert_eq!(code(&super::read(b"PK", &limits)), Some(Code::DamagedFile));
    assert_eq!(code(&super::read(&pack(&[("styles.xml", b"<a/>")]), &limits)), Some(Code::DamagedFile));
    let cut = content("", "<text:p>half</text:p>").replace("</office:text></office:body></office:document-content>", "");
    assert_eq!(code(&super::read(&pack(&[("content.xml", cut.as_bytes())]), &limits)), Some(Code::DamagedFile));
    let deep = format!("{}{}", "<text:span>".repeat(50_000), "</text:span>".repeat(50_000));
    assert_eq!(code(&super::read(&odt("", &format!("<text:p>{deep}</text:p>"), COMMON), &limits)), Some(Code::OverLimit));
    let manifest: &[u8] = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(
        code(&super::read(&pack(&[("META-INF/manifest.xml", manifest), ("content.xml", b"x")]), &limits)),
        Some(Code::EncryptedFile)
    );
    let pass = super::read(&pack(&[("content.xml", content("", "<text:p>x</text:p>").as_bytes()), ("styles.xml", b"<a><b></a>")]), &limits);
    assert_eq!(pass.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::PartSkipped]);
    assert_eq!(pass.output.unwrap().paragraphs[0].text, "x");
}

#[test]
fn damaged_copies_never_panic() {
    let body = "<text:list text:style-name=\"L\"><text:list-item><text:p>é<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>";
    for copy in damaged(&odt("", body, COMMON), 400) {
        let pass = super::read(&copy, &Limits::default());
        assert!(pass.output.is_some() || !pass.diagnostics.is_empty());
    }
    for copy in damaged(content("", body).as_bytes(), 800) {
        if let Some(raw) = super::read(&pack(&[("content.xml", &copy)]), &Limits::default()).output {
            for paragraph in &raw.paragraphs {
                assert!(paragraph.runs.iter().all(|run| paragraph.text.get(run.start..run.end).is_some()));
                assert!(paragraph.calls.iter().all(|(at, note)| paragraph.text.is_char_boundary(*at) && *note < raw.notes.len()));
            }
        }
    }
}
