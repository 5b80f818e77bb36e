//! content.xml, and the headers and footers of styles.xml, from events to paragraphs.
//!
//! What is read: the text of every element of the text namespace that stands in a paragraph, unless it is known not to
//! be printed. What is left out: tracked deletions, annotations, sources of indexes, titles and descriptions of
//! pictures, hidden text (kept apart). A text box or shape follows the paragraph that it is anchored in.

use std::borrow::Cow;

use super::lists::{Counters, Lists};
use super::namespace::{Ns, OdtPull};
use super::styles::{Sheet, TextLook};
use crate::diagnostic::Diagnostic;
use crate::model::Furniture;
use crate::read::grid::cover;
use crate::read::pull::{Node, Tag};
use crate::read::{RawNote, RawParagraph, Run, Shape};

/// Blanks of one `text:s`, at most: more are a bomb, not a layout.
const BLANKS_AT_MOST: usize = 1_000;

/// What a flow comes to.
#[derive(Debug, Default)]
pub struct Flow {
    /// In reading order.
    pub paragraphs: Vec<RawParagraph>,
    /// In the order of their marks.
    pub notes: Vec<RawNote>,
    /// Hidden text and the paragraph in or before which it stood.
    pub hidden: Vec<(String, usize)>,
    /// See [`Raw::covered`](crate::read::Raw::covered).
    pub covered: Vec<(u32, u32, u32)>,
}

/// Reads up to the end of the innermost open element. `furniture` is set in a header or footer. Errors: those of the parser.
pub fn read(pull: &mut OdtPull, furniture: Option<Furniture>, sheet: Sheet) -> Result<Flow, Diagnostic> {
    let mut reader = Reader {
        furniture,
        sheet,
        flow: Flow::default(),
        elements: Vec::new(),
        open: Vec::new(),
        lists: Lists::default(),
        levels: Vec::new(),
        outline: Counters::default(),
        tables: Vec::new(),
        table_count: 0,
        notes: Vec::new(),
        hidden: 0,
    };
    let depth = pull.depth();
    loop {
        match pull.next()? {
            Node::Open(tag) => reader.enter(&tag, pull)?,
            Node::Close if pull.depth() < depth => break,
            Node::Close => reader.leave(),
            Node::Text(text) => {
                if reader.takes_text() {
                    reader.write(&blanks(text));
                }
            }
            Node::Char(character) => {
                if reader.takes_text() {
                    reader.write(character.encode_utf8(&mut [0; 4]));
                }
            }
            Node::End => break,
        }
    }
    Ok(reader.flow)
}

/// What an open element is to this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Its text is none of the paragraph's.
    Other,
    /// Its text belongs to the paragraph.
    Inline,
    Span,
    Paragraph,
    List,
    Item,
    Table,
    Row,
    Hidden,
    Note,
    Citation,
    NoteBody,
}

#[derive(Debug, Default)]
struct Open {
    raw: RawParagraph,
    hidden: String,
    /// The looks of the paragraph and of the spans that are open in it.
    looks: Vec<TextLook>,
    /// Number of paragraphs before it.
    at: usize,
}

/// A level of a list.
#[derive(Debug)]
struct Level {
    counters: usize,
    style: Option<String>,
    /// Whether the item's label is still to be printed, and from which number it counts.
    pending: bool,
    start: Option<u32>,
}

#[derive(Debug, Default)]
struct Table {
    id: u32,
    row: u32,
    column: u32,
    next_column: u32,
    /// Lists outside the table do not reach into it.
    levels: usize,
}

struct Reader<'s> {
    furniture: Option<Furniture>,
    sheet: Sheet<'s>,
    flow: Flow,
    elements: Vec<Element>,
    open: Vec<Open>,
    lists: Lists,
    levels: Vec<Level>,
    outline: Counters,
    tables: Vec<Table>,
    table_count: u32,
    /// Index of the notes that are being read, and how many paragraphs were open around each.
    notes: Vec<(usize, usize)>,
    /// Hidden elements that are open.
    hidden: usize,
}

