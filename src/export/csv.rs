//! The tables as separated text: UTF-8, quotes where needed; delimiter, line ends and guards by the [`Dialect`].

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::schema::Cell;
use super::shape::View;
use super::sinks::Cut;
use super::stream::Row;
use crate::cli::Dialect;
use crate::fatal::Fatal;

/// The CSV files of a run while they are written.
pub struct Files {
    files: Vec<(&'static str, TableFile)>,
}

impl Files {
    /// Makes the files of `views` in `folder`, each with its header.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn create(folder: &Path, views: &[View], dialect: Dialect) -> Result<Self, Fatal> {
        let file = |view: &View| Ok((view.table.name, TableFile::create(folder, view, dialect)?));
        Ok(Self { files: views.iter().map(file).collect::<Result<_, Fatal>>()? })
    }

    /// Writes one row, which is of `view`. What had to be cut is added to `cuts`.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn row(&mut self, view: &View, row: &Row<'_>, cuts: &mut Vec<Cut>) -> Result<(), Fatal> {
        match self.files.iter_mut().find(|(name, _)| *name == view.table.name) {
            Some((name, file)) => {
                file.row(&row.cells, |column, units| cuts.push(Cut::new(format!("{name}.csv"), view, row, column, units)))
            }
            None => Ok(()),
        }
    }

    /// Writes everything that is still in memory.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(self) -> Result<(), Fatal> {
        self.files.into_iter().try_for_each(|(_, file)| file.finish())
    }
}

struct TableFile {
    writer: csv::Writer<BufWriter<File>>,
    dialect: Dialect,
    path: PathBuf,
}

impl TableFile {
    fn create(folder: &Path, view: &View, dialect: Dialect) -> Result<Self, Fatal> {
        let path = folder.join(format!("{}.csv", view.table.name));
        let failed = |source| Fatal::Output { path: path.clone(), source };
        let mut file = File::create(&path).map_err(failed)?;
        file.write_all(dialect.byte_order_mark()).map_err(failed)?;
        let terminator = match dialect.line_end() {
            "\r\n" => csv::Terminator::CRLF,
            _ => csv::Terminator::Any(b'\n'),
        };
        // The csv crate buffers too; its own buffer is enough.
        let writer = csv::WriterBuilder::new()
            .delimiter(dialect.delimiter())
            .terminator(terminator)
            .buffer_capacity(1 << 16)
            .from_writer(BufWriter::with_capacity(0, file));
        let mut file = Self { writer, dialect, path };
        let header: Vec<Cell<'_>> = view.columns.iter().map(|column| Cell::Text(column.header.into())).collect();
        file.row(&header, |_, _| {})?;
        Ok(file)
    }

    fn row(&mut self, cells: &[Cell<'_>], mut cut: impl FnMut(usize, usize)) -> Result<(), Fatal> {
        for (column, cell) in cells.iter().enumerate() {
            let (text, units) = self.dialect.cell(cell);
            if let Some(units) = units {
                cut(column, units);
            }
            self.writer.write_field(text.as_bytes()).map_err(|e| self.failed(e.into()))?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(|e| self.failed(e.into()))
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
