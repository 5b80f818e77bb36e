//! One document through all stages. Everything that can be known of it comes out, for the tables and for `inspect`.

use super::account::{self, Account};
use super::{Context, Keep};
use crate::classify;
use crate::diagnostic::{Code, Diagnostic, Pass, Severity};
use crate::export::extract::{DiagnosticExtract, Extract, HeadExtract, State};
use crate::identity;
use crate::model::{Classified, Document, DocumentKind, Report};
use crate::read;
use crate::resolve;
use crate::segment;
use crate::source::{self, Source};
use crate::status;

/// A document with what every stage says of it.
#[derive(Debug)]
pub struct Examination {
    /// As it was read.
    pub document: Document,
    /// Its kind and head.
    pub classified: Classified,
    /// `None` when it is no report, or when no reading found a question.
    pub report: Option<Report>,
    /// The texts of the report's questions, in order.
    pub questions: Vec<String>,
    /// The texts of its answers, in order.
    pub answers: Vec<String>,
    /// Whether every character has its place.
    pub account: Account,
}

/// Sends the bytes of one file through the stages. No output when the file cannot be read.
pub fn examine(name: &str, bytes: &[u8], context: &Context) -> Pass<Examination> {
    let Pass { output, mut diagnostics } = read::read(name, bytes, &context.limits);
    let Some(document) = output else { return Pass { output: None, diagnostics } };
    let (rules, lexicon) = (context.rules, context.lexicon);

    let pass = classify::classify(&document, rules, lexicon);
    diagnostics.extend(pass.diagnostics);
    let Some(classified) = pass.output else { return Pass { output: None, diagnostics } };

    let mut report = None;
    if classified.kind == DocumentKind::Other {
        if !diagnostics.iter().any(|d| d.code == Code::NotAReport) {
            diagnostics.push(Diagnostic::new(Code::NotAReport, not_a_report(&classified)));
        }
    } else {
        let pass = segment::segment(&document, &classified, rules, lexicon);
        diagnostics.extend(pass.diagnostics);
        report = pass.output;
        if report.is_none() && !diagnostics.iter().any(|d| matches!(d.code, Code::NoQuestionFound) || d.severity() == Severity::Error) {
            diagnostics.push(Diagnostic::new(Code::NoQuestionFound, "No question was found."));
        }
    }

    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    if let Some(report) = &mut report {
        questions = report.questions.iter().map(|q| document.text_of(&q.spans)).collect();
        answers = report.answers.iter().map(|a| document.text_of(&a.spans)).collect();
        for (answer, text) in report.answers.iter_mut().zip(&answers) {
            let asked: Vec<&str> = answer.questions.iter().map(|&q| questions[q].as_str()).collect();
            answer.judgement = status::judge(&asked.join("\n"), text, rules);
        }
        resolve::resolve(&document, report, rules, lexicon);
    }

    let account = account::balance(&document, report.as_ref());
    if let Some(fault) = &account.fault {
        diagnostics.push(Diagnostic::new(Code::Unaccounted, fault.clone()));
    }
    Pass::with(Examination { document, classified, report, questions, answers, account }, diagnostics)
}

/// One source as its rows, whatever becomes of it.
pub fn extract(source: &Source, context: &Context) -> Extract {
    let bytes = match source::load(source, &context.limits, &context.shelf) {
        Ok(bytes) => bytes,
        Err(diagnostic) => {
            let mut extract = Extract::failed(&source.name, source.bytes, &diagnostic);
            if diagnostic.code == Code::SkippedEntry {
                extract.state = State::Skipped;
            }
            return extract;
        }
    };
    let sha256 = identity::file_hash(&bytes);
    let Pass { output, diagnostics } = examine(&source.name, &bytes, context);
    let size = bytes.len() as u64;
    drop(bytes);
    let Some(examination) = output else {
        let cause = cause(&diagnostics);
        return Extract {
            sha256,
            diagnostics: diagnostics.iter().map(DiagnosticExtract::from).collect(),
            ..Extract::failed(&source.name, size, &cause)
        };
    };
    let version = identity::version(&examination.document, context.rules);
    let extract = from_examination(&source.name, size, sha256, examination, &diagnostics, context.keep);
    Extract { version, ..extract }
}

/// The rows of a document that was read.
pub fn from_examination(
    source_file: &str,
    bytes: u64,
    sha256: String,
    examination: Examination,
    diagnostics: &[Diagnostic],
    keep: Keep,
) -> Extract {
    let Examination { document, classified, report, questions, answers, account } = examination;
    let head = report.as_ref().map_or(&classified.head, |r| &r.head);
    let kind = report.as_ref().map_or(classified.kind, |r| r.kind);
    let (state, why) = if account.fault.is_some() {
        (State::Partial, find(diagnostics, Code::Unaccounted))
    } else if kind == DocumentKind::Other {
        (State::Skipped, find(diagnostics, Code::NotAReport))
    } else if report.is_none() {
        (State::Partial, find(diagnostics, Code::NoQuestionFound))
    } else {
        (State::Ok, None)
    };
    let worst = diagnostics.iter().max_by_key(|d| d.severity()).filter(|d| d.severity() == Severity::Error);
    let message = match (state, why, worst) {
        (State::Ok, _, None) => String::new(),
        // Read, but a part of it was not.
        (_, None, Some(error)) => error.message.clone(),
        (_, why, _) => why.map_or_else(String::new, |d| d.message.clone()),
    };
    let state = if state == State::Ok && worst.is_some() { State::Partial } else { state };
    let mut extract = Extract {
        source_file: source_file.to_owned(),
        bytes,
        sha256,
        format: Some(document.format),
        state,
        message,
        wanted_id: identity::document_id(source_file, Some(head), Some(&document)),
        version: (0, 0),
        citation_key: identity::citation_key(kind, head).unwrap_or_default(),
        kind: Some(kind),
        structure: None,
        head: HeadExtract::from(head),
        characters: account.characters,
        accounted: account.accounted,
        contributions: Vec::new(),
        questions: Vec::new(),
        answers: Vec::new(),
        references: Vec::new(),
        diagnostics: diagnostics.iter().map(DiagnosticExtract::from).collect(),
        blocks: Vec::new(),
        duplicate_of: String::new(),
        source: None,
    };
    if let Some(report) = &report {
        extract.fill(&document, report, questions, answers);
    }
    if keep.blocks {
        extract.trace(&document, report.as_ref());
    }
    if keep.text {
        extract.keep_text(&document, report.as_ref());
    }
    extract
}

fn find(diagnostics: &[Diagnostic], code: Code) -> Option<&Diagnostic> {
    diagnostics.iter().find(|d| d.code == code)
}

/// Why a document failed: its worst diagnostic.
fn cause(diagnostics: &[Diagnostic]) -> Diagnostic {
    let worst = diagnostics.iter().rev().max_by_key(|d| d.severity());
    worst.cloned().unwrap_or_else(|| Diagnostic::new(Code::InternalError, "It failed without saying why."))
}

fn not_a_report(classified: &Classified) -> String {
    match classified.evidence.is_empty() {
        true => "The document is no question-and-answer report.".to_owned(),
        false => format!("The document is no question-and-answer report: {}", classified.evidence.join("; ")),
    }
}
