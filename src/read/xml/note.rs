//! Notes: `<noot>` where it is called (from 2010), `<voetref>` and `<nootref>` with the note elsewhere.

use std::collections::HashMap;

use super::super::flow::Flow;
use super::super::{RawNote, RawParagraph};

/// The notes of a document, in the order of their first mark.
#[derive(Debug, Default)]
pub(super) struct Notes {
    slots: Vec<Slot>,
    ids: HashMap<String, usize>,
}

#[derive(Debug, Default)]
struct Slot {
    note: RawNote,
    defined: bool,
    called: bool,
}

/// A note that is being read.
#[derive(Debug)]
pub(super) struct OpenNote {
    slot: usize,
    /// Its mark, while it is read.
    pub label: Flow,
    /// Its text.
    pub text: Flow,
}

impl Notes {
    /// A note begins.
    pub fn open(&mut self, id: Option<&str>, label: Option<&str>) -> OpenNote {
        let slot = id.and_then(|id| self.ids.get(id).copied()).filter(|slot| !self.slots[*slot].defined).unwrap_or_else(|| {
            self.slots.push(Slot::default());
            self.slots.len() - 1
        });
        if let Some(id) = id {
            self.ids.entry(id.to_owned()).or_insert(slot);
        }
        self.slots[slot].defined = true;
        if let Some(label) = label {
            label.trim().clone_into(&mut self.slots[slot].note.label);
        }
        OpenNote { slot, label: Flow::default(), text: Flow::default() }
    }

    /// A note ends; returns its slot for [`Notes::call`].
    pub fn close(&mut self, mut open: OpenNote) -> usize {
        let note = &mut self.slots[open.slot].note;
        if let Some(label) = open.label.take() {
            note.label = label.text.trim_end_matches([')', '.']).to_owned();
        }
        note.text = open.text.take().map(|paragraph| paragraph.text).unwrap_or_default();
        open.slot
    }

    /// The note with this id is called; it may follow later.
    pub fn reference(&mut self, id: Option<&str>, label: Option<&str>) -> Option<usize> {
        let slot = match id {
            Some(id) => *self.ids.entry(id.to_owned()).or_insert_with(|| {
                self.slots.push(Slot::default());
                self.slots.len() - 1
            }),
            None => {
                let label = label?.trim();
                self.slots.iter().position(|slot| slot.note.label == label)?
            }
        };
        if let Some(label) = label
            && self.slots[slot].note.label.is_empty()
        {
            label.trim().clone_into(&mut self.slots[slot].note.label);
        }
        Some(slot)
    }

    /// The mark of a note stands in the text.
    pub fn call(&mut self, slot: usize) {
        self.slots[slot].called = true;
    }

    /// The notes, and the calls of `paragraphs` numbered accordingly. A mark without a note leaves its label as an empty note,
    /// so that it is counted; marks without either are dropped.
    pub fn finish(self, paragraphs: &mut [RawParagraph]) -> Vec<RawNote> {
        let mut place = vec![None; self.slots.len()];
        let mut notes = Vec::with_capacity(self.slots.len());
        let keep = |slot: &Slot| slot.defined || !slot.note.label.is_empty();
        // Called notes are in the order of their marks already; notes that nothing calls come last.
        for called in [true, false] {
            for (index, slot) in self.slots.iter().enumerate() {
                if slot.called == called && keep(slot) {
                    place[index] = Some(notes.len());
                    notes.push(slot.note.clone());
                }
            }
        }
        for paragraph in paragraphs {
            paragraph.calls.retain_mut(|call| match place[call.1] {
                Some(index) => {
                    call.1 = index;
                    true
                }
                None => false,
            });
        }
        notes
    }
}
