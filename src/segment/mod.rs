//! A document as contributions, questions and answers: readings compete, the most consistent one wins.

use crate::diagnostic::Pass;
use crate::lexicon::Lexicon;
use crate::model::{Classified, Document, Report};
use crate::rules::Rules;

/// Segments a document. `output` is `None` when no reading found a question.
pub fn segment(document: &Document, classified: &Classified, rules: &Rules, lexicon: &Lexicon) -> Pass<Report> {
    let _ = (document, classified, rules, lexicon);
    todo!()
}
