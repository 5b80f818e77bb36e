//! References: what their words demand, where they lead, how chains end.

#![allow(clippy::print_stdout, reason = "the figures are the point of the tests")]

mod chains;
mod consistency;
mod real;
mod repetition;
mod scale;
mod seed;
mod wordings;

use overleg::lexicon::Lexicon;
use overleg::model::{Document, Report};
use overleg::read::{Limits, read};
use overleg::rules::Rules;

/// A document through the stages up to `resolve`; `None` when it is no report.
pub fn examined(name: &str, bytes: &[u8]) -> Option<(Document, Report)> {
    let (rules, lexicon) = (Rules::embedded(), Lexicon::embedded());
    let document = read(name, bytes, &Limits::default()).output?;
    let classified = overleg::classify::classify(&document, rules, lexicon).output?;
    let mut report = overleg::segment::segment(&document, &classified, rules, lexicon).output?;
    for at in 0..report.answers.len() {
        let question: String = report.answers[at].questions.iter().map(|q| document.text_of(&report.questions[*q].spans)).collect();
        let answer = document.text_of(&report.answers[at].spans);
        report.answers[at].judgement = overleg::status::judge(&question, &answer, rules);
    }
    overleg::resolve::resolve(&document, &mut report, rules, lexicon);
    Some((document, report))
}

/// The report of a document that is one.
pub fn report(name: &str, bytes: &[u8]) -> Report {
    examined(name, bytes).expect("the document is a report").1
}
