//! A story (the body, a header, a footer, the notes) from events to paragraphs.
//!
//! What is read: `w:t`, `m:t` and the text of drawings, wherever they stand, unless an element around them is known
//! not to be printed: an unknown element loses nothing. What is left out: field codes, deleted and moved-away text,
//! hidden text (kept apart), the fallback of alternate content, properties.
//!
//! A text box follows the paragraph that it is anchored in. A box in a table cell belongs to the cell.

use std::borrow::Cow;
use std::collections::HashMap;

use super::namespace::{Ns, WordPull};
use super::numbering::Numbering;
use super::properties::{ParagraphProperties, RunProperties, SectionPart, is_on, number, read_section};
use super::styles::{Look, Style, Styles, heading_by_name};
use crate::diagnostic::Diagnostic;
use crate::model::Furniture;
use crate::read::pull::{Node, Tag};
use crate::read::symbol;
use crate::read::{RawParagraph, Run, Shape};

/// What kind of story is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The main part.
    Body,
    /// A header or footer.
    Furniture(Furniture),
    /// The part that holds the footnotes or endnotes.
    Notes,
}

/// What a story comes to.
#[derive(Debug, Default)]
pub struct Story {
    /// In reading order.
    pub paragraphs: Vec<RawParagraph>,
    /// Calls of notes, in order; the index is that of [`RawParagraph::calls`].
    pub called: Vec<Call>,
    /// Bodies of notes: id, text. Only of the notes' parts.
    pub notes: HashMap<String, String>,
    /// Headers and footers named, in order.
    pub sections: Vec<SectionPart>,
    /// Hidden text and the paragraph in or before which it stood.
    pub hidden: Vec<(String, usize)>,
    /// Embedded documents that are not read.
    pub embedded: usize,
    /// A field had a beginning but no end, so that text may have been taken for its code.
    pub open_field: bool,
    /// Whether a list was used that numbering.xml should define.
    pub uses_lists: bool,
}

/// A note that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Whether it is an endnote.
    pub endnote: bool,
    /// Its id, which is not what is printed.
    pub id: String,
    /// The mark that the author gave; empty when it is numbered.
    pub mark: String,
    /// Whether the author gave the mark.
    pub custom: bool,
}

/// Reads a story to its end. `fields` is false when the story's fields are known to be broken: then only instructions are left out.
/// Errors: those of the parser.
pub fn read(pull: WordPull, place: Place, fields: bool, styles: &Styles, numbering: &mut Numbering) -> Result<Story, Diagnostic> {
    let plain = styles.look(styles.paragraph(None), &RunProperties::default());
    let mut reader = Reader {
        pull,
        place,
        trust_fields: fields,
        styles,
        numbering,
        plain,
        story: Story::default(),
        known_calls: HashMap::new(),
        elements: Vec::new(),
        open: Vec::new(),
        carried: None,
        flows: vec![Flow::default()],
        tables: Vec::new(),
        table_count: 0,
        alternatives: Vec::new(),
        marking: None,
        note: None,
    };
    reader.run()?;
    Ok(reader.story)
}

/// What an open element is to this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Other,
    Paragraph,
    Run,
    Text,
    Table,
    Row,
    Cell,
    TextBox,
    Alternatives,
    Numerator,
    Note,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Open {
    raw: RawParagraph,
    hidden: String,
    /// Look of its text without properties of a run.
    base: Look,
    /// Look of the run that is being read.
    look: Look,
    /// Id of its style.
    style: Option<String>,
    /// Number of paragraphs before it: where it belongs when text boxes in it were read first.
    at: usize,
    mark_deleted: bool,
}

/// Fields of one flow of text; a text box has its own. True while a field's code is being read.
#[derive(Debug, Default)]
struct Flow {
    fields: Vec<bool>,
}

#[derive(Debug, Default)]
struct Table {
    id: u32,
    row: u32,
    column: u32,
    next_column: u32,
}

struct Reader<'a, 's> {
    pull: WordPull<'a>,
    place: Place,
    trust_fields: bool,
    styles: &'s Styles,
    numbering: &'s mut Numbering,
    plain: Look,
    story: Story,
    known_calls: HashMap<(bool, String), usize>,
    elements: Vec<Element>,
    open: Vec<Open>,
    /// A paragraph whose mark was deleted: the next one runs on from it.
    carried: Option<Open>,
    flows: Vec<Flow>,
    tables: Vec<Table>,
    table_count: u32,
    /// For each open `mc:AlternateContent` whether an alternative was taken.
    alternatives: Vec<bool>,
    /// The call whose own mark is being read.
    marking: Option<usize>,
    /// Id and text of the note that is being read.
    note: Option<(String, String)>,
}

