//! Texts that a converter flattened to one line.
use super::lines::{Line, LineRules};

/// The lines of a flattened text; `None` when the text is not flattened.
pub fn lines<'t>(_text: &'t str, _rules: &LineRules) -> Option<Vec<Line<'t>>> {
    None
}
