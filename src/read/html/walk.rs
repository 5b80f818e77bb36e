//! The tree of a page to paragraphs, in the order of the page.

use super::super::flow::Flow;
use super::super::grid::{Grid, cover};
use super::super::line::{Lines, Place};
use super::super::{Raw, RawNote, RawParagraph, Shape};
use super::list::List;
use super::look::{Css, Look, Looks, face};
use super::note::{NoteRole, Notes};
use super::part::{Page, Part};
use super::tag::Tag;
use super::tree::{Attr, Element, Kind, NONE, NodeId, Tree};
use crate::model::Furniture;

/// What to do when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leave {
    Nothing,
    Block,
    List,
    Item,
    /// A table with cells; one that only lays out is a block.
    Table,
    /// The label of an item.
    Label,
    /// A piece of the site inside a line.
    Side,
}

struct Frame {
    id: NodeId,
    leave: Leave,
    place: Place,
}

/// The walk over a page or over one of its notes.
struct Walk<'t> {
    tree: &'t Tree,
    page: &'t Page<'t>,
    looks: &'t Looks,
    notes: &'t Notes,
    /// The notes called so far, in the order of their marks.
    order: &'t mut Order,
    frames: Vec<Frame>,
    lines: Lines,
    lists: Vec<List>,
    grids: Vec<Grid>,
    /// See [`Raw::covered`].
    covered: Vec<(u32, u32, u32)>,
    tables: u32,
    /// Text of the site inside a line; it follows the line as its own paragraph.
    side: Flow,
    aside: bool,
    sides: Vec<RawParagraph>,
}

/// Notes in the order of their first mark.
#[derive(Default)]
struct Order {
    list: Vec<usize>,
    seen: Vec<bool>,
}

impl Order {
    fn add(&mut self, note: usize) {
        if self.seen.len() <= note {
            self.seen.resize(note + 1, false);
        }
        if !std::mem::replace(&mut self.seen[note], true) {
            self.list.push(note);
        }
    }
}

/// The text of the page and its notes.
pub(super) fn read(tree: &Tree, page: &Page<'_>, looks: &Looks, notes: &Notes) -> Raw {
    let mut order = Order::default();
    let (mut paragraphs, covered) = Walk::new(tree, page, looks, notes, &mut order).run(super::tree::ROOT, false);
    for note in 0..notes.found.len() {
        // Notes that nothing calls come last.
        order.add(note);
    }
    let mut place = vec![0; notes.found.len()];
    for (index, note) in order.list.iter().enumerate() {
        place[*note] = index;
    }
    for call in paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.calls) {
        call.1 = place[call.1];
    }
    let notes = order.list.iter().map(|note| body(tree, page, looks, notes, *note)).collect();
    Raw { paragraphs, notes, covered, ..Raw::default() }
}

