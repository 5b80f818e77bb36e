//! What class names and inline style say: bold, heading, question, hidden.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::super::flow::Face;
use super::tag::Tag;
use super::tree::{Attr, Element};
use crate::model::Markup;
use crate::rules::{Group, Rules};

/// What a class attribute says, see the group `html.class`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub heading: bool,
    pub label: bool,
    pub unlabelled: bool,
    pub dash: bool,
    pub markup: Option<Markup>,
    pub note: bool,
    pub note_mark: bool,
}

/// The looks of all classes of a page; every class attribute is matched once.
pub(super) struct Looks {
    rules: &'static Group,
    note_ids: &'static Group,
    known: RefCell<HashMap<Box<str>, Look, FixedState>>,
}

impl Looks {
    pub fn new() -> Self {
        let rules = Rules::embedded();
        Self { rules: rules.group("html.class"), note_ids: rules.group("html.note_id"), known: RefCell::default() }
    }

    /// Whether a block is a note by its own class or id.
    pub fn is_note(&self, element: &Element) -> bool {
        self.of(element).note || element.get(Attr::Id).is_some_and(|id| self.note_ids.is_match(id))
    }

    /// What the class of `element` says.
    pub fn of(&self, element: &Element) -> Look {
        let Some(class) = element.get(Attr::Class).filter(|class| !class.is_empty()) else { return Look::default() };
        if let Some(look) = self.known.borrow().get(class) {
            return *look;
        }
        let mut look = Look::default();
        for index in self.rules.matching(class) {
            match self.rules.rules()[index].value.as_str() {
                "bold" => look.bold = true,
                "italic" => look.italic = true,
                "underline" => look.underline = true,
                "heading" => look.heading = true,
                "label" => look.label = true,
                "unlabelled" => look.unlabelled = true,
                "dash" => look.dash = true,
                "question" => look.markup = Some(Markup::Question),
                "answer" => look.markup = Some(Markup::Answer),
                "note" => look.note = true,
                "note_mark" => look.note_mark = true,
                _ => {}
            }
        }
        self.known.borrow_mut().insert(class.into(), look);
        look
    }
}

/// How a list draws its labels by style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    None,
    Disc,
    Circle,
    Square,
    Dash,
    Decimal,
    Letter,
    CapitalLetter,
    Roman,
    CapitalRoman,
}

impl Bullet {
    /// By the value of `list-style-type` or of the attribute `type`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            // Only the attribute tells small letters from capitals by case.
            "1" => Self::Decimal,
            "a" => Self::Letter,
            "A" => Self::CapitalLetter,
            "i" => Self::Roman,
            "I" => Self::CapitalRoman,
            _ => match name.to_ascii_lowercase().as_str() {
                "none" => Self::None,
                "disc" => Self::Disc,
                "circle" => Self::Circle,
                "square" => Self::Square,
                "decimal" | "decimal-leading-zero" => Self::Decimal,
                "lower-alpha" | "lower-latin" => Self::Letter,
                "upper-alpha" | "upper-latin" => Self::CapitalLetter,
                "lower-roman" => Self::Roman,
                "upper-roman" => Self::CapitalRoman,
                "\"-\"" | "\"–\"" | "'-'" | "'–'" | "\"- \"" | "'- '" | "\"– \"" | "'– '" => Self::Dash,
                _ => return None,
            },
        })
    }
}

/// What the `style` attribute says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Css {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underline: bool,
    /// Nothing of it is shown.
    pub hidden: bool,
    /// A block where the element is none, or the other way round.
    pub block: Option<bool>,
    pub bullet: Option<Bullet>,
    pub pre: Option<bool>,
}

impl Css {
    /// The style of `element`.
    pub fn of(element: &Element) -> Self {
        let mut css = Self::default();
        let Some(style) = element.get(Attr::Style) else { return css };
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim();
            let lower = value.to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "font-weight" => {
                    let heavy = lower.parse::<u32>().map(|weight| weight >= 600).unwrap_or(matches!(lower.as_str(), "bold" | "bolder"));
                    css.bold = Some(heavy);
                }
                "font-style" => css.italic = Some(lower.starts_with("italic") || lower.starts_with("oblique")),
                "text-decoration" | "text-decoration-line" => css.underline |= lower.contains("underline"),
                "display" => match lower.as_str() {
                    "none" => css.hidden = true,
                    "inline" | "inline-block" | "contents" | "inline-flex" => css.block = Some(false),
                    "block" | "flex" | "grid" | "list-item" => css.block = Some(true),
                    _ => {}
                },
                "visibility" if lower == "hidden" => css.hidden = true,
                "mso-hide" if lower == "all" => css.hidden = true,
                "list-style-type" => css.bullet = Bullet::named(value),
                "list-style" => css.bullet = value.split_whitespace().find_map(Bullet::named),
                "white-space" => css.pre = Some(matches!(lower.as_str(), "pre" | "pre-wrap" | "pre-line" | "break-spaces")),
                _ => {}
            }
        }
        css
    }
}

/// The face of text inside an element, by what is around it, the element itself, its class and its style.
pub(super) fn face(around: Face, tag: Tag, look: Look, css: Css) -> Face {
    let mut face = around;
    match tag {
        Tag::Bold | Tag::HeadCell => face.bold = true,
        // A heading that the site sets in italics is not bold.
        Tag::Heading(_) => face.bold = look.bold || !look.italic,
        Tag::Italic => face.italic = true,
        Tag::Underline => face.underline = true,
        _ => {}
    }
    face.bold |= look.bold;
    face.italic |= look.italic;
    face.underline |= look.underline || css.underline;
    face.bold = css.bold.unwrap_or(face.bold);
    face.italic = css.italic.unwrap_or(face.italic);
    face
}
