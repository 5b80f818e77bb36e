//! Styles of paragraphs and text, and list styles, of one part (styles.xml, content.xml).
//!
//! OpenDocument has no toggle rule: the nearest value counts, from the text span through its paragraph style and the
//! ancestors of both to the default style.

use std::borrow::Cow;

use foldhash::HashMap;

use super::lists::ListStyle;
use super::namespace::{Ns, OdtPull};
use crate::diagnostic::Diagnostic;
use crate::read::pull::{Node, Tag};

/// Ancestors of a style, followed at most: a longer chain is a circle.
const ANCESTORS_AT_MOST: usize = 64;

/// What a style says of text; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextLook {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Underlined.
    pub underline: Option<bool>,
    /// Hidden text.
    pub hidden: Option<bool>,
}

/// A style of a paragraph or of text.
#[derive(Debug, Clone, Default)]
pub struct Style<'a> {
    /// Of its text.
    pub look: TextLook,
    /// Level of a heading, from 1; 0 is body text.
    pub outline: Option<u8>,
    /// Its list style.
    pub list: Option<Cow<'a, str>>,
    parent: Option<Cow<'a, str>>,
}

/// The styles of one part.
#[derive(Debug, Default)]
pub struct Styles<'a> {
    paragraphs: HashMap<Cow<'a, str>, Style<'a>>,
    texts: HashMap<Cow<'a, str>, Style<'a>>,
    lists: HashMap<Cow<'a, str>, ListStyle<'a>>,
    default_paragraph: Style<'a>,
    /// Numbering of headings.
    outline: Option<ListStyle<'a>>,
}

/// The styles that hold in a part: its own before the common ones.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'s> {
    /// Of the part itself.
    pub own: &'s Styles<'s>,
    /// Of styles.xml.
    pub common: &'s Styles<'s>,
}

impl TextLook {
    /// What is said here, else what `other` says.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            underline: self.underline.or(other.underline),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

impl<'a> Styles<'a> {
    /// Takes up the element `tag` when it is a style; whether it was one. Its end has then been read.
    /// Errors: those of the parser.
    pub fn take(&mut self, tag: &Tag<'a, Ns>, pull: &mut OdtPull<'a>) -> Result<bool, Diagnostic> {
        let name = || tag.attribute("name").unwrap_or_default();
        match (tag.ns, tag.local()) {
            (Ns::Style, "style") => {
                let (mut style, mut title) = (Style::default(), false);
                let (mut name, mut family) = (None, None);
                // In one pass: files have hundreds of these.
                for (attribute, value) in tag.attributes() {
                    match attribute {
                        "name" => {
                            title |= value == "Title";
                            name = name.or(Some(value));
                        }
                        "display-name" => title |= value == "Title",
                        "family" => family = family.or(Some(value)),
                        "default-outline-level" => style.outline = value.trim().parse().ok(),
                        "list-style-name" if !value.is_empty() => style.list = Some(value),
                        "parent-style-name" => style.parent = Some(value),
                        _ => {}
                    }
                }
                if style.outline.is_none() && title {
                    style.outline = Some(1);
                }
                let (name, family) = (name.unwrap_or_default(), family.unwrap_or_default());
                style.look = read_look(pull)?;
                match &*family {
                    "paragraph" => _ = self.paragraphs.insert(name, style),
                    "text" => _ = self.texts.insert(name, style),
                    _ => {}
                }
            }
            (Ns::Style, "default-style") => {
                let paragraph = tag.attribute("family").is_some_and(|family| family == "paragraph");
                let look = read_look(pull)?;
                if paragraph {
                    self.default_paragraph.look = look;
                }
            }
            (Ns::Text, "list-style") => {
                let name = name();
                let list = ListStyle::read(pull)?;
                self.lists.insert(name, list);
            }
            (Ns::Text, "outline-style") => self.outline = Some(ListStyle::read(pull)?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl<'s> Sheet<'s> {
    /// What the paragraph style `name` comes to.
    pub fn paragraph(&self, name: Option<&str>) -> Style<'s> {
        let mut style = self.resolve(name, |styles| &styles.paragraphs);
        style.look = style.look.or(self.common.default_paragraph.look).or(self.own.default_paragraph.look);
        style
    }

    /// What the text style `name` comes to.
    pub fn text(&self, name: Option<&str>) -> TextLook {
        self.resolve(name, |styles| &styles.texts).look
    }

    /// The list style `name`.
    pub fn list(&self, name: &str) -> Option<&'s ListStyle<'s>> {
        self.own.lists.get(name).or_else(|| self.common.lists.get(name))
    }

    /// How headings are numbered.
    pub fn outline(&self) -> Option<&'s ListStyle<'s>> {
        self.common.outline.as_ref().or(self.own.outline.as_ref())
    }

    fn resolve(&self, name: Option<&str>, family: fn(&'s Styles<'s>) -> &'s HashMap<Cow<'s, str>, Style<'s>>) -> Style<'s> {
        let find = |name: &str| family(self.own).get(name).or_else(|| family(self.common).get(name));
        let mut found = Style::default();
        let mut next = name.and_then(find);
        for _ in 0..ANCESTORS_AT_MOST {
            let Some(style) = next else { break };
            found.look = found.look.or(style.look);
            found.outline = found.outline.or(style.outline);
            found.list = found.list.or_else(|| style.list.clone());
            next = style.parent.as_deref().and_then(find);
        }
        found
    }
}

/// `style:text-properties` of the style that was just opened, up to its end.
fn read_look(pull: &mut OdtPull) -> Result<TextLook, Diagnostic> {
    let depth = pull.depth();
    let mut look = TextLook::default();
    loop {
        match pull.next()? {
            Node::Open(tag) if tag.ns == Ns::Style && tag.local() == "text-properties" => look = text_properties(&tag).or(look),
            Node::Open(_) => pull.skip()?,
            Node::Close if pull.depth() < depth => return Ok(look),
            Node::End => return Ok(look),
            _ => {}
        }
    }
}

fn text_properties(tag: &Tag<Ns>) -> TextLook {
    let mut look = TextLook::default();
    for (name, value) in tag.attributes() {
        match name {
            "font-weight" => look.bold = Some(&*value == "bold" || value.parse::<u32>().is_ok_and(|weight| weight >= 600)),
            "font-style" => look.italic = Some(matches!(&*value, "italic" | "oblique")),
            "text-underline-style" => look.underline = Some(&*value != "none"),
            "display" => look.hidden = Some(&*value == "none"),
            _ => {}
        }
    }
    look
}
