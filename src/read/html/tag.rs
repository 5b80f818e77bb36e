//! The elements of html by what a browser makes of them.

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
        match name {
            "p" => Self::Paragraph,
            "div" | "address" | "blockquote" | "center" | "details" | "dialog" | "dir" | "fieldset" | "figcaption" | "figure" | "form"
            | "hgroup" | "legend" | "menu" | "search" | "summary" | "caption" | "thead" | "tbody" | "tfoot" | "frameset" => Self::Block,
            "span" => Self::Inline,
            "a" => Self::Anchor,
            "sup" => Self::Superscript,
            "b" | "strong" => Self::Bold,
            "i" | "em" | "cite" | "dfn" | "var" => Self::Italic,
            "u" | "ins" => Self::Underline,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ol" => Self::OrderedList,
            "ul" => Self::List,
            "li" => Self::Item,
            "table" => Self::Table,
            "tr" => Self::Row,
            "th" => Self::HeadCell,
            "td" => Self::Cell,
            "dl" => Self::DefinitionList,
            "dt" => Self::Term,
            "dd" => Self::Definition,
            "pre" | "listing" | "plaintext" | "xmp" => Self::Pre,
            "main" => Self::Main,
            "article" => Self::Article,
            "section" => Self::Section,
            "nav" => Self::Nav,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "aside" => Self::Aside,
            "button" | "select" | "option" | "optgroup" | "textarea" | "input" => Self::Control,
            "body" => Self::Body,
            "html" => Self::Html,
            "meta" => Self::Meta,
            "link" => Self::Link,
            "head" | "title" | "script" | "style" | "noscript" | "template" | "svg" | "canvas" | "video" | "audio" | "object"
            | "iframe" | "datalist" | "noframes" | "noembed" | "map" | "rp" => Self::Unseen,
            _ => Self::Inline,
        }
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
