//! Page and site furniture, told by the words of a whole line (group `furniture` of the rules).

use std::sync::OnceLock;

use crate::model::Furniture;
use crate::rules::{Lines, Rules};

/// Longest line, in bytes, that can be furniture; a longer one is text that quotes it.
const LONGEST: usize = 400;

/// What piece of furniture a whole line is, if any.
pub(super) fn of_line(line: &str) -> Option<Furniture> {
    static LINES: OnceLock<Lines> = OnceLock::new();
    if line.len() > LONGEST {
        return None;
    }
    let rule = LINES.get_or_init(|| Lines::of(Rules::embedded().group("furniture"))).first_rule(line)?;
    Some(match rule.value.as_str() {
        "page_head" => Furniture::PageHead,
        "page_foot" => Furniture::PageFoot,
        "page_number" => Furniture::PageNumber,
        "site_head" => Furniture::SiteHead,
        _ => Furniture::Navigation,
    })
}
