//! The tree that html5ever builds: nodes in one vector, linked by their positions; only the attributes that say something.
//!
//! Callers may rely on this: parsing stops soon after a limit is passed ([`Tree::over`]), whatever the markup; positions stay
//! valid; a node that was taken out of the tree has no parent.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName};

use super::tag::Tag;

/// Position of a node.
pub(super) type NodeId = u32;

/// The document node.
pub(super) const ROOT: NodeId = 0;

/// No node.
pub(super) const NONE: NodeId = u32::MAX;

/// Nodes that are kept at most: reports have tens of thousands; this many and their paragraphs take about 400 MB.
const MAX_NODES: usize = 1_500_000;

/// Bytes that the parser is given at a time; limits are looked at in between.
const PIECE: usize = 8 << 10;

/// Text of one node beyond which the next piece gets a node of its own, so that joining never copies much.
const LONG_TEXT: u32 = 64 << 10;

/// A part of the page.
#[derive(Debug)]
pub(super) struct Node {
    pub parent: NodeId,
    pub previous: NodeId,
    pub next: NodeId,
    pub first: NodeId,
    pub last: NodeId,
    depth: u32,
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Element),
    Text(StrTendril),
    /// A document, template content, comment or processing instruction: no text.
    Other,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub tag: Tag,
    name: QualName,
    attributes: Vec<(Attr, StrTendril)>,
    /// The node that holds the content of a `<template>`.
    template: NodeId,
}

/// The attributes that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attr {
    Class,
    Id,
    Name,
    Style,
    Href,
    Role,
    Hidden,
    Start,
    Type,
    Value,
    Reversed,
    Rowspan,
    Colspan,
    Content,
    Label,
    Rel,
}

impl Attr {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "class" => Self::Class,
            "id" => Self::Id,
            "name" => Self::Name,
            "style" => Self::Style,
            "href" => Self::Href,
            "role" => Self::Role,
            "hidden" => Self::Hidden,
            "start" => Self::Start,
            "type" => Self::Type,
            "value" => Self::Value,
            "reversed" => Self::Reversed,
            "rowspan" => Self::Rowspan,
            "colspan" => Self::Colspan,
            "content" => Self::Content,
            "aria-label" => Self::Label,
            "rel" => Self::Rel,
            _ => return None,
        })
    }
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, attr: Attr) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == attr).map(|(_, value)| &**value)
    }

    fn add(&mut self, attributes: Vec<Attribute>) {
        for attribute in attributes {
            if let Some(attr) = Attr::named(&attribute.name.local)
                && self.get(attr).is_none()
            {
                self.attributes.push((attr, attribute.value));
            }
        }
    }
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    /// Which limit was passed; the tree is then not complete.
    pub over: Option<String>,
}

impl Tree {
    /// Parses a page. Elements may nest `depth` deep.
    pub fn parse(text: &str, depth: usize) -> Self {
        let options =
            ParseOpts { tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }, ..ParseOpts::default() };
        let mut parser = html5ever::parse_document(Sink::new(depth, text.len()), options);
        let mut rest = text;
        while !rest.is_empty() {
            let mut length = rest.len().min(PIECE);
            while !rest.is_char_boundary(length) {
                length += 1;
            }
            let (piece, behind) = rest.split_at(length);
            parser.process(StrTendril::from_slice(piece));
            if parser.tokenizer.sink.sink.is_over() {
                break;
            }
            rest = behind;
        }
        parser.finish()
    }

    /// The element at `id`.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id as usize].kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) | Kind::Other => None,
        }
    }

    /// The tag at `id`; `None` for text.
    pub fn tag(&self, id: NodeId) -> Option<Tag> {
        self.element(id).map(|element| element.tag)
    }

    /// `id` and everything inside, in the order of the page; `enter` false leaves out what is inside of a node.
    pub fn walk(&self, id: NodeId, mut enter: impl FnMut(NodeId) -> bool) {
        let mut at = id;
        loop {
            let node = &self.nodes[at as usize];
            if enter(at) && node.first != NONE {
                at = node.first;
                continue;
            }
            at = self.after(at, id);
            if at == NONE {
                return;
            }
        }
    }

    /// The node behind `at` and all inside it, within `top`.
    pub fn after(&self, mut at: NodeId, top: NodeId) -> NodeId {
        while at != top {
            let node = &self.nodes[at as usize];
            if node.next != NONE {
                return node.next;
            }
            at = node.parent;
            if at == NONE {
                break;
            }
        }
        NONE
    }

    /// The text inside `id`, white space trimmed, not more than about `limit` bytes of it.
    pub fn text(&self, id: NodeId, limit: usize) -> String {
        let mut out = String::new();
        self.walk(id, |at| {
            if out.len() > limit {
                return false;
            }
            match &self.nodes[at as usize].kind {
                Kind::Text(text) => {
                    let mut end = text.len().min(limit + 1);
                    while !text.is_char_boundary(end) {
                        end -= 1;
                    }
                    out.push_str(&text[..end]);
                }
                Kind::Element(element) => return !element.tag.is_unseen(),
                Kind::Other => {}
            }
            true
        });
        out.trim().to_owned()
    }
}

