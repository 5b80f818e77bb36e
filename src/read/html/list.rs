//! Labels of list items as a browser draws them.

use super::super::numeral::{Numeral, letters};
use super::look::{Bullet, Css, Look};
use super::tag::Tag;
use super::tree::{Attr, Element, NONE, NodeId, Tree};

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    bullet: Bullet,
    next: i64,
    step: i64,
}

impl List {
    /// The list `element` at `id`, inside `depth` other lists.
    pub fn new(tree: &Tree, id: NodeId, element: &Element, look: Look, css: Css, depth: usize) -> Self {
        let ordered = element.tag == Tag::OrderedList;
        let drawn = match (ordered, depth) {
            (true, _) => Bullet::Decimal,
            (false, 0) => Bullet::Disc,
            (false, 1) => Bullet::Circle,
            (false, _) => Bullet::Square,
        };
        let by_class = if look.unlabelled {
            Some(Bullet::None)
        } else if look.dash {
            Some(Bullet::Dash)
        } else {
            None
        };
        let bullet = css.bullet.or(by_class).or_else(|| element.get(Attr::Type).and_then(Bullet::named)).unwrap_or(drawn);
        let reversed = ordered && element.get(Attr::Reversed).is_some();
        let start = number(element.get(Attr::Start)).unwrap_or_else(|| if reversed { items(tree, id) } else { 1 });
        Self { bullet, next: start, step: if reversed { -1 } else { 1 } }
    }

    /// What stands before the first line of `element`, the next item.
    pub fn next_label(&mut self, element: &Element, css: Css) -> String {
        if let Some(value) = number(element.get(Attr::Value)) {
            self.next = value;
        }
        let number = self.next;
        self.next = self.next.saturating_add(self.step);
        let bullet = css.bullet.or_else(|| element.get(Attr::Type).and_then(Bullet::named)).unwrap_or(self.bullet);
        label(bullet, number)
    }
}

fn number(value: Option<&str>) -> Option<i64> {
    value?.trim().parse::<i32>().ok().map(i64::from)
}

fn items(tree: &Tree, list: NodeId) -> i64 {
    let mut count = 0;
    let mut at = tree.nodes[list as usize].first;
    while at != NONE {
        count += i64::from(tree.tag(at) == Some(Tag::Item));
        at = tree.nodes[at as usize].next;
    }
    count
}

fn label(bullet: Bullet, number: i64) -> String {
    // Letters and Roman numerals begin at 1; a browser draws other numbers in digits.
    let positive = u32::try_from(number).ok().filter(|n| *n > 0);
    let digits = || format!("{number}.");
    let drawn = |draw: fn(u32) -> String| positive.map_or_else(digits, |n| format!("{}.", draw(n)));
    match bullet {
        Bullet::None => String::new(),
        Bullet::Disc => "•".to_owned(),
        Bullet::Circle => "◦".to_owned(),
        Bullet::Square => "▪".to_owned(),
        Bullet::Dash => "–".to_owned(),
        Bullet::Decimal => digits(),
        Bullet::Letter => drawn(letters),
        Bullet::CapitalLetter => drawn(letters).to_uppercase(),
        Bullet::Roman => drawn(|n| Numeral::LowerRoman.print(n)),
        Bullet::CapitalRoman => drawn(|n| Numeral::UpperRoman.print(n)),
    }
}
