//! The elements of html by what a browser makes of them.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// An element, as far as the reader tells elements apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Text inside a line.
    Inline,
    /// A block of no further meaning.
    Block,
    Paragraph,
    Heading(u8),
    Bold,
    Italic,
    Underline,
    Break,
    Rule,
    Pre,
    Anchor,
    Superscript,
    OrderedList,
    List,
    Item,
    Table,
    Row,
    HeadCell,
    Cell,
    DefinitionList,
    Term,
    Definition,
    Main,
    Article,
    Section,
    Nav,
    Header,
    Footer,
    Aside,
    /// What a browser shows as a control: buttons, fields, choices.
    Control,
    Body,
    Html,
    Meta,
    Link,
    /// Nothing of it is shown.
    Unseen,
}

impl Tag {
    /// The element of this name, in lower case.
    pub fn named(name: &str) -> Self {
        // Asked of every element: one look at a table instead of a comparison with each name.
        static TAGS: LazyLock<HashMap<&str, Tag, FixedState>> =
            LazyLock::new(|| NAMES.iter().flat_map(|(tag, names)| names.split(' ').map(|name| (name, *tag))).collect());
        TAGS.get(name).copied().unwrap_or(Self::Inline)
    }

    /// Whether it begins a new line.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Bold
                | Self::Italic
                | Self::Underline
                | Self::Break
                | Self::Anchor
                | Self::Superscript
                | Self::Control
                | Self::Meta
                | Self::Link
                | Self::Unseen
        )
    }

    /// Whether nothing of it is shown.
    pub fn is_unseen(self) -> bool {
        self == Self::Unseen
    }
}

/// The names of the elements that are known.
const NAMES: &[(Tag, &str)] = &[
    (Tag::Paragraph, "p"),
    (
        Tag::Block,
        "div address blockquote center details dialog dir fieldset figcaption figure form hgroup legend menu search summary \
         caption thead tbody tfoot frameset",
    ),
    (Tag::Inline, "span"),
    (Tag::Anchor, "a"),
    (Tag::Superscript, "sup"),
    (Tag::Bold, "b strong"),
    (Tag::Italic, "i em cite dfn var"),
    (Tag::Underline, "u ins"),
    (Tag::Break, "br"),
    (Tag::Rule, "hr"),
    (Tag::Heading(1), "h1"),
    (Tag::Heading(2), "h2"),
    (Tag::Heading(3), "h3"),
    (Tag::Heading(4), "h4"),
    (Tag::Heading(5), "h5"),
    (Tag::Heading(6), "h6"),
    (Tag::OrderedList, "ol"),
    (Tag::List, "ul"),
    (Tag::Item, "li"),
    (Tag::Table, "table"),
    (Tag::Row, "tr"),
    (Tag::HeadCell, "th"),
    (Tag::Cell, "td"),
    (Tag::DefinitionList, "dl"),
    (Tag::Term, "dt"),
    (Tag::Definition, "dd"),
    (Tag::Pre, "pre listing plaintext xmp"),
    (Tag::Main, "main"),
    (Tag::Article, "article"),
    (Tag::Section, "section"),
    (Tag::Nav, "nav"),
    (Tag::Header, "header"),
    (Tag::Footer, "footer"),
    (Tag::Aside, "aside"),
    (Tag::Control, "button select option optgroup textarea input"),
    (Tag::Body, "body"),
    (Tag::Html, "html"),
    (Tag::Meta, "meta"),
    (Tag::Link, "link"),
    (Tag::Unseen, "head title script style noscript template svg canvas video audio object iframe datalist noframes noembed map rp"),
];
