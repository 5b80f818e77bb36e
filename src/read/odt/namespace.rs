//! The namespaces of OpenDocument.

use crate::read::Limits;
use crate::read::pull::Pull;

/// A namespace whose elements mean something to this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ns {
    /// The document's frame.
    Office,
    /// Text.
    Text,
    /// Tables.
    Table,
    /// Styles.
    Style,
    /// Frames and shapes.
    Draw,
    /// Any other.
    #[default]
    Other,
}

/// A parser over a part of an odt.
pub type OdtPull<'a> = Pull<'a, Ns>;

/// Prefixes that every writer uses: understood also where a part forgets to declare them.
const CUSTOMARY: &[(&str, Ns)] =
    &[("office", Ns::Office), ("text", Ns::Text), ("table", Ns::Table), ("style", Ns::Style), ("draw", Ns::Draw)];

/// A parser over the part `part` with content `text`.
pub fn pull<'a>(part: &'a str, text: &'a str, limits: &Limits) -> OdtPull<'a> {
    Pull::new(part, text, limits, CUSTOMARY, classify)
}

fn classify(uri: &str) -> Ns {
    match uri.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
        Some("office:1.0") => Ns::Office,
        Some("text:1.0") => Ns::Text,
        Some("table:1.0") => Ns::Table,
        Some("style:1.0") => Ns::Style,
        Some("drawing:1.0") => Ns::Draw,
        _ => Ns::Other,
    }
}
