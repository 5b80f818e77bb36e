//! Footnotes of a page: which elements are notes, which are their marks, which call them.
//!
//! officielebekendmakingen (`a.nootnum` to `#ID-…`, `div.noot` headed "X Noot"), pandoc and tkconv (`#fn1`, arrow back),
//! Word (`#_ftn1`), LibreOffice (`#sdfootnote1sym`), and any short mark that links to a block that bears it. Without links: a
//! superscript number at the begin of a paragraph whose number is superscript in the text before.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::look::Looks;
use super::tag::Tag;
use super::tree::{Attr, Kind, NONE, NodeId, Tree};

/// What a node is to the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteRole {
    /// The note of this number.
    Body(usize),
    /// A mark in the text that calls the note of this number.
    Call(usize),
    /// The number beside a note, or the link back: no text.
    Mark,
}

/// A note.
#[derive(Debug)]
pub(super) struct Found {
    pub body: NodeId,
    /// Its mark as printed, where the page has it.
    pub label: String,
    called: bool,
}

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub found: Vec<Found>,
    roles: HashMap<NodeId, NoteRole, RandomState>,
}

/// A mark as it stands in the text.
struct Call {
    anchor: NodeId,
    order: usize,
    mark: String,
    target: String,
}

impl Notes {
    /// What `id` is to the notes.
    pub fn role(&self, id: NodeId) -> Option<NoteRole> {
        if self.roles.is_empty() { None } else { self.roles.get(&id).copied() }
    }

    /// Finds the notes of a page.
    pub fn find(tree: &Tree, looks: &Looks) -> Self {
        let mut ids: HashMap<&str, (NodeId, usize), RandomState> = HashMap::default();
        let mut calls = Vec::new();
        let mut plain = Vec::new();
        let mut bodies = Vec::new();
        // Items of a list that draws the numbers have those that the list gives them.
        let mut listed: HashMap<NodeId, u32, RandomState> = HashMap::default();
        let mut drawn: HashMap<NodeId, u32, RandomState> = HashMap::default();
        let mut order = 0;
        tree.walk(0, |at| {
            order += 1;
            let Kind::Element(element) = &tree.nodes[at as usize].kind else { return true };
            for attr in [Attr::Id, Attr::Name] {
                if let Some(id) = element.get(attr).filter(|id| !id.is_empty() && (attr == Attr::Id || element.tag == Tag::Anchor)) {
                    ids.entry(id).or_insert((at, order));
                }
            }
            match element.tag {
                Tag::Unseen => return false,
                Tag::Anchor => {
                    if let Some(target) = element.get(Attr::Href).and_then(|href| href.strip_prefix('#')).filter(|t| !t.is_empty())
                        && let Some(mark) = mark(&tree.text(at, 12))
                    {
                        calls.push(Call { anchor: at, order, mark, target: unescape(target) });
                    }
                }
                Tag::Superscript if !is_power(tree, at) => plain.push(at),
                Tag::Paragraph | Tag::Item | Tag::Block | Tag::Section | Tag::Aside | Tag::Definition if looks.is_note(element) => {
                    bodies.push(at);
                }
                Tag::Item if is_listed_note(tree, looks, at) => {
                    bodies.push(at);
                    let list = tree.nodes[at as usize].parent;
                    if tree.tag(list) == Some(Tag::OrderedList) {
                        let start = || tree.element(list).and_then(|list| list.get(Attr::Start)?.trim().parse().ok()).unwrap_or(1);
                        let number =
                            listed.entry(list).and_modify(|number: &mut u32| *number = number.saturating_add(1)).or_insert_with(start);
                        drawn.insert(at, *number);
                    }
                }
                _ => {}
            }
            true
        });
        let mut notes = Self::default();
        for body in bodies {
            // Paragraphs of a note that is a block itself (Word: div#ftn1 > p.MsoFootnoteText) are not notes of their own.
            if notes.enclosing(tree, body).is_none() {
                notes.add(tree, looks, body);
            }
        }
        for call in &calls {
            let target = ids.get(call.target.as_str()).or_else(|| ids.get(format!("supernote-note-{}", call.target).as_str()));
            let Some((target, place)) = target.copied() else { continue };
            if place <= call.order || inside(tree, call.anchor, target) {
                continue;
            }
            let known = notes.enclosing(tree, target).or_else(|| {
                let body = block_of(tree, target)?;
                let fits =
                    !inside(tree, call.anchor, body) && notes.enclosing(tree, body).is_none() && bears(tree, looks, body, call, &ids);
                fits.then(|| notes.add(tree, looks, body))
            });
            if let Some(note) = known
                && notes.role(call.anchor).is_none()
                && notes.enclosing(tree, call.anchor) != Some(note)
            {
                notes.roles.insert(call.anchor, NoteRole::Call(note));
                notes.found[note].called = true;
                if notes.found[note].label.is_empty() {
                    notes.found[note].label.clone_from(&call.mark);
                }
            }
        }
        // Links in a note that lead back to its mark.
        for call in &calls {
            if let Some(note) = notes.enclosing(tree, call.anchor)
                && notes.role(call.anchor).is_none()
                && (is_arrow(&call.mark) || ids.get(call.target.as_str()).is_some_and(|(_, place)| *place < call.order))
            {
                notes.roles.insert(call.anchor, NoteRole::Mark);
                if notes.found[note].label.is_empty() && !is_arrow(&call.mark) {
                    notes.found[note].label.clone_from(&call.mark);
                }
            }
        }
        notes.superscript_bodies(tree, looks, &plain);
        notes.plain_marks(tree, &drawn, &plain);
        notes
    }

