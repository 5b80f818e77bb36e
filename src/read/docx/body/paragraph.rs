//! Paragraphs: how they begin, what shape and label they get, how text goes into them, and when they end.

use std::borrow::Cow;

use super::{Place, Reader};
use crate::read::docx::numbering::Label;
use crate::read::docx::properties::{ParagraphProperties, RunProperties};
use crate::read::docx::styles::{Look, Style, heading_by_name};
use crate::read::{RawParagraph, Run, Shape};

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Open<'a> {
    pub(super) raw: RawParagraph,
    pub(super) hidden: String,
    /// Look of its text without properties of a run.
    pub(super) base: Look,
    /// Look of the run that is being read.
    pub(super) look: Look,
    /// Id of its style.
    pub(super) style: Option<Cow<'a, str>>,
    /// Number of paragraphs before it: where it belongs when text boxes in it were read first.
    pub(super) at: usize,
    pub(super) mark_deleted: bool,
}

impl<'a> Reader<'a, '_, '_> {
    pub(super) fn begin_paragraph(&mut self) {
        let mut open = match self.carried.take() {
            Some(carried) => Open { mark_deleted: false, style: None, ..carried },
            None => Open { at: self.story.paragraphs.len(), ..Open::default() },
        };
        open.base = self.plain;
        open.look = self.plain;
        open.raw.shape = self.shape(None);
        self.open.push(open);
    }

    pub(super) fn shape_paragraph(&mut self, properties: ParagraphProperties<'a>) {
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

    pub(super) fn begin_run(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.look = open.base;
        }
    }

    pub(super) fn style_run(&mut self, properties: &RunProperties) {
        if *properties == RunProperties::default() {
            return;
        }
        if let Some(open) = self.open.last_mut() {
            let style = self.styles.paragraph(open.style.as_deref());
            open.look = self.styles.look(style, properties);
        }
    }

    pub(super) fn write(&mut self, text: &str) {
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

    pub(super) fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.mark_deleted && open.at == self.story.paragraphs.len() {
            self.carried = Some(open);
        } else {
            self.emit(open);
        }
    }

    /// A paragraph that waited for a next one to run on into gets none.
    pub(super) fn flush(&mut self) {
        if let Some(carried) = self.carried.take() {
            self.emit(carried);
        }
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

    fn label(&mut self, properties: &ParagraphProperties, style: Option<&Style>) -> Option<Label> {
        let list = properties.list.or_else(|| style.and_then(|style| style.list)).filter(|list| *list > 0)?;
        self.story.uses_lists = true;
        // A level of the style belongs to the list of the style.
        let level = properties.level.or_else(|| if properties.list.is_some() { Some(0) } else { style.and_then(|style| style.level) });
        self.numbering.next(list, level, properties.style.as_deref(), self.styles)
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

    fn emit(&mut self, open: Open<'a>) {
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