impl Reader<'_, '_> {
    fn run(&mut self) -> Result<(), Diagnostic> {
        loop {
            match self.pull.next()? {
                Node::Open(tag) => self.enter(&tag)?,
                Node::Close => self.leave(),
                Node::Text(text) => {
                    if self.elements.last() == Some(&Element::Text) {
                        self.write(&one_line(text));
                    }
                }
                Node::Char(character) => {
                    if self.elements.last() == Some(&Element::Text) {
                        self.write(character.encode_utf8(&mut [0; 4]));
                    }
                }
                Node::End => break,
            }
        }
        self.flush();
        self.story.open_field |= self.in_code();
        Ok(())
    }

    fn enter(&mut self, tag: &Tag<Ns>) -> Result<(), Diagnostic> {
        let element = match tag.ns {
            Ns::Word => return self.enter_word(tag),
            Ns::Compatibility => match tag.local() {
                "AlternateContent" => {
                    self.alternatives.push(false);
                    Element::Alternatives
                }
                "Choice" | "Fallback" => match self.alternatives.last_mut() {
                    Some(taken) if !*taken => {
                        *taken = true;
                        Element::Other
                    }
                    _ => return self.pull.skip(),
                },
                _ => Element::Other,
            },
            Ns::Math => match tag.local() {
                "t" => Element::Text,
                "num" => Element::Numerator,
                "r" => {
                    self.begin_run();
                    Element::Run
                }
                _ => Element::Other,
            },
            Ns::Drawing => match tag.local() {
                "t" => Element::Text,
                "p" => {
                    self.begin_paragraph();
                    Element::Paragraph
                }
                "br" => {
                    self.write("\n");
                    Element::Other
                }
                _ => Element::Other,
            },
            Ns::Other => Element::Other,
        };
        self.elements.push(element);
        Ok(())
    }

