//! One document through all stages, as records to compare.

use overleg::lexicon::Lexicon;
use overleg::model::{Document, DocumentKind, Report, Status, count_characters};
use overleg::rules::Rules;
use overleg::score::ReadRecord;
use overleg::{classify, read, resolve, segment, status};

/// A document that was read.
pub struct Reading {
    /// Its text.
    pub document: Document,
    /// What was found in it; `None` when it was taken for another kind of paper.
    pub report: Option<Report>,
}

/// Reads `bytes`; `None` when not even a document came out.
pub fn read(name: &str, bytes: &[u8]) -> Option<Reading> {
    let (rules, lexicon) = (Rules::embedded(), Lexicon::embedded());
    let document = read::read(name, bytes, &read::Limits::default()).output?;
    let report = classify::classify(&document, rules, lexicon)
        .output
        .filter(|classified| classified.kind != DocumentKind::Other)
        .and_then(|classified| segment::segment(&document, &classified, rules, lexicon).output);
    Some(Reading { document, report })
}

impl Reading {
    /// Judges the answers and resolves their references.
    pub fn resolve(&mut self) {
        let Some(report) = &mut self.report else { return };
        let (rules, lexicon) = (Rules::embedded(), Lexicon::embedded());
        for index in 0..report.answers.len() {
            let answer = self.document.text_of(&report.answers[index].spans);
            let question: Vec<String> =
                report.answers[index].questions.iter().map(|&q| self.document.text_of(&report.questions[q].spans)).collect();
            report.answers[index].judgement = status::judge(&question.join("\n"), &answer, rules);
        }
        resolve::resolve(&self.document, report, rules, lexicon);
    }

    /// The records, one per question.
    pub fn records(&self) -> Vec<ReadRecord> {
        let Some(report) = &self.report else { return Vec::new() };
        let text = |spans: &[_]| self.document.text_of(spans);
        report
            .questions
            .iter()
            .map(|q| {
                let answer = q.answer.map(|a| &report.answers[a]);
                ReadRecord {
                    question: text(&q.spans),
                    answer: answer.map(|a| text(&a.spans)).unwrap_or_default(),
                    factions: report.contributions[q.contribution].factions.clone(),
                    topic: q.topic.clone(),
                    status: answer.map_or(Status::Missing, |a| a.judgement.status).as_str().to_owned(),
                    asks: q.asks.len(),
                    review: !q.review.is_empty(),
                }
            })
            .collect()
    }

    /// Every character is in one piece, and the pieces are in order.
    pub fn balance(&self) -> Result<(), String> {
        let document = &self.document;
        let removed: u64 = document.removed.iter().map(|r| count_characters(&r.text)).sum();
        let blocks: u64 = document.blocks.iter().map(|b| count_characters(document.slice(b.span))).sum();
        if blocks + removed != document.characters + document.added {
            return Err(format!("reading: {blocks} in blocks and {removed} removed of {} and {}", document.characters, document.added));
        }
        let Some(report) = &self.report else { return Ok(()) };
        let pieces: u64 = report.pieces.iter().map(|p| count_characters(document.slice(p.span))).sum();
        if pieces != blocks {
            return Err(format!("segmenting: {pieces} in pieces of {blocks}"));
        }
        match report.pieces.windows(2).find(|w| w[0].span.end > w[1].span.start) {
            Some(pair) => Err(format!("pieces overlap: {pair:?}")),
            None => Ok(()),
        }
    }
}
