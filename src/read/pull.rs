//! Pulling elements and text out of an xml part: names by namespace instead of prefix, a limit on depth, no entities
//! but the predefined ones.
//!
//! Callers may rely on this: the parser never recurses, every opened element is closed before [`Node::End`] (else
//! `DamagedFile`), nothing deeper than [`Limits::depth`] is read (`OverLimit`), and an entity of the document's own
//! is never expanded: it stays in the text as it is written.

use std::borrow::Cow;

use quick_xml::events::BytesRef;

use super::Limits;
use super::token::{Attributes, Start, Token, Tokens};
use crate::diagnostic::{Code, Diagnostic};

/// Namespace bindings in force at once, at most: looking one up costs time for each.
const BINDINGS_AT_MOST: usize = 256;

/// A pull parser over one part. `N` names the namespaces that the caller knows; its default stands for all others.
pub struct Pull<'a, N> {
    tokens: Tokens<'a>,
    part: &'a str,
    classify: fn(&str) -> N,
    bindings: Vec<Binding<'a, N>>,
    /// For each first letter of a prefix, the binding that was found last; it holds until a binding comes or goes.
    found: [u16; LETTERS],
    /// How often bindings came or went.
    changes: u32,
    /// Where the next `xmlns` stands: a tag before it binds nothing.
    xmlns: usize,
    depth: usize,
    depth_limit: usize,
    /// The element that was just opened is empty.
    empty: bool,
}

/// A prefix in force.
#[derive(Clone, Copy)]
struct Binding<'a, N> {
    /// Depth of the element that binds it; 0 for the customary prefixes.
    depth: usize,
    prefix: &'a str,
    ns: N,
}

/// Letters are told apart by this many values.
const LETTERS: usize = 32;

/// In [`Pull::found`]: no binding was looked for.
const UNKNOWN: u16 = u16::MAX;

/// What comes next in a part.
pub enum Node<'a, N> {
    /// An element begins; an empty element is closed by the next node.
    Open(Tag<'a, N>),
    /// The innermost open element ends.
    Close,
    /// Text.
    Text(Cow<'a, str>),
    /// A character that was written as a reference.
    Char(char),
    /// The part ends; all elements are closed.
    End,
}

/// The start of an element.
#[derive(Clone, Copy)]
pub struct Tag<'a, N> {
    /// Its namespace.
    pub ns: N,
    local: &'a str,
    attributes: &'a str,
}

impl<'a, N> Tag<'a, N> {
    /// The name without prefix.
    #[inline]
    pub fn local(&self) -> &'a str {
        self.local
    }

    /// The value of the first attribute with this local name, whatever its prefix.
    #[inline]
    pub fn attribute(&self, local: &str) -> Option<Cow<'a, str>> {
        self.raw().find(|(name, _)| *name == local).map(|(_, value)| resolved(value))
    }

    /// All attributes: name without prefix, value. Broken ones are left out.
    #[inline]
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a, N> {
        self.raw().map(|(name, value)| (name, resolved(value)))
    }

    #[inline]
    fn raw(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a, N> {
        Attributes::new(self.attributes).map(|(name, value)| (without_prefix(name), value))
    }
}

impl<'a, N: Copy + Default> Pull<'a, N> {
    /// A parser over `text`, the content of the part named `part`. `customary` gives prefixes that are understood even where the part does not
    /// declare them; `classify` names the namespace of a URI.
    pub fn new(part: &'a str, text: &'a str, limits: &Limits, customary: &[(&'a str, N)], classify: fn(&str) -> N) -> Self {
        let mut pull = Self {
            tokens: Tokens::new(text),
            part,
            classify,
            bindings: customary.iter().map(|(prefix, ns)| Binding { depth: 0, prefix, ns: *ns }).collect(),
            found: [UNKNOWN; LETTERS],
            changes: 0,
            xmlns: 0,
            depth: 0,
            depth_limit: limits.depth,
            empty: false,
        };
        pull.find_xmlns(0);
        pull
    }

    /// The next node. Errors: `DamagedFile`, `OverLimit`.
    #[inline]
    pub fn next(&mut self) -> Result<Node<'a, N>, Diagnostic> {
        if std::mem::take(&mut self.empty) {
            self.close();
            return Ok(Node::Close);
        }
        loop {
            return Ok(match self.tokens.next() {
                Ok(Token::Start(start)) => Node::Open(self.open(start)?),
                Ok(Token::Empty(start)) => {
                    self.empty = true;
                    Node::Open(self.open(start)?)
                }
                Ok(Token::End) => {
                    self.close();
                    Node::Close
                }
                Ok(Token::Text(text)) => Node::Text(text),
                Ok(Token::Reference(reference)) => resolve(&reference),
                Ok(Token::Eof) if self.depth > 0 => return Err(self.damaged(UNFINISHED)),
                Ok(Token::Eof) => Node::End,
                Ok(Token::Silent) => continue,
                Err(error) => return Err(self.damaged(&error.to_string())),
            });
        }
    }

    /// Passes over the rest of the innermost open element, its end included. Errors: `DamagedFile`, `OverLimit`.
    pub fn skip(&mut self) -> Result<(), Diagnostic> {
        if std::mem::take(&mut self.empty) {
            self.close();
            return Ok(());
        }
        let target = self.depth.saturating_sub(1);
        while self.depth > target {
            match self.tokens.next_markup() {
                Ok(Token::Start(_)) => {
                    self.depth += 1;
                    self.check_depth(self.depth)?;
                }
                Ok(Token::Empty(_)) => self.check_depth(self.depth + 1)?,
                Ok(Token::End) => self.close(),
                Ok(Token::Eof) => return Err(self.damaged(UNFINISHED)),
                Ok(Token::Text(_) | Token::Reference(_) | Token::Silent) => {}
                Err(error) => return Err(self.damaged(&error.to_string())),
            }
        }
        Ok(())
    }

    /// As [`Self::skip`]; what the element holds, as it is written. It is well formed.
    pub fn cut(&mut self) -> Result<&'a str, Diagnostic> {
        let from = self.tokens.at();
        let empty = self.empty;
        self.skip()?;
        let whole = &self.tokens.text()[from..self.tokens.at()];
        // Behind the content stands the end tag.
        let end = if empty { 0 } else { memchr::memrchr(b'<', whole.as_bytes()).unwrap_or(0) };
        Ok(&whole[..end])
    }

