//! Pulling elements and text out of an xml part: names by namespace instead of prefix, a limit on depth, no entities
//! but the predefined ones.
//!
//! Callers may rely on this: the parser never recurses, every opened element is closed before [`Node::End`] (else
//! `DamagedFile`), nothing deeper than [`Limits::depth`] is read (`OverLimit`), and an entity of the document's own
//! is never expanded: it stays in the text as it is written.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Limits;
use crate::diagnostic::{Code, Diagnostic};

/// Namespace bindings in force at once, at most: looking one up costs time for each.
const BINDINGS_AT_MOST: usize = 256;

/// A pull parser over one part. `N` names the namespaces that the caller knows; its default stands for all others.
pub struct Pull<'a, N> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    classify: fn(&str) -> N,
    /// Depth of the binding element, prefix, namespace. Bindings of depth 0 are the customary prefixes.
    bindings: Vec<(usize, Box<str>, N)>,
    /// The binding found last.
    latest: usize,
    depth: usize,
    depth_limit: usize,
    xmlns: memchr::memmem::Finder<'static>,
}

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
pub struct Tag<'a, N> {
    /// Its namespace.
    pub ns: N,
    start: BytesStart<'a>,
}

impl<N> Tag<'_, N> {
    /// The name without prefix.
    pub fn local(&self) -> &str {
        let name = self.start.name().into_inner();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of the first attribute with this local name, whatever its prefix.
    pub fn attribute(&self, local: &str) -> Option<Cow<'_, str>> {
        self.attributes().find(|(name, _)| *name == local).map(|(_, value)| value)
    }

    /// All attributes: name without prefix, value. Broken ones are left out.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| {
            let key = attribute.key.into_inner();
            let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
            let plain = memchr::memchr(b'&', attribute.value.as_bytes()).is_none();
            let value = if plain { attribute.value } else { unescape(attribute.value) };
            (local, value)
        })
    }
}

impl<'a, N: Copy + Default> Pull<'a, N> {
    /// A parser over `text`, the content of the part named `part`. `customary` gives prefixes that are understood even where the part does not
    /// declare them; `classify` names the namespace of a URI.
    pub fn new(part: &'a str, text: &'a str, limits: &Limits, customary: &[(&str, N)], classify: fn(&str) -> N) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            part,
            classify,
            bindings: customary.iter().map(|(prefix, ns)| (0, Box::from(*prefix), *ns)).collect(),
            latest: usize::MAX,
            depth: 0,
            depth_limit: limits.depth,
            xmlns: memchr::memmem::Finder::new("xmlns"),
        }
    }

    /// The next node. Errors: `DamagedFile`, `OverLimit`.
    #[inline]
    pub fn next(&mut self) -> Result<Node<'a, N>, Diagnostic> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            return Ok(match event {
                Event::Start(start) => Node::Open(self.open(start)?),
                Event::End(_) => {
                    self.close();
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(reference) => resolve(&reference),
                Event::Eof if self.depth > 0 => return Err(self.damaged("the part ends inside an element")),
                Event::Eof => Node::End,
                // Empty elements are expanded; comments, instructions and the document type carry no text.
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Passes over the rest of the innermost open element, its end included. Errors: `DamagedFile`, `OverLimit`.
    pub fn skip(&mut self) -> Result<(), Diagnostic> {
        let target = self.depth.saturating_sub(1);
        while self.depth > target {
            match self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))? {
                Event::Start(_) => {
                    self.depth += 1;
                    self.check_depth()?;
                }
                Event::End(_) => self.close(),
                Event::Eof => return Err(self.damaged("the part ends inside an element")),
                _ => {}
            }
        }
        Ok(())
    }

    /// Number of elements that are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// A `DamagedFile` that names the part and the place.
    pub fn damaged(&self, what: &str) -> Diagnostic {
        Diagnostic::new(Code::DamagedFile, format!("{}, byte {}: {what}", self.part, self.reader.error_position()))
    }

    fn open(&mut self, start: BytesStart<'a>) -> Result<Tag<'a, N>, Diagnostic> {
        self.depth += 1;
        self.check_depth()?;
        if self.xmlns.find(start.attributes_raw().as_bytes()).is_some() {
            self.bind(&start)?;
        }
        let name = start.name().into_inner();
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let ns = match self.bindings.get(self.latest) {
            Some((_, bound, ns)) if **bound == *prefix => *ns,
            _ => match self.bindings.iter().rposition(|(_, bound, _)| **bound == *prefix) {
                Some(index) => {
                    self.latest = index;
                    self.bindings[index].2
                }
                None => N::default(),
            },
        };
        Ok(Tag { ns, start })
    }

    fn close(&mut self) {
        while self.bindings.last().is_some_and(|(depth, _, _)| *depth == self.depth && *depth > 0) {
            self.bindings.pop();
            self.latest = usize::MAX;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn bind(&mut self, start: &BytesStart<'a>) -> Result<(), Diagnostic> {
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            if self.bindings.len() >= BINDINGS_AT_MOST {
                return Err(Diagnostic::new(Code::OverLimit, format!("{}: more than {BINDINGS_AT_MOST} namespaces", self.part)));
            }
            self.bindings.push((self.depth, prefix.into(), (self.classify)(&attribute.value)));
            self.latest = usize::MAX;
        }
        Ok(())
    }

    fn check_depth(&self) -> Result<(), Diagnostic> {
        if self.depth > self.depth_limit {
            return Err(Diagnostic::new(
                Code::OverLimit,
                format!("{}: elements are nested more than {} deep", self.part, self.depth_limit),
            ));
        }
        Ok(())
    }
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
fn unescape(value: Cow<str>) -> Cow<str> {
    match quick_xml::escape::unescape(&value) {
        Ok(text) => text.into_owned().into(),
        Err(_) => value,
    }
}
