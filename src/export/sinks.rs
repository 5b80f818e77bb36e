//! Everything that a run writes, side by side: each row is made once and given to every output that was asked for.

use std::path::Path;

use super::csv;
use super::extract::DiagnosticExtract;
use super::jsonl;
use super::rows::{Doc, Record};
use super::schema::Table;
use super::selection::Kept;
use super::shape::{self, View};
use super::stream::{self, Row};
use super::summary::{Groups, Summary};
use super::tables;
use super::xlsx;
use crate::cli::OutputFormat;
use crate::diagnostic::{Code, Diagnostic};
use crate::fatal::Fatal;
use crate::plan::Plan;

/// The outputs of a run while they are written.
pub struct Sinks {
    views: Vec<View>,
    csv: Option<csv::Files>,
    book: Option<xlsx::Book>,
    jsonl: Option<jsonl::Lines>,
    trace: bool,
}

impl Sinks {
    /// Makes the files in `folder`.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn create(folder: &Path, plan: &Plan) -> Result<Self, Fatal> {
        let views = shape::views(plan);
        let wanted = |format| plan.formats.contains(&format);
        let csv = wanted(OutputFormat::Csv).then(|| csv::Files::create(folder, &views, plan.dialect)).transpose()?;
        let book = wanted(OutputFormat::Xlsx).then(|| xlsx::Book::create(folder, &views, plan)).transpose()?;
        let jsonl = wanted(OutputFormat::Jsonl).then(|| jsonl::Lines::create(folder)).transpose()?;
        Ok(Self { csv, book, jsonl, trace: plan.trace, views })
    }

    /// Writes all rows of one document. What had to be said about its cells comes back; it is in the table of diagnostics.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>], kept: &Kept) -> Result<Vec<DiagnosticExtract>, Fatal> {
        if let Some(book) = &mut self.book {
            book.document(doc, records);
        }
        let mut said = Said::default();
        if let Some(lines) = &mut self.jsonl {
            lines.document(doc, records, kept)?;
        }
        stream::rows(doc, records, kept, self.trace, |row| self.row(row, &mut said))?;
        let said = said.diagnostics();
        for (index, item) in doc.extract.diagnostics.iter().chain(&said).enumerate() {
            // A message is never as long as a cell; were it, nothing would be left to say so with.
            self.row(stream::diagnostic(doc, index, item), &mut Said::default())?;
        }
        Ok(said)
    }

    /// Writes the summary and everything that is still in memory.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(mut self, run: &Summary, groups: &Groups) -> Result<(), Fatal> {
        for row in groups.rows() {
            self.row(Row::plain(&tables::SUMMARY, tables::summary(row)), &mut Said::default())?;
        }
        if let Some(book) = self.book {
            book.finish(run, groups)?;
        }
        self.jsonl.map_or(Ok(()), jsonl::Lines::finish)?;
        self.csv.map_or(Ok(()), csv::Files::finish)
    }

    fn row(&mut self, row: Row<'_>, said: &mut Said) -> Result<(), Fatal> {
        let Some(view) = self.views.iter().find(|view| view.table.name == row.table.name) else { return Ok(()) };
        let row = Row { cells: view.cells(row.cells), ..row };
        if let Some(csv) = &mut self.csv {
            csv.row(view, &row, &mut said.cuts)?;
        }
        if let Some(book) = &mut self.book
            && book.row(&row, &mut said.cuts)?
        {
            said.split.push(row.table.name);
        }
        Ok(())
    }
}

/// What had to be done to the rows of a document so that a spreadsheet can hold them.
#[derive(Debug, Default)]
struct Said {
    cuts: Vec<Cut>,
    split: Vec<&'static str>,
}

impl Said {
    fn diagnostics(&self) -> Vec<DiagnosticExtract> {
        let split = self.split.iter().map(|table| {
            let message = format!("{}: the rows of `{table}` go on in a further sheet from this document on.", xlsx::FILE);
            DiagnosticExtract::from(&Diagnostic::new(Code::SheetSplit, message))
        });
        self.cuts.iter().map(|cut| DiagnosticExtract::from(&cut.diagnostic())).chain(split).collect()
    }
}

/// The tables of a run: all, `blocks` only with `trace`.
pub fn written(trace: bool) -> Vec<&'static Table> {
    tables::TABLES.iter().copied().filter(|table| trace || table.name != tables::BLOCKS.name).collect()
}

/// A cell that was longer than a spreadsheet can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    place: String,
    column: &'static str,
    row: String,
    units: usize,
}

impl Cut {
    /// The cell in column `at` of `row`, in the file or sheet `place`; `units` is its length in UTF-16 units.
    pub fn new(place: String, view: &View, row: &Row<'_>, at: usize, units: usize) -> Self {
        let name = |at: usize| view.columns.get(at).map_or("", |c| c.column.name);
        let key = row.table.primary_key.first().and_then(|key| (0..view.columns.len()).find(|&at| name(at) == *key));
        let row_name = row.cells.get(key.unwrap_or(0)).map_or_else(String::new, |cell| cell.text().into_owned());
        Self { place, column: name(at), row: row_name, units }
    }

    fn diagnostic(&self) -> Diagnostic {
        let Self { place, column, row, units } = self;
        let limit = super::dialect::CELL_UNITS;
        Diagnostic::new(
            Code::CellCut,
            format!(
                "{place}: the cell `{column}` of {row} has {units} characters and was cut to {limit}, the most that a spreadsheet can hold."
            ),
        )
    }
}