    /// A parser over `content`, which was cut out of this part, with the bindings that are in force here.
    pub fn over(&self, content: &'a str) -> Self {
        let mut pull = Self {
            tokens: Tokens::new(content),
            part: self.part,
            classify: self.classify,
            bindings: self.bindings.iter().map(|binding| Binding { depth: 0, ..*binding }).collect(),
            found: [UNKNOWN; LETTERS],
            changes: self.changes,
            xmlns: 0,
            depth: 0,
            depth_limit: self.depth_limit,
            empty: false,
        };
        pull.find_xmlns(0);
        pull
    }

    /// Whether the bindings are the same as when `other` was made by [`Self::over`].
    pub fn binds_as(&self, other: &Self) -> bool {
        self.changes == other.changes
    }

    /// Number of elements that are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// A `DamagedFile` that names the part and the place.
    #[cold]
    pub fn damaged(&self, what: &str) -> Diagnostic {
        Diagnostic::new(Code::DamagedFile, format!("{}, byte {}: {what}", self.part, self.tokens.error_at()))
    }

    #[inline]
    fn open(&mut self, start: Start<'a>) -> Result<Tag<'a, N>, Diagnostic> {
        self.depth += 1;
        self.check_depth(self.depth)?;
        if self.tokens.at() > self.xmlns {
            self.bind(start.attributes)?;
        }
        let (ns, local) = self.resolve_name(start.name);
        Ok(Tag { ns, local, attributes: start.attributes })
    }

    /// The namespace of a name, and the name without prefix.
    #[inline]
    fn resolve_name(&mut self, name: &'a str) -> (N, &'a str) {
        let letter = letter(name);
        if let Some(binding) = self.bindings.get(usize::from(self.found[letter]))
            && let Some(rest) = name.strip_prefix(binding.prefix)
            && let Some(local) = rest.strip_prefix(':')
        {
            return (binding.ns, local);
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.bindings.iter().rposition(|binding| binding.prefix == prefix) {
            Some(index) => {
                // Without a prefix the first letter is that of the name.
                if !prefix.is_empty() {
                    self.found[letter] = index as u16;
                }
                (self.bindings[index].ns, local)
            }
            None => (N::default(), local),
        }
    }

    #[inline]
    fn close(&mut self) {
        while self.bindings.last().is_some_and(|binding| binding.depth == self.depth && self.depth > 0) {
            self.bindings.pop();
            self.forget();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    #[cold]
    fn bind(&mut self, attributes: &'a str) -> Result<(), Diagnostic> {
        for (key, uri) in Attributes::new(attributes) {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            if self.bindings.len() >= BINDINGS_AT_MOST {
                return Err(Diagnostic::new(Code::OverLimit, format!("{}: more than {BINDINGS_AT_MOST} namespaces", self.part)));
            }
            self.bindings.push(Binding { depth: self.depth, prefix, ns: (self.classify)(&uri) });
        }
        self.forget();
        self.find_xmlns(self.tokens.at());
        Ok(())
    }

    /// What was found may not hold any more.
    fn forget(&mut self) {
        self.found = [UNKNOWN; LETTERS];
        self.changes = self.changes.wrapping_add(1);
    }

    /// Looks for the next `xmlns` from byte `from` of the text.
    fn find_xmlns(&mut self, from: usize) {
        self.xmlns = memchr::memmem::find(&self.tokens.text().as_bytes()[from..], b"xmlns").map_or(usize::MAX, |at| from + at);
    }

    #[inline]
    fn check_depth(&self, depth: usize) -> Result<(), Diagnostic> {
        if depth > self.depth_limit { Err(self.too_deep()) } else { Ok(()) }
    }

    #[cold]
    fn too_deep(&self) -> Diagnostic {
        Diagnostic::new(Code::OverLimit, format!("{}: elements are nested more than {} deep", self.part, self.depth_limit))
    }
}

/// What is wrong with a part that ends too early.
const UNFINISHED: &str = "the part ends inside an element";

/// The place of a prefix in [`Pull::found`], by its first letter.
fn letter(name: &str) -> usize {
    name.as_bytes().first().map_or(0, |byte| usize::from(*byte) % LETTERS)
}

fn without_prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A reference: a character or one of the five predefined entities; anything else stays as written.
fn resolve<'a, N>(reference: &BytesRef<'a>) -> Node<'a, N> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Node::Char(character),
        Ok(None) => match quick_xml::escape::resolve_predefined_entity(reference) {
            Some(text) => Node::Text(text.into()),
            None => Node::Text(format!("&{};", &**reference).into()),
        },
        Err(_) => Node::Char('\u{FFFD}'),
    }
}

/// The value of an attribute with its references resolved; as written when one of them is unknown.
#[inline]
fn resolved(value: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'&', value.as_bytes()).is_none() { value } else { unescape(value) }
}

#[cold]
fn unescape(value: Cow<str>) -> Cow<str> {
    match quick_xml::escape::unescape(&value) {
        Ok(text) => text.into_owned().into(),
        Err(_) => value,
    }
}
