//! What a reader of an answer gets: status, signals, and the words that decided.

use crate::model::Judgement;
use crate::rules::Rules;

/// Judges one answer by the codebook. `question` is its question's text; an empty `answer` is `Missing`.
/// An answer that only refers within the document is `RefersBack`; `resolve` turns it to `RefersForward` where it points ahead.
pub fn judge(question: &str, answer: &str, rules: &Rules) -> Judgement {
    let _ = (question, answer, rules);
    todo!()
}
