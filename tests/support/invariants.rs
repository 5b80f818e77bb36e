//! What must hold of any bytes, in tests and fuzz targets alike.

use overleg::diagnostic::{Code, Pass};
use overleg::model::{Document, Role};
use overleg::pipeline::stages::Examination;
use overleg::read::normalize;

/// What a reader made: a document whose blocks cover its text and whose books balance, or a reason.
pub fn check_document(pass: &Pass<Document>) {
    let Some(document) = &pass.output else {
        assert!(!pass.diagnostics.is_empty(), "it failed without a reason");
        return;
    };
    assert!(normalize::covers(document), "the blocks do not cover the text");
    assert_eq!(normalize::balance(document), 0, "the books do not balance");
    for note in &document.notes {
        assert!(document.text.get(note.span.range()).is_some(), "a note's span is not valid");
        assert!(note.anchor.is_none_or(|at| document.text.is_char_boundary(at as usize)), "a note's anchor is not valid");
    }
}

/// What the stages made: every character in one place, every span valid, every index one of the report's.
pub fn check_examination(pass: &Pass<Examination>) {
    let Some(examination) = &pass.output else {
        assert!(!pass.diagnostics.is_empty(), "it failed without a reason");
        return;
    };
    let Examination { document, report, account, .. } = examination;
    assert_eq!(account.fault, None, "unaccounted text");
    assert_eq!(account.accounted, account.characters, "unaccounted characters");
    assert!(pass.diagnostics.iter().all(|d| d.code != Code::InternalError));
    let Some(report) = report else { return };
    let valid = |span: &overleg::model::Span| document.text.get(span.range()).is_some();
    assert!(report.pieces.iter().all(|piece| valid(&piece.span)), "a piece's span is not valid");
    assert!(report.pieces.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "pieces overlap");
    for piece in &report.pieces {
        match piece.role {
            Role::Question(at) => assert!(at < report.questions.len()),
            Role::Answer(at) => assert!(at < report.answers.len()),
            Role::Remark(at) => assert!(at < report.contributions.len()),
            _ => {}
        }
    }
    for question in &report.questions {
        assert!(question.spans.iter().all(valid) && question.asks.iter().all(|ask| valid(&ask.span)));
        assert!(question.contribution < report.contributions.len() && question.answer.is_none_or(|at| at < report.answers.len()));
    }
    for answer in &report.answers {
        assert!(answer.spans.iter().all(valid) && answer.questions.iter().all(|at| *at < report.questions.len()));
    }
    for reference in &report.references {
        assert!(reference.answer < report.answers.len());
        assert!(reference.targets.iter().chain(&reference.candidates).all(|at| *at < report.questions.len()));
    }
}