/// The note `number`, without its mark and the link back.
fn body(tree: &Tree, page: &Page<'_>, looks: &Looks, notes: &Notes, number: usize) -> RawNote {
    let found = &notes.found[number];
    let mut order = Order::default();
    let (lines, _) = Walk::new(tree, page, looks, notes, &mut order).run(found.body, true);
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        if let Shape::ListItem(label) = &line.shape {
            text.push_str(label);
            text.push(' ');
        }
        text.push_str(&line.text);
    }
    // A number typed before the text is its mark, not its text.
    let bare = text.trim_start_matches(['[', '(']);
    if !found.label.is_empty()
        && let Some(rest) = bare.strip_prefix(found.label.as_str())
        && rest.starts_with([' ', ']', ')', '.', ':', '\u{A0}'])
    {
        text = rest.trim_start_matches([']', ')', '.', ':']).trim_start().to_owned();
    }
    RawNote { label: found.label.clone(), text, page: None }
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree, page: &'t Page<'t>, looks: &'t Looks, notes: &'t Notes, order: &'t mut Order) -> Self {
        Self {
            tree,
            page,
            looks,
            notes,
            order,
            frames: Vec::new(),
            lines: Lines::default(),
            lists: Vec::new(),
            grids: Vec::new(),
            covered: Vec::new(),
            tables: 0,
            side: Flow::default(),
            aside: false,
            sides: Vec::new(),
        }
    }

    /// The paragraphs inside `top`, which for a note is a body that is left out elsewhere, and the places that cells above reach into.
    fn run(mut self, top: NodeId, note: bool) -> (Vec<RawParagraph>, Vec<(u32, u32, u32)>) {
        let mut at = top;
        loop {
            let node = &self.tree.nodes[at as usize];
            let inside = match &node.kind {
                Kind::Text(text) => {
                    self.text(text);
                    false
                }
                // A note is a block of its own whatever its element is: its list and label belong to the page.
                Kind::Element(_) if note && at == top => {
                    self.push(at, Leave::Block, Place::default());
                    true
                }
                Kind::Element(element) => self.enter(at, element),
                Kind::Other => at == top,
            };
            if inside && node.first != NONE {
                at = node.first;
                continue;
            }
            let next = self.tree.after(at, top);
            // Every element that ends before the next node begins.
            let parent = if next == NONE { NONE } else { self.tree.nodes[next as usize].parent };
            while self.frames.last().is_some_and(|frame| frame.id != parent) {
                self.leave();
            }
            if next == NONE {
                break;
            }
            at = next;
        }
        self.flush();
        (self.lines.paragraphs, self.covered)
    }

    /// An element begins; whether to look inside.
    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        let tag = element.tag;
        match self.notes.role(id) {
            Some(NoteRole::Body(_)) => {
                self.flush();
                return false;
            }
            Some(NoteRole::Mark) => return false,
            Some(NoteRole::Call(note)) => {
                self.order.add(note);
                self.target().call(note);
                return false;
            }
            None => {}
        }
        match tag {
            Tag::Unseen | Tag::Meta | Tag::Link => return false,
            Tag::Break => {
                self.target().line_break();
                return false;
            }
            _ => {}
        }
        let css = Css::of(element);
        if css.hidden || element.get(Attr::Hidden).is_some_and(|value| value != "until-found") {
            return false;
        }
        let mut place = self.frames.last().map(|frame| frame.place).unwrap_or_default();
        let look = self.looks.of(element);
        let block = css.block.unwrap_or_else(|| tag.is_block());
        if place.furniture.is_none() && !self.aside {
            match self.page.part(id, element, look, self.looks) {
                Some(Part::Furniture(furniture)) if block => place.furniture = Some(furniture),
                Some(_) => {
                    self.aside = true;
                    self.push(id, Leave::Side, place);
                    return true;
                }
                None => {}
            }
        }
        if tag == Tag::Control {
            self.target().soft_space();
        }
        place.face = face(place.face, tag, look, css);
        place.kept = css.pre.unwrap_or(place.kept || tag == Tag::Pre);
        if tag == Tag::Inline && look.label && !self.aside && self.lines.starts_item(place.item) {
            self.lines.open_label();
            self.push(id, Leave::Label, place);
            return true;
        }
        if !block {
            self.push(id, Leave::Nothing, place);
            return true;
        }
        place.markup = look.markup.or(place.markup);
        self.flush();
        let leave = self.open_block(id, element, look, css, &mut place);
        self.push(id, leave, place);
        true
    }

    fn open_block(&mut self, id: NodeId, element: &Element, look: Look, css: Css, place: &mut Place) -> Leave {
        match element.tag {
            Tag::Heading(level) => place.heading = level,
            Tag::Paragraph | Tag::Block if look.heading => place.heading = 4,
            Tag::OrderedList | Tag::List => {
                self.lists.push(List::new(self.tree, id, element, look, css, self.lists.len()));
                return Leave::List;
            }
            Tag::Item => {
                // A browser draws a bullet for an item without a list.
                let label = self.lists.last_mut().map_or_else(|| "•".to_owned(), |list| list.next_label(element, css));
                place.item = Some(self.lines.open_item(label));
                return Leave::Item;
            }
            Tag::DefinitionList => self.facts(id, place),
            Tag::Table => {
                self.facts(id, place);
                if self.page.is_layout(id, element) {
                    return Leave::Block;
                }
                self.grids.push(Grid::new(self.tables));
                self.tables += 1;
                place.cell = None;
                return Leave::Table;
            }
            Tag::Row => {
                if let Some(grid) = self.own_grid(id) {
                    grid.row();
                }
            }
            Tag::Cell | Tag::HeadCell => {
                let number = |attr: Attr| element.get(attr).and_then(|value| value.trim().parse::<u32>().ok());
                let (columns, rows) = (number(Attr::Colspan), number(Attr::Rowspan).unwrap_or(1).saturating_sub(1));
                if let Some(grid) = self.own_grid(id) {
                    let (row, column) = grid.cell(None, None, columns, rows);
                    let cell = (grid.index, row, column);
                    place.cell = Some(cell);
                    cover(&mut self.covered, cell, rows);
                }
            }
            _ => {}
        }
        Leave::Block
    }

    /// A table or list of terms that states facts about the document belongs to the site, with the heading before it.
    fn facts(&mut self, id: NodeId, place: &mut Place) {
        if place.furniture.is_none() && self.page.states_facts(id) {
            place.furniture = Some(Furniture::SiteHead);
            if let Some(before) = self.lines.paragraphs.last_mut()
                && matches!(before.shape, Shape::Heading(_) | Shape::Paragraph)
                && self.page.heads_facts(&before.text)
            {
                before.shape = Shape::Furniture(Furniture::SiteHead);
            }
        }
    }

    /// The grid of the table that `id` is a row or cell of; `None` in a table that only lays out.
    fn own_grid(&mut self, id: NodeId) -> Option<&mut Grid> {
        let table = self.frames.iter().rev().find(|frame| self.tree.tag(frame.id) == Some(Tag::Table) && frame.id != id)?;
        if table.leave == Leave::Table { self.grids.last_mut() } else { None }
    }

    fn push(&mut self, id: NodeId, leave: Leave, place: Place) {
        self.frames.push(Frame { id, leave, place });
    }

    /// The innermost element ends.
    fn leave(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        match frame.leave {
            Leave::Nothing => {}
            Leave::Block => self.flush(),
            Leave::List => {
                self.flush();
                self.lists.pop();
            }
            Leave::Item => {
                self.flush();
                self.lines.close_item();
            }
            Leave::Table => {
                self.flush();
                self.grids.pop();
            }
            Leave::Label => self.lines.close_label(),
            Leave::Side => {
                self.aside = false;
                if let Some(mut paragraph) = self.side.take() {
                    paragraph.shape = Shape::Furniture(Furniture::Navigation);
                    self.sides.push(paragraph);
                    self.lines.target().soft_space();
                }
            }
        }
        self.frames.pop();
    }

    fn target(&mut self) -> &mut Flow {
        if self.aside { &mut self.side } else { self.lines.target() }
    }

    fn text(&mut self, text: &str) {
        let place = self.frames.last().map(|frame| frame.place).unwrap_or_default();
        if !self.aside {
            self.lines.push(text, &place);
        } else if place.kept {
            self.side.push_kept(text, place.face);
        } else {
            self.side.push(text, place.face);
        }
    }

    /// The open line becomes a paragraph.
    fn flush(&mut self) {
        self.lines.end();
        if !self.aside {
            self.lines.paragraphs.append(&mut self.sides);
        }
    }
}
