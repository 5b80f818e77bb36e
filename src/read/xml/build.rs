//! Elements and text to paragraphs: what stands on one line, what it is, how it looks.

use quick_xml::events::BytesStart;

use super::super::Raw;
use super::super::flow::{Face, Flow, is_blank};
use super::super::grid::{Grid, cover};
use super::super::line::{Lines, Place};
use super::element::{Element, element};
use super::list::List;
use super::look::{attribute, emphasis, heading};
use super::note::{Notes, OpenNote};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Furniture, Markup};
use crate::rules::{Group, Rules};

/// What to do when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Holds blocks.
    Container,
    /// Is a line: what it holds is text.
    Line,
    /// Is a part of the head: the line goes on with the next part.
    HeadPart,
    /// Is a line that holds the number of a question or answer.
    Number(Markup),
    /// Is text inside a line.
    Inline,
    /// Is a block of unknown name; text behind it goes on with its line, because it may have been a word.
    Loose,
    List,
    Item,
    Label,
    Table,
    Note,
    NoteMark,
    NoteCall,
}

#[derive(Debug)]
struct Frame {
    /// By its name as written.
    kind: Element,
    role: Role,
    /// Position of its name in [`Builder::names`].
    name: usize,
    place: Place,
    /// Whether text stands directly in it.
    texted: bool,
    /// Number of `divisie` elements around.
    division: u8,
}

/// Builds [`Raw`] from the events of one document.
pub(super) struct Builder {
    depth: usize,
    frames: Vec<Frame>,
    names: String,
    lines: Lines,
    /// The depth of the element whose head parts share the open line.
    head: Option<usize>,
    /// The last thing read was the end of a word that is set apart.
    word: bool,
    lists: Vec<List>,
    tables: Vec<Grid>,
    /// See [`Raw::covered`].
    covered: Vec<(u32, u32, u32)>,
    table_count: u32,
    note: Option<OpenNote>,
    /// In the mark of the note.
    note_mark: bool,
    /// The text of a call, and the slot that it calls.
    call: Option<(Flow, Option<String>)>,
    notes: Notes,
    /// The document's number, from the metadata.
    name_hint: Option<String>,
    hints: &'static Group,
}

impl Builder {
    /// A builder that refuses elements nested deeper than `depth`.
    pub fn new(depth: usize) -> Self {
        Self {
            depth,
            frames: Vec::new(),
            names: String::new(),
            lines: Lines::default(),
            head: None,
            word: false,
            lists: Vec::new(),
            tables: Vec::new(),
            covered: Vec::new(),
            table_count: 0,
            note: None,
            note_mark: false,
            call: None,
            notes: Notes::default(),
            name_hint: None,
            hints: Rules::embedded().group("name_hint"),
        }
    }

