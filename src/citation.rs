//! Other Kamerstukken named in a text, in one normal form.

use std::ops::Range;

/// One document named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Byte range of the words.
    pub range: Range<usize>,
    /// `dossier-number` (`32317-967`, `21501-02-3355`, `36600-XVI-12`); `ah-20212022-2347` for an Aanhangsel.
    pub key: String,
}

/// The documents named in `text`, in order; "nrs. 8 en 9" gives two.
pub fn find(text: &str, rules: &crate::rules::Rules) -> Vec<Citation> {
    let _ = (text, rules);
    Vec::new()
}