    fn enter_word(&mut self, tag: &Tag<Ns>) -> Result<(), Diagnostic> {
        let element = match tag.local() {
            "r" => {
                self.begin_run();
                Element::Run
            }
            "t" => Element::Text,
            "rPr" => {
                let properties = RunProperties::read(&mut self.pull)?;
                self.style_run(&properties);
                return Ok(());
            }
            "p" => {
                self.begin_paragraph();
                Element::Paragraph
            }
            "pPr" => {
                let properties = ParagraphProperties::read(&mut self.pull)?;
                self.shape_paragraph(properties);
                return Ok(());
            }
            "tab" | "ptab" => {
                self.write("\t");
                Element::Other
            }
            "br" | "cr" => {
                self.write("\n");
                Element::Other
            }
            "noBreakHyphen" => {
                self.write("\u{2011}");
                Element::Other
            }
            "softHyphen" => {
                self.write("\u{AD}");
                Element::Other
            }
            "sym" => {
                self.symbol(tag);
                Element::Other
            }
            "fldChar" => {
                self.field(tag);
                // Below it stand form field data and older codes.
                return self.pull.skip();
            }
            "footnoteReference" | "endnoteReference" => {
                self.call(tag);
                Element::Other
            }
            "tbl" => {
                self.flush();
                self.tables.push(Table { id: self.table_count, ..Table::default() });
                self.table_count = self.table_count.saturating_add(1);
                Element::Table
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.next_column = 0;
                }
                Element::Row
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = table.next_column;
                    table.next_column = table.next_column.saturating_add(1);
                }
                Element::Cell
            }
            "trPr" => return self.row_properties(),
            "tcPr" => return self.cell_properties(),
            "txbxContent" => {
                self.flows.push(Flow::default());
                Element::TextBox
            }
            "sectPr" => {
                let parts = read_section(&mut self.pull)?;
                self.story.sections.extend(parts);
                return Ok(());
            }
            "footnote" | "endnote" => {
                if tag.attribute("type").is_some_and(|kind| kind != "normal") {
                    return self.pull.skip();
                }
                self.note = Some((tag.attribute("id").unwrap_or_default().into_owned(), String::new()));
                Element::Note
            }
            "altChunk" | "subDoc" => {
                self.story.embedded += 1;
                Element::Other
            }
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblPrEx" | "tblGrid"
            | "rt" | "rubyPr" | "smartTagPr" | "customXmlPr" | "pPrChange" | "rPrChange" => return self.pull.skip(),
            _ => Element::Other,
        };
        self.elements.push(element);
        Ok(())
    }

    fn leave(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.end_paragraph(),
            Some(Element::Run) => self.marking = None,
            Some(Element::Table) => {
                self.flush();
                self.tables.pop();
            }
            Some(Element::Row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = table.row.saturating_add(1);
                }
            }
            Some(Element::Cell) => self.flush(),
            Some(Element::TextBox) => {
                self.flush();
                self.story.open_field |= self.in_code();
                self.flows.pop();
            }
            Some(Element::Alternatives) => {
                self.alternatives.pop();
            }
            Some(Element::Numerator) => self.write("/"),
            Some(Element::Note) => {
                self.flush();
                if let Some((id, text)) = self.note.take() {
                    self.story.notes.entry(id).or_insert(text);
                }
            }
            Some(Element::Other | Element::Text) | None => {}
        }
    }

    fn begin_paragraph(&mut self) {
        let mut open = match self.carried.take() {
            Some(carried) => Open { mark_deleted: false, style: None, ..carried },
            None => Open { at: self.story.paragraphs.len(), ..Open::default() },
        };
        open.base = self.plain;
        open.look = self.plain;
        open.raw.shape = self.shape(None);
        self.open.push(open);
    }

    fn shape_paragraph(&mut self, properties: ParagraphProperties) {
        self.story.sections.extend(properties.section.iter().cloned());
        let id = properties.style.as_deref();
        let style = self.styles.paragraph(id);
        let base = if id.is_some() { self.styles.look(style, &RunProperties::default()) } else { self.plain };
        let heading = match properties.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => match id.and_then(|id| self.styles.by_id(id)) {
                Some(style) => style.heading(),
                // styles.xml is missing or damaged: the id often still tells.
                None => id.and_then(heading_by_name),
            },
        };
        let shape = self.shape(heading);
        let label = self.label(&properties, style);
        let Some(open) = self.open.last_mut() else { return };
        open.base = base;
        open.look = base;
        open.mark_deleted = properties.mark_deleted;
        open.raw.shape = shape;
        let label = label.filter(|_| open.raw.text.is_empty());
        if let Some(label) = label {
            if open.raw.shape == Shape::Paragraph {
                open.raw.shape = Shape::ListItem(label.text);
            } else {
                // No other shape has room for a label: it goes where it is printed.
                open.raw.text.push_str(&label.text);
                open.raw.text.push_str(label.gap);
                style_last(&mut open.raw, 0, base);
            }
        }
        open.style = properties.style;
    }

    /// The shape of a paragraph here, but for its list.
    fn shape(&self, heading: Option<u8>) -> Shape {
        match (self.place, self.tables.last(), heading) {
            (Place::Furniture(why), _, _) => Shape::Furniture(why),
            (_, Some(table), _) => Shape::Cell { table: table.id, row: table.row, column: table.column },
            (_, None, Some(level)) => Shape::Heading(level),
            (_, None, None) => Shape::Paragraph,
        }
    }

    fn label(&mut self, properties: &ParagraphProperties, style: Option<&Style>) -> Option<super::numbering::Label> {
        let list = properties.list.or_else(|| style.and_then(|style| style.list)).filter(|list| *list > 0)?;
        self.story.uses_lists = true;
        // A level of the style belongs to the list of the style.
        let level = properties.level.or_else(|| if properties.list.is_some() { Some(0) } else { style.and_then(|style| style.level) });
        self.numbering.next(list, level, properties.style.as_deref(), self.styles)
    }

    fn begin_run(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.look = open.base;
        }
    }

    fn style_run(&mut self, properties: &RunProperties) {
        if *properties == RunProperties::default() {
            return;
        }
        if let Some(open) = self.open.last_mut() {
            let style = self.styles.paragraph(open.style.as_deref());
            open.look = self.styles.look(style, properties);
        }
    }

    fn write(&mut self, text: &str) {
        if self.in_code() {
            return;
        }
        if let Some(call) = self.marking {
            self.story.called[call].mark.push_str(text);
            return;
        }
        if self.open.is_empty() {
            // Text outside a paragraph is not valid, but it is text.
            if text.trim().is_empty() {
                return;
            }
            self.begin_paragraph();
            self.write_here(text);
            self.end_paragraph();
            return;
        }
        self.write_here(text);
    }

    fn write_here(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        if open.look.hidden {
            open.hidden.push_str(text);
            return;
        }
        let start = open.raw.text.len();
        open.raw.text.push_str(text);
        style_last(&mut open.raw, start, open.look);
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.mark_deleted && open.at == self.story.paragraphs.len() {
            self.carried = Some(open);
        } else {
            self.emit(open);
        }
    }

    /// A paragraph that waited for a next one to run on into gets none.
    fn flush(&mut self) {
        if let Some(carried) = self.carried.take() {
            self.emit(carried);
        }
    }

    fn emit(&mut self, open: Open) {
        let mut raw = open.raw;
        if !open.hidden.trim().is_empty() {
            self.story.hidden.push((open.hidden, self.story.paragraphs.len()));
        }
        if let Some((_, note)) = &mut self.note {
            let text = raw.text.trim();
            if !text.is_empty() {
                if !note.is_empty() {
                    note.push('\n');
                }
                if let Shape::ListItem(label) = &raw.shape {
                    note.push_str(label);
                    note.push(' ');
                }
                note.push_str(text);
            }
            return;
        }
        if raw.text.trim().is_empty() && raw.calls.is_empty() {
            // A number without text is printed all the same ("Vraag 3" as the label of an empty paragraph); a bullet says nothing.
            match std::mem::take(&mut raw.shape) {
                Shape::ListItem(label) if label.chars().any(char::is_alphanumeric) => {
                    raw = RawParagraph { text: label, ..RawParagraph::default() }
                }
                _ => return,
            }
        }
        if open.at < self.story.paragraphs.len() {
            self.story.paragraphs.insert(open.at, raw);
        } else {
            self.story.paragraphs.push(raw);
        }
    }

    fn symbol(&mut self, tag: &Tag<Ns>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        if let Some(code) = code {
            let sign = symbol::sign(&tag.attribute("font").unwrap_or_default(), code);
            self.write(sign.encode_utf8(&mut [0; 4]));
        }
    }

    fn field(&mut self, tag: &Tag<Ns>) {
        let Some(flow) = self.flows.last_mut() else { return };
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => flow.fields.push(true),
            Some("separate") => {
                if let Some(in_code) = flow.fields.last_mut() {
                    *in_code = false;
                }
            }
            Some("end") => {
                flow.fields.pop();
            }
            _ => {}
        }
    }

    fn in_code(&self) -> bool {
        self.trust_fields && self.flows.last().is_some_and(|flow| flow.fields.contains(&true))
    }

    fn call(&mut self, tag: &Tag<Ns>) {
        let hidden = self.open.last().is_none_or(|open| open.look.hidden);
        if self.place != Place::Body || hidden || self.in_code() {
            return;
        }
        let endnote = tag.local() == "endnoteReference";
        let id = tag.attribute("id").unwrap_or_default().into_owned();
        let custom = tag.attribute("customMarkFollows").is_some_and(|value| !matches!(&*value, "0" | "false" | "off"));
        let called = &mut self.story.called;
        let index = *self.known_calls.entry((endnote, id)).or_insert_with_key(|(_, id)| {
            called.push(Call { endnote, id: id.clone(), mark: String::new(), custom });
            called.len() - 1
        });
        if custom {
            self.marking = Some(index);
        }
        if let Some(open) = self.open.last_mut() {
            open.raw.calls.push((open.raw.text.len(), index));
        }
    }

    /// `w:trPr`: columns before the first cell, and whether the row was deleted.
    fn row_properties(&mut self) -> Result<(), Diagnostic> {
        let depth = self.pull.depth();
        let mut deleted = false;
        loop {
            match self.pull.next()? {
                Node::Open(tag) => match tag.local() {
                    "gridBefore" => {
                        if let Some(table) = self.tables.last_mut() {
                            table.next_column = number(&tag).unwrap_or(0);
                        }
                    }
                    "del" => deleted = true,
                    "trPrChange" => self.pull.skip()?,
                    _ => {}
                },
                Node::Close if self.pull.depth() < depth => break,
                Node::End => break,
                _ => {}
            }
        }
        if deleted && self.elements.last() == Some(&Element::Row) {
            self.elements.pop();
            return self.pull.skip();
        }
        Ok(())
    }

    /// `w:tcPr`: how many columns the cell takes, and whether it was deleted.
    fn cell_properties(&mut self) -> Result<(), Diagnostic> {
        let depth = self.pull.depth();
        let mut deleted = false;
        loop {
            match self.pull.next()? {
                Node::Open(tag) => match tag.local() {
                    "gridSpan" => {
                        if let Some(table) = self.tables.last_mut() {
                            table.next_column = table.column.saturating_add(number(&tag).unwrap_or(1).max(1));
                        }
                    }
                    "cellDel" => deleted = is_on(&tag),
                    "tcPrChange" => self.pull.skip()?,
                    _ => {}
                },
                Node::Close if self.pull.depth() < depth => break,
                Node::End => break,
                _ => {}
            }
        }
        if deleted && self.elements.last() == Some(&Element::Cell) {
            self.elements.pop();
            return self.pull.skip();
        }
        Ok(())
    }
}

/// Records the look of the text from byte `start` to the end.
fn style_last(raw: &mut RawParagraph, start: usize, look: Look) {
    let end = raw.text.len();
    let Look { bold, italic, underline, .. } = look;
    if start == end || !(bold || italic || underline) {
        return;
    }
    match raw.runs.last_mut() {
        Some(run) if run.end == start && (run.bold, run.italic, run.underline) == (bold, italic, underline) => run.end = end,
        _ => raw.runs.push(Run { start, end, bold, italic, underline }),
    }
}

/// A line end inside `w:t` is a space: line breaks are elements of their own.
fn one_line(text: Cow<str>) -> Cow<str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", " ").replace(['\n', '\r'], " ").into()
}