    /// An element begins.
    ///
    /// # Errors
    /// `over_limit` when it is nested too deep.
    pub fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Diagnostic> {
        if self.frames.len() >= self.depth {
            let message = format!("Elements of the XML are nested deeper than {}.", self.depth);
            return Err(Diagnostic::new(Code::OverLimit, message));
        }
        let local = tag.local_name();
        let name: &str = local.as_ref();
        let (mut place, division, parent, texted) = match self.frames.last() {
            Some(frame) => (frame.place, frame.division, Some(frame.role), frame.texted),
            None => (Place::default(), 0, None, false),
        };
        let written = element(name);
        let kind = match written {
            Element::Unknown if name.bytes().any(|b| b.is_ascii_uppercase()) => element(&name.to_ascii_lowercase()),
            kind => kind,
        };
        let among_blocks = matches!(parent, None | Some(Role::Container | Role::List | Role::Item | Role::Table))
            || parent == Some(Role::Loose) && !texted;
        let mut division = division;
        if name == "divisie" || name == "bijlage" {
            division = division.saturating_add(1);
        }
        let role = match kind {
            Element::Container => self.block(Role::Container),
            Element::Paragraph if self.call.is_none() => self.block(Role::Line),
            Element::Paragraph => Role::Inline,
            Element::Heading if self.frames.len() == 1 && name == "kop" => {
                // The letterhead of the old dialect.
                place.furniture = Some(Furniture::PageHead);
                self.block(Role::Container)
            }
            Element::Heading => {
                let look = attribute(tag, &["kopopmaak", "letat", "type"]);
                let (face, level) = heading(look.as_deref());
                place.face = face;
                place.heading = if name == "kop" { division.saturating_add(1).clamp(2, 6) } else { (division + level).clamp(2, 6) };
                self.block(Role::Line)
            }
            Element::HeadLine => {
                place.heading = 1;
                place.face.bold = true;
                self.block(Role::Line)
            }
            Element::HeadPart if among_blocks => self.head_part(&mut place),
            Element::Number if self.parent_is(&["stuk", "nds-stuk"]) => self.head_part(&mut place),
            Element::Title if self.parent_is(&["stuk", "nds-stuk"]) => self.head_part(&mut place),
            Element::Title if among_blocks && place.furniture.is_none() && self.tables.is_empty() => {
                place.heading = division.saturating_add(1).clamp(1, 6);
                place.face.bold = true;
                self.block(Role::Line)
            }
            Element::Title if among_blocks => self.block(Role::Line),
            Element::Number if among_blocks && self.parent_is(&["vraag", "antwoord"]) => {
                place.heading = 3;
                place.face.bold = true;
                self.block(Role::Number(place.markup.unwrap_or(Markup::Question)))
            }
            Element::Speech(markup) => {
                place.markup = Some(markup);
                self.block(Role::Container)
            }
            Element::Furniture(furniture) => {
                place.furniture = Some(furniture);
                self.block(if matches!(name, "versie" | "ordernr" | "vergjaar") { Role::Line } else { Role::Container })
            }
            Element::Inline => Role::Inline,
            Element::Emphasis => {
                emphasis(name, attribute(tag, &["type", "letat"]).as_deref(), &mut place.face);
                Role::Inline
            }
            Element::Word | Element::HeadPart | Element::Number | Element::Title => {
                if among_blocks && !texted {
                    self.block(Role::Line)
                } else {
                    if self.word {
                        self.target().soft_space();
                    }
                    Role::Inline
                }
            }
            Element::List => {
                let (kind, start) = (attribute(tag, &["type"]), attribute(tag, &["start"]));
                let kind = if name == "ol" && kind.is_none() { Some("1".to_owned()) } else { kind };
                let role = self.block(Role::List);
                self.lists.push(List::new(kind.as_deref(), start.as_deref()));
                role
            }
            Element::Item => {
                let role = self.block(Role::Item);
                let drawn = self.lists.last_mut().map(List::next_label).unwrap_or_default();
                let label = attribute(tag, &["nr", "label"]).unwrap_or(drawn);
                if let Some(note) = &mut self.note
                    && !label.is_empty()
                {
                    note.text.push(&label, Face::default());
                    self.word = true;
                }
                place.item = Some(self.lines.open_item(label));
                role
            }
            Element::Label if self.note.is_none() && self.lines.starts_item(place.item) => {
                self.lines.open_label();
                Role::Label
            }
            Element::Label if self.note.is_some() || !among_blocks => {
                self.target().soft_space();
                Role::Inline
            }
            Element::Label => self.block(Role::Line),
            Element::Table => {
                let role = self.block(Role::Table);
                self.tables.push(Grid::new(self.table_count));
                self.table_count += 1;
                place.cell = None;
                role
            }
            Element::Column => {
                if let Some(table) = self.tables.last_mut() {
                    table.column(attribute(tag, &["colname"]).as_deref());
                }
                Role::Inline
            }
            Element::Row => {
                let role = self.block(Role::Container);
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
                role
            }
            Element::Cell => {
                let role = self.block(Role::Container);
                let number = |names: &[&str]| attribute(tag, names).and_then(|v| v.trim().parse::<u32>().ok());
                if let Some(table) = self.tables.last_mut() {
                    let (start, end) = (attribute(tag, &["namest", "colname"]), attribute(tag, &["nameend"]));
                    let rows = number(&["morerows"]).or_else(|| number(&["rowspan"]).map(|n| n.saturating_sub(1))).unwrap_or(0);
                    let (row, column) = table.cell(start.as_deref(), end.as_deref(), number(&["colspan"]), rows);
                    let cell = (table.index, row, column);
                    place.cell = Some(cell);
                    cover(&mut self.covered, cell, rows);
                }
                role
            }
            Element::Note if self.note.is_none() => {
                if among_blocks {
                    self.flush();
                }
                self.note = Some(self.notes.open(attribute(tag, &["id"]).as_deref(), attribute(tag, &["nr"]).as_deref()));
                place.face = Face::default();
                Role::Note
            }
            Element::Note => Role::Inline,
            Element::NoteMark if self.note.is_some() => {
                self.note_mark = true;
                Role::NoteMark
            }
            Element::NoteMark => Role::Inline,
            Element::NoteCall if self.call.is_none() => {
                let id = attribute(tag, &["refid", "idref", "doc"]).map(|id| id.trim_start_matches('#').to_owned());
                let mut text = Flow::default();
                if let Some(label) = attribute(tag, &["nr"]) {
                    text.push(&label, Face::default());
                }
                self.call = Some((text, id));
                Role::NoteCall
            }
            Element::NoteCall => Role::Inline,
            Element::Break => {
                self.target().line_break();
                Role::Inline
            }
            Element::Meta => {
                self.meta(tag);
                Role::Inline
            }
            Element::Unknown if among_blocks && !texted => self.block(Role::Loose),
            Element::Unknown => Role::Inline,
        };
        if name == "tgroup"
            && let Some(table) = self.tables.last_mut()
        {
            table.group();
        }
        if kind == Element::Unknown {
            self.word = false;
        }
        let start = self.names.len();
        self.names.push_str(name);
        self.frames.push(Frame { kind: written, role, name: start, place, texted: false, division });
        Ok(())
    }

