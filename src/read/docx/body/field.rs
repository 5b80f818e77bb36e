//! What stands in a run without being its text: fields, calls of notes, symbols.

use super::{Call, Place, Reader};
use crate::read::docx::namespace::Ns;
use crate::read::pull::Tag;
use crate::read::symbol;

/// Fields of one flow of text; a text box has its own. True while a field's code is being read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) fields: Vec<bool>,
}

impl Reader<'_, '_, '_> {
    pub(super) fn symbol(&mut self, tag: &Tag<Ns>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        if let Some(code) = code {
            let sign = symbol::sign(&tag.attribute("font").unwrap_or_default(), code);
            self.write(sign.encode_utf8(&mut [0; 4]));
        }
    }

    pub(super) fn field(&mut self, tag: &Tag<Ns>) {
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

    pub(super) fn in_code(&self) -> bool {
        self.trust_fields && self.flows.last().is_some_and(|flow| flow.fields.contains(&true))
    }

    pub(super) fn call(&mut self, tag: &Tag<Ns>) {
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
}
