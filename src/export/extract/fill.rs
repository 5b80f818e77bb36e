//! An [`Extract`] filled with what the stages found in a document.

use super::{AnswerExtract, BlockExtract, ContributionExtract, Extract, QuestionExtract, ReferenceExtract, SourceText};
use crate::export::jsonl::bytes;
use crate::identity;
use crate::model::{Document, Report, Resolution, ReviewReason, Role, Span, Status, Structure};

impl Extract {
    /// Takes over what `report` says. `questions` and `answers` are the texts of its questions and answers, in order.
    pub fn fill(&mut self, document: &Document, report: &Report, questions: Vec<String>, answers: Vec<String>) {
        assert_indices(report);
        let question_ids = identity::text_ids('q', questions.iter().map(String::as_str));
        let answer_ids = identity::text_ids('a', answers.iter().map(String::as_str));
        let notes = |indices: &[usize]| -> Vec<String> {
            indices.iter().filter_map(|&i| document.notes.get(i)).map(|note| document.slice(note.span).trim().to_owned()).collect()
        };
        let place = |spans: &[Span]| spans.first().map_or((None, None), |span| document.place(span.start));
        let start = |spans: &[Span]| spans.first().map_or(0, |span| span.start);

        self.structure = Some(report.structure);
        self.contributions = report
            .contributions
            .iter()
            .map(|c| ContributionExtract {
                factions: c.factions.clone(),
                as_written: c.as_written.clone(),
                members: c.members.clone(),
                joins: c.joins.clone(),
                remarks: c.remarks.iter().map(|span| document.slice(*span).trim().to_owned()).collect(),
            })
            .collect();
        self.questions = report
            .questions
            .iter()
            .enumerate()
            .zip(questions.into_iter().zip(question_ids))
            .map(|((index, q), (text, id))| {
                let (resolved_status, resolved_answer) = match report.resolutions.get(index) {
                    Some(Resolution::Status(status, answer)) => (Some(*status), *answer),
                    Some(Resolution::Unresolved) => (None, None),
                    None => (Some(q.answer.map_or(Status::Missing, |a| report.answers[a].judgement.status)), q.answer),
                };
                let (page, paragraph) = place(&q.spans);
                QuestionExtract {
                    id,
                    start: start(&q.spans),
                    contribution: q.contribution,
                    numbers: q.numbers.clone(),
                    topic: q.topic.clone(),
                    text,
                    asks: q.asks.iter().map(|ask| (document.slice(ask.span).trim().to_owned(), ask.form)).collect(),
                    cites: q.cites.clone(),
                    notes: notes(&q.notes),
                    answer: q.answer,
                    resolved_status,
                    resolved_answer,
                    review: review(report, index),
                    page,
                    paragraph,
                    same_as: Vec::new(),
                }
            })
            .collect();
        self.answers = report
            .answers
            .iter()
            .zip(answers.into_iter().zip(answer_ids))
            .map(|(a, (text, id))| {
                let (page, paragraph) = place(&a.spans);
                AnswerExtract {
                    id,
                    start: start(&a.spans),
                    questions: a.questions.clone(),
                    numbers: a.numbers.clone(),
                    respondent: a.respondent.clone(),
                    text,
                    status: a.judgement.status,
                    also: a.judgement.also.iter().copied().collect(),
                    evidence: a.judgement.evidence.clone(),
                    repeats: a.repeats,
                    cites: a.cites.clone(),
                    notes: notes(&a.notes),
                    page,
                    paragraph,
                }
            })
            .collect();
        self.references = report
            .references
            .iter()
            .map(|r| ReferenceExtract {
                answer: r.answer,
                text: r.text.clone(),
                kind: r.kind,
                named_factions: r.named_factions.clone(),
                named_numbers: r.named_numbers.clone(),
                named_ordinal: r.named_ordinal,
                named_topic: r.named_topic.clone(),
                named_document: r.named_document.clone(),
                targets: r.targets.clone(),
                certainty: r.certainty,
                candidates: r.candidates.clone(),
                rule: r.rule.clone(),
                final_answer: r.final_answer,
                chain_length: r.chain_length,
                doubt: r.doubt.clone(),
            })
            .collect();
    }

