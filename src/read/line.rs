//! The open line of a page or document in html and xml, and what it becomes: where its first text stood says what it is.
//!
//! Callers may rely on this: the label of an item goes to the item's first line and to no other; in a cell, which has no place
//! for it, it stands in the text.

use super::flow::{Face, Flow, is_blank};
use super::{RawParagraph, Shape};
use crate::model::{Furniture, Markup};

/// Where text stands; inherited from the element around it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    pub face: Face,
    /// White space is kept, as inside `<pre>`.
    pub kept: bool,
    pub markup: Option<Markup>,
    pub furniture: Option<Furniture>,
    /// Level of the heading, 0 outside of one.
    pub heading: u8,
    /// Table, row and column.
    pub cell: Option<(u32, u32, u32)>,
    /// The number of the item, see [`Lines::open_item`].
    pub item: Option<usize>,
}

/// An item of a list that is open.
#[derive(Debug)]
struct Item {
    /// What stands before its first line.
    label: String,
    /// Whether a line has taken the label.
    used: bool,
}

/// The open line, the items around it, and the lines that have ended.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub paragraphs: Vec<RawParagraph>,
    flow: Flow,
    /// Where the first text of the open line stood.
    open: Option<Place>,
    items: Vec<Item>,
    /// The label that an item brings itself, while it is read.
    label: Option<Flow>,
}

impl Lines {
    /// An item begins; `label` is what its list draws. Its number for [`Place::item`].
    pub fn open_item(&mut self, label: String) -> usize {
        self.items.push(Item { label, used: false });
        self.items.len() - 1
    }

    /// The innermost item ends.
    pub fn close_item(&mut self) {
        self.items.pop();
    }

    /// Whether nothing of `item` was read yet, so that a label may come.
    pub fn starts_item(&self, item: Option<usize>) -> bool {
        item.is_some_and(|index| index + 1 == self.items.len() && !self.items[index].used) && self.flow.is_empty()
    }

    /// What follows is the label of the innermost item, until [`Lines::close_label`].
    pub fn open_label(&mut self) {
        self.label = Some(Flow::default());
    }

    /// The label ends; an empty one leaves that of the list.
    pub fn close_label(&mut self) {
        if let Some(label) = self.label.take().and_then(|mut flow| flow.take())
            && let Some(item) = self.items.last_mut()
        {
            item.label = label.text;
        }
    }

    /// What text is added to: the open line, or the label that is read.
    pub fn target(&mut self) -> &mut Flow {
        self.label.as_mut().unwrap_or(&mut self.flow)
    }

    /// Adds text that stands at `place`.
    pub fn push(&mut self, text: &str, place: &Place) {
        if self.label.is_none() && self.flow.is_empty() && (place.kept || !is_blank(text)) {
            self.open = Some(*place);
        }
        if place.kept {
            self.target().push_kept(text, place.face);
        } else {
            self.target().push(text, place.face);
        }
    }

    /// The open line ends and becomes a paragraph, if there is text in it.
    pub fn end(&mut self) {
        let place = self.open.take().unwrap_or_default();
        if let Some(mut paragraph) = self.flow.take() {
            paragraph.markup = place.markup;
            paragraph.shape = self.shape(place, &mut paragraph);
            self.paragraphs.push(paragraph);
        }
    }

    fn shape(&mut self, place: Place, paragraph: &mut RawParagraph) -> Shape {
        if let Some(furniture) = place.furniture {
            return Shape::Furniture(furniture);
        }
        if place.heading > 0 && place.cell.is_none() {
            return Shape::Heading(place.heading);
        }
        let item = place.item.and_then(|index| self.items.get_mut(index)).filter(|item| !item.used);
        let label = item.map(|item| {
            item.used = true;
            std::mem::take(&mut item.label)
        });
        let label = label.filter(|label| !label.is_empty());
        if let Some((table, row, column)) = place.cell {
            if let Some(label) = label {
                paragraph.prepend(&format!("{label} "));
            }
            return Shape::Cell { table, row, column };
        }
        label.map_or(Shape::Paragraph, Shape::ListItem)
    }
}
