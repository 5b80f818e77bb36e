//! The namespaces of Office Open XML, transitional and strict.

use crate::read::Limits;
use crate::read::pull::Pull;

/// A namespace whose elements mean something to this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ns {
    /// WordprocessingML.
    Word,
    /// Formulas.
    Math,
    /// Markup compatibility.
    Compatibility,
    /// DrawingML, for text that stands in a drawing itself.
    Drawing,
    /// Any other.
    #[default]
    Other,
}

/// A parser over a part of a docx.
pub type WordPull<'a> = Pull<'a, Ns>;

/// Prefixes that every writer uses: understood also where a part forgets to declare them.
const CUSTOMARY: &[(&str, Ns)] = &[("w", Ns::Word), ("m", Ns::Math), ("mc", Ns::Compatibility), ("a", Ns::Drawing)];

/// A parser over the part `part` with content `text`.
pub fn pull<'a>(part: &'a str, text: &'a str, limits: &Limits) -> WordPull<'a> {
    Pull::new(part, text, limits, CUSTOMARY, classify)
}

fn classify(uri: &str) -> Ns {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compatibility,
        "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => Ns::Drawing,
        _ => Ns::Other,
    }
}
