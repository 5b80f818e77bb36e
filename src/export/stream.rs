//! All rows of one document, table by table, as every output takes them.

use super::rows::{Doc, Item, Record};
use super::schema::{Cell, Table};
use super::selection::Kept;
use super::tables;
use crate::export::extract::{DiagnosticExtract, Unanswered};
use crate::fatal::Fatal;

/// A row on its way to the outputs.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// Its table.
    pub table: &'static Table,
    /// One for each column of the table.
    pub cells: Vec<Cell<'a>>,
    /// What stands out about it.
    pub mark: Mark,
}

impl<'a> Row<'a> {
    /// A row of which nothing stands out.
    pub fn plain(table: &'static Table, cells: Vec<Cell<'a>>) -> Self {
        Self { table, cells, mark: Mark::default() }
    }
}

/// What a spreadsheet shows by colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether the question remains unanswered; `None` where a row is no question.
    pub unanswered: Option<Unanswered>,
    /// Whether a person should look.
    pub review: bool,
}

/// Gives every row of a document that is `kept`, but its diagnostics, to `take`. `records` are those that are kept.
///
/// # Errors
/// Those of `take`.
pub fn rows<'a>(
    doc: Doc<'a>,
    records: &[Record<'a>],
    kept: &Kept,
    trace: bool,
    mut take: impl FnMut(Row<'a>) -> Result<(), Fatal>,
) -> Result<(), Fatal> {
    let extract = doc.extract;
    take(Row::plain(&tables::DOCUMENTS, tables::document(doc)))?;
    for record in records {
        let mark = Mark { unanswered: Some(record.unanswered()), review: !record.review().is_empty() };
        take(Row { table: &tables::RECORDS, cells: tables::record(record), mark })?;
    }
    for row in doc.items(&extract.contributions).filter(|row| kept.contributions[row.index]) {
        take(Row::plain(&tables::FACTIONS, tables::faction(row)))?;
    }
    for row in doc.items(&extract.questions).filter(|row| kept.questions[row.index]) {
        let mark = Mark { unanswered: Some(row.item.unanswered()), review: !row.item.review.is_empty() };
        take(Row { table: &tables::QUESTIONS, cells: tables::question(row), mark })?;
    }
    for row in doc.asks().filter(|ask| kept.questions[ask.question_index]) {
        take(Row::plain(&tables::ASKS, tables::ask(row)))?;
    }
    for row in doc.items(&extract.answers).filter(|row| kept.answers[row.index]) {
        take(Row::plain(&tables::ANSWERS, tables::answer(row)))?;
    }
    for row in doc.items(&extract.references).filter(|row| kept.answers[row.item.answer]) {
        take(Row::plain(&tables::REFERENCES, tables::reference(row)))?;
    }
    if trace {
        for row in doc.items(&extract.blocks) {
            take(Row::plain(&tables::BLOCKS, tables::block(row)))?;
        }
    }
    Ok(())
}

/// The row of a message about a document.
pub fn diagnostic<'a>(doc: Doc<'a>, index: usize, item: &'a DiagnosticExtract) -> Row<'a> {
    Row::plain(&tables::DIAGNOSTICS, tables::diagnostic(Item { doc, index, item }))
}
