//! Everything that a run writes, side by side: each row is made once and given to every output that was asked for.

use std::path::Path;

use super::csv;
use super::extract::DiagnosticExtract;
use super::rows::{Doc, Record};
use super::schema::Table;
use super::stream::{self, Row};
use super::summary::SummaryRow;
use super::tables;
use crate::diagnostic::{Code, Diagnostic};
use crate::fatal::Fatal;
use crate::plan::Plan;

/// The outputs of a run while they are written.
pub struct Sinks {
    csv: csv::Files,
    trace: bool,
}

impl Sinks {
    /// Makes the files in `folder`.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn create(folder: &Path, plan: &Plan) -> Result<Self, Fatal> {
        Ok(Self { csv: csv::Files::create(folder, &written(plan.trace), plan.dialect)?, trace: plan.trace })
    }

    /// Writes all rows of one document. What had to be said about its cells comes back; it is in the table of diagnostics.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>]) -> Result<Vec<DiagnosticExtract>, Fatal> {
        let mut cuts = Vec::new();
        stream::rows(doc, records, self.trace, |row| self.csv.row(&row, &mut cuts))?;
        let said: Vec<DiagnosticExtract> = cuts.iter().map(|cut| DiagnosticExtract::from(&cut.diagnostic())).collect();
        for (index, item) in doc.extract.diagnostics.iter().chain(&said).enumerate() {
            // A message is never as long as a cell; were it, nothing would be left to say so with.
            self.csv.row(&stream::diagnostic(doc, index, item), &mut Vec::new())?;
        }
        Ok(said)
    }

    /// Writes the summary and everything that is still in memory.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish<'a>(mut self, summary: impl Iterator<Item = &'a SummaryRow>) -> Result<(), Fatal> {
        for row in summary {
            self.csv.row(&Row::plain(&tables::SUMMARY, tables::summary(row)), &mut Vec::new())?;
        }
        self.csv.finish()
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
    /// The cell in `column` of `row`, in the file or sheet `place`; `units` is its length in UTF-16 units.
    pub fn new(place: String, row: &Row<'_>, column: usize, units: usize) -> Self {
        let key = row.table.primary_key.first().and_then(|key| row.table.columns.iter().position(|c| c.name == *key));
        let row_name = row.cells.get(key.unwrap_or(0)).map_or_else(String::new, |cell| cell.text().into_owned());
        Self { place, column: row.table.columns.get(column).map_or("", |c| c.name), row: row_name, units }
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