    /// A paragraph that begins with a superscript number is the note of that number where the text before calls it so.
    fn superscript_bodies(&mut self, tree: &Tree, looks: &Looks, plain: &[NodeId]) {
        let mut called: HashSet<String, RandomState> = HashSet::default();
        for id in plain {
            let text = tree.text(*id, 12);
            let Some(number) = mark(&text).filter(|mark| mark.bytes().all(|b| b.is_ascii_digit() || b == b'*')) else { continue };
            if self.enclosing(tree, *id).is_some() || holds_role(tree, *id, self) {
                continue;
            }
            match block_of(tree, *id).filter(|block| begins_with(tree, *block, *id)) {
                None => {
                    called.insert(number);
                }
                Some(block) if matches!(tree.tag(block), Some(Tag::Paragraph | Tag::Item | Tag::Definition)) && called.remove(&number) => {
                    let note = self.add(tree, looks, block);
                    self.roles.insert(*id, NoteRole::Mark);
                    self.found[note].label = number;
                }
                Some(_) => {}
            }
        }
    }

    /// Superscript numbers without a link call the note of that number that nothing else calls.
    fn plain_marks(&mut self, tree: &Tree, drawn: &HashMap<NodeId, u32, RandomState>, plain: &[NodeId]) {
        for note in self.found.iter_mut().filter(|note| note.label.is_empty()) {
            note.label = typed_number(&tree.text(note.body, 12));
            if let Some(number) = drawn.get(&note.body).filter(|_| note.label.is_empty()) {
                note.label = number.to_string();
            }
        }
        if self.found.iter().all(|note| note.called) {
            return;
        }
        let open: HashMap<String, usize> = self
            .found
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, n)| !n.called && !n.label.is_empty())
            .map(|(i, n)| (n.label.clone(), i))
            .collect();
        for id in plain {
            let text = tree.text(*id, 12);
            if let Some(note) = mark(&text).and_then(|mark| open.get(&mark).copied())
                && self.enclosing(tree, *id).is_none()
                && !holds_role(tree, *id, self)
            {
                self.roles.insert(*id, NoteRole::Call(note));
                self.found[note].called = true;
            }
        }
    }

    fn add(&mut self, tree: &Tree, looks: &Looks, body: NodeId) -> usize {
        let number = self.found.len();
        self.roles.insert(body, NoteRole::Body(number));
        let mut label = String::new();
        tree.walk(body, |at| {
            let Some(element) = tree.element(at) else { return true };
            if at != body && looks.of(element).note_mark {
                self.roles.insert(at, NoteRole::Mark);
                if label.is_empty() {
                    label = mark(&tree.text(at, 12)).filter(|m| !is_arrow(m) && m != "X").unwrap_or_default();
                }
                return false;
            }
            true
        });
        self.found.push(Found { body, label, called: false });
        number
    }

    /// The note that `id` is or stands in.
    fn enclosing(&self, tree: &Tree, id: NodeId) -> Option<usize> {
        let mut at = id;
        while at != NONE {
            if let Some(NoteRole::Body(note)) = self.roles.get(&at) {
                return Some(*note);
            }
            at = tree.nodes[at as usize].parent;
        }
        None
    }
}

/// Whether a superscript is the power of a unit: "300 m²" calls no note.
fn is_power(tree: &Tree, id: NodeId) -> bool {
    let before = tree.nodes[id as usize].previous;
    if before == NONE || !matches!(tree.text(id, 3).trim(), "2" | "3") {
        return false;
    }
    let Kind::Text(text) = &tree.nodes[before as usize].kind else { return false };
    let unit = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(unit, "m" | "km" | "hm" | "dam" | "dm" | "cm" | "mm" | "Nm")
}

