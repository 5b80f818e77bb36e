//! Text, looks, tables, notes, fields, changes, furniture.

use super::*;
use crate::model::Furniture;

fn look(text: &str, marks: &str) -> (String, String) {
    (text.to_owned(), marks.to_owned())
}

const STYLES: &str = r#"
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Vraag"><w:name w:val="Vraag"/><w:basedOn w:val="Standaard"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vraag2"><w:name w:val="Vraag 2"/><w:basedOn w:val="Vraag"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Gewoon"><w:name w:val="Gewoon"/><w:basedOn w:val="Vraag"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kopje"><w:name w:val="Tussenkop"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Diep"><w:name w:val="Diep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Vet"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Streep"><w:name w:val="Streep"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="KringA"><w:name w:val="a"/><w:basedOn w:val="KringB"/></w:style>
<w:style w:type="paragraph" w:styleId="KringB"><w:name w:val="b"/><w:basedOn w:val="KringA"/><w:rPr><w:i/></w:rPr></w:style>"#;

fn styled(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

#[test]
fn looks_come_from_styles_and_runs() {
    let body = [
        styled("Vraag", "<w:r><w:t>Wat?</w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t> Zo.</w:t></w:r>"),
        styled("Vraag2", "<w:r><w:t>Beide</w:t></w:r>"),
        styled("Gewoon", "<w:r><w:t>niets</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Streep\"/></w:rPr><w:t>lijn</w:t></w:r>"),
        // The toggle rule: bold on bold is upright; direct bold stays bold.
        styled("Vraag", "<w:r><w:rPr><w:rStyle w:val=\"Vet\"/></w:rPr><w:t>recht</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Vet\"/><w:b/></w:rPr><w:t>vet</w:t></w:r>"),
        styled("KringA", "<w:r><w:t>kring</w:t></w:r>"),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:b w:val=\"true\"/></w:rPr><w:t>b</w:t></w:r><w:r><w:rPr><w:u w:val=\"none\"/></w:rPr><w:t>c</w:t></w:r></w:p>".to_owned(),
    ]
    .concat();
    let raw = read(&body, &[("styles", STYLES)]);
    assert_eq!(looks(&raw, 0), [look("Wat?", "b")]);
    assert_eq!(looks(&raw, 1), [look("Beide", "bi")]);
    assert_eq!(looks(&raw, 2), [look("lijn", "u")]);
    assert_eq!(looks(&raw, 3), [look("vet", "b")]);
    assert_eq!(looks(&raw, 4), [look("kring", "i")]);
    assert_eq!(looks(&raw, 5), [look("ab", "b")]);
}

#[test]
fn headings_by_style_and_outline_level() {
    let body = [
        styled("Kop1", "<w:r><w:t>een</w:t></w:r>"),
        styled("Kopje", "<w:r><w:t>twee</w:t></w:r>"),
        styled("Diep", "<w:r><w:t>drie</w:t></w:r>"),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>vier</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:outlineLvl w:val=\"9\"/></w:pPr><w:r><w:t>vijf</w:t></w:r></w:p>".to_owned(),
    ]
    .concat();
    let raw = read(&body, &[("styles", STYLES)]);
    let heading = Shape::Heading;
    assert_eq!(shapes(&raw), [heading(1), heading(1), heading(3), heading(2), Shape::Paragraph]);
}

#[test]
fn breaks_tabs_hyphens_and_symbols() {
    let run = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t xml:space="preserve">b </w:t><w:br/><w:t>c</w:t><w:cr/><w:t>NSC</w:t><w:noBreakHyphen/><w:t>fractie</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B3"/><w:t>2&amp;&#51;&lt;
x</w:t></w:r></w:p>"#;
    assert_eq!(texts(run, &[]), ["a\tb \nc\nNSC\u{2011}fractie\u{AD}≥2&3< x"]);
}

#[test]
fn field_results_are_text_and_codes_are_not() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let t = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    // A field in the code of a field, and a result over two paragraphs.
    let body = format!(
        "<w:p>{}{begin}{} {begin}{}{separate}{}{end}{separate}{}</w:p><w:p>{}{end}{}</w:p><w:p><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple><w:hyperlink>{}</w:hyperlink></w:p>",
        t("voor "),
        code("IF "),
        code("NUMPAGES"),
        t("4"),
        t("een"),
        t("twee"),
        t(" na"),
        t("7"),
        t("www")
    );
    assert_eq!(texts(&body, &[]), ["voor een", "twee na", "7www"]);
    // Without its end a field hides nothing.
    let broken = format!("<w:p>{begin}{}{}</w:p>{}", code("PAGE"), t("rest"), p("en verder"));
    let pass = pass(&broken, &[]);
    assert_eq!(pass.diagnostics.len(), 1);
    assert_eq!(pass.diagnostics[0].code, Code::PartSkipped);
    let texts: Vec<_> = pass.output.unwrap().paragraphs.into_iter().map(|p| p.text).collect();
    assert_eq!(texts, ["rest", "en verder"]);
}

#[test]
fn insertions_are_text_and_deletions_are_not() {
    let body = "<w:p><w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>\
        <w:moveFrom><w:r><w:t>y</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>c</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>half </w:t></w:r></w:p><w:p><w:r><w:t>heel</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>weg</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>blijft</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>laatste</w:t></w:r></w:p>";
    let raw = read(body, &[]);
    let texts: Vec<_> = raw.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["abc", "half heel", "blijft", "laatste"]);
    assert_eq!(raw.paragraphs[2].shape, Shape::Cell { table: 0, row: 0, column: 0 });
}

