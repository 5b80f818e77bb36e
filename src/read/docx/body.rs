//! A story (the body, a header, a footer, the notes) from events to paragraphs.
//!
//! What is read: `w:t`, `m:t` and the text of drawings, wherever they stand, unless an element around them is known
//! not to be printed: an unknown element loses nothing. What is left out: field codes, deleted and moved-away text,
//! hidden text (kept apart), the fallback of alternate content, properties.
//!
//! A text box follows the paragraph that it is anchored in. A box in a table cell belongs to the cell.

mod field;
mod paragraph;
mod table;

use std::borrow::Cow;
use std::collections::HashMap;

use super::namespace::{Ns, WordPull};
use super::numbering::Numbering;
use super::properties::{ParagraphProperties, RunProperties, SectionPart, read_section};
use super::styles::{Look, Styles};
use crate::diagnostic::Diagnostic;
use crate::model::Furniture;
use crate::read::pull::{Node, Tag};

use crate::read::RawParagraph;
use field::Flow;
use paragraph::Open;
use table::Table;

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
    /// See [`Raw::covered`](crate::read::Raw::covered).
    pub covered: Vec<(u32, u32, u32)>,
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
pub fn read<'d>(
    pull: WordPull,
    place: Place,
    fields: bool,
    styles: &Styles<'d>,
    numbering: &mut Numbering<'d>,
) -> Result<Story, Diagnostic> {
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

struct Reader<'a, 's, 'd> {
    pull: WordPull<'a>,
    place: Place,
    trust_fields: bool,
    styles: &'s Styles<'d>,
    numbering: &'s mut Numbering<'d>,
    plain: Look,
    story: Story,
    known_calls: HashMap<(bool, String), usize>,
    elements: Vec<Element>,
    open: Vec<Open<'a>>,
    /// A paragraph whose mark was deleted: the next one runs on from it.
    carried: Option<Open<'a>>,
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

impl<'a> Reader<'a, '_, '_> {
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

    fn enter(&mut self, tag: &Tag<'a, Ns>) -> Result<(), Diagnostic> {
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

    fn enter_word(&mut self, tag: &Tag<'a, Ns>) -> Result<(), Diagnostic> {
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
}

/// A line end inside `w:t` is a space: line breaks are elements of their own.
fn one_line(text: Cow<str>) -> Cow<str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", " ").replace(['\n', '\r'], " ").into()
}