/// Whether an item stands in a list of notes, or in a list that makes up a block of notes.
fn is_listed_note(tree: &Tree, looks: &Looks, item: NodeId) -> bool {
    let list = tree.nodes[item as usize].parent;
    let block = if list == NONE { NONE } else { tree.nodes[list as usize].parent };
    [list, block].into_iter().any(|at| at != NONE && tree.element(at).is_some_and(|element| looks.of(element).notes))
}

/// The mark that a short text is, without brackets: a number, a sign, a letter, an arrow.
fn mark(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | '\u{FE0E}' | '\u{FE0F}') || c.is_whitespace());
    let count = bare.chars().count();
    let fits = count > 0
        && (count <= 4 && bare.chars().all(|c| c.is_ascii_digit())
            || count <= 3 && bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '#'))
            || count <= 4 && bare.chars().all(|c| c.is_ascii_alphabetic())
            || is_arrow(bare));
    fits.then(|| bare.to_owned())
}

/// The number that is typed before a note's text; empty when there is none.
fn typed_number(text: &str) -> String {
    let text = text.trim_start_matches(['[', '(']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && text[digits..].starts_with([' ', ']', ')', '.', ':', '\u{A0}', '\n', '\t']) {
        text[..digits].to_owned()
    } else {
        String::new()
    }
}

fn is_arrow(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '↩' | '↑' | '⏎' | '^' | '↵' | '⤴' | '«' | '\u{FE0E}' | '\u{FE0F}'))
}

/// The block that `id` is or stands in, when it can be a note.
fn block_of(tree: &Tree, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    while at != NONE {
        match tree.tag(at) {
            Some(Tag::Paragraph | Tag::Item | Tag::Block | Tag::Definition) => return Some(at),
            Some(tag) if !tag.is_block() => at = tree.nodes[at as usize].parent,
            _ => return None,
        }
    }
    None
}

/// Whether `id` is the first thing in `block` that shows, and not the only one.
fn begins_with(tree: &Tree, block: NodeId, id: NodeId) -> bool {
    // Back from the mark: a block may hold thousands.
    let mut at = id;
    while at != block && at != NONE {
        let mut before = tree.nodes[at as usize].previous;
        while before != NONE {
            if !tree.text(before, 8).trim().is_empty() {
                return false;
            }
            before = tree.nodes[before as usize].previous;
        }
        at = tree.nodes[at as usize].parent;
    }
    tree.text(block, 80).trim().len() > tree.text(id, 12).trim().len()
}

/// Whether a block shows that it is the note of `call`: it begins with the mark, or links back to it.
fn bears(tree: &Tree, looks: &Looks, body: NodeId, call: &Call, ids: &HashMap<&str, (NodeId, usize), RandomState>) -> bool {
    let mut back = false;
    let mut looked = 0;
    tree.walk(body, |at| {
        looked += 1;
        if let Some(element) = tree.element(at) {
            if looks.of(element).note_mark {
                back = true;
            }
            if element.tag == Tag::Anchor
                && let Some(target) = element.get(Attr::Href).and_then(|href| href.strip_prefix('#'))
                && let Some((_, place)) = ids.get(target)
            {
                // The mark's own id stands on the link or close around it.
                back |= place.abs_diff(call.order) <= 3;
            }
        }
        !back && looked < 2_000
    });
    back || {
        let text = tree.text(body, 40);
        let text = text.trim_start_matches(['[', '(']);
        call.mark.bytes().all(|b| b.is_ascii_digit() || b == b'*')
            && text.strip_prefix(call.mark.as_str()).is_some_and(|rest| rest.starts_with([' ', ']', ')', '.', ':', '\u{A0}', '\n', '\t']))
    }
}

fn inside(tree: &Tree, id: NodeId, top: NodeId) -> bool {
    let mut at = id;
    while at != NONE {
        if at == top {
            return true;
        }
        at = tree.nodes[at as usize].parent;
    }
    false
}

fn holds_role(tree: &Tree, id: NodeId, notes: &Notes) -> bool {
    let mut found = false;
    tree.walk(id, |at| {
        found |= notes.roles.contains_key(&at);
        !found
    });
    found
}

/// `%3A` and the like in the target of a link.
fn unescape(target: &str) -> String {
    if !target.contains('%') {
        return target.to_owned();
    }
    let bytes = target.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok()).and_then(|d| u8::from_str_radix(d, 16).ok());
        match digits.filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
