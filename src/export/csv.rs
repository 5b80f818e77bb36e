//! The tables as comma-separated text: UTF-8, no byte order mark, line feeds, quotes where needed, text untouched.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::rows::{Doc, Record};
use super::schema::{Cell, Table};
use super::summary::SummaryRow;
use super::tables;
use crate::fatal::Fatal;

/// The CSV files of a run while they are written.
pub struct Files {
    records: TableFile,
    documents: TableFile,
    factions: TableFile,
    questions: TableFile,
    asks: TableFile,
    answers: TableFile,
    references: TableFile,
    diagnostics: TableFile,
    summary: TableFile,
    blocks: Option<TableFile>,
}

impl Files {
    /// Makes the files in `folder`, each with its header. `blocks.csv` only with `trace`.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn create(folder: &Path, trace: bool) -> Result<Self, Fatal> {
        let file = |table| TableFile::create(folder, table);
        Ok(Self {
            records: file(&tables::RECORDS)?,
            documents: file(&tables::DOCUMENTS)?,
            factions: file(&tables::FACTIONS)?,
            questions: file(&tables::QUESTIONS)?,
            asks: file(&tables::ASKS)?,
            answers: file(&tables::ANSWERS)?,
            references: file(&tables::REFERENCES)?,
            diagnostics: file(&tables::DIAGNOSTICS)?,
            summary: file(&tables::SUMMARY)?,
            blocks: if trace { Some(file(&tables::BLOCKS)?) } else { None },
        })
    }

    /// Writes all rows of one document.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>]) -> Result<(), Fatal> {
        let extract = doc.extract;
        self.documents.row(&tables::document(doc))?;
        records.iter().try_for_each(|row| self.records.row(&tables::record(row)))?;
        doc.items(&extract.contributions).try_for_each(|row| self.factions.row(&tables::faction(row)))?;
        doc.items(&extract.questions).try_for_each(|row| self.questions.row(&tables::question(row)))?;
        doc.asks().try_for_each(|row| self.asks.row(&tables::ask(row)))?;
        doc.items(&extract.answers).try_for_each(|row| self.answers.row(&tables::answer(row)))?;
        doc.items(&extract.references).try_for_each(|row| self.references.row(&tables::reference(row)))?;
        doc.items(&extract.diagnostics).try_for_each(|row| self.diagnostics.row(&tables::diagnostic(row)))?;
        if let Some(blocks) = &mut self.blocks {
            doc.items(&extract.blocks).try_for_each(|row| blocks.row(&tables::block(row)))?;
        }
        Ok(())
    }

    /// Writes the summary and everything that is still in memory.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish<'a>(mut self, summary: impl Iterator<Item = &'a SummaryRow>) -> Result<(), Fatal> {
        for row in summary {
            self.summary.row(&tables::summary(row))?;
        }
        let Self { records, documents, factions, questions, asks, answers, references, diagnostics, summary, blocks } = self;
        let files = [records, documents, factions, questions, asks, answers, references, diagnostics, summary];
        files.into_iter().chain(blocks).try_for_each(TableFile::finish)
    }
}

struct TableFile {
    writer: csv::Writer<BufWriter<File>>,
    path: PathBuf,
}

impl TableFile {
    fn create(folder: &Path, table: &Table) -> Result<Self, Fatal> {
        let path = folder.join(format!("{}.csv", table.name));
        let file = File::create(&path).map_err(|source| Fatal::Output { path: path.clone(), source })?;
        // The csv crate buffers too; its own buffer is enough.
        let mut file =
            Self { writer: csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(BufWriter::with_capacity(0, file)), path };
        let header: Vec<Cell<'_>> = table.columns.iter().map(|column| Cell::Text(column.name.into())).collect();
        file.row(&header)?;
        Ok(file)
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Fatal> {
        let written = cells
            .iter()
            .try_for_each(|cell| self.writer.write_field(cell.text().as_bytes()))
            .and_then(|()| self.writer.write_record(None::<&[u8]>));
        written.map_err(|e| self.failed(e.into()))
    }

    fn finish(mut self) -> Result<(), Fatal> {
        self.writer.flush().map_err(|e| self.failed(e))?;
        // On disk before it gets its name: a crash must not leave an empty file where a table was.
        self.writer.get_ref().get_ref().sync_all().map_err(|e| self.failed(e))
    }

    fn failed(&self, source: std::io::Error) -> Fatal {
        Fatal::Output { path: self.path.clone(), source }
    }
}
