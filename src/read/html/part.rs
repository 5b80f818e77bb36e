//! Which parts of a page belong to the site: by element, role, class and id, and the facts that a site prints above a document.
//!
//! A name alone decides nothing: a part that is called `menu` but holds the document (`<div class="menu-open">`) is no furniture.

use std::cell::Cell;

use super::look::{Look, Looks};
use super::tag::Tag;
use super::tree::{Attr, Element, Kind, NONE, NodeId, Tree};
use crate::model::Furniture;
use crate::rules::{Group, Rules};

/// Why a part is not text of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It belongs to the site.
    Furniture(Furniture),
    /// It is for screen readers only.
    Unseen,
}

/// What is known of the page as a whole.
pub(super) struct Page<'t> {
    tree: &'t Tree,
    facts: &'static Group,
    /// It has `<main>`, `<article>` or the role.
    pub has_main: bool,
    /// Bytes of text.
    pub letters: usize,
    /// Nodes that may still be looked at to judge parts; keeps a page of nested menus linear.
    budget: Cell<usize>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Measure {
    letters: usize,
    linked: usize,
    holds_main: bool,
    holds_title: bool,
}

impl<'t> Page<'t> {
    /// The page of `tree`.
    pub fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            facts: Rules::embedded().group("html.fact"),
            has_main: false,
            letters: 0,
            budget: Cell::new(tree.nodes.len().saturating_mul(20)),
        }
    }

    /// Whether `element`, which looks like `look`, is no text of the document, and why.
    pub fn part(&self, id: NodeId, element: &Element, look: Look, looks: &Looks) -> Option<Part> {
        let navigation = Some(Part::Furniture(Furniture::Navigation));
        match element.tag {
            Tag::Html | Tag::Body | Tag::Main | Tag::Article => return None,
            Tag::Nav | Tag::Control => return navigation,
            Tag::Footer if !self.inside_main(id) => return navigation,
            Tag::Aside if !self.inside_main(id) => return navigation,
            // A header of a page without <main> may hold the document's title.
            Tag::Header if !self.inside_main(id) => {
                let measure = self.measure(id)?;
                return if self.has_main || !measure.holds_title || measure.linked * 2 >= measure.letters { navigation } else { None };
            }
            _ => {}
        }
        let block = element.tag.is_block();
        if block && matches!(element.get(Attr::Role), Some("navigation" | "search" | "menu" | "menubar")) {
            return navigation;
        }
        // Inside a line only classes say something; ids of lines and headings are made up from their text.
        let named = block && !matches!(element.tag, Tag::Heading(_) | Tag::Paragraph | Tag::Item);
        let by_name = || {
            let names = [Attr::Id, Attr::Role, Attr::Label].into_iter().filter_map(|attr| element.get(attr));
            names.filter(|name| !name.is_empty()).find_map(|name| looks.site(name))
        };
        let found = look.site.or_else(|| named.then(by_name).flatten());
        match found? {
            "unseen" if block => navigation,
            "unseen" => Some(Part::Unseen),
            _ if !block && element.tag != Tag::Anchor => None,
            _ => {
                let measure = self.measure(id)?;
                let linked = measure.linked * 2 >= measure.letters;
                let holds = measure.holds_main || measure.holds_title && !linked || measure.letters * 2 > self.letters && !linked;
                if holds { None } else { navigation }
            }
        }
    }

    /// Whether the table or list of terms at `id` states facts about the document.
    pub fn states_facts(&self, id: NodeId) -> bool {
        let (mut cells, mut strong, mut all) = (0, 0, 0);
        let mut looked = 0;
        self.tree.walk(id, |at| {
            looked += 1;
            if cells >= 16 || looked > 500 {
                return false;
            }
            if !matches!(self.tree.tag(at), Some(Tag::Cell | Tag::HeadCell | Tag::Term)) {
                return true;
            }
            cells += 1;
            let text = self.tree.text(at, 60);
            if let Some(hit) = self.facts.first(&text).filter(|hit| hit.rule.value != "title") {
                all += 1;
                strong += usize::from(hit.rule.value == "strong");
            }
            false
        });
        strong >= 1 && all >= 2
    }

    /// Whether a heading only says that such facts follow.
    pub fn heads_facts(&self, text: &str) -> bool {
        text.len() < 60 && self.facts.first(text).is_some_and(|hit| hit.rule.value == "title")
    }

    /// Whether the table at `id` only puts parts of the page beside each other.
    pub fn is_layout(&self, id: NodeId, element: &Element) -> bool {
        if matches!(element.get(Attr::Role), Some("presentation" | "none")) {
            return true;
        }
        let mut cells = 0;
        let mut holds_blocks = false;
        self.spend(id, |at| {
            match self.tree.tag(at) {
                Some(Tag::Cell | Tag::HeadCell) => cells += 1,
                Some(Tag::Table | Tag::Main | Tag::Article | Tag::Nav | Tag::Heading(1..=4)) if at != id => holds_blocks = true,
                _ => {}
            }
            !holds_blocks
        });
        holds_blocks || cells == 1
    }

    fn inside_main(&self, id: NodeId) -> bool {
        let mut at = self.tree.nodes[id as usize].parent;
        while at != NONE {
            let Some(element) = self.tree.element(at) else { return false };
            if matches!(element.tag, Tag::Main | Tag::Article) || element.get(Attr::Role) == Some("main") {
                return true;
            }
            at = self.tree.nodes[at as usize].parent;
        }
        false
    }

    /// `None` when the budget is used up: then the part stays text.
    fn measure(&self, id: NodeId) -> Option<Measure> {
        let mut measure = Measure::default();
        let mut anchor_end = NONE;
        let mut in_anchor = false;
        let complete = self.spend(id, |at| {
            if in_anchor && at == anchor_end {
                in_anchor = false;
            }
            match &self.tree.nodes[at as usize].kind {
                Kind::Text(text) => {
                    let letters = text.trim().len();
                    measure.letters += letters;
                    measure.linked += if in_anchor { letters } else { 0 };
                }
                Kind::Element(element) => match element.tag {
                    Tag::Unseen => return false,
                    Tag::Anchor if !in_anchor => {
                        in_anchor = true;
                        anchor_end = self.tree.after(at, id);
                    }
                    Tag::Main | Tag::Article => measure.holds_main = true,
                    Tag::Heading(1) => measure.holds_title = true,
                    _ => measure.holds_main |= element.get(Attr::Role) == Some("main"),
                },
                Kind::Other => {}
            }
            true
        });
        complete.then_some(measure)
    }

    /// Walks within the budget; whether it reached the end.
    fn spend(&self, id: NodeId, mut enter: impl FnMut(NodeId) -> bool) -> bool {
        let mut left = self.budget.get();
        self.tree.walk(id, |at| {
            left = left.saturating_sub(1);
            left > 0 && enter(at)
        });
        self.budget.set(left);
        left > 0
    }
}
