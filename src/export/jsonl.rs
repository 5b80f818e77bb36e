//! `documents.jsonl`: one document a line, nested, with the text that was read and the place of everything in it.
//!
//! Callers may rely on this: every input file has a line, in the order of the inputs; a line fits
//! `data/document.schema.json`; a span counts characters (Unicode code points) of `text` from 0, its end is one past the
//! last; what is not known is `null`, never an empty text. Names and values are English whatever the language of the tables.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::extract::{ReferenceExtract, SourceText};
use super::rows::{Doc, Item, Record};
use super::selection::Kept;
use crate::fatal::Fatal;
use crate::model::{Chamber, DocumentKind, Format, Span, Status, Structure};

/// The file's name.
pub const FILE: &str = "documents.jsonl";

/// The file while it is written.
pub struct Lines {
    file: BufWriter<File>,
    path: PathBuf,
}

impl Lines {
    /// An empty file in `folder`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(folder: &Path) -> Result<Self, Fatal> {
        let path = folder.join(FILE);
        let file = File::create(&path).map_err(|source| Fatal::Output { path: path.clone(), source })?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), path })
    }

    /// Writes one document. `records` are those of its records that are kept.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>], kept: &Kept) -> Result<(), Fatal> {
        let failed = |source| Fatal::Output { path: self.path.clone(), source };
        serde_json::to_writer(&mut self.file, &document(doc, records, kept)).map_err(|e| failed(e.into()))?;
        self.file.write_all(b"\n").map_err(failed)
    }

    /// Writes what is still in memory.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(mut self) -> Result<(), Fatal> {
        self.file.flush().and_then(|()| self.file.get_ref().sync_all()).map_err(|source| Fatal::Output { path: self.path, source })
    }
}

fn document(doc: Doc<'_>, records: &[Record<'_>], kept: &Kept) -> Value {
    let extract = doc.extract;
    let head = &extract.head;
    let source = extract.source.as_ref();
    let places = Places::new(source);
    json!({
        "document_id": doc.id,
        "source_file": extract.source_file,
        "format": extract.format.map(Format::as_str),
        "sha256": known(&extract.sha256),
        "bytes": extract.bytes,
        "document_kind": extract.kind.map(DocumentKind::as_str),
        "structure": extract.structure.map(Structure::as_str),
        "state": extract.state.as_str(),
        "duplicate_of": known(&extract.duplicate_of),
        "message": known(&extract.message),
        "chamber": head.chamber.map(Chamber::as_str),
        "dossier": known(&head.dossier),
        "dossier_title": known(&head.dossier_title),
        "document_number": known(&head.document_number),
        "title": known(&head.title),
        "committee": known(&head.committee),
        "respondent": split(&head.respondent),
        "adopted_on": known(&head.adopted_on),
        "asked_on": known(&head.asked_on),
        "answered_on": known(&head.answered_on),
        "agenda": head.agenda,
        "characters": extract.characters,
        "accounted": extract.accounted,
        "text": source.map(|s| s.text.as_str()),
        "contributions": contributions(doc, kept, &places),
        "questions": questions(doc, records, &places),
        "answers": answers(doc, kept, &places),
        "references": doc.items(&extract.references).filter(|row| kept.answers[row.item.answer]).map(|row| reference(doc, &row)).collect::<Vec<_>>(),
        "pieces": places.pieces(),
        "diagnostics": extract.diagnostics.iter().map(|d| json!({
            "severity": d.severity().as_str(), "code": d.code, "message": d.message, "hint": known(d.hint()), "page": d.page, "paragraph": d.paragraph,
        })).collect::<Vec<_>>(),
    })
}