    /// The innermost element ends.
    pub fn end(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let (role, place) = (frame.role, frame.place);
        self.word = matches!(frame.kind, Element::Word | Element::HeadPart | Element::Number | Element::Title)
            || (frame.kind == Element::Label && self.note.is_some());
        match role {
            Role::Container | Role::Line | Role::Item | Role::List | Role::Table => self.flush(),
            Role::Number(markup) => {
                let line = self.lines.target();
                if line.text().starts_with(|c: char| c.is_ascii_digit()) {
                    // The print has the word where the old files have the number only.
                    line.prepend(if markup == Markup::Question { "Vraag " } else { "Antwoord " });
                }
                self.flush();
            }
            Role::Label => self.lines.close_label(),
            Role::Note => {
                if let Some(note) = self.note.take() {
                    let slot = self.notes.close(note);
                    let parent = self.frames.len().checked_sub(2).map(|i| self.frames[i].role);
                    if !matches!(parent, None | Some(Role::Container | Role::Table | Role::List)) {
                        self.notes.call(slot);
                        self.target().call(slot);
                    }
                }
            }
            Role::NoteMark => self.note_mark = false,
            Role::NoteCall => {
                if let Some((mut text, id)) = self.call.take() {
                    let text = text.take().map(|p| p.text);
                    match self.notes.reference(id.as_deref(), text.as_deref()) {
                        Some(slot) => {
                            self.notes.call(slot);
                            self.target().call(slot);
                        }
                        // A mark that leads nowhere is text.
                        None => self.write(text.as_deref().unwrap_or_default(), &place),
                    }
                }
            }
            Role::HeadPart | Role::Inline | Role::Loose => {}
        }
        if let Some(frame) = self.frames.pop() {
            self.names.truncate(frame.name);
        }
        match role {
            Role::Item => self.lines.close_item(),
            Role::List => {
                self.lists.pop();
            }
            Role::Table => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    /// Text, entities resolved.
    pub fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last() else { return };
        let place = frame.place;
        if !is_blank(text) {
            self.word = false;
            // The text of an inline element is text of the block around it.
            for frame in self.frames.iter_mut().rev() {
                frame.texted = true;
                if frame.role != Role::Inline {
                    break;
                }
            }
        }
        self.write(text, &place);
    }

    /// The name of the innermost element that is open.
    pub fn open_element(&self) -> Option<&str> {
        self.frames.last().map(|frame| &self.names[frame.name..])
    }

    /// Number of paragraphs so far.
    pub fn paragraphs(&self) -> usize {
        self.lines.paragraphs.len()
    }

    /// The document.
    pub fn finish(mut self) -> Raw {
        self.flush();
        let mut paragraphs = self.lines.paragraphs;
        let notes = self.notes.finish(&mut paragraphs);
        Raw { paragraphs, notes, name_hint: self.name_hint, covered: self.covered, ..Raw::default() }
    }

    /// A block begins: what was open ends, in a note its line.
    fn block(&mut self, role: Role) -> Role {
        if let Some(note) = &mut self.note {
            if self.word {
                // The label of an item stands on the item's line.
                note.text.soft_space();
            } else if self.call.is_none() && !self.note_mark && !note.text.text().ends_with('\n') {
                note.text.line_break();
            }
            return if matches!(role, Role::List | Role::Item | Role::Table) { role } else { Role::Inline };
        }
        self.flush();
        role
    }

    /// A part of the head begins: it goes on with the line of the part before it.
    fn head_part(&mut self, place: &mut Place) -> Role {
        let depth = self.frames.len();
        if self.head == Some(depth) {
            self.lines.target().soft_space();
        } else {
            self.flush();
            self.head = Some(depth);
        }
        place.heading = 1;
        place.face.bold = true;
        Role::HeadPart
    }

    fn parent_is(&self, names: &[&str]) -> bool {
        self.frames.last().is_some_and(|frame| names.contains(&&self.names[frame.name..]))
    }

    fn target(&mut self) -> &mut Flow {
        if let Some((call, _)) = &mut self.call {
            return call;
        }
        if let Some(note) = &mut self.note {
            return if self.note_mark { &mut note.label } else { &mut note.text };
        }
        self.lines.target()
    }

    fn write(&mut self, text: &str, place: &Place) {
        if self.call.is_some() || self.note.is_some() {
            self.target().push(text, place.face);
        } else {
            self.lines.push(text, place);
        }
    }

    /// The open line becomes a paragraph.
    fn flush(&mut self) {
        if self.note.is_some() || self.call.is_some() {
            return;
        }
        self.head = None;
        self.word = false;
        self.lines.end();
    }

    /// The document's number, from the metadata.
    fn meta(&mut self, tag: &BytesStart<'_>) {
        if self.name_hint.is_some() {
            return;
        }
        let name = attribute(tag, &["name"]).unwrap_or_default().to_ascii_lowercase();
        if name.ends_with("identifier") || name.ends_with("externmetadatarecord") {
            let content = attribute(tag, &["content"]).unwrap_or_default();
            self.name_hint = self.hints.first(&content).map(|hit| hit.text().to_owned());
        }
    }
}