impl Reader<'_> {
    fn enter(&mut self, tag: &Tag<Ns>, pull: &mut OdtPull) -> Result<(), Diagnostic> {
        let element = match (tag.ns, tag.local()) {
            (Ns::Text, "p") => {
                self.begin_paragraph(tag, None);
                Element::Paragraph
            }
            (Ns::Text, "h") => {
                let level = tag.attribute("outline-level").and_then(|level| level.trim().parse().ok()).unwrap_or(1);
                self.begin_paragraph(tag, Some(level));
                Element::Paragraph
            }
            (Ns::Text, "span") => {
                let look = self.sheet.text(tag.attribute("style-name").as_deref());
                if let Some(open) = self.open.last_mut() {
                    let outer = open.looks.last().copied().unwrap_or_default();
                    open.looks.push(look.or(outer));
                }
                Element::Span
            }
            (Ns::Text, "s") => {
                let count = tag.attribute("c").and_then(|count| count.trim().parse().ok()).unwrap_or(1);
                self.write(&" ".repeat(count.min(BLANKS_AT_MOST)));
                Element::Other
            }
            (Ns::Text, "tab") => {
                self.write("\t");
                Element::Other
            }
            (Ns::Text, "line-break") => {
                self.write("\n");
                Element::Other
            }
            (Ns::Text, "list") => {
                self.begin_list(tag);
                Element::List
            }
            (Ns::Text, "list-item") => {
                if let Some(level) = self.levels.last_mut() {
                    level.pending = true;
                    level.start = tag.attribute("start-value").and_then(|start| start.trim().parse().ok());
                }
                Element::Item
            }
            (Ns::Text, "note") => {
                if self.hidden > 0 || self.notes.len() > 1 {
                    return pull.skip();
                }
                self.begin_note();
                Element::Note
            }
            (Ns::Text, "note-citation") => Element::Citation,
            (Ns::Text, "note-body") => Element::NoteBody,
            (Ns::Text, "section" | "hidden-text" | "hidden-paragraph") if is_hidden(tag) => {
                self.hidden += 1;
                Element::Hidden
            }
            (Ns::Text, "tracked-changes" | "ruby-text" | "bibliography-mark-source" | "script") => return pull.skip(),
            // Templates of a table of contents hold text that is not printed.
            (Ns::Text, name) if name.ends_with("-source") => return pull.skip(),
            (Ns::Text, _) => Element::Inline,
            (Ns::Table, "table") => {
                self.tables.push(Table { id: self.table_count, levels: self.levels.len(), ..Table::default() });
                self.table_count = self.table_count.saturating_add(1);
                Element::Table
            }
            (Ns::Table, "table-row") => {
                if let Some(table) = self.tables.last_mut() {
                    table.next_column = 0;
                }
                Element::Row
            }
            (Ns::Table, "table-cell" | "covered-table-cell") => {
                if let Some(table) = self.tables.last_mut() {
                    let width = tag.attribute("number-columns-repeated").and_then(|width| width.trim().parse().ok()).unwrap_or(1u32);
                    table.column = table.next_column;
                    table.next_column = table.next_column.saturating_add(width.max(1));
                    let rows = tag.attribute("number-rows-spanned").and_then(|rows| rows.trim().parse().ok()).unwrap_or(1u32);
                    cover(&mut self.flow.covered, (table.id, table.row, table.column), rows.saturating_sub(1));
                }
                Element::Other
            }
            (Ns::Office, "annotation" | "event-listeners" | "forms" | "scripts" | "binary-data") => return pull.skip(),
            // Titles and descriptions of pictures are in a namespace of their own; so is the code of formulas.
            (Ns::Other, "title" | "desc" | "annotation") => return pull.skip(),
            _ => Element::Other,
        };
        self.elements.push(element);
        Ok(())
    }

    fn leave(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.end_paragraph(),
            Some(Element::Span) => {
                if let Some(open) = self.open.last_mut().filter(|open| open.looks.len() > 1) {
                    open.looks.pop();
                }
            }
            Some(Element::List) => {
                self.levels.pop();
            }
            Some(Element::Table) => {
                self.tables.pop();
            }
            Some(Element::Row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = table.row.saturating_add(1);
                }
            }
            Some(Element::Hidden) => self.hidden = self.hidden.saturating_sub(1),
            Some(Element::Note) => self.end_note(),
            Some(Element::Item | Element::Other | Element::Inline | Element::Citation | Element::NoteBody) | None => {}
        }
    }

    fn takes_text(&self) -> bool {
        matches!(self.elements.last(), Some(Element::Paragraph | Element::Span | Element::Inline | Element::Hidden | Element::Citation))
    }

    fn begin_paragraph(&mut self, tag: &Tag<Ns>, heading: Option<u8>) {
        let name = tag.attribute("style-name");
        let style = self.sheet.paragraph(name.as_deref());
        let heading = heading.or(style.outline).filter(|level| *level > 0);
        let in_note = !self.notes.is_empty();
        let mut label = self.item_label(style.list.as_deref());
        if let Some(level) = heading.filter(|_| label.is_none() && tag.local() == "h") {
            let unnumbered = tag.attribute("is-list-header").is_some_and(|value| value == "true");
            let start = tag.attribute("start-value").and_then(|start| start.trim().parse().ok());
            if let Some(outline) = self.sheet.outline().filter(|_| !unnumbered && !in_note) {
                label = outline.count(&mut self.outline, usize::from(level - 1), start);
            }
        }
        let shape = match (self.furniture, self.tables.last(), heading, &label) {
            (Some(why), ..) => Shape::Furniture(why),
            (_, Some(table), ..) => Shape::Cell { table: table.id, row: table.row, column: table.column },
            (_, _, Some(level), _) => Shape::Heading(level),
            (_, _, _, Some(label)) => Shape::ListItem(label.clone()),
            _ => Shape::Paragraph,
        };
        let mut open = Open { looks: vec![style.look], at: self.flow.paragraphs.len(), ..Open::default() };
        if let Some(label) = label.filter(|_| !matches!(shape, Shape::ListItem(_))) {
            // No other shape has room for a label: it goes where it is printed.
            open.raw.text = label;
            open.raw.text.push('\t');
            style_last(&mut open.raw, 0, style.look);
        }
        open.raw.shape = shape;
        self.open.push(open);
    }

    fn begin_list(&mut self, tag: &Tag<Ns>) {
        let own = tag.attribute("style-name").filter(|name| !name.is_empty()).map(Cow::into_owned);
        let base = self.tables.last().map_or(0, |table| table.levels);
        let outer = self.levels.get(base..).and_then(<[Level]>::last);
        let (counters, inherited) = match outer {
            Some(outer) => (outer.counters, outer.style.clone()),
            None => (self.lists.begin(tag), None),
        };
        self.levels.push(Level { counters, style: own.or(inherited), pending: false, start: None });
    }

    /// The label of the innermost item, for its first paragraph.
    fn item_label(&mut self, style_of_paragraph: Option<&str>) -> Option<String> {
        let base = self.tables.last().map_or(0, |table| table.levels);
        let depth = self.levels.len().checked_sub(base + 1)?;
        let level = self.levels.last_mut().filter(|level| level.pending)?;
        level.pending = false;
        let name = level.style.as_deref().or(style_of_paragraph)?;
        let style = self.sheet.list(name)?;
        self.lists.next(level.counters, style, depth, level.start)
    }

    fn write(&mut self, text: &str) {
        if let Some((note, _)) = self.notes.last().filter(|_| self.elements.last() == Some(&Element::Citation)) {
            self.flow.notes[*note].label.push_str(text);
            return;
        }
        let hidden = self.hidden > 0;
        let Some(open) = self.open.last_mut() else { return };
        let look = open.looks.last().copied().unwrap_or_default();
        if hidden || look.hidden == Some(true) {
            open.hidden.push_str(text);
            return;
        }
        let start = open.raw.text.len();
        open.raw.text.push_str(text);
        style_last(&mut open.raw, start, look);
    }

    fn begin_note(&mut self) {
        let index = self.flow.notes.len();
        self.flow.notes.push(RawNote::default());
        if let Some(open) = self.open.last_mut() {
            open.raw.calls.push((open.raw.text.len(), index));
        }
        self.notes.push((index, self.open.len()));
    }

    fn end_note(&mut self) {
        let Some((index, _)) = self.notes.pop() else { return };
        let note = &mut self.flow.notes[index];
        let label = note.label.trim();
        note.label = if label.is_empty() { (index + 1).to_string() } else { label.to_owned() };
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let mut raw = open.raw;
        if !open.hidden.trim().is_empty() {
            self.flow.hidden.push((open.hidden, self.flow.paragraphs.len()));
        }
        if let Some((note, _)) = self.notes.last().filter(|(_, around)| self.open.len() >= *around) {
            let note = &mut self.flow.notes[*note].text;
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
            // A number without text is printed all the same; a bullet says nothing.
            match std::mem::take(&mut raw.shape) {
                Shape::ListItem(label) if label.chars().any(char::is_alphanumeric) => {
                    raw = RawParagraph { text: label, ..RawParagraph::default() }
                }
                _ => return,
            }
        }
        if open.at < self.flow.paragraphs.len() {
            self.flow.paragraphs.insert(open.at, raw);
        } else {
            self.flow.paragraphs.push(raw);
        }
    }
}

/// Whether a section or a field of hidden text is not shown.
fn is_hidden(tag: &Tag<Ns>) -> bool {
    let says = |name: &str, value: &str| tag.attribute(name).is_some_and(|found| found == value);
    says("display", "none") || says("is-hidden", "true")
}

/// Records the look of the text from byte `start` to the end.
fn style_last(raw: &mut RawParagraph, start: usize, look: TextLook) {
    let end = raw.text.len();
    let (bold, italic, underline) = (look.bold == Some(true), look.italic == Some(true), look.underline == Some(true));
    if start == end || !(bold || italic || underline) {
        return;
    }
    match raw.runs.last_mut() {
        Some(run) if run.end == start && (run.bold, run.italic, run.underline) == (bold, italic, underline) => run.end = end,
        _ => raw.runs.push(Run { start, end, bold, italic, underline }),
    }
}

/// White space in a text node is blank: tabs and line breaks are elements of their own.
fn blanks(text: Cow<str>) -> Cow<str> {
    if memchr::memchr3(b'\n', b'\r', b'\t', text.as_bytes()).is_none() {
        return text;
    }
    text.replace(['\n', '\r', '\t'], " ").into()
}