fn contributions(doc: Doc<'_>, kept: &Kept, places: &Places<'_>) -> Vec<Value> {
    let shown = doc.items(&doc.extract.contributions).filter(|row| kept.contributions[row.index]);
    shown
        .map(|row| {
            let c = row.item;
            json!({
                "faction_id": doc.faction_id(row.index).text(),
                "seq": row.index + 1,
                "factions": c.factions,
                "as_written": known(&c.as_written),
                "members": c.members,
                "joins": c.joins,
                "remarks": c.remarks.iter().enumerate().map(|(n, text)| json!({
                    "text": text,
                    "span": places.source.and_then(|s| s.remarks.get(row.index)?.get(n)).map(|span| places.of(*span)),
                })).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn questions(doc: Doc<'_>, records: &[Record<'_>], places: &Places<'_>) -> Vec<Value> {
    let mut shown: Vec<&Record<'_>> = records.iter().filter(|record| record.question.is_some()).collect();
    shown.sort_by_key(|record| record.seq);
    shown
        .into_iter()
        .filter_map(|record| Some((record, record.question?, record.seq? - 1)))
        .map(|(record, q, index)| {
            json!({
                "question_id": doc.id_of(&q.id).text(),
                "faction_id": id(&doc.contribution_id(q.contribution).text()),
                "seq": index + 1,
                "numbers": strings(&q.numbers),
                "topic": known(&q.topic),
                "text": q.text,
                "spans": places.all(places.source.and_then(|s| s.questions.get(index))),
                "asks": q.asks.iter().enumerate().map(|(n, (text, form))| json!({
                    "text": text,
                    "form": form.as_str(),
                    "span": places.source.and_then(|s| s.asks.get(index)?.get(n)).map(|span| places.of(*span)),
                })).collect::<Vec<_>>(),
                "cites": q.cites,
                "notes": q.notes,
                "answer_id": id(&doc.answer_id(q.answer).text()),
                "status": record.status().as_str(),
                "refers_to": split(&doc.question_ids(&record.refers_to()).text()),
                "resolved_status": q.resolved_status.map(Status::as_str),
                "resolved_answer_id": id(&doc.answer_id(q.resolved_answer).text()),
                "same_as": q.same_as,
                "unanswered": record.unanswered().as_str(),
                "review_reasons": q.review.iter().map(|r| r.as_str()).collect::<Vec<_>>(),
                "page": q.page,
                "paragraph": q.paragraph,
            })
        })
        .collect()
}

fn answers(doc: Doc<'_>, kept: &Kept, places: &Places<'_>) -> Vec<Value> {
    let shown = doc.items(&doc.extract.answers).filter(|row| kept.answers[row.index]);
    shown
        .map(|row| {
            let a = row.item;
            json!({
                "answer_id": doc.id_of(&a.id).text(),
                "question_ids": split(&doc.question_ids(&a.questions).text()),
                "numbers": strings(&a.numbers),
                "respondent": split(doc.respondent(Some(a))),
                "text": a.text,
                "spans": places.all(places.source.and_then(|s| s.answers.get(row.index))),
                "status": a.status.as_str(),
                "also": a.also.iter().map(|s| s.as_str()).collect::<Vec<_>>(),
                "evidence": known(&a.evidence),
                "repeats": id(&doc.answer_id(a.repeats).text()),
                "cites": a.cites,
                "notes": a.notes,
                "page": a.page,
                "paragraph": a.paragraph,
            })
        })
        .collect()
}

fn reference(doc: Doc<'_>, row: &Item<'_, ReferenceExtract>) -> Value {
    let r = row.item;
    json!({
        "reference_id": row.reference_id().text(),
        "answer_id": doc.answer_id(Some(r.answer)).text(),
        "seq": row.seq_in_answer(),
        "text": r.text,
        "kind": r.kind.as_str(),
        "named_factions": r.named_factions,
        "named_numbers": strings(&r.named_numbers),
        "named_ordinal": r.named_ordinal,
        "named_topic": known(&r.named_topic),
        "named_document": known(&r.named_document),
        "target_question_ids": split(&doc.question_ids(&r.targets).text()),
        "target_answer_ids": split(&row.target_answers().text()),
        "certainty": r.certainty.as_str(),
        "candidates": split(&doc.question_ids(&r.candidates).text()),
        "rule": known(&r.rule),
        "final_answer_id": id(&doc.answer_id(r.final_answer).text()),
        "chain_length": r.chain_length,
        "doubt": known(&r.doubt),
    })
}

/// From the bytes of a text to its characters.
struct Places<'a> {
    source: Option<&'a SourceText>,
    /// Where each character begins.
    starts: Vec<u32>,
}

impl<'a> Places<'a> {
    fn new(source: Option<&'a SourceText>) -> Self {
        Self { source, starts: source.map_or_else(Vec::new, |s| s.text.char_indices().map(|(at, _)| at as u32).collect()) }
    }

    fn character(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start < byte)
    }

    fn of(&self, span: (u32, u32)) -> Value {
        json!({ "start": self.character(span.0), "end": self.character(span.1) })
    }

    fn all(&self, spans: Option<&Vec<(u32, u32)>>) -> Vec<Value> {
        spans.into_iter().flatten().map(|span| self.of(*span)).collect()
    }

    fn pieces(&self) -> Vec<Value> {
        let piece = |(span, role, rule): &((u32, u32), String, String)| json!({ "start": self.character(span.0), "end": self.character(span.1), "role": role, "rule": rule });
        self.source.map_or_else(Vec::new, |s| s.pieces.iter().map(piece).collect())
    }
}

/// A span as it is kept until the document is written.
pub fn bytes(span: Span) -> (u32, u32) {
    (span.start, span.end)
}

fn known(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn id(text: &str) -> Option<String> {
    known(text).map(str::to_owned)
}

fn split(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

fn strings<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}
