//! Labels of list items as the print shows them.

use super::super::numeral::{Numeral, letters};

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    style: Style,
    items: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Every item brings its own label.
    Own,
    Mark(&'static str),
    Numbers,
    Letters,
    Romans,
}

impl List {
    /// A list by its attributes `type` and `start`. A list of unknown type has bullets.
    pub fn new(kind: Option<&str>, start: Option<&str>) -> Self {
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        let style = match kind.as_str() {
            "expliciet" | "ongemarkeerd" | "geen" | "none" => Style::Own,
            "ndash" | "streep" | "streepje" | "liggend-streepje" | "dash" => Style::Mark("–"),
            "1" | "arabisch" | "num" | "nummer" | "cijfer" | "decimal" => Style::Numbers,
            "a" | "alfa" | "letter" | "alpha" => Style::Letters,
            "i" | "romein" | "roman" => Style::Romans,
            _ => Style::Mark("•"),
        };
        let start = start.and_then(|s| s.trim().parse::<u32>().ok()).unwrap_or(1);
        Self { style, items: start.saturating_sub(1) }
    }

    /// The label of the next item.
    pub fn next_label(&mut self) -> String {
        self.items = self.items.saturating_add(1);
        match self.style {
            Style::Own => String::new(),
            Style::Mark(mark) => mark.to_owned(),
            Style::Numbers => format!("{}.", self.items),
            Style::Letters => format!("{}.", letters(self.items)),
            Style::Romans => format!("{}.", Numeral::LowerRoman.print(self.items)),
        }
    }
}
