//! Tables: where a cell stands, and rows and cells that were deleted under change tracking.

use super::{Element, Reader};
use crate::diagnostic::Diagnostic;
use crate::read::docx::properties::{is_on, number};
use crate::read::grid::MOST_COVERED;
use crate::read::pull::Node;

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) id: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) next_column: u32,
}

impl Reader<'_, '_, '_> {
    /// `w:trPr`: columns before the first cell, and whether the row was deleted.
    pub(super) fn row_properties(&mut self) -> Result<(), Diagnostic> {
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

    /// `w:tcPr`: how many columns the cell takes, whether the one above reaches into it, and whether it was deleted.
    pub(super) fn cell_properties(&mut self) -> Result<(), Diagnostic> {
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
                    "vMerge" => {
                        let goes_on = tag.attribute("val").is_none_or(|value| &*value == "continue");
                        if let Some(table) = self.tables.last().filter(|_| goes_on && self.story.covered.len() < MOST_COVERED) {
                            self.story.covered.push((table.id, table.row, table.column));
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