    /// Records every block, or every piece of one, with its role.
    pub fn trace(&mut self, document: &Document, report: Option<&Report>) {
        let row = |block: usize, piece: usize, span: Span, role: Role, rule: &str| {
            let b = &document.blocks[block];
            BlockExtract {
                block: block + 1,
                piece,
                page: b.page,
                paragraph: b.paragraph,
                role: role.as_str().to_owned(),
                rule: rule.to_owned(),
                kind: crate::export::kind_name(&b.kind).to_owned(),
                text: document.slice(span).trim().to_owned(),
            }
        };
        self.blocks = match report {
            None => document.blocks.iter().enumerate().map(|(i, b)| row(i, 1, b.span, Role::Unplaced, "not_a_report")).collect(),
            Some(report) => {
                let (mut last, mut piece) = (usize::MAX, 0);
                let pieces = report.pieces.iter().filter(|_| !document.blocks.is_empty());
                pieces
                    .map(|p| {
                        let block = document.blocks.partition_point(|b| b.span.end <= p.span.start && b.span.start < p.span.start);
                        let block = block.min(document.blocks.len() - 1);
                        piece = if block == last { piece + 1 } else { 1 };
                        last = block;
                        row(block, piece, p.span, p.role, &p.rule)
                    })
                    .collect()
            }
        };
    }

    /// Keeps the text with the place of everything in it.
    pub fn keep_text(&mut self, document: &Document, report: Option<&Report>) {
        let all = |spans: &[Span]| spans.iter().copied().map(bytes).collect::<Vec<_>>();
        let mut source = SourceText { text: document.text.to_string(), ..SourceText::default() };
        match report {
            Some(report) => {
                source.questions = report.questions.iter().map(|q| all(&q.spans)).collect();
                source.asks = report.questions.iter().map(|q| q.asks.iter().map(|ask| bytes(ask.span)).collect()).collect();
                source.answers = report.answers.iter().map(|a| all(&a.spans)).collect();
                source.remarks = report.contributions.iter().map(|c| all(&c.remarks)).collect();
                source.pieces = report.pieces.iter().map(|p| (bytes(p.span), p.role.as_str().to_owned(), p.rule.clone())).collect();
            }
            None => {
                let piece = |b: &crate::model::Block| (bytes(b.span), Role::Unplaced.as_str().to_owned(), "not_a_report".to_owned());
                source.pieces = document.blocks.iter().map(piece).collect();
            }
        }
        self.source = Some(source);
    }
}

/// What the stages say of question `index`, and what follows from its neighbours.
fn review(report: &Report, index: usize) -> Vec<ReviewReason> {
    let question = &report.questions[index];
    let mut review = question.review.clone();
    if report.contributions.get(question.contribution).is_some_and(|c| c.unknown_faction) {
        review.insert(ReviewReason::UnknownFaction);
    }
    match question.answer {
        // Without any answers in the document a missing one is no surprise.
        None if report.structure != Structure::QuestionsOnly => drop(review.insert(ReviewReason::QuestionWithoutAnswer)),
        Some(answer) if report.answers[answer].repeats.is_some() => drop(review.insert(ReviewReason::RepeatedAnswer)),
        _ => {}
    }
    review.into_iter().collect()
}

/// A wrong index is a fault of a stage. It must show here, behind the panic boundary, and not while the tables are written.
fn assert_indices(report: &Report) {
    let question = |index: &usize| assert!(*index < report.questions.len(), "no question {index}");
    let answer = |index: &usize| assert!(*index < report.answers.len(), "no answer {index}");
    report.questions.iter().filter_map(|q| q.answer.as_ref()).for_each(answer);
    for a in &report.answers {
        a.questions.iter().for_each(question);
        a.repeats.iter().for_each(answer);
    }
    for r in &report.references {
        answer(&r.answer);
        r.targets.iter().chain(&r.candidates).for_each(question);
        r.final_answer.iter().for_each(answer);
    }
    for resolution in &report.resolutions {
        if let Resolution::Status(_, Some(index)) = resolution {
            answer(index);
        }
    }
}
