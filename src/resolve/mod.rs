//! References in answers: what their words demand, where they lead, how the chain ends.

use crate::lexicon::Lexicon;
use crate::model::{Document, Report};
use crate::rules::Rules;

/// Fills `references`, `resolutions`, `Answer::repeats` and `Answer::cites`, turns `RefersBack` to `RefersForward` where the
/// target comes later, and adds review reasons to the questions.
pub fn resolve(document: &Document, report: &mut Report, rules: &Rules, lexicon: &Lexicon) {
    let _ = (document, report, rules, lexicon);
}
