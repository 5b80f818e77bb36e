//! Labels of lists as Word prints them.

use super::*;

fn level(at: u8, format: &str, text: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>")
}

fn item(list: u32, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn num(id: u32, definition: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{more}</w:num>")
}

fn definition(id: u32, content: &str) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{content}</w:abstractNum>")
}

fn labels(raw: &Raw) -> Vec<String> {
    raw.paragraphs
        .iter()
        .map(|paragraph| match &paragraph.shape {
            Shape::ListItem(label) => label.clone(),
            other => format!("{other:?}: {}", paragraph.text),
        })
        .collect()
}

#[test]
fn levels_count_and_restart_after_a_higher_one() {
    let numbering = [
        definition(
            0,
            &[level(0, "decimal", "%1.", ""), level(1, "lowerLetter", "%2)", ""), level(2, "lowerRoman", "%1.%2.%3", "")].concat(),
        ),
        num(1, 0, ""),
    ]
    .concat();
    let body = [(0, "a"), (1, "b"), (1, "c"), (2, "d"), (0, "e"), (1, "f"), (2, "g")].map(|(at, text)| item(1, at, text)).concat();
    assert_eq!(labels(&read(&body, &[("numbering", &numbering)])), ["1.", "a)", "b)", "1.b.i", "2.", "a)", "2.a.i"]);
}

#[test]
fn bullets_are_what_a_reader_sees() {
    let bullet = |at, text: &str, font: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"{text}\"/><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr></w:lvl>"
        )
    };
    let levels =
        [bullet(0, "\u{F0B7}", "Symbol"), bullet(1, "o", "Courier New"), bullet(2, "\u{F0A7}", "Wingdings"), bullet(3, "-", "Arial")]
            .concat();
    let numbering = [definition(0, &levels), num(1, 0, "")].concat();
    let body = (0..4).map(|at| item(1, at, "x")).collect::<String>();
    assert_eq!(labels(&read(&body, &[("numbering", &numbering)])), ["•", "o", "▪", "-"]);
}

#[test]
fn instances_share_counters_unless_they_start_anew() {
    let numbering = [
        definition(0, &level(0, "upperRoman", "%1", "")),
        num(1, 0, ""),
        num(2, 0, ""),
        num(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride>"),
        num(4, 0, &format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "decimal", "(%1)", ""))),
    ]
    .concat();
    let body = [1, 2, 3, 3, 4].map(|list| item(list, 0, "x")).concat();
    assert_eq!(labels(&read(&body, &[("numbering", &numbering)])), ["I", "II", "IV", "V", "(6)"]);
}

#[test]
fn levels_may_never_restart_and_print_all_decimal() {
    let more = "<w:lvlRestart w:val=\"0\"/>";
    let numbering = [
        definition(
            0,
            &[level(0, "upperLetter", "%1", ""), level(1, "decimal", "%1.%2", more), level(2, "decimal", "%1-%3", "<w:isLgl/>")].concat(),
        ),
        num(1, 0, ""),
    ]
    .concat();
    let body = [0, 1, 0, 1, 2].map(|at| item(1, at, "x")).concat();
    assert_eq!(labels(&read(&body, &[("numbering", &numbering)])), ["A", "A.1", "B", "B.2", "2-1"]);
}

#[test]
fn lists_come_from_styles_also_through_links() {
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="Vraag"><w:name w:val="Vraag"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Deel"><w:name w:val="Deel"/><w:basedOn w:val="Vraag"/></w:style>
        <w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
        <w:style w:type="numbering" w:styleId="Lijst"><w:name w:val="Lijst"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#;
    let numbering = [
        definition(
            0,
            &[level(0, "decimal", "Vraag %1", "<w:pStyle w:val=\"Vraag\"/>"), level(1, "lowerLetter", "%2.", "<w:pStyle w:val=\"Deel\"/>")]
                .concat(),
        ),
        definition(1, &level(0, "upperRoman", "%1", "<w:suff w:val=\"space\"/>")),
        definition(2, &format!("<w:styleLink w:val=\"Lijst\"/>{}", level(0, "decimal", "%1°", ""))),
        definition(3, "<w:numStyleLink w:val=\"Lijst\"/>"),
        num(1, 0, ""),
        num(2, 1, ""),
        num(3, 2, ""),
        num(4, 3, ""),
    ]
    .concat();
    let styled = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let none = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [
        styled("Vraag", "", "a"),
        styled("Deel", "", "b"),
        styled("Vraag", none, "c"),
        // A label without text is printed all the same.
        styled("Vraag", "", ""),
        styled("Kop2", "", "kop"),
        item(4, 0, "d"),
    ]
    .concat();
    let raw = read(&body, &[("styles", styles), ("numbering", &numbering)]);
    assert_eq!(labels(&raw), ["Vraag 1", "a.", "Paragraph: c", "Paragraph: Vraag 2", "Heading(2): I kop", "1°"]);
}

#[test]
fn a_label_in_a_cell_stands_in_its_text() {
    let numbering = [definition(0, &level(0, "decimal", "%1.", "")), num(1, 0, "")].concat();
    let body = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", item(1, 0, "cel"));
    assert_eq!(texts(&body, &[("numbering", &numbering)]), ["1.\tcel"]);
}

#[test]
fn a_missing_or_circular_list_draws_no_label() {
    let pass = pass(&item(1, 0, "x"), &[]);
    assert_eq!(pass.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::PartSkipped]);
    assert_eq!(shapes(&pass.output.unwrap()), [Shape::Paragraph]);
    let styles = r#"<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let numbering = [definition(0, "<w:numStyleLink w:val=\"L\"/>"), num(1, 0, "")].concat();
    assert_eq!(shapes(&read(&item(1, 9, "x"), &[("styles", styles), ("numbering", &numbering)])), [Shape::Paragraph]);
}
