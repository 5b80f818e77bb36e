//! `overleg.xlsx`: the tables as sheets of a workbook, and a first sheet that sums up.
//!
//! Callers may rely on this: every cell holds what the CSV holds (numbers and dates as such, text always as text), but for a
//! text longer than a cell can be, which is cut with a note in it and reported; a table with more rows than a sheet goes on
//! in a further sheet; rows are written to temporary files as they come, so that memory does not grow with them (but for
//! links to files, of which a sheet holds at most `sheet::LINKS`, and the height of rows with more than one line); the same rows
//! give the same bytes.

mod links;
mod look;
mod sheet;
mod summary;

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::rows::{Doc, Record};
use super::shape::View;
use super::sinks::Cut;
use super::stream::Row;
use super::summary::{Groups, Summary};
use super::words::Words;
use crate::fatal::Fatal;
use crate::pipeline::deadline;
use crate::plan::Plan;
use links::Links;
use look::Look;
use sheet::Sheet;

/// The file's name.
pub const FILE: &str = "overleg.xlsx";

/// The workbook of a run while it is written.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Sheet>,
    look: Look,
    links: Links,
    words: &'static Words,
    plan: Plan,
    path: PathBuf,
}

impl Book {
    /// A workbook in `folder` with a sheet for each of `views`.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn create(folder: &Path, views: &[View], plan: &Plan) -> Result<Self, Fatal> {
        let path = folder.join(FILE);
        let words = Words::of(plan.lang);
        let made = || -> Result<(Workbook, Vec<Sheet>), XlsxError> {
            let mut workbook = Workbook::new();
            // The rows are kept beside the other half-made files, where there must be room anyway.
            workbook.set_tempdir(folder)?;
            // No clock in the file: the same input gives the same bytes.
            let made_on = ExcelDateTime::from_ymd(2000, 1, 1)?;
            workbook.set_properties(&DocProperties::new().set_title(words.text("title")).set_creation_datetime(&made_on));
            workbook.add_worksheet().set_name(words.text("sheet_summary"))?;
            let look = Look::new();
            let sheets = views.iter().map(|view| Sheet::new(&mut workbook, view, words, &look)).collect::<Result<_, _>>()?;
            Ok((workbook, sheets))
        };
        let (workbook, sheets) = guarded(&path, made)?;
        Ok(Self { workbook, sheets, look: Look::new(), links: Links::new(plan, views), words, plan: plan.clone(), path })
    }

    /// Says which document the next rows are of, so that they can link to each other. `records` are those that will be written.
    pub fn document(&mut self, doc: Doc<'_>, records: &[Record<'_>]) {
        if let Some(sheet) = self.sheets.iter().find(|sheet| sheet.view.table.name == links::ROWS) {
            self.links.document(doc, records, |n| sheet.place(n));
        }
    }

    /// Writes one row. A cell that had to be cut is added to `cuts`. True when the row begins a further sheet of its table.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn row(&mut self, row: &Row<'_>, cuts: &mut Vec<Cut>) -> Result<bool, Fatal> {
        let Self { workbook, sheets, look, links, words, path, .. } = self;
        match sheets.iter_mut().find(|sheet| sheet.view.table.name == row.table.name) {
            Some(sheet) => guarded(path, || sheet.row(workbook, row, look, links, words, cuts)),
            None => Ok(false),
        }
    }

    /// Writes the first sheet and the file.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(self, run: &Summary, groups: &Groups) -> Result<(), Fatal> {
        let Self { mut workbook, sheets, look, words, plan, path, .. } = self;
        guarded(&path, || {
            for sheet in &sheets {
                sheet.finish(&mut workbook)?;
            }
            summary::write(&mut workbook, &sheets, run, groups, &plan, words, &look)?;
            workbook.save_to_writer(BufWriter::with_capacity(1 << 16, File::create(&path)?))
        })?;
        let failed = |source| Fatal::Output { path: path.clone(), source };
        // On disk before it gets its name.
        File::options().append(true).open(&path).and_then(|file| file.sync_all()).map_err(failed)
    }
}

/// The library ends the program where its temporary files cannot be written (a full disk); here that is an error like any other.
fn guarded<T>(path: &Path, job: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Fatal> {
    let source = match deadline::caught(job) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(XlsxError::IoError(error))) => error,
        Ok(Err(error)) => io::Error::other(error.to_string()),
        Err(words) if words.contains("StorageFull") => io::ErrorKind::StorageFull.into(),
        Err(words) => io::Error::other(words),
    };
    Err(Fatal::Output { path: path.to_owned(), source })
}
