//! Footnotes and endnotes: bodies by id, labels by the order of the calls.

use super::Package;
use super::body::{self, Call, Place};
use super::namespace::{Ns, pull};
use super::numbering::{Numbering, numeral};
use super::properties::number;
use super::relations::Relations;
use super::styles::Styles;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::numeral::Numeral;
use crate::read::pull::Node;
use crate::read::{Limits, RawNote};

/// How notes are numbered.
#[derive(Debug, Clone, Copy)]
struct Counting {
    numeral: Numeral,
    next: u32,
}

/// The notes that `called` lists, in that order. A body that is missing is empty and named in a diagnostic.
/// Errors: limits passed.
pub fn read<'d>(
    package: &mut Package,
    relations: &Relations,
    called: &[Call],
    styles: &Styles<'d>,
    numbering: &mut Numbering<'d>,
) -> Result<Vec<RawNote>, Diagnostic> {
    if called.is_empty() {
        return Ok(Vec::new());
    }
    let limits = package.limits;
    let counting = match relations.of_kind("settings").filter(|name| package.container.has(name)) {
        Some(name) => package.side_part(Some(name), "numbering of notes", |text, part| read_counting(part, text, limits))?,
        None => None,
    };
    let mut counting = counting.unwrap_or_else(default_counting);
    let mut bodies = [None, None];
    for (slot, (kind, what)) in bodies.iter_mut().zip([("footnotes", "footnotes"), ("endnotes", "endnotes")]) {
        if called.iter().any(|call| call.endnote == (kind == "endnotes")) {
            let name = relations.of_kind_or(kind, &format!("{kind}.xml"));
            if name.is_none() {
                package.diagnostics.push(Diagnostic::new(Code::PartSkipped, format!("the part with the {what} is missing")));
            }
            *slot = package.side_part(name, what, |text, part| {
                let story = body::read(pull(part, text, limits), Place::Notes, true, styles, numbering)?;
                if story.open_field {
                    return body::read(pull(part, text, limits), Place::Notes, false, styles, numbering);
                }
                Ok(story)
            })?;
        }
    }
    let mut missing = 0;
    let notes = called
        .iter()
        .map(|call| {
            let counting = &mut counting[usize::from(call.endnote)];
            let label = if call.custom && !call.mark.trim().is_empty() {
                call.mark.trim().to_owned()
            } else {
                let label = counting.numeral.print(counting.next);
                counting.next = counting.next.saturating_add(1);
                label
            };
            let story = bodies[usize::from(call.endnote)].as_mut();
            let text = match story.and_then(|story| story.notes.remove(&call.id)) {
                Some(text) if call.custom => text.strip_prefix(&label).map(|rest| rest.trim_start().to_owned()).unwrap_or(text),
                Some(text) => text,
                None => {
                    missing += 1;
                    String::new()
                }
            };
            RawNote { label, text, page: None }
        })
        .collect();
    if missing > 0 {
        package.diagnostics.push(Diagnostic::new(Code::PartSkipped, format!("{missing} notes are called but have no text")));
    }
    Ok(notes)
}

fn default_counting() -> [Counting; 2] {
    [Counting { numeral: Numeral::Decimal, next: 1 }, Counting { numeral: Numeral::LowerRoman, next: 1 }]
}

/// `w:footnotePr` and `w:endnotePr` of settings.xml.
fn read_counting(part: &str, text: &str, limits: &Limits) -> Result<[Counting; 2], Diagnostic> {
    let mut counting = default_counting();
    let mut at = None;
    let mut pull = pull(part, text, limits);
    loop {
        match pull.next()? {
            Node::Open(tag) if tag.ns == Ns::Word => match tag.local() {
                "footnotePr" => at = Some(0),
                "endnotePr" => at = Some(1),
                "numFmt" => {
                    if let Some(at) = at {
                        counting[at].numeral = numeral(&tag.attribute("val").unwrap_or_default());
                    }
                }
                "numStart" => {
                    if let Some(at) = at {
                        counting[at].next = number(&tag).unwrap_or(1);
                    }
                }
                "rsids" | "compat" | "footnote" | "endnote" => pull.skip()?,
                _ => {}
            },
            Node::Close if pull.depth() < 2 => at = None,
            Node::End => return Ok(counting),
            _ => {}
        }
    }
}