#[test]
fn tables_give_their_cells_also_nested_and_spanned() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", p("breed"));
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&p("binnen")));
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}</w:tr></w:tbl>{}",
        cell(&format!("{}{}", p("a"), p("b"))),
        wide,
        cell(&p("c")),
        cell(&format!("{}{inner}{}", p("d"), p("e"))),
        p("na")
    );
    let raw = read(&body, &[]);
    let cell = |table, row, column| Shape::Cell { table, row, column };
    let expected =
        [cell(0, 0, 0), cell(0, 0, 0), cell(0, 0, 1), cell(0, 0, 3), cell(0, 1, 0), cell(1, 0, 0), cell(0, 1, 0), Shape::Paragraph];
    assert_eq!(shapes(&raw), expected);
    assert_eq!(raw.paragraphs[5].text, "binnen");
}

#[test]
fn text_boxes_come_once_after_their_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("kader"));
    let body = format!(
        "<w:p><w:r><w:t>voor </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{content}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>na</w:t></w:r></w:p>{}",
        p("volgende")
    );
    assert_eq!(texts(&body, &[]), ["voor na", "kader", "volgende"]);
}

#[test]
fn containers_bookmarks_comments_and_formulas() {
    let body = "<w:sdt><w:sdtPr><w:alias w:val=\"naam\"/></w:sdtPr><w:sdtContent><w:p><w:bookmarkStart w:name=\"_Hlk1\"/><w:smartTag><w:r><w:t>in</w:t></w:r></w:smartTag>\
        <w:commentRangeStart/><w:r><w:t>houd</w:t></w:r><w:commentReference w:id=\"0\"/></w:p></w:sdtContent></w:sdt>\
        <w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>\
        <w:p><w:onbekend><w:r><w:t>blijft</w:t></w:r></w:onbekend><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>!</w:t></w:r></w:rubyBase></w:ruby></w:p>";
    assert_eq!(texts(body, &[]), ["inhoud", "1/2", "blijft!"]);
}

#[test]
fn hidden_text_is_kept_apart() {
    let body = "<w:p><w:r><w:t>zicht</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>on zicht</w:t></w:r><w:r><w:t>baar</w:t></w:r></w:p>";
    let pass = pass(body, &[]);
    assert_eq!(pass.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::PartSkipped]);
    let raw = pass.output.unwrap();
    assert_eq!(raw.paragraphs[0].text, "zichtbaar");
    assert_eq!(raw.removed, [("hidden", "on zicht".to_owned(), 0)]);
}

#[test]
fn notes_are_numbered_by_their_calls() {
    let call = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>een</w:t></w:r>{}<w:r><w:t>twee</w:t></w:r>{}</w:p><w:p><w:r><w:t>drie</w:t></w:r>\
         <w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"5\"/><w:t>*</w:t></w:r><w:r><w:t>.</w:t></w:r>{}</w:p>",
        call("footnote", 7),
        call("endnote", 2),
        call("footnote", 3)
    );
    let note = |id: u32, text: &str| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {text}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let footnotes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote>{}{}{}",
        p("streep"),
        note(3, "derde"),
        note(5, "* ster"),
        note(7, "eerste</w:t></w:r></w:p><w:p><w:r><w:t>vervolg")
    );
    let endnotes = format!("<w:endnote w:id=\"2\">{}</w:endnote>", p("slot"));
    let raw = read(&body, &[("footnotes", &footnotes), ("endnotes", &endnotes)]);
    let notes: Vec<_> = raw.notes.iter().map(|note| (note.label.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("1", "eerste\nvervolg"), ("i", "slot"), ("*", "ster"), ("2", "derde")]);
    assert_eq!(raw.paragraphs[0].calls, [(3, 0), (7, 1)]);
    assert_eq!((raw.paragraphs[1].text.as_str(), raw.paragraphs[1].calls.as_slice()), ("drie.", [(4, 2), (5, 3)].as_slice()));
}

#[test]
fn headers_and_footers_are_furniture_each_once() {
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1\"/><w:headerReference w:type=\"first\" r:id=\"header2\"/><w:footerReference w:type=\"default\" r:id=\"footer1\"/></w:sectPr>";
    let body = format!("<w:p><w:pPr>{section}</w:pPr><w:r><w:t>tekst</w:t></w:r></w:p>{section}");
    let raw = read(&body, &[("header1", &p("kop")), ("header2", &p("briefhoofd")), ("footer1", &p("voet"))]);
    let texts: Vec<_> = raw.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["briefhoofd", "kop", "tekst", "voet"]);
    let (head, foot) = (Shape::Furniture(Furniture::PageHead), Shape::Furniture(Furniture::PageFoot));
    assert_eq!(shapes(&raw), [head.clone(), head, Shape::Paragraph, foot]);
}

#[test]
fn the_strict_dialect_other_prefixes_and_other_names() {
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let links =
        format!("<Relationships><Relationship Id=\"a\" Type=\"{strict}/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>");
    let document = "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" xmlns:a=\"urn:x\"><body><p><a:t>niet</a:t><r><t>wel</t></r></p></body></document>";
    let bytes = pack(&[("_rels/.rels", links.as_bytes()), ("word/document2.xml", document.as_bytes())]);
    let raw = super::super::read(&bytes, &Limits::default()).output.unwrap();
    assert_eq!(raw.paragraphs.len(), 1);
    assert_eq!(raw.paragraphs[0].text, "wel");
}