#[derive(Debug)]
struct Sink {
    nodes: RefCell<Vec<Node>>,
    depth: u32,
    over: Cell<Option<Limit>>,
}

#[derive(Debug, Clone, Copy)]
enum Limit {
    Depth,
    Nodes,
}

/// The name of an element, for html5ever.
#[derive(Debug)]
struct Name {
    ns: Namespace,
    local: LocalName,
}

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl Sink {
    fn new(depth: usize, length: usize) -> Self {
        // Pages have a node for each 30 to 60 bytes.
        let nodes = RefCell::new(Vec::with_capacity((length / 40).min(MAX_NODES / 10)));
        let sink = Self { nodes, depth: u32::try_from(depth).unwrap_or(u32::MAX), over: Cell::new(None) };
        sink.add(Kind::Other);
        sink
    }

    fn is_over(&self) -> bool {
        self.over.get().is_some()
    }

    fn add(&self, kind: Kind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.len() >= MAX_NODES {
            // The parser is stopped behind the piece that it is at.
            self.over.set(Some(Limit::Nodes));
        }
        nodes.push(Node { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, depth: 0, kind });
        (nodes.len() - 1) as NodeId
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[id as usize];
        if previous != NONE {
            nodes[previous as usize].next = next;
        } else if parent != NONE {
            nodes[parent as usize].first = next;
        }
        if next != NONE {
            nodes[next as usize].previous = previous;
        } else if parent != NONE {
            nodes[parent as usize].last = previous;
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts `id` into `parent` before `sibling`, which is `NONE` for the end.
    fn insert(&self, parent: NodeId, sibling: NodeId, id: NodeId) {
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        if id == parent || id == sibling {
            return;
        }
        let previous = if sibling == NONE { nodes[parent as usize].last } else { nodes[sibling as usize].previous };
        let depth = nodes[parent as usize].depth + 1;
        if depth > self.depth {
            self.over.set(Some(Limit::Depth));
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, sibling, depth);
        if previous == NONE {
            nodes[parent as usize].first = id;
        } else {
            nodes[previous as usize].next = id;
        }
        if sibling == NONE {
            nodes[parent as usize].last = id;
        } else {
            nodes[sibling as usize].previous = id;
        }
    }

    fn place(&self, parent: NodeId, sibling: NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(id) => self.insert(parent, sibling, id),
            NodeOrText::AppendText(text) => {
                let before = {
                    let nodes = self.nodes.borrow();
                    if sibling == NONE { nodes[parent as usize].last } else { nodes[sibling as usize].previous }
                };
                if before != NONE
                    && let Kind::Text(there) = &mut self.nodes.borrow_mut()[before as usize].kind
                    && there.len32() < LONG_TEXT
                {
                    there.push_tendril(&text);
                    return;
                }
                let id = self.add(Kind::Text(text));
                self.insert(parent, sibling, id);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        let over = self.over.get().map(|limit| match limit {
            Limit::Depth => format!("Elements of the page are nested deeper than {}.", self.depth),
            Limit::Nodes => format!("The page has more than {MAX_NODES} elements and pieces of text."),
        });
        Tree { nodes: self.nodes.into_inner(), over }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match &self.nodes.borrow()[*target as usize].kind {
            Kind::Element(element) => Name { ns: element.name.ns.clone(), local: element.name.local.clone() },
            Kind::Text(_) | Kind::Other => Name { ns: Namespace::from(""), local: LocalName::from("") },
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let template = if flags.template { self.add(Kind::Other) } else { NONE };
        let kept = Vec::with_capacity(attributes.len());
        let mut element = Element { tag: Tag::named(&name.local), name, attributes: kept, template };
        element.add(attributes);
        self.add(Kind::Element(element))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[*element as usize].parent;
        if parent == NONE { self.place(*previous, NONE, child) } else { self.place(parent, *element, child) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        match &self.nodes.borrow()[*target as usize].kind {
            Kind::Element(element) if element.template != NONE => element.template,
            _ => *target,
        }
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        if parent != NONE {
            self.place(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Kind::Element(element) = &mut self.nodes.borrow_mut()[*target as usize].kind {
            element.add(attributes);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        loop {
            let first = self.nodes.borrow()[*node as usize].first;
            if first == NONE || node == parent {
                return;
            }
            self.insert(*parent, NONE, first);
        }
    }
}
