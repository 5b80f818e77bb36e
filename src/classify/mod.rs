//! Which kind of paper a document is, on which evidence, and what its head says.

use crate::diagnostic::Pass;
use crate::lexicon::Lexicon;
use crate::model::{Classified, Document};
use crate::rules::Rules;

/// Classifies a document and reads its head. Always has an output; a document that is no report is `DocumentKind::Other`.
pub fn classify(document: &Document, rules: &Rules, lexicon: &Lexicon) -> Pass<Classified> {
    let _ = (document, rules, lexicon);
    todo!()
}
