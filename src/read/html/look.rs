//! What class names and inline style say: bold, heading, question, hidden.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

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
    /// A list of notes.
    pub notes: bool,
    pub note_mark: bool,
    /// What it says of a part of the site, see the group `html.furniture`.
    pub site: Option<&'static str>,
}

thread_local! {
    /// What the class attributes of the pages read so far say. Sites have few, and each is matched once.
    static KNOWN: RefCell<HashMap<Box<str>, Look, RandomState>> = RefCell::default();
}

/// Class attributes that a thread remembers.
const MOST_KNOWN: usize = 2_000;
/// Longest that is worth it, in bytes.
const LONGEST_KNOWN: usize = 200;

/// The rules for the looks of elements.
pub(super) struct Looks {
    classes: &'static Group,
    sites: &'static Group,
    note_ids: &'static Group,
}

impl Looks {
    pub fn new() -> Self {
        let rules = Rules::embedded();
        Self { classes: rules.group("html.class"), sites: rules.group("html.furniture"), note_ids: rules.group("html.note_id") }
    }

    /// Whether a block is a note by its own class or id.
    pub fn is_note(&self, element: &Element) -> bool {
        self.of(element).note || element.get(Attr::Id).is_some_and(|id| self.note_ids.is_match(id))
    }

    /// What the class of `element` says.
    pub fn of(&self, element: &Element) -> Look {
        let Some(class) = element.get(Attr::Class).filter(|class| !class.is_empty()) else { return Look::default() };
        KNOWN.with_borrow_mut(|known| {
            if let Some(look) = known.get(class) {
                return *look;
            }
            let look = self.of_class(class);
            if class.len() <= LONGEST_KNOWN {
                if known.len() >= MOST_KNOWN {
                    known.clear();
                }
                known.insert(class.into(), look);
            }
            look
        })
    }

    /// What the name of a part of the page says of it.
    pub fn site(&self, name: &str) -> Option<&'static str> {
        self.sites.first_rule(name).map(|rule| rule.value.as_str())
    }

    fn of_class(&self, class: &str) -> Look {
        let mut look = Look { site: self.site(class), ..Look::default() };
        for index in self.classes.matching(class) {
            match self.classes.rules()[index].value.as_str() {
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
                "notes" => look.notes = true,
                "note_mark" => look.note_mark = true,
                _ => {}
            }
        }
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
